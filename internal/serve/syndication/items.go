package syndication

import (
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"parallax/internal/archive"
)

// storyItem tells a story: how many tell it, its lead, its sharpest difference.
func storyItem(s *archive.Story) item {
	var b strings.Builder
	if s.Lead != nil {
		paragraph(&b, html.EscapeString(s.Lead.Text)+credit(s.Lead.Outlet))
	}
	if d := s.Sharpest; d != nil {
		paragraph(&b, "<b>"+html.EscapeString(d.Speaker)+"</b> "+runs(d.Runs)+credit(d.Outlet))
	}
	paragraph(&b, fmt.Sprintf("%s, %s; %s altered, %s",
		counted(s.Reports, "report"), counted(s.Accounts, "independent account"), counted(s.Altered, "statement"), counted(s.Conflicts, "conflict")))
	return item{path: "/stories/" + url.PathEscape(s.ID), title: s.Title, html: b.String(), published: s.First, updated: s.Changed}
}

// reportItem tells a report of a story: how long it is, whether it copies
// another, and the readings of it that depart from the fullest wording.
func reportItem(r *archive.Report, differing []archive.Statement) item {
	var b strings.Builder
	facts := counted(r.Words, "word")
	if r.Account != "" && r.Account != r.ID {
		facts += ", copies another report of the story"
	}
	paragraph(&b, facts)
	for i := range differing {
		s := &differing[i]
		for k := range s.Readings {
			if x := &s.Readings[k]; x.Report == r.ID && len(x.Runs) > 0 {
				said := x.Relation + ": " + runs(x.Runs)
				if s.Speaker != "" {
					said = "<b>" + html.EscapeString(s.Speaker) + "</b>, " + said
				}
				paragraph(&b, said)
			}
		}
	}
	return item{path: "/reports/" + url.PathEscape(r.ID), title: titleOf(r), html: b.String(), published: r.Published, updated: changed(r)}
}

// changed is when a report came in, or its text was last seen to be another.
func changed(r *archive.Report) time.Time {
	if r.Revised.After(r.FirstSeen) {
		return r.Revised
	}
	return r.FirstSeen
}

// titleOf is a report's headline with its outlet.
func titleOf(r *archive.Report) string {
	switch {
	case r.Title == "" && r.Outlet == "":
		return "Report without a headline"
	case r.Title == "":
		return "Report of " + r.Outlet
	case r.Outlet == "":
		return r.Title
	}
	return r.Title + " (" + r.Outlet + ")"
}

// hitItem tells a report that a search found, or the story that it is of.
func hitItem(h *archive.Hit, story bool) item {
	var b strings.Builder
	for i := range h.Passages {
		p := &h.Passages[i]
		paragraph(&b, marked(p.Text, p.Marks))
	}
	it := item{path: "/reports/" + url.PathEscape(h.ID), title: titleOf(&h.Report), published: h.Published, updated: changed(&h.Report)}
	if story {
		it.path, it.title, it.published = "/stories/"+url.PathEscape(h.Story), h.StoryTitle, time.Time{}
		paragraph(&b, html.EscapeString(titleOf(&h.Report)))
	}
	it.html = b.String()
	return it
}

// personItem tells somebody who speaks: what reports call them and how much
// they said.
func personItem(p *archive.Person) item {
	var b strings.Builder
	if len(p.Roles) > 0 {
		paragraph(&b, html.EscapeString(p.Roles[0].Text)+credit(p.Roles[0].Outlet))
	}
	paragraph(&b, fmt.Sprintf("%s in %s; %d altered", counted(p.Statements, "statement"), countedStories(p.Stories), p.Altered))
	return item{path: "/people/" + url.PathEscape(p.ID), title: p.Name, html: b.String(), updated: p.Last}
}

func countedStories(n int) string {
	if n == 1 {
		return "1 story"
	}
	return fmt.Sprintf("%d stories", n)
}

// said tells statements, each with the readings that differ.
func said(ss []archive.Statement) []item {
	out := make([]item, 0, len(ss))
	for i := range ss {
		s := &ss[i]
		var b strings.Builder
		paragraph(&b, "“"+html.EscapeString(s.Text)+"”"+credit(s.Outlet))
		last := s.At
		for k := range s.Readings {
			r := &s.Readings[k]
			if r.At.After(last) {
				last = r.At
			}
			if len(r.Runs) > 0 {
				paragraph(&b, html.EscapeString(r.Outlet)+", "+r.Relation+": "+runs(r.Runs))
			}
		}
		paragraph(&b, html.EscapeString(s.StoryTitle))
		title := short(s.Text)
		if s.Speaker != "" {
			title = s.Speaker + ": " + title
		}
		out = append(out, item{path: "/stories/" + url.PathEscape(s.Story) + "#" + url.PathEscape(s.ID), about: "/statements/" + s.ID, title: title, html: b.String(), published: s.At, updated: last})
	}
	return out
}

// runs marks what a reading did with the fullest wording: a feed reader knows
// del and ins, and nothing of our styles.
func runs(rs []archive.Run) string {
	var b strings.Builder
	for i, r := range rs {
		if i > 0 {
			b.WriteByte(' ')
		}
		t := html.EscapeString(r.Text)
		switch r.Op {
		case "delete":
			b.WriteString("<del>" + t + "</del>")
		case "insert":
			b.WriteString("<ins>" + t + "</ins>")
		case "cut":
			b.WriteString("[…]")
		case "fold":
			b.WriteString("…")
		default:
			b.WriteString(t)
		}
	}
	return b.String()
}

// marked puts the words that were searched for in bold.
func marked(t string, marks [][2]int) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] < m[0] || m[1] > len(t) {
			continue
		}
		b.WriteString(html.EscapeString(t[at:m[0]]) + "<b>" + html.EscapeString(t[m[0]:m[1]]) + "</b>")
		at = m[1]
	}
	b.WriteString(html.EscapeString(t[at:]))
	return b.String()
}

func paragraph(b *strings.Builder, inner string) { b.WriteString("<p>" + inner + "</p>") }

func credit(outlet string) string {
	if outlet == "" {
		return ""
	}
	return " <small>" + html.EscapeString(outlet) + "</small>"
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// longTitle is how many characters of a statement make a title.
const longTitle = 90

// short is the beginning of a statement, cut after a word.
func short(t string) string {
	if utf8.RuneCountInString(t) <= longTitle {
		return t
	}
	cut := string([]rune(t)[:longTitle])
	if i := strings.LastIndexByte(cut, ' '); i > longTitle/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
