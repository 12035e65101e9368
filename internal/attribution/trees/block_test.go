package trees

import (
	"encoding/binary"
	"math"
	"testing"

	"parallax/internal/attribution/chance"
)

// anyModel is a model of random questions about some columns, among them some
// that send everything left, and rows whose numbers are often thresholds.
func anyModel(random *chance.Source, trees, columns, thresholds, rows int) (*Model, []Row) {
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
	out := make([]Row, rows)
	for i := range out {
		for c := range columns {
			if out[i].Put(c, number()); random.Share() < .5 {
				out[i].Put(c, step())
			}
		}
	}
	return m, out
}

// same tests that 32 rows at once have the sums of one row alone.
func same(t *testing.T, m *Model, rows []Row) {
	t.Helper()
	if m.packed == nil || !wide {
		return // one by one is all there is
	}
	want, got := make([]float32, len(rows)), make([]float32, len(rows))
	m.walk(rows, want)
	m.blocks(rows, got)
	for i, v := range want {
		if math.Float32bits(got[i]) != math.Float32bits(v) {
			t.Fatalf("row %d of %d: sum %g by blocks, %g alone", i, len(rows), got[i], v)
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
		rows := make([]Row, 1+len(numbers)/16%70)
		for i := 0; i+4 <= len(numbers) && i/4 < len(rows)*Width; i += 4 {
			rows[i/4%len(rows)][i/4/len(rows)] = int32(binary.LittleEndian.Uint32(numbers[i:]))
		}
		same(t, m, rows)
	})
}

// BenchmarkProbabilities is 512 rows, as many as are looked at together, and
// 300 trees.
func BenchmarkProbabilities(b *testing.B) {
	random := chance.Source(6)
	m, rows := anyModel(&random, 300, 71, 50, 512)
	out := make([]float32, len(rows))
	b.Run("blocks", func(b *testing.B) {
		for b.Loop() {
			m.Probabilities(rows, out)
		}
	})
	b.Run("walk", func(b *testing.B) {
		for b.Loop() {
			m.walk(rows, out)
		}
	})
}
