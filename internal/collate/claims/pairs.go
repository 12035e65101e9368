package claims

import (
	"cmp"
	"slices"

	"parallax/internal/collate/statements"
)

const (
	rare      = 0.5 // how many times a report a key may occur on average and still bring sentences together
	candidate = 3.5 // weight of shared keys from which two sentences are aligned
	weakest   = 2.5 // score below which a pair is not looked at
	rivals    = 40  // sentences that one is aligned with at most
)

// pairs aligns every two sentences of different accounts that share rare keys,
// and gives the pairs that are believed enough, the best first.
func (f *finder) pairs() []pair {
	v := f.v
	x := &aligner{v: v, both: map[[2]int]int{}}
	most := max(12, int(rare*float64(v.Reports)))
	sums := make([]float64, len(v.Sentences))
	var touched []int
	var out []pair
	for a := range v.Sentences {
		touched = gather(v, a, most, sums, touched[:0])
		for _, b := range touched {
			p, ok := x.align(a, b)
			if !ok || p.score < weakest {
				continue
			}
			if p.belief = f.believe(x, &p); f.believed(x, &p) && !f.against(x, &p) {
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.belief, p.belief), p.a-q.a, p.b-q.b)
	})
	return out
}

// believed reports whether a pair is believed enough to be told, be it in part.
func (f *finder) believed(x *aligner, p *pair) bool {
	return p.belief >= partFrom || p.belief >= denseFrom && x.dense(f.v.Sentences[p.a].Units[p.ra.from:p.ra.to], f.v.Sentences[p.b].Units[p.rb.from:p.rb.to])
}

const (
	denseFits = 0.5 // share of the weight of either stretch that the other has
	denseKeys = 3   // things that both have, a name counting as one
)

// dense reports whether two stretches consist for the most part of several things
// that they share, and that these are more than one phrase: "keepers counted
// nineteen seals", not "the northern harbour board".
func (x *aligner) dense(ua, ub []statements.Unit) bool {
	if min(x.fits(ua, ub), x.fits(ub, ua)) < denseFits {
		return false
	}
	n, group := 0, 0
	for i := range ua {
		if u := &ua[i]; x.share(u, ub) > 0 {
			if u.Group == 0 || u.Group != group {
				n++
			}
			group = u.Group
		}
	}
	return n >= denseKeys && !(x.topic(ua, ub) && x.topic(ub, ua))
}

// topic reports whether all that units share with other are words in a row
// without a verb.
func (x *aligner) topic(units, other []statements.Unit) bool {
	last := -1
	for i := range units {
		u := &units[i]
		if x.share(u, other) == 0 {
			continue
		}
		if u.Verb || last >= 0 && u.First > last+1 {
			return false
		}
		last = u.End
	}
	return true
}

// gather gives the later sentences of other accounts that share enough rare
// keys with sentence a. A sentence that is quoted for the most part says in its
// own voice only who spoke. sums is zero before and after.
func gather(v *statements.View, a, most int, sums []float64, touched []int) []int {
	s := &v.Sentences[a]
	if s.Quoted > s.Words*3/4 {
		return touched
	}
	visit := func(k int, share float64) {
		key := &v.Keys[k]
		if len(key.In) > most {
			return
		}
		at, _ := slices.BinarySearch(key.In, a+1)
		for _, b := range key.In[at:] {
			if o := &v.Sentences[b]; o.Account == s.Account || o.Quoted > o.Words*3/4 {
				continue
			}
			if sums[b] == 0 {
				touched = append(touched, b)
			}
			sums[b] += share * key.Weight
		}
	}
	for i := range s.Units {
		k := s.Units[i].Key
		visit(k, 1)
		for _, l := range v.Keys[k].Like {
			visit(l.Key, likeness*l.Dice)
		}
	}
	score := make(map[int]float64, len(touched))
	kept := touched[:0]
	for _, b := range touched {
		if sums[b] >= candidate {
			score[b] = sums[b]
			kept = append(kept, b)
		}
		sums[b] = 0
	}
	if len(kept) > rivals {
		slices.SortFunc(kept, func(p, q int) int { return cmp.Or(cmp.Compare(score[q], score[p]), p-q) })
		kept = kept[:rivals]
	}
	slices.Sort(kept)
	return kept
}
