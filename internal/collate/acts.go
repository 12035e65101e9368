package collate

import (
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/tag"
)

// Labels of the rules that judge who did what to whom.
const (
	notDone   = "done in one report, not done in the other"
	doneLater = "not done in the earlier report, done in the later"
	otherDoer = "the other did it"
)

// done is an act as it is compared across reports.
type done struct {
	who, whom, what string
	negated         bool
	own             bool // told by the report itself
	report          int
	value           finding.Value
}

// acts finds where one report says that somebody did something to another and a
// second report says that they did not, or that it was the other way round, for
// verbs of which only one of the two can be true. What is not yet done is left
// out, and so are what one report tells both ways and what somebody denies.
func (c *Comparison) acts(as []*analysis.Analysis) (out []finding.Conflict) {
	all := c.toldActs(as)
	for i, b := range all {
		for _, a := range all[:i] {
			severity, why, ok := c.opposed(a, b)
			if !ok || bothWays(all, a, b) || slices.ContainsFunc(out, func(k finding.Conflict) bool { return sameSides(&k, a, b) }) {
				continue
			}
			k := finding.Conflict{Kind: finding.Other, Severity: severity, Why: why, Score: 1, Values: []finding.Value{witnessed(all, a), witnessed(all, b)}}
			slices.SortStableFunc(k.Values, func(v, w finding.Value) int { return v.Words.Report - w.Words.Report })
			out = append(out, k)
		}
	}
	return out
}

// opposed tells whether two acts leave each other out.
func (c *Comparison) opposed(a, b *done) (finding.Severity, string, bool) {
	if a.what != b.what || c.Reports[a.report].Account == c.Reports[b.report].Account {
		return "", "", false
	}
	switch {
	case a.who == b.who && a.whom == b.whom && a.negated != b.negated && a.own && b.own:
		if a.negated && c.dayOf(a.report) < c.dayOf(b.report) || b.negated && c.dayOf(b.report) < c.dayOf(a.report) {
			return finding.Update, doneLater, true
		}
		return finding.Contradiction, notDone, true
	case a.who == b.whom && a.whom == b.who && !a.negated && !b.negated:
		verb, _, _ := strings.Cut(a.what, " ")
		oneWay := lang.English().OneWay
		return finding.Contradiction, otherDoer, oneWay.Has(verb) || oneWay.Has(verb+"e") // a lemma may be a guess: "brib"
	}
	return "", "", false
}

// dayOf is the day of a report, empty when it is not known.
func (c *Comparison) dayOf(report int) string {
	p := c.Reports[report].Article.Published
	return p[:min(len(p), len("2006-01-02"))]
}

// equal reports whether two acts say the same.
func (d *done) equal(o *done) bool {
	return d.who == o.who && d.whom == o.whom && d.what == o.what && d.negated == o.negated
}

// bothWays reports whether the report of one of two acts tells the other too.
func bothWays(all []*done, a, b *done) bool {
	return slices.ContainsFunc(all, func(o *done) bool {
		return o.report == a.report && o.equal(b) || o.report == b.report && o.equal(a)
	})
}

// witnessed is an act's value with every place where a report tells the same.
func witnessed(all []*done, d *done) finding.Value {
	v := d.value
	v.Evidence = nil
	for _, o := range all {
		if o.equal(d) && !slices.Contains(v.Evidence, o.value.Scope) {
			v.Evidence = append(v.Evidence, o.value.Scope)
		}
	}
	return v
}

// sameSides reports whether a conflict already has the sentences of two acts.
func sameSides(k *finding.Conflict, a, b *done) bool {
	has := func(d *done) bool {
		return slices.ContainsFunc(k.Values, func(v finding.Value) bool { return slices.Contains(v.Evidence, d.value.Scope) })
	}
	return has(a) && has(b)
}

// toldActs are the acts that reports tell as done or not done, in report and
// text order.
func (c *Comparison) toldActs(as []*analysis.Analysis) (out []*done) {
	at := map[Evidence]int{} // mention to person
	for p := range c.People {
		for _, e := range c.People[p].Mentions {
			at[e] = p
		}
	}
	for r, a := range as {
		for i := range a.Acts {
			x := &a.Acts[i]
			if x.Modal >= 0 {
				continue
			}
			d := &done{who: c.party(at, as, r, x.Who), whom: c.party(at, as, r, x.Whom), what: predicate(a, x), negated: x.Negated, own: x.Said < 0, report: r}
			if d.who == "" || d.whom == "" || d.who == d.whom {
				continue
			}
			words := Evidence{Report: r, Span: x.Clause}
			d.value = finding.Value{Words: words, Scope: sentenceOf(as, words)}
			out = append(out, d)
		}
	}
	return out
}

// party is one side of an act under a name that it has in every report: a person
// of the comparison, or what a definite description calls it ("the union");
// empty when it has none.
func (c *Comparison) party(at map[Evidence]int, as []*analysis.Analysis, r, mention int) string {
	a, m := as[r], &as[r].Names.Mentions[mention]
	if p, ok := at[Evidence{Report: r, Span: m.Span}]; ok && c.People[p].Named {
		name := c.People[p].Name
		return "name " + strings.Join(folded(name.Span.In(as[name.Report].Article.Text)), " ")
	}
	words := folded(m.Span.In(a.Article.Text))
	if m.Form == names.Name {
		return "name " + strings.Join(folded(m.Name.In(a.Article.Text)), " ")
	}
	if first := m.First; len(words) == 2 && words[0] == "the" {
		return "the " + words[1]
	} else if len(words) == 1 && first > 0 && strings.EqualFold(a.Segments.Tokens[first-1].In(a.Article.Text), "the") {
		return "the " + words[0]
	}
	return ""
}

// predicate is what an act says, as it is compared: the verb's lemma, or that
// of its class, and what belongs to it ("take action against").
func predicate(a *analysis.Analysis, x *fact.Act) string {
	t := a.Segments.Tokens[x.Verb]
	lemma := string(tag.English().AppendLemma(nil, t.In(a.Article.Text), a.Tags[x.Verb]))
	rest := a.Article.Text[t.End:max(t.End, x.Words.End)]
	return strings.Join(append([]string{lemma}, folded(rest)...), " ")
}
