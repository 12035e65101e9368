package names

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
)

// Find gives the mentions of a segmented text and the entities they name. m
// tells which words are quoted; l gives the word lists.
func Find(t string, s *segment.Segments, m []marks.Quoted, l *lang.Language) *Result {
	k, ok := linkers.Get().(*linker)
	if !ok {
		k = &linker{finder: &finder{}}
	}
	f := k.finder
	f.lexicon, f.t, f.seg = f.lexicon.nextRound(l), t, s
	f.classify(m)
	f.findChunks()
	f.findMentions()
	f.dropRepeated()
	pairs := f.sortMentions(f.appositions())
	f.markSubjects()
	r := k.link(pairs)
	if f.t, f.seg = "", nil; len(f.tok) <= usualTokens {
		linkers.Put(k)
	}
	return r
}

// linkers are those that no Find uses at present, kept for their room and their
// lexicons: nothing of a report goes with them.
var linkers sync.Pool

// usualTokens is up to how many tokens of a text its linker is kept: forty times
// the usual report.
const usualTokens = 1 << 15

// zeroed gives a slice of n zeroes, in room's place where it is large enough.
func zeroed[T any](room []T, n int) []T {
	if cap(room) < n {
		return make([]T, n, n+n/4)
	}
	room = room[:n]
	clear(room)
	return room
}

// dropRepeated sorts the mentions and keeps one of those that have the same
// words.
func (f *finder) dropRepeated() {
	if !slices.IsSortedFunc(f.found, inOrder) {
		slices.SortStableFunc(f.found, inOrder)
	}
	f.found = slices.CompactFunc(f.found, func(a, b found) bool { return a.First == b.First && a.End == b.End })
}

// inOrder sorts mentions by where they begin, the longer first.
func inOrder(a, b found) int {
	return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.End, a.End))
}

// sortMentions puts mentions that appositions added into their places, and
// marks those that lie inside another.
func (f *finder) sortMentions(pairs []pair) []pair {
	if !slices.IsSortedFunc(f.found, inOrder) {
		f.sort(pairs)
	}
	reach := 0
	for i := range f.found {
		f.found[i].inside = f.found[i].End <= reach
		reach = max(reach, f.found[i].End)
	}
	return pairs
}

// sort puts the mentions in order, and pairs with them.
func (f *finder) sort(pairs []pair) {
	n := len(f.found)
	f.order, f.places, f.sorted = zeroed(f.order, n), zeroed(f.places, n), zeroed(f.sorted, n)
	for i := range f.order {
		f.order[i] = i
	}
	slices.SortStableFunc(f.order, func(a, b int) int { return inOrder(f.found[a], f.found[b]) })
	for n, i := range f.order {
		f.sorted[n], f.places[i] = f.found[i], n
	}
	f.found, f.sorted = f.sorted, f.found
	for i, p := range pairs {
		pairs[i].a, pairs[i].b = f.places[p.a], f.places[p.b]
	}
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
