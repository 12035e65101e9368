package parallax_test

import (
	"testing"

	"parallax"
)

// TestToldNotQuoted reads what one report quotes and another tells in its own
// words: the same utterance, a paraphrase.
func TestToldNotQuoted(t *testing.T) {
	const quoted = "Lift stops at Mount Carrow\n\n“The lift passed every check that the law asks for, and we will find out why it failed,” said Emil Strand, the managing director of Carrow Lifts Ltd.\n"
	for _, c := range []struct {
		name, told string
		want       bool
	}{
		{"by the same speaker", "Emil Strand said that the lift had passed every check the law asks for.", true},
		{"by his firm", "A skier broke a leg. Carrow Lifts Ltd said that the lift had passed every check that the law asks for.", true},
		{"denied", "Emil Strand said that the lift had not passed every check the law asks for.", false},
		{"by somebody else", "Runa Halvik said that the lift had passed every check the law asks for.", false},
		{"something else", "Emil Strand said that the last skiers had reached the valley before three.", false},
		{"quoted as well", "Emil Strand said that the lift had passed every check the law asks for. “The lift passed every check that the law asks for,” Mr Strand said.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := parallax.FromText("a", quoted), parallax.FromText("b", "Chairlift rescue ends\n\n"+c.told+"\n")
			cmp := parallax.Collate(parallax.Analyse(a), parallax.Analyse(b))
			got := false
			for _, u := range cmp.Utterances {
				for _, r := range u.Readings {
					if r.Relation == parallax.Paraphrase {
						got = true
						if q := cmp.Quotations[r.Quotation]; cmp.Reports[q.Report].Article.ID != "b" || u.Fullest == r.Quotation {
							t.Errorf("the paraphrase stands in report %d, the fullest wording is quotation %d", q.Report, u.Fullest)
						}
						if len(u.Absent) != 0 {
							t.Error("a report that tells it is listed as lacking it")
						}
					}
				}
			}
			if got != c.want {
				t.Errorf("paraphrase: %v, want %v, in %q", got, c.want, c.told)
			}
		})
	}
}
