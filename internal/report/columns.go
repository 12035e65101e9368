package report

import (
	"strings"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
)

// columns prints the fullest wording in a first column and the reports beside
// it, one column each.
func (p *printer) columns() {
	n := len(p.c.Reports)
	cell := (p.width - n*gap) / (n + 1)
	full := p.width - n*(cell+gap)
	widths := []int{full}
	head := [][]line{{{{"Fullest wording", quiet}}}}
	for i, r := range p.c.Reports {
		widths = append(widths, cell)
		head = append(head, wrap([]run{{p.letters[i], strong}, {" " + clean(outlet(r)), quiet}}, cell))
	}
	p.blank()
	p.row(gap, widths, head)
	for _, g := range apparatus.Groups(p.c) {
		p.speaker(g)
		for _, u := range g.Utterances {
			p.blank()
			cells := [][]line{wrap(p.fullest(u), full)}
			for i := range p.c.Reports {
				cells = append(cells, p.cell(u, i, cell))
			}
			p.row(gap, widths, cells)
		}
	}
}

// cell is what one report makes of an utterance.
func (p *printer) cell(u, report, width int) []line {
	rank := apparatus.RankOf(p.c, u)
	readings := apparatus.ReadingsIn(p.c, u, report)
	if len(readings) == 0 {
		return []line{{{"–  not quoted", quiet}}}
	}
	var out []line
	for _, e := range entries(p.c, u, p.whole) {
		for _, w := range e.witnesses {
			if w.Report != report {
				continue
			}
			head := []run{{p.sign(e, rank) + "  " + p.cellLabel(e, u, w, rank), e.look()}, {"  " + place(p.c, w), quiet}}
			out = append(out, wrap(head, width)...)
			if s := p.strip(u, e); s != nil {
				out = append(out, quietStrip(e.relation, strip(apparatus.Strip(p.c, u, e.reading), width)))
			}
			out = append(out, wrap(runsOf(e.relation, e.pieces), width)...)
		}
	}
	return out
}

// cellLabel is the label in a report's own column.
func (p *printer) cellLabel(e entry, u int, w collate.Evidence, rank apparatus.Rank) string {
	if rank != apparatus.Single && w == apparatus.QuotationAt(p.c, p.c.Utterances[u].Fullest) && e.relation == collate.Identical {
		return "fullest wording" + e.credit()
	}
	if e.relation == collate.Identical && e.parts == 0 && rank != apparatus.Single {
		return relation(e.relation) + e.credit()
	}
	return e.label(rank)
}

// row prints cells beside each other, with a gap between them.
func (p *printer) row(gap int, widths []int, cells [][]line) { p.rowAt(0, gap, widths, cells) }

// rowAt is a row that is indented.
func (p *printer) rowAt(indent, gap int, widths []int, cells [][]line) {
	tall := 0
	for _, c := range cells {
		tall = max(tall, len(c))
	}
	for i := range tall {
		var l line
		for j, c := range cells {
			if j > 0 {
				l = append(l, run{text: strings.Repeat(" ", gap)})
			}
			if i < len(c) {
				l = append(l, pad(c[i], widths[j])...)
			} else {
				l = append(l, run{text: strings.Repeat(" ", widths[j])})
			}
		}
		if indent > 0 {
			l = indented(indent, l)
		}
		p.print(l)
	}
}
