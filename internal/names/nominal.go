package names

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
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
	appositive    bool   // says who the mention before it is
	inside        bool   // lies in the complement of another mention
	subject       bool   // its clause says something of it: a verb follows, no preposition precedes
	sentence      int
	roleFirst     int // tokens of the role; equal to roleEnd when none
	roleEnd       int
}

// findMentions makes mentions of all chunks, nominals and pronouns.
func (f *finder) findMentions() {
	f.found = f.found[:0]
	for n, s := range f.seg.Sentences {
		for k := s.First; k < s.End; {
			if c := f.chunkOf[k]; c != 0 {
				f.chunkMention(f.chunks[c-1], n)
				k = f.chunks[c-1].tail
				continue
			}
			w := f.tok[k]
			switch {
			case f.elliptic(k, n):
			case f.afterSpeech(k, s.First):
				f.spokenNominal(k, n)
			case f.informed(k):
				f.informant(k, n)
			case !w.has(word):
			case f.t[f.seg.Tokens[k].Start] == '@':
				f.found = append(f.found, f.handle(k, n))
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
	m := f.mention(c.first, c.tail, sentence)
	m.Form, m.chunk, m.name, m.nameEnd = Name, c.kind, c.name, c.end
	m.Name = f.nameSpan(c)
	m.Gender, m.title = c.gender, c.title
	switch c.kind {
	case personName:
		m.roleEnd = c.roleEnd
		m.head = f.roleHead(c.first, c.roleEnd)
		if m.head >= 0 && kin(f.key(m.head)) { // no role of one of them
			m.head = -1
		}
		if m.head < 0 && c.tail > c.end && f.tok[c.end].can(lang.Role) { // "MP"
			m.head, m.roleFirst, m.roleEnd = c.end, c.end, c.tail
		} else {
			f.leftOfRole(&m)
		}
		f.ofBody(&m, sentence)
	case bodyName, plainName, oneWord:
		m.Kind = Organisation
	case placeName:
		m.Kind = Place
	}
	f.roleBefore(&m, sentence)
	f.dropTitle(&m)
	if m.roleEnd > m.roleFirst && m.head >= 0 {
		m.Role = f.span(m.roleFirst, m.roleEnd)
	}
	f.withArticle(&m, c, sentence)
	f.found = append(f.found, m)
}

// dropTitle leaves a title that stands between a role and the name out of the role:
// "lead author Dr Noor Haddadin", "chairman Lord Finlay".
func (f *finder) dropTitle(m *found) {
	for m.roleEnd-1 > m.roleFirst {
		role := m.head < m.roleEnd-1 || f.tok[m.roleEnd-2].can(lang.Role) // "Dr" may be taken for the role itself
		switch f.key(m.roleEnd - 1) {
		case "dr", "lord", "lady", "sir", "dame":
		case "professor", "prof":
			role = f.tok[m.roleEnd-2].can(lang.Role)
		default:
			return
		}
		if !role {
			return
		}
		m.roleEnd--
		m.head = min(m.head, m.roleEnd-1)
	}
}

// ofBody takes the body before a person's name into the mention: "Greenshore
// UK's Dan Trewin".
func (f *finder) ofBody(m *found, sentence int) {
	p := m.First - 1
	if p <= f.seg.Sentences[sentence].First || m.nameEnd-m.name < 2 || m.First != m.name || f.seg.Tokens[p].Kind != segment.Clitic || f.chunkOf[p-1] == 0 {
		return
	}
	if c := f.chunks[f.chunkOf[p-1]-1]; c.kind == bodyName || c.kind == plainName || c.kind == placeName || c.kind == origin || c.kind == oneWord && !f.isFamily(c.first) {
		m.First, m.owner = c.first, p-1
		m.Span = f.span(m.First, m.End)
	}
}

// kin reports a word for people who belong together, which stands before the
// first of their names: "Brothers Karl and Leo Torvald".
func kin(w string) bool {
	switch w {
	case "brothers", "sisters", "siblings", "twins", "cousins", "friends", "neighbours", "neighbors", "colleagues", "parents", "newlyweds":
		return true
	}
	return false
}

// withArticle takes the article of a body's or place's name into the mention:
// "the Harbour Board".
func (f *finder) withArticle(m *found, c chunk, sentence int) {
	p := c.first - 1
	if m.Kind == Person || m.First != c.first || p < f.seg.Sentences[sentence].First || !f.tok[c.first].has(adjacent) || !f.is(p, "the") {
		return
	}
	m.First = p
	m.Span = f.span(p, m.End)
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

// roleBefore joins a lower-case role that stands right before a name to it:
// "real estate tycoon …", "her lawyer …".
func (f *finder) roleBefore(m *found, sentence int) {
	k, oldFirst := m.First-1, m.First
	if m.Kind == Place || m.chunk == bodyName || k < f.seg.Sentences[sentence].First || !f.tok[m.First].has(adjacent) {
		return
	}
	w := f.tok[k]
	if k-2 >= f.seg.Sentences[sentence].First && w.can(lang.Noun) && !w.can(lang.Role) && f.is(k-1, "of") && f.tok[k-2].can(lang.Role) && f.chunkOf[k-2] == 0 { // "chief of staff"
		k -= 2
		w = f.tok[k]
	}
	if !w.can(lang.Role) || w.has(capital) && f.chunkOf[k] != 0 || w.plural || w.can(lang.Body) && m.chunk != personName {
		return
	}
	start, det, owner := f.left(k, sentence)
	if det == bare && start == k && !f.aged(k) && (w.can(lang.Verb|lang.Adjective) || k > 1 && f.is(k-1, "and") && f.tok[k-2].can(lang.Role)) { // "husband and wife …"
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
	m.roleFirst, m.roleEnd = f.afterDeterminer(start, k, det), max(min(m.roleEnd, m.name), oldFirst)
	m.First = start
	m.Span = f.span(m.First, m.End)
}

// aged reports a word for somebody of an age: "71-year-old Ada Trewin".
func (f *finder) aged(k int) bool { return strings.HasSuffix(f.key(k), yearOld) }

// originMention makes "Democrats" a group, and "the Republican" a person.
func (f *finder) originMention(c chunk, sentence int) {
	k := c.end - 1
	w := f.tok[k]
	start, det, owner := f.left(c.first, sentence)
	switch {
	case w.plural && w.is&lang.Adjective == 0:
	case det != bare && f.bearer(k) && f.headEnds(k, sentence, true) && !f.describes(k+1):
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

// describes reports whether the word at i goes on to describe a noun: "prime"
// in "the Norwegian prime minister".
func (f *finder) describes(i int) bool {
	return i < len(f.tok) && f.tok[i].has(adjacent) && f.tok[i].has(word) && f.tok[i].can(lang.Modifier|lang.Adjective) && !f.tok[i].can(lang.Verb|lang.Function|lang.Adverb)
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
// "the Police Commissioner", "The Mayor of Vesthavn".
func (f *finder) capitalNominal(c chunk, sentence int) {
	k := c.end - 1
	for i := c.first; i < c.end; i++ {
		if f.tok[i].can(lang.Role|lang.Title|lang.Body|lang.Several) && i+1 < c.end && !f.tok[i+1].has(capital) {
			k = i
			break
		}
	}
	start, det, owner := f.left(c.first, sentence)
	labels := c.first == f.seg.Sentences[sentence].First && c.end < len(f.tok) && f.is(c.end, ":") // "Ministry: …"
	if c.kind == bodyOnly && (det == bare && !labels || det == indefinite && !f.headEnds(k, sentence, true)) {
		return
	}
	f.addNominal(nominal{start: start, head: k, end: max(c.end, f.complement(c.end, sentence)), det: det, owner: owner}, sentence)
}

// lowerNominal makes the mention of a noun phrase whose head is the lower-case
// word k, if it is one.
func (f *finder) lowerNominal(k, sentence int) {
	w := f.tok[k]
	if w.can(lang.Function) && !w.can(lang.Role) {
		return
	}
	start, det, owner := f.left(k, sentence)
	if w.can(lang.Writing) && !w.can(lang.Noun|lang.Role|lang.Body) && (det == bare || start+1 < k && f.tok[k-1].only(lang.Verb)) {
		return // "officials note", but "a handwritten note"
	}
	if w.can(lang.HeadOf) && (k+1 >= len(f.tok) || !f.is(k+1, "of")) {
		return
	}
	if det == bare && !f.bareAllowed(k, start, sentence) {
		return
	}
	if !f.headEnds(k, sentence, det != bare) || w.plural && f.singular(start) || f.verbAfterName(k, start) {
		return
	}
	f.addNominal(nominal{start: start, head: k, end: f.complement(k+1, sentence), det: det, owner: owner}, sentence)
}

// informed reports the "person" or "people" of "a person familiar with the
// talks", which name nobody elsewhere.
func (f *finder) informed(k int) bool {
	if !f.tok[k].has(person) || k+2 >= len(f.tok) {
		return false
	}
	switch f.key(k + 1) {
	case "familiar", "close", "briefed":
		return f.is(k+2, "with") || f.is(k+2, "to") || f.is(k+2, "on")
	case "with":
		return f.is(k+2, "knowledge") || f.is(k+2, "direct") && k+3 < len(f.tok) && f.is(k+3, "knowledge")
	}
	return false
}

// informant makes the mention of a person who is informed, or of several.
func (f *finder) informant(k, sentence int) {
	start, det, owner := f.left(k, sentence)
	m := f.mention(start, f.complement(k+1, sentence), sentence)
	m.Form, m.Kind, m.head, m.det, m.owner = Nominal, Person, k, det, owner
	if f.is(k, "people") {
		m.Kind, m.Plural = Group, true
	}
	m.roleFirst, m.roleEnd = f.afterDeterminer(start, k, det), m.End
	m.Role = f.span(m.roleFirst, m.roleEnd)
	f.found = append(f.found, m)
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
