// Package timeline puts what the reports say happened, and when, into one
// order.
//
// With the reports
//
//	A, 15 April 2026: The council closed the bridge on Monday.
//	B, 15 April 2026: The bridge, built in 1911, was shut on Monday by the council.
//
// there are two moments: the year 1911 with B's clause, and 13 April 2026 with
// both. A moment is a resolved expression of time with the clause it stands in;
// clauses of one day are one happening when they share enough of their rarer
// lemmas, where rarity is counted in the clauses of the story itself (the
// inverse-frequency overlap coefficient; a background corpus does worse, since
// it does not know what every sentence of this story says).
//
// Only clauses with a verb tell a happening: "the 1978 law" does not. Without
// a report's date, "last summer" has no day; it has an order among the other
// expressions of its kind, which is kept, and no day is made up.
//
// The one surprise: undated reports are taken to be of one day where only order
// is told, as reports of one event mostly are.
package timeline

import (
	"cmp"
	"math"
	"slices"

	"parallax/internal/analysis"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/text"
	"parallax/internal/when"
)

// same is the share of the smaller clause's weight that two clauses of one day
// have in common when they tell one happening.
const same = .4

// Find gives what happened when, and where reports of different accounts put
// one happening at different times. as are in canonical order, account is the
// account of each. Moments are by date, then those of which only the order is
// known. The result depends on nothing but the reports.
func Find(as []*analysis.Analysis, account []int, l *lang.Language) ([]finding.Moment, []finding.Conflict) {
	d := &dated{as: as, account: account}
	for r, a := range as {
		d.entries = appendEntries(d.entries, r, a, l)
	}
	weigh(d.entries)
	conflicts := append(d.vague(), d.days()...)
	return moments(d.entries, as), conflicts
}

// dated is what the reports of a story put in time.
type dated struct {
	as      []*analysis.Analysis
	account []int
	entries []entry // by report, then by place
}

// entry is one expression of time with what it dates.
type entry struct {
	report   int
	time     when.Time
	ordered  bool   // the days are only good for order: nothing anchors them
	from, to string // first and last day; what entries are sorted by
	minute   int    // of the day, when a clock's time is told plainly; -1 otherwise
	ahead    bool   // told as still to come
	clause   text.Span
	lemmas   []uint32 // of the clause's content words, ascending, each once
	weights  []float64
	mass     float64 // sum of weights
	deed     deed
	disputed bool // another account has another time
}

// appendEntries adds what one report dates.
func appendEntries(out []entry, r int, a *analysis.Analysis, l *lang.Language) []entry {
	if a.Tags == nil {
		return out
	}
	ordered := relative(a, l)
	c := clauses{a: a, l: l}
	for i := range a.Times {
		e := entry{report: r, time: a.Times[i], from: a.Times[i].From, to: a.Times[i].To}
		if e.from == "" && ordered != nil {
			e.from, e.to, e.ordered = ordered[i].From, ordered[i].To, true
		}
		if e.from == "" || !c.dates(&e.time) {
			continue
		}
		var ok bool
		if e.clause, e.lemmas, ok = c.around(e.time.Span); ok {
			e.deed, e.minute, e.ahead = c.deed(e.time.Span, e.clause), c.minute(&e.time), c.promised(e.time.Span, e.clause)
			out = append(out, e)
		}
	}
	return out
}

// someDay is what the expressions of an undated report are counted from to
// learn their order. It is never shown.
const someDay = "2001-07-11"

// relative values the expressions of an undated report as if it were of some
// day; nil when the report has a date. A weekday has no order: "Thursday" of an
// unknown week may lie before or after "Tuesday".
func relative(a *analysis.Analysis, l *lang.Language) []when.Time {
	if a.Article.Published != "" {
		return nil
	}
	out := when.Find(a.Article.Text, a.Segments, someDay, l)
	if len(out) != len(a.Times) {
		return nil
	}
	for i := range out {
		if out[i].Span != a.Times[i].Span {
			return nil
		}
		if out[i].Anchor != when.Published || out[i].Rule == "weekday" || out[i].Grain == when.NoGrain {
			out[i].From, out[i].To = "", ""
		}
	}
	return out
}

// weigh gives each lemma the logarithm of the inverse of how many clauses have
// it.
func weigh(entries []entry) {
	count := map[uint32]int{}
	for i := range entries {
		for _, k := range entries[i].lemmas {
			count[k]++
		}
	}
	for i := range entries {
		e := &entries[i]
		e.weights = make([]float64, len(e.lemmas))
		for n, k := range e.lemmas {
			e.weights[n] = math.Log(float64(len(entries)+1) / (float64(count[k]) + .5))
			e.mass += e.weights[n]
		}
	}
}

// overlap is the share of the lighter clause's weight that both have, 0 to 1;
// 0 when they share fewer than two lemmas.
func overlap(a, b *entry) float64 {
	shared, n := 0.0, 0
	for i, k := 0, 0; i < len(a.lemmas) && k < len(b.lemmas); {
		switch {
		case a.lemmas[i] < b.lemmas[k]:
			i++
		case a.lemmas[i] > b.lemmas[k]:
			k++
		default:
			shared += a.weights[i]
			n++
			i++
			k++
		}
	}
	if least := min(a.mass, b.mass); n >= 2 && least > 0 {
		return shared / least
	}
	return 0
}

// group is entries of one happening.
type group []*entry

// moments joins the entries that tell one happening of one time.
func moments(entries []entry, as []*analysis.Analysis) []finding.Moment {
	byTime := func(a, b *entry) int {
		return cmp.Or(unsure(a)-unsure(b), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to),
			a.report-b.report, a.time.Span.Start-b.time.Span.Start)
	}
	sorted := make([]*entry, len(entries))
	for i := range entries {
		sorted[i] = &entries[i]
	}
	slices.SortFunc(sorted, byTime)
	var groups []group
	first := 0 // the first group of the time at hand
	for i, e := range sorted {
		if i > 0 && (sorted[i-1].ordered != e.ordered || sorted[i-1].from != e.from || sorted[i-1].to != e.to) {
			first = len(groups)
		}
		if g := nearest(groups[first:], e); g >= 0 {
			groups[first+g] = append(groups[first+g], e)
		} else {
			groups = append(groups, group{e})
		}
	}
	slices.SortStableFunc(groups, byClock)
	out := make([]finding.Moment, 0, len(groups))
	for _, g := range groups {
		out = append(out, g.moment(as))
	}
	return out
}

func unsure(e *entry) int {
	if e.ordered {
		return 1
	}
	return 0
}

func sameTime(a, b *entry) bool {
	return a.ordered == b.ordered && a.from == b.from && a.to == b.to && !otherMinute(a, b)
}

// nearest is the index of the group that an entry tells the happening of, -1
// for none.
func nearest(groups []group, e *entry) int {
	best, at := same, -1
	for i, g := range groups {
		for _, o := range g {
			v := overlap(o, e)
			if otherMinute(o, e) {
				continue
			}
			if o.report == e.report && o.clause.Overlaps(e.clause) {
				v = 1
			}
			if v >= best && (at < 0 || v > best) {
				best, at = v, i
			}
		}
	}
	return at
}

// moment tells a group: at most one passage a report, the one that shares most
// with the others, the first of equal ones.
func (g group) moment(as []*analysis.Analysis) finding.Moment {
	m := finding.Moment{When: finding.Evidence{Report: g[0].report, Span: g[0].time.Span}, Grain: g[0].time.Grain.String(), Ahead: true}
	if !g[0].ordered {
		m.From, m.To = g[0].from, g[0].to
	}
	best := map[int]float64{}
	at := map[int]int{} // report: its place in m.Evidence
	for _, e := range g {
		shared := 0.0
		for _, o := range g {
			if o.report != e.report {
				shared += overlap(o, e)
			}
		}
		ev := finding.Evidence{Report: e.report, Span: e.clause}
		if i, ok := at[e.report]; !ok {
			at[e.report] = len(m.Evidence)
			best[e.report] = shared
			m.Evidence = append(m.Evidence, ev)
		} else if shared > best[e.report] {
			best[e.report] = shared
			m.Evidence[i] = ev
		}
		m.Disputed = m.Disputed || e.disputed
		m.Ahead = m.Ahead && ahead(e, as[e.report].Article.Published)
	}
	slices.SortFunc(m.Evidence, func(a, b finding.Evidence) int { return a.Report - b.Report })
	return m
}

// ahead reports whether the time lies after the day of the report: all of it, or
// the rest of it where that is told as still to come ("a second cut will follow
// this year").
func ahead(e *entry, published string) bool {
	if e.ordered {
		published = someDay
	}
	if len(published) < len(someDay) {
		return false
	}
	day := published[:len(someDay)]
	return e.from > day || e.ahead && e.to > day
}
