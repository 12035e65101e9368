package web

import (
	"cmp"
	"fmt"
	"slices"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
)

// page is everything the templates print.
type page struct {
	Title    string // of the browser's tab
	Policy   string
	Styles   []inlined
	Script   inlined
	Head     head
	Sections []section // "on this page"
	Matrix   *matrix   // nil when nobody is quoted
	Told     told      // claims, conflicts, timeline
	Accounts *accounts // nil when no report copies another
	Reader   *reader   // nil when there is no report
	Skipped  []article.Skipped
}

// section is one entry of "on this page".
type section struct {
	ID, Name string
	Count    int
}

// source is a report as the page names it: by letter.
type source struct {
	Letter string
	Name   string // outlet, or the report's ID when it has none
	Lang   string // of its words; empty when unknown
	Href   string // its place in the reader
}

// place is a link to words in the reader.
type place struct {
	Href  string
	Text  string // "¶7", or "B ¶7" where the letter is not already there
	Label string // for screen readers
}

// builder holds what several sections of one page need.
type builder struct {
	c       *collate.Comparison
	sources []source
	to      *Addresses       // nil: everything is in one document
	prefix  []string         // one a report: what its anchors begin with
	anchors []string         // one a quotation: the id of its first words in the reader
	readAs  []ref            // one a quotation: where it is a reading
	spots   []map[int]string // one a report: anchors by where the words begin
	found   Place            // words to mark; none when its span is empty
	changed map[int]bool     // quotations that changed after publication
	order   []int            // report indexes in the order of columns: families of copies together
}

// ref is a reading of an utterance.
type ref struct {
	utterance int // index into Comparison.Utterances; -1 when the quotation is nobody's reading
	reading   int // index into its Readings
}

func newPage(c *collate.Comparison, o options) *page {
	b := newBuilder(c, nil)
	p := &page{Script: script(), Head: b.head(), Skipped: c.Skipped}
	if len(c.Reports) > 1 {
		p.Head.Acts = []Act{{"#reader", "Read side by side"}}
	}
	p.Title = p.Head.Headline
	p.Told = b.told()
	p.Matrix, p.Accounts, p.Reader = b.matrix(), b.accounts(), b.reader(p.Head.Headline)
	p.Styles = []inlined{sheet()}
	if o.fonts {
		p.Styles = append(p.Styles, uprightFonts())
		if hasParaphrase(c) { // nothing else is set in italics
			p.Styles = append(p.Styles, slantedFonts())
		}
	}
	p.Policy = policy(p.Styles, []inlined{p.Script}, o.fonts)
	p.Sections = sections(p)
	return p
}

func sections(p *page) []section {
	var out []section
	if p.Matrix != nil {
		out = append(out, section{"said", "Who said what", p.Matrix.All})
	}
	if a := p.Told.Agreed; a != nil {
		out = append(out, section{"agreed", "Agreed", a.Count})
	}
	if n := p.Told.OnlyCount; n > 0 {
		out = append(out, section{"only", "Only in one", n})
	}
	if n := len(p.Told.Conflicts); n > 0 {
		out = append(out, section{"conflicts", "Conflicts", n})
	}
	if t := p.Told.Timeline; t != nil {
		out = append(out, section{"timeline", "Timeline", len(t.Moments)})
	}
	if p.Accounts != nil {
		out = append(out, section{"accounts", "Accounts", p.Accounts.Accounts})
	}
	if len(p.Skipped) > 0 {
		out = append(out, section{"skipped", "Not read", len(p.Skipped)})
	}
	if p.Reader != nil {
		out = append(out, section{"reader", "Reader", len(p.Reader.Panes)})
	}
	return out
}

func newBuilder(c *collate.Comparison, to *Addresses) *builder {
	b := &builder{c: c, to: to, spots: make([]map[int]string, len(c.Reports)), anchors: make([]string, len(c.Quotations)), readAs: make([]ref, len(c.Quotations))}
	for i, l := range apparatus.Letters(len(c.Reports)) {
		a := c.Reports[i].Article
		b.prefix = append(b.prefix, b.anchorOf(l, a))
		b.sources = append(b.sources, source{Letter: l, Name: cmp.Or(a.Outlet, a.ID), Lang: language(a), Href: b.address(Place{Report: i, Beside: i, ID: "r-" + b.prefix[i]})})
	}
	nth := make([]int, len(c.Reports))
	for i, q := range c.Quotations {
		nth[q.Report]++
		b.anchors[i] = b.nthQuotation(q.Report, nth[q.Report])
		b.readAs[i] = ref{-1, -1}
	}
	for u := range c.Utterances {
		for r, rd := range c.Utterances[u].Readings {
			if b.readAs[rd.Quotation].utterance < 0 {
				b.readAs[rd.Quotation] = ref{u, r}
			}
		}
	}
	b.order = families(c)
	return b
}

// families orders reports so that the copies of one text stand together, at
// the place of the first of them.
func families(c *collate.Comparison) []int {
	order := make([]int, len(c.Reports))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(c.Reports[i].Account, c.Reports[j].Account) })
	return order
}

// language is the value of a lang attribute for the words of a report.
func language(a *article.Article) string {
	if a.Language == "und" {
		return ""
	}
	return a.Language
}

func hasParaphrase(c *collate.Comparison) bool {
	for _, u := range c.Utterances {
		for _, r := range u.Readings {
			if r.Relation == collate.Paraphrase {
				return true
			}
		}
	}
	return false
}

// paragraph names where evidence stands: "¶7", "headline", or "text" outside
// both.
func (b *builder) paragraph(e collate.Evidence) string {
	if n := apparatus.Paragraph(b.c, e); n > 0 {
		return fmt.Sprintf("¶%d", n)
	}
	if b.c.Reports[e.Report].Article.Headline.Holds(e.Span.Start) {
		return "headline"
	}
	return "text"
}

// quoted links to a quotation in the reader.
func (b *builder) quoted(q int, letter bool) place {
	e := apparatus.QuotationAt(b.c, q)
	s, at := b.sources[e.Report], b.paragraph(e)
	p := place{Href: b.address(b.quotation(q)), Text: at, Label: fmt.Sprintf("read it in %s, %s", s.Name, spoken(b, e))}
	if letter {
		p = p.under(s.Letter)
	}
	return p
}

// under adds the report's letter to a place, in what is seen and said alike.
func (p place) under(letter string) place {
	p.Text = letter + " " + p.Text
	p.Label = p.Text + ": " + p.Label
	return p
}

// spoken says a place in words.
func spoken(b *builder, e collate.Evidence) string {
	if n := apparatus.Paragraph(b.c, e); n > 0 {
		return fmt.Sprintf("paragraph %d", n)
	}
	return "the " + b.paragraph(e)
}

// words is the text of evidence.
func (b *builder) words(e collate.Evidence) string {
	return e.Span.In(b.c.Reports[e.Report].Article.Text)
}

// counted says a number with its noun: "1 report", "2 reports".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// independent is the number of accounts: reports that copy nobody.
func independent(c *collate.Comparison) int {
	n := 0
	for i, r := range c.Reports {
		if r.Account == i {
			n++
		}
	}
	return n
}
