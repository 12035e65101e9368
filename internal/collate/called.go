package collate

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/names"
)

// Labels of the rules that judge what people are called.
const (
	otherSpelling = "other spelling of the name"
	otherOffice   = "other rank or office"
)

// called is one way in which reports write a name or an office.
type called struct {
	person int // index into Comparison.People
	first  string
	last   string
	value  finding.Value
}

// spellings finds people whose name is written otherwise by other reports: the
// same first name and nearly the same surname, or the other way round. A report
// that has both names two people.
func (c *Comparison) spellings(as []*analysis.Analysis) (out []finding.Conflict) {
	var list []*called
	at := map[[2]string]*called{}
	for p := range c.People {
		if !c.People[p].Named || c.People[p].Kind != names.Person {
			continue
		}
		for _, e := range c.People[p].Mentions {
			m := mentionAt(as[e.Report], e)
			if m == nil || m.Name.Empty() || m.Quoted {
				continue
			}
			w := folded(m.Name.In(as[e.Report].Article.Text))
			if len(w) < 2 || len(w[0]) < 3 {
				continue
			}
			key := [2]string{w[0], w[len(w)-1]}
			n := at[key]
			name := Evidence{Report: e.Report, Span: m.Name}
			if n == nil {
				n = &called{person: p, first: w[0], last: w[len(w)-1], value: finding.Value{Words: name, Scope: sentenceOf(as, name)}}
				at[key] = n
				list = append(list, n)
			}
			n.value.Evidence = append(n.value.Evidence, sentenceOf(as, name))
		}
	}
	for i, b := range list {
		for _, a := range list[:i] {
			if misspelt(a, b) && c.elsewhere(&a.value, &b.value) {
				out = append(out, conflictOf(finding.Name, finding.Imprecision, otherSpelling, a, b))
			}
		}
	}
	return out
}

// misspelt reports whether two names look like one that somebody wrote down
// wrongly. Short forms ("Dave") and the beginning of a name ("Chris") do not.
func misspelt(a, b *called) bool {
	s, t := a.last, b.last
	switch {
	case a.first == b.first:
		return len(s) >= 5 && s != t && s[0] == t[0] && distance(s, t, 2) <= 2
	case a.last == b.last:
		s, t = a.first, b.first
	default:
		return false
	}
	if len(s) > len(t) {
		s, t = t, s
	}
	nick := lang.English().Nicknames
	short := func(n, full string) bool { return slices.Contains(strings.Fields(nick[n]), full) }
	return len(s) >= 4 && s[0] == t[0] && !strings.HasPrefix(t, s) && !short(s, t) && !short(t, s) && distance(s, t, 1) <= 1
}

// distance is how many letters have to be put in, left out, replaced or swapped
// with the next to make one word of the other, at most one more than most.
func distance(s, t string, most int) int {
	if len(s)-len(t) > most || len(t)-len(s) > most {
		return most + 1
	}
	before, row, next := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		next[0] = i + 1
		for j := range t {
			d := row[j]
			if s[i] != t[j] {
				d++
			}
			d = min(d, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				d = min(d, before[j-1]+1)
			}
			next[j+1] = d
		}
		before, row, next = row, next, before
	}
	return min(row[len(t)], most+1)
}

// elsewhere reports whether two values stand in different reports, and of
// different accounts.
func (c *Comparison) elsewhere(a, b *finding.Value) bool {
	reports := func(v *finding.Value) (out []int) {
		for _, e := range v.Evidence {
			out = append(out, e.Report)
		}
		return out
	}
	r, s := reports(a), reports(b)
	return !slices.ContainsFunc(r, func(x int) bool { return slices.Contains(s, x) }) && c.independent(r, s)
}

// conflictOf is a conflict of two ways to call somebody, in report order.
func conflictOf(kind finding.ConflictKind, severity finding.Severity, why string, a, b *called) finding.Conflict {
	k := finding.Conflict{Kind: kind, Severity: severity, Why: why, Score: 1, Values: []finding.Value{a.value, b.value}}
	for i := range k.Values {
		es := slices.Clone(k.Values[i].Evidence)
		slices.SortFunc(es, func(a, b Evidence) int { return cmp.Or(a.Report-b.Report, a.Span.Start-b.Span.Start) })
		k.Values[i].Evidence = slices.Compact(es)
	}
	slices.SortStableFunc(k.Values, func(v, w finding.Value) int { return v.Words.Report - w.Words.Report })
	return k
}

// mentionAt is the mention that a person's evidence is of; nil when there is none.
func mentionAt(a *analysis.Analysis, e Evidence) *names.Mention {
	ms := a.Names.Mentions
	for i := a.Names.From(e.Span.Start); i < len(ms) && ms[i].Span.Start == e.Span.Start; i++ {
		if ms[i].Span == e.Span {
			return &ms[i]
		}
	}
	return nil
}

// sentenceOf is the sentence in which some words stand; the words themselves
// where no sentence holds them.
func sentenceOf(as []*analysis.Analysis, e Evidence) Evidence {
	s := as[e.Report].Segments
	if n := s.SentenceAt(e.Span.Start); n < len(s.Sentences) && s.Sentences[n].Span.Contains(e.Span) {
		return Evidence{Report: e.Report, Span: s.Sentences[n].Span}
	}
	return e
}
