//go:build shared

package main

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"parallax/internal/attribution"
)

// bin are the quotations whose confidence lies in one tenth.
type bin struct {
	all, loose, strict, named, speaker, right int
	claimed                                   float64
}

// TestReliability compares the confidence of quotations in reports that nothing
// was learned from with the share that is right, by tenths of confidence: the
// table of docs/accuracy.md (go test -tags shared -v -run TestReliability).
func TestReliability(t *testing.T) {
	shared := os.Getenv("PARALLAX_SHARED")
	if shared == "" {
		shared = "../../../../shared"
	}
	xs, err := readGold(filepath.Join(shared, "data/polnear/dev"), false)
	if err != nil {
		t.Fatal(err)
	}
	var bins [10]bin
	n := 0
	for _, x := range xs {
		j := judge(x, attribution.English())
		for i, v := range j.verdicts {
			c := j.quotations[i].Confidence
			if c < 0 || c > 1 {
				t.Fatalf("confidence %v", c)
			}
			b := &bins[min(9, int(10*c))]
			n++
			b.all++
			b.claimed += c
			b.loose += one(v.loose)
			b.strict += one(v.strict)
			b.named += one(v.loose && v.named)
			b.speaker += one(v.loose && v.named && v.speaker)
			b.right += one(v.right())
		}
	}
	var off float64
	for i, b := range bins {
		if b.all == 0 {
			continue
		}
		per := func(k, of int) float64 { return 100 * float64(k) / float64(max(1, of)) }
		t.Logf("| .%d | %d | %.0f | %.0f | %.0f | %.0f | %.0f |", i, b.all, 100*b.claimed/float64(b.all), per(b.right, b.all), per(b.loose, b.all), per(b.strict, b.all), per(b.speaker, b.named))
		off += math.Abs(b.claimed - float64(b.right))
	}
	off /= float64(n)
	t.Logf("%d quotations; expected calibration error %.3f", n, off)
	if off > .03 {
		t.Errorf("confidence and share of right ones differ by %.3f on average", off)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
