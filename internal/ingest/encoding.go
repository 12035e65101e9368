package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// unicodeOf tells from its first bytes whether an input is UTF-16, by its byte
// order mark or, without one, by zero bytes in every second place: text in a
// script of Europe has one in almost every character. nil: it is not.
func unicodeOf(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case pairs < 4:
		return nil
	case zeros[0] == 0 && zeros[1] > pairs*6/10:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[1] == 0 && zeros[0] > pairs*6/10:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// looksBinary reports whether bytes are not text in any encoding that agrees
// with ASCII: one zero byte, or more than one control character in twenty.
func looksBinary(b []byte) bool {
	controls := 0
	for _, c := range b {
		switch {
		case c == 0:
			return true
		case c < ' ' && (c < '\t' || c > '\r') && c != 0x1b:
			controls++
		}
	}
	return controls*20 > len(b)
}

// toUTF8 gives text as valid UTF-8: itself when it is, without a byte order
// mark; else as Windows-1252, of which ISO-8859-1 is a part as far as text
// goes. In UTF-8 with a few bytes that are damaged or cut off these become
// U+FFFD. ok is false when it is neither: Windows-1252 leaves five bytes
// undefined, and a text has more letters than signs above ASCII.
func toUTF8(b []byte) (t string, ok bool) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if utf8.Valid(b) {
		return string(b), true
	}
	if mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\ufffd"), true
	}
	if !looksWindows1252(b) {
		return "", false
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	return string(out), err == nil
}

// mostlyUTF8 reports whether text is UTF-8 with a few wrong bytes: two
// characters above ASCII in three are whole. By chance, hardly one is.
func mostlyUTF8(b []byte) bool {
	whole, wrong := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			wrong++
		case n > 1:
			whole++
		}
		b = b[n:]
	}
	return whole >= wrong*2
}

func looksWindows1252(b []byte) bool {
	high, odd, ascii := 0, 0, 0
	for _, c := range b {
		switch {
		case c < utf8.RuneSelf:
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c == ' ' {
				ascii++
			}
			continue
		case c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d:
			return false
		case c < 0xc0 && !windowsPunctuation(c):
			odd++
		}
		high++
	}
	// Text of Western Europe has some accented letter in every twentieth
	// place, and hardly ever "¤" or "¬".
	return high*3 < len(b) && ascii*2 > len(b) && odd*4 <= high+3
}

// windowsPunctuation reports whether a byte from 0x80 to 0xbf is a sign that
// news texts use: quotation marks, dashes, currency, a fraction, a space.
func windowsPunctuation(c byte) bool {
	switch c {
	case 0x80, 0x82, 0x84, 0x85, 0x8a, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9a, 0x9c, 0x9e, 0x9f,
		0xa0, 0xa1, 0xa3, 0xa5, 0xa7, 0xa9, 0xab, 0xad, 0xae, 0xb0, 0xb7, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xbf:
		return true
	}
	return false
}
