package conflicts

import (
	"fmt"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/text"
)

func report(id, t string) *analysis.Analysis {
	a := &article.Article{ID: id, Text: t, Published: "2024-03-05", Language: "en"}
	from := 0
	for part := range strings.SplitSeq(t, "\n") {
		a.Paragraphs = append(a.Paragraphs, text.Span{Start: from, End: from + len(part)})
		from += len(part) + 1
	}
	return analysis.Run(a)
}

// filler gives a story enough other sentences for words to be rare in.
const filler = `
The harbour board met on Monday evening in the old customs hall.
Nobody from the ministry answered questions about the lock gates.
A baker on the quay said that his flour would run out soon.
Rain is forecast for the rest of the week along the coast.
The school sent its children home before the tide came in.
Engineers walked along the wall and marked the worst cracks.
`

func found(bodies ...string) string {
	var as []*analysis.Analysis
	for i, b := range bodies {
		as = append(as, report(string(rune('a'+i)), b+filler))
	}
	return listed(as)
}

func listed(as []*analysis.Analysis) string {
	var out []string
	for _, k := range Numbers(as) {
		line := string(k.Severity) + ":"
		for _, v := range k.Values {
			t := as[v.Words.Report].Article.Text
			line += fmt.Sprintf(" %s (%s)", v.Words.Span.In(t), v.Normalised)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		name string
		said []string
		want string
	}{
		{"another number", []string{"The flood damaged 15 fishing boats in the outer basin.", "In the outer basin 16 fishing boats were damaged by the flood."},
			"contradiction: 15 (15) 16 (16)"},
		{"spelled and in digits are one", []string{"The flood damaged 15 fishing boats in the outer basin.", "In the outer basin fifteen fishing boats were damaged by the flood."}, ""},
		{"money rounded", []string{"The province will spend $5.7 million on the broken sluice.", "The province will spend $5 million on the broken sluice, it said."},
			"imprecision: $5.7 million (5700000) $5 million (5000000)"},
		{"vague against exact", []string{"The closure stranded 800,000 ferry passengers on the islands.", "The closure stranded hundreds of thousands of ferry passengers on the islands."},
			"imprecision: 800,000 (800000) hundreds of thousands ()"},
		{"another currency", []string{"The province will spend $5.7 million on the broken sluice.", "The province will spend €5.6 million on the broken sluice."}, ""},
		{"percent and count", []string{"The flood damaged 15 percent of the boats in the outer basin.", "The flood damaged 16 boats in the outer basin."}, ""},
		{"other things counted", []string{"The flood damaged 15 fishing boats in the outer basin.", "The flood damaged 16 garden sheds in the outer basin."}, ""},
		{"a report that has both", []string{"The flood damaged 15 fishing boats in the outer basin.", "The flood damaged 16 fishing boats in the outer basin; earlier the flood was said to have damaged 15 fishing boats."}, ""},
		{"the only amounts of their size", []string{"“We want $5.6 million,” the harbour master said.", "Without $5.7 million the province's wall is lost, the harbour engineer told the board."},
			"contradiction: $5.6 million (5600000) $5.7 million (5700000)"},
		{"hedged in one report only", []string{"The storm drove roughly 2,000 ferry passengers into the customs hall.", "The customs hall took in all 2,000 ferry passengers."},
			"imprecision: roughly 2,000 (2000) 2,000 (2000)"},
		{"told in other words by the other report too", []string{"The flood damaged 15 fishing boats in the outer basin.", "The flood damaged 16 fishing boats in the outer basin, and at least 15 fishing boats sank."}, ""},
		{"of other years", []string{"In 2009 the flood cost the town $31 million in repairs to the wall.", "The flood cost the town $35 million in repairs to the wall."}, ""},
		{"other ones", []string{"Four fishermen accused the harbour board of neglect.", "Three other fishermen accused the harbour board of neglect."}, ""},
		{"a range that holds the number", []string{"Between 12 and 18 fishing boats sank in the outer basin.", "In the outer basin 15 fishing boats sank."}, ""},
		{"the dead, told with and without a noun", []string{"The tunnel fire under the harbour killed 14 people.", "The tunnel fire under the harbour left 15 dead."},
			"contradiction: 14 (14) 15 dead (15)"},
		{"the dead and the injured", []string{"The tunnel fire under the harbour killed 14 people.", "The tunnel fire under the harbour left 15 injured."}, ""},
		{"two counts of one vote", []string{"The harbour board voted 39-6 to close the lock gates.", "The harbour board voted 38-7 to close the lock gates."},
			"contradiction: 39-6 (39-6) 38-7 (38-7)"},
		{"nothing around in common", []string{"The flood damaged 15 boats.", "A regatta of 16 boats opened the summer season."}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := found(c.said...); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestGrowing: a toll that is higher in the later report has grown, one that is
// lower there is in dispute.
func TestGrowing(t *testing.T) {
	const killed = "The tunnel fire under the harbour killed "
	for _, c := range []struct{ first, second, later, want string }{
		{"14 people.", "15 people.", "2024-03-06", "update: 14 (14) 15 (15)"},
		{"14 people.", "15 people.", "2024-03-05", "contradiction: 14 (14) 15 (15)"},
		{"15 people.", "14 people.", "2024-03-06", "contradiction: 15 (15) 14 (14)"},
		{"14 people.", "15 people.", "", "contradiction: 14 (14) 15 (15)"},
	} {
		a, b := report("a", killed+c.first+filler), report("b", killed+c.second+filler)
		b.Article.Published = c.later
		if got := listed([]*analysis.Analysis{a, b}); got != c.want {
			t.Errorf("%s then %s of %q: got %s, want %s", c.first, c.second, c.later, got, c.want)
		}
	}
}
