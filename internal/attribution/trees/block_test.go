package trees

import (
	"encoding/binary"
	"math"
	"testing"

	"parallax/internal/attribution/chance"
)

// anyModel is a model of random questions about some columns, among them some
// that send everything left, and rows whose numbers are often thresholds.
func anyModel(random *chance.Source, trees, columns, thresholds, rows int) (*Model, *Rows) {
	number := func() float32 { return float32(random.Share()*float64(thresholds))/2 - 3 }
	step := func() float32 { return float32(int(number())) }
	m := &Model{Base: step() / 4, Trees: make([]Tree, trees)}
	for i := range m.Trees {
		t := &m.Trees[i]
		for n := range inner {
			t.set(n, int(random.Share()*float64(columns)), step())
			if random.Share() < .05 {
				t.set(n, 0, float32(math.Inf(1)))
			}
		}
		for k := range t.leaf {
			t.leaf[k] = float32(random.Share() - .52)
		}
	}
	m.packed = m.pack()
	out := &Rows{}
	for range rows {
		r := out.Add()
		for c := range columns {
			if r.Put(c, number()); random.Share() < .5 {
				r.Put(c, step())
			}
		}
	}
	return m, out
}

// same tests that 32 rows at once have the sums of one row beside the other.
func same(t *testing.T, m *Model, rows *Rows) {
	t.Helper()
	if m.packed == nil {
		return // side by side is all there is
	}
	for _, b := range rows.blocks {
		var want, got [block]float32
		m.walk(b, &want)
		m.packed.sum(b, &got)
		for i, v := range want {
			if math.Float32bits(got[i]) != math.Float32bits(v) {
				t.Fatalf("row %d: sum %g at once, %g side by side", i, got[i], v)
			}
		}
	}
}

func TestBlocks(t *testing.T) {
	random := chance.Source(4)
	for rows := range 100 {
		m, rs := anyModel(&random, 1+rows, 1+rows, 2+rows, rows)
		same(t, m, rs)
	}
	if m, _ := anyModel(&random, 200, 1, 400, 0); m.packed != nil {
		t.Error("a model was packed that has more thresholds than a byte can count")
	}
}

// FuzzBlocks: whatever the model says and the rows hold, the sums are equal.
func FuzzBlocks(f *testing.F) {
	random := chance.Source(5)
	m, _ := anyModel(&random, 7, 9, 20, 0)
	f.Add(m.Append(nil), []byte("some rows of numbers, of which some may be none at all"))
	f.Fuzz(func(t *testing.T, model, numbers []byte) {
		m, _, err := Decode(model, Width)
		if err != nil || len(m.Trees) > 500 {
			return
		}
		rows := &Rows{}
		rows.Add()
		for i := 0; i+4 <= len(numbers); i += 4 {
			rows.At(i/4%block).Put(i/4/block, math.Float32frombits(binary.LittleEndian.Uint32(numbers[i:])))
		}
		same(t, m, rows)
	})
}

// BenchmarkProbabilities is 512 rows, as many as are looked at together, and
// 300 trees.
func BenchmarkProbabilities(b *testing.B) {
	random := chance.Source(6)
	m, rows := anyModel(&random, 300, 71, 50, 512)
	out := make([]float32, rows.Len())
	b.Run("atOnce", func(b *testing.B) {
		for b.Loop() {
			m.Probabilities(rows, out)
		}
	})
	m.packed = nil
	b.Run("sideBySide", func(b *testing.B) {
		for b.Loop() {
			m.Probabilities(rows, out)
		}
	})
}
