package story

import (
	"cmp"
	"slices"
)

// index finds the papers that share the heaviest words of one. Papers are
// numbered in the order in which they come; those before the oldest are gone.
type index struct {
	words  *tally // of all papers in the index, and perhaps of others; it holds the lists
	arena  arena
	oldest uint32
	sums   sums
	order  []heaviest
	top    []found
	one    [1]posting
	listed []bool
	places []int32  // room
	gone   []uint32 // words of a forgotten paper that no other has
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
	searched = 32 // of those that others have
	scanned  = 160
	openers  = 24   // of the searched: only these bring in papers; the others tell them apart
	brought  = 1000 // papers, about, after which no more are brought in
	newest   = 500  // papers looked at for a word
)

// distant is the score, of the searched words alone, below which two papers
// have nothing to do with each other and need not be compared.
const distant = 0.04

// newIndex is an empty index over words that are counted already; another that
// was kept over them is void.
func newIndex(words *tally) *index {
	words.unlist()
	return &index{words: words, sums: newSums()}
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
	useful := 0 // words that others have
	heavy := x.heavy(p, scanned)
	if places != nil {
		for _, h := range heavy[:min(indexed, len(heavy))] {
			x.words.warm ^= x.arena.last(&x.words.words[places[h.place]].list)
		}
	}
	for k, h := range heavy {
		if k >= indexed && useful >= searched {
			break
		}
		var at int
		if places != nil {
			at = int(places[h.place])
		} else {
			at = x.words.at(p.ids[h.place])
		}
		l := &x.words.words[at].list
		w := float32(h.weight) * p.scale[0]
		if n > 0 && useful < searched {
			ps := x.arena.of(l, &x.one)
			if len(ps) > 1 || len(ps) == 1 && ps[0].number(x.oldest) != number {
				ps = ps[max(0, len(ps)-newest):]
				if useful < openers && len(x.sums.used) < brought {
					x.sums.open(ps, w)
				} else {
					x.sums.add(ps, w)
				}
				useful++
			}
		}
		if add && k < indexed {
			x.arena.push(l, newPosting(number, w))
		}
	}
	x.best(number, n)
	return x.top
}

// forget takes the oldest paper out, and its words out of the tally.
func (x *index) forget(p *paper) {
	listed := slices.Grow(x.listed[:0], len(p.ids))[:len(p.ids)]
	clear(listed)
	for _, h := range x.heavy(p, indexed) {
		listed[h.place] = true
	}
	x.listed = listed
	x.places = x.words.places(x.places[:0], p.ids)
	x.gone = x.gone[:0]
	for i, at := range x.places {
		if listed[i] {
			x.arena.expire(&x.words.words[at].list, x.oldest)
		}
		if x.words.removeAt(at, p.weights[i].once()) {
			x.gone = append(x.gone, p.ids[i])
		}
	}
	for _, id := range x.gone {
		x.words.drop(id)
	}
	x.oldest++
}

// best keeps the n papers with the highest sums in top, in order: a heap with
// the worst of them on top while they are gathered. The sums are empty then.
func (x *index) best(self uint32, n int) {
	x.top = x.top[:0]
	self &= numberMask
	least := float32(0)
	x.sums.drain(func(number uint32, sum float32) {
		if sum < least || number == self || n == 0 {
			return
		}
		x.keep(found{x.oldest + (number-x.oldest)&numberMask, sum}, n)
		if len(x.top) == n {
			least = x.top[0].score
		}
	})
	slices.SortFunc(x.top, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.paper, b.paper))
	})
}

// keep takes a paper into the heap, if it is better than the worst of n.
func (x *index) keep(f found, n int) {
	if len(x.top) < n {
		x.top = append(x.top, f)
		for i := len(x.top) - 1; i > 0 && x.top[(i-1)/2].better(x.top[i]); i = (i - 1) / 2 {
			x.top[i], x.top[(i-1)/2] = x.top[(i-1)/2], x.top[i]
		}
		return
	}
	if !f.better(x.top[0]) {
		return
	}
	x.top[0] = f
	for i := 0; ; {
		worst := i
		for c := 2*i + 1; c <= 2*i+2 && c < n; c++ {
			if x.top[worst].better(x.top[c]) {
				worst = c
			}
		}
		if worst == i {
			return
		}
		x.top[i], x.top[worst] = x.top[worst], x.top[i]
		i = worst
	}
}

// better orders by score, then the older first.
func (f found) better(g found) bool {
	return f.score > g.score || f.score == g.score && f.paper < g.paper
}
