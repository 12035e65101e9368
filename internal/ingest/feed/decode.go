package feed

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// declared finds the encoding in an XML declaration.
var declared = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)
})

// decode gives a source as UTF-8, without byte order mark and without the
// characters that XML forbids. Source that is valid UTF-8 is taken as that
// whatever it is called; else its byte order mark, the encoding it declares, the
// one that the server named, and Windows-1252 are tried, in this order.
func decode(source []byte, served string) string {
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	if e := utf16Of(source); e != nil {
		if out, err := e.NewDecoder().Bytes(source); err == nil {
			return clean(string(out))
		}
	}
	if utf8.Valid(source) {
		return clean(string(source))
	}
	label := served
	if m := declared().FindSubmatch(source[:min(len(source), 512)]); m != nil {
		label = string(m[1])
	}
	e, name := charset.Lookup(label)
	switch {
	case name == "utf-8" && mostlyUTF8(source):
		return clean(strings.ToValidUTF8(string(source), "\ufffd"))
	case e == nil || name == "utf-8" || name == "replacement":
		e, _ = charset.Lookup("windows-1252")
	}
	out, err := e.NewDecoder().Bytes(source)
	if err != nil {
		return clean(strings.ToValidUTF8(string(source), "\ufffd"))
	}
	return clean(string(out))
}

// utf16Of tells UTF-16 by its byte order mark or by the zero beside the first
// "<" or "{".
func utf16Of(source []byte) encoding.Encoding {
	switch {
	case len(source) < 4:
		return nil
	case bytes.HasPrefix(source, []byte("\xff\xfe")), bytes.HasPrefix(source, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case source[1] == 0 && source[3] == 0 && source[0] != 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case source[0] == 0 && source[2] == 0 && source[1] != 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// mostlyUTF8 reports whether two characters above ASCII in three are whole.
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

// clean takes out what XML forbids.
func clean(s string) string {
	forbidden := func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
	}
	if strings.IndexFunc(s, forbidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, s)
}
