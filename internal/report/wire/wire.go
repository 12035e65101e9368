// Package wire is a comparison as it leaves the program: the JSON format
// parallax.comparison/1.
//
// Positions count Unicode code points of the report's text, the end exclusive,
// as the TextPositionSelector of the W3C Web Annotation Data Model does. With
// the text
//
//	🚢 She said “no”.
//
// the quotation no is {"start":12,"end":14}: the ship is one code point, though
// four bytes and two UTF-16 units. A reader in JavaScript must count with
// Array.from(text) or its like, not with text.length; Python counts right.
//
// The one surprise: things refer to each other by id, not by place in a list,
// so that a document can be cut in pieces and put together again.
package wire

import (
	"math"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/names"
	"parallax/internal/text"
)

// From is the wire form of a comparison.
func From(c *collate.Comparison) *Comparison {
	m := newMaker(c)
	out := &Comparison{
		Schema:     Schema,
		Reports:    make([]Report, 0, len(c.Reports)),
		People:     m.people(),
		Quotations: m.quotations(),
		Utterances: make([]Utterance, 0, len(c.Utterances)),
		Claims:     Claims{Agreed: m.claims(c.Claims.Agreed), Single: m.claims(c.Claims.Single)},
		Conflicts:  m.conflicts(c.Conflicts),
		Timeline:   m.timeline(c.Timeline),
		Summary:    m.summary(c.Summary),
		Skipped:    make([]Skipped, 0, len(c.Skipped)),
	}
	for i := range c.Reports {
		out.Reports = append(out.Reports, m.report(i))
	}
	for i := range c.Utterances {
		out.Utterances = append(out.Utterances, m.utterance(&c.Utterances[i]))
	}
	for _, s := range c.Skipped {
		out.Skipped = append(out.Skipped, Skipped(s))
	}
	return out
}

// QuotesFrom is the wire form of the quotations of a comparison of one report.
func QuotesFrom(c *collate.Comparison) *Quotes {
	m := newMaker(c)
	q := &Quotes{Report: m.report(0), People: m.people(), Quotations: m.quotations()}
	if c.Reports[0].Foreign {
		q.Limits = "no word data for this language: only what stands between quotation marks is found, and nobody as its speaker"
	}
	return q
}

// maker turns the parts of one comparison, converting positions.
type maker struct {
	c       *collate.Comparison
	indexes []*text.Index // one a report
}

func newMaker(c *collate.Comparison) *maker {
	m := &maker{c: c, indexes: make([]*text.Index, len(c.Reports))}
	for i := range c.Reports {
		m.indexes[i] = text.NewIndex(c.Reports[i].Article.Text)
	}
	return m
}

func (m *maker) id(report int) string { return m.c.Reports[report].Article.ID }

func (m *maker) text(e collate.Evidence) string {
	return e.Span.In(m.c.Reports[e.Report].Article.Text)
}

func (m *maker) words(report int, s text.Span) Words {
	start, end := m.indexes[report].Points(s)
	return Words{Start: start, End: end, Text: m.text(collate.Evidence{Report: report, Span: s})}
}

// someWords is nil for an empty span.
func (m *maker) someWords(report int, s text.Span) *Words {
	if s.Empty() {
		return nil
	}
	w := m.words(report, s)
	return &w
}

func (m *maker) evidence(e collate.Evidence) Evidence {
	w := m.words(e.Report, e.Span)
	return Evidence{Report: m.id(e.Report), Start: w.Start, End: w.End, Text: w.Text}
}

// person is the id of a person, nil for -1.
func (m *maker) person(i int) *string {
	if i < 0 {
		return nil
	}
	return &m.c.People[i].ID
}

func (m *maker) report(i int) Report {
	r := &m.c.Reports[i]
	a := r.Article
	return Report{
		ID: a.ID, Outlet: a.Outlet, Title: a.Title, URL: a.URL,
		Published: a.Published, FirstSeen: a.FirstSeen, Language: a.Language,
		Words: r.Words, Text: a.Text, Account: m.id(r.Account), Own: r.Own,
	}
}

func (m *maker) people() []Person {
	out := make([]Person, 0, len(m.c.People))
	for i := range m.c.People {
		p := &m.c.People[i]
		w := Person{
			ID: p.ID, Name: m.text(p.Name), Kind: KindName(p.Kind), Role: m.text(p.Role),
			Aliases: make([]string, 0, len(p.Aliases)), Mentions: make([]Evidence, 0, len(p.Mentions)),
		}
		for _, e := range p.Aliases {
			w.Aliases = append(w.Aliases, m.text(e))
		}
		for _, e := range p.Mentions {
			w.Mentions = append(w.Mentions, m.evidence(e))
		}
		out = append(out, w)
	}
	return out
}

func (m *maker) quotations() []Quotation {
	out := make([]Quotation, 0, len(m.c.Quotations))
	for i := range m.c.Quotations {
		q := &m.c.Quotations[i]
		w := Quotation{
			ID: q.ID, Report: m.id(q.Report), Kind: q.Kind.String(), Content: make([]Span, 0, len(q.Content)),
			Cue: m.someWords(q.Report, q.Cue), Source: m.someWords(q.Report, q.Source),
			Speaker: m.person(q.Speaker), Rule: q.Rule, Confidence: math.Round(100*q.Confidence) / 100,
		}
		for _, s := range q.Speakers {
			w.Speakers = append(w.Speakers, m.c.People[s].ID)
		}
		var parts []string
		for _, s := range q.Content {
			k := m.words(q.Report, s)
			w.Content = append(w.Content, Span{Start: k.Start, End: k.End})
			parts = append(parts, k.Text)
		}
		w.Text = strings.Join(parts, " ")
		out = append(out, w)
	}
	return out
}

func (m *maker) utterance(u *collate.Utterance) Utterance {
	full := &m.c.Quotations[u.Fullest]
	w := Utterance{
		ID: u.ID, Speaker: m.person(u.Speaker), Fullest: full.ID,
		Readings: make([]Reading, 0, len(u.Readings)), Absent: make([]string, 0, len(u.Absent)),
	}
	for _, r := range u.Readings {
		q := &m.c.Quotations[r.Quotation]
		k := Reading{Quotation: q.ID, Relation: r.Relation.String(), Edits: make([]Edit, 0, len(r.Edits))}
		for _, e := range r.Edits {
			k.Edits = append(k.Edits, Edit{Op: e.Op.String(), From: m.words(full.Report, e.From), To: m.words(q.Report, e.To)})
		}
		w.Readings = append(w.Readings, k)
	}
	for _, i := range u.Absent {
		w.Absent = append(w.Absent, m.id(i))
	}
	return w
}

// KindName is the wire name of a kind of person. A place that speaks stands
// for those who govern it: the format calls it an organisation.
func KindName(k names.Kind) string {
	switch k {
	case names.Person:
		return "person"
	case names.Group:
		return "group"
	case names.Document:
		return "document"
	}
	return "organisation"
}
