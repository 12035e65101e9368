package conflicts

import (
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/names"
)

// leading is how many sentences, the headline among them, are the beginning of a
// report.
const leading = 6

// toll reports whether a number counts people by what befell them, whatever it
// calls them: "four dockers died", "killing five people", "six were killed".
func toll(n *number) bool {
	return n.Class == fact.Count && n.Fate != ""
}

// oneToll reports whether two tolls can be of the same people: under one noun or
// where one of them says "people". Under two nouns the one with the more special
// noun may count a part ("three children", "twelve people"), so both must be what
// their reports tell first.
func oneToll(a, b *number) bool {
	if !toll(a) || a.Of == b.Of {
		return true
	}
	return (a.Of == person || b.Of == person) && a.lead && b.lead
}

// holder is the family name of the person whose age a fact tells right beside
// the name: "Ada Trewin, 56,", "Ms Trewin, who is 56,", "Trewin, a 56-year-old
// driver". It is empty when nobody is named there.
func holder(a *analysis.Analysis, f *fact.Fact) string {
	if f.Class != fact.Age || a.Names == nil {
		return ""
	}
	word := func(i int) string { return strings.ToLower(a.Segments.Tokens[i].In(a.Article.Text)) }
	first := f.First
	for first > 0 && (word(first-1) == "a" || word(first-1) == "an" || word(first-1) == "is" || word(first-1) == "who" || word(first-1) == "aged") {
		first--
	}
	if first == 0 || word(first-1) != "," && word(first-1) != "(" {
		return ""
	}
	for i := range a.Names.Mentions {
		m := &a.Names.Mentions[i]
		if m.Form == names.Name && m.Kind == names.Person && !m.Quoted && m.Name.End == a.Segments.Tokens[first-2].End {
			name := strings.Fields(strings.ToLower(m.Name.In(a.Article.Text)))
			last := len(name) - 1
			if last > 0 && (strings.HasPrefix(name[last], "jr") || strings.HasPrefix(name[last], "sr") || strings.HasPrefix(name[last], "ii")) {
				last--
			}
			return name[last]
		}
	}
	return ""
}
