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
	"cmp"
	"math"
	"slices"
	"strconv"

	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/finding"
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
)

// Labels of the rules that judge two numbers.
const (
	otherNumber = "other number"
	rounded     = "rounded"
	vaguer      = "vaguer number"
	hedged      = "hedged number"
	otherUnit   = "told in another unit of time"
)

// Numbers gives the conflicts of numbers of reports in canonical order.
func Numbers(as []*analysis.Analysis) []finding.Conflict {
	c := newContext(as)
	var all []*number
	for r := range as {
		for i := range as[r].Facts {
			all = append(all, &number{Fact: &as[r].Facts[i], report: r, words: c.around(r, &as[r].Facts[i])})
		}
	}
	var pairs []pair
	for _, ns := range buckets(all) {
		pairs = c.pairs(pairs, ns)
	}
	return gather(pairs)
}

// number is a fact of a report with the words around it.
type number struct {
	*fact.Fact
	report int
	words  []near
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
}

func (n *number) kind() kind {
	switch n.Class {
	case fact.Duration, fact.Vote:
		return kind{class: n.Class}
	case fact.Count:
		return kind{class: n.Class, of: n.Of}
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
// are left out: they count words of the sentence rather than the world.
func buckets(all []*number) (out [][]*number) {
	at := map[kind]int{}
	for _, n := range all {
		if n.Class == fact.Count && n.Low < 3 && !n.Vague {
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
	has := make(map[given]bool, len(ns))
	for _, n := range ns {
		has[given{value{n.Low, n.High}, n.report}] = true
	}
	ns = spread(ns, mostOfKind)
	for i, a := range ns {
		for _, b := range ns[i+1:] {
			if a.report == b.report || same(a, b) || has[given{value{a.Low, a.High}, b.report}] || has[given{value{b.Low, b.High}, a.report}] {
				continue
			}
			severity, why, ok := judge(a, b)
			if !ok {
				continue
			}
			if score := c.shared(a, b) + closeness(a, b); score >= least(a) {
				out = append(out, pair{a, b, score, severity, why})
			}
		}
	}
	return out
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

// least is the evidence that numbers of a class need: percentages and ages of
// different things stand in like words.
func least(n *number) float64 {
	if n.Class == fact.Percent || n.Class == fact.Age && !n.Vague {
		return threshold + 3
	}
	return threshold
}

// same reports whether two numbers have one value.
func same(a, b *number) bool { return a.Low == b.Low && a.High == b.High }

// ratio is the smaller of two values over the greater, of those nearest each
// other; 1 where one holds the other.
func ratio(a, b *number) float64 {
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
	case r < farRatio:
		return -farLoss
	case a.Class == fact.Percent || r < 0.8:
		return 0
	}
	return nearGain * (r - closeTo) / (1 - closeTo)
}

// judge tells whether both values can be right; false where the two say the
// same or cannot be compared.
func judge(a, b *number) (finding.Severity, string, bool) {
	r := ratio(a, b)
	if a.Class == fact.Duration {
		if a.Unit == b.Unit && a.Unit != "Y" {
			return finding.Contradiction, otherNumber, r >= 0.5
		}
		return finding.Imprecision, otherUnit, a.Unit != b.Unit && r >= 0.84
	}
	if a.Vague || b.Vague {
		return finding.Imprecision, vaguer, r == 1
	}
	if rounds(a, b) || rounds(b, a) {
		return finding.Imprecision, rounded, true
	}
	if hedges(a, b) || hedges(b, a) {
		return finding.Imprecision, hedged, true
	}
	return finding.Contradiction, otherNumber, r >= farRatio && !(a.Class == fact.Money && (precise(a) || precise(b)))
}

// precise reports whether an amount is told to four digits or more. Two such
// are two items of one bill, unless one rounds the other.
func precise(n *number) bool {
	v := n.Low / n.Step
	for v >= 10 && math.Mod(v, 10) == 0 {
		v /= 10
	}
	return v >= 1000
}

// rounds reports whether a is b with fewer digits, rounded or cut.
func rounds(a, b *number) bool {
	step := a.Step
	if step <= b.Step && a.Low >= 10 { // "2,000" is told to the thousand
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

// gather makes conflicts of pairs, the surest first: pairs with a number or
// with both values in common are one.
func gather(pairs []pair) (out []finding.Conflict) {
	slices.SortStableFunc(pairs, func(p, q pair) int { return cmp.Compare(q.score, p.score) })
	g := &groups{of: map[*number]int{}, values: map[disagreement]int{}}
	for _, p := range pairs {
		g.add(p)
	}
	for i, ns := range g.numbers {
		out = append(out, conflict(ns, g.heads[i]))
	}
	return out
}

// disagreement is two values of one class.
type disagreement struct {
	class fact.Class
	a, b  value
}

// groups are conflicts while they are gathered.
type groups struct {
	numbers [][]*number
	heads   []pair // the surest pair of each
	by      []map[int]value
	of      map[*number]int
	values  map[disagreement]int
}

// add puts a pair where it belongs. A report gives one value in a conflict: of
// two, the surer pair has told which.
func (g *groups) add(p pair) {
	d := disagreement{p.a.Class, value{p.a.Low, p.a.High}, value{p.b.Low, p.b.High}}
	turned := disagreement{d.class, d.b, d.a}
	at, ok := g.of[p.a]
	for _, find := range []func() (int, bool){
		func() (int, bool) { i, ok := g.of[p.b]; return i, ok },
		func() (int, bool) { i, ok := g.values[d]; return i, ok },
		func() (int, bool) { i, ok := g.values[turned]; return i, ok },
	} {
		if !ok {
			at, ok = find()
		}
	}
	if !ok {
		at = len(g.numbers)
		g.numbers, g.heads, g.by = append(g.numbers, nil), append(g.heads, p), append(g.by, map[int]value{})
	}
	for _, n := range []*number{p.a, p.b} {
		if v, has := g.by[at][n.report]; has && v != (value{n.Low, n.High}) {
			return
		}
	}
	g.values[d] = at
	for _, n := range []*number{p.a, p.b} {
		if was, has := g.of[n]; has && was == at {
			continue
		}
		g.of[n] = at
		g.by[at][n.report] = value{n.Low, n.High}
		g.numbers[at] = append(g.numbers[at], n)
	}
}

// conflict lists the values that a group of numbers gives.
func conflict(ns []*number, head pair) finding.Conflict {
	slices.SortStableFunc(ns, func(a, b *number) int { return cmp.Or(a.report-b.report, a.Span.Start-b.Span.Start) })
	k := finding.Conflict{Kind: finding.Number, Severity: head.severity, Why: head.why, Score: head.score}
	if head.a.Class == fact.Duration {
		k.Kind = finding.Moments
	}
	var values []*number
	for _, n := range ns {
		at := slices.IndexFunc(values, func(o *number) bool { return same(o, n) })
		scope := finding.Evidence{Report: n.report, Span: n.Clause}
		if at < 0 {
			at = len(values)
			values = append(values, n)
			k.Values = append(k.Values, finding.Value{
				Words: finding.Evidence{Report: n.report, Span: n.Span}, Normalised: normalised(n), Scope: scope,
			})
		}
		if !slices.Contains(k.Values[at].Evidence, scope) {
			k.Values[at].Evidence = append(k.Values[at].Evidence, scope)
		}
	}
	return k
}

// normalised is the value in figures, empty for a vague one.
func normalised(n *number) string {
	f := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	switch {
	case n.Vague || n.Class == fact.Duration:
		return ""
	case n.Exact():
		return f(n.Low)
	}
	return f(n.Low) + "-" + f(n.High)
}
