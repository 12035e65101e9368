package collate

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parallax/internal/text"
)

// speech draws a wording from a small stock, so that words repeat.
func speech() *rapid.Generator[string] {
	stock := strings.Fields("the a of we it's it is not don't ferry ferries harbour rebuilt, closed. winter Storm; … [the] (old) twenty five can't cannot U.S. tide -- “well” O'Malley's re-open")
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(stock), 0, 40).Draw(t, "words"), " ")
	})
}

// reading draws a wording made of another by cutting and changing.
func readingOf(t *rapid.T, whole string) string {
	ws := strings.Fields(whole)
	for range rapid.IntRange(0, 4).Draw(t, "changes") {
		if len(ws) == 0 {
			break
		}
		i := rapid.IntRange(0, len(ws)-1).Draw(t, "place")
		switch rapid.IntRange(0, 2).Draw(t, "change") {
		case 0:
			ws = slices.Delete(ws, i, min(len(ws), i+rapid.IntRange(1, 6).Draw(t, "cut")))
		case 1:
			ws[i] = "changed"
		case 2:
			ws = slices.Insert(ws, i, "added")
		}
	}
	return strings.Join(ws, " ")
}

func whole(s string) []text.Span { return []text.Span{{Start: 0, End: len(s)}} }

func TestEditsTurnTheFullestIntoTheReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		full := speech().Draw(t, "fullest")
		part := readingOf(t, full)
		if rapid.Bool().Draw(t, "unrelated") {
			part = speech().Draw(t, "reading")
		}
		x := newLexicon()
		a, b := x.read(full, whole(full)), x.read(part, whole(part))
		cs, kept := changes(x, a, b, align(x, a, b))
		got := apply(t, x, a, b, edits(a, b, cs))
		if want := x.plain(b); got != want {
			t.Fatalf("fullest %q\nreading %q\nedits give %q", full, part, got)
		}
		if kept < 0 || kept > count(a) {
			t.Fatalf("%d of %d words kept", kept, count(a))
		}
	})
}

// plain is the letters of a wording, with every contraction that stands for
// several words written alike: what two identical readings share.
func (x *lexicon) plain(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		f := x.forms[w.form]
		if f == "is" || f == "has" || f == "us" {
			f = "'s"
		}
		if f == "would" || f == "had" {
			f = "'d"
		}
		b.WriteString(f)
	}
	return b.String()
}

// apply carries edits out on the words of the fullest wording.
func apply(t *rapid.T, x *lexicon, a, b []word, es []Edit) string {
	in := func(ws []word, s text.Span) []word {
		var out []word
		for _, w := range ws {
			if s.Start <= w.Start && w.End <= s.End {
				out = append(out, w)
			}
		}
		return out
	}
	var out []word
	i := 0
	for _, e := range es {
		for i < len(a) && a[i].End <= e.From.Start {
			out = append(out, a[i])
			i++
		}
		i += len(in(a, e.From))
		out = append(out, in(b, e.To)...)
	}
	return x.plain(append(out, a[i:]...))
}

func TestAlignmentIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := speech().Draw(t, "a")
		r := readingOf(t, s)
		x := newLexicon()
		a, b := x.read(s, whole(s)), x.read(r, whole(r))
		there, back := align(x, a, b), align(x, b, a)
		for i := range back {
			back[i].a, back[i].b = back[i].b, back[i].a
		}
		if !slices.Equal(there, back) {
			t.Fatalf("%q and %q\n%v one way\n%v the other", s, r, there, back)
		}
	})
}

// TestLongAlignmentAgrees cuts two long wordings at anchors, which must find
// the same changes as one table does.
func TestLongAlignmentAgrees(t *testing.T) {
	qs := invented(1)
	var b strings.Builder
	for len(strings.Fields(b.String())) < 30_000 {
		for i, q := range qs {
			b.WriteString(q.words + " " + strings.Repeat("x", i%7+1) + "yz ")
		}
		qs = append(qs[1:], qs[0])
		qs[0].words = "unlike " + qs[0].words
	}
	ws := strings.Fields(b.String())
	changed := slices.Clone(ws)
	changed[100], changed[15_000], changed[29_000] = "altered", "altered", "altered"
	changed = slices.Delete(changed, 20_000, 20_005)
	full, part := strings.Join(ws, " "), strings.Join(changed, " ")
	x := newLexicon()
	v, w := x.read(full, whole(full)), x.read(part, whole(part))
	cs, kept := changes(x, v, w, align(x, v, w))
	if len(cs) > 6 || kept < len(v)-60 {
		t.Errorf("%d changes and %d of %d words kept, want about 4 changes and all but 8 kept", len(cs), kept, len(v))
	}
}

// TestSameWordsOver must not take quadratic time or memory, although nothing
// in it occurs once.
func TestSameWordsOver(t *testing.T) {
	full := strings.Repeat("ha ho ", 10_000)
	part := strings.Repeat("ha ho ", 9_000)
	x := newLexicon()
	v, w := x.read(full, whole(full)), x.read(part, whole(part))
	if _, kept := changes(x, v, w, align(x, v, w)); kept != len(w) {
		t.Errorf("%d words kept, want %d", kept, len(w))
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "We’ll [n]ever go… (they) said: 40 per cent — “no”", "U.S. a.m. 1,200.50 twenty-five can't", "want[ed] ]x[ [] ( é e\u0301 f***", "'''’s n't"} {
		f.Add(s, "other words")
	}
	f.Fuzz(func(t *testing.T, s, r string) {
		s, r = strings.ToValidUTF8(s, "?"), strings.ToValidUTF8(r, "?")
		x := newLexicon()
		a, b := x.read(s, whole(s)), x.read(r, whole(r))
		at := 0
		for _, w := range a {
			if w.Start < at || w.Empty() || w.End > len(s) || !utf8At(s, w.Start) || !utf8At(s, w.End) {
				t.Fatalf("%q: word %v after %d", s, w.Span, at)
			}
			at = w.End
		}
		if len(a)*len(b) > 1<<20 {
			return
		}
		ms := align(x, a, b)
		for i, m := range ms {
			if i > 0 && (m.a <= ms[i-1].a || m.b <= ms[i-1].b) {
				t.Fatalf("%q and %q: matches %v out of order", s, r, ms)
			}
		}
	})
}

func FuzzCompare(f *testing.F) {
	f.Add("We shall not sell the ferry.", "not sell", "We shall never sell the old ferry, he said.")
	f.Add("…", "", "“")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		qs := []quoted{{"North", "Marta Ilves", "", a}, {"South", "Ilves", "", b}, {"East", "-", "", c}, {"East", "Jaan Tamm", "", a + " " + b}}
		for i := range qs {
			qs[i].words = strings.ToValidUTF8(qs[i].words, "?")
		}
		check(t, Compare(story(qs)))
	})
}

// TestEditsKeepToTheQuotation: a quotation that its report interrupts has two
// stretches of content, and no edit reaches over what stands between them.
func TestEditsKeepToTheQuotation(t *testing.T) {
	const full = "The pier is old and rotten, she said, and nobody wants it back."
	const part = "The pier is gone back."
	x := newLexicon()
	a := x.read(full, []text.Span{{Start: 0, End: 26}, {Start: 37, End: 62}})
	b := x.read(part, whole(part))
	cs, _ := changes(x, a, b, align(x, a, b))
	var got []string
	for _, e := range edits(a, b, cs) {
		got = append(got, e.Op.String()+" "+e.From.In(full)+" > "+e.To.In(part))
	}
	want := []string{"replace old and rotten > gone", "delete and nobody wants it > "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkAlign(b *testing.B) {
	qs := invented(40)
	for _, n := range []int{1, 10, 600} { // quotations of some 20 words
		var full strings.Builder
		for _, q := range qs[:n] {
			full.WriteString(q.words + ". ")
		}
		part := strings.Replace(full.String(), " the ", " a ", 3)
		x := newLexicon()
		v, w := x.read(full.String(), whole(full.String())), x.read(part, whole(part))
		b.Run(strconv.Itoa(len(v))+" words", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				align(x, v, w)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	const t = "We’ll keep the ferry running – whatever it costs, the Harbour Board decides; it's “been” a hard year for co-operative people."
	b.SetBytes(int64(len(t)))
	b.ReportAllocs()
	x := newLexicon()
	for b.Loop() {
		x.read(t, whole(t))
	}
}
