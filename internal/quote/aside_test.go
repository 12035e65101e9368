package quote

import "testing"

// Words are counted no further than they are asked for: the same as by all of them.
func TestCountedNoFurther(t *testing.T) {
	for s, want := range map[string][4]int{ // upper, must, all, and from how many on there are no more
		"":                            {0, 0, 0, 0},
		" “…” ":                       {0, 0, 0, 1},
		"The Night of the Long Tides": {4, 4, 6, 6},
		"nobody knew 7 of them":       {1, 4, 5, 5},
	} {
		upper, must, all := capitals(s, len(s))
		if got := [3]int{upper, must, all}; got != [3]int(want[:3]) {
			t.Errorf("%q: %v, want %v", s, got, want[:3])
		}
		if _, _, some := capitals(s, 2); some != min(all, 3) {
			t.Errorf("%q: %d words where three tell as much as %d", s, some, all)
		}
		for n := range 8 {
			if got := moreWords(s, n); got != (n < want[3]) {
				t.Errorf("%q: more words than %d: %v", s, n, got)
			}
		}
	}
}
