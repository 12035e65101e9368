package tag

import (
	"os"
	"strings"
	"testing"

	"parallax/internal/segment"
)

// article is some thousand tokens of the invented sentences.
func article(b testing.TB) (string, *segment.Segments) {
	b.Helper()
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		b.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			in, _ := unmark(line)
			lines = append(lines, in)
		}
	}
	t := strings.Repeat(strings.Join(lines, " ")+" ", 20)
	return t, cut(t)
}

func BenchmarkTag(b *testing.B) {
	t, s := article(b)
	m := English()
	b.ReportAllocs()
	for b.Loop() {
		m.Tag(t, s)
	}
	b.ReportMetric(float64(len(s.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(english); err != nil {
			b.Fatal(err)
		}
	}
}
