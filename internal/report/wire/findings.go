package wire

import (
	"parallax/internal/analysis"
	"parallax/internal/collate"
	"parallax/internal/when"
)

// FindingsFrom is the wire form of everything found in one report: c is a
// comparison of that report alone, a what the stages found in it.
func FindingsFrom(c *collate.Comparison, a *analysis.Analysis) *Findings {
	m := newMaker(c)
	out := &Findings{
		Report: m.report(0), People: m.people(), Quotations: m.quotations(),
		Sentences: make([]Span, 0, len(a.Segments.Sentences)), Times: make([]Time, 0, len(a.Times)), Facts: m.facts(a),
		Roles: m.roles(a), Acts: m.acts(a),
	}
	for _, s := range a.Segments.Sentences {
		start, end := m.indexes[0].Points(s.Span)
		out.Sentences = append(out.Sentences, Span{Start: start, End: end})
	}
	for i := range a.Times {
		out.Times = append(out.Times, m.time(&a.Times[i]))
	}
	return out
}

func (m *maker) time(t *when.Time) Time {
	start, end := m.indexes[0].Points(t.Span)
	w := Time{
		Start: start, End: end, Type: t.Type.String(), Value: t.Value, Mod: t.Mod,
		From: t.From, To: t.To, Anchor: t.Anchor.String(), Rule: t.Rule,
	}
	if t.Base >= 0 {
		w.Base = &t.Base
	}
	switch t.Side {
	case when.Before:
		w.Side = "before"
	case when.After:
		w.Side = "after"
	}
	return w
}
