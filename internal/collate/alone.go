package collate

import (
	"parallax/internal/analysis"
	"parallax/internal/quote"
)

// Alone gives the people and the quotations of one report, without asking
// which quotations are readings of one utterance: what a list of quotations
// needs, in time linear in the report. Its Utterances are empty. A quotation
// here is an act of reporting: a broken one is one with several contents, a
// mixed one has the words around its marks.
func Alone(a *analysis.Analysis) *Comparison {
	if a.Quotes != nil && a.Quotes.Attributions != nil {
		whole := *a
		whole.Quotes = &quote.Result{Quotations: a.Quotes.Attributions, Asides: a.Quotes.Asides}
		a = &whole
	}
	as := []*analysis.Analysis{a}
	c := &Comparison{Reports: []Report{{Article: a.Article, Words: words(a.Article), Own: 1, Foreign: !analysis.Supported(a.Article.Language)}}}
	people := newPeople(as)
	if a.Quotes != nil {
		c.listQuotations(0, a, people)
	}
	people.list(c, as)
	return c
}
