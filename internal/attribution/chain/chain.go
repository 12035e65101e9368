// Package chain is a linear-chain conditional random field over a small fixed
// set of labels, made for reading many texts fast.
//
// Each token of a sequence has a fixed number of features, each a number below
// [Buckets] (hashing is the caller's business), and a class that its
// transitions depend on. The weights of one feature for all labels stand in one
// machine word, a byte each, so that adding a feature is one load and two
// additions:
//
//	feature 4711: O +3, B-source -1, I-source 0, …   → one uint64
//
// [Sequence.Run] gives for every token the probability of each label, and of
// going on within a span from one token to the next; with these the exact
// probability of any span is a product (see [Sequence.Begin], [Sequence.Into]).
//
// The surprise: there is no best label sequence here. Spans are chosen by their
// own probabilities (package attribution, decode.go), which finds more of them.
package chain

import "math"

// Labels of a token. A label B begins a span and I goes on with it.
const (
	Out = iota
	BeginSource
	InSource
	BeginCue
	InCue
	BeginContent
	InContent
	Labels
)

const (
	Buckets = 1 << 18 // different features
	Classes = 10      // classes of tokens that transitions depend on
	lanes   = 8       // labels and one unused byte
	middle  = 128     // what a weight of zero is stored as
)

// allowed reports whether label b may follow label a: I-x follows B-x or I-x
// alone.
func allowed(a, b int) bool {
	switch b {
	case InSource, InCue, InContent:
		return a == b || a == b-1
	}
	return true
}

// Model is a trained field, ready to read. It is not changed by reading.
type Model struct {
	Packed []uint64                                  // weights by feature: byte y is label y's, 128 is zero
	Scale  float32                                   // what one step of a byte is worth
	Steps  []float32                                 // weights of transitions as learned, see stepAt
	Step   [Classes][Classes][Labels][Labels]float32 // exp(weight) of going from label to label, by the classes of both tokens; 0 where not allowed
}

// Sequence is the working memory for one sequence after another; it keeps
// what it has allocated. The zero value is ready.
type Sequence struct {
	n     int
	emit  [][Labels]float32 // exp(score), the largest 1
	alpha [][Labels]float32 // forward, each token's sum 1
	beta  [][Labels]float32 // backward, scaled as alpha
	prob  [][Labels]float32 // marginals
	class []uint8
	step  *[Classes][Classes][Labels][Labels]float32
}

func (s *Sequence) grow(n int) {
	s.n = n
	if cap(s.emit) < n {
		size := n + n/2
		s.emit, s.alpha, s.beta, s.prob = make([][Labels]float32, size), make([][Labels]float32, size), make([][Labels]float32, size), make([][Labels]float32, size)
	}
	s.emit, s.alpha, s.beta, s.prob = s.emit[:n], s.alpha[:n], s.beta[:n], s.prob[:n]
}

// Run reads a sequence of len(class) tokens. features holds the same number of
// features for each token, one token after the other. What it gives is valid
// until the next Run; class is kept until then.
func (s *Sequence) Run(m *Model, features []uint32, class []uint8) {
	s.grow(len(class))
	if s.n == 0 {
		return
	}
	s.class, s.step = class, &m.Step
	per := len(features) / s.n
	for i := range s.n {
		s.emit[i] = m.emission(m.Add(Sum{}, features[i*per:(i+1)*per]), per)
	}
	s.sweep()
}

// Sum is what some features of a token say together, of all labels. Bytes are
// added in 16-bit lanes, four labels at a time, which holds for up to 256
// features.
type Sum struct {
	even, odd uint64
}

// Add adds up the weights of features.
func (m *Model) Add(s Sum, features []uint32) Sum {
	const low = 0x00FF00FF00FF00FF
	even, odd := s.even, s.odd
	w := m.Packed[:Buckets]
	for _, f := range features {
		x := w[f&(Buckets-1)]
		even += x & low
		odd += x >> 8 & low
	}
	return Sum{even, odd}
}

// Plus is what the features of both say together.
func (s Sum) Plus(o Sum) Sum { return Sum{s.even + o.even, s.odd + o.odd} }

// RunSums is [Sequence.Run] for features that are added up already: one sum a
// token, of per features each.
func (s *Sequence) RunSums(m *Model, sums []Sum, per int, class []uint8) {
	s.grow(len(class))
	if s.n == 0 {
		return
	}
	s.class, s.step = class, &m.Step
	for i := range s.n {
		s.emit[i] = m.emission(sums[i], per)
	}
	s.sweep()
}

// emission turns the sum of a token's features, of which there are n, into the
// weight of each label.
func (m *Model) emission(s Sum, n int) [Labels]float32 {
	zero := int32(n * middle)
	var sum [Labels]int32
	for y := range Labels {
		lane := s.even
		if y&1 == 1 {
			lane = s.odd
		}
		sum[y] = int32(lane>>(16*(y>>1))&0xFFFF) - zero
	}
	top := sum[0]
	for _, v := range sum[1:] {
		top = max(top, v)
	}
	var out [Labels]float32
	for y, v := range sum {
		out[y] = fastExp(float32(v-top) * m.Scale)
	}
	return out
}

// fastExp is e to the power of x for x of 0 or less, right to 1 in 10,000.
func fastExp(x float32) float32 {
	if x < -80 {
		return 0
	}
	z := x * 1.44269504 // in powers of two
	whole := int32(z)
	f := z - float32(whole) // above -1, to 0
	p := 1 + f*(0.69314718+f*(0.24022651+f*(0.05550411+f*(0.00961813+f*0.00133336))))
	return p * math.Float32frombits(uint32(whole+127)<<23)
}

// sweep is the forward-backward algorithm, scaled token by token.
func (s *Sequence) sweep() {
	n := s.n
	a := s.emit[0]
	a[InSource], a[InCue], a[InContent] = 0, 0, 0
	normalise(&a)
	s.alpha[0] = a
	for i := 1; i < n; i++ {
		s.alpha[i] = forward(&s.alpha[i-1], &s.step[s.class[i-1]][s.class[i]], &s.emit[i])
	}
	for y := range Labels {
		s.beta[n-1][y] = 1
	}
	for i := n - 2; i >= 0; i-- {
		s.beta[i] = backward(&s.beta[i+1], &s.step[s.class[i]][s.class[i+1]], &s.emit[i+1])
	}
	for i := range n {
		p := s.alpha[i]
		for y := range p {
			p[y] *= s.beta[i][y]
		}
		normalise(&p)
		s.prob[i] = p
	}
}

func forward(a *[Labels]float32, m *[Labels][Labels]float32, e *[Labels]float32) (out [Labels]float32) {
	for x := range Labels {
		ax := a[x]
		r := &m[x]
		out[Out] += ax * r[Out]
		out[BeginSource] += ax * r[BeginSource]
		out[BeginCue] += ax * r[BeginCue]
		out[BeginContent] += ax * r[BeginContent]
	}
	out[InSource] = a[BeginSource]*m[BeginSource][InSource] + a[InSource]*m[InSource][InSource]
	out[InCue] = a[BeginCue]*m[BeginCue][InCue] + a[InCue]*m[InCue][InCue]
	out[InContent] = a[BeginContent]*m[BeginContent][InContent] + a[InContent]*m[InContent][InContent]
	for y := range Labels {
		out[y] *= e[y]
	}
	normalise(&out)
	return out
}

func backward(b *[Labels]float32, m *[Labels][Labels]float32, e *[Labels]float32) (out [Labels]float32) {
	var v [Labels]float32
	for y := range Labels {
		v[y] = b[y] * e[y]
	}
	for x := range Labels {
		r := &m[x]
		out[x] = v[Out]*r[Out] + v[BeginSource]*r[BeginSource] + v[BeginCue]*r[BeginCue] + v[BeginContent]*r[BeginContent]
	}
	for _, begin := range [...]int{BeginSource, BeginCue, BeginContent} {
		in := begin + 1
		out[begin] += v[in] * m[begin][in]
		out[in] += v[in] * m[in][in]
	}
	normalise(&out)
	return out
}

func normalise(p *[Labels]float32) {
	var sum float32
	for _, v := range p {
		sum += v
	}
	if sum <= 1e-30 {
		*p = [Labels]float32{Out: 1} // every label is next to impossible: say nothing
		return
	}
	inv := 1 / sum
	for y := range p {
		p[y] *= inv
	}
}

// Len is the number of tokens of the sequence.
func (s *Sequence) Len() int { return s.n }

// Prob is the probability of label y at token i.
func (s *Sequence) Prob(i, y int) float32 { return s.prob[i][y] }

// Begin is the probability that a span of the kind that label b begins starts
// at token i.
func (s *Sequence) Begin(i, b int) float32 { return s.prob[i][b] }

// Into is the probability that a span goes on at token i+1 with label b+1,
// given that token i has label y, which is b or b+1.
func (s *Sequence) Into(i, y, b int) float32 {
	if i+1 >= s.n {
		return 0
	}
	m := &s.step[s.class[i]][s.class[i+1]][y]
	var all, into float32
	for z := range Labels {
		v := m[z] * s.emit[i+1][z] * s.beta[i+1][z]
		all += v
		if z == b+1 {
			into = v
		}
	}
	if all <= 0 {
		return 0
	}
	return into / all
}

// Prefetch has the weights of features that will be added up soon brought near
// the processor; it changes nothing.
func (m *Model) Prefetch(features []uint32) { prefetch(&m.Packed[0], features) }
