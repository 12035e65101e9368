//go:build shared

package parallax_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax"
)

// seeds compares the two reports that the project began with.
func seeds(t *testing.T) *parallax.Comparison {
	t.Helper()
	data := os.Getenv("PARALLAX_SHARED")
	if data == "" {
		data = filepath.Join("..", "shared")
	}
	files, err := filepath.Glob(filepath.Join(data, "data", "seeds", "*.txt"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%d seeds, want 2 (%v)", len(files), err)
	}
	ctx := context.Background()
	c, err := parallax.Compare(ctx, parallax.Read(ctx, files, parallax.Options{}), parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSeeds checks the two reports that the project began with, without a word
// of theirs: the quotations are told by their order, the speakers by their
// order of appearance among the speakers (A the mayor, B the commissioner, C
// the prime minister, D the home secretary, E the chairman).
func TestSeeds(t *testing.T) {
	c := seeds(t)
	if len(c.Reports) != 2 || len(c.Skipped) != 0 {
		t.Fatalf("%d reports, %d skipped", len(c.Reports), len(c.Skipped))
	}
	speakers := map[int]string{-1: "-"}
	names := map[string]string{}
	got := []string{"", ""}
	for _, q := range c.Quotations {
		if q.Kind.String() == "indirect" {
			continue // the seeds are about what stands between quotation marks
		}
		// the commissioner opens the first report, so the mayor is the second to speak
		if _, ok := speakers[q.Speaker]; !ok {
			speakers[q.Speaker] = string("BACDE"[min(len(names), 4)])
			p := c.People[q.Speaker]
			names[speakers[q.Speaker]] = p.Name.Span.In(c.Reports[p.Name.Report].Article.Text)
		}
		got[q.Report] += speakers[q.Speaker]
	}
	if want := []string{"BAAABAAAAABB", "BBBAAACDEE"}; got[0] != want[0] || got[1] != want[1] {
		t.Errorf("speakers of the quotations in order: %v, want %v", got, want)
	}
	if len(names) != 5 {
		t.Errorf("%d speakers, want 5: %v", len(names), names)
	}
	for _, n := range names {
		if len(strings.Fields(n)) != 2 {
			t.Errorf("speaker %q is not told by given and family name", n)
		}
	}

	// relation of every reading: report and number of the quotation, counted from 1
	relation := map[[2]int]string{}
	utterance := map[[2]int]int{}
	number := make([]int, len(c.Quotations))
	count := []int{0, 0}
	for i, q := range c.Quotations {
		if q.Kind.String() == "indirect" {
			continue
		}
		count[q.Report]++
		number[i] = count[q.Report]
	}
	for u, ut := range c.Utterances {
		for _, r := range ut.Readings {
			at := [2]int{c.Quotations[r.Quotation].Report, number[r.Quotation]}
			relation[at], utterance[at] = r.Relation.String(), u
		}
	}
	for at, want := range map[[2]int]string{
		{0, 1}: "trimmed", {0, 2}: "trimmed", {0, 3}: "altered", {0, 5}: "altered",
		{0, 6}: "identical", {0, 7}: "identical", {0, 8}: "identical", {0, 11}: "identical",
		{1, 3}: "identical", {1, 4}: "identical", {1, 5}: "trimmed", {1, 6}: "identical",
	} {
		if relation[at] != want {
			t.Errorf("quotation %d of report %d is %s, want %s", at[1], at[0], relation[at], want)
		}
	}
	for _, same := range [][][2]int{
		{{0, 1}, {0, 5}, {0, 11}, {1, 3}}, // the denial
		{{0, 3}, {0, 6}, {1, 4}},          // the mayor's statement, a paragraph each
		{{0, 2}, {0, 7}, {1, 5}},
		{{0, 8}, {1, 6}},
	} {
		for _, at := range same[1:] {
			if utterance[at] != utterance[same[0]] {
				t.Errorf("quotations %v and %v are not one utterance", same[0], at)
			}
		}
	}
	if len(c.Utterances) != 14 {
		t.Errorf("%d utterances, want 14", len(c.Utterances))
	}
}

// TestSeedClaims holds what the two reports agree on and what one of them alone
// tells, each told by single words of the passages that it must point at.
func TestSeedClaims(t *testing.T) {
	c := seeds(t)
	words := func(e parallax.Evidence) string {
		return strings.ToLower(e.Span.In(c.Reports[e.Report].Article.Text))
	}
	for _, want := range []string{"resigned", "intention", "part", "everard"} { // "part": of the parties, and of the name made of them
		found := slices.ContainsFunc(c.Claims.Agreed, func(g parallax.Claim) bool {
			return g.Accounts == 2 && !slices.ContainsFunc(g.Evidence, func(e parallax.Evidence) bool { return !strings.Contains(words(e), want) })
		})
		if !found {
			t.Errorf("the reports do not agree on %q", want)
		}
	}
	for _, want := range []string{"charing", "1987", "vigil", "johnson", "patel", "marsh"} {
		has := func(g parallax.Claim) bool {
			return slices.ContainsFunc(g.Evidence, func(e parallax.Evidence) bool { return strings.Contains(words(e), want) })
		}
		if !slices.ContainsFunc(c.Claims.Single, has) || slices.ContainsFunc(c.Claims.Agreed, has) {
			t.Errorf("%q is not told as of one report alone", want)
		}
	}
}
