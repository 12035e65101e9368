package story

import (
	"bytes"
	"reflect"
	"testing"
)

// TestAddAll: two threads do what one does, to the last byte, whatever comes in
// one call: languages, reports that are there already, days that end.
func TestAddAll(t *testing.T) {
	stream := func() []*Report {
		gen := newGenerator(14)
		gen.wide = 300
		gen.own = 40
		var out []*Report
		for i := range 3000 {
			r := gen.next()
			r.Day = int32(20000 + i/100)
			if i%7 == 0 {
				r.Language, r.shelf = "nl", "nl"
			}
			if out = append(out, r); i%50 == 0 {
				out = append(out, out[i/2])
			}
		}
		return out
	}
	o := Options{Window: 9, Most: 1100}
	one, all := NewGrouper(o), NewGrouper(o)
	var want, got []Placing
	for _, r := range stream() {
		want = append(want, one.Add(r))
	}
	reports := stream()
	for _, n := range []int{0, 1, 15, 16, 17, 1000} {
		got = append(got, all.AddAll(reports[:n])...)
		reports = reports[n:]
	}
	got = append(got, all.AddAll(reports)...)
	changes := 0
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("report %d: %+v, one by one %+v", i, got[i], want[i])
		}
		changes += len(want[i].Changes)
	}
	if len(got) != len(want) || changes == 0 || len(all.order) != 2 {
		t.Fatalf("%d placings of %d, %d changes, %d languages", len(got), len(want), changes, len(all.order))
	}
	var a, b bytes.Buffer
	if one.Save(&a) != nil || all.Save(&b) != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("what is saved differs")
	}
	check(t, all)
}
