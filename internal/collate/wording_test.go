package collate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parallax/internal/finding"
	"parallax/internal/text"
)

// wordings writes the conflicts about wording of quotations by one speaker,
// one a report: "severity: value / value".
func wordings(said ...string) string {
	var qs []quoted
	for i, s := range said {
		qs = append(qs, quoted{outlet: string(rune('a' + i)), speaker: "Marta Ilves", words: s})
	}
	return showConflicts(Compare(story(qs)))
}

func showConflicts(c *Comparison) string {
	var b strings.Builder
	for _, k := range c.Conflicts {
		if k.Kind != finding.Wording {
			continue
		}
		fmt.Fprintf(&b, "%s:", k.Severity)
		for i, v := range k.Values {
			if i > 0 {
				b.WriteString(" /")
			}
			fmt.Fprintf(&b, " %s", v.Words.Span.In(c.Reports[v.Words.Report].Article.Text))
			for _, e := range v.Evidence {
				fmt.Fprintf(&b, " %d", e.Report)
			}
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

func TestWordingConflicts(t *testing.T) {
	for _, c := range []struct {
		name string
		said []string
		want string
	}{
		{"another word", []string{"The pilots read the wrong chart in the fog", "The pilots read the wrong map in the fog"},
			"contradiction: chart 0 / map 1"},
		{"three reports, two wordings", []string{"The pilots read the wrong chart in the fog", "The pilots read the wrong map in the fog", "the pilots read the wrong chart in the fog"},
			"contradiction: chart 0 2 / map 1"},
		{"another number of the word", []string{"We buried our neighbour on a Monday morning", "We buried our neighbours on a Monday morning"},
			"imprecision: neighbour 0 / neighbours 1"},
		{"a word more", []string{"I am very sorry for what the board has done", "I am sorry for what the board has done"},
			"imprecision: am very sorry 0 / am sorry 1"},
		{"a negation", []string{"We did not know that the lock was leaking", "We did know that the lock was leaking"},
			"contradiction: did not know 0 / did know 1"},
		{"another modal verb, at the start too", []string{"We may open the lock again before the end of the year if the ice allows it. We are in no hurry", "We will open the lock again before the end of the year if the ice allows it"},
			"contradiction: may 0 / will 1"},
		{"a modal verb in another tense", []string{"Will the harbour board open the lock again before the summer", "Would the harbour board open the lock again before the summer"}, ""},
		{"a cut", []string{"The pilots read the wrong chart in the fog, and nobody told them", "the wrong chart in the fog"}, ""},
		{"a contraction", []string{"It is clear that we are late and they do not care", "It's clear that we're late and they don't care"}, ""},
		{"a word more behind a contraction", []string{"Now I've got no excuse for the broken lock", "Now I have no excuse for the broken lock"},
			"imprecision: I've got no 0 / have no 1"},
		{"a title and an article", []string{"I disagree with Mayor Trewin on the plan for the harbour", "I disagree with Trewin on plan for the harbour"}, ""},
		{"a censored word", []string{"We are going to sack the bastards by next spring", "We are going to sack the b******s by next spring"}, ""},
		{"an editor's word", []string{"He told us that he would never come back here", "[The pilot] told us that he would never come back here"}, ""},
		{"fitted into a sentence", []string{"I look forward to being heard by the harbour board", "looks forward to being heard by the harbour board"}, ""},
		{"an ellipsis", []string{"The ferry is old, late and full of rats every single day", "The ferry is … full of rats every single day"}, ""},
		{"other things said", []string{"The ferry will sail on Monday", "The ferry is a ruin and always was"}, ""},
		{"one report repeats itself", []string{"The pilots read the wrong chart in the fog"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := wordings(c.said...); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// The order of the reports makes no difference to conflicts.
func TestWordingConflictsUnderPermutation(t *testing.T) {
	as := story([]quoted{
		{"a", "Marta Ilves", "", "The pilots read the wrong chart in the fog"},
		{"b", "Marta Ilves", "", "The pilots read the wrong map in the fog"},
		{"c", "Marta Ilves", "", "The pilots read a wrong sign in the fog"},
		{"d", "Marta Ilves", "", "the pilots saw the wrong chart in the fog"},
	})
	want := showConflicts(Compare(as))
	if want == "" {
		t.Fatal("no conflicts")
	}
	for range 20 {
		rand.Shuffle(len(as), func(i, j int) { as[i], as[j] = as[j], as[i] })
		if got := showConflicts(Compare(as)); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// Two cuts of one speech have little in common as wholes and much where they
// overlap.
func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"In the council of this city, what have you been drinking all year, Tobias?", "What have you been thinking all year, Tobias? You spent it all on a coin and a regatta.", true},
		{"What have we here, Tobias? A lock keeper with a plan?", "You spent it all, Tobias. What a lock keeper needs is a plan.", false},
	} {
		x := newLexicon()
		a, b := x.read(c.a, []text.Span{{End: len(c.a)}}), x.read(c.b, []text.Span{{End: len(c.b)}})
		cs, kept := changes(x, a, b, align(x, a, b))
		if got := overlap(a, b, cs, kept); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
