package web

import (
	"time"

	"parallax/internal/collate"
	"parallax/internal/report/dates"
)

// longDate is a date in full: "Thu 12 June 2031 07.52", or "undated".
func longDate(c *collate.Comparison, report int) string {
	d, ok := dates.Read(c.Reports[report].Article.Published, dates.Of(c))
	switch {
	case !ok:
		return "undated"
	case d.Timed:
		return d.Format("Mon 2 January 2006 15.04")
	}
	return d.Format("Mon 2 January 2006")
}

// shortDates is one date a report, as short as they stay apart: the weekday
// and time when all are of one day, the day when all are of one year.
func shortDates(c *collate.Comparison) []string {
	clock := dates.Of(c)
	var first, last dates.Date
	sameDay, sameYear, clocks := true, true, true
	for _, r := range c.Reports {
		d, ok := dates.Read(r.Article.Published, clock)
		if !ok {
			continue
		}
		if first.IsZero() {
			first = d
		}
		last = d
		clocks = clocks && d.Timed
		sameYear = sameYear && d.Year() == first.Year()
		sameDay = sameDay && d.Format(time.DateOnly) == first.Format(time.DateOnly)
	}
	layout := "2 Jan 2006"
	switch {
	case sameDay && clocks && !last.Equal(first.Time):
		layout = "Mon 15.04"
	case sameYear && clocks:
		layout = "2 Jan 15.04"
	}
	out := make([]string, len(c.Reports))
	for i, r := range c.Reports {
		if d, ok := dates.Read(r.Article.Published, clock); ok {
			out[i] = d.Format(layout)
		} else {
			out[i] = "undated"
		}
	}
	return out
}

// span says from when to when the reports are, and how many have no date.
func span(c *collate.Comparison) []string {
	var dated []string
	clock := dates.Of(c)
	for i, r := range c.Reports {
		if d, ok := dates.Read(r.Article.Published, clock); ok {
			told := longDate(c, i)
			if d.Placed {
				told += " " + clock.String()
			}
			dated = append(dated, told)
		}
	}
	n := len(c.Reports)
	switch {
	case len(dated) == 0 && n == 2:
		return []string{"neither report is dated"}
	case len(dated) == 0 && n > 2:
		return []string{"no report is dated"}
	case len(dated) == 0:
		return []string{"undated"}
	}
	out := []string{dated[0]}
	if last := dated[len(dated)-1]; last != dated[0] {
		out = []string{"first " + dated[0], "last " + last}
	}
	if k := n - len(dated); k > 0 {
		out = append(out, counted(k, "report")+" undated")
	}
	return out
}
