package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// duration finds lengths of time: "five years", "more than two decades" (with
// partOf), "a week", "months".
func (f *finder) duration(i int) (match, bool) {
	s, ok := f.length(i)
	if f.is(i, "all") && f.has(i+1, lang.TimeUnit) && !f.oneOf(i+1, "second", "quarter", "season", "minute", "hour") {
		s, ok = span{amount{n: 1, end: i + 2}, f.unit(i + 1)}, true
	}
	if !ok {
		if !f.has(i, lang.TimeUnits) || !f.bareUnits(i) {
			return match{}, false
		}
		s = span{amount{vague: true, many: true, end: i + 1}, f.unit(i)}
	}
	if !f.measures(i, s) {
		return match{}, false
	}
	value, unit, end := s.value(), s.unit, f.orSo(s.end)
	for !s.vague && !s.half && s.decimal == "" { // "an hour and 20 minutes", "1 year 3 months"
		j := f.skip(f.skip(end, ","), "and")
		t, ok := f.length(j)
		if !ok || t.vague || !smaller(t.unit, unit) || j == end+1 && !f.is(j-1, "and") && !t.many || j == end && !f.has(j, plainDigits) {
			break
		}
		value, unit, end = joinLengths(value, t.value()), t.unit, t.end
	}
	return match{period: period{value: value}, typ: Duration, end: end}, true
}

// bareUnits reports whether a plural without a number tells a length: "for
// weeks", "hours before the vote".
func (f *finder) bareUnits(i int) bool {
	switch f.unit(i) {
	case 'D', 'W', 'M', 'Y', 'E', 'C', 'F':
		return !f.capital(i) || i == f.lo
	case 'H', 'T', 'S':
		return f.oneOf(i-1, "for", "in", "within", "of", "after", "over", "about", "take", "takes", "took", "just", "mere", "only", "spent", "spend", "spending", "last", "lasted", "until") ||
			f.oneOf(i+1, "before", "after", "later", "earlier", "into", "long") || f.is(i+1, "of") && !f.is(i-1, "all")
	}
	return false
}

// measures reports whether a number of units is a length of time, and no age,
// fraction, rank or rate.
func (f *finder) measures(i int, s span) bool {
	switch {
	case f.oneOf(s.end, "old", "older", "younger") || f.is(s.end, "of") && f.is(s.end+1, "age"), f.oneOf(i-1, "aged", "age"):
		return false
	case f.is(i-1, "of") && f.oneOf(i-2, "quarter", "quarters", "third", "thirds", "fraction", "part"):
		return false
	case s.unit == 'Z', s.unit == 'N' && s.vague:
		return false
	case s.unit == 'Q':
		return s.many && f.has(s.end-1, lang.TimeUnits) && !(s.n == 3 && f.is(s.end, "of") && !f.oneOf(s.end-2, adjectives...))
	case f.oneOf(i, "a", "an") && s.n == 1 && !s.half:
		return f.opening(i) || f.oneOf(s.end, "before", "after", "earlier", "later", "or", "of", "in", "into") || f.oneOf(i-1, "only", "just", "barely", "take", "took", "takes", "spent", "lasted", "lasts", "last", "spend", "almost", "nearly", "not", "half", "once", "such", "been", "least", "another", "cost", "waited", "waiting", "wait") || i == f.lo
	case f.is(i, "one") && (s.unit == 'S' || s.unit == 'Z'):
		return false
	case f.has(i, plainDigits) && (f.is(i-1, "$") || f.is(i-1, "No.")):
		return false
	}
	return true
}

// smaller reports whether unit a is a part of unit b that is told beside it:
// "an hour and 20 minutes".
func smaller(a, b byte) bool {
	order := "STHDWMY"
	i, j := strings.IndexByte(order, a), strings.IndexByte(order, b)
	return i >= 0 && i < j && j-i <= 2
}

// joinLengths is the value of two lengths told together.
func joinLengths(long, short string) string {
	if strings.HasPrefix(long, "PT") {
		return long + strings.TrimPrefix(short, "PT")
	}
	return long + short[1:]
}

// every finds what comes again: "every Friday", "each month", "every two
// weeks".
func (f *finder) every(i int) (match, bool) {
	if !f.has(i, lang.TimeEvery) {
		return match{}, false
	}
	j := i + 1
	m := match{typ: Set}
	switch {
	case f.has(j, lang.TimeWeekday) && !f.has(j, lang.TimeAbbreviated):
		m.value, m.end = "XXXX-WXX-"+digits(f.words[j].n, 1), j+1
		m.grain = Day
		m = f.withPart(m)
		m.grain, m.typ = NoGrain, Set
		return m, true
	case f.has(j, lang.TimeMonth) && !f.has(j, lang.TimeAbbreviated):
		m.value, m.end = "XXXX-"+digits(f.words[j].n, 2), j+1
		return m, true
	case f.has(j, lang.TimeSeason):
		m.value, m.end = "XXXX-"+f.value(j), j+1
		return m, true
	case f.has(j, lang.TimePart):
		m.value, m.end = "XXXX-XX-XXT"+f.value(j), j+1
		return m, true
	}
	n := 1
	if f.is(j, "other") && f.has(j+1, lang.TimeWeekday) {
		m.value, m.end = "XXXX-WXX-"+digits(f.words[j+1].n, 1), j+2
		return m, true
	}
	if f.is(j, "other") || f.is(j, "second") && f.unit(j+1) != 0 {
		n, j = 2, j+1
	} else if f.has(j, lang.TimeOrdinal) && f.unit(j+1) != 0 {
		n, j = f.words[j].n, j+1
	} else if f.oneOf(j, "single", "passing", "fiscal") {
		j++
	} else if s, ok := f.length(j); ok && !f.is(j, "a") {
		m.value, m.end = s.value(), s.end
		return m, true
	}
	u := f.unit(j)
	if u == 0 || f.has(j, lang.TimeUnits) || n == 1 && (u == 'S' || u == 'Z') {
		return m, false
	}
	m.value, m.end = span{amount{n: n}, u}.value(), j+1
	return m, true
}

// howOften finds "daily", "weekends", "Tuesday nights".
func (f *finder) howOften(i int) (match, bool) {
	m := match{typ: Set, end: i + 1}
	switch {
	case f.has(i, lang.TimeSet) && (!f.capital(i) || i == f.lo && !f.capital(i+1)):
		m.value = f.value(i)
		return m, true
	case f.has(i, lang.TimeWeekdays):
		m.value = "XXXX-WXX-" + digits(f.words[i].n, 1)
	case f.has(i, lang.TimeWeekday) && f.has(i+1, lang.TimePart) && strings.HasSuffix(f.text(i+1), "s"):
		m.value = "XXXX-WXX-" + digits(f.words[i].n, 1)
	default:
		return m, false
	}
	if f.has(m.end, lang.TimePart) {
		m.value += "T" + f.value(m.end)
		m.end++
	}
	return m, true
}

// rate finds what a number counts in: "$3 billion a year", "twice a week".
func (f *finder) rate(i int) (match, bool) {
	if !f.oneOf(i, "a", "an") || !f.has(i+1, lang.TimeUnit) {
		return match{}, false
	}
	u := f.unit(i + 1)
	if u == 'S' || u == 'Q' || u == 'Z' || u == 'C' || f.has(i+2, lang.TimeAgo) || f.oneOf(i+2, "of", "old", "in", "or", "long", "and") || f.opening(i) {
		return match{}, false
	}
	counted := f.oneOf(i-1, "once", "twice", "times", "cents", "%", "percent", "hours", "days", "nights", "weeks", "months")
	for j := i - 1; j >= max(f.lo, i-5) && !counted; j-- {
		if f.oneOf(j, ",", "(", ")", "for", "than", "in") || f.kind(j, segment.Quote) {
			break
		}
		counted = f.kind(j, segment.Number) && !f.has(j, yearDigits) || f.has(j, lang.TimeNumber) && f.words[j].n > 1 || f.oneOf(j, "$", "million", "billion", "dozens", "hundreds", "thousands", "millions", "many")
	}
	if !counted || f.has(i-1, lang.TimeOrdinal) {
		return match{}, false
	}
	return match{period: period{value: span{amount{n: 1}, u}.value()}, typ: Set, end: i + 2}, true
}

// reference finds vague times: "now", "recently", "in the future".
func (f *finder) reference(i int) (match, bool) {
	if !f.has(i, lang.TimeReference) {
		return match{}, false
	}
	m := match{period: about(NoGrain, f.value(i)), end: i + 1}
	switch strings.ToLower(f.text(i)) {
	case "right":
		if !f.is(i+1, "now") {
			return m, false
		}
		m.end++
	case "these":
		if !f.is(i+1, "days") {
			return m, false
		}
		m.end++
	case "soon":
		return m, !f.oneOf(i-1, "as", "so", "how", "too") && !f.oneOf(i+1, "after", "before", "as")
	case "present":
		return m, f.is(i-1, "at") && (f.endsPhrase(i+1) || !f.capital(i))
	case "future":
		return m, f.is(i-1, "in")
	case "past", "moment", "term":
		return m, false
	case "current", "recent":
		return m, !f.has(i+1, lang.TimeReference) && !f.capital(i) || i == f.lo
	}
	return m, true
}
