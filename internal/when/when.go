package when

import (
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// Type is the kind of an expression, as ISO-TimeML tells them apart.
type Type uint8

const (
	Date     Type = iota // a day or a longer stretch of the calendar
	Clocked              // a time of day
	Duration             // how long
	Set                  // how often
)

// String is the type as TIMEX3 writes it.
func (t Type) String() string { return [...]string{"DATE", "TIME", "DURATION", "SET"}[t&3] }

// Grain is how long a stretch of the calendar is.
type Grain uint8

const (
	NoGrain Grain = iota // durations, sets, "recently"
	Clock                // within a day
	Day
	Weekend
	Week
	Month
	Season
	Quarter
	Half
	Year
	Decade
	Century
)

var grainNames = [...]string{"", "time", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"}

// String is the grain in a word: "day"; empty for NoGrain.
func (g Grain) String() string { return grainNames[g] }

// Anchor says what a value was counted from.
type Anchor uint8

const (
	None      Anchor = iota // nothing to count from: the value has X's, or is a length
	Itself                  // the expression is complete: "10 February 2022"
	Published               // the report's date
	Dateline                // the date in the report's first line
	Other                   // another expression of the report: Time.Base
)

var anchorNames = [...]string{"none", "itself", "published", "dateline", "other"}

// String is the anchor in a word: "published".
func (a Anchor) String() string { return anchorNames[a] }

// Side says where a moment lies from the thing that is told beside it.
type Side int8

const (
	Before Side = -1 // "two days before the vote", "until 2016"
	At     Side = 0
	After  Side = 1 // "two days after the vote", "since 2016"
)

// Time is one expression of time.
type Time struct {
	Span   text.Span
	Type   Type
	Value  string // ISO-TimeML: "2022-02-10", "2022-W06", "2022-Q3", "P2D", "XXXX-02-28", "PRESENT_REF"
	Mod    string // modifier of TIMEX3: "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "BEFORE" (earlier in), "AFTER" (later in); empty: none
	From   string // first day, "2022-02-10"; empty when the place in the calendar is not known
	To     string // last day, the same as From for one day
	Grain  Grain
	Anchor Anchor
	Base   int    // index of the expression counted from when Anchor is Other; -1 otherwise
	Side   Side   // Before and After: the moment or stretch lies there, not in From to To or at Value
	Rule   string // what found it: "clock", "month and day", ...
}

// Find gives the expressions of time in t, in order and without overlap.
// published is the report's date, RFC 3339 with or without a time of day, or
// empty when it is not known. Without a language nothing is found.
func Find(t string, s *segment.Segments, published string, l *lang.Language) []Time {
	if l == nil || l.Times == nil {
		return nil
	}
	f := &finder{t: t, s: s, l: l}
	f.read()
	if d, ok := parseDay(published); ok {
		f.anchor, f.anchored = d, Published
		f.minutes, f.known = parseClock(published)
	}
	f.dateline()
	for i := range s.Sentences {
		f.sentence(&s.Sentences[i])
	}
	return f.out
}

// finder goes through one report.
type finder struct {
	t string
	s *segment.Segments
	l *lang.Language

	words    []word
	anchor   day    // what relative expressions are counted from
	anchored Anchor // None when there is no such day

	lo, hi   int     // tokens of the sentence at hand
	number   int     // its index
	headline bool    // it is the headline, where every word may have a capital letter
	out      []Time  // what was found
	known    bool    // the report says at what time of day it was published
	minutes  int     // the time of day then, after midnight
	depth    int     // rules at work within each other
	places   []place // beside out
}

// place is what later expressions want to know of an earlier one.
type place struct {
	period
	sentence int  // index of its sentence
	first    int  // index of its first token
	end      int  // one past its last token
	compared bool // a year before the one that the report is about
	late     bool // in the evening or at night
	happened bool // something happened then
}

// match is an expression that a rule found.
type match struct {
	period
	end      int // one past its last token
	typ      Type
	mod      string
	anchor   Anchor
	base     int // index into finder.out, with anchor Other
	side     Side
	compared bool // as in place
}

// rule is one way of writing an expression of time.
type rule struct {
	name   string
	begins lang.TimeClass                            // what its first token is
	find   func(f *finder, i int) (m match, ok bool) // an expression that begins at token i
}

// deepest is how many expressions may lie within each other: "the end of early
// next week".
const deepest = 4

// counts are what a number of units begins with.
const counts = lang.TimeOpens | lang.TimeNumber | lang.TimeVague | plainDigits | hyphened

// rules are tried in this order at each place; the first that answers wins.
// Groups go from what can be nothing else to what needs its surroundings.
var rules []rule

func init() {
	rules = []rule{
		// How often: before durations, whose words they share.
		{"every", lang.TimeEvery, (*finder).every},
		{"how often", lang.TimeSet | lang.TimeWeekdays | lang.TimeWeekday, (*finder).howOften},
		{"rate", lang.TimeOpens, (*finder).rate},
		// Parts of what the rules below find.
		{"part of", lang.TimeOpens | lang.TimeMod | lang.TimeEdge | lang.TimeUnit, (*finder).partOf},
		// Within a day.
		{"clock", lang.TimeClock | lang.TimeNumber | clockDigits | plainDigits, (*finder).clock},
		{"part of day", lang.TimeOpens | lang.TimePart, (*finder).partOfDay},
		// On the calendar.
		{"written date", yearDigits | slashed, (*finder).writtenDate},
		{"nth weekday", lang.TimeOpens | lang.TimeOrdinal | lang.TimeShift, (*finder).nthWeekday},
		{"weekday", lang.TimeWeekday, (*finder).weekday},
		{"month and day", lang.TimeMonth | lang.TimeOrdinal | lang.TimeNumber | plainDigits | hyphened, (*finder).monthDay},
		{"same month", plainDigits, (*finder).sameMonth},
		{"holiday", lang.TimeHoliday, (*finder).holiday},
		{"quarter", lang.TimeFiscal | lang.TimeOrdinal | lang.TimeShift | quarterCode | yearDigits, (*finder).quarter},
		{"month", lang.TimeMonth, (*finder).month},
		{"season", lang.TimeSeason, (*finder).season},
		{"decade", lang.TimeDecade | lang.TimeNumber | decadeDigits | yearDigits, (*finder).decade},
		{"century", lang.TimeOrdinal | hyphened, (*finder).century},
		{"year", lang.TimeFiscal | lang.TimeNumber | yearDigits, (*finder).year},
		// Counted from the report's date or from another expression.
		{"day", lang.TimeDay, (*finder).dayWord},
		{"ago", counts | lang.TimeUnits, (*finder).ago},
		{"last and next", lang.TimeShift, (*finder).shifted},
		{"hyphened", lang.TimeGap | hyphened, (*finder).hyphened},
		{"definite", lang.TimeOpens, (*finder).definite},
		// No place on the calendar.
		{"duration", counts | lang.TimeUnits, (*finder).duration},
		{"reference", lang.TimeReference, (*finder).reference},
	}
}

// sentence finds the expressions of one sentence.
func (f *finder) sentence(s *segment.Sentence) {
	f.lo, f.hi = s.First, s.End
	f.number++
	f.headline = f.s.HasHeadline && s.Paragraph == 0
	for i := f.lo; i < f.hi; i++ {
		if f.words[i].is == 0 {
			continue
		}
		if m, name, ok := f.at(i); ok {
			f.add(i, m, name)
			i = m.end - 1
		}
	}
}

// at gives the expression that begins at token i.
func (f *finder) at(i int) (match, string, bool) {
	if f.words[i].is&lang.TimeOpens != 0 && !f.near(i) {
		return match{}, "", false
	}
	if f.depth == deepest {
		return match{}, "", false
	}
	f.depth++
	defer func() { f.depth-- }()
	is := f.words[i].is
	for k := range rules {
		if is&rules[k].begins == 0 {
			continue
		}
		if m, ok := rules[k].find(f, i); ok && m.end > i {
			return m, rules[k].name, true
		}
	}
	return match{}, "", false
}

// near reports whether a word that an expression needs follows within reach of
// one that may begin it.
func (f *finder) near(i int) bool {
	for j := i; j < min(f.hi, i+7); j++ {
		if f.words[j].is&heads != 0 || f.is(j, "period") {
			return true
		}
	}
	return false
}

// add writes an expression down.
func (f *finder) add(i int, m match, name string) {
	k := Time{
		Span: text.Span{Start: f.s.Tokens[i].Start, End: f.s.Tokens[m.end-1].End},
		Type: m.typ, Value: m.value, Mod: m.mod, Grain: m.grain, Anchor: m.anchor, Base: -1, Side: m.side, Rule: name,
	}
	if t := f.text(m.end - 1); len(t) == 3 && t[1:] == "m." {
		k.Span.End-- // "10 am.": the point is the sentence's
	}
	if m.known {
		k.From = m.from.iso()
		if k.To = k.From; m.to != m.from {
			k.To = m.to.iso()
		}
		if m.anchor == None {
			k.Anchor = Itself
		}
	} else {
		k.Anchor = None
	}
	if k.Anchor == Other {
		k.Base = m.base
	}
	if k.Side == At && (k.Type == Date || k.Type == Clocked) {
		k.Side = f.sideBefore(i)
	}
	f.out = append(f.out, k)
	f.places = append(f.places, place{m.period, f.number, i, m.end, m.compared, lateIn(m.value), f.happened(i)})
}

// sideBefore is the side that the preposition before token i tells.
func (f *finder) sideBefore(i int) Side {
	switch {
	case f.is(i-1, "since"), f.is(i-1, "after"):
		return After
	case f.is(i-1, "before"), f.is(i-1, "until"), f.is(i-1, "till"):
		return Before
	}
	return At
}
