package segment

import (
	"strings"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// longest is the length in bytes of the longest word that is looked up in a
// list; longer ones are in none.
const longest = 24

// scanner cuts one paragraph into tokens.
type scanner struct {
	t      string // the text up to the paragraph's end
	l      *lang.Language
	tokens []Token
	first  int // index of the paragraph's first token
	single int // single quotation marks open at this place of the paragraph
}

// scan appends the tokens of t[start:].
func (s *scanner) scan(start int) {
	s.first, s.single = len(s.tokens), 0
	for i := start; i < len(s.t); {
		k, n := classAt(s.t, i)
		switch k {
		case space:
			i += n
		case letter, digit:
			i = s.word(i, i, false)
		default:
			i = s.mark(i, n)
		}
	}
}

// add appends a token and gives its end.
func (s *scanner) add(start, end int, k Kind) int {
	s.tokens = append(s.tokens, Token{Span: text.Span{Start: start, End: end}, Kind: k})
	return end
}

// word appends the word or number that begins at start and whose letters or
// digits go on at i, and gives its end. It is a word when letters is set or a
// letter is among them.
func (s *scanner) word(start, i int, letters bool) int {
	t := s.t
	for i < len(t) {
		k, n := classAt(t, i)
		switch k {
		case space:
			return s.endWord(start, i, letters)
		case letter:
			if n > 2 {
				if r, _ := utf8.DecodeRuneInString(t[i:]); standsAlone(r) {
					if i == start {
						return s.add(i, i+n, Word)
					}
					return s.endWord(start, i, letters)
				}
			}
			letters = true
			for i+n < len(t) && t[i+n] < utf8.RuneSelf && ascii[t[i+n]] == letter {
				n++
			}
		case digit:
		default:
			if n = s.joint(start, i, letters); n == 0 {
				return s.endWord(start, i, letters)
			}
		}
		i += n
	}
	return s.endWord(start, i, letters)
}

// endWord appends the token t[start:i], with the point of an abbreviation.
func (s *scanner) endWord(start, i int, letters bool) int {
	if !letters {
		return s.add(start, i, Number)
	}
	if i < len(s.t) && s.t[i] == '.' && !(i+1 < len(s.t) && s.t[i+1] == '.') && s.takesPoint(start, i) {
		i++
	}
	return s.add(start, i, Word)
}

// joint gives the length in bytes of the mark at i when it joins what stands
// before it, t[start:i], with what follows to one token; 0 when it does not.
// What is joined may be more than the mark: the rest of an address.
func (s *scanner) joint(start, i int, letters bool) int {
	t := s.t
	if n := hyphen(t, i); n > 0 {
		if letters && isAlnum(t, i+n) || isLetter(t, i+n) {
			return n
		}
		return s.tornName(start, i, n)
	}
	if n := apostrophe(t, i); n > 0 {
		if letters && isLetter(t, i+n) && !s.genitive(i+n) {
			return n
		}
		return 0
	}
	if !letters {
		if n := numberJoint(t, start, i); n > 0 {
			return n
		}
	}
	switch t[i] {
	case '.':
		return s.innerPoint(start, i, letters)
	case ':':
		if strings.HasPrefix(t[i:], "://") && isAlnum(t, i+3) {
			return addressEnd(t, i) - i
		}
	case '@':
		if isAlnum(t, i+1) {
			return addressEnd(t, i) - i
		}
	case '&': // "AT&T"
		if isUpper(t, i-1) && isUpper(t, i+1) {
			return 1
		}
	case '_':
		if isAlnum(t, i+1) {
			return 1
		}
	case '*': // "f***", "sh*t"
		return censored(t, start, i)
	}
	return 0
}

// tornName gives the length of the hyphen of n bytes at i and of the line's end
// after it when they tear a name apart: "Ma-\nrenko", "Vest-\nhavn". Other words are
// left in two, since many of them have a hyphen of their own.
func (s *scanner) tornName(start, i, n int) int {
	t := s.t
	if i+n+1 >= len(t) || t[i+n] != '\n' || t[i+n+1] < 'a' || t[i+n+1] > 'z' || i-start < 2 || !isUpper(t, start) {
		return 0
	}
	for k := start + 1; k < i; k++ {
		if c := t[k]; c < utf8.RuneSelf && (c < 'a' || c > 'z') {
			return 0
		}
	}
	return n + 1
}

// numberJoint is joint for the marks within a number: "5.6", "1,200", "10:30",
// "9/11".
func numberJoint(t string, start, i int) int {
	switch t[i] {
	case '.', ':', '/':
		if isDigit(t, i+1) {
			return 1
		}
	case ',':
		if thousands(t, start, i) {
			return 1
		}
	}
	return 0
}

// innerPoint is joint for a point.
func (s *scanner) innerPoint(start, i int, letters bool) int {
	t := s.t
	if i+1 >= len(t) {
		return 0
	}
	if t[i+1] == '-' && pointed(t, start, i) && isLetter(t, i+2) { // "U.S.-led"
		return 1
	}
	if !isAlnum(t, i+1) {
		return 0
	}
	if letters && isLetter(t, i+1) {
		end := i + 1
		for end < len(t) && end-start <= longest && isLetter(t, end) {
			_, n := classAt(t, end)
			end += n
		}
		if loneLetter(t, start, i) && loneLetter(t, i+1, end) { // "U.S", "a.m"
			return 1
		}
		if abbreviation(s.l, t[start:end]) != "" { // "Ph.D"
			return 1
		}
	}
	if letters && hostName(t, start, i) {
		return addressEnd(t, i) - i
	}
	return mailBefore(t, i)
}

// takesPoint reports whether the point at i belongs to the word t[start:i].
func (s *scanner) takesPoint(start, i int) bool {
	t := s.t
	if pointed(t, start, i) {
		return true
	}
	if loneLetter(t, start, i) && isUpper(t, start) {
		return s.initial(start, i)
	}
	switch abbreviation(s.l, t[start:i]) {
	case "":
		return false
	case "title", "name", "month":
		return isUpper(t, start)
	case "number":
		return nextIsNumber(t, i+1)
	case "section":
		return isUpper(t, start) && nextIsNumber(t, i+1)
	case "unit", "time":
		last := len(s.tokens) - 1
		return last >= s.first && s.tokens[last].Kind == Number
	}
	return true
}

// initial reports whether the capital letter t[start:i] and the point after it
// are somebody's initial or a part of an abbreviation: a name follows, another
// initial stands before it, or a number follows a letter that can stand before
// one ("E. 52nd St."). A last letter ("Plan B.") keeps its point apart.
func (s *scanner) initial(start, i int) bool {
	last, next := len(s.tokens)-1, skipSpace(s.t, i+1)
	if last >= s.first {
		if prev := s.tokens[last]; s.t[prev.End-1] == '.' && loneLetter(s.t, prev.Start, prev.End-1) && isUpper(s.t, prev.End-2) {
			return true
		}
	}
	switch {
	case isDigit(s.t, next):
		return abbreviation(s.l, s.t[start:i]) == "section"
	case !isUpper(s.t, next):
		return next == i+1 && isAlnum(s.t, next)
	case s.t[start] != 'I':
		return true
	}
	// "Ada I. Lund" against "he and I. Then"
	return last < s.first || isUpper(s.t, s.tokens[last].Start) || next+1 < len(s.t) && s.t[next+1] == '.'
}

// abbreviation gives the kind of the abbreviation w, without its point, or "".
// What stands before a hyphen does not matter ("D-Calif.").
func abbreviation(l *lang.Language, w string) string {
	if len(w) > longest {
		return ""
	}
	var room [longest]byte
	if kind := l.Abbreviations[string(lower(&room, w))]; kind != "" {
		return kind
	}
	if at := strings.LastIndexByte(w, '-'); at >= 0 && isUpper(w, at+1) {
		return l.Abbreviations[string(lower(&room, w[at+1:]))]
	}
	return ""
}

// lower gives w in lower case as far as it is ASCII, in room; nothing for a
// word that is too long for it.
func lower(room *[longest]byte, w string) []byte {
	if len(w) > len(room) {
		return nil
	}
	for i := range len(w) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		room[i] = c
	}
	return room[:len(w)]
}

// genitive reports whether the "s" of a genitive or a short "is" stands at i,
// after an apostrophe.
func (s *scanner) genitive(i int) bool {
	return (s.t[i] == 's' || s.t[i] == 'S') && !isAlnum(s.t, i+1)
}

// loneLetter reports whether t[start:i] ends in a letter that stands alone: at
// the start or after a point or hyphen.
func loneLetter(t string, start, i int) bool {
	_, n := utf8.DecodeLastRuneInString(t[start:i])
	return n > 0 && (i-n == start || t[i-n-1] == '.' || t[i-n-1] == '-') && isLetter(t, i-n)
}

// pointed reports whether the word t[start:i] is letters with points between
// them: "U.S", "a.m".
func pointed(t string, start, i int) bool {
	_, n := utf8.DecodeLastRuneInString(t[start:i])
	return n > 0 && i-n > start && t[i-n-1] == '.' && isLetter(t, i-n)
}

// thousands reports whether the comma at i separates thousands of the number
// that begins at start: up to three digits before it and three after it, or
// two and another comma as India writes lakhs.
func thousands(t string, start, i int) bool {
	before := 0
	for j := i; j > start && isDigit(t, j-1); j-- {
		before++
	}
	after := 0
	for after < 4 && isDigit(t, i+1+after) {
		after++
	}
	return before <= 3 && (after == 3 || after == 2 && i+3 < len(t) && t[i+3] == ',' && isDigit(t, i+4))
}

// censored gives the length of the asterisks at i that stand for letters: some
// followed by a letter, or three and more after one to three letters.
func censored(t string, start, i int) int {
	n := 0
	for i+n < len(t) && t[i+n] == '*' {
		n++
	}
	if isLetter(t, i+n) || n >= 3 && i-start <= 3 {
		return n
	}
	return 0
}

// hostName reports whether the point at i is the first one within the name of
// a web server that begins at start: labels with points between them, of which
// the first is "www" or the last a top-level domain. It looks 64 bytes ahead.
func hostName(t string, start, i int) bool {
	if t[start:i] == "www" {
		return true
	}
	label := i + 1
	end := label
	for ; end < len(t) && end < i+64; end++ {
		if t[end] == '.' && isAlnum(t, end+1) {
			label = end + 1
		} else if t[end] >= utf8.RuneSelf || ascii[t[end]] < letter && t[end] != '-' {
			break
		}
	}
	return domainEnding(t[label:end])
}

// domainEnding reports whether w is a top-level domain that is seldom a word
// of running text.
func domainEnding(w string) bool {
	switch w {
	case "com", "org", "net", "gov", "edu", "mil", "info", "biz", "io", "co", "uk", "eu", "de", "fr", "es", "nl", "ca", "au", "nz", "ie", "tv":
		return true
	}
	return false
}

// mailBefore gives the length of the rest of an e-mail address whose name has
// a point at i, 0 when there is no such address. It looks 64 bytes ahead.
func mailBefore(t string, i int) int {
	for j := i + 1; j < len(t) && j < i+64; j++ {
		switch k, c := ascii[t[j]&0x7F], t[j]; {
		case c >= utf8.RuneSelf:
			return 0
		case c == '@':
			if isAlnum(t, j+1) {
				return addressEnd(t, j) - i
			}
			return 0
		case k < letter && c != '.' && c != '-' && c != '_' && c != '+':
			return 0
		}
	}
	return 0
}

// addressEnd is the end of the web or e-mail address that goes on at i: up to
// a space, a bracket or a quotation mark, without punctuation that ends a
// sentence.
func addressEnd(t string, i int) int {
	end := i
	for i < len(t) {
		k, n := classAt(t, i)
		if k == space || t[i] == '<' || t[i] == '>' || t[i] == ')' || t[i] == ']' || quoteMark(t, i) > 0 {
			break
		}
		i += n
		if k >= letter || t[i-n] == '/' {
			end = i
		}
	}
	return end
}

// skipSpace gives the next place at or after i that is no white space.
func skipSpace(t string, i int) int {
	for i < len(t) {
		k, n := classAt(t, i)
		if k != space {
			break
		}
		i += n
	}
	return i
}

// nextIsNumber reports whether a number follows at i, after white space or "#".
func nextIsNumber(t string, i int) bool {
	i = skipSpace(t, i)
	return isDigit(t, i) || i < len(t) && t[i] == '#' && isDigit(t, i+1)
}
