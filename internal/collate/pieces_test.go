package collate

import (
	"fmt"
	"strings"
	"testing"
)

// What a report carries in another quotation of the same utterance is cut at
// the edge of this one, not replaced.
func TestWhatStandsElsewhereIsNotReplaced(t *testing.T) {
	c := Compare(story([]quoted{
		{"north", "Ann Ross", "", "I am deeply sorry for what happened on Sunday night"},
		{"north", "Ann Ross", "", "Nobody should have to go through what our passengers went through, and I will not rest."},
		{"south", "Ann Ross", "", "I am sorry for what happened on Sunday night. No one should have to go through what our passengers went through."},
	}))
	if len(c.Utterances) != 1 {
		t.Fatalf("%d utterances, want one", len(c.Utterances))
	}
	var got []string
	for _, r := range c.Utterances[0].Readings {
		for _, e := range r.Edits {
			q := c.Quotations[r.Quotation]
			full := c.Quotations[c.Utterances[0].Fullest]
			got = append(got, fmt.Sprintf("%s %v %q %q", e.Op, e.Edge, e.From.In(c.Reports[full.Report].Article.Text), e.To.In(c.Reports[q.Report].Article.Text)))
		}
	}
	want := []string{
		`insert false "" "deeply"`,
		`delete true "No one should have to go through what our passengers went through" ""`,
		`delete true "I am sorry for what happened on Sunday night" ""`,
		`replace false "No one" "Nobody"`,
		`insert false "" "and I will not rest"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	check(t, c)
}
