package timeline

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/text"
)

// report analyses invented paragraphs.
func report(id, published string, paragraphs ...string) *analysis.Analysis {
	a := &article.Article{ID: id, Published: published, Text: strings.Join(paragraphs, "\n\n")}
	at := 0
	for _, p := range paragraphs {
		a.Paragraphs = append(a.Paragraphs, text.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	return analysis.Run(a)
}

// told is a timeline in words, one moment a line.
func told(as []*analysis.Analysis, ms []finding.Moment) string {
	var b strings.Builder
	for _, m := range ms {
		fmt.Fprintf(&b, "%s..%s %s", m.From, m.To, m.Grain)
		if m.Ahead {
			b.WriteString(" ahead")
		}
		for _, e := range m.Evidence {
			fmt.Fprintf(&b, " | %s: %s", as[e.Report].Article.ID, e.Span.In(as[e.Report].Article.Text))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name string
		as   []*analysis.Analysis
		want string
	}{
		{"one happening in two reports, another in one", []*analysis.Analysis{
			report("A", "2026-04-15", "The council of Tarnholm closed the swing bridge on Monday. A diver inspected the pillars on Monday afternoon."),
			report("B", "2026-04-15", "The swing bridge was closed by the council on Monday. It will be blown up on 2 May 2026."),
		}, `2026-04-13..2026-04-13 day | A: The council of Tarnholm closed the swing bridge on Monday | B: The swing bridge was closed by the council on Monday
2026-04-13..2026-04-13 time | A: A diver inspected the pillars on Monday afternoon
2026-05-02..2026-05-02 day ahead | B: It will be blown up on 2 May 2026
`},
		{"one day and nothing else in common", []*analysis.Analysis{
			report("A", "2026-04-15", "The minister flew to Corvane on Tuesday."),
			report("B", "2026-04-15", "Farmers blocked the tunnel on Tuesday."),
		}, `2026-04-14..2026-04-14 day | A: The minister flew to Corvane on Tuesday
2026-04-14..2026-04-14 day | B: Farmers blocked the tunnel on Tuesday
`},
		{"a year that is part of a name dates nothing", []*analysis.Analysis{
			report("A", "2026-04-15", "The court applied the 1978 law. The bridge was opened in 1911."),
		}, `1911-01-01..1911-12-31 year | A: The bridge was opened in 1911
`},
		{"the line that heads a report is no happening", []*analysis.Analysis{
			report("A", "2026-04-15", "TARNHOLM, April 15 (TNA) — The harbour master resigned on Tuesday."),
		}, `2026-04-14..2026-04-14 day | A: TARNHOLM, April 15 (TNA) — The harbour master resigned on Tuesday
`},
		{"without a date there is an order and no day", []*analysis.Analysis{
			report("A", "", "Earlier today the harbour master resigned. Last summer the harbour was closed. The bridge was opened in 1911."),
		}, `1911-01-01..1911-12-31 year | A: The bridge was opened in 1911
.. season | A: Last summer the harbour was closed
.. day | A: Earlier today the harbour master resigned
`},
		{"a long sentence is cut at its marks", []*analysis.Analysis{
			report("A", "2026-04-15", "The harbour master, who had served under four mayors and had never once been known to raise his voice, resigned from all of his offices on Tuesday, leaving a town in which nobody knows how to open the gates."),
		}, `2026-04-14..2026-04-14 day | A: resigned from all of his offices on Tuesday
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(c.as, Find(c.as, lang.English())); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestVague(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b string
		want string
	}{
		{"one warning", "Earlier today Mayor Ostrow warned the harbour board about its debts.", "Mayor Ostrow had earlier this week warned the board of the harbour.", "Earlier today / earlier this week"},
		{"two happenings", "Earlier today Mayor Ostrow warned the harbour board about its debts.", "A crane fell on the market earlier this week.", ""},
		{"plain days", "On Monday Mayor Ostrow warned the harbour board about its debts.", "Mayor Ostrow warned the harbour board this week.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			as := []*analysis.Analysis{report("A", "", c.a, "The quay was quiet. Gulls ate."), report("B", "", c.b, "Rain fell. A boat left.")}
			for _, same := range []bool{false, true} {
				account := []int{0, 1}
				want := c.want
				if same { // a copy of A: one account, nothing to compare
					account, want = []int{0, 0}, ""
				}
				got := ""
				for _, f := range Vague(as, account, lang.English()) {
					got += f.Values[0].Words.Span.In(as[0].Article.Text) + " / " + f.Values[1].Words.Span.In(as[1].Article.Text)
				}
				if got != want {
					t.Errorf("one account %v: got %q, want %q", same, got, want)
				}
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The bridge closed on Monday, and — last summer — in 1911.", "2026-04-15")
	f.Add("“Earlier today”, she said: 2 May – no. On Monday.", "")
	f.Add("HARBOUR, 5 May — On", "2026")
	f.Fuzz(func(t *testing.T, s, published string) {
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "")
		}
		as := []*analysis.Analysis{report("A", published, s), report("B", "2026-04-15", s)}
		for _, m := range Find(as, lang.English()) {
			if len(m.Evidence) == 0 || len(m.Evidence) > 2 || m.From > m.To {
				t.Fatalf("moment %+v", m)
			}
			for _, e := range append(m.Evidence, m.When) {
				text := as[e.Report].Article.Text
				if e.Span.Start < 0 || e.Span.End > len(text) || e.Span.Empty() || !utf8.ValidString(e.Span.In(text)) {
					t.Fatalf("evidence %v in %q", e, text)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var as []*analysis.Analysis
	for i := range 50 {
		var ps []string
		for k := range 20 {
			ps = append(ps, fmt.Sprintf("The council of Tarnholm voted on part %d of its plan on %d March 2026, and the mayor left on Monday for talks about pier %d.", k, k+1, i+k))
		}
		as = append(as, report(fmt.Sprint(i), "2026-04-15", ps...))
	}
	for b.Loop() {
		Find(as, lang.English())
	}
}
