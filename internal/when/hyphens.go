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
