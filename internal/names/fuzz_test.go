package names

import (
	"testing"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// FuzzFind checks that whatever the text, spans lie in it on rune boundaries,
// mentions are in order, and mentions and entities refer to each other.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"", "Mayor Ilse Marenko said she would go. “I go,” the mayor said.",
		"Jan “Bo” Petric, Jr., chairman of the Harbour Workers Union (HWU), told her lawyer's aide.",
		"THE OLD MAYOR OF VESTHAVN'S SON, 54, A FARMER, SAID", "Ö’Ü de la Ñ 's 's of of Of The",
		"The court that they had left,",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		l := lang.English()
		seg := segment.Segment(s, text.Span{}, []text.Span{{Start: 0, End: len(s)}}, l)
		check(t, s, Find(s, seg, marks.Find(s, seg), l))
	})
}

func check(t *testing.T, s string, r *Result) {
	t.Helper()
	valid := func(what string, x text.Span) {
		if x.Start < 0 || x.End > len(s) || x.Start > x.End || !onRune(s, x.Start) || !onRune(s, x.End) {
			t.Errorf("%s: bad span %v", what, x)
		}
	}
	for i, m := range r.Mentions {
		valid("mention", m.Span)
		valid("name", m.Name)
		valid("role", m.Role)
		valid("apposition", m.Appos)
		if m.Span.Empty() {
			t.Errorf("mention %d is empty", i)
		}
		if i > 0 && r.Mentions[i-1].Span.Start > m.Span.Start {
			t.Errorf("mention %d begins before the one before it", i)
		}
		if m.Entity >= len(r.Entities) {
			t.Errorf("mention %d: no entity %d", i, m.Entity)
		}
	}
	first := -1
	for e, ent := range r.Entities {
		valid("entity name", ent.Name)
		valid("entity role", ent.Role)
		if len(ent.Mentions) == 0 || ent.Mentions[0] <= first {
			t.Errorf("entity %d is out of order", e)
			continue
		}
		first = ent.Mentions[0]
		for _, m := range ent.Mentions {
			if r.Mentions[m].Entity != e {
				t.Errorf("mention %d is not of entity %d", m, e)
			}
		}
	}
}

func onRune(s string, at int) bool { return at == len(s) || utf8.RuneStart(s[at]) }
