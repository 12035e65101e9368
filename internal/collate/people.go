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

// readNode reads what is told of entity e of report r. One report alone, which
// is not among others, has no use for seats, and for offices only of persons
// told by name: its own are joined by names.
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
	if among || n.named && n.kind == names.Person {
		n.readRoles(a)
	}
	return n
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
	if n.told[s] {
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
	var out []string
	for _, w := range all {
		if !slices.Contains(drop, w) && (kind != names.Person || len(w) > 1 && utf8.RuneCountInString(w) > 1) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
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
	best := -1
	var seen []string
	var told []Evidence
	for _, i := range members {
		n := &p.nodes[i]
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
	seen = append(seen, strings.Join(folded(name), " "))
	for _, i := range members {
		n := &p.nodes[i]
		a := as[n.report]
		t := a.Article.Text
		told = offerRole(told, t, n.report, whose(a, n.entity, n.entity.Role))
		for _, k := range n.entity.Mentions {
			m := &a.Names.Mentions[k]
			out.Mentions = append(out.Mentions, Evidence{Report: n.report, Span: m.Span})
			told = offerRole(told, t, n.report, whose(a, n.entity, m.Role))
			if m.Form == names.Pronoun || m.Span.In(t) == name {
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
	out.Role = fullestRole(as, told)
	out.ID = p.id(as, &p.nodes[best], name, ids)
	return out
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

// whose is a role that tells nothing without the one whom its bearer belongs to
// ("wife", "colleague"), with the words for that one: "his wife", "Ms Quill's
// colleague". An office keeps the body that it is held in where that stands before
// it: "Carrow Lifts' managing director". Other roles are given as they are.
func whose(a *analysis.Analysis, e *names.Entity, role text.Span) text.Span {
	if role.Empty() {
		return role
	}
	if !relation(headNoun(folded(role.In(a.Article.Text)))) {
		return heldIn(a, e, role)
	}
	for _, i := range e.Mentions {
		if m := &a.Names.Mentions[i]; m.Form == names.Nominal && m.Role == role {
			return m.Span
		}
	}
	return role
}

// heldIn is an office with the possessor before it in the same mention, when that is
// a name: without its article.
func heldIn(a *analysis.Analysis, e *names.Entity, role text.Span) text.Span {
	t := a.Article.Text
	for _, i := range e.Mentions {
		m := &a.Names.Mentions[i]
		if !m.Span.Contains(role) || m.Span.Start == role.Start {
			continue
		}
		owner := strings.TrimRight(t[m.Span.Start:role.Start], " ")
		bare := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(owner, "s"), "’"), "'")
		if bare == owner || len(bare) < len(owner)-len("’s") || strings.HasSuffix(owner, "s") && len(bare) == len(owner)-1 {
			continue
		}
		from := m.Span.Start
		for _, article := range [...]string{"The ", "the "} {
			if strings.HasPrefix(owner, article) {
				from += len(article)
			}
		}
		if first, _ := utf8.DecodeRuneInString(t[from:]); unicode.IsUpper(first) {
			return text.Span{Start: from, End: role.End}
		}
	}
	return role
}

// relation reports a word that tells what somebody is to somebody else.
func relation(w string) bool { return lang.English().Relations[w] != "" }

// offerRole adds a role to those that are told of a person.
func offerRole(told []Evidence, t string, report int, role text.Span) []Evidence {
	if role.Empty() || len(strings.Fields(role.In(t))) > longestRole || strings.HasSuffix(role.In(t), "-year-old") {
		return told
	}
	return append(told, Evidence{Report: report, Span: role})
}

// fullestRole is the fullest of the roles that are told most often: a man
// whom nine mentions call president and one a former senator is president.
func fullestRole(as []*analysis.Analysis, told []Evidence) Evidence {
	in := func(e Evidence) string { return e.Span.In(as[e.Report].Article.Text) }
	if len(told) == 0 {
		return Evidence{}
	}
	times := map[string]int{}
	heads := make([]string, len(told))
	plural, related := make([]int, len(told)), make([]int, len(told))
	for i, e := range told {
		noun := headNoun(folded(in(e)))
		heads[i] = baseRole(noun)
		if relation(heads[i]) {
			related[i] = 1 // "her colleague" tells less than "nurse"
		}
		times[heads[i]]++
		if noun == heads[i]+"s" {
			plural[i] = 1 // "Presidents Cole and Varga"
		}
	}
	best := 0
	for i, e := range told {
		if cmp.Or(related[best]-related[i], times[heads[i]]-times[heads[best]], plural[best]-plural[i], compareFullness(in(e), in(told[best]))) > 0 {
			best = i
		}
	}
	return told[best]
}

// fuller reports whether a says more than b.
func fuller(a, b string) bool { return compareFullness(a, b) > 0 }

// compareFullness orders wordings by words, then by letters.
func compareFullness(a, b string) int {
	return cmp.Or(len(strings.Fields(a))-len(strings.Fields(b)), len(a)-len(b))
}
