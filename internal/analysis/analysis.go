// Package analysis runs the stages over one report, in the one order there is:
//
//	segment   paragraphs, sentences, tokens
//	marks     what stands between quotation marks
//	names     who and what is named, and which mentions are one entity
//	tag       parts of speech and lemmas
//	attribution   what others are said to have said, in quotation marks or not
//	quote     who said what
//	when      which days and how long
//	fact      how many, how much, how old
//
// Each stage is a pure function of the report's text and of what the stages
// before it found; [Run] is the only place that knows their order. The result
// of one report depends on nothing but that report, so reports can be analysed
// in any order and at the same time.
//
// The one surprise: a report whose Article.Language is known and is not English
// gets no names and no speakers, because English rules would make some up; its
// sentences and what stands between its quotation marks are found all the same.
package analysis

import (
	"strconv"

	"parallax/internal/article"
	"parallax/internal/attribution"
	"parallax/internal/fact"
	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/when"
)

// Analysis is everything the stages found in one report. It is not changed
// after Run returns and can be read from several goroutines.
type Analysis struct {
	Article  *article.Article
	Segments *segment.Segments
	Marks    []marks.Quoted
	Tags     []tag.Word // one a token of Segments; nil when the language has no word data
	Names    *names.Result
	Quotes   *quote.Result
	Times    []when.Time
	Facts    []fact.Fact
}

// Run takes a report through every stage. It needs valid UTF-8 in a.Text, as
// ingest gives it; it does no I/O, never fails, and gives equal results for
// equal reports.
func Run(a *article.Article) *Analysis {
	out := Quoting(a)
	if Supported(a.Language) {
		out.Times = when.Find(a.Text, out.Segments, a.Published, lang.English())
		out.Facts = fact.Find(a.Text, out.Segments, out.Tags, out.Times, year(a.Published), lang.English())
	}
	return out
}

// Quoting takes a report through every stage but when: what a list of
// quotations needs. Times is nil in the result.
func Quoting(a *article.Article) *Analysis {
	l := lang.English()
	s := segment.Segment(a.Text, a.Headline, a.Paragraphs, l)
	m := marks.Find(a.Text, s)
	if !Supported(a.Language) {
		return &Analysis{Article: a, Segments: s, Marks: m, Names: &names.Result{}, Quotes: quote.ByMarks(a.Text, m)}
	}
	n := names.Find(a.Text, s, m, l)
	tags := tag.English().Tag(a.Text, s)
	as := attribution.Find(a.Text, s, tags, m, attribution.English())
	q := quote.FindAll(a.Text, s, m, n, l, as)
	return &Analysis{Article: a, Segments: s, Marks: m, Tags: tags, Names: n, Quotes: q}
}

// year is that of a date as RFC 3339 writes it, 0 when it has none.
func year(published string) int {
	if len(published) < 4 {
		return 0
	}
	y, err := strconv.Atoi(published[:4])
	if err != nil {
		return 0
	}
	return y
}

// Naming takes a report no further than its names: what putting it into a story
// needs, in a fraction of the time. Quotes and Times are nil in the result.
func Naming(a *article.Article) *Analysis {
	l := lang.English()
	s := segment.Segment(a.Text, a.Headline, a.Paragraphs, l)
	m := marks.Find(a.Text, s)
	if !Supported(a.Language) {
		return &Analysis{Article: a, Segments: s, Marks: m, Names: &names.Result{}}
	}
	return &Analysis{Article: a, Segments: s, Marks: m, Names: names.Find(a.Text, s, m, l)}
}

// Supported reports whether there is word data for a language, an ISO 639-1
// code. A language that could not be told is taken for English.
func Supported(code string) bool { return code == "" || code == "und" || code == "en" }
