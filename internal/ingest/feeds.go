package ingest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode/utf8"

	"parallax/internal/article"
	"parallax/internal/ingest/feed"
)

// readFeed reads a saved feed: every item with the whole of a report is one. A
// teaser is a report only for those whom titles will do.
func (r *reader) readFeed(s source, in *bufio.Reader) {
	data, err := r.whole(in)
	if err != nil {
		r.skip(s.name, r.reason(err))
		return
	}
	f, err := feed.Read(data, feed.Options{})
	if err != nil {
		r.skip(s.name, err.Error())
		return
	}
	for _, p := range f.Problems {
		if p.Whole { // what was read whole was not skipped
			continue
		}
		name := s.name
		if p.Line > 0 {
			name = lineName(s, p.Line)
		}
		r.skip(name, p.Reason)
	}
	if len(f.Items) == 0 && len(f.Problems) == 0 {
		r.skip(s.name, "a feed without items")
	}
	for n := range f.Items {
		if r.done() {
			return
		}
		item := &f.Items[n]
		name := lineName(s, item.Line)
		if item.Line == 0 {
			name = fmt.Sprintf("%s#%d", s.name, n+1)
		}
		if item.Teaser && !r.options.Titles {
			r.skip(name, teaserReason(item))
			continue
		}
		a := FromItem(f, item)
		a.ID, a.Input = s.id+"-"+a.ID, name
		r.report(a)
	}
}

// teaserReason says why an item is no report.
func teaserReason(i *feed.Item) string {
	n := 0
	for _, p := range i.Paragraphs {
		n += utf8.RuneCountInString(p)
	}
	reason := fmt.Sprintf("only a teaser of %d characters in the feed", n)
	if n == 0 {
		reason = "only a title in the feed"
	}
	if i.Link != "" {
		reason += ": the report is at " + i.Link
	}
	return reason
}

// FromItem makes a report of a feed's item, teaser or not. Its ID is a hash of
// the item's: the same whenever the feed is read, whatever becomes of the text.
func FromItem(f *feed.Feed, i *feed.Item) *article.Article {
	a := composed(i.Title, i.Paragraphs, f.Language)
	a.Outlet, a.Author, a.URL = f.Title, i.Author, i.URL
	if a.Published = i.Published; a.Published != "" {
		a.DateFrom = "input"
	}
	h := sha256.Sum256([]byte(i.ID))
	a.ID = hex.EncodeToString(h[:4])
	return a
}
