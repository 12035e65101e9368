package segment

import (
	"testing"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// What stands behind a dateline is where the report's own sentence begins.
func TestBehind(t *testing.T) {
	for _, c := range []struct{ text, behind string }{
		{"OLD HARBOUR, May 3 (ANA) — The quay is closed.", "The"},
		{"OLD HARBOUR (Strait Wire) - The quay is closed.", "The"},
		{"HALLOWMERE — Nobody drank it.", "Nobody"},
		{"HALLOWMERE - Nobody drank it.", "Nobody"},
		{"HALLOWMERE (NPI) _ Nobody drank it.", "Nobody"},
		{"HALLOWMERE -- “Nobody drank it,” she said.", "“"},
		{"PORT AMSEL, Vt., Sept. 11 (NPI) – U.S. envoys left.", "U.S."},
		{"HALLOWMERE/OLD TARN (ANA) — 300 people left.", "300"},
		{"HALLOWMERE (the Lantern's own correspondent) — Rain fell.", "Rain"},
		{"ANA had 300 readers — it was the most ever.", "ANA"},
		{"ANA — it was the agency — was wrong.", "ANA"},
		{"OPW inspector Tavener — who came late — left.", "OPW"},
		{"HALLOWMERE: The day the water stopped — A chronicle", "HALLOWMERE"},
		{"MAYOR SAYS NO — COUNCIL TO RESIGN", "MAYOR"},
		{"Old Harbour — The quay is closed.", "Old"},
		{"A — The first answer.", "A"},
		{"HALLOWMERE —", "HALLOWMERE"},
	} {
		s := Segment(c.text, text.Span{}, []text.Span{{End: len(c.text)}}, lang.English())
		if got := s.Tokens[s.Behind(c.text, 0)].In(c.text); got != c.behind {
			t.Errorf("%s: begins with %q, want %q", c.text, got, c.behind)
		}
	}
}

// Only a paragraph begins with a dateline.
func TestBehindOpensParagraph(t *testing.T) {
	const words = "It rained. HALLOWMERE — The river rose."
	s := Segment(words, text.Span{}, []text.Span{{End: len(words)}}, lang.English())
	for i := range s.Sentences {
		if got := s.Behind(words, i); got != s.Sentences[i].First {
			t.Errorf("sentence %d begins at token %d, want %d", i, got, s.Sentences[i].First)
		}
	}
}
