package web

import (
	"fmt"
	"time"

	"parallax/internal/finding"
	"parallax/internal/report/apparatus"
)

// timeline is the happenings in order, drawn and listed.
type timeline struct {
	Note    string
	Drawing bool // there are few enough of them to be drawn
	Scales  []scale
	Breaks  []scale // where a scale ends and the next begins
	Points  []point
	Moments []happening
}

// scale is a stretch of the line with a scale of its own, in per cent.
type scale struct{ From, To, Label string }

// point is the drawing of a moment, in per cent.
type point struct {
	Number   int
	X        string // of its middle
	Bar      bool   // it lasts: from Left, so Wide
	Left     string
	Wide     string
	Disputed bool
	Ring     bool // only its order is known, or it lies ahead
	Ahead    bool
}

// happening is an entry of the list.
type happening struct {
	When, Text, Lang string
	Words            bool // When is a report's words
	State            string
	Disputed         bool
	Marks            []mark
	By               string // letters of the reports that tell it
}

// drawnMost is how many moments are drawn: more numbers would touch.
const drawnMost = 24

func (b *builder) timeline() *timeline {
	ms := b.c.Timeline
	if len(ms) == 0 {
		return nil
	}
	t := &timeline{}
	undated := 0
	for i := range ms {
		m := &ms[i]
		v := happening{When: calendar(m), Text: b.words(m.Evidence[0]), Lang: b.sources[m.Evidence[0].Report].Lang, Marks: b.marksOf(m.Evidence), Disputed: m.Disputed, By: b.by(m.Evidence...)}
		switch {
		case m.Disputed:
			v.State = "reports differ"
		case m.Ahead:
			v.State = "ahead"
		case m.From == "":
			v.State = "order only"
		}
		if v.When == "" {
			v.When, v.Words = b.words(m.When), true
			undated++
		}
		t.Moments = append(t.Moments, v)
	}
	t.Note = counted(len(ms), "happening")
	if undated > 0 {
		t.Note += fmt.Sprintf("; of %d the order is known and not the day", undated)
	}
	if drawn, numbers := drawable(ms); len(drawn) > 1 {
		t.Drawing = true
		t.draw(drawn)
		for i := range t.Points {
			t.Points[i].Number = numbers[i]
		}
		if n := len(ms) - len(drawn); n > 0 {
			t.Note += fmt.Sprintf("; %d are in the list alone", n)
		}
	}
	return t
}

// drawable is the moments to draw, with their numbers in the list: all where
// there is room, else the dated ones; none when these are too many too.
func drawable(ms []finding.Moment) (drawn []finding.Moment, numbers []int) {
	dated := len(ms) > drawnMost
	for i, m := range ms {
		if !dated || m.From != "" {
			drawn, numbers = append(drawn, m), append(numbers, i+1)
		}
	}
	if len(drawn) > drawnMost {
		return nil, nil
	}
	return drawn, numbers
}

// calendar is when a moment was, to be read: "10 Feb 2022", "Feb 2022", "1987".
func calendar(m *finding.Moment) string {
	layout := "2 Jan 2006"
	switch m.Grain {
	case "month":
		layout = "Jan 2006"
	case "year", "decade", "century":
		layout = "2006"
	}
	from, err := time.Parse(time.DateOnly, m.From)
	if err != nil {
		return apparatus.Dates(m)
	}
	to, err := time.Parse(time.DateOnly, m.To)
	if err != nil || from.Format(layout) == to.Format(layout) {
		return from.Format(layout)
	}
	return from.Format(layout) + " to " + to.Format(layout)
}

// days is a date as a number of days; false when there is none.
func days(date string) (float64, bool) {
	t, err := time.Parse(time.DateOnly, date)
	return float64(t.Unix() / 86400), err == nil
}

// run is moments that one scale holds.
type run struct {
	first, end int
	dated      bool
	from, to   float64 // days
}

// runs cuts the moments where a gap is most of the time they span, and where
// dates begin or end.
func runs(ms []finding.Moment) []run {
	var out []run
	for i := range ms {
		from, dated := days(ms[i].From)
		to, ok := days(ms[i].To)
		if !ok {
			to = from
		}
		if k := len(out) - 1; k >= 0 && out[k].dated == dated && (!dated || near(out[k], from)) {
			out[k].end, out[k].from, out[k].to = i+1, min(out[k].from, from), max(out[k].to, to)
			continue
		}
		out = append(out, run{i, i + 1, dated, from, to})
	}
	return out
}

// near reports whether a day belongs on the scale of a run: not further from it
// than four times what it spans, a fortnight at least.
func near(r run, day float64) bool {
	return day-r.to <= max(4*(r.to-r.from), 14)
}

// draw places the moments: every scale is as wide as it has moments.
func (t *timeline) draw(ms []finding.Moment) {
	const gap, inset = 3.0, 1.6
	rs := runs(ms)
	if len(rs) > 7 { // rather one line than many stumps
		rs = []run{{0, len(ms), false, 0, 0}}
	}
	room := 100 - gap*float64(len(rs)-1)
	weight := 0.0
	for _, r := range rs {
		weight += float64(r.end-r.first) + 1
	}
	at := 0.0
	for k, r := range rs {
		wide := room * (float64(r.end-r.first) + 1) / weight
		t.Scales = append(t.Scales, scale{percent(at / 100), percent((at + wide) / 100), label(ms, r)})
		if k > 0 {
			t.Breaks = append(t.Breaks, scale{From: percent((at - gap) / 100), To: percent(at / 100)})
		}
		t.place(ms, r, at+inset, wide-2*inset)
		at += wide + gap
	}
}

// label names a scale: the days it spans, or that it has none.
func label(ms []finding.Moment, r run) string {
	if !r.dated {
		return "order only"
	}
	m := ms[r.first]
	if r.end-r.first > 1 {
		m.Grain = "month"
		m.To = ms[r.end-1].From
		if r.to-r.from > 800 {
			m.Grain = "year"
		}
	}
	return calendar(&m)
}

// place draws the moments of a run between two places: to scale, pushed apart
// where numbers would touch; evenly when there is no scale or no room.
func (t *timeline) place(ms []finding.Moment, r run, left, wide float64) {
	const apart = 2.2
	n := r.end - r.first
	xs, bars := make([]float64, n), make([]float64, n)
	last := left - apart
	for i := range xs {
		xs[i] = left + wide*(float64(i)+.5)/float64(n)
		m := &ms[r.first+i]
		from, ok := days(m.From)
		to, _ := days(m.To)
		if r.dated && ok && r.to > r.from {
			xs[i] = max(left+wide*((from+to)/2-r.from)/(r.to-r.from), last+apart)
			bars[i] = wide * (to - from) / (r.to - r.from)
		}
		last = xs[i]
	}
	if over := last - (left + wide); over > 0 {
		for i := range xs {
			xs[i], bars[i] = left+wide*(float64(i)+.5)/float64(n), min(bars[i], apart)
		}
	}
	for i, x := range xs {
		m := &ms[r.first+i]
		p := point{Number: r.first + i + 1, X: percent(x / 100), Disputed: m.Disputed, Ring: m.From == "" || m.Ahead, Ahead: m.Ahead}
		if bars[i] > 1 || m.Disputed {
			w := max(bars[i], 1.6)
			from := max(x-w/2, left)
			p.Bar, p.Left, p.Wide = true, percent(from/100), percent((min(x+w/2, left+wide+.8)-from)/100)
		}
		t.Points = append(t.Points, p)
	}
}
