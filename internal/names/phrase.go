package names

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// Bounds of one noun phrase, in tokens: enough for what news writes, and a
// guard for texts that are no prose.
const (
	maxLeft       = 7
	maxComplement = 12
)

// determiner is how a noun phrase is opened.
type determiner uint8

const (
	bare       determiner = iota
	definite              // "the mayor"
	indefinite            // "a mayor", "two mayors"
	owned                 // "her mayor", "the city's mayor"
)

// left extends a phrase to the left of its head over adjectives, nouns, names
// and the determiner or possessor.
func (f *finder) left(head, sentence int) (start int, det determiner, owner int) {
	first := f.seg.Sentences[sentence].First
	good, j, verbs := head, head, false
	for steps := 0; steps < maxLeft && j > first; steps++ {
		p := j - 1
		if f.seg.Tokens[p].Kind == segment.Clitic && f.tok[j].has(adjacent) {
			if p == first || f.tok[p-1].can(lang.Function) { // "there's people"
				break
			}
			return f.possessor(p, first), owned, p - 1
		}
		if !f.tok[j].has(adjacent) {
			break
		}
		w := f.tok[p]
		if d := f.determinerAt(p, head); d != bare {
			o := -1
			if w.can(lang.Anaphor) {
				o = p
			}
			if p > first && f.is(p, "other") && f.is(p-1, "the") {
				return p - 1, d, o
			}
			return p, d, o
		}
		if c := f.chunkOf[p]; c != 0 {
			k := f.chunks[c-1].kind
			if k == personName || k == roleOnly && f.tok[head].has(capital) || f.chunks[c-1].end != j {
				break
			}
			if verbs {
				break
			}
			j = f.chunks[c-1].first
			good = j
			continue
		}
		if !f.modifies(p) && !f.stranger(p, head, first) || f.finite(p, first) || f.reportingOn(p, first) {
			break
		}
		if verbs = verbs || !w.can(lang.Qualifier) && !f.baseNoun(p, first) && (w.is == 0 || w.can(lang.Verb)) && (w.only(lang.Verb) || !strings.HasSuffix(f.key(p), "ing")); !verbs {
			good = p
		}
		j = p
	}
	return good, bare, -1
}

// baseNoun reports a noun that could be a verb only of another subject than
// stands before it: "finance" in "Opposition finance spokesman".
func (f *finder) baseNoun(p, first int) bool {
	w, k := f.tok[p], f.key(p)
	if !w.can(lang.Noun) || strings.HasSuffix(k, "s") || strings.HasSuffix(k, "ed") || strings.HasSuffix(k, "ing") {
		return false
	}
	if p == first {
		return true
	}
	b := f.tok[p-1]
	return b.has(word) && f.tok[p].has(adjacent) && !b.plural && !b.can(lang.Function|lang.Anaphor|lang.Verb) && b.can(lang.Noun|lang.Adjective|lang.Body|lang.Modifier|lang.Origin)
}

// modifies reports whether the word p may stand before a head noun.
func (f *finder) modifies(p int) bool {
	w := f.tok[p]
	if c := f.t[f.seg.Tokens[p].Start]; '0' <= c && c <= '9' {
		return true
	}
	if !w.has(word) || w.can(lang.Function|lang.Calendar) {
		return false
	}
	if w.can(lang.Noun | lang.Adjective | lang.Qualifier | lang.Modifier | lang.Role | lang.Origin) {
		return true
	}
	t := f.seg.Tokens[p].In(f.t)
	return (w.is == 0 || w.can(lang.Verb)) && (strings.HasSuffix(t, "ed") || strings.HasSuffix(t, "ing"))
}

// stranger reports whether p is a word that no list knows between a determiner
// and the head: "a handwritten note".
func (f *finder) stranger(p, head, first int) bool {
	w := f.tok[p]
	return w.has(word) && w.is == 0 && !w.has(capital) && p > first && f.tok[p].has(adjacent) && f.determinerAt(p-1, head) != bare
}

// finite reports whether the word p is the verb of the noun before it rather
// than a participle: "the ministry asked former officials".
func (f *finder) finite(p, first int) bool {
	if p == first || !f.tok[p].only(lang.Verb) || !f.tok[p].has(adjacent) {
		return false
	}
	w := f.tok[p-1]
	return w.can(lang.Noun|lang.Body) && !w.can(lang.Adjective) || f.chunkOf[p-1] != 0 || w.can(lang.Anaphor)
}

// reportingOn reports a participle that reports speech to the head: "…, warning
// Democrats".
func (f *finder) reportingOn(p, first int) bool {
	if p == first || f.seg.Tokens[p-1].Kind != segment.Punct || !strings.HasSuffix(f.key(p), "ing") {
		return false
	}
	return f.listed(p, cues)
}

// determinerAt tells what determiner of the head stands at p, if any. "That"
// before a plural is a conjunction.
func (f *finder) determinerAt(p, head int) determiner {
	w := f.tok[p]
	switch {
	case f.seg.Tokens[p].Kind == segment.Number:
		if n := f.seg.Tokens[p].In(f.t); len(n) == 4 && (n[0] == '1' || n[0] == '2') { // a year
			return bare
		}
		return indefinite
	case w.can(lang.Possessive) && !(w.can(lang.Anaphor) && w.can(lang.SubjectForm)):
		return owned
	case w.can(lang.Definite):
		if f.is(p, "that") && (f.tok[head].plural || f.tok[head].has(capital)) {
			return bare
		}
		return definite
	case w.can(lang.Indefinite):
		return indefinite
	}
	return bare
}

// afterDeterminer is the first token of [start, head] after its determiner or
// possessor.
func (f *finder) afterDeterminer(start, head int, det determiner) int {
	if det == bare {
		return start
	}
	for k := head - 1; k >= start; k-- {
		if f.seg.Tokens[k].Kind == segment.Clitic {
			return k + 1
		}
	}
	if f.seg.Tokens[start].Kind == segment.Number || f.tok[start].can(lang.Definite|lang.Indefinite|lang.Possessive) {
		return start + 1
	}
	return start
}

// possessor is the first token of the phrase before the possessive clitic at p.
func (f *finder) possessor(p, first int) int {
	k := p - 1
	if k < first {
		return p
	}
	if c := f.chunkOf[k]; c != 0 {
		k = f.chunks[c-1].first
	}
	for n := 0; n < 4 && k > first && f.tok[k].has(adjacent); n++ {
		if f.determinerAt(k-1, p-1) != bare {
			return k - 1
		}
		if f.chunkOf[k] != 0 || !f.modifies(k-1) {
			break
		}
		k--
	}
	if c := f.chunkOf[p-1]; c != 0 {
		return f.chunks[c-1].first
	}
	return p - 1
}

// headEnds reports whether the noun phrase really ends at its head k: no
// further noun follows that would make k a modifier ("the police station").
func (f *finder) headEnds(k, sentence int, determined bool) bool {
	n := k + 1
	if n >= f.seg.Sentences[sentence].End || !f.tok[n].has(adjacent) || !f.tok[n].has(word) {
		return true
	}
	w := f.tok[n]
	if c := f.chunkOf[n]; c != 0 {
		kind := f.chunks[c-1].kind
		return kind != bodyOnly && kind != noName && !(f.tok[k].can(lang.Adjective) && (kind == origin || kind == roleOnly))
	}
	if w.can(lang.Calendar) || f.tellsTime(n) {
		return true
	}
	if w.is&lang.Common == 0 {
		return w.has(capital) || strings.HasSuffix(f.key(n), "ed") || strings.HasSuffix(f.key(n), "s") && !f.tok[k].plural && !f.tok[k].can(lang.Adjective)
	}
	key := f.key(n)
	if w.can(lang.Noun | lang.Role | lang.Several | lang.Body) {
		if !w.can(lang.Verb | lang.Function | lang.Adverb) {
			return false
		}
		if !w.can(lang.Verb) {
			return w.can(lang.Function)
		}
		// Noun or verb: by agreement.
		if f.tok[k].plural {
			return !determined || strings.HasSuffix(key, "ed") || !strings.HasSuffix(key, "s")
		}
		return strings.HasSuffix(key, "s") || strings.HasSuffix(key, "ed") || w.can(lang.Function)
	}
	return true
}

// complement is one past the last token of the complements that follow a head:
// "of the Harbour Workers Union", "for the city".
func (f *finder) complement(at, sentence int) int {
	end := f.seg.Sentences[sentence].End
	for n := range 2 {
		next := f.oneComplement(at, end, n == 0)
		if next == at {
			break
		}
		at = next
	}
	return at
}

func (f *finder) oneComplement(at, end int, first bool) int {
	if at+1 >= end || !f.tok[at].has(adjacent) || !f.tok[at].can(lang.Function) && !f.near(at) || !f.tok[at+1].has(adjacent) {
		return at
	}
	strong := false // the preposition makes a complement of any noun
	from, near := at, f.near(at)
	if near {
		at, strong = at+1, true
	}
	switch f.key(at) {
	case "of":
		strong = true
	case "for":
		strong = first
	case "at", "from", "with", "in", "on", "behind", "inside", "within":
	case "to":
		if !near && !f.tok[at-1].can(lang.Attached) {
			return from
		}
	default:
		return from
	}
	start := at + 1
	if f.tok[start].can(lang.Anaphor) { // "thanked the mayor for his help", but "a spokesman for his family"
		strong = strong && f.is(at, "of")
	}
	if f.tok[start].can(lang.Verb) && !f.tok[start].can(lang.Noun) && strings.HasSuffix(f.key(start), "ing") || f.is(start, "having") || f.is(start, "being") {
		return from
	}
	if f.tok[start].has(word) && f.determinerAt(start, end-1) != bare {
		start++
	}
	next, telling := f.nounRun(start, min(end, at+maxComplement))
	if next == start && strong && start < end && f.unknownNoun(start) { // "head of oncology"
		next++
		if next < end && f.seg.Tokens[next].Kind == segment.Clitic { // "leader of the dockers' union"
			if after, _ := f.nounRun(next+1, min(end, at+maxComplement)); after > next+1 {
				next = after
			}
		}
	}
	if next == start || !strong && !telling {
		return from
	}
	return next
}

// near reports the word that goes on telling who an unnamed source is: "a source
// close to the mayor", "officials familiar with the talks".
func (f *finder) near(at int) bool {
	if at == 0 || at+1 >= len(f.tok) {
		return false
	}
	if b := f.tok[at-1]; !b.can(lang.Role|lang.Several) && !f.is(at-1, "person") && !f.is(at-1, "people") {
		return false
	}
	switch f.key(at) {
	case "close":
		return f.is(at+1, "to")
	case "familiar":
		return f.is(at+1, "with")
	case "briefed":
		return f.is(at+1, "on")
	}
	return false
}

// unknownNoun reports a lower-case word that no list knows.
func (f *finder) unknownNoun(i int) bool {
	return f.tok[i].is == 0 && f.tok[i].has(word) && f.tok[i].has(adjacent) && !f.tok[i].has(capital)
}

// nounRun is one past the last token of the nouns, adjectives and names that
// begin at start; telling, whether a name, a role or a body is among them.
func (f *finder) nounRun(start, end int) (next int, telling bool) {
	i := start
	for i < end && (i == start || f.tok[i].has(adjacent) || f.seg.Tokens[i].Kind == segment.Clitic) {
		w := f.tok[i]
		if i > start && f.tellsTime(i) {
			break
		}
		if c := f.chunkOf[i]; c != 0 {
			i, telling = f.chunks[c-1].tail, true
			continue
		}
		if f.seg.Tokens[i].Kind == segment.Clitic && i > start {
			i++
			continue
		}
		if !f.modifies(i) && !w.can(lang.Body|lang.Several|lang.Writing) || i > start && f.endsRun(i) {
			break
		}
		telling = telling || w.can(lang.Body|lang.Role|lang.Several)
		i++
	}
	return i, telling
}

// tellsTime reports whether the word at i, after a noun, begins to tell when:
// "last night", "yesterday".
func (f *finder) tellsTime(i int) bool {
	switch f.key(i) {
	case "yesterday", "today", "tonight", "tomorrow", "overnight", "last", "next", "late", "earlier", "later":
		return true
	}
	return false
}

// endsRun reports whether the word at i, after a noun, is rather a verb or an
// adverb.
func (f *finder) endsRun(i int) bool {
	w, k := f.tok[i], f.key(i)
	if w.can(lang.Adverb) && !w.can(lang.Adjective) {
		return true
	}
	return (w.is == 0 || w.can(lang.Verb)) && !w.only(lang.Noun) && (strings.HasSuffix(k, "s") || strings.HasSuffix(k, "ed"))
}

// singular reports a determiner that no plural can follow: "a women's march"
// names no women.
func (f *finder) singular(i int) bool {
	return f.is(i, "a") || f.is(i, "an") || f.is(i, "another")
}

// verbAfterName reports that the head k is rather the verb of the name before
// it: "the Vesthavn Times reports".
func (f *finder) verbAfterName(k, start int) bool {
	w := f.tok[k]
	return k > start && w.can(lang.Writing) && w.can(lang.Verb) && w.plural && f.chunkOf[k-1] != 0
}

// bareAllowed reports whether a head without a determiner can be a mention:
// plurals and groups, and anything in a headline, which drops articles.
func (f *finder) bareAllowed(k, start, sentence int) bool {
	w := f.tok[k]
	if first := f.seg.Sentences[sentence].First; start > first && f.is(start-1, "as") && w.can(lang.Role) {
		return true
	}
	headline := f.seg.HasHeadline && f.seg.Sentences[sentence].Paragraph == 0
	switch {
	case headline && w.can(lang.Body) && start == f.seg.Sentences[sentence].First && k+1 < len(f.tok) && f.is(k+1, ":"):
		return true // "Foreign ministry: …"
	case w.has(shouted) && w.can(lang.Role|lang.Title) && f.opensTurn(k):
		return true
	case w.can(lang.Several):
		return true
	case w.can(lang.Role) && w.plural:
		return !w.can(lang.Verb) || start < k
	case w.can(lang.Role) && headline:
		return !w.can(lang.Verb | lang.Adjective)
	}
	return false
}
