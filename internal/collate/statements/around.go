package statements

import (
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// longest is how many bytes a sentence has at most in which a report speaks of
// itself.
const longest = 300

// Colophon reports whether a report speaks in a sentence of itself, its makers
// or its pictures: "This report was updated on Friday."
func Colophon(a *analysis.Analysis, s *segment.Sentence, l *lang.Language) bool {
	t := a.Article.Text
	return colophon(t, s, nil, l) && colophon(t, s, longMarks(a), l)
}

// colophon is [Colophon] of a text whose longer quoted stretches are known.
func colophon(t string, s *segment.Sentence, marked []text.Span, l *lang.Language) bool {
	if s.Span.End-s.Span.Start > longest {
		return false
	}
	words := strings.ToLower(s.Span.In(t))
	for _, phrase := range l.Colophon {
		if at := strings.Index(words, phrase); at >= 0 && !within(marked, s.Span.Start+at) && apart(words, at, at+len(phrase)) {
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
