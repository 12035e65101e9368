package ingest

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// readPlain reads a record as most collections have it: a JSON object of strings
// under the names that [record] has first, in several times less time than
// encoding/json, which looks at every byte three times. It reports false for any
// other object, right or wrong, and what v holds is then to be read anew.
// object is UTF-8 and begins with its brace.
func readPlain(object []byte, v *record) bool {
	b := withoutSpace(object[1:])
	for {
		name, _, rest, ok := plainString(b)
		if !ok || len(rest) == 0 || rest[0] != ':' {
			return false
		}
		value, raw, rest, ok := plainString(withoutSpace(rest[1:]))
		if !ok || len(rest) == 0 {
			return false
		}
		switch name {
		case "id":
			v.ID = scalar(value)
		case "url":
			v.URL = value
		case "outlet":
			v.Outlet = value
		case "title":
			v.Title = value
		case "published":
			v.Published = value
		case "text":
			v.Text = &value
		case "language":
			v.Language = raw
		default:
			return false
		}
		switch b = withoutSpace(rest[1:]); rest[0] {
		case ',':
		case '}':
			return len(b) == 0
		default:
			return false
		}
	}
}

// withoutSpace is b from its first byte on that is no white space to JSON.
func withoutSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\n' || b[0] == '\r' || b[0] == '\t') {
		b = b[1:]
	}
	return b
}

// plainString reads the JSON string that b begins with: what it says, how it is
// written, and b from what follows it on. Not ok is whatever JSON does not allow,
// and half a surrogate pair.
func plainString(b []byte) (s string, raw, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		return "", nil, nil, false
	}
	end, escapes := 1, false
	for ; end < len(b) && b[end] != '"'; end++ {
		if b[end] < ' ' {
			return "", nil, nil, false
		}
		if b[end] == '\\' {
			escapes = true
			end++
		}
	}
	if end >= len(b) {
		return "", nil, nil, false
	}
	raw, rest = b[:end+1], withoutSpace(b[end+1:])
	if !escapes {
		return string(b[1:end]), raw, rest, true
	}
	s, ok = unescaped(b[1:end])
	return s, raw, rest, ok
}

// unescaped is what the inside of a JSON string says. Behind each backslash
// follows a byte.
func unescaped(b []byte) (string, bool) {
	var out strings.Builder
	out.Grow(len(b))
	for {
		k := bytes.IndexByte(b, '\\')
		if k < 0 {
			out.Write(b)
			return out.String(), true
		}
		out.Write(b[:k])
		c := b[k+1]
		b = b[k+2:]
		switch c {
		case '"', '\\', '/':
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'u':
			r, n := codePoint(b)
			if n == 0 {
				return "", false
			}
			out.WriteRune(r)
			b = b[n:]
			continue
		default:
			return "", false
		}
		out.WriteByte(c)
	}
}

// codePoint is what stands behind a first \u, the second of a surrogate pair
// included, and its length in bytes; 0 where that is no code point.
func codePoint(b []byte) (r rune, length int) {
	r, ok := fourDigits(b)
	switch {
	case !ok:
		return 0, 0
	case !utf16.IsSurrogate(r):
		return r, 4
	case len(b) < 6 || b[4] != '\\' || b[5] != 'u':
		return 0, 0
	}
	low, ok := fourDigits(b[6:])
	if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
		return 0, 0
	}
	return r, 10
}

// fourDigits reads four hexadecimal digits.
func fourDigits(b []byte) (r rune, ok bool) {
	if len(b) < 4 {
		return 0, false
	}
	for _, c := range b[:4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}
