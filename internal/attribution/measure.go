package attribution

import "parallax/internal/segment"

// Agreement is how well found spans agree with right ones.
type Agreement struct {
	Right, Found, Gold int // spans that are both, that were found, that should have been
}

// F1 is the harmonic mean of precision and recall, 0 to 1.
func (a Agreement) F1() float64 {
	if a.Found+a.Gold == 0 {
		return 0
	}
	return 2 * float64(a.Right) / float64(a.Found+a.Gold)
}

// Measure compares what the model finds in annotated reports with what is
// marked there, span by span: sources, cues, contents. Tokens without a letter
// or digit at the ends of a span do not count.
func Measure(m *Model, xs []*Example) (sources, cues, contents Agreement) {
	var all [roles]Agreement
	for _, x := range xs {
		gold := x.spanSet()
		found := (&Example{Segments: x.Segments, Gold: Find(x.Text, x.Segments, x.Words, x.Marks, m)}).spanSet()
		for s := range gold {
			all[s.role].Gold++
		}
		for s := range found {
			all[s.role].Found++
			if gold[s] {
				all[s.role].Right++
			}
		}
	}
	return all[source], all[cue], all[content]
}

// spanSet is the set of the right spans, trimmed.
func (x *Example) spanSet() map[span]bool {
	out := map[span]bool{}
	for _, g := range x.goldSpans() {
		out[x.trim(g.span)] = true
	}
	return out
}

// trim takes tokens without a letter or digit off both ends.
func (x *Example) trim(s span) span {
	bare := func(i int) bool { return x.Segments.Tokens[i].Kind > segment.Clitic }
	for s.first < s.end-1 && bare(s.first) {
		s.first++
	}
	for s.end-1 > s.first && bare(s.end-1) {
		s.end--
	}
	return s
}
