// Package page reads the report in an HTML page: who published it where and
// when, and its words without what surrounds them.
//
// What a page says of itself is believed in this order: JSON-LD (NewsArticle
// and its kin, alone, in an array or in a @graph), meta tags (Open Graph,
// article:, Parse.ly, Sailthru, Dublin Core, itemprop), then the visible
// elements. The body is what Readability takes for the article, after the
// things have been cut away that never belong to it: menus, share bars,
// captions, newsletter forms, related links, cookie notices. Each paragraph,
// heading, list entry and quoted paragraph is one paragraph of the report, its
// white space collapsed to single spaces.
//
//	<title>Quay fire out | The Tide</title>
//	<meta property="og:site_name" content="The Tide">
//	…<article><h1>Quay fire out</h1><p>The fire is out.</p><p>Read more: …</p></article>
//
// gives Page{Title: "Quay fire out", Outlet: "The Tide", Paragraphs: ["The fire
// is out."]}.
//
// A page that shows no more than the beginning and asks to subscribe, one that
// says it was not found, and one that lists teasers give no report ([ErrGated],
// [ErrNotFound], [ErrNoArticle]).
//
// The surprise: the words of a <q> element come with quotation marks, because
// browsers draw them, though the page's source has none.
package page

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Page is the report in a page. All strings are valid UTF-8, without white
// space around or line ends within; all but the paragraphs may be empty.
type Page struct {
	Title      string   // headline, without the outlet's name after it
	Outlet     string   // publisher
	Author     string   // names, separated by ", "
	URL        string   // canonical address, absolute
	Published  string   // as [Date] gives it
	DateFrom   string   // "json-ld", "meta", "page text" or "address"; empty without Published
	Language   string   // as the page declares it: "en-GB"
	Paragraphs []string // the body, in order; at least one
}

// Why a page gives no report.
var (
	ErrNoArticle = errors.New("no article found in the page")
	ErrTooDeep   = errors.New("unreadable page: its elements are nested more than 500 deep")
	ErrTooSlow   = errors.New("no article found in the page in time")
)

// Read finds the report in a page. It gives up with ErrTooSlow after deadline
// and with the context's error when that ends; the search then goes on unheard
// in the background until it ends by itself, because the library cannot be
// stopped.
func Read(ctx context.Context, source []byte, deadline time.Duration) (*Page, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	type result struct {
		page *Page
		err  error
	}
	done := make(chan result, 1)
	go func() {
		p, err := read(source)
		done <- result{p, err}
	}()
	timer := time.NewTimer(deadline)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.page, r.err
	case <-timer.C:
		return nil, ErrTooSlow
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// read does the work of Read.
func read(source []byte) (p *Page, err error) {
	defer func() {
		if recover() != nil {
			// The libraries below have met odd pages they were not made
			// for; one bad page must not end the reading of the others.
			p, err = nil, ErrNoArticle
		}
	}()
	doc, err := html.Parse(bytes.NewReader(decode(source)))
	if err != nil {
		return nil, ErrTooDeep // the only error of a reader that cannot fail
	}
	p = &Page{}
	facts := collectFacts(doc)
	p.describe(facts)
	headlines := headlineLinks(doc)
	gated := openGate(doc)
	p.Paragraphs = p.body(doc, facts)
	if err := p.refuse(facts, gated, headlines); err != nil {
		return nil, err
	}
	return p, nil
}

// describe fills in everything but the body.
func (p *Page) describe(f *facts) {
	p.URL = f.address()
	p.Outlet = f.outlet()
	p.Title = f.title(p.Outlet)
	p.Author = f.author()
	p.Published, p.DateFrom = f.date(p.URL)
	p.Language = f.language()
}

// clean is a string from a page's metadata: entities that were escaped twice
// resolved, white space collapsed.
func clean(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return strings.Join(strings.Fields(readable(s)), " ")
}

// readable is s without what nobody sees: soft hyphens, zero-width spaces,
// control characters. White space stays.
func readable(s string) string {
	hidden := func(r rune) bool {
		switch r {
		case '\u00ad', '\u200b', '\u2060', '\ufeff', utf8.RuneError:
			return true
		}
		return unicode.IsControl(r) && !unicode.IsSpace(r)
	}
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if hidden(r) && r != utf8.RuneError {
			return -1
		}
		return r
	}, s)
}
