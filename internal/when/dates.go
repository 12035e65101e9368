package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// writtenDate finds dates in digits alone: "2022-02-10", "23/10/2022".
func (f *finder) writtenDate(i int) (match, bool) {
	if f.has(i, yearDigits) && f.is(i+1, "-") && f.joined(i+1) && f.has(i+2, plainDigits) && f.joined(i+2) && f.is(i+3, "-") && f.joined(i+3) && f.has(i+4, plainDigits) {
		if y, m, d := f.words[i].n, f.words[i+2].n, f.words[i+4].n; validDate(y, m, d) {
			return match{period: ofDay(dayOf(y, m, d)), end: i + 5}, true
		}
	}
	if !f.has(i, slashed) {
		return match{}, false
	}
	if v := f.l.Holidays[f.text(i)]; v != "" {
		if p, ok := f.feast(v, 0, i, i+1); ok {
			return match{period: p, end: i + 1}, true
		}
	}
	parts := strings.Split(f.text(i), "/")
	if len(parts) != 3 || len(parts[2]) != 4 {
		return match{}, false
	}
	a, _ := leading(parts[0])
	b, _ := leading(parts[1])
	y, _ := leading(parts[2])
	switch {
	case y < 1000 || y > 2199:
	case a == b && validDate(y, a, b), a <= 12 && b > 12 && validDate(y, a, b):
		return match{period: ofDay(dayOf(y, a, b)), end: i + 1}, true
	case a > 12 && b <= 12 && validDate(y, b, a):
		return match{period: ofDay(dayOf(y, b, a)), end: i + 1}, true
	case a <= 12 && b <= 12 && a > 0 && b > 0: // which is the month, the report does not say
		return match{period: about(Day, digits(y, 4)+"-XX-XX"), end: i + 1}, true
	}
	return match{}, false
}

// weekday finds days of the week, with the date that follows: "Friday",
// "Friday, Oct. 23", "Friday evening".
func (f *finder) weekday(i int) (match, bool) {
	if !f.has(i, lang.TimeWeekday) || f.has(i-1, lang.TimeNaming) && f.capital(i-1) {
		return match{}, false
	}
	j := f.skip(i+1, ",")
	if m, ok := f.monthDay(j); ok && m.grain == Day {
		return f.withPart(m), true
	}
	if f.has(i, lang.TimeAbbreviated) || f.is(i-1, "The") && i-1 > f.lo && f.capital(i+1) {
		return match{}, false
	}
	if m, ok := f.weekdayPlaced(i); ok {
		return f.withPart(m), true
	}
	m := f.weekdayAt(f.words[i].n, i, i+1)
	m.end = i + 1
	return f.withPart(m), true
}

// weekdayPlaced is a weekday whose week or number in the month follows:
// "Tuesday of last week", "Friday next week", "Friday the 13th".
func (f *finder) weekdayPlaced(i int) (match, bool) {
	wd := f.words[i].n
	j := f.skip(i+1, "of")
	if f.oneOf(j, "this", "last", "next") && f.unit(j+1) == 'W' && f.anchored != None {
		monday := ofWeek(f.anchor + day(7*f.words[j].n)).from
		return match{period: ofDay(monday + day(wd-1)), end: j + 2, anchor: f.anchored}, true
	}
	if t := f.text(i + 2); f.is(i+1, "the") && f.has(i+2, lang.TimeOrdinal) && t[0] <= '9' && f.anchored != None {
		for n := range 15 { // such a day comes back within 14 months at most
			k := (n + 1) / 2
			if n%2 == 1 {
				k = -k
			}
			y, m, _ := f.anchor.civil()
			y, m = addMonths(y, m, k)
			if dom := f.words[i+2].n; validDate(y, m, dom) && dayOf(y, m, dom).weekday() == wd {
				return match{period: ofDay(dayOf(y, m, dom)), end: i + 3, anchor: f.anchored}, true
			}
		}
	}
	return match{}, false
}

// nthWeekday finds "the first Tuesday in November", "the last Friday of next
// month".
func (f *finder) nthWeekday(i int) (match, bool) {
	j := f.skip(i, "the")
	n := 0
	switch {
	case f.has(j, lang.TimeOrdinal) && f.words[j].n <= 5:
		n = f.words[j].n
	case f.is(j, "last"):
		n = -1
	}
	if n == 0 || !f.has(j+1, lang.TimeWeekday) || !f.oneOf(j+2, "of", "in") {
		return match{}, false
	}
	m, _, ok := f.at(f.monthStart(j + 3))
	if !ok || m.grain != Month {
		return match{}, false
	}
	if !m.known {
		m.period = about(Day, m.value+"-XX")
		return m, true
	}
	y, month, _ := m.from.civil()
	d := nthWeekday(y, month, n, f.words[j+1].n)
	if _, k, _ := d.civil(); k != month {
		return match{}, false
	}
	m.period = ofDay(d)
	return m, true
}

// monthStart is i, or the place of the month after an article there.
func (f *finder) monthStart(i int) int {
	if f.is(i, "the") && f.has(i+1, lang.TimeMonth) {
		return i + 1
	}
	return min(i, f.hi-1)
}

// weekdayAt is the day that a bare weekday names, by the tense of its clause.
func (f *finder) weekdayAt(weekday, i, end int) match {
	if f.anchored == None {
		return match{period: about(Day, "XXXX-WXX-"+digits(weekday, 1))}
	}
	if k, ok := f.opened(i, Day); ok {
		from := f.places[k].from
		return match{period: ofDay(nearest(from+day(weekday-from.weekday()), from+1, 7, 1)), anchor: Other, base: k}
	}
	d := f.anchor + day(weekday-f.anchor.weekday())
	return match{period: ofDay(nearest(d, f.anchor, 7, f.direction(i, end))), anchor: f.anchored}
}

// monthDay finds days of a month: "Feb. 28", "February 28, 2022", "28 February
// 2022", "March eighth".
func (f *finder) monthDay(i int) (match, bool) {
	month, dom, end := 0, 0, i
	switch {
	case f.has(i, lang.TimeMonth):
		month = f.words[i].n
		dom, end = f.dayOfMonth(i + 1)
		if f.is(i+1, "the") && f.has(i+2, lang.TimeOrdinal) {
			dom, end = f.dayOfMonth(i + 2)
		}
	case f.has(i, plainDigits|lang.TimeNumber|lang.TimeOrdinal|hyphened):
		n, j := f.dayOfMonth(i)
		j = f.skip(j, "of")
		if f.has(i, lang.TimeNumber) && j == i+1 {
			return match{}, false // "one April"
		}
		if f.has(j, lang.TimeMonth) {
			if after := f.dayNumber(j + 1); after > 0 && after <= 31 && !f.oneOf(j, "may", "march") {
				return match{}, false // "the 19 Sept. 11 claims"
			}
			month, dom, end = f.words[j].n, n, j+1
		} else if m, ok := f.dayThisMonth(j, n); ok && j > i+1 && f.has(i, lang.TimeOrdinal) {
			return m, true
		} else if m, ok := f.firstOfTwo(i, j, n); ok {
			return m, true
		}
	}
	if month == 0 || dom < 1 || dom > 31 {
		return match{}, false
	}
	if f.has(end-1, plainDigits) && f.joined(end-1) {
		return match{}, false
	}
	y, k := f.yearAfter(end)
	if k == end {
		return f.thisDay(month, dom, i, end)
	}
	if !validDate(y, month, dom) {
		return match{}, false
	}
	return f.withPart(match{period: ofDay(dayOf(y, month, dom)), end: k}), true
}

// dayOfMonth is the day of a month that begins at token i, of one or two words
// ("twenty first"), and the place after it.
func (f *finder) dayOfMonth(i int) (dom, end int) {
	if f.has(i, lang.TimeNumber) && (f.words[i].n == 20 || f.words[i].n == 30) && f.has(i+1, lang.TimeOrdinal|lang.TimeNumber) && f.words[i+1].n < 10 {
		return f.words[i].n + f.words[i+1].n, i + 2
	}
	return f.dayNumber(i), i + 1
}

// dayThisMonth is "the 20th of next month" where token i is after "of".
func (f *finder) dayThisMonth(i, dom int) (match, bool) {
	if !f.oneOf(i, "this", "last", "next", "the") || f.unit(i+1) != 'M' || f.anchored == None {
		return match{}, false
	}
	n := 0
	if !f.is(i, "the") {
		n = f.words[i].n
	}
	y, m, _ := at(f.anchor, 'M', n).from.civil()
	if !validDate(y, m, dom) {
		return match{}, false
	}
	return match{period: ofDay(dayOf(y, m, dom)), end: i + 2, anchor: f.anchored}, true
}

// firstOfTwo is the "10" of "10 to 12 February".
func (f *finder) firstOfTwo(i, j, dom int) (match, bool) {
	if !f.has(i, plainDigits) || dom < 1 || !f.oneOf(j, "to", "-", "–", "and", "or", "until", "till", "through") || !f.has(j+1, plainDigits) || !f.has(f.skip(j+2, "of"), lang.TimeMonth) || f.has(i-1, lang.TimeMonth) {
		return match{}, false
	}
	m, ok := f.monthDay(j + 1)
	if !ok || m.grain != Day {
		return match{}, false
	}
	m.end = j
	if !m.known {
		m.period = about(Day, m.value[:8]+digits(dom, 2))
		return m, true
	}
	y, month, last := m.from.civil()
	if dom >= last {
		return match{}, false
	}
	m.period = ofDay(dayOf(y, month, dom))
	return m, true
}

// dayNumber is the day of a month that token i may be, 0 when it is none.
func (f *finder) dayNumber(i int) int {
	switch {
	case f.has(i, yearDigits):
		return 0
	case f.has(i, plainDigits):
		if t := f.text(i); len(t) > 2 {
			return 0
		}
		return f.words[i].n
	case f.has(i, lang.TimeOrdinal):
		return f.words[i].n
	case f.has(i, hyphened):
		w := f.text(i)
		if e := f.entry(w[strings.LastIndexByte(w, '-')+1:]); e != nil && e.Is&lang.TimeOrdinal != 0 {
			return f.compound(w)
		}
	}
	return 0
}

// yearAfter is the year that follows a month or day at token i, a comma apart
// at most, and the place after it; i when there is none.
func (f *finder) yearAfter(i int) (year, end int) {
	j := f.skip(i, ",", "of")
	if y, k := f.yearNumber(j); k > j && !(f.oneOf(k, "%", "percent", "people")) {
		return y, k
	}
	return 0, i
}

// How many days ahead the nearest day of that name may lie when its clause is in
// the past tense ("declared a dividend payable April 1"), and how many behind
// when it speaks of what is to come, before the tense decides against nearness.
const (
	farAhead  = 150
	farBehind = 60
)

// thisDay is a day of a month without a year: the nearest such day, unless the
// tense of its clause points firmly the other way.
func (f *finder) thisDay(month, dom, i, end int) (match, bool) {
	m := match{end: end, anchor: f.anchored}
	if f.anchored == None {
		if !validDate(2000, month, dom) {
			return m, false
		}
		m.period = about(Day, "XXXX-"+digits(month, 2)+"-"+digits(dom, 2))
		return f.withPart(m), true
	}
	y, _, _ := f.anchor.civil()
	best, found := day(0), false
	for year := y - 1; year <= y+1; year++ {
		if validDate(year, month, dom) {
			if d := dayOf(year, month, dom); !found || abs(d-f.anchor) < abs(best-f.anchor) {
				best, found = d, true
			}
		}
	}
	if !found {
		return m, false
	}
	direction := f.direction(i, end)
	if v := f.l.Holidays[digits(month, 1)+"/"+digits(dom, 1)]; v != "" && direction <= 0 && abs(best-f.anchor) > datelineDays {
		if d, ok := parseDay(v); ok {
			m.period, m.anchor = ofDay(d), Itself
			return m, true
		}
	}
	by, _, _ := best.civil()
	firmly := f.tense(i-1, true, false) < 0 || f.is(i-1, "on") && f.tense(i-2, true, false) < 0 // "ended March 31"
	if direction < 0 && (best > f.anchor+farAhead || best > f.anchor && firmly) && validDate(by-1, month, dom) {
		best = dayOf(by-1, month, dom)
	} else if direction > 0 && best < f.anchor-farBehind && validDate(by+1, month, dom) {
		best = dayOf(by+1, month, dom)
	}
	m.period = ofDay(best)
	return f.withPart(m), true
}

// sameMonth finds the second day of "April 24 and 25", "Feb. 10-12".
func (f *finder) sameMonth(i int) (match, bool) {
	if len(f.places) == 0 || !f.has(i, plainDigits) || !f.oneOf(i-1, "and", "to", "-", "–", "or", "through") {
		return match{}, false
	}
	k := len(f.places) - 1
	p := &f.places[k]
	if p.end != i-1 || p.grain != Day || !f.has(p.first, lang.TimeMonth|lang.TimeWeekday) || !f.has(p.end-1, plainDigits) || f.has(p.end-1, yearDigits) {
		return match{}, false
	}
	dom := f.dayNumber(i)
	if dom < 1 || dom > 31 || f.has(i+1, heads|plainDigits) || f.oneOf(i+1, "%", "percent", "people", "million", "billion", "men", "women") || strings.HasSuffix(f.text(i+1), "s") && !f.oneOf(i+1, "'s", "’s", "as", "was", "is", "has") {
		return match{}, false
	}
	if !p.known {
		return match{period: about(Day, p.value[:min(8, len(p.value))]+digits(dom, 2)), end: i + 1}, true
	}
	y, month, before := p.from.civil()
	if !validDate(y, month, dom) || dom <= before {
		return match{}, false
	}
	return match{period: ofDay(dayOf(y, month, dom)), end: i + 1, anchor: Other, base: k}, true
}

// month finds months: "July 1997", "June last year", "since March".
func (f *finder) month(i int) (match, bool) {
	if !f.has(i, lang.TimeMonth) {
		return match{}, false
	}
	n := f.words[i].n
	if y, end := f.yearAfter(i + 1); end > i+1 {
		return match{period: ofMonth(y, n), end: end}, true
	}
	j := f.skip(i+1, "of")
	if f.oneOf(j, "this", "last", "next") && f.unit(j+1) == 'Y' {
		m := match{period: about(Month, "XXXX-"+digits(n, 2)), end: j + 2}
		if f.anchored != None {
			y, _, _ := f.anchor.civil()
			m.period, m.anchor = ofMonth(y+f.words[j].n, n), f.anchored
		}
		return m, true
	}
	if f.has(i, lang.TimeAbbreviated) || f.nameLike(i) {
		return match{}, false
	}
	return f.monthAt(n, i, i+1), true
}

// nameLike reports whether a bare month is more likely a verb or a name.
func (f *finder) nameLike(i int) bool {
	if f.opening(i) {
		return false
	}
	if f.oneOf(i, "may", "march") {
		return !f.is(i, "march") || !f.oneOf(i-1, "the", "a") || f.capital(i+1) || f.oneOf(i+1, "of", "on", "for", "from", "to") || !f.kind(i+1, segment.Word)
	}
	return f.capital(i+1) && !f.has(i+1, heads) || f.capital(i-1) && i-1 > f.lo && !f.has(i-1, heads)
}

// monthAt is the month that a bare name means, by the tense of its clause.
func (f *finder) monthAt(n, i, end int) match {
	if f.anchored == None {
		return match{period: about(Month, "XXXX-"+digits(n, 2)), end: end}
	}
	if k, ok := f.opened(i, Month); ok {
		y, first, _ := f.places[k].from.civil()
		if n < first {
			y++
		}
		return match{period: ofMonth(y, n), end: end, anchor: Other, base: k}
	}
	y, now, _ := f.anchor.civil()
	switch direction := f.direction(i, end); {
	case f.closes(i, end) > 0:
		y += stretch(n, f.closes(i, end), now, direction)
	case direction > 0 && n < now, direction <= 0 && n+6 < now && f.intended(i):
		y++
	case direction <= 0 && n > now && !(n-now <= 6 && f.intended(i)):
		y--
	}
	return match{period: ofMonth(y, n), end: end, anchor: f.anchored}
}

// decade finds "the 1980s", "the '80s", "the eighties".
func (f *finder) decade(i int) (match, bool) {
	switch {
	case f.has(i, decadeDigits):
		n := f.words[i].n
		if f.oneOf(i-1, "his", "her", "their", "my", "our") || f.has(i-1, lang.TimeMod) && f.oneOf(i-2, "his", "her", "their", "my", "our") {
			return match{}, false // an age
		}
		if n%100 == 0 && n < 2000 {
			return match{period: ofCentury(n/100 + 1), end: i + 1}, true
		}
		return match{period: ofDecade(n), end: i + 1}, true
	case f.has(i, yearDigits) && f.words[i].n%10 == 0 && f.oneOf(i+1, "'s", "’s") && f.oneOf(i-1, "the", "early", "late", "mid") && f.words[i].n < 2030:
		return match{period: ofDecade(f.words[i].n), end: i + 2}, true
	case f.has(i, lang.TimeNumber) && f.words[i].n >= 13 && f.words[i].n <= 20 && f.has(i+1, lang.TimeDecade):
		return match{period: ofDecade(100*f.words[i].n + f.words[i+1].n), end: i + 2}, true
	case f.has(i, lang.TimeDecade) && (f.oneOf(i-1, "the") || f.has(i-1, lang.TimeMod)):
		if f.oneOf(i-2, "his", "her", "their", "my", "our") {
			return match{}, false
		}
		return match{period: ofDecade(century(f.words[i].n)), end: i + 1}, true
	}
	return match{}, false
}

// century finds "the 19th century".
func (f *finder) century(i int) (match, bool) {
	if !f.has(i, lang.TimeOrdinal|hyphened) || f.unit(i+1) != 'C' {
		return match{}, false
	}
	if n := f.dayNumber(i); n > 0 && n < 30 {
		return match{period: ofCentury(n), end: i + 2}, true
	}
	return match{}, false
}

// yearNumber reads a year at token i: "1987", "'87", "nineteen eighty-seven".
// The place after it is i when there is none.
func (f *finder) yearNumber(i int) (year, end int) {
	if f.has(i, yearDigits) {
		return f.words[i].n, i + 1
	}
	if f.has(i, lang.TimeNumber) && f.words[i].n >= 13 && f.words[i].n <= 20 {
		if n := f.numeral(i + 1); n >= 10 && n < 100 {
			if ones := f.numeral(i + 2); n >= 20 && n%10 == 0 && ones > 0 && ones < 10 {
				return 100*f.words[i].n + n + ones, i + 3
			}
			return 100*f.words[i].n + n, i + 2
		}
	}
	if f.is(i, "two") && f.is(i+1, "thousand") {
		if a, ok := f.counted(i); ok && a.n < 2100 {
			return a.n, a.end
		}
	}
	return 0, i
}

// year finds years that stand alone: "since 2016", "the year 2000", "fiscal
// 2009".
func (f *finder) year(i int) (match, bool) {
	if f.has(i, lang.TimeFiscal) {
		j := i + 1
		if f.unit(j) == 'Y' {
			j++
		}
		if y, end := f.yearNumber(j); end > j {
			return match{period: about(Year, digits(y, 4)), end: end}, true
		}
		return match{}, false
	}
	y, end := f.yearNumber(i)
	if end == i || !f.yearLike(i, end, y) {
		return match{}, false
	}
	return match{period: ofYear(y), end: end}, true
}

// yearLike reports whether the number at token i is a year and no count.
func (f *finder) yearLike(i, end, y int) bool {
	if f.has(i, lang.TimeNumber) { // in words
		return y < 2000 || f.oneOf(i-1, "in", "year", "by", "of", "since", "until")
	}
	if f.text(i)[0] > '9' || f.text(i)[0] < '0' { // "'98"
		return f.oneOf(i-1, "in", "of", "since", "until", "by", "from", "summer", "winter", "spring", "fall")
	}
	if f.oneOf(i-1, "$", "£", "€", "¥", "#", "No.", "no.", "+", "/", "at", "about", "nearly", "over", "than", "some", "least", "route", "flight", "highway") || f.oneOf(end, "%", "percent", "people", "million", "billion", "per", "feet", "miles", "meters", "metres", "men", "women", "votes", "dead", "of") || f.has(end, lang.TimeUnits) {
		return false
	}
	if f.joined(i) && f.is(i-1, "-") && f.kind(i-2, segment.Number) && !f.has(i-2, yearDigits) {
		return false
	}
	sure := f.oneOf(i-1, "in", "since", "of", "by", "until", "till", "from", "before", "after", "year", "during", "through", "to", "between", "circa", "and", "(", "late", "early", "mid", "for")
	if y < 1800 || y > 2049 {
		return f.oneOf(i-1, "in", "since", "of", "by", "until", "from", "year", "before", "after", "circa", "late", "early")
	}
	if t := f.text(end); !sure && !f.oneOf(i-1, "the", ",", "a", "its", "his", "their") && len(t) > 2 && t[0] >= 'a' && t[len(t)-1] == 's' && t[len(t)-2] != 's' && !f.oneOf(end, "was", "is", "has") {
		return false
	}
	return true
}
