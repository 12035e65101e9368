// Package chain is a linear-chain conditional random field over a small fixed
// set of labels, made for reading many texts fast.
//
// Each token of a sequence has a fixed number of features, each a number below
// [Buckets] (hashing is the caller's business), and a class that its
// transitions depend on. The weights of one feature for all labels stand in one
// machine word, a byte each, so that adding a feature is one load and one or two
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
	Packed []uint64  // weights by feature: byte y is label y's, 128 is zero
	Scale  float32   // what one step of a byte is worth
	Steps  []float32 // weights of transitions as learned, see stepAt
	step   transitions
}

// scores has a number for each label, and 0.
type scores [lanes]float32

// transitions are exp(weight) of going from label to label, by the classes of
// both tokens; 0 where not allowed.
type transitions struct {
	on   [Classes][Classes][Labels]scores // by the label that is left
	back [Classes][Classes][Labels]scores // the same, by the label that is reached
}

// Sequence is the working memory for one sequence after another; it keeps
// what it has allocated. The zero value is ready.
type Sequence struct {
	n     int
	emit  []scores // exp(score), the largest 1
	alpha []scores // forward, each token's sum 1
	beta  []scores // backward, scaled as alpha
	prob  []scores // marginals
	class []uint8
	step  *transitions
}

func (s *Sequence) grow(n int) {
	s.n = n
	if cap(s.emit) < n {
		size := n + n/2
		s.emit, s.alpha, s.beta, s.prob = make([]scores, size), make([]scores, size), make([]scores, size), make([]scores, size)
	}
	s.emit, s.alpha, s.beta, s.prob = s.emit[:n], s.alpha[:n], s.beta[:n], s.prob[:n]
}

// Run reads a sequence of len(class) tokens. features holds the same number of
// features for each token, one token after the other. What it gives is valid
// until the next Run; class is kept until then.
func (s *Sequence) Run(m *Model, features []uint32, class []uint8) {
	sums := make([]Sum, len(class))
	per := len(features) / max(1, len(class))
	for i := range sums {
		sums[i] = m.Add(Sum{}, features[i*per:(i+1)*per])
	}
	s.RunSums(m, sums, class)
}

// Sum is what some features of a token say together: sixteen bits a label, in
// their order, which holds for up to 256 features.
type Sum struct {
	low, high uint64
}

// Plus is what the features of both say together.
func (s Sum) Plus(o Sum) Sum { return Sum{s.low + o.low, s.high + o.high} }

// Minus is what s says without o, which is part of it.
func (s Sum) Minus(o Sum) Sum { return Sum{s.low - o.low, s.high - o.high} }

// Add adds up the weights of features.
func (m *Model) Add(s Sum, features []uint32) Sum {
	const bytes = 0x00FF00FF00FF00FF // every other
	var even, odd uint64
	w := m.Packed[:Buckets]
	for _, f := range features {
		x := w[f&(Buckets-1)]
		even += x & bytes
		odd += x >> 8 & bytes
	}
	return s.Plus(Sum{apart(even) | apart(odd)<<16, apart(even>>32) | apart(odd>>32)<<16})
}

// apart puts the two lower lanes of four where the first and the third are.
func apart(x uint64) uint64 { return x&0xFFFF | x&0xFFFF0000<<16 }

// AddEach adds up many lists of features that stand in a row: out[i] is the sum of
// those before ends[i] and not before ends[i-1].
func (m *Model) AddEach(out []Sum, features []uint32, ends []int32) {
	if len(ends) == 0 {
		return
	}
	m.addEach(out[:len(ends)], features[:ends[len(ends)-1]], ends)
}

func (m *Model) addOneByOne(out []Sum, features []uint32, ends []int32) {
	from := int32(0)
	for i, end := range ends {
		out[i] = m.Add(Sum{}, features[from:end])
		from = end
	}
}

// RunSums is [Sequence.Run] for features that are added up already: one sum a
// token.
func (s *Sequence) RunSums(m *Model, sums []Sum, class []uint8) {
	s.grow(len(class))
	if s.n == 0 {
		return
	}
	s.class, s.step = class, &m.step
	emissions(s.emit, sums, m.Scale)
	s.sweep()
}

// Len is the number of tokens of the sequence.
func (s *Sequence) Len() int { return s.n }

// Prob is the probability of label y at token i.
func (s *Sequence) Prob(i, y int) float32 { return s.prob[i][y] }

// Begin is the probability that a span of the kind that label b begins starts
// at token i.
func (s *Sequence) Begin(i, b int) float32 { return s.prob[i][b] }

// Begins reports whether a span of any kind starts at token i with a probability
// of least or more.
func (s *Sequence) Begins(i int, least float32) bool {
	p := &s.prob[i]
	return p[BeginSource] >= least || p[BeginCue] >= least || p[BeginContent] >= least
}

// Into is the probability that a span goes on at token i+1 with label b+1,
// given that token i has label y, which is b or b+1.
func (s *Sequence) Into(i, y, b int) float32 {
	if i+1 >= s.n {
		return 0
	}
	m, e, t := &s.step.on[s.class[i]][s.class[i+1]][y], &s.emit[i+1], &s.beta[i+1]
	// every product is rounded of its own, so that no machine fuses it with the sum
	all := float32(m[0]*e[0]*t[0]) + float32(m[1]*e[1]*t[1]) + float32(m[2]*e[2]*t[2]) + float32(m[3]*e[3]*t[3]) +
		float32(m[4]*e[4]*t[4]) + float32(m[5]*e[5]*t[5]) + float32(m[6]*e[6]*t[6])
	if all <= 0 {
		return 0
	}
	return m[b+1] * e[b+1] * t[b+1] / all
}
