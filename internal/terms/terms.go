package terms

import (
	"unicode"
	"unicode/utf8"

	"parallax/internal/text"
)

// Term is one word of a text, or one stretch of characters that stands for a
// word.
type Term struct {
	text.Span
	ID      uint32 // hash of the lower-case form
	Number  bool   // it begins with a digit
	Capital bool   // it begins with a capital letter
}

// script says how a character is cut.
type script uint8

const (
	none    script = iota // between words
	spelled               // part of a word that spaces bound
	paired                // cut into pairs
	tripled               // cut into triples
)

func scriptOf(r rune) script {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return spelled
		}
		return none
	case r < 0x0E00: // nothing below is written without spaces
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) {
			return spelled
		}
		return none
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r == 'ー':
		return paired
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		if unicode.IsLetter(r) || unicode.Is(unicode.M, r) {
			return tripled
		}
		return none
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
		return spelled
	}
	return none
}

// Each calls f with the terms of t in s, in order, until f reports false.
func Each(t string, s text.Span, f func(Term) bool) {
	to := s.End
	for at := s.Start; at < to; {
		r, size := utf8.DecodeRuneInString(t[at:to])
		switch scriptOf(r) {
		case none:
			at += size
		case spelled:
			w := spell(t, at, to)
			at = w.End
			if s := suffix(t, at, to); s > 0 {
				at += s
			}
			if (w.Number || w.End-w.Start > size) && !f(w) { // more than one letter
				return
			}
		case paired:
			var ok bool
			if at, ok = grams(t, at, to, paired, 2, f); !ok {
				return
			}
		case tripled:
			var ok bool
			if at, ok = grams(t, at, to, tripled, 3, f); !ok {
				return
			}
		}
	}
}

// spell reads one word that begins at a byte. A number keeps its decimals and
// loses the marks that group its digits: "6.1", "1,200" is "1200".
func spell(t string, at, to int) Term {
	w := Term{Span: text.Span{Start: at, End: at}}
	h := uint32(offset32)
	for i, r := range t[at:to] {
		if r < utf8.RuneSelf {
			switch {
			case r >= 'A' && r <= 'Z':
				if i == 0 {
					w.Capital = true
				}
				r += 'a' - 'A'
			case r >= '0' && r <= '9':
				if i == 0 {
					w.Number = true
				}
			case r >= 'a' && r <= 'z':
			case (r == '.' || r == ',') && w.Number && digitAt(t, at+i+1, to) && digitAt(t, at+i-1, to):
				if r == ',' {
					continue
				}
			default:
				return w.finish(h, at+i)
			}
			h = (h ^ uint32(r)) * prime32
			continue
		}
		if scriptOf(r) != spelled {
			return w.finish(h, at+i)
		}
		if i == 0 {
			w.Capital, w.Number = unicode.IsUpper(r), unicode.IsDigit(r)
		}
		h = (h ^ uint32(unicode.ToLower(r))) * prime32
	}
	return w.finish(h, to)
}

func (w Term) finish(h uint32, end int) Term {
	w.ID, w.End = Mix(h), end
	return w
}

// Mix spreads the bits of a hash.
func Mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// The constants of FNV-1a with 32 bits.
const (
	offset32 = 2166136261
	prime32  = 16777619
)

func digitAt(t string, at, to int) bool { return at >= 0 && at < to && t[at] >= '0' && t[at] <= '9' }

// suffix is the length of a possessive 's that begins at a byte.
func suffix(t string, at, to int) int {
	for _, s := range []string{"'s", "’s", "'S", "’S"} {
		if end := at + len(s); end <= to && t[at:end] == s {
			if r, _ := utf8.DecodeRuneInString(t[end:to]); end == to || scriptOf(r) != spelled {
				return len(s)
			}
		}
	}
	return 0
}

// grams cuts a run of one script into overlapping stretches of n characters; a
// shorter run is one stretch. It gives the end of the run.
func grams(t string, at, to int, s script, n int, f func(Term) bool) (end int, more bool) {
	var starts [3]int // of the last n characters, oldest first
	var runes [3]rune
	count := 0
	end = to
	for i, r := range t[at:to] {
		if scriptOf(r) != s {
			end = at + i
			break
		}
		if count >= n {
			copy(starts[:], starts[1:n])
			copy(runes[:], runes[1:n])
			starts[n-1], runes[n-1] = at+i, r
		} else {
			starts[count], runes[count] = at+i, r
		}
		if count++; count >= n {
			if !f(gram(starts[0], at+i+utf8.RuneLen(r), runes[:n])) {
				return at, false
			}
		}
	}
	if count > 0 && count < n {
		return end, f(gram(starts[0], end, runes[:count]))
	}
	return end, true
}

func gram(start, end int, rs []rune) Term {
	h := uint32(offset32)
	for _, r := range rs {
		h = (h ^ uint32(r)) * prime32
	}
	return Term{Span: text.Span{Start: start, End: end}, ID: Mix(h)}
}

// ID is the number of a word by itself: that of its first term, 0 when s holds
// none.
func ID(s string) (id uint32) {
	Each(s, text.Span{End: len(s)}, func(t Term) bool { id = t.ID; return false })
	return id
}
