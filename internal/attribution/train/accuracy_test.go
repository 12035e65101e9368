//go:build shared

package main

import (
	"os"
	"path/filepath"
	"testing"

	"parallax/internal/attribution"
)

// TestAccuracy holds the embedded model to what it has reached on reports that
// it has not learned from, a point less.
func TestAccuracy(t *testing.T) {
	shared := os.Getenv("PARALLAX_SHARED")
	if shared == "" {
		shared = "../../../../shared"
	}
	xs, err := readGold(filepath.Join(shared, "data/polnear/dev"), false)
	if err != nil {
		t.Fatal(err)
	}
	s, c, k := attribution.Measure(attribution.English(), xs)
	for _, f := range []struct {
		what  string
		got   attribution.Agreement
		floor float64
	}{{"source", s, .745}, {"cue", c, .705}, {"content", k, .64}} {
		t.Logf("%s: F1 %.3f (%d right of %d found, %d to find)", f.what, f.got.F1(), f.got.Right, f.got.Found, f.got.Gold)
		if f.got.F1() < f.floor {
			t.Errorf("%s: F1 %.3f is below %.3f", f.what, f.got.F1(), f.floor)
		}
	}
}
