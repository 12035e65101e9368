package fact

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/tag"
)

// classify tells what the quantity that begins at token i measures.
func (f *finder) classify(i int, q quantity) (Fact, bool) {
	a := Fact{First: i, End: q.end, Low: q.low, High: q.high, Step: q.step, Vague: q.vague, Noun: -1}
	after := f.l.Quantities[f.word(q.end)]
	before := f.l.Quantities[f.word(i-1)]
	switch {
	case q.ordinal:
		if f.word(q.end) != "day" {
			return a, false
		}
		a.Class, a.Low, a.Unit, a.End = Duration, q.low-1, "ordinal", q.end+1
	case f.scored(i, &q):
		a.Class, a.Low, a.High = Score, max(q.low, q.high), min(q.low, q.high)
	case q.pair:
		return a, f.votes(&a)
	case before.Is == lang.CurrencyWord && f.tag(i-1) != tag.NN && f.tag(i-1) != tag.NNS:
		a.Class, a.Unit, a.First = Money, before.Unit, i-1
	case after.Is == lang.CurrencyWord:
		a.Class, a.Unit, a.End = Money, after.Unit, q.end+1
	case after.Is == lang.PercentWord:
		a.Class, a.Unit, a.End = Percent, "%", q.end+1
	case f.word(q.end) == "per" && f.word(q.end+1) == "cent":
		a.Class, a.Unit, a.End = Percent, "%", q.end+2
	case f.aged(i, &q):
		a.Class, a.Unit = Age, "year"
		if q.rest == "" && f.old(q.end) {
			a.End = q.end + 2
		}
	case after.Is == lang.DistanceWord:
		a.Class, a.Unit, a.End = Distance, "m", q.end+1
		a.Low, a.High, a.Step = a.Low*after.N, a.High*after.N, a.Step*after.N
	case before.Is == lang.UnitWord && before.Unit == "magnitude" || q.rest == "magnitude":
		a.Class, a.Unit = Magnitude, "magnitude"
	case after.Is == lang.UnitWord:
		a.Class, a.Unit, a.End = Measure, after.Unit, q.end+1
	case q.rest != "":
		return a, f.joined(&a, q.rest)
	default:
		return a, f.counts(&a)
	}
	a.Further = f.is(i-1, lang.FurtherWord)
	return a, true
}

// joined reads what a hyphen joins to a number before a noun: "a 400-page
// report", "a 12-mile tailback".
func (f *finder) joined(a *Fact, rest string) bool {
	if !f.tag(a.End).Noun() && f.tag(a.End) != tag.JJ || a.Low < 3 {
		return false
	}
	unit := f.l.Quantities[rest]
	switch unit.Is {
	case lang.CurrencyWord:
		a.Class, a.Unit = Money, unit.Unit
	case lang.PercentWord:
		a.Class, a.Unit = Percent, "%"
	case lang.DistanceWord:
		a.Class, a.Unit = Distance, "m"
		a.Low, a.High, a.Step = a.Low*unit.N, a.High*unit.N, a.Step*unit.N
	case lang.UnitWord:
		a.Class, a.Unit = Measure, unit.Unit
	default:
		if bodies[rest] || strings.IndexFunc(rest, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
			return false
		}
		if class := f.l.Counted[rest]; class != "" {
			rest = class
		}
		a.Of = tag.LemmaID(rest)
		return a.Of != 0
	}
	return true
}

// votes reads "396-9" and "396 to 9" where a vote is spoken of.
func (f *finder) votes(a *Fact) bool {
	for i := f.lo; i < f.hi; i++ {
		if w := f.word(i); strings.HasPrefix(w, "vote") || strings.HasPrefix(w, "pass") || strings.HasPrefix(w, "approv") {
			a.Class = Vote
			return true
		}
	}
	return false
}

// matches are words of a sentence whose paired numbers are the score of a match.
var matches = lang.Set{"goal": {}, "goals": {}, "match": {}, "game": {}, "half-time": {}, "cup": {}, "league": {}, "coach": {}, "striker": {}, "final": {}, "semi-final": {}, "quarter-final": {}, "season": {}, "fans": {}, "championship": {}, "tournament": {}, "playoff": {}, "playoffs": {}, "innings": {}, "derby": {}, "hosts": {}, "visitors": {}}

// highest is the highest score of a side.
const highest = 200

// scored reports whether the quantity at token i is the score of a match: two
// numbers with a hyphen between them ("3-1", "2–2") in a sentence about one.
func (f *finder) scored(i int, q *quantity) bool {
	joined := q.end == i+1 && strings.ContainsAny(f.word(i), "-–") || q.end == i+3 && (f.word(i+1) == "-" || f.word(i+1) == "–")
	if c := f.word(i)[0]; !joined || c < '0' || c > '9' || q.low > highest || q.high > highest || q.rest != "" || f.tag(q.end).Noun() {
		return false // "a 5-4 vote of the league"
	}
	for k := f.lo; k < f.hi; k++ {
		if matches.Has(f.word(k)) {
			return true
		}
	}
	return false
}

// aged reports whether a number is somebody's age: "Ada Trewin, 56,", "aged
// 56", "56-year-old", "in her 50s".
func (f *finder) aged(i int, q *quantity) bool {
	if q.low < 1 || q.low > 115 || q.step != 1 {
		return false
	}
	before, after := f.word(i-1), f.word(q.end)
	switch {
	case q.rest != "":
		return strings.HasPrefix(q.rest, "year-old")
	case q.vague:
		return f.tag(i-1) == tag.PRPS && f.word(i-2) == "in"
	case before == "aged" || before == "age" || f.old(q.end):
		return true
	case f.be(i-1) && (f.word(i-2) == "who" || f.tag(i-2) == tag.PRP):
		return after == "," || after == "." || after == ")" || after == "and" || after == ""
	case before == ",":
		return f.tag(i-2) == tag.NNP && (after == "," || after == "." || after == ")" || after == "")
	}
	return false
}

// old reports whether "years old" stands at token i.
func (f *finder) old(i int) bool {
	return (f.word(i) == "years" || f.word(i) == "year") && f.word(i+1) == "old"
}

// reach is how many tokens after a number are looked through for the noun.
const reach = 6

// counts finds the noun that a number counts, the last of the run of
// adjectives and nouns that follows it, and what befell those it counts. What
// befell them can stand in for the noun: "15 dead", "injured 23".
func (f *finder) counts(a *Fact) bool {
	f.share(a)
	i := a.End
	if f.word(i) == "of" { // "hundreds of workers", "12 of the devices"
		i++
		for f.tag(i) == tag.DT || f.tag(i) == tag.PRPS {
			i++
		}
	}
	a.Noun = f.noun(i)
	if a.Noun >= 0 && f.tag(a.Noun) == tag.NN && a.Low != 1 && a.Low > 0 && f.tag(a.End) != tag.NNS && !f.plural(a.Noun) {
		a.Noun = -1 // "16 House" and the like: no noun that can be counted
	}
	a.Further = f.is(a.First-1, lang.FurtherWord) || f.is(a.End, lang.FurtherWord)
	f.befalls(a)
	if a.Noun < 0 {
		return a.Fate != ""
	}
	a.Of, a.People = f.kind(a.Noun), f.l.Words.Who(f.word(a.Noun)).Is&(lang.Role|lang.Several) != 0
	f.shareOf(a)
	f.division(a)
	return true
}

// noun is the last noun of the run of adjectives and nouns that begins at
// token i; -1 when there is none.
func (f *finder) noun(i int) int {
	noun := -1
	for k := i; k < min(i+reach, f.hi); k++ {
		switch t := f.tag(k); {
		case t.Noun():
			noun = k
		case noun >= 0 && !(t == tag.HYPH || f.tag(k+1).Noun() && (t == tag.JJ || t == tag.JJR)):
			return noun
		case noun < 0 && t != tag.JJ && t != tag.JJR && t != tag.VBN && t != tag.VBG && t != tag.HYPH:
			return noun
		}
	}
	return noun
}

// plural reports whether a noun in the singular form can be counted: "people".
func (f *finder) plural(i int) bool {
	w := f.word(i)
	return strings.HasSuffix(w, "s") || f.l.Counted[w] != ""
}

// kind is the lemma of the class of the noun at token i.
func (f *finder) kind(i int) uint32 {
	lemma := tag.English().AppendLemma(nil, f.s.Tokens[i].In(f.t), f.tags[i])
	if class := f.l.Counted[string(lemma)]; class != "" {
		return tag.LemmaID(class)
	}
	return f.tags[i].Lemma
}
