package when

import (
	"strings"

	"parallax/internal/lang"
)

// clock finds times of day, with the day that stands beside them: "10:35 a.m.",
// "10am", "noon Thursday", "5 p.m. EST, Nov. 6", "4 in the morning".
func (f *finder) clock(i int) (match, bool) {
	minutes, end, ok := f.timeOfDay(i)
	if !ok {
		return match{}, false
	}
	end = f.zone(end)
	on, found := f.dateBeside(end)
	if !found {
		on = f.dayBehind(end)
		if on.value == "" {
			on = f.dayInMind(minutes)
			if on.from == f.anchor && f.anchored == Published && f.known && !f.dayNamed() && minutes > f.minutes+ahead && f.direction(i, end) < 0 {
				on.period = ofDay(on.from - 1) // "at 11.30 p.m.", told in the morning
			}
		}
		on.end = end
	}
	on.typ, on.grain = Clocked, Clock
	if on.value == "" {
		on.value = "XXXX-XX-XX"
	}
	on.value += "T" + digits(minutes/60, 2) + ":" + digits(minutes%60, 2)
	return on, true
}

// timeOfDay reads a time of day in minutes after midnight.
func (f *finder) timeOfDay(i int) (minutes, end int, ok bool) {
	switch {
	case f.has(i, lang.TimeClock):
		if f.capital(i) && i > f.lo && !f.headline {
			return 0, 0, false
		}
		if f.words[i].n == 24*60 && (f.oneOf(i-1, "after", "past") && f.oneOf(i-2, "shortly", "just", "soon", "minutes") || f.is(i-1, "from")) {
			return 0, i + 1, true // the day begins
		}
		return f.words[i].n, i + 1, true
	case f.has(i, clockDigits):
		return f.written(i)
	}
	hour := 0
	if f.has(i, plainDigits|lang.TimeNumber) {
		hour = f.words[i].n
	}
	if hour < 1 || hour > 12 {
		return 0, 0, false
	}
	if t := f.text(i); len(t) == 4 && t[1] == '.' || len(t) == 5 && t[2] == '.' { // "7.30 p.m."
		if m, k := leading(t[strings.IndexByte(t, '.')+1:]); k == 2 && m < 60 && f.has(i+1, lang.TimeMeridiem) {
			return 60*(hour%12+f.words[i+1].n) + m, i + 2, true
		} else if k == 2 && m < 60 && f.is(i+1, "this") && f.oneOf(i+2, "morning", "afternoon", "evening") {
			minutes, _, _ := f.daytime(hour, i+1)
			if !f.is(i+2, "morning") {
				minutes = 60 * (hour%12 + 12)
			}
			return minutes + m, i + 1, true
		}
		return 0, 0, false
	}
	switch {
	case f.has(i+1, lang.TimeMeridiem):
		return 60 * (hour%12 + f.words[i+1].n), i + 2, true
	case f.oneOf(i+1, "o'clock", "o’clock"):
		return f.daytime(hour, i+2)
	case f.is(i+1, "in") && f.is(i+2, "the") && f.oneOf(i+3, "morning", "afternoon", "evening"),
		f.is(i+1, "at") && f.is(i+2, "night"):
		return f.daytime(hour, i+1)
	}
	return 0, 0, false
}

// written reads "10:35" and "10am": the first where something tells that it is a
// time and no score.
func (f *finder) written(i int) (minutes, end int, ok bool) {
	n := f.words[i].n
	if f.has(i+1, lang.TimeMeridiem) && n < 13*60 {
		return n%(12*60) + 60*f.words[i+1].n, i + 2, true
	}
	told := strings.IndexByte(strings.ToLower(f.text(i)), 'm') >= 0 || f.zone(i+1) > i+1 ||
		f.oneOf(i-1, "at", "by", "until", "around", "about", "before", "after", "from", "since")
	return n, i + 1, told
}

// daytime adds the part of the day that follows an hour.
func (f *finder) daytime(hour, i int) (minutes, end int, ok bool) {
	switch {
	case f.is(i, "in") && f.is(i+1, "the") && f.oneOf(i+2, "afternoon", "evening"):
		return 60 * (hour%12 + 12), i + 3, true
	case f.is(i, "at") && f.is(i+1, "night"):
		return 60 * (hour%12 + 12), i + 2, true
	case f.is(i, "in") && f.is(i+1, "the") && f.is(i+2, "morning"):
		i += 3
	}
	return 60 * hour, i, true
}

// zone is the place after a time zone at token i, or i.
func (f *finder) zone(i int) int {
	t := f.text(i)
	if len(t) < 2 || len(t) > longest {
		return i
	}
	if t == "ET" || t == "PT" || t == "CT" || t == "MT" || len(t) > 2 && strings.ToUpper(t) == t && f.l.TimeZones.Has(strings.ToLower(t)) {
		return i + 1
	}
	if f.oneOf(i, "eastern", "central", "mountain", "pacific", "local", "greenwich", "universal", "universal") {
		j := f.skip(f.skip(i+1, "standard", "daylight", "mean"), "time")
		if j > i+1 || !f.is(i, "local") {
			return j
		}
	}
	return i
}

// dateBeside is the day that follows a time of day at token i, a comma apart
// at most.
func (f *finder) dateBeside(i int) (match, bool) {
	j := f.skip(i, ",")
	for _, find := range []func(*finder, int) (match, bool){(*finder).weekday, (*finder).monthDay, (*finder).dayWord, (*finder).writtenDate} {
		if m, ok := find(f, j); ok && m.grain == Day {
			return m, true
		}
	}
	if j == i && f.oneOf(i, "last", "next", "this") {
		if m, ok := f.shifted(i); ok && (m.grain == Day || m.grain == Clock) {
			m.value, _, _ = strings.Cut(m.value, "T")
			return m, true
		}
	}
	return match{}, false
}

// dayBehind is the day that follows the time of day before token end, a few words
// apart: "at 10 a.m. on Friday", and where nothing in the sentence has named a
// day before, "at 10 a.m. in the capital Friday".
func (f *finder) dayBehind(end int) match {
	near := f.skip(end, ",")
	if f.is(near, "on") {
		near++
	}
	if near > end && f.has(near, lang.TimeMonth|plainDigits) {
		if m, ok := f.monthDay(near); ok && m.grain == Day {
			return m
		}
	}
	for j := end + 1; j < min(f.hi, end+6); j++ {
		m, ok := f.weekday(j)
		if !ok {
			continue
		}
		if j > near && f.dayNamed() {
			return match{}
		}
		m.value, _, _ = strings.Cut(m.value, "T")
		return m
	}
	return match{}
}

// Minutes after midnight: until when a night lasts, from when an evening does,
// and how far a time of day may lie after that of the report and be of its day.
const (
	smallHours = 6 * 60
	evening    = 18 * 60
	ahead      = 2 * 60
)

// dayInMind is the day that a time of day without one belongs to: that of the
// sentence so far, or of the one before it where it tells what happened on a
// day; else the report's. What follows an evening in the small hours
// belongs to the next day.
func (f *finder) dayInMind(minutes int) match {
	if k, ok := f.lastDay(); ok && (f.places[k].sentence == f.number || f.carries(k)) {
		p := f.places[k].period
		if minutes < smallHours && f.late(k) && !f.oneOf(f.places[k].first-1, "before", "until") {
			p = ofDay(p.from + 1)
		}
		p.value = p.from.iso()
		return match{period: p, anchor: Other, base: k}
	}
	if f.anchored != None {
		return match{period: ofDay(f.anchor), anchor: f.anchored}
	}
	return match{}
}

// dayNamed reports whether the sentence has named a day before.
func (f *finder) dayNamed() bool {
	k, ok := f.lastDay()
	return ok && f.places[k].sentence == f.number
}

// carries reports whether the day of place k, in the sentence before, is that of
// what follows: something happened on it, and it has come.
func (f *finder) carries(k int) bool {
	p := &f.places[k]
	return p.happened && p.sentence == f.number-1 && f.anchored != None && p.from <= f.anchor && f.direction(f.lo, f.lo) <= 0
}

// happened reports whether the time at token i is that of a happening: no bound
// of a stretch, and no day on which somebody spoke.
func (f *finder) happened(i int) bool {
	if f.oneOf(i-1, "since", "until", "till", "before", "after", "from", "by") {
		return false
	}
	if f.is(i-1, "on") {
		i--
	}
	return !f.reporting(i - 1)
}

// late reports whether the last that was told of the day of place k was its
// evening, as in "at 11 p.m. on Tuesday".
func (f *finder) late(k int) bool {
	p := &f.places[k]
	if p.late || k == 0 {
		return p.late
	}
	before := &f.places[k-1]
	return before.late && before.from == p.from && before.sentence == p.sentence
}

// lateIn reports whether a moment lies in an evening or a night, after which
// the small hours are those of the next day.
func lateIn(value string) bool {
	_, t, ok := strings.Cut(value, "T")
	return ok && (t == "EV" || t == "NI" || t >= "18:00" && t < "24:00")
}

// withPart adds the part of the day that follows a day: "Thursday morning".
func (f *finder) withPart(m match) match {
	if m.grain != Day || !f.has(m.end, lang.TimePart) || f.oneOf(m.end, "overnight") {
		return m
	}
	m.value += "T" + f.value(m.end)
	m.typ, m.grain, m.end = Clocked, Clock, m.end+1
	return m
}

// inMind is a part of the day that the sentence is about: a code of TIMEX3, and
// the place after the expression.
func (f *finder) inMind(code string, end int) match {
	m := f.dayInMind(evening)
	if m.value == "" {
		m.value = "XXXX-XX-XX"
	}
	m.value += "T" + code
	m.typ, m.grain, m.end = Clocked, Clock, end
	return m
}

// partOfDay finds parts of a day that nothing places but the sentence: "in the
// morning", "overnight".
func (f *finder) partOfDay(i int) (match, bool) {
	j := i
	switch {
	case f.is(i, "the") && f.has(i+1, lang.TimePart) && f.oneOf(i-1, "in", "during", "of") && !f.is(i+1, "overnight"):
		if f.is(i+1, "night") && f.is(i-1, "of") {
			return match{}, false
		}
		j = i + 1
	case f.is(i, "overnight") && !f.oneOf(i-1, "the", "an", "a"):
	default:
		return match{}, false
	}
	return f.inMind(f.value(j), j+1), true
}
