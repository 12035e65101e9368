package collate

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/quote"
	"parallax/internal/text"
)

// Alone and Compare must tell the same of one report, but that Alone tells a
// source whole and a mixed quotation with the words around its marks.
func TestAloneAgreesWithCompare(t *testing.T) {
	s := "“We will not move,” said Bettina Kroll, the union’s leader.\n\n“Not one crane,” she said. The mayor, Hester Quayle, called it “a farce”."
	a := analysis.Run(&article.Article{ID: "a", Text: s, Paragraphs: []text.Span{{Start: 0, End: 65}, {Start: 67, End: len(s)}}})
	alone, compared := Alone(a), Compare([]*analysis.Analysis{a})
	if len(alone.Quotations) != 3 {
		t.Fatalf("%d quotations, want 3", len(alone.Quotations))
	}
	for i := range alone.Quotations {
		got, want := &alone.Quotations[i], &compared.Quotations[i]
		if !got.Content[0].Contains(want.Content[0]) {
			t.Errorf("%q does not hold %q", got.Content[0].In(s), want.Content[0].In(s))
		}
		if !got.Source.Contains(want.Source) {
			t.Errorf("source %q does not hold %q", got.Source.In(s), want.Source.In(s))
		}
		got.Source = want.Source
		if got.Kind == quote.Mixed {
			got.Content, got.Cue = want.Content, want.Cue
		}
	}
	if d := cmp.Diff(compared.Quotations, alone.Quotations); d != "" {
		t.Errorf("quotations differ (-compared +alone):\n%s", d)
	}
	if d := cmp.Diff(compared.People, alone.People); d != "" {
		t.Errorf("people differ (-compared +alone):\n%s", d)
	}
	if d := cmp.Diff(compared.Reports, alone.Reports); d != "" {
		t.Errorf("reports differ (-compared +alone):\n%s", d)
	}
}
