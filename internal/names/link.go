package names

import (
	"slices"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// entity is an Entity while it is being put together.
type entity struct {
	Entity
	given, family string   // of a person, lower case; empty when not told
	suffix        string   // "jr", "sr", "iii"
	words         []string // of a body's or place's name, lower case
	title         Gender   // told by a title
	roles         []role
	names         int  // times it is named in full after the first, one more when with a role
	mentions      int  // how many it has in the end
	owner         int  // entity that it belongs to ("her lawyer"); -1 when none
	last          int  // its latest mention so far in reading order; -1 before
	told          int  // its latest mention so far outside quotation marks; -1 before
	maybe         bool // a single word that no list knows, taken for a body until he or she means it
	sure          bool // its gender is told by a title or a role, not by a first name alone
	courtesy      bool // it is called by a title and the family name: "Mrs. Lowell"
}

// linker gathers mentions into entities.
type linker struct {
	*finder
	entities []entity
	families index          // family name to persons
	givens   index          // first name to persons
	bodies   map[string]int // name or initials of a body or place, lower case, to entity
	heads    index          // role head or body word to entities

	// Scratch: for pronouns, for the words of a name, for those of a role.
	pool   []candidate
	barred []int
	words  []string
	role   role
	kept   []string // the words of all entities' roles
}

// index is a map from words to entities that keeps its lists' room.
type index struct {
	at    map[string]int // which of lists
	lists [][]int
}

func (x *index) clear() {
	x.at, x.lists = cleared(x.at), x.lists[:0]
}

// of gives the entities of a word.
func (x *index) of(w string) []int {
	if i, ok := x.at[w]; ok {
		return x.lists[i]
	}
	return nil
}

func (x *index) add(w string, e int) {
	i, ok := x.at[w]
	if !ok {
		i = len(x.lists)
		x.at[w] = i
		if x.lists = slices.Grow(x.lists, 1)[:i+1]; x.lists[i] != nil {
			x.lists[i] = x.lists[i][:0]
		}
	}
	x.lists[i] = append(x.lists[i], e)
}

// cleared gives an empty map, m where it is of usual size.
func cleared(m map[string]int) map[string]int {
	if m == nil || len(m) > 1000 {
		return map[string]int{}
	}
	clear(m)
	return m
}

// reset leaves nothing of the last report.
func (k *linker) reset() {
	k.entities, k.bodies, k.kept = k.entities[:0], cleared(k.bodies), k.kept[:0]
	k.families.clear()
	k.givens.clear()
	k.heads.clear()
}

// link decides which mentions name the same.
func (k *linker) link(pairs []pair) *Result {
	k.reset()
	for pass := fullNames; pass <= singleWords; pass++ {
		for i := range k.found {
			if m := &k.found[i]; m.Form == Name && m.Entity < 0 && k.passOf(m) == pass {
				k.linkName(i)
			}
		}
	}
	k.linkPairs(pairs)
	for i := range k.found {
		k.noteOwner(i)
	}
	k.linkRest()
	return k.finish()
}

// linkPairs joins what stands in apposition.
func (k *linker) linkPairs(pairs []pair) {
	for _, p := range pairs {
		a, b := &k.found[p.a], &k.found[p.b]
		switch {
		case a.Entity >= 0 && b.Entity < 0:
			k.attach(p.b, a.Entity, p.rule)
		case b.Entity >= 0 && a.Entity < 0:
			k.attach(p.a, b.Entity, p.rule)
		case a.Entity >= 0 && b.Entity >= 0 && a.Entity != b.Entity && (p.rule == "initials in brackets" || p.rule == "handle in brackets"):
			k.bodies[k.nameKey(b)] = a.Entity
			old := b.Entity
			for i := range k.found {
				if k.found[i].Entity == old {
					k.found[i].Entity, k.found[i].Rule = a.Entity, p.rule
				}
			}
		}
	}
}

// attach makes mention i one of entity e's, and teaches e what i tells.
func (k *linker) attach(i, e int, rule string) {
	m, ent := &k.found[i], &k.entities[e]
	m.Entity, m.Rule = e, rule
	if ent.Kind == Person && m.Form != Pronoun {
		m.Kind = Person
	}
	if m.Form == Name && m.Kind != Place {
		m.Kind = ent.Kind
	}
	if ent.Gender == Unknown && m.Gender != Unknown && !m.Plural {
		ent.Gender = m.Gender
	}
	if m.title != Unknown && ent.title == Unknown {
		ent.title, ent.Gender = m.title, m.title
	}
	ent.courtesy = ent.courtesy || m.title != Unknown && m.Form == Name && m.nameEnd-m.name == 1
	if m.Form == Nominal && m.Gender != Unknown && !m.Plural && !ent.sure && ent.title == Unknown {
		ent.Gender = m.Gender // a spokesman is no woman, whatever the first name
	}
	if m.title != Unknown || m.Form == Nominal && m.Gender != Unknown {
		ent.sure = true
	}
	if m.head >= 0 && m.Form != Pronoun && (m.Kind == Person || m.Kind == Group || m.Kind == Document) {
		k.addRole(e, m)
	}
	if age := k.ageAfter(m); age != "" && len(ent.roles) < maxRoles {
		ent.roles = append(ent.roles, role{base: age + yearOld})
		k.addHead(age+yearOld, e)
	}
	if m.Form == Nominal && m.Kind == Organisation {
		k.addHead(k.base(m.head), e)
	}
}

// yearOld ends the word for somebody of an age.
const yearOld = "-year-old"

// ageAfter is the age that stands after a person's name between commas or
// in brackets, or empty: "Ilse Marenko, 54,".
func (k *linker) ageAfter(m *found) string {
	if m.Form != Name || m.Kind != Person || m.End+1 >= len(k.tok) || !strings.ContainsRune(",(", rune(k.t[k.seg.Tokens[m.End].Start])) {
		return ""
	}
	at := m.End + 1
	if k.is(at, "aged") || k.is(at, "age") {
		at++
	}
	if at >= len(k.tok) {
		return ""
	}
	n := k.seg.Tokens[at]
	if n.Kind != segment.Number || n.Len() > 3 || at+1 < len(k.tok) && k.tok[at+1].has(word) {
		return ""
	}
	return n.In(k.t)
}

// addRole notes the role that m tells of e.
func (k *linker) addRole(e int, m *found) {
	ent := &k.entities[e]
	r := k.readRole(m)
	if m.Role.Len() > ent.Role.Len() && (ent.Role.Empty() || k.tok[m.head].can(lang.Role|lang.Title)) && (m.Form == Name || m.Rule != "role") {
		ent.Role = m.Role
	}
	for _, old := range ent.roles {
		if old.base == r.base && slices.Equal(old.words, r.words) && slices.Equal(old.turns, r.turns) {
			return
		}
	}
	if len(ent.roles) < maxRoles {
		r.words, r.whose, r.turns = k.keep(r.words), k.keep(r.whose), k.keep(r.turns)
		ent.roles = append(ent.roles, r)
		k.addHead(r.base, e)
	}
}

// keep copies words that are scratch.
func (k *linker) keep(words []string) []string {
	n := len(k.kept)
	k.kept = append(k.kept, words...)
	return k.kept[n:len(k.kept):len(k.kept)]
}

func (k *linker) addHead(base string, e int) {
	if !slices.Contains(latest(k.heads.of(base)), e) {
		k.heads.add(base, e)
	}
}

// maxNamesakes bounds how many entities with one family name, first name or
// role are looked at, so that a long list of them stays a matter of linear
// time.
const maxNamesakes = 100

// latest is the end of a list of entities.
func latest(list []int) []int { return list[max(0, len(list)-maxNamesakes):] }

// base is a role word as compared.
func (k *linker) base(i int) string {
	w := k.key(i)
	if b, ok := k.l.Base[w]; ok {
		return b
	}
	if n := strings.LastIndexByte(w, '-'); n > 0 && !strings.HasSuffix(w, yearOld) && k.tok[i].can(lang.Role) {
		if k.l.Words.Who(w).Is&lang.Role == 0 {
			return w[n+1:]
		}
	}
	return w
}

// create makes a new entity of mention i.
func (k *linker) create(i int, rule string) int {
	m := &k.found[i]
	k.entities = slices.Grow(k.entities, 1)[:len(k.entities)+1]
	e := &k.entities[len(k.entities)-1]
	*e = entity{owner: -1, last: -1, told: -1, words: e.words[:0], roles: e.roles[:0]}
	e.Kind, e.Named, e.title, e.Gender = m.Kind, m.Form == Name, m.title, m.Gender
	if m.Form == Name {
		e.Name = m.Name
	} else {
		e.Name = m.Span
	}
	k.attach(i, len(k.entities)-1, rule)
	return len(k.entities) - 1
}

// linkRest links nominals and pronouns in reading order.
func (k *linker) linkRest() {
	for i := range k.found {
		m := &k.found[i]
		k.linkOwner(i)
		if m.Entity < 0 {
			switch m.Form {
			case Nominal:
				k.linkNominal(i)
			case Pronoun:
				k.linkPronoun(i)
			}
		}
		if m.Entity >= 0 {
			k.noteOwner(i)
			k.entities[m.Entity].last = i
			if !m.Quoted {
				k.entities[m.Entity].told = i
			}
		}
	}
}

// noteOwner notes whose somebody is: "Marenko's lawyer", "her lawyer".
func (k *linker) noteOwner(i int) {
	m := &k.found[i]
	if m.owner < 0 || m.Entity < 0 || k.entities[m.Entity].owner >= 0 {
		return
	}
	if o := k.ownerOf(m); o != m.Entity {
		k.entities[m.Entity].owner = o
		k.counterpart(m.Entity, o)
	}
}

// counterpart gives an entity that is told to be the owner's counterpart the
// owner's roles, for its own country: "the minister met her French counterpart".
func (k *linker) counterpart(e, owner int) {
	ent := &k.entities[e]
	at := slices.IndexFunc(ent.roles, func(r role) bool { return r.base == "counterpart" })
	if at < 0 || owner < 0 {
		return
	}
	for _, r := range k.entities[owner].roles {
		if len(ent.roles) < maxRoles && r.base != "counterpart" {
			ent.roles = append(ent.roles, role{base: r.base, origin: ent.roles[at].origin, words: ent.roles[at].words, turns: ent.roles[at].turns})
			k.addHead(r.base, e)
		}
	}
}

// maxRoles bounds how many roles are kept of one entity.
const maxRoles = 12

// finish turns the working state into the result, entities in order of their
// first mention.
func (k *linker) finish() *Result {
	r := &Result{Mentions: make([]Mention, len(k.found))}
	if n := k.mentioned(); n > 0 {
		r.Entities = make([]Entity, 0, n)
	}
	number := zeroed(k.places, len(k.entities)) // of each entity in the result, from 1
	mentions := make([]int, 0, len(k.found))
	for i := range k.found {
		m := k.found[i].Mention
		if m.Entity >= 0 {
			ent := &k.entities[m.Entity]
			if number[m.Entity] == 0 {
				r.Entities = append(r.Entities, ent.Entity)
				number[m.Entity] = len(r.Entities)
				n := len(mentions)
				mentions = mentions[:n+ent.mentions]
				r.Entities[len(r.Entities)-1].Mentions = mentions[n:n:len(mentions)]
			}
			if m.Form == Name && ent.Kind == Person {
				m.Kind = Person
			}
			m.Entity = number[m.Entity] - 1
			e := &r.Entities[m.Entity]
			e.Mentions = append(e.Mentions, i)
			if m.Gender == Unknown && !m.Plural {
				m.Gender = e.Gender
			}
			if m.Form == Name && e.Named && k.nameLen(m.Name) > k.nameLen(e.Name) {
				e.Name = m.Name
			}
		}
		r.Mentions[i] = m
	}
	k.places = number
	return r
}

// mentioned counts the mentions of each entity, and gives how many have some.
func (k *linker) mentioned() int {
	n := 0
	for i := range k.found {
		if e := k.found[i].Entity; e >= 0 {
			if k.entities[e].mentions == 0 {
				n++
			}
			k.entities[e].mentions++
		}
	}
	return n
}

// nameLen is the length by which one form of a name is the fuller one. One torn at
// the end of a line is shorter than it is whole.
func (k *linker) nameLen(s text.Span) int {
	switch {
	case k.t[s.Start] == '@':
		return 0 // an account, where a name is told too
	case strings.IndexByte(s.In(k.t), '\n') < 0:
		return s.Len()
	}
	return s.Len() - len("-\n") - 1
}

// nameKey is a name in lower case with straight apostrophes and single spaces.
func (k *linker) nameKey(m *found) string {
	if words := k.nameWords(m); len(words) != 1 {
		return strings.Join(words, " ")
	}
	return k.words[0]
}

// nameWords are the words of a name, until the next are asked for.
func (k *linker) nameWords(m *found) []string {
	k.words = k.words[:0]
	for i := m.name; i < m.nameEnd; i++ {
		k.words = append(k.words, strings.ReplaceAll(k.key(i), ".", ""))
	}
	return k.words
}
