package conflicts

import (
	"cmp"
	"slices"
	"strconv"

	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/finding"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// gather makes conflicts of pairs, the surest first: pairs with a number or
// with both values in common are one.
func gather(as []*analysis.Analysis, pairs []pair) (out []finding.Conflict) {
	slices.SortStableFunc(pairs, func(p, q pair) int { return cmp.Compare(q.score, p.score) })
	g := &groups{of: map[*number]int{}, values: map[disagreement]int{}}
	for _, p := range pairs {
		g.add(p)
	}
	for i, ns := range g.numbers {
		k := conflict(ns, g.heads[i])
		k.About = counted(as, ns)
		out = append(out, k)
	}
	return out
}

// disagreement is two values of one kind.
type disagreement struct {
	kind
	a, b value
}

// groups are conflicts while they are gathered.
type groups struct {
	numbers [][]*number
	heads   []pair // the pair that tells what each is: the surest, or the surest that contradicts itself
	by      []map[int]value
	of      map[*number]int
	values  map[disagreement]int
}

// add puts a pair where it belongs. A report gives one value in a conflict: of
// two, the surer pair has told which.
func (g *groups) add(p pair) {
	d := disagreement{p.a.kind(), value{p.a.Low, p.a.High}, value{p.b.Low, p.b.High}}
	turned := disagreement{d.kind, d.b, d.a}
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
	if g.heads[at].severity == finding.Imprecision && p.severity == finding.Contradiction && p.a.Class != fact.Duration && p.a.Hedge == p.b.Hedge && p.a.Hedge == fact.Plain {
		g.heads[at] = p // of three values two leave each other out
	}
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
		at := slices.IndexFunc(values, func(o *number) bool { return same(o, n) && (head.why != otherHedge || o.Hedge == n.Hedge) })
		scope := finding.Evidence{Report: n.report, Span: n.Clause}
		if at >= 0 && (n == head.a || n == head.b) && values[at] != head.a && values[at] != head.b { // the surest place tells the value
			values[at] = n
			k.Values[at].Words, k.Values[at].Scope = finding.Evidence{Report: n.report, Span: n.Span}, scope
		}
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

// counted is the words for what the numbers count, as the first report that has
// some puts them: "written warnings", of "14 written warnings".
func counted(as []*analysis.Analysis, ns []*number) finding.Evidence {
	for _, n := range ns {
		if n.Noun < 0 && (n.Class == fact.Count || n.Class == fact.Magnitude) && n.First > 0 && as[n.report].Tags[n.First-1].Tag == tag.NN { // "magnitude 5.1"
			return finding.Evidence{Report: n.report, Span: as[n.report].Segments.Tokens[n.First-1].Span}
		}
		if at := subject(as[n.report], n); n.Noun < 0 && at >= 0 { // "turnout was 58 per cent"
			return finding.Evidence{Report: n.report, Span: as[n.report].Segments.Tokens[at].Span}
		}
		if n.Noun < 0 || n.First <= n.Noun && n.Noun < n.End { // "a 400-page report" says it in the value
			continue
		}
		tokens, tags := as[n.report].Segments.Tokens, as[n.report].Tags
		first := n.Noun
		for first > n.End && n.Noun-first < mostCounted && tokens[first-1].Kind == segment.Word {
			first--
		}
		if first > n.End {
			first = n.Noun
		}
		for first < n.Noun && (tags[first].Tag == tag.IN || tags[first].Tag == tag.DT) { // "hundreds of workers"
			first++
		}
		return finding.Evidence{Report: n.report, Span: text.Span{Start: tokens[first].Start, End: tokens[n.Noun].End}}
	}
	return finding.Evidence{}
}

// mostCounted is how many words before a noun are told with it, if they and
// nothing else stand between it and its number.
const mostCounted = 3

// normalised is the value in figures, empty for a vague one.
func normalised(n *number) string {
	f := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	switch {
	case n.Vague || n.Class == fact.Duration:
		return ""
	case n.Exact() && n.Class != fact.Score:
		return f(n.Low)
	}
	return f(n.Low) + "-" + f(n.High)
}
