package collate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"parallax/internal/analysis"
	"parallax/internal/names"
	"parallax/internal/text"
)

// node is one entity of one report.
type node struct {
	report   int
	entity   *names.Entity
	kind     names.Kind
	gender   names.Gender
	named    bool
	definite bool     // an unnamed one told with "the", or as a role alone: somebody in particular
	name     []string // folded words of the fullest name, without initials and suffixes
	roles    []string // folded words of its roles and nominals, sorted
	head     string   // an unnamed one's role noun: "mayor" in "the mayor of London"
	speaks   bool
}

// people joins the entities of all reports.
type people struct {
	nodes   []node
	first   []int // index of each report's first node
	sets    *sets
	members [][]int // by root: the nodes of one person, in no order
}

func newPeople(as []*analysis.Analysis) *people {
	p := &people{}
	for r, a := range as {
		p.first = append(p.first, len(p.nodes))
		if a.Names == nil {
			continue
		}
		for i := range a.Names.Entities {
			p.nodes = append(p.nodes, readNode(r, a, &a.Names.Entities[i]))
		}
		if a.Quotes == nil {
			continue
		}
		for _, q := range a.Quotes.Quotations {
			if q.Speaker >= 0 && q.Speaker < len(a.Names.Entities) {
				p.nodes[p.first[r]+q.Speaker].speaks = true
			}
		}
	}
	p.first = append(p.first, len(p.nodes))
	p.sets = newSets(len(p.nodes))
	p.members = make([][]int, len(p.nodes))
	for i := range p.nodes {
		p.members[i] = []int{i}
	}
	p.joinNames()
	p.joinOrganisations()
	p.joinRoles()
	return p
}

func readNode(r int, a *analysis.Analysis, e *names.Entity) node {
	t := a.Article.Text
	n := node{report: r, entity: e, kind: e.Kind, gender: e.Gender, named: e.Named}
	if n.named {
		n.name = nameWords(e.Name.In(t), e.Kind)
	}
	n.addRole(e.Role.In(t))
	for _, i := range e.Mentions {
		m := &a.Names.Mentions[i]
		n.addRole(m.Role.In(t))
		if m.Form != names.Nominal {
			continue
		}
		phrase := folded(m.Span.In(t))
		n.addRole(m.Span.In(t))
		if !n.named && n.head == "" && !m.Plural {
			n.head = headNoun(phrase)
			n.definite = len(phrase) > 0 && phrase[0] == "the"
		}
	}
	slices.Sort(n.roles)
	n.roles = slices.Compact(n.roles)
	return n
}

func (n *node) addRole(s string) {
	for _, w := range folded(s) {
		if _, ok := functionWords[w]; !ok {
			n.roles = append(n.roles, w)
		}
	}
}

// headNoun is the noun that a phrase is built on: the last word before the
// first preposition or comma.
func headNoun(phrase []string) string {
	head := ""
	for _, w := range phrase {
		if _, ok := functionWords[w]; ok {
			if head != "" {
				break
			}
			continue
		}
		head = w
	}
	return head
}

// folded cuts a name or phrase into words as they are compared.
func folded(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == '/' }) {
		w = strings.Trim(fold(w), `"“”'()[]`)
		w = strings.TrimSuffix(w, "'s")
		if w = strings.ReplaceAll(w, "'", ""); w != "" {
			out = append(out, w)
		}
	}
	return out
}

var nameSuffixes = set("jr sr ii iii iv")

var companyWords = set("the inc incorporated corp corporation co company ltd limited llc plc group")

// nameWords reduces a name to what joins it: a person's without initials and
// suffixes, an organisation's without article and legal form.
func nameWords(s string, kind names.Kind) []string {
	drop := companyWords
	if kind == names.Person {
		drop = nameSuffixes
	}
	all := folded(s)
	var out []string
	for _, w := range all {
		_, skip := drop[w]
		if !skip && (kind != names.Person || len([]rune(w)) > 1) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// entity is the person that entity e of report r belongs to; -1 when none.
func (p *people) entity(r, e int) int {
	if e < 0 || p.first[r]+e >= p.first[r+1] {
		return -1
	}
	return p.sets.find(p.first[r] + e)
}

// join makes one person of two nodes' persons.
func (p *people) join(i, k int) {
	i, k = p.sets.find(i), p.sets.find(k)
	if i == k {
		return
	}
	p.sets.union(i, k)
	i, k = min(i, k), max(i, k)
	p.members[i] = append(p.members[i], p.members[k]...)
	p.members[k] = nil
}

// joinNames joins persons by name: first full names, then family names alone
// with the one full name they fit.
func (p *people) joinNames() {
	families := map[string][]int{}
	for i, n := range p.nodes {
		if n.kind == names.Person && n.named && len(n.name) > 0 {
			families[n.name[len(n.name)-1]] = append(families[n.name[len(n.name)-1]], i)
		}
	}
	for _, i := range p.named(names.Person) {
		if n := &p.nodes[i]; len(n.name) > 1 {
			for _, k := range families[n.name[len(n.name)-1]] {
				if k < i && sameFullName(n, &p.nodes[k]) {
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
}

// named lists the named nodes of a kind in order.
func (p *people) named(kind names.Kind) []int {
	var out []int
	for i, n := range p.nodes {
		if n.kind == kind && n.named && len(n.name) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// sameFullName reports whether two full names with one family name are one
// person's: the given names agree, or the one is short for the other.
func sameFullName(a, b *node) bool {
	if len(a.name) < 2 || len(b.name) < 2 || !genderFits(a.gender, b.gender) {
		return false
	}
	g, h := a.name[0], b.name[0]
	if len(g) > len(h) {
		g, h = h, g
	}
	return g == h || len(g) >= 3 && strings.HasPrefix(h, g)
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
		if len(p.nodes[k].name) > 1 && genderFits(n.gender, p.nodes[k].gender) && !slices.ContainsFunc(full, func(f int) bool { return p.sets.find(f) == p.sets.find(k) }) {
			full = append(full, k)
		}
	}
	if len(full) > 1 {
		full = slices.DeleteFunc(full, func(k int) bool { return p.rolesShared(i, k) == 0 })
	}
	switch {
	case len(full) == 1:
		p.join(i, full[0])
	case len(full) == 0:
		for _, k := range family {
			if k != i && len(p.nodes[k].name) == 1 && genderFits(n.gender, p.nodes[k].gender) {
				p.join(i, k)
				return
			}
		}
	}
}

// rolesShared counts the role words that node i has in common with the
// person of node k.
func (p *people) rolesShared(i, k int) int {
	shared := 0
	for _, m := range p.members[p.sets.find(k)] {
		for _, w := range p.nodes[i].roles {
			if p.nodes[m].hasRole(w) {
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
	for i, n := range p.nodes {
		if n.kind == names.Person || !n.named || len(n.name) == 0 {
			continue
		}
		key := strings.Join(n.name, " ")
		if k, ok := byName[key]; ok {
			p.join(i, k)
			continue
		}
		byName[key] = i
		if s := initials(n.name); len(s) > 1 {
			byInitials[s] = append(byInitials[s], i)
		}
	}
	for i, n := range p.nodes {
		if n.kind != names.Person && n.named && len(n.name) == 1 {
			if long := byInitials[n.name[0]]; len(long) == 1 {
				p.join(i, long[0])
			}
		}
	}
}

func initials(name []string) string {
	var b strings.Builder
	for _, w := range name {
		if _, ok := functionWords[w]; !ok {
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
		for _, w := range p.nodes[k].roles {
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
			if r := p.sets.find(k); genderFits(n.gender, p.nodes[k].gender) && !slices.Contains(fits, r) {
				fits = append(fits, r)
			}
		}
		if len(fits) == 1 && !p.inReport(fits[0], n.report) {
			p.join(fits[0], i)
		}
	}
}

func (n *node) hasRole(w string) bool {
	_, ok := slices.BinarySearch(n.roles, w)
	return ok
}

// inReport reports whether the person of node k has an entity in report r.
func (p *people) inReport(k, r int) bool {
	return slices.ContainsFunc(p.members[p.sets.find(k)], func(m int) bool { return p.nodes[m].report == r })
}

// learnFrom is the number of identical words from which one long utterance
// tells that an unnamed speaker and a named one are the same.
const learnFrom = 6

// learn joins a speaker whom one report does not name with the named speaker
// to whom another gives the same words.
func (p *people) learn(j *joiner, groups [][]int) {
	for _, g := range groups {
		for _, i := range g {
			s := &j.statements[i]
			if s.speaker < 0 || p.person(s.speaker).named {
				continue
			}
			for _, k := range g {
				o := &j.statements[k]
				if o.speaker < 0 || o.report == s.report || !p.person(o.speaker).named || !p.couldBe(s.speaker, o.speaker) {
					continue
				}
				if j.evidence(o.words, s.words).run >= learnFrom && !p.inReport(o.speaker, s.report) {
					p.join(o.speaker, s.speaker)
					break
				}
			}
		}
	}
}

// person is the node that stands for a person: a named one when there is one.
func (p *people) person(i int) *node {
	root := p.sets.find(i)
	best := root
	for _, m := range p.members[root] {
		if p.nodes[m].named && (!p.nodes[best].named || m < best) {
			best = m
		}
	}
	return &p.nodes[best]
}

// couldBe reports whether kind and gender allow unnamed i to be named k.
func (p *people) couldBe(i, k int) bool {
	a, b := &p.nodes[p.sets.find(i)], p.person(k)
	return a.kind == b.kind && genderFits(a.gender, b.gender)
}

// list numbers the people: speakers by first quotation, then the other named
// persons by first mention; and writes the numbers into the quotations.
func (p *people) list(c *Comparison, as []*analysis.Analysis) {
	number := map[int]int{} // root: index into Comparison.People
	var order []int
	add := func(i int) int {
		root := p.sets.find(i)
		k, ok := number[root]
		if !ok {
			k = len(order)
			number[root] = k
			order = append(order, root)
		}
		return k
	}
	for i := range c.Quotations {
		if q := &c.Quotations[i]; q.Speaker >= 0 {
			q.Speaker = add(q.Speaker)
		}
	}
	for i, n := range p.nodes {
		if n.named && n.kind == names.Person {
			add(i)
		}
	}
	ids := map[string]int{}
	for _, root := range order {
		slices.Sort(p.members[root])
		c.People = append(c.People, p.describe(as, p.members[root], ids))
	}
}

// describe makes one Person of its entities.
func (p *people) describe(as []*analysis.Analysis, members []int, ids map[string]int) Person {
	out := Person{Kind: p.nodes[members[0]].kind}
	best := -1
	var seen []string
	for _, i := range members {
		n := &p.nodes[i]
		t := as[n.report].Article.Text
		if best < 0 || n.named && !p.nodes[best].named || n.named == p.nodes[best].named && n.named && fuller(n.entity.Name.In(t), out.Name.Span.In(as[out.Name.Report].Article.Text)) {
			best = i
			out.Kind = n.kind
			out.Name = Evidence{Report: n.report, Span: n.entity.Name}
		}
	}
	name := out.Name.Span.In(as[out.Name.Report].Article.Text)
	seen = append(seen, strings.Join(folded(name), " "))
	for _, i := range members {
		n := &p.nodes[i]
		a := as[n.report]
		t := a.Article.Text
		p.offerRole(&out, as, n.report, n.entity.Role)
		for _, k := range n.entity.Mentions {
			m := &a.Names.Mentions[k]
			out.Mentions = append(out.Mentions, Evidence{Report: n.report, Span: m.Span})
			p.offerRole(&out, as, n.report, m.Role)
			if m.Form == names.Pronoun {
				continue
			}
			if key := strings.Join(folded(m.Span.In(t)), " "); !slices.Contains(seen, key) {
				seen = append(seen, key)
				out.Aliases = append(out.Aliases, Evidence{Report: n.report, Span: m.Span})
			}
		}
	}
	slices.SortStableFunc(out.Mentions, func(a, b Evidence) int {
		return cmp.Or(a.Report-b.Report, a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
	})
	out.ID = p.id(as, &p.nodes[best], name, ids)
	return out
}

// id makes a name that stays the same whatever else is compared: the name's
// words, for an unnamed one after its report's; a number tells equal ones apart.
func (p *people) id(as []*analysis.Analysis, n *node, name string, ids map[string]int) string {
	id := strings.Join(folded(name), "-")
	if !n.named {
		id = as[n.report].Article.ID + "/" + id
	}
	ids[id]++
	if k := ids[id]; k > 1 {
		return id + "-" + string(rune('0'+min(k, 9)))
	}
	return id
}

// longestRole is the number of words from which a role is taken for a
// description of a life rather than an office.
const longestRole = 12

// offerRole keeps the fullest role.
func (p *people) offerRole(out *Person, as []*analysis.Analysis, report int, role text.Span) {
	if role.Empty() {
		return
	}
	s := role.In(as[report].Article.Text)
	if len(strings.Fields(s)) > longestRole {
		return
	}
	if out.Role.Span.Empty() || fuller(s, out.Role.Span.In(as[out.Role.Report].Article.Text)) {
		out.Role = Evidence{Report: report, Span: role}
	}
}

// fuller reports whether a says more than b: more words, then more letters.
func fuller(a, b string) bool {
	return cmp.Or(len(strings.Fields(a))-len(strings.Fields(b)), len(a)-len(b)) > 0
}
