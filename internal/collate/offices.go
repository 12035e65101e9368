package collate

import (
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/text"
)

// held is an office that reports say somebody has, or had.
type held struct {
	called
	over bool     // told as former
	of   []string // of what, as far as it is told, folded
}

// offices finds people to whom other reports give another rank or office, when
// nobody can have both: sergeant and lieutenant, mayor and deputy mayor. What is
// over is compared with what is over alone.
func (c *Comparison) offices(as []*analysis.Analysis) (out []finding.Conflict) {
	told := c.toldOffices(as)
	for p := range c.People {
		list := told[p]
		for i, b := range list {
			for _, a := range list[:i] {
				if a.over == b.over && excludes(a.first, b.first) && oneSeat(a.of, b.of) && c.elsewhere(&a.value, &b.value) {
					k := conflictOf(finding.Role, finding.Contradiction, otherOffice, &a.called, &b.called)
					k.About = c.People[p].Name
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// toldOffices are the offices that reports tell of each person, in report and
// text order: as titles, before the name, in apposition, by "is" and "as".
func (c *Comparison) toldOffices(as []*analysis.Analysis) map[int][]*held {
	at := map[Evidence]int{} // mention to person
	for p := range c.People {
		if c.People[p].Kind == names.Person && c.People[p].Named {
			for _, e := range c.People[p].Mentions {
				at[e] = p
			}
		}
	}
	out := map[int][]*held{}
	for p := range c.People {
		for _, e := range c.People[p].Mentions {
			if _, ok := at[e]; ok {
				if title := titleOf(as[e.Report], e); !title.Empty() {
					out[p] = addOffice(out[p], as, p, e.Report, title, false)
				}
			}
		}
	}
	for r, a := range as {
		for i := range a.Roles {
			role := &a.Roles[i]
			p, ok := at[Evidence{Report: r, Span: a.Names.Mentions[role.Holder].Span}]
			if ok {
				out[p] = addOffice(out[p], as, p, r, role.Words, role.State == fact.Former)
			}
		}
	}
	return out
}

// titleOf is what stands before the name within a mention, when it is told in
// the report's own voice.
func titleOf(a *analysis.Analysis, e Evidence) text.Span {
	m := mentionAt(a, e)
	if m == nil || m.Name.Empty() || m.Quoted || m.Name.Start <= m.Span.Start {
		return text.Span{}
	}
	s := text.Span{Start: m.Span.Start, End: m.Name.Start}
	for s.End > s.Start && a.Article.Text[s.End-1] == ' ' {
		s.End--
	}
	return s
}

// addOffice adds an office told of person p to those that are.
func addOffice(list []*held, as []*analysis.Analysis, p, r int, at text.Span, over bool) []*held {
	words := Evidence{Report: r, Span: at}
	phrase := at.In(as[r].Article.Text)
	name := office(slices.DeleteFunc(folded(phrase), func(w string) bool {
		over = over || overWords.Has(w)
		return overWords.Has(w) || lang.English().FunctionWords.Has(w) && w != "of" && w != "for"
	}))
	if name == "" {
		return list
	}
	i := slices.IndexFunc(list, func(o *held) bool { return o.first == name && o.over == over })
	if i < 0 {
		i = len(list)
		list = append(list, &held{called: called{person: p, first: name, value: finding.Value{Words: words, Scope: sentenceOf(as, words)}}, over: over})
	}
	list[i].value.Evidence = append(list[i].value.Evidence, sentenceOf(as, words))
	list[i].of = append(list[i].of, readSeat(as[r], phrase, at.Start).of...)
	return list
}

// overWords say of an office that it is over.
var overWords = lang.Set{"former": {}, "ex": {}, "late": {}, "retired": {}, "onetime": {}, "one-time": {}, "then": {}, "previous": {}}

// oneSeat reports whether two offices can be of one body or place: what both are
// told to be of has a word in common.
func oneSeat(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// excludes reports whether nobody holds both offices at one time.
func excludes(a, b string) bool {
	if strings.HasSuffix(a, "-"+b) || strings.HasSuffix(b, "-"+a) {
		if len(a) < len(b) {
			a, b = b, a
		}
		switch strings.TrimSuffix(a, "-"+b) {
		case "deputy", "vice", "assistant", "acting", "interim":
			return true
		}
		return false
	}
	ranks := lang.English().Ranks
	return ranks[a] != "" && ranks[a] == ranks[b] && !strings.HasPrefix(a, "congress") && !strings.HasPrefix(b, "congress")
}
