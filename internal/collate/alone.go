package collate

import "parallax/internal/analysis"

// Alone gives the people and the quotations of one report, without asking
// which quotations are readings of one utterance: what a list of quotations
// needs, in time linear in the report. Its Utterances are empty.
func Alone(a *analysis.Analysis) *Comparison {
	as := []*analysis.Analysis{a}
	c := &Comparison{Reports: []Report{{Article: a.Article, Words: words(a.Article), Own: 1, Foreign: !analysis.Supported(a.Article.Language)}}}
	people := newPeople(as)
	c.readQuotations(as, people)
	people.list(c, as)
	return c
}
