package feed

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Candidate is an address that may be a site's feed.
type Candidate struct {
	URL   string // absolute
	Title string // as the page calls it; empty when it does not
	Guess bool   // nobody named it: it is where feeds often are
}

// feedTypes are the media types of feeds in the links of a page, the most
// useful first.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json", "text/xml", "application/xml"}

// usual are the paths where sites without a link have their feeds.
var usual = []string{"/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json"}

// Discover finds the feeds of a site from one of its pages: first those that
// the page names in its head, feeds of comments last, then links whose address
// is plainly a feed's, then the usual places, to be tried. at is the page's
// address. No address comes twice.
func Discover(source []byte, at string) []Candidate {
	doc, err := html.Parse(strings.NewReader(decode(source, "")))
	var named, comments, linked []Candidate
	base := at
	if err == nil {
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch {
			case n.DataAtom == atom.Base && attribute(n, "href") != "":
				if b := absolute(attribute(n, "href"), at); b != "" && base == at {
					base = b
				}
			case n.DataAtom == atom.Link && isAlternate(n):
				c := Candidate{URL: absolute(attribute(n, "href"), base), Title: plain(attribute(n, "title"))}
				if ofComments(c) {
					comments = append(comments, c)
				} else {
					named = append(named, c)
				}
			case n.DataAtom == atom.A && looksLikeFeed(attribute(n, "href")) && len(linked) < 20:
				linked = append(linked, Candidate{URL: absolute(attribute(n, "href"), base)})
			}
		}
	}
	all := slices.Concat(named, linked, comments)
	if u, err := url.Parse(at); err == nil && u.Host != "" {
		for _, path := range usual {
			all = append(all, Candidate{URL: u.Scheme + "://" + u.Host + path, Guess: true})
		}
	}
	return once(all)
}

// once leaves out what is empty or was there before.
func once(all []Candidate) []Candidate {
	var out []Candidate
	for _, c := range all {
		if c.URL != "" && !slices.ContainsFunc(out, func(o Candidate) bool { return strings.TrimSuffix(o.URL, "/") == strings.TrimSuffix(c.URL, "/") }) {
			out = append(out, c)
		}
	}
	return out
}

func isAlternate(n *html.Node) bool {
	rel := strings.Fields(strings.ToLower(attribute(n, "rel")))
	media, _, _ := strings.Cut(strings.ToLower(attribute(n, "type")), ";")
	media = strings.TrimSpace(media)
	switch {
	case slices.Contains(rel, "feed"):
		return true
	case !slices.Contains(rel, "alternate") || slices.Contains(rel, "stylesheet") || attribute(n, "hreflang") != "" && !slices.Contains(feedTypes[:4], media):
		return false
	}
	// "application/json" as an alternate is the WordPress API more often than a feed.
	return slices.Contains(feedTypes, media) && (media != "application/json" || looksLikeFeed(attribute(n, "href")) || strings.Contains(attribute(n, "href"), "feed"))
}

func ofComments(c Candidate) bool {
	title := strings.ToLower(c.Title)
	return strings.Contains(title, "comment") || strings.Contains(title, "kommentar") || strings.Contains(strings.ToLower(c.URL), "/comments/")
}

// looksLikeFeed reports whether an address is plainly that of a feed.
func looksLikeFeed(address string) bool {
	u, err := url.Parse(strings.TrimSpace(strings.ToLower(address)))
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	path := strings.TrimSuffix(u.Path, "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch last {
	case "feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "feed.json", "index.rdf", "rss2":
		return true
	}
	return strings.HasSuffix(last, ".rss") || strings.HasSuffix(last, ".atom") || strings.HasSuffix(last, ".rdf")
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
