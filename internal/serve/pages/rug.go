package pages

import (
	"strconv"
	"time"

	"parallax/internal/archive"
)

// rug draws when statements were made: a line each, a long one for what some
// report altered, over a scale of years or months.
type rug struct {
	Marks []stroke
	Ticks []tick
	Label string
}

// stroke is a line at a place in per cent.
type stroke struct {
	X    string
	Long bool
}

type tick struct {
	X, Label string
}

// rugOf is nil when there is too little to draw.
func (p *Pages) rugOf(ms []archive.Moment) *rug {
	if len(ms) < 3 {
		return nil
	}
	first, last := ms[len(ms)-1].At, ms[0].At
	if last.Sub(first) < time.Hour {
		return nil
	}
	pad := last.Sub(first) / 50
	from, to := first.Add(-pad), last.Add(pad)
	at := func(t time.Time) float64 { return float64(t.Sub(from)) / float64(to.Sub(from)) * 100 }
	r := &rug{}
	long := 0
	for _, m := range ms {
		if m.Altered {
			long++
		}
		x := strconv.FormatFloat(at(m.At), 'f', 1, 64) + "%"
		if n := len(r.Marks); n > 0 && r.Marks[n-1].X == x { // nobody sees two marks at one place
			r.Marks[n-1].Long = r.Marks[n-1].Long || m.Altered
			continue
		}
		r.Marks = append(r.Marks, stroke{x, m.Altered})
	}
	for _, k := range ticks(from.In(p.o.Zone), to.In(p.o.Zone)) {
		r.Ticks = append(r.Ticks, tick{percent(at(k.at)), k.label})
	}
	r.Label = count(len(ms), "statement") + " from " + p.date(first) + " to " + p.date(last) + "; " + number(long) + " long marks are statements that some report altered"
	return r
}

type mark struct {
	at    time.Time
	label string
}

// ticks are the beginnings of years, months or days within a time, the
// coarsest of which there are two at least, and no more than a dozen.
func ticks(from, to time.Time) []mark {
	for _, step := range []struct {
		years, months, days int
		layout              string
	}{{1, 0, 0, "2006"}, {0, 3, 0, "Jan 2006"}, {0, 1, 0, "Jan 2006"}, {0, 0, 7, "2 Jan"}, {0, 0, 1, "2 Jan"}} {
		t := time.Date(from.Year(), 1, 1, 0, 0, 0, 0, from.Location())
		if step.days > 0 {
			t = time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, from.Location())
		}
		var out []mark
		for ; !t.After(to); t = t.AddDate(step.years, step.months, step.days) {
			if !t.Before(from) {
				out = append(out, mark{t, t.Format(step.layout)})
			}
		}
		if len(out) >= 2 {
			return thinned(out)
		}
	}
	return nil
}

// thinned leaves every second out until a dozen are left.
func thinned(ms []mark) []mark {
	for len(ms) > 12 {
		var half []mark
		for i := 0; i < len(ms); i += 2 {
			half = append(half, ms[i])
		}
		ms = half
	}
	return ms
}
