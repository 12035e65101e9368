package when

import (
	"strings"

	"parallax/internal/lang"
)

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
	if e := f.entry(first); e != nil && e.Is&lang.TimeOrdinal != 0 || strings.HasSuffix(first, "th") {
		return f.hyphenedOrdinal(i, first, rest)
	}
	switch strings.ToLower(first) {
	case "early", "late", "mid", "pre", "post":
		return f.hyphenedPart(i, first, rest)
	case "year", "month", "week", "quarter", "decade", "decades", "years", "months", "weeks", "days", "day", "weekend", "century", "centuries", "hour", "hours":
		return f.hyphenedUnit(i, first, rest)
	}
	return f.hyphenedLength(i, w)
}

// hyphenedLength is "two-year", "16-hour", "two-year-long".
func (f *finder) hyphenedLength(i int, w string) (match, bool) {
	cut := strings.LastIndexByte(w, '-')
	if strings.EqualFold(w[cut:], "-long") && strings.IndexByte(w, '-') < cut {
		w = w[:cut]
		cut = strings.LastIndexByte(w, '-')
	}
	s := span{amount{many: true}, 0}
	if e := f.entry(w[cut+1:]); e != nil && e.Is&lang.TimeUnit != 0 && e.Value != "" {
		s.unit = e.Value[0]
	}
	if s.unit == 0 || strings.IndexByte("SQZ", s.unit) >= 0 {
		return match{}, false
	}
	n, k := leading(w)
	switch e := f.entry(w[:cut]); {
	case e != nil && e.Is&lang.TimeNumber != 0:
		s.n = e.N
	case e != nil && e.Is&lang.TimeVague != 0:
		s.vague = true
	case k > 0 && k == cut:
		s.n = n
	default:
		if s.n = f.compound(w[:cut]); s.n == 0 {
			return match{}, false
		}
	}
	return match{period: period{value: s.value()}, typ: Duration, end: i + 1}, true
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
	if rest == "" {
		return match{}, false
	}
	mod := ""
	if e := f.entry(first); e != nil {
		mod = e.Value
	}
	m, ok := match{}, false
	if rest[0] >= '0' && rest[0] <= '9' {
		m.period, ok = yearOrDecade(rest)
	} else if e := f.entry(rest); e != nil && mod != "" {
		m, ok = f.partWord(i, e, rest)
	}
	if m.end == 0 {
		m.end = i + 1
	}
	m.mod = mod
	return m, ok
}

// yearOrDecade is "1959", "1970s", "70s".
func yearOrDecade(w string) (period, bool) {
	n, k := leading(w)
	switch rest := w[k:]; {
	case k == 4 && n >= 1000 && n < 2200 && rest == "s":
		return ofDecade(n), true
	case k == 2 && n%10 == 0 && rest == "s":
		return ofDecade(century(n)), true
	case k == 4 && n >= 1000 && n < 2200 && rest == "":
		return ofYear(n), true
	}
	return period{}, false
}

// partWord is the month, year or part of a day that "mid-" and its like stand
// before within token i.
func (f *finder) partWord(i int, e *lang.TimeWord, rest string) (match, bool) {
	switch {
	case e.Is&lang.TimeMonth != 0 && rest[0] <= 'Z' && e.Is&lang.TimeAbbreviated == 0:
		if y, end := f.yearAfter(i + 1); end > i+1 {
			return match{period: ofMonth(y, e.N), end: end}, true
		}
		return f.monthAt(e.N, i, i+1), true
	case e.Is&lang.TimePart != 0 && e.Value != "NI":
		if m, ok := f.dateBeside(i + 1); ok {
			m.value += "T" + e.Value
			m.typ, m.grain = Clocked, Clock
			return m, true
		}
		return f.inMind(e.Value, i+1), true
	case e.Is&lang.TimeUnit != 0 && e.Value == "Y":
		return f.relative('Y', 0), true
	}
	return match{}, false
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
