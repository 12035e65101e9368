package names

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
)

// Find gives the mentions of a segmented text and the entities they name. m
// tells which words are quoted; l gives the word lists.
func Find(t string, s *segment.Segments, m []marks.Quoted, l *lang.Language) *Result {
	f := &finder{lexicon: openLexicon(l), t: t, seg: s}
	f.classify(m)
	f.findChunks()
	f.findMentions()
	f.dropRepeated()
	pairs := f.sortMentions(f.appositions())
	f.markSubjects()
	r := f.link(pairs)
	lexicons.Put(f.lexicon)
	return r
}

// dropRepeated sorts the mentions and keeps one of those that have the same
// words.
func (f *finder) dropRepeated() {
	slices.SortStableFunc(f.found, inOrder)
	f.found = slices.CompactFunc(f.found, func(a, b found) bool { return a.First == b.First && a.End == b.End })
}

// inOrder sorts mentions by where they begin, the longer first.
func inOrder(a, b found) int {
	return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.End, a.End))
}

// sortMentions puts mentions that appositions added into their places, and
// marks those that lie inside another.
func (f *finder) sortMentions(pairs []pair) []pair {
	order := make([]int, len(f.found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return inOrder(f.found[a], f.found[b]) })
	sorted, place := make([]found, len(f.found)), make([]int, len(f.found))
	for n, i := range order {
		sorted[n], place[i] = f.found[i], n
	}
	f.found = sorted
	for i, p := range pairs {
		pairs[i].a, pairs[i].b = place[p.a], place[p.b]
	}
	reach := 0
	for i := range f.found {
		f.found[i].inside = f.found[i].End <= reach
		reach = max(reach, f.found[i].End)
	}
	return pairs
}

// markSubjects marks the mentions that a verb follows and no preposition or
// verb precedes, and those that follow a reporting verb ("said the mayor").
func (f *finder) markSubjects() {
	for i := range f.found {
		m := &f.found[i]
		if m.inside && m.Form != Pronoun {
			continue
		}
		m.subject = f.subject(m)
	}
}

func (f *finder) subject(m *found) bool {
	if m.Form == Pronoun {
		return f.tok[m.First].can(lang.SubjectForm)
	}
	first := f.seg.Sentences[m.sentence].First
	if p := m.First - 1; p >= first && f.tok[p].has(word) {
		k := f.key(p)
		if f.listed(p, cues) && f.tok[p].can(lang.Verb) {
			return p == first || f.seg.Tokens[p-1].Kind != segment.Word
		}
		if k == "of" || f.listed(p, prepositions) || f.tok[p].only(lang.Verb) || f.tok[p].is == 0 && strings.HasSuffix(k, "ed") {
			return false
		}
	}
	return f.verbFollows(f.afterHome(m, f.seg.Sentences[m.sentence].End), f.seg.Sentences[m.sentence].End)
}

// verbFollows reports whether the first word after at, past a phrase between
// commas, can be a verb.
func (f *finder) verbFollows(at, end int) bool {
	for range 2 {
		next, ok := f.pastAside(at, end)
		if !ok {
			return false
		}
		at = next
	}
	for n := at; n < end && n < at+2; n++ {
		w := f.tok[n]
		if !w.has(word) {
			return false
		}
		if w.can(lang.Verb) || f.listed(n, auxiliaries) || f.be(n) {
			return true
		}
		if !w.can(lang.Adverb) {
			return false
		}
	}
	return false
}

// pastAside is the token after a phrase between commas or in brackets that
// begins at a token; ok is false when the phrase does not end.
func (f *finder) pastAside(at, end int) (next int, ok bool) {
	if at >= end || f.seg.Tokens[at].Kind != segment.Punct {
		return at, true
	}
	var mark byte
	switch f.t[f.seg.Tokens[at].Start] {
	case ',':
		mark = ','
	case '(':
		mark = ')'
	default:
		return at, true
	}
	for n := at + 1; n < end && n-at < maxApposition; n++ {
		if f.seg.Tokens[n].Kind == segment.Punct && f.t[f.seg.Tokens[n].Start] == mark {
			if mark == ',' && n+1 < end && f.partyTag(at+1) && n == at+2 {
				return n, true // the comma opens a further phrase
			}
			return n + 1, true
		}
	}
	return at, false
}

func (f *finder) be(n int) bool {
	switch f.key(n) {
	case "is", "was", "are", "were", "has", "had", "have", "will", "would", "did", "does":
		return true
	}
	return false
}
