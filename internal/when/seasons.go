package when

import (
	"parallax/internal/lang"
)

// season finds seasons that a year or a preposition makes one: "summer 2012",
// "the winter of 2010", "by spring".
func (f *finder) season(i int) (match, bool) {
	if !f.has(i, lang.TimeSeason) {
		return match{}, false
	}
	if y, end := f.yearAfter(i + 1); end > i+1 {
		return match{period: ofSeason(y, f.seasonIndex(i)), end: end}, true
	}
	the := f.is(i-1, "the") || f.has(i-1, lang.TimeMod)
	before := i - 1
	for f.is(before, "the") || before > f.lo && f.has(before, lang.TimeMod) && the {
		before--
	}
	if !f.oneOf(before, "in", "by", "since", "until", "during", "over", "before", "through", "throughout", "after", "of", "for", "last", "next") || f.is(i, "fall") && (!the || f.is(before, "before") || f.is(before, "after")) {
		return match{}, false
	}
	if f.oneOf(i+1, "of", "in", "from") && f.is(i, "fall") {
		return match{}, false
	}
	return f.seasonAt(i), true
}

// seasonIndex is the place of the season at token i in its year, 0 for spring.
func (f *finder) seasonIndex(i int) int {
	v := f.value(i)
	for k, s := range seasons {
		if s == v {
			return k
		}
	}
	return 0
}

// seasonAt is the season that the word at token i means, by the tense of its
// clause.
func (f *finder) seasonAt(i int) match {
	k := f.seasonIndex(i)
	if f.anchored == None {
		return match{period: about(Season, "XXXX-"+seasons[k]), end: i + 1}
	}
	back, ahead := f.seasonsAround(k)
	if f.direction(i, i+1) > 0 {
		back = ahead
	}
	return match{period: back, end: i + 1, anchor: f.anchored}
}

// seasonsAround is the latest season k that has begun by the report's date and
// the earliest that has not ended by it; they are one while it goes on.
func (f *finder) seasonsAround(k int) (back, ahead period) {
	y, _, _ := f.anchor.civil()
	for i := y + 1; i >= y-1; i-- {
		s := ofSeason(i, k)
		if s.to >= f.anchor {
			ahead = s
		}
		if s.from <= f.anchor && back.value == "" {
			back = s
		}
	}
	return back, ahead
}

func (f *finder) shiftedSeason(j, n int) match {
	k := f.seasonIndex(j)
	if f.anchored == None {
		return match{period: about(Season, "XXXX-"+seasons[k]), end: j + 1}
	}
	back, ahead := f.seasonsAround(k)
	y, _, _ := f.anchor.civil()
	m := match{period: back, end: j + 1, anchor: f.anchored}
	switch {
	case n < 0 && back == ahead:
		y, _, _ = back.from.civil()
		m.period = ofSeason(y-1, k)
	case n > 0 && back == ahead:
		y, _, _ = back.from.civil()
		m.period = ofSeason(y+1, k)
	case n > 0, n == 0 && k != 3 && ofSeason(y, k) == ahead:
		m.period = ahead
	case n == 0 && k == 3 && ahead.from-f.anchor < 180: // "this winter" in January is the one that goes on
		m.period = ahead
	}
	return m
}
