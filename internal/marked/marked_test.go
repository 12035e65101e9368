package marked

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parallax/internal/text"
)

func TestParse(t *testing.T) {
	const in = "{speaker:Mayor Ilse Marenko} {cue:said}: “{q1:We go, and {aside:we go} now}.”"
	clean, spans := Parse(in)
	if want := "Mayor Ilse Marenko said: “We go, and we go now.”"; clean != want {
		t.Errorf("clean text is %q, want %q", clean, want)
	}
	var got [][2]string
	for _, s := range spans {
		got = append(got, [2]string{s.Label, s.Span.In(clean)})
	}
	want := [][2]string{
		{"speaker", "Mayor Ilse Marenko"},
		{"cue", "said"},
		{"q1", "We go, and we go now"},
		{"aside", "we go"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("marked stretches (-want +got):\n%s", d)
	}
	if back := Show(clean, spans); back != in {
		t.Errorf("Show gives\n%s\nwant\n%s", back, in)
	}
}

func TestBracesThatMarkNothing(t *testing.T) {
	for _, in := range []string{"", "{", "}", "a } b", "{}", "{:}", "{no label: here", "{é:x}"} {
		if clean, spans := Parse(in); clean != in || spans != nil {
			t.Errorf("Parse(%q) = %q, %v; want it unchanged", in, clean, spans)
		}
	}
}

func TestUnclosedBracketPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unclosed bracket passed")
		}
	}()
	Parse("{who:Ada Lund said")
}

func TestLabelled(t *testing.T) {
	clean, spans := Parse("{a:one} {b:two} {a:three}")
	got := Labelled(spans, "a")
	if len(got) != 2 || got[0].In(clean) != "one" || got[1].In(clean) != "three" {
		t.Errorf("Labelled gives %v", got)
	}
}

func TestShowNestsTheLongerOutside(t *testing.T) {
	spans := []Span{
		{"inner", text.Span{Start: 0, End: 2}},
		{"outer", text.Span{Start: 0, End: 5}},
		{"none", text.Span{Start: 5, End: 5}},
	}
	if got, want := Show("ab cd", spans), "{outer:{inner:ab} cd}{none:}"; got != want {
		t.Errorf("Show gives %s, want %s", got, want)
	}
}
