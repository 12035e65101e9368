package story

import (
	"cmp"
	"slices"
)

// index finds the papers that share the heaviest words of one.
type index struct {
	postings map[uint32][]posting
	scores   []float32 // by paper, all zero between two searches
	touched  []int32
}

// posting is one paper that has a word.
type posting struct {
	paper  int32
	weight float32
}

// How many of a paper's heaviest words are kept and looked for. Longer lists
// were slower and found no more.
const (
	indexed  = 60
	searched = 40
	newest   = 1000 // papers kept for a word
)

// heaviest gives the places of a paper's n heaviest terms.
func heaviest(p *paper, n int) []int {
	order := make([]int, len(p.ids))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.weights[b][0], p.weights[a][0]), cmp.Compare(p.ids[a], p.ids[b]))
	})
	return order[:min(n, len(order))]
}

func (x *index) add(n int32, p *paper) {
	for _, i := range heaviest(p, indexed) {
		if p.weights[i][0] <= 0 {
			break
		}
		list := x.postings[p.ids[i]]
		if len(list) >= 2*newest {
			list = append(list[:0], list[len(list)-newest:]...)
		}
		x.postings[p.ids[i]] = append(list, posting{n, p.weights[i][0]})
	}
	for len(x.scores) <= int(n) {
		x.scores = append(x.scores, 0)
	}
}

// find gives the papers that share most with p, best first.
func (x *index) find(self int32, p *paper, n int) []int32 {
	x.touched = x.touched[:0]
	for _, i := range heaviest(p, searched) {
		w := p.weights[i][0]
		if w <= 0 {
			break
		}
		list := x.postings[p.ids[i]]
		for _, k := range list[max(0, len(list)-newest):] {
			if x.scores[k.paper] == 0 {
				x.touched = append(x.touched, k.paper)
			}
			x.scores[k.paper] += w * k.weight
		}
	}
	if self >= 0 {
		x.touched = slices.DeleteFunc(x.touched, func(k int32) bool {
			if k == self {
				x.scores[k] = 0
			}
			return k == self
		})
	}
	slices.SortFunc(x.touched, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.scores[b], x.scores[a]), cmp.Compare(a, b))
	})
	for _, k := range x.touched {
		x.scores[k] = 0
	}
	return slices.Clone(x.touched[:min(n, len(x.touched))])
}
