package statements

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/text"
)

// report analyses a text whose paragraphs stand between blank lines, the first
// being the headline.
func report(id, t string) *analysis.Analysis {
	a := &article.Article{ID: id, Text: t, Published: "2022-02-10"}
	at := 0
	for part := range strings.SplitSeq(t, "\n\n") {
		s := text.Span{Start: at, End: at + len(part)}
		at = s.End + 2
		switch {
		case strings.TrimSpace(part) == "":
		case a.Headline.Empty():
			a.Headline = s
		default:
			a.Paragraphs = append(a.Paragraphs, s)
		}
	}
	return analysis.Run(a)
}

// said writes a sentence's units: names with their group, part-quotes in ‘’.
func said(v *View, s *Sentence) string {
	var out []string
	for _, u := range s.Units {
		w := v.Keys[u.Key].Lemma
		if u.Name {
			w = strings.Repeat("+", u.Group) + w
		}
		if u.Quoted {
			w = "‘" + w + "’"
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

func TestRead(t *testing.T) {
	const harbour = "Harbour closed\n\nThe harbour was closed on Tuesday after three ships had struck the northern pier. Director Odile Farrow of Tannau called it a “passing nuisance” and said: “We have had worse weeks than this one in every year that I remember.” She has resigned."
	v := Read([]*analysis.Analysis{report("a", harbour)}, []int{0})
	want := []string{
		"harbour close 2022-02-08 3 ship strike northern pier",
		"+director +odile +farrow ++tannau call ‘passing’ ‘nuisance’ say",
		"resign",
	}
	if len(v.Sentences) != len(want) {
		t.Fatalf("%d sentences, want %d", len(v.Sentences), len(want))
	}
	for i := range want {
		if got := said(v, &v.Sentences[i]); got != want[i] {
			t.Errorf("sentence %d: %q, want %q", i, got, want[i])
		}
	}
	if s := v.Sentences[1]; s.Words != 26 || s.Quoted != 16 {
		t.Errorf("%d words, %d of them quoted, want 26 and 16", s.Words, s.Quoted)
	}
}

// A sentence that a copy repeats weighs once.
func TestTwins(t *testing.T) {
	const one = "Lock\n\nThe lock at Tannau leaks. A diver found the crack."
	v := Read([]*analysis.Analysis{report("a", one), report("b", one), report("c", one)}, []int{0, 0, 2})
	for i, want := range []int{-1, -1, 0, 1, -1, -1} {
		if got := v.Sentences[i].Twin; got != want {
			t.Errorf("sentence %d repeats %d, want %d", i, got, want)
		}
	}
	for _, k := range v.Keys {
		if len(k.In) != 2 {
			t.Errorf("%q is in %d sentences, want 2", k.Lemma, len(k.In))
		}
	}
}

func TestAlike(t *testing.T) {
	v := Read([]*analysis.Analysis{report("a", "Row\n\nThey argued about the inspection. The inspector heard an argument, and an insect.")}, []int{0})
	at := map[string]int{}
	for i, k := range v.Keys {
		at[k.Lemma] = i
	}
	if v.Alike(at["inspection"], at["inspector"]) < alike || v.Alike(at["inspector"], at["inspector"]) != 1 || v.Alike(at["inspection"], at["insect"]) != 0 {
		t.Errorf("inspection, inspector: %.2f; inspection, insect: %.2f", v.Alike(at["inspection"], at["inspector"]), v.Alike(at["inspection"], at["insect"]))
	}
}

// A verb is like its noun where their letters do not show it.
func TestKindred(t *testing.T) {
	v := Read([]*analysis.Analysis{report("a", "Row\n\nThe board denied it. Its denial came late.")}, []int{0})
	at := map[string]int{}
	for i, k := range v.Keys {
		at[k.Lemma] = i
	}
	if got := v.Alike(at["deny"], at["denial"]); got != kindred || v.Alike(at["denial"], at["deny"]) != got {
		t.Errorf("deny, denial: %.2f, want %.2f", got, kindred)
	}
	if v.Alike(at["deny"], at["board"]) != 0 {
		t.Error("deny is like board")
	}
}

// Words for one thing are alike, less than a verb and its noun.
func TestSynonyms(t *testing.T) {
	v := Read([]*analysis.Analysis{report("a", "Row\n\nThe mayor praised the ferry. The board lauded its captain.")}, []int{0})
	at := map[string]int{}
	for i, k := range v.Keys {
		at[k.Lemma] = i
	}
	if got := v.Alike(at["praise"], at["laud"]); got != synonyms || v.Alike(at["laud"], at["praise"]) != got || got >= kindred {
		t.Errorf("praise, laud: %.2f, want %.2f", got, synonyms)
	}
	if v.Alike(at["praise"], at["board"]) != 0 {
		t.Error("praise is like board")
	}
}

// A sentence begins behind its dateline, and one in which a report speaks of
// itself has no units.
func TestAround(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"TANNAU, Feb. 9 (ANA) — The lock leaks.", "lock leak"},
		{"TANNAU — The lock leaks.", "lock leak"},
		{"ANA reporters saw it — the lock leaks.", "+ana reporter see lock leak"},
		{"This report was updated on Thursday.", ""},
		{"Odile Farrow is a reporter for the Gazette.", ""},
		{"A reporter contributed to this reportage.", "reporter contribute reportage"},
	} {
		v := Read([]*analysis.Analysis{report("a", "Lock\n\n"+c.sentence)}, []int{0})
		if got := said(v, &v.Sentences[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// FuzzRead: units lie in their sentences, in order, and keys know where they are.
func FuzzRead(f *testing.F) {
	f.Add("Harbour\n\nThree ships left on Tuesday. “No,” said Odile Farrow.", "Boats\n\nOn Feb. 8 3 ships “left”.")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		v := Read([]*analysis.Analysis{report("a", a), report("b", b)}, []int{0, 1})
		texts := []string{a, b}
		for i, s := range v.Sentences {
			last := s.Span.Start
			for _, u := range s.Units {
				if u.Span.Start < last || u.Span.End > s.Span.End || u.End <= u.First || u.Span.Empty() {
					t.Fatalf("unit %+v in sentence %v", u, s.Span)
				}
				if !utf8.ValidString(u.Span.In(texts[s.Report])) {
					t.Fatalf("unit %v cuts a character", u.Span)
				}
				last = u.Span.End
				found := false
				for _, in := range v.Keys[u.Key].In {
					found = found || in == i
				}
				if !found {
					t.Fatalf("key %q does not know sentence %d", v.Keys[u.Key].Lemma, i)
				}
			}
		}
	})
}

// Abbreviations are read without their points, compounds by their parts.
func TestParts(t *testing.T) {
	const crew = "Crew\n\nThe H.B.A. put a class-action claim of pro-Farrow pilots off. For $5 million and 7 per cent, 7 percent of 5 barges at pier No. 5, a 12-year-old boy and a forty-page letter told Jean-Luc Farrow."
	v := Read([]*analysis.Analysis{report("a", crew)}, []int{0})
	want := []string{
		"+hba put class action claim pro farrow pilot",
		"$5 million million 7% per cent 7% percent 5 barge pier no. no. 5 12 year old boy 40 page letter tell +jean-luc +farrow",
	}
	for i := range want {
		if got := said(v, &v.Sentences[i]); got != want[i] {
			t.Errorf("sentence %d: %q, want %q", i, got, want[i])
		}
	}
}
