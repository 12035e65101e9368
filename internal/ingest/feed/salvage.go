package feed

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"sync"

	"github.com/mmcdole/gofeed"
)

// root is a feed's root element in its source.
type root struct {
	start, end int    // the opening tag
	name       string // as it is written: "rss", "atom:feed", "rdf:RDF"
	item       string // what an item's element is called: "item", "atom:entry"
}

// rootTag matches the opening tags of feeds.
var rootTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<((?i:([a-z0-9_-]+:)?(?:rss|feed|rdf)))(?:\s[^<>]*)?>`)
})

// findRoot finds the root element, whatever stands before it: programs that
// fail write their warnings there. Comments do not count.
func findRoot(text string) (root, bool) {
	from := 0
	for {
		m := rootTag().FindStringSubmatchIndex(text[from:])
		if m == nil {
			return root{}, false
		}
		r := root{start: from + m[0], end: from + m[1], name: text[from+m[2] : from+m[3]]}
		if open := strings.LastIndex(text[:r.start], "<!--"); open >= 0 && !strings.Contains(text[open:r.start], "-->") {
			from = r.end
			continue
		}
		r.item = "item"
		if prefix, local, ok := strings.Cut(r.name, ":"); strings.EqualFold(local, "feed") && ok {
			r.item = prefix + ":entry"
		} else if strings.EqualFold(r.name, "feed") {
			r.item = "entry"
		}
		return r, true
	}
}

// beforeRoot is what stands before a feed's root without what may stand there:
// declarations, processing instructions, comments.
func beforeRoot(s string) string {
	return prolog().ReplaceAllString(s, "")
}

var prolog = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)<!--.*?-->|<\?.*?\?>|(?i)<!doctype[^>\[]*(?:\[[^\]]*\])?\s*>`)
})

// piece is one item in the source.
type piece struct {
	start, end int
	whole      bool // it has its closing tag
}

// pieces finds the items of a feed by their tags alone. What stands in CDATA
// sections and comments does not count.
func pieces(text string, r root) []piece {
	var out []piece
	open := -1
	lastComment := strings.LastIndex(text, "-->") // a comment that nothing ends is none
	for i := r.end; i < len(text); {
		next := strings.IndexByte(text[i:], '<')
		if next < 0 {
			break
		}
		i += next
		rest := text[i:]
		switch {
		case strings.HasPrefix(rest, "<!--") && i < lastComment:
			i = skipTo(text, i, "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			i = skipTo(text, i, "]]>")
		case isTag(rest, "<"+r.item):
			if open >= 0 {
				out = append(out, piece{start: open, end: i})
			}
			open = i
			i++
		case isTag(rest, "</"+r.item):
			end := skipTo(text, i, ">")
			if open >= 0 {
				out = append(out, piece{start: open, end: end, whole: true})
			}
			open = -1
			i = end
		default:
			i++
		}
	}
	if open >= 0 {
		out = append(out, piece{start: open, end: len(text)})
	}
	return out
}

// skipTo is the position after the next end, or of the text's end.
func skipTo(text string, from int, end string) int {
	if i := strings.Index(text[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(text)
}

// isTag reports whether s begins with a tag of that name.
func isTag(s, tag string) bool {
	return len(s) > len(tag) && strings.EqualFold(s[:len(tag)], tag) && strings.IndexByte(" \t\r\n>/", s[len(tag)]) >= 0
}

// number tells the items of a feed that could be read their lines.
func number(f *Feed, text string, found []piece) {
	if len(found) != len(f.Items) {
		return
	}
	lines := lineCounter{text: text, line: 1}
	for i, p := range found {
		f.Items[i].Line = lines.at(p.start)
	}
}

// lineCounter gives the lines of growing positions.
type lineCounter struct {
	text     string
	position int
	line     int
}

func (l *lineCounter) at(position int) int {
	l.line += strings.Count(l.text[l.position:position], "\n")
	l.position = position
	return l.line
}

// salvage reads what can be read of a feed that is broken: its head and each
// item by itself. Items that are broken themselves are read by their main
// elements, as far as those are whole.
func salvage(text string, r root, found []piece, o Options, cause error) (*Feed, error) {
	headEnd := len(text)
	if len(found) > 0 {
		headEnd = found[0].start
	}
	tag := text[r.start:r.end]
	lead, tail := tag, "</"+r.name+">"
	if strings.EqualFold(r.name, "rss") {
		lead, tail = tag+"<channel>", "</channel></rss>"
	}
	whole, err := parse(text[r.start:headEnd] + closing(text[r.start:headEnd], r))
	if err != nil {
		whole, err = parse(lead + rescue(text[r.end:headEnd]) + tail)
	}
	if err != nil {
		return nil, fmt.Errorf("the feed is broken beyond repair: %w", cause)
	}
	lines := lineCounter{text: text, line: 1}
	var problems []Problem
	var at []int
	whole.Items = nil
	for n, p := range found {
		number := lines.at(p.start)
		g, err := parse(lead + text[p.start:p.end] + tail)
		if !p.whole || err != nil || len(g.Items) != 1 {
			reason := fmt.Sprintf("item %d is broken", n+1)
			if !p.whole && n == len(found)-1 {
				reason = fmt.Sprintf("the feed ends in the middle of item %d", n+1)
			}
			g, err = parse(lead + "<" + r.item + ">" + rescue(text[p.start:p.end]) + "</" + r.item + ">" + tail)
			if err != nil || len(g.Items) != 1 || g.Items[0].Title == "" && g.Items[0].Link == "" {
				problems = append(problems, Problem{Line: number, Reason: reason + " and left out"})
				continue
			}
			problems = append(problems, Problem{Line: number, Reason: reason + "; what is whole of it was read"})
			cutOff(g.Items[0], p.whole)
		}
		whole.Items = append(whole.Items, g.Items[0])
		at = append(at, number)
	}
	if len(found) > 0 && len(whole.Items) == 0 {
		return nil, fmt.Errorf("the feed is broken: none of its %d items can be read: %w", len(found), cause)
	}
	if len(problems) == 0 {
		problems = append(problems, Problem{Reason: "the feed is broken, but its items could be read (" + line(cause.Error()) + ")", Whole: len(whole.Items) > 0})
	}
	f := translate(whole, o)
	if len(f.Items) == len(at) {
		for i := range f.Items {
			f.Items[i].Line = at[i]
		}
	}
	f.Problems = append(problems, f.Problems...)
	return f, nil
}

// cutOff marks the text of an item that is not whole as a beginning.
func cutOff(i *gofeed.Item, whole bool) {
	if whole {
		return
	}
	if i.Content != "" {
		i.Content += " …"
	}
	if i.Description != "" {
		i.Description += " …"
	}
}

// closing gives the closing tags that a feed's head lacks.
func closing(head string, r root) (tail string) {
	for _, name := range []string{"image", "channel"} { // the inner one first
		if strings.LastIndex(head, "<"+name) > strings.LastIndex(head, "</"+name+">") {
			tail += "</" + name + ">"
		}
	}
	return tail + "</" + r.name + ">"
}

// rescued are the elements that are looked for in what is broken.
var rescued = []string{"title", "link", "guid", "id", "pubDate", "dc:date", "published", "updated", "dc:creator", "author", "description", "summary", "content:encoded", "content"}

// rescue gives the elements of a broken item or head that are whole, with their
// content as CDATA, so that nothing in them can break anything.
func rescue(source string) string {
	var b strings.Builder
	for _, name := range rescued {
		for i := 0; i < len(source); {
			start := strings.Index(source[i:], "<"+name)
			if start < 0 {
				break
			}
			start += i
			i = start + 1
			if !isTag(source[start:], "<"+name) {
				continue
			}
			open := skipTo(source, start, ">")
			tag := source[start:open]
			if strings.HasSuffix(tag, "/>") {
				if name == "link" && !strings.Contains(tag[1:], "<") {
					b.WriteString(tag)
				}
				break
			}
			length := strings.Index(source[open:], "</"+name+">")
			if length < 0 {
				break
			}
			b.WriteString("<" + name + "><![CDATA[" + bare(source[open:open+length]) + "]]></" + name + ">")
			break
		}
	}
	return b.String()
}

// bare is an element's content without CDATA marks; escapes outside of one are
// resolved.
func bare(s string) string {
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "<![CDATA["); ok {
		inner, _, _ = strings.Cut(inner, "]]>")
		return inner
	}
	if !strings.Contains(s, "<") {
		s = html.UnescapeString(s)
	}
	return strings.ReplaceAll(s, "]]>", "]] >")
}
