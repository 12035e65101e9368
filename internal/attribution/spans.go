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
	from := len(out)
	for i := range s.Len() {
		for role := range roles {
			b := begins(role)
			p := s.Begin(i, b)
			if p < least {
				continue
			}
			y := b
			for j := i; ; j++ {
				into := s.Into(j, y, b)
				if q := p * (1 - into); q >= least {
					out = append(out, candidate{span{role, i, j + 1}, q})
				}
				p *= into
				y = b + 1
				if p < least {
					break
				}
			}
		}
	}
	slices.SortFunc(out[from:], func(a, b candidate) int {
		if a.first != b.first {
			return a.first - b.first
		}
		if a.end != b.end {
			return b.end - a.end
		}
		return int(a.role) - int(b.role)
	})
	return out
}

// choose picks the spans that do not overlap and have the highest value
// together. The value of a span is its chance, plus a part of the chances of
// others of its role by how much of them it covers, less a price:
//
//	value = P + (1 − strict)·Σ P(other)·Jaccard(other) − price
//
// (minimum Bayes risk decoding with a soft reward for overlap.)
func choose(cs []candidate, strict, price float32) []candidate {
	value := make([]float32, len(cs))
	for i, c := range cs {
		v := c.chance - price
		if strict < 1 {
			for j, o := range cs {
				if i == j || o.role != c.role || o.first >= c.end || c.first >= o.end {
					continue
				}
				both := min(o.end, c.end) - max(o.first, c.first)
				either := max(o.end, c.end) - min(o.first, c.first)
				v += (1 - strict) * o.chance * float32(both) / float32(either)
			}
		}
		value[i] = v
	}
	// weighted interval scheduling over spans sorted by end
	order := make([]int, len(cs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cs[a].end - cs[b].end })
	best := make([]float32, len(order)+1)
	from := make([]int, len(order))
	taken := make([]bool, len(order))
	for n, i := range order {
		k := n
		for k > 0 && cs[order[k-1]].end > cs[i].first {
			k--
		}
		from[n] = k
		best[n+1] = best[n]
		if v := best[k] + value[i]; value[i] > 0 && v > best[n] {
			best[n+1], taken[n] = v, true
		}
	}
	var out []candidate
	for n := len(order); n > 0; {
		if taken[n-1] {
			out = append(out, cs[order[n-1]])
			n = from[n-1]
		} else {
			n--
		}
	}
	slices.Reverse(out)
	return out
}
