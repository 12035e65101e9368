package story

import (
	"cmp"
	"slices"
)

// index finds the papers that share the heaviest words of one. Papers are
// numbered in the order in which they come; those before the oldest are gone.
type index struct {
	postings map[uint32][]posting
	oldest   uint32
	capacity uint32    // of scores, a power of two
	scores   []float32 // by number, modulo capacity; all zero between two searches
	touched  []uint32
	order    []heaviest
	top      []found
}

// posting is one paper that has a word.
type posting struct {
	paper  uint32
	weight float32
}

// found is a paper and how much of the searched words' weight it has.
type found struct {
	paper uint32
	score float32
}

// heaviest is one of a paper's terms.
type heaviest struct {
	weight uint8
	place  int32
}

// How many of a paper's heaviest words are kept and looked for. Longer lists
// were slower and found no more.
const (
	indexed  = 60
	searched = 40
	openers  = 24   // of the searched: only these bring in papers; the others tell them apart
	newest   = 1000 // papers kept for a word
)

// distant is the score, of the searched words alone, below which two papers
// have nothing to do with each other and need not be compared.
const distant = 0.02

func newIndex() *index {
	return &index{postings: map[uint32][]posting{}, capacity: 1024, scores: make([]float32, 1024)}
}

// heavy gives the places of a paper's n heaviest terms in the body, the
// heaviest first (a counting sort: weights are bytes).
func (x *index) heavy(p *paper, n int) []heaviest {
	var from [256]int32
	for _, v := range p.weights {
		from[v[0]]++
	}
	all := int32(0)
	for w := 255; w > 0; w-- {
		from[w], all = all, all+from[w]
	}
	x.order = slices.Grow(x.order[:0], int(all))[:all]
	for i, v := range p.weights {
		if v[0] > 0 {
			x.order[from[v[0]]] = heaviest{v[0], int32(i)}
			from[v[0]]++
		}
	}
	return x.order[:min(n, len(x.order))]
}

// add takes a paper in; numbers rise by one.
func (x *index) add(number uint32, p *paper) {
	for number-x.oldest >= x.capacity {
		x.capacity *= 2
		x.scores = make([]float32, x.capacity)
	}
	for _, h := range x.heavy(p, indexed) {
		id := p.terms[h.place].id
		list := x.postings[id]
		if len(list) >= 2*newest {
			list = append(list[:0], list[len(list)-newest:]...)
		}
		x.postings[id] = append(list, posting{number, float32(h.weight) * p.scale[0]})
	}
}

// forget takes out the oldest paper.
func (x *index) forget(p *paper) {
	x.oldest++
	for _, t := range p.terms {
		list, ok := x.postings[t.id]
		if !ok || list[0].paper >= x.oldest {
			continue
		}
		n := 0
		for n < len(list) && list[n].paper < x.oldest {
			n++
		}
		if n == len(list) {
			delete(x.postings, t.id)
			continue
		}
		x.postings[t.id] = list[n:]
	}
}

// find gives the n papers that share most with p, but for itself, best first.
// The result is valid until the next call.
func (x *index) find(self uint32, p *paper, n int) []found {
	x.touched = x.touched[:0]
	mask := x.capacity - 1
	for k, h := range x.heavy(p, searched) {
		w := float32(h.weight) * p.scale[0]
		list := x.postings[p.terms[h.place].id]
		list = list[max(0, len(list)-newest):]
		for i := range list {
			at := &x.scores[list[i].paper&mask]
			if *at == 0 {
				if k >= openers || list[i].paper < x.oldest {
					continue
				}
				x.touched = append(x.touched, list[i].paper)
			}
			*at += w * list[i].weight
		}
	}
	x.best(self, n)
	for _, k := range x.touched {
		x.scores[k&mask] = 0
	}
	return x.top
}

// best keeps the n papers with the highest scores in top, in order: a heap with
// the worst of them on top while they are gathered.
func (x *index) best(self uint32, n int) {
	x.top = x.top[:0]
	mask := x.capacity - 1
	for _, k := range x.touched {
		f := found{k, x.scores[k&mask]}
		switch {
		case k == self:
		case len(x.top) < n:
			x.top = append(x.top, f)
			for i := len(x.top) - 1; i > 0 && x.top[(i-1)/2].better(x.top[i]); i = (i - 1) / 2 {
				x.top[i], x.top[(i-1)/2] = x.top[(i-1)/2], x.top[i]
			}
		case f.better(x.top[0]):
			x.top[0] = f
			for i := 0; ; {
				worst := i
				for c := 2*i + 1; c <= 2*i+2 && c < n; c++ {
					if x.top[worst].better(x.top[c]) {
						worst = c
					}
				}
				if worst == i {
					break
				}
				x.top[i], x.top[worst] = x.top[worst], x.top[i]
				i = worst
			}
		}
	}
	slices.SortFunc(x.top, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.paper, b.paper))
	})
}

// better orders by score, then the older first.
func (f found) better(g found) bool {
	return f.score > g.score || f.score == g.score && f.paper < g.paper
}
