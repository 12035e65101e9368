package main

import (
	"iter"
	"os"
	"runtime/debug"

	"parallax"
)

const (
	// roomyHeap is how far, in hundredths, the heap may grow between two collections
	// while short reports stream past. What is alive then is small, some 15 MB, so
	// this costs tens of megabytes; docs/performance.md has what it spares.
	roomyHeap = 400

	// longText is from how many bytes on a report needs so much room itself that
	// the heap must not grow that far. News is some 5 kB. A stream of reports of
	// 1 MB took 569 MB when this was a megabyte.
	longText = 1 << 16
)

// roomy lets the heap grow further while reports are read, up to the first long
// one. A setting of the user's own, GOGC, has precedence.
func roomy(reports iter.Seq2[*parallax.Article, *parallax.Skipped]) iter.Seq2[*parallax.Article, *parallax.Skipped] {
	if os.Getenv("GOGC") != "" {
		return reports
	}
	return func(yield func(*parallax.Article, *parallax.Skipped) bool) {
		usual := debug.SetGCPercent(roomyHeap)
		defer debug.SetGCPercent(usual)
		for a, skipped := range reports {
			if a != nil && len(a.Text) >= longText {
				debug.SetGCPercent(usual)
			}
			if !yield(a, skipped) {
				return
			}
		}
	}
}
