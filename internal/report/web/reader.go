package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
	"parallax/internal/text"
)

// reader is the reports themselves, to be read side by side.
type reader struct {
	Headline    string
	Back        string // link to the comparison
	Panes       []pane
	Left, Right string // letters of the two shown first; Right is empty when there is one report
	Shared      int    // statements that both of these have
}

// pane is one report.
type pane struct {
	source
	Anchor string // its place in the document is "r-" and this
	Side   string // "L" or "R": where it stands without script
	Facts  string // "undated · 433 words · 12 quotations"
	Title  string // the report's headline when its text has none
	URL    string // where it was published; empty when not a web address
	Blocks []block
}

// block is a paragraph, the headline, or text outside both.
type block struct {
	Kind   string // paragraph, headline, aside
	ID     string // of a paragraph: "A-p3"
	Number int    // of a paragraph, from 1
	Bits   []bit
	Notes  []note
	span   text.Span
}

// bit is a stretch of text, in a quotation or not.
type bit struct {
	Text string
	In   *quoted // nil outside quotations
	At   string  // anchor of evidence that begins here
	ID   string  // on the first stretch of a quotation
	Note string  // id of its note, on the first stretch

	Found bool // it is among the words that the page was opened for
}

// quoted is a quotation in the running text.
type quoted struct {
	Anchor  string
	Class   string // relation, "only", or both
	Href    string // its counterpart; empty when no other report has it
	Row     string // id of its statement; empty when it is nobody's reading
	Rel     string
	Kept    int
	Fullest bool
	note    note
	spans   []text.Span
}

// note stands in the margin.
type note struct {
	ID      string // "n-A3"
	Row     string // ids of the statements, with a space between; empty when it is nobody's reading
	Speaker string
	Class   string
	Sign    string // empty for none
	Label   string
	Links   []link // to the readings that the label speaks of
	Part    string
	Pieces  []piece
	Groups  []group // the other reports, by what they did, when they differ
	Changed bool    // its words are others than when the report was published
}

// link is a note's way to another reading.
type link struct {
	place
	From string // anchor of the quotation that the note is about
}

// group is the reports that did the same with a statement.
type group struct {
	Sign, Label string
	Marks       []mark
	From        string
	More        int    // readings beyond the marks,
	Row         string // which the statement has
}

// linksMost is how many readings a note links to at most, for each thing done;
// the statement has the rest.
const linksMost = 4

func (b *builder) reader(headline string) *reader {
	n := len(b.c.Reports)
	if n == 0 {
		return nil
	}
	rd := &reader{Headline: headline, Back: "#main", Left: b.sources[0].Letter}
	if len(b.c.Utterances) > 0 {
		rd.Back = "#said"
	}
	if n > 1 {
		right := 1
		for i, r := range b.c.Reports { // rather another account than a copy
			if r.Account != b.c.Reports[0].Account {
				right = i
				break
			}
		}
		rd.Right, rd.Shared = b.sources[right].Letter, b.shared(0, right)
	}
	dates := shortDates(b.c)
	for i := range b.c.Reports {
		rd.Panes = append(rd.Panes, b.pane(i, dates[i]))
	}
	return rd
}

// shared counts the statements that two reports have.
func (b *builder) shared(r, s int) int {
	n := 0
	for u := range b.c.Utterances {
		if at := b.reportsOf(u); slices.Contains(at, r) && slices.Contains(at, s) {
			n++
		}
	}
	return n
}

func (b *builder) pane(report int, date string) pane {
	r := &b.c.Reports[report]
	a := r.Article
	qs := b.quotationsOf(report)
	p := pane{source: b.sources[report], Anchor: b.prefix[report], Side: "LR"[report%2 : report%2+1]}
	p.Facts = fmt.Sprintf("%s · %s · %s", date, counted(r.Words, "word"), counted(len(qs), "quotation"))
	if strings.HasPrefix(a.URL, "https://") || strings.HasPrefix(a.URL, "http://") {
		p.URL = a.URL
	}
	if a.Headline.Empty() {
		p.Title = a.Title
	}
	begun := map[string]bool{}
	for _, f := range frames(a.Text, a.Headline, a.Paragraphs) {
		p.Blocks = append(p.Blocks, b.fill(report, f, qs, begun))
	}
	p.anchor(qs, begun)
	return p
}

// anchor gives a place to quotations that no stretch of text was left for,
// such as one of the very words of another: links must not lead nowhere.
func (p *pane) anchor(qs []*quoted, begun map[string]bool) {
	for _, q := range qs {
		if begun[q.Anchor] {
			continue
		}
		if len(p.Blocks) == 0 {
			p.Blocks = append(p.Blocks, block{Kind: "aside"})
		}
		k := &p.Blocks[len(p.Blocks)-1]
		for i := range p.Blocks {
			if b := &p.Blocks[i]; len(q.spans) > 0 && b.span.Holds(q.spans[0].Start) {
				k = b
			}
		}
		k.Bits = append(k.Bits, bit{ID: q.Anchor})
		k.tell(q.note)
	}
}

// frame is the place of a block.
type frame struct {
	span   text.Span
	kind   string
	number int
}

// frames cuts a report's text into blocks, in order and without a letter left
// out: what is neither headline nor paragraph is an aside, for a report is
// never retouched.
func frames(t string, headline text.Span, paragraphs []text.Span) []frame {
	var marked []frame
	if !headline.Empty() {
		marked = append(marked, frame{headline, "headline", 0})
	}
	for i, p := range paragraphs {
		marked = append(marked, frame{p, "paragraph", i + 1})
	}
	slices.SortStableFunc(marked, func(a, b frame) int { return cmp.Compare(a.span.Start, b.span.Start) })
	var out []frame
	at := 0
	for _, f := range marked {
		f.span.Start = max(at, f.span.Start)
		out = append(out, asides(t, at, f.span.Start)...)
		if !f.span.Empty() {
			out = append(out, f)
			at = f.span.End
		}
	}
	return append(out, asides(t, at, len(t))...)
}

// asides is one frame a line of t between two places that holds more than
// white space.
func asides(t string, from, to int) []frame {
	var out []frame
	for from < to {
		end := to
		if i := strings.IndexByte(t[from:to], '\n'); i >= 0 {
			end = from + i
		}
		if line := strings.TrimSpace(strings.TrimPrefix(t[from:end], "\ufeff")); line != "" {
			start := from + strings.Index(t[from:end], line)
			out = append(out, frame{text.Span{Start: start, End: start + len(line)}, "aside", 0})
		}
		from = end + 1
	}
	return out
}

// fill fills a frame with its text and quotations. begun remembers which
// quotations have begun in an earlier block.
func (b *builder) fill(report int, f frame, qs []*quoted, begun map[string]bool) block {
	k := block{Kind: f.kind, Number: f.number, span: f.span}
	if f.number > 0 {
		k.ID = b.paragraphID(report, f.number)
	}
	t := b.c.Reports[report].Article.Text
	for _, s := range stretches(f.span, qs, b.spots[report]) {
		v := bit{Text: s.span.In(t), In: s.in, At: b.spots[report][s.span.Start], Found: b.marked(report, s.span)}
		if q := s.in; q != nil && !begun[q.Anchor] {
			begun[q.Anchor] = true
			v.ID, v.Note = q.Anchor, k.tell(q.note)
		}
		k.Bits = append(k.Bits, v)
	}
	return k
}

// tell adds a note and gives the id of the note that says it: that of the one
// before when it would say the same again, as of “A,” she said. “B.”
func (k *block) tell(n note) string {
	if i := len(k.Notes) - 1; i >= 0 && n.Class == "only" {
		if last := &k.Notes[i]; last.Class == n.Class && last.Changed == n.Changed && last.Speaker == n.Speaker && last.Label == n.Label {
			last.Row = strings.TrimSpace(last.Row + " " + n.Row)
			return last.ID
		}
	}
	k.Notes = append(k.Notes, n)
	return n.ID
}

// stretch is a piece of a block that lies in one quotation or in none.
type stretch struct {
	span text.Span
	in   *quoted
}

// stretches cuts a block at the ends of quotations and where evidence begins.
// Where quotations overlap
// the shorter one has the words.
func stretches(in text.Span, qs []*quoted, spots map[int]string) []stretch {
	cuts := []int{in.Start, in.End}
	var near []stretch
	for _, q := range qs {
		for _, s := range q.spans {
			if s = (text.Span{Start: max(s.Start, in.Start), End: min(s.End, in.End)}); !s.Empty() {
				near = append(near, stretch{s, q})
				cuts = append(cuts, s.Start, s.End)
			}
		}
	}
	for at := range spots {
		if in.Holds(at) {
			cuts = append(cuts, at)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []stretch
	for i := 1; i < len(cuts); i++ {
		s := stretch{span: text.Span{Start: cuts[i-1], End: cuts[i]}}
		shortest := 0
		for _, n := range near {
			if n.span.Contains(s.span) && (s.in == nil || n.span.Len() < shortest) {
				s.in, shortest = n.in, n.span.Len()
			}
		}
		if k := len(out); k > 0 && out[k-1].in == s.in && spots[s.span.Start] == "" {
			out[k-1].span.End = s.span.End
			continue
		}
		out = append(out, s)
	}
	return out
}

// quotationsOf is a report's quotations with what the reader tells of them.
func (b *builder) quotationsOf(report int) []*quoted {
	var out []*quoted
	for i := range b.c.Quotations {
		q := &b.c.Quotations[i]
		if q.Report != report {
			continue
		}
		v := &quoted{Anchor: b.anchors[i], spans: q.Content}
		v.note = note{ID: "n-" + v.Anchor, Speaker: b.speaker(q.Speaker), Changed: b.changed[i]}
		if at := b.readAs[i]; at.utterance < 0 {
			b.lonely(v, report)
		} else {
			b.explain(v, at, report)
		}
		out = append(out, v)
	}
	return out
}

// lonely says that only this report quotes it.
func (b *builder) lonely(v *quoted, report int) {
	v.Class = "only"
	v.note.Class, v.note.Sign, v.note.Label = "only", "only", "only in "+b.sources[report].Letter
	if len(b.c.Reports) == 1 {
		v.note.Label, v.note.Sign = "", ""
	}
}

// explain says how a quotation stands to the fullest wording and where the
// other reports have it.
func (b *builder) explain(v *quoted, at ref, report int) {
	ut := &b.c.Utterances[at.utterance]
	rd := &ut.Readings[at.reading]
	v.Row, v.Rel, v.Kept, v.Fullest = b.rowID(at.utterance), rd.Relation.String(), rd.Kept, ut.Fullest == rd.Quotation
	v.note.Row = v.Row
	others := b.elsewhere(at.utterance, report)
	if len(others) == 0 {
		b.lonely(v, report)
		if rd.Relation != collate.Identical { // it quotes the same twice
			v.note.Label += ", " + labels[rd.Relation]
			v.note.Class += " " + v.Rel
			v.Class += " " + v.Rel
			b.detail(v, at)
		}
		return
	}
	v.Href = b.address(b.quotation(ut.Readings[others[0]].Quotation))
	shown := rd.Relation // what the label tells
	switch alike := b.alike(at.utterance, others); {
	case rd.Relation == collate.Identical && alike:
		shown = ut.Readings[others[0]].Relation
		v.note.Label = labels[shown]
		if shown != collate.Identical {
			v.note.Label += " in"
		}
		b.links(v, at.utterance, others)
	case v.Fullest:
		v.note.Label = "fullest wording"
		b.groups(v, at.utterance, others)
	default:
		v.note.Label = labels[shown]
		b.links(v, at.utterance, others[:1])
		b.groups(v, at.utterance, others[1:])
	}
	v.Class = shown.String()
	v.note.Class = v.Class
	if v.note.Label != "fullest wording" {
		v.note.Sign = v.Class
	}
	if apparatus.Apart(b.c, at.utterance, at.reading) {
		v.Class, v.note.Class = collate.Trimmed.String(), collate.Trimmed.String()
		v.note.Label, v.note.Sign = apparatus.Elsewhere, "only"
	}
	if rd.Relation != collate.Identical {
		b.detail(v, at)
	} else if first := ut.Readings[others[0]]; shown == collate.Trimmed && len(others) == 1 {
		v.note.Part = fmt.Sprintf("%s has %d of these %d words", b.letterOf(first), first.Kept, ut.Words)
	}
}

// alike reports whether some readings stand to the fullest wording in one way.
func (b *builder) alike(u int, readings []int) bool {
	rs := b.c.Utterances[u].Readings
	for _, r := range readings {
		if rs[r].Relation != rs[readings[0]].Relation {
			return false
		}
	}
	return true
}

func (b *builder) letterOf(r collate.Reading) string {
	return b.sources[b.c.Quotations[r.Quotation].Report].Letter
}

// links adds the ways to readings that did what the label says.
func (b *builder) links(v *quoted, u int, readings []int) {
	rs := b.c.Utterances[u].Readings
	for _, r := range readings[:min(len(readings), linksMost)] {
		v.note.Links = append(v.note.Links, link{place: b.quoted(rs[r].Quotation, true), From: v.Anchor})
	}
	if n := len(readings) - linksMost; n > 0 {
		v.note.Groups = append(v.note.Groups, group{More: n, Row: b.row(u), From: v.Anchor})
	}
}

// groups adds the other reports by what they did, the most faithful first.
func (b *builder) groups(v *quoted, u int, readings []int) {
	rs := b.c.Utterances[u].Readings
	for _, rel := range []collate.Relation{collate.Identical, collate.Trimmed, collate.Altered, collate.Paraphrase} {
		g := group{Sign: rel.String(), Label: labels[rel], From: v.Anchor, Row: b.row(u)}
		for _, r := range readings {
			if rs[r].Relation != rel {
				continue
			}
			if len(g.Marks) == linksMost {
				g.More++
				continue
			}
			at := b.quoted(rs[r].Quotation, false)
			s := b.sources[b.c.Quotations[rs[r].Quotation].Report]
			g.Marks = append(g.Marks, mark{Letter: s.Letter, Name: s.Name, Href: at.Href, Label: s.Letter + ": " + at.Label})
		}
		if len(g.Marks) > 0 {
			v.note.Groups = append(v.note.Groups, g)
		}
	}
}

// detail tells what a reading left out or changed.
func (b *builder) detail(v *quoted, at ref) {
	ut := &b.c.Utterances[at.utterance]
	switch rd := &ut.Readings[at.reading]; rd.Relation {
	case collate.Trimmed:
		v.note.Part = fmt.Sprintf("%d of %d words", rd.Kept, ut.Words)
	case collate.Altered:
		v.note.Pieces = b.departures(at.utterance, at.reading)
	}
}

// elsewhere is one reading for each other report that has the statement: the
// one nearest to the fullest wording; the report of the fullest comes first.
func (b *builder) elsewhere(u, report int) []int {
	ut := &b.c.Utterances[u]
	full := b.c.Quotations[ut.Fullest].Report
	var out []int
	for _, r := range b.reportsOf(u) {
		if r == report {
			continue
		}
		rs := apparatus.ReadingsIn(b.c, u, r)
		best := slices.MinFunc(rs, func(x, y int) int {
			return cmp.Or(cmp.Compare(ut.Readings[x].Relation, ut.Readings[y].Relation), cmp.Compare(ut.Readings[y].Kept, ut.Readings[x].Kept))
		})
		if r == full {
			out = append([]int{best}, out...)
		} else {
			out = append(out, best)
		}
	}
	return out
}
