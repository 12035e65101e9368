package quote

import (
	"slices"
	"strings"

	learned "parallax/internal/attribution"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// mentionOf is the mention that a source's words are, -1 when there is none:
// the longest that begins with them, else the one that has most of them. A
// relative pronoun is whom it belongs to, and a description with a name set
// beside it is the one of that name.
func (r *reader) mentionOf(s text.Span) int {
	if s.Empty() {
		return -1
	}
	switch strings.ToLower(s.In(r.text)) {
	case "who", "which", "that":
		return r.antecedent(s.Start)
	}
	ms := r.names.Mentions
	i := r.names.From(s.Start)
	best, most := -1, 0
	for k := max(0, i-4); k < len(ms) && ms[k].Span.Start < s.End; k++ {
		n := 2 * s.Overlap(ms[k].Span)
		if ms[k].Span.Start <= s.Start {
			n *= 4
		}
		if n -= ms[k].Span.Len(); n > most && s.Overlaps(ms[k].Span) {
			best, most = k, n
		}
	}
	if best >= 0 && ms[best].Form == names.Nominal && !ms[best].Plural {
		return r.byName(best, s)
	}
	return best
}

// byName is the person whose name stands after a comma behind a description, in
// the same source: "the harbour master at the time, Ilse Marenko,". It is the
// description's mention when there is none, or when that is somebody's already.
func (r *reader) byName(m int, s text.Span) int {
	d := &r.names.Mentions[m]
	if d.Kind != names.Person || d.Entity >= 0 && r.names.Entities[d.Entity].Named {
		return m
	}
	for k := m + 1; k < len(r.names.Mentions) && r.names.Mentions[k].Span.End <= s.End; k++ {
		n := &r.names.Mentions[k]
		if n.Form == names.Name && n.Kind == names.Person && n.First > d.End && r.segments.Tokens[n.First-1].In(r.text) == "," {
			return k
		}
	}
	return m
}

// antecedent is the mention that a relative pronoun belongs to: the longest that
// ends right before it or before the comma there.
func (r *reader) antecedent(at int) int {
	toks := r.segments.Tokens
	k := r.segments.TokenAt(at)
	if k > 0 && toks[k-1].In(r.text) == "," {
		k--
	}
	if k == 0 {
		return -1
	}
	best := -1
	for _, m := range r.mentionsEnding(k) {
		if men := &r.names.Mentions[m]; men.Kind != names.Place && (best < 0 || men.First < r.names.Mentions[best].First) {
			best = m
		}
	}
	return best
}

// farthestSubject is how many tokens a subject may stand before its verb where
// only adverbs and commas stand between.
const farthestSubject = 8

// subjectOf is the mention before an active cue that learning gave no source:
// "Venn, though, told reporters". The words between are adverbs and auxiliaries.
func (r *reader) subjectOf(a *learned.Attribution) int {
	toks := r.segments.Tokens
	k := r.segments.TokenAt(a.Cue.Start)
	if !r.active(a.Cue) {
		return -1
	}
	for i := k; i > 0 && k-i < farthestSubject; i-- {
		for _, m := range r.mentionsEnding(i) {
			if men := &r.names.Mentions[m]; men.Entity >= 0 && men.Kind != names.Place && r.canSpeak(m) && !r.told(a, men.Span) && r.opens(men.First) {
				return m
			}
		}
		w := strings.ToLower(toks[i-1].In(r.text))
		if toks[i-1].Kind == segment.Quote || w != "," && w != "though" && w != "however" && !strings.HasSuffix(w, "ly") && !r.lang.Auxiliaries.Has(w) {
			break
		}
	}
	return -1
}

// opens reports whether the subject that begins at token i stands where no
// preposition governs it.
func (r *reader) opens(i int) bool {
	return i == 0 || !r.lang.Prepositions.Has(r.lower(i-1))
}

// active reports whether a cue has a finite reporting verb and no passive.
func (r *reader) active(cue text.Span) bool {
	found := false
	for w := range strings.FieldsSeq(strings.ToLower(cue.In(r.text))) {
		switch w {
		case "was", "were", "is", "are", "been", "be", "being":
			return false
		}
		_, ok := r.lang.Cues[w]
		found = found || ok
	}
	return found
}

// told reports whether a span lies in what an attribution tells.
func (r *reader) told(a *learned.Attribution, s text.Span) bool {
	return slices.ContainsFunc(a.Content, func(c text.Span) bool { return c.Overlaps(s) })
}
