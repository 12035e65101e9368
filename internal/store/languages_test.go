package store

import (
	"slices"
	"testing"
)

func TestLanguages(t *testing.T) {
	s := open(t)
	if got, err := s.Languages(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("of an empty store: %v, %v", got, err)
	}
	for i, code := range []string{"sv", "en", "", "de", "en"} {
		a := told(string(rune('a'+i)), "Courier", "2031-05-02", "Bridge shut over the Lorr "+code, "The bridge is shut from Monday.")
		a.Language = code
		receive(t, s, a)
		place(t, s, "s"+string(rune('a'+i)))
	}
	if got, err := s.Languages(t.Context()); err != nil || !slices.Equal(got, []string{"de", "en", "sv"}) {
		t.Errorf("%v, %v", got, err)
	}
}
