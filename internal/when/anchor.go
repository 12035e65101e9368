package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// datelineDays is how far a dateline's day may lie from the report's date.
const datelineDays = 14

// dateline takes the day in "LONDON, Feb. 10 (Wire) —" as the one to count
// from. Without a year it needs the report's date beside it.
func (f *finder) dateline() {
	first := 0
	if f.s.HasHeadline {
		first = 1
	}
	k := 0
	for k < len(f.s.Sentences) && f.s.Sentences[k].Paragraph < first {
		k++
	}
	if k == len(f.s.Sentences) || f.s.Sentences[k].Paragraph != first {
		return
	}
	f.lo, f.hi = f.s.Sentences[k].First, f.s.Behind(f.t, k)
	for i := f.lo + 1; i < f.hi-1; i++ {
		if m, ok := f.monthDay(i); ok && m.known && m.grain == Day {
			if f.anchored == None || abs(m.from-f.anchor) <= datelineDays {
				f.anchor, f.anchored = m.from, Dateline
			}
			return
		}
	}
}

func abs(d day) day {
	if d < 0 {
		return -d
	}
	return d
}

// memory is how many expressions back something may be counted from.
const memory = 100

// reach is how many tokens on either side of an expression may tell its tense.
const reach = 30

// direction says where a day or month without a year lies that begins at token
// i: 1 ahead, -1 behind, 0 when its clause does not tell. The nearest verb or
// word of intention before it decides, since "will meet Friday" and "said
// Friday that it will meet" differ in just that; without one the first after
// it does ("On Friday, it will meet").
func (f *finder) direction(i, end int) int {
	for i > f.lo && (f.has(i-1, lang.TimeMeridiem|lang.TimeClock|lang.TimeMod|clockDigits) || f.has(i-1, plainDigits) && f.has(i, lang.TimeMeridiem) || f.zone(i-1) == i) {
		i-- // "until 9 a.m. EST Tuesday"
	}
	if f.is(i-1, "of") && f.has(i-2, lang.TimeEdge) {
		i -= 2 // "until the end of July"
	}
	if f.is(i-1, "the") && f.oneOf(i-2, "until", "till", "through", "from") {
		i--
	}
	if f.is(i-1, "since") || f.is(i-2, "since") && f.is(i-1, "the") {
		return -1
	}
	if d := f.bound(i, end); d != 0 {
		return d
	}
	until := f.oneOf(i-1, "until", "till", "through", "to", "for")
	if f.oneOf(i-1, "as", "starting", "beginning") && !f.oneOf(i-2, "was", "late", "recently", "ago", "back") {
		return 1 // "as early as Tuesday"
	}
	if f.oneOf(end, "'s", "’s") && !f.oneOf(i-1, "before", "of", "until", "for") {
		return -1 // "Wednesday's ruling"
	}
	if f.oneOf(i-1, "is", "are") || f.oneOf(i-1, "on", "in") && f.oneOf(i-2, "is", "are") {
		return 1 // "the vote is on Friday"
	}
	for j := i - 1; j >= max(f.lo, i-reach); j-- {
		if f.oneOf(i-1, "in", "on") && f.cue(j) == "from" && (strings.HasSuffix(f.text(j), "s") || f.present(j)) {
			return 1 // "the pier reopens in July", "they go to the polls in May"
		}
		if f.is(i-1, "on") && f.oneOf(j, "is", "are") && f.oneOf(j+1, "at", "in", "away", "against") {
			return 1 // "the next match is at home on Sunday"
		}
		if f.is(i-1, "for") && f.cue(j) == "for" && !f.oneOf(j-1, "had", "been") {
			return 1 // "called a strike for Friday"
		}
		if d := f.tense(j, true, until); d != 0 {
			if d < 0 && until && !f.oneOf(i-1, "to", "for") && (f.oneOf(j-1, "has", "have") || f.is(j-1, "been") && f.oneOf(j-2, "has", "have") || f.intended(i)) {
				return 1 // "has been shut until Friday"
			}
			return d
		}
		if f.oneOf(j, ";", "who", "which") {
			return 0
		}
	}
	for j := end; j < min(f.hi, end+reach); j++ {
		if d := f.tense(j, false, false); d != 0 {
			return d
		}
		if f.is(j, ";") {
			return 0
		}
	}
	return 0
}

// tense is 1 for a word that speaks of what is to come, -1 for a verb in the
// past tense, 0 for all others. Before an expression a participle can speak of
// what is to come too ("the vote planned for Friday"), and until says that the
// expression is an end ("postponed until Friday").
func (f *finder) tense(i int, before, until bool) int {
	if !f.kind(i, segment.Word) || f.capital(i) && i > f.lo {
		return 0
	}
	t := f.text(i)
	if len(t) > longest {
		return 0
	}
	w := strings.ToLower(t)
	passive := f.oneOf(i-1, "be", "being", "is", "are", "to", "stay", "stays", "remain", "remains", "keep", "keeps")
	ed := strings.HasSuffix(w, "ed") && len(w) > 3 && !strings.HasSuffix(w, "eed") && w != "hundred"
	if before && (f.l.Future[w] == "ing" || w == "planning") && f.oneOf(i-1, "was", "were", "is", "are") && !f.interrupted(i) {
		return 1 // "said that she was leaving in May"
	}
	if need, ok := f.l.Future[w]; ok && (need == "" || need == "to" && f.oneOf(i+1, "to", "for") || need == "until" && until) {
		switch {
		case w == "put" && !f.oneOf(i+1, "off", "back"):
			return -1
		case f.is(i+1, "have"), f.is(i-1, "been") && f.is(i-2, "had"), ed && !before && !passive:
			return -1
		}
		return 1
	}
	switch {
	case ed && f.oneOf(i-1, "a", "an", "the", "its", "their", "of", "on", "in", "for", "with", "about"): // "rules on converted buildings"
		return 0
	case passive && (ed || f.l.Past.Has(w)): // "will be named": the verb before it tells
		return 0
	case w == "followed" && f.is(i+1, "by"): // "a vote Monday, followed by another Tuesday"
		return 0
	case ed, f.l.Past.Has(w):
		if (w == "was" || w == "were") && (f.oneOf(i+1, "to", "due") || f.is(i+1, "set") && f.is(i+2, "to")) {
			return 1
		}
		return -1
	case (w == "is" || w == "are") && f.is(i+1, "to"):
		return 1
	}
	return 0
}

// present reports whether the verb at token j, in its plain form, is in the
// present tense: nothing before it makes it past, or an infinitive.
func (f *finder) present(j int) bool {
	return f.oneOf(j, "go", "begin", "meet", "resume", "reopen") && !f.oneOf(j-1, "to", "did", "not", "n't", "n’t")
}

// interrupted reports whether what went on, as the verb at token i has it, is
// the background of something else: "was leaving on Sunday when the bell rang".
func (f *finder) interrupted(i int) bool {
	for j := i + 1; j < min(f.hi, i+reach); j++ {
		if f.oneOf(j, "when", "as", "while") {
			return true
		}
	}
	return false
}

// intended reports whether an infinitive stands between token i and the verb
// before it: "agreed to buy it in February" may mean either February.
func (f *finder) intended(i int) bool {
	for j := i - 1; j > max(f.lo, i-reach); j-- {
		if f.oneOf(j, "promised", "pledged") {
			return true
		}
		if f.is(j, "to") && f.kind(j+1, segment.Word) && !f.capital(j+1) && !f.oneOf(j+1, "the", "a", "an", "its", "his", "her", "their", "this", "that", "more", "about", "nearly") {
			return true
		}
		if f.tense(j, true, false) != 0 {
			return false
		}
	}
	return f.oneOf(i-1, "through", "effective", "starting", "beginning")
}

// nearest moves back or on to the day that fits: back is the latest such day,
// today included, ahead the next one, today included. step is the distance
// between two such days.
func nearest(from, anchor day, step, direction int) day {
	d := from
	if direction > 0 {
		for d < anchor {
			d += day(step)
		}
		return d
	}
	for d > anchor {
		d -= day(step)
	}
	return d
}

// last is the latest expression before the one at hand that has a place in the
// calendar and fits, no more than three sentences back.
func (f *finder) last(fits func(p *place) bool) (int, bool) {
	for k := len(f.places) - 1; k >= max(0, len(f.places)-memory); k-- {
		if f.number-f.places[k].sentence > 3 {
			break
		}
		if f.places[k].known && fits(&f.places[k]) {
			return k, true
		}
	}
	return 0, false
}

// lastDay is the latest expression within three sentences that names a day.
func (f *finder) lastDay() (int, bool) {
	return f.last(func(p *place) bool { return p.grain == Day || p.grain == Clock })
}

// relative is a unit's period counted from the report's date.
func (f *finder) relative(unit byte, n int) match {
	if f.anchored == None {
		return match{period: unplaced(unit)}
	}
	return match{period: at(f.anchor, unit, n), anchor: f.anchored}
}

// opening reports whether a determiner or preposition stands before token i, so
// that a word there is a noun.
func (f *finder) opening(i int) bool {
	return f.oneOf(i-1, "in", "since", "until", "till", "by", "from", "of", "through", "during", "before", "after", "for", "to", "between", "and", "or", "on", "than", "over", "within", "at", "throughout", "around", "about", "into", "towards", "toward", "as") ||
		f.has(i-1, lang.TimeShift|lang.TimeMod|lang.TimeEvery)
}
