package attribution

import (
	"math"

	"parallax/internal/attribution/chance"
)

// wording judges a candidate by the words at its ends and beside it, by a
// linear model over hashed features. Its answer is one column of the row that
// trees look at.
type wording struct {
	weights []float32
}

const (
	wordingBuckets = 1 << 16
	perSpan        = 22 // features of a candidate
)

// spanFeatures writes the features of a candidate into out; ws are the words of
// its unit.
func spanFeatures(ws inUnit, x span, out *[perSpan]uint32) {
	role := uint64(x.role)
	before2, before, first, second := ws.at(x.first-2), ws.at(x.first-1), ws.at(x.first), ws.at(x.first+1)
	last2, last, after, after2 := ws.at(x.end-2), ws.at(x.end-1), ws.at(x.end), ws.at(x.end+1)
	whole := uint64(x.end - x.first)
	if whole <= 4 {
		for k := x.first; k < x.end; k++ {
			whole = whole*0x100000001B3 ^ uint64(ws.at(k).lemma)
		}
	}
	cueBefore, cueAfter := &padding, &padding
	for k := 1; k <= 4; k++ {
		if w := ws.at(x.first - k); w.chance >= likely && cueBefore == &padding {
			cueBefore = w
		}
		if w := ws.at(x.end + k - 1); w.chance >= likely && cueAfter == &padding {
			cueAfter = w
		}
	}
	n := 0
	add := func(v uint64) {
		h := (v*4 + role + uint64(n)<<58) * 0x9E3779B97F4A7C15
		h ^= h >> 31
		h *= 0xD6E8FEB86659FD93
		out[n] = uint32(h >> 48)
		n++
	}
	two := func(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }
	size := uint64(distance(x.end - x.first))
	add(size)
	add(uint64(before.lemma))
	add(uint64(first.lemma))
	add(uint64(last.lemma))
	add(uint64(after.lemma))
	add(two(before.lemma, first.lemma))
	add(two(last.lemma, after.lemma))
	add(two(first.lemma, second.lemma))
	add(two(after.lemma, after2.lemma))
	add(two(before2.lemma, before.lemma))
	add(two(last2.lemma, last.lemma))
	add(uint64(before.pos)<<16 | uint64(first.pos)<<8 | uint64(second.pos))
	add(uint64(last.pos)<<16 | uint64(after.pos)<<8 | uint64(after2.pos))
	add(uint64(before2.pos)<<24 | uint64(before.pos)<<16 | uint64(first.pos)<<8 | size)
	add(uint64(last2.pos)<<24 | uint64(last.pos)<<16 | uint64(after.pos)<<8 | size)
	add(whole)
	add(two(cueBefore.lemma, uint32(first.pos)))
	add(two(cueBefore.lemma, first.lemma))
	add(two(cueAfter.lemma, uint32(last.pos)))
	add(two(before.lemma, uint32(first.pos)))
	add(two(after.lemma, uint32(last.pos)))
	add(uint64(first.pos)<<24 | uint64(last.pos)<<16 | size)
}

// score is the log odds that a candidate with these features is right.
func (w *wording) score(features *[perSpan]uint32) float32 {
	var sum float32
	for _, f := range features {
		sum += w.weights[f]
	}
	return sum
}

// learnWording learns from candidates of which it is known whether they are
// right, leaving out those of which skip is true.
func learnWording(features [][perSpan]uint32, yes []bool, skip func(i int) bool) *wording {
	w := &wording{weights: make([]float32, wordingBuckets)}
	g := make([]float32, wordingBuckets)
	random := chance.Source(3)
	order := make([]int, 0, len(features))
	for i := range features {
		if !skip(i) {
			order = append(order, i)
		}
	}
	const drop, rate, epochs = .3, .05, 4
	for range epochs {
		random.Shuffle(order)
		for _, i := range order {
			kept := [perSpan]bool{}
			var sum float32
			for k, f := range features[i] {
				if kept[k] = random.Share() >= drop; kept[k] {
					sum += w.weights[f]
				}
			}
			d := float32(1 / (1 + math.Exp(-float64(sum/(1-drop)))))
			if yes[i] {
				d--
			}
			for k, f := range features[i] {
				if kept[k] {
					g[f] += d * d
					w.weights[f] -= rate * d / (float32(math.Sqrt(float64(g[f]))) + 1e-6)
				}
			}
		}
	}
	return w
}
