package claims

import (
	"strconv"

	"parallax/internal/collate/statements"
)

// Weights of the alignment.
const (
	unsharedCost = 0.2  // of a key's weight, within the run
	unsharedMass = 0.1  // of a key's weight, in the score
	nameRest     = 0.25 // of the weight of a name's words after its first
	likeness     = 0.8  // of the trigrams' Dice coefficient of keys that look alike
	rounds       = 4
)

// run is a stretch of a sentence's units, [from, to).
type run struct{ from, to int }

// pair is two stretches that tell the same.
type pair struct {
	a, b   int // indexes of sentences, a < b
	ra, rb run
	score  float64
	belief float64
	keys   []int // shared keys of a, in order
}

// aligner aligns sentences of one view. It keeps its memory between pairs.
type aligner struct {
	v      *statements.View
	shared []int
	seen   []int
	both   map[[2]int]int // by two keys: sentences that have both
}

// align finds the best stretches of two sentences. ok is false when they do
// not share enough to tell the same.
func (x *aligner) align(a, b int) (p pair, ok bool) {
	sa, sb := &x.v.Sentences[a], &x.v.Sentences[b]
	p = pair{a: a, b: b, ra: run{0, len(sa.Units)}, rb: run{0, len(sb.Units)}}
	for range rounds {
		ra := x.best(sa.Units, sb.Units[p.rb.from:p.rb.to])
		rb := x.best(sb.Units, sa.Units[ra.from:ra.to])
		if ra == p.ra && rb == p.rb {
			break
		}
		p.ra, p.rb = ra, rb
		if ra.from == ra.to || rb.from == rb.to {
			return p, false
		}
	}
	ua, ub := sa.Units[p.ra.from:p.ra.to], sb.Units[p.rb.from:p.rb.to]
	if !x.enough(sa.Units, sb.Units) || disjoint(ua, ub) || x.phrase(sa.Units, sb.Units) && x.phrase(sb.Units, sa.Units) {
		return p, false
	}
	x.enough(ua, ub)
	p.keys = append([]int(nil), x.shared...)
	p.score = (x.mass(ua, ub) + x.mass(ub, ua)) / 2
	return p, true
}

// share is how far unit u has its like in other.
func (x *aligner) share(u *statements.Unit, other []statements.Unit) float64 {
	best := 0.0
	for i := range other {
		o := &other[i]
		if u.Kind != o.Kind || u.Quoted && o.Quoted {
			continue
		}
		if u.Key == o.Key {
			return 1
		}
		if s := likeness * x.v.Alike(u.Key, o.Key); s > best {
			best = s
		}
	}
	return best
}

// best is the run of units with the largest sum: shared keys count for it,
// others against it.
func (x *aligner) best(units, other []statements.Unit) run {
	top, sum, from := 0.0, 0.0, 0
	out := run{}
	group := 0 // the name whose first shared word was counted
	for i := range units {
		u := &units[i]
		w := x.v.Keys[u.Key].Weight
		s := x.share(u, other)
		g := s * w
		switch {
		case s == 0:
			g = -unsharedCost * w
			if u.Group > 0 && u.Group == group {
				g *= nameRest
			}
		case u.Group > 0 && u.Group == group:
			g *= nameRest
		case u.Group > 0:
			group = u.Group
		}
		if sum <= 0 {
			sum, from = 0, i
		}
		if sum += g; sum > top {
			top, out = sum, run{from, i + 1}
		}
	}
	return out
}

// mass is what units share with other, less a little for what they do not. A
// word that in this story always comes with one that was counted before adds
// little (a collocation: "supreme" after "court").
func (x *aligner) mass(units, other []statements.Unit) float64 {
	sum := 0.0
	var counted []int
	group, top, rest := 0, 0.0, 0.0
	flush := func() { sum += top + nameRest*rest; top, rest = 0, 0 }
	for i := range units {
		u := &units[i]
		w := x.v.Keys[u.Key].Weight
		s := x.share(u, other)
		if s == 0 {
			sum -= unsharedMass * w
			continue
		}
		if hasKey(counted, u.Key) {
			continue
		}
		g := s * w * (1 - x.dependence(u.Key, counted))
		counted = append(counted, u.Key)
		if u.Group == 0 {
			sum += g
			continue
		}
		if u.Group != group {
			flush()
			group = u.Group
		}
		if g > top {
			top, g = g, top
		}
		rest += g
	}
	flush()
	return sum
}

// dependence is how far key k comes only with keys that were counted.
func (x *aligner) dependence(k int, counted []int) float64 {
	in := x.v.Keys[k].In
	dep := 0.0
	for _, j := range counted {
		both := x.together(k, j)
		dep = max(dep, float64(max(0, both-2))/float64(max(0, len(in)-2)+1))
	}
	return dep
}

// together counts the sentences that have both of two keys. It remembers what
// it counted, for in a large story few keys make most of the pairs.
func (x *aligner) together(k, j int) int {
	at := [2]int{min(k, j), max(k, j)}
	n, ok := x.both[at]
	if !ok {
		n = statements.Common(x.v.Keys[k].In, x.v.Keys[j].In)
		x.both[at] = n
	}
	return n
}

// enough reports whether two stretches share two keys of which one is no name,
// or two names; it leaves the shared keys in x.shared.
func (x *aligner) enough(ua, ub []statements.Unit) bool {
	x.shared = x.shared[:0]
	plain, names, group := 0, 0, 0
	for i := range ua {
		u := &ua[i]
		if x.share(u, ub) == 0 || hasKey(x.shared, u.Key) {
			continue
		}
		x.shared = append(x.shared, u.Key)
		switch {
		case u.Group == 0:
			plain++
		case u.Group != group:
			names, group = names+1, u.Group
		}
	}
	return plain >= 1 && plain+names >= 2 || names >= 2
}

// phrase reports whether all that units share with other are words in a row,
// without a number or a verb, that are all of names or none: "Mr. Odile Farrow",
// "riot gear" and the like state nothing, while "their lawyer Odile Farrow" and
// "demanded more proof" do.
func (x *aligner) phrase(units, other []statements.Unit) bool {
	last, names, plain := -1, false, false
	for i := range units {
		u := &units[i]
		if x.share(u, other) == 0 {
			continue
		}
		if u.Kind != statements.Word || u.Verb || last >= 0 && u.First > last+1 {
			return false
		}
		last = u.End
		names, plain = names || u.Group > 0, plain || u.Group == 0
	}
	return !names || !plain
}

func hasKey(keys []int, k int) bool {
	for _, o := range keys {
		if o == k {
			return true
		}
	}
	return false
}

// disjoint reports whether two stretches name days none of which can be the
// same. What means more than a month of days is too vague to rule a day out: "in
// the coming months" and "by the summer".
func disjoint(ua, ub []statements.Unit) bool {
	dated := 0
	for i := range ua {
		if vague(&ua[i]) {
			continue
		}
		for j := range ub {
			if vague(&ub[j]) {
				continue
			}
			dated++
			if ua[i].From <= ub[j].To && ub[j].From <= ua[i].To {
				return false
			}
		}
	}
	return dated > 0
}

// vague reports whether a unit names no day, or more days than a month has.
func vague(u *statements.Unit) bool {
	return u.From == "" || ordinal(u.To)-ordinal(u.From) > 31
}

// ordinal counts a day by months of thirty-one days; 0 for what is none.
func ordinal(day string) int {
	if len(day) != len("2006-01-02") {
		return 0
	}
	n := func(s string) int { v, _ := strconv.Atoi(s); return v }
	return (n(day[:4])*12+n(day[5:7]))*31 + n(day[8:])
}
