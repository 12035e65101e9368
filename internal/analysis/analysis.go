// Package analysis runs the stages over one report, in the one order there is:
//
//	segment   paragraphs, sentences, tokens
//	marks     what stands between quotation marks
//	names     who and what is named, and which mentions are one entity
//	quote     who said what
//
// Each stage is a pure function of the report's text and of what the stages
// before it found; [Run] is the only place that knows their order. The result
// of one report depends on nothing but that report, so reports can be analysed
// in any order and at the same time.
//
// The one surprise: word data is that of English whatever Article.Language
// says. A report in another language is cut into sentences and its quotation
// marks are found, but few of its quotations will get a speaker.
package analysis

import (
	"parallax/internal/article"
	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
)

// Analysis is everything the stages found in one report. It is not changed
// after Run returns and can be read from several goroutines.
type Analysis struct {
	Article  *article.Article
	Segments *segment.Segments
	Marks    []marks.Quoted
	Names    *names.Result
	Quotes   *quote.Result
}

// Run takes a report through every stage. It needs valid UTF-8 in a.Text, as
// ingest gives it; it does no I/O, never fails, and gives equal results for
// equal reports.
func Run(a *article.Article) *Analysis {
	l := lang.English()
	s := segment.Segment(a.Text, a.Headline, a.Paragraphs, l)
	m := marks.Find(a.Text, s)
	n := names.Find(a.Text, s, m, l)
	q := quote.Find(a.Text, s, m, n, l)
	return &Analysis{Article: a, Segments: s, Marks: m, Names: n, Quotes: q}
}
