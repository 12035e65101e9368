package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestOutputFeedsAreValid holds every feed that a page of the demonstration
// names to the rules of its format, RFC 4287 or JSON Feed 1.1, reads it with a
// library that knows nothing of ours, and follows what it leads to.
func TestOutputFeedsAreValid(t *testing.T) {
	s := startServe(t, "--demo")
	defer endQuietly(t, s)
	s.mended(t, 26, 9)
	named := map[string]bool{}
	c := &checker{t: t, s: s, pages: map[string]string{}}
	for _, at := range append([]string{"/", "/?show=altered", "/?show=conflicts"}, c.lists()...) {
		for _, feed := range feedsOf(c.page(at)) {
			named[feed] = true
		}
	}
	kinds := map[string]int{}
	for feed := range named {
		c.feed = feed
		kinds[strings.Join(strings.Split(strings.TrimPrefix(feed, "/feed/"), "/")[:1], "")]++
		if strings.Contains(feed, ".atom") {
			c.atom()
		} else {
			c.jsonFeed()
		}
	}
	if len(named) < 80 {
		t.Errorf("only %d feeds were found: %v", len(named), kinds)
	}
}

func endQuietly(t *testing.T, s *served) {
	http.DefaultClient.CloseIdleConnections()
	if code := s.end(t); code != done {
		t.Errorf("exit code %d", code)
	}
}

// checker reads feeds of a service and notes what is wrong with them.
type checker struct {
	t     *testing.T
	s     *served
	feed  string            // address of the one that is looked at
	pages map[string]string // that were read
}

func (c *checker) wrong(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("%s: %s", c.feed, fmt.Sprintf(format, args...))
}

// page is a page of the service, read once.
func (c *checker) page(at string) string {
	c.t.Helper()
	if p, ok := c.pages[at]; ok {
		return p
	}
	code, p := c.s.get(c.t, at)
	if code != 200 {
		c.wrong("leads to %s, which is %d", at, code)
	}
	c.pages[at] = p
	return p
}

// lists are the addresses of the pages that have a feed.
func (c *checker) lists() (out []string) {
	for _, index := range []string{"/", "/people", "/outlets"} {
		for n := range parseHTML(c.t, c.page(index)).Descendants() {
			href := attribute(n, "href")
			for _, p := range []string{"/stories/", "/people/", "/outlets/", "/?outlet="} {
				if n.Data == "a" && strings.HasPrefix(href, p) {
					out = append(out, href)
				}
			}
		}
	}
	for _, in := range []string{"", "statements", "people", "stories"} {
		out = append(out, "/search?q=water&in="+in, "/search?q=%E2%80%9Cwe+told%E2%80%9D&in="+in, "/search?q=the&by=ellerby&from=2026-04-01&in="+in, "/search?q=nothinghasthis&in="+in)
	}
	return out
}

// feedsOf are the feeds that a page names.
func feedsOf(page string) (out []string) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil
	}
	for n := range root.Descendants() {
		if n.Data == "link" && attribute(n, "rel") == "alternate" {
			out = append(out, attribute(n, "href"))
		}
	}
	return out
}

func parseHTML(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// fetch gets the feed that is looked at and checks how it is sent.
func (c *checker) fetch(kind string) []byte {
	c.t.Helper()
	r, err := http.Get(c.s.address + c.feed)
	if err != nil {
		c.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.StatusCode != 200 || err != nil || got != kind || r.Header.Get("ETag") == "" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		c.wrong("%d, sent as %q, ETag %q", r.StatusCode, r.Header.Get("Content-Type"), r.Header.Get("ETag"))
	}
	f, err := gofeed.NewParser().ParseString(string(b))
	if err != nil {
		c.wrong("another reader cannot take it: %v", err)
		return b
	}
	for _, i := range f.Items {
		if i.GUID == "" || i.Link == "" || i.Title == "" || i.UpdatedParsed == nil {
			c.wrong("another reader misses something in %+v", i)
		}
	}
	return b
}

// iri checks an absolute address with a host.
func (c *checker) iri(what, s string) {
	c.t.Helper()
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || s != strings.TrimSpace(s) || strings.ContainsAny(s, " <>\"{}|\\^`\n") {
		c.wrong("%s is no absolute address: %q", what, s)
	}
}

// id checks a name that is no address: it has to stay when the server is asked
// under another one.
func (c *checker) id(s string) {
	c.t.Helper()
	id, is := strings.CutPrefix(s, "urn:uuid:")
	if u, err := uuid.Parse(id); !is || err != nil || u.Version() != 5 || s != u.URN() {
		c.wrong("no name-based UUID: %q, %v", s, err)
	}
}

// moment checks a date as RFC 3339 has it, with a capital T and Z, that is
// neither before there were computers nor ahead of the demonstration.
func (c *checker) moment(what, s string) time.Time {
	c.t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil || s != strings.ToUpper(s) {
		c.wrong("%s is no date of RFC 3339: %q", what, s)
	}
	return at
}

// leads follows an entry's link: the page is there, and the place in it.
func (c *checker) leads(to string) {
	c.t.Helper()
	c.iri("a link", to)
	at, place, _ := strings.Cut(strings.TrimPrefix(to, c.s.address), "#")
	page := c.page(at)
	if id, err := url.PathUnescape(place); place != "" && (err != nil || !strings.Contains(page, `id="`+html.EscapeString(id)+`"`)) {
		c.wrong("leads to %s, which has no place %q", at, place)
	}
}

// markup checks the HTML of an entry: few harmless elements, closed as opened,
// without attributes, with something to read.
func (c *checker) markup(s string) {
	c.t.Helper()
	at := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(s), at)
	if err != nil {
		c.wrong("content cannot be parsed: %v", err)
		return
	}
	var again strings.Builder
	for _, n := range nodes {
		_ = html.Render(&again, n)
		at.AppendChild(n)
	}
	if got, want := html.UnescapeString(again.String()), html.UnescapeString(s); got != want {
		c.wrong("content is not closed as it is opened:\n%s\n%s", s, again.String())
	}
	words := false
	for n := range at.Descendants() {
		words = words || n.Type == html.TextNode && strings.TrimSpace(n.Data) != ""
		if n.Type == html.ElementNode && (!slices.Contains([]string{"p", "b", "ins", "del", "small"}, n.Data) || len(n.Attr) > 0) {
			c.wrong("content has <%s> with %v", n.Data, n.Attr)
		}
	}
	if !words {
		c.wrong("an entry says nothing: %q", s)
	}
}

// element is any element of a feed, as it stands.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

func (e *element) all(name string) (out []*element) {
	for i := range e.Children {
		if e.Children[i].XMLName.Local == name {
			out = append(out, &e.Children[i])
		}
	}
	return out
}

const atomSpace = "http://www.w3.org/2005/Atom"

// How often a feed and an entry have their elements (RFC 4287, 4.1.1, 4.1.2):
// at least, at most; 0 for any number.
var (
	ofFeed = map[string][2]int{
		"id": {1, 1}, "title": {1, 1}, "updated": {1, 1}, "author": {1, 0}, "link": {1, 0}, "entry": {0, 0}, "category": {0, 0}, "contributor": {0, 0},
		"generator": {0, 1}, "icon": {0, 1}, "logo": {0, 1}, "rights": {0, 1}, "subtitle": {0, 1},
	}
	ofEntry = map[string][2]int{
		"id": {1, 1}, "title": {1, 1}, "updated": {1, 1}, "link": {1, 0}, "content": {1, 1}, "author": {0, 0}, "category": {0, 0}, "contributor": {0, 0},
		"published": {0, 1}, "rights": {0, 1}, "source": {0, 1}, "summary": {0, 1},
	}
)

// counts checks that an element has the children it may have, as often as it may.
func (c *checker) counts(e *element, rules map[string][2]int) {
	c.t.Helper()
	for i := range e.Children {
		k := &e.Children[i]
		if _, ok := rules[k.XMLName.Local]; !ok || k.XMLName.Space != atomSpace {
			c.wrong("<%s> has <%s> of %q", e.XMLName.Local, k.XMLName.Local, k.XMLName.Space)
		}
	}
	for name, n := range rules {
		if got := len(e.all(name)); got < n[0] || n[1] > 0 && got > n[1] {
			c.wrong("<%s> has %d <%s>", e.XMLName.Local, got, name)
		}
	}
}

// atom checks an Atom feed.
func (c *checker) atom() {
	c.t.Helper()
	b := c.fetch("application/atom+xml")
	var f element
	if err := xml.Unmarshal(b, &f); err != nil {
		c.wrong("not well-formed: %v", err)
		return
	}
	if f.XMLName != (xml.Name{Space: atomSpace, Local: "feed"}) || !strings.HasPrefix(string(b), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>") {
		c.wrong("root %v", f.XMLName)
	}
	c.counts(&f, ofFeed)
	c.common(&f)
	for _, a := range f.all("author") {
		if n := a.all("name"); len(n) != 1 || strings.TrimSpace(n[0].Text) == "" {
			c.wrong("an author without a name")
		}
	}
	self := c.links(&f)["self"]
	if self == nil || self.attr("href") != c.s.address+c.feed || self.attr("type") != "application/atom+xml" {
		c.wrong("its own link is %+v", self)
	}
	last := c.moment("updated", f.all("updated")[0].Text)
	seen := map[string]bool{}
	for _, e := range f.all("entry") {
		c.counts(e, ofEntry)
		c.common(e)
		id := e.all("id")[0].Text
		if seen[id] {
			c.wrong("two entries with the ID %s", id)
		}
		seen[id] = true
		if at := c.moment("an entry's updated", e.all("updated")[0].Text); at.After(last) {
			c.wrong("an entry of %s is newer than the feed of %s", at, last)
		} else if at.Year() < 2000 {
			c.wrong("entry %s is of %s", id, at)
		}
		for _, p := range e.all("published") {
			if at := c.moment("an entry's published", p.Text); at.After(c.moment("updated", e.all("updated")[0].Text)) {
				c.wrong("entry %s was published at %s, after its last change", id, at)
			}
		}
		content := e.all("content")[0]
		if content.attr("type") != "html" || len(content.Children) > 0 {
			c.wrong("content of type %q with elements", content.attr("type"))
		}
		c.markup(content.Text)
		if to := c.links(e)["alternate"]; to == nil {
			c.wrong("entry %s leads nowhere", id)
		} else {
			c.leads(to.attr("href"))
		}
	}
}

// common checks what feeds and entries have alike.
func (c *checker) common(e *element) {
	c.t.Helper()
	c.id(e.all("id")[0].Text)
	for _, t := range e.all("title") {
		if kind := t.attr("type"); strings.TrimSpace(t.Text) == "" || kind != "" && kind != "text" || len(t.Children) > 0 {
			c.wrong("title %q of type %q", t.Text, kind)
		}
	}
}

// links are those of an element by what they are; two of one kind and type are
// wrong.
func (c *checker) links(e *element) map[string]*element {
	c.t.Helper()
	out := map[string]*element{}
	for _, l := range e.all("link") {
		rel := l.attr("rel")
		if rel == "" {
			rel = "alternate"
		}
		if out[rel] != nil && out[rel].attr("type") == l.attr("type") {
			c.wrong("two links that are %s", rel)
		}
		c.iri("a link", l.attr("href"))
		if _, _, err := mime.ParseMediaType(l.attr("type")); err != nil {
			c.wrong("a link of type %q", l.attr("type"))
		}
		out[rel] = l
	}
	if out["alternate"] != nil {
		c.page(strings.TrimPrefix(strings.Split(out["alternate"].attr("href"), "#")[0], c.s.address))
	}
	return out
}

// jsonFeed checks a JSON Feed.
func (c *checker) jsonFeed() {
	c.t.Helper()
	b := c.fetch("application/feed+json")
	var f struct {
		Version     string `json:"version"`
		Title       string `json:"title"`
		Home        string `json:"home_page_url"`
		Feed        string `json:"feed_url"`
		Description string `json:"description"`
		Authors     []struct {
			Name string `json:"name"`
		} `json:"authors"`
		Items []struct {
			ID        string `json:"id"`
			URL       string `json:"url"`
			Title     string `json:"title"`
			HTML      string `json:"content_html"`
			Published string `json:"date_published"`
			Modified  string `json:"date_modified"`
		} `json:"items"`
	}
	d := json.NewDecoder(strings.NewReader(string(b)))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		c.wrong("%v", err)
		return
	}
	if f.Version != "https://jsonfeed.org/version/1.1" || strings.TrimSpace(f.Title) == "" || f.Feed != c.s.address+c.feed || f.Items == nil {
		c.wrong("head: version %q, title %q, feed_url %q, items %v", f.Version, f.Title, f.Feed, f.Items != nil)
	}
	c.iri("home_page_url", f.Home)
	c.page(strings.TrimPrefix(f.Home, c.s.address))
	seen := map[string]bool{}
	for _, i := range f.Items {
		c.id(i.ID)
		if seen[i.ID] || strings.TrimSpace(i.Title) == "" {
			c.wrong("an item with the ID %q and the title %q, seen before: %v", i.ID, i.Title, seen[i.ID])
		}
		seen[i.ID] = true
		c.markup(i.HTML)
		c.leads(i.URL)
		c.moment("date_modified", i.Modified)
		if i.Published != "" {
			c.moment("date_published", i.Published)
		}
	}
}
