package tag

import (
	"unicode"
	"unicode/utf8"

	"parallax/internal/segment"
)

// shape is what a word's capitals and digits say, after the habits of the line
// it stands in: a capital means nothing in a headline of capitals.
type shape uint8

const (
	small      shape = iota // "vote"
	capital                 // "Vote" within a sentence
	opening                 // "Vote" at the start of a sentence or quotation
	headline                // "Vote" where every word has a capital
	capitals                // "VOTE" among small letters
	shouted                 // "VOTE" where all is in capitals
	mixedCase               // "iPhone", "McVoy"
	pointed                 // "U.S.", "e.g."
	hyphenated              // "15-year", "long-lost"
	hyphenName              // "Petric-Solheim"
	withDigit               // "10am", "B2"
	digits                  // "1,200"
	marks                   // punctuation
	numShapes
)

// longest is how many bytes of a word are looked at; of a longer one the last.
const longest = 48

// buffer is a word in lower case, with straight apostrophes and hyphens.
type buffer struct {
	b [longest + 4 + longestAdded]byte
	n int
}

func (w *buffer) bytes() []byte { return w.b[:w.n] }

// look is what reading a word's letters once has shown.
type look struct {
	upper, lower int // letters of either case, up to 255 are told apart
	signs        signs
}

// signs is a set of what a word's letters have.
type signs uint8

const (
	capitalFirst signs = 1 << iota // the first letter is a capital
	aDigit
	aPoint // within or at the end
	aHyphen
)

func (l look) has(s signs) bool { return l.signs&s != 0 }

// fold puts form into w in lower case and tells what its letters are like.
func (w *buffer) fold(form string) look {
	if len(form) > longest {
		form = form[len(form)-longest:]
		for len(form) > 0 && !utf8.RuneStart(form[0]) {
			form = form[1:]
		}
	}
	var l look
	for i := range len(form) {
		c := form[i]
		switch {
		case c >= 'a' && c <= 'z':
			l.lower++
		case c >= 'A' && c <= 'Z':
			if l.upper+l.lower == 0 {
				l.signs |= capitalFirst
			}
			l.upper++
			c |= 0x20
		case c >= '0' && c <= '9':
			l.signs |= aDigit
		case c == '.':
			l.signs |= aPoint
		case c == '-':
			l.signs |= aHyphen
		case c >= utf8.RuneSelf:
			w.n = i
			return w.foldWide(form[i:], l)
		}
		w.b[i] = c
	}
	w.n = len(form)
	return l
}

// foldWide is the rest of fold, behind what l tells of, once a character beyond
// ASCII has come.
func (w *buffer) foldWide(rest string, l look) look {
	for _, r := range rest {
		switch {
		case r == '’' || r == '‘' || r == 'ʼ':
			r = '\''
		case r == '‐' || r == '‑' || r == '-':
			r = '-'
			l.signs |= aHyphen
		case r == '.':
			l.signs |= aPoint
		case r >= '0' && r <= '9':
			l.signs |= aDigit
		case unicode.IsUpper(r):
			if l.upper+l.lower == 0 {
				l.signs |= capitalFirst
			}
			l.upper++
			r = unicode.ToLower(r)
		case unicode.IsLetter(r):
			l.lower++
		}
		if w.n+utf8.UTFMax > len(w.b) { // lower case can be longer than upper
			return l
		}
		w.n += utf8.EncodeRune(w.b[w.n:w.n+utf8.UTFMax], r)
	}
	return l
}

// shapeOf tells the shape of a token, whatever line it stands in.
func shapeOf(k segment.Kind, l look) shape {
	letters := l.upper + l.lower
	switch {
	case k == segment.Quote || k == segment.Punct || letters == 0 && !l.has(aDigit):
		return marks
	case letters == 0:
		return digits
	case l.has(aDigit):
		if l.has(aHyphen) {
			return hyphenated
		}
		return withDigit
	case l.has(aPoint):
		return pointed
	case l.has(aHyphen) && l.has(capitalFirst):
		return hyphenName
	case l.has(aHyphen):
		return hyphenated
	case l.upper == 0:
		return small
	case l.has(capitalFirst) && l.upper == 1:
		return capital
	case l.lower == 0:
		return capitals
	}
	return mixedCase
}

// hashOf is the identity of a word in lower case. It reads eight bytes at a
// time and mixes as Murmur's finaliser does.
func hashOf(w []byte) uint32 {
	h := uint64(len(w)) * 0x9E3779B97F4A7C15
	for len(w) >= 8 {
		h = mix(h ^ eight(w))
		w = w[8:]
	}
	if len(w) > 0 {
		var rest uint64
		for i, c := range w {
			rest |= uint64(c) << (8 * i)
		}
		h = mix(h ^ rest)
	}
	return uint32(h >> 32)
}

func eight(w []byte) uint64 {
	_ = w[7]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
		uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
}

func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xFF51AFD7ED558CCD
	h ^= h >> 33
	h *= 0xC4CEB9FE1A85EC53
	return h ^ h>>33
}

// ending is the last n bytes of a word as a number, the whole of a shorter one.
func ending(w []byte, n int) uint32 {
	var e uint32
	for i := max(0, len(w)-n); i < len(w); i++ {
		e = e<<8 | uint32(w[i])
	}
	return e
}
