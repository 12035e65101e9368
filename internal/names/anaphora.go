package names

import (
	"cmp"
	"slices"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// Reach of the looking back, in sentences and in mentions.
const (
	bodyReach    = 3
	pronounReach = 6
	pronounLook  = 40
)

// linkNominal links "the mayor" to the mayor, or makes somebody new.
func (k *linker) linkNominal(i int) {
	m := &k.found[i]
	owner := k.ownerOf(m)
	if e := k.bornAs(m, i); e >= 0 {
		k.attach(i, e, "apposition")
		return
	}
	if e := k.byOrder(i); e >= 0 {
		m.roleFirst = m.head // "first" is no part of what they are
		m.Role = k.span(m.roleFirst, m.roleEnd)
		k.attach(i, e, "order")
		return
	}
	if k.isNew(m) {
		e := k.create(i, "new role")
		k.entities[e].owner = owner
		return
	}
	if e := k.byRole(i, owner); e >= 0 {
		k.attach(i, e, "role")
		return
	}
	if m.Kind == Organisation && m.det != indefinite && !m.Plural && !k.is(m.First, "whose") {
		if e := k.recentBody(i); e >= 0 {
			k.attach(i, e, "kind of body")
			return
		}
	}
	e := k.create(i, "new role")
	k.entities[e].owner = owner
}

// byOrder is the unnamed one whom the report brought in first, second or third, or
// the other one of two: "the first official" after "one official" and "another
// official". It is -1 where fewer were brought in.
func (k *linker) byOrder(i int) int {
	m := &k.found[i]
	if m.Kind != Person || m.Plural || !k.is(m.First, "the") || m.head != m.First+2 {
		return -1
	}
	at := -1
	switch k.key(m.First + 1) {
	case "first":
		at = 0
	case "second", "other":
		at = 1
	case "third":
		at = 2
	default:
		return -1
	}
	var all []int
	latest := -1
	for n := max(0, i-lookBack); n < i; n++ {
		o := &k.found[n]
		if o.Form != Nominal || o.Entity < 0 || k.entities[o.Entity].Named || o.head < 0 || k.base(o.head) != k.base(m.head) {
			continue
		}
		// "The first official", where no other was told of yet, brings one in as "an official" does.
		brings := o.det == indefinite || len(all) == 0 && k.is(o.First, "the") && o.head == o.First+2 && k.is(o.head-1, "first")
		if latest = o.Entity; brings && !slices.Contains(all, latest) {
			all = append(all, latest)
		}
	}
	switch {
	case len(all) < 2 || at >= len(all):
		return -1
	case !k.is(m.First+1, "other"):
		return all[at]
	case len(all) == 2 && latest == all[1]:
		return all[0]
	}
	return all[len(all)-1]
}

// bornAs is the subject of a sentence that says whose child somebody was born:
// "Marenko was born in Hull, the daughter of a docker"; -1 for none.
func (k *linker) bornAs(m *found, i int) int {
	first := k.seg.Sentences[m.sentence].First
	if m.First-1 <= first || !k.is(m.First-1, ",") || !k.kinship(k.base(m.head)) {
		return -1
	}
	who := -1
	for n := i - 1; n >= 0 && k.found[n].sentence == m.sentence; n-- {
		if o := &k.found[n]; o.subject && o.Entity >= 0 && k.entities[o.Entity].Kind == Person && k.is(o.End, "was") && k.is(o.End+1, "born") {
			who = o.Entity
		}
	}
	return who
}

// linkOwner links a described possessor before what it possesses: "the
// teachers" of "the teachers' union leader", "her" of "her lawyer".
func (k *linker) linkOwner(i int) {
	m := &k.found[i]
	if m.owner < 0 {
		return
	}
	for n := i + 1; n < len(k.found) && k.found[n].First <= m.owner; n++ {
		o := &k.found[n]
		switch {
		case o.End != m.owner+1 || o.Entity >= 0:
		case o.Form == Pronoun:
			k.linkPronoun(n)
		case o.Form == Nominal && o.owner < m.owner:
			k.linkNominal(n)
		}
	}
}

// isNew reports whether a nominal brings in somebody not told of yet: "a
// mayor", "the mother of another victim".
func (k *linker) isNew(m *found) bool {
	return m.det == indefinite || m.head+2 < m.End && k.is(m.head+1, "of") && k.is(m.head+2, "another")
}

// longestOwner bounds, in tokens, how long a possessor may be, so that a long
// text is read in linear time.
const longestOwner = 64

// ownerOf is the entity of a nominal's possessor, or -1.
func (k *linker) ownerOf(m *found) int {
	if m.owner < 0 {
		return -1
	}
	i, _ := slices.BinarySearchFunc(k.found, m.owner+1, func(o found, tok int) int { return cmp.Compare(o.First, tok) })
	owner := -1 // the longest mention that ends with the possessor's last token
	for i--; i >= 0 && m.owner-k.found[i].First < longestOwner; i-- {
		if o := &k.found[i]; o.End == m.owner+1 && o.Entity >= 0 && o != m {
			owner = o.Entity
		}
	}
	return owner
}

// byRole finds the entity whose role, kind or name's kind word is the
// nominal's head.
func (k *linker) byRole(i, owner int) int {
	m := &k.found[i]
	r := k.readRole(m)
	if e := k.bestRole(i, owner, r, []string{r.base}); e >= 0 {
		return e
	}
	return k.bestRole(i, owner, r, k.l.Wider[r.base])
}

// bestRole is the most recently named entity among those with one of the
// heads that nothing speaks against; one told of only later must be named
// and the only one.
func (k *linker) bestRole(i, owner int, r role, heads []string) int {
	m := &k.found[i]
	best, later, laters := -1, -1, 0
	for _, h := range heads {
		for _, e := range latest(k.heads.of(h)) {
			if !k.roleFits(e, i, owner, r, h) {
				continue
			}
			if k.entities[e].last < 0 {
				later = e
				laters++
				continue
			}
			if best < 0 || k.recency(e, m) > k.recency(best, m) {
				best = e
			}
		}
	}
	if best < 0 && laters == 1 && k.entities[later].Named {
		return later
	}
	return best
}

// recency is a number that is the higher the later an entity was named before
// mention m. What a quotation names is not fresh in the report's own words.
func (k *linker) recency(e int, m *found) int {
	if m.Quoted {
		return k.entities[e].last
	}
	return k.entities[e].told
}

// roleFits reports whether nothing speaks against nominal i meaning e.
func (k *linker) roleFits(e, i, owner int, r role, head string) bool {
	ent, m := &k.entities[e], &k.found[i]
	if !kindsAgree(ent.Kind, m.Kind) || m.Gender != Unknown && ent.Gender != Unknown && m.Gender != ent.Gender {
		return false
	}
	if m.det == owned && ent.owner != owner && (owner < 0 || ent.owner >= 0 || !k.ownedByWord(ent, owner)) {
		return false
	}
	if ent.Kind == Organisation {
		return m.det != owned || owner >= 0 && ent.owner == owner
	}
	if k.kinship(head) && len(r.words) > 0 && !slices.ContainsFunc(ent.roles, func(o role) bool { return o.base == head && share(o.words, r.words) }) {
		return false // "the daughter of a docker" is not just any daughter
	}
	fits, conflicts, noParty := false, false, k.withoutParty(r)
	for _, o := range ent.roles {
		switch {
		case o.base != head:
		case !o.agrees(r):
			conflicts = conflicts || slices.Equal(o.turns, r.turns) && !o.agrees(noParty)
		case m.det != bare || m.Kind == Person || slices.Equal(o.words, r.words):
			if len(r.words) == 0 || slices.ContainsFunc(r.words, func(w string) bool { return telling(w) && slices.Contains(o.words, w) }) {
				return true
			}
			fits = true // it tells less than r
		}
	}
	return fits && !conflicts
}

// kinship reports a word that tells whose relative somebody is.
func (k *linker) kinship(w string) bool { return k.l.Relations[w] == "kin" }

// ownedByWord reports whether a role of ent names the owner: "the city's
// mayor" for the "mayor of the city".
func (k *linker) ownedByWord(ent *entity, owner int) bool {
	name := k.entities[owner].Name
	for i := k.seg.TokenAt(name.Start); i < len(k.tok) && k.seg.Tokens[i].Start < name.End; i++ {
		for _, r := range ent.roles {
			if slices.Contains(r.words, k.key(i)) || r.origin != "" && sameLand(r.origin, k.key(i)) {
				return true
			}
		}
	}
	return false
}

func kindsAgree(a, b Kind) bool {
	return a == b || a == Group && b == Organisation || a == Organisation && b == Group
}

// recentBody is the body named last within a few sentences, for "the company".
func (k *linker) recentBody(i int) int {
	m := &k.found[i]
	switch k.base(m.head) {
	case "company", "firm", "agency", "group", "organisation", "organization", "network", "newspaper", "outlet", "retailer", "airline", "carrier", "charity", "publication", "broadcaster", "watchdog", "regulator", "force":
	default:
		return -1
	}
	for t := m.First; t < m.head; t++ {
		if k.chunkOf[t] != 0 {
			return -1 // "the ANA news agency" says which
		}
	}
	for n := i - 1; n >= 0 && m.sentence-k.found[n].sentence <= bodyReach; n-- {
		o := &k.found[n]
		if o.Entity >= 0 && o.Form == Name && k.entities[o.Entity].Kind == Organisation && k.mayBe(o, k.base(m.head)) {
			return o.Entity
		}
	}
	return -1
}

// public reports whether a word names a public body rather than a business.
func public(w string) bool {
	switch w {
	case "agency", "watchdog", "regulator", "force", "office", "authority", "commission", "board", "inspectorate",
		"council", "bureau", "administration", "department", "ministry", "police", "service", "court", "committee":
		return true
	}
	return false
}

// mayBe reports whether a body's name and a word for a body can mean one: "the
// Office for Public Water" a regulator, "Lorrow Water" a company, "OPW" either.
func (k *linker) mayBe(o *found, w string) bool {
	if o.nameEnd-o.name == 1 && k.tok[o.name].has(shouted) {
		return true
	}
	named := false
	for t := o.name; t < o.nameEnd; t++ {
		named = named || public(k.key(t))
	}
	return named == public(w)
}

// Weights of what speaks for a mention as the antecedent of he or she, in
// points; a link wants enough of them.
const (
	enough         = 0.8 // points that a link wants
	subjectPoints  = 1.5 // the mention is its clause's subject
	forwardPoints  = 5.0 // what a person named before must have more of than the subject that follows
	relativePoints = 0.8 // "Marenko, who said": subject of a relative clause
	againPoints    = 0.1 // for each further mention of the same person, three times
	pronounPoints  = 0.4 // a pronoun carries on
	namePoints     = 0.3
	genderPoints   = 0.5  // its gender is known and agrees
	samePoints     = 0.7  // same paragraph
	thankedPoints  = 2    // "thanked Marenko for her"
	insidePoints   = -0.8 // it stands inside a longer phrase
	ownerPoints    = -0.6 // it owns something: "Marenko's letter"
	newPoints      = -0.4 // "a lawyer"
	quotedPoints   = -2   // one stands in quotation marks, the other does not
	bodyDoubt      = -2.0 // a single unknown word, which may name a body
	genderDoubt    = -3.0 // the first name is mostly borne by the other gender
)

// distancePoints is what nearness is worth, by sentences.
var distancePoints = [pronounReach + 1]float64{3, 2.6, 1.2, 0.7, 0.5, 0.3, 0.2}

// candidate is a person that a pronoun may mean.
type candidate struct {
	entity, times int
	best          float64
}

// linkPronoun resolves he, she and they, or leaves them alone.
func (k *linker) linkPronoun(i int) {
	if k.found[i].Plural {
		k.linkThey(i)
		return
	}
	all := k.candidates(i)
	best, bestScore := k.subjectAhead(i), forwardPoints
	if best < 0 {
		bestScore = enough
	}
	for _, c := range all {
		if s := c.best + againPoints*float64(min(c.times-1, 3)); s > bestScore {
			best, bestScore = c.entity, s
		}
	}
	if best < 0 {
		return
	}
	m, ent := &k.found[i], &k.entities[best]
	ent.Kind, ent.maybe = Person, false
	k.attach(i, best, "pronoun")
	if !ent.sure && (len(all) == 1 || ent.Gender != Unknown) {
		ent.sure = ent.Gender == m.Gender // name and pronoun agree
		ent.Gender = m.Gender
	}
}

// subjectAhead is the person whom an opening phrase's pronoun means: "In her
// letter, Marenko said", or -1.
func (k *linker) subjectAhead(i int) int {
	m := &k.found[i]
	s := k.seg.Sentences[m.sentence]
	if k.tok[s.First].is&lang.Function == 0 && !k.listed(s.First, starters) || m.Quoted || m.First-s.First > maxApposition {
		return -1
	}
	comma := m.End
	for comma < s.End && comma-m.End < maxApposition && k.t[k.seg.Tokens[comma].Start] != ',' {
		comma++
	}
	for n := i + 1; n < len(k.found) && k.found[n].First <= comma+1; n++ {
		o := &k.found[n]
		if o.First == comma+1 && o.sentence == m.sentence && o.Form == Name && o.subject && o.Entity >= 0 {
			if e := &k.entities[o.Entity]; e.Kind == Person && (e.Gender == Unknown || e.Gender == m.Gender) {
				return o.Entity
			}
		}
	}
	return -1
}

// candidates looks back from pronoun i, nearest first.
func (k *linker) candidates(i int) []candidate {
	m := &k.found[i]
	all := k.pool[:0]
	barred := k.barred[:0] // who the pronoun cannot mean
	for n, looked := i-1, 0; n >= 0 && looked < pronounLook; n-- {
		o := &k.found[n]
		d := m.sentence - o.sentence
		if d > pronounReach {
			break
		}
		if o.Entity < 0 {
			continue
		}
		looked++
		ent := &k.entities[o.Entity]
		against := ent.Gender != Unknown && ent.Gender != m.Gender
		if k.sameClause(o, m) || o.owner == m.First && o.First <= m.First { // her lawyer is not she
			barred = append(barred, o.Entity)
		}
		if ent.Kind != Person && !(ent.maybe && o.subject) || o.Plural || against && ent.sure || slices.Contains(barred, o.Entity) {
			continue
		}
		s := k.closeness(o, m, d)
		if against {
			s += genderDoubt
		}
		if ent.Kind != Person {
			s += bodyDoubt
		}
		at := slices.IndexFunc(all, func(c candidate) bool { return c.entity == o.Entity })
		if at < 0 {
			all = append(all, candidate{entity: o.Entity, best: s})
			at = len(all) - 1
		}
		all[at].times++
		all[at].best = max(all[at].best, s)
	}
	k.pool, k.barred = all, barred
	return all
}

// closeness scores the mention o as what pronoun m, d sentences on, stands for.
func (k *linker) closeness(o, m *found, d int) float64 {
	s := distancePoints[d]
	add := func(is bool, points float64) {
		if is {
			s += points
		}
	}
	add(o.subject, subjectPoints)
	add(!o.subject && o.End < len(k.tok) && k.is(o.End, "who"), relativePoints)
	add(o.Form == Pronoun, pronounPoints)
	add(o.Form == Name, namePoints)
	add(o.Gender == m.Gender, genderPoints)
	add(k.paragraph(o) == k.paragraph(m), samePoints)
	add(o.inside, insidePoints)
	add(o.End+1 == m.First && k.is(o.End, "for"), thankedPoints)
	add(o.End < len(k.tok) && k.seg.Tokens[o.End].Kind == segment.Clitic, ownerPoints)
	add(o.Form == Nominal && o.det == indefinite, newPoints)
	add(o.Quoted != m.Quoted, quotedPoints)
	return s
}

func (k *linker) paragraph(m *found) int { return k.seg.Sentences[m.sentence].Paragraph }

// sameClause reports whether o is the subject of the clause in which m is the
// object, so that m cannot mean it: "Marenko told him".
func (k *linker) sameClause(o, m *found) bool {
	if o.sentence != m.sentence || m.Quoted != o.Quoted {
		return k.besideQuote(o, m)
	}
	if !k.tok[m.First].can(lang.ObjectForm) || !o.subject || k.tok[m.First].can(lang.Possessive) && k.ownsNext(m) {
		return false
	}
	for n := o.End; n < m.First; n++ {
		w := k.tok[n]
		if !w.has(word) || w.can(lang.SubjectForm) || k.is(n, "that") || k.is(n, "and") || k.is(n, "when") || k.is(n, "who") {
			return false
		}
	}
	return m.First-o.End <= 6
}

// cueAt reports a word that reports speech.
func (k *linker) cueAt(i int) bool {
	if i < 0 || i >= len(k.tok) || !k.tok[i].has(word) {
		return false
	}
	return k.listed(i, cues) && k.tok[i].can(lang.Verb)
}

// ownsNext reports whether something that can be owned follows the pronoun:
// "her 40 years", "her “steady hand”".
func (k *linker) ownsNext(m *found) bool {
	if m.End >= len(k.tok) {
		return false
	}
	switch w := k.tok[m.End]; k.seg.Tokens[m.End].Kind {
	case segment.Number, segment.Quote:
		return true
	case segment.Word:
		return w.is&lang.Common == 0 || w.can(lang.Noun|lang.Adjective)
	}
	return false
}

// besideQuote reports whether o speaks the quotation that m stands in: it
// stands outside, in the same sentence.
func (k *linker) besideQuote(o, m *found) bool {
	return m.Quoted && !o.Quoted && o.sentence == m.sentence && (k.cueAt(o.End) || k.cueAt(o.First-1))
}

// linkThey links they to the last group named within two sentences.
func (k *linker) linkThey(i int) {
	m := &k.found[i]
	best, bestScore := -1, 0.0
	for n := i - 1; n >= 0 && n > i-pronounLook && m.sentence-k.found[n].sentence <= 2; n-- {
		o := &k.found[n]
		if o.Entity < 0 || !o.Plural || o.Quoted != m.Quoted {
			continue
		}
		s := 3 - float64(m.sentence-o.sentence)
		if o.subject {
			s += 1.5
		}
		if o.inside {
			s--
		}
		if s > bestScore {
			best, bestScore = o.Entity, s
		}
	}
	if best >= 0 {
		k.attach(i, best, "pronoun")
	}
}
