package story

import (
	"cmp"
	"slices"
)

// whole is reports of one language with everything known about all of them.
type whole struct {
	u      *tuning
	papers []*paper
	pairs  []pair
}

// gather finds what is near each report, and how crowded it is there.
func gather(u *tuning, f *frequencies, reports []*Report) *whole {
	w := &whole{u: u}
	x := newIndex(&f.words)
	for i, r := range reports {
		p := &paper{Report: r}
		f.weigh(p, r.terms, nil)
		w.papers = append(w.papers, p)
		x.add(uint32(i), p)
	}
	type mate struct {
		pair
		bond
	}
	var mates []mate
	var l lens
	for i, p := range w.papers {
		squares := 0.0
		l.focus(p)
		for _, n := range x.find(uint32(i), p, u.nearest) {
			if n.score < distant {
				break
			}
			q := w.papers[n.paper]
			s := l.see(q)
			squares += u.topic(s) * u.topic(s)
			a, b := int32(i), int32(n.paper)
			mates = append(mates, mate{pair{a: min(a, b), b: max(a, b)}, l.bond(u, q, s)})
		}
		p.crowd = u.crowdOf(squares)
	}
	slices.SortFunc(mates, func(a, b mate) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	mates = slices.CompactFunc(mates, func(a, b mate) bool { return a.pair == b.pair })
	for _, m := range mates {
		m.score = u.sure(w.papers[m.a], w.papers[m.b], m.bond)
		if m.score >= u.threshold*worthwhile {
			w.pairs = append(w.pairs, m.pair)
		}
	}
	return w
}

// worthwhile is the share of the threshold from which two papers are worth
// remembering as near: below it they are met again only where stories that are
// near for other reasons are compared.
const worthwhile = 0.5

// scorer scores pairs of papers, told by their places; fast for many pairs in a
// row that have the same first.
func scorer(u *tuning, l *lens, at func(int32) *paper) func(a, b int32) float64 {
	l.p = nil
	return func(a, b int32) float64 {
		if p := at(a); l.p != p {
			l.focus(p)
		}
		return l.score(u, at(b))
	}
}

// groups puts them into stories.
func (w *whole) groups() [][]int32 {
	return groupBy(singles(len(w.papers)), w.pairs, nil, w.u.threshold, scorer(w.u, new(lens), func(i int32) *paper { return w.papers[i] }))
}
