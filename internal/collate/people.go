package collate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/text"
)

// node is one entity of one report.
type node struct {
	told     map[string]bool // roles and nominals taken over, as written
	report   int
	entity   *names.Entity
	kind     names.Kind
	gender   names.Gender
	named    bool
	definite bool         // an unnamed one told with "the", or as a role alone: somebody in particular
	name     []string     // folded words of the fullest name, without initials and suffixes
	initials string       // the initials between the names of a person: "kw" of Jaan K. W. Tamm
	suffix   string       // "jr" of Jaan Tamm Jr.
	offices  []string     // role nouns of its roles and nominals: "mayor", sorted
	fields   []string     // the other words of them before the noun: "prime", "harbour", sorted
	head     string       // an unnamed one's office: "mayor" in "the mayor of London"
	seated   bool         // whether seats are read
	seats    []seat       // what its roles and nominals tell of their offices
	anybody  bool         // an unnamed one told with "a": somebody, who is never taken for one who is named
	titled   names.Gender // as its titles tell it
	speaks   bool
}

// people joins the entities of all reports.
type people struct {
	nodes   []node
	first   []int // index of each report's first node
	sets    *sets
	members [][]int // by root: the nodes of one person, in no order
	told    []role  // scratch: the roles of one person
}

func newPeople(as []*analysis.Analysis) *people {
	p := &people{nodes: make([]node, 0, countEntities(as))}
	for r, a := range as {
		p.first = append(p.first, len(p.nodes))
		if a.Names == nil {
			continue
		}
		for i := range a.Names.Entities {
			p.nodes = append(p.nodes, readNode(r, a, &a.Names.Entities[i], len(as) > 1))
		}
		if a.Quotes == nil {
			continue
		}
		for _, q := range a.Quotes.Quotations {
			if q.Speaker >= 0 && q.Speaker < len(a.Names.Entities) {
				p.nodes[p.first[r]+q.Speaker].speaks = true
			}
			for _, s := range q.Speakers {
				p.nodes[p.first[r]+s].speaks = true
			}
		}
	}
	p.first = append(p.first, len(p.nodes))
	p.sets = newSets(len(p.nodes))
	p.members = make([][]int, len(p.nodes))
	each := make([]int, len(p.nodes))
	for i := range each {
		each[i] = i
		p.members[i] = each[i : i+1 : i+1]
	}
	p.oneFamilyName()
	if len(as) == 1 {
		p.readNamesakes(as[0])
	}
	p.joinNames()
	p.joinOrganisations()
	if len(as) > 1 { // roles alone join across reports only
		p.joinRoles()
	}
	return p
}

func countEntities(as []*analysis.Analysis) int {
	n := 0
	for _, a := range as {
		if a.Names != nil {
			n += len(a.Names.Entities)
		}
	}
	return n
}

// readNode reads what is told of entity e of report r. Of one report alone, which
// is not among others, see readNamesakes.
func readNode(r int, a *analysis.Analysis, e *names.Entity, among bool) node {
	t := a.Article.Text
	n := node{report: r, seated: among, entity: e, kind: e.Kind, gender: e.Gender, named: e.Named}
	if n.named {
		words := folded(e.Name.In(t))
		n.name = nameWords(words, e.Kind)
		if n.kind == names.Person {
			n.initials, n.suffix = particulars(words)
		}
	}
	if among {
		n.readRoles(a)
	}
	return n
}

// readNamesakes reads the roles and titles of those persons of a report alone who
// have a first or last name in common with another: its own are joined by names, and
// nobody else's roles are asked for.
func (p *people) readNamesakes(a *analysis.Analysis) {
	persons := p.named(names.Person)
	bearers := make(map[string]int, 2*len(persons))
	for _, i := range persons {
		name := p.nodes[i].name
		bearers[name[0]]++
		if len(name) > 1 {
			bearers[name[len(name)-1]]++
		}
	}
	for _, i := range persons {
		if n := &p.nodes[i]; bearers[n.name[0]] > 1 || bearers[n.name[len(n.name)-1]] > 1 {
			n.readRoles(a)
		}
	}
}

// readRoles takes over what the mentions of an entity tell of it.
func (n *node) readRoles(a *analysis.Analysis) {
	t, e := a.Article.Text, n.entity
	n.addRole(a, e.Role)
	for _, i := range e.Mentions {
		m := &a.Names.Mentions[i]
		n.addRole(a, m.Role)
		if m.Form == names.Name {
			n.readTitle(t, m)
		}
		if m.Form != names.Nominal {
			continue
		}
		phrase := folded(m.Span.In(t))
		n.addRole(a, m.Span)
		if !n.named && n.head == "" && !m.Plural && len(phrase) > 0 {
			n.head = office(phrase)
			n.definite = phrase[0] == "the"
			n.anybody = slices.Contains(indefinite, phrase[0])
		}
	}
	slices.Sort(n.offices)
	n.offices = slices.Compact(n.offices)
	slices.Sort(n.fields)
	n.fields = slices.Compact(n.fields)
}

// addRole takes over what a role or nominal tells: "the prime minister of the
// islands" the office "minister" and the field "prime".
func (n *node) addRole(a *analysis.Analysis, role text.Span) {
	s := role.In(a.Article.Text)
	if s == "" || n.told[s] {
		return // a long report tells one role a thousand times
	}
	words := folded(s)
	noun := headNoun(words)
	if noun == "" {
		return
	}
	if n.told == nil {
		n.told = map[string]bool{}
	}
	n.told[s] = true
	n.offices = append(n.offices, office(words))
	if n.seated {
		n.seats = append(n.seats, readSeat(a, s, role.Start))
	}
	for _, w := range words {
		if w == noun {
			return
		}
		if !lang.English().FunctionWords.Has(w) {
			n.fields = append(n.fields, w)
		}
	}
}

// indefinite are the words before a role that leave open whose it is.
var indefinite = []string{"a", "an", "one", "another", "some", "any", "certain"}

// readTitle takes over what a mention by name tells around the name: the
// gender of a title, the place of an office.
func (n *node) readTitle(t string, m *names.Mention) {
	if m.Span.Start < m.Name.Start {
		if g := titleGender(t[m.Span.Start:m.Name.Start]); g != names.Unknown {
			n.titled = g
		}
	}
	if k := len(n.seats); k > 0 && !m.Role.Empty() && m.Role.Start < m.Name.Start {
		if of := seatAfter(t[m.Span.End:]); len(of) > 0 {
			n.seats[k-1].of = of
		}
	}
}

// baseRole is the form in which a role word is compared: "senator" for "sen".
func baseRole(w string) string {
	if base, ok := lang.English().Base[w]; ok {
		return base
	}
	return w
}

// headNoun is the noun that a phrase is built on: the last word before the
// first preposition or comma.
func headNoun(phrase []string) string {
	head := ""
	for _, w := range phrase {
		if lang.English().FunctionWords.Has(w) {
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
	if lettersAndSpaces(s) {
		return strings.Fields(strings.ToLower(s))
	}
	var out []string
	for w := range strings.FieldsFuncSeq(s, partsWords) {
		if out == nil {
			out = make([]string, 0, 1+strings.Count(s, " "))
		}
		if onlyLetters(w) {
			out = append(out, strings.ToLower(w))
			continue
		}
		w = strings.Trim(fold(w), `"“”'()[]`)
		w = strings.TrimSuffix(w, "'s")
		if w = strings.ReplaceAll(w, "'", ""); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// partsWords reports what stands between the words of a name or phrase.
func partsWords(c rune) bool {
	if c >= 'A' && c <= 'z' {
		return false
	}
	return unicode.IsSpace(c) || c == ',' || c == '/'
}

// lettersAndSpaces reports whether s is made of the letters a to z, small or
// capital, and spaces.
func lettersAndSpaces(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != ' ' {
			return false
		}
	}
	return true
}

// onlyLetters reports whether w is made of the letters a to z, small or capital.
func onlyLetters(w string) bool {
	for i := range len(w) {
		if c := w[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// Parts of names that tell nobody apart by themselves: of persons, and of
// organisations.
var (
	nameSuffixes = []string{"jr", "sr", "ii", "iii", "iv"}
	companyWords = []string{"the", "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc", "group"}
)

// nameWords reduces a name to what joins it: a person's without initials and
// suffixes, an organisation's without article and legal form.
func nameWords(all []string, kind names.Kind) []string {
	drop := companyWords
	if kind == names.Person {
		drop = nameSuffixes
	}
	drops := func(w string) bool {
		return slices.Contains(drop, w) || kind == names.Person && utf8.RuneCountInString(w) < 2
	}
	if !slices.ContainsFunc(all, drops) {
		return all
	}
	if out := slices.DeleteFunc(slices.Clone(all), drops); len(out) > 0 {
		return out
	}
	return all
}

// particulars gives a person's initials and suffix.
func particulars(name []string) (initials, suffix string) {
	for i, w := range name {
		switch {
		case slices.Contains(nameSuffixes, w):
			suffix = w
		case i > 0 && len(w) == 1:
			initials += w
		}
	}
	return initials, suffix
}

// entity is the person that entity e of report r belongs to; -1 when none.
func (p *people) entity(r, e int) int {
	if e < 0 || p.first[r]+e >= p.first[r+1] {
		return -1
	}
	return p.sets.find(p.first[r] + e)
}

// entities are the persons that several entities of report r belong to; nil
// when that is one.
func (p *people) entities(r int, es []int) []int {
	var out []int
	for _, e := range es {
		if i := p.entity(r, e); i >= 0 && !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
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
	for i := range c.Quotations {
		for k, s := range c.Quotations[i].Speakers {
			c.Quotations[i].Speakers[k] = add(s)
		}
	}
	for i := range p.nodes {
		if n := &p.nodes[i]; n.named && n.kind == names.Person {
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
	best, mentions := -1, 0
	for _, i := range members {
		n := &p.nodes[i]
		mentions += len(n.entity.Mentions)
		t := as[n.report].Article.Text
		if best < 0 || n.named && !p.nodes[best].named || n.named == p.nodes[best].named && n.named && fuller(n.entity.Name.In(t), out.Name.Span.In(as[out.Name.Report].Article.Text)) {
			best = i
			out.Kind, out.Named = n.kind, n.named
			out.Name = Evidence{Report: n.report, Span: n.entity.Name}
		}
	}
	if n := &p.nodes[best]; n.kind == names.Person && n.named && len(n.name) == 1 {
		out.Name.Span = titled(as[n.report], n.entity)
	}
	name := out.Name.Span.In(as[out.Name.Report].Article.Text)
	words := folded(name)
	called := callings{{name, strings.Join(words, " ")}}
	told := p.told[:0]
	out.Mentions = make([]Evidence, 0, mentions)
	for _, i := range members {
		n := &p.nodes[i]
		a := as[n.report]
		t := a.Article.Text
		told = offerRole(told, a, n.report, n.entity, n.entity.Role)
		for _, k := range n.entity.Mentions {
			m := &a.Names.Mentions[k]
			out.Mentions = append(out.Mentions, Evidence{Report: n.report, Span: m.Span})
			told = offerRole(told, a, n.report, n.entity, m.Role)
			if m.Form != names.Pronoun && called.add(m.Span.In(t)) {
				out.Aliases = append(out.Aliases, Evidence{Report: n.report, Span: m.Span})
			}
		}
	}
	slices.SortStableFunc(out.Mentions, func(a, b Evidence) int {
		return cmp.Or(a.Report-b.Report, a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
	})
	out.Role = fullestRole(told)
	out.ID = p.id(as, &p.nodes[best], words, ids)
	p.told = told
	return out
}

// callings are the ways in which somebody is called: as written, and folded.
type callings [][2]string

// add adds one more way, and reports whether it is a new one.
func (ws *callings) add(written string) bool {
	for _, w := range *ws {
		if w[0] == written {
			return false
		}
	}
	key := strings.Join(folded(written), " ")
	isNew := !slices.ContainsFunc(*ws, func(w [2]string) bool { return w[1] == key })
	*ws = append(*ws, [2]string{written, key})
	return isNew
}

// titled is a name of one word with the title that stands before it: "Lord
// Pellow" and "Mrs Reith" are not called Pellow and Reith alone, which might be
// somebody else of the family. Only a title of one word, or "Mrs Justice".
func titled(a *analysis.Analysis, e *names.Entity) text.Span {
	for _, i := range e.Mentions {
		m := &a.Names.Mentions[i]
		if m.Form != names.Name || m.Name.Len() != e.Name.Len() || m.Span.Start >= m.Name.Start {
			continue
		}
		words := strings.Fields(a.Article.Text[m.Span.Start:m.Name.Start])
		if len(words) > 0 && titleWord(words[len(words)-1]) {
			start := m.Name.Start - len(a.Article.Text[m.Span.Start:m.Name.Start]) + strings.LastIndex(a.Article.Text[m.Span.Start:m.Name.Start], words[len(words)-1])
			return text.Span{Start: start, End: m.Name.End}
		}
	}
	return e.Name
}

// titleWord reports a title that is part of how somebody is called.
func titleWord(w string) bool {
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "mr", "mrs", "ms", "miss", "lord", "lady", "baroness", "baron", "dame", "sir", "dr", "prof":
		return true
	}
	return false
}

// id makes a name that stays the same whatever else is compared: the name's
// words, for an unnamed one after its report's; a number tells equal ones apart.
func (p *people) id(as []*analysis.Analysis, n *node, name []string, ids map[string]int) string {
	id := strings.Join(name, "-")
	if !n.named {
		id = as[n.report].Article.ID + "/" + id
	}
	ids[id]++
	if k := ids[id]; k > 1 {
		return id + "-" + string(rune('0'+min(k, 9)))
	}
	return id
}
