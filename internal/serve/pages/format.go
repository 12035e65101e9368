package pages

import (
	"strconv"
	"strings"
	"time"

	"parallax/internal/report/dates"
)

// number is n with commas between the thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count is a number with its noun: "1 report", "1,204 reports".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if y, ok := strings.CutSuffix(noun, "y"); ok && !strings.HasSuffix(y, "a") && !strings.HasSuffix(y, "e") && !strings.HasSuffix(y, "o") {
		return number(n) + " " + y + "ies"
	}
	return number(n) + " " + noun + "s"
}

// local is a time on the clock of the pages; false for a day alone.
func (p *Pages) local(t time.Time) (at time.Time, timed bool) { return dates.In(t, p.o.Zone) }

// now is what time it is on the clock of the pages.
func (p *Pages) now() time.Time { return p.o.Now().In(p.o.Zone) }

// clocks says on which clock the pages are; own is that of the reports on a page
// (see package dates), empty when it has none.
func (p *Pages) clocks(own string) string {
	_, offset := p.now().Zone()
	switch here := dates.Name(offset); own {
	case "", here:
		return "Times are in " + here + "."
	default:
		return "Times of reports are in " + own + ", others in " + here + "."
	}
}

// clock is a time of day: "18.40"; empty for a day alone.
func (p *Pages) clock(t time.Time) string {
	if at, timed := p.local(t); timed {
		return at.Format("15.04")
	}
	return ""
}

// day names a day as a list's heading does: "Thu 12 June", with the year when
// it is another than now.
func (p *Pages) day(t time.Time) string {
	t, _ = p.local(t)
	if now := p.now(); t.Year() != now.Year() {
		return t.Format("Mon 2 January 2006")
	}
	return t.Format("Mon 2 January")
}

// date is a day in the middle of a line: "today", "12 June", "12 June 2029".
func (p *Pages) date(t time.Time) string {
	t, _ = p.local(t)
	now := p.now()
	switch {
	case sameDay(t, now):
		return "today"
	case sameDay(t, now.AddDate(0, 0, -1)):
		return "yesterday"
	case t.Year() != now.Year():
		return t.Format("2 January 2006")
	}
	return t.Format("2 January")
}

// moment is a day and a time of day: "today 08.12".
func (p *Pages) moment(t time.Time) string { return strings.TrimSuffix(p.date(t)+" "+p.clock(t), " ") }

// span is from when to when something was: "2 May 2029 to today".
func (p *Pages) span(from, to time.Time) string {
	if from.IsZero() || to.IsZero() {
		return ""
	}
	if a, b := p.date(from), p.date(to); a != b {
		return a + " to " + b
	}
	return p.date(to)
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

// machine is a time for a datetime attribute; empty for none.
func machine(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
