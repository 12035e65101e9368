package timeline

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/tag"
	"parallax/internal/text"
	"parallax/internal/when"
)

// Labels of the rules about times that differ.
const (
	otherDay = "other time for the same happening"
	moved    = "planned for another time in the earlier report"
)

// deed is what is done at a time: the verb that the time belongs to and the
// nouns about it.
type deed struct {
	verb  uint32   // lemma, or that of its class; with a verb that says little, that of its subject; 0 when there is none that can be compared
	light bool     // verb is the subject of a verb that says little
	nouns []uint32 // within reachOfVerb content words of it, ascending
	who   uint32   // the name right before it; 0 when a common noun or nothing stands there
}

// reachOfVerb is how many tokens before and after a verb its nouns are looked
// for.
const reachOfVerb = 8

// deed finds what is done at an expression of time in its clause: the nearest
// verb before it, else the first one after it. What people say they can say on
// several days, and what stands between quotation marks is of another time.
func (c *clauses) deed(t, clause text.Span) (d deed) {
	s, tags := c.a.Segments, c.a.Tags
	lo, hi := s.TokenAt(clause.Start), min(s.TokenAt(clause.End-1)+1, len(tags))
	first, end := s.TokenAt(t.Start), min(s.TokenAt(t.End-1)+1, hi)
	if c.quoted(t) {
		return d
	}
	verb := c.verb(first-1, lo-1, -1)
	if verb < 0 {
		verb = c.verb(end, hi, 1)
	}
	if verb < 0 {
		return d
	}
	if c.l.Cues[strings.ToLower(s.Tokens[verb].In(c.a.Article.Text))].Strength == lang.Strong {
		return d
	}
	if d.verb = c.class(verb); d.verb == lightVerb {
		d.verb, d.light = c.head(verb, lo), true
	}
	for i := max(lo, verb-reachOfVerb); i < min(hi, verb+reachOfVerb+1); i++ {
		if tags[i].Tag.Noun() && (i < first || i >= end) {
			d.nouns = append(d.nouns, tags[i].Lemma)
		}
	}
	slices.Sort(d.nouns)
	d.nouns = slices.Compact(d.nouns)
	d.who = c.subject(verb, lo)
	return d
}

// subject is the name right before the verb at token i, auxiliaries and adverbs
// apart; 0 when a common noun, the end of another phrase ("the council of
// Tarnholm") or nothing stands there.
func (c *clauses) subject(i, lo int) uint32 {
	s, tags, t := c.a.Segments, c.a.Tags, c.a.Article.Text
	for k := i - 1; k >= lo; k-- {
		w := s.Tokens[k].In(t)
		switch {
		case tags[k].Tag == tag.RB || tags[k].Tag == tag.MD || c.l.Auxiliaries.Has(strings.ToLower(w)):
		case tags[k].Tag == tag.NNP || tags[k].Tag.Noun() && w[0] >= 'A' && w[0] <= 'Z':
			if k > lo && tags[k-1].Tag == tag.IN {
				return 0
			}
			return tags[k].Lemma
		default:
			return 0
		}
	}
	return 0
}

// lightVerb is the class of verbs that say little without their subject: "the
// alarm was raised", "the alarm came in".
var lightVerb = tag.LemmaID("light")

// head is the common noun that is the subject of the verb at token i: the last
// noun before it and its auxiliaries; 0 when another phrase or a name stands
// between ("the alarm of the council came").
func (c *clauses) head(i, lo int) uint32 {
	s, tags, t := c.a.Segments, c.a.Tags, c.a.Article.Text
	for k := i - 1; k >= lo; k-- {
		switch {
		case tags[k].Tag == tag.RB || tags[k].Tag == tag.MD || c.l.Auxiliaries.Has(strings.ToLower(s.Tokens[k].In(t))):
		case tags[k].Tag == tag.NN || tags[k].Tag == tag.NNS:
			for first := k; first > lo; first-- {
				if b := tags[first-1].Tag; b == tag.IN {
					return 0
				} else if b != tag.DT && b != tag.JJ && !b.Noun() {
					break
				}
			}
			return tags[k].Lemma
		default:
			return 0
		}
	}
	return 0
}

// verb is the first verb from token i to end, in steps, that tells a deed: no
// auxiliary; -1 when there is none.
func (c *clauses) verb(i, end, step int) int {
	for ; i != end; i += step {
		w := c.a.Tags[i]
		if w.Tag.Verb() && w.Tag != tag.MD && !c.l.Auxiliaries.Has(strings.ToLower(c.a.Segments.Tokens[i].In(c.a.Article.Text))) && w.Lemma != beLemma {
			return i
		}
	}
	return -1
}

var beLemma = tag.LemmaID("be")

// class is the lemma of the verb at token i, or of its class, which the particle
// behind it can tell: talks that broke down collapsed, a fire that broke out began.
func (c *clauses) class(i int) uint32 {
	s, t := c.a.Segments, c.a.Article.Text
	lemma := tag.English().AppendLemma(nil, s.Tokens[i].In(t), c.a.Tags[i])
	if i+1 < len(c.a.Tags) {
		if class := c.l.Deeds[string(lemma)+" "+s.Tokens[i+1].In(t)]; class != "" {
			return tag.LemmaID(class)
		}
	}
	if class := c.l.Deeds[string(lemma)]; class != "" {
		return tag.LemmaID(class)
	}
	return c.a.Tags[i].Lemma
}

// quoted reports whether a time stands between quotation marks.
func (c *clauses) quoted(t text.Span) bool {
	return slices.ContainsFunc(c.a.Marks, func(m marks.Quoted) bool { return m.Span.Contains(t) })
}

// days gives the conflicts of times that leave one another out and are told of
// one deed: the same verb with a rare noun in common beside it, near enough in
// the calendar to be mistaken for each other. A report that gives both times
// has two deeds to tell of.
func (d *dated) days() (out []finding.Conflict) {
	byVerb := map[uint32][]*entry{}
	var verbs []uint32
	for i := range d.entries {
		e := &d.entries[i]
		if v := e.deed.verb; v != 0 && !e.ordered {
			if byVerb[v] == nil {
				verbs = append(verbs, v)
			}
			byVerb[v] = append(byVerb[v], e)
		}
	}
	for _, v := range verbs {
		var found []dispute
		es := byVerb[v]
		for i, b := range es {
			for _, a := range es[:i] {
				if d.account[a.report] != d.account[b.report] && (apart(a, b) || clocksApart(a, b)) && !both(es, a, b) {
					if score, ok := oneDeed(a, b, sameDeed); ok {
						found = joined(found, dispute{score, [2][]*entry{{a}, {b}}})
					}
				}
			}
		}
		for i := range found {
			found[i].witnesses(es)
			out = append(out, d.disputed(&found[i]))
		}
	}
	return out
}

// dispute is two times of one deed and the entries that give each, the surest
// pair first.
type dispute struct {
	score float64
	sides [2][]*entry
}

// joined adds a pair to the dispute about its two times, if there is one.
func joined(found []dispute, p dispute) []dispute {
	for i := range found {
		f := &found[i]
		for side := range 2 {
			if sameTime(f.sides[0][0], p.sides[side][0]) && sameTime(f.sides[1][0], p.sides[1-side][0]) {
				p.sides[0], p.sides[1] = p.sides[side], p.sides[1-side]
				if p.score > f.score {
					f.score, p.sides[0], f.sides[0] = p.score, f.sides[0], p.sides[0]
					p.sides[1], f.sides[1] = f.sides[1], p.sides[1]
				}
				f.sides[0], f.sides[1] = append(f.sides[0], p.sides[0]...), append(f.sides[1], p.sides[1]...)
				return found
			}
		}
	}
	return append(found, p)
}

// witnesses adds the entries that give one of the times for what looks like the
// deed in dispute.
func (f *dispute) witnesses(es []*entry) {
	for side := range 2 {
		a, b := f.sides[side][0], f.sides[1-side][0]
		for _, e := range es {
			if !sameTime(e, a) {
				continue
			}
			if _, ok := oneDeed(e, b, sameDeed/2); ok || overlap(e, a) >= same {
				f.sides[side] = append(f.sides[side], e)
			}
		}
	}
}

// disputed is a dispute as a conflict: the surest pair gives the values.
func (d *dated) disputed(f *dispute) finding.Conflict {
	a, b := f.sides[0][0], f.sides[1][0]
	severity, why := d.moved(a, b)
	c := conflict(a, b, severity, why, f.score)
	for side := range c.Values {
		v := &c.Values[side]
		for _, e := range f.sides[side] {
			e.disputed = true
			if ev := (finding.Evidence{Report: e.report, Span: e.clause}); !slices.Contains(v.Evidence, ev) {
				v.Evidence = append(v.Evidence, ev)
			}
		}
		slices.SortFunc(v.Evidence, func(a, b finding.Evidence) int {
			return cmp.Or(a.Report-b.Report, a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
		})
	}
	return c
}

// oneDeed tells how sure it is that two entries with one verb tell of one deed.
func oneDeed(a, b *entry, atLeast float64) (float64, bool) {
	if a.deed.who != 0 && b.deed.who != 0 && a.deed.who != b.deed.who {
		return 0, false
	}
	shared := 0
	for _, n := range a.deed.nouns {
		if _, ok := slices.BinarySearch(b.deed.nouns, n); ok {
			shared++
		}
	}
	v := overlap(a, b)
	if a.deed.light && b.deed.light && clocksApart(a, b) {
		return max(v, atLeast), shared > 0 // "the alarm came in at 1.50 am" shares one word, and that is all of it
	}
	return v, shared > 0 && v >= atLeast
}

// sameDeed is the least overlap of two clauses that tell of one deed.
const sameDeed = .2

// moved tells a plan that was changed from a contradiction: of two reports of
// different days, the earlier one told of what lay ahead.
func (d *dated) moved(a, b *entry) (finding.Severity, string) {
	if d.published(a) > d.published(b) {
		a, b = b, a
	}
	if from := d.published(a); from != "" && from < d.published(b) && a.from > from && a.time.Grain <= when.Day {
		return finding.Update, moved
	}
	return finding.Contradiction, otherDay
}

// published is the day of an entry's report, empty when it is not known.
func (d *dated) published(e *entry) string {
	p := d.as[e.report].Article.Published
	return p[:min(len(p), len(someDay))]
}

// apart reports whether two stretches of the calendar leave each other out and
// lie near enough: days within three, months within one, years next to each other.
func apart(a, b *entry) bool {
	if a.from > b.from {
		a, b = b, a
	}
	if a.to >= b.from {
		return false
	}
	fine, coarse := min(a.time.Grain, b.time.Grain), max(a.time.Grain, b.time.Grain)
	most := 0
	switch {
	case coarse <= when.Day:
		most = 3
	case coarse == when.Month:
		most = 31
	case fine == when.Year && coarse == when.Year:
		most = 366
	}
	n, ok := when.Between(a.to, b.from)
	return ok && n <= most
}

// both reports whether one of two entries' reports tells the deed of the
// other's time as well.
func both(es []*entry, a, b *entry) bool {
	if clocksApart(a, b) {
		return slices.ContainsFunc(es, func(e *entry) bool {
			return e.from == a.from && (e.report == a.report && e.minute == b.minute || e.report == b.report && e.minute == a.minute)
		})
	}
	return slices.ContainsFunc(es, func(e *entry) bool {
		return e.report == a.report && e.from <= b.to && b.from <= e.to || e.report == b.report && e.from <= a.to && a.from <= e.to
	})
}
