//go:build !amd64

package chain

func emissions(out []scores, sums []Sum, scale float32) { emissionsOneByOne(out, sums, scale) }

func sweep(alpha, beta, prob, emit []scores, class []uint8, step *transitions) {
	sweepOneByOne(alpha, beta, prob, emit, class, step)
}

func (m *Model) addEach(out []Sum, features []uint32, ends []int32) {
	m.addOneByOne(out, features, ends)
}

// Prefetch does nothing here: the sums are the same, a little later.
func (m *Model) Prefetch([]uint32) {}
