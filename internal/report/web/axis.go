package web

import (
	"strconv"
	"strings"
	"time"

	"parallax/internal/finding"
)

// axis draws the times of one conflict under each other on one scale.
type axis struct {
	Label    string // what is drawn, in words
	From, To string // its ends, to be read
	High     int    // of the drawing, in pixels
	Line     int    // where the scale lies
	Text     int    // where its ends are named
	Rows     []axisRow
}

// axisRow is one time: a bar with the letters of those who give it.
type axisRow struct {
	Y, TextY            int
	Left, Wide, Beside  string // in per cent
	Letters, When, Lang string
}

// axisOf is the axis of a conflict of times; nil when not all of them have a
// place in the calendar, or all have the same.
func axisOf(k *finding.Conflict, sides []side) *axis {
	if k.Kind != finding.Moments {
		return nil
	}
	var from, to []time.Time
	apart := false
	for _, v := range k.Values {
		a, b, ok := calendarDays(v.Normalised)
		if !ok {
			return nil
		}
		from, to = append(from, a), append(to, b)
		apart = apart || !a.Equal(from[0]) || !b.Equal(to[0])
	}
	if !apart {
		return nil
	}
	first, last := from[0], to[0]
	for i := range from {
		if from[i].Before(first) {
			first = from[i]
		}
		if to[i].After(last) {
			last = to[i]
		}
	}
	const row, left, room = 20, .01, .78
	x := &axis{Line: row*len(sides) + 4, From: first.Format("2 Jan 2006"), To: last.AddDate(0, 0, -1).Format("2 Jan 2006")}
	x.Text, x.High = x.Line+16, x.Line+22
	whole := last.Sub(first).Hours()
	var told []string
	for i, s := range sides {
		at, wide := from[i].Sub(first).Hours()/whole*room+left, max(to[i].Sub(from[i]).Hours()/whole*room, .012)
		r := axisRow{Y: row*i + 4, TextY: row*i + 13, Left: percent(at), Wide: percent(wide), Beside: percent(at + wide + .008), When: s.Value, Lang: s.Lang}
		for _, m := range s.Marks {
			r.Letters += m.Letter + " "
		}
		r.Letters = strings.TrimSpace(r.Letters)
		told = append(told, s.Value)
		x.Rows = append(x.Rows, r)
	}
	x.Label = strings.Join(told, ", ")
	return x
}

// calendarDays is the days of a TIMEX3 value, the end left out: a day, with or
// without a time of day, a week, a month, a year.
func calendarDays(value string) (from, to time.Time, ok bool) {
	day, _, _ := strings.Cut(value, "T")
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		return t, t.AddDate(0, 0, 1), true
	}
	if t, err := time.Parse("2006-01", day); err == nil {
		return t, t.AddDate(0, 1, 0), true
	}
	year, week, weekly := strings.Cut(day, "-W")
	t, err := time.Parse("2006", year)
	if err != nil {
		return t, t, false
	}
	if n, err := strconv.Atoi(week); weekly && err == nil {
		fourth := t.AddDate(0, 0, 3) // 4 January is in week 1
		monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(n-1))
		return monday, monday.AddDate(0, 0, 7), true
	}
	return t, t.AddDate(1, 0, 0), !weekly && year == day
}
