// Package marked lets a test mark its expectation inside its input: a news
// paragraph with named brackets around what a stage is to find is test and
// documentation in one, readable without Go.
//
//	{speaker:Mayor Ilse Marenko} {cue:said}: “{q1:We go, and {aside:we go} now}.”
//
// [Parse] takes the brackets away and tells where they stood; [Show] puts
// brackets around what was found, so that a failing test prints both in the
// same form.
//
// A bracket opens with "{", a label of letters, digits, "-", "_" or ".", and
// ":"; it closes with "}". A brace that does neither stands for itself. The
// one surprise: no space is taken away after the colon, so "{who: she}" marks
// the space too.
package marked

import (
	"fmt"
	"slices"
	"strings"

	"parallax/internal/text"
)

// Span is a labelled stretch of the clean text.
type Span struct {
	Label string
	Span  text.Span // bytes of the clean text
}

// Parse gives the text without its brackets, and the stretches that they
// marked in the order of their opening brackets: the outer one of a nested
// pair first. It panics when a bracket is not closed, since a test that marks
// nothing must not pass.
func Parse(s string) (clean string, spans []Span) {
	var b strings.Builder
	var open []int // indexes into spans of the brackets not closed yet
	for i := 0; i < len(s); {
		if n := opening(s[i:]); n > 0 {
			open = append(open, len(spans))
			spans = append(spans, Span{Label: s[i+1 : i+n-1], Span: text.Span{Start: b.Len()}})
			i += n
			continue
		}
		if s[i] == '}' && len(open) > 0 {
			spans[open[len(open)-1]].Span.End = b.Len()
			open = open[:len(open)-1]
		} else {
			b.WriteByte(s[i])
		}
		i++
	}
	if len(open) > 0 {
		panic(fmt.Sprintf("marked: bracket {%s: is not closed in %q", spans[open[len(open)-1]].Label, s))
	}
	return b.String(), spans
}

// Labelled gives the stretches with that label, in order.
func Labelled(spans []Span, label string) []text.Span {
	var out []text.Span
	for _, s := range spans {
		if s.Label == label {
			out = append(out, s.Span)
		}
	}
	return out
}

// Show puts a bracket around each stretch of the clean text. Where several
// begin at one place the longer one is the outer one; of two equal ones the
// first given. Stretches that cross each other are shown by their ends,
// whichever label those belong to.
func Show(clean string, spans []Span) string {
	sorted := slices.Clone(spans)
	slices.SortStableFunc(sorted, func(a, b Span) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return b.Span.End - a.Span.End
	})
	var b strings.Builder
	var ends []int // ends of the open stretches
	at := 0
	closeUpTo := func(pos int) {
		for slices.Sort(ends); len(ends) > 0 && ends[0] <= pos; ends = ends[1:] {
			b.WriteString(clean[at:ends[0]])
			at = ends[0]
			b.WriteByte('}')
		}
	}
	for _, s := range sorted {
		closeUpTo(s.Span.Start)
		b.WriteString(clean[at:s.Span.Start])
		at = s.Span.Start
		b.WriteString("{" + s.Label + ":")
		ends = append(ends, s.Span.End)
	}
	closeUpTo(len(clean))
	b.WriteString(clean[at:])
	return b.String()
}

// opening is the length of the opening bracket at the start of s, 0 when
// there is none.
func opening(s string) int {
	if s[0] != '{' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == ':' && i > 1:
			return i + 1
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
		default:
			return 0
		}
	}
	return 0
}
