package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"parallax/internal/archive"
	"parallax/internal/fetch"
	"parallax/internal/ingest/feed"
)

// mostCandidates is how many addresses are tried to find a site's feed.
const mostCandidates = 8

// AddFeed finds the feed at an address, or the one that the page there names,
// keeps it, and has it read soon. The error wraps archive.ErrInvalid when there
// is no feed, archive.ErrConflict when it is kept already.
func (w *Watcher) AddFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) {
	address, err := addressOf(f.URL)
	if err != nil {
		return f, err
	}
	at, found, err := w.find(ctx, address)
	if err != nil {
		return f, err
	}
	f.URL = at
	if f.Title == "" {
		f.Title = found.Title
	}
	if f.Site == "" {
		f.Site = found.Site
	}
	f.Next = w.o.Now()
	f, err = w.keeper.PutFeed(ctx, f)
	if err == nil {
		w.Wake()
	}
	return f, err
}

// addressOf is what somebody typed, as an address: a name alone is a site.
func addressOf(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", fmt.Errorf("an address is needed: %w", archive.ErrInvalid)
	}
	if rest, ok := strings.CutPrefix(typed, "feed:"); ok { // feed:https://… and feed://…
		typed = rest
		if strings.HasPrefix(typed, "//") {
			typed = "https:" + typed
		}
	}
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("%q is no address of a feed or a site: %w", typed, archive.ErrInvalid)
	}
	return u.String(), nil
}

// find gets the feed at an address, or the first that answers of those that
// the page there names or that sites like it have.
func (w *Watcher) find(ctx context.Context, address string) (at string, found *feed.Feed, err error) {
	answer, err := w.client.Get(ctx, fetch.Request{URL: address, Want: fetch.Any})
	if err != nil {
		return "", nil, refused(err)
	}
	if found, err := feed.Read(answer.Body, feed.Options{URL: answer.URL, Charset: answer.Charset}); err == nil {
		return answer.URL, found, nil
	}
	candidates := feed.Discover(answer.Body, answer.URL)
	tried := 0
	for _, c := range candidates {
		if tried++; tried > mostCandidates {
			break
		}
		a, e := w.client.Get(ctx, fetch.Request{URL: c.URL, Want: fetch.Feed})
		if ctx.Err() != nil {
			return "", nil, ctx.Err()
		}
		if e != nil {
			if !gone(e) {
				err = e
			}
			continue
		}
		if found, e := feed.Read(a.Body, feed.Options{URL: a.URL, Charset: a.Charset}); e == nil {
			return a.URL, found, nil
		}
	}
	if err != nil {
		return "", nil, refused(err)
	}
	return "", nil, fmt.Errorf("there is no feed at %s, and the page there names none; give the feed's own address: %w", address, archive.ErrInvalid)
}

// gone says whether an address was only a guess: nothing is there.
func gone(err error) bool {
	s := statusOf(err)
	return s == http.StatusNotFound || s == http.StatusGone
}

// refused makes a failed fetch an answer to whoever typed the address.
func refused(err error) error {
	var e *fetch.Error
	if errors.As(err, &e) {
		return fmt.Errorf("%s: %w", e.Error(), archive.ErrInvalid)
	}
	return err
}

// ChangeFeed keeps what the user changed of a feed, and has it asked when it is
// due. One without an ID is kept as a new one without being looked at first: a
// long list of feeds is taken at once.
func (w *Watcher) ChangeFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) {
	f, err := w.keeper.PutFeed(ctx, f)
	if err == nil {
		w.Wake()
	}
	return f, err
}
