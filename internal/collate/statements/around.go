package statements

import (
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/segment"
	"parallax/internal/tag"
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

// farthest is how many tokens a dateline has at most.
const farthest = 14

// dateline gives the first token of a sentence behind its dateline, the place
// in capitals and a dash: "HALLOWMERE, April 14 (ANA) —".
func dateline(a *analysis.Analysis, s *segment.Sentence) int {
	if s.First == s.End || !capitals(a.Segments.Tokens[s.First].In(a.Article.Text)) {
		return s.First
	}
	for i := s.First + 1; i < min(s.First+farthest, s.End-1); i++ {
		if a.Tags[i].Tag.Verb() {
			break
		}
		if dash(a.Segments.Tokens[i].In(a.Article.Text)) && a.Tags[i].Tag != tag.HYPH {
			return i + 1
		}
	}
	return s.First
}

// capitals reports whether a word has two letters and more, all capitals.
func capitals(w string) bool { return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w }

func dash(w string) bool { return w != "" && strings.Trim(w, "-–—―") == "" }
