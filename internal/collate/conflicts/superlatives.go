package conflicts

import (
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// otherScope is the label of superlatives that hold among other things.
const otherScope = "superlative of another scope"

// otherPlace is the label of superlatives with other ordinals.
const otherPlace = "other place in a ranking"

// superlative is what a report says to be the most of its kind: "the country's
// second-largest retailer".
type superlative struct {
	report   int
	of       ranking
	scope    uint32 // lemma of the possessor
	ordinal  string // "second" of "second-largest"; empty for the first
	span     text.Span
	sentence text.Span
}

// ranking is what superlatives that can be compared have in common.
type ranking struct {
	most string // class of the superlative
	noun uint32 // class of what is ranked
}

// Superlatives gives the conflicts of superlatives that differ in their scope
// ("the country's largest retailer", "the world's largest retailer") or in their
// place ("the second-largest"). Reports are in canonical order; one that gives
// both has two things to tell of.
func Superlatives(as []*analysis.Analysis, account []int) (out []finding.Conflict) {
	l := lang.English()
	var order []ranking
	by := map[ranking][]superlative{}
	for r, a := range as {
		if a.Tags == nil {
			continue
		}
		for i := range a.Tags {
			if s, ok := superlativeAt(a, i, l); ok {
				s.report = r
				if by[s.of] == nil {
					order = append(order, s.of)
				}
				by[s.of] = append(by[s.of], s)
			}
		}
	}
	for _, of := range order {
		out = append(out, rankings(by[of], account)...)
	}
	return out
}

// superlativeAt reads the superlative at token i with its possessor and noun.
func superlativeAt(a *analysis.Analysis, i int, l *lang.Language) (s superlative, ok bool) {
	seg, tags := a.Segments, a.Tags
	word := func(k int) string { return strings.ToLower(seg.Tokens[k].In(a.Article.Text)) }
	w := word(i)
	if at := strings.LastIndexByte(w, '-'); at > 0 {
		s.ordinal, w = w[:at], w[at+1:]
	}
	if !strings.HasSuffix(w, "est") || tags[i].Tag != tag.JJS && s.ordinal == "" || i < 2 || tags[i-1].Tag != tag.POS || !tags[i-2].Tag.Noun() {
		return s, false
	}
	noun := i + 1
	for noun < len(tags) && (tags[noun].Tag == tag.JJ || tags[noun].Tag.Noun() && noun+1 < len(tags) && tags[noun+1].Tag.Noun() && l.Quantities[word(noun+1)].Is == lang.NoQuantity) {
		noun++
	}
	if noun >= len(tags) || !tags[noun].Tag.Noun() {
		return s, false
	}
	n := seg.SentenceAt(seg.Tokens[i].Start)
	if n >= len(seg.Sentences) || !seg.Sentences[n].Span.Contains(seg.Tokens[i-2].Span) || !seg.Sentences[n].Span.Contains(seg.Tokens[noun].Span) {
		return s, false
	}
	if class := l.Superlatives[w]; class != "" {
		w = class
	}
	first := i - 2
	if first > seg.Sentences[n].First && tags[first-1].Tag == tag.DT {
		first--
	}
	s.of, s.scope = ranking{w, tags[noun].Lemma}, tags[i-2].Lemma
	s.span = text.Span{Start: seg.Tokens[first].Start, End: seg.Tokens[noun].End}
	s.sentence = seg.Sentences[n].Span
	return s, true
}

// rankings are the conflicts among superlatives of one ranking.
func rankings(list []superlative, account []int) (out []finding.Conflict) {
	type claim struct {
		scope   uint32
		ordinal string
	}
	of := func(s *superlative) claim { return claim{s.scope, s.ordinal} }
	has := map[claim]map[int]bool{}
	for i := range list {
		c := of(&list[i])
		if has[c] == nil {
			has[c] = map[int]bool{}
		}
		has[c][list[i].report] = true
	}
	done := map[[2]claim]bool{}
	for i := range list {
		for k := range list[:i] {
			a, b := &list[k], &list[i]
			ca, cb := of(a), of(b)
			if ca == cb || account[a.report] == account[b.report] || has[ca][b.report] || has[cb][a.report] || done[[2]claim{ca, cb}] || done[[2]claim{cb, ca}] {
				continue
			}
			done[[2]claim{ca, cb}] = true
			k := finding.Conflict{Kind: finding.Other, Severity: finding.Imprecision, Why: otherScope, Score: 1}
			if ca.scope == cb.scope {
				k.Severity, k.Why = finding.Contradiction, otherPlace
			}
			for _, s := range []*superlative{a, b} {
				v := finding.Value{Words: finding.Evidence{Report: s.report, Span: s.span}, Scope: finding.Evidence{Report: s.report, Span: s.sentence}}
				for j := range list {
					if e := (finding.Evidence{Report: list[j].report, Span: list[j].sentence}); of(&list[j]) == of(s) && !slices.Contains(v.Evidence, e) {
						v.Evidence = append(v.Evidence, e)
					}
				}
				k.Values = append(k.Values, v)
			}
			out = append(out, k)
		}
	}
	return out
}
