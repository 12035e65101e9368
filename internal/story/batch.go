package story

import (
	"cmp"
	"slices"
)

// whole groups reports with everything known about all of them.
type whole struct {
	u      *tuning
	papers []*paper
	near   [][]int32
	topics [][]similar
}

func gather(u *tuning, f *frequencies, reports []*Report) *whole {
	w := &whole{u: u}
	x := &index{postings: map[uint32][]posting{}}
	for i, r := range reports {
		p := &paper{Report: r, weights: f.weights(r.terms)}
		for _, t := range r.terms {
			p.ids = append(p.ids, t.id)
		}
		w.papers = append(w.papers, p)
		x.add(int32(i), p)
	}
	for i, p := range w.papers {
		near := x.find(int32(i), p, u.nearest)
		found := make([]similar, len(near))
		topics := make([]float64, len(near))
		for k, j := range near {
			found[k] = compare(p, w.papers[j])
			topics[k] = u.topic(found[k])
		}
		p.crowd = u.crowdOf(topics)
		w.near, w.topics = append(w.near, near), append(w.topics, found)
	}
	return w
}

func (w *whole) pairs() []pair {
	var out []pair
	for i, near := range w.near {
		for k, j := range near {
			a, b := int32(i), j
			if a > b {
				if slices.Contains(w.near[j], a) {
					continue
				}
				a, b = b, a
			}
			out = append(out, pair{a, b, w.u.score(w.papers[i], w.papers[j], w.topics[i][k])})
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	return out
}

func (w *whole) groups() [][]int32 {
	return groupBy(len(w.papers), w.pairs(), w.u.threshold, func(a, b int32) float64 {
		return w.u.score(w.papers[a], w.papers[b], compare(w.papers[a], w.papers[b]))
	})
}
