package when

import (
	"strconv"
	"strings"

	"parallax/internal/lang"
)

// holiday finds days that have a name: "Thanksgiving", "New Year's Eve".
func (f *finder) holiday(i int) (match, bool) {
	if !f.has(i, lang.TimeHoliday) || !f.capital(i) {
		return match{}, false
	}
	end, rule := f.holidayName(i)
	if rule == "" || f.capital(end) && !f.headline && !f.has(end, heads) {
		return match{}, false // "the Good Friday Agreement"
	}
	y, k := f.yearAfter(end)
	if k > end {
		p, ok := f.feast(rule, y, i, end)
		return match{period: p, end: k}, ok
	}
	p, ok := f.feast(rule, 0, i, end)
	return match{period: p, end: end, anchor: f.anchored}, ok
}

// holidayName reads the longest name of a day at token i and tells when that
// day is, as the list of holidays writes it.
func (f *finder) holidayName(i int) (end int, rule string) {
	var room [64]byte
	name := room[:0]
	for j := i; j < min(f.hi, i+6); j++ {
		t := strings.TrimSuffix(f.text(j), ".")
		if j > i && !f.joined(j) {
			name = append(name, ' ')
		}
		if t == "" || len(name)+len(t) > len(room) {
			break
		}
		for k := 0; k < len(t); k++ {
			switch c := t[k]; {
			case c >= 'A' && c <= 'Z':
				name = append(name, c+'a'-'A')
			case strings.HasPrefix(t[k:], "’"):
				name = append(name, '\'')
				k += 2
			default:
				name = append(name, c)
			}
		}
		if v := f.l.Holidays[string(name)]; v != "" {
			end, rule = j+1, v
		}
	}
	return end, rule
}

// feast is the day that a line of the list of holidays means; in year 0 the
// nearest one to the report's date, by the tense of the clause of the tokens
// from i to end.
func (f *finder) feast(rule string, year, i, end int) (period, bool) {
	if d, ok := parseDay(rule); ok {
		return ofDay(d), true
	}
	if year > 0 {
		d, ok := feastIn(rule, year)
		return ofDay(d), ok
	}
	if f.anchored == None {
		return undated(rule), true
	}
	y, _, _ := f.anchor.civil()
	before, ok1 := feastIn(rule, y-1)
	d, ok2 := feastIn(rule, y)
	after, ok3 := feastIn(rule, y+1)
	if !ok1 || !ok2 || !ok3 {
		return period{}, false
	}
	best := d
	for _, c := range []day{before, after} {
		if abs(c-f.anchor) < abs(best-f.anchor) {
			best = c
		}
	}
	switch direction := f.direction(i, end); {
	case best == d && direction < 0 && best > f.anchor+farAhead, best == after && direction < 0:
		best = before
		if d <= f.anchor {
			best = d
		}
	case best == d && direction > 0 && best < f.anchor-farBehind, best == before && direction > 0:
		best = after
		if d >= f.anchor {
			best = d
		}
	}
	return ofDay(best), true
}

// undated is a feast in a year that is not known.
func undated(rule string) period {
	if m, d, ok := strings.Cut(rule, "-"); ok && len(m) <= 2 && len(d) <= 2 {
		month, _ := strconv.Atoi(m)
		dom, _ := strconv.Atoi(d)
		return about(Day, "XXXX-"+digits(month, 2)+"-"+digits(dom, 2))
	}
	return about(Day, "XXXX-XX-XX")
}

// feastIn is the day of a feast in a year.
func feastIn(rule string, year int) (day, bool) {
	fields := strings.Fields(rule)
	if len(fields) == 2 && fields[0] == "easter" {
		n, err := strconv.Atoi(fields[1])
		return easter(year) + day(n), err == nil
	}
	if len(fields) >= 3 {
		month, err1 := strconv.Atoi(fields[0])
		nth, err2 := strconv.Atoi(strings.TrimPrefix(fields[1], "w"))
		weekday, err3 := strconv.Atoi(fields[2])
		more := 0
		if len(fields) == 4 {
			more, _ = strconv.Atoi(strings.TrimPrefix(fields[3], "+"))
		}
		return nthWeekday(year, month, nth, weekday) + day(more), err1 == nil && err2 == nil && err3 == nil
	}
	m, d, ok := strings.Cut(rule, "-")
	month, err1 := strconv.Atoi(m)
	dom, err2 := strconv.Atoi(d)
	if !ok || err1 != nil || err2 != nil || !validDate(year, month, dom) {
		return 0, false
	}
	return dayOf(year, month, dom), true
}
