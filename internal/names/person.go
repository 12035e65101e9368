package names

import (
	"math"
	"slices"
	"strings"

	"parallax/internal/lang"
)

// personName is a person's name in parts.
type parts struct{ given, family, suffix string }

// split takes a person's name apart; one word alone is a family name.
func (k *linker) split(m *found) parts {
	var p parts
	end := m.nameEnd
	for end > m.name+1 {
		if !k.suffix(end - 1) {
			break
		}
		p.suffix = k.key(end - 1)
		end--
		if end-1 > m.name && k.t[k.seg.Tokens[end-1].Start] == ',' {
			end--
		}
	}
	p.family = k.key(end - 1)
	first := m.name
	if end-first >= 2 && !k.tok[first].can(lang.Particle) {
		p.given = k.key(first)
	} else if end-first >= 2 {
		if _, _, ok := k.firstName(first); ok && k.tok[first].has(capital) && end-first >= 3 && !k.tok[first+1].can(lang.Particle) {
			p.given = k.key(first)
		}
	}
	return p
}

// Passes over the names: the more a form tells, the earlier it is linked, since
// the shorter forms lean on it.
const (
	fullNames   = iota // "Ilse Marenko", "Harbour Board", places
	titledNames        // "Mr Marenko", initials
	singleWords        // "Marenko"
)

func (k *linker) passOf(m *found) int {
	switch {
	case m.chunk == personName && k.split(m).given != "", m.chunk == plainName, m.chunk == placeName, m.chunk == bodyName && m.nameEnd-m.name > 1:
		return fullNames
	case m.chunk == oneWord || m.chunk == handle:
		return singleWords
	}
	return titledNames
}

// linkName links or makes the entity of a name.
func (k *linker) linkName(i int) {
	m := &k.found[i]
	switch m.chunk {
	case handle:
		k.linkHandle(i)
	case personName:
		k.linkPerson(i)
	case placeName:
		if k.knownPerson(i) {
			return
		}
		k.linkBody(i)
	case plainName:
		if k.plainPerson(m) {
			k.linkPerson(i)
		} else {
			k.linkBody(i)
		}
	case oneWord:
		if k.knownPerson(i) || k.knownBody(i) {
			return
		}
		if k.lonePerson(m) {
			k.linkPerson(i)
			return
		}
		k.linkBody(i)
		e := &k.entities[k.found[i].Entity]
		e.maybe = k.tok[m.name].is&lang.Common == 0 && !k.tok[m.name].has(shouted) && !k.determined(m.name) && (e.maybe || e.Name == m.Name)
	default:
		k.linkBody(i)
	}
}

// plainPerson reports whether several capitalised words that no list knows
// are a person: two or three uncommon words without an article.
func (k *linker) plainPerson(m *found) bool {
	n := m.nameEnd - m.name
	if n < 2 || n > 3 || k.determined(m.name) {
		return false
	}
	for i := m.name; i < m.nameEnd; i++ {
		w := k.tok[i]
		if w.is&(lang.Common|lang.Origin|lang.Body|lang.BodyName|lang.Thing) != 0 || w.has(shouted) && !w.has(titled|opening) || !w.has(capital) && !w.can(lang.Particle) || k.listed(i, places) {
			return false
		}
	}
	return true
}

// lonePerson reports whether a single capitalised word that no full name
// explains is a person's name.
func (k *linker) lonePerson(m *found) bool {
	i := m.name
	if k.tok[i].is&lang.Common != 0 || k.determined(i) && m.roleEnd == m.roleFirst {
		return false
	}
	if common, _, ok := k.firstName(i); ok && common >= 3 {
		return true
	}
	return k.surname(i) || k.member(m.End, k.seg.Sentences[m.sentence].End)
}

// member reports that what ends before token at is told between commas to be of
// a body or an address: "Reke, of the Harbour Union, said".
func (f *finder) member(at, end int) bool {
	if at+3 >= end || !f.is(at, ",") || !f.is(at+1, "of") || !f.tok[at+2].can(lang.Definite) && !f.tok[at+2].has(capital) {
		return false
	}
	for n := at + 3; n < min(end, at+10); n++ {
		if f.is(n, ",") {
			return true
		}
	}
	return false
}

// knownPerson links a single word to the person whose family name or first
// name it is.
func (k *linker) knownPerson(i int) bool {
	m := &k.found[i]
	if m.nameEnd-m.name != 1 {
		return false
	}
	w := k.key(m.name)
	if m.chunk == placeName && m.First > 0 && (k.listed(m.First-1, prepositions) || k.verbless(m)) {
		return false
	}
	if e := k.nearest(k.families.of(w), i, Unknown); e >= 0 {
		k.attach(i, e, "family name")
		return true
	}
	if one, plural := strings.CutSuffix(w, "s"); plural && len(k.families.of(one)) > 0 { // "the Marenkos"
		m.Kind, m.Plural = Group, true
		k.linkBody(i)
		return true
	}
	if list := k.givens.of(w); len(list) == 1 && m.chunk != placeName {
		k.attach(i, list[0], "first name")
		return true
	}
	return false
}

// verbless reports whether a place name is a modifier rather than a subject.
func (k *linker) verbless(m *found) bool {
	return !k.verbFollows(m.End, k.seg.Sentences[m.sentence].End)
}

func (k *linker) knownBody(i int) bool {
	e, ok := k.bodies[k.nameKey(&k.found[i])]
	if ok {
		k.attach(i, e, "same name")
	}
	return ok
}

// nearest is the bearer of a shared family name or first name that mention i
// means; the gender of a title must agree. It is the only one named within two
// sentences, or else the one whom the report names in full most often: news
// gives the bare family name to its main bearer, and not to whoever is called by a
// title ("Mrs. Lowell") where another is not. It is -1 where nothing tells
// ("Brothers Karl and Leo Torvald": "Mr Torvald"), but for somebody known by the
// short name alone.
func (k *linker) nearest(list []int, i int, title Gender) int {
	short := -1             // known by the short name alone
	var near, all namesakes // within two sentences, anywhere
	known := k.introduced(list, i, title)
	bare := -1 // how often the main one of those whom no title is set before is named in full
	if title == Unknown && len(list) > 1 {
		bare = k.plainlyCalled(list, i)
	}
	for _, e := range latest(list) {
		ent := &k.entities[e]
		if known && k.lastBefore(e, i) < 0 || ent.courtesy && ent.names <= bare {
			continue
		}
		if title != Unknown && ent.Gender != Unknown && ent.Gender != title {
			continue
		}
		if ent.given == "" {
			short = e
		}
		all.add(e, ent.names)
		if at := k.lastBefore(e, i); at >= 0 && k.found[i].sentence-k.found[at].sentence <= nearBearer {
			near.add(e, ent.names)
		}
	}
	switch {
	case all.count == 0:
		return -1
	case near.count == 1:
		return near.best
	case all.ties > 1:
		return short
	}
	return all.best
}

// introduced reports whether somebody whom a short name can mean is named before
// mention i: then it means nobody who is named only later.
func (k *linker) introduced(list []int, i int, title Gender) bool {
	return slices.ContainsFunc(latest(list), func(e int) bool {
		ent := &k.entities[e]
		return ent.given != "" && (title == Unknown || ent.Gender == Unknown || ent.Gender == title) && k.lastBefore(e, i) >= 0
	})
}

// plainlyCalled is how often that bearer of a name is named in full who is never
// called by a title, the main one of those named before mention i; whoever is told
// to hold an office counts for more than all namings. It is -1 when there is none.
func (k *linker) plainlyCalled(list []int, i int) int {
	most := -1
	for _, e := range latest(list) {
		ent := &k.entities[e]
		if ent.courtesy || ent.given == "" || k.lastBefore(e, i) < 0 {
			continue
		}
		if most = max(most, ent.names); !ent.Role.Empty() {
			return math.MaxInt
		}
	}
	return most
}

// namesakes is the one most often named in full of some who share a name.
type namesakes struct {
	best, names int // entity, and how often it is named in full
	count, ties int // how many there are, and how many are named as often as the best
}

func (n *namesakes) add(e, names int) {
	n.count++
	switch {
	case n.count == 1 || names > n.names:
		n.best, n.names, n.ties = e, names, 1
	case names == n.names:
		n.ties++
	}
}

// nearBearer is how many sentences back somebody counts as just named.
const nearBearer = 2

// lookBack bounds the search for an entity's last mention, in mentions.
const lookBack = 200

// lastBefore is the latest mention of e before i, or -1.
func (k *linker) lastBefore(e, i int) int {
	for n := i - 1; n >= 0 && n > i-lookBack; n-- {
		if k.found[n].Entity == e {
			return n
		}
	}
	return -1
}

// linkPerson links a person's name, full or short.
func (k *linker) linkPerson(i int) {
	m := &k.found[i]
	m.Kind = Person
	p := k.split(m)
	if p.given != "" {
		for _, e := range latest(k.families.of(p.family)) {
			if k.samePerson(&k.entities[e], p, m) {
				k.learn(e, p, m)
				k.attach(i, e, "same name")
				k.entities[e].names++
				return
			}
		}
	} else if e, rule := k.shortName(i, p); e >= 0 {
		k.attach(i, e, rule)
		return
	}
	e := k.create(i, "new name")
	if m.head >= 0 && m.det != owned {
		k.entities[e].names++
	}
	k.learn(e, p, m)
}

// shortName finds the person that a single name, with or without title, means.
func (k *linker) shortName(i int, p parts) (int, string) {
	m := &k.found[i]
	knight := m.name > m.First && (k.is(m.name-1, "dame") || k.is(m.name-1, "sir"))
	if knight {
		if e := k.nearest(k.givens.of(p.family), i, m.title); e >= 0 {
			return e, "title and first name"
		}
	}
	if e := k.nearest(k.families.of(p.family), i, m.title); e >= 0 {
		return e, "family name"
	}
	if list := k.givens.of(p.family); m.title == Unknown && len(list) == 1 {
		return list[0], "first name"
	}
	return -1, ""
}

// samePerson reports whether a full name can be e's.
func (k *linker) samePerson(e *entity, p parts, m *found) bool {
	switch {
	case e.suffix != "" && p.suffix != "" && e.suffix != p.suffix:
		return false
	case m.title != Unknown && e.title != Unknown && m.title != e.title:
		return false
	case e.given == "" || e.given == p.given:
		return true
	case len(p.given) == 0:
		return true
	}
	// An initial stands for the first name.
	if a, b := e.given, p.given; (len(a) == 1 || len(b) == 1) && a[0] == b[0] {
		return true
	}
	return false
}

// learn notes the parts of a person's name.
func (k *linker) learn(e int, p parts, m *found) {
	ent := &k.entities[e]
	if ent.given == "" || len(ent.given) == 1 {
		ent.given = p.given
		if len(p.given) > 1 && !slices.Contains(k.givens.of(p.given), e) {
			k.givens.add(p.given, e)
		}
	}
	if ent.suffix == "" {
		ent.suffix = p.suffix
	}
	if ent.family == "" {
		ent.family = p.family
		k.families.add(p.family, e)
	}
}
