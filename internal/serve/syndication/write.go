package syndication

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
)

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Published string     `xml:"published,omitempty"`
	Updated   string     `xml:"updated"`
	Links     []atomLink `xml:"link"`
	Content   atomText   `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type jsonFeed struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	Home    string     `json:"home_page_url"`
	Feed    string     `json:"feed_url"`
	Items   []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	HTML      string `json:"content_html"`
	Published string `json:"date_published,omitempty"`
	Modified  string `json:"date_modified"`
}

// base is how the reader of this request reaches the server.
func (s *server) base(r *http.Request) string {
	if s.address != "" {
		return s.address
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// write sends a feed. A token in its own address is not told to others.
func (s *server) write(w http.ResponseWriter, r *http.Request, f *feed, atom bool) {
	base := s.base(r)
	own := *r.URL
	own.RawQuery = withoutToken(own.RawQuery)
	self := base + own.RequestURI()
	var b bytes.Buffer
	var err error
	kind := "application/feed+json"
	if atom {
		kind = "application/atom+xml; charset=utf-8"
		err = s.writeAtom(&b, f, base, self, own)
	} else {
		err = s.writeJSON(&b, f, base, self)
	}
	if err != nil {
		http.Error(w, "The feed cannot be written: "+err.Error(), http.StatusInternalServerError)
		return
	}
	sum := sha256.Sum256(b.Bytes())
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `W/"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b.Bytes()))
}

// withoutToken leaves the token out of a query and everything else as it was
// asked for: a feed's own address is the one that a page gave for it.
func withoutToken(query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if name, err := url.QueryUnescape(name); pair != "" && (err != nil || name != "token") {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// id names what a path of the server leads to, for ever and whatever the server
// is called.
func (s *server) id(path string) string { return uuid.NewSHA1(s.store, []byte(path)).URN() }

// first is when an entry was published; empty when nobody knows. What says that
// it is of later than its own last change has a clock that is wrong.
func (it *item) first() string {
	switch {
	case it.published.IsZero():
		return ""
	case it.published.After(it.updated):
		return stamp(it.updated)
	}
	return stamp(it.published)
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// newest is the last change of a feed's entries; of a feed without entries the
// beginning of time, which is always the same.
func (f *feed) newest() time.Time {
	t := time.Unix(0, 0)
	for i := range f.items {
		if f.items[i].updated.After(t) {
			t = f.items[i].updated
		}
	}
	return t
}

func (s *server) writeAtom(b *bytes.Buffer, f *feed, base, self string, own url.URL) error {
	out := atomFeed{
		ID: s.id(own.Path + "?" + own.Query().Encode()), Title: "Parallax · " + clean(f.title), Updated: stamp(f.newest()), Author: atomAuthor{"Parallax"},
		Links: []atomLink{{"self", "application/atom+xml", self}, {"alternate", "text/html", base + f.page}},
	}
	for i := range f.items {
		it := &f.items[i]
		out.Entries = append(out.Entries, atomEntry{
			ID: s.id(cmp.Or(it.about, it.path)), Title: clean(it.title), Published: it.first(), Updated: stamp(it.updated),
			Links: []atomLink{{"alternate", "text/html", base + it.path}}, Content: atomText{"html", clean(it.html)},
		})
	}
	b.WriteString(xml.Header)
	e := xml.NewEncoder(b)
	e.Indent("", " ")
	return e.Encode(out)
}

func (s *server) writeJSON(b *bytes.Buffer, f *feed, base, self string) error {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: "Parallax · " + f.title, Home: base + f.page, Feed: self, Items: []jsonItem{}}
	for i := range f.items {
		it := &f.items[i]
		out.Items = append(out.Items, jsonItem{ID: s.id(cmp.Or(it.about, it.path)), URL: base + it.path, Title: it.title, HTML: it.html, Published: it.first(), Modified: stamp(it.updated)})
	}
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

// clean leaves out the control characters that XML 1.0 has no form for.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}
