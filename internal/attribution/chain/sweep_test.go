package chain

import (
	"math"
	"slices"
	"testing"

	"parallax/internal/attribution/chance"
)

// FuzzSweep: what is computed of all labels side by side is what is computed of
// one after the other, to the bit.
func FuzzSweep(f *testing.F) {
	for seed, scale := range []float32{.01, 0, .3, 5, 1e9, 1e-30} {
		f.Add(uint64(seed), uint16(seed*seed*7), scale)
	}
	f.Fuzz(func(t *testing.T, seed uint64, n uint16, scale float32) {
		if !(scale >= 0 && scale <= math.MaxFloat32) {
			return // no step of a byte is worth that
		}
		random := chance.Source(seed)
		var step transitions
		weights := make([]float32, steps)
		for i := range weights {
			weights[i] = float32(random.Share()-.5) * 20
		}
		fillSteps(&step, weights)
		sums, class := make([]Sum, 1+n%500), make([]uint8, 1+n%500)
		for i := range sums {
			const fourteen = 0x3FFF3FFF3FFF3FFF // bits that 72 bytes at most add up to
			sums[i] = Sum{random.Next() & fourteen, random.Next() & fourteen}
			if random.Share() < .2 { // small ones, whose weights are no zeros
				sums[i] = Sum{sums[i].low & 0xFF00FF00FF00FF, sums[i].high & 0xFF00FF00FF00FF}
			}
			class[i] = uint8(random.Next() % Classes)
		}
		var a, b Sequence
		a.RunSums(&Model{Scale: scale, step: step}, sums, class)
		b.grow(len(class))
		emissionsOneByOne(b.emit, sums, scale)
		b.alpha[0], b.beta[len(class)-1] = a.alpha[0], a.beta[len(class)-1]
		sweepOneByOne(b.alpha, b.beta, b.prob, b.emit, class, &step)
		for _, x := range []struct {
			name string
			a, b []scores
		}{{"emissions", a.emit, b.emit}, {"forward", a.alpha, b.alpha}, {"backward", a.beta, b.beta}, {"marginals", a.prob, b.prob}} {
			if !slices.Equal(x.a, x.b) {
				t.Errorf("%s differ", x.name)
			}
		}
	})
}

// FuzzAddEach: lists that are added up many at a time say what Add says of each.
func FuzzAddEach(f *testing.F) {
	f.Add(uint64(1), []byte{3, 0, 22, 1, 90})
	f.Add(uint64(2), []byte{})
	f.Add(uint64(3), []byte{0, 0})
	m, _, _ := invented()
	f.Fuzz(func(t *testing.T, seed uint64, lengths []byte) {
		random := chance.Source(seed)
		var features []uint32
		ends := make([]int32, len(lengths))
		for i, n := range lengths {
			for range n {
				features = append(features, uint32(random.Next())) // of any size
			}
			ends[i] = int32(len(features))
		}
		got, want := make([]Sum, len(ends)), make([]Sum, len(ends))
		m.Prefetch(features)
		m.AddEach(got, features, ends)
		m.addOneByOne(want, features, ends)
		if !slices.Equal(got, want) {
			t.Errorf("lists of %v features: got %v, want %v", lengths, got, want)
		}
	})
}
