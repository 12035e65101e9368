package api

import (
	"context"
	"time"

	"parallax/internal/analysis"
	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/revision"
	"parallax/internal/text"
)

// Revision is one version of a report's text.
type Revision struct {
	Number  int        `json:"number" doc:"0: as first seen"`
	Seen    *time.Time `json:"seen"`
	Title   string     `json:"title"`
	Text    string     `json:"text"`
	Changes *Changes   `json:"changes,omitempty" doc:"from the version before this one; the first has none"`
}

// Changes are how a version became the next.
type Changes struct {
	Added      int                `json:"added" doc:"words, moved ones not counted"`
	LeftOut    int                `json:"left_out" doc:"words, moved ones not counted"`
	Steps      []RevisionStep     `json:"steps" doc:"in the order of the text; together they have every word of both versions"`
	Quotations []ChangedQuotation `json:"quotations" doc:"those that are not what they were, in the order of the text, those that are gone last"`
}

// RevisionStep is a stretch of the version before and what became of it.
type RevisionStep struct {
	Op    string  `json:"op" enum:"same,delete,insert,replace,mark" doc:"mark: the same words but for case, punctuation or spelling"`
	Was   Stretch `json:"was" doc:"in the text of the version before"`
	Is    Stretch `json:"is" doc:"in the text of this version"`
	Moved bool    `json:"moved,omitempty" doc:"most of its words stand elsewhere in the other version"`
}

// Stretch is a place in a text.
type Stretch struct {
	Start int `json:"start" doc:"Unicode code points"`
	End   int `json:"end" doc:"exclusive"`
}

// ChangedQuotation is a quotation that was changed after it was published.
type ChangedQuotation struct {
	What    string `json:"what" enum:"reworded,speaker,extent,new,quoted,gone,unquoted" doc:"speaker: given to somebody else; extent: it begins or ends elsewhere; quoted, unquoted: the words were there and got, or lost, their marks"`
	Speaker string `json:"speaker,omitempty" doc:"in this version, or where the quotation is gone, in the one before"`
	Before  string `json:"speaker_before,omitempty" doc:"where that was somebody else"`
	Was     *Words `json:"was,omitempty" doc:"left out: the version before has no such quotation"`
	Is      *Words `json:"is,omitempty" doc:"left out: this version has none"`
}

// revisions are all versions of a report's text.
func (h *handlers) revisions(ctx context.Context, in *IDParam) (*body[Revisions], error) {
	r, err := h.kept.Report(ctx, in.ID)
	if err != nil {
		return nil, problem(err)
	}
	rs, err := h.kept.Revisions(ctx, r.ID)
	if err != nil {
		return nil, problem(err)
	}
	out := Revisions{Revisions: []Revision{}}
	var before *version
	for i := range rs {
		v := newVersion(&r, &rs[i])
		x := Revision{Number: rs[i].Number, Seen: moment(rs[i].Seen), Title: rs[i].Title, Text: rs[i].Text}
		if before != nil {
			x.Changes = changes(before, v)
		}
		out.Revisions, before = append(out.Revisions, x), v
	}
	return told(out, nil)
}

// version is a text and what it quotes.
type version struct {
	report *archive.Report
	text   string
	points *text.Index
	quoted []revision.Quotation
}

func newVersion(r *archive.Report, x *archive.Revision) *version {
	a := &article.Article{ID: r.ID, Outlet: r.Outlet, Title: x.Title, URL: r.URL, Published: r.Dated, Language: r.Language, Text: x.Text, Headline: x.Headline, Paragraphs: x.Paragraphs}
	return &version{r, x.Text, text.NewIndex(x.Text), revision.Quoted(analysis.Quoting(a))}
}

func (v *version) stretch(s text.Span) Stretch {
	start, end := v.points.Points(s)
	return Stretch{start, end}
}

// words is a quotation from its first word to its last.
func (v *version) words(q *revision.Quotation) *Words {
	s := text.Span{Start: q.Content[0].Start, End: q.Content[len(q.Content)-1].End}
	at := v.stretch(s)
	return &Words{Report: v.report.ID, Outlet: v.report.Outlet, Start: at.Start, End: at.End, Text: s.In(v.text)}
}

func changes(was, is *version) *Changes {
	d := revision.Compare(was.text, is.text)
	out := &Changes{Added: d.Added, LeftOut: d.Removed, Steps: []RevisionStep{}, Quotations: []ChangedQuotation{}}
	for _, s := range d.Steps {
		out.Steps = append(out.Steps, RevisionStep{Op: s.Op.String(), Was: was.stretch(s.Was), Is: is.stretch(s.Is), Moved: s.Moved})
	}
	for _, c := range d.Quotations(was.quoted, is.quoted) {
		out.Quotations = append(out.Quotations, changedQuotation(was, is, &c))
	}
	return out
}

func changedQuotation(was, is *version, c *revision.Change) ChangedQuotation {
	q := ChangedQuotation{What: whatChanged(c)}
	if c.Was >= 0 {
		q.Was, q.Speaker = was.words(&was.quoted[c.Was]), was.quoted[c.Was].Speaker
	}
	if c.Is >= 0 {
		before := q.Speaker
		q.Is, q.Speaker = is.words(&is.quoted[c.Is]), is.quoted[c.Is].Speaker
		if c.Was >= 0 && before != q.Speaker {
			q.Before = before
		}
	}
	return q
}

// whatChanged is the gravest of what became of a quotation.
func whatChanged(c *revision.Change) string {
	switch {
	case c.Was < 0 && c.Quoted:
		return "quoted"
	case c.Was < 0:
		return "new"
	case c.Unquoted:
		return "unquoted"
	case c.Is < 0:
		return "gone"
	case c.Reworded:
		return "reworded"
	case c.Speaker:
		return "speaker"
	}
	return "extent"
}
