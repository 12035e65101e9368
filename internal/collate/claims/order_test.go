package claims

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/finding"
)

// passages writes each claim as its accounts and its passages, all sorted, so
// that the numbers of the reports make no difference.
func passages(cs []finding.Claim, as []*analysis.Analysis) []string {
	var out []string
	for _, c := range cs {
		var words []string
		for _, e := range c.Evidence {
			words = append(words, e.Span.In(as[e.Report].Article.Text))
		}
		slices.Sort(words)
		out = append(out, fmt.Sprint(c.Accounts, words))
	}
	slices.Sort(out)
	return out
}

// What is agreed and what one alone tells does not hang on the order of the
// reports.
func TestOrderOfReports(t *testing.T) {
	all := []*analysis.Analysis{report("a", gazette), report("b", courier), report("c", weekly), report("d", gazette)}
	random := rand.New(rand.NewPCG(5, 8))
	var agreed, single []string
	for n := range 12 {
		as := slices.Clone(all)
		if n > 0 {
			random.Shuffle(len(as), func(i, j int) { as[i], as[j] = as[j], as[i] })
		}
		accounts := make([]int, len(as)) // the two copies are one account: that of the first of them
		for i := range as {
			accounts[i] = slices.IndexFunc(as, func(a *analysis.Analysis) bool { return a.Article.Text == as[i].Article.Text })
		}
		c := find(accounts, as...)
		a, s := passages(c.Agreed, as), passages(c.Single, as)
		if n == 0 {
			agreed, single = a, s
		}
		if !slices.Equal(a, agreed) || !slices.Equal(s, single) {
			t.Fatalf("order %d: %q and %q, want %q and %q", n, a, s, agreed, single)
		}
	}
	if len(agreed) == 0 || len(single) == 0 {
		t.Fatalf("nothing to compare: %q, %q", agreed, single)
	}
}

// Passages can be read: out to the end of their clause, whole part-quotes, no
// dateline, nothing that a report says of itself.
func TestPassages(t *testing.T) {
	const (
		one = `Ferry aground

TANNAU, Feb. 9 (ANA) — The ferry Aurelia ran aground off Tannau on Tuesday with 212 people on board, the harbour office said. A crane ship called Bertram pulled the “old lady” free on Wednesday after 14 hours of work.

Odile Farrow contributed to this report. Follow us on Wavecast for more on the ferry Aurelia and its captain.`
		two = `Aground

On Tuesday the Aurelia, a ferry, ran aground with 212 people on board, who were fed by the crew through the night. It took the crane ship Bertram 14 hours to pull her free.

This report was updated on Thursday with what Odile Farrow said. The picture shows a ferry like Aurelia (photo by Odile Farrow).`
	)
	as := []*analysis.Analysis{report("a", one), report("b", two)}
	c := find([]int{0, 1}, as...)
	agreed, single := wordings(c.Agreed, as...), wordings(c.Single, as...)
	if !contains(agreed, "a: The ferry Aurelia ran aground off", "| b: ", "ran aground with 212 people on board") {
		t.Errorf("no stranding in %q", agreed)
	}
	if !contains(agreed, "a: A crane ship called Bertram pulled the “old lady” free", "b: It took the crane ship Bertram 14 hours to pull her free") {
		t.Errorf("no crane in %q", agreed)
	}
	for _, list := range [][]string{agreed, single} {
		for _, no := range []string{"ANA", "contributed", "Follow us", "updated", "photo by"} {
			if contains(list, no) {
				t.Errorf("%q in %q", no, list)
			}
		}
	}
}
