package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestDateline is how many tokens the place, the date and the agency before
// a report's first dash are at most.
const longestDateline = 14

// Behind is the index of the first token of sentence n behind its dateline, the
// place in capitals, with or without day and agency, and the dash that open a
// report: "OLD HARBOUR, May 3 (ANA) — The …". It is the sentence's first token
// when it has none. Text wholly in capitals has no datelines that can be told
// from its other words.
func (s *Segments) Behind(t string, n int) int {
	z := &s.Sentences[n]
	if n > 0 && s.Sentences[n-1].Paragraph == z.Paragraph || z.End-z.First < 3 || !inCapitals(s.Tokens[z.First].In(t)) {
		return z.First
	}
	place, bracket := true, false
	for k := z.First + 1; k < min(z.First+longestDateline, z.End-1); k++ {
		w := s.Tokens[k].In(t)
		switch {
		case s.Tokens[k].Kind == Quote:
			return z.First
		case s.Tokens[k].Kind != Punct:
			if !bracket && (place && !inCapitals(w) || !place && !beginsHigh(w)) {
				return z.First
			}
		case strings.Trim(w, "—–―") == "" || w == "--" || (w == "-" || w == "_") && s.Tokens[k-1].End < s.Tokens[k].Start:
			if bracket || !s.begins(t, k+1, z.End) {
				return z.First
			}
			return k + 1
		case strings.ContainsAny(w, ":;?!"):
			return z.First
		default:
			place = place && w == "/" // "LONDON/OLD HARBOUR"
			bracket = w == "(" || bracket && w != ")"
		}
	}
	return z.First
}

// begins reports whether the tokens from i on open a sentence of running text.
func (s *Segments) begins(t string, i, end int) bool {
	if s.Tokens[i].Kind != Quote && !beginsHigh(s.Tokens[i].In(t)) {
		return false
	}
	for ; i < end; i++ {
		if s.Tokens[i].Kind == Word && strings.IndexFunc(s.Tokens[i].In(t), unicode.IsLower) >= 0 {
			return true
		}
	}
	return false
}

// inCapitals reports whether a word has two letters or more, all capitals.
func inCapitals(w string) bool {
	return utf8.RuneCountInString(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// beginsHigh reports whether a word begins with a capital or a digit.
func beginsHigh(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
