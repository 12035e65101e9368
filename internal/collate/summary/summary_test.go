package summary

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/collate/statements"
	"parallax/internal/finding"
	"parallax/internal/text"
)

func report(id, t string) *analysis.Analysis {
	return analysis.Run(&article.Article{ID: id, Text: t, Published: "2022-02-10", Paragraphs: []text.Span{{End: len(t)}}})
}

const (
	gazette = `The harbour board of Tannau suspended its director, Odile Farrow, on Tuesday over missing dredging contracts. But she will not go without a fight over her pension, she told the board. Three barges sank in the outer basin of the harbour during the storm of January.`
	courier = `She has to go for now, and nobody in the harbour of Tannau knows for how long. Odile Farrow, director of the harbour, was suspended by the board on Tuesday because of missing contracts. A petition with 1,900 names was handed to the mayor in the town hall.`
)

func sentences(texts ...string) []finding.Sentence {
	var as []*analysis.Analysis
	accounts := make([]int, len(texts))
	for i, t := range texts {
		as, accounts[i] = append(as, report(string(rune('a'+i)), t)), i
	}
	return Find(as, statements.Read(as, accounts), finding.Claims{}, nil)
}

// The suspension leads and is told once; nothing that points back is taken.
func TestFind(t *testing.T) {
	texts := []string{gazette, courier}
	got := sentences(texts...)
	told := 0
	for i, s := range got {
		words := s.Text.Span.In(texts[s.Text.Report])
		if strings.Contains(words, "suspended") {
			told++
			if i > 0 {
				t.Errorf("%q is number %d, want it first", words, i)
			}
		}
		if strings.HasPrefix(words, "She ") || strings.HasPrefix(words, "But ") {
			t.Errorf("%q points at what is not there", words)
		}
	}
	if told != 1 {
		t.Errorf("the suspension is told %d times, want once", told)
	}
}

// Of three accounts of one thing, the summary takes one whose number another
// confirms.
func TestConfirmed(t *testing.T) {
	texts := []string{
		"The guild of pilots said that the crew of the Tannau tug had been cut from 19 hands to 12 by the harbour board.",
		"The crew of the Tannau tug was cut by the harbour board from 19 hands to 11, said the guild of pilots.",
		"From 19 hands to 12 the harbour board has cut the crew of the Tannau tug, according to the guild of pilots on the quay.",
	}
	for _, s := range sentences(texts...) {
		if s.Text.Report == 1 {
			t.Errorf("%q: nobody confirms it", s.Text.Span.In(texts[1]))
		}
	}
}

// Of two sentences that give two values in dispute the summary has one, and of an
// update the later one.
func TestRivals(t *testing.T) {
	texts := []string{
		"The storm of January killed 14 people on the quay of Tannau, the harbour board said. The harbour board of Tannau suspended its director, Odile Farrow, on Tuesday over missing contracts.",
		"The storm of January killed 31 people on the quay of Tannau, according to the harbour board. Odile Farrow, director of the harbour board of Tannau, was suspended on Tuesday.",
	}
	as := []*analysis.Analysis{report("a", texts[0]), report("b", texts[1])}
	as[1].Article.Published = "2022-02-11"
	v := statements.Read(as, []int{0, 1})
	at := func(r int, number string) finding.Value {
		i := strings.Index(texts[r], number)
		e := finding.Evidence{Report: r, Span: text.Span{Start: i, End: i + len(number)}}
		return finding.Value{Words: e, Scope: e, Evidence: []finding.Evidence{e}}
	}
	whole := []finding.Evidence{{Report: 0, Span: text.Span{End: len(texts[0])}}, {Report: 1, Span: text.Span{End: len(texts[1])}}}
	agreed := finding.Claims{Agreed: []finding.Claim{{Evidence: whole, Score: 30}}}
	for _, severity := range []finding.Severity{finding.Contradiction, finding.Update} {
		k := finding.Conflict{Kind: finding.Number, Severity: severity, Values: []finding.Value{at(0, "14 people"), at(1, "31 people")}}
		told := ""
		for _, s := range Find(as, v, agreed, []finding.Conflict{k}) {
			if w := s.Text.Span.In(texts[s.Text.Report]); strings.Contains(w, "killed") {
				told += w
			}
		}
		if strings.Count(told, "killed") != 1 || severity == finding.Update && !strings.Contains(told, "31") {
			t.Errorf("%s: told %q", severity, told)
		}
	}
}

// What had been before the news does not lead, however many tell of it.
func TestBackgroundDoesNotLead(t *testing.T) {
	texts := []string{
		"Odile Farrow had denied nine counts of fraud and three of theft. The harbour board of Tannau suspended its director on Tuesday.",
		"The harbour board of Tannau suspended Odile Farrow on Tuesday, it said in the evening after a meeting of seven hours. She is charged with nine counts of fraud and three of theft.",
		"The harbour of Tannau will have to do without its director, the board said on Tuesday after a meeting of many hours. She denies nine counts of fraud and three of theft, Odile Farrow told a court.",
	}
	got := sentences(texts...)
	if len(got) == 0 || strings.Contains(got[0].Text.Span.In(texts[got[0].Text.Report]), "had denied") {
		t.Errorf("%d sentences, the first is of what had been before", len(got))
	}
}

// The latest value of an update is told although no other account has it yet.
func TestLatest(t *testing.T) {
	texts := []string{
		"The storm of January killed 14 people on the quay of Tannau, the harbour board said. The harbour board of Tannau suspended its director, Odile Farrow, on Tuesday over missing contracts.",
		"Odile Farrow, director of the harbour board of Tannau, was suspended on Tuesday over missing contracts. The number of dead rose to 31 when two barges in the outer basin were searched.",
	}
	as := []*analysis.Analysis{report("a", texts[0]), report("b", texts[1])}
	as[1].Article.Published = "2022-02-11"
	at := func(r int, number string) finding.Value {
		i := strings.Index(texts[r], number)
		e := finding.Evidence{Report: r, Span: text.Span{Start: i, End: i + len(number)}}
		return finding.Value{Words: e, Scope: e, Evidence: []finding.Evidence{e}}
	}
	for severity, want := range map[finding.Severity]bool{finding.Update: true, finding.Imprecision: false} {
		k := finding.Conflict{Kind: finding.Number, Severity: severity, Values: []finding.Value{at(0, "14 people"), at(1, "31")}}
		told := false
		for _, s := range Find(as, statements.Read(as, []int{0, 1}), finding.Claims{}, []finding.Conflict{k}) {
			told = told || strings.Contains(s.Text.Span.In(texts[s.Text.Report]), "rose to 31")
		}
		if told != want {
			t.Errorf("%s: the latest number told %v, want %v", severity, told, want)
		}
	}
}

// A sentence is shown without its dateline.
func TestDateline(t *testing.T) {
	texts := []string{"TANNAU, Feb. 9 (ANA) — The harbour board of Tannau suspended its director, Odile Farrow, on Tuesday over missing contracts.", courier}
	for _, s := range sentences(texts...) {
		if w := s.Text.Span.In(texts[s.Text.Report]); strings.Contains(w, "ANA") {
			t.Errorf("%q begins with a dateline", w)
		}
	}
}

// A sentence that takes up what was told before it is not read alone.
func TestResumes(t *testing.T) {
	for sentence, want := range map[string]bool{
		"The move came hours after the harbour board had met in Tannau.":            true,
		"The episode, told in Tannau ever since, cost the board its harbour.":       true,
		"The 47-year-old was suspended by the harbour board on Tuesday in Tannau.":  true,
		"The 47-year-old surveyor Odile Farrow was suspended on Tuesday in Tannau.": false,
		"The decision of the harbour board of Tannau came late on Tuesday evening.": false,
		"The move to Tannau cost the harbour board 40 crowns a day for two years.":  false,
		"The harbour board of Tannau suspended its director late on Tuesday night.": false,
	} {
		a := report("a", sentence)
		if got := resumes(a, a.Segments.Sentences[0]); got != want {
			t.Errorf("%s: %v, want %v", sentence, got, want)
		}
	}
}

// FuzzFind: sentences are whole, in their reports, and no more than six.
func FuzzFind(f *testing.F) {
	f.Add(gazette, courier)
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		got := sentences(a, b)
		if len(got) > most {
			t.Fatalf("%d sentences", len(got))
		}
		for _, s := range got {
			if w := s.Text.Span.In([]string{a, b}[s.Text.Report]); !utf8.ValidString(w) || !strings.HasSuffix(w, ".") {
				t.Fatalf("%q is no sentence", w)
			}
		}
	})
}

// What accounts tell in part counts for half of what they tell in full.
func TestInPart(t *testing.T) {
	as := []*analysis.Analysis{report("a", gazette), report("b", courier)}
	v := statements.Read(as, []int{0, 1})
	keys := func(e finding.Extent) map[int]float64 {
		whole := []finding.Evidence{{Report: 0, Span: text.Span{End: len(gazette)}}, {Report: 1, Span: text.Span{End: len(courier)}}}
		return agreedKeys(v, finding.Claims{Agreed: []finding.Claim{{Evidence: whole, Extent: e, Score: 8}}})
	}
	full, part := keys(finding.Full), keys(finding.Part)
	if len(full) == 0 || len(full) != len(part) {
		t.Fatalf("%d keys in full, %d in part, want as many and some", len(full), len(part))
	}
	for k := range full {
		if full[k] != 8 || part[k] != 4 {
			t.Errorf("key %d counts %v in full and %v in part, want 8 and 4", k, full[k], part[k])
		}
	}
}
