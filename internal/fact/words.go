package fact

import (
	"math"
	"strconv"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
	"parallax/internal/when"
)

func (f *finder) word(i int) string {
	if i < f.lo || i >= f.hi {
		return ""
	}
	return strings.ToLower(f.s.Tokens[i].In(f.t))
}

func (f *finder) tag(i int) tag.Tag {
	if i < f.lo || i >= f.hi {
		return tag.None
	}
	return f.tags[i].Tag
}

func (f *finder) is(i int, class lang.QuantityClass) bool {
	return f.l.Quantities[f.word(i)].Is == class
}

// quantity is a number as it is written.
type quantity struct {
	low, high, step float64
	vague           bool
	pair            bool   // "396-9": two numbers and no range
	rest            string // what a hyphen joins to it: "year-old"
	ordinal         bool
	end             int // one past its last token
}

// quantity reads a number at token i.
func (f *finder) quantity(i int) (q quantity, ok bool) {
	w := f.word(i)
	switch {
	case f.is(i, lang.VagueNumber) && f.tag(i) != tag.VBZ:
		return f.vague(i)
	case (w == "a" || w == "an") && f.is(i+1, lang.Multiplier) && len(f.word(i+1)) > 2:
		q = quantity{low: 1, step: 1, end: i + 1}
	default:
		if q, ok = f.numeral(w); !ok {
			return q, false
		}
		q.end = i + 1
	}
	f.multiply(&q)
	if q.high == 0 {
		q.high = q.low
	}
	to := f.word(q.end)
	if (to == "to" || to == "-" || to == "–" || to == "and" && f.word(i-1) == "between") && !q.ordinal && q.rest == "" && !q.pair {
		if r, ok := f.numeral(f.word(q.end + 1)); ok && r.rest == "" && !r.pair && !r.ordinal {
			r.end = q.end + 2
			f.multiply(&r)
			if r.low < q.low && f.measured(r.end) { // "from 3.75 to 3.5 per cent": two numbers
				return q, true
			}
			q.pair = r.low < q.low
			if q.high = r.low; !q.pair && q.low < 1000 && r.step > q.step && r.low >= 1000 { // "5 to 10 million"
				q.low *= r.step
			}
			q.end = r.end
		}
	}
	return q, true
}

// measured reports whether token i is a unit.
func (f *finder) measured(i int) bool {
	is := f.l.Quantities[f.word(i)].Is
	return is == lang.PercentWord || is == lang.CurrencyWord || is == lang.DistanceWord || is == lang.UnitWord || f.word(i) == "per" && f.word(i+1) == "cent"
}

// multiply reads "hundred", "million" and the numerals among them: "two
// hundred and fifty thousand".
func (f *finder) multiply(q *quantity) {
	for q.rest == "" && !q.pair {
		next := q.end
		if next < f.hi && f.s.Tokens[next].Kind == segment.Quote { // “we ask for $5.6” million
			next++
		}
		if m := f.l.Quantities[f.word(next)]; m.Is == lang.Multiplier && (len(f.word(next)) > 2 || f.word(next) == "bn") {
			q.low, q.step = q.low*m.N, q.step*m.N
			q.end = next + 1
			continue
		}
		at := q.end
		if f.word(at) == "and" && q.step >= 100 {
			at++
		}
		n, ok := f.spelt(f.word(at))
		if !ok || q.step < 100 || n >= q.step {
			return
		}
		q.low, q.step, q.end = q.low+n, 1, at+1
	}
}

// vague reads "hundreds", "hundreds of thousands".
func (f *finder) vague(i int) (quantity, bool) {
	n := f.l.Quantities[f.word(i)].N
	q := quantity{vague: true, end: i + 1}
	if m := f.l.Quantities[f.word(i+2)]; f.word(i+1) == "of" && m.Is == lang.VagueNumber {
		n *= m.N
		q.end = i + 3
	}
	q.low, q.high, q.step = n, n*10-1, n
	if n == 12 || n == 20 {
		q.low, q.high = n, 99
	}
	return q, f.word(q.end) == "of" || f.tag(q.end) == tag.NNS || f.tag(q.end).Noun() || q.end > i+1
}

// spelt is the number that a word names: "seven", "twenty-five".
func (f *finder) spelt(w string) (float64, bool) {
	if t := f.l.Times[w]; t != nil && t.Is&lang.TimeNumber != 0 && t.N < 100 {
		return float64(t.N), true
	}
	if a, b, ok := strings.Cut(w, "-"); ok {
		t, u := f.l.Times[a], f.l.Times[b]
		if t != nil && u != nil && t.Is&u.Is&lang.TimeNumber != 0 && t.N >= 20 && t.N < 100 && u.N < 10 {
			return float64(t.N + u.N), true
		}
	}
	return 0, false
}

// numeral reads one word: "1,200", "5.6", "1.5bn", "12th", "50s", "35-year-old",
// "seven", "twenty-five", "seven-day", "396-9".
func (f *finder) numeral(w string) (q quantity, ok bool) {
	if w == "" {
		return q, false
	}
	if w[0] < '0' || w[0] > '9' {
		if n, ok := f.spelt(w); ok && w != "dozen" {
			return quantity{low: n, step: 1}, true
		}
		if a, b, ok := strings.Cut(w, "-"); ok {
			if n, ok := f.spelt(a); ok {
				return quantity{low: n, step: 1, rest: b}, true
			}
		}
		return q, false
	}
	n := 1
	for n < len(w) && (w[n] >= '0' && w[n] <= '9' || (w[n] == ',' || w[n] == '.') && n+1 < len(w) && w[n+1] >= '0' && w[n+1] <= '9') {
		n++
	}
	digits, rest := strings.ReplaceAll(w[:n], ",", ""), w[n:]
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(v, 0) {
		return q, false
	}
	q = quantity{low: v, step: 1}
	if _, decimals, ok := strings.Cut(digits, "."); ok {
		q.step = math.Pow(10, -float64(len(decimals)))
	}
	return f.suffix(q, rest)
}

// suffix reads what is written onto the digits of a number.
func (f *finder) suffix(q quantity, rest string) (quantity, bool) {
	switch {
	case rest == "":
	case rest == "th" || rest == "st" || rest == "nd" || rest == "rd":
		q.ordinal = true
	case rest == "s" && q.low >= 20 && q.low < 100 && math.Mod(q.low, 10) == 0:
		q.high, q.vague = q.low+9, true
	case rest[0] == '-' || strings.HasPrefix(rest, "–"):
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "–"), "-")
		if n, err := strconv.ParseFloat(rest, 64); err == nil && n >= 0 && !math.IsInf(n, 0) {
			q.high, q.pair = n, n < q.low
			return q, true
		}
		q.rest = rest
	default:
		m := f.l.Quantities[rest]
		if m.Is != lang.Multiplier {
			return q, false
		}
		q.low, q.step = q.low*m.N, q.step*m.N
	}
	return q, true
}

// hedge reads the words before a number that hedge it.
func (f *finder) hedge(first int, was Hedge) (int, Hedge) {
	kinds := map[string]Hedge{"about": About, "under": Under, "least": Least, "most": Most}
	at := first - 1
	if w := f.word(at); w == "than" || w == "as" || w == "to" || w == "a" || w == "an" || w == "of" && f.word(at-1) == "minimum" {
		at--
	}
	m := f.l.Quantities[f.word(at)]
	w := f.word(at)
	paired := at < first-1 // "more than", "as many as", "up to", "a minimum of"
	switch {
	case m.Is != lang.QuantityHedge:
		return first, was
	case (w == "more" || w == "fewer" || w == "less") && f.word(at+1) != "than", (w == "many" || w == "much") && f.word(at+1) != "as", w == "up" && f.word(at+1) != "to":
		return first, was
	case (w == "least" || w == "most") && f.word(at-1) != "at", !paired && w == "most":
		return first, was
	}
	if before := f.word(at - 1); (before == "at" || before == "as") && at-1 >= f.lo {
		at--
	}
	return at, kinds[m.Unit]
}

// clause is the stretch around tokens [first, end) up to the next mark that
// parts clauses on either side, or the sentence where that holds no verb.
func (f *finder) clause(first, end int) text.Span {
	parts := func(i int) bool {
		switch f.tag(i) {
		case tag.Comma, tag.Colon, tag.LRB, tag.RRB:
			return true
		}
		return false
	}
	from, to := first, end
	for from > f.lo && !parts(from-1) {
		from--
	}
	for to < f.hi && !parts(to) {
		to++
	}
	verb := false
	for i := from; i < to; i++ {
		verb = verb || f.tag(i).Finite()
	}
	if !verb {
		from, to = f.lo, f.hi
	}
	for from < first && f.s.Tokens[from].Kind == segment.Quote && f.tag(from) == tag.Close {
		from++ // the closing mark of what was said before
	}
	return text.Span{Start: f.s.Tokens[from].Start, End: f.s.Tokens[to-1].End}
}

// daysOf is how many days a length has as TIMEX3 writes it ("P6Y6M"), and how
// many its smallest unit; 0 for one that it does not tell in days.
func daysOf(value string) (days, step float64) {
	from := 1
	for i := 1; i < len(value); i++ {
		if c := value[i]; c >= '0' && c <= '9' || c == '.' {
			continue
		}
		n, err := strconv.ParseFloat(value[from:i], 64)
		step = map[byte]float64{'D': 1, 'W': 7, 'M': 30.4, 'Y': 365.25}[value[i]]
		if err != nil || step == 0 {
			return 0, 0
		}
		days += n * step
		from = i + 1
	}
	return days, step
}

// length takes over a duration from an expression of time, tokens [first, end).
func (f *finder) length(t *when.Time, first, end int) {
	a := Fact{First: first, End: end, Class: Duration, Noun: -1}
	switch {
	case t.Type == when.Duration && len(t.Value) > 2:
		days, step := daysOf(t.Value)
		if days <= 0 {
			return
		}
		unit := strings.IndexAny(t.Value[1:], "DWMY")
		a.Low, a.High, a.Step, a.Unit = days, days, step, t.Value[1+unit:2+unit]
		switch t.Mod {
		case "MORE_THAN", "EQUAL_OR_MORE":
			a.Hedge = Least
		case "LESS_THAN", "EQUAL_OR_LESS":
			a.Hedge = Most
		case "APPROX":
			a.Hedge = About
		}
	case t.Side == when.After && t.Grain == when.Year && f.year > 0:
		y, err := strconv.Atoi(t.Value)
		if err != nil || y >= f.year {
			return
		}
		a.Low, a.High, a.Step, a.Unit = float64(f.year-y-1)*365.25, float64(f.year-y)*365.25, 365.25, "since"
	default:
		return
	}
	f.add(a)
}
