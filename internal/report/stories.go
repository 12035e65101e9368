package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"parallax/internal/report/wire"
	"parallax/internal/story"
)

// StoriesFormat is how a list of stories is written.
type StoriesFormat string

// Formats of a list of stories.
const (
	StoriesTable StoriesFormat = "table" // for people: a row a story
	StoriesLines StoriesFormat = "jsonl" // an object of the wire format a line, one for each story
	StoriesArray StoriesFormat = "json"  // an array of these objects
)

// StoryOptions are how stories are written.
type StoryOptions struct {
	TextOptions
	Explain bool // each story with its reports, and each report with what ties it to the story
}

// Stories writes a list of stories. The error is the writer's.
func Stories(w io.Writer, ss []story.Story, f StoriesFormat, o StoryOptions) error {
	if f == StoriesTable {
		return storiesTable(w, ss, o)
	}
	lines := encoder(w)
	if f == StoriesArray && len(ss) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	for i := range ss {
		if f == StoriesArray {
			if _, err := io.WriteString(w, []string{"[", ","}[min(i, 1)]); err != nil {
				return err
			}
		}
		if err := lines.Encode(wire.StoryFrom(&ss[i], o.Explain)); err != nil {
			return err
		}
	}
	if f == StoriesArray {
		_, err := io.WriteString(w, "]\n")
		return err
	}
	return nil
}

// Columns of the table of stories.
const (
	countWidth = 7  // a number under its head
	dateWidth  = 10 // a day
)

// storiesTable writes a row for each story: title, outlets, accounts, reports,
// first and last day.
func storiesTable(w io.Writer, ss []story.Story, o StoryOptions) error {
	if o.Width == 0 {
		o.Width = 80
	}
	p := &printer{color: o.Color, width: min(max(o.Width, 72), mostWidth)}
	widths := []int{p.width - 3*countWidth - 2*dateWidth - 5*2, countWidth, countWidth + 1, countWidth, dateWidth, dateWidth}
	head := [][]line{}
	for i, h := range []string{"Story", "Outlets", "Accounts", "Reports", "First", "Last"} {
		if i > 0 && i < 4 {
			h = right(h, widths[i])
		}
		head = append(head, []line{{{h, quiet}}})
	}
	p.row(2, widths, head)
	for i := range ss {
		s := &ss[i]
		if o.Explain && i > 0 {
			p.blank()
		}
		cells := [][]line{wrap([]run{{titleOf(s), strong}}, widths[0])}
		for k, n := range []int{s.Outlets, s.Accounts, len(s.Reports)} {
			text := strconv.Itoa(n)
			if k == 0 && n == 0 {
				text = "–"
			}
			cells = append(cells, []line{{{together(right(text, widths[k+1])), plain}}})
		}
		for _, d := range []string{s.First, s.Last} {
			cells = append(cells, []line{{{dayOf(d), quiet}}})
		}
		p.row(2, widths, cells)
		if o.Explain {
			p.members(s)
		}
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

// members lists a story's reports and why each is there.
func (p *printer) members(s *story.Story) {
	for i, m := range s.Reports {
		head := []run{{clean(m.ID), plain}}
		if m.Outlet != "" {
			head = append(head, run{" · " + clean(m.Outlet), quiet})
		}
		if m.Account != i {
			head = append(head, run{" · copies " + clean(s.Reports[m.Account].ID), alarm})
		}
		p.block(2, head...)
		if m.Link != nil {
			p.block(6, run{clean(reasons(s, m.Link)), quiet})
		}
	}
}

// reasons puts a link in words.
func reasons(s *story.Story, l *story.Link) string {
	parts := []string{fmt.Sprintf("%.2f (%.2f joins) with %s", l.Score, l.Least, s.Reports[l.To].ID)}
	list := func(head string, words []string) {
		if len(words) > 0 {
			parts = append(parts, head+" "+strings.Join(words, ", "))
		}
	}
	list("words", l.Words)
	list("names", l.Names)
	list("numbers", l.Numbers)
	if l.Quoted {
		parts = append(parts, "the same quotation")
	}
	switch {
	case l.Days == 0:
		parts = append(parts, "same day")
	case l.Days == 1:
		parts = append(parts, "next day")
	}
	for _, o := range l.Against {
		against := "against: " + o.What
		switch o.What {
		case story.ApartInTime:
			against = fmt.Sprintf("against: %d %s", l.Days, o.What)
		default:
			if len(o.Here) > 0 && len(o.There) > 0 {
				against += " (" + strings.Join(o.Here, ", ") + " / " + strings.Join(o.There, ", ") + ")"
			}
		}
		parts = append(parts, against)
	}
	return strings.Join(parts, "; ")
}

func titleOf(s *story.Story) string {
	if t := clean(s.Title); t != "" {
		return t
	}
	return s.ID
}

func right(s string, width int) string {
	return strings.Repeat(" ", max(0, width-len(s))) + s
}

// dayOf is the day of a date or time, as far as it is known.
func dayOf(s string) string {
	if s == "" {
		return "undated"
	}
	return s[:min(len(s), dateWidth)]
}
