package watch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"parallax/internal/archive"
	"parallax/internal/fetch"
	"parallax/internal/ingest/feed"
)

// polled is what came of asking a feed.
type polled struct {
	reports int           // that were new
	status  int           // HTTP; 0: no answer
	every   time.Duration // as the feed says that it changes; 0: it does not
	fresh   time.Duration // as the server says that its answer will do; 0: it does not
}

// poll fetches a feed and takes what is new or changed. It changes f to what
// is known of the feed now.
func (w *Watcher) poll(ctx context.Context, f *archive.Feed) (polled, error) {
	answer, err := w.client.Get(ctx, fetch.Request{URL: f.URL, Want: fetch.Feed, ETag: f.ETag, LastModified: f.LastModified})
	if err != nil {
		return polled{status: statusOf(err)}, err
	}
	if answer.Moved != "" {
		f.URL = answer.Moved
	}
	if answer.NotModified {
		return polled{status: http.StatusNotModified, fresh: answer.Fresh}, w.again(ctx, f)
	}
	found, err := feed.Read(answer.Body, feed.Options{URL: answer.URL, Charset: answer.Charset})
	if err != nil {
		return polled{status: http.StatusOK}, problem{answer.URL, err}
	}
	was := polled{status: http.StatusOK, every: found.Every, fresh: answer.Fresh}
	var whole bool
	was.reports, whole, err = w.take(ctx, f, found)
	f.ETag, f.LastModified = answer.ETag, answer.LastModified
	if err != nil || !whole { // asked for whole again
		f.ETag, f.LastModified = "", ""
	}
	return was, err
}

// problem names the address that an error is about.
type problem struct {
	address string
	err     error
}

func (p problem) Error() string { return p.address + ": " + p.err.Error() }
func (p problem) Unwrap() error { return p.err }

// statusOf is the HTTP status of a failed fetch; 0 when there was no answer.
func statusOf(err error) int {
	var e *fetch.Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}

// take hands on the items that are new, that changed, or whose page is to be
// looked at again, the oldest first, and remembers them once they are kept.
// whole is false when some wait for another time.
func (w *Watcher) take(ctx context.Context, f *archive.Feed, found *feed.Feed) (fresh int, whole bool, err error) {
	if f.Title == "" {
		f.Title = found.Title
	}
	if f.Site == "" {
		f.Site = found.Site
	}
	known, err := w.items(ctx, f.ID)
	if err != nil {
		return 0, false, err
	}
	now := w.o.Now()
	whole = true
	var listed []archive.Item
	var in []archive.Incoming
	pages := 0
	for i := len(found.Items) - 1; i >= 0; i-- {
		it := &found.Items[i]
		was, ok := known[it.ID]
		is := archive.Item{Key: it.ID, Sum: sumOf(it), At: publishedAt(it, was, now), Listed: now, Asked: was.Asked, Tries: was.Tries}
		changed := !ok || !bytes.Equal(was.Sum, is.Sum)
		wanted := f.FullText && it.Teaser && it.Link != ""
		if changed {
			is.Tries = 0
		}
		if !changed && !(wanted && lookAgain(is, now)) {
			listed = append(listed, is)
			continue
		}
		if wanted && pages >= w.o.Pages {
			whole = false // what is not remembered is new another time
			continue
		}
		var page *fetch.Response
		if wanted {
			pages++
			page = w.page(ctx, f, it)
			is.Asked, is.Tries = now, is.Tries+1
		}
		if a := w.article(ctx, f, it, page); a != nil {
			in = append(in, archive.Incoming{Article: a, Feed: f.ID})
		}
		listed = append(listed, is)
		if ctx.Err() != nil {
			return 0, false, ctx.Err()
		}
	}
	if fresh, err = w.receive(ctx, in); err != nil {
		return 0, false, err
	}
	return fresh, whole, w.keeper.PutItems(ctx, f.ID, listed)
}

// receive hands reports on and counts the new ones.
func (w *Watcher) receive(ctx context.Context, in []archive.Incoming) (fresh int, err error) {
	if len(in) == 0 {
		return 0, nil
	}
	receipts, err := w.desk.Receive(ctx, in)
	for _, r := range receipts {
		if r.What == archive.New {
			fresh++
		}
	}
	return fresh, err
}

// again has a feed that has not changed asked for its list all the same when
// the page of an item is to be looked at: the list has the addresses.
func (w *Watcher) again(ctx context.Context, f *archive.Feed) error {
	if !f.FullText {
		return nil
	}
	known, err := w.keeper.Items(ctx, f.ID)
	if err != nil {
		return err
	}
	now := w.o.Now()
	if slices.ContainsFunc(known, func(it archive.Item) bool { return lookAgain(it, now) }) {
		f.ETag, f.LastModified = "", ""
	}
	return nil
}

// looks are how long after its page was last fetched it is fetched once more:
// most corrections to a report are made within a day.
var looks = []time.Duration{time.Hour, 5 * time.Hour, 18 * time.Hour, 48 * time.Hour}

// lookAgain says whether a page that was fetched is to be fetched once more.
func lookAgain(it archive.Item, now time.Time) bool {
	return it.Tries > 0 && it.Tries <= len(looks) && now.Sub(it.Asked) >= looks[it.Tries-1]
}

func (w *Watcher) items(ctx context.Context, feed string) (map[string]archive.Item, error) {
	list, err := w.keeper.Items(ctx, feed)
	if err != nil {
		return nil, err
	}
	known := make(map[string]archive.Item, len(list))
	for _, it := range list {
		known[it.Key] = it
	}
	return known, nil
}

// sumOf tells a changed item from an unchanged one.
func sumOf(it *feed.Item) []byte {
	h := sha256.New()
	for _, s := range append([]string{it.URL, it.Title, it.Updated}, it.Paragraphs...) {
		h.Write([]byte(strings.TrimSpace(s)))
		h.Write([]byte{0})
	}
	return h.Sum(nil)[:16]
}
