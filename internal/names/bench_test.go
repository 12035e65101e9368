package names_test

import (
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// report is an invented report of about 1,100 words.
var report = strings.Repeat(`Vesthavn Mayor Rafiq Torvald said on Tuesday that he would not move the cranes, hours after the Harbour Workers Union (HWU) warned of a strike.

“We will not move the cranes,” Mr Torvald told reporters. “She knows that,” the mayor added, meaning Ilse Marenko, the union's chairwoman, who had asked for talks.

A spokeswoman for the port authority declined to comment. Two officials, who asked not to be named, said that their lawyers had seen the report and that the company, Nordmark Shipping Inc., was expected to publish it.

`, 11)

func benchmark(b *testing.B, t string) {
	l := lang.English()
	var paras []text.Span
	at := 0
	for p := range strings.SplitSeq(t, "\n\n") {
		paras = append(paras, text.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	s := segment.Segment(t, text.Span{}, paras, l)
	m := marks.Find(t, s)
	words := len(strings.Fields(t))
	b.ReportAllocs()
	for b.Loop() {
		names.Find(t, s, m, l)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkFind(b *testing.B) { benchmark(b, report) }

// One paragraph of a megabyte: the time a word takes must be the same.
func BenchmarkFindParagraph(b *testing.B) {
	benchmark(b, strings.Repeat(strings.ReplaceAll(report, "\n\n", " "), 160))
}

// A megabyte of different names.
func BenchmarkFindNames(b *testing.B) {
	var t strings.Builder
	for i := range 40_000 {
		t.WriteString("Mayor Ab" + letters(i) + " Quolle" + letters(i/7) + " said so. ")
	}
	benchmark(b, t.String())
}

// A megabyte in capitals without a stop.
func BenchmarkFindShouted(b *testing.B) {
	benchmark(b, strings.Repeat("THE MINISTRY OF HARBOUR AFFAIRS AND ", 30_000))
}

func letters(n int) string {
	var s []byte
	for ; n > 0; n /= 26 {
		s = append(s, byte('a'+n%26))
	}
	return string(s)
}
