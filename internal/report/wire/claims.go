package wire

import (
	"math"

	"parallax/internal/finding"
)

func (m *maker) evidences(es []finding.Evidence) []Evidence {
	out := make([]Evidence, 0, len(es))
	for _, e := range es {
		out = append(out, m.evidence(e))
	}
	return out
}

func (m *maker) claims(cs []finding.Claim) []Claim {
	out := make([]Claim, 0, len(cs))
	for i := range cs {
		c := &cs[i]
		es := make([]Passage, len(c.Evidence))
		for n, e := range c.Evidence {
			es[n].Evidence = m.evidence(e)
			if c.Clauses != nil {
				es[n].Clause = m.someWords(e.Report, c.Clauses[n])
			}
		}
		out = append(out, Claim{
			Text: m.text(c.Read(c.Shown)), Evidence: es,
			Accounts: c.Accounts, Extent: string(c.Extent), Verbatim: c.Verbatim, Score: math.Round(c.Score*1000) / 1000,
		})
	}
	return out
}

func (m *maker) conflicts(cs []finding.Conflict) []Conflict {
	out := make([]Conflict, 0, len(cs))
	for i := range cs {
		c := &cs[i]
		w := Conflict{
			Kind: string(c.Kind), About: m.text(c.About), Severity: string(c.Severity), Why: c.Why,
			Values: make([]Value, 0, len(c.Values)),
		}
		for _, v := range c.Values {
			w.Values = append(w.Values, Value{
				Value: m.text(v.Words), Normalised: v.Normalised, Scope: m.text(v.Scope), Evidence: m.evidences(v.Evidence),
			})
		}
		out = append(out, w)
	}
	return out
}

func (m *maker) timeline(ms []finding.Moment) []Moment {
	out := make([]Moment, 0, len(ms))
	for i := range ms {
		t := &ms[i]
		out = append(out, Moment{
			From: t.From, To: t.To, Grain: t.Grain, When: m.evidence(t.When), Disputed: t.Disputed, Ahead: t.Ahead, Text: m.text(t.Evidence[0]), Evidence: m.evidences(t.Evidence),
		})
	}
	return out
}

// summary lists each sentence with its own place first, then where else the
// same is told.
func (m *maker) summary(ss []finding.Sentence) []Sentence {
	out := make([]Sentence, 0, len(ss))
	for i := range ss {
		s := &ss[i]
		out = append(out, Sentence{
			Text: m.text(s.Text), Evidence: append([]Evidence{m.evidence(s.Text)}, m.evidences(s.Also)...),
		})
	}
	return out
}
