package watch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"parallax"
	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/fetch"
	"parallax/internal/ingest/feed"
)

// page fetches an item's page; nil when it cannot be had. That is recorded,
// and the teaser is taken.
func (w *Watcher) page(ctx context.Context, f *archive.Feed, it *feed.Item) *fetch.Response {
	began := w.o.Now()
	answer, err := w.client.Get(ctx, fetch.Request{URL: it.Link, Want: fetch.Page, Robots: true})
	if err == nil {
		return answer
	}
	if ctx.Err() == nil {
		w.note(ctx, archive.Attempt{Feed: f.ID, URL: it.Link, At: began, Took: w.o.Now().Sub(began), Status: statusOf(err), Error: err.Error()})
	}
	return nil
}

func (w *Watcher) note(ctx context.Context, a archive.Attempt) {
	if err := w.keeper.Record(ctx, a); err != nil && ctx.Err() == nil {
		w.o.Log.Error("an attempt could not be recorded", "feed", a.Feed, "error", err)
	}
}

// article is the report of an item: the fuller one of what its page and what
// its feed have; nil when neither has anything.
func (w *Watcher) article(ctx context.Context, f *archive.Feed, it *feed.Item, page *fetch.Response) *article.Article {
	a := w.fromItem(ctx, it)
	if page != nil {
		b, why := read(ctx, page.URL+".html", page.Body)
		switch {
		case b == nil:
			w.note(ctx, archive.Attempt{Feed: f.ID, URL: it.Link, At: w.o.Now(), Error: it.Link + ": " + why})
		case a == nil || len(b.Text) >= len(a.Text):
			a = b
		}
	}
	if a == nil {
		return nil
	}
	a.ID = ""
	a.URL = cmp.Or(it.URL, a.URL)
	a.Outlet = cmp.Or(f.Outlet, a.Outlet, f.Title)
	a.Author = cmp.Or(a.Author, it.Author)
	if it.Published != "" {
		a.Published, a.DateFrom = it.Published, "input"
	}
	a.Input = cmp.Or(it.URL, f.URL)
	return a
}

// fromItem is what the feed itself has of a report.
func (w *Watcher) fromItem(ctx context.Context, it *feed.Item) *article.Article {
	line, err := json.Marshal(map[string]string{"id": it.ID, "url": it.URL, "title": it.Title, "published": it.Published, "text": strings.Join(it.Paragraphs, "\n\n")})
	if err != nil {
		return nil
	}
	a, _ := read(ctx, "item.jsonl", line)
	return a
}

// read reads one report; the reason when there is none.
func read(ctx context.Context, name string, b []byte) (a *article.Article, why string) {
	for a, s := range parallax.ReadFrom(ctx, name, bytes.NewReader(b), parallax.Options{Titles: true}) {
		if s != nil {
			return nil, s.Reason
		}
		return a, ""
	}
	return nil, "there is nothing to read"
}
