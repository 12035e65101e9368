package quote

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	learned "parallax/internal/attribution"
	"parallax/internal/names"
	"parallax/internal/text"
)

// byLearning is the rule of an attribution that no sieve made.
const byLearning = "learned"

// merge brings together what the marks have shown and what was learned from
// annotated reports. The marks are the authority: a quotation that they show
// stays as it is and is never lost. Of the learned attributions
//
//   - one that holds such quotations puts them together: they are one act of
//     reporting, with the words around the marks, and whoever of them lacks a
//     speaker gets that of the attribution;
//   - one that holds none is an indirect quotation, if it is not doubtful;
//   - one that lies within a longer quotation is passed over.
func (r *reader) merge(out *Result, found []candidate, as []learned.Attribution) {
	group := make([]int, len(out.Quotations)) // by quotation: its attribution's index in told, plus one; 0 for none
	told := make([]Quotation, 0, len(as)+len(out.Quotations))
	for i := range as {
		a := r.oneAct(out.Quotations[:len(group)], &as[i])
		parts, clear := r.parts(out, group, a)
		if !clear {
			continue
		}
		a, parts = r.ofItsCue(out, parts, a)
		q := r.indirect(found, a)
		if len(parts) == 0 && q.doubtful() {
			continue
		}
		if len(parts) == 0 {
			out.Quotations = append(out.Quotations, q)
			told = append(told, q)
			continue
		}
		whole := r.whole(out, parts, a, q)
		for _, k := range parts {
			group[k] = len(told) + 1
			out.Quotations[k].support = whole.support
		}
		told = append(told, whole)
	}
	told = r.runOn(out, group, told, as)
	told = slices.DeleteFunc(told, func(q Quotation) bool { return len(q.Content) == 0 })
	for i := range told {
		// marks that open and never close may hold each other's words
		if q := &told[i]; !slices.IsSortedFunc(q.Content, func(a, b text.Span) int { return a.Start - b.End }) {
			q.Content = joined(slices.Clone(q.Content))
		}
	}
	inOrder := func(a, b Quotation) int {
		return cmp.Or(a.Content[0].Start-b.Content[0].Start, a.Content[0].End-b.Content[0].End)
	}
	slices.SortStableFunc(out.Quotations, inOrder)
	slices.SortStableFunc(told, inOrder)
	out.Attributions = r.stretch(told)
}

// runOn puts each quotation that goes on with the one before it into the
// attribution of that one, and makes those that no attribution holds into some of
// their own. Attributions that lose their words to another are left without content.
func (r *reader) runOn(out *Result, group []int, told []Quotation, as []learned.Attribution) []Quotation {
	for k := range group {
		q := &out.Quotations[k]
		if k > 0 && r.oneActWith(&out.Quotations[k-1], q, as) && (group[k] == 0 || told[group[k]-1].bare() || !r.paragraphsApart(&out.Quotations[k-1], q)) {
			into := group[k-1]
			if into == group[k] {
				continue
			}
			more := q.Content
			if group[k] > 0 {
				from := &told[group[k]-1]
				if from.Kind == Direct || !r.broken(&out.Quotations[k-1], q) {
					more = from.Content
				}
				from.Content = nil
			}
			told[into-1].Content = append(slices.Clone(told[into-1].Content), more...)
			group[k] = into
			continue
		}
		if group[k] == 0 {
			told = append(told, *q)
			group[k] = len(told)
		}
	}
	return told
}

// Chances below which an indirect quotation without a source is not told: with a
// cue, and with neither.
const (
	surelyCued = .3
	surelyBare = .4
)

// doubtful reports whether learning found words that nobody is said to have said,
// and is not sure of them. Of such, less than two in five are reported words in
// annotated texts that learning had not seen.
func (q *Quotation) doubtful() bool {
	if !q.Source.Empty() {
		return false
	}
	if q.Cue.Empty() {
		return q.support.probability < surelyBare
	}
	return q.support.probability < surelyCued
}

// parts are the quotations that a learned attribution holds; clear is false
// when it lies within one that it does not hold, or holds only such as belong
// to another.
func (r *reader) parts(out *Result, group []int, a *learned.Attribution) (parts []int, clear bool) {
	lost, taken := 0, 0
	speaker := -1
	last := a.Content[len(a.Content)-1]
	for k := firstIn(a.Content[0], out.Quotations[:len(group)]); k < len(group) && out.Quotations[k].Content[0].Start < last.End; k++ {
		q := &out.Quotations[k]
		both := 0
		for _, s := range q.Content {
			for _, c := range a.Content {
				both += s.Overlap(c)
			}
		}
		switch {
		case both == 0:
		case 2*both < q.length():
			lost += both
		case group[k] > 0:
			taken++
		case speaker >= 0 && q.Speaker >= 0 && q.Speaker != speaker:
			taken++ // another one speaks here
		default:
			parts = append(parts, k)
			if q.Speaker >= 0 {
				speaker = q.Speaker
			}
		}
	}
	if 2*lost > length(a.Content) || len(parts) == 0 && taken > 0 {
		return nil, false
	}
	return parts, true
}

// firstIn is the index of the first of quotations, which are in text order, that ends
// behind where a span begins.
func firstIn(s text.Span, marked []Quotation) int {
	return sort.Search(len(marked), func(k int) bool {
		c := marked[k].Content
		return c[len(c)-1].End > s.Start
	})
}

// indirect is the learned attribution as a quotation of its own.
func (r *reader) indirect(found []candidate, a *learned.Attribution) Quotation {
	a = r.afterDash(r.afterClock(a))
	q := Quotation{Kind: Indirect, Content: a.Content, Cue: a.Cue, Source: a.Source, Mention: r.mentionOf(a.Source), Speaker: -1, Rule: byLearning, support: supportOf(a)}
	if q.Source.Empty() && !q.Cue.Empty() {
		if q.Mention = r.subjectOf(a); q.Mention >= 0 {
			q.Source = r.names.Mentions[q.Mention].Span
		}
	}
	if q.Mention >= 0 {
		q.Speaker = r.speakerOf(found, q.Mention)
		if q.Speakers = r.jointly(r.author(q.Mention), q.Speaker, q.Cue); q.Speakers != nil {
			q.Speaker = q.Speakers[0]
		}
	}
	if q.Speaker < 0 {
		if q.Speakers = r.pair(q.Source); q.Speakers != nil {
			q.Speaker = q.Speakers[0]
		}
	}
	return q
}

// afterClock leaves the time that opens an entry of a live report out of an
// attribution: "09:05 — Forecaster Ben Roe says …".
func (r *reader) afterClock(a *learned.Attribution) *learned.Attribution {
	first := &a.Source
	if a.Source.Empty() || a.Content[0].Start < a.Source.Start {
		first = &a.Content[0]
	}
	n := clock(first.In(r.text))
	if n == 0 || n >= first.Len() {
		return a
	}
	out := *a
	if first == &a.Source {
		out.Source.Start += n
	} else {
		out.Content = slices.Clone(a.Content)
		out.Content[0].Start += n
	}
	return &out
}

// afterDash leaves the dash that opens a line of dialogue or of a list out of what an
// attribution tells: "— We will not sell, Kroll said."
func (r *reader) afterDash(a *learned.Attribution) *learned.Attribution {
	first := a.Content[0]
	rest := strings.TrimLeft(first.In(r.text), "—–- ")
	if n := first.Len() - len(rest); n > 0 && rest != "" && (first.Start == 0 || r.text[first.Start-1] == '\n') {
		out := *a
		out.Content = slices.Clone(a.Content)
		out.Content[0].Start += n
		return &out
	}
	return a
}

// clock is the length of a time and a dash that open a text, 0 without them.
func clock(s string) int {
	if len(s) < 8 || s[0] < '0' || s[0] > '9' {
		return 0
	}
	rest := strings.TrimLeft(s, "0123456789:.h")
	dash := strings.TrimLeft(rest, " —–-")
	if n := len(s) - len(rest); n < 4 || n > 6 || !strings.ContainsAny(rest[:len(rest)-len(dash)], "—–-") {
		return 0
	}
	return len(s) - len(dash)
}

// speakerOf is the entity of a mention that is a source.
func (r *reader) speakerOf(found []candidate, m int) int {
	if r.names.Mentions[m].Form == names.Pronoun {
		if f, e, ok := r.elementOf(m); ok {
			return r.resolve(found, f, e)
		}
	}
	return r.names.Mentions[r.author(m)].Entity
}

// elementOf is the frame and the element of a mention.
func (r *reader) elementOf(m int) (inFrame, element int, ok bool) {
	at := r.names.Mentions[m].Span.Start
	fi, _ := slices.BinarySearchFunc(r.frames, at, func(f frame, at int) int {
		return cmp.Compare(f.elements[len(f.elements)-1].span.End, at+1)
	})
	if fi >= len(r.frames) {
		return 0, 0, false
	}
	for i, e := range r.frames[fi].elements {
		if e.kind == noun && e.mention == m {
			return fi, i, true
		}
	}
	return 0, 0, false
}
