package web

import (
	"fmt"
	"slices"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/report/apparatus"
	"parallax/internal/text"
)

// told is what the reports tell in their own voice.
type told struct {
	Agreed    *agreed // nil when no two accounts tell the same
	Only      []only
	OnlyCount int
	Conflicts []conflict
	Timeline  *timeline // nil when nothing is placed in time
	By        []source  // the reports to choose from; nil when there is nothing to choose
}

// sentence is a sentence that the summary takes over.
type sentence struct {
	Text, Lang string
	Own        mark
	Also       []mark
}

// agreed is the claims of several accounts.
type agreed struct {
	Columns    []source // few reports: a column each; nil for more
	Rows, More []agreedRow
	Count      int
}

// agreedRow is one claim: a cell a report, or one wording and the letters.
type agreedRow struct {
	Cells    []agreedCell
	Words    passage
	Tally    []tally
	Accounts int
	Of       int    // accounts of the story
	By       string // letters of the reports that tell it
	Overlaps string // label before it, where it is the first that is told in part
	Same     string // label where accounts tell it in the same words
}

type agreedCell struct {
	Words passage
	At    place
	Same  string // label of the row, in the last of its cells that is told
}

// passage is a piece of a claim's evidence: whole, or where its clause says more, in that.
type passage struct {
	setting
	Whole bool
}

// tally is a report's fixed position in the row of letters.
type tally struct {
	mark
	Own bool // its words are shown
	Off bool // it does not tell it
}

// only is what one account alone tells.
type only struct {
	Members     []source
	By          string // their letters
	Items, More []onlyItem
}

type onlyItem struct {
	setting
	At place
}

// setting is words in ink and the sentence around them in grey.
type setting struct {
	Before, Core, After string
	Begun, Continued    bool
	Lang                string
}

// conflict is different values for one thing.
type conflict struct {
	Class, Sign, Kind string
	About, Lang, Why  string
	Pair              bool // two values, face to face
	Sides             []side
	Axis              *axis  // nil where the values are no times of the calendar
	By                string // letters of the reports it is between
}

type side struct {
	Marks      []mark
	Accounts   string
	Value      string
	Normalised string
	Context    *setting // nil when the value is all there is
	setting
}

// How much is open at once, and how many words of a sentence stand around a
// point.
const (
	agreedOpen  = 12
	onlyOpen    = 6
	aroundWords = 24
)

// spot is the anchor of some evidence in the reader, which is made when it is
// first asked for.
func (b *builder) spot(e collate.Evidence) string {
	if b.spots[e.Report] == nil {
		b.spots[e.Report] = map[int]string{}
	}
	id := fmt.Sprintf("%s-w%d", b.prefix[e.Report], e.Span.Start)
	b.spots[e.Report][e.Span.Start] = id
	return id
}

// told links to evidence in the reader.
func (b *builder) toldAt(e collate.Evidence) place {
	s := b.sources[e.Report]
	return place{Href: b.evidence(e), Text: b.paragraph(e), Label: fmt.Sprintf("read it in %s, %s", s.Name, spoken(b, e))}
}

// markOf is a letter that links to evidence.
func (b *builder) markOf(e collate.Evidence) mark {
	s, at := b.sources[e.Report], b.toldAt(e)
	return mark{Letter: s.Letter, Name: s.Name + ", " + at.Text, Href: at.Href, Label: s.Letter + ": " + at.Label}
}

func (b *builder) marksOf(es []collate.Evidence) []mark {
	var out []mark
	seen := map[int]bool{}
	for _, e := range es {
		if !seen[e.Report] {
			seen[e.Report] = true
			out = append(out, b.markOf(e))
		}
	}
	return out
}

func (b *builder) told() told {
	t := told{Agreed: b.agreed(), Only: b.only(), OnlyCount: len(b.c.Claims.Single), Timeline: b.timeline()}
	for i := range b.c.Conflicts {
		t.Conflicts = append(t.Conflicts, b.conflict(&b.c.Conflicts[i]))
	}
	if len(b.c.Reports) > 1 && (t.Agreed != nil || t.Only != nil || t.Conflicts != nil || t.Timeline != nil) {
		for _, r := range b.order {
			t.By = append(t.By, b.sources[r])
		}
	}
	return t
}

// by is the letters of the reports that some evidence is from, as the filter
// reads them.
func (b *builder) by(es ...collate.Evidence) string {
	var out []string
	for _, e := range es {
		if l := b.sources[e.Report].Letter; !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return strings.Join(out, " ")
}

func (b *builder) summary() []sentence {
	var out []sentence
	for _, s := range b.c.Summary {
		v := sentence{Text: b.words(s.Text), Lang: b.sources[s.Text.Report].Lang, Own: b.markOf(s.Text)}
		v.Also = b.marksOf(slices.DeleteFunc(slices.Clone(s.Also), func(e collate.Evidence) bool { return e.Report == s.Text.Report }))
		out = append(out, v)
	}
	return out
}

func (b *builder) agreed() *agreed {
	cs := b.c.Claims.Agreed
	if len(cs) == 0 {
		return nil
	}
	a := &agreed{Count: len(cs)}
	if len(b.c.Reports) <= 3 {
		for _, r := range b.order {
			a.Columns = append(a.Columns, b.sources[r])
		}
	}
	order, full := apparatus.ByExtent(cs)
	for i, at := range order {
		r := b.agreedRow(&cs[at], a.Columns != nil)
		if i == full {
			r.Overlaps = apparatus.Overlaps
		}
		if i < agreedOpen || len(cs) < agreedOpen+3 {
			a.Rows = append(a.Rows, r)
		} else {
			a.More = append(a.More, r)
		}
	}
	return a
}

func (b *builder) agreedRow(c *finding.Claim, columns bool) agreedRow {
	r := agreedRow{Words: b.passage(c, c.Shown), Accounts: c.Accounts, Of: independent(b.c), By: b.by(c.Evidence...)}
	if c.Verbatim {
		r.Same = apparatus.SameWords
	}
	last := -1
	for _, report := range b.order {
		at := slices.IndexFunc(c.Evidence, func(e finding.Evidence) bool { return e.Report == report })
		switch s := b.sources[report]; {
		case columns && at < 0:
			r.Cells = append(r.Cells, agreedCell{})
		case columns:
			last = len(r.Cells)
			r.Cells = append(r.Cells, agreedCell{Words: b.passage(c, at), At: b.toldAt(c.Evidence[at]).under(s.Letter)})
		case at < 0:
			r.Tally = append(r.Tally, tally{mark: mark{Letter: s.Letter}, Off: true})
		default:
			r.Tally = append(r.Tally, tally{mark: b.markOf(c.Evidence[at]), Own: at == c.Shown})
		}
	}
	if last >= 0 {
		r.Cells[last].Same = r.Same
	}
	return r
}

// passage is the i-th piece of a claim's evidence.
func (b *builder) passage(c *finding.Claim, i int) passage {
	return passage{b.setting(apparatus.Passage(b.c, c, i, aroundWords)), c.Clauses == nil}
}

func (b *builder) only() []only {
	var out []only
	cs := b.c.Claims.Single
	for _, a := range apparatus.ByAccount(b.c, cs) {
		o := only{}
		for _, r := range b.order {
			if b.c.Reports[r].Account == a.Account {
				o.Members = append(o.Members, b.sources[r])
				o.By = strings.TrimSpace(o.By + " " + b.sources[r].Letter)
			}
		}
		for n, i := range a.Claims {
			e := cs[i].Evidence[cs[i].Shown]
			item := onlyItem{b.setting(apparatus.Around(b.c, e, aroundWords)), b.toldAt(e)}
			if n < onlyOpen || len(a.Claims) < onlyOpen+3 {
				o.Items = append(o.Items, item)
			} else {
				o.More = append(o.More, item)
			}
		}
		out = append(out, o)
	}
	return out
}

func (b *builder) setting(x apparatus.Context) setting {
	in := func(s text.Span) string {
		if s.Empty() {
			return ""
		}
		return b.words(collate.Evidence{Report: x.Report, Span: s})
	}
	return setting{in(x.Before), in(x.Core), in(x.After), x.Begun, x.Continued, b.sources[x.Report].Lang}
}

// kinds is what a page calls the kinds of conflict.
var kinds = map[finding.ConflictKind]string{
	finding.Number: "Number", finding.Moments: "Time", finding.Name: "Name", finding.Role: "Role",
	finding.Wording: "Wording", finding.Attribution: "Attribution", finding.Other: "Other",
}

func (b *builder) conflict(k *finding.Conflict) conflict {
	v := conflict{By: b.by(apparatus.Witnesses(k)...), Class: string(k.Severity), Sign: "paraphrase", Kind: kinds[k.Kind], Why: k.Why, Pair: len(k.Values) == 2}
	if k.Severity == finding.Contradiction {
		v.Sign = "altered"
	}
	if !k.About.Span.Empty() {
		v.About, v.Lang = b.words(k.About), b.sources[k.About.Report].Lang
	}
	for _, value := range k.Values {
		s := side{Marks: b.marksOf(value.Evidence), Value: b.words(value.Words), setting: b.setting(apparatus.Within(b.c, value, aroundWords))}
		if s.Before != "" || s.After != "" {
			s.Context = &s.setting
		}
		if value.Normalised != s.Value {
			s.Normalised = value.Normalised
		}
		s.Accounts = counted(apparatus.Accounts(b.c, value.Evidence), "account")
		v.Sides = append(v.Sides, s)
	}
	v.Axis = axisOf(k, v.Sides)
	return v
}
