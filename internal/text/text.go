// Package text gives positions in immutable UTF-8 text.
//
// Every finding of Parallax is a [Span], a half-open range of bytes in a
// report's text; no stage copies or rewrites words. Bytes are what Go slices
// by; the outside world (JSON, the W3C Web Annotation TextPositionSelector)
// counts Unicode code points, and an [Index] converts between the two where
// text leaves the program, nowhere else.
//
//	t := "He said “no”."
//	s := text.Span{Start: 11, End: 13}
//	s.In(t)                          // "no"
//	text.NewIndex(t).Points(s)       // 9, 11
//
// The one surprise: a zero Span is an empty range at the start of the text and
// stands for "none" wherever a field says so; test it with [Span.Empty].
package text

// Span is the half-open byte range [Start, End) of a text. Both ends lie on
// rune boundaries.
type Span struct {
	Start int // first byte
	End   int // one past the last byte
}

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// In gives the words of t that the span covers. It shares t's memory.
func (s Span) In(t string) string { return t[s.Start:s.End] }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Holds reports whether the byte at pos lies within s.
func (s Span) Holds(pos int) bool { return s.Start <= pos && pos < s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Overlap is the number of bytes that the two spans share.
func (s Span) Overlap(o Span) int {
	return max(0, min(s.End, o.End)-max(s.Start, o.Start))
}

// Cover is the smallest span that holds both; an empty span adds nothing.
func (s Span) Cover(o Span) Span {
	switch {
	case s.Empty():
		return o
	case o.Empty():
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}
