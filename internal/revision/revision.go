// Package revision tells how one version of a report became the next: word by
// word, with what was moved, and which quotations are not what they were.
//
//	was: The fire is out. “We were lucky,” Ms Lind said. Nobody was hurt.
//	is:  The fire is out. “We were very lucky,” Ms Lind said.
//
// gives the steps same “The fire is out. “We were”, insert “very”, same “lucky,” Ms
// Lind said.”, delete “Nobody was hurt.”, and one quotation whose words changed
// after it was published.
//
// Words are aligned as the readings of an utterance are (collate.Between), so a
// rewritten sentence is one change and not a rain of shared little words. What
// that alignment does not look at, case, punctuation and spelling in one word or
// two, is told as [Mark]. All places are spans in the two texts; neither is
// copied.
//
// The surprise: a stretch that was moved is a delete and an insert that name
// each other, because between its two places there is always something that was
// not.
package revision

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/collate"
	"parallax/internal/text"
)

// Op is what happened to words.
type Op uint8

// What can happen to words.
const (
	Same    Op = iota
	Delete     // only the older version has them
	Insert     // only the newer version has them
	Replace    // others stand in their place
	Mark       // the same words, but for case, punctuation or spelling
)

// String is the op in a word.
func (o Op) String() string { return [...]string{"same", "delete", "insert", "replace", "mark"}[o] }

// Step is a stretch of one version and what became of it in the other.
type Step struct {
	Op  Op
	Was text.Span // in the older text; for Insert the empty place where the words went
	Is  text.Span // in the newer text; for Delete the empty place where the words were

	Moved bool // most of its words stand elsewhere in the other text ([Diff].Moves)
}

// Move is words that stand in another place. Both ends are steps of their own.
type Move struct {
	From, To int    // indexes into Steps: a Delete or Replace, and an Insert or Replace
	Steps    []Step // how they changed on the way; Same alone when they did not
}

// Diff is how one version became the next.
type Diff struct {
	Steps   []Step // in the order of both texts; together they have every word of each
	Moves   []Move // in the order of From
	Added   int    // words of the newer version that the older one lacks, moved ones not counted
	Removed int    // words of the older version that the newer one lacks, moved ones not counted

	was, is string
}

// Compare sets a version of a report beside the one before it.
func Compare(was, is string) *Diff {
	d := &Diff{was: was, is: is}
	d.Steps = steps(was, is, text.Span{End: len(was)}, text.Span{End: len(is)})
	d.findMoves()
	for _, s := range d.Steps {
		if s.Op != Same && s.Op != Mark {
			d.Removed += words(s.Was.In(was))
			d.Added += words(s.Is.In(is))
		}
	}
	for _, m := range d.Moves {
		for _, s := range m.Steps {
			if s.Op == Same || s.Op == Mark {
				d.Removed -= words(s.Was.In(was))
				d.Added -= words(s.Is.In(is))
			}
		}
	}
	return d
}

func words(s string) int { return len(strings.Fields(s)) }

// steps compares a stretch of the one text with one of the other.
func steps(was, is string, from, to text.Span) []Step {
	if strings.TrimSpace(from.In(was)) == strings.TrimSpace(to.In(is)) {
		return appendStep(nil, Step{Was: trimmed(was, from), Is: trimmed(is, to)})
	}
	c := &cutter{was: was, is: is, a: from.Start, b: to.Start}
	a, b := fields(was, from), fields(is, to)
	for _, r := range runs(was, is, a, b) {
		c.between(a[r.a].Start, b[r.b].Start)
		last := r.n - 1
		c.out = appendStep(c.out, Step{Was: text.Span{Start: a[r.a].Start, End: a[r.a+last].End}, Is: text.Span{Start: b[r.b].Start, End: b[r.b+last].End}})
		c.a, c.b = a[r.a+last].End, b[r.b+last].End
	}
	c.between(from.End, to.End)
	return c.out
}

// between aligns what lies up to a place in each text.
func (c *cutter) between(a, b int) {
	from, to := trimmed(c.was, text.Span{Start: c.a, End: a}), trimmed(c.is, text.Span{Start: c.b, End: b})
	if from.Empty() || to.Empty() {
		c.edit(from, to)
		return
	}
	c.a, c.b = from.Start, to.Start
	r, _ := collate.Between(from.In(c.was), to.In(c.is))
	for i, e := range r.Edits {
		f, t := shift(e.From, from.Start), shift(e.To, to.Start)
		if f.Start < c.a || t.Start < c.b {
			continue // an edit told on both sides of a gap
		}
		c.equal(f.Start, t.Start, i > 0, true)
		c.edit(f, t)
	}
	c.equal(from.End, to.End, len(r.Edits) > 0, false)
}

func shift(s text.Span, by int) text.Span { return text.Span{Start: s.Start + by, End: s.End + by} }

// cutter makes steps of edits and of what lies between them.
type cutter struct {
	was, is string
	a, b    int // how far the texts are cut
	out     []Step
}

// edit adds a change.
func (c *cutter) edit(f, t text.Span) {
	c.a, c.b = f.End, t.End
	s := Step{Was: trimmed(c.was, f), Is: trimmed(c.is, t)}
	if !s.Was.Empty() || !s.Is.Empty() {
		s.Op = opOf(s)
		c.change(s)
	}
}

// equal adds what the alignment holds for the same, up to a place in each text:
// the words that are the same to the letter, and marks. after and before tell
// that a change adjoins; the punctuation beside it is the change's.
func (c *cutter) equal(a, b int, after, before bool) {
	f, t := fields(c.was, text.Span{Start: c.a, End: a}), fields(c.is, text.Span{Start: c.b, End: b})
	fromA, fromB := c.a, c.b
	c.a, c.b = a, b
	i, j := 0, 0 // where the pairs begin
	m, n := len(f), len(t)
	for i < m && j < n && c.alike(f[i], t[j], after && i == 0, before && i == m-1 && j == n-1) {
		i, j = i+1, j+1
	}
	c.pairs(f[:i], t[:j])
	k := 0
	for m-k > i && n-k > j && c.alike(f[m-1-k], t[n-1-k], false, before && k == 0) {
		k++
	}
	if len(f)-i-k == len(t)-j-k {
		for ; i < m-k; i, j = i+1, j+1 {
			if c.alike(f[i], t[j], false, false) {
				c.pairs(f[i:i+1], t[j:j+1])
			} else {
				c.out = appendStep(c.out, Step{Op: Mark, Was: f[i], Is: t[j]})
			}
		}
	} else {
		if i > 0 {
			fromA, fromB = f[i-1].End, t[j-1].End
		}
		c.change(loose(fromA, fromB, f[i:m-k], t[j:n-k]))
	}
	c.pairs(f[m-k:], t[n-k:])
}

// loose is the step for words that do not pair, which begin at a and b.
func loose(a, b int, f, t []text.Span) Step {
	s := Step{Op: Mark, Was: text.Span{Start: a, End: a}, Is: text.Span{Start: b, End: b}}
	if len(f) > 0 {
		s.Was = text.Span{Start: f[0].Start, End: f[len(f)-1].End}
	}
	if len(t) > 0 {
		s.Is = text.Span{Start: t[0].Start, End: t[len(t)-1].End}
	}
	if len(f) == 0 || len(t) == 0 {
		s.Op = opOf(s)
	}
	return s
}

// opOf is the kind of a change by what it has on each side.
func opOf(s Step) Op {
	switch {
	case s.Was.Empty():
		return Insert
	case s.Is.Empty():
		return Delete
	}
	return Replace
}

// change adds a change; punctuation beside another change is a part of it.
func (c *cutter) change(s Step) {
	n := len(c.out)
	if n > 0 && s.Op != Mark && c.out[n-1].Op != Same && c.out[n-1].Op != Mark && (c.bare(s) || c.bare(c.out[n-1])) {
		last := &c.out[n-1]
		last.Was, last.Is = join(last.Was, s.Was), join(last.Is, s.Is)
		last.Op = opOf(*last)
		return
	}
	c.out = appendStep(c.out, s)
}

// bare reports whether a change has no letter or digit.
func (c *cutter) bare(s Step) bool {
	return strings.TrimFunc(s.Was.In(c.was), punctuation) == "" && strings.TrimFunc(s.Is.In(c.is), punctuation) == ""
}

// pairs adds words that are the same.
func (c *cutter) pairs(f, t []text.Span) {
	for i := range f {
		c.out = appendStep(c.out, Step{Op: Same, Was: f[i], Is: t[i]})
	}
}

// alike reports whether two words are the same to the letter; punctuation
// before the one and after the other plays no part where a change adjoins.
func (c *cutter) alike(f, t text.Span, after, before bool) bool {
	x, y := f.In(c.was), t.In(c.is)
	if x == y {
		return true
	}
	if after {
		x, y = strings.TrimLeftFunc(x, punctuation), strings.TrimLeftFunc(y, punctuation)
	}
	if before {
		x, y = strings.TrimRightFunc(x, punctuation), strings.TrimRightFunc(y, punctuation)
	}
	return x == y
}

func punctuation(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// appendStep adds a step, joined with the one before when both are of one kind
// that may be: the same words go on, or one change does.
func appendStep(out []Step, s Step) []Step {
	if s.Was.Empty() && s.Is.Empty() {
		return out
	}
	if n := len(out); n > 0 {
		last := &out[n-1]
		if last.Op == s.Op && !s.Moved && (s.Op == Same || s.Op == Mark) {
			last.Was, last.Is = join(last.Was, s.Was), join(last.Is, s.Is)
			return out
		}
	}
	return append(out, s)
}

func join(a, b text.Span) text.Span {
	switch {
	case a.Empty():
		return b
	case b.Empty():
		return a
	}
	return text.Span{Start: a.Start, End: b.End}
}

// fields are the words of a stretch of a text.
func fields(s string, in text.Span) []text.Span {
	var out []text.Span
	start := -1
	for i := in.Start; i < in.End; {
		r, n := utf8.DecodeRuneInString(s[i:in.End])
		switch space := unicode.IsSpace(r); {
		case space && start >= 0:
			out = append(out, text.Span{Start: start, End: i})
			start = -1
		case !space && start < 0:
			start = i
		}
		i += n
	}
	if start >= 0 {
		out = append(out, text.Span{Start: start, End: in.End})
	}
	return out
}

// trimmed is a span without white space at its ends.
func trimmed(s string, in text.Span) text.Span {
	t := in.In(s)
	left := len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	if left == len(t) {
		return text.Span{Start: in.Start, End: in.Start}
	}
	return text.Span{Start: in.Start + left, End: in.Start + len(strings.TrimRightFunc(t, unicode.IsSpace))}
}
