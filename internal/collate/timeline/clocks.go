package timeline

import (
	"cmp"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/when"
)

// minute is the minute of the day that an entry tells, plainly and by its own
// report's clock; -1 when it tells a part of a day ("in the morning"), hedges
// the time ("shortly before seven") or names a zone.
func (c *clauses) minute(t *when.Time) int {
	_, clock, ok := strings.Cut(t.Value, "T")
	if !ok || t.Type != when.Clocked || len(clock) != len("01:15") || clock[2] != ':' || t.Mod != "" || t.Side != when.At {
		return -1
	}
	words := strings.Fields(strings.ToLower(t.Span.In(c.a.Article.Text)))
	for _, w := range words {
		if c.l.TimeZones.Has(strings.Trim(w, ".,")) {
			return -1
		}
	}
	s := c.a.Segments
	before := s.TokenAt(t.Span.Start) - 1
	if before < 0 || strings.ToLower(s.Tokens[before].In(c.a.Article.Text)) != "at" {
		return -1 // "by noon", "around 7 am"
	}
	if before > 0 && c.hedges(strings.ToLower(s.Tokens[before-1].In(c.a.Article.Text))) {
		return -1
	}
	return int(clock[0]-'0')*600 + int(clock[1]-'0')*60 + int(clock[3]-'0')*10 + int(clock[4]-'0')
}

// hedges reports whether a word makes a number a rough one: "roughly at seven".
func (c *clauses) hedges(w string) bool { return c.l.Quantities[w].Is == lang.QuantityHedge }

// Times of day are mistaken for each other when they are a few minutes to a few
// hours apart.
const (
	leastMinutes = 5
	mostMinutes  = 240
)

// clocksApart reports whether two entries tell one day and other minutes of it.
func clocksApart(a, b *entry) bool {
	if a.minute < 0 || b.minute < 0 || a.from != b.from || a.ordered != b.ordered {
		return false
	}
	n := max(a.minute, b.minute) - min(a.minute, b.minute)
	return n >= leastMinutes && n <= mostMinutes
}

// otherMinute reports whether two entries of one day tell other minutes.
func otherMinute(a, b *entry) bool { return a.minute >= 0 && b.minute >= 0 && a.minute != b.minute }

// byClock orders the happenings of one day by the clock, those of which a report
// tells none before them; it says nothing of two times.
func byClock(a, b group) int {
	if x, y := a[0], b[0]; x.ordered != y.ordered || x.from != y.from || x.to != y.to {
		return cmp.Or(unsure(x)-unsure(y), cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to))
	}
	return cmp.Compare(a.clock(), b.clock())
}

// clock is the earliest time of day at which a happening is told, when every
// report that tells it gives one, hedged or not; empty otherwise.
func (g group) clock() string {
	first := ""
	for _, e := range g {
		own := ""
		for _, o := range g {
			if t := clockOf(&o.time); t != "" && o.report == e.report && o.clause.Overlaps(e.clause) && (own == "" || t < own) {
				own = t
			}
		}
		if own == "" {
			return ""
		}
		if first == "" || own < first {
			first = own
		}
	}
	return first
}

// parts are the times of day at which its parts stand in the order of a day, by
// their codes in TIMEX3 and "TMO" with the modifier "START": the small hours.
var parts = map[string]string{"MO": "06:00", "MI": "12:00", "AF": "13:00", "EV": "18:00", "NI": "21:00"}

// clockOf is the time of day that an expression tells, "01:15"; of a part of a
// day the one at which it begins; empty when it tells none.
func clockOf(t *when.Time) string {
	_, clock, ok := strings.Cut(t.Value, "T")
	switch {
	case !ok || t.Type != when.Clocked:
		return ""
	case len(clock) == len("01:15") && clock[2] == ':':
		return clock
	case clock == "MO" && t.Mod == "START":
		return "00:00"
	}
	return parts[clock]
}
