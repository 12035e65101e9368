package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// dayWord finds "today", "yesterday", "tomorrow", "tonight".
func (f *finder) dayWord(i int) (match, bool) {
	if !f.has(i, lang.TimeDay) {
		return match{}, false
	}
	if f.capital(i) && i > f.lo && !f.headline && (f.capital(i-1) || f.kind(i+1, segment.Quote) && f.kind(i-1, segment.Quote) || f.is(i+1, "show")) {
		return match{}, false // the name of a paper or a programme
	}
	m := f.relative('D', f.words[i].n)
	m.end = i + 1
	if f.is(i, "tonight") {
		m.value, m.typ, m.grain = m.value+"TNI", Clocked, Clock
		return m, true
	}
	return f.withPart(m), true
}

// ago finds a length of time with the way it is to be counted: "two weeks
// ago", "a day earlier", "three years later", "hours before".
func (f *finder) ago(i int) (match, bool) {
	s, ok := f.length(i)
	if !ok {
		if !f.has(i, lang.TimeUnits) {
			return match{}, false
		}
		s = span{amount{vague: true, end: i + 1}, f.unit(i)}
	}
	s.end = f.orSo(s.end)
	if f.is(s.end, "from") && f.is(s.end+1, "now") {
		return f.countedFrom(s, 1, s.end+2, f.anchor, f.anchored, -1), true
	}
	if f.oneOf(s.end, "from", "after", "before") && f.has(s.end+1, lang.TimeDay) {
		n := 1
		if f.is(s.end, "before") {
			n = -1
		}
		return f.countedFrom(s, n, s.end+2, f.anchor+day(f.words[s.end+1].n), f.anchored, -1), true
	}
	if !f.has(s.end, lang.TimeAgo) || f.oneOf(s.end, "back") && f.oneOf(s.end+1, "in", "to", "pay", "rent") {
		return match{}, false
	}
	n, end := f.words[s.end].n, s.end+1
	if f.oneOf(s.end, "ago", "back", "hence") {
		if n < 0 && s.unit == 'Y' && s.n == 1 && !s.half && !s.vague {
			if m, ok := f.yearBefore(end); ok {
				return m, true
			}
		}
		return f.countedFrom(s, n, end, f.anchor, f.anchored, -1), true
	}
	return f.fromOther(s, n, end)
}

// orSo is the place after "or so" and "or two" at token i, or i.
func (f *finder) orSo(i int) int {
	if f.is(i, "or") && (f.is(i+1, "so") || f.oneOf(i+1, "two", "three", "more")) {
		return i + 2
	}
	return i
}

// fromOther counts a length from another expression: the one that follows
// ("two days after Christmas"), or, where nothing follows, the last one named.
// From a happening that has no date it can only tell on which side of it the
// moment lies.
func (f *finder) fromOther(s span, n, end int) (match, bool) {
	sided := f.oneOf(end-1, "before", "after", "prior")
	if sided {
		if m, ok := f.fromDate(s, n, end); ok {
			return m, true
		}
		if !f.endsPhrase(end) {
			return match{period: period{value: s.value()}, typ: Duration, side: Side(n), end: end - 1}, true
		}
	}
	if n < 0 && s.unit == 'Y' && s.n == 1 && !s.half && !s.vague {
		if m, ok := f.yearBefore(end); ok {
			return m, true
		}
	}
	if k, ok := f.last(func(p *place) bool { return p.grain <= grainOf(s.unit) && p.grain > NoGrain }); ok && s.unit != 'H' && s.unit != 'T' && s.unit != 'S' {
		return f.countedFrom(s, n, end, f.places[k].from, Other, k), true
	}
	if f.is(end-1, "earlier") && f.anchored != None && s.unit == 'Y' {
		return f.countedFrom(s, n, end, f.anchor, f.anchored, -1), true
	}
	return match{period: period{value: s.value()}, typ: Duration, side: Side(n), end: s.end}, true
}

// fromDate counts a length of days or more from the day named at token i. Where
// something belongs to that day ("two days after Thursday's vote"), it is
// counted from that.
func (f *finder) fromDate(s span, n, i int) (match, bool) {
	if grainOf(s.unit) == Clock {
		return match{}, false
	}
	j := f.skip(f.skip(i, "to"), "last", "the")
	for _, find := range []func(*finder, int) (match, bool){(*finder).weekday, (*finder).monthDay, (*finder).holiday} {
		if m, ok := find(f, j); ok && m.known && !f.oneOf(m.end, "'s", "’s") {
			return f.countedFrom(s, n, m.end, m.from, m.anchor, -1), true
		}
	}
	return match{}, false
}

// endsPhrase reports whether nothing that "before" or "after" could govern
// follows at token i.
func (f *finder) endsPhrase(i int) bool {
	return i >= f.hi || f.oneOf(i, ",", ".", ";", ":", "!", "?", ")", "—", "–", "--", "_", "and", "but", "when") || f.kind(i, segment.Quote)
}

// countedFrom is the period that lies a length of time from a day.
func (f *finder) countedFrom(s span, n, end int, from day, anchor Anchor, base int) match {
	m := match{end: end, anchor: anchor, base: base, side: At}
	switch {
	case s.unit == 'H' || s.unit == 'T' || s.unit == 'S':
		return match{period: period{value: s.value()}, typ: Duration, side: Side(n), end: end, base: -1}
	case s.vague && n < 0:
		m.period = about(NoGrain, "PAST_REF")
	case s.vague:
		m.period = about(NoGrain, "FUTURE_REF")
	case anchor == None:
		m.period = unplaced(s.unit)
		m.side = Side(n)
	case s.half && s.unit == 'Y':
		m.period = at(from, 'M', n*(12*s.n+6))
	case s.unit == 'E':
		m.period = at(from, 'Y', n*(10*s.n+5*half(s)))
	case s.unit == 'C':
		m.period = at(from, 'Y', n*(100*s.n+50*half(s)))
	case s.unit == 'Y' && s.n > 5000:
		m.period = about(NoGrain, "PAST_REF")
	default:
		m.period = at(from, s.unit, n*s.n)
	}
	return m
}

func half(s span) int {
	if s.half {
		return 1
	}
	return 0
}

// shifted finds what "last", "this", "next" and their like tell: "last week",
// "this summer", "next Friday", "the past three months", "the following day".
func (f *finder) shifted(i int) (match, bool) {
	if !f.has(i, lang.TimeShift) {
		return match{}, false
	}
	n, j := f.words[i].n, i+1
	if f.has(j, lang.TimeShift) && (f.is(i, "this") && f.oneOf(j, "past", "coming", "same") || f.is(i, "that") && f.is(j, "same")) { // "this past spring"
		if n = f.words[j].n; f.is(j, "same") {
			i = j
		}
		j++
	}
	if s, ok := f.length(j); ok && !f.oneOf(i, "this", "that", "same") && !f.is(j, "a") && (s.many || s.half || s.n > 1) {
		return f.stretch(s, n), true
	}
	if f.has(j, lang.TimeUnits) && f.oneOf(i, "recent", "coming", "past", "previous", "upcoming", "following", "last", "next", "prior", "ensuing", "subsequent", "intervening") {
		m := f.stretch(span{amount{vague: true, end: j + 1}, f.unit(j)}, n)
		switch { // a vague time rather than a vague length
		case f.is(i, "recent"):
			m.period, m.typ = about(NoGrain, "PAST_REF"), Date
		case f.oneOf(i, "coming", "upcoming"):
			m.period, m.typ = about(NoGrain, "FUTURE_REF"), Date
		}
		return m, true
	}
	if f.is(i, "next") && f.has(j, lang.TimePart) || f.oneOf(i, "that", "same", "previous", "following", "preceding", "prior", "ensuing", "subsequent") {
		return f.otherShifted(i, j, n)
	}
	if f.oneOf(i, "recent", "final", "intervening") {
		return match{}, false
	}
	return f.ownShifted(i, j, n)
}

// stretch is the length of time just behind or ahead.
func (f *finder) stretch(s span, n int) match {
	s.end = f.orSo(s.end)
	return match{period: period{value: s.value()}, typ: Duration, side: Side(n), end: s.end}
}

// ownShifted counts from the report's date.
func (f *finder) ownShifted(i, j, n int) (match, bool) {
	switch {
	case f.has(j, lang.TimeWeekday) && !f.has(j, lang.TimeAbbreviated):
		return f.shiftedWeekday(i, j, n), true
	case f.has(j, lang.TimeMonth):
		return f.shiftedMonth(j, n), true
	case f.has(j, lang.TimeSeason):
		return f.shiftedSeason(j, n), true
	case f.has(j, lang.TimePart):
		m := f.relative('D', n)
		if m.end = j; f.oneOf(i, "past", "latest", "current") {
			return m, false
		}
		return f.withPart(m), true
	case f.has(j, lang.TimeHoliday):
		m, ok := f.holiday(j)
		if ok && m.known && m.anchor != Itself && f.anchored != None {
			m.period = f.shiftedFeast(j, n, m)
		}
		return m, ok
	case f.oneOf(j, "moment", "time") && f.is(i, "this") && f.is(j, "moment"):
		return match{period: about(NoGrain, "PRESENT_REF"), end: j + 1}, true
	}
	fiscal := 0
	if f.has(j, lang.TimeFiscal) || f.oneOf(j, "calendar", "school", "full", "academic", "season's", "comparable") {
		fiscal, j = 1, j+1
	}
	if f.oneOf(i, "latest", "current") && f.is(j, "period") {
		return f.latestQuarter(j+1, 0)
	}
	u := f.unit(j)
	if u == 0 || f.has(j, lang.TimeUnits) || f.capital(j) && f.capital(i) && i > f.lo {
		return match{}, false
	}
	return f.shiftedUnit(i, j, n, u, fiscal > 0)
}

// shiftedUnit is "last week", "this year's third quarter", "the past year".
func (f *finder) shiftedUnit(i, j, n int, u byte, fiscal bool) (match, bool) {
	switch {
	case u == 'H' || u == 'D' && f.oneOf(i, "past") || f.is(i, "past") && strings.IndexByte("WMYEC", u) >= 0:
		if u == 'H' && !f.oneOf(i, "past", "last", "next") {
			return match{}, false
		}
		return f.stretch(span{amount{n: 1, end: j + 1}, u}, n), true
	case u == 'S' || u == 'T' || u == 'Z':
		return match{}, false
	case u == 'D' && f.is(i, "next"):
		return f.otherShifted(i, j, n)
	case u == 'D':
		return match{}, false
	case u == 'Q' && f.oneOf(i, "latest"):
		return f.latestQuarter(j+1, 0)
	}
	if f.is(i, "latest") {
		n = -1
	}
	m := f.relative(u, n)
	m.end = f.orSo(j + 1)
	if u == 'Y' && f.oneOf(m.end, "'s", "’s") {
		if q, ok := f.quarterOfYear(m); ok {
			return q, true
		}
	}
	if fiscal {
		m.period = about(m.grain, m.value)
	}
	return m, true
}

func (f *finder) shiftedWeekday(i, j, n int) match {
	wd := f.words[j].n
	if f.anchored == None {
		return f.withPart(match{period: about(Day, "XXXX-WXX-"+digits(wd, 1)), end: j + 1})
	}
	d := f.anchor + day(wd-f.anchor.weekday())
	switch {
	case n < 0 && d >= f.anchor:
		d -= 7
	case n > 0 && d <= f.anchor:
		d += 7
	case n == 0 && d < f.anchor && f.direction(i, j+1) >= 0: // of this week, unless it is over
		d += 7
	}
	if m, ok := f.monthDay(f.skip(j+1, ",")); ok && m.known && m.grain == Day {
		return f.withPart(m) // "this coming Sunday, March 8"
	}
	return f.withPart(match{period: ofDay(d), end: j + 1, anchor: f.anchored})
}

func (f *finder) shiftedMonth(j, n int) match {
	month := f.words[j].n
	if m, ok := f.monthDay(j); ok {
		return m
	}
	if f.anchored == None {
		return match{period: about(Month, "XXXX-"+digits(month, 2)), end: j + 1}
	}
	y, now, _ := f.anchor.civil()
	switch {
	case n < 0 && month >= now:
		y--
	case n > 0 && month <= now:
		y++
	}
	return match{period: ofMonth(y, month), end: j + 1, anchor: f.anchored}
}

// shiftedFeast is the feast before or after the report's date.
func (f *finder) shiftedFeast(j, n int, m match) period {
	_, rule := f.holidayName(j)
	y, _, _ := f.anchor.civil()
	for k := y - 1; k <= y+1; k++ {
		d, ok := feastIn(rule, k)
		if !ok {
			break
		}
		if n > 0 && d > f.anchor || n == 0 && k == y {
			return ofDay(d)
		}
		if next, _ := feastIn(rule, k+1); n < 0 && d < f.anchor && next >= f.anchor {
			return ofDay(d)
		}
	}
	return m.period
}

// otherShifted counts from the expression named last: "the next day", "that
// year", "the following month", "the previous Friday".
func (f *finder) otherShifted(i, j, n int) (match, bool) {
	switch {
	case f.has(j, lang.TimeWeekday) && !f.is(i, "that"):
		m := match{period: about(Day, "XXXX-WXX-"+digits(f.words[j].n, 1)), end: j + 1, side: Side(n)}
		if k, ok := f.lastDay(); ok && n != 0 {
			from := f.places[k].from
			d := from + day(f.words[j].n-from.weekday())
			if n > 0 && d <= from || n < 0 && d >= from {
				d += day(7 * n)
			}
			m = match{period: ofDay(d), end: j + 1, anchor: Other, base: k}
		}
		return f.withPart(m), true
	case f.has(j, lang.TimePart) && !f.is(j, "overnight"):
		m := f.otherDay('D', n)
		m.end = j
		return f.withPart(m), true
	}
	u := f.unit(j)
	if u == 0 || f.has(j, lang.TimeUnits) || u == 'S' || u == 'T' || u == 'H' || u == 'Z' {
		return match{}, false
	}
	m := f.otherDay(u, n)
	m.end = j + 1
	return f.withPart(m), true
}

// otherDay is a unit's period counted from the last expression that is as
// exact.
func (f *finder) otherDay(u byte, n int) match {
	g := grainOf(u)
	if k, ok := f.last(func(p *place) bool { return p.grain > NoGrain && p.grain <= g }); ok {
		return match{period: at(f.places[k].from, u, n), anchor: Other, base: k}
	}
	m := match{period: unplaced(u)}
	if n != 0 {
		m.side = Side(n)
	}
	return m
}
