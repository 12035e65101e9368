package chain

import (
	"math"
	"unsafe"

	"golang.org/x/sys/cpu"
)

// emissions turns the sums of tokens' features into the weights of their labels.
func emissions(out []scores, sums []Sum, scale float32) {
	if !cpu.X86.HasAVX2 {
		emissionsOneByOne(out, sums, scale)
		return
	}
	emissionsAtOnce(&out[0], &sums[0], len(out), scale, &series)
}

// sweep fills alpha from its first entry on, beta from its last back, and prob.
func sweep(alpha, beta, prob, emit []scores, class []uint8, step *transitions) {
	if !cpu.X86.HasAVX2 {
		sweepOneByOne(alpha, beta, prob, emit, class, step)
		return
	}
	sweepAtOnce(&alpha[0], &beta[0], &emit[0], &class[0], len(alpha), &step.on[0][0][0], &step.back[0][0][0])
	marginals(&prob[0], &alpha[0], &beta[0], len(alpha))
}

// addEach is [Model.AddEach].
func (m *Model) addEach(out []Sum, features []uint32, ends []int32) {
	if !cpu.X86.HasAVX2 {
		m.addOneByOne(out, features, ends)
		return
	}
	addAtOnce(&out[0], &m.Packed[0], unsafe.SliceData(features), &ends[0], len(ends))
}

// series is what emissionsAtOnce takes from here, in the order in which it does.
var series = [...]float32{smallest, log2e, power5, power4, power3, power2, power1, 1, math.Float32frombits(127)}

//go:noescape
func emissionsAtOnce(out *scores, sums *Sum, n int, scale float32, series *[9]float32)

// sweepAtOnce goes forward and backward at the same time: the two do not look at
// each other, and a step of either waits most of its time for one sum or quotient.
//
//go:noescape
func sweepAtOnce(alpha, beta, emit *scores, class *uint8, n int, on, back *scores)

// marginals is alpha times beta, normalised.
//
//go:noescape
func marginals(prob, alpha, beta *scores, n int)

// addAtOnce keeps the sum of a list in one register. A list ends no earlier than
// the one before it.
//
//go:noescape
func addAtOnce(out *Sum, weights *uint64, features *uint32, ends *int32, n int)

// Prefetch has the weights of features that will be added up soon brought near
// the processor; it changes nothing.
func (m *Model) Prefetch(features []uint32) { prefetch(&m.Packed[0], features) }

//go:noescape
func prefetch(weights *uint64, features []uint32)
