package report

import (
	"fmt"
	"io"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
)

// TextOptions are how text is laid out.
type TextOptions struct {
	Width int  // columns to fill; 0: 80
	Color bool // styles and colours of a terminal, as ANSI sequences
	Whole bool // fold nothing: long quotations are printed to their last word
}

const (
	leastWidth = 40  // narrower terminals get lines of this width
	mostWidth  = 112 // running text is set no wider
	cellWidth  = 38  // narrowest column of readings side by side
	mostBeside = 3   // more reports than these are never set side by side
	gap        = 3   // columns between columns
	stripWidth = 24  // cells of a strip
	signWidth  = 3   // columns of a sign
	splitWidth = 128 // from this width on readings stand beside the fullest wording
	widest     = 180 // and nothing is wider than this
)

// Text writes a comparison for a terminal, or for a pipe: reports with their
// letters, then by speaker each utterance's fullest wording and what each
// report makes of it. Up to three reports stand side by side where the width
// allows; otherwise one below the other. The error is the writer's.
func Text(w io.Writer, c *collate.Comparison, o TextOptions) error {
	if o.Width == 0 {
		o.Width = 80
	}
	p := &printer{c: c, letters: apparatus.Letters(len(c.Reports)), color: o.Color, width: max(o.Width, leastWidth)}
	p.whole = o.Whole || len(c.Reports) == 1
	p.beside = len(c.Reports) > 1 && len(c.Reports) <= mostBeside && p.width >= (len(c.Reports)+1)*(cellWidth+gap)-gap
	if p.width = min(p.width, widest); !p.beside && p.width < splitWidth {
		p.width = min(p.width, mostWidth)
	}
	p.head()
	p.sharpest()
	if p.beside {
		p.columns()
	} else {
		p.stacked()
	}
	p.told()
	p.skipped()
	_, err := io.WriteString(w, p.out.String())
	return err
}

// printer lays out one comparison.
type printer struct {
	c       *collate.Comparison
	letters []string
	out     strings.Builder
	color   bool
	whole   bool // nothing is folded
	width   int
	beside  bool // readings stand side by side
}

func (p *printer) print(l line)   { l.paint(&p.out, p.color) }
func (p *printer) blank()         { p.out.WriteByte('\n') }
func (p *printer) rule(s string)  { p.print(line{{strings.Repeat(s, p.width), quiet}}) }
func (p *printer) words(s string) { p.block(0, run{text: s}) }

// block prints runs wrapped, every line indented.
func (p *printer) block(indent int, rs ...run) {
	for _, l := range wrap(rs, min(p.width, mostWidth)-indent) {
		p.print(indented(indent, l))
	}
}

func indented(n int, l line) line {
	return append(line{{text: strings.Repeat(" ", n)}}, l...)
}

// head prints headline, counts, reports and how to read the rest.
func (p *printer) head() {
	if h := headline(p.c); h != "" {
		p.block(0, run{h, strong})
	}
	p.block(0, run{facts(p.c), quiet})
	p.blank()
	if len(p.c.Reports) > 0 {
		p.reports()
		p.blank()
	}
	p.summary()
	switch {
	case len(p.c.Utterances) == 0:
		p.words("No quotation found.")
	case len(p.c.Reports) == 1:
		p.block(0, run{"One report alone: nothing to compare it with. These are its quotations.", quiet})
	default:
		p.block(0, run{together("= word for word  "), quiet}, run{" ", plain}, run{together("⊂ trimmed  "), quiet}, run{" ", plain},
			run{together("≠ altered:"), alarm}, run{together(" "), plain}, run{together("~~left out~~"), struck}, run{together(" "), plain}, run{"**added**", added},
			run{together("  "), plain}, run{" ", plain}, run{together("[…] left out by the outlet  "), quiet}, run{" ", plain}, run{together("… not shown here"), quiet})
	}
}

// reports prints the list of reports: letter, outlet, then date, words and
// whose copy it is, in columns where the width allows.
func (p *printer) reports() {
	c := p.c
	names, letters := 0, 0
	for i, r := range c.Reports {
		names = max(names, line{{text: clean(outlet(r))}}.width())
		letters = max(letters, len(p.letters[i]))
	}
	const factsWidth = len("  2006-01-02 15:04  12345 words")
	indent := letters + 2
	beside := p.width-indent-factsWidth >= 16
	names = min(names, p.width-indent)
	if beside {
		names = min(names, p.width-indent-factsWidth)
	}
	for i, r := range c.Reports {
		facts := run{fmt.Sprintf("%-16s  %5d words", date(c, i), r.Words), quiet}
		lines := wrap([]run{{text: clean(outlet(r))}}, names)
		for k := range lines {
			lines[k] = indented(indent, lines[k])
		}
		lines[0] = append(pad(line{{p.letters[i], strong}}, indent), lines[0][1:]...)
		at := 0
		if beside {
			lines[0] = append(pad(lines[0], indent+names), run{text: "  "}, facts)
		} else {
			facts.text = strings.Join(strings.Fields(facts.text), " ")
			lines = append(lines, indented(indent, line{facts}))
			at = len(lines) - 1
		}
		if s := copied(c, p.letters, i); s != "" {
			if lines[at].width()+2+len(s) <= p.width {
				lines[at] = append(lines[at], run{"  " + s, quiet})
			} else {
				lines = append(lines, indented(indent, line{{s, quiet}}))
			}
		}
		for _, l := range lines {
			p.print(l)
		}
	}
}

// sharpest prints the altered readings to look at first, where there is so much
// below that they could be missed.
func (p *printer) sharpest() {
	found := sharpest(p.c)
	if len(found) == 0 {
		return
	}
	p.blank()
	p.rule("─")
	p.block(0, run{"Sharpest differences", strong})
	for _, s := range found {
		if s.Conflict >= 0 {
			p.sharpConflict(&p.c.Conflicts[s.Conflict])
			continue
		}
		rd := p.c.Utterances[s.Utterance].Readings[s.Reading]
		who, _ := speakerOf(p.c, p.c.Utterances[s.Utterance].Speaker)
		at := p.witnesses(entry{witnesses: []collate.Evidence{apparatus.QuotationAt(p.c, rd.Quotation)}})
		p.block(2, run{sign(rd.Relation), alarm}, run{text: noBreak + noBreak + at + noBreak + noBreak}, run{who, strong})
		p.block(2+signWidth, runs(apparatus.Departures(p.c, s.Utterance, s.Reading))...)
	}
}

// speaker prints the head of a group.
func (p *printer) speaker(g apparatus.Group) {
	name, role := speakerOf(p.c, g.Speaker)
	p.blank()
	p.rule("─")
	rs := []run{{name, strong}}
	if role != "" {
		rs = append(rs, run{", ", quiet}, run{role, quiet})
	}
	p.block(0, rs...)
}

// stacked prints one reading below the other: under the fullest wording, or
// where the terminal is wide enough beside it.
func (p *printer) stacked() {
	full, split := p.width-2, p.width >= splitWidth
	if split {
		full = (p.width - gap) * 2 / 5
	}
	for _, g := range apparatus.Groups(p.c) {
		p.speaker(g)
		for _, u := range g.Utterances {
			p.blank()
			words := wrap(p.fullest(u), full)
			if split {
				right := p.width - gap - full
				p.row(gap, []int{full, right}, [][]line{words, p.readings(u, right)})
				continue
			}
			for _, l := range words {
				p.print(indented(2, l))
			}
			for _, l := range p.readings(u, p.width-4) {
				p.print(indented(4, l))
			}
		}
	}
}

// fullest is the fullest wording between quotation marks.
func (p *printer) fullest(u int) []run {
	if p.whole {
		return quoted(runs(apparatus.Whole(p.c, u)))
	}
	return quoted(runs(apparatus.Fullest(p.c, u)))
}

// readings is what each report makes of an utterance.
func (p *printer) readings(u, width int) []line {
	rank := apparatus.RankOf(p.c, u)
	es := entries(p.c, u, p.whole)
	absent := p.absent(u, rank)
	column := line{{absent, plain}}.width() // of report letters and paragraphs
	for _, e := range es {
		column = max(column, line{{p.witnesses(e), plain}}.width())
	}
	column = min(column, width/2)
	var out []line
	for _, e := range es {
		label := ""
		if len(p.c.Reports) > 1 {
			label = e.label(rank)
		}
		out = append(out, reading(width, column, line{{p.sign(e, rank), e.signLook()}}, p.witnesses(e), run{label, e.look()}, p.strip(u, e))...)
		for _, l := range wrap(runsOf(e.relation, e.pieces), width-signWidth) {
			out = append(out, indented(signWidth, l))
		}
	}
	if absent != "" {
		out = append(out, reading(width, column, line{{"–", quiet}}, absent, run{"not quoted", quiet}, nil)...)
	}
	return out
}

// reading is the line of one or several reports: sign, who and where, what
// they did, strip. Who and where may need lines of their own.
func reading(width, column int, sign line, who string, label run, strip line) []line {
	lines := wrap([]run{{who, plain}}, width-signWidth)
	for i := range lines {
		lines[i] = indented(signWidth, lines[i])
	}
	lines[0] = append(pad(sign, signWidth), lines[0][1:]...)
	last := &lines[len(lines)-1]
	if label.text == "" {
		return lines
	}
	*last = append(pad(*last, signWidth+column), run{text: "  "}, label)
	if last.width() > width {
		*last = (*last)[:len(*last)-2]
		for _, l := range wrap([]run{label}, width-signWidth) {
			lines = append(lines, indented(signWidth, l))
		}
		last = &lines[len(lines)-1]
	}
	if len(strip) > 0 && last.width()+2+stripWidth <= width {
		*last = append(pad(*last, width-stripWidth), strip...)
	}
	return lines
}

// absent is the letters of the reports that lack an utterance; empty where
// one alone has it, which says the same.
func (p *printer) absent(u int, rank apparatus.Rank) string {
	if rank == apparatus.Single {
		return ""
	}
	var names []string
	for _, i := range p.c.Utterances[u].Absent {
		names = append(names, p.letters[i])
	}
	return strings.Join(names, ", ")
}

func (p *printer) sign(e entry, rank apparatus.Rank) string {
	if rank == apparatus.Single && e.fullest {
		return "·"
	}
	return e.sign()
}

// witnesses names reports and places: "A ¶14, D ¶3".
func (p *printer) witnesses(e entry) string {
	var parts []string
	for _, w := range e.places(p.c) {
		parts = append(parts, together(p.letters[w.report]+w.place))
	}
	return strings.Join(parts, ", ")
}

func lookOf(r collate.Relation) look {
	switch r {
	case collate.Altered:
		return alarm
	case collate.Identical:
		return quiet
	}
	return plain
}

// strip draws which part of the fullest wording a reading carries.
func (p *printer) strip(u int, e entry) line {
	if e.relation != collate.Altered && e.relation != collate.Trimmed {
		return nil
	}
	return quietStrip(e.relation, strip(apparatus.Strip(p.c, u, e.reading), stripWidth))
}

// quietStrip takes the alarm out of the strip of a trimmed reading, which
// changes nothing.
func quietStrip(r collate.Relation, l line) line {
	for i := range l {
		if r == collate.Trimmed && l[i].look == alarm {
			l[i].look = quiet
		}
	}
	return l
}

// strip draws segments on n cells: ━ carried, ┿ changed, ┄ missing. Nothing is
// smaller than a cell; where there is no room, a change hides what is missing,
// and this what is carried.
func strip(segments []apparatus.Segment, n int) line {
	cells := make([]apparatus.Carry, n)
	for _, kind := range []apparatus.Carry{apparatus.Carried, apparatus.Missing, apparatus.Changed} {
		for _, s := range segments {
			if s.Kind != kind {
				continue
			}
			from := min(n-1, int(s.Start*float64(n)+.5))
			to := max(from+1, min(n, int((s.Start+s.Length)*float64(n)+.5)))
			for i := from; i < to; i++ {
				cells[i] = kind
			}
		}
	}
	var out line
	for _, k := range cells {
		r := [...]run{{"━", plain}, {"┿", alarm}, {"┄", quiet}}[k]
		if m := len(out); m > 0 && out[m-1].look == r.look {
			out[m-1].text += r.text
			continue
		}
		out = append(out, r)
	}
	return out
}

// skipped lists the inputs that gave no report.
func (p *printer) skipped() {
	if len(p.c.Skipped) == 0 {
		return
	}
	p.blank()
	p.rule("─")
	p.block(0, run{"Not read", strong})
	for _, s := range p.c.Skipped {
		p.block(2, run{text: clean(s.Input) + ": " + clean(s.Reason)})
	}
}
