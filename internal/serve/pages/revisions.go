package pages

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/revision"
	"parallax/internal/text"
)

// revisionsPage is how a report's text changed after it was first seen.
type revisionsPage struct {
	frame
	Report  archive.Report
	Heading string
	Back    string
	First   string // when it was first seen
	Said    []said // quotations that changed
	Changes []change
}

// change is the step from one version to the next.
type change struct {
	When, Machine  string
	Added, LeftOut string
	Title          []piece // empty when it stayed
	Paragraphs     []revised
}

// revised is a paragraph that changed, or several that did not.
type revised struct {
	Pieces []piece
	Same   int  // paragraphs left out because they stayed as they were
	Moved  bool // some of it stood elsewhere before
}

// said is a quotation that is not what it was when the report was first seen.
type said struct {
	Speaker string
	What    string // what became of it
	Sign    string // the relation whose sign is drawn
	Pieces  []piece
	Href    string // empty: the newer text does not have it
}

func (p *Pages) revisions(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	rep, err := p.kept.Report(ctx, id)
	if err != nil {
		return err
	}
	rs, err := p.kept.Revisions(ctx, id)
	if err != nil {
		return err
	}
	if len(rs) == 0 {
		return archive.ErrNotFound
	}
	v := &revisionsPage{frame: p.frame(r, "stories", "Revisions: "+cmp.Or(rep.Title, rep.Outlet)), Report: rep, Heading: cmp.Or(rep.Title, outletName(rep.Outlet)), Back: reportAt(id), First: p.moment(rs[0].Seen)}
	for i := len(rs) - 1; i > 0; i-- {
		v.Changes = append(v.Changes, p.change(&rs[i-1], &rs[i]))
	}
	if len(rs) > 1 {
		v.Said = saidAnew(&rep, &rs[0], &rs[len(rs)-1])
	}
	return p.show(w, http.StatusOK, "revisions-page", v)
}

func (p *Pages) change(was, is *archive.Revision) change {
	d := revision.Compare(was.Text, is.Text)
	c := change{When: p.moment(is.Seen), Machine: machine(is.Seen)}
	c.Added, c.LeftOut = count(d.Added, "word")+" added", number(d.Removed)+" left out"
	if was.Title != is.Title && is.Headline.Empty() { // else it is the text's first line
		c.Title = stepPieces(revision.Compare(was.Title, is.Title).Steps, was.Title, is.Title)
	}
	for _, para := range paragraphs(is) {
		inside := d.Within(para)
		inside = slices.DeleteFunc(inside, func(s revision.Step) bool { return s.Op == revision.Delete && s.Moved }) // it is told where it is now
		moved := slices.ContainsFunc(inside, func(s revision.Step) bool { return s.Moved })
		if !moved && !slices.ContainsFunc(inside, func(s revision.Step) bool { return s.Op != revision.Same }) {
			if n := len(c.Paragraphs); n > 0 && c.Paragraphs[n-1].Same > 0 {
				c.Paragraphs[n-1].Same++
			} else {
				c.Paragraphs = append(c.Paragraphs, revised{Same: 1})
			}
			continue
		}
		c.Paragraphs = append(c.Paragraphs, revised{Pieces: stepPieces(inside, was.Text, is.Text), Moved: moved})
	}
	return c
}

// paragraphs are the stretches of a text that are told apart: its paragraphs,
// and what lies between and around them, so that no change goes unseen.
func paragraphs(r *archive.Revision) []text.Span {
	var out []text.Span
	at := 0
	for i, p := range r.Paragraphs {
		if p.Start < at {
			continue
		}
		end := p.End
		if i == len(r.Paragraphs)-1 {
			end = len(r.Text)
		}
		if h := r.Text[at:p.Start]; strings.TrimSpace(h) != "" {
			out = append(out, text.Span{Start: at, End: p.Start})
			at = p.Start
		}
		out = append(out, text.Span{Start: at, End: end})
		at = end
	}
	if at < len(r.Text) {
		out = append(out, text.Span{Start: at, End: len(r.Text)})
	}
	return out
}

// aroundChange is how many words of what stayed are shown on each side of a
// change.
const aroundChange = 14

// stepPieces makes of steps what is printed, what stayed cut down to the words
// around a change.
func stepPieces(steps []revision.Step, was, is string) []piece {
	var out []piece
	for i, s := range steps {
		k := piece{Old: single(s.Was.In(was)), New: single(s.Is.In(is))}
		switch s.Op {
		case revision.Same:
			out = append(out, shortened(strings.Fields(k.New), i == 0, i == len(steps)-1)...)
			continue
		case revision.Insert:
			k.Insert = true
		case revision.Delete:
			k.Delete = true
		default:
			k.Replace = true
		}
		out = append(out, k)
	}
	for i := range out {
		out[i].Space = i > 0 && apart(out[i-1], out[i])
	}
	return out
}

func single(s string) string { return strings.Join(strings.Fields(s), " ") }

// shortened is words that stayed: all of them when they are few, else those
// beside the changes, with a fold between.
func shortened(ws []string, first, last bool) []piece {
	whole := piece{New: strings.Join(ws, " ")}
	switch {
	case first && last, len(ws) <= 2*aroundChange+4:
		return []piece{whole}
	case first:
		n := len(ws) - aroundChange
		return []piece{{Fold: true, New: strings.Join(ws[:n], " ")}, {New: strings.Join(ws[n:], " ")}}
	case last:
		return []piece{{New: strings.Join(ws[:aroundChange], " ")}, {Fold: true, New: strings.Join(ws[aroundChange:], " ")}}
	}
	n := len(ws) - aroundChange
	return []piece{{New: strings.Join(ws[:aroundChange], " ")}, {Fold: true, New: strings.Join(ws[aroundChange:n], " ")}, {New: strings.Join(ws[n:], " ")}}
}

// version is a revision as a report.
func version(rep *archive.Report, r *archive.Revision) *article.Article {
	return &article.Article{
		ID: rep.ID, Outlet: rep.Outlet, Title: r.Title, URL: rep.URL, Published: rep.Dated, Language: rep.Language,
		Text: r.Text, Headline: r.Headline, Paragraphs: r.Paragraphs,
	}
}

// saidAnew are the quotations of a report that are not what they were in its
// first version: in other words, of another speaker, without their marks, or
// gone. New ones are part of what was added.
func saidAnew(rep *archive.Report, first, last *archive.Revision) []said {
	d := revision.Compare(first.Text, last.Text)
	was, is := revision.Quoted(analysis.Quoting(version(rep, first))), revision.Quoted(analysis.Quoting(version(rep, last)))
	var out []said
	for _, c := range d.Quotations(was, is) {
		if c.Was < 0 || c.Extent {
			continue
		}
		s := said{Speaker: cmp.Or(was[c.Was].Speaker, "Speaker not named"), Sign: "altered"}
		switch {
		case c.Unquoted:
			s.What, s.Pieces = "no longer in quotation marks", []piece{{New: single(whole(was[c.Was]).In(first.Text))}}
		case c.Is < 0:
			s.What, s.Pieces = "taken out after publication", []piece{{Delete: true, Old: single(whole(was[c.Was]).In(first.Text))}}
		default:
			full := whole(is[c.Is])
			s.What, s.Pieces = "changed after publication", stepPieces(d.Within(full), first.Text, last.Text)
			if c.Speaker {
				s.What = "given to " + is[c.Is].Speaker + " since"
				if !c.Reworded {
					s.Pieces = []piece{{New: single(full.In(last.Text))}}
				}
			} else if is[c.Is].Speaker != "" {
				s.Speaker = is[c.Is].Speaker
			}
			start, end := text.NewIndex(last.Text).Points(full)
			s.Href = wordsAt(rep.ID, start, end)
		}
		out = append(out, s)
	}
	return out
}

// whole is a quotation from its first word to its last.
func whole(q revision.Quotation) text.Span {
	return text.Span{Start: q.Content[0].Start, End: q.Content[len(q.Content)-1].End}
}

// changedSince gives the quotations of a report that changed after it was first
// seen; none when it did not change or the comparison is of another version.
func (p *Pages) changedSince(r *http.Request, rep *archive.Report, c *collate.Comparison, report int) (map[int]bool, error) {
	if rep.Revisions == 0 {
		return nil, nil
	}
	rs, err := p.kept.Revisions(r.Context(), rep.ID)
	if err != nil || len(rs) < 2 || rs[len(rs)-1].Text != c.Reports[report].Article.Text {
		return nil, err
	}
	var is []revision.Quotation
	var index []int // of each in the comparison
	for q := range c.Quotations {
		if x := &c.Quotations[q]; x.Report == report {
			is, index = append(is, revision.Quotation{Content: x.Content}), append(index, q)
		}
	}
	d := revision.Compare(rs[0].Text, rs[len(rs)-1].Text)
	out := map[int]bool{}
	for _, x := range d.Quotations(revision.Quoted(analysis.Quoting(version(rep, &rs[0]))), is) {
		if x.Is >= 0 && x.Reworded {
			out[index[x.Is]] = true
		}
	}
	return out, nil
}
