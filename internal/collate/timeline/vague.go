package timeline

import (
	"strings"

	"parallax/internal/finding"
)

// sameVaguely is the least overlap at which two clauses with a vague time tell
// one happening. It is lower than for days that agree, because the form of the
// times ("earlier today", "earlier this week") already says that both look back
// at something their readers have just heard of.
const sameVaguely = .25

// lies is the label of a time that another one holds.
const lies = "one time lies within the other"

// vague gives the conflicts of times that are only vaguer than each other:
// "earlier today" against "earlier this week" for one happening, in reports of
// two accounts. Times that are told in plain days are not compared here, for
// "Monday" and "this week" are no difference worth a reader's time.
func (d *dated) vague() (out []finding.Conflict) {
	var looking []*entry
	for i := range d.entries {
		if earlier(&d.entries[i]) {
			looking = append(looking, &d.entries[i])
		}
	}
	for i, b := range looking {
		for _, a := range looking[:i] {
			if d.account[a.report] != d.account[b.report] && within(a, b) && !d.alike(a, b) && overlap(a, b) >= sameVaguely {
				a.disputed, b.disputed = true, true
				out = append(out, conflict(a, b, finding.Imprecision, lies, overlap(a, b)))
			}
		}
	}
	return out
}

// alike reports whether two times are the same words, which can mean more days or
// fewer only because their reports are of other days.
func (d *dated) alike(a, b *entry) bool {
	return strings.EqualFold(a.time.Span.In(d.as[a.report].Article.Text), b.time.Span.In(d.as[b.report].Article.Text))
}

// earlier reports a time of the form "earlier today".
func earlier(e *entry) bool { return e.time.Mod == "BEFORE" }

// within reports whether one of two stretches lies in the other and they differ.
func within(a, b *entry) bool {
	if a.from == b.from && a.to == b.to || a.ordered != b.ordered {
		return false
	}
	return a.from <= b.from && b.to <= a.to || b.from <= a.from && a.to <= b.to
}

// conflict is two times of one happening.
func conflict(a, b *entry, severity finding.Severity, why string, score float64) finding.Conflict {
	c := finding.Conflict{Kind: finding.Moments, Severity: severity, Why: why, Score: score}
	for _, e := range []*entry{a, b} {
		v := finding.Value{Words: finding.Evidence{Report: e.report, Span: e.time.Span}, Scope: finding.Evidence{Report: e.report, Span: e.clause}}
		if !e.ordered {
			v.Normalised = e.time.Value
		}
		v.Evidence = []finding.Evidence{v.Scope}
		c.Values = append(c.Values, v)
	}
	return c
}
