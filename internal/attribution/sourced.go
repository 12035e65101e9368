package attribution

import (
	"slices"

	"parallax/internal/tag"
)

// A source before its cue ends where the words for somebody end, and annotators
// are of one mind on two things there: the time of speaking is no part of it
// (“[source Venn] on Tuesday [cue said]”), and an apposition between commas is one
// (“[source Venn, a retired pilot,] [cue said]”, 336 times of 347 in the training
// reports).

// longestApposition is how many tokens an apposition may have, marks included.
const longestApposition = 25

// sourced is the source s of the cue k with its end put right; ss are all spans of
// the unit.
func (r *reading) sourced(base int, s, k span, ss []candidate) span {
	switch {
	case k.first < s.end:
		return s
	case k.first == s.end:
		return r.withoutTime(base, s)
	case slices.ContainsFunc(ss, func(o candidate) bool { return o.first >= s.end && o.first < k.first }):
		return s // something else is told there
	}
	return r.withApposition(base, s, k)
}

// withApposition goes on over an apposition between commas that ends right before
// the cue.
func (r *reading) withApposition(base int, s, k span) span {
	at := s.end
	if r.words[base+at-1].mark == comma {
		at--
	}
	if k.first-at < 4 || k.first-at > longestApposition || r.words[base+at].mark != comma || r.words[base+k.first-1].mark != comma {
		return s
	}
	switch r.words[base+at+1].pos {
	case tag.DT, tag.NN, tag.JJ, tag.PRPS:
	default:
		return s
	}
	for i := at + 1; i < k.first-1; i++ {
		if w := &r.words[base+i]; w.finite || w.chance >= strong || w.mark != noMark && w.mark != comma || w.pos == tag.WDT || w.pos == tag.WP {
			return s
		}
	}
	s.end = k.first
	return s
}

// withoutTime leaves the time after a name or a pronoun out.
func (r *reading) withoutTime(base int, s span) span {
	i := s.end - 1
	for i > s.first && timeWords[r.words[base+i].lemma] {
		i--
	}
	if i == s.end-1 {
		return s
	}
	for i > s.first && beforeTimes[r.words[base+i].lemma] {
		i--
	}
	switch r.words[base+i].pos {
	case tag.NNP, tag.NNPS, tag.PRP:
	default:
		return s
	}
	for k := s.first; k < i; k++ {
		if w := &r.words[base+k]; w.finite || w.mark == comma || w.pos == tag.VBN || w.pos == tag.VBG {
			return s
		}
	}
	s.end = i + 1
	return s
}

// timeWords end a time, and beforeTimes lead up to it: “earlier this week”.
var (
	timeWords = lemmas("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"morning", "afternoon", "evening", "night", "week", "month", "year", "weekend", "today", "yesterday", "tonight")
	beforeTimes = lemmas("on", "this", "last", "late", "early", "just", "earlier", "later")
)

func lemmas(words ...string) map[uint32]bool {
	out := map[uint32]bool{}
	for _, w := range words {
		out[tag.LemmaID(w)] = true
	}
	return out
}

// oneClause leaves the verb of a clause before it out of a cue: of two full verbs
// side by side in a finite form, "everybody I [interviewed said]", the first ends
// a relative clause.
func (r *reading) oneClause(base int, k span) span {
	if k.end-k.first < 2 {
		return k
	}
	a, b := &r.words[base+k.first], &r.words[base+k.first+1]
	if (a.pos == tag.VBD || a.pos == tag.VBN) && (b.pos == tag.VBD || b.pos == tag.VBN) && !auxiliary[a.lemma] && b.chance >= strong {
		k.first++
	}
	return k
}

var auxiliary = lemmas("be", "have", "do", "get")
