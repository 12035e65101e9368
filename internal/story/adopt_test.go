package story

import (
	"fmt"
	"testing"
)

// TestAddTo makes a stream anew from what it did, and goes on with both.
func TestAddTo(t *testing.T) {
	gen := newGenerator(7)
	first, anew := NewGrouper(Options{}), NewGrouper(Options{})
	at := map[string]string{}
	var reports []*Report
	settle := func(changes []Change) {
		for _, c := range changes {
			for _, r := range c.Reports {
				at[r] = c.To
			}
		}
	}
	for range 400 {
		r := gen.next()
		reports = append(reports, r)
		p := first.Add(r)
		at[r.ID] = p.Story
		settle(p.Changes)
	}
	for _, r := range reports {
		anew.AddTo(r, at[r.ID])
	}
	for _, r := range reports {
		if got := anew.Add(r).Story; got != at[r.ID] {
			t.Fatalf("report %s is in %s, was in %s", r.ID, got, at[r.ID])
		}
	}
	if a, b := fmt.Sprint(len(first.stories)), fmt.Sprint(len(anew.stories)); a != b {
		t.Errorf("%s stories became %s", a, b)
	}
}
