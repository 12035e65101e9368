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
