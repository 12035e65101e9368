package apparatus_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
	"parallax/internal/report/specimen"
	"parallax/internal/text"
)

// invented is words to make quotations of, some with marks at their ends, some
// that are no ASCII, one with a hyphen, one without letters.
var invented = []string{
	"the", "crane", "fell,", "quay.", "über", "naïve", "three", "forty-ton", "(late)", "—", "“so”,",
	"I’d", "🏗", "brake", "board", "was", "not", "told;", "it", "ever",
}

func sentence(least, most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(invented), least, most).Draw(t, "words"), " ")
	})
}

// marked is a fullest wording and a reading of it with its changes marked.
type marked struct{ full, reading string }

func change() *rapid.Generator[marked] {
	return rapid.Custom(func(t *rapid.T) marked {
		var full, reading []string
		for range rapid.IntRange(1, 8).Draw(t, "stretches") {
			a, b := sentence(1, 12).Draw(t, "a"), sentence(1, 4).Draw(t, "b")
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0, 1:
				full, reading = append(full, a), append(reading, a)
			case 2:
				full, reading = append(full, a), append(reading, "{--"+a+"--}")
			case 3:
				reading = append(reading, "{++"+b+"++}")
			case 4:
				full, reading = append(full, a), append(reading, "{~~"+a+"~>"+b+"~~}")
			}
		}
		full, reading = append(full, "end"), append(reading, "end")
		return marked{strings.Join(full, " "), joinMarked(reading)}
	})
}

// joinMarked puts the space that follows a deletion or an insertion inside it.
func joinMarked(parts []string) string {
	var b strings.Builder
	for i, p := range parts {
		switch {
		case i+1 == len(parts):
			b.WriteString(p)
		case strings.HasSuffix(p, "--}"), strings.HasSuffix(p, "++}"):
			b.WriteString(p[:len(p)-3] + " " + p[len(p)-3:])
		default:
			b.WriteString(p + " ")
		}
	}
	return b.String()
}

// letters is what is left of words when marks and space are gone.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// sides is what the pieces say that the fullest has and what the reading has.
func sides(ps []apparatus.Piece) (full, reading string) {
	var f, r strings.Builder
	for _, p := range ps {
		switch p.Kind {
		case apparatus.Same, apparatus.Fold:
			f.WriteString(p.New.Text)
			r.WriteString(p.New.Text)
		default:
			f.WriteString(p.Old.Text)
			r.WriteString(p.New.Text)
		}
	}
	return letters(f.String()), letters(r.String())
}

func content(c *collate.Comparison, q int) string {
	var b strings.Builder
	for _, s := range c.Quotations[q].Content {
		b.WriteString(s.In(c.Reports[c.Quotations[q].Report].Article.Text))
	}
	return letters(b.String())
}

// TestNoWordIsLostOrInvented: whatever is folded or cut, the pieces of a
// reading are exactly its words, and with what they strike exactly those of
// the fullest wording.
func TestNoWordIsLostOrInvented(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := change().Draw(t, "change")
		c := twoReports(m.full, m.reading)
		u := &c.Utterances[0]
		if len(u.Readings) != 2 || u.Readings[1].Relation == collate.Identical {
			return
		}
		for _, ps := range [][]apparatus.Piece{apparatus.Departures(c, 0, 1), apparatus.WholeDepartures(c, 0, 1)} {
			full, reading := sides(ps)
			if want := content(c, u.Readings[1].Quotation); reading != want {
				t.Fatalf("reading\n got %s\nwant %s\n in %s", reading, want, show(ps))
			}
			if want := content(c, u.Fullest); full != want {
				t.Fatalf("fullest\n got %s\nwant %s\n in %s", full, want, show(ps))
			}
			checkPieces(t, c, ps)
		}
		for _, p := range apparatus.WholeDepartures(c, 0, 1) {
			if p.Kind == apparatus.Fold {
				t.Fatal("a fold where nothing may be folded")
			}
		}
		for _, ps := range [][]apparatus.Piece{apparatus.Fullest(c, 0), apparatus.Whole(c, 0)} {
			var b strings.Builder
			for _, p := range ps {
				b.WriteString(p.Old.Text)
			}
			if got, want := letters(b.String()), content(c, u.Fullest); got != want {
				t.Fatalf("fullest\n got %s\nwant %s", got, want)
			}
			checkPieces(t, c, ps)
		}
		checkStrip(t, apparatus.Strip(c, 0, 1))
	})
}

type failer interface{ Fatalf(string, ...any) }

// checkPieces looks at every span of every piece.
func checkPieces(t failer, c *collate.Comparison, ps []apparatus.Piece) {
	for i, p := range ps {
		if i == 0 && p.Space {
			t.Fatalf("a space before everything: %s", show(ps))
		}
		for _, w := range []apparatus.Words{p.Old, p.New} {
			var said strings.Builder
			for _, s := range w.Spans {
				checkSpan(t, c.Reports[w.Report].Article.Text, s)
				said.WriteString(s.In(c.Reports[w.Report].Article.Text))
			}
			if letters(said.String()) != letters(w.Text) {
				t.Fatalf("the spans say %q, the text %q", said.String(), w.Text)
			}
		}
	}
}

func checkSpan(t failer, s string, at text.Span) {
	if at.Start < 0 || at.Start >= at.End || at.End > len(s) {
		t.Fatalf("span %v of a text of %d bytes", at, len(s))
	}
	if !utf8.RuneStart(s[at.Start]) || at.End < len(s) && !utf8.RuneStart(s[at.End]) {
		t.Fatalf("span %v cuts a character", at)
	}
}

// checkStrip wants segments from 0 to 1 without gaps.
func checkStrip(t failer, segments []apparatus.Segment) {
	at := 0.0
	for _, s := range segments {
		if s.Start < at-1e-9 || s.Start > at+1e-9 || s.Length < 0 {
			t.Fatalf("segment %+v begins at %v", s, at)
		}
		at = s.Start + s.Length
	}
	if len(segments) > 0 && (at < 1-1e-9 || at > 1+1e-9) {
		t.Fatalf("the strip ends at %v", at)
	}
}

// FuzzPieces gives edits that no alignment would make: nothing may break, and
// what is printed stays made of spans.
func FuzzPieces(f *testing.F) {
	f.Add(quay, "no crane of its make will lift a load", "\x00\x05\x09\x02\x04")
	f.Add("ü é “ñ” 🏗 —", "é ñ", "\x02\x00\x01\x03\x00\x00\xff")
	f.Add("a b", "", "")
	f.Fuzz(func(t *testing.T, full, reading, edits string) {
		if !utf8.ValidString(full) || !utf8.ValidString(reading) || strings.ContainsAny(full+reading, "{|") ||
			reading == "" || full == "" || reading == "=" || len(full)+len(reading) > 2000 {
			return
		}
		c := twoReports(full, reading)
		r := &c.Utterances[0].Readings[1]
		r.Relation = collate.Altered
		a, b := c.Quotations[0].Content[0], c.Quotations[1].Content[0]
		for i := 0; i+4 < len(edits); i += 5 {
			r.Edits = append(r.Edits, collate.Edit{
				Op:   collate.Op(edits[i] % 3),
				Edge: edits[i] > 127,
				From: somewhere(c.Reports[0].Article.Text, a, edits[i+1], edits[i+2]),
				To:   somewhere(c.Reports[1].Article.Text, b, edits[i+3], edits[i+4]),
			})
		}
		checkPieces(t, c, apparatus.Departures(c, 0, 1))
		checkPieces(t, c, apparatus.WholeDepartures(c, 0, 1))
		checkPieces(t, c, apparatus.Fullest(c, 0))
		apparatus.Strip(c, 0, 1)
		apparatus.Contested(c, 0)
	})
}

// somewhere is a span of s within w, on character boundaries.
func somewhere(s string, w text.Span, from, size byte) text.Span {
	start := min(w.Start+int(from), w.End)
	end := min(start+int(size), w.End)
	for start > w.Start && start < len(s) && !utf8.RuneStart(s[start]) {
		start--
	}
	for end < len(s) && !utf8.RuneStart(s[end]) {
		end++
	}
	return text.Span{Start: start, End: end}
}

func TestStrip(t *testing.T) {
	for _, k := range []struct{ name, full, reading, want string }{
		{"word for word", "two four", "=", "carried 0.00–1.00"},
		{"the last half is missing", "four, four.", "four,{-- four--}.", "carried 0.00–0.50, missing 0.50–1.00"},
		{"one word of four changed", "two four two four", "two four {~~two~>ten~~} four", "carried 0.00–0.50, changed 0.50–0.71, carried 0.71–1.00"},
		{"an insertion has no length", "two two", "two {++not ++}two", "carried 0.00–0.50, changed 0.50–0.50, carried 0.50–1.00"},
	} {
		t.Run(k.name, func(t *testing.T) {
			var got []string
			for _, s := range apparatus.Strip(twoReports(k.full, k.reading), 0, 1) {
				got = append(got, fmt.Sprintf("%s %.2f–%.2f", s.Kind, s.Start, s.Start+s.Length))
			}
			if s := strings.Join(got, ", "); s != k.want {
				t.Errorf("\n got %s\nwant %s", s, k.want)
			}
		})
	}
}

func TestGroupsPutWhatDiffersFirst(t *testing.T) {
	say := func(speaker string, readings ...string) specimen.Utterance {
		return specimen.Utterance{Speaker: speaker, Readings: readings}
	}
	c := specimen.Build([]string{"Tide", "Dispatch"},
		say("Ines Marrow", "Only the Tide has this"),
		say("Ines Marrow", "Both have this", "="),
		say("Tobias Quennell", "He says one thing", "="),
		say("Ines Marrow", "The Dispatch cut this sentence", "The Dispatch cut this{-- sentence--}"),
		say("", "Nobody knows who said it"),
		say("Ines Marrow", "The Dispatch changed this", "The Dispatch {~~changed~>altered~~} this"),
	)
	var got []string
	for _, g := range apparatus.Groups(c) {
		name := "?"
		if g.Speaker >= 0 {
			name = c.People[g.Speaker].ID
		}
		for _, u := range g.Utterances {
			got = append(got, fmt.Sprintf("%s %d %s", name, u, apparatus.RankOf(c, u)))
		}
	}
	want := "ines-marrow 5 altered, ines-marrow 3 trimmed, ines-marrow 1 identical, ines-marrow 0 single, tobias-quennell 2 identical, ? 4 single"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("\n got %s\nwant %s", s, want)
	}
}

func TestSharpestIsTheSmallestChangeOfTheLongest(t *testing.T) {
	c := specimen.Build([]string{"Tide", "Dispatch"},
		specimen.Utterance{Speaker: "Ines Marrow", Readings: []string{"A short one", "A {~~short~>brief~~} one"}},
		specimen.Utterance{Speaker: "Ines Marrow", Readings: []string{quay, strings.Replace(quay, "every", "{~~every~>each~~}", 1)}},
		specimen.Utterance{Speaker: "Ines Marrow", Readings: []string{"Nothing changes here", "="}},
	)
	got := apparatus.Sharpest(c, 3)
	want := []apparatus.Sharp{{Utterance: 1, Reading: 1}, {Utterance: 0, Reading: 1}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %v, want %v", got, want)
	}
	if one := apparatus.Sharpest(c, 1); len(one) != 1 || one[0] != want[0] {
		t.Errorf("the first alone: %v", one)
	}
}

// TestBracketsAreNoSharpDifference: who writes "[he]" for a name says so; who
// changes another word beside it does not.
func TestBracketsAreNoSharpDifference(t *testing.T) {
	const said = "Mr Orme told me twice that the brake was new and that nobody had to look at it again"
	for _, k := range []struct {
		name, full, reading string
		sharp               int
	}{
		{"a pronoun for a name", said, strings.Replace(said, "Mr Orme", "{~~Mr Orme~>[he]~~}", 1), 0},
		{"a pronoun for half of the name, the other half left out", said, strings.Replace(said, "Mr Orme", "{--Mr --}{~~Orme~>[he]~~}", 1), 0},
		{"words added", said, strings.Replace(said, "the brake", "the brake {++[of the crane] ++}", 1), 0},
		{"a name for the speaker's pronoun", "[He] told me twice that the brake was new", "{~~[He]~>Orme~~} told me twice that the brake was new", 0},
		{"another word beside the pronoun", said, strings.NewReplacer("Mr Orme", "{~~Mr Orme~>[he]~~}", "twice", "{~~twice~>once~~}").Replace(said), 1},
		{"a word left out far from it", said, strings.NewReplacer("Mr Orme", "{~~Mr Orme~>[he]~~}", "new ", "{--new --}").Replace(said), 1},
		{"round brackets are the speaker's pause", said, strings.Replace(said, "Mr Orme", "{~~Mr Orme~>(he)~~}", 1), 1},
	} {
		if got := apparatus.Sharpest(twoReports(k.full, k.reading), 3); len(got) != k.sharp {
			t.Errorf("%s: %d sharp differences, want %d", k.name, len(got), k.sharp)
		}
	}
}

func TestLetters(t *testing.T) {
	l := apparatus.Letters(703)
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if l[i] != want {
			t.Errorf("report %d is %s, want %s", i, l[i], want)
		}
	}
}

func TestParagraph(t *testing.T) {
	c := twoReports("One thing", "=")
	a := c.Reports[0].Article
	for _, k := range []struct {
		at   text.Span
		want int
	}{{a.Headline, 0}, {a.Paragraphs[0], 1}, {text.Span{Start: a.Headline.End, End: a.Headline.End + 1}, 0}} {
		if got := apparatus.Paragraph(c, collate.Evidence{Span: k.at}); got != k.want {
			t.Errorf("%v is in ¶%d, want ¶%d", k.at, got, k.want)
		}
	}
}

func BenchmarkDepartures(b *testing.B) {
	reading := strings.Replace(strings.Replace(long, "three", "{~~three~>two~~}", 1), "same.", "same{-- for everybody--}.", 1)
	full := strings.Replace(long, "same.", "same for everybody.", 1)
	c := twoReports(full, reading)
	b.ReportAllocs()
	for b.Loop() {
		apparatus.Departures(c, 0, 1)
		apparatus.Fullest(c, 0)
		apparatus.Strip(c, 0, 1)
	}
}
