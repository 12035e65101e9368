// Package opml reads and writes lists of feeds as feed readers exchange them:
// OPML 1.0, 1.1 and 2.0, folders nested.
//
//	<opml version="2.0"><body>
//	  <outline text="News"><outline type="rss" text="The Tide" xmlUrl="https://tide.example/feed"/></outline>
//	</body></opml>
//
// gives one Subscription{URL: "https://tide.example/feed", Title: "The Tide",
// Folder: "News"}. What readers get wrong is read as it is meant: encodings,
// attribute names in another case, "&" in addresses, feeds whose type is missing.
//
// The surprise: a folder is a path with "/" between its parts, so a folder
// whose name has a "/" in it becomes two.
package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"
)

// Limits of what is read. Nobody has more, and a file that does would be made
// to hurt.
const (
	MaxDepth = 32      // folders in folders
	MaxFeeds = 100_000 // outlines of any kind
)

// Subscription is a feed in a list.
type Subscription struct {
	URL    string // of the feed, absolute, http or https
	Title  string // as the list calls it; empty when it does not
	Site   string // address of its site; empty when unknown
	Folder string // path with "/" between the parts: "News/Local"; empty: none
}

// Skipped is an outline that gave no subscription.
type Skipped struct {
	Line   int // 1 is the first
	Title  string
	Reason string // in words
}

// Error is a list that could not be read to its end.
type Error struct {
	Line   int // 1 is the first; where it went wrong
	Reason string
}

// Error gives "line N: reason".
func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Read reads a list of feeds, in its order; a feed that is there twice in one
// folder is read once. The error is an *Error; the feeds before it are given all
// the same.
func Read(source []byte) ([]Subscription, []Skipped, error) {
	source = bytes.TrimLeft(bytes.TrimPrefix(source, []byte("\ufeff")), " \t\r\n")
	d := xml.NewDecoder(bytes.NewReader(source))
	d.Strict = false
	d.AutoClose = nil
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	r := &reader{d: d, seen: map[Subscription]bool{}}
	err := r.read()
	return r.out, r.skipped, err
}

// reader is the state of one Read.
type reader struct {
	d        *xml.Decoder
	out      []Subscription
	skipped  []Skipped
	seen     map[Subscription]bool // URL and folder
	folders  []string              // one for each open outline; "" for a feed
	root     bool                  // <opml> has been seen
	outlines int
}

func (r *reader) line() int {
	line, _ := r.d.InputPos()
	return line
}

func (r *reader) fail(reason string, args ...any) error {
	return &Error{Line: r.line(), Reason: fmt.Sprintf(reason, args...)}
}

func (r *reader) read() error {
	for {
		token, err := r.d.Token()
		switch {
		case err == io.EOF && !r.root:
			return r.fail("no OPML file: it has no <opml> element")
		case err == io.EOF && len(r.folders) > 0:
			return r.fail("the file ends in the middle: an <outline> is not closed")
		case err == io.EOF:
			return nil
		case err != nil:
			return r.broken(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := r.open(t); err != nil {
				return err
			}
		case xml.EndElement:
			if isOutline(t.Name) && len(r.folders) > 0 {
				r.folders = r.folders[:len(r.folders)-1]
			}
		}
	}
}

// broken puts an error of the decoder into words.
func (r *reader) broken(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"):
		return &Error{Line: syntax.Line, Reason: "the file ends in the middle"}
	case errors.As(err, &syntax):
		return &Error{Line: syntax.Line, Reason: "not proper XML: " + syntax.Msg}
	}
	return r.fail("cannot be read: %v", err)
}

func isOutline(n xml.Name) bool { return strings.EqualFold(n.Local, "outline") }

func (r *reader) open(t xml.StartElement) error {
	switch {
	case !r.root:
		if !strings.EqualFold(t.Name.Local, "opml") {
			return r.fail("no OPML file: it begins with <%s>", clip(t.Name.Local))
		}
		r.root = true
	case isOutline(t.Name):
		if r.outlines++; r.outlines > MaxFeeds {
			return r.fail("more than %d entries", MaxFeeds)
		}
		if len(r.folders) >= MaxDepth {
			return r.fail("folders are nested more than %d deep", MaxDepth)
		}
		r.folders = append(r.folders, r.outline(t))
	}
	return nil
}

// outline reads one outline and gives the name of the folder that it opens, ""
// when it opens none.
func (r *reader) outline(t xml.StartElement) (folder string) {
	a := map[string]string{}
	for _, attr := range t.Attr {
		name := strings.ToLower(attr.Name.Local)
		if _, ok := a[name]; !ok {
			a[name] = clean(attr.Value)
		}
	}
	title := a["title"]
	if title == "" {
		title = a["text"]
	}
	address := a["xmlurl"]
	switch kind := strings.ToLower(a["type"]); {
	case address == "" && (kind == "rss" || kind == "atom" || kind == "rdf" || kind == "feed"):
		if address = a["url"]; address == "" {
			r.skip(title, "a feed without an address (xmlUrl)")
			return ""
		}
	case address == "" && (kind == "link" || kind == "include"):
		r.skip(title, "not a feed but a link to "+clip(a["url"]))
		return ""
	case address == "":
		return title
	}
	u, err := url.Parse(strings.TrimPrefix(address, "feed:"))
	if err == nil && u.Scheme == "" && strings.HasPrefix(u.Path, "//") || err == nil && strings.EqualFold(u.Scheme, "feed") {
		u.Scheme = "https"
	}
	if err == nil && u.Scheme == "" && u.Host != "" {
		u.Scheme = "https"
	}
	if err != nil || !isWeb(u) {
		r.skip(title, "its address is not one of the web: "+clip(address))
		return ""
	}
	s := Subscription{URL: u.String(), Title: title, Site: a["htmlurl"], Folder: r.folder(a["category"])}
	if v, err := url.Parse(s.Site); err != nil || !isWeb(v) {
		s.Site = ""
	}
	if s.Title == s.URL || s.Title == address {
		s.Title = ""
	}
	key := Subscription{URL: s.URL, Folder: s.Folder}
	if r.seen[key] {
		r.skip(title, "it is in the list twice: "+clip(s.URL))
		return ""
	}
	r.seen[key] = true
	r.out = append(r.out, s)
	return ""
}

func isWeb(u *url.URL) bool {
	return u.Host != "" && (strings.EqualFold(u.Scheme, "http") || strings.EqualFold(u.Scheme, "https"))
}

func (r *reader) skip(title, reason string) {
	r.skipped = append(r.skipped, Skipped{Line: r.line(), Title: clip(title), Reason: reason})
}

// folder is the path of the folders that are open; outside of all, the first
// category of OPML 2.0 ("/News/Local,/Sport") that is a path.
func (r *reader) folder(category string) string {
	var parts []string
	for _, f := range r.folders {
		parts = append(parts, strings.Split(f, "/")...)
	}
	if len(r.folders) == 0 {
		first, _, _ := strings.Cut(category, ",")
		if strings.HasPrefix(strings.TrimSpace(first), "/") {
			parts = strings.Split(first, "/")
		}
	}
	return strings.Join(tidy(parts), "/")
}

// tidy gives the parts of a path that are not empty.
func tidy(parts []string) []string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// clean is an attribute on one line, valid.
func clean(s string) string {
	s = strings.Map(func(c rune) rune {
		if c == '\ufffd' || c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

func clip(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100]) + "…"
	}
	return s
}

// Write writes a list of feeds as OPML 2.0. Folders and feeds are in the order
// of their names, so that the same list gives the same bytes; there is no date in
// it for the same reason.
func Write(w io.Writer, title string, list []Subscription) error {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<opml version=\"2.0\">\n  <head>\n    <title>" + escape(title) + "</title>\n  </head>\n  <body>\n")
	list = slices.Clone(list)
	for i := range list {
		list[i].Folder = strings.Join(tidy(strings.Split(clean(list[i].Folder), "/")), "/")
	}
	slices.SortStableFunc(list, compare)
	var open []string
	for _, s := range list {
		parts := tidy(strings.Split(s.Folder, "/"))
		same := 0
		for same < len(open) && same < len(parts) && open[same] == parts[same] {
			same++
		}
		for len(open) > same {
			open = open[:len(open)-1]
			b.WriteString(indent(len(open)) + "</outline>\n")
		}
		for _, p := range parts[same:] {
			b.WriteString(indent(len(open)) + "<outline text=\"" + escape(p) + "\">\n")
			open = append(open, p)
		}
		b.WriteString(indent(len(open)) + s.outline() + "\n")
	}
	for len(open) > 0 {
		open = open[:len(open)-1]
		b.WriteString(indent(len(open)) + "</outline>\n")
	}
	b.WriteString("  </body>\n</opml>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// compare orders feeds by folder, those of a folder before its folders, then
// by title and address.
func compare(a, b Subscription) int {
	if c := slices.Compare(tidy(strings.Split(a.Folder, "/")), tidy(strings.Split(b.Folder, "/"))); c != 0 {
		return c
	}
	if c := strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)); c != 0 {
		return c
	}
	return strings.Compare(a.URL, b.URL)
}

func indent(depth int) string { return strings.Repeat("  ", depth+2) }

// outline writes one feed. Readers show text, so it is never empty.
func (s Subscription) outline() string {
	title := clean(s.Title)
	if title == "" {
		title = s.URL
	}
	out := `<outline type="rss" text="` + escape(title) + `" title="` + escape(title) + `" xmlUrl="` + escape(s.URL) + `"`
	if s.Site != "" {
		out += ` htmlUrl="` + escape(s.Site) + `"`
	}
	return out + "/>"
}

// escape is s as the value of an attribute.
func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(clean(s))); err != nil {
		return "" // a strings.Builder does not fail
	}
	return b.String()
}
