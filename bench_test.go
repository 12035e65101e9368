package parallax

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkCompareTwo compares two short reports of one event, from memory.
func BenchmarkCompareTwo(b *testing.B) {
	one, two := prose(1, 4000), prose(2, 2000)+prose(1, 1500)
	b.SetBytes(int64(len(one) + len(two)))
	b.ReportAllocs()
	for b.Loop() {
		c, err := Compare(context.Background(), Reports(FromText("one", one), FromText("two", two)), Options{})
		if err != nil || len(c.Reports) != 2 || len(c.Utterances) == 0 {
			b.Fatalf("got %d reports, %d utterances, %v", len(c.Reports), len(c.Utterances), err)
		}
	}
}

// BenchmarkAnalyse10MB reads one plain-text file of 10 MB and analyses it on
// one core, as a report of that size would be.
func BenchmarkAnalyse10MB(b *testing.B) {
	const size = 10 << 20
	name := filepath.Join(b.TempDir(), "long.txt")
	if err := os.WriteFile(name, []byte(prose(1, size)), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for a, s := range AnalyseEach(context.Background(), Read(context.Background(), []string{name}, Options{}), Options{}) {
			if s != nil || len(a.Quotes.Quotations) < 1000 {
				b.Fatalf("skipped: %v", s)
			}
		}
	}
}

// BenchmarkAnalyse2000 analyses a stream of 2,000 reports of 5 kB, as an
// archive gives them.
func BenchmarkAnalyse2000(b *testing.B) {
	var reports []*Article
	for i := range 2000 {
		reports = append(reports, FromText(fmt.Sprintf("report-%04d", i), prose(uint64(i), 5000)))
	}
	b.SetBytes(2000 * 5000)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for range AnalyseEach(context.Background(), Reports(reports...), Options{}) {
			n++
		}
		if n != len(reports) {
			b.Fatalf("got %d of %d", n, len(reports))
		}
	}
}

// BenchmarkProcessCompare runs the built program on the example, from process
// start to last byte: what somebody waits for at the terminal.
func BenchmarkProcessCompare(b *testing.B) {
	bin := buildCommand(b)
	runCommand(b, bin, "compare", examples) // the file cache is warm from here on
	for b.Loop() {
		runCommand(b, bin, "compare", "--format", "json", exampleFiles[2], exampleFiles[3])
	}
}

// BenchmarkProcessVersion runs the built program without work: what start-up
// alone costs.
func BenchmarkProcessVersion(b *testing.B) {
	bin := buildCommand(b)
	for b.Loop() {
		runCommand(b, bin, "version")
	}
}
