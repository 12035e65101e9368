package claims

import (
	"cmp"
	"slices"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/finding"
)

// Thresholds of the belief in a pair.
const (
	agreedFrom = 4.0 // two accounts say the same
	guardFrom  = 4.0 // from here to agreedFrom nothing is said of either kind
)

// Find gives the claims of a story. The view is of the same reports, in the
// same order.
func Find(as []*analysis.Analysis, v *statements.View) finding.Claims {
	f := &finder{as: as, v: v, taken: map[int][]run{}}
	ps := f.pairs(guardFrom)
	strong := len(ps)
	for i, p := range ps {
		f.taken[p.a] = append(f.taken[p.a], p.ra)
		f.taken[p.b] = append(f.taken[p.b], p.rb)
		if p.belief < agreedFrom && i < strong {
			strong = i
		}
	}
	return finding.Claims{Agreed: f.agreed(merge(v, ps[:strong])), Single: f.single()}
}

type finder struct {
	as    []*analysis.Analysis
	v     *statements.View
	taken map[int][]run // by sentence: stretches that another account tells too
}

// agreed writes the claims of two accounts and more, the most important first.
func (f *finder) agreed(gs []group) []finding.Claim {
	out := make([]finding.Claim, 0, len(gs))
	for i := range gs {
		g := &gs[i]
		slices.SortFunc(g.places, func(a, b place) int { return a.sentence - b.sentence })
		c := finding.Claim{Score: f.matters(g)}
		accounts := map[int]bool{}
		for n, p := range g.places {
			s := &f.v.Sentences[p.sentence]
			accounts[s.Account] = true
			c.Evidence = append(c.Evidence, finding.Evidence{Report: s.Report, Span: f.words(s, p.run)})
			if f.shows(g.places[n], g.places[c.Shown]) {
				c.Shown = n
			}
		}
		c.Accounts = len(accounts)
		out = append(out, c)
	}
	order(out)
	return out
}

// matters is how much a claim matters to the story: how much the accounts
// share, by how many they are, and how early they tell it.
func (f *finder) matters(g *group) float64 {
	early := 0.0
	for _, p := range g.places {
		early += 1 - f.v.Sentences[p.sentence].Position
	}
	n := float64(len(g.places))
	return g.score * (1 + 0.25*(n-2)) * (0.5 + early/n)
}

// shows reports whether place a is the better wording to print first: the one
// that says more, the first among equals.
func (f *finder) shows(a, b place) bool { return a.to-a.from > b.to-b.from }

// order sorts claims by score, then by place.
func order(cs []finding.Claim) {
	slices.SortStableFunc(cs, func(a, b finding.Claim) int {
		x, y := a.Evidence[0], b.Evidence[0]
		return cmp.Or(cmp.Compare(b.Score, a.Score), x.Report-y.Report, x.Span.Start-y.Span.Start, x.Span.End-y.Span.End)
	})
}
