package attribution

import "testing"

func TestEnded(t *testing.T) {
	r := readingOf("“It was May. She told me she would stay.” Nobody asked. “It is late,” he said.")
	find := func(w string) int {
		for i, k := range r.segments.Tokens {
			if k.In(r.text) == w {
				return i
			}
		}
		t.Fatal(w)
		return 0
	}
	for _, c := range []struct {
		name     string
		from, to int // tokens
		want     string
	}{
		{"a part of its sentence", find("she"), find("Nobody"), "she would stay"},
		{"a whole sentence", find("She"), find("Nobody"), "She told me she would stay.”"},
		{"both marks", find("It"), find("Nobody"), "It was May. She told me she would stay.”"},
		{"no mark", find("she"), find("stay") + 1, "she would stay"},
	} {
		if got := r.spanOf(0, r.ended(0, span{content, c.from, c.to})).In(r.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Nobody says a dateline.
func TestBegun(t *testing.T) {
	const words = "HALLOWMERE, May 3 (ANA) — The works will close, the mayor said."
	r := readingOf(words)
	for _, c := range []struct {
		from, to int // tokens
		want     string
	}{
		{0, 12, "The works will close"},
		{9, 12, "works will close"},
		{0, 8, "HALLOWMERE, May 3 (ANA) —"},
	} {
		if got := r.spanOf(0, r.begun(0, span{content, c.from, c.to})).In(words); got != c.want {
			t.Errorf("tokens %d to %d: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
