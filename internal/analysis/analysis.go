// Package analysis runs the stages over one report, in the one order there is:
//
//	segment   paragraphs, sentences, tokens
//	marks     what stands between quotation marks
//	names     who and what is named, and which mentions are one entity
//	tag       parts of speech and lemmas
//	attribution   what others are said to have said, in quotation marks or not
//	quote     who said what
//	when      which days and how long
//	fact      how many, how much, how old; who is what; who did what to whom
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
	"parallax/internal/text"
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
	Roles    []fact.Role
	Acts     []fact.Act
}

// Run takes a report through every stage. It needs valid UTF-8 in a.Text, as
// ingest gives it; it does no I/O, never fails, and gives equal results for
// equal reports.
func Run(a *article.Article) *Analysis { return RunEach([]*article.Article{a})[0] }

// RunEach is [Run] for several reports: analysis i is of report i, the same as
// that of the report by itself. Each stage goes over all of them before the
// next begins, which for some reports of usual length is half as fast again:
// words and weights that a stage looks up are then near the processor.
func RunEach(as []*article.Article) []*Analysis {
	out := QuotingEach(as)
	for _, x := range out {
		if a := x.Article; Supported(a.Language) {
			x.Times = when.Find(a.Text, x.Segments, a.Published, lang.English())
			x.Facts = fact.Find(a.Text, x.Segments, x.Tags, x.Times, year(a.Published), lang.English())
			x.Roles = fact.Roles(a.Text, x.Names)
			x.Acts = fact.Acts(a.Text, x.Segments, x.Tags, x.Names, said(x.Quotes), lang.English())
		}
	}
	return out
}

// Quoting takes a report through every stage but when and fact: what a list of
// quotations needs. Times, Facts, Roles and Acts are nil in the result.
func Quoting(a *article.Article) *Analysis { return QuotingEach([]*article.Article{a})[0] }

// QuotingEach is to [Quoting] what [RunEach] is to [Run].
func QuotingEach(as []*article.Article) []*Analysis {
	l := lang.English()
	out := make([]*Analysis, len(as))
	for i, a := range as {
		out[i] = &Analysis{Article: a, Segments: segment.Segment(a.Text, a.Headline, a.Paragraphs, l)}
	}
	supported := make([]*Analysis, 0, len(out))
	for _, x := range out {
		x.Marks = marks.Find(x.Article.Text, x.Segments)
		if Supported(x.Article.Language) {
			supported = append(supported, x)
			continue
		}
		x.Names, x.Quotes = &names.Result{}, quote.ByMarks(x.Article.Text, x.Marks)
	}
	for _, x := range supported {
		x.Names = names.Find(x.Article.Text, x.Segments, x.Marks, l)
	}
	for _, x := range supported {
		x.Tags = tag.English().Tag(x.Article.Text, x.Segments)
	}
	found := make([][]attribution.Attribution, len(supported))
	for i, x := range supported {
		found[i] = attribution.Find(x.Article.Text, x.Segments, x.Tags, x.Marks, attribution.English())
	}
	for i, x := range supported {
		x.Quotes = quote.FindAll(x.Article.Text, x.Segments, x.Marks, x.Names, l, found[i])
	}
	return out
}

// said are the spans of what others are reported to have said, in text order of
// the quotations.
func said(q *quote.Result) []text.Span {
	var out []text.Span
	for i := range q.Attributions {
		out = append(out, q.Attributions[i].Content...)
	}
	return out
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
