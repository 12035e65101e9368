package collate

import (
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/text"
)

// Labels of the rules that judge who said something.
const (
	otherSpeaker = "other speaker of the same words"
	lessExact    = "speaker told less exactly"
)

// leastCredited is how many words two reports have to quote alike before it
// matters whom they credit: short phrases are said by many.
const leastCredited = 6

// mostAbout is how many words of an utterance stand for it.
const mostAbout = 12

// creditConflicts finds the utterances that reports credit to different
// people. Only speakers who are told beside the words count, by name or by what
// they are: "he" may be resolved wrongly, and a quotation that carries on names
// nobody. A report that credits both tells of two voices, and a document is
// what somebody speaks through. The same two speakers are told of once.
func (c *Comparison) creditConflicts(as []*analysis.Analysis) (out []finding.Conflict) {
	var told [][2]int
	for i := range c.Utterances {
		u := &c.Utterances[i]
		voices := c.voices(as, u)
		for n, b := range voices {
			for _, a := range voices[:n] {
				severity, why, ok := c.rivals(a, b)
				if pair := [2]int{a.speaker, b.speaker}; ok && !slices.Contains(told, pair) {
					told = append(told, pair)
					k := finding.Conflict{Kind: finding.Attribution, Severity: severity, Why: why, About: c.gist(u), Score: 1, Values: []finding.Value{a.value, b.value}}
					slices.SortStableFunc(k.Values, func(v, w finding.Value) int { return v.Words.Report - w.Words.Report })
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// voice is whom some reports credit with an utterance.
type voice struct {
	speaker int
	reports []int
	value   finding.Value
}

// voices gathers whom the reports of an utterance credit, in order of people.
// Where several speak as one, who is named of them is the outlet's choice.
func (c *Comparison) voices(as []*analysis.Analysis, u *Utterance) (out []voice) {
	for _, r := range u.Readings {
		q := &c.Quotations[r.Quotation]
		if r.Relation == Paraphrase || r.Words < leastCredited || r.Kept < leastCredited || q.Kind == quote.Indirect || q.Speaker < 0 || len(q.Speakers) > 0 || !c.saysWho(as, q) {
			continue
		}
		at := slices.IndexFunc(out, func(v voice) bool { return v.speaker == q.Speaker })
		e := Evidence{Report: q.Report, Span: q.Source.Cover(q.Content[0])}
		if at < 0 {
			at = len(out)
			out = append(out, voice{speaker: q.Speaker, value: finding.Value{Words: Evidence{Report: q.Report, Span: q.Source}, Scope: e}})
		}
		v := &out[at]
		v.reports = append(v.reports, q.Report)
		v.value.Evidence = append(v.value.Evidence, e)
	}
	slices.SortStableFunc(out, func(a, b voice) int { return a.speaker - b.speaker })
	return out
}

// saysWho reports whether a quotation's source says who speaks: by the last word
// of a name where the speaker has one, by a noun where not.
func (c *Comparison) saysWho(as []*analysis.Analysis, q *Quotation) bool {
	if q.Source.Empty() {
		return false
	}
	source := folded(q.Source.In(as[q.Report].Article.Text))
	p := &c.People[q.Speaker]
	if p.Named {
		name := folded(p.Name.Span.In(as[p.Name.Report].Article.Text))
		return len(name) > 0 && slices.Contains(source, name[len(name)-1])
	}
	return slices.ContainsFunc(source, func(w string) bool { return !lang.English().FunctionWords.Has(w) })
}

// rivals tells whether two voices are a conflict: two named people with no name
// in common contradict each other; somebody named against an organisation, a
// group or somebody unnamed is the same told less exactly.
func (c *Comparison) rivals(a, b voice) (finding.Severity, string, bool) {
	if slices.ContainsFunc(a.reports, func(r int) bool { return slices.Contains(b.reports, r) }) || !c.independent(a.reports, b.reports) {
		return "", "", false
	}
	p, q := &c.People[a.speaker], &c.People[b.speaker]
	if !p.Named || p.Kind != names.Person {
		p, q = q, p
	}
	switch {
	case !p.Named || p.Kind != names.Person || q.Kind == names.Document || q.Kind == names.Place:
		return "", "", false
	case q.Kind != names.Person || !q.Named:
		return finding.Imprecision, lessExact, true
	}
	other := folded(q.Name.Span.In(c.Reports[q.Name.Report].Article.Text))
	shares := slices.ContainsFunc(folded(p.Name.Span.In(c.Reports[p.Name.Report].Article.Text)), func(w string) bool { return slices.Contains(other, w) })
	return finding.Contradiction, otherSpeaker, !shares
}

// independent reports whether two lists of reports hold different accounts.
func (c *Comparison) independent(a, b []int) bool {
	return slices.ContainsFunc(a, func(r int) bool {
		return slices.ContainsFunc(b, func(s int) bool { return c.Reports[r].Account != c.Reports[s].Account })
	})
}

// gist is the first words of an utterance's fullest wording.
func (c *Comparison) gist(u *Utterance) Evidence {
	q := &c.Quotations[u.Fullest]
	s := q.Content[0]
	rest := s.In(c.Reports[q.Report].Article.Text)
	end := 0
	for range mostAbout {
		n := strings.IndexAny(rest[min(end+1, len(rest)):], " \n\t")
		if n < 0 {
			return Evidence{Report: q.Report, Span: s}
		}
		end += n + 1
	}
	return Evidence{Report: q.Report, Span: text.Span{Start: s.Start, End: s.Start + end}}
}
