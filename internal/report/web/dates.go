package web

import (
	"time"

	"parallax/internal/collate"
)

// moment is a report's date as far as it is known.
type moment struct {
	time  time.Time // in UTC
	clock bool      // the time of day is known
}

// parse reads an article's Published.
func parse(published string) (moment, bool) {
	if t, err := time.Parse(time.DateOnly, published); err == nil {
		return moment{t, false}, true
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, published); err == nil {
			return moment{t.UTC(), true}, true
		}
	}
	return moment{}, false
}

// longDate is a date in full: "Thu 12 June 2031 07.52", or "undated".
func longDate(published string) string {
	m, ok := parse(published)
	if !ok {
		return "undated"
	}
	if m.clock {
		return m.time.Format("Mon 2 January 2006 15.04")
	}
	return m.time.Format("Mon 2 January 2006")
}

// shortDates is one date a report, as short as they stay apart: the weekday
// and time when all are of one day, the day when all are of one year.
func shortDates(c *collate.Comparison) []string {
	var first, last moment
	sameDay, sameYear, clocks := true, true, true
	for _, r := range c.Reports {
		m, ok := parse(r.Article.Published)
		if !ok {
			continue
		}
		if first.time.IsZero() {
			first = m
		}
		last = m
		clocks = clocks && m.clock
		sameYear = sameYear && m.time.Year() == first.time.Year()
		sameDay = sameDay && m.time.Format(time.DateOnly) == first.time.Format(time.DateOnly)
	}
	layout := "2 Jan 2006"
	switch {
	case sameDay && clocks && last != first:
		layout = "Mon 15.04"
	case sameYear && clocks:
		layout = "2 Jan 15.04"
	}
	out := make([]string, len(c.Reports))
	for i, r := range c.Reports {
		if m, ok := parse(r.Article.Published); ok {
			out[i] = m.time.Format(layout)
		} else {
			out[i] = "undated"
		}
	}
	return out
}

// span says from when to when the reports are, and how many have no date.
func span(c *collate.Comparison) []string {
	var dated []string
	for _, r := range c.Reports {
		if m, ok := parse(r.Article.Published); ok {
			told := longDate(r.Article.Published)
			if m.clock {
				told += " UTC"
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
