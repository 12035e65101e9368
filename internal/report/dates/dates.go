// Package dates says on which clock the dates of reports are told. It is decided
// here for terminal, Markdown, HTML and the pages of a service alike:
//
//   - A comparison's reports are told on their own clock, the offset from UTC
//     that their dates have, for the times in their words ("at 7.45") go by it.
//     Where they have several, it is UTC. The clock is named beside the dates.
//   - It never is the reader's: the same reports give the same page everywhere.
//
// Lists over many stories, which a service shows, are on the clock of the
// machine that it runs on; a demonstration's on that of its reports.
package dates

import (
	"fmt"
	"time"

	"parallax/internal/collate"
)

// Of is the clock of a comparison's dates.
func Of(c *collate.Comparison) *time.Location { return Clock(published(c)) }

func published(c *collate.Comparison) []string {
	out := make([]string, len(c.Reports))
	for i := range c.Reports {
		out[i] = c.Reports[i].Article.Published
	}
	return out
}

// Clock is the one offset from UTC that the dates are given with. A date in
// UTC asks for no other clock than the rest have, because feeds give UTC
// wherever they are from. When two dates have different offsets, or none has
// one, it is UTC. Its name is "UTC", "UTC+1", "UTC−3:30".
func Clock(published []string) *time.Location {
	var clock *time.Location
	for _, s := range published {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			continue
		}
		_, offset := t.Zone()
		switch {
		case offset == 0:
		case clock == nil:
			clock = time.FixedZone(Name(offset), offset)
		case clock.String() != Name(offset):
			return time.UTC
		}
	}
	if clock == nil {
		return time.UTC
	}
	return clock
}

// Name names the clock that is so many seconds ahead of UTC.
func Name(offset int) string {
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	h, m := offset/3600, offset/60%60
	switch {
	case h == 0 && m == 0:
		return "UTC"
	case m == 0:
		return fmt.Sprintf("UTC%s%d", sign, h)
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, h, m)
}

// Date is when a report was published, as far as it says so.
type Date struct {
	time.Time      // on the clock that was asked for; a day alone is its beginning
	Timed     bool // the time of day is known
	Placed    bool // and the clock that it is on: else it is as the report has it
}

// Read reads a report's date for a clock; false when it is none that can be
// read.
func Read(published string, clock *time.Location) (Date, bool) {
	if t, err := time.Parse(time.RFC3339, published); err == nil {
		return Date{t.In(clock), true, true}, true
	}
	for _, form := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(form, published, clock); err == nil {
			return Date{t, true, false}, true
		}
	}
	t, err := time.ParseInLocation(time.DateOnly, published, clock)
	return Date{Time: t}, err == nil
}

// Named is the name of the clock of a comparison's dates; it is empty when no
// report says at what time of a known clock it was published.
func Named(c *collate.Comparison) string {
	clock := Of(c)
	for _, p := range published(c) {
		if d, ok := Read(p, clock); ok && d.Placed {
			return clock.String()
		}
	}
	return ""
}

// In is a kept time on a clock. One that is the very beginning of a day in UTC is a
// day without a time of day, as reports have it: that same day, and false.
func In(t time.Time, clock *time.Location) (at time.Time, timed bool) {
	if u := t.UTC(); u.Equal(u.Truncate(24 * time.Hour)) {
		return time.Date(u.Year(), u.Month(), u.Day(), 0, 0, 0, 0, clock), false
	}
	return t.In(clock), true
}
