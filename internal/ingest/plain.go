package ingest

import (
	"io"
	"strings"

	"parallax/internal/article"
	"parallax/internal/text"
)

const unknownEncoding = "neither UTF-8, UTF-16 nor Windows-1252 text"

// readPlain reads a plain-text file as one report.
func (r *reader) readPlain(s source, in io.Reader) {
	data, err := r.whole(in)
	if err != nil {
		r.skip(s.name, r.reason(err))
		return
	}
	if looksBinary(data) {
		r.skip(s.name, "binary file")
		return
	}
	t, ok := toUTF8(data)
	if !ok {
		r.skip(s.name, unknownEncoding)
		return
	}
	a := plainArticle(t)
	if len(a.Paragraphs) == 0 {
		r.skip(s.name, "no text in the file")
		return
	}
	a.ID, a.Input = s.id, s.name
	r.report(a)
}

// plainArticle finds headline, by-line, date and paragraphs in a plain text.
func plainArticle(t string) *article.Article {
	a := &article.Article{Text: t}
	paragraphs := opening(a, paragraphsOf(t, 0)) // a date may stand above the headline
	if len(paragraphs) > 1 && isHeadline(paragraphs[0].In(t)) {
		a.Headline, paragraphs = paragraphs[0], paragraphs[1:]
		a.Title = collapse(a.Headline.In(t))
	}
	a.Paragraphs = opening(a, paragraphs)
	a.Language = languageOf(t, "")
	return a
}

// titledArticle makes a report of a title and a text that come apart, as JSON
// lines give them, with the language that they say it is in.
func titledArticle(title, body, language string) *article.Article {
	a := &article.Article{Text: body}
	from := 0
	if strings.TrimSpace(title) != "" {
		a.Text = title + "\n\n" + body
		a.Title = collapse(title)
		a.Headline = trimmed(a.Text, text.Span{End: len(title)})
		from = len(title)
	}
	a.Paragraphs = paragraphsOf(a.Text, from)
	if len(a.Paragraphs) > 1 && a.Title != "" && collapse(a.Paragraphs[0].In(a.Text)) == a.Title {
		a.Paragraphs = a.Paragraphs[1:]
	}
	a.Paragraphs = opening(a, a.Paragraphs)
	a.Language = languageOf(a.Text, language)
	return a
}

// collapse writes every run of white space as one space.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
