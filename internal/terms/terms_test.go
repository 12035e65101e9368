package terms

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/text"
)

// TestEach: what stands between brackets is a term; the rest is none.
func TestEach(t *testing.T) {
	for _, want := range []string{
		"[The] [13th] [package] [cost] $[1,200.50], [Ada]’s [firm] [said].",
		"A [magnitude]-[6.1] [quake] [at] [9.40], [not] [6].",
		"[Straße], [ÉCLAIR] & [Ñandú]'s [été]",
		"[Выборы] в — [завтра]",
		"[हिन्दी] [समाचार]",
	} {
		in := strings.NewReplacer("[", "", "]", "").Replace(want)
		var got strings.Builder
		at := 0
		Each(in, text.Span{End: len(in)}, func(w Term) bool {
			got.WriteString(in[at:w.Start] + "[" + w.In(in) + "]")
			at = w.End
			return true
		})
		if got.WriteString(in[at:]); got.String() != want {
			t.Errorf("got  %s\nwant %s", got.String(), want)
		}
	}
}

// TestGrams: scripts without spaces are cut into pairs, or triples, that
// overlap, and never across a mark.
func TestGrams(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"首相辞任", "首相 相辞 辞任"},
		{"東京。桜", "東京 桜"},
		{"서울시장", "서울 울시 시장"},
		{"ราคา", "ราค าคา"},
		{"GDP上昇3.5", "gdp 上昇 3.5"},
	} {
		var got []string
		Each(c.in, text.Span{End: len(c.in)}, func(w Term) bool {
			got = append(got, strings.ToLower(w.In(c.in)))
			return true
		})
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.in, s, c.want)
		}
	}
}

// TestID: case, a thousands comma and a possessive make no difference; another
// number does.
func TestID(t *testing.T) {
	for _, same := range [][2]string{{"Weir", "WEIR"}, {"1,200", "1200"}, {"Ada’s", "ada"}, {"ÉTÉ", "été"}} {
		if ID(same[0]) != ID(same[1]) {
			t.Errorf("%q and %q are told apart", same[0], same[1])
		}
	}
	for _, other := range [][2]string{{"6.1", "6.5"}, {"12th", "13th"}, {"weir", "weirs"}} {
		if ID(other[0]) == ID(other[1]) {
			t.Errorf("%q and %q are one", other[0], other[1])
		}
	}
}

// FuzzEach: terms are in order, within the span, on rune boundaries, never
// empty.
func FuzzEach(f *testing.F) {
	f.Add("The 13th, 1,2.3 Ada’s A's 東京タワー สวัสดี 서울 é́", 0, 60)
	f.Fuzz(func(t *testing.T, in string, from, to int) {
		if !utf8.ValidString(in) || from < 0 || to > len(in) || from > to {
			return
		}
		if from < len(in) && !utf8.RuneStart(in[from]) || to < len(in) && !utf8.RuneStart(in[to]) {
			return
		}
		last := -1
		Each(in, text.Span{Start: from, End: to}, func(w Term) bool {
			if w.Start <= last || w.Start < from || w.End > to || w.Empty() || !utf8.ValidString(w.In(in)) {
				t.Fatalf("term %v of %q after %d", w, in, last)
			}
			last = w.Start
			return true
		})
	})
}

func BenchmarkEach(b *testing.B) {
	in := strings.Repeat("The ferry’s 13th crossing, on 4 May, cost 1,200.50 crowns more. ", 100)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		Each(in, text.Span{End: len(in)}, func(Term) bool { return true })
	}
}
