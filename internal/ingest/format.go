package ingest

import (
	"bytes"
	"strings"

	"parallax/internal/ingest/feed"
)

// format is what an input holds.
type format uint8

const (
	plainText format = iota
	htmlPage
	jsonLines // objects one after the other
	jsonArray // objects in one array
	webFeed   // RSS, Atom, RDF or JSON Feed
)

// signatures are the first bytes of files that are not text, or not a report,
// and what to say about them.
var signatures = []struct{ magic, reason string }{
	{"%PDF-", "a PDF file is not read: save its text as .txt"},
	{"PK\x03\x04", "an archive or office document is not read: save its text as .txt"},
	{"{\\rtf", "an RTF file is not read: save it as .txt"},
	{"\xd0\xcf\x11\xe0", "an office document is not read: save its text as .txt"},
	{"\x89PNG", "a picture is not read"},
	{"\xff\xd8\xff", "a picture is not read"},
	{"GIF8", "a picture is not read"},
	{"SQLite format 3\x00", "a database is not read"},
	{"WARC/1.", "a WARC archive is not read in this version"},
	{"\x28\xb5\x2f\xfd", "zstd compression is not read: unpack it, or use gzip"},
	{"BZh", "bzip2 compression is not read: unpack it, or use gzip"},
	{"\xfd7zXZ\x00", "xz compression is not read: unpack it, or use gzip"},
}

// pageTags are the tags that a page may begin with, and those that make a
// file's beginning a piece of a page.
var pageTags = []string{
	"!doctype html", "html", "head", "body", "title", "meta", "link", "script", "style", "article",
	"main", "div", "section", "header", "p", "h1", "h2", "table",
}

// recognise tells from an input's first bytes, in UTF-8 or an encoding that
// agrees with it on ASCII, what it holds; the extension decides only where
// they do not. refused says why it cannot be read.
func recognise(head []byte, ext string) (f format, refused string) {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return 0, s.reason
		}
	}
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	if len(head) == 0 {
		return 0, "file is empty"
	}
	if looksBinary(head) {
		return 0, "binary file"
	}
	start := bytes.TrimLeft(head, " \t\r\n\f\v")
	switch {
	case len(start) == 0:
		return plainText, ""
	case (start[0] == '{' || start[0] == '<') && feed.Recognise(start):
		return webFeed, ""
	case start[0] == '{' && strings.IndexByte(`"}`, next(start)) >= 0:
		return jsonLines, ""
	case start[0] == '[' && strings.IndexByte("{]", next(start)) >= 0:
		return jsonArray, ""
	case start[0] == '<':
		return recogniseMarkup(start, ext)
	}
	switch ext {
	case ".jsonl", ".ndjson", ".json":
		return jsonLines, "" // each bad line is named
	case ".html", ".htm", ".xhtml":
		return htmlPage, ""
	}
	return plainText, ""
}

// next is the first byte after start[0] that is not white space, or 0.
func next(start []byte) byte {
	if rest := bytes.TrimLeft(start[1:], " \t\r\n"); len(rest) > 0 {
		return rest[0]
	}
	return 0
}

// recogniseMarkup tells pages from lists of feeds and from text that begins with "<".
func recogniseMarkup(start []byte, ext string) (f format, refused string) {
	rest := strings.ToLower(string(start))
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		var end string
		switch {
		case strings.HasPrefix(rest, "<!--"):
			end = "-->"
		case strings.HasPrefix(rest, "<?"):
			end = "?>"
		}
		if end == "" {
			break
		}
		_, after, found := strings.Cut(rest, end)
		if !found {
			return htmlPage, "" // nothing else begins with so long a comment
		}
		rest = after
	}
	if strings.HasPrefix(rest, "<opml") {
		return 0, "a list of feeds (OPML) holds no reports"
	}
	for _, tag := range pageTags {
		if after, ok := strings.CutPrefix(rest, "<"+tag); ok && (after == "" || strings.IndexByte(" \t\r\n>/", after[0]) >= 0) {
			return htmlPage, ""
		}
	}
	switch ext {
	case ".txt", ".text":
		return plainText, ""
	case ".html", ".htm", ".xhtml":
		return htmlPage, ""
	}
	if len(rest) > 1 && rest[0] == '<' && (rest[1] == '!' || rest[1] >= 'a' && rest[1] <= 'z') && strings.Contains(rest, "</") {
		return htmlPage, ""
	}
	return plainText, ""
}
