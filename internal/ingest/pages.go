package ingest

import (
	"bufio"
	"errors"
	"strings"

	"parallax/internal/article"
	"parallax/internal/ingest/page"
	"parallax/internal/text"
)

// readPage reads an HTML page as one report.
func (r *reader) readPage(s source, in *bufio.Reader) {
	data, err := r.whole(in)
	if err != nil {
		r.skip(s.name, r.reason(err))
		return
	}
	if looksBinary(data) {
		r.skip(s.name, "binary file")
		return
	}
	p, err := page.Read(r.ctx, data, r.options.PageDeadline)
	switch {
	case r.done():
		return
	case errors.Is(err, page.ErrTooSlow):
		r.skip(s.name, "no article found in the page within "+r.options.PageDeadline.String())
		return
	case err != nil:
		r.skip(s.name, err.Error())
		return
	}
	a := pageArticle(p)
	a.ID, a.Input = s.id, s.name
	r.report(a)
}

// pageArticle makes a report of what a page holds.
func pageArticle(p *page.Page) *article.Article {
	a := composed(p.Title, p.Paragraphs, p.Language)
	a.Outlet, a.Author, a.URL, a.Published, a.DateFrom = p.Outlet, p.Author, p.URL, p.Published, p.DateFrom
	return a
}

// composed puts a title and paragraphs, either of which may be missing,
// together as one text. language is the declared one.
func composed(title string, paragraphs []string, language string) *article.Article {
	a := &article.Article{Title: title}
	var b strings.Builder
	if title != "" {
		b.WriteString(title)
		a.Headline = text.Span{End: b.Len()}
	}
	for _, paragraph := range paragraphs {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(paragraph)
		a.Paragraphs = append(a.Paragraphs, text.Span{Start: start, End: b.Len()})
	}
	a.Text = b.String()
	a.Language = languageOf(a.Text, language)
	return a
}
