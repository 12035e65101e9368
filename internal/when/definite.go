package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

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
