package segment

import (
	"os"
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// prose is n bytes and more of the invented paragraphs in testdata, with their
// places.
func prose(b *testing.B, n int) (string, []text.Span) {
	b.Helper()
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		b.Fatal(err)
	}
	block := strings.ReplaceAll(string(data), "| ", "")
	var out strings.Builder
	var spans []text.Span
	for out.Len() < n {
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				spans = append(spans, text.Span{Start: out.Len(), End: out.Len() + len(line)})
				out.WriteString(line + "\n\n")
			}
		}
	}
	return out.String(), spans
}

func BenchmarkSegment(b *testing.B) {
	in, paragraphs := prose(b, 10<<20)
	run(b, in, paragraphs)
}

// BenchmarkSegmentOneLongWord is the worst a page can be: no place to cut.
func BenchmarkSegmentOneLongWord(b *testing.B) {
	in := strings.Repeat("a", 1<<20)
	run(b, in, []text.Span{{Start: 0, End: len(in)}})
}

// BenchmarkSegmentMarks is marks that look ahead and never find what they seek.
func BenchmarkSegmentMarks(b *testing.B) {
	in := strings.Repeat("s' .(\"a.b ", 1<<20/10)
	run(b, in, []text.Span{{Start: 0, End: len(in)}})
}

func run(b *testing.B, in string, paragraphs []text.Span) {
	l := lang.English()
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		Segment(in, text.Span{}, paragraphs, l)
	}
}
