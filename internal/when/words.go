package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// heads are what an expression of time cannot do without: the words that only
// open one are not among them.
const heads = lang.TimeUnit | lang.TimeUnits | lang.TimeMonth | lang.TimeWeekday | lang.TimeWeekdays | lang.TimeSeason | lang.TimePart |
	lang.TimeDay | lang.TimeReference | lang.TimeSet | lang.TimeDecade | lang.TimeHoliday | lang.TimeMeridiem | lang.TimeClock | lang.TimeGap |
	yearDigits | decadeDigits | clockDigits | quarterCode | hyphened | slashed

// Classes of words that are told by their shape, above those of package lang.
const (
	plainDigits  lang.TimeClass = 1 << (iota + 32) // "12", up to 999,999
	yearDigits                                     // "1987"
	decadeDigits                                   // "1980s", "'80s"
	clockDigits                                    // "10am", "18:30"
	quarterCode                                    // "Q3", "H1"
	hyphened                                       // "two-year", "mid-November"
	slashed                                        // "2/10/2022"
)

// halfCode is added to the number of a half of a year where quarters count too.
const halfCode = 10

// word is what one token can be.
type word struct {
	is lang.TimeClass
	n  int // number, month, weekday, shift...; for clockDigits minutes after midnight
}

// longest is the length in bytes of the longest word that is looked up.
const longest = 24

// read classifies every token.
func (f *finder) read() {
	f.words = make([]word, len(f.s.Tokens))
	for i := range f.s.Tokens {
		k := &f.s.Tokens[i]
		switch k.Kind {
		case segment.Word:
			f.words[i] = f.classify(k.In(f.t))
		case segment.Number:
			f.words[i] = number(k.In(f.t))
		}
	}
}

// entry is what the list says of a word; nil when it does not have it.
func (f *finder) entry(w string) *lang.TimeWord {
	if n := len(w); n > 0 && w[n-1] == '.' {
		w = w[:n-1]
	}
	if len(w) == 0 || len(w) > longest || w[0] >= 0x80 || f.l.TimeLengths[w[0]|0x20]&(1<<len(w)) == 0 {
		return nil
	}
	var room [longest]byte
	lower := room[:len(w)]
	for i := range len(w) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return f.l.Times[string(lower)]
}

// classify tells what a word of letters can be.
func (f *finder) classify(w string) word {
	c := w[0]
	if c >= '0' && c <= '9' || c == '\'' || c >= 0x80 {
		return shaped(w)
	}
	if (c == 'Q' || c == 'q') && len(w) == 2 && w[1] >= '1' && w[1] <= '4' {
		return word{quarterCode, int(w[1] - '0')}
	}
	if w == "H1" || w == "H2" {
		return word{quarterCode, halfCode + int(w[1]-'0')}
	}
	if e := f.entry(w); e != nil {
		return f.cased(e, w)
	}
	if len(w) <= 40 && strings.IndexByte(w, '-') > 0 {
		return word{is: hyphened}
	}
	return word{}
}

// cased takes the classes from an entry that the writing of w rules out:
// months and weekdays begin with a capital letter, short ones end in a point
// or are made sure of by what stands beside them.
func (f *finder) cased(e *lang.TimeWord, w string) word {
	is := e.Is
	if is&(lang.TimeMonth|lang.TimeWeekday|lang.TimeWeekdays) != 0 && !(w[0] >= 'A' && w[0] <= 'Z') {
		is &^= lang.TimeMonth | lang.TimeWeekday | lang.TimeWeekdays
	}
	if is&lang.TimeAbbreviated != 0 && w[len(w)-1] == '.' {
		is &^= lang.TimeAbbreviated
	}
	if is&^lang.TimeAbbreviated == 0 {
		return word{}
	}
	return word{is, e.N}
}

// value is the Value of the list's entry for token i.
func (f *finder) value(i int) string {
	if e := f.entry(f.text(i)); e != nil {
		return e.Value
	}
	return ""
}

// unit is the letter of the unit that token i names, 0 when it names none.
func (f *finder) unit(i int) byte {
	if !f.has(i, lang.TimeUnit|lang.TimeUnits) {
		return 0
	}
	return f.value(i)[0]
}

func (f *finder) text(i int) string {
	if i < f.lo || i >= f.hi {
		return ""
	}
	return f.s.Tokens[i].In(f.t)
}

// is reports whether token i of the sentence is that word, in any case.
func (f *finder) is(i int, w string) bool {
	t := f.text(i)
	return len(t) == len(w) && strings.EqualFold(t, w)
}

// oneOf reports whether token i of the sentence is one of these words, which
// are in lower case.
func (f *finder) oneOf(i int, words ...string) bool {
	t := f.text(i)
	for _, w := range words {
		if len(t) == len(w) && strings.EqualFold(t, w) {
			return true
		}
	}
	return false
}

// has reports whether token i of the sentence is of one of these classes.
func (f *finder) has(i int, c lang.TimeClass) bool {
	return i >= f.lo && i < f.hi && f.words[i].is&c != 0
}

// skip is i or, when token i is one of these words, the place after it.
func (f *finder) skip(i int, words ...string) int {
	if f.oneOf(i, words...) {
		return i + 1
	}
	return i
}

// capital reports whether token i of the sentence begins with a capital letter.
func (f *finder) capital(i int) bool {
	t := f.text(i)
	return t != "" && t[0] >= 'A' && t[0] <= 'Z'
}

// joined reports whether no space stands between token i and the one before.
func (f *finder) joined(i int) bool {
	return i > f.lo && i < f.hi && f.s.Tokens[i-1].End == f.s.Tokens[i].Start
}

// kind reports whether token i of the sentence is of that kind.
func (f *finder) kind(i int, k segment.Kind) bool {
	return i >= f.lo && i < f.hi && f.s.Tokens[i].Kind == k
}

// number tells what a token of digits can be.
func number(w string) word {
	if w[0] < '0' || w[0] > '9' {
		return word{}
	}
	n, i := leading(w)
	switch rest := w[i:]; {
	case rest == "" && i == 4 && n >= 1000 && n < 2200:
		return word{plainDigits | yearDigits, n}
	case rest == "" && i <= 6:
		return word{plainDigits, n}
	case rest == "": // more than six digits
	case len(rest) == 3 && rest[0] == ':' && i <= 2 && n < 25:
		if m, k := leading(rest[1:]); k == 2 && m < 60 {
			return word{clockDigits, 60*n + m}
		}
	case len(rest) == 4 && rest[0] == ',' && i <= 3:
		if m, k := leading(rest[1:]); k == 3 {
			return word{plainDigits, 1000*n + m}
		}
	case rest[0] == '.', rest == "½":
		return word{plainDigits, n}
	case rest[0] == '/':
		return word{slashed, n}
	}
	return word{}
}

// shaped tells what a word can be that begins with a digit or an apostrophe:
// "1980s", "'80s", "10am", "18th", "10-year", "'98".
func shaped(w string) word {
	short := false
	if w[0] == '\'' {
		w, short = w[1:], true
	} else if strings.HasPrefix(w, "’") || strings.HasPrefix(w, "‘") {
		w, short = w[len("’"):], true
	}
	n, i := leading(w)
	if i == 0 || i > 4 {
		return word{}
	}
	rest := w[i:]
	switch {
	case (rest == "s" || rest == "'s" || rest == "’s") && i == 4 && n%10 == 0 && n >= 1000 && n < 2200:
		return word{decadeDigits, n}
	case rest == "s" && i == 2 && n%10 == 0:
		return word{decadeDigits, century(n)}
	case rest == "" && short && i == 2:
		return word{yearDigits, century(n)}
	case rest == "st" || rest == "nd" || rest == "rd" || rest == "th":
		return word{lang.TimeOrdinal, n}
	case rest[:min(1, len(rest))] == "-":
		return word{is: hyphened}
	}
	if minutes, ok := clockWord(n, rest); ok && !short {
		return word{clockDigits, minutes}
	}
	return word{}
}

// clockWord reads the rest of "10am", "7:30p.m.", "7.30pm" after its hour.
func clockWord(hour int, rest string) (minutes int, ok bool) {
	m := 0
	if rest != "" && (rest[0] == ':' || rest[0] == '.') {
		var k int
		if m, k = leading(rest[1:]); k != 2 {
			return 0, false
		}
		rest = rest[1+k:]
	}
	add := 0
	switch strings.ToLower(rest) {
	case "am", "a.m.", "a.m":
	case "pm", "p.m.", "p.m":
		add = 12
	default:
		return 0, false
	}
	if hour < 1 || hour > 12 || m > 59 {
		return 0, false
	}
	return 60*(hour%12+add) + m, true
}

// century puts a year of two digits into the century that news means.
func century(n int) int {
	if n < 30 {
		return 2000 + n
	}
	return 1900 + n
}

// leading is the number at the start of w and how many digits it has.
func leading(w string) (n, length int) {
	for length < len(w) && length < 7 && w[length] >= '0' && w[length] <= '9' {
		n = 10*n + int(w[length]-'0')
		length++
	}
	return n, length
}
