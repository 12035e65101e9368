package revision

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/text"
)

// Quotation is what a version quotes.
type Quotation struct {
	Content []text.Span // the words quoted, in the version's text
	Speaker string      // name; empty when unknown
}

// Change is what became of a quotation after it was published. A quotation that
// stayed as it was has none.
type Change struct {
	Was, Is   int  // indexes into the quotations of the older and the newer version; -1: it has none
	Reworded  bool // both have it, in other words
	Speaker   bool // both have it, but give it to different people
	Unquoted  bool // the newer version has most of its words, but does not quote them
	Quoted    bool // the older version had most of its words, but did not quote them
	Extent    bool // only where the quotation begins or ends changed: the words stand in both versions
	Differing []Step
}

// keptPart is the part of a quotation's words that must stand in the other
// version for it to have kept them.
const keptPart = .6

// Quotations tells what became of the quotations of a report, in the order of
// the newer version, those that are gone after all others. Two are one when the
// alignment pairs their words, in whatever place they are, or puts the one in the
// other's place.
func (d *Diff) Quotations(was, is []Quotation) []Change {
	q := &quotations{d: d, was: was, is: is, shared: map[[2]int]int{}}
	q.count()
	q.match()
	var out []Change
	for i := range is {
		if w := q.wasOf[i]; w >= 0 {
			if c := q.change(w, i); c.Reworded || c.Speaker || c.Extent {
				out = append(out, c)
			}
		} else {
			out = append(out, Change{Was: -1, Is: i, Quoted: float64(q.keptIs[i]) >= keptPart*float64(size(d.is, is[i]))})
		}
	}
	for w := range was {
		if !slices.Contains(q.wasOf, w) {
			out = append(out, Change{Was: w, Is: -1, Unquoted: float64(q.keptWas[w]) >= keptPart*float64(size(d.was, was[w]))})
		}
	}
	return out
}

// quotations is the state of one Quotations.
type quotations struct {
	d       *Diff
	was, is []Quotation
	shared  map[[2]int]int // words that a quotation of each version share, twice; once for others in their place
	keptWas []int          // words of each older quotation that the newer text has anywhere
	keptIs  []int
	wasOf   []int // the older quotation of each newer one; -1: none
}

// count counts the words that quotations share.
func (q *quotations) count() {
	q.keptWas, q.keptIs = make([]int, len(q.was)), make([]int, len(q.is))
	for _, p := range q.d.aligned() {
		w, i := holder(q.was, p.was), holder(q.is, p.is)
		if w >= 0 {
			q.keptWas[w]++
		}
		if i >= 0 {
			q.keptIs[i]++
		}
		if w >= 0 && i >= 0 {
			q.shared[[2]int{w, i}] += 2
		}
	}
	for _, s := range q.d.Steps {
		if s.Op == Replace || s.Op == Mark {
			w, i := holder(q.was, s.Was.Start), holder(q.is, s.Is.Start)
			if w >= 0 && i >= 0 {
				q.shared[[2]int{w, i}]++
			}
		}
	}
}

// holder is the quotation that a place lies in; -1: none.
func holder(list []Quotation, at int) int {
	return slices.IndexFunc(list, func(q Quotation) bool {
		return slices.ContainsFunc(q.Content, func(s text.Span) bool { return s.Start <= at && at < s.End })
	})
}

// match pairs the quotations that share most first.
func (q *quotations) match() {
	type candidate struct {
		was, is, shared int
	}
	var all []candidate
	for k, n := range q.shared {
		all = append(all, candidate{k[0], k[1], n})
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.is, b.is), cmp.Compare(a.was, b.was))
	})
	q.wasOf = make([]int, len(q.is))
	for i := range q.wasOf {
		q.wasOf[i] = -1
	}
	for _, c := range all {
		if q.wasOf[c.is] < 0 && !slices.Contains(q.wasOf, c.was) {
			q.wasOf[c.is] = c.was
		}
	}
}

// change tells what differs between two quotations that are one.
func (q *quotations) change(w, i int) Change {
	c := Change{Was: w, Is: i, Speaker: differ(q.was[w].Speaker, q.is[i].Speaker)}
	a, b := plain(q.d.was, q.was[w]), plain(q.d.is, q.is[i])
	if slices.Equal(a, b) {
		return c
	}
	inside := func(list []Step) {
		for _, s := range list {
			if s.Op == Same || s.Op == Mark {
				continue
			}
			touches := func(spans []text.Span, s text.Span) bool {
				return slices.ContainsFunc(spans, func(x text.Span) bool {
					return x.Overlaps(s) || s.Empty() && x.Start < s.Start && s.Start < x.End
				})
			}
			if touches(q.was[w].Content, s.Was) || touches(q.is[i].Content, s.Is) {
				c.Differing = append(c.Differing, s)
			}
		}
	}
	inside(q.d.Steps)
	for _, m := range q.d.Moves {
		from, to := q.d.Steps[m.From], q.d.Steps[m.To]
		if holder([]Quotation{q.was[w]}, from.Was.Start) >= 0 || slices.ContainsFunc(q.was[w].Content, from.Was.Overlaps) || slices.ContainsFunc(q.is[i].Content, to.Is.Overlaps) {
			c.Differing = nil // the steps of the move tell it better
			inside(m.Steps)
		}
	}
	c.Reworded = len(c.Differing) > 0
	c.Extent = !c.Reworded
	return c
}

// plain is the words of a quotation, case and punctuation apart.
func plain(s string, q Quotation) (out []string) {
	for _, span := range q.Content {
		for w := range strings.FieldsFuncSeq(span.In(s), func(r rune) bool { return punctuation(r) && r != '\'' && r != '’' }) {
			out = append(out, strings.ToLower(strings.ReplaceAll(w, "’", "'")))
		}
	}
	return out
}

func size(s string, q Quotation) (n int) {
	for _, span := range q.Content {
		n += words(span.In(s))
	}
	return n
}

// differ reports whether two names are plainly those of different people: both
// are known and end in another word.
func differ(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	last := func(s string) string { return strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:]) }
	return last(a) != last(b)
}
