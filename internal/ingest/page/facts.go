package page

import (
	"net/url"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts is what a page says of itself, before choosing.
type facts struct {
	linked    *linkedData       // JSON-LD
	meta      map[string]string // first content of each meta name, property or itemprop, in lower case
	canonical string            // link rel=canonical
	lang      string            // lang of the html element
	titleTag  string            // the title element
	headings  []string          // every h1 outside menus and footers
	times     []string          // datetime of time elements, those marked as date of publication first
	bylines   []string          // elements marked as author
	pictures  []string          // what pictures are described as, [letters] only
}

// collectFacts walks the page once.
func collectFacts(doc *html.Node) *facts {
	f := &facts{linked: &linkedData{}, meta: map[string]string{}}
	var otherTimes []string
	for n := range elements(doc) {
		switch n.DataAtom {
		case atom.Html:
			f.lang = attribute(n, "lang")
		case atom.Script:
			if strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") && n.FirstChild != nil {
				f.linked.add(n.FirstChild.Data)
			}
		case atom.Title:
			if f.titleTag == "" && n.FirstChild != nil && !within(n, atom.Svg) {
				f.titleTag = clean(n.FirstChild.Data)
			}
		case atom.Link:
			if f.canonical == "" && strings.EqualFold(attribute(n, "rel"), "canonical") {
				f.canonical = strings.TrimSpace(attribute(n, "href"))
			}
		case atom.Meta:
			f.addMeta(n)
		case atom.Img:
			if alt := letters(attribute(n, "alt")); len(alt) >= 20 {
				f.pictures = append(f.pictures, alt)
			}
		case atom.H1:
			if t := words(n); t != "" && !within(n, atom.Footer) && !within(n, atom.Nav) {
				f.headings = append(f.headings, t)
			}
		case atom.Time:
			if at := attribute(n, "datetime"); at != "" {
				if strings.Contains(strings.ToLower(attribute(n, "itemprop")), "datepublished") || hasAttribute(n, "pubdate") {
					f.times = append(f.times, at)
				} else if within(n, atom.Article) || within(n, atom.Main) {
					otherTimes = append(otherTimes, at)
				}
			}
		}
		if markedAuthor(n) && len(f.bylines) < 8 {
			f.bylines = append(f.bylines, words(n))
		}
	}
	f.times = append(f.times, otherTimes...)
	return f
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func markedAuthor(n *html.Node) bool {
	return n.DataAtom != atom.Link && n.DataAtom != atom.Meta &&
		(strings.EqualFold(attribute(n, "rel"), "author") || strings.EqualFold(attribute(n, "itemprop"), "author"))
}

func (f *facts) addMeta(n *html.Node) {
	content := clean(attribute(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		// One attribute may hold several names.
		for _, name := range strings.Fields(strings.ToLower(attribute(n, key))) {
			if _, ok := f.meta[name]; !ok {
				f.meta[name] = content
			}
		}
	}
}

// first is the content of the first of these meta names that the page has.
func (f *facts) first(names ...string) string {
	for _, n := range names {
		if v := f.meta[n]; v != "" {
			return v
		}
	}
	return ""
}

// address is the page's canonical address, when it is absolute.
func (f *facts) address() string {
	home := ""
	for _, a := range []string{f.canonical, f.meta["og:url"], f.linked.address(), f.first("twitter:url", "parsely-link")} {
		u, err := url.Parse(strings.TrimSpace(a))
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			continue
		}
		if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
			return u.String()
		}
		if home == "" {
			home = u.String() // of the whole site: better than nothing
		}
	}
	return home
}

func (f *facts) outlet() string {
	candidates := []string{f.linked.publisher()}
	for _, name := range []string{"og:site_name", "article:publisher", "dc.publisher", "dcterms.publisher", "application-name", "publisher", "copyright"} {
		candidates = append(candidates, f.meta[name])
	}
	for _, name := range candidates {
		if name = strings.TrimPrefix(name, "©"); name != "" && !isURL(name) && len(name) <= 80 {
			return strings.TrimSpace(name)
		}
	}
	if u, err := url.Parse(f.address()); err == nil && u.Host != "" {
		return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	return ""
}

// title is the headline. The title element is the last resort; of the others
// the first is taken, and the outlet's name cut from its end.
func (f *facts) title(outlet string) string {
	for _, t := range []string{f.linked.headline(f.titleTag), f.first("og:title", "dc.title", "dcterms.title", "dc:title", "parsely-title", "sailthru.title", "twitter:title", "headline", "title")} {
		if t != "" && !strings.EqualFold(t, outlet) {
			return f.withoutOutlet(t, outlet)
		}
	}
	if f.titleTag != "" && !strings.EqualFold(f.titleTag, outlet) {
		return withoutTail(f.withoutOutlet(f.titleTag, outlet))
	}
	if len(f.headings) > 0 {
		return f.headings[0]
	}
	return ""
}

// withoutTail cuts what a title element has after its last separator when it
// is as short as an outlet's name, and enough is left for a headline.
func withoutTail(title string) string {
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && len(strings.Fields(title[i+len(sep):])) <= 4 && len(strings.Fields(title[:i])) >= 4 {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// separators stand between a headline and what a title says after it.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " » ", " :: ", " / ", " « ", " • "}

// withoutOutlet cuts the outlet's name from either end of a title. A heading
// of the page that the title begins with shows where the headline ends.
func (f *facts) withoutOutlet(title, outlet string) string {
	for _, h := range f.headings {
		if rest, ok := strings.CutPrefix(title, h); ok && len(h) >= 15 && startsSeparated(rest) {
			return h
		}
	}
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && f.names(title[i+len(sep):], outlet) {
			return f.withoutOutlet(strings.TrimSpace(title[:i]), outlet)
		}
		if i := strings.Index(title, sep); i > 0 && f.names(title[:i], outlet) {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}

func startsSeparated(rest string) bool {
	for _, sep := range separators {
		if strings.HasPrefix(rest, sep) {
			return true
		}
	}
	return false
}

// names reports whether a part of a title is the outlet's name: as the page
// gives it, or as its address does ("the-tide.example").
func (f *facts) names(part, outlet string) bool {
	p := letters(part)
	if p == "" {
		return false
	}
	for _, name := range []string{outlet, f.meta["og:site_name"], strings.TrimPrefix(f.meta["twitter:site"], "@"), f.meta["application-name"]} {
		if n := letters(name); n != "" && (p == n || p == "the"+n || "the"+p == n) {
			return true
		}
	}
	if u, err := url.Parse(f.address()); err == nil {
		host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		domain, _, _ := strings.Cut(host, ".")
		d := letters(domain)
		return p == letters(host) || p == d || p == "the"+d ||
			len(d) >= 3 && strings.HasPrefix(p, d) && len(strings.Fields(part)) <= 3 // "Tide News" of tide.example
	}
	return false
}

// letters is a name's letters and digits in lower case: what is left when two
// spellings of one name are compared.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .,-–—'’_:!?\"“”‘()&", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

func isURL(s string) bool { return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") }

func (f *facts) author() string {
	candidates := []string{f.linked.author()}
	for _, name := range []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc:creator", "byl", "og:article:author", "creator", "byline"} {
		candidates = append(candidates, f.meta[name])
	}
	candidates = append(candidates, strings.Join(distinct(f.bylines), ", "))
	for _, a := range candidates {
		a = strings.TrimSpace(a)
		if len(a) > 3 && strings.EqualFold(a[:3], "by ") {
			a = a[3:]
		}
		if a != "" && !isURL(a) && len(a) <= 200 && !strings.EqualFold(a, f.outlet()) {
			return a
		}
	}
	return ""
}

func distinct(in []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range in {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// inAddress finds a day in an address: /2026/04/15/ or /2026-04-15-.
var inAddress = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)
})

func (f *facts) date(address string) (date, from string) {
	if d := Date(f.linked.published()); d != "" {
		return d, "json-ld"
	}
	for _, name := range []string{
		"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "article.published",
		"dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "pubdate", "ptime", "pdate", "publishdate", "publish-date", "publish_date", "publication_date", "date", "displaydate", "rnews:datepublished", "cxenseparse:recs:publishtime",
	} {
		if d := Date(f.meta[name]); d != "" {
			return d, "meta"
		}
	}
	for _, t := range f.times {
		if d := Date(t); d != "" {
			return d, "page text"
		}
	}
	if m := inAddress().FindStringSubmatch(address); m != nil {
		if d := Date(m[1] + "-" + m[2] + "-" + m[3]); d != "" {
			return d, "address"
		}
	}
	return "", ""
}

func (f *facts) language() string {
	for _, l := range []string{f.lang, f.linked.language(), f.first("og:locale", "content-language", "dc.language", "language", "inlanguage")} {
		if l = strings.TrimSpace(l); isTag(l) {
			return l
		}
	}
	return ""
}

// isTag reports whether s is written like a language tag: "en", "en_GB".
func isTag(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return len(s) >= 2 && len(s) <= 35
}
