package chain

import "math"

// What is computed of all labels at once stands here for one label after the
// other; processors that have the instructions (AVX2) do it side by side, with the
// same additions and multiplications in the same order, and so give the same bits
// (see sweep_amd64.s). Products are rounded before they are added on every machine,
// which is what float32 around them asks for.

// emissions turns the sums of tokens' features into the weights of their labels.
func emissionsOneByOne(out []scores, sums []Sum, scale float32) {
	for i := range out {
		out[i] = emission(sums[i], scale)
	}
}

// emission is the weight of each label of one token.
func emission(s Sum, scale float32) (out scores) {
	var sum [Labels]int32
	for y := range Labels {
		four := s.low
		if y >= 4 {
			four = s.high
		}
		sum[y] = int32(four >> (16 * (y & 3)) & 0xFFFF)
	}
	top := sum[0]
	for _, v := range sum[1:] {
		top = max(top, v)
	}
	for y, v := range sum {
		out[y] = fastExp(float32(v-top) * scale)
	}
	return out
}

// Of the series for 2 to the power of a fraction, and the number below which e to
// its power is 0.
const (
	log2e    = 1.44269504
	power1   = 0.69314718
	power2   = 0.24022651
	power3   = 0.05550411
	power4   = 0.00961813
	power5   = 0.00133336
	smallest = -80
)

// fastExp is e to the power of x for x of 0 or less, right to 1 in 10,000.
func fastExp(x float32) float32 {
	if x < smallest {
		return 0
	}
	z := x * log2e // in powers of two
	whole := int32(z)
	f := z - float32(whole) // above -1, to 0
	p := float32(f*power5) + power4
	p = float32(f*p) + power3
	p = float32(f*p) + power2
	p = float32(f*p) + power1
	p = float32(f*p) + 1
	return p * math.Float32frombits(uint32(whole+127)<<23)
}

// sweep is the forward-backward algorithm, scaled token by token.
func (s *Sequence) sweep() {
	n := s.n
	a := s.emit[0]
	a[InSource], a[InCue], a[InContent] = 0, 0, 0
	normalise(&a)
	s.alpha[0] = a
	s.beta[n-1] = scores{1, 1, 1, 1, 1, 1, 1}
	sweep(s.alpha, s.beta, s.prob, s.emit, s.class, s.step)
}

func sweepOneByOne(alpha, beta, prob, emit []scores, class []uint8, step *transitions) {
	n := len(alpha)
	for i := 1; i < n; i++ {
		alpha[i] = forward(&alpha[i-1], &step.on[class[i-1]][class[i]], &emit[i])
	}
	for i := n - 2; i >= 0; i-- {
		beta[i] = backward(&beta[i+1], &step.on[class[i]][class[i+1]], &emit[i+1])
	}
	for i := range n {
		p := alpha[i]
		for y := range Labels {
			p[y] *= beta[i][y]
		}
		normalise(&p)
		prob[i] = p
	}
}

func forward(a *scores, m *[Labels]scores, e *scores) (out scores) {
	for x := range Labels {
		ax := a[x]
		r := &m[x]
		out[Out] += float32(ax * r[Out])
		out[BeginSource] += float32(ax * r[BeginSource])
		out[BeginCue] += float32(ax * r[BeginCue])
		out[BeginContent] += float32(ax * r[BeginContent])
	}
	out[InSource] = float32(a[BeginSource]*m[BeginSource][InSource]) + float32(a[InSource]*m[InSource][InSource])
	out[InCue] = float32(a[BeginCue]*m[BeginCue][InCue]) + float32(a[InCue]*m[InCue][InCue])
	out[InContent] = float32(a[BeginContent]*m[BeginContent][InContent]) + float32(a[InContent]*m[InContent][InContent])
	for y := range Labels {
		out[y] *= e[y]
	}
	normalise(&out)
	return out
}

func backward(b *scores, m *[Labels]scores, e *scores) (out scores) {
	var v scores
	for y := range Labels {
		v[y] = b[y] * e[y]
	}
	for x := range Labels {
		r := &m[x]
		out[x] = float32(v[Out]*r[Out]) + float32(v[BeginSource]*r[BeginSource]) + float32(v[BeginCue]*r[BeginCue]) + float32(v[BeginContent]*r[BeginContent])
	}
	for _, begin := range [...]int{BeginSource, BeginCue, BeginContent} {
		in := begin + 1
		out[begin] += float32(v[in] * m[begin][in])
		out[in] += float32(v[in] * m[in][in])
	}
	normalise(&out)
	return out
}

// impossible is a sum of weights that says nothing of any label.
const impossible = 1e-30

func normalise(p *scores) {
	var sum float32
	for _, v := range p[:Labels] {
		sum += v
	}
	if sum <= impossible {
		*p = scores{Out: 1} // every label is next to impossible: say nothing
		return
	}
	inv := 1 / sum
	for y := range Labels {
		p[y] *= inv
	}
}
