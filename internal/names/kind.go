package names

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// chunkKind is what a capitalised sequence names, as far as it tells by itself.
type chunkKind uint8

const (
	personName chunkKind = iota
	bodyName             // an organisation
	placeName
	roleOnly  // "Police Commissioner", to be read as a nominal
	bodyOnly  // "Council", "Ministry": to be read as a nominal
	oneWord   // a single word that nothing tells about yet
	plainName // several words that nothing tells about
	origin    // "British", "Democrats"
	noName    // a law, an event, a day
	handle    // an account: "@ilse_marenko"
)

// readChunk tells a chunk's title and role from its name, and what it names.
func (f *finder) readChunk(first, end int) chunk {
	c := chunk{first: first, end: end, name: first}
	if !f.splitRole(&c) {
		f.typeName(&c)
	}
	return c
}

// splitRole finds the last title or role in the chunk that a person's name
// can follow.
func (f *finder) splitRole(c *chunk) bool {
	for k := c.end - 1; k >= c.first; k-- {
		w := f.tok[k]
		if k == c.end-2 && f.suffix(k+1) { // Anton King Jr.
			continue
		}
		if !w.can(lang.Title | lang.Role) {
			if w.can(lang.Origin) && k > c.first-1 && c.end-k >= 3 && f.looksPerson(k+1, c.end) {
				return f.person(c, k+1)
			}
			continue
		}
		if k == c.end-1 {
			if f.roleAtEnd(c, k) {
				c.kind, c.name = roleOnly, c.end
				return true
			}
			continue
		}
		name := f.afterRole(k, c.end)
		if name == c.end {
			c.kind, c.name = roleOnly, c.end
			return true
		}
		if f.canBePerson(name, c.end) && !(f.tok[k].can(lang.Body) && !w.can(lang.Title)) {
			if k > c.first && !w.can(lang.Title) && w.only(0) {
				continue
			}
			return f.person(c, name)
		}
	}
	return false
}

// suffix reports what follows a family name: "Jr.", "III".
func (f *finder) suffix(i int) bool {
	switch f.key(i) {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

// roleAtEnd reports whether the last word of the chunk is a role that nobody's
// name follows, and not a family name like King.
func (f *finder) roleAtEnd(c *chunk, k int) bool {
	if k == c.first {
		return f.lexeme(k).family != f.round || f.determined(k)
	}
	if f.afterTitle(c.first, k) || f.tok[c.first].can(lang.Body|lang.BodyName) && f.insideOf(c.first, k) {
		return false
	}
	if common, _, ok := f.firstName(k - 1); ok && common >= 3 && !f.tok[k-1].can(lang.Common|lang.Origin) && !f.listed(k-1, places) {
		return false
	}
	return f.tok[k].can(lang.Role) || f.tok[k].can(lang.Title) && !f.tok[k-1].has(initial)
}

// afterRole is the first token after the role at k and its "of" complement.
func (f *finder) afterRole(k, end int) int {
	i := k + 1
	if i >= end || f.tok[i].has(capital) {
		return i
	}
	if !f.is(i, "of") && !f.is(i, "for") {
		return i
	}
	i++
	if i < end && f.is(i, "the") {
		i++
	}
	if n := f.place(i, end); n > 0 {
		return i + n
	}
	for n := i + 1; n < end; n++ {
		if f.tok[n].can(lang.Title) && n+1 < end {
			return n
		}
		if common, _, ok := f.firstName(n); ok && common >= 2 && end-n >= 2 && !f.tok[n].can(lang.Common) {
			return n
		}
	}
	return end
}

// place is the number of tokens of the longest place name at i, or 0.
func (f *finder) place(i, end int) int {
	if i >= end {
		return 0
	}
	if f.listed(i, placeHeads) {
		for n := min(4, end-i); n > 1; n-- {
			if f.l.Places.Has(strings.TrimSuffix(strings.ToLower(f.span(i, i+n).In(f.t)), ".")) {
				return n
			}
		}
	}
	if f.listed(i, places) && !(f.seg.Tokens[i].Len() == 2 && !f.tok[i].has(shouted)) {
		return 1
	}
	return 0
}

// person sets the chunk up as a person whose name begins at token name.
func (f *finder) person(c *chunk, name int) bool {
	c.kind, c.name = personName, name
	for k := c.first; k < name; k++ {
		if f.tok[k].gender != Unknown && f.tok[k].can(lang.Title|lang.Role) {
			c.title = f.tok[k].gender
		}
	}
	// The name may begin with a title still: "Mayor of Vesthavn Mr Torvald".
	c.roleEnd = c.name
	for c.roleEnd > c.first && f.tok[c.roleEnd-1].gender != Unknown && !f.tok[c.roleEnd-1].can(lang.Role) {
		c.roleEnd--
	}
	for c.name < c.end-1 && f.tok[c.name].can(lang.Title) && (f.tok[c.name].gender != Unknown || !f.surname(c.name+1)) {
		if f.tok[c.name].gender != Unknown {
			c.title = f.tok[c.name].gender
		} else {
			c.roleEnd = c.name + 1
		}
		c.name++
	}
	if c.roleEnd-1 > c.first && f.is(c.roleEnd-1, "dr") { // "Co-author Dr Henrik Sand"
		c.roleEnd--
	}
	c.gender = c.title
	if c.gender == Unknown {
		if _, g, ok := f.firstName(c.name); ok && c.end-c.name >= 2 {
			c.gender = g
		}
	}
	return true
}

// canBePerson reports whether [i, end) may be what follows a title: no word
// of it belongs to bodies, laws or days.
func (f *finder) canBePerson(i, end int) bool {
	if end-i > 5 {
		return false
	}
	if end-i == 1 && i > 0 && f.tok[i].is != 0 {
		title := f.tok[i-1].can(lang.Title)
		switch w := f.tok[i]; {
		case title && f.tok[i-1].gender != Unknown:
			return true
		case w.can(lang.Body | lang.BodyName | lang.Thing | lang.Several | lang.Calendar), !title && w.can(lang.Common), f.tok[i-1].can(lang.Origin):
			return f.isFamily(i)
		}
	}
	for k := i; k < end; k++ {
		w := f.tok[k]
		if w.can(lang.Body|lang.BodyName|lang.Thing|lang.Several|lang.Calendar) && !(k > i && f.surname(k)) {
			if common, _, ok := f.firstName(k); !ok || k > i || common < 5 { // Bill
				return false
			}
		}
		if !w.has(capital) && !w.can(lang.Particle) && f.seg.Tokens[k].Kind == segment.Word && !f.inNickname(k) {
			return false
		}
	}
	return !f.tok[end-1].can(lang.Writing|lang.Body|lang.BodyName) || f.surname(end-1)
}

func (f *finder) inNickname(k int) bool {
	return k > 0 && (f.seg.Tokens[k-1].Kind == segment.Quote || f.tok[k-1].has(quoted))
}

// looksPerson reports whether [i, end) has the shape of a person's full name.
func (f *finder) looksPerson(i, end int) bool {
	if end-i < 2 || !f.canBePerson(i, end) {
		return false
	}
	if f.tok[i].has(initial) {
		return f.surname(end-1) || f.tok[end-1].is&lang.Common == 0
	}
	common, _, ok := f.firstName(i)
	if !ok || f.listed(i, places) && common < 4 {
		return false
	}
	last := f.tok[end-1]
	if last.can(lang.Common) && !f.surname(end-1) || last.can(lang.Origin) && f.place(i, end) > 0 {
		return false
	}
	if f.tok[i].can(lang.Common | lang.Origin | lang.Particle) {
		if common >= 4 && f.surname(end-1) && end-i == 2 && !f.tok[i].has(opening|titled) && !f.determined(i) && !f.tok[i].can(lang.Adjective|lang.Origin) {
			return true // "Eve Stone"
		}
		return common >= 3 && f.surname(end-1) && !last.can(lang.Common) || common >= 5 && last.is == 0 && !f.tok[i].has(titled)
	}
	return common >= 2 || f.surname(end-1) || f.tok[end-1].is&lang.Common == 0
}

// typeName decides what a chunk without a role names.
func (f *finder) typeName(c *chunk) {
	for c.first < c.end-1 && f.tok[c.first].can(lang.Qualifier) {
		c.first++
	}
	c.name = c.first
	last := f.tok[c.end-1]
	switch n := f.place(c.first, c.end); {
	case n == c.end-c.first:
		c.kind = placeName
	case c.end-c.first == 1 && f.isFamily(c.first):
		c.kind = oneWord
	case last.can(lang.BodyName) && !last.can(lang.Body) && f.looksPerson(c.first, c.end) && f.surname(c.end-1): // Anton Steel
		f.person(c, c.first)
	case f.isBody(c):
		c.kind = bodyName
		switch {
		case c.end-c.first > 1:
		case last.plural && last.has(titled):
			c.kind = noName
		case f.determined(c.first):
			c.kind = bodyOnly
		}
	case f.trails(c.end - 1):
		c.kind = noName
	case f.tok[c.first].can(lang.LandFirst) && c.end-c.first == 2 && last.is&(lang.Body|lang.BodyName) == 0:
		c.kind = placeName
	case last.can(lang.Land) && c.end-c.first > 1 && !f.isFamily(c.end-1):
		c.kind = placeName
	case last.can(lang.Thing) && !(f.looksPerson(c.first, c.end) && f.surname(c.end-1) && (c.end-c.first == 2 || last.is&lang.Common == 0)):
		c.kind = noName
	case last.can(lang.Origin) && (c.end-c.first == 1 || n == c.end-1-c.first):
		c.kind = origin
	case f.tradeFirst(c):
		f.person(c, c.first+1)
	case f.looksPerson(c.first, c.end):
		f.person(c, c.first)
	case c.end-c.first == 1:
		f.typeWord(c)
	case f.joinedBySmall(c):
		f.person(c, c.first)
	case f.surname(c.end-1) && f.canBePerson(c.first, c.end) && f.tok[c.first].is&(lang.Common|lang.Origin) == 0 && c.end-c.first <= 3 && n == 0 && last.is&lang.Common == 0:
		f.person(c, c.first)
	case last.can(lang.Origin) && last.plural:
		c.kind = origin
	default:
		c.kind = plainName
	}
}

// tradeFirst reports a full name after a word for a trade that no list knows,
// in the capital that opens a sentence: "Haulier Sandra Metcalf".
func (f *finder) tradeFirst(c *chunk) bool {
	if c.end-c.first != 3 || !f.tok[c.first].has(opening) || f.tok[c.first].is != 0 || f.seg.Tokens[c.first].Len() < 6 {
		return false
	}
	if _, _, ok := f.firstName(c.first); ok || f.surname(c.first) {
		return false
	}
	common, _, ok := f.firstName(c.first + 1)
	if !ok || common < 4 {
		return false
	}
	for _, end := range [...]string{"er", "or", "ist", "ier", "man", "woman"} {
		if strings.HasSuffix(f.key(c.first), end) {
			return f.looksPerson(c.first+1, c.end)
		}
	}
	return false
}

// joinedBySmall reports a name that no list knows but that has a small word of
// family names inside: "Willem van der Korte".
func (f *finder) joinedBySmall(c *chunk) bool {
	if f.tok[c.first].is != 0 && !f.tok[c.first].can(lang.Particle) || f.tok[c.end-1].is != 0 || f.place(c.first, c.end) > 0 || f.determined(c.first) {
		return false
	}
	switch f.key(c.first) {
	case "bin", "ibn", "bint", "van", "von":
		return f.canBePerson(c.first, c.end)
	}
	for k := c.first + 1; k < c.end-1; k++ {
		switch f.key(k) {
		case "van", "von", "vom", "der", "den", "ter", "bin", "bint", "ibn", "al", "el", "abu", "zu", "di", "da", "dos":
			return f.canBePerson(c.first, c.end)
		}
	}
	return f.particled(f.seg.Tokens[c.end-1].In(f.t))
}

// isFamily reports whether a word is the family name of somebody named in
// full elsewhere, and has no article here.
func (f *finder) isFamily(i int) bool {
	return f.lexeme(i).family == f.round && !f.determined(i)
}

// isBody reports whether the chunk's last word, or the word before "of" or
// "for", names a kind of organisation.
func (f *finder) isBody(c *chunk) bool {
	for k := c.first; k < c.end; k++ {
		if !f.tok[k].can(lang.Body | lang.BodyName) {
			continue
		}
		if k == c.end-1 || !f.tok[k+1].has(capital) {
			return k > c.first || f.tok[k].can(lang.Body) || k < c.end-1
		}
	}
	return false
}

// trails reports a compound that only describes: "Norwegian-led".
func (f *finder) trails(i int) bool {
	w := f.seg.Tokens[i].In(f.t)
	at := strings.LastIndexByte(w, '-')
	if at < 0 || at+1 >= len(w) || w[at+1] < 'a' || w[at+1] > 'z' {
		return false
	}
	who, ok := f.look(w[at+1:])
	return ok && who.Is&(lang.Verb|lang.Adjective) != 0
}

// partyTag reports the tag of a party and a state after a name: "R-Vt.".
func (f *finder) partyTag(i int) bool {
	w := f.seg.Tokens[i].In(f.t)
	return len(w) > 2 && w[1] == '-' && len(w) <= 8
}

// typeWord decides on a single capitalised word.
func (f *finder) typeWord(c *chunk) {
	w := f.tok[c.first]
	switch {
	case f.partyTag(c.first):
		c.kind = noName
	case w.has(shouted) && f.speakerLabel(c.first):
		f.person(c, c.first)
	case w.has(shouted) && f.seg.Tokens[c.first].Len() <= 6 && !w.has(titled):
		c.kind = bodyName
	case w.has(initial), w.only(lang.Adjective) && c.end < len(f.tok) && f.tok[c.end].can(lang.Noun) && !f.tok[c.end].has(capital):
		c.kind = noName
	case w.can(lang.Thing | lang.Writing | lang.Qualifier):
		c.kind = noName
	case w.can(lang.Several):
		c.kind = roleOnly
	default:
		c.kind = oneWord
	}
}

// speakerLabel reports the name before a turn of a transcript: "MARENKO: Yes."
func (f *finder) speakerLabel(i int) bool {
	if !f.opensTurn(i) || f.seg.Tokens[i].Len() < 3 || f.place(i, i+1) > 0 {
		return false
	}
	if f.tok[i].is == 0 {
		return true
	}
	return f.tok[i].only(lang.Noun) && f.tok[i].is&^lang.Common == 0 && f.surname(i) && i+2 < len(f.tok) && f.seg.Tokens[i+2].Kind == segment.Quote
}

// opensTurn reports a word that opens a paragraph and has a colon after it.
func (f *finder) opensTurn(i int) bool {
	at := f.seg.Tokens[i].Start
	return i+1 < len(f.tok) && f.is(i+1, ":") && (at == 0 || f.t[at-1] == '\n')
}
