package story

import (
	"cmp"
	"slices"
)

// index finds the papers that share the heaviest words of one. Papers are
// numbered in the order in which they come; those before the oldest are gone.
type index struct {
	postings map[uint32]*[]posting
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
	searched = 40 // of those that others have
	scanned  = 160
	openers  = 24   // of the searched: only these bring in papers; the others tell them apart
	newest   = 1000 // papers kept for a word
)

// distant is the score, of the searched words alone, below which two papers
// have nothing to do with each other and need not be compared.
const distant = 0.04

func newIndex() *index {
	return &index{postings: map[uint32]*[]posting{}, capacity: 1024, scores: make([]float32, 1024)}
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
func (x *index) add(number uint32, p *paper) { x.visit(number, p, true, 0) }

// find gives the n papers that share most with p, but for itself, best first.
// The result is valid until the next call.
func (x *index) find(self uint32, p *paper, n int) []found { return x.visit(self, p, false, n) }

// visit looks at the postings of a paper's heaviest words. It finds the n
// papers that share most with it, and adds it if so wished.
func (x *index) visit(number uint32, p *paper, add bool, n int) []found {
	for add && number-x.oldest >= x.capacity {
		x.capacity *= 2
		x.scores = make([]float32, x.capacity)
	}
	x.touched = x.touched[:0]
	useful := 0 // words that others have
	for k, h := range x.heavy(p, scanned) {
		if k >= indexed && useful >= searched {
			break
		}
		id := p.terms[h.place].id
		w := float32(h.weight) * p.scale[0]
		list := x.postings[id]
		others := list != nil && (len(*list) > 1 || (*list)[0].paper != number)
		if others && n > 0 && useful < searched {
			x.score(*list, w, useful < openers)
			useful++
		}
		if !add || k >= indexed {
			continue
		}
		if list == nil {
			list = new([]posting)
			x.postings[id] = list
		}
		if len(*list) >= 2*newest {
			*list = append((*list)[:0], (*list)[len(*list)-newest:]...)
		}
		*list = append(*list, posting{number, w})
	}
	x.best(number, n)
	for _, k := range x.touched {
		x.scores[k&(x.capacity-1)] = 0
	}
	return x.top
}

// score adds what a word says to the papers that have it; opens lets it bring
// in papers that no word before it has brought in.
func (x *index) score(list []posting, w float32, opens bool) {
	mask := x.capacity - 1
	for _, k := range list[max(0, len(list)-newest):] {
		at := &x.scores[k.paper&mask]
		if *at == 0 {
			if !opens || k.paper < x.oldest {
				continue
			}
			x.touched = append(x.touched, k.paper)
		}
		*at += w * k.weight
	}
}

// forget takes out the oldest paper.
func (x *index) forget(p *paper) {
	x.oldest++
	for _, t := range p.terms {
		list := x.postings[t.id]
		if list == nil || (*list)[0].paper >= x.oldest {
			continue
		}
		n := 0
		for n < len(*list) && (*list)[n].paper < x.oldest {
			n++
		}
		if n == len(*list) {
			delete(x.postings, t.id)
			continue
		}
		*list = (*list)[n:]
	}
}

// best keeps the n papers with the highest scores in top, in order: a heap with
// the worst of them on top while they are gathered.
func (x *index) best(self uint32, n int) {
	x.top = x.top[:0]
	mask := x.capacity - 1
	for _, k := range x.touched {
		f := found{k, x.scores[k&mask]}
		switch {
		case k == self || n == 0:
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
