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

// axisRow is one time: a bar below the letters of those who give it.
type axisRow struct {
	Y, TextY            int
	Left, Wide, Text    string // in per cent
	Ends                bool   // the words end at Text, where they else begin: there is more room before
	Letters, When, Lang string
}

// Measures of the drawing: pixels a row, shares of the width.
const (
	axisRowHigh = 32
	axisLeft    = .005
	axisWide    = .98
	axisLeast   = .012
)

// axisOf is the axis of a conflict of times; nil when not all of them have a
// place in the calendar, or all have the same.
func axisOf(k *finding.Conflict, sides []side) *axis {
	if k.Kind != finding.Moments {
		return nil
	}
	var ts []stretchOfTime
	for _, v := range k.Values {
		t, ok := calendarStretch(v.Normalised)
		if !ok {
			return nil
		}
		ts = append(ts, t)
	}
	whole := ts[0]
	apart := false
	for _, t := range ts[1:] {
		apart = apart || !t.from.Equal(ts[0].from) || !t.to.Equal(ts[0].to)
		whole = whole.cover(t)
	}
	if !apart {
		return nil
	}
	x := &axis{Line: axisRowHigh*len(sides) + 6}
	x.From, x.To = whole.ends()
	x.Text, x.High = x.Line+16, x.Line+22
	var told []string
	for i, s := range sides {
		at := axisLeft + ts[i].from.Sub(whole.from).Hours()/whole.hours()*axisWide
		wide := max(ts[i].hours()/whole.hours()*axisWide, axisLeast)
		r := axisRow{Y: axisRowHigh*i + 18, TextY: axisRowHigh*i + 12, Left: percent(at), Wide: percent(wide), Text: percent(at), When: s.Value, Lang: s.Lang}
		if at > .5 {
			r.Ends, r.Text = true, percent(at+wide)
		}
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

// stretchOfTime is a stretch of the calendar, its end left out; of a time of
// day, which has no length, both are one.
type stretchOfTime struct {
	from, to time.Time
	clocked  bool // told to the minute
}

func (s stretchOfTime) hours() float64 { return s.to.Sub(s.from).Hours() }

func (s stretchOfTime) cover(t stretchOfTime) stretchOfTime {
	if t.from.Before(s.from) {
		s.from = t.from
	}
	if t.to.After(s.to) {
		s.to = t.to
	}
	s.clocked = s.clocked && t.clocked
	return s
}

// ends is the first and the last day, or minute, to be read.
func (s stretchOfTime) ends() (from, to string) {
	const day, minute = "2 Jan 2006", "2 Jan 2006, 15:04"
	if s.clocked {
		return s.from.Format(minute), s.to.Format(minute)
	}
	return s.from.Format(day), s.to.Add(-time.Minute).Format(day)
}

// calendarStretch is the stretch that a TIMEX3 value names: a minute, a day
// with or without a part of it, a week, a month, a year.
func calendarStretch(value string) (s stretchOfTime, ok bool) {
	if t, err := time.Parse("2006-01-02T15:04", value); err == nil {
		return stretchOfTime{t, t, true}, true
	}
	day, _, _ := strings.Cut(value, "T")
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		return stretchOfTime{from: t, to: t.AddDate(0, 0, 1)}, true
	}
	if t, err := time.Parse("2006-01", day); err == nil {
		return stretchOfTime{from: t, to: t.AddDate(0, 1, 0)}, true
	}
	year, week, weekly := strings.Cut(day, "-W")
	t, err := time.Parse("2006", year)
	if err != nil {
		return s, false
	}
	if n, err := strconv.Atoi(week); weekly && err == nil {
		fourth := t.AddDate(0, 0, 3) // 4 January is in week 1
		monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(n-1))
		return stretchOfTime{from: monday, to: monday.AddDate(0, 0, 7)}, true
	}
	return stretchOfTime{from: t, to: t.AddDate(1, 0, 0)}, !weekly && year == day
}
