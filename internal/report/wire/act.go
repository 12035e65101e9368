package wire

import (
	"parallax/internal/analysis"
	"parallax/internal/text"
)

// Role is what a report says that somebody is.
type Role struct {
	Person *string `json:"person"` // id of a person; null when not listed
	Name   Words   `json:"name"`   // the name it is told with
	Role   Words   `json:"role"`
	State  string  `json:"state"` // holds, former or acting
	Rule   string  `json:"rule"`  // where it is told
}

// Party is one side of an act.
type Party struct {
	Words
	Person *string `json:"person"` // id of a person; null when not listed
}

// Act is what a report plainly says that one did to another.
type Act struct {
	Who     Party  `json:"who"`
	What    Words  `json:"what"` // the verb with what belongs to it: "took legal action against"
	Whom    Party  `json:"whom"`
	Clause  Span   `json:"clause"`  // from the first name to the last
	Passive bool   `json:"passive"` // told of whom it was done to
	Negated bool   `json:"negated"` // said not to have been done
	Modal   *Words `json:"modal"`   // what makes it no fact yet ("will", "may"); null when it is told as one
	Own     bool   `json:"own"`     // told by the report itself, not as what others say
	Rule    string `json:"rule"`    // the rule that found it
}

// parties gives the person of each place where one is mentioned in the only
// report.
func (m *maker) parties() map[text.Span]int {
	out := map[text.Span]int{}
	for i := range m.c.People {
		for _, e := range m.c.People[i].Mentions {
			out[e.Span] = i
		}
	}
	return out
}

func (m *maker) party(at map[text.Span]int, s text.Span) *string {
	if i, ok := at[s]; ok {
		return m.person(i)
	}
	return nil
}

func (m *maker) roles(a *analysis.Analysis) []Role {
	out, at := make([]Role, 0, len(a.Roles)), m.parties()
	for i := range a.Roles {
		r := &a.Roles[i]
		who := &a.Names.Mentions[r.Holder]
		out = append(out, Role{
			Person: m.party(at, who.Span), Name: m.words(0, who.Name), Role: m.words(0, r.Words),
			State: r.State.String(), Rule: r.Rule,
		})
	}
	return out
}

func (m *maker) acts(a *analysis.Analysis) []Act {
	out, at := make([]Act, 0, len(a.Acts)), m.parties()
	side := func(mention int) Party {
		s := a.Names.Mentions[mention].Span
		return Party{Words: m.words(0, s), Person: m.party(at, s)}
	}
	for i := range a.Acts {
		x := &a.Acts[i]
		w := Act{
			Who: side(x.Who), What: m.words(0, x.Words), Whom: side(x.Whom),
			Passive: x.Passive, Negated: x.Negated, Own: x.Said < 0, Rule: x.Rule,
		}
		w.Clause.Start, w.Clause.End = m.indexes[0].Points(x.Clause)
		if x.Modal >= 0 {
			w.Modal = m.someWords(0, a.Segments.Tokens[x.Modal].Span)
		}
		out = append(out, w)
	}
	return out
}
