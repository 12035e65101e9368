package claims

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/collate/statements"
	"parallax/internal/finding"
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

const (
	gazette = `Harbour director suspended

The harbour board of Tannau suspended its director, Odile Farrow, on Tuesday until an inquiry into the missing dredging contracts has ended.

Three barges sank in the outer basin during the January storm, and the insurers have refused to pay for them. “We were told nothing, and we shall ask why nobody thought of telling the people who live beside that basin,” said a baker from the quay.

Farrow had run the harbour since 2014. Her deputy, Anselm Quill, takes over for the time being.

Fishermen complained that the ice plant has stood idle for a month.`

	courier = `Farrow has to go, for now

Odile Farrow is suspended by the board from Tuesday on, while investigators look into dredging contracts that went missing from the harbour office.

A spokesman would not say how much money was involved. “We were told nothing, and we shall ask why nobody thought of telling the people who live beside that basin,” said a baker from the quay.

The insurers are refusing payment for the three barges lost in the storm of January.

In the town hall a petition with 1,900 names was handed to Mayor Ruben Estrin.`

	weekly = `Weather

Snow fell on the hills above the valley, and the ski lifts opened at Hochberg. The bakery at the upper station sold out of bread before noon.`
)

func find(accounts []int, as ...*analysis.Analysis) finding.Claims {
	return Find(as, statements.Read(as, accounts))
}

// wordings writes each claim as it is read, reports as letters.
func wordings(cs []finding.Claim, as ...*analysis.Analysis) (out []string) {
	for _, c := range cs {
		var parts []string
		for i := range c.Evidence {
			e := c.Read(i)
			parts = append(parts, string(rune('a'+e.Report))+": "+e.Span.In(as[e.Report].Article.Text))
		}
		out = append(out, fmt.Sprintf("%d %s", c.Accounts, strings.Join(parts, " | ")))
	}
	return out
}

func contains(list []string, words ...string) bool {
	for _, l := range list {
		all := true
		for _, w := range words {
			all = all && strings.Contains(l, w)
		}
		if all {
			return true
		}
	}
	return false
}

// Two accounts tell the suspension and the refusal in other words.
func TestAgreed(t *testing.T) {
	as := []*analysis.Analysis{report("a", gazette), report("b", courier), report("c", weekly)}
	c := find([]int{0, 1, 2}, as...)
	got := wordings(c.Agreed, as...)
	if len(got) != 2 {
		t.Errorf("%d agreed claims, want 2: %q", len(got), got)
	}
	if !contains(got, "a: ", "suspended its director, Odile Farrow, on Tuesday", "b: Odile Farrow is suspended by the board from Tuesday") {
		t.Errorf("no suspension in %q", got)
	}
	if !contains(got, "insurers have refused to pay", "insurers are refusing payment for the three barges") {
		t.Errorf("no refusal in %q", got)
	}
	for _, l := range got {
		if !strings.HasPrefix(l, "2 ") || strings.Contains(l, "We were told") {
			t.Errorf("%q: two accounts, and what somebody said is no claim of theirs", l)
		}
	}
}

// Copies of one account confirm nothing.
func TestCopiesDoNotAgree(t *testing.T) {
	as := []*analysis.Analysis{report("a", gazette), report("b", gazette), report("c", courier)}
	if c := find([]int{0, 0, 0}, as...); len(c.Agreed) != 0 {
		t.Errorf("one account agrees with itself: %q", wordings(c.Agreed, as...))
	}
	for _, c := range find([]int{0, 0, 2}, as...).Agreed {
		if c.Accounts != 2 {
			t.Errorf("%d accounts, want 2", c.Accounts)
		}
	}
}

func TestSingle(t *testing.T) {
	as := []*analysis.Analysis{report("a", gazette), report("b", courier)}
	c := find([]int{0, 1}, as...)
	got := wordings(c.Single, as...)
	for _, want := range []string{"b: In the town hall a petition with 1,900 names was handed to Mayor Ruben Estrin.", "a: Her deputy, Anselm Quill, takes over for the time being.", "a: Farrow had run the harbour since 2014.", "a: Fishermen complained that the ice plant"} {
		if !contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if contains(got, "refused to pay") || contains(got, "We were told nothing, and we shall") {
		t.Errorf("both tell it: %q", got)
	}
	for _, s := range c.Single {
		if s.Accounts != 1 || len(s.Evidence) != 1 {
			t.Errorf("%+v is no single claim", s)
		}
	}
}

// A language without word data has no claims.
func TestNoWordData(t *testing.T) {
	a := &article.Article{ID: "de", Text: "Die Schleuse bleibt zu.", Language: "de", Paragraphs: []text.Span{{End: 23}}}
	as := []*analysis.Analysis{analysis.Run(a), report("b", courier)}
	if c := find([]int{0, 1}, as...); len(c.Agreed) != 0 {
		t.Errorf("%d agreed claims, want none", len(c.Agreed))
	}
}

// FuzzFind: evidence lies in the reports, on rune boundaries, at most once a
// report, in report order; an agreed claim has two accounts.
func FuzzFind(f *testing.F) {
	f.Add(gazette, courier)
	f.Add("A\n\nThree “ships” (of Tannau) sank on Tuesday.", "B\n\nOn Tuesday 3 ships sank; “Tannau”.")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		as := []*analysis.Analysis{report("a", a), report("b", b), report("c", courier)}
		c := find([]int{0, 1, 2}, as...)
		for _, g := range append(c.Agreed, c.Single...) {
			if g.Shown < 0 || g.Shown >= len(g.Evidence) || g.Accounts > len(g.Evidence) {
				t.Fatalf("%+v", g)
			}
			for i, e := range g.Evidence {
				words := e.Span.In(as[e.Report].Article.Text)
				if words == "" || !utf8.ValidString(words) || i > 0 && e.Report <= g.Evidence[i-1].Report {
					t.Fatalf("evidence %+v: %q", e, words)
				}
				if clause := g.Read(i).Span; !clause.Contains(e.Span) || !utf8.ValidString(clause.In(as[e.Report].Article.Text)) {
					t.Fatalf("evidence %+v is read in %v", e, clause)
				}
			}
		}
		for _, g := range c.Agreed {
			if g.Accounts < 2 {
				t.Fatalf("%+v has one account", g)
			}
		}
	})
}
