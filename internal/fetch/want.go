package fetch

import (
	"slices"
	"strings"
)

// Want is what a request is for: which media types will do.
type Want uint8

// What can be asked for.
const (
	Any        Want = iota // a feed or a page
	Feed                   // a feed; servers call feeds many things, so pages pass, too
	Page                   // an HTML page
	robotsFile             // a robots.txt, whatever the server calls it
)

// String is the thing in words: "a feed".
func (w Want) String() string {
	switch w {
	case Feed:
		return "a feed"
	case Page:
		return "a page"
	case robotsFile:
		return "a robots.txt"
	}
	return "a feed or page"
}

// accept is the value of the Accept header.
func (w Want) accept() string {
	switch w {
	case Feed:
		return "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
	case Page:
		return "text/html, application/xhtml+xml, */*;q=0.1"
	case robotsFile:
		return "text/plain, */*;q=0.1"
	}
	return "application/atom+xml, application/rss+xml, application/feed+json, text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1"
}

// takes reports whether a media type may hold what is wanted. Servers name
// feeds carelessly, so a type is refused only when it plainly is something
// else; the bytes are looked at later.
func (w Want) takes(media string) bool {
	if w == robotsFile || media == "" {
		return true
	}
	kind, sub, _ := strings.Cut(media, "/")
	markup := sub == "html" || sub == "xhtml+xml" || sub == "vnd.wap.xhtml+xml"
	data := strings.HasSuffix(sub, "xml") || strings.HasSuffix(sub, "json") || sub == "octet-stream" || sub == "rss" || sub == "atom" || sub == "feed" || sub == "x-rss"
	switch {
	case slices.Contains([]string{"image", "audio", "video", "font", "model", "multipart", "message"}, kind):
		return false
	case w == Page:
		return markup || media == "text/plain" || sub == "xml"
	}
	return markup || data || kind == "text" && sub != "css" && sub != "javascript" && sub != "csv" && sub != "calendar"
}
