package conflicts

import (
	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/when"
)

// period is the stretch of the calendar that a number is of, as its clause
// tells it; both days are empty when it tells none.
type period struct {
	from, to string
	now      string // the report's date
	hour     string // the day and hour that it was counted until, "2026-04-14T12:00"; empty when the clause tells none
}

// periodOf is the calendar's stretch that the expressions of time in a number's
// clause cover, of its sentence when its clause has none. The number itself
// ("since 2002") does not count.
func periodOf(a *analysis.Analysis, f *fact.Fact) period {
	p := period{now: a.Article.Published}
	for _, in := range []struct{ start, end int }{
		{f.Clause.Start, f.Clause.End},
		{a.Segments.Sentences[f.Sentence].Span.Start, a.Segments.Sentences[f.Sentence].Span.End},
	} {
		for i := range a.Times {
			t := &a.Times[i]
			if t.Span.Start >= in.end {
				break
			}
			if t.Span.Start >= in.start && t.Type == when.Clocked && byNow(a, t) {
				p.hour = t.Value
			}
			if t.Span.Start < in.start || t.From == "" || t.Span.Overlaps(f.Span) || t.Type == when.Duration || t.Type == when.Set {
				continue
			}
			if p.from == "" || t.From < p.from {
				p.from = t.From
			}
			p.to = max(p.to, t.To)
		}
		if p.from != "" {
			break
		}
	}
	return p
}

// meets reports whether two numbers can be of one time. A number without a time
// is of the report's year; two stretches longer than a season are one only when
// they are the same.
func (p period) meets(q period) bool {
	switch {
	case p.from == "" && q.from == "":
		return true
	case p.from == "":
		return q.recent()
	case q.from == "":
		return p.recent()
	case p.long() || q.long():
		return p.from == q.from && p.to == q.to
	}
	return p.from <= q.to && q.from <= p.to
}

// recent reports whether the stretch reaches into the year of the report.
func (p period) recent() bool { return len(p.now) < 4 || len(p.to) < 4 || p.to[:4] >= p.now[:4] }

// past reports whether the stretch ended more than a month before the report:
// what is told of it no longer grows.
func (p period) past() bool {
	if len(p.now) < len(day) || len(p.to) < len(day) {
		return false
	}
	days, ok := when.Between(p.to, p.now[:len(day)])
	return ok && days > 31
}

// long reports whether the stretch is longer than a season.
func (p period) long() bool {
	return len(p.from) >= 7 && len(p.to) >= 7 && (p.from[:4] != p.to[:4] || p.from[5:7] == "01" && p.to[5:7] == "12")
}

// byNow reports whether an hour is that until which something was counted: "had
// been treated by noon".
func byNow(a *analysis.Analysis, t *when.Time) bool {
	i := a.Segments.TokenAt(t.Span.Start) - 1
	return i >= 0 && a.Segments.Tokens[i].In(a.Article.Text) == "by"
}

// laterBy reports whether q was counted until a later hour than p; of days that
// are not known only the hours are compared.
func (p period) laterBy(q period) bool {
	v, w := p.hour, q.hour
	if len(v) < len(hour) || len(w) < len(hour) {
		return false
	}
	if v[:len(day)] == w[:len(day)] || v[0] == 'X' || w[0] == 'X' {
		v, w = v[len(day):], w[len(day):]
	}
	return v < w
}
