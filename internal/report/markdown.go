package report

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
)

// Markdown writes a comparison as GitHub Flavored Markdown: reports with their
// letters, then by speaker each utterance's fullest wording, whole, as a block quote
// and a table of what each report makes of it. Words left out are ~~struck~~,
// words added **bold**. Text of reports is escaped, so that it shows as it
// stands. The error is the writer's.
func Markdown(w io.Writer, c *collate.Comparison) error {
	p := &pen{c: c, letters: apparatus.Letters(len(c.Reports))}
	if h := headline(c); h != "" {
		p.line("# ", escape(h))
		p.line()
	}
	p.line(strings.ReplaceAll(facts(c), noBreak, " "))
	p.line()
	if len(c.Reports) > 0 {
		p.reports()
	}
	p.summary()
	switch {
	case len(c.Utterances) == 0:
		p.line("No quotation found.")
	case len(c.Reports) == 1:
		p.line("One report alone: nothing to compare it with. These are its quotations.")
	default:
		p.line("~~left out~~ · **added** · […] left out by the outlet · … not shown here")
	}
	p.sharpest()
	for _, g := range apparatus.Groups(c) {
		p.group(g)
	}
	p.told()
	p.skipped()
	_, err := io.WriteString(w, p.out.String())
	return err
}

// pen writes one comparison as Markdown.
type pen struct {
	c       *collate.Comparison
	letters []string
	out     strings.Builder
}

func (p *pen) line(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s)
	}
	p.out.WriteByte('\n')
}

func (p *pen) cells(cells ...string) { p.line("| ", strings.Join(cells, " | "), " |") }

func (p *pen) reports() {
	p.cells("", "Report", "Published", "Words", "Text")
	p.cells("---", "---", "---", "---:", "---")
	for i, r := range p.c.Reports {
		name := escape(outlet(r))
		if u, err := url.Parse(r.Article.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			name = "[" + name + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", "\\", "%5C").Replace(u.String()) + ">)"
		}
		kind := copied(p.c, p.letters, i)
		if kind == "" {
			kind = "independent"
		}
		p.cells("**"+p.letters[i]+"**", name, escape(date(p.c, i)), fmt.Sprint(r.Words), kind)
	}
	p.line()
}

func (p *pen) sharpest() {
	found := sharpest(p.c)
	if len(found) == 0 {
		return
	}
	p.line()
	p.line("## Sharpest differences")
	p.line()
	for _, s := range found {
		if s.Conflict >= 0 {
			p.sharpConflict(&p.c.Conflicts[s.Conflict])
			continue
		}
		rd := p.c.Utterances[s.Utterance].Readings[s.Reading]
		who, _ := speakerOf(p.c, p.c.Utterances[s.Utterance].Speaker)
		at := p.witnesses(entry{witnesses: []collate.Evidence{apparatus.QuotationAt(p.c, rd.Quotation)}})
		p.line("- ", sign(rd.Relation), " ", at, " ", escape(who), ": ", markdown(apparatus.Departures(p.c, s.Utterance, s.Reading)))
	}
}

func (p *pen) group(g apparatus.Group) {
	name, role := speakerOf(p.c, g.Speaker)
	p.line()
	p.line("## ", escape(name))
	if role != "" {
		p.line()
		p.line("*", escape(role), "*")
	}
	for _, u := range g.Utterances {
		p.line()
		p.line("> “", markdown(apparatus.Whole(p.c, u)), "”")
		p.line()
		p.readings(u)
	}
}

// readings is a table; a sentence does where one report has the utterance.
func (p *pen) readings(u int) {
	rank := apparatus.RankOf(p.c, u)
	es := entries(p.c, u, false)
	if rank == apparatus.Single && len(es) == 1 {
		label := p.witnesses(es[0]) + escape(es[0].credit())
		if len(p.c.Reports) > 1 {
			label = "Only in " + label
		}
		p.line(label)
		return
	}
	p.cells("", "Report", "Relation", "Reading")
	p.cells("---", "---", "---", "---")
	for _, e := range es {
		p.cells(e.sign(), p.witnesses(e), escape(e.label(rank)), markdown(e.pieces))
	}
	if absent := p.c.Utterances[u].Absent; len(absent) > 0 {
		var names []string
		for _, i := range absent {
			names = append(names, "**"+p.letters[i]+"**")
		}
		p.cells("–", strings.Join(names, ", "), "not quoted", "")
	}
}

func (p *pen) witnesses(e entry) string {
	var parts []string
	for _, w := range e.places(p.c) {
		parts = append(parts, "**"+p.letters[w.report]+"**"+w.place)
	}
	return strings.Join(parts, ", ")
}

func (p *pen) skipped() {
	if len(p.c.Skipped) == 0 {
		return
	}
	p.line()
	p.line("## Not read")
	p.line()
	for _, s := range p.c.Skipped {
		p.line("- ", escape(clean(s.Input)), ": ", escape(clean(s.Reason)))
	}
}

// markdown writes pieces.
func markdown(ps []apparatus.Piece) string {
	var b strings.Builder
	for _, p := range ps {
		if p.Space {
			b.WriteByte(' ')
		}
		old, new := escape(clean(p.Old.Text)), escape(clean(p.New.Text))
		switch p.Kind {
		case apparatus.Cut:
			b.WriteString("[…]")
		case apparatus.Fold:
			b.WriteString("…")
		case apparatus.Delete:
			b.WriteString("~~" + old + "~~")
		case apparatus.Insert:
			b.WriteString("**" + new + "**")
		case apparatus.Replace:
			b.WriteString("~~" + old + "~~ **" + new + "**")
		case apparatus.Same:
			b.WriteString(escape(clean(p.Shown().Text)))
		}
	}
	return b.String()
}

// special is the characters that mean something in Markdown inside a line.
// The rest (numbers with a point, dashes, plus signs) means something only at
// the beginning of a line, where text of a report is never put.
const special = "\\`*_[]<>#|~&$@"

// escape makes text show as it stands.
func escape(s string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && strings.ContainsRune(special, r) {
			if r == '@' { // no mention of a user; a backslash would not stop it
				b.WriteString("&#64;")
				continue
			}
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
