package fact_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/fact"
	"parallax/internal/lang"
	"parallax/internal/text"
)

// told is every act of a text in a line: who, what, whom.
func told(t string) string {
	a := facts(t)
	var out []string
	for _, x := range a.Acts {
		m := a.Names.Mentions
		line := m[x.Who].Span.In(t) + " | " + x.Words.In(t) + " | " + m[x.Whom].Span.In(t)
		if x.Modal >= 0 {
			line += " modal"
		}
		if x.Negated {
			line += " not"
		}
		if x.Said >= 0 {
			line += " said"
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestActs(t *testing.T) {
	for in, want := range map[string]string{
		"Ines Marrow sued Carrow Lifts on Monday.":                               "Ines Marrow | sued | Carrow Lifts",
		"Tobias Quennell was sacked by the Vesthavn Harbour Board.":              "the Vesthavn Harbour Board | was sacked | Tobias Quennell",
		"On Tuesday, Ines Marrow accused Tobias Quennell of lying.":              "Ines Marrow | accused | Tobias Quennell",
		"Ines Marrow, who leads the board, has not met Tobias Quennell.":         "Ines Marrow | has not met | Tobias Quennell not",
		"Ines Marrow will meet with Tobias Quennell.":                            "Ines Marrow | will meet with | Tobias Quennell modal",
		"Ines Marrow took legal action against Carrow Lifts.":                    "Ines Marrow | took legal action against | Carrow Lifts",
		"Ines Marrow and Tobias Quennell sued Carrow Lifts.":                     "Ines Marrow | sued | Carrow Lifts; Tobias Quennell | sued | Carrow Lifts",
		"Ines Marrow sacked Tobias Quennell and appointed Odile Strand.":         "Ines Marrow | sacked | Tobias Quennell; Ines Marrow | appointed | Odile Strand",
		"Police arrested Tobias Quennell after Ines Marrow called Odile Strand.": "Police | arrested | Tobias Quennell; Ines Marrow | called | Odile Strand",
		"Ines Marrow was beaten in the vote by Odile Strand.":                    "Odile Strand | was beaten | Ines Marrow",
		"Tobias Quennell did not pay Carrow Lifts, but thanked Odile Strand.":    "Tobias Quennell | did not pay | Carrow Lifts not; Tobias Quennell | thanked | Odile Strand",
		"The harbour board did not sue Carrow Lifts.":                            "The harbour board | did not sue | Carrow Lifts not",
		"Carrow Lifts will sue Ines Marrow.":                                     "Carrow Lifts | will sue | Ines Marrow modal",
		"Ines Marrow bribed the builder Tobias Quennell with cash.":              "Ines Marrow | bribed | Tobias Quennell",
		"Ines Marrow (51) hired Odile Strand.":                                   "Ines Marrow | hired | Odile Strand",
		"Ines Marrow said that Odile Strand had sued Carrow Lifts.":              "Odile Strand | had sued | Carrow Lifts said",
		"If Ines Marrow sues Carrow Lifts, nobody wins.":                         "",
		"Did Ines Marrow sue Carrow Lifts?":                                      "",
		"A letter from Ines Marrow angered Odile Strand.":                        "",
		"Ines Marrow believes Odile Strand left.":                                "",
		"Ines Marrow wants to sue Carrow Lifts.":                                 "",
		"Ines Marrow sued Odile Strand’s brother.":                               "Ines Marrow | sued | Odile Strand’s brother",
		"Ines Marrow painted Odile Strand’s boat.":                               "",
		"“Ines Marrow sued Carrow Lifts,” said Odile Strand.":                    "",
		"Workers employed by Carrow Lifts met Ines Marrow.":                      "",
		"Ines Marrow is a friend of Odile Strand.":                               "",
		"Odile Strand also met friends of Ines Marrow and Tobias Quennell.":      "Odile Strand | also met | friends of Ines Marrow",
		"Ines Marrow went to Carrow Lifts.":                                      "",
		"Odile Strand called for Ines Marrow to resign.":                         "",
		"She sued Ines Marrow.":                                                  "",
	} {
		if got := told(in); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestRoles(t *testing.T) {
	for in, want := range map[string]string{
		"Police chief Ines Marrow spoke first.":                        "Ines Marrow | Police chief | holds",
		"Tobias Quennell, the former chairman of Carrow Lifts, spoke.": "Tobias Quennell | former chairman of Carrow Lifts | former",
		"Ines Marrow is the mayor of Vesthavn.":                        "Ines Marrow | mayor of Vesthavn | holds",
		"The acting head teacher, Odile Strand, rang the bell.":        "Odile Strand | acting head teacher | acting",
		"Ines Marrow spoke. The mayor was angry.":                      "",
		"“Judge Ines Marrow is right,” said nobody.":                   "",
		"Odile Strand, a baker, met Ines Marrow, a retired judge.":     "Odile Strand | baker | holds; Ines Marrow | retired judge | former",
	} {
		a := facts(in)
		var out []string
		for _, x := range a.Roles {
			out = append(out, a.Names.Mentions[x.Holder].Name.In(in)+" | "+x.Words.In(in)+" | "+x.State.String())
		}
		if got := strings.Join(out, "; "); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// FuzzActs: every span lies in the text on rune boundaries, the verb's words in
// its clause, and both sides are mentions of two entities.
func FuzzActs(f *testing.F) {
	f.Add("Ines Marrow (é) and the Harbour Board, who’d met, weren’t “sued” by Carrow Lifts and Odile Strand, but sacked Tobias Quennell")
	f.Add("Mayor Ines Marrow, the ex-judge, was, by, Odile Strand’s, sued by with Carrow Lifts.")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		a := facts(in)
		fits := func(s text.Span) {
			if s.Start < 0 || s.End <= s.Start || s.End > len(in) || !utf8.ValidString(s.In(in)) {
				t.Fatalf("%v is no span of the text", s)
			}
		}
		for _, x := range a.Acts {
			fits(x.Words)
			fits(x.Clause)
			if !x.Clause.Contains(x.Words) || a.Names.Mentions[x.Who].Entity == a.Names.Mentions[x.Whom].Entity {
				t.Fatalf("%+v", x)
			}
		}
		for _, x := range a.Roles {
			fits(x.Words)
			fits(a.Names.Mentions[x.Holder].Name)
		}
	})
}

func BenchmarkActs(b *testing.B) {
	a := facts(strings.Repeat("Ines Marrow, who leads the board, has sued Carrow Lifts. Tobias Quennell, its former chairman, was sacked by the Harbour Board on Tuesday and thanked Odile Strand. ", 30))
	b.ReportAllocs()
	for b.Loop() {
		fact.Acts(a.Article.Text, a.Segments, a.Tags, a.Names, nil, lang.English())
		fact.Roles(a.Article.Text, a.Names)
	}
}
