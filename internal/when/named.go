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

// quarter finds quarters and halves of a year: "the third quarter of 1990",
// "Q3 2021", "the fiscal first quarter", "first half of 2020".
func (f *finder) quarter(i int) (match, bool) {
	if f.has(i, quarterCode) {
		y, end := f.yearAfter(i + 1)
		if h := f.words[i].n - halfCode; h > 0 {
			if end == i+1 {
				return match{}, false
			}
			return match{period: ofHalf(y, h), end: end}, true
		}
		return f.quarterOf(f.words[i].n, y, i, end, false)
	}
	j, fiscal, year := i, false, 0
	if f.has(i, yearDigits) { // "the 1988 third quarter"
		year, j = f.words[i].n, i+1
	}
	if f.has(j, lang.TimeFiscal) {
		fiscal, j = true, j+1
	}
	n, ok := 0, false
	switch {
	case f.has(j, lang.TimeOrdinal) && f.words[j].n <= 4:
		n, ok = f.words[j].n, true
	case f.has(j, lang.TimeShift) && f.oneOf(j, "last", "final") && f.oneOf(j+1, "half", "quarter") && f.is(j+2, "of"):
		if n, ok = 4, true; f.is(j+1, "half") {
			n = 2
		}
	}
	if !ok {
		return match{}, false
	}
	if f.is(j+1, "fiscal") {
		fiscal, j = true, j+1
	}
	half := f.is(j+1, "half")
	if !f.is(j+1, "quarter") && !(half && n <= 2) {
		return match{}, false
	}
	end := j + 2
	if year == 0 {
		var m match
		if year, m, end = f.yearOf(end); m.end > 0 && year == 0 {
			return match{period: about(Quarter, "XXXX-Q"+strconv.Itoa(n)), end: m.end}, true
		}
	}
	if half {
		if year == 0 {
			return match{}, false // of a match, more often
		}
		return match{period: ofHalf(year, n), end: end, anchor: f.anchored}, true
	}
	return f.quarterOf(n, year, i, end, fiscal)
}

// yearOf reads "of 1990", "of last year", "of the year", "last year", ", 1990"
// at token i. Without any of them end is i and m.end is 0.
func (f *finder) yearOf(i int) (year int, m match, end int) {
	if y, end := f.yearAfter(i); end > i {
		return y, match{}, end
	}
	j := f.skip(f.skip(i, "of", "in"), "the", "its")
	if f.is(j, "fiscal") {
		if m, ok := f.year(j); ok && len(m.value) == 4 {
			y, _ := strconv.Atoi(m.value)
			return y, m, m.end
		}
	}
	if f.oneOf(j, "last", "this", "next", "current", "previous") && f.unit(j+1) == 'Y' {
		k := f.relative('Y', f.words[j].n)
		k.end = j + 2
		if k.known {
			y, _, _ := k.from.civil()
			return y, k, k.end
		}
		return 0, k, k.end
	}
	if j > i+1 && f.unit(j) == 'Y' && f.anchored != None {
		y, _, _ := f.anchor.civil()
		return y, match{}, j + 1
	}
	return 0, match{}, i
}

// quarterOf is a quarter of a year, or of the year that the tense of the clause
// tells.
func (f *finder) quarterOf(n, year, i, end int, fiscal bool) (match, bool) {
	m := match{end: end}
	if end == i {
		m.end = i + 1
	}
	switch {
	case year > 0:
		m.period = ofQuarter(year, n)
	case f.anchored == None:
		m.period = about(Quarter, "XXXX-Q"+strconv.Itoa(n))
		return m, true
	default:
		y, month, _ := f.anchor.civil()
		now := (month-1)/3 + 1
		direction := f.direction(i, m.end)
		switch {
		case direction < 0 && n > now, direction == 0 && n > now+1:
			y--
		case direction > 0 && n < now-1: // the quarter just over is the one that results are expected for
			y++
		}
		m.period, m.anchor = ofQuarter(y, n), f.anchored
	}
	if fiscal { // whose year begins when, the report does not say
		m.period = about(Quarter, m.value)
	}
	return m, true
}

// season finds seasons that a year or a preposition makes one: "summer 2012",
// "the winter of 2010", "by spring".
func (f *finder) season(i int) (match, bool) {
	if !f.has(i, lang.TimeSeason) {
		return match{}, false
	}
	if y, end := f.yearAfter(i + 1); end > i+1 {
		return match{period: ofSeason(y, f.seasonIndex(i)), end: end}, true
	}
	the := f.is(i-1, "the") || f.has(i-1, lang.TimeMod)
	before := i - 1
	for f.is(before, "the") || before > f.lo && f.has(before, lang.TimeMod) && the {
		before--
	}
	if !f.oneOf(before, "in", "by", "since", "until", "during", "over", "before", "through", "throughout", "after", "of", "for", "last", "next") || f.is(i, "fall") && (!the || f.is(before, "before") || f.is(before, "after")) {
		return match{}, false
	}
	if f.oneOf(i+1, "of", "in", "from") && f.is(i, "fall") {
		return match{}, false
	}
	return f.seasonAt(i), true
}

// seasonIndex is the place of the season at token i in its year, 0 for spring.
func (f *finder) seasonIndex(i int) int {
	v := f.value(i)
	for k, s := range seasons {
		if s == v {
			return k
		}
	}
	return 0
}

// seasonAt is the season that the word at token i means, by the tense of its
// clause.
func (f *finder) seasonAt(i int) match {
	k := f.seasonIndex(i)
	if f.anchored == None {
		return match{period: about(Season, "XXXX-"+seasons[k]), end: i + 1}
	}
	back, ahead := f.seasonsAround(k)
	if f.direction(i, i+1) > 0 {
		back = ahead
	}
	return match{period: back, end: i + 1, anchor: f.anchored}
}

// seasonsAround is the latest season k that has begun by the report's date and
// the earliest that has not ended by it; they are one while it goes on.
func (f *finder) seasonsAround(k int) (back, ahead period) {
	y, _, _ := f.anchor.civil()
	for i := y + 1; i >= y-1; i-- {
		s := ofSeason(i, k)
		if s.to >= f.anchor {
			ahead = s
		}
		if s.from <= f.anchor && back.value == "" {
			back = s
		}
	}
	return back, ahead
}
