package pages

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/aymanbagabas/go-udiff"

	"parallax/internal/archive"
	"parallax/internal/collate"
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
	Same   int // paragraphs left out because they stayed as they were
}

// said is a quotation whose words changed after publication.
type said struct {
	Speaker string
	Pieces  []piece
	Href    string
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
	c, _, err := p.comparisonOf(r, &rep)
	if err != nil {
		return err
	}
	if at := indexOf(c, id); at >= 0 && len(rs) > 1 {
		v.Said = saidAnew(c, at, &rs[0], &rs[len(rs)-1])
	}
	return p.show(w, http.StatusOK, "revisions-page", v)
}

func (p *Pages) change(was, is *archive.Revision) change {
	d := compareWords(was.Text, is.Text)
	c := change{When: p.moment(is.Seen), Machine: machine(is.Seen)}
	added, gone := 0, 0
	for _, s := range d {
		added += s.insLen
		gone += s.delLen
	}
	c.Added, c.LeftOut = count(added, "word")+" added", number(gone)+" left out"
	if was.Title != is.Title {
		c.Title = stepPieces(compareWords(was.Title, is.Title), was.Title, is.Title, text.Span{End: len(is.Title)})
	}
	for _, para := range paragraphs(is) {
		inside := within(d, para)
		if !slices.ContainsFunc(inside, func(s step) bool { return !s.same }) {
			if n := len(c.Paragraphs); n > 0 && c.Paragraphs[n-1].Same > 0 {
				c.Paragraphs[n-1].Same++
			} else {
				c.Paragraphs = append(c.Paragraphs, revised{Same: 1})
			}
			continue
		}
		c.Paragraphs = append(c.Paragraphs, revised{Pieces: stepPieces(inside, was.Text, is.Text, para)})
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

// step is words that two versions of a text share, or that one has in place of
// the other's.
type step struct {
	same           bool
	was, is        text.Span
	delLen, insLen int // words
}

// compareWords aligns two texts word by word (Myers' algorithm). The steps
// cover both texts.
func compareWords(was, is string) []step {
	a, b := tokens(was), tokens(is)
	var steps []step
	ai, bi := 0, 0
	same := func(n int) {
		if n > 0 {
			steps = append(steps, step{same: true, was: covers(a[ai : ai+n]), is: covers(b[bi : bi+n])})
			ai, bi = ai+n, bi+n
		}
	}
	for _, e := range udiff.Lines(lines(was, a), lines(is, b)) {
		from, to := lineAt(a, e.Start), lineAt(a, e.End)
		same(from - ai)
		n := strings.Count(e.New, "\n")
		s := step{delLen: to - from, insLen: n}
		s.was, s.is = place(a, from, to), place(b, bi, bi+n)
		steps = append(steps, s)
		ai, bi = to, bi+n
	}
	same(min(len(a)-ai, len(b)-bi))
	return steps
}

// tokens are the words of a text.
func tokens(t string) []text.Span {
	var out []text.Span
	start := -1
	for i, r := range t {
		switch space := unicode.IsSpace(r); {
		case space && start >= 0:
			out = append(out, text.Span{Start: start, End: i})
			start = -1
		case !space && start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, text.Span{Start: start, End: len(t)})
	}
	return out
}

// lines is the words of a text, each on a line of its own.
func lines(t string, words []text.Span) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.In(t))
		b.WriteByte('\n')
	}
	return b.String()
}

// lineAt is the index of the word whose line begins at a byte of lines.
func lineAt(words []text.Span, at int) int {
	n, pos := 0, 0
	for n < len(words) && pos < at {
		pos += words[n].Len() + 1
		n++
	}
	return n
}

func covers(ws []text.Span) text.Span { return text.Span{Start: ws[0].Start, End: ws[len(ws)-1].End} }

// place is where some words stand, or would stand when there are none.
func place(words []text.Span, from, to int) text.Span {
	if to > from {
		return covers(words[from:to])
	}
	at := 0
	if from < len(words) {
		at = words[from].Start
	} else if len(words) > 0 {
		at = words[len(words)-1].End
	}
	return text.Span{Start: at, End: at}
}

// within is the steps that touch a stretch of the newer text.
func within(steps []step, in text.Span) []step {
	var out []step
	for _, s := range steps {
		if s.is.Empty() && in.Start <= s.is.Start && s.is.Start < in.End || s.is.Overlaps(in) {
			out = append(out, s)
		}
	}
	return out
}

// aroundChange is how many words of what stayed are shown on each side of a
// change.
const aroundChange = 14

// stepPieces makes of steps what is printed, what stayed cut down to the words
// around a change.
func stepPieces(steps []step, was, is string, in text.Span) []piece {
	var out []piece
	for i, s := range steps {
		k := piece{}
		switch {
		case s.same:
			at := text.Span{Start: max(s.is.Start, in.Start), End: min(s.is.End, in.End)}
			if at.Empty() {
				continue
			}
			out = append(out, shortened(strings.Fields(at.In(is)), i == 0, i == len(steps)-1)...)
			continue
		case s.was.Empty():
			k.Insert, k.New = true, single(s.is.In(is))
		case s.is.Empty():
			k.Delete, k.Old = true, single(s.was.In(was))
		default:
			k.Replace, k.Old, k.New = true, single(s.was.In(was)), single(s.is.In(is))
		}
		k.Space = len(out) > 0
		out = append(out, k)
	}
	for i := range out {
		out[i].Space = i > 0
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

// saidAnew are the quotations of a report that its first version has in other
// words, or not at all where it has other words in their place.
func saidAnew(c *collate.Comparison, report int, first, last *archive.Revision) []said {
	a := c.Reports[report].Article
	if a.Text != last.Text { // the comparison is of another version
		return nil
	}
	d := compareWords(first.Text, last.Text)
	var out []said
	for _, q := range changedQuotations(c, report, d) {
		full := text.Span{Start: c.Quotations[q].Content[0].Start, End: c.Quotations[q].Content[len(c.Quotations[q].Content)-1].End}
		s := said{Speaker: "Speaker not named", Pieces: stepPieces(clipped(within(d, full), full), first.Text, last.Text, full)}
		start, end := text.NewIndex(a.Text).Points(full)
		s.Href = wordsAt(a.ID, start, end)
		if who := c.Quotations[q].Speaker; who >= 0 {
			e := c.People[who].Name
			s.Speaker = e.Span.In(c.Reports[e.Report].Article.Text)
		}
		out = append(out, s)
	}
	return out
}

// changedQuotations are the quotations that a step touches which is no step of
// equal words.
func changedQuotations(c *collate.Comparison, report int, steps []step) []int {
	var out []int
	for q := range c.Quotations {
		if c.Quotations[q].Report != report {
			continue
		}
		if slices.ContainsFunc(c.Quotations[q].Content, func(s text.Span) bool {
			return slices.ContainsFunc(within(steps, s), func(x step) bool { return !x.same })
		}) {
			out = append(out, q)
		}
	}
	return out
}

// clipped keeps what a step adds inside a stretch inside it.
func clipped(steps []step, in text.Span) []step {
	out := slices.Clone(steps)
	for i := range out {
		out[i].is = text.Span{Start: max(out[i].is.Start, in.Start), End: max(min(out[i].is.End, in.End), max(out[i].is.Start, in.Start))}
	}
	return out
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
	out := map[int]bool{}
	for _, q := range changedQuotations(c, report, compareWords(rs[0].Text, rs[len(rs)-1].Text)) {
		out[q] = true
	}
	return out, nil
}
