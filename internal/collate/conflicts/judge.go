package conflicts

import (
	"math"
	"slices"

	"parallax/internal/fact"
	"parallax/internal/finding"
	"parallax/internal/tag"
)

// least is the evidence that numbers of a class need: percentages and ages of
// different things stand in like words.
func least(n *number) float64 {
	if n.Class == fact.Duration && n.Unit == "Y" {
		return threshold + 1
	}
	if n.Class == fact.Percent || n.Class == fact.Age && !n.Vague {
		return threshold + 3
	}
	return threshold
}

// same reports whether two numbers have one value.
func same(a, b *number) bool { return a.Low == b.Low && a.High == b.High }

// ratio is the smaller of two values over the greater, of those nearest each
// other; 1 where one holds the other. Of two votes it is that of the sides
// which differ more.
func ratio(a, b *number) float64 {
	if a.Class == fact.Vote || a.Class == fact.Score {
		return min(between(a.Low, b.Low), between(a.High, b.High))
	}
	lo, hi := max(a.Low, b.Low), min(a.High, b.High)
	if lo <= hi {
		return 1
	}
	return hi / lo
}

// closeness is what nearly equal values say for one thing and very different
// ones against it. Percentages are near each other by chance.
func closeness(a, b *number) float64 {
	r := ratio(a, b)
	switch {
	case oneHouse(a, b):
		return nearGain
	case r < farRatio:
		return -farLoss
	case a.Class == fact.Percent || r < 0.8:
		return 0
	}
	return nearGain * (r - closeTo) / (1 - closeTo)
}

// judge tells whether both values can be right; false where the two say the
// same or cannot be compared.
func (c *context) judge(a, b *number) (finding.Severity, string, bool) {
	r := ratio(a, b)
	switch {
	case a.who != "" && b.who != "" && a.who != b.who || a.Standing != b.Standing || !oneToll(a, b) || c.traded(a) || c.traded(b):
		return finding.Contradiction, otherNumber, false
	case same(a, b):
		return finding.Imprecision, otherHedge, a.Class != fact.Duration && a.Hedge != b.Hedge && a.sure && b.sure && a.lone && b.lone && a.Low >= 10 && !a.Vague
	case a.Class == fact.Duration:
		if a.Unit == "Y" && b.Unit == "Y" && (rounds(a, b) || rounds(b, a)) {
			return finding.Imprecision, rounded, r >= 0.8
		}
		if a.Unit == b.Unit && (a.Unit != "Y" || r >= 0.8) { // years are told of many things
			return finding.Contradiction, otherNumber, r >= 0.5 && a.period.meets(b.period)
		}
		return finding.Imprecision, otherUnit, a.Unit != b.Unit && r >= 0.84 && r < 1 // "since 2024" holds "two years"
	case a.Vague || b.Vague:
		return finding.Imprecision, vaguer, r == 1
	case a.Class == fact.Score:
		return finding.Contradiction, otherNumber, a.lone && b.lone && a.period.meets(b.period)
	case a.Class == fact.Vote:
		return finding.Contradiction, otherNumber, ratio(a, b) >= nearVote || oneHouse(a, b) && a.period.meets(b.period)
	case partOf(a, b) || partOf(b, a):
		return finding.Contradiction, otherNumber, false
	case rounds(a, b) || rounds(b, a):
		return finding.Imprecision, rounded, true
	case hedges(a, b) || hedges(b, a):
		return finding.Imprecision, hedged, true
	case r == 1 || r < farRatio || a.Further != b.Further || !c.oneMoment(a, b) || a.Class == fact.Money && (precise(a) || precise(b)):
		return finding.Contradiction, otherNumber, false
	case a.Low < b.Low && a.period.laterBy(b.period), b.Low < a.Low && b.period.laterBy(a.period):
		return finding.Update, laterHour, true
	case c.grew(a, b) || c.grew(b, a):
		return finding.Update, laterNumber, true
	case a.Hedge == fact.Least && a.Low <= b.Low, b.Hedge == fact.Least && b.Low <= a.Low:
		return finding.Imprecision, hedged, true // "at least 140", "at least 260": both can be right
	}
	return finding.Contradiction, otherNumber, true
}

// traded reports whether an amount is what a share costs: that is another one
// every minute.
func (c *context) traded(n *number) bool {
	if n.Class != fact.Money || n.Low >= dear {
		return false
	}
	return slices.ContainsFunc(n.words, func(w near) bool { return w.lemma == share || w.lemma == stock })
}

// dear is an amount of money that no share costs.
const dear = 100_000

var share, stock = tag.LemmaID("share"), tag.LemmaID("stock")

// nearVote is the ratio from which two votes for, and two votes against, are
// those of one division.
const nearVote = 0.7

// oneHouse reports whether as many voted in two votes, each the only one that
// its report tells of.
func oneHouse(a, b *number) bool {
	return a.Class == fact.Vote && b.Class == fact.Vote && a.lone && b.lone && a.Low+a.High == b.Low+b.High
}

// oneMoment reports whether two numbers can be of one time: by the calendar, or
// because both tell what befell people in one event that has a name, whenever
// else their sentences speak of ("wept on Monday as he was cleared of killing
// five people in the Sallow Street crash"), or because both are the toll that
// their reports tell first, and of these days.
func (c *context) oneMoment(a, b *number) bool {
	if a.lead && b.lead && !a.period.past() && !b.period.past() {
		return true
	}
	return a.period.meets(b.period) || a.Fate != "" && a.Fate == b.Fate && c.shared(a, b).event
}

// partOf reports whether a is a share of what b counts: "five of the seven
// members", "seven members".
func partOf(a, b *number) bool { return a.Whole > 0 && a.Whole == b.Low }

// between is the ratio of the smaller of two values to the greater.
func between(v, w float64) float64 {
	if v == w {
		return 1
	}
	return min(v, w) / max(v, w)
}

// grew reports whether b is higher and stands in a report of a later day, or of
// a later hour where people are counted as a toll is.
func (c *context) grew(a, b *number) bool {
	if b.Low <= a.High || a.Class != fact.Count && a.Class != fact.Money {
		return false
	}
	if a.period.past() || b.period.past() {
		return false
	}
	from, to := c.as[a.report].Article.Published, c.as[b.report].Article.Published
	if len(from) < len(day) || len(to) < len(day) {
		return false
	}
	return from[:len(day)] < to[:len(day)] || a.Fate != "" && from < to
}

// What a day looks like at the beginning of a report's date, and an hour.
const (
	day  = "2006-01-02"
	hour = day + "T15:04"
)

// precise reports whether an amount is told to four digits or more. Two such
// are two items of one bill, unless one rounds the other.
func precise(n *number) bool {
	v := n.Low / n.Step
	for v >= 10 && math.Mod(v, 10) == 0 {
		v /= 10
	}
	return v >= 1000
}

// smallest is the number up to which nobody rounds without saying so: ten boxes
// are not eleven.
const smallest = 20

// rounds reports whether a is b with fewer digits, rounded or cut, and no hedge
// says otherwise: "more than 30" is not 27 rounded.
func rounds(a, b *number) bool {
	switch a.Hedge {
	case fact.Least:
		if b.High < a.Low {
			return false
		}
	case fact.Most, fact.Under:
		if b.Low > a.High {
			return false
		}
	}
	return fewer(a, b)
}

// fewer reports whether a has the digits of b, but fewer.
func fewer(a, b *number) bool {
	step := a.Step
	if step <= b.Step && a.Low > smallest { // "2,000" is told to the thousand
		for step < a.Low && math.Mod(a.Low, step*10) == 0 {
			step *= 10
		}
	}
	if step <= b.Step || !a.Exact() || !b.Exact() {
		return false
	}
	return math.Abs(a.Low-b.Low) < step && (math.Floor(b.Low/step)*step == a.Low || math.Round(b.Low/step)*step == a.Low)
}

// hedges reports whether a's hedge leaves room for b, which is near.
func hedges(a, b *number) bool {
	if ratio(a, b) < 0.8 {
		return false
	}
	switch a.Hedge {
	case fact.About:
		return ratio(a, b) >= 0.9
	case fact.Least:
		return b.Low >= a.Low
	case fact.Most, fact.Under:
		return b.High <= a.High && b.Hedge != fact.Most
	}
	return false
}
