package attribution

import "testing"

func TestSourced(t *testing.T) {
	for _, c := range []struct {
		text          string
		from, to, cue int // tokens
		want          string
	}{
		{"Venn on Tuesday said no.", 0, 3, 3, "Venn"},
		{"She earlier this week said no.", 0, 4, 4, "She"},
		{"A poll released Tuesday showed it.", 0, 4, 4, "A poll released Tuesday"},
		{"Polls this week showed it.", 0, 3, 3, "Polls this week"},
		{"Venn, a retired pilot, said no.", 0, 1, 6, "Venn, a retired pilot,"},
		{"Venn, a pilot who flew, said no.", 0, 1, 7, "Venn"},
		{"Venn, who flew, said no.", 0, 1, 5, "Venn"},
		{"Venn then said no.", 0, 1, 2, "Venn"},
		{"No, said a pilot on Tuesday.", 3, 7, 2, "a pilot on Tuesday"},
	} {
		r := readingOf(c.text)
		s := r.sourced(0, span{source, c.from, c.to}, span{cue, c.cue, c.cue + 1}, nil)
		if got := r.spanOf(0, s).In(c.text); got != c.want {
			t.Errorf("%s: source %q, want %q", c.text, got, c.want)
		}
	}
	other := []candidate{{span: span{content, 2, 5}}}
	r := readingOf("Venn, a retired pilot, said no.")
	if s := r.sourced(0, span{source, 0, 1}, span{cue, 6, 7}, other); s.end != 1 {
		t.Errorf("went on to token %d over what is told", s.end)
	}
}

func TestOneClause(t *testing.T) {
	for _, c := range []struct {
		text       string
		first, end int // tokens
		want       string
	}{
		{"Everyone I interviewed said it was late.", 2, 4, "said"},
		{"She had said it was late.", 1, 3, "had said"},
		{"She said on Monday it was late.", 1, 4, "said on Monday"},
		{"She said it was late.", 1, 2, "said"},
	} {
		r := readingOf(c.text)
		if got := r.spanOf(0, r.oneClause(0, span{cue, c.first, c.end})).In(c.text); got != c.want {
			t.Errorf("%s: cue %q, want %q", c.text, got, c.want)
		}
	}
}
