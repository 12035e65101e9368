package statements

import (
	"strings"

	"parallax/internal/segment"
)

// longest is how many bytes a sentence has at most in which a report speaks of
// itself.
const longest = 300

// colophon reports whether a report speaks in a sentence of itself, its makers
// or its pictures: "This report was updated on Friday."
func (p *page) colophon(s *segment.Sentence) bool {
	if s.Span.End-s.Span.Start > longest {
		return false
	}
	words := strings.ToLower(s.Span.In(p.t))
	for _, phrase := range p.lang.Colophon {
		if at := strings.Index(words, phrase); at >= 0 && !within(p.marked, s.Span.Start+at) && apart(words, at, at+len(phrase)) {
			return true
		}
	}
	return false
}

// apart reports whether no letter is beside a stretch of words.
func apart(words string, from, to int) bool {
	return (from == 0 || !letter(words[from-1])) && (to == len(words) || !letter(words[to]))
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 0x80 }
