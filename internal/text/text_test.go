package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestIndex counts code points before every place of texts with letters of
// one to four bytes.
func TestIndex(t *testing.T) {
	for _, in := range []string{
		"",
		"plain",
		"“no”",
		"é🚢a𝕏“",
		strings.Repeat("a", stride-1) + "é" + strings.Repeat("b", stride),
		strings.Repeat("🚢", stride),
		strings.Repeat("“The lock is shut,” she said. ", 40),
	} {
		x := NewIndex(in)
		point := 0
		for b := range in {
			if got := x.Point(b); got != point {
				t.Errorf("%.20q: byte %d is code point %d, want %d", in, b, got, point)
			}
			if got := x.Byte(point); got != b {
				t.Errorf("%.20q: code point %d is byte %d, want %d", in, point, got, b)
			}
			point++
		}
		if got := x.Point(len(in)); got != point {
			t.Errorf("%.20q: the end is code point %d, want %d", in, got, point)
		}
		for _, beyond := range []int{point, point + 1, point + 1000} {
			if got := x.Byte(beyond); got != len(in) {
				t.Errorf("%.20q: code point %d is byte %d, want the end", in, beyond, got)
			}
		}
	}
}

// TestPoints is the example of the package comment.
func TestPoints(t *testing.T) {
	in := "He said “no”."
	s := Span{Start: 11, End: 13}
	if got := s.In(in); got != "no" {
		t.Errorf("In gives %q", got)
	}
	if start, end := NewIndex(in).Points(s); start != 9 || end != 11 {
		t.Errorf("Points gives %d, %d", start, end)
	}
}

func TestSpan(t *testing.T) {
	var none Span
	a, b, c := Span{2, 6}, Span{4, 9}, Span{6, 7}
	for _, check := range []struct {
		what string
		ok   bool
	}{
		{"a zero span is empty", none.Empty() && none.Len() == 0},
		{"a span that ends before it starts is empty", Span{5, 3}.Empty()},
		{"a span is not empty", !a.Empty() && a.Len() == 4},
		{"spans that share bytes overlap", a.Overlaps(b) && b.Overlaps(a) && a.Overlap(b) == 2},
		{"spans that touch do not overlap", !a.Overlaps(c) && a.Overlap(c) == 0},
		{"a span contains itself and what lies within", b.Contains(b) && b.Contains(c) && !c.Contains(b) && !a.Contains(b)},
		{"the end is exclusive", a.Holds(2) && a.Holds(5) && !a.Holds(6) && !a.Holds(1)},
		{"the cover holds both", a.Cover(c) == Span{2, 7} && c.Cover(a) == Span{2, 7}},
		{"an empty span adds nothing to a cover", a.Cover(none) == a && none.Cover(a) == a},
	} {
		if !check.ok {
			t.Errorf("not so: %s", check.what)
		}
	}
}

// FuzzIndex: code points to bytes and back gives the same place, and both
// agree with counting.
func FuzzIndex(f *testing.F) {
	f.Add("He said “no”.", 3)
	f.Add(strings.Repeat("é", 300), 299)
	f.Fuzz(func(t *testing.T, in string, at int) {
		if !utf8.ValidString(in) || at < 0 || at > len(in) {
			return
		}
		for at > 0 && at < len(in) && !utf8.RuneStart(in[at]) {
			at--
		}
		x := NewIndex(in)
		point := x.Point(at)
		if want := utf8.RuneCountInString(in[:at]); point != want {
			t.Fatalf("byte %d is code point %d, want %d", at, point, want)
		}
		if back := x.Byte(point); back != at {
			t.Fatalf("byte %d, code point %d, byte %d", at, point, back)
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	in := strings.Repeat("“The lock is shut,” she said. ", 40_000)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		x := NewIndex(in)
		for at := 0; at < len(in); at += 997 {
			if x.Point(at-at%3) < 0 {
				b.Fatal("negative")
			}
		}
	}
}
