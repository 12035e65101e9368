package page

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Why a page that has words gives no report all the same.
var (
	ErrGated    = errors.New("only the beginning of the article: the page asks to subscribe or sign in")
	ErrNotFound = errors.New("no article: the page says that there is none at its address")
)

// Figures for telling a page with an article from one without, in characters.
const (
	gatedBody   = 800  // less before a wall is the beginning of an article
	closedBody  = 400  // less on a page that says it is not free, without a wall in sight
	errorBody   = 1500 // an error page says no more
	teaser      = 160  // no paragraph longer than that: a list of teasers, when there are
	teaserLinks = 8    // so many links to other pages that read like headlines,
	headline    = 25   // that is of so many characters or more
)

// walls are the parts of class names and ids of what asks for money or a name.
var walls = map[string]bool{
	"paywall": true, "regwall": true, "registerwall": true, "loginwall": true, "subscriptionwall": true, "meteredwall": true, "piano": true,
}

// wants and toRead are what a wall says: one of the first and one of the second.
var (
	wants  = []string{"subscri", "sign in", "sign up", "log in", "login", "register", "create a free account", "member"}
	toRead = []string{
		"continue reading", "keep reading", "read more of this", "read the full", "read the rest", "read this article", "read this story",
		"to read on", "full access", "unlimited access", "for subscribers", "subscribers only", "subscriber-only", "already a subscriber",
	}
)

// asks reports whether words ask to subscribe or sign in for the article.
func asks(s string) bool {
	s = strings.ToLower(s)
	has := func(w string) bool { return strings.Contains(s, w) }
	return slices.ContainsFunc(wants, has) && slices.ContainsFunc(toRead, has)
}

// demands are the beginnings of a wall's sentences; a report that tells of
// somebody who was asked to sign in begins otherwise.
var demands = []string{
	"subscribe", "sign in", "sign up", "log in", "login", "register", "already a subscriber", "to continue reading", "to keep reading", "to read", "continue reading",
	"keep reading", "create a free account", "become a", "this article is for", "this story is for", "this content is for", "you have reached", "you've reached", "you’ve reached",
}

// isDemand reports whether a heading or paragraph is a wall's.
func isDemand(s string) bool {
	if utf8.RuneCountInString(s) > longestAsk || !asks(s) {
		return false
	}
	s = strings.ToLower(s)
	return slices.ContainsFunc(demands, func(d string) bool { return strings.HasPrefix(s, d) })
}

// longestAsk is how many characters the sentence of a wall has at most; a
// longer one that speaks of subscribers is a report's.
const longestAsk = 160

// openGate takes a wall out of the page and reports whether there is one: an
// element named so that asks, or a heading or short paragraph that does. What
// holds most of the page's prose is the article behind a wall that only the
// style sheet shows.
func openGate(doc *html.Node) bool {
	prose := map[*html.Node]int{}
	weigh(doc, false, prose)
	var cut []*html.Node
	gated := false
	for n := range elements(doc) {
		switch {
		case isWall(n) && prose[n] < gatedBody && asks(words(n)):
			gated = true
			cut = append(cut, n)
		case n.DataAtom == atom.H2 || n.DataAtom == atom.H3 || n.DataAtom == atom.H4 || n.DataAtom == atom.P:
			if isDemand(words(n)) && !within(n, atom.Footer) && !within(n, atom.Nav) {
				gated = true
				cut = append(cut, n)
			}
		}
	}
	for _, n := range cut {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	return gated
}

func isWall(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	for _, value := range []string{attribute(n, "class"), attribute(n, "id")} {
		for _, name := range strings.Fields(value) {
			if slices.ContainsFunc(nameParts(name), func(part string) bool { return walls[part] }) {
				return true
			}
		}
	}
	return false
}

// missing are the titles of pages that say there is nothing.
var missing = []string{
	"404", "error 404", "404 error", "404 not found", "404 page not found", "not found", "page not found", "page cannot be found", "page can't be found",
	"page unavailable", "page no longer exists", "403 forbidden", "access denied", "just a moment", "attention required", "are you a robot",
}

// isErrorPage reports whether a page's title says that there is no page.
func isErrorPage(titles ...string) bool {
	for _, t := range titles {
		t = strings.ToLower(strings.ReplaceAll(t, "’", "'"))
		for i, part := range strings.FieldsFunc(t, func(c rune) bool { return strings.ContainsRune("|:–—-!.…", c) }) {
			part = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(part), "sorry, "), "the ")
			if (i == 0 || strings.Contains(part, "page")) && slices.Contains(missing, strings.TrimPrefix(part, "this ")) {
				return true
			}
		}
	}
	return false
}

// isList reports whether a page is a list of teasers: it does not call itself
// an article, links to many, and has no paragraph of an article's length.
func isList(f *facts, headlines int, body []string) bool {
	if len(f.linked.articles) > 0 || f.meta["og:type"] == "article" || f.meta["article:published_time"] != "" || headlines < teaserLinks {
		return false
	}
	return !slices.ContainsFunc(body, func(p string) bool { return utf8.RuneCountInString(p) > teaser })
}

// headlineLinks counts the links that read like headlines, outside of menus.
func headlineLinks(doc *html.Node) int {
	n := 0
	for a := range elements(doc) {
		if a.DataAtom == atom.A && utf8.RuneCountInString(words(a)) >= headline && !within(a, atom.Nav) && !within(a, atom.Footer) && !within(a, atom.P) {
			n++
		}
	}
	return n
}

// refuse is why a page with this body gives no report; nil when it gives one.
func (p *Page) refuse(f *facts, gated bool, headlines int) error {
	n := characters(p.Paragraphs)
	closed := slices.ContainsFunc(f.linked.articles, func(a map[string]any) bool {
		switch v := a["isAccessibleForFree"].(type) {
		case bool:
			return !v
		case string:
			return strings.EqualFold(v, "false")
		}
		return false
	})
	switch {
	case n < errorBody && isErrorPage(append(slices.Clone(f.headings), p.Title, f.titleTag)...):
		return ErrNotFound
	case gated && n < gatedBody, closed && n < closedBody:
		return ErrGated
	case n == 0, isList(f, headlines, p.Paragraphs):
		return ErrNoArticle
	}
	return nil
}
