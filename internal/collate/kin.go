package collate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/names"
)

// joinNames joins persons by name: first full names, then family names alone
// with the one full name they fit.
func (p *people) joinNames() {
	families := map[string][]int{}
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.kind == names.Person && n.named && len(n.name) > 0 {
			families[n.name[len(n.name)-1]] = append(families[n.name[len(n.name)-1]], i)
		}
	}
	juniors := p.juniors(families)
	for _, i := range p.named(names.Person) {
		if n := &p.nodes[i]; len(n.name) > 1 {
			for _, k := range families[n.name[len(n.name)-1]] {
				if k < i && sameFullName(n, &p.nodes[k]) && (n.suffix == p.nodes[k].suffix || !juniors[n.name[len(n.name)-1]]) {
					p.join(i, k)
				}
			}
		}
	}
	for _, i := range p.named(names.Person) {
		if n := &p.nodes[i]; len(n.name) == 1 {
			p.joinFamilyName(i, families[n.name[0]])
		}
	}
	p.joinGivenNames()
}

// juniors tells the family names of which one report has both a junior and
// the person he is called after: only there does the suffix tell them apart.
func (p *people) juniors(families map[string][]int) map[string]bool {
	out := map[string]bool{}
	for family, nodes := range families {
		for _, i := range nodes {
			for _, k := range nodes {
				a, b := &p.nodes[i], &p.nodes[k]
				if a.suffix != "" && b.suffix == "" && a.report == b.report && len(a.name) > 1 && len(b.name) > 1 && sameGivenName(a.name[0], b.name[0]) {
					out[family] = true
				}
			}
		}
	}
	return out
}

// joinGivenNames joins a person known by a first name alone ("Seth") with the
// one person who has it, when nobody has it as a family name.
func (p *people) joinGivenNames() {
	holders := map[string][]int{}
	for _, i := range p.named(names.Person) {
		if n := &p.nodes[i]; len(n.name) > 1 {
			holders[n.name[0]] = append(holders[n.name[0]], i)
		}
	}
	for _, i := range p.named(names.Person) {
		n := &p.nodes[i]
		if len(n.name) > 1 || len(p.person(i).name) > 1 {
			continue
		}
		var fits []int
		for _, k := range holders[n.name[0]] {
			if r := p.sets.find(k); genderFits(n.gender, p.nodes[k].gender) && !titlesPart(n, &p.nodes[k]) && !slices.Contains(fits, r) {
				fits = append(fits, r)
			}
		}
		if len(fits) == 1 {
			p.join(fits[0], i)
		}
	}
}

// named lists the named nodes of a kind in order.
func (p *people) named(kind names.Kind) []int {
	var out []int
	for i := range p.nodes {
		if n := &p.nodes[i]; n.kind == kind && n.named && len(n.name) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// sameFullName reports whether two full names with one family name are one
// person's: the given names agree, or the one is short for the other.
func sameFullName(a, b *node) bool {
	if len(a.name) < 2 || len(b.name) < 2 {
		return false
	}
	if a.initials != "" && b.initials != "" && a.initials[0] != b.initials[0] {
		return false
	}
	if a.name[0] == b.name[0] {
		return true // a gender is a guess from context, a name is not
	}
	return genderFits(a.gender, b.gender) && !titlesPart(a, b) && sameGivenName(a.name[0], b.name[0])
}

// sameGivenName reports whether two given names are one: equal, one the
// beginning of the other ("Dan", "Daniel"), one short for the other ("Bob",
// "Robert"), or long and a letter apart.
func sameGivenName(g, h string) bool {
	if len(g) > len(h) {
		g, h = h, g
	}
	nick := lang.English().Nicknames
	shortFor := func(short, full string) bool { return slices.Contains(strings.Fields(nick[short]), full) }
	return g == h ||
		len(g) >= 3 && strings.HasPrefix(h, g) ||
		shortFor(g, h) || shortFor(h, g) ||
		len(g) >= 5 && g[0] == h[0] && g[len(g)-1] == h[len(h)-1] && distanceAtMost(g, h, 1)
}

func genderFits(a, b names.Gender) bool {
	return a == b || a == names.Unknown || b == names.Unknown
}

// joinFamilyName joins node i, known by one name only, with the person that
// the others of this family name are; not at all when that is open.
func (p *people) joinFamilyName(i int, family []int) {
	n := &p.nodes[i]
	var full []int // one node a person
	for _, k := range family {
		if len(p.nodes[k].name) > 1 && !slices.ContainsFunc(full, func(f int) bool { return p.sets.find(f) == p.sets.find(k) }) {
			full = append(full, k)
		}
	}
	named := len(full) > 0
	full = slices.DeleteFunc(full, func(k int) bool {
		return titlesPart(n, p.person(k)) || !genderFits(n.gender, p.person(k).gender) && p.rolesShared(i, k) == 0
	})
	if len(full) > 1 {
		full = p.likeliest(i, full)
	}
	switch {
	case len(full) == 1:
		p.join(i, full[0])
	case !named:
		for _, k := range family {
			if k != i && len(p.nodes[k].name) == 1 && genderFits(n.gender, p.nodes[k].gender) && !titlesPart(n, &p.nodes[k]) {
				p.join(i, k)
				return
			}
		}
	}
}

// dominant is how many times as often as the next one the story must name a
// person for a bare family name to mean that person.
const dominant = 3

// likeliest narrows the persons whom a bare family name can mean to the one
// who shares a role with it, else to the one who is named far more often than
// the others.
func (p *people) likeliest(i int, full []int) []int {
	sharing := slices.DeleteFunc(slices.Clone(full), func(k int) bool { return p.rolesShared(i, k) == 0 })
	if len(sharing) > 0 {
		return sharing
	}
	times := func(k int) int {
		n := 0
		for _, m := range p.members[p.sets.find(k)] {
			n += len(p.nodes[m].entity.Mentions)
		}
		return n
	}
	slices.SortStableFunc(full, func(a, b int) int { return times(b) - times(a) })
	if times(full[0]) >= dominant*times(full[1]) {
		return full[:1]
	}
	return full
}

// rolesShared counts the offices that node i has in common with the
// person of node k.
func (p *people) rolesShared(i, k int) int {
	shared := 0
	for _, m := range p.members[p.sets.find(k)] {
		for _, w := range p.nodes[i].offices {
			if p.nodes[m].holds(w) {
				shared++
			}
		}
	}
	return shared
}

// joinOrganisations joins organisations and other named things by name, and
// initials with the one name they stand for.
func (p *people) joinOrganisations() {
	byName, byInitials := map[string]int{}, map[string][]int{}
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.kind == names.Person || !n.named || len(n.name) == 0 {
			continue
		}
		key := strings.Join(n.name, " ")
		if k, ok := byName[key]; ok {
			p.join(i, k)
			continue
		}
		byName[key] = i
		if len(n.name) == 1 && n.name[0][0] < utf8.RuneSelf {
			continue // one letter
		}
		if s := initials(n.name); len(s) > 1 {
			byInitials[s] = append(byInitials[s], i)
		}
	}
	for i := range p.nodes {
		if n := &p.nodes[i]; n.kind != names.Person && n.named && len(n.name) == 1 {
			if long := byInitials[n.name[0]]; len(long) == 1 {
				p.join(i, long[0])
			}
		}
	}
}

func initials(name []string) string {
	var b strings.Builder
	for _, w := range name {
		if !lang.English().FunctionWords.Has(w) {
			for _, c := range w {
				b.WriteRune(c)
				break
			}
		}
	}
	return b.String()
}

// joinRoles joins a speaker known by role alone ("the mayor") with the one
// named person of the other reports who has that role, if his own report does
// not name that person.
func (p *people) joinRoles() {
	holders := map[string][]int{} // role word: named persons who have it
	for _, k := range p.named(names.Person) {
		for _, w := range p.nodes[k].offices {
			holders[w] = append(holders[w], k)
		}
	}
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.named || !n.speaks || !n.definite || n.head == "" || n.kind != names.Person {
			continue
		}
		var fits []int
		for _, k := range holders[n.head] {
			if r := p.sets.find(k); genderFits(n.gender, p.nodes[k].gender) && fieldsFit(n, &p.nodes[k]) && seatsFit(n, &p.nodes[k]) && !slices.Contains(fits, r) {
				fits = append(fits, r)
			}
		}
		if len(fits) == 1 && !p.inReport(fits[0], n.report) {
			p.join(fits[0], i)
		}
	}
}

func (n *node) holds(office string) bool {
	_, ok := slices.BinarySearch(n.offices, office)
	return ok
}

// fieldsFit reports whether two holders of one office can be one: the prime
// minister is not the environment minister, but may be just the minister.
func fieldsFit(a, b *node) bool {
	if len(a.fields) == 0 || len(b.fields) == 0 {
		return true
	}
	return slices.ContainsFunc(a.fields, func(w string) bool {
		_, ok := slices.BinarySearch(b.fields, w)
		return ok
	})
}

// inReport reports whether the person of node k has an entity in report r.
func (p *people) inReport(k, r int) bool {
	return slices.ContainsFunc(p.members[p.sets.find(k)], func(m int) bool { return p.nodes[m].report == r })
}

// learnFrom is the number of identical words from which one utterance tells
// that the speakers whom two reports credit are the same.
const learnFrom = 6

// learn joins the speakers to whom two reports give the same words, when names
// and roles allow that they are the same: one is unnamed, or both have one
// family name ("Titi" and "Marta Ilves").
func (p *people) learn(j *joiner, groups [][]int) {
	for _, g := range groups {
		speakers := p.speakersOf(j, g)
		for a, s := range speakers {
			for _, o := range speakers[:a] {
				if s.report == o.report || p.sets.find(s.speaker) == p.sets.find(o.speaker) {
					continue
				}
				if p.couldBe(s.speaker, o.speaker) && j.evidence(o.words, s.words).run >= learnFrom {
					p.join(o.speaker, s.speaker)
				}
			}
		}
	}
}

// speakersOf gives the longest statement of each speaker of a group, in order
// of the speakers' first ones.
func (p *people) speakersOf(j *joiner, group []int) []*statement {
	var out []*statement
	at := map[int]int{}
	for _, i := range group {
		s := &j.statements[i]
		if s.speaker < 0 || len(s.words) < learnFrom {
			continue
		}
		root := p.sets.find(s.speaker)
		k, ok := at[root]
		switch {
		case !ok:
			at[root] = len(out)
			out = append(out, s)
		case len(s.words) > len(out[k].words):
			out[k] = s
		}
	}
	return out
}

// couldBe reports whether kind, gender, name and role allow two speakers to
// be one. Who speaks for another is not taken for the one who is spoken for:
// the spokesman of one report and the minister of the other stay two.
func (p *people) couldBe(i, k int) bool {
	a, b := p.person(i), p.person(k)
	if a.kind != b.kind || !genderFits(a.gender, b.gender) || titlesPart(a, b) {
		return false
	}
	switch {
	case a.named && b.named:
		return a.kind == names.Person && a.name[len(a.name)-1] == b.name[len(b.name)-1] && givenNamesFit(a, b) &&
			!p.inReport(i, b.report) && !p.inReport(k, a.report)
	case a.named:
		a, b = b, a
	case !b.named:
		return a.head != "" && a.head == b.head
	}
	switch {
	case a.anybody: // "a minister" is left unnamed on purpose, whoever says the same by name
		return false
	case lang.English().Proxies.Has(a.head) || a.kind != names.Person:
		return b.holds(a.head) && seatsFit(a, b)
	}
	return a.head != "" && seatsFit(a, b) && !b.standsIn(a.head)
}

// givenNamesFit reports whether two full names of one family name can be one
// person's: they have a given name in common. A family name alone fits all.
func givenNamesFit(a, b *node) bool {
	if len(a.name) < 2 || len(b.name) < 2 {
		return true
	}
	for _, g := range a.name[:len(a.name)-1] {
		for _, h := range b.name[:len(b.name)-1] {
			if sameGivenName(g, h) {
				return true
			}
		}
	}
	return false
}

// standsIn reports whether a person has an office of that name only as
// somebody's deputy, or formerly; or that office's holder is a deputy and he
// is none.
func (n *node) standsIn(head string) bool {
	if n.holds(head) {
		return false
	}
	return slices.ContainsFunc(n.offices, func(o string) bool {
		return strings.HasSuffix(o, "-"+head) || strings.HasSuffix(head, "-"+o)
	})
}

// oneFamilyName writes family names of two words in one way: where some
// report has "Kate Lloyd-Barnes", "Kate Lloyd Barnes" is a Lloyd-Barnes.
func (p *people) oneFamilyName() {
	double := map[string]bool{}
	persons := p.named(names.Person)
	for _, i := range persons {
		if n := &p.nodes[i]; strings.Contains(n.name[len(n.name)-1], "-") {
			double[n.name[len(n.name)-1]] = true
		}
	}
	for _, i := range persons {
		n := &p.nodes[i]
		if k := len(n.name); k > 1 && double[n.name[k-2]+"-"+n.name[k-1]] {
			n.name = append(slices.Clone(n.name[:k-2]), n.name[k-2]+"-"+n.name[k-1])
		}
	}
}
