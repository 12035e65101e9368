package pages

import (
	"net/http"
	"slices"
	"strings"

	"parallax/internal/archive"
)

// mergePage looks for the story to merge another with.
type mergePage struct {
	frame
	ID, Heading, Language, Back string
	Text                        string
	Candidates                  []candidate
}

// candidate is a story that could be the same.
type candidate struct {
	ID, Title, Href, Facts string
}

// candidates is how many are shown.
const candidates = 20

// mergeWith lists stories to merge this one with: those that have some words,
// else the newest.
func (p *Pages) mergeWith(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	e, err := p.kept.Edition(ctx, id)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(r.URL.Query().Get("q"))
	v := &mergePage{frame: p.frame(r, "stories", "Merge with another story"), ID: e.Story.ID, Heading: e.Story.Title, Language: e.Story.Language, Back: storyAt(e.Story.ID), Text: text}
	if text == "" {
		ss, err := p.kept.Stories(ctx, archive.StoryQuery{Page: archive.Page{Limit: candidates + 1}})
		if err != nil {
			return err
		}
		for i := range ss.Stories {
			s := &ss.Stories[i]
			v.offer(candidate{s.ID, s.Title, storyAt(s.ID), count(s.Reports, "report") + ", " + p.moment(dated(s))})
		}
		return p.show(w, http.StatusOK, "merge-page", v)
	}
	hits, err := p.kept.Search(ctx, archive.Search{Page: archive.Page{Limit: 100}, Text: text, In: "stories"})
	if err != nil {
		return err
	}
	for i := range hits.Hits {
		h := &hits.Hits[i]
		if h.Story != "" {
			v.offer(candidate{h.Story, h.StoryTitle, storyAt(h.Story), outletName(h.Outlet) + ", " + p.published(&h.Report)})
		}
	}
	return p.show(w, http.StatusOK, "merge-page", v)
}

// offer adds a candidate that is not there yet and not the story itself.
func (v *mergePage) offer(c candidate) {
	if c.ID == v.ID || len(v.Candidates) == candidates || slices.ContainsFunc(v.Candidates, func(o candidate) bool { return o.ID == c.ID }) {
		return
	}
	v.Candidates = append(v.Candidates, c)
}

// merge makes one story of two; the first keeps its address.
func (p *Pages) merge(w http.ResponseWriter, r *http.Request) error {
	stays, goes := r.PostFormValue("stays"), r.PostFormValue("goes")
	if stays == "" || goes == "" || stays == goes {
		return invalid("It takes two stories to merge. Open one, and choose the other there.")
	}
	d, err := p.desk.Merge(r.Context(), stays, goes)
	if err != nil {
		return err
	}
	return see(w, r, address(storyAt(stays), "did", "merge", "decision", d.ID))
}

// split takes reports out of a story.
func (p *Pages) split(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return invalid("The form could not be read. Try again.")
	}
	reports := r.PostForm["report"]
	all, err := p.kept.ReportsOf(r.Context(), id)
	if err != nil {
		return err
	}
	switch {
	case len(reports) == 0:
		return invalid("No report was ticked. Go back and tick those that belong to another story.")
	case len(reports) >= len(all):
		return invalid("Every report was ticked: then nothing would be left. Leave one at least.")
	}
	d, err := p.desk.Split(r.Context(), id, reports)
	if err != nil {
		return err
	}
	to := id
	if len(d.Stories) > 1 {
		to = d.Stories[1]
	}
	return see(w, r, address(storyAt(to), "did", "split", "decision", d.ID))
}

// undo takes a decision back.
func (p *Pages) undo(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk.Undo(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if len(d.Stories) == 0 {
		return see(w, r, "/?did=undo")
	}
	return see(w, r, address(storyAt(d.Stories[0]), "did", "undo"))
}
