package collate

import (
	"cmp"
	"slices"
)

// candidates bounds how many other wordings one wording is aligned with: the
// ones that share the most weight.
const candidates = 16

// index finds the wordings that share words with one: rare words, and
// pairs of words that follow each other, so that phrases of everybody's words
// are found too.
type index struct {
	*joiner
	holders map[uint64][]int32 // word or pair of words: the wordings that have it, in order
	score   []float64          // by wording, for the one looked up
}

// manyHolders is the number of wordings from which a word or pair tells
// too little to be looked up.
const manyHolders = 300

func newIndex(j *joiner) *index {
	x := &index{joiner: j, holders: map[uint64][]int32{}, score: make([]float64, len(j.wordings))}
	for i := range j.wordings {
		x.keys(i, func(key uint64, _ float64) {
			if h := x.holders[key]; len(h) == 0 || h[len(h)-1] != int32(i) {
				x.holders[key] = append(h, int32(i))
			}
		})
	}
	return x
}

// keys calls visit with every word and pair of words of wording i that it
// can be found by, and what sharing it is worth.
func (x *index) keys(i int, visit func(key uint64, weight float64)) {
	words := x.wordings[i].words
	for k, w := range words {
		f := uint64(uint32(w.form))
		if x.content(w) || len(words) == 1 {
			visit(f, x.weights[w.form])
		}
		if k > 0 {
			g := uint64(uint32(words[k-1].form))
			visit(f<<32|g|1<<63, (x.weights[w.form]+x.weights[words[k-1].form])/2)
		}
	}
}

// like lists the wordings that share the most weight with wording i,
// best first, the longer first among equals.
func (x *index) like(i int) []int {
	var found []int
	seen := map[uint64]bool{}
	x.keys(i, func(key uint64, weight float64) {
		h := x.holders[key]
		if seen[key] || len(h) > manyHolders {
			return
		}
		seen[key] = true
		for _, k := range h {
			if int(k) == i {
				continue
			}
			if x.score[k] == 0 {
				found = append(found, int(k))
			}
			x.score[k] += weight
		}
	})
	before := func(a, b int) int {
		return cmp.Or(cmp.Compare(x.score[b], x.score[a]), len(x.wordings[b].words)-len(x.wordings[a].words), a-b)
	}
	var best []int
	for _, k := range found {
		if x.score[k] < leastScore && x.score[k] < leastShared*min(x.wordings[i].weight, x.wordings[k].weight) {
			continue
		}
		if n := len(best); n == candidates {
			if before(k, best[n-1]) > 0 {
				continue
			}
			best = best[:n-1]
		}
		at, _ := slices.BinarySearchFunc(best, k, before)
		best = slices.Insert(best, at, k)
	}
	for _, k := range found {
		x.score[k] = 0
	}
	return best
}

// Below both of these no alignment can be evidence: the score, and its share
// of the lighter wording's weight.
const (
	leastScore  = 1.2
	leastShared = 0.25
)
