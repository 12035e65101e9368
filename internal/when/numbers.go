package when

import (
	"strconv"
	"strings"

	"parallax/internal/lang"
)

// amount is a number of units.
type amount struct {
	n     int
	half  bool // and a half
	vague bool // "several", "a few"
	many  bool // a number of two words and more, or no number at all: not "a" or "one"
	end   int  // one past its last token

	decimal string // as written, when it has other decimals than a half: "5.6"
}

// quantity reads a number at token i: "3", "three", "twenty-five", "a", "a
// few", "two and a half", "2 1/2", "two to three", "a couple of".
func (f *finder) quantity(i int) (a amount, ok bool) {
	switch {
	case f.oneOf(i, "a", "an"):
		a, ok = f.indefinite(i)
	case f.is(i, "another") && f.has(i+1, lang.TimeUnit):
		return amount{n: 1, end: i + 1}, true
	case f.is(i, "half") && f.oneOf(i+1, "a", "an"):
		return amount{half: true, end: i + 2}, true
	case f.is(i, "half") && f.has(i+1, lang.TimeUnit) && f.oneOf(i+1, "hour", "year", "century", "decade"):
		return amount{half: true, end: i + 1}, true
	case f.has(i, lang.TimeVague):
		a, ok = amount{vague: true, many: true, end: i + 1}, true
		if f.is(i, "couple") {
			a = amount{n: 2, many: true, end: f.skip(i+1, "of")}
		}
	case f.oneOf(i, "dozens", "hundreds", "thousands", "scores") && f.is(i+1, "of"):
		return amount{vague: true, many: true, end: i + 2}, true
	default:
		a, ok = f.counted(i)
	}
	if !ok {
		return a, false
	}
	if f.oneOf(a.end, "to", "or", "-", "–") && !a.vague {
		if b, ok := f.counted(a.end + 1); ok && b.n > a.n {
			a.end, a.many = b.end, true
		}
	}
	if f.is(a.end, "and") && f.is(a.end+1, "a") && f.is(a.end+2, "half") {
		a.half, a.end = true, a.end+3
	}
	return a, true
}

// indefinite reads a number that begins with an article.
func (f *finder) indefinite(i int) (amount, bool) {
	switch {
	case f.has(i+1, lang.TimeVague):
		n := 0
		if f.is(i+1, "couple") {
			n = 2
		}
		return amount{n: n, vague: n == 0, many: true, end: f.skip(i+2, "of")}, true
	case f.is(i+1, "number") && f.is(i+2, "of"):
		return amount{vague: true, many: true, end: i + 3}, true
	case f.oneOf(i+1, "half", "half-"):
		return amount{half: true, end: i + 2}, true
	case f.oneOf(i+1, "hundred", "thousand", "dozen"):
		a, ok := f.counted(i + 1)
		return a, ok
	}
	return amount{n: 1, end: i + 1}, true
}

// counted reads a number in digits or words.
func (f *finder) counted(i int) (amount, bool) {
	if f.has(i, plainDigits) {
		a := amount{n: f.words[i].n, many: true, end: i + 1}
		t := f.text(i)
		if strings.HasSuffix(t, ".5") || strings.HasSuffix(t, "½") {
			a.half = true
		} else if strings.IndexByte(t, '.') > 0 {
			a.decimal = t
		}
		if f.has(i+1, slashed) && f.oneOf(i+1, "1/2") {
			a.half, a.end = true, i+2
		}
		return a, true
	}
	total, current, j := 0, 0, i
	for ; j < f.hi; j++ {
		n := f.numeral(j)
		switch {
		case n == 0:
			if j > i && f.is(j, "and") && f.numeral(j+1) > 0 && (current >= 100 || total > 0 && current == 0) && f.numeral(j+1) < 100 {
				continue
			}
		case n == 100 && current < 100:
			current = max(1, current) * 100
			continue
		case n == 1000 && total == 0:
			total, current = total+max(1, current)*1000, 0
			continue
		case n < 100 && (current%100 == 0 || n < 10 && current%10 == 0 && current%100 >= 20):
			current += n
			continue
		}
		break
	}
	if total+current == 0 {
		return amount{}, false
	}
	return amount{n: total + current, many: total+current > 1, end: j}, true
}

// numeral is the number that the word at token i names, 0 when it names none.
func (f *finder) numeral(i int) int {
	if f.has(i, lang.TimeNumber) {
		return f.words[i].n
	}
	if f.has(i, hyphened) {
		return f.compound(f.text(i))
	}
	return 0
}

// compound is the number that a word with one hyphen names: "twenty-five".
func (f *finder) compound(w string) int {
	tens, ones, ok := strings.Cut(w, "-")
	if !ok {
		return 0
	}
	t, o := f.entry(tens), f.entry(ones)
	if t == nil || o == nil || t.Is&lang.TimeNumber == 0 || o.Is&(lang.TimeNumber|lang.TimeOrdinal) == 0 || t.N < 20 || t.N > 90 || o.N > 9 {
		return 0
	}
	return t.N + o.N
}

// span is a length of time: a number of units.
type span struct {
	amount
	unit byte
}

// adjectives may stand between a number and its unit.
var adjectives = []string{"more", "other", "full", "straight", "consecutive", "additional", "long", "short", "trading", "working", "business", "calendar", "whole", "successive", "solid", "extra", "further", "fiscal", "such", "or", "so", "of", "entire", "remaining", "crucial", "the"}

// length reads a number of units at token i.
func (f *finder) length(i int) (s span, ok bool) {
	a, ok := f.quantity(i)
	if !ok {
		return s, false
	}
	j := a.end
	for k := 0; k < 2 && f.oneOf(j, adjectives...); k++ {
		j++
	}
	u := f.unit(j)
	if u == 0 || u == 'S' && !f.has(j, lang.TimeUnits) && !a.many {
		return s, false // "a second" counts more often than it measures
	}
	if f.capital(j) && j > f.lo && !f.headline {
		return s, false // a title: "60 Minutes"
	}
	a.end = j + 1
	if f.is(a.end, "and") && f.is(a.end+1, "a") && f.is(a.end+2, "half") {
		a.half, a.end = true, a.end+3
	}
	return span{a, u}, true
}

// value is the TIMEX3 value of a length: "P2W", "PXY", "PT5H30M".
func (s span) value() string {
	if s.vague {
		return vagueLength(s.unit)
	}
	n, unit := s.n, s.unit
	switch unit {
	case 'F':
		n, unit = 2*n, 'W'
	case 'E':
		n, unit = 10*n, 'Y'
		if s.half {
			return "P" + strconv.Itoa(n+5) + "Y"
		}
	case 'C':
		n, unit = 100*n, 'Y'
		if s.half {
			return "P" + strconv.Itoa(n+50) + "Y"
		}
	}
	k := strconv.Itoa(n)
	if s.decimal != "" {
		k, unit = s.decimal, s.unit
	}
	if s.half {
		return halved(n, k, unit)
	}
	switch unit {
	case 'H', 'S':
		return "PT" + k + string(unit)
	case 'T':
		return "PT" + k + "M"
	case 'N':
		return "P" + k + "WE"
	case 'Z':
		return "P" + k + "SU"
	}
	return "P" + k + string(unit)
}

// halved is the value of n and a half units.
func halved(n int, k string, unit byte) string {
	smaller := map[byte]string{'Y': "6M", 'H': "30M", 'T': "30S", 'D': "T12H"}[unit]
	whole := k + string(unit)
	if unit == 'T' {
		whole = k + "M"
	}
	if n == 0 {
		whole = ""
	}
	switch unit {
	case 'Y', 'D':
		return "P" + whole + smaller
	case 'H', 'T':
		return "PT" + whole + smaller
	}
	return "P" + k + ".5" + string(unit)
}

// vagueLength is the value of "years", "a few weeks".
func vagueLength(unit byte) string {
	switch unit {
	case 'H', 'S':
		return "PTX" + string(unit)
	case 'T':
		return "PTXM"
	case 'F':
		return "PXW"
	case 'N':
		return "PXWE"
	case 'E':
		return "PXY"
	case 'Z':
		return "PXSU"
	}
	return "PX" + string(unit)
}
