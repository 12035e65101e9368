package claims

import (
	"slices"

	"parallax/internal/collate/statements"
)

// When two pairs tell one thing.
const (
	sameSpan = 0.4  // share of the shorter stretch that the two have in common
	sameKeys = 0.3  // Jaccard coefficient of the shared keys
	mostOfIt = 0.85 // weight of a claim's keys that a further report has to tell
	halfOfIt = 0.45 // the same, where it is firmly paired with two of the claim's reports
	firm     = 9    // belief from which a pair is firm
	again    = 4    // belief from which a pair that tells less of a claim makes one of its own
)

// place is a stretch of a sentence.
type place struct {
	sentence int
	run
}

// group is a claim while it is put together.
type group struct {
	places []place // at most one a report
	keys   []int
	score  float64
}

// merge puts pairs together to claims, the best first. Transitive merging
// alone would chain unlike things, so a pair joins only where it overlaps and
// shares keys, and never gives a claim a second stretch of one report.
func (f *finder) merge(ps []pair) []group {
	var gs []group
	bySentence := map[int][]int{} // the claims that have a stretch of it
	firmly := map[[2]int]bool{}   // by two sentences
	for _, p := range ps {
		if p.belief < firm {
			break
		}
		firmly[[2]int{p.a, p.b}], firmly[[2]int{p.b, p.a}] = true, true
	}
	for _, p := range ps {
		a, b := place{p.a, p.ra}, place{p.b, p.rb}
		if f.join(gs, bySentence, firmly, p, a, b) {
			continue
		}
		bySentence[p.a] = append(bySentence[p.a], len(gs))
		bySentence[p.b] = append(bySentence[p.b], len(gs))
		gs = append(gs, group{places: []place{a, b}, keys: p.keys, score: p.belief})
	}
	return gs
}

// join adds a pair to a claim that has one of its stretches, or drops it where
// a claim says as much already. It reports whether it did either.
func (f *finder) join(gs []group, by map[int][]int, firmly map[[2]int]bool, p pair, a, b place) bool {
	for turn := range 2 {
		if turn == 1 {
			a, b = b, a
		}
		for _, n := range by[a.sentence] {
			g := &gs[n]
			if !g.holds(a) || jaccard(g.keys, p.keys) < sameKeys {
				continue
			}
			if g.holds(b) {
				return true
			}
			if p.belief < agreedFrom || g.has(f.v, f.v.Sentences[b.sentence].Report) {
				continue
			}
			if !g.told(f.v, p.keys, g.share(firmly, b.sentence)) {
				if p.belief < again {
					return true
				}
				continue
			}
			if f.disputes(g, b) {
				continue
			}
			g.places = append(g.places, b)
			by[b.sentence] = append(by[b.sentence], n)
			return true
		}
	}
	return false
}

// disputes reports whether a place gives another number than one of a claim's.
func (f *finder) disputes(g *group, p place) bool {
	return slices.ContainsFunc(g.places, func(o place) bool { return f.differ(o, p) })
}

// holds reports whether one of a claim's stretches is much the same as p.
func (g *group) holds(p place) bool {
	return slices.ContainsFunc(g.places, func(o place) bool {
		if o.sentence != p.sentence {
			return false
		}
		both := min(o.to, p.to) - max(o.from, p.from)
		return both > 0 && float64(both) >= sameSpan*float64(min(o.to-o.from, p.to-p.from))
	})
}

// share is the weight of a claim's keys that a sentence has to tell to join it.
func (g *group) share(firmly map[[2]int]bool, sentence int) float64 {
	n := 0
	for _, p := range g.places {
		if firmly[[2]int{p.sentence, sentence}] {
			n++
		}
	}
	if n > 1 {
		return halfOfIt
	}
	return mostOfIt
}

// told reports whether keys are that share of what a claim is made of.
func (g *group) told(v *statements.View, keys []int, share float64) bool {
	had, all := 0.0, 0.0
	for _, k := range g.keys {
		w := v.Keys[k].Weight
		all += w
		if hasKey(keys, k) {
			had += w
		}
	}
	return had >= share*all
}

// has reports whether a claim has a stretch of a report.
func (g *group) has(v *statements.View, report int) bool {
	return slices.ContainsFunc(g.places, func(o place) bool { return v.Sentences[o.sentence].Report == report })
}

func jaccard(a, b []int) float64 {
	n := 0
	for _, k := range a {
		if hasKey(b, k) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(a)+len(b)-n))
}
