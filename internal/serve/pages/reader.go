package pages

import (
	"cmp"
	"errors"
	"net/http"
	"slices"

	"parallax/internal/archive"
	"parallax/internal/collate"
	"parallax/internal/report/dates"
	"parallax/internal/report/web"
	"parallax/internal/text"
)

// readerPage is one report, or two side by side.
type readerPage struct {
	frame
	Reading  *web.Reading
	Back     string // the story, or the front page
	Heading  string
	Report   archive.Report
	Lefts    []choice // reports of the story to choose from
	Rights   []choice
	Changed  string
	Changes  string // address of the revisions
	Notice   string
	Language string
}

// reader shows a report: /reports/ID?with=ID&words=START-END, where the words
// count code points.
func (p *Pages) reader(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	rep, err := p.kept.Report(ctx, id)
	if err != nil {
		return err
	}
	c, story, err := p.comparisonOf(r, &rep)
	if err != nil {
		return err
	}
	mine := indexOf(c, id)
	notice := ""
	if mine < 0 {
		notice = "Not compared with the other reports of its story yet."
		if c, err = p.alone(r, &rep); err != nil {
			return err
		}
		mine = 0
	}
	shown := []int{mine}
	if beside := indexOf(c, r.URL.Query().Get("with")); beside >= 0 && beside != mine {
		shown = append(shown, beside)
		slices.Sort(shown)
	}
	marks := web.Marks{Found: web.Place{Report: mine}}
	if start, end, ok := readSpan(r.URL.Query().Get("words")); ok {
		x := text.NewIndex(c.Reports[mine].Article.Text)
		marks.Found.Words = text.Span{Start: x.Byte(start), End: x.Byte(end)}
	}
	if marks.Changed, err = p.changedSince(r, &rep, c, mine); err != nil {
		return err
	}
	v := &readerPage{frame: p.frame(r, "stories", cmp.Or(rep.Title, rep.Outlet, "Report")), Report: rep, Notice: notice, Back: "/", Heading: "Stories", Language: rep.Language}
	v.Reading = web.NewReading(c, addresses(c, rep.Story, shown...), marks, shown...)
	if story != nil {
		v.Back, v.Heading, v.Language = storyAt(story.ID), story.Title, story.Language
	}
	v.Class, v.Times = "p-reader", p.clocks(dates.Named(c))
	v.Lefts, v.Rights = chooseFrom(c, shown, mine)
	if rep.Revisions > 0 {
		v.Changed, v.Changes = "changed "+times(rep.Revisions), reportAt(id)+"/revisions"
	}
	return p.show(w, http.StatusOK, "reader-page", v)
}

// comparisonOf is the comparison of a report's story; an empty one when there
// is none.
func (p *Pages) comparisonOf(r *http.Request, rep *archive.Report) (*collate.Comparison, *archive.Story, error) {
	if rep.Story == "" {
		return &collate.Comparison{}, nil, nil
	}
	e, err := p.kept.Edition(r.Context(), rep.Story)
	switch {
	case errors.Is(err, archive.ErrNotFound):
		return &collate.Comparison{}, nil, nil
	case err != nil:
		return nil, nil, err
	case e.Comparison == nil:
		return &collate.Comparison{}, &e.Story, nil
	}
	return e.Comparison, &e.Story, nil
}

// alone is a comparison of a report with nothing: its text, as it is now.
func (p *Pages) alone(r *http.Request, rep *archive.Report) (*collate.Comparison, error) {
	revisions, err := p.kept.Revisions(r.Context(), rep.ID)
	if err != nil {
		return nil, err
	}
	if len(revisions) == 0 {
		return nil, archive.ErrNotFound
	}
	a := version(rep, &revisions[len(revisions)-1])
	return &collate.Comparison{Reports: []collate.Report{{Article: a, Words: rep.Words, Own: 1}}}, nil
}

// indexOf is the place of a report in a comparison, or -1.
func indexOf(c *collate.Comparison, id string) int {
	return slices.IndexFunc(c.Reports, func(r collate.Report) bool { return r.Article.ID == id })
}

// chooseFrom are the reports that can be put on the page: in place of the one
// that it is about, and beside it. Both are empty when there is one.
func chooseFrom(c *collate.Comparison, shown []int, mine int) (these, besides []choice) {
	if len(c.Reports) < 2 {
		return nil, nil
	}
	letters := web.Letters(c)
	for i := range c.Reports {
		a := c.Reports[i].Article
		name := letters[i] + " · " + cmp.Or(a.Outlet, a.ID)
		these = append(these, choice{a.ID, name, i == mine})
		if i != mine {
			besides = append(besides, choice{a.ID, name, slices.Contains(shown, i)})
		}
	}
	return these, besides
}

// pair leads to two reports side by side, as the lists to choose from ask.
func (p *Pages) pair(w http.ResponseWriter, r *http.Request) error {
	id, with := r.URL.Query().Get("id"), r.URL.Query().Get("with")
	if id == "" {
		return archive.ErrNotFound
	}
	if with == id {
		with = ""
	}
	return see(w, r, address(reportAt(id), "with", with))
}
