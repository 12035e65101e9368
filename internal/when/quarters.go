package when

import (
	"strconv"

	"parallax/internal/lang"
)

// quarter finds quarters and halves of a year: "the third quarter of 1990",
// "Q3 2021", "the fiscal first quarter", "first half of 2020".
func (f *finder) quarter(i int) (match, bool) {
	if f.has(i, quarterCode) {
		return f.codedQuarter(i)
	}
	j, fiscal, year := i, false, 0
	if f.has(i, yearDigits) { // "the 1988 third quarter"
		year, j = f.words[i].n, i+1
	}
	if f.has(j, lang.TimeFiscal) {
		fiscal, j = true, j+1
	}
	n := f.quarterNumber(j)
	if f.is(j+1, "fiscal") {
		fiscal, j = true, j+1
	}
	half := f.is(j+1, "half")
	if n == 0 || half && n > 2 || !half && !f.is(j+1, "quarter") {
		return match{}, false
	}
	end := j + 2
	if year == 0 {
		var m match
		if year, m, end = f.yearOf(end); m.end > 0 && year == 0 {
			code := "Q"
			if half {
				code = "H"
			}
			return match{period: about(Quarter, "XXXX-"+code+strconv.Itoa(n)), end: m.end}, true
		}
	}
	switch {
	case !half:
		return f.quarterOf(n, year, i, end, fiscal)
	case year == 0:
		return match{}, false // of a match, more often
	}
	return match{period: ofHalf(year, n), end: end, anchor: f.anchored}, true
}

// codedQuarter is "Q3", "Q3 2021", "H1 2020".
func (f *finder) codedQuarter(i int) (match, bool) {
	y, end := f.yearAfter(i + 1)
	h := f.words[i].n - halfCode
	switch {
	case h <= 0:
		return f.quarterOf(f.words[i].n, y, i, end, false)
	case end == i+1:
		return match{}, false
	}
	return match{period: ofHalf(y, h), end: end}, true
}

// quarterNumber is the number that the word at token i gives a quarter or half,
// 0 when it gives none: "third", and "last" in "the last quarter of".
func (f *finder) quarterNumber(i int) int {
	switch {
	case f.has(i, lang.TimeOrdinal) && f.words[i].n <= 4:
		return f.words[i].n
	case f.oneOf(i, "last", "final") && f.is(i+2, "of") && f.is(i+1, "half"):
		return 2
	case f.oneOf(i, "last", "final") && f.is(i+2, "of") && f.is(i+1, "quarter"):
		return 4
	}
	return 0
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

// latestQuarter is the quarter that the report speaks of, or the one before its
// date, and that many years on.
func (f *finder) latestQuarter(end, years int) (match, bool) {
	for k := len(f.places) - 1; k >= max(0, len(f.places)-memory); k-- {
		if p := &f.places[k]; p.grain == Quarter && p.known && !p.compared {
			y, m, _ := p.from.civil()
			return match{period: ofQuarter(y+years, (m-1)/3+1), end: end, anchor: Other, base: k, compared: years != 0}, true
		}
	}
	if f.anchored == None {
		return match{period: unplaced('Q'), end: end}, true
	}
	return match{period: at(f.anchor, 'Q', -1+4*years), end: end, anchor: f.anchored}, true
}

// quarterOfYear is "last year's third quarter".
func (f *finder) quarterOfYear(m match) (match, bool) {
	j := m.end + 1
	if f.is(j, "quarter") {
		q, ok := f.latestQuarter(j+1, -1)
		return q, ok
	}
	if f.has(j, lang.TimeOrdinal) && f.words[j].n <= 4 && f.is(j+1, "quarter") && m.known {
		y, _, _ := m.from.civil()
		return match{period: ofQuarter(y, f.words[j].n), end: j + 2, anchor: f.anchored}, true
	}
	return m, false
}

// yearBefore is the same quarter a year before, where the sentences at hand are
// about a quarter: what companies compare their figures with.
func (f *finder) yearBefore(end int) (match, bool) {
	for k := len(f.places) - 1; k >= max(0, len(f.places)-memory) && f.number-f.places[k].sentence <= 4; k-- {
		p := &f.places[k]
		if p.grain != Quarter {
			continue
		}
		if !p.known {
			return match{}, false
		}
		y, m, _ := p.from.civil()
		if y0, _, _ := f.anchor.civil(); f.anchored != None && y < y0-1 {
			return match{}, false
		}
		if p.compared {
			y++ // that one was the year before already
		}
		return match{period: ofQuarter(y-1, (m-1)/3+1), end: end, anchor: Other, base: k, compared: true}, true
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
