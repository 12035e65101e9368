package collate

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/finding"
	"parallax/internal/text"
)

// reportOf analyses an invented report, a paragraph a line.
func reportOf(id, published, body string) *analysis.Analysis {
	a := &article.Article{ID: id, Outlet: "Outlet " + id, Published: published, Text: body, Language: "en"}
	at := 0
	for p := range strings.SplitSeq(body, "\n") {
		if p != "" {
			a.Paragraphs = append(a.Paragraphs, text.Span{Start: at, End: at + len(p)})
		}
		at += len(p) + 1
	}
	return analysis.Run(a)
}

// disputes writes the conflicts of a kind between reports of one day.
func disputes(kind finding.ConflictKind, bodies ...string) string {
	var as []*analysis.Analysis
	for i, b := range bodies {
		as = append(as, reportOf(string(rune('a'+i)), "2026-04-15", b))
	}
	c := Compare(as)
	var out []string
	for _, k := range c.Conflicts {
		if k.Kind != kind {
			continue
		}
		var values []string
		for _, v := range k.Values {
			values = append(values, v.Words.Span.In(c.Reports[v.Words.Report].Article.Text))
		}
		out = append(out, string(k.Severity)+": "+strings.Join(values, " / "))
	}
	return strings.Join(out, "; ")
}

func TestWhoSaidIt(t *testing.T) {
	const words = "the lock gates will not be opened again before the first of May"
	for _, c := range []struct{ name, a, b, want string }{
		{"two named people", "“I promise that " + words + ",” Mayor Marta Ilves said.", "“I promise that " + words + ",” Tobias Quill said.",
			"contradiction: Mayor Marta Ilves / Tobias Quill"},
		{"one person, by other names", "“I promise that " + words + ",” Mayor Marta Ilves said.", "“I promise that " + words + ",” Ilves said.", ""},
		{"a person and the office", "“I promise that " + words + ",” Marta Ilves said.", "“I promise that " + words + ",” the Harbour Authority said.",
			"imprecision: Marta Ilves / the Harbour Authority"},
		{"a person and the statement", "“I promise that " + words + ",” Marta Ilves said.", "“I promise that " + words + ",” the statement said.", ""},
		{"a pronoun may be resolved wrongly", "Tobias Quill looked on. “I promise that " + words + ",” he said.", "“I promise that " + words + ",” Marta Ilves said.", ""},
		{"both in one report", "“I promise that " + words + ",” Marta Ilves said.\n“I promise that " + words + ",” Tobias Quill said.", "“I promise that " + words + ",” Tobias Quill said.", ""},
		{"few words", "“Shut it now,” Marta Ilves said.", "“Shut it now,” Tobias Quill said.", ""},
	} {
		if got := disputes(finding.Attribution, c.a, c.b); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A number that two reports quote otherwise is told once, as another word in the
// quotation.
func TestNumberInAQuotation(t *testing.T) {
	const a = "“I have lost my best pilot three weeks before the regatta, and nobody called me,” Marta Ilves said."
	const b = "“I have lost my best pilot two weeks before the regatta, and nobody called me,” Marta Ilves said."
	for kind, want := range map[finding.ConflictKind]string{finding.Wording: "contradiction: three / two", finding.Moments: "", finding.Number: ""} {
		if got := disputes(kind, a, b); got != want {
			t.Errorf("%s: got %q, want %q", kind, got, want)
		}
	}
}

func TestSpellings(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"two letters swapped", "Tobias Preisler keeps the lock.", "Tobias Priesler keeps the lock.", "imprecision: Tobias Preisler / Tobias Priesler"},
		{"one l or two", "Phillip Marrow keeps the lock.", "Philip Marrow keeps the lock.", "imprecision: Phillip Marrow / Philip Marrow"},
		{"a short form", "Dave Marrow keeps the lock.", "David Marrow keeps the lock.", ""},
		{"an accent", "Raúl Marrow keeps the lock.", "Raul Marrow keeps the lock.", ""},
		{"two people in one report", "Tobias Preisler keeps the lock. Tobias Priesler does not.", "Tobias Priesler keeps the lock.", ""},
		{"another surname", "Tobias Marrow keeps the lock.", "Tobias Farrow keeps the lock.", ""},
	} {
		if got := disputes(finding.Name, c.a, c.b); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestOffices(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"mayor and deputy", "Mayor Marta Ilves opened the lock.", "Deputy Mayor Marta Ilves opened the lock.", "contradiction: Mayor / Deputy Mayor"},
		{"two ranks", "Sgt. Tobias Quill closed the road.", "Lieutenant Tobias Quill closed the road.", "contradiction: Sgt. / Lieutenant"},
		{"a short form", "Sgt. Tobias Quill closed the road.", "Sergeant Tobias Quill closed the road.", ""},
		{"an office that has passed", "Mayor Marta Ilves opened the lock.", "Former Mayor Marta Ilves opened the lock.", ""},
		{"in apposition", "The mayor of Orrin, Marta Ilves, opened the lock.", "Marta Ilves, the deputy mayor of Orrin, opened the lock.", "contradiction: mayor of Orrin / deputy mayor of Orrin"},
		{"both over", "The former mayor of Orrin, Marta Ilves, opened the lock.", "Marta Ilves, the former deputy mayor, opened the lock.", "contradiction: former mayor of Orrin / former deputy mayor"},
		{"one over", "The former deputy mayor of Orrin, Marta Ilves, opened the lock.", "Marta Ilves, the mayor, opened the lock.", ""},
		{"mayor and governor", "The mayor of Orrin, Marta Ilves, opened the lock.", "Marta Ilves, the governor, opened the lock.", "contradiction: mayor of Orrin / governor"},
		{"of two bodies", "Marta Ilves, chair of the Lock Keepers' Union, opened the lock.", "Marta Ilves, the deputy chair of Orrin Rowing Club, opened the lock.", ""},
		{"two offices that go together", "Senator Marta Ilves opened the lock.", "Majority Leader Marta Ilves opened the lock.", ""},
	} {
		if got := disputes(finding.Role, c.a, c.b); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestOpposedActs(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"done and not done", "Carrow Lifts sacked Marta Ilves in the spring.", "Carrow Lifts did not sack Marta Ilves.", "contradiction: Carrow Lifts sacked Marta Ilves / Carrow Lifts did not sack Marta Ilves"},
		{"the other way round", "Marta Ilves bribed Tobias Quill.", "Marta Ilves was bribed by Tobias Quill.", "contradiction: Marta Ilves bribed Tobias Quill / Marta Ilves was bribed by Tobias Quill"},
		{"a body and a description", "Carrow Lifts sued the union in August.", "The union sued Carrow Lifts and lost.", "contradiction: Carrow Lifts sued the union / The union sued Carrow Lifts"},
		{"what both may do", "Marta Ilves accused Tobias Quill of lying.", "Tobias Quill accused Marta Ilves of lying.", ""},
		{"what is to come", "Carrow Lifts will sack Marta Ilves.", "Carrow Lifts did not sack Marta Ilves.", ""},
		{"a denial", "Carrow Lifts sacked Marta Ilves.", "Tobias Quill said Carrow Lifts did not sack Marta Ilves.", ""},
		{"both in one report", "Carrow Lifts sued Marta Ilves.", "Carrow Lifts sued Marta Ilves. Marta Ilves sued Carrow Lifts.", ""},
		{"another verb", "Carrow Lifts sued Marta Ilves.", "Carrow Lifts did not sack Marta Ilves.", ""},
	} {
		if got := disputes(finding.Other, c.a, c.b); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSuperlatives(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"another scope", "The country's largest shipyard closed.", "Work ended at the world's biggest shipyard.", "imprecision: The country's largest shipyard / the world's biggest shipyard"},
		{"another place", "The country's largest shipyard closed.", "Work ended at the country's second-largest shipyard.", "contradiction: The country's largest shipyard / the country's second-largest shipyard"},
		{"other things", "The country's largest shipyard closed.", "It was the world's largest crane.", ""},
		{"both in one report", "The country's largest shipyard, once the world's largest shipyard, closed.", "Work ended at the world's largest shipyard.", ""},
	} {
		if got := disputes(finding.Other, c.a, c.b); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// sentences are made of pieces in which every rule finds something.
var sentences = rapid.Custom(func(t *rapid.T) string {
	pick := func(from string) string { return rapid.SampledFrom(strings.Split(from, "|")).Draw(t, "piece") }
	return pick("The council|Mayor Ines Marrow|Deputy Mayor Ines Marrow|Tobias Preisler|Tobias Priesler|The country's largest shipyard|The world's biggest shipyard|The tunnel fire") + " " +
		pick("closed|approved|voted 39-6 for|killed|“will not be paid before the end of this very long year,” said|counted|damaged") + " " +
		pick("15 fishing boats|16 fishing boats|hundreds of fishing boats|some $5.6 million|$5.7 million|at least 14 people|15 people|the stone bridge") + " " +
		pick("on Monday|on Tuesday|earlier today|earlier this week|in 1987|since 2002|since 2003|in the outer basin") + "."
})

// TestOrderChangesNoConflict: reports in any order give the same conflicts and
// the same timeline, and every conflict is between reports.
func TestOrderChangesNoConflict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var as []*analysis.Analysis
		for i := range rapid.IntRange(2, 5).Draw(t, "reports") {
			body := strings.Join(rapid.SliceOfN(sentences, 1, 6).Draw(t, "body"), " ")
			day := rapid.SampledFrom([]string{"", "2026-04-15", "2026-04-16T08:30:00Z"}).Draw(t, "day")
			as = append(as, reportOf(fmt.Sprint(i), day, body))
		}
		a, b := Compare(as), Compare(rapid.Permutation(as).Draw(t, "order"))
		if !reflect.DeepEqual(a.Conflicts, b.Conflicts) || !reflect.DeepEqual(a.Timeline, b.Timeline) {
			t.Fatalf("conflicts or timeline hang on the order of the reports:\n%+v\n%+v", a.Conflicts, b.Conflicts)
		}
		sound(t, a)
	})
}

// sound checks that conflicts and moments rest on words of reports, and that a
// conflict has two values, of two accounts together.
func sound(t rapid.TB, c *Comparison) {
	in := func(e Evidence) {
		t := c.Reports[e.Report].Article.Text
		if e.Span.Start < 0 || e.Span.Empty() || e.Span.End > len(t) || !utf8.ValidString(e.Span.In(t)) {
			panic(fmt.Sprintf("%v is no span of report %d", e.Span, e.Report))
		}
	}
	for _, k := range c.Conflicts {
		accounts := map[int]bool{}
		for _, v := range k.Values {
			in(v.Words)
			in(v.Scope)
			for _, e := range v.Evidence {
				in(e)
				accounts[e.Report] = true
			}
		}
		if len(k.Values) < 2 || len(accounts) < 2 || k.Why == "" {
			t.Fatalf("no conflict: %+v", k)
		}
	}
	for _, m := range c.Timeline {
		in(m.When)
		for _, e := range m.Evidence {
			in(e)
		}
	}
}

// FuzzConflicts: whatever two reports say, conflicts and moments are sound.
func FuzzConflicts(f *testing.F) {
	f.Add("Sgt. Tobias Quill, 56, closed 15 roads on Monday. “We will not open them before May,” he said.", "Lt. Tobias Quill closed at least 16 roads on Tuesday, 5 May – the world's largest.")
	f.Add("£ 1.5bn — since 2002. Between 12 and 16 killed; é‘", "some $1.6 billion since 2003, dozens of\ndead: 396-9")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")
		sound(t, Compare([]*analysis.Analysis{reportOf("a", "2026-04-15", a), reportOf("b", "2026-04-16", b)}))
	})
}
