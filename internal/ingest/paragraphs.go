package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/ingest/furniture"
	"parallax/internal/text"
)

// Plain text separates paragraphs in one of three ways, and a file keeps to
// one of them:
//
//	a blank line between, no other line ends    either rule below gives the same
//	a line each, blank lines or not             every line end separates
//	lines broken to a width, blank lines        only blank lines separate (and, where
//	                                            there is none, a line that ends early)

// paragraphsOf finds the paragraphs of t from a position on, without
// surrounding space and without lines that are no part of a report.
func paragraphsOf(t string, from int) []text.Span {
	lines := linesOf(t, from)
	wrapped := isWrapped(t, lines)
	var out []text.Span
	var open text.Span
	closeOpen := func() {
		if !open.Empty() && !(wrapped && furniture.Line(open.In(t))) {
			out = append(out, open)
		}
		open = text.Span{}
	}
	for i, l := range lines {
		if l.Empty() {
			closeOpen()
			continue
		}
		apart := furniture.Line(l.In(t))
		if apart || !wrapped || endsEarly(t, lines, i-1) {
			closeOpen()
		}
		if !apart {
			open = open.Cover(l)
		}
	}
	closeOpen()
	return out
}

// linesOf cuts t at "\n", "\r\n" and "\r", and each line at its outer space.
// An empty line is an empty span.
func linesOf(t string, from int) []text.Span {
	var out []text.Span
	ends := "\n\r"
	if strings.IndexByte(t[from:], '\r') < 0 {
		ends = "\n" // one character is found many times faster than one of two
	}
	for start := from; start < len(t); {
		end := start + strings.IndexAny(t[start:], ends)
		next := end + 1
		if end < start {
			end, next = len(t), len(t)
		} else if t[end] == '\r' && next < len(t) && t[next] == '\n' {
			next++
		}
		out = append(out, trimmed(t, text.Span{Start: start, End: end}))
		start = next
	}
	return out
}

// trimmed is s without white space, and without invisible marks, at its ends.
func trimmed(t string, s text.Span) text.Span {
	in := s.In(t)
	left := len(in) - len(strings.TrimLeftFunc(in, invisible))
	if left == len(in) {
		return text.Span{Start: s.Start, End: s.Start}
	}
	return text.Span{Start: s.Start + left, End: s.Start + len(strings.TrimRightFunc(in, invisible))}
}

func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

// widest is the longest line, in characters, that counts as broken to a width.
const widest = 120

// isWrapped decides whether a text's lines were broken to a width, by looking
// at the line ends inside blocks of adjacent lines. In broken lines the first
// word of the next line would not have fitted, most lines end in the middle of
// a sentence, and many begin with a small letter. Lines that are paragraphs
// begin with a capital or a quotation mark and end with a full stop.
func isWrapped(t string, lines []text.Span) bool {
	breaks, final, small, long, nonEmpty := 0, 0, 0, 0, 0
	width := 0
	for i, l := range lines {
		if l.Empty() {
			continue
		}
		nonEmpty++
		if n := characters(l.In(t)); n > widest {
			long++
		} else {
			width = max(width, n)
		}
		if i+1 < len(lines) && !lines[i+1].Empty() {
			breaks++
			if endsSentence(l.In(t)) {
				final++
			}
			if beginsSmall(lines[i+1].In(t)) {
				small++
			}
		}
	}
	if breaks == 0 {
		return false
	}
	if small*5 >= breaks*2 {
		return true
	}
	forced := 0
	for i := range lines {
		if i+1 < len(lines) && !lines[i].Empty() && !lines[i+1].Empty() && !fits(t, lines[i], lines[i+1], width) {
			forced++
		}
	}
	return width >= 40 && long*10 <= nonEmpty && final*2 < breaks && forced*10 >= breaks*8
}

// endsEarly reports whether, in wrapped lines, line i ends a paragraph without
// a blank line after it: it ends a sentence, and the next line's first word
// would have fitted.
func endsEarly(t string, lines []text.Span, i int) bool {
	if i < 0 || i+1 >= len(lines) || lines[i].Empty() || lines[i+1].Empty() {
		return false
	}
	width := 0
	for j := max(0, i-20); j < min(len(lines), i+20); j++ {
		if n := characters(lines[j].In(t)); n <= widest {
			width = max(width, n)
		}
	}
	if beginsSmall(lines[i+1].In(t)) || !fits(t, lines[i], lines[i+1], width-width/8) {
		return false
	}
	return endsSentence(lines[i].In(t)) || i == 0
}

// fits reports whether b's first word would have fitted on line a.
func fits(t string, a, b text.Span, width int) bool {
	word, _, _ := strings.Cut(b.In(t), " ")
	return characters(a.In(t))+1+characters(word) <= width
}

func characters(s string) int { return utf8.RuneCountInString(s) }

// endsSentence reports whether a line ends as a sentence does: with a full
// stop or its like, quotation marks and brackets after it allowed.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)]*")
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…:;", r)
}

func beginsSmall(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(r)
}

// isHeadline reports whether a text's first paragraph is its headline: short,
// on one line or two, and not a sentence with a full stop, unless it is in
// title case.
func isHeadline(p string) bool {
	if characters(p) > 150 || len(strings.Fields(p)) > 25 || strings.Count(p, "\n") > 1 {
		return false
	}
	if _, ok := furniture.ByLine(p); ok {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(p)
	first, _ := utf8.DecodeRuneInString(p)
	switch {
	case last == '?' || last == '!':
		return len(strings.Fields(p)) <= 15 && !strings.ContainsRune("\"'“‘«", first)
	case strings.ContainsRune(",-–—", last):
		return false
	case endsSentence(p) && !inTitleCase(p):
		return false
	}
	return strings.IndexFunc(p, unicode.IsLetter) >= 0
}

// inTitleCase reports whether every word of five letters or more begins with a
// capital, as in "Gulls Return to the Old Quay."
func inTitleCase(p string) bool {
	long := 0
	for w := range strings.FieldsSeq(p) {
		w = strings.TrimLeft(w, "\"'“‘(")
		if characters(w) < 5 {
			continue
		}
		if beginsSmall(w) {
			return false
		}
		long++
	}
	return long >= 4
}
