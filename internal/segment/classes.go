package segment

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character does in a token.
type class uint8

const (
	other  class = iota // punctuation, symbols, control characters
	space               // white space and characters that show nothing
	letter              // letters, combining marks, joiners
	digit               // digits, fractions, Roman numerals
)

// ascii holds the classes of the first 128 characters.
var ascii = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		switch {
		case c == ' ', c >= '\t' && c <= '\r':
			table[c] = space
		case c >= '0' && c <= '9':
			table[c] = digit
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			table[c] = letter
		}
	}
	return table
}()

// classAt gives the class and the length in bytes of the character at t[i:],
// which must not be empty.
func classAt(t string, i int) (class, int) {
	if c := t[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(t[i:])
	return classOf(r), n
}

// classOf gives the class of a character beyond ASCII.
func classOf(r rune) class {
	switch {
	case r >= 0xC0 && r <= 0x24F: // Latin letters, the bulk of what comes here
		if r == '×' || r == '÷' {
			return other
		}
		return letter
	case r >= 0x2000 && r <= 0x206F: // general punctuation
		return punctuationBlock(r)
	case r == 0xAD: // soft hyphen
		return letter
	case r == 0xFEFF, unicode.IsSpace(r):
		return space
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsNumber(r):
		return digit
	}
	return other
}

// punctuationBlock gives the class of a character in U+2000 to U+206F:
// spaces, joiners and direction marks stand among the punctuation there.
func punctuationBlock(r rune) class {
	switch {
	case r == 0x200C, r == 0x200D:
		return letter
	case r <= 0x200F, r >= 0x2028 && r <= 0x202F, r >= 0x205F:
		return space
	}
	return other
}

// standsAlone reports whether the letter is a word by itself in a script
// written without spaces: Han and kana.
func standsAlone(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}

// quoteMark gives the length in bytes of the quotation mark at t[i:], 0 when
// there is none. Apostrophes count as marks here; whether they are is decided
// by their surroundings.
func quoteMark(t string, i int) int {
	switch t[i] {
	case '"':
		return 1
	case '\'', '`':
		if i+1 < len(t) && t[i+1] == t[i] {
			return 2
		}
		return 1
	case 0xC2: // « »
		if i+1 < len(t) && (t[i+1] == 0xAB || t[i+1] == 0xBB) {
			return 2
		}
	case 0xE2: // U+2018 to U+201F, ‹ ›
		if i+2 < len(t) && t[i+1] == 0x80 && (t[i+2] >= 0x98 && t[i+2] <= 0x9F || t[i+2] == 0xB9 || t[i+2] == 0xBA) {
			return 3
		}
	case 0xE3: // 「 」 『 』
		if i+2 < len(t) && t[i+1] == 0x80 && t[i+2] >= 0x8C && t[i+2] <= 0x8F {
			return 3
		}
	}
	return 0
}

// apostrophe gives the length in bytes of the apostrophe, straight or curly,
// at t[i:], 0 when there is none. An opening ‘ written for one counts.
func apostrophe(t string, i int) int {
	switch {
	case i >= len(t):
		return 0
	case t[i] == '\'':
		return 1
	case t[i] == 0xE2 && i+2 < len(t) && t[i+1] == 0x80 && (t[i+2] == 0x98 || t[i+2] == 0x99):
		return 3
	case t[i] == 0xCA && i+1 < len(t) && t[i+1] == 0xBC: // modifier letter apostrophe
		return 2
	}
	return 0
}

// hyphen gives the length in bytes of the hyphen at t[i:], 0 when there is
// none; dashes are none.
func hyphen(t string, i int) int {
	switch {
	case t[i] == '-':
		return 1
	case t[i] == 0xE2 && i+2 < len(t) && t[i+1] == 0x80 && (t[i+2] == 0x90 || t[i+2] == 0x91):
		return 3
	}
	return 0
}

// isUpper reports whether t[i:] begins with a capital letter, or with a
// letter of a script that has no capitals.
func isUpper(t string, i int) bool {
	if i >= len(t) {
		return false
	}
	if c := t[i]; c < utf8.RuneSelf {
		return c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(t[i:])
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r)
}

// isAlnum reports whether a letter or digit begins at t[i:].
func isAlnum(t string, i int) bool {
	if i >= len(t) {
		return false
	}
	k, _ := classAt(t, i)
	return k >= letter
}

// isLetter reports whether a letter begins at t[i:].
func isLetter(t string, i int) bool {
	if i >= len(t) {
		return false
	}
	k, _ := classAt(t, i)
	return k == letter
}

// isDigit reports whether an ASCII digit stands at t[i].
func isDigit(t string, i int) bool {
	return i < len(t) && t[i] >= '0' && t[i] <= '9'
}
