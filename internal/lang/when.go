package lang

import (
	"strconv"
	"strings"
)

// TimeClass is a set of what a word can be in an expression of time.
type TimeClass uint64

const (
	TimeNumber      TimeClass = 1 << iota // "three": N
	TimeOrdinal                           // "third": N
	TimeUnit                              // "week": Value is its letter
	TimeUnits                             // "weeks": Value is its letter
	TimeMonth                             // "april": N
	TimeWeekday                           // "monday": N, 1 to 7
	TimeWeekdays                          // "mondays": N
	TimeSeason                            // "summer": Value is "SU"
	TimePart                              // part of a day, "evening": Value is "EV"
	TimeDay                               // a day counted from the report's, "yesterday": N is -1
	TimeShift                             // "last", "this", "next": N is -1, 0, 1
	TimeVague                             // "several", "few": a number that is not told
	TimeMod                               // "early", "about": Value is the modifier of TIMEX3
	TimeAgo                               // "ago", "later": N is -1 or 1
	TimeReference                         // "currently": Value is "PRESENT_REF"
	TimeSet                               // "daily": Value is the period
	TimeEvery                             // "every"
	TimeDecade                            // "eighties": N is 80
	TimeHoliday                           // first word of a name in Holidays
	TimeMeridiem                          // "a.m": N is 0 or 12
	TimeEdge                              // a part of a period, "end": Value is the modifier of TIMEX3
	TimeAbbreviated                       // together with month or weekday: an abbreviation
	TimeOpens                             // begins expressions and tells nothing: "the"
	TimeFiscal                            // "fiscal"
	TimeClock                             // a time of day, "noon": N is minutes after midnight
	TimeGap                               // a moment that an adjective names: "year-earlier"
	TimeNaming                            // makes a weekday part of a name: "Bloody"
)

// TimeWord is what one word form can be in an expression of time.
type TimeWord struct {
	Is    TimeClass
	N     int
	Value string
}

// TimeWords is the word data for finding expressions of time.
type TimeWords struct {
	Times       map[string]*TimeWord // by word form, lower case, without a last point
	Holidays    Map                  // day of the year or feast to when it is; see the file's head
	Past        Set                  // finite verbs in the past tense that do not end in "ed"
	TimeLengths [128]uint32          // by first letter: bit n is set when a word of Times has n bytes

	Future Map // words that say that what follows is still to come; for their values see the file's head
}

var timeClasses = map[string]TimeClass{
	"number": TimeNumber, "ordinal": TimeOrdinal, "unit": TimeUnit, "units": TimeUnits, "season": TimeSeason,
	"part": TimePart, "day": TimeDay, "shift": TimeShift, "vague": TimeVague, "mod": TimeMod, "ago": TimeAgo,
	"reference": TimeReference, "set": TimeSet, "every": TimeEvery, "decade": TimeDecade, "meridiem": TimeMeridiem,
	"edge": TimeEdge, "opens": TimeOpens, "fiscal": TimeFiscal, "clock": TimeClock, "gap": TimeGap, "naming": TimeNaming,
}

func timeWords(code string) TimeWords {
	w := TimeWords{
		Times:    map[string]*TimeWord{},
		Holidays: pairs(code, "holidays"),
		Past:     words(code, "past_verbs"),
		Future:   pairs(code, "future_cues"),
	}
	for _, line := range lines(code, "time_words") {
		f := strings.Split(line, "\t")
		class, ok := timeClasses[f[1]]
		if !ok {
			panic("lang: time_words: " + line + ": no such class")
		}
		value := ""
		if len(f) > 2 {
			value = f[2]
		}
		w.add(f[0], class, value)
	}
	for word, number := range pairs(code, "months") {
		w.addNamed(word, TimeMonth, number, len(word) < 5 && word != "may" && word != "june" && word != "july")
	}
	for word, number := range pairs(code, "weekdays") {
		w.addNamed(word, TimeWeekday, number, !strings.HasSuffix(word, "day"))
		if strings.HasSuffix(word, "day") {
			w.addNamed(word+"s", TimeWeekdays, number, false)
		}
	}
	for name := range w.Holidays {
		first, _, _ := strings.Cut(name, " ")
		w.add(first, TimeHoliday, "")
	}
	for word := range w.Times {
		if word[0] < 128 && len(word) < 32 {
			w.TimeLengths[word[0]] |= 1 << len(word)
		}
	}
	return w
}

// add gives a word one more class; a number becomes N, everything else Value.
func (w *TimeWords) add(word string, class TimeClass, value string) {
	e := w.Times[word]
	if e == nil {
		e = &TimeWord{}
		w.Times[word] = e
	}
	e.Is |= class
	if n, err := strconv.Atoi(value); err == nil {
		e.N = n
	} else if value != "" {
		e.Value = value
	}
}

func (w *TimeWords) addNamed(word string, class TimeClass, number string, short bool) {
	if short {
		class |= TimeAbbreviated
	}
	w.add(word, class, number)
}
