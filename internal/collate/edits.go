package collate

import (
	"slices"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// stretch is a piece of an alignment that is not the same in both wordings:
// words [a0,a1) of the one, [b0,b1) of the other.
type stretch struct{ a0, a1, b0, b1 int }

// changes lists what differs between two aligned wordings, in order, no two
// stretches touching, and the number of words of a that b keeps.
func changes(x *lexicon, a, b []word, ms []match) (out []stretch, kept int) {
	var now stretch
	close := func(i, j int) {
		now.a1, now.b1 = i, j
		if now.a1 > now.a0 || now.b1 > now.b0 {
			out = append(out, now)
		}
	}
	for _, m := range ms {
		if m.near {
			continue
		}
		close(m.a, m.b)
		now = stretch{a0: m.a + 1, b0: m.b + 1}
	}
	close(len(a), len(b))
	out = joinChanges(x, a, out)
	out = dropSpelling(x, a, b, out)
	kept = count(a)
	for _, s := range out {
		kept -= count(a[s.a0:s.a1])
	}
	return out, kept
}

// joinChanges makes one change of two that are parted by no more than two
// function words, when both put words in: matches like a lone "the" between
// two rewritten stretches are chance, and read as noise.
func joinChanges(x *lexicon, a []word, in []stretch) []stretch {
	var out []stretch
	for _, s := range in {
		if n := len(out); n > 0 {
			p := &out[n-1]
			if inserts(*p) && inserts(s) && (deletes(*p) || deletes(s)) && s.a0-p.a1 <= 2 && allFunction(x, a[p.a1:s.a0]) {
				p.a1, p.b1 = s.a1, s.b1
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

func inserts(s stretch) bool { return s.b1 > s.b0 }
func deletes(s stretch) bool { return s.a1 > s.a0 }

func allFunction(x *lexicon, ws []word) bool {
	for _, w := range ws {
		if x.content(w) || x.negation[w.form] {
			return false
		}
	}
	return true
}

// dropSpelling takes out the changes that only write one word in two or two
// in one: "co-operate" and "cooperate".
func dropSpelling(x *lexicon, a, b []word, in []stretch) (out []stretch) {
	for _, s := range in {
		if inserts(s) && deletes(s) && spelt(x, a[s.a0:s.a1]) == spelt(x, b[s.b0:s.b1]) {
			continue
		}
		out = append(out, s)
	}
	return out
}

func spelt(x *lexicon, ws []word) string {
	s := ""
	for _, w := range ws {
		s += x.forms[w.form]
	}
	return s
}

// relate tells what a reading b did with the fullest wording a.
func relate(x *lexicon, a, b []word, cs []stretch) Relation {
	relation := Identical
	for _, s := range cs {
		if inserts(s) || splices(x, a, b, s) {
			return Altered
		}
		relation = Trimmed
	}
	return relation
}

// splices reports whether a cut joins words that the speaker did not say
// together: it leaves out a word with meaning, or a negation, from within a
// clause and shows no ellipsis. "steering rebuilding" for "steering a slow
// rebuilding" is such a cut; leaving out a clause between two commas, a
// sentence, a title before a name or a lone article is not.
func splices(x *lexicon, a, b []word, s stretch) bool {
	if s.a0 == 0 || s.a1 == len(a) || s.b0 == 0 || s.b0 == len(b) {
		return false
	}
	if b[s.b0-1].dots || b[s.b0-1].last || weightless(x, a[s.a0:s.a1]) {
		return false
	}
	before, after := a[s.a0-1].pause, a[s.a1-1].pause
	if before == sentence || after == sentence || before == clause && after == clause {
		return false
	}
	for _, w := range a[s.a0:s.a1] {
		if !w.added {
			return true
		}
	}
	return false
}

// weightless reports whether words can be left out without changing the sense:
// articles and their kind, and titles before a name.
func weightless(x *lexicon, ws []word) bool {
	for _, w := range ws {
		title := x.lang.Words.Who(x.forms[w.form]).Is&lang.Title != 0
		if x.negation[w.form] || x.content(w) && !title {
			return false
		}
	}
	return true
}

// edits writes changes as word edits with places in both reports' texts. An
// edit does not reach over a gap in the quotation, such as "he said" between
// its two halves: it is told once on each side.
func edits(a, b []word, cs []stretch) []Edit {
	var out []Edit
	for _, s := range cs {
		if partsWays(a, b, s) {
			cut := s
			cut.b1 = s.b0
			more := s
			more.a0 = s.a1
			out = append(out, edits(a, b, []stretch{cut, more})...)
			continue
		}
		from, to := pieces(a, s.a0, s.a1), pieces(b, s.b0, s.b1)
		edge := !inserts(s) && (s.a0 == 0 || s.a1 == len(a))
		for i := range max(len(from), len(to)) {
			switch {
			case i < len(from) && i < len(to):
				out = append(out, Edit{Op: Replace, From: from[i], To: to[i]})
			case i < len(from):
				out = append(out, Edit{Op: Delete, From: from[i], To: place(b, s.b1), Edge: edge})
			default:
				out = append(out, Edit{Op: Insert, From: place(a, s.a1), To: to[i]})
			}
		}
	}
	return out
}

// cutAtPieces parts the first and the last of a reading's changes where its
// report carries the words of the fullest in another quotation: those words
// are not replaced but stand elsewhere, so that the rest alone is a change.
// Of “I am sorry. No one should.”, a report that has “I am sorry,” she said.
// “Nobody should.” replaces “No one” and nothing more. others visits the
// changes of the report's other readings of n words.
func cutAtPieces(n int, cs []stretch, others func(visit func([]stretch))) []stretch {
	if len(cs) == 0 {
		return cs
	}
	first, last := cs[0], cs[len(cs)-1]
	opens := first.a0 == 0 && first.b0 == 0 && inserts(first) && deletes(first)
	closes := last.a1 == n && inserts(last) && deletes(last)
	if !opens && !closes {
		return cs
	}
	carried := make([]bool, n)
	others(func(cs []stretch) {
		at := 0
		for _, s := range append(slices.Clone(cs), stretch{a0: n}) {
			for ; at < s.a0; at++ {
				carried[at] = true
			}
			at = s.a1
		}
	})
	cs = slices.Clone(cs)
	if to := endOfPiece(carried[:first.a1]); opens && to > 0 {
		rest := first
		rest.a0 = to
		cs = append([]stretch{{a1: to}, rest}, cs[1:]...)
		if last = cs[len(cs)-1]; last.a0 == last.a1 {
			closes = false
		}
	}
	if !closes {
		return cs
	}
	tail := slices.Clone(carried[last.a0:])
	slices.Reverse(tail)
	if k := endOfPiece(tail); k > 0 {
		rest := last
		rest.a1 = n - k
		cs = append(cs[:len(cs)-1], rest, stretch{a0: n - k, a1: n, b0: last.b1, b1: last.b1})
	}
	return cs
}

// cutAtSentences parts the first and the last of a reading's changes where a
// sentence of the fullest begins or ends, when the reading puts other words in
// place of a part of one sentence: “left behind” for “left until the last chair
// was empty. I am proud of them.” replaces the end of a sentence, and the next
// one is left out. Whole sentences with others in their place are left out and
// added (see partsWays).
func cutAtSentences(a, b []word, cs []stretch) []stretch {
	if len(cs) == 0 {
		return cs
	}
	if s := cs[len(cs)-1]; s.a1 == len(a) && s.b1 == len(b) && inserts(s) && deletes(s) && !holdsEnd(b[s.b0:s.b1-1]) && !(s.a0 > 0 && endsSentence(a[s.a0-1]) && partsWays(a, b, s)) {
		if k := slices.IndexFunc(a[s.a0:s.a1-1], endsSentence); k >= 0 {
			end := s.a0 + k + 1
			cs = append(slices.Clone(cs[:len(cs)-1]), stretch{s.a0, end, s.b0, s.b1}, stretch{end, s.a1, s.b1, s.b1})
		}
	}
	if s := cs[0]; s.a0 == 0 && s.b0 == 0 && inserts(s) && deletes(s) && !holdsEnd(b[:s.b1]) && !(endsSentence(a[s.a1-1]) && partsWays(a, b, s)) {
		for start := s.a1 - 1; start > 0; start-- {
			if endsSentence(a[start-1]) {
				return append([]stretch{{a1: start}, {start, s.a1, 0, s.b1}}, cs[1:]...)
			}
		}
	}
	return cs
}

func endsSentence(w word) bool { return w.pause == sentence }

func holdsEnd(ws []word) bool { return slices.ContainsFunc(ws, endsSentence) }

// leastPiece is the number of words from which a stretch is told apart as one
// that the report has elsewhere.
const leastPiece = 3

// endOfPiece is where the last of the carried words ends, when most of those
// before it are carried too; 0 otherwise.
func endOfPiece(carried []bool) int {
	n, end := 0, 0
	for i, has := range carried {
		if has {
			n++
			end = i + 1
		}
	}
	if n < leastPiece || 2*n < end {
		return 0
	}
	return end
}

// longEnd is the number of words from which two different beginnings or ends
// are two cuts of a longer speech rather than other words for the same.
const longEnd = 6

// partsWays reports whether s is where two cuts that overlap part: each goes
// on with words of its own. Those are left out and added, not replaced.
func partsWays(a, b []word, s stretch) bool {
	if s.a1-s.a0 < longEnd || s.b1-s.b0 < longEnd {
		return false
	}
	return s.a0 == 0 && s.b0 == 0 || s.a1 == len(a) && s.b1 == len(b)
}

// pieces gives the spans of the words [i,j), one for each stretch of Content.
func pieces(ws []word, i, j int) []text.Span {
	var out []text.Span
	for k := i; k < j; k++ {
		if k == i || ws[k-1].last {
			out = append(out, ws[k].Span)
		} else {
			out[len(out)-1].End = ws[k].End
		}
	}
	return out
}

// place is the empty place before word i, or after the last word.
func place(ws []word, i int) text.Span {
	switch {
	case i < len(ws):
		return text.Span{Start: ws[i].Start, End: ws[i].Start}
	case len(ws) > 0:
		return text.Span{Start: ws[i-1].End, End: ws[i-1].End}
	}
	return text.Span{}
}
