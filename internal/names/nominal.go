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

// found is a mention with what linking needs to know of it.
type found struct {
	Mention
	name, nameEnd int        // tokens of the name proper; equal when there is none
	head          int        // token of the head noun of a nominal or of the role before a name; -1 when none
	det           determiner // of a nominal, or of the phrase before a name
	owner         int        // last token of the possessor; -1 when none
	chunk         chunkKind
	title         Gender // told by a title
	inside        bool   // lies in the complement of another mention
	subject       bool   // its clause says something of it: a verb follows, no preposition precedes
	sentence      int
	roleFirst     int // tokens of the role; equal to roleEnd when none
	roleEnd       int
}

// findMentions makes mentions of all chunks, nominals and pronouns.
func (f *finder) findMentions() {
	for n, s := range f.seg.Sentences {
		for k := s.First; k < s.End; {
			if c := f.chunkOf[k]; c != 0 {
				f.chunkMention(f.chunks[c-1], n)
				k = f.chunks[c-1].end
				continue
			}
			w := f.tok[k]
			switch {
			case !w.has(word):
			case w.can(lang.Anaphor):
				f.found = append(f.found, f.pronoun(k, n))
			case w.can(lang.Role | lang.Several | lang.Body | lang.Writing):
				f.lowerNominal(k, n)
			}
			k++
		}
	}
}

func (f *finder) pronoun(k, sentence int) found {
	w := f.tok[k]
	m := f.mention(k, k+1, sentence)
	m.Form, m.Gender, m.Plural, m.head = Pronoun, w.gender, w.plural, k
	if w.plural {
		m.Kind = Group
	}
	return m
}

// mention is an empty mention over the tokens [first, end).
func (f *finder) mention(first, end, sentence int) found {
	return found{
		Mention: Mention{Span: f.span(first, end), First: first, End: end, Entity: -1, Quoted: f.tok[first].has(quoted)},
		head:    -1, owner: -1, name: end, nameEnd: end, roleFirst: first, roleEnd: first, sentence: sentence,
	}
}

// chunkMention makes the mention of a capitalised sequence.
func (f *finder) chunkMention(c chunk, sentence int) {
	switch c.kind {
	case noName:
		return
	case roleOnly, bodyOnly:
		f.capitalNominal(c, sentence)
		return
	case origin:
		f.originMention(c, sentence)
		return
	}
	m := f.mention(c.first, c.end, sentence)
	m.Form, m.chunk, m.name, m.nameEnd = Name, c.kind, c.name, c.end
	m.Name = f.nameSpan(c)
	m.Gender, m.title = c.gender, c.title
	switch c.kind {
	case personName:
		m.roleEnd = c.roleEnd
		m.head = f.roleHead(c.first, c.roleEnd)
		f.leftOfRole(&m)
	case bodyName, plainName, oneWord:
		m.Kind = Organisation
	case placeName:
		m.Kind = Place
	}
	f.roleBefore(&m, sentence)
	if m.roleEnd > m.roleFirst && m.head >= 0 {
		m.Role = f.span(m.roleFirst, m.roleEnd)
	}
	f.found = append(f.found, m)
}

// roleHead is the last role word in [first, end) that tells more than Mr or
// Dame do, or -1.
func (f *finder) roleHead(first, end int) int {
	for k := end - 1; k >= first; k-- {
		w := f.tok[k]
		if w.can(lang.Role|lang.Origin) || w.can(lang.Title) && w.gender == Unknown {
			if f.insideOf(first, k) {
				continue
			}
			return k
		}
	}
	return -1
}

// insideOf reports whether token k stands in an "of" complement begun after
// first: State in "Secretary of State".
func (f *finder) insideOf(first, k int) bool {
	for i := first + 1; i < k; i++ {
		if !f.tok[i].has(capital) && f.is(i, "of") {
			return true
		}
	}
	return false
}

// leftOfRole takes lower-case words before a capitalised role into the
// mention: "the former Massachusetts Gov. …".
func (f *finder) leftOfRole(m *found) {
	if m.roleEnd == m.roleFirst {
		return
	}
	if f.tok[m.First].can(lang.Title) && f.tok[m.First].gender != Unknown {
		return
	}
	start, det, owner := f.left(m.First, m.sentence)
	m.det, m.owner = det, owner
	m.roleFirst = f.afterDeterminer(start, m.First, det)
	m.First = start
	m.Span = f.span(m.First, m.End)
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

// roleBefore joins a lower-case role that stands right before a name to it:
// "real estate tycoon …", "her lawyer …".
func (f *finder) roleBefore(m *found, sentence int) {
	k, oldFirst := m.First-1, m.First
	if m.Kind == Place || m.chunk == bodyName || k < f.seg.Sentences[sentence].First || !f.tok[m.First].has(adjacent) {
		return
	}
	w := f.tok[k]
	if k-2 >= f.seg.Sentences[sentence].First && w.can(lang.Noun) && f.is(k-1, "of") && f.tok[k-2].can(lang.Role) && f.chunkOf[k-2] == 0 { // "chief of staff"
		k -= 2
		w = f.tok[k]
	}
	if !w.can(lang.Role) || w.has(capital) && f.chunkOf[k] != 0 || w.plural || w.can(lang.Body) && m.chunk != personName {
		return
	}
	start, det, owner := f.left(k, sentence)
	if det == bare && start == k && w.can(lang.Verb|lang.Adjective) {
		return
	}
	// The nominal found before at this head is this mention's own role.
	for n := len(f.found) - 1; n >= max(0, len(f.found)-maxLeft) && f.found[n].sentence == sentence; n-- {
		if f.found[n].head == k && f.found[n].Form == Nominal {
			f.found = append(f.found[:n], f.found[n+1:]...)
			break
		}
	}
	if m.chunk != personName {
		m.chunk, m.Kind = personName, Person
		if _, g, ok := f.firstName(m.name); ok && m.nameEnd-m.name > 1 {
			m.Gender = g
		}
	}
	if w.gender != Unknown && m.title == Unknown {
		m.Gender, m.title = w.gender, w.gender
	}
	m.head, m.det, m.owner = k, det, owner
	m.roleFirst, m.roleEnd = f.afterDeterminer(start, k, det), max(m.roleEnd, oldFirst)
	m.First = start
	m.Span = f.span(m.First, m.End)
}

// originMention makes "Democrats" a group, and "the Republican" a person.
func (f *finder) originMention(c chunk, sentence int) {
	k := c.end - 1
	w := f.tok[k]
	start, det, owner := f.left(c.first, sentence)
	switch {
	case w.plural && w.is&lang.Adjective == 0:
	case det != bare && f.bearer(k) && f.headEnds(k, sentence, true):
	default:
		return
	}
	m := f.mention(start, f.complement(c.end, sentence), sentence)
	m.Form, m.Kind, m.head, m.det, m.owner = Nominal, Person, k, det, owner
	m.roleFirst, m.roleEnd = f.afterDeterminer(start, k, det), m.End
	m.Role = f.span(m.roleFirst, m.roleEnd)
	if w.plural {
		m.Kind, m.Plural = Group, true
	}
	f.found = append(f.found, m)
}

// bearer reports whether a word of origin can stand for a person: "the
// Republican", not "the Islamic".
func (f *finder) bearer(k int) bool {
	w := f.key(k)
	for _, end := range []string{"ic", "sh", "ch", "ese", "ss", "ern"} {
		if strings.HasSuffix(w, end) {
			return false
		}
	}
	return true
}

// capitalNominal makes the mention of a role or body written with capitals:
// "the Police Commissioner", "The Mayor of London".
func (f *finder) capitalNominal(c chunk, sentence int) {
	k := c.end - 1
	for i := c.first; i < c.end; i++ {
		if f.tok[i].can(lang.Role|lang.Title|lang.Body|lang.Several) && i+1 < c.end && !f.tok[i+1].has(capital) {
			k = i
			break
		}
	}
	start, det, owner := f.left(c.first, sentence)
	if c.kind == bodyOnly && (det == bare || det == indefinite && !f.headEnds(k, sentence, true)) {
		return
	}
	f.addNominal(nominal{start: start, head: k, end: max(c.end, f.complement(c.end, sentence)), det: det, owner: owner}, sentence)
}

// lowerNominal makes the mention of a noun phrase whose head is the lower-case
// word k, if it is one.
func (f *finder) lowerNominal(k, sentence int) {
	w := f.tok[k]
	if w.can(lang.Writing) && !w.can(lang.Noun|lang.Role|lang.Body) || w.can(lang.Function) && !w.can(lang.Role) {
		return
	}
	start, det, owner := f.left(k, sentence)
	if det == bare && !f.bareAllowed(k, start, sentence) {
		return
	}
	if !f.headEnds(k, sentence, det != bare) || w.plural && f.singular(start) || f.verbAfterName(k, start) {
		return
	}
	f.addNominal(nominal{start: start, head: k, end: f.complement(k+1, sentence), det: det, owner: owner}, sentence)
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
	case w.can(lang.Several):
		return true
	case w.can(lang.Role) && w.plural:
		return !w.can(lang.Verb) || start < k
	case w.can(lang.Role) && headline:
		return !w.can(lang.Verb | lang.Adjective)
	}
	return false
}

// nominal is a noun phrase in tokens.
type nominal struct {
	start, head, end int
	det              determiner
	owner            int
}

func (f *finder) addNominal(p nominal, sentence int) {
	w := f.tok[p.head]
	m := f.mention(p.start, max(p.end, p.head+1), sentence)
	m.Form, m.head, m.det, m.owner = Nominal, p.head, p.det, p.owner
	m.roleFirst = f.afterDeterminer(p.start, p.head, p.det)
	m.roleEnd = m.End
	switch {
	case w.can(lang.Role|lang.Title) && w.plural:
		m.Kind, m.Plural, m.Gender = Group, true, Unknown
	case w.can(lang.Role | lang.Title):
		m.Kind, m.Gender = Person, w.gender
	case w.can(lang.Several):
		m.Kind, m.Plural = Group, true
	case w.can(lang.Body):
		m.Kind, m.Plural = Organisation, w.plural
	default:
		m.Kind, m.Plural = Document, w.plural
	}
	if m.Kind == Person || m.Kind == Group {
		m.Role = f.span(m.roleFirst, m.roleEnd)
	}
	f.found = append(f.found, m)
}

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
		if !f.modifies(p) || f.finite(p, first) {
			break
		}
		if verbs = verbs || (w.is == 0 || w.can(lang.Verb)) && (w.only(lang.Verb) || !strings.HasSuffix(f.key(p), "ing")); !verbs {
			good = p
		}
		j = p
	}
	return good, bare, -1
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
	if w.can(lang.Calendar) {
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
	if at+1 >= end || !f.tok[at].has(adjacent) || !f.tok[at].can(lang.Function) || !f.tok[at+1].has(adjacent) {
		return at
	}
	strong := false
	switch f.key(at) {
	case "of":
		strong = true
	case "for":
		strong = first
	case "at", "from", "with", "in", "on", "behind", "inside", "within":
	case "to":
		if !f.tok[at-1].can(lang.Attached) {
			return at
		}
	default:
		return at
	}
	i := at + 1
	if f.determinerAt(i, end-1) != bare && f.tok[i].has(word) {
		i++
	}
	start, names, lists := i, false, false
	for i < end && i-at < maxComplement && (i == at+1 || f.tok[i].has(adjacent) || f.seg.Tokens[i].Kind == segment.Clitic) {
		w := f.tok[i]
		if c := f.chunkOf[i]; c != 0 {
			i, names = f.chunks[c-1].end, true
			continue
		}
		if f.seg.Tokens[i].Kind == segment.Clitic && i > start {
			i++
			continue
		}
		if !w.has(word) || !f.modifies(i) && !w.can(lang.Body|lang.Several|lang.Writing) {
			break
		}
		if k := f.key(i); i > start && (w.is == 0 || w.can(lang.Verb)) && (strings.HasSuffix(k, "s") || strings.HasSuffix(k, "ed")) && !f.tok[i].only(lang.Noun) {
			break
		}
		if i > start && w.can(lang.Adverb) && !w.can(lang.Adjective) {
			break
		}
		lists = lists || w.can(lang.Body|lang.Role|lang.Several)
		i++
	}
	if i == start || !strong && !names && !lists {
		return at
	}
	return i
}
