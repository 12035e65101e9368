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

// accountsOf makes every report an account of its own.
func accountsOf(as []*analysis.Analysis) []int {
	out := make([]int, len(as))
	for i := range out {
		out[i] = i
	}
	return out
}

func momentsOf(as []*analysis.Analysis) []finding.Moment {
	ms, _ := Find(as, accountsOf(as), lang.English())
	return ms
}

func disputes(as []*analysis.Analysis, account []int) []finding.Conflict {
	_, ks := Find(as, account, lang.English())
	return ks
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
		}, `2026-04-14..2026-04-14 day | A: The harbour master resigned on Tuesday
`},
		{"years that tell the extent of things are no happenings", []*analysis.Analysis{
			report("A", "2026-04-15", "The flood ruined the school's registers from 1790 to 1902. The ledgers of the years 1811 to 1840 were lost. Ostrow governed from 1999 to 2004."),
		}, `1999-01-01..1999-12-31 year | A: Ostrow governed from 1999 to 2004
2004-01-01..2004-12-31 year | A: Ostrow governed from 1999 to 2004
`},
		{"a report that speaks of itself tells no happening", []*analysis.Analysis{
			report("A", "2026-04-15", "The harbour master resigned on Tuesday. This report was updated at 9.10 am."),
		}, `2026-04-14..2026-04-14 day | A: The harbour master resigned on Tuesday
`},
		{"the rest of a year is ahead where something will come in it", []*analysis.Analysis{
			report("A", "2026-04-15", "The council will sell its tugs this year."),
			report("B", "2026-04-15", "Gulls stole three pies this year."),
		}, `2026-01-01..2026-12-31 year ahead | A: The council will sell its tugs this year
2026-01-01..2026-12-31 year | B: Gulls stole three pies this year
`},
		{"what is to come by the end of a month is ahead", []*analysis.Analysis{
			report("A", "2026-04-15", "Divers are to report on the pillars by the end of the month."),
		}, `2026-04-01..2026-04-30 month ahead | A: Divers are to report on the pillars by the end of the month
`},
		{"a quotation is closed", []*analysis.Analysis{
			report("A", "2026-04-15", "The harbour master, whose father built the gates in 1951, said: “We have lost three friends.”"),
		}, `1951-01-01..1951-12-31 year | A: The harbour master, whose father built the gates in 1951, said: “We have lost three friends.”
`},
		{"being tells nothing", []*analysis.Analysis{
			report("A", "2026-04-15", "Seven dockers were hurt when a fire broke out in the tar store on Tuesday."),
			report("B", "2026-04-15", "The fire was out on Tuesday."),
		}, `2026-04-14..2026-04-14 day | A: Seven dockers were hurt when a fire broke out in the tar store on Tuesday
2026-04-14..2026-04-14 day | B: The fire was out on Tuesday
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
			if got := told(c.as, momentsOf(c.as)); got != c.want {
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
		{"the same words", "Mayor Ostrow had earlier this week warned the board of the harbour.", "Mayor Ostrow warned the harbour board earlier this week.", ""},
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
				for _, f := range disputes(as, account) {
					got += f.Values[0].Words.Span.In(as[0].Article.Text) + " / " + f.Values[1].Words.Span.In(as[1].Article.Text)
				}
				if got != want {
					t.Errorf("one account %v: got %q, want %q", same, got, want)
				}
			}
		})
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		name      string
		published string // of the second report; the first is of 2026-04-15
		a, b      string
		want      string
	}{
		{"one vote on two days", "2026-04-15", "The council of Tarnholm approved the new stone bridge on Monday.", "On Tuesday the council voted 9-2 for the new stone bridge.",
			"contradiction: Monday [A] / Tuesday [B]"},
		{"two votes", "2026-04-15", "The council of Tarnholm approved the new stone bridge on Monday.", "On Tuesday the council voted 9-2 for a tax on gulls.", ""},
		{"one report has both days", "2026-04-15", "The council of Tarnholm approved the new stone bridge on Monday. It passed the stone bridge again on Tuesday.", "On Tuesday the council voted 9-2 for the new stone bridge.", ""},
		{"what is said is said often", "2026-04-15", "Mayor Ostrow said on Monday that the bridge was safe.", "Mayor Ostrow said on Tuesday that the bridge was safe.", ""},
		{"two people", "2026-04-15", "Mayor Ostrow resigned from the council on Monday.", "Mayor Ferrant resigned from the council on Tuesday.", ""},
		{"years apart", "2026-04-15", "The council rebuilt the stone bridge in 1911.", "The council rebuilt the stone bridge in 1987.", ""},
		{"a plan that was changed", "2026-04-17", "The stone bridge will be blown up on Thursday.", "The stone bridge was blown up on Friday.",
			"update: Thursday [A] / Friday [B]"},
		{"one alarm at two times of the night", "2026-04-15", "The alarm was raised at 1.15 am by a night watchman.", "The alarm came in at 1.50 am.",
			"contradiction: 1.15 am [A] / 1.50 am [B]"},
		{"two alarms", "2026-04-15", "The alarm was raised at 1.15 am by a night watchman. A second alarm came in at 1.50 am.", "The alarm came in at 1.50 am.", ""},
		{"other things that came", "2026-04-15", "The alarm was raised at 1.15 am by a night watchman.", "The ferry came in at 1.50 am.", ""},
		{"a time that is hedged", "2026-04-15", "The alarm was raised shortly before 1.15 am.", "The alarm came in at 1.50 am.", ""},
		{"clocks of two zones", "2026-04-15", "The alarm was raised at 1.15 am GMT.", "The alarm came in at 2.15 am.", ""},
		{"to close and to shut", "2026-04-15", "The council of Tarnholm closed the swing bridge on Monday.", "The council of Tarnholm shut the swing bridge on Tuesday.",
			"contradiction: Monday [A] / Tuesday [B]"},
		{"to break down and to collapse", "2026-04-15", "The talks about the stone bridge broke down on Monday.", "The talks about the stone bridge collapsed on Tuesday.",
			"contradiction: Monday [A] / Tuesday [B]"},
		{"to break out and to begin", "2026-04-15", "The fire in the rope shed broke out at 2.15 am.", "The fire in the rope shed started at 2.40 am.",
			"contradiction: 2.15 am [A] / 2.40 am [B]"},
		{"to break, with no particle", "2026-04-15", "The fire in the rope shed broke a window at 2.15 am.", "The fire in the rope shed started at 2.40 am.", ""},
		{"a time between quotation marks", "2026-04-15", "The council of Tarnholm approved the new stone bridge on Monday.", "“On Tuesday the council voted 9-2 for the new stone bridge”, a clerk wrote.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			as := []*analysis.Analysis{
				report("A", "2026-04-15", c.a, "The quay was quiet. Gulls ate on Sunday. A crane fell on the market in March."),
				report("B", c.published, c.b, "Rain fell on Sunday. A boat left in March."),
			}
			got := ""
			for _, k := range disputes(as, []int{0, 1}) {
				var values []string
				for _, v := range k.Values {
					values = append(values, fmt.Sprintf("%s [%s]", v.Words.Span.In(as[v.Words.Report].Article.Text), as[v.Words.Report].Article.ID))
				}
				got += string(k.Severity) + ": " + strings.Join(values, " / ")
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
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
		as := []*analysis.Analysis{report("A", published, s), report("B", "2026-04-16", s)}
		ms, ks := Find(as, []int{0, 1}, lang.English())
		for _, k := range ks {
			for _, v := range k.Values {
				for _, e := range append(v.Evidence, v.Words, v.Scope) {
					text := as[e.Report].Article.Text
					if e.Span.Start < 0 || e.Span.End > len(text) || e.Span.Empty() || !utf8.ValidString(e.Span.In(text)) {
						t.Fatalf("conflict's evidence %v in %q", e, text)
					}
				}
			}
		}
		for _, m := range ms {
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
		momentsOf(as)
	}
}

// The happenings of one day stand by the clock, whatever the order of telling.
func TestClockOrder(t *testing.T) {
	as := []*analysis.Analysis{
		report("a", "2031-05-14T09:00:00Z", "A storm reached the coast on Tuesday.", "The roof of the archive fell in at 4.30 am on Tuesday.",
			"A neighbour, Ines Marrow, raised the alarm at about 1.15 am on Tuesday.", "On Wednesday the minister came."),
		report("b", "2031-05-14T11:00:00Z", "Crews put out the last embers at 7 pm on Tuesday.", "The archive’s roof fell in at 4.30 am on Tuesday."),
	}
	at := -1
	all := told(as, momentsOf(as))
	for _, words := range []string{"storm", "alarm", "roof", "embers", "minister"} {
		i := strings.Index(all, words)
		if i <= at {
			t.Errorf("%q is not where it belongs in\n%s", words, all)
		}
		at = i
	}
}
