package when

import (
	"strings"

	"parallax/internal/lang"
)

// partOf finds a part of an expression, or about as much: "early September",
// "the end of 1990", "later this week", "more than two decades".
func (f *finder) partOf(i int) (match, bool) {
	if f.unit(i) != 0 {
		return f.unitEnd(i)
	}
	if mod, k := f.comparison(i); k > i {
		return f.measured(k, mod)
	}
	j := f.skip(i, "the")
	switch {
	case f.oneOf(j, "small", "early", "wee") && f.is(j+1, "hours"):
		return f.smallHours(j + 2)
	case f.has(j, lang.TimeEdge):
		return f.edgeOf(j, f.value(j))
	case f.oneOf(j, "first", "opening") && f.oneOf(j+1, stretches...): // "the first week of October"
		return f.edgeOf(j+1, "START")
	case f.oneOf(j, "last", "final", "closing") && f.oneOf(j+1, stretches...):
		return f.edgeOf(j+1, "END")
	case !f.has(j, lang.TimeMod):
		return match{}, false
	}
	switch mod := f.value(j); mod {
	case "MORE_THAN", "LESS_THAN":
		return f.measured(j+1, mod)
	case "APPROX":
		if m, ok := f.measured(j+1, mod); ok || j > i {
			return m, ok && j == i
		}
		return f.dated(j+1, mod)
	default:
		return f.dated(j+1, mod)
	}
}

// smallHours is the beginning of the day told after "the small hours" at token
// i ("of Saturday"), of the one that the sentence is about where none is told.
func (f *finder) smallHours(i int) (match, bool) {
	m := match{}
	if f.is(i, "of") && i+1 < f.hi && f.words[f.skip(i+1, "the")].is != 0 {
		on, _, ok := f.at(i + 1)
		if !ok || on.grain != Day || on.typ != Date {
			return match{}, false
		}
		m = on
		m.value, m.typ, m.grain = on.value+"TMO", Clocked, Clock
	} else {
		m = f.inMind("MO", i)
	}
	m.mod = "START"
	return m, true
}

// stretches are what the first or last of makes a part of something longer.
var stretches = []string{"week", "weeks", "day", "days", "weekend", "month", "months", "hours", "minutes"}

// measured is the length or time of day at token i with a modifier before it:
// "over two weeks", "about 10 a.m.". Only a number makes some words one: "over
// the weekend" is none.
func (f *finder) measured(i int, mod string) (match, bool) {
	if i >= f.hi || f.words[i].is == 0 {
		return match{}, false
	}
	m, ok := f.ago(i)
	if !ok {
		m, ok = f.duration(i)
	}
	if !ok && mod == "APPROX" {
		m, ok = f.clock(i)
	}
	m.mod = mod
	return m, ok
}

// dated is the part that a modifier makes of what stands at token i: "early
// next week", "late afternoon", "later in the day".
func (f *finder) dated(i int, mod string) (match, bool) {
	if i >= f.hi {
		return match{}, false
	}
	if m, ok := f.inThe(i, mod); ok && mod != "APPROX" && mod != "MID" {
		return m, true
	}
	order := mod == "BEFORE" || mod == "AFTER"
	if f.has(i, lang.TimePart) && !order && mod != "APPROX" && !f.oneOf(i, "overnight", "night") {
		m := f.inMind(f.value(i), i+1)
		m.mod = mod
		return m, true
	}
	if f.words[i].is == 0 || mod == "APPROX" && !f.has(i, lang.TimeMonth|lang.TimeShift|lang.TimeClock|clockDigits) {
		return match{}, false
	}
	m, _, ok := f.at(i)
	if !ok || m.typ == Duration || m.typ == Set || m.grain == NoGrain {
		return m, false
	}
	m.mod = mod
	return f.narrowed(m), true
}

// inThe is what follows "later", "early": "in the day", "in the year".
func (f *finder) inThe(i int, mod string) (match, bool) {
	u := f.unit(i + 2)
	if u == 0 || !f.is(i, "in") || !f.is(i+1, "the") || !f.has(i+2, lang.TimeUnit) || strings.IndexByte("DWMYE", u) < 0 {
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
