package claims

import (
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/tag"
)

// What is shown of a claim can be read alone: a stretch without a verb is shown
// with what was done, one that begins with a verb with who did it.
func TestStands(t *testing.T) {
	const (
		one = `Director speaks

In an interview with Radio Tannau on Tuesday, Odile Farrow defended the dredging contracts that went missing from the harbour office.

Odile Farrow, as she likes to do, handed nineteen keys to the insurers of the barges.`
		two = `Farrow

Odile Farrow sat down for an interview with Radio Tannau on Tuesday and spoke of her pension.

The insurers of the barges were handed nineteen keys by Farrow.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	if !contains(agreed, "a: In an interview with Radio Tannau on Tuesday, Odile Farrow defended", "b: Odile Farrow sat down") {
		t.Errorf("no interview that anybody gave in %q", agreed)
	}
	if !contains(agreed, "a: Odile Farrow, as she likes to do, handed nineteen keys", "b: The insurers of the barges were handed") {
		t.Errorf("nobody hands keys in %q", agreed)
	}
}

// Accounts do not agree where one denies what the other says was done, nor about
// happenings of different days.
func TestTurned(t *testing.T) {
	const (
		one = `Contracts

The harbour board of Tannau recognised the dredging contracts of the Bertram company.

Monday's meeting of the harbour board with the insurers of the barges lasted for hours.`
		two = `Harbour

The harbour board of Tannau never recognised the dredging contracts of the Bertram company.

Friday's meeting of the harbour board with the insurers of the barges lasted for hours.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	for _, no := range []string{"recognised", "meeting"} {
		if contains(agreed, no) {
			t.Errorf("%q is agreed: %q", no, agreed)
		}
	}
}

// What somebody does not expect, or denies, is never shown without that.
func TestGoverned(t *testing.T) {
	const (
		one = `Strike

The harbour office does not expect that the strike of the ferry pilots will end before Sunday.

Odile Farrow rejected claims that she had sold nineteen barges to the Bertram company.`
		two = `Pilots

A pilot said he is sure the strike of the ferry pilots will end before Sunday.

Farrow has always denied that nineteen barges were sold by her to the Bertram company.`
	)
	a, b := report("a", one), report("b", two)
	cs := find([]int{0, 1}, a, b)
	agreed := wordings(cs.Agreed, a, b)
	if contains(agreed, "pilots will end") {
		t.Errorf("the strike is agreed to end: %q", agreed)
	}
	if !contains(agreed, "rejected claims that she had sold", "denied that nineteen barges") {
		t.Errorf("what is denied is not shown as such: %q", agreed)
	}
	if single := wordings(cs.Single, a, b); !contains(single, "does not expect that the strike") {
		t.Errorf("nobody expects the strike to go on: %q", single)
	}
}

// What belongs to somebody is shown where a stretch ends with whose it is.
func TestOwned(t *testing.T) {
	const (
		one = `Harbour

Barges of the Bertram company blocked the harbour master's new quay.`
		two = `Barges

The harbour master was blocked by barges of the Bertram company.`
	)
	a, b := report("a", one), report("b", two)
	c := sentence(a, &statements.Read([]*analysis.Analysis{a, b}, []int{0, 1}).Sentences[0])
	for i := c.First; i < c.End; i++ {
		if a.Tags[i].Tag != tag.POS {
			continue
		}
		if got := (stretch{c.First, c.owned(i + 1)}).text(a).In(a.Article.Text); got != "Barges of the Bertram company blocked the harbour master's new quay" {
			t.Errorf("%q", got)
		}
		return
	}
	t.Error("nothing belongs to anybody")
}

// What is told of a subject is shown with it, whatever stands between the two.
func TestHang(t *testing.T) {
	const (
		one = `Director leaves

The mayor wrote on Tuesday that Director Odile Farrow, a retired pilot who was one of his first picks for the harbour board, would be gone by the end of May.

Nobody swept the quay. Eleven boats lay in the basin.`
		two = `Farrow

On Tuesday the mayor had said Farrow -- the first pilot on the harbour board to quarrel with the insurers -- was leaving in May.

Tea was served late. The storm blew over.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	if !contains(agreed, "would be gone by the end of May", "was leaving in May") {
		t.Errorf("nobody leaves in %q", agreed)
	}
}

// What hangs on the words before it is shown with them.
func TestHangs(t *testing.T) {
	const (
		one = `Farrow

Odile Farrow kept no records of her years as director, which lasted from 2009 to 2013. Nobody swept the quay.`
		two = `Director

She was director of the harbour from 2009 to 2013. Tea was served late.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	if !contains(agreed, "kept no records of her years as director, which lasted from 2009 to 2013", "She was director") {
		t.Errorf("nothing lasted in %q", agreed)
	}
}

// Of what belongs to a report's own words nothing is begun.
func TestBegun(t *testing.T) {
	const (
		one = `Keys

Farrow handed nineteen keys to the insurers of the barges and adviser Tobias Kroll on the quay. Nobody swept the quay.`
		two = `Barges

The insurers of the barges were handed nineteen keys by Farrow. Tea was served late.`
	)
	a, b := report("a", one), report("b", two)
	agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
	if !contains(agreed, "a: Farrow handed nineteen keys to the insurers of the barges |") {
		t.Errorf("the keys go elsewhere: %q", agreed)
	}
}
