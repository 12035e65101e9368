package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// partOf finds a part of an expression, or about as much: "early September",
// "the end of 1990", "later this week", "more than two decades".
func (f *finder) partOf(i int) (match, bool) {
	j := f.skip(i, "the")
	if f.unit(i) != 0 {
		return f.unitEnd(i)
	}
	if f.has(j, lang.TimeEdge) {
		return f.edgeOf(j, f.value(j))
	}
	if f.oneOf(j, "first", "last", "final", "opening", "closing") && f.oneOf(j+1, "week", "weeks", "day", "days", "weekend", "month", "months", "hours", "minutes") && f.is(j+2, "of") { // "the first week of October"
		mod := "END"
		if f.oneOf(j, "first", "opening") {
			mod = "START"
		}
		return f.edgeOf(j+1, mod)
	}
	if mod, k := f.comparison(i); k > i {
		return f.modified(k, mod, true)
	}
	if !f.has(j, lang.TimeMod) || f.has(j, lang.TimeAgo) && f.has(j, hyphened) {
		return match{}, false
	}
	mod := f.value(j)
	switch mod {
	case "BEFORE", "AFTER", "START", "END":
		if m, ok := f.laterIn(j+1, mod); ok {
			return m, true
		}
	case "APPROX", "MORE_THAN", "LESS_THAN":
		if j > i {
			return match{}, false
		}
		return f.modified(j+1, mod, f.quantityAt(j+1))
	}
	if f.has(j+1, lang.TimePart) && !f.oneOf(j+1, "overnight", "night") && mod != "BEFORE" && mod != "AFTER" {
		m := f.dayInMind()
		if m.value == "" {
			m.value = "XXXX-XX-XX"
		}
		m.value += "T" + f.value(j+1)
		m.typ, m.grain, m.mod, m.end = Clocked, Clock, mod, j+2
		return m, true
	}
	m, ok := f.modified(j+1, mod, false)
	if ok && (m.typ == Duration || m.typ == Set || m.grain == NoGrain) {
		return m, false
	}
	if ok && (mod == "BEFORE" || mod == "AFTER") && m.grain < Clock {
		return m, false
	}
	return f.narrowed(m), ok
}

// laterIn is what follows "later", "early": "in the day", "in the year".
func (f *finder) laterIn(i int, mod string) (match, bool) {
	u := f.unit(i + 2)
	if !f.is(i, "in") || !f.is(i+1, "the") || !f.has(i+2, lang.TimeUnit) || strings.IndexByte("DWMYE", or0(u)) < 0 {
		return match{}, false
	}
	m := f.relative(u, 0)
	if k, ok := f.lastDay(); ok && u == 'D' {
		m = match{period: f.places[k].period, anchor: Other, base: k}
		m.value, m.grain = m.from.iso(), Day
	}
	m.end, m.mod = i+3, mod
	return f.narrowed(m), true
}

// unitEnd is "year end", "month's end".
func (f *finder) unitEnd(i int) (match, bool) {
	j := f.skip(i+1, "'s", "’s")
	u := f.unit(i)
	if !f.is(j, "end") || u != 'Y' && j == i+1 || !f.has(i, lang.TimeUnit) || f.oneOf(j+1, "of", "up") {
		return match{}, false
	}
	m := f.relative(u, 0)
	m.end, m.mod = j+1, "END"
	return m, true
}

// or0 is u, or a byte that names no unit.
func or0(u byte) byte {
	if u == 0 {
		return '-'
	}
	return u
}

// quantityAt reports whether a number begins at token i.
func (f *finder) quantityAt(i int) bool {
	_, ok := f.quantity(i)
	return ok
}

// comparison reads "more than", "at least", "up to" at token i and tells the
// modifier; the place after it is i when there is none.
func (f *finder) comparison(i int) (mod string, end int) {
	switch {
	case f.is(i, "no") && f.oneOf(i+1, "more", "later", "longer") && f.is(i+2, "than"):
		return "EQUAL_OR_LESS", i + 3
	case f.is(i, "no") && f.oneOf(i+1, "less", "fewer") && f.is(i+2, "than"):
		return "EQUAL_OR_MORE", i + 3
	case f.is(i, "well") && f.is(i+1, "over"):
		return "MORE_THAN", i + 2
	case f.is(i, "more") && f.is(i+1, "than"):
		return "MORE_THAN", i + 2
	case f.oneOf(i, "less", "fewer") && f.is(i+1, "than"):
		return "LESS_THAN", i + 2
	case f.is(i, "at") && f.is(i+1, "least"):
		return "EQUAL_OR_MORE", i + 2
	case f.is(i, "at") && f.is(i+1, "most"), f.is(i, "up") && f.is(i+1, "to"):
		return "EQUAL_OR_LESS", i + 2
	}
	return "", i
}

// modified is the expression at token i with a modifier before it. Where only a
// number makes the modifier one ("over two weeks", but "over the weekend"),
// lengths count too.
func (f *finder) modified(i int, mod string, lengths bool) (match, bool) {
	if i >= f.hi || f.words[i].is == 0 && !f.is(i, "the") {
		return match{}, false
	}
	switch mod {
	case "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS":
		if !lengths && mod != "APPROX" {
			return match{}, false
		}
		if lengths {
			if m, ok := f.ago(i); ok {
				m.mod = mod
				return m, true
			}
			if m, ok := f.duration(i); ok {
				m.mod = mod
				return m, true
			}
			if mod == "APPROX" {
				if m, ok := f.clock(i); ok {
					m.mod = mod
					return m, true
				}
			}
			return match{}, false
		}
		if !f.has(i, lang.TimeMonth|lang.TimeShift|lang.TimeClock|clockDigits) {
			return match{}, false
		}
	}
	m, _, ok := f.at(i)
	m.mod = mod
	return m, ok && (m.grain > NoGrain || mod != "APPROX")
}

// narrowed makes an interval end or begin at the report's date where the
// expression says so: "earlier this week" is over, "later this week" is not.
func (f *finder) narrowed(m match) match {
	if !m.known || f.anchored == None || f.anchor < m.from || f.anchor > m.to || m.from == m.to {
		return m
	}
	switch m.mod {
	case "BEFORE":
		m.to = f.anchor
	case "AFTER":
		m.from = f.anchor
	}
	return m
}

// edgeOf is "end of 1990", "middle of next week", "rest of the year".
func (f *finder) edgeOf(j int, mod string) (match, bool) {
	if !f.is(j+1, "of") || j+2 >= f.hi || f.words[j+2].is == 0 {
		return match{}, false
	}
	var m match
	var ok bool
	k := f.skip(j+2, "the")
	if u := f.unit(k); u != 0 && k > j+2 && strings.IndexByte("DWMYEQ", u) >= 0 && f.has(k, lang.TimeUnit) {
		m, ok = f.relative(u, 0), true
		m.end = k + 1
	} else {
		m, _, ok = f.at(j + 2)
	}
	if !ok || m.typ == Duration || m.typ == Set || m.grain == NoGrain {
		return m, false
	}
	m.mod = mod
	if f.oneOf(j, "rest", "remainder") && m.known && f.anchored != None && m.from < f.anchor && f.anchor <= m.to {
		m.from = f.anchor
	}
	return m, true
}

// definite finds what begins with "the" and is told by nothing else, and lets
// the article belong to what the other rules find.
func (f *finder) definite(i int) (match, bool) {
	if !f.is(i, "the") {
		return match{}, false
	}
	j := i + 1
	for _, find := range []func(*finder, int) (match, bool){
		(*finder).quarter, (*finder).comparedPeriod, (*finder).monthDay, (*finder).century, (*finder).decade, (*finder).season, (*finder).shifted, (*finder).hyphenedPeriod,
	} {
		if m, ok := find(f, j); ok && !f.has(j, lang.TimeMonth) {
			return m, true
		}
	}
	if f.has(j, lang.TimeMonth) {
		return match{}, false
	}
	if f.unit(j) == 'Y' && f.has(j, lang.TimeUnit) {
		if y, end := f.yearNumber(j + 1); end > j+1 {
			return match{period: ofYear(y), end: end}, true
		}
	}
	if m, ok := f.orderedLength(j); ok {
		return m, true
	}
	switch strings.ToLower(f.text(j)) {
	case "future":
		next := strings.ToLower(f.text(j + 1))
		return match{period: about(NoGrain, "FUTURE_REF"), end: j + 1}, !f.kind(j+1, segment.Word) || f.l.FunctionWords.Has(next) || f.tense(j+1, true, false) != 0 || strings.HasSuffix(next, "s")
	case "past":
		return match{period: about(NoGrain, "PAST_REF"), end: j + 1}, f.endsPhrase(j+1) || f.is(i-1, "in")
	case "near", "foreseeable", "distant", "immediate", "short":
		return match{period: about(NoGrain, "FUTURE_REF"), end: j + 2}, f.is(j+1, "future") || f.is(j+1, "term")
	}
	return f.theUnit(j)
}

// orderedLength is "the first nine months", "the six months".
func (f *finder) orderedLength(j int) (match, bool) {
	if f.has(j, lang.TimeOrdinal|lang.TimeShift) || f.oneOf(j, "early", "entire", "full", "whole") {
		j++
	} else if f.has(j, lang.TimeGap) {
		j++
	}
	if s, ok := f.length(j); ok && !f.is(j, "a") && f.measures(j, s) {
		return match{period: period{value: s.value()}, typ: Duration, end: s.end}, true
	}
	if f.has(j, lang.TimeUnits) && f.is(j+1, "ahead") {
		return match{period: period{value: vagueLength(f.unit(j))}, typ: Duration, side: After, end: j + 2}, true
	}
	return match{}, false
}

// comparedPeriod is what companies compare with: "the year-earlier quarter",
// "the latest period", "the 1988 period".
func (f *finder) comparedPeriod(j int) (match, bool) {
	j = f.skip(j, "comparable", "corresponding")
	y, k := f.yearNumber(j)
	switch {
	case f.has(j, lang.TimeGap):
		if f.is(j+1, "period") || f.unit(j+1) == 'Q' {
			if m, ok := f.yearBefore(j + 2); ok {
				return m, true
			}
			m := f.relative('Q', -5)
			m.end, m.compared = j+2, true
			return m, true
		}
		if f.has(j+1, lang.TimeOrdinal) && f.unit(j+2) == 'Q' && f.anchored != None {
			q, ok := f.quarterOf(f.words[j+1].n, 0, j, j+3, false)
			if ok && q.known {
				yy, mm, _ := q.from.civil()
				q.period, q.compared = ofQuarter(yy-1, (mm-1)/3+1), true
			}
			return q, ok
		}
	case k > j && (f.is(k, "period") || f.unit(k) == 'Q'):
		for p := len(f.places) - 1; p >= max(0, len(f.places)-memory); p-- {
			if q := &f.places[p]; q.grain == Quarter && q.known {
				_, m, _ := q.from.civil()
				return match{period: ofQuarter(y, (m-1)/3+1), end: k + 1, anchor: Other, base: p}, true
			}
		}
		return match{period: about(Quarter, digits(y, 4)+"-QX"), end: k + 1}, true
	}
	return match{}, false
}

// theUnit is a unit with the definite article alone: "the weekend", "the
// year", "the quarter", "the day before the vote".
func (f *finder) theUnit(j int) (match, bool) {
	fiscal := 0
	if f.has(j, lang.TimeFiscal) || f.is(j, "full") {
		fiscal = 1
	}
	k := j + fiscal
	u := f.unit(k)
	if u == 0 || f.has(k, lang.TimeUnits) || f.capital(k) || f.is(k+1, "-") {
		return match{}, false
	}
	if j := f.skip(k+2, "the"); f.is(k+1, "after") && f.is(j, "next") && !f.has(j+1, lang.TimeUnit) && fiscal == 0 { // "the week after next"
		m := f.relative(u, 2)
		m.end = j + 1
		return m, true
	}
	switch u {
	case 'N':
		m := f.relative('N', 0)
		if f.anchored != None {
			m.period = f.weekendAt(j)
		}
		m.end = k + 1
		return m, true
	case 'Q':
		return f.latestQuarter(k+1, 0)
	case 'Y':
		if f.oneOf(k+1, "ended", "ending", "to") {
			return match{period: period{value: "P1Y"}, typ: Duration, end: k + 1}, true
		}
		if f.is(j-2, "of") {
			return match{}, false
		}
		m := f.relative('Y', 0)
		m.end = k + 1
		return m, true
	case 'D':
		return f.theDay(k)
	case 'W', 'M':
		m := f.relative(u, 0)
		m.end = k + 1
		return m, !f.oneOf(j-2, "of") && (f.oneOf(j-2, "for", "during", "in", "through", "over", "this") || f.oneOf(k+1, "before", "after"))
	}
	return match{}, false
}

// weekendAt is the weekend that the tense of the clause means.
func (f *finder) weekendAt(i int) period {
	if f.direction(i-1, i+1) > 0 {
		return ofWeekend(f.anchor)
	}
	return ofWeekend(f.anchor - 5)
}

// theDay is "the day before yesterday", "the day after the vote".
func (f *finder) theDay(k int) (match, bool) {
	if !f.oneOf(k+1, "before", "after") {
		return match{}, false
	}
	n := f.words[k+1].n
	if f.has(k+2, lang.TimeDay) && f.anchored != None {
		d := f.anchor + day(f.words[k+2].n+n)
		return match{period: ofDay(d), end: k + 3, anchor: f.anchored}, true
	}
	m, _ := f.fromOther(span{amount{n: 1, end: k + 1}, 'D'}, n, k+2)
	if m.typ == Duration {
		m.period, m.typ = unplaced('D'), Date
	}
	return m, true
}

// hyphened finds expressions within one word: "two-year", "mid-November",
// "third-quarter", "year-end".
func (f *finder) hyphened(i int) (match, bool) {
	if f.has(i, lang.TimeGap) {
		return f.gap(i)
	}
	if !f.has(i, hyphened) {
		return match{}, false
	}
	w := f.text(i)
	cut := strings.IndexByte(w, '-')
	first, rest := w[:cut], w[cut+1:]
	m := match{end: i + 1}
	if e := f.entry(first); e != nil && e.Is&lang.TimeOrdinal != 0 || strings.HasSuffix(first, "th") {
		return f.hyphenedOrdinal(i, first, rest)
	}
	switch strings.ToLower(first) {
	case "early", "late", "mid", "pre", "post":
		return f.hyphenedPart(i, first, rest)
	case "year", "month", "week", "quarter", "decade", "decades", "years", "months", "weeks", "days", "day", "weekend", "century", "centuries", "hour", "hours":
		return f.hyphenedUnit(i, first, rest)
	}
	if cut = strings.LastIndexByte(w, '-'); strings.HasSuffix(strings.ToLower(w), "-long") && strings.IndexByte(w, '-') < cut {
		w = w[:cut]
		cut = strings.LastIndexByte(w, '-')
	}
	s := span{amount{many: true}, 0}
	if e := f.entry(w[cut+1:]); e != nil && e.Is&lang.TimeUnit != 0 && e.Value != "" {
		s.unit = e.Value[0]
	}
	if s.unit == 0 || s.unit == 'S' || s.unit == 'Q' || s.unit == 'Z' {
		return m, false
	}
	switch e := f.entry(w[:cut]); {
	case e != nil && e.Is&lang.TimeNumber != 0:
		s.n = e.N
	case e != nil && e.Is&lang.TimeVague != 0:
		s.vague = true
	default:
		n, k := leading(w)
		if k == 0 || k != cut {
			if n = f.compound(w[:cut]); n == 0 {
				return m, false
			}
		}
		s.n = n
	}
	m.typ, m.value = Duration, s.value()
	return m, true
}

// hyphenedPeriod is what hyphened finds on the calendar.
func (f *finder) hyphenedPeriod(i int) (match, bool) {
	m, ok := f.hyphened(i)
	return m, ok && m.grain == Decade
}

// hyphenedOrdinal is "third-quarter", "20th-century", "first-half".
func (f *finder) hyphenedOrdinal(i int, first, rest string) (match, bool) {
	n := 0
	if e := f.entry(first); e != nil && e.Is&lang.TimeOrdinal != 0 {
		n = e.N
	} else {
		n, _ = leading(first)
	}
	switch {
	case strings.EqualFold(rest, "quarter") && n >= 1 && n <= 4:
		return f.quarterOf(n, 0, i, i+1, false)
	case strings.EqualFold(rest, "half") && n <= 2 && n > 0 && f.anchored != None:
		y, _, _ := f.anchor.civil()
		return match{period: ofHalf(y, n), end: i + 1, anchor: f.anchored}, true
	case strings.EqualFold(rest, "century") && n > 0 && n < 30:
		return match{period: ofCentury(n), end: i + 1}, true
	}
	return match{}, false
}

// hyphenedPart is "mid-November", "late-1970s", "post-1959".
func (f *finder) hyphenedPart(i int, first, rest string) (match, bool) {
	m := match{end: i + 1}
	if e := f.entry(first); e != nil {
		m.mod = e.Value
	}
	if rest == "" {
		return m, false
	}
	e := f.entry(rest)
	switch c := rest[0]; {
	case c >= '0' && c <= '9':
		n, k := leading(rest)
		switch {
		case k == 4 && n >= 1000 && n < 2200 && rest[k:] == "s":
			m.period = ofDecade(n)
		case k == 2 && n%10 == 0 && rest[k:] == "s":
			m.period = ofDecade(century(n))
		case k == 4 && n >= 1000 && n < 2200 && k == len(rest):
			m.period = ofYear(n)
		default:
			return m, false
		}
	case e == nil || m.mod == "":
		return m, false
	case e.Is&lang.TimeMonth != 0 && c <= 'Z' && e.Is&lang.TimeAbbreviated == 0:
		mod := m.mod
		if y, end := f.yearAfter(i + 1); end > i+1 {
			m = match{period: ofMonth(y, e.N), end: end}
		} else {
			m = f.monthAt(e.N, i, i+1)
		}
		m.mod = mod
	case e.Is&lang.TimePart != 0 && e.Value != "NI":
		mod := m.mod
		m = f.dayInMind()
		if m.value == "" {
			m.value = "XXXX-XX-XX"
		}
		m.value += "T" + e.Value
		m.typ, m.grain, m.mod, m.end = Clocked, Clock, mod, i+1
		if on, ok := f.dateBeside(i + 1); ok {
			on.value += "T" + e.Value
			on.typ, on.grain, on.mod = Clocked, Clock, mod
			m = on
		}
	case e.Is&lang.TimeUnit != 0 && e.Value == "Y":
		mod := m.mod
		m = f.relative('Y', 0)
		m.mod, m.end = mod, i+1
	default:
		return m, false
	}
	return m, true
}

// hyphenedUnit is "year-end", "day-long", "decades-long".
func (f *finder) hyphenedUnit(i int, first, rest string) (match, bool) {
	e := f.entry(first)
	if e == nil || e.Value == "" {
		return match{}, false
	}
	switch {
	case strings.EqualFold(rest, "long"):
		s := span{amount{n: 1, vague: e.Is&lang.TimeUnits != 0}, e.Value[0]}
		return match{period: period{value: s.value()}, typ: Duration, end: i + 1}, true
	case strings.EqualFold(rest, "end") && e.Is&lang.TimeUnit != 0:
		m := f.relative(e.Value[0], 0)
		m.mod, m.end = "END", i+1
		return m, true
	}
	return match{}, false
}

// gap is "year-earlier" before what it compares: the same quarter or year one
// before.
func (f *finder) gap(i int) (match, bool) {
	if f.value(i) == "P1Y" {
		if m, ok := f.yearBefore(i + 1); ok {
			return m, true
		}
	}
	v := f.value(i)
	m := f.relative(v[len(v)-1], -1)
	m.end, m.compared = i+1, true
	return m, true
}
