package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/report/apparatus"
)

// What is printed of a long list unless the whole is asked for, how many words
// of a value's sentence, and of the clause that words which overlap are read in,
// stand on each side of it, and how many of a claim and of a happening are printed.
const (
	agreedMost    = 8
	singleMost    = 8
	conflictsMost = 6
	momentsMost   = 8
	scopeWords    = 14
	clauseWords   = 8
	claimWords    = 24
	momentWords   = 14
)

// wide is a space of two columns at which a line can be broken.
const wide = noBreak + " "

// severitySign is the sign of a conflict: crossed where not both values can be
// right, a wave where both can, an arrow for news.
func severitySign(s finding.Severity) string {
	switch s {
	case finding.Contradiction:
		return "≠"
	case finding.Imprecision:
		return "≈"
	}
	return "→"
}

func severityLook(s finding.Severity) look {
	if s == finding.Contradiction {
		return alarm
	}
	return quiet
}

// words is the text of evidence, fit to be printed.
func words(c *collate.Comparison, e collate.Evidence) string {
	return clean(e.Span.In(c.Reports[e.Report].Article.Text))
}

// moment is when something happened: its dates, or the report's own words when
// only the order is known.
func moment(c *collate.Comparison, m *finding.Moment) string {
	if d := apparatus.Dates(m); d != "" {
		return d
	}
	return "“" + words(c, m.When) + "”"
}

// standing is what a moment says of itself beside its date.
func standing(m *finding.Moment) string {
	switch {
	case m.Disputed:
		return "reports differ"
	case m.Ahead:
		return "ahead"
	case m.From == "":
		return "order only"
	}
	return ""
}

// matter is what a conflict says of itself: its kind, how grave it is and why.
func matter(k *finding.Conflict) string {
	s := fmt.Sprintf("%s, %s", k.Kind, k.Severity)
	if k.Why != "" {
		s += ": " + k.Why
	}
	return s
}

// accountsOf says how many of the accounts tell something; empty where there
// are no more than two.
func accountsOf(c *collate.Comparison, n int) string {
	all := map[int]bool{}
	for _, r := range c.Reports {
		all[r.Account] = true
	}
	if len(all) < 3 {
		return ""
	}
	return together(fmt.Sprintf("%d of %d accounts", n, len(all)))
}

// at names reports and places: "A ¶14, D ¶3".
func (p *printer) at(es ...collate.Evidence) string { return p.witnesses(entry{witnesses: es}) }

// section prints the head of a part of the second half.
func (p *printer) section(name, note string) {
	p.blank()
	p.rule("─")
	p.block(0, run{name, strong}, run{noBreak + noBreak, quiet}, run{note, quiet})
}

// more says how much of a list is not printed.
func (p *printer) more(n int, of string) {
	if n > 0 {
		p.block(2, run{fmt.Sprintf("… %d more %s", n, of), quiet})
	}
}

func (p *printer) most(n, all int) int {
	if p.whole {
		return all
	}
	return min(n, all)
}

// said is words of a report between quotation marks, unless they bring their
// own; of many the first.
func (p *printer) said(e collate.Evidence, most int) string {
	s, fold := words(p.c, e), ""
	if !p.whole {
		if head, more := apparatus.First(p.c, e, most); more {
			s, fold = words(p.c, head), " …"
		}
	}
	return quotedWords(s, fold)
}

// quotedWords puts words of a report between quotation marks, unless they bring
// their own.
func quotedWords(s, fold string) string {
	if strings.ContainsAny(s, "“”\"") {
		return s + fold
	}
	return "“" + s + fold + "”"
}

// summary prints sentences of reports, each with where it and its like stand.
func (p *printer) summary() {
	if len(p.c.Summary) == 0 {
		return
	}
	p.block(0, run{"Summary", strong}, run{noBreak + noBreak + "sentences of the reports, unchanged", quiet})
	for _, s := range p.c.Summary {
		rs := []run{{text: words(p.c, s.Text)}, {" [" + p.at(s.Text), quiet}}
		if also := other(s.Also, s.Text.Report); len(also) > 0 {
			rs = append(rs, run{"; told in " + p.at(also...), quiet})
		}
		p.block(2, append(rs, run{"]", quiet})...)
	}
	p.blank()
}

// other is the evidence that stands in other reports.
func other(es []collate.Evidence, report int) []collate.Evidence {
	var out []collate.Evidence
	for _, e := range es {
		if e.Report != report {
			out = append(out, e)
		}
	}
	return out
}

// told prints what the reports tell in their own voice.
func (p *printer) told() {
	p.agreed()
	p.single()
	p.conflicts()
	p.timeline()
}

func (p *printer) agreed() {
	cs := p.c.Claims.Agreed
	if len(cs) == 0 {
		return
	}
	n := p.most(agreedMost, len(cs))
	p.section("Agreed", "told by two or more independent accounts")
	order, full := apparatus.ByExtent(cs)
	for k, i := range order[:n] {
		if k == full {
			p.block(2, run{apparatus.Overlaps, quiet})
		}
		if c := &cs[i]; p.beside {
			p.abreast(c)
		} else {
			at := p.at(c.Evidence...)
			if s := accountsOf(p.c, c.Accounts); s != "" {
				at += ", " + s
			}
			if c.Verbatim {
				at += ", " + apparatus.SameWords
			}
			p.block(2, append(p.passage(c, c.Shown), run{wide + at, quiet})...)
		}
	}
	p.more(len(cs)-n, "agreed")
}

// passage is the i-th piece of a claim's evidence, in the clause that it is read
// in where that says more.
func (p *printer) passage(c *finding.Claim, i int) []run {
	if c.Clauses == nil {
		return []run{{text: p.said(c.Evidence[i], claimWords)}}
	}
	most := clauseWords
	if p.whole {
		most = math.MaxInt32
	}
	before, core, after := passage(p.c, c, i, most)
	return []run{{before, quiet}, {text: core}, {after, quiet}}
}

// passage is the words of the i-th piece of a claim's evidence, between
// quotation marks unless they bring their own, with what its clause has on
// either side, at most so many words.
func passage(c *collate.Comparison, claim *finding.Claim, i, most int) (before, core, after string) {
	x := apparatus.Passage(c, claim, i, most)
	t := c.Reports[x.Report].Article.Text
	before, core, after = trailing(x.Before.In(t)), clean(x.Core.In(t)), leading(x.After.In(t))
	if x.Begun {
		before = "… " + before
	}
	if x.Continued {
		after += " …"
	}
	if !strings.ContainsAny(before+core+after, "“”\"") {
		before, after = "“"+before, after+"”"
	}
	return before, core, after
}

// trailing is words made fit to print, with the space at their end.
func trailing(s string) string {
	if strings.TrimRightFunc(s, unicode.IsSpace) == s {
		return clean(s)
	}
	return strings.TrimRight(clean(s), " ") + " "
}

// leading is words made fit to print, with the space before them.
func leading(s string) string {
	if strings.TrimLeftFunc(s, unicode.IsSpace) == s {
		return clean(s)
	}
	return " " + strings.TrimLeft(clean(s), " ")
}

// abreast prints each report's words of a claim in a column of its own.
func (p *printer) abreast(c *finding.Claim) {
	n := len(p.c.Reports)
	cell := (p.width - 2 - (n-1)*gap) / n
	var widths []int
	var cells [][]line
	for i := range p.c.Reports {
		widths = append(widths, cell)
		at := slices.IndexFunc(c.Evidence, func(e finding.Evidence) bool { return e.Report == i })
		if at < 0 {
			cells = append(cells, []line{{{"–", quiet}}})
			continue
		}
		e := c.Evidence[at]
		place := " " + p.at(e)
		if c.Verbatim && at == len(c.Evidence)-1 {
			place += ", " + apparatus.SameWords
		}
		cells = append(cells, wrap(append(p.passage(c, at), run{place, quiet}), cell))
	}
	p.rowAt(2, gap, widths, cells)
}

func (p *printer) single() {
	cs := p.c.Claims.Single
	if len(cs) == 0 {
		return
	}
	n := p.most(singleMost, len(cs))
	p.section("Only in one", "told by a single account")
	for _, a := range apparatus.ByAccount(p.c, cs[:n]) {
		for _, i := range a.Claims {
			p.block(2, run{p.at(cs[i].Evidence...) + wide, quiet}, run{text: p.said(cs[i].Evidence[cs[i].Shown], claimWords)})
		}
	}
	p.more(len(cs)-n, "of single accounts")
}

func (p *printer) conflicts() {
	ks := p.c.Conflicts
	if len(ks) == 0 {
		return
	}
	n := p.most(conflictsMost, len(ks))
	p.section("Conflicts", "each value in its own sentence")
	for i := range ks[:n] {
		k := &ks[i]
		head := []run{{severitySign(k.Severity) + noBreak, severityLook(k.Severity)}}
		if !k.About.Span.Empty() {
			head = append(head, run{words(p.c, k.About), strong}, run{noBreak + noBreak, quiet})
		}
		p.block(2, append(head, run{matter(k), severityLook(k.Severity)})...)
		for _, v := range k.Values {
			rs := []run{{words(p.c, v.Words), strong}, {wide + p.at(v.Evidence...) + wide, quiet}}
			p.block(2+signWidth, append(rs, p.context(apparatus.Within(p.c, v, scopeWords))...)...)
		}
	}
	p.more(len(ks)-n, "conflicts")
}

// context is a wording in its sentence; nothing where there is no more to it.
func (p *printer) context(x apparatus.Context) []run {
	if x.Before.Empty() && x.After.Empty() {
		return nil
	}
	t := p.c.Reports[x.Report].Article.Text
	rs := []run{{"“", quiet}}
	if x.Begun {
		rs = append(rs, run{"… ", quiet})
	}
	whole := x.Before.Cover(x.Core).Cover(x.After)
	if x.Before.Empty() {
		whole = x.Core.Cover(x.After)
	}
	if x.After.Empty() {
		whole.End = x.Core.End
	}
	rs = append(rs, run{clean(whole.In(t)), quiet})
	if x.Continued {
		rs = append(rs, run{" …", quiet})
	}
	return append(rs, run{"”", quiet})
}

func (p *printer) timeline() {
	ms := p.c.Timeline
	if len(ms) == 0 {
		return
	}
	shown := apparatus.Leading(p.c, p.most(momentsMost, len(ms)))
	p.section("Timeline", "happenings over all reports")
	column := 0
	for _, i := range shown {
		column = max(column, columnsOf(moment(p.c, &ms[i])))
	}
	column = min(column, (p.width-2)/3)
	last := ""
	for _, i := range shown {
		m := &ms[i]
		when := moment(p.c, m)
		if when == last { // a day is named once
			when = ""
		} else {
			last = when
		}
		rs := []run{{text: p.said(m.Evidence[0], momentWords)}, {wide + p.at(m.Evidence...), quiet}}
		if s := standing(m); s != "" {
			l := quiet
			if m.Disputed {
				l = alarm
			}
			rs = append(rs, run{wide, quiet}, run{together(s), l})
		}
		p.rowAt(2, gap, []int{column, min(p.width, mostWidth) - 2 - gap - column}, [][]line{
			wrap([]run{{when, strong}}, column), wrap(rs, min(p.width, mostWidth)-2-gap-column),
		})
	}
	p.more(len(ms)-len(shown), "moments")
}

// sharpConflict prints a contradiction among the sharpest differences: the
// values against each other.
func (p *printer) sharpConflict(k *finding.Conflict) {
	head := []run{{severitySign(k.Severity), alarm}, {text: noBreak + noBreak}}
	for i, v := range k.Values {
		if i > 0 {
			head = append(head, run{"  or  ", quiet})
		}
		head = append(head, run{words(p.c, v.Words), strong}, run{noBreak + p.at(v.Evidence...), quiet})
	}
	p.block(2, head...)
	if !k.About.Span.Empty() {
		p.block(2+signWidth, run{words(p.c, k.About), quiet})
	}
}
