package report

import (
	"math"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/report/apparatus"
)

// at names reports and places, the letters bold.
func (p *pen) at(es ...collate.Evidence) string { return p.witnesses(entry{witnesses: es}) }

func (p *pen) words(e collate.Evidence) string { return escape(words(p.c, e)) }

// said is words of a report between quotation marks.
func (p *pen) said(e collate.Evidence) string { return quotedWords(p.words(e), "") }

func (p *pen) section(name string) {
	p.line()
	p.line("## ", name)
	p.line()
}

func (p *pen) summary() {
	if len(p.c.Summary) == 0 {
		return
	}
	p.line("## Summary")
	p.line()
	for _, s := range p.c.Summary {
		also := ""
		if o := other(s.Also, s.Text.Report); len(o) > 0 {
			also = "; told in " + p.at(o...)
		}
		p.line("- ", p.said(s.Text), " (", p.at(s.Text), also, ")")
	}
	p.line()
}

// told is what the reports tell in their own voice.
func (p *pen) told() {
	p.agreed()
	p.single()
	p.conflicts()
	p.timeline()
}

func (p *pen) agreed() {
	cs := p.c.Claims.Agreed
	if len(cs) == 0 {
		return
	}
	p.section("Agreed")
	p.line("Told by two or more independent accounts.")
	p.line()
	order, full := apparatus.ByExtent(cs)
	p.extent(cs, order[:full])
	if full < len(cs) {
		if full > 0 {
			p.line()
		}
		p.line(apparatus.Overlaps, ".")
		p.line()
		p.extent(cs, order[full:])
	}
}

// extent lists some of the agreed claims.
func (p *pen) extent(cs []finding.Claim, order []int) {
	if len(order) == 0 {
		return
	}
	if len(p.c.Reports) <= mostBeside {
		p.abreast(cs, order)
		return
	}
	for _, i := range order {
		c := &cs[i]
		of := strings.ReplaceAll(accountsOf(p.c, c.Accounts), noBreak, " ")
		if of != "" {
			of = ": " + of
		}
		if c.Verbatim {
			of += ", " + apparatus.SameWords
		}
		p.line("- ", p.passage(c, c.Shown), " ", p.at(c.Evidence...), of)
	}
}

// passage is the i-th piece of a claim's evidence; in bold where its clause says
// more.
func (p *pen) passage(c *finding.Claim, i int) string {
	if c.Clauses == nil || c.Clauses[i] == c.Evidence[i].Span {
		return p.said(c.Evidence[i])
	}
	before, core, after := passage(p.c, c, i, math.MaxInt32)
	return escape(before) + "**" + escape(core) + "**" + escape(after)
}

// abreast is a table with the words of each report in its column.
func (p *pen) abreast(cs []finding.Claim, order []int) {
	var heads, rules []string
	for i, r := range p.c.Reports {
		heads = append(heads, "**"+p.letters[i]+"** "+escape(clean(outlet(r))))
		rules = append(rules, "---")
	}
	p.cells(heads...)
	p.cells(rules...)
	for _, i := range order {
		cells := make([]string, len(p.c.Reports))
		for k := range cells {
			cells[k] = "–"
		}
		for k, e := range cs[i].Evidence {
			cells[e.Report] = p.passage(&cs[i], k) + " " + place(p.c, e)
			if cs[i].Verbatim && k == len(cs[i].Evidence)-1 {
				cells[e.Report] += ", " + apparatus.SameWords
			}
		}
		p.cells(cells...)
	}
}

func (p *pen) single() {
	cs := p.c.Claims.Single
	if len(cs) == 0 {
		return
	}
	p.section("Only in one")
	p.line("Told by a single account.")
	p.line()
	for _, a := range apparatus.ByAccount(p.c, cs) {
		for _, i := range a.Claims {
			p.line("- ", p.at(cs[i].Evidence...), " ", p.said(cs[i].Evidence[cs[i].Shown]))
		}
	}
}

func (p *pen) conflicts() {
	ks := p.c.Conflicts
	if len(ks) == 0 {
		return
	}
	p.section("Conflicts")
	for i := range ks {
		k := &ks[i]
		about := ""
		if !k.About.Span.Empty() {
			about = "“" + p.words(k.About) + "” "
		}
		p.line("- ", severitySign(k.Severity), " ", about, escape(matter(k)))
		for _, v := range k.Values {
			p.line("  - **", p.words(v.Words), "** ", p.at(v.Evidence...), p.scope(v))
		}
	}
}

// scope is the words that say what a value is of; empty when they are the
// value itself.
func (p *pen) scope(v finding.Value) string {
	if v.Scope.Span.Empty() || v.Scope == v.Words {
		return ""
	}
	return ": " + p.said(v.Scope)
}

func (p *pen) timeline() {
	ms := p.c.Timeline
	if len(ms) == 0 {
		return
	}
	p.section("Timeline")
	p.cells("When", "", "What", "Where")
	p.cells("---", "---", "---", "---")
	for i := range ms {
		m := &ms[i]
		p.cells(escape(moment(p.c, m)), standing(m), p.said(m.Evidence[0]), p.at(m.Evidence...))
	}
}

// sharpConflict is a contradiction among the sharpest differences.
func (p *pen) sharpConflict(k *finding.Conflict) {
	var values []string
	for _, v := range k.Values {
		values = append(values, "**"+p.words(v.Words)+"** ("+p.at(v.Evidence...)+")")
	}
	about := ""
	if !k.About.Span.Empty() {
		about = ": “" + p.words(k.About) + "”"
	}
	p.line("- ", severitySign(k.Severity), " ", strings.Join(values, " or "), about)
}
