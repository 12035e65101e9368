// Package conflicts finds where reports of one story give different values for
// the same thing.
//
// Two numbers are compared when they measure the same: one class, one unit, one
// counted noun, and words around them in common that are rare in the story, not
// all of them names. The strongest sign that they are rivals, and not two facts
// that both reports have, is that neither value occurs in the other report at
// all. Both values can be right where one rounds, hedges or blurs the other
// (imprecision); otherwise they contradict each other.
package conflicts

import (
	"math"
	"slices"

	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/finding"
	"parallax/internal/tag"
)

// Bounds of the evidence for a conflict of numbers.
const (
	threshold = 5.0 // sum of the weights of shared words, less what their distance takes
	around    = 8   // content words on either side of a number
	decay     = 0.06
	closeTo   = 0.6 // ratio of two values from which it speaks for one thing
	nearGain  = 4.0
	farRatio  = 0.34
	farLoss   = 3.0

	headlineLoss = 3.0 // where a report has the other's value in its headline alone

	lonely        = 0.9  // ratio of two values that are the only ones of their size in their reports
	lonelyRounded = 0.85 // of such where one may be the other with fewer digits
	otherSize     = 0.5  // ratio below which two values of one report are not of one size
)

// Labels of the rules that judge two numbers.
const (
	otherNumber = "other number"
	rounded     = "rounded"
	vaguer      = "vaguer number"
	hedged      = "hedged number"
	otherHedge  = "same number, hedged otherwise"
	laterNumber = "higher number in the later report"
	laterHour   = "higher number, counted until a later hour"
	otherUnit   = "told in another unit of time"
)

// Numbers gives the conflicts of numbers of reports in canonical order.
func Numbers(as []*analysis.Analysis) []finding.Conflict {
	c := newContext(as)
	var all []*number
	for r := range as {
		leads := map[string]bool{}
		for i := range as[r].Facts {
			f := &as[r].Facts[i]
			n := &number{Fact: f, report: r, words: c.around(r, f), period: periodOf(as[r], f), who: holder(as[r], f)}
			if !c.headlined(n) && toll(n) && !leads[f.Fate] {
				leads[f.Fate], n.lead = true, f.Sentence < leading
			}
			all = append(all, n)
			if toll(n) {
				c.fated[given{value{n.Low, n.High}, r}] = inBody
			}
		}
	}
	var pairs []pair
	for _, ns := range buckets(all) {
		pairs = c.pairs(pairs, ns)
	}
	return gather(as, crowds(pairs, all))
}

// number is a fact of a report with the words around it.
type number struct {
	*fact.Fact
	report int
	words  []near
	period period
	lone   bool   // no other value of its kind and size stands in its report
	lead   bool   // the first that its report tells of a toll, near its beginning
	who    string // whose age it is: the family name; empty when it is not told beside the name
	sure   bool   // wherever its report gives its value it hedges it alike
}

// pair is two numbers in conflict.
type pair struct {
	a, b     *number
	score    float64
	severity finding.Severity
	why      string
}

// kind is what numbers that can be compared have in common.
type kind struct {
	class fact.Class
	of    uint32
	unit  string
	fate  string
}

func (n *number) kind() kind {
	switch n.Class {
	case fact.Duration, fact.Vote, fact.Score:
		return kind{class: n.Class}
	case fact.Count:
		if toll(n) {
			return kind{class: n.Class, of: person, fate: n.Fate}
		}
		return kind{class: n.Class, of: n.Of, fate: n.Fate}
	}
	return kind{class: n.Class, unit: n.Unit}
}

// value is what a number says in figures.
type value struct{ low, high float64 }

// given is a value in a report.
type given struct {
	value
	report int
}

// buckets parts numbers by kind, in order of first use. Counts of one or two
// are left out, unless it is told what befell those counted: they count words of
// the sentence rather than the world.
func buckets(all []*number) (out [][]*number) {
	at := map[kind]int{}
	for _, n := range all {
		if n.Class == fact.Count && n.Low < 3 && !n.Vague && n.Fate == "" {
			continue
		}
		k := n.kind()
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], n)
	}
	return out
}

// mostOfKind bounds the numbers of one kind that are compared each with each.
const mostOfKind = 600

// pairs appends the conflicts among numbers of one kind. Of very many, as some
// hundreds of reports have, each value's first places stand for the others.
func (c *context) pairs(out []pair, ns []*number) []pair {
	has := make(map[given]int, len(ns))
	for _, n := range ns {
		g := given{value{n.Low, n.High}, n.report}
		if !c.headlined(n) {
			has[g] = inBody
		} else if has[g] == 0 {
			has[g] = inHeadline
		}
	}
	survey(ns)
	ns = spread(ns, mostOfKind)
	for i, a := range ns {
		for _, b := range ns[i+1:] {
			if a.report == b.report {
				continue
			}
			here, there := given{value{a.Low, a.High}, b.report}, given{value{b.Low, b.High}, a.report}
			both := max(has[here], has[there])
			if a.Class == fact.Count && a.Fate == "" { // "241 people had been treated", "241 people in need of treatment"
				both = max(both, c.fated[here], c.fated[there])
			}
			if !same(a, b) && (both == inBody || both == inHeadline && (c.headlined(a) || c.headlined(b))) {
				continue
			}
			severity, why, ok := c.judge(a, b)
			if !ok {
				continue
			}
			score := c.evidence(a, b, severity)
			if both == inHeadline && !same(a, b) {
				score -= headlineLoss
			}
			if score >= least(a) && (severity == finding.Imprecision || !told(ns, a, b.report) && !told(ns, b, a.report)) {
				out = append(out, pair{a, b, score, severity, why})
			}
		}
	}
	return out
}

// Where a report has the value that another gives.
const (
	inHeadline = 1 + iota // and gives the other value itself, below: it contradicts itself, or tells of two things
	inBody
)

// headlined reports whether a number stands in its report's headline.
func (c *context) headlined(n *number) bool {
	return c.as[n.report].Article.Headline.Contains(n.Span)
}

// told reports whether a report has a number in other words: rounded, hedged,
// or as an order of magnitude.
func told(ns []*number, n *number, report int) bool {
	return slices.ContainsFunc(ns, func(o *number) bool {
		return o.report == report && (o.Vague && ratio(n, o) == 1 || rounds(o, n) || rounds(n, o) || hedges(o, n) || hedges(n, o))
	})
}

// evidence is what speaks for two numbers being of one thing: the words around
// them and how near the values are; where these do not say enough, that each is
// the only number of its kind and size in its report. That a number is hedged
// once and not hedged once is never more than just worth telling.
func (c *context) evidence(a, b *number, severity finding.Severity) float64 {
	if a.who != "" && a.who == b.who {
		return threshold + nearGain // two ages of one person
	}
	shared := c.shared(a, b)
	score := shared.sum + closeness(a, b)
	if !shared.plain {
		score = math.Inf(-1)
	}
	if shared.plain && c.oneSubject(a, b) {
		score = max(score, least(a)) // "turnout was 58 per cent", "the turnout was 56 per cent"
	}
	if a.Class == fact.Score && a.lone && b.lone && shared.sum > 0 {
		return max(score, threshold)
	}
	if score < threshold && a.lead && b.lead && shared.sum > 0 {
		return threshold
	}
	if score < threshold && severity != finding.Update && alone(a, b) && shared.sum-shared.noun >= leastShared(a) {
		return threshold
	}
	if same(a, b) {
		return min(score, threshold)
	}
	return score
}

// nearSubject is the ratio from which two values of one subject are of one thing.
const nearSubject = 0.8

// subject is the token of the common noun that a number is said to be: "turnout"
// in "Turnout was 58 per cent"; -1 where nothing is said to be that number.
func subject(a *analysis.Analysis, n *number) int {
	at := n.First - 2
	first := a.Segments.Sentences[n.Sentence].First
	if at < first || a.Tags[at+1].Lemma != be || a.Tags[at].Tag != tag.NN && a.Tags[at].Tag != tag.NNS {
		return -1
	}
	if at > first && a.Tags[at-1].Tag == tag.IN {
		return -1 // "the number of boats was 15"
	}
	return at
}

// oneSubject reports whether two numbers are what one thing is said to be, and near
// enough to be one.
func (c *context) oneSubject(a, b *number) bool {
	i, j := subject(c.as[a.report], a), subject(c.as[b.report], b)
	return i >= 0 && j >= 0 && c.as[a.report].Tags[i].Lemma == c.as[b.report].Tags[j].Lemma && ratio(a, b) >= nearSubject
}

var be = tag.LemmaID("be")

// alone reports whether two values are near enough to be one, each the only one
// of its kind and size in its report.
func alone(a, b *number) bool {
	if !a.lone || !b.lone || !telling(a) || !telling(b) {
		return false
	}
	r := ratio(a, b)
	return r >= lonely || r >= lonelyRounded && (rounds(a, b) || rounds(b, a))
}

// leastShared is how much the words around two lone numbers have to share,
// beside what is counted: fewer sums of money than things to count are of one
// size by chance.
func leastShared(n *number) float64 {
	if n.Class == fact.Count {
		return 1
	}
	return 0.4
}

// telling reports whether a number says by itself what it may be of: an amount,
// or a count, not small, of something more special than people.
func telling(n *number) bool {
	switch n.Class {
	case fact.Money, fact.Magnitude:
		return true
	case fact.Count:
		return n.Low >= 10 && (n.Of != person || n.Fate != "")
	}
	return false
}

var person = tag.LemmaID("person")

// survey notes which numbers are the only ones of their size in their reports,
// and which are hedged in one way there. ns are of one kind, by report.
func survey(ns []*number) {
	for first, end := 0, 0; first < len(ns); first = end {
		for end = first; end < len(ns) && ns[end].report == ns[first].report; end++ {
		}
		for _, n := range ns[first:end] {
			n.lone, n.sure = true, true
			for _, o := range ns[first:end] {
				n.lone = n.lone && (n.Class != fact.Score && ratio(n, o) < otherSize || same(n, o) || fewer(n, o) || fewer(o, n))
				n.sure = n.sure && (!same(n, o) || n.Hedge == o.Hedge)
			}
		}
	}
}

// spread gives at most n numbers: the first of each value, then the second of
// each, and so on, in their old order.
func spread(ns []*number, n int) []*number {
	if len(ns) <= n {
		return ns
	}
	seen := map[value]int{}
	round := make([]int, len(ns))
	order := make([]int, len(ns))
	for i, x := range ns {
		v := value{x.Low, x.High}
		round[i], order[i] = seen[v], i
		seen[v]++
	}
	slices.SortStableFunc(order, func(i, j int) int { return round[i] - round[j] })
	order = order[:n]
	slices.Sort(order)
	out := make([]*number, n)
	for i, k := range order {
		out[i] = ns[k]
	}
	return out
}
