package claims

import (
	"testing"
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
