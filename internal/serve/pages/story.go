package pages

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/http"
	"strconv"

	"parallax/internal/archive"
	"parallax/internal/collate"
	"parallax/internal/report"
	"parallax/internal/report/dates"
	"parallax/internal/report/web"
)

// storyPage is one story.
type storyPage struct {
	frame
	ID, Heading string
	Language    string
	Story       *web.Story // nil while nothing is compared
	Waiting     string     // reports that came in since the comparison was made
	Read        bool
	Reports     []member
	Revised     []member
	Decisions   []decision
	ByHand      bool
	JSON        string
	Markdown    string
	HTML        string
}

// member is a report of the story.
type member struct {
	archive.Report
	Name    string
	When    string
	Href    string
	Changed string // "changed twice since it was first seen"; empty when it was not
	Changes string // address of its revisions
	New     bool   // not in the comparison yet
}

// decision is what a hand did to the story.
type decision struct {
	archive.Decision
	Words string
	When  string
	Undo  string // address; empty when it is undone
}

func (p *Pages) story(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	e, err := p.kept.Edition(ctx, id)
	if err != nil {
		return err
	}
	if e.Story.ID != id { // merged away, which can be undone: a browser must not remember it
		http.Redirect(w, r, address(storyAt(e.Story.ID), "did", r.URL.Query().Get("did")), http.StatusFound)
		return nil
	}
	reports, err := p.kept.ReportsOf(ctx, id)
	if err != nil {
		return err
	}
	decisions, err := p.kept.Decisions(ctx, id)
	if err != nil {
		return err
	}
	v := &storyPage{
		frame: p.frame(r, "stories", e.Story.Title), ID: id, Heading: e.Story.Title, Language: e.Story.Language,
		Read: e.Story.Read, ByHand: e.Story.By == archive.Hand,
		JSON: storyAt(id) + "/story.json", Markdown: storyAt(id) + "/story.md", HTML: storyAt(id) + "/story.html",
	}
	v.Feed, v.FeedName = storyFeed(id), "Reports of this story"
	p.members(v, e.Comparison, reports)
	for i := range decisions {
		v.Decisions = append(v.Decisions, p.decision(&decisions[i]))
	}
	if e.Waiting > 0 {
		v.Waiting = count(e.Waiting, "report") + " came in since and will be compared shortly."
	}
	if c := e.Comparison; c != nil && len(c.Reports) > 0 {
		v.Story, v.Times = web.NewStory(c, addresses(c, id), acts(c)...), p.clocks(dates.Named(c))
		if e.Story.Title != "" { // a story has one name on all pages
			v.Story.Head.Headline, v.Story.Head.Lang, v.Story.Head.Cut = e.Story.Title, e.Story.Language, false
		}
		if n := len(v.Revised); n > 0 {
			v.Story.AddSection("revisions", "Revisions", n)
		}
	}
	return p.show(w, http.StatusOK, "story-page", v)
}

// acts are the ways on from a story.
func acts(c *collate.Comparison) []web.Act {
	var out []web.Act
	if len(c.Reports) > 1 {
		right := 1
		for i, r := range c.Reports { // rather another account than a copy
			if r.Account != c.Reports[0].Account {
				right = i
				break
			}
		}
		out = append(out, web.Act{Href: address(reportAt(c.Reports[0].Article.ID), "with", c.Reports[right].Article.ID), Text: "Read side by side"})
	}
	return append(out, web.Act{Href: "#export", Text: "Export"}, web.Act{Href: "#grouping", Text: "Merge or split"})
}

// members lists the reports of a story and those that changed after they were
// first seen.
func (p *Pages) members(v *storyPage, c *collate.Comparison, reports []archive.Report) {
	compared := map[string]bool{}
	if c != nil {
		for i := range c.Reports {
			compared[c.Reports[i].Article.ID] = true
		}
	}
	for _, r := range reports {
		m := member{Report: r, Name: cmp.Or(r.Outlet, r.URL, r.ID), Href: reportAt(r.ID), New: !compared[r.ID]}
		m.When = p.published(&r)
		if r.Revisions > 0 {
			m.Changed, m.Changes = "changed "+times(r.Revisions)+" since it was first seen", m.Href+"/revisions"
			v.Revised = append(v.Revised, m)
		}
		v.Reports = append(v.Reports, m)
	}
}

// published is when a report was published as far as that is known, or that it
// is undated.
func (p *Pages) published(r *archive.Report) string {
	switch {
	case r.Published.IsZero():
		return "undated"
	case len(r.Dated) == len("2006-01-02"):
		return r.Published.Format("2 January 2006")
	}
	return p.moment(r.Published)
}

// times says how often: "once", "twice", "12 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return number(n) + " times"
}

func (p *Pages) decision(d *archive.Decision) decision {
	v := decision{Decision: *d, When: p.moment(d.At)}
	switch d.What {
	case "merge":
		v.Words = "Two stories were merged into this one"
	default:
		v.Words = count(len(d.Reports), "report") + " taken out"
	}
	if d.Undone.IsZero() {
		v.Undo = "/decisions/" + pathEscape(d.ID) + "/undo"
	} else {
		v.When += ", undone " + p.moment(d.Undone)
	}
	return v
}

// read marks a story as read, or as unread.
func (p *Pages) read(w http.ResponseWriter, r *http.Request) error {
	id, read := r.PathValue("id"), r.PostFormValue("read") != "no"
	if err := p.desk.MarkRead(r.Context(), id, read); err != nil {
		return err
	}
	did := "read"
	if !read {
		did = "unread"
	}
	return see(w, r, address(storyAt(id), "did", did))
}

// exports are the forms in which a story can be taken along.
var exports = map[string]struct {
	kind  string
	write func(io.Writer, *collate.Comparison) error
}{
	"story.json": {"application/json", report.JSON},
	"story.md":   {"text/markdown; charset=utf-8", report.Markdown},
	"story.html": {"text/html; charset=utf-8", func(w io.Writer, c *collate.Comparison) error { return web.Write(w, c) }},
}

// export gives a story as a file to keep.
func (p *Pages) export(w http.ResponseWriter, r *http.Request) error {
	id, file := r.PathValue("id"), r.PathValue("file")
	form, ok := exports[file]
	if !ok {
		return archive.ErrNotFound
	}
	e, err := p.kept.Edition(r.Context(), id)
	if err != nil {
		return err
	}
	if e.Comparison == nil {
		return problem{http.StatusServiceUnavailable, "The reports of this story are still being compared. Try again in a minute."}
	}
	var b bytes.Buffer
	if err := form.write(&b, e.Comparison); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", form.kind)
	h.Set("Content-Disposition", `attachment; filename="`+fileName(e.Story.ID)+file[len("story"):]+`"`)
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, err = b.WriteTo(w)
	if err != nil && !errors.Is(err, http.ErrBodyNotAllowed) { // the reader has gone
		return nil
	}
	return nil
}

// fileName is an ID with nothing in it that a file's name cannot have.
func fileName(id string) string {
	b := []byte(id)
	for i, c := range b {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			b[i] = '-'
		}
	}
	return "story-" + string(b)
}
