package revision

import (
	"slices"

	"parallax/internal/text"
)

// What counts as moved: so many words that stay the same, and such a part of
// the shorter of the two stretches.
const (
	movedWords = 6
	movedPart  = .6
	mostRuns   = 64 // changes on each side that are looked at; a report that has more was written anew
)

// findMoves finds the stretches that were taken out in one place and put in in
// another: for each that was taken out the one that keeps most of it.
func (d *Diff) findMoves() {
	var out, in []int
	for i, s := range d.Steps {
		if s.Op == Delete || s.Op == Replace {
			if words(s.Was.In(d.was)) >= movedWords && len(out) < mostRuns {
				out = append(out, i)
			}
		}
		if s.Op == Insert || s.Op == Replace {
			if words(s.Is.In(d.is)) >= movedWords && len(in) < mostRuns {
				in = append(in, i)
			}
		}
	}
	taken := map[int]bool{}
	for _, from := range out {
		var best Move
		most := 0
		for _, to := range in {
			if to == from || taken[to] || !d.share(from, to) {
				continue
			}
			m := Move{From: from, To: to, Steps: steps(d.was, d.is, d.Steps[from].Was, d.Steps[to].Is)}
			kept := 0
			for _, s := range m.Steps {
				if s.Op == Same || s.Op == Mark {
					kept += words(s.Is.In(d.is))
				}
			}
			shorter := min(words(d.Steps[from].Was.In(d.was)), words(d.Steps[to].Is.In(d.is)))
			if kept >= movedWords && float64(kept) >= movedPart*float64(shorter) && kept > most {
				best, most = m, kept
			}
		}
		if most > 0 {
			taken[best.To] = true
			d.Steps[best.From].Moved, d.Steps[best.To].Moved = true, true
			d.Moves = append(d.Moves, best)
		}
	}
}

// share reports whether two stretches have enough words in common to be worth
// aligning.
func (d *Diff) share(from, to int) bool {
	count := map[string]int{}
	a, b := fields(d.was, d.Steps[from].Was), fields(d.is, d.Steps[to].Is)
	for _, w := range a {
		count[w.In(d.was)]++
	}
	n := 0
	for _, w := range b {
		if count[w.In(d.is)] > 0 {
			count[w.In(d.is)]--
			n++
		}
	}
	return n >= movedWords && 2*n >= min(len(a), len(b))
}

// pair is a word of each version that are one.
type pair struct{ was, is int } // where they begin

// aligned gives the words that both versions have, those that were moved
// included, in the order of the older text within steps and within moves.
func (d *Diff) aligned() []pair {
	var out []pair
	add := func(list []Step) {
		for _, s := range list {
			if s.Op != Same {
				continue
			}
			a, b := fields(d.was, s.Was), fields(d.is, s.Is)
			for i := range min(len(a), len(b)) {
				out = append(out, pair{a[i].Start, b[i].Start})
			}
		}
	}
	add(d.Steps)
	for _, m := range d.Moves {
		add(m.Steps)
	}
	return out
}

// Within gives the steps that touch a stretch of the newer text, clipped to it:
// what is printed when that stretch is. Words that were moved there come with
// the steps of their move. A Delete belongs to the stretch that its place is in,
// or begins; of stretches that cover the text each step of what is gone is in one.
func (d *Diff) Within(in text.Span) []Step {
	var out []Step
	for i, s := range d.Steps {
		m := slices.IndexFunc(d.Moves, func(m Move) bool { return m.To == i })
		if m < 0 {
			out = d.clip(out, s, in)
			continue
		}
		if s.Op == Replace {
			out = d.clip(out, Step{Op: Delete, Was: s.Was, Is: text.Span{Start: s.Is.Start, End: s.Is.Start}, Moved: slices.ContainsFunc(d.Moves, func(m Move) bool { return m.From == i })}, in)
		}
		for _, n := range d.Moves[m].Steps {
			n.Moved = n.Op != Delete
			out = d.clip(out, n, in)
		}
	}
	return out
}

// clip appends what of a step lies in a stretch of the newer text.
func (d *Diff) clip(out []Step, s Step, in text.Span) []Step {
	if s.Is.Empty() {
		if in.Start <= s.Is.Start && (s.Is.Start < in.End || s.Is.Start == len(d.is) && in.End == len(d.is)) {
			out = append(out, s)
		}
		return out
	}
	if !s.Is.Overlaps(in) {
		return out
	}
	cut := text.Span{Start: max(s.Is.Start, in.Start), End: min(s.Is.End, in.End)}
	if s.Op == Same && cut != s.Is {
		s.Was = counterpart(s, cut, d.was, d.is)
	}
	s.Is = cut
	return append(out, s)
}

// counterpart is the part of the older text that a part of the newer one stands
// for, in a step of the same words.
func counterpart(s Step, cut text.Span, was, is string) text.Span {
	a, b := fields(was, s.Was), fields(is, s.Is)
	var out text.Span
	for i := range min(len(a), len(b)) {
		if b[i].Overlaps(cut) {
			out = join(out, a[i])
		}
	}
	return out
}
