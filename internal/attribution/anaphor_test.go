package attribution

import "testing"

func TestStandsFor(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
		want int
	}{
		{"Half said so in May.", 2, 1},
		{"She does not think so.", 4, 1},
		{"He acknowledged as much in an interview.", 2, 2},
		{"He said as much as he could.", 2, 0},
		{"He said so much.", 2, 0},
		{"He said so that all could hear.", 2, 0},
		{"He ran so in May.", 2, 0},
		{"He admitted as much blame.", 2, 0},
	} {
		r := readingOf(c.text)
		if got := r.standsFor(c.at, len(r.words)); got != c.want {
			t.Errorf("%s: %d tokens, want %d", c.text, got, c.want)
		}
	}
}

func TestAnaphors(t *testing.T) {
	r := readingOf("The clerk had said so in May.")
	u := r.units()[0]
	cs := []candidate{{span{cue, 2, 4}, .4}, {span{cue, 3, 4}, .3}}
	got := r.anaphors(u, nil, cs)
	if len(got) != 2 || got[0].span != (span{cue, 2, 4}) || got[1].span != (span{content, 4, 5}) {
		t.Errorf("found %v", got)
	}
	whole := []candidate{{span{content, 0, 7}, .9}}
	if got := r.anaphors(u, whole, cs); len(got) != 1 {
		t.Errorf("found %v within what is told already", got)
	}
}
