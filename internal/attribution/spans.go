package attribution

import (
	"slices"

	"parallax/internal/attribution/chain"
)

// candidate is a span that may be right.
type candidate struct {
	span
	chance float32 // that it is, by the chain alone or after another look
}

// candidates adds the spans of a unit whose chance is least or more to out, by
// where they begin, then the longer first. Tokens count from the unit's first.
func candidates(s *chain.Sequence, least float32, out []candidate) []candidate {
	for i := range s.Len() {
		if !s.Begins(i, least) {
			continue
		}
		from := len(out)
		for role := range roles {
			b := begins(role)
			p := s.Begin(i, b)
			y := b
			for j := i; p >= least; j++ {
				into := s.Into(j, y, b)
				if q := p * (1 - into); q >= least {
					out = append(out, candidate{span{role, i, j + 1}, q})
				}
				p *= into
				y = b + 1
			}
		}
		slices.SortFunc(out[from:], func(a, b candidate) int {
			if a.end != b.end {
				return b.end - a.end
			}
			return int(a.role) - int(b.role)
		})
	}
	return out
}

// chooser chooses spans. It keeps what it has allocated.
type chooser struct {
	value []float32
	order []uint64 // the candidates by where they end: the end, behind it the index
	best  []float32
	from  []int
	taken []bool
	out   []candidate
}

// choose picks the spans that do not overlap and have the highest value
// together. The value of a span is its chance, plus a part of the chances of
// others of its role by how much of them it covers, less a price:
//
//	value = P + (1 − strict)·Σ P(other)·Jaccard(other) − price
//
// (minimum Bayes risk decoding with a soft reward for overlap.) Candidates are
// given in the order in which they begin; what is chosen is valid until the next call.
func (d *chooser) choose(cs []candidate, strict, price float32) []candidate {
	if len(cs) == 0 {
		return nil
	}
	d.value, d.order = d.value[:0], d.order[:0]
	for i := range cs {
		v := cs[i].chance - price
		if strict < 1 {
			v = vouched(cs, i, 1-strict, v)
		}
		d.value = append(d.value, v)
		d.order = append(d.order, uint64(cs[i].end)<<32|uint64(i))
	}
	slices.Sort(d.order)
	return d.schedule(cs)
}

// vouched adds to v a share of what others of its role say for candidate i.
func vouched(cs []candidate, i int, share, v float32) float32 {
	c := &cs[i]
	for j := range cs {
		o := &cs[j]
		if o.first >= c.end {
			break
		}
		if i == j || o.role != c.role || c.first >= o.end {
			continue
		}
		both := min(o.end, c.end) - max(o.first, c.first)
		either := max(o.end, c.end) - min(o.first, c.first)
		v += share * o.chance * float32(both) / float32(either)
	}
	return v
}

// schedule is weighted interval scheduling over candidates sorted by end.
func (d *chooser) schedule(cs []candidate) []candidate {
	d.best, d.from, d.taken = append(d.best[:0], 0), d.from[:0], d.taken[:0]
	for n, o := range d.order {
		i := uint32(o)
		k := n
		for k > 0 && int(d.order[k-1]>>32) > cs[i].first {
			k--
		}
		best, taken := d.best[n], false
		if v := d.best[k] + d.value[i]; d.value[i] > 0 && v > best {
			best, taken = v, true
		}
		d.best, d.from, d.taken = append(d.best, best), append(d.from, k), append(d.taken, taken)
	}
	out := d.out[:0]
	for n := len(d.order); n > 0; {
		if d.taken[n-1] {
			out = append(out, cs[uint32(d.order[n-1])])
			n = d.from[n-1]
		} else {
			n--
		}
	}
	slices.Reverse(out)
	d.out = out
	return out
}
