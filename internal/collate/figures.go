package collate

import (
	"strings"
	"unicode/utf8"

	"parallax/internal/text"
)

// units are the letters that stand for a word after a number: the words they
// are read as, and whether they do so only after a sign of money ("£5m", but
// "5m deep").
var units = map[string]struct {
	word  string
	money bool
}{
	"m": {"million", true}, "k": {"thousand", true}, "mn": {"million", false}, "mln": {"million", false},
	"bn": {"billion", false}, "b": {"billion", true}, "tn": {"trillion", false}, "trn": {"trillion", false},
	"am": {"am", false}, "pm": {"pm", false},
}

// figure adds a number with its unit as two words, "£5m" as "5 million" and
// "9pm" as "9 pm"; false when form is no such thing.
func (r *reader) figure(form string, span text.Span) bool {
	if form == "" || !isDigit(form[0]) || span.Len() != len(form) {
		return false
	}
	n := strings.IndexFunc(form, func(c rune) bool { return (c < '0' || c > '9') && c != '.' })
	if n <= 0 {
		return false
	}
	unit, known := units[form[n:]]
	if !known {
		return false
	}
	if before, _ := utf8.DecodeLastRuneInString(r.t[:span.Start]); unit.money && !strings.ContainsRune("£$€¥", before) {
		return false
	}
	number := text.Span{Start: span.Start, End: span.Start + n}
	hour, minute, clock := strings.Cut(form[:n], ".")
	if clock && (unit.word == "am" || unit.word == "pm") { // "9.30pm" is "9:30 p.m."
		r.add(hour, text.Span{Start: number.Start, End: number.Start + len(hour)})
		r.add(minute, text.Span{Start: number.End - len(minute), End: number.End})
	} else {
		r.add(form[:n], number)
	}
	r.add(unit.word, text.Span{Start: number.End, End: span.End})
	r.words[len(r.words)-1].clitic = true
	return true
}

// day makes one word of a day and its month, which outlets write in either
// order: "3 March", "March 3", "March 3rd". It reports whether it did.
func (r *reader) day(form string, span text.Span) bool {
	n := len(r.words)
	if n == r.first || r.words[n-1].pause != none {
		return false
	}
	before := &r.words[n-1]
	month, number := form, r.forms[before.form]
	if _, ok := r.lang.Months[month]; !ok {
		month, number = number, form
	}
	if _, ok := r.lang.Months[month]; !ok || !isDay(number) {
		return false
	}
	at := before.Start
	if month == form {
		at = span.Start
	}
	if c := r.t[at]; c < 'A' || c > 'Z' { // "they may 3 times"
		return false
	}
	before.form, before.End = r.id(strings.TrimRight(number, "stndrh")+" "+month), span.End
	return true
}

// isDay reports whether a form is a day of a month in figures, with or
// without the ending of its ordinal.
func isDay(form string) bool {
	digits := strings.TrimRight(form, "stndrh")
	if ending := form[len(digits):]; ending != "" && ending != "st" && ending != "nd" && ending != "rd" && ending != "th" {
		return false
	}
	switch len(digits) {
	case 1:
		return digits[0] >= '1' && digits[0] <= '9'
	case 2:
		return (digits[0] >= '1' && digits[0] <= '2' || digits >= "30" && digits <= "31") && isDigit(digits[1])
	}
	return false
}
