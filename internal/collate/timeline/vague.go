package timeline

import (
	"parallax/internal/analysis"
	"parallax/internal/finding"
	"parallax/internal/lang"
)

// sameVaguely is the least overlap at which two clauses with a vague time tell
// one happening. It is lower than for days that agree, because the form of the
// times ("earlier today", "earlier this week") already says that both look back
// at something their readers have just heard of.
const sameVaguely = .25

// lies is the label of a time that another one holds.
const lies = "one time lies within the other"

// Vague gives the conflicts of times that are only vaguer than each other:
// "earlier today" against "earlier this week" for one happening, in reports of
// two accounts. Times that are told in plain days are not compared here, for
// "Monday" and "this week" are no difference worth a reader's time.
func Vague(as []*analysis.Analysis, account []int, l *lang.Language) []finding.Conflict {
	var entries []entry
	for r, a := range as {
		entries = appendEntries(entries, r, a, l)
	}
	weigh(entries)
	var out []finding.Conflict
	for i := range entries {
		for k := range entries[:i] {
			a, b := &entries[k], &entries[i]
			if account[a.report] != account[b.report] && earlier(a) && earlier(b) && within(a, b) && overlap(a, b) >= sameVaguely {
				out = append(out, conflict(a, b))
			}
		}
	}
	return out
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

func conflict(a, b *entry) finding.Conflict {
	c := finding.Conflict{Kind: finding.Moments, Severity: finding.Imprecision, Why: lies, Score: overlap(a, b)}
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
