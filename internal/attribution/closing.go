package attribution

import (
	"slices"

	"parallax/internal/tag"
)

// An attribution that closes its sentence governs all of it:
//
//	The crane that Teague said was sound had failed a test in May, [source an
//	inspector] [cue said].
//
// Spans do not nest, and the words inside such a sentence often look like
// attributions of their own; taken together they may weigh more than the one
// that holds them. So this is decided first, where it is plain to see.
const (
	closingCue    = .25 // chance from which on a cue, with a likely word in it, can close a sentence
	closingSource = .15
	longestTail   = 6 // tokens that may follow, without a verb or a comma: "on Tuesday"
)

// closings puts the attributions that close a sentence of the unit into the
// spans that were chosen, for what they overlap.
func (r *reading) closings(u unit, chosen, cs []candidate) []candidate {
	for at := u.first; at < u.end; {
		s := r.segments.Sentences[r.words[at].sentence]
		first, end := max(s.First, u.first)-u.first, min(s.End, u.end)-u.first
		at = u.first + max(end, at-u.first+1)
		if w := r.words[u.first+first]; w.quoted >= 0 && w.place != opens {
			continue
		}
		spans, ok := r.closing(u.first, first, end, cs)
		if !ok || told(spans[0], chosen) {
			continue
		}
		chosen = slices.DeleteFunc(chosen, func(c candidate) bool { return c.first < end && first < c.end })
		chosen = append(chosen, spans[:]...)
	}
	slices.SortFunc(chosen, func(a, b candidate) int { return a.first - b.first })
	return chosen
}

// told reports whether a chosen content ends where c does, or runs on into it
// from an earlier sentence.
func told(c candidate, chosen []candidate) bool {
	return slices.ContainsFunc(chosen, func(o candidate) bool {
		return o.role == content && (o.first < c.first && o.end > c.first || o.first == c.first && o.end >= c.end-1)
	})
}

// closing is the content, the cue and the source of the attribution that closes
// a sentence, which is all tokens from first to end of those behind base.
func (r *reading) closing(base, first, end int, cs []candidate) (spans [3]candidate, ok bool) {
	for end > first && (r.words[base+end-1].mark == final || r.words[base+end-1].mark == quoteMark) {
		end--
	}
	var best float32
	from := firstFrom(cs, first)
	for i := from; i < len(cs) && cs[i].first < end; i++ {
		k := cs[i]
		if k.role != cue || k.end > end || k.chance < closingCue || !r.reports(base, k.span) || r.words[base+k.first].lemma == r.accord && k.end != k.first+2 {
			continue
		}
		for j := from; j < len(cs) && cs[j].first < end; j++ {
			s := cs[j]
			if s.role != source || s.chance < closingSource || s.end != k.first && s.first != k.end || k.chance*s.chance <= best || r.joins(base+s.first) {
				continue
			}
			to, ok := r.leadsTo(base, first, min(k.first, s.first))
			if !ok || !r.tail(base, k, max(k.end, s.end), end) || !r.clause(base, first, to, s) {
				continue
			}
			best = k.chance * s.chance
			spans = [3]candidate{{span{content, first, to}, sureClosing}, k, s}
		}
	}
	if best > 0 {
		return spans, true
	}
	return r.according(base, first, end)
}

// according is what closing gives for a sentence that closes with "according to"
// and whoever it is, however little the words for them look like a source.
func (r *reading) according(base, first, end int) (spans [3]candidate, ok bool) {
	if r.words[base+first].mark == bracket {
		return spans, false
	}
	for i := end - 3; i > first && end-i <= longestAccording; i-- {
		w := r.words[base+i : base+end]
		if w[0].mark != noMark && w[0].mark != quoteMark || w[len(w)-1].mark != noMark {
			return spans, false
		}
		if w[0].lemma != r.accord || w[0].quoted >= 0 || w[1].pos != tag.TO && w[1].pos != tag.IN {
			continue
		}
		to, ok := r.leadsTo(base, first, i)
		s := span{source, i + 2, end}
		if !ok || !r.clause(base, first, to, candidate{span: s}) {
			return spans, false
		}
		return [3]candidate{{span{content, first, to}, sureClosing}, {span{cue, i, i + 2}, sureClosing}, {s, sureClosing}}, true
	}
	return spans, false
}

// longestAccording is how many tokens "according to" and whoever it is may have.
const longestAccording = 14

// sureClosing is the share of such contents that are right.
const sureClosing = .85

// reports reports whether a cue has a word that is a cue more often than not.
func (r *reading) reports(base int, k span) bool {
	for i := k.first; i < k.end; i++ {
		if w := &r.words[base+i]; w.chance >= strong {
			return true
		}
	}
	return false
}

// leadsTo is where the clause ends that runs from first to an attribution at
// before: at the comma between them, which stands within a closing mark.
func (r *reading) leadsTo(base, first, before int) (end int, ok bool) {
	end = before - 1
	if end-first < 2 {
		return 0, false
	}
	switch w := &r.words[base+end]; {
	case w.mark == comma:
		return end, true
	case w.mark == quoteMark && r.words[base+end-1].mark == comma:
		return end + 1, true
	}
	return 0, false
}

// joins reports whether a word begins no clause of its own: "which reported it",
// "but said so".
func (r *reading) joins(i int) bool {
	switch r.words[i].pos {
	case tag.CC, tag.WDT, tag.WP:
		return true
	}
	return false
}

// clause reports whether what stands between first and to is one, and not words
// that only lead up to the attribution: "In July", "By then". Where it ends
// with quoted words, these may belong to a reporting word before them: "Teague
// felt it was “over,” he said".
func (r *reading) clause(base, first, to int, s candidate) bool {
	finite := false
	for i := first; i < to; i++ {
		finite = finite || r.words[base+i].finite
	}
	if q := r.words[base+first].quoted; q >= 0 && r.quotes[q].end < base+to {
		return false // “It is lost,” she said, but he thought, “Not yet,” said Venn
	}
	q := r.words[base+to-1].quoted
	if q < 0 || !finite {
		return finite
	}
	before := r.quotes[q].first - 1
	return before < base+first || r.words[before].mark != colon && r.words[base+s.first].pos != tag.PRP
}

// tail reports whether nothing but a phrase that needs no verb follows a cue:
// "on Tuesday", "in a letter". The cue "tell" has those who were told.
func (r *reading) tail(base int, k candidate, from, to int) bool {
	if to-from > longestTail {
		return false
	}
	for i := from; i < to; i++ {
		w := &r.words[base+i]
		if w.finite || w.mark != noMark || w.lemma == r.that || w.chance >= likely {
			return false
		}
		if i == from && w.pos != tag.IN && w.pos != tag.NNP && w.pos != tag.RB && r.words[base+k.end-1].lemma != tell {
			return false
		}
	}
	return true
}

var tell = tag.LemmaID("tell")
