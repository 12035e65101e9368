package story

import (
	"cmp"
	"slices"
)

// index finds the papers that share the heaviest words of one. Papers are
// numbered in the order in which they come; those before the oldest are gone.
type index struct {
	words    *tally // of all papers in the index, and perhaps of others; it holds the lists
	arena    arena
	oldest   uint32
	capacity uint32    // of scores, a power of two
	scores   []float32 // by number, modulo capacity; all zero between two searches
	touched  []posting
	order    []heaviest
	top      []found
	one      [1]posting
	listed   []bool
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
	newest   = 1000 // papers looked at for a word
)

// distant is the score, of the searched words alone, below which two papers
// have nothing to do with each other and need not be compared.
const distant = 0.04

// newIndex is an empty index over words that are counted already; another that
// was kept over them is void.
func newIndex(words *tally) *index {
	words.unlist()
	return &index{words: words, capacity: 1024, scores: make([]float32, 1024)}
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
func (x *index) add(number uint32, p *paper) { x.visit(number, p, nil, true, 0) }

// find gives the n papers that share most with p, but for itself, best first.
// The result is valid until the next call.
func (x *index) find(self uint32, p *paper, n int) []found { return x.visit(self, p, nil, false, n) }

// visit looks at the lists of a paper's heaviest words. It finds the n papers
// that share most with it, and adds it if so wished. places says where each of
// its words is in the tally; nil when that is still to be looked up.
func (x *index) visit(number uint32, p *paper, places []int32, add bool, n int) []found {
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
		var at int
		if places != nil {
			at = int(places[h.place])
		} else {
			at = x.words.at(p.ids[h.place])
		}
		l := &x.words.slots[at].list
		w := float32(h.weight) * p.scale[0]
		if n > 0 && useful < searched {
			ps := x.arena.of(l, &x.one)
			if len(ps) > 1 || len(ps) == 1 && ps[0].number(x.oldest) != number {
				x.score(ps, w, useful < openers)
				useful++
			}
		}
		if add && k < indexed {
			x.arena.push(l, newPosting(number, w))
		}
	}
	x.best(number, n)
	mask := x.capacity - 1
	for _, k := range x.touched {
		x.scores[uint32(k)>>8&mask] = 0
	}
	return x.top
}

// score adds what a word says to the papers that have it; opens lets it bring
// in papers that no word before it has brought in.
func (x *index) score(ps []posting, w float32, opens bool) {
	mask := x.capacity - 1
	scores := x.scores[:x.capacity]
	for _, k := range ps[max(0, len(ps)-newest):] {
		at := &scores[uint32(k)>>8&mask]
		if *at == 0 {
			if !opens {
				continue
			}
			x.touched = append(x.touched, k)
		}
		*at += w * weightOf[k&255]
	}
}

// forget takes the oldest paper out, and its words out of the tally.
func (x *index) forget(p *paper) {
	listed := slices.Grow(x.listed[:0], len(p.ids))[:len(p.ids)]
	clear(listed)
	for _, h := range x.heavy(p, indexed) {
		listed[h.place] = true
	}
	x.listed = listed
	for i, id := range p.ids {
		at := x.words.at(id)
		if listed[i] {
			x.arena.trim(&x.words.slots[at].list, x.oldest)
		}
		x.words.removeAt(at, p.weights[i].once())
	}
	x.oldest++
}

// best keeps the n papers with the highest scores in top, in order: a heap with
// the worst of them on top while they are gathered.
func (x *index) best(self uint32, n int) {
	x.top = x.top[:0]
	mask := x.capacity - 1
	for _, k := range x.touched {
		f := found{k.number(x.oldest), x.scores[uint32(k)>>8&mask]}
		switch {
		case f.paper == self || n == 0:
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
