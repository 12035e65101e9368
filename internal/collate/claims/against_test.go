package claims

import (
	"fmt"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
)

// Lines that say who speaks, and passages that give other numbers of one thing,
// are no agreement; what somebody said is no claim of the report that quotes it.
func TestAgainst(t *testing.T) {
	const (
		one = `Quay closed

The harbour office of Tannau closed the coal quay on Tuesday after eleven boats broke their moorings in the storm. “I should have closed it sooner, and nobody on this quay will forgive me for that,” he told a crowded hall.

The dredger Bertram cleared twelve wrecks from the basin of Tannau within a week. The harbour master, Odile Farrow, said that the moorings were sound.`
		two = `Storm

After the storm the coal quay was closed by the harbour office on Tuesday. The dredger Bertram cleared fourteen wrecks from the basin of Tannau within a week.

The harbour master, Odile Farrow, said that nobody had warned her of it.`
	)
	as := []*analysis.Analysis{report("a", one), report("b", two)}
	c := find([]int{0, 1}, as...)
	agreed, single := wordings(c.Agreed, as...), wordings(c.Single, as...)
	if !contains(agreed, "closed the coal quay", "quay was closed") {
		t.Errorf("no closing in %q", agreed)
	}
	for _, no := range []string{"wrecks", "Odile Farrow"} {
		if contains(agreed, no) {
			t.Errorf("%q is agreed: %q", no, agreed)
		}
	}
	if contains(single, "should have closed it sooner") {
		t.Errorf("what somebody said is told as a claim: %q", single)
	}
}

// Words that say who speaks are a claim where they tell a deed or a number; a
// number in a compound is one; times too vague to differ rule nothing out.
func TestDeeds(t *testing.T) {
	const (
		one = `Harbour

Five retired pilots of Tannau urged Odile Farrow to step aside.

The insurers read a 38-page letter to the harbour board at noon.

About 7,000 barges will be scrapped in the coming months.`
		two = `Pilots

Others were less forgiving, including five retired pilots of Tannau, who said that nobody trusts her.

At noon a 35-page letter was read by the insurers to the harbour board.

By the summer some 7,000 barges are to be scrapped.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	for _, want := range [][]string{{"Five retired pilots", "five retired pilots"}, {"7,000 barges will", "7,000 barges are"}} {
		if !contains(agreed, want...) {
			t.Errorf("%q is not agreed: %q", want, agreed)
		}
	}
	if contains(agreed, "38-page") {
		t.Errorf("letters of other lengths are agreed: %q", agreed)
	}
}

// The same deed of two people is no agreement; who speaks is not told by the day
// on which it is said.
func TestOthers(t *testing.T) {
	const (
		one = `Harbour

Odile Farrow, as she likes to do, rescued the insurers of Tannau from the basin.

The harbour board met the owners of the barges, as a senior pilot suggested Tuesday.`
		two = `Pilots

Rafiq Torvald rescued the insurers of Tannau with a rope.

A pilot suggested Tuesday that nobody listens to the crews.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	for _, no := range []string{"rescued", "suggested"} {
		if contains(agreed, no) {
			t.Errorf("%q is agreed: %q", no, agreed)
		}
	}
}

// Who begins to speak comes after what happened, however much is shared of it.
func TestIntroductions(t *testing.T) {
	const (
		one = `Harbour

At the Tannau observatory, Dr Samuel Adeyinka-Holt, an astronomer who has worked there for eleven years, said that 340 visitors had signed the book.

Odile Farrow resigned on Tuesday.`
		two = `Pilots

At the Tannau observatory, Dr Samuel Adeyinka-Holt, an astronomer there for eleven years, said that Jonas Pell had lost the key.

On Tuesday Odile Farrow resigned.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	if len(agreed) != 2 || !contains(agreed[:1], "resigned") || !contains(agreed[1:], "eleven years, said") {
		t.Errorf("agreed are %q", agreed)
	}
}

// Accounts do not agree where the one to whom it was done in one did it in the other.
func TestSwapped(t *testing.T) {
	const (
		one = `Court

The union sued Carrow Lifts over nineteen cranes on Tuesday. Nobody swept the quay.`
		two = `Cranes

Carrow Lifts sued the union on Tuesday over nineteen cranes. Tea was served late.`
		same = `Cranes

Carrow Lifts was sued by the union on Tuesday over nineteen cranes. Tea was served late.`
	)
	a, b, c := report("a", one), report("b", two), report("c", same)
	if agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b); contains(agreed, "sued") {
		t.Errorf("each sued the other, and both are agreed: %q", agreed)
	}
	if agreed := wordings(find([]int{0, 1}, a, c).Agreed, a, c); !contains(agreed, "sued") {
		t.Errorf("nobody is sued: %q", agreed)
	}
}

// What stands around one quotation in two reports is believed to tell the same
// sooner than what stands around two.
func TestQuotesBoth(t *testing.T) {
	const (
		one   = "Board\n\nThe harbour board dismissed the petition on Tuesday as “%s” of the insurers, who had asked for pilots. Nobody swept the quay."
		two   = "Petition\n\nThe board, which had met for hours, called a petition for more pilots “%s” in a letter. Tea was served late."
		quote = "a tired old story"
	)
	believed := func(second string) float64 {
		as := []*analysis.Analysis{report("a", fmt.Sprintf(one, quote)), report("b", fmt.Sprintf(two, second))}
		f := &finder{as: as, v: statements.Read(as, []int{0, 1}), denied: map[[2]int][]int{}, rejects: map[[2]int]bool{}}
		x := &aligner{v: f.v, both: map[[2]int]int{}}
		p, ok := x.align(0, 2) // either report has two sentences
		if !ok {
			t.Fatal("the petition is not aligned")
		}
		return f.believe(x, &p)
	}
	if same, other := believed(quote), believed("a poor idle joke"); same <= other {
		t.Errorf("%.2f for one quotation, %.2f for two", same, other)
	}
}

// Passages that are shown with days or months none of which can be the same agree
// on nothing, also where these do not stand right beside what the passages share.
func TestOtherMonths(t *testing.T) {
	const third = `Rules

The government was planning to publish new rules in April, the harbour minister said. The bell rang.`
	for other, want := range map[string]bool{"in May": false, "in April": true} {
		one := `Harbour

Harbour Minister Petra Lindqvist said the government would publish new rules on converted moorings in April. Gulls ate.`
		two := `Moorings

Harbour minister Petra Lindqvist promised new rules ` + other + `. A boat left Tannau at noon.`
		as := []*analysis.Analysis{report("a", one), report("b", two), report("c", third)}
		if agreed := wordings(find([]int{0, 1, 2}, as...).Agreed, as...); contains(agreed, "Petra Lindqvist said", "Petra Lindqvist promised") != want {
			t.Errorf("%s: agreed %v, want %v: %q", other, !want, want, agreed)
		}
	}
}
