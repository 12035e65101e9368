package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
)

// A matrix is the table statement by outlet.
type matrix struct {
	Class        string // "few n2": how many columns it has, for the style sheet
	Columns      []column
	Bonds        bool // some columns stand under one bar
	Statements   string
	All          int  // statements,
	Differ, Solo int  // those altered or trimmed somewhere, those of one report
	Filter       bool // there are several reports, so that statements differ
	Paraphrases  bool // the legend needs that sign,
	Folds        bool // or that
	Speakers     []speaker
}

// column is the head of one column, or of several under one bar.
type column struct {
	Members []source
}

// Bonded reports whether the column's members are copies of one text.
func (c column) Bonded() bool { return len(c.Members) > 1 }

// speaker is a group of rows.
type speaker struct {
	Name, Lang     string
	Href           string // where the reports name them; empty when not known
	Role, RoleLang string
	Unknown        bool
	Statements     []statement
	Columns        int // of the table, for the group's head
}

// statement is a row.
type statement struct {
	ID     string
	Rank   string
	Lang   string
	Pieces []piece // the fullest wording
	Unfold string  // label of the button that opens what is folded; empty when nothing is
	Cells  []cell
	Same   []mark // only with many reports: those that have it word for word,
	None   []mark // and those that lack it
}

// mark is a letter that links to the words.
type mark struct{ Letter, Name, Href, Label string }

// cell is what one report, or several copies that agree, did with a statement.
type cell struct {
	Class    string // altered, trimmed, paraphrase, identical, alone, none
	Span     int    // columns
	Lang     string // of its words
	Members  []source
	Marks    []mark // in place of the members' names when they are many
	Readings []reading
}

// reading is one quotation in a cell.
type reading struct {
	Class   string // altered, trimmed, paraphrase, identical, alone
	Sign    string // id of its sign
	Label   string
	Part    string // "8 of 29 words"; empty unless trimmed
	Given   string // whom its report credits, when that is not the statement's speaker
	Against bool   // both are named: not both can be right
	Beside  string // who speaks together with the statement's speaker
	Places  []place
	Strip   []bar
	Pieces  []piece
}

// bar is a stretch of a strip, in per cent of its width.
type bar struct {
	Class     string // "eq" carried, "ed" changed
	X, Width  string
	Y, Height int
}

// piece is what the template prints of an apparatus.Piece.
type piece struct {
	// one is set unless the words are the same; fields, not a kind to compare
	// with: a template's comparison costs more than all else about a piece
	Delete, Insert, Replace, Cut, Fold bool

	Old, New  string
	Contested bool
	Space     bool
}

// columnsMost is how many reports get a column each; with more, a statement
// is a block.
const columnsMost = 7

var labels = map[collate.Relation]string{
	collate.Identical:  "word for word",
	collate.Trimmed:    "trimmed",
	collate.Altered:    "altered",
	collate.Paraphrase: "paraphrase",
}

func (b *builder) matrix() *matrix {
	n := len(b.c.Reports)
	if len(b.c.Utterances) == 0 {
		return nil
	}
	m := &matrix{Class: fmt.Sprintf("%s n%d", width(n), n), All: len(b.c.Utterances), Filter: n > 1, Paraphrases: hasParaphrase(b.c)}
	for i := 0; i < len(b.order); {
		j := b.familyEnd(i)
		var col column
		for _, r := range b.order[i:j] {
			col.Members = append(col.Members, b.sources[r])
		}
		m.Columns = append(m.Columns, col)
		m.Bonds = m.Bonds || col.Bonded()
		i = j
	}
	for _, g := range apparatus.Groups(b.c) {
		s := b.group(g)
		for _, u := range g.Utterances {
			switch apparatus.RankOf(b.c, u) {
			case apparatus.Altered, apparatus.Disputed, apparatus.Trimmed:
				m.Differ++
			case apparatus.Single:
				m.Solo++
			}
			st := b.statement(u)
			m.Folds = m.Folds || st.Unfold != ""
			s.Statements = append(s.Statements, st)
		}
		m.Speakers = append(m.Speakers, s)
	}
	m.Statements = counted(m.All, "statement")
	switch people := apparatus.Speakers(b.c); {
	case people == 1:
		m.Statements += " by one speaker"
	case people > 1:
		m.Statements += fmt.Sprintf(" by %d speakers", people)
	}
	return m
}

// width is the layout for so many reports.
func width(n int) string {
	switch {
	case n > columnsMost:
		return "crowd"
	case n > 3:
		return "many"
	}
	return "few"
}

func (b *builder) group(g apparatus.Group) speaker {
	s := speaker{Name: b.speaker(g.Speaker), Columns: len(b.c.Reports) + 1, Unknown: g.Speaker < 0}
	if s.Unknown {
		return s
	}
	p := &b.c.People[g.Speaker]
	s.Lang = b.sources[p.Name.Report].Lang
	s.Href = b.near(p.Name)
	if b.to != nil && b.to.Person != nil {
		s.Href = b.to.Person(s.Name)
	}
	if !p.Role.Span.Empty() {
		if role := b.words(p.Role); !strings.Contains(strings.ToLower(s.Name), strings.ToLower(role)) { // the name says it
			s.Role, s.RoleLang = role, b.sources[p.Role.Report].Lang
		}
	}
	return s
}

// near links to the paragraph of some evidence.
func (b *builder) near(e collate.Evidence) string {
	s := b.sources[e.Report]
	if n := apparatus.Paragraph(b.c, e); n > 0 {
		return b.address(Place{Report: e.Report, Beside: e.Report, ID: b.paragraphID(e.Report, n)})
	}
	return s.Href
}

func (b *builder) statement(u int) statement {
	ut := &b.c.Utterances[u]
	rank := apparatus.RankOf(b.c, u)
	s := statement{ID: b.rowID(u), Rank: rank.String(), Lang: b.sources[b.c.Quotations[ut.Fullest].Report].Lang}
	s.Pieces = b.pieces(apparatus.Fullest(b.c, u))
	folds := folded(s.Pieces)
	if len(b.c.Reports) > columnsMost {
		b.block(&s, u, rank)
	} else {
		s.Cells = b.cells(u, rank)
	}
	inCells := false
	for _, c := range s.Cells {
		for _, r := range c.Readings {
			inCells = inCells || folded(r.Pieces)
		}
	}
	switch {
	case folds:
		s.Unfold = fmt.Sprintf("Show all %d words", ut.Words)
	case inCells:
		s.Unfold = "Show the readings in full"
	}
	return s
}

func folded(ps []piece) bool {
	for _, p := range ps {
		if p.Fold {
			return true
		}
	}
	return false
}

// cells is one cell a report in the order of columns; copies that agree share
// one.
func (b *builder) cells(u int, rank apparatus.Rank) []cell {
	var out []cell
	for i := 0; i < len(b.order); {
		end := b.familyEnd(i)
		c, did := b.cell(u, rank, b.order[i]), b.did(u, b.order[i])
		i++
		for ; i < end && b.did(u, b.order[i]) == did; i++ {
			c.join(b.cell(u, rank, b.order[i]))
		}
		out = append(out, c)
	}
	return out
}

// join lets c serve another copy's column too.
func (c *cell) join(o cell) {
	c.Span++
	for i := range c.Readings {
		if c.Span == 2 {
			for k, p := range c.Readings[i].Places {
				c.Readings[i].Places[k] = p.under(c.Members[0].Letter)
			}
		}
		for _, p := range o.Readings[i].Places {
			c.Readings[i].Places = append(c.Readings[i].Places, p.under(o.Members[0].Letter))
		}
	}
	c.Members = append(c.Members, o.Members...)
}

// did is all that a cell prints of what a report did with a statement, to
// compare two reports by.
func (b *builder) did(u, report int) string {
	var s strings.Builder
	for _, r := range apparatus.ReadingsIn(b.c, u, report) {
		rd := &b.c.Utterances[u].Readings[r]
		who, _ := apparatus.Credited(b.c, u, r)
		for _, n := range []int{int(rd.Relation), rd.Kept, who} {
			s.WriteString("\x00" + strconv.Itoa(n))
		}
		s.WriteString("\x00" + apparatus.Beside(b.c, u, r))
		for _, p := range apparatus.Departures(b.c, u, r) {
			s.WriteString("\x00" + p.Kind.String() + "\x00" + p.Old.Text + "\x00" + p.New.Text)
		}
	}
	return s.String()
}

func (b *builder) cell(u int, rank apparatus.Rank, report int) cell {
	c := cell{Class: "none", Span: 1, Lang: b.sources[report].Lang, Members: []source{b.sources[report]}}
	worst := -1
	pieces := apparatus.Together(b.c, u, report)
	for i, r := range apparatus.ReadingsIn(b.c, u, report) {
		if pieces != nil && i > 0 {
			c.Readings[0].Places = append(c.Readings[0].Places, b.quoted(b.c.Utterances[u].Readings[r].Quotation, false))
			continue
		}
		rd := b.reading(u, r)
		if rank == apparatus.Single && rd.Class == "identical" {
			rd.Class, rd.Sign, rd.Label, rd.Strip = "alone", "only", "only here", nil
		}
		w := severity(b.c.Utterances[u].Readings[r].Relation)
		if apparatus.Apart(b.c, u, r) {
			w = severity(collate.Trimmed)
		}
		if pieces != nil {
			w, rd.Class, rd.Sign, rd.Part, rd.Pieces = 0, "identical", "identical", "", nil
			rd.Label = fmt.Sprintf("%s, in %d pieces", labels[collate.Identical], len(pieces))
			rd.Strip = []bar{{Class: "eq", X: percent(0), Width: percent(1), Y: 4, Height: 2}}
		}
		if rd.Against {
			w, rd.Class = disputes, rd.Class+" disputed"
		} else if rd.Given != "" {
			w, rd.Class = max(w, 1), rd.Class+" credited"
		}
		if w > worst {
			worst, c.Class = w, rd.Class
		}
		if k := len(c.Readings) - 1; k >= 0 && rd.repeats(c.Readings[k]) {
			c.Readings[k].Places = append(c.Readings[k].Places, rd.Places...)
			continue
		}
		c.Readings = append(c.Readings, rd)
	}
	return c
}

// disputes is the severity of a quotation that its report gives to another
// named speaker.
const disputes = 4

// severity orders relations by how much they ask for attention in a cell.
func severity(r collate.Relation) int {
	return map[collate.Relation]int{collate.Identical: 0, collate.Paraphrase: 1, collate.Trimmed: 2, collate.Altered: 3}[r]
}

func (b *builder) reading(u, r int) reading {
	ut := &b.c.Utterances[u]
	rd := &ut.Readings[r]
	name := rd.Relation.String()
	v := reading{
		Class: name, Sign: name, Label: labels[rd.Relation], Strip: b.strip(u, r),
		Places: []place{b.quoted(rd.Quotation, false)},
		Pieces: b.departures(u, r),
	}
	if rd.Relation == collate.Trimmed {
		v.Part = fmt.Sprintf("%d of %d words", rd.Kept, ut.Words)
	}
	if apparatus.Apart(b.c, u, r) {
		v.Class, v.Sign, v.Label = "trimmed", "only", apparatus.Elsewhere
	}
	if who, against := apparatus.Credited(b.c, u, r); who >= 0 {
		v.Given, v.Against = apparatus.Inline(b.c, who), against
	} else {
		v.Beside = apparatus.Beside(b.c, u, r)
	}
	return v
}

// repeats reports whether a reading says what the one before it says: a
// sentence that the report quotes twice, word for word.
func (r reading) repeats(before reading) bool {
	return len(r.Pieces) == 0 && len(before.Pieces) == 0 && r.Class == before.Class && r.Label == before.Label && r.Given == before.Given && r.Beside == before.Beside
}

// block lays a statement out when there are too many reports for columns: a
// cell for each way in which reports depart, a line of letters for those that
// have it word for word and those that lack it.
func (b *builder) block(s *statement, u int, rank apparatus.Rank) {
	var done []string // what the reports so far did,
	var at []int      // and where that stands: index of a cell, or sameLine
	const sameLine = -1
	for _, r := range b.order {
		rs := apparatus.ReadingsIn(b.c, u, r)
		if len(rs) == 0 {
			s.None = append(s.None, mark{Letter: b.sources[r].Letter, Name: b.sources[r].Name})
			continue
		}
		did := b.did(u, r)
		k := slices.Index(done, did)
		if k < 0 { // laid out once for all that did the same
			k = len(done)
			done = append(done, did)
			if c := b.cell(u, rank, r); c.Class == "identical" {
				at = append(at, sameLine)
			} else {
				c.Members = nil
				at = append(at, len(s.Cells))
				s.Cells = append(s.Cells, c)
			}
		}
		m := b.readIn(r, b.c.Utterances[u].Readings[rs[0]].Quotation)
		if at[k] == sameLine {
			s.Same = append(s.Same, m)
			continue
		}
		c := &s.Cells[at[k]]
		c.Members, c.Marks = append(c.Members, b.sources[r]), append(c.Marks, m)
	}
	for i := range s.Cells {
		c := &s.Cells[i]
		if len(c.Members) == 1 {
			c.Marks = nil
			continue
		}
		for k := range c.Readings {
			c.Readings[k].Places = nil // the letters are the links
		}
	}
}

// readIn is the letter of a report, as a link to a quotation in it.
func (b *builder) readIn(report, quotation int) mark {
	at, s := b.quoted(quotation, false), b.sources[report]
	return mark{Letter: s.Letter, Name: s.Name, Href: at.Href, Label: s.Letter + ": " + at.Label}
}

func (b *builder) strip(u, r int) []bar {
	identical := b.c.Utterances[u].Readings[r].Relation == collate.Identical
	var carried, changed []bar
	for _, s := range apparatus.Strip(b.c, u, r) {
		x, w := percent(s.Start), percent(s.Length)
		switch {
		case identical:
			carried = append(carried, bar{Class: "eq", X: x, Width: w, Y: 4, Height: 2})
		case s.Kind == apparatus.Carried:
			carried = append(carried, bar{Class: "eq", X: x, Width: w, Y: 3, Height: 4})
		case s.Kind == apparatus.Changed: // an insertion has no length: it still wants to be seen
			wide := max(s.Length, .012)
			changed = append(changed, bar{Class: "ed", X: percent(min(s.Start, 1-wide)), Width: percent(wide), Y: 0, Height: 10})
		}
	}
	return append(carried, changed...)
}

func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 2, 64) + "%" }

func (b *builder) departures(u, r int) []piece { return b.pieces(apparatus.Departures(b.c, u, r)) }

func (b *builder) pieces(ps []apparatus.Piece) []piece {
	out := make([]piece, 0, len(ps))
	for i, p := range ps {
		k := piece{Old: p.Old.Text, New: p.New.Text, Contested: p.Contested, Space: p.Space && i > 0}
		switch p.Kind {
		case apparatus.Same:
			k.New = p.Shown().Text
		case apparatus.Fold:
			k.New, k.Fold = p.Shown().Text, true
		case apparatus.Delete:
			k.Delete = true
		case apparatus.Insert:
			k.Insert = true
		case apparatus.Replace:
			k.Replace = true
		case apparatus.Cut:
			k.Cut = true
		}
		out = append(out, k)
	}
	return out
}
