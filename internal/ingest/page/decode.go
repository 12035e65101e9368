package page

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// decode gives a page's source as UTF-8. Source that is valid UTF-8 is taken
// as that whatever it declares; else the declared encoding counts, and
// Windows-1252 where there is none, as browsers do.
func decode(source []byte) []byte {
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	if utf8.Valid(source) {
		return source
	}
	// The library looks at 1,024 bytes; declarations come later than that in
	// pages that begin with a long comment.
	head := source[:min(len(source), 1024)]
	if i := bytes.Index(bytes.ToLower(source[:min(len(source), 16<<10)]), []byte("charset=")); i > 900 {
		head = source[max(0, i-400):min(len(source), i+600)]
		if j := bytes.LastIndexByte(head[:min(400, len(head))], '<'); j >= 0 {
			head = head[j:]
		}
	}
	encoding, name, _ := charset.DetermineEncoding(head, "")
	if name == "utf-8" {
		return bytes.ToValidUTF8(source, []byte("\ufffd"))
	}
	out, err := encoding.NewDecoder().Bytes(source)
	if err != nil {
		return bytes.ToValidUTF8(source, []byte("\ufffd"))
	}
	return out
}
