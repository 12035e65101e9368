package conflicts

import (
	"parallax/internal/fact"
	"parallax/internal/finding"
)

// Bounds of what is one crowd under two nouns.
const (
	crowd     = 1000.0
	sameCrowd = 0.95
)

// crowds appends the imprecisions about one crowd that one report counts as
// people and another by what they were: "about 30,000 spectators", "31,000
// people". So many people are told of once in a report; where each report has
// one such number, and one of them is round or hedged, they are of one crowd
// whatever else the sentences say.
func crowds(out []pair, all []*number) []pair {
	only := map[int]*number{} // by report; nil where there are several
	var order []int
	for _, n := range all {
		if n.Class != fact.Count || n.Low < crowd || n.Vague || n.Fate != "" || !n.People && n.Of != person {
			continue
		}
		o, has := only[n.report]
		switch {
		case !has:
			order = append(order, n.report)
			only[n.report] = n
		case o == nil || !same(o, n):
			only[n.report] = nil
		}
	}
	for i, r := range order {
		for _, s := range order[:i] {
			a, b := only[s], only[r]
			if a == nil || b == nil || same(a, b) || a.Of == b.Of || a.Of != person && b.Of != person || ratio(a, b) < sameCrowd {
				continue
			}
			if severity, why, ok := crowdSize(a, b); ok {
				out = append(out, pair{a, b, threshold, severity, why})
			}
		}
	}
	return out
}

// crowdSize tells why two sizes of a crowd can both be right.
func crowdSize(a, b *number) (finding.Severity, string, bool) {
	switch {
	case hedges(a, b) || hedges(b, a):
		return finding.Imprecision, hedged, true
	case rounds(a, b) || rounds(b, a):
		return finding.Imprecision, rounded, true
	}
	return finding.Imprecision, "", false
}
