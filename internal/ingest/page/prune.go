package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// apart are the parts of class names and ids that news sites give to what
// surrounds an article. Each stands alone or between hyphens, underscores and
// capitals: "share-bar", "article__newsletter", "relatedLinks".
var apart = map[string]bool{
	"share": true, "sharing": true, "sharebar": true, "sharedaddy": true, "addthis": true, "sharetools": true,
	"newsletter": true, "newsletters": true, "subscribe": true, "subscription": true, "signup": true, "paywall": true, "promo": true, "promobox": true, "promotion": true, "piano": true,
	"related": true, "relatedlinks": true, "recommended": true, "recommendations": true, "outbrain": true, "taboola": true, "trending": true, "mostread": true, "mostpopular": true, "readmore": true, "morestories": true, "seealso": true,
	"cookie": true, "cookies": true, "gdpr": true, "consent": true, "onetrust": true,
	"caption": true, "slideshow": true, "figcaption": true, "imagecaption": true, "photocredit": true, "credit": true,
	"breadcrumb": true, "breadcrumbs": true, "advert": true, "advertisement": true, "advertising": true, "sponsored": true, "sponsor": true, "dfp": true, "adslot": true, "adunit": true,
	"comments": true, "disqus": true, "byline": true, "dateline": true, "timestamp": true, "kicker": true, "pullquote": true, "toolbar": true, "skiplink": true,
}

// prune takes out of a page what is marked as standing apart from an article,
// unless it holds so much of the page's prose that the mark must mean
// something else ("subscription" on the whole body of a page for subscribers).
func prune(doc *html.Node) {
	prose := map[*html.Node]int{}
	weigh(doc, false, prose)
	var cut []*html.Node
	var look func(*html.Node)
	look = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && (standsApart(c) && prose[c]*4 <= prose[doc] || isComments(c) && prose[doc]-prose[c] >= 600) {
				cut = append(cut, c)
				continue
			}
			look(c)
		}
	}
	look(doc)
	for _, n := range cut {
		n.Parent.RemoveChild(n)
	}
}

// isComments reports whether n holds what readers wrote, which may well be
// more than the article.
func isComments(n *html.Node) bool {
	id := strings.ToLower(attribute(n, "id"))
	return id == "comments" || id == "disqus_thread" || id == "comment-list"
}

// weigh notes for n and every element below it how many bytes of prose it
// holds: text in paragraphs, and long text outside of them.
func weigh(n *html.Node, inParagraph bool, prose map[*html.Node]int) int {
	if n.Type == html.TextNode {
		if size := len(strings.TrimSpace(n.Data)); (inParagraph || size >= 100) && !silent(n.Parent) {
			return size
		}
		return 0
	}
	total := 0
	for c := range n.ChildNodes() {
		total += weigh(c, inParagraph || n.DataAtom == atom.P, prose)
	}
	if total > 0 {
		prose[n] = total
	}
	return total
}

func standsApart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Article, atom.Main, atom.Head, atom.Script, atom.P, atom.Time, atom.A, atom.Blockquote, atom.Table, atom.Tbody, atom.Tr, atom.Td:
		return n.DataAtom == atom.P && marked(n)
	case atom.Span:
		return marked(n) && n.Parent.DataAtom != atom.P
	case atom.Nav, atom.Figcaption, atom.Form, atom.Dialog:
		return true
	}
	switch attribute(n, "role") {
	case "navigation", "dialog", "alertdialog", "banner", "contentinfo", "search", "menu", "menubar":
		return true
	}
	return marked(n)
}

// marked reports whether a class name or the id says that n stands apart.
func marked(n *html.Node) bool {
	for _, value := range []string{attribute(n, "class"), attribute(n, "id")} {
		for _, name := range strings.Fields(value) {
			for _, part := range nameParts(name) {
				if apart[part] {
					return true
				}
			}
		}
	}
	return false
}

// nameParts cuts "article__shareBar-2" into article, share, bar, 2 and adds
// the whole without its hyphens.
func nameParts(name string) []string {
	var parts []string
	start := 0
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '-' || c == '_' || c == ':' || c == '/':
			parts = append(parts, strings.ToLower(name[start:i]))
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > start && name[i-1] >= 'a' && name[i-1] <= 'z':
			parts = append(parts, strings.ToLower(name[start:i]))
			start = i
		}
	}
	parts = append(parts, strings.ToLower(name[start:]))
	if len(parts) > 1 {
		parts = append(parts, strings.Join(parts, ""))
	}
	return parts
}
