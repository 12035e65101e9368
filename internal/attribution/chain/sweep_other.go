//go:build !amd64

package chain

func emissions(out []scores, sums []Sum, scale float32) { emissionsOneByOne(out, sums, scale) }

func sweep(alpha, beta, prob, emit []scores, class []uint8, step *transitions) {
	sweepOneByOne(alpha, beta, prob, emit, class, step)
}
