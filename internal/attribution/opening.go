package attribution

import (
	"slices"

	"parallax/internal/tag"
)

// An attribution that a clause opens with governs the clause to its end, and
// what the words in it say of others is part of what is told:
//
//	[source Teague] [cue said] on Monday [content that the port authority had
//	called the pier safe].
const (
	openingCue     = .5
	leastOpening   = .1
	longestOpening = 8 // tokens between the cue and what is told: "said on Monday during a debate that"
)

// openings gives cues that open a clause the content that holds the attributions
// chosen behind it, where there is such a candidate.
func (r *reading) openings(u unit, chosen, cs []candidate) []candidate {
	for i := 0; i < len(chosen); i++ {
		k := chosen[i]
		if k.role != cue || k.chance < openingCue || i == 0 || chosen[i-1].role != source || chosen[i-1].end != k.first || !r.reports(u.first, k.span) {
			continue
		}
		o, ok := r.opening(u, k, chosen[i+1:], cs)
		if !ok {
			continue
		}
		chosen = slices.DeleteFunc(chosen, func(c candidate) bool { return c.first < o.end && o.first < c.end })
		chosen = append(chosen, o)
		slices.SortFunc(chosen, func(a, b candidate) int { return a.first - b.first })
	}
	return chosen
}

func (r *reading) opening(u unit, k candidate, behind, cs []candidate) (best candidate, ok bool) {
	end := r.segments.Sentences[r.words[u.first+k.end-1].sentence].End - u.first
	at := k.end // where what is told begins
	if at >= end || r.words[u.first+at].place == opens {
		return best, false
	}
	for j := at; j < min(end, at+longestOpening) && r.words[u.first+j].mark == noMark && !r.words[u.first+j].finite; j++ {
		if r.words[u.first+j].lemma == r.that {
			at = j
			break
		}
	}
	inner := slices.IndexFunc(behind, func(c candidate) bool { return c.role == cue })
	if inner < 0 || behind[inner].first >= end || r.broken(u.first+at, u.first+behind[inner].first) {
		return best, false
	}
	from := firstFrom(cs, at)
	for i := from; i < len(cs) && cs[i].first == at; i++ {
		if c := cs[i]; c.role == content && c.end <= end && c.end >= behind[inner].end && c.chance > best.chance && c.chance >= leastOpening {
			best, ok = c, true
		}
	}
	return best, ok
}

// broken reports whether another clause may begin between two tokens, which is
// no part of what the first one tells.
func (r *reading) broken(from, to int) bool {
	for i := from; i < to; i++ {
		if w := &r.words[i]; w.mark != noMark && w.mark != quoteMark || w.pos == tag.CC {
			return true
		}
	}
	return false
}
