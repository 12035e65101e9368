package main

import (
	"iter"
	"runtime/debug"
	"strings"
	"testing"

	"parallax"
)

// TestRoomy: the heap grows further up to the first long report, and as usual from
// then on and afterwards; every report goes through.
func TestRoomy(t *testing.T) {
	t.Setenv("GOGC", "")
	const usual = 130
	defer debug.SetGCPercent(debug.SetGCPercent(usual))
	percent := func() int {
		p := debug.SetGCPercent(usual)
		debug.SetGCPercent(p)
		return p
	}
	var seen []int
	for range roomy(reportsOf("short", strings.Repeat("long ", longText/5+1), "short")) {
		seen = append(seen, percent())
	}
	if len(seen) != 3 || seen[0] != roomyHeap || seen[1] != usual || seen[2] != usual {
		t.Errorf("while reading: %v, want %d and twice %d", seen, roomyHeap, usual)
	}
	if p := percent(); p != usual {
		t.Errorf("afterwards %d, want %d", p, usual)
	}
	t.Setenv("GOGC", "70")
	for range roomy(reportsOf("short")) {
		if p := percent(); p != usual {
			t.Errorf("with a setting of the user's own %d, want %d", p, usual)
		}
	}
}

// reportsOf gives reports of some texts.
func reportsOf(texts ...string) iter.Seq2[*parallax.Article, *parallax.Skipped] {
	return func(yield func(*parallax.Article, *parallax.Skipped) bool) {
		for _, t := range texts {
			if !yield(&parallax.Article{Text: t}, nil) {
				return
			}
		}
	}
}
