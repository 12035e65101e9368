package chain

import (
	"math"

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
