package trees

import (
	"bytes"
	"testing"

	"parallax/internal/attribution/chance"
)

// TestLearn: the answer is yes where exactly one of two columns is high, which
// no single question tells; a third column is noise.
func TestLearn(t *testing.T) {
	random := chance.Source(9)
	rows := &Rows{}
	var yes []bool
	for range 2000 {
		a, b := random.Share(), random.Share()
		r := rows.Add()
		r.Put(0, float32(a))
		r.Put(1, float32(-b)) // below zero too
		r.Put(2, float32(random.Share()))
		yes = append(yes, (a > .5) != (b > .5))
	}
	o := Options{Trees: 40, Rate: .2, Sample: .8, Least: 4, Ridge: 1, Seed: 1}
	m := Learn(rows, 3, yes, o)
	right := 0
	chances := make([]float32, rows.Len())
	m.Probabilities(rows, chances)
	for i := range chances {
		if (chances[i] > .5) == yes[i] {
			right++
		}
	}
	if right < 1900 {
		t.Errorf("right for %d of 2000 rows, want 1900 or more", right)
	}
	if !bytes.Equal(m.Append(nil), Learn(rows, 3, yes, o).Append(nil)) {
		t.Error("the same rows gave another model")
	}
	back, rest, err := Decode(append(m.Append(nil), "rest"...), 3)
	if err != nil || string(rest) != "rest" {
		t.Fatalf("read back: error %v, rest %q", err, rest)
	}
	again := make([]float32, rows.Len())
	back.Probabilities(rows, again)
	for i, p := range again {
		if p != chances[i] {
			t.Fatal("a model read back answers otherwise")
		}
	}
	if _, _, err := Decode(m.Append(nil), 2); err == nil {
		t.Error("a model that asks for a third column was read for rows of two")
	}
	if _, _, err := Decode(m.Append(nil)[:200], 3); err == nil {
		t.Error("half a model was read without an error")
	}
}

// TestOrdered: integers stand in the order of their numbers.
func TestOrdered(t *testing.T) {
	numbers := []float32{-1e30, -2, -.5, 0, 1e-9, .5, 2, 1e30}
	for i, v := range numbers {
		if number(ordered(v)) != v {
			t.Errorf("%g comes back as %g", v, number(ordered(v)))
		}
		if i > 0 && ordered(numbers[i-1]) >= ordered(v) {
			t.Errorf("%g is not below %g", numbers[i-1], v)
		}
	}
}
