package parallax_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"parallax"
)

// Whatever is opened and never closed, or closed and never opened, nothing is told
// before what stands before it, or twice.
func TestMarksInDisorder(t *testing.T) {
	pieces := []string{
		"“Stop it", "“He", "said Ilse Marenko.", "‘go", "home,", "now.”", "she said.", "told him’", "\"They", "left\"", "“", "'Why", "no,'",
		"Anton Aas said", "‘“We", "‘Run!\n\n", "and then,", "Rafiq Torvald told the court that", "“we",
	}
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		var chosen []string
		for range 3 + r.IntN(12) {
			chosen = append(chosen, pieces[r.IntN(len(pieces))])
		}
		a := &parallax.Article{ID: "a", Text: strings.Join(chosen, " "), Language: "en"}
		at := 0
		for p := range strings.SplitSeq(a.Text, "\n\n") {
			if words := strings.TrimSpace(p); words != "" {
				start := at + strings.Index(p, words)
				a.Paragraphs = append(a.Paragraphs, parallax.Span{Start: start, End: start + len(words)})
			}
			at += len(p) + 2
		}
		before := 0
		for _, q := range parallax.Analyse(a).Quotes.Attributions {
			if q.Content[0].Start < before {
				t.Errorf("%q: told after what stands behind it: %q", a.Text, q.Content[0].In(a.Text))
			}
			before = q.Content[0].Start
			for i := 1; i < len(q.Content); i++ {
				if q.Content[i].Start < q.Content[i-1].End {
					t.Errorf("%q: %q stands before the end of %q", a.Text, q.Content[i].In(a.Text), q.Content[i-1].In(a.Text))
				}
			}
		}
	}
}
