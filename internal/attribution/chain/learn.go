package chain

import (
	"math"

	"parallax/internal/attribution/chance"
)

// Example is one sequence with its right labels.
type Example struct {
	Features []uint32 // the same number for each token
	Class    []uint8
	Gold     []uint8 // a label a token
}

// Options are the settings of [Learn].
type Options struct {
	Epochs int     // passes over the examples
	Rate   float32 // AdaGrad's step
	Drop   float32 // share of features left out of each token in each pass
	Seed   uint64
}

// learner holds weights in training: by feature and label, and by class, label
// and next label.
type learner struct {
	w, g    []float32 // weights and sums of squared gradients, [feature*lanes+label]
	later   []float64 // step number times change, for the mean over steps
	t, tg   []float32 // the same for transitions, see stepAt
	tLater  []float64
	steps   float64
	options Options
	random  chance.Source
	exps    transitions
	seq     Sequence
	kept    []uint32
}

// Learn trains a field by AdaGrad on the likelihood of the examples, leaving
// out features at random (dropout), and gives the mean of the weights over the
// steps after the first pass (Polyak averaging). The same examples in the same
// order and the same options give the same model.
func Learn(examples []Example, o Options) *Model {
	l := &learner{
		w: make([]float32, Buckets*lanes), g: make([]float32, Buckets*lanes), later: make([]float64, Buckets*lanes),
		t: make([]float32, steps), tg: make([]float32, steps), tLater: make([]float64, steps),
		options: o, random: chance.Source(o.Seed),
	}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for epoch := range o.Epochs {
		l.random.Shuffle(order)
		for _, i := range order {
			if len(examples[i].Class) > 0 {
				l.learn(&examples[i], epoch > 0)
			}
		}
	}
	return l.model()
}

// learn takes one step for one example.
func (l *learner) learn(e *Example, average bool) {
	if average {
		l.steps++
	}
	n := len(e.Class)
	per := len(e.Features) / n
	s := &l.seq
	s.grow(n)
	l.refresh()
	s.class, s.step = e.Class, &l.exps
	l.drop(e.Features)
	scale := 1 / (1 - l.options.Drop)
	for i := range n {
		var sum [lanes]float32
		for _, f := range l.kept[i*per : (i+1)*per] {
			if f == dropped {
				continue
			}
			w := l.w[f*lanes : f*lanes+lanes]
			for y := range Labels {
				sum[y] += w[y]
			}
		}
		top := sum[0]
		for _, v := range sum[1:Labels] {
			top = max(top, v)
		}
		for y := range Labels {
			s.emit[i][y] = float32(math.Exp(float64((sum[y] - top) * scale)))
		}
	}
	s.sweep()
	for i := range n {
		gold := e.Gold[i]
		diff := s.prob[i]
		diff[gold]--
		for _, f := range l.kept[i*per : (i+1)*per] {
			if f == dropped {
				continue
			}
			for y := range Labels {
				if d := diff[y] * scale; d > 1e-5 || d < -1e-5 {
					l.adjust(l.w, l.g, l.later, int(f)*lanes+y, d)
				}
			}
		}
		if i > 0 {
			l.transition(e, i)
		}
	}
}

// adjust is AdaGrad's step of one weight.
func (l *learner) adjust(w, g []float32, later []float64, k int, d float32) {
	g[k] += d * d
	change := -l.options.Rate * d / (float32(math.Sqrt(float64(g[k]))) + 1e-6)
	w[k] += change
	later[k] += l.steps * float64(change)
}

const dropped = ^uint32(0)

// drop copies the features, leaving out the share that the options say.
func (l *learner) drop(features []uint32) {
	l.kept = append(l.kept[:0], features...)
	limit := uint64(l.options.Drop * 65536)
	var bits uint64
	for i := range l.kept {
		if i&3 == 0 {
			bits = l.random.Next()
		}
		if bits&0xFFFF < limit {
			l.kept[i] = dropped
		}
		bits >>= 16
	}
}

// transition moves the weights of the step from token i-1 to token i.
func (l *learner) transition(e *Example, i int) {
	s := &l.seq
	a, b := int(e.Class[i-1]), int(e.Class[i])
	m := &l.exps.on[a][b]
	var p [Labels][Labels]float32
	var sum float32
	for x := range Labels {
		for y := range Labels {
			p[x][y] = s.alpha[i-1][x] * m[x][y] * s.emit[i][y] * s.beta[i][y]
			sum += p[x][y]
		}
	}
	if sum <= 0 {
		return
	}
	for x := range Labels {
		for y := range Labels {
			if !allowed(x, y) {
				continue
			}
			d := p[x][y] / sum
			if int(e.Gold[i-1]) == x && int(e.Gold[i]) == y {
				d--
			}
			if d < 1e-5 && d > -1e-5 {
				continue
			}
			for _, part := range [...]int{0, 1 + a, 1 + Classes + b} {
				l.adjust(l.t, l.tg, l.tLater, stepAt(part, x, y), d)
			}
		}
	}
}

// refresh computes the transition table. Only sequences' worth of weights has
// changed since the last time, but the table is small.
func (l *learner) refresh() { fillSteps(&l.exps, l.t) }

// model packs the averaged weights. The largest weights, one in 10,000, are
// cut to the largest byte.
func (l *learner) model() *Model {
	mean := func(w []float32, later []float64) []float32 {
		out := make([]float32, len(w))
		for i := range w {
			out[i] = w[i]
			if l.steps > 0 {
				out[i] -= float32(later[i] / l.steps)
			}
		}
		return out
	}
	m := &Model{Packed: make([]uint64, Buckets), Steps: mean(l.t, l.tLater)}
	fillSteps(&m.step, m.Steps)
	w := mean(l.w, l.later)
	var sizes [1 << 12]int // histogram of |w| in steps of 1/256
	used := 0
	for _, v := range w {
		if v != 0 {
			sizes[min(len(sizes)-1, int(math.Abs(float64(v))*256))]++
			used++
		}
	}
	cut, over := len(sizes)-1, 0
	for cut > 0 && over+sizes[cut] <= used/10000 {
		over += sizes[cut]
		cut--
	}
	m.Scale = float32(cut+1) / 256 / 127
	for f := range m.Packed {
		for y := range lanes {
			b := int(math.RoundToEven(float64(w[f*lanes+y] / m.Scale)))
			m.Packed[f] |= uint64(middle+max(-127, min(127, b))) << (8 * y)
		}
	}
	return m
}
