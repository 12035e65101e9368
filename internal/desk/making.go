package desk

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/names"
	"parallax/internal/report/apparatus"
	"parallax/internal/store"
	"parallax/internal/terms"
	"parallax/internal/text"
)

// maker tells what lists show of a comparison.
type maker struct {
	c      *collate.Comparison
	points []*text.Index // of each report, when it was asked for
	people map[int]int   // index into Comparison.People to place in made.People
	made   *store.Making
}

// making is a comparison with what lists show of it.
func making(j store.Job, c *collate.Comparison, as []*analysis.Analysis, light bool) *store.Making {
	m := &maker{c: c, points: make([]*text.Index, len(c.Reports)), people: map[int]int{}, made: &store.Making{Job: j, Comparison: c, Light: light}}
	m.made.Title = title(c)
	m.made.Said = len(c.Utterances)
	for u := range c.Utterances {
		m.statement(u)
	}
	for i := range c.Conflicts {
		if k := &c.Conflicts[i]; k.Severity == finding.Contradiction && k.Kind != finding.Wording {
			m.made.Conflicts++
		}
	}
	m.lead(as)
	m.sharpest()
	return m.made
}

// title is the headline that shares most with the other reports' headlines and
// first paragraphs; the first one among equals.
func title(c *collate.Comparison) string {
	told := map[uint32]int{}
	titles := make([][]uint32, len(c.Reports))
	for i := range c.Reports {
		a := c.Reports[i].Article
		seen := map[uint32]bool{}
		titles[i] = telling(a.Title)
		for _, w := range append(slices.Clone(titles[i]), telling(opening(a))...) {
			if !seen[w] {
				seen[w] = true
				told[w]++
			}
		}
	}
	best, most := "", -1.0
	for i := range c.Reports {
		sum := 0
		for _, w := range titles[i] {
			sum += told[w] - 1
		}
		score := float64(sum) / math.Sqrt(float64(len(titles[i])+2))
		if t := c.Reports[i].Article.Title; t != "" && score > most {
			best, most = t, score
		}
	}
	return best
}

// shortWord is the length up to which a word tells little.
const shortWord = 3

func telling(t string) (out []uint32) {
	terms.Each(t, text.Span{End: len(t)}, func(w terms.Term) bool {
		if w.End-w.Start > shortWord && !slices.Contains(out, w.ID) {
			out = append(out, w.ID)
		}
		return true
	})
	return out
}

// opening is a report's first paragraph.
func opening(a *article.Article) string {
	if len(a.Paragraphs) == 0 {
		return ""
	}
	return a.Paragraphs[0].In(a.Text)
}

// words are words of a report as the archive tells them.
func (m *maker) words(report int, spans []text.Span) archive.Words {
	a := m.c.Reports[report].Article
	w := archive.Words{Report: a.ID, Outlet: a.Outlet}
	if len(spans) == 0 {
		return w
	}
	if m.points[report] == nil {
		m.points[report] = text.NewIndex(a.Text)
	}
	w.Start, w.End = m.points[report].Points(text.Span{Start: spans[0].Start, End: spans[len(spans)-1].End})
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = strings.Join(strings.Fields(s.In(a.Text)), " ")
	}
	w.Text = strings.Join(parts, " ")
	return w
}

func (m *maker) statement(u int) {
	c, ut := m.c, &m.c.Utterances[u]
	q := &c.Quotations[ut.Fullest]
	s := archive.Statement{
		ID: ut.ID, Kind: q.Kind.String(), Words: m.words(q.Report, q.Content), At: store.DateOf(c.Reports[q.Report].Article),
	}
	if ut.Speaker >= 0 {
		p := &c.People[ut.Speaker]
		s.Speaker = p.Name.Span.In(c.Reports[p.Name.Report].Article.Text)
		if p.Named {
			s.Person = m.person(ut.Speaker)
		}
	}
	reports := map[int]bool{}
	for i := range ut.Readings {
		r := &ut.Readings[i]
		k := &c.Quotations[r.Quotation]
		reports[k.Report] = true
		out := archive.Reading{Words: m.words(k.Report, k.Content), Relation: r.Relation.String(), At: store.DateOf(c.Reports[k.Report].Article)}
		switch r.Relation {
		case collate.Altered:
			s.Altered++
		case collate.Trimmed:
			s.Trimmed++
		}
		if r.Relation == collate.Altered || r.Relation == collate.Trimmed {
			out.Runs = runs(apparatus.Departures(c, u, i))
		}
		s.Readings = append(s.Readings, out)
	}
	s.Reports = len(reports)
	slices.SortStableFunc(s.Readings, func(a, b archive.Reading) int {
		return cmp.Or(departure(b.Relation)-departure(a.Relation), a.At.Compare(b.At))
	})
	if s.Altered > 0 {
		m.made.Altered++
	}
	m.made.Statements = append(m.made.Statements, s)
}

// departure tells the readings that differ most from those that differ least.
func departure(relation string) int {
	return slices.Index([]string{"identical", "paraphrase", "trimmed", "altered"}, relation)
}

// runs are pieces of a reading as the archive tells them.
func runs(ps []apparatus.Piece) []archive.Run {
	var out []archive.Run
	for _, p := range ps {
		switch p.Kind {
		case apparatus.Replace:
			out = append(out, archive.Run{Op: "delete", Text: p.Old.Text}, archive.Run{Op: "insert", Text: p.New.Text})
		case apparatus.Cut, apparatus.Fold: // what is not shown is not kept twice
			out = append(out, archive.Run{Op: p.Kind.String()})
		default:
			out = append(out, archive.Run{Op: p.Kind.String(), Text: p.Shown().Text})
		}
	}
	return out
}

// kindOf is a kind's wire name; a place that speaks is an organisation.
func kindOf(k names.Kind) string {
	switch k {
	case names.Person:
		return "person"
	case names.Document:
		return "document"
	case names.Group:
		return "group"
	}
	return "organisation"
}

// mostAliases bounds what one story adds to what somebody is called.
const mostAliases = 8

// person lists somebody who speaks and gives his ID.
func (m *maker) person(i int) string {
	if at, ok := m.people[i]; ok {
		return m.made.People[at].ID
	}
	c, p := m.c, &m.c.People[i]
	say := func(e collate.Evidence) string {
		return strings.Join(strings.Fields(e.Span.In(c.Reports[e.Report].Article.Text)), " ")
	}
	out := archive.Person{Name: say(p.Name), Kind: kindOf(p.Kind)}
	out.ID = store.PersonID(out.Kind, out.Name)
	for _, e := range p.Aliases {
		if a := say(e); len(out.Aliases) < mostAliases && a != out.Name {
			out.Aliases = append(out.Aliases, a)
		}
	}
	if !p.Role.Span.Empty() {
		at := store.DateOf(c.Reports[p.Role.Report].Article)
		out.Roles = []archive.Role{{Words: m.words(p.Role.Report, []text.Span{p.Role.Span}), First: at, Last: at, Reports: 1}}
	}
	m.people[i] = len(m.made.People)
	m.made.People = append(m.made.People, out)
	return out.ID
}

// lead is the first sentence of the summary; of a report alone its first one.
func (m *maker) lead(as []*analysis.Analysis) {
	if len(m.c.Summary) > 0 {
		e := m.c.Summary[0].Text
		m.made.Lead = new(m.words(e.Report, []text.Span{e.Span}))
		return
	}
	if len(as) != 1 {
		return
	}
	a := as[0].Article
	for _, s := range as[0].Segments.Sentences {
		if len(a.Paragraphs) > 0 && s.Span.Start >= a.Paragraphs[0].Start {
			m.made.Lead = new(m.words(0, []text.Span{s.Span}))
			return
		}
	}
}

// sharpest is the change of words to be shown first.
func (m *maker) sharpest() {
	for _, s := range apparatus.Sharpest(m.c, 1) {
		ut := &m.c.Utterances[s.Utterance]
		q := &m.c.Quotations[ut.Readings[s.Reading].Quotation]
		d := &archive.Differs{Utterance: ut.ID, Outlet: m.c.Reports[q.Report].Article.Outlet, Runs: runs(apparatus.Departures(m.c, s.Utterance, s.Reading))}
		if ut.Speaker >= 0 {
			d.Speaker = apparatus.Inline(m.c, ut.Speaker)
		}
		m.made.Sharpest = d
	}
}
