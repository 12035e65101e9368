package pages

import (
	"net/url"
	"strconv"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/report/web"
	"parallax/internal/text"
)

func pathEscape(s string) string { return url.PathEscape(s) }

// address is a path with a query of those pairs whose value is not empty, in
// the order given.
func address(path string, pairs ...string) string {
	var b strings.Builder
	b.WriteString(path)
	sep := byte('?')
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		b.WriteByte(sep)
		b.WriteString(url.QueryEscape(pairs[i]) + "=" + url.QueryEscape(pairs[i+1]))
		sep = '&'
	}
	return b.String()
}

func storyAt(id string) string  { return "/stories/" + pathEscape(id) }
func reportAt(id string) string { return "/reports/" + pathEscape(id) }
func personAt(id string) string { return "/people/" + pathEscape(id) }
func outletAt(id string) string { return "/outlets/" + pathEscape(id) }

// Output feeds, served beside the pages.
const storiesFeed = "/feed/stories.atom"

func storyFeed(id string) string { return "/feed/stories/" + pathEscape(id) + ".atom" }

func personFeed(id string) string { return "/feed/people/" + pathEscape(id) + ".atom" }

// span writes a stretch of a report, in code points, as an address has it.
func span(start, end int) string {
	if end <= start {
		return ""
	}
	return strconv.Itoa(start) + "-" + strconv.Itoa(end)
}

// readSpan is the opposite of span; false when it is none.
func readSpan(s string) (start, end int, ok bool) {
	a, b, _ := strings.Cut(s, "-")
	start, err := strconv.Atoi(a)
	if err != nil {
		return 0, 0, false
	}
	end, err = strconv.Atoi(b)
	return start, end, err == nil && 0 <= start && start < end
}

// wordsAt is where words of a report are read: the reader, with them marked.
// The places count code points.
func wordsAt(report string, start, end int) string {
	a := address(reportAt(report), "words", span(start, end))
	if end > start {
		a += "#" + web.Found
	}
	return a
}

// addresses are those of a story's statements and of the words of its
// reports; onPage says which reports are on the page that refers to them: what
// is there already is no address of another page.
func addresses(c *collate.Comparison, story string, onPage ...int) web.Addresses {
	points := make([]*text.Index, len(c.Reports))
	here := map[int]bool{}
	for _, r := range onPage {
		here[r] = true
	}
	return web.Addresses{
		Words: func(at web.Place) string {
			if here[at.Report] && at.ID != "" {
				return "#" + at.ID
			}
			with, words, id := "", "", at.ID
			if at.Beside != at.Report {
				with = c.Reports[at.Beside].Article.ID
			}
			a := c.Reports[at.Report].Article
			if !at.Words.Empty() {
				if points[at.Report] == nil {
					points[at.Report] = text.NewIndex(a.Text)
				}
				words, id = span(points[at.Report].Points(at.Words)), web.Found
			}
			return address(reportAt(a.ID), "with", with, "words", words) + "#" + id
		},
		Statement: func(id string) string { return storyAt(story) + "#" + id },
		Person:    func(name string) string { return address("/people", "name", name) },
	}
}
