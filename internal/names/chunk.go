package names

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// maxChunk bounds the tokens of one capitalised sequence, so that a text in
// capitals stays a matter of linear time.
const maxChunk = 14

// chunk is a capitalised sequence: a name with what stands before it, or a
// role or body written with capitals.
type chunk struct {
	first, end int // tokens
	name       int // first token of the name proper; end when the chunk names nobody ("Prime Minister")
	roleEnd    int // one past the last token of the role before the name, without Mr or Dame after it
	kind       chunkKind
	gender     Gender // from the title or the first name
	title      Gender // from the title alone
}

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
)

// findChunks reads the capitalised sequences of all sentences. A family name
// that is an ordinary word too (Baker, Marsh) is known as a name only once it
// was read after a first name: then all is read a second time.
func (f *finder) findChunks() {
	f.readChunks()
	again := false
	for _, c := range f.chunks {
		if c.kind != personName || c.end-c.name < 2 && c.title == Unknown || f.tok[c.end-1].is == 0 {
			continue
		}
		k := f.key(c.end - 1)
		if _, known := f.families[k]; !known {
			f.families[k], f.caps[k] = struct{}{}, struct{}{}
			again = true
		}
	}
	if again {
		f.readChunks()
	}
}

func (f *finder) readChunks() {
	f.chunks = f.chunks[:0]
	f.chunkOf = make([]int32, len(f.tok)+1)
	for _, s := range f.seg.Sentences {
		for i := s.First; i < s.End; {
			if !f.beginsName(i, s.End) {
				i++
				continue
			}
			end := f.chunkEnd(i, s.End)
			c := f.readChunk(i, end)
			f.chunks = append(f.chunks, c)
			for k := c.first; k < c.end; k++ {
				f.chunkOf[k] = int32(len(f.chunks))
			}
			i = end
		}
	}
}

// nameLike reports whether a capitalised word may be part of a name where its
// capital tells nothing.
func (f *finder) nameLike(i int) bool {
	w := f.tok[i]
	if w.is&(lang.Common|lang.Calendar) == 0 || w.has(initial) {
		return !w.has(titled) || w.has(initial) || f.knownName(i)
	}
	if w.can(lang.Function | lang.Calendar) {
		return false
	}
	_, seen := f.caps[f.key(i)]
	return seen
}

// knownName reports whether a word of a headline-style sentence that is no
// ordinary word is a name: elsewhere in the text, or in the lists.
func (f *finder) knownName(i int) bool {
	if f.tok[i].is != 0 || f.seen[f.seg.Tokens[i].In(f.t)] || f.tok[i].has(shouted) {
		return true
	}
	k := f.key(i)
	if f.l.Places.Has(k) || f.l.PlaceHead.Has(k) {
		return true
	}
	_, _, first := f.firstName(i)
	return first || f.surname(i)
}

// beginsName reports whether a chunk may begin at token i.
func (f *finder) beginsName(i, end int) bool {
	w := f.tok[i]
	if !w.has(word) || !w.has(capital) {
		return w.can(lang.Particle) && f.particleName(i, end)
	}
	if f.key(i) == "i" || strings.HasPrefix(f.key(i), "i'") {
		return false
	}
	next := i+1 < end && f.tok[i+1].has(adjacent) && f.tok[i+1].has(capital) && f.tok[i+1].has(word) && !f.tok[i+1].can(lang.Function)
	if w.can(lang.Function) && !(w.has(shouted) && !w.has(titled|opening)) {
		return false
	}
	if w.can(lang.Calendar) {
		_, _, first := f.firstName(i)
		return first && next && !f.tok[i+1].can(lang.Calendar|lang.Common)
	}
	if !w.has(opening | titled) {
		return true
	}
	if f.nameLike(i) {
		return next || !w.has(opening) || w.is != 0 || !f.doubtful(i, end)
	}
	switch {
	case f.l.Starters.Has(f.key(i)) && !w.can(lang.Title|lang.Several|lang.Modifier):
		return false
	case w.can(lang.Qualifier) && next && (f.tok[i+1].is&^lang.Noun == 0 || f.tok[i+1].can(lang.Title) && f.tok[i+1].gender != Unknown):
		return false // "Then Mrs Marenko"
	case w.can(lang.Title|lang.Role|lang.Several|lang.Body|lang.Origin|lang.Qualifier|lang.BodyName|lang.Modifier) && next:
		return !w.has(titled) || f.tok[i].can(lang.Title|lang.Role|lang.Body)
	case w.only(lang.Verb|lang.Adverb|lang.Numeral) || w.can(lang.Numeral|lang.Adverb):
		return false
	case w.has(titled):
		common, _, first := f.firstName(i)
		return first && common >= 3 && next && f.nameLike(i+1)
	case next:
		common, _, first := f.firstName(i)
		return first && common >= 2 || !f.tok[i+1].can(lang.Common)
	}
	return false
}

// doubtful reports whether a lone word that opens a sentence and that no list
// knows is rather an adverb or an exclamation than a name.
func (f *finder) doubtful(i, end int) bool {
	k := f.key(i)
	comma := i+1 < end && f.seg.Tokens[i+1].Kind == segment.Punct && !f.tok[i].has(shouted)
	if !comma && !strings.HasSuffix(k, "ly") && !strings.HasSuffix(k, "ed") && !strings.HasSuffix(k, "ing") {
		return false
	}
	if _, _, ok := f.firstName(i); ok || f.surname(i) || f.l.Places.Has(k) {
		return false
	}
	return !f.seen[f.seg.Tokens[i].In(f.t)]
}

// particleName reports a name that begins with a small particle: "de Korte".
func (f *finder) particleName(i, end int) bool {
	w := f.tok[i]
	if w.can(lang.Noun|lang.Verb|lang.Adverb|lang.Adjective) || i+1 >= end {
		return false
	}
	n := f.tok[i+1]
	if n.can(lang.Particle) && i+2 < end {
		n = f.tok[i+2]
	}
	return n.has(capital) && n.has(adjacent) && n.is&lang.Common == 0 && (i == 0 || !f.tok[i-1].has(capital))
}

// chunkEnd is one past the last token of the chunk that begins at i.
func (f *finder) chunkEnd(i, end int) int {
	j := i + 1
	for j < end && j-i < maxChunk {
		n := f.chunkStep(i, j, end)
		if n == 0 {
			break
		}
		j += n
	}
	return min(j, end)
}

// chunkStep is how many tokens the chunk [i, j) grows by, 0 for none.
func (f *finder) chunkStep(i, j, end int) int {
	w := f.tok[j]
	if !w.has(adjacent) {
		return 0
	}
	if w.has(word) && w.has(capital) {
		if f.joins(i, j, end) {
			return 1
		}
		return 0
	}
	switch tok := f.seg.Tokens[j]; {
	case w.has(word) && f.capitalAt(j+1, end):
		return f.connector(i, j, end)
	case w.has(word) && w.can(lang.Particle) && j+2 < end && f.tok[j+1].can(lang.Particle) && f.capitalAt(j+2, end):
		return 3
	case w.has(word) && f.connects(i, j) && j+2 < end && f.is(j+1, "the") && f.capitalAt(j+2, end):
		return 3
	case tok.Kind == segment.Quote:
		return f.nickname(i, j, end)
	case tok.Kind == segment.Clitic && f.tok[j-1].plural && f.tok[j-1].can(lang.Role|lang.Several) && f.capitalAt(j+1, end):
		for n := j + 1; n < end && n <= j+3 && f.tok[n].has(capital); n++ { // "Harbour Workers' Union"
			if f.tok[n].can(lang.Body | lang.BodyName) {
				return 2
			}
		}
	case tok.Kind == segment.Punct && f.t[tok.Start] == '&' && f.capitalAt(j+1, end):
		return 2
	case tok.Kind == segment.Punct && f.t[tok.Start] == ',' && j+1 < end && (f.is(j+1, "jr") || f.is(j+1, "sr")):
		return 2
	}
	return 0
}

// joins reports whether the capitalised word j belongs to the chunk begun at i.
func (f *finder) joins(i, j, end int) bool {
	w := f.tok[j]
	switch {
	case w.can(lang.Calendar) && f.tok[j-1].can(lang.Title) && f.tok[j-1].gender != Unknown: // "Mrs May"
		return true
	case w.can(lang.Calendar):
		_, _, first := f.firstName(j)
		return first && j+1 < end && f.capitalAt(j+1, end) && !f.tok[j+1].can(lang.Calendar)
	case w.has(initial):
		return f.key(j) != "i" || f.seg.Tokens[j].Len() > 1
	case w.can(lang.Function):
		return w.has(shouted) && !w.has(titled) || w.can(lang.Particle)
	case w.has(titled):
		if f.nameLike(j) {
			return true
		}
		return w.can(lang.Title|lang.Role|lang.Body|lang.BodyName|lang.Thing) && !w.can(lang.Verb) ||
			f.surname(j) && f.tok[j-1].is&lang.Common == 0 && !w.can(lang.Verb|lang.Adverb)
	}
	return true
}

func (f *finder) capitalAt(i, end int) bool {
	return i < end && f.tok[i].has(capital) && f.tok[i].has(word) && f.tok[i].has(adjacent) && !f.tok[i].can(lang.Function)
}

func (f *finder) is(i int, w string) bool { return f.key(i) == w }

// connects reports whether the small word at j can join a name that goes on
// after it: "Ministry of Defence", "Centre for Tides".
func (f *finder) connects(i, j int) bool {
	switch f.key(j) {
	case "of":
		return f.tok[j-1].can(lang.Body|lang.BodyName|lang.Thing|lang.Role|lang.Title) && (j-1 == i || !f.afterTitle(i, j-1))
	case "for":
		return f.tok[j-1].can(lang.Body | lang.BodyName)
	}
	return false
}

// afterTitle reports whether a title or an initial stands right before k, so
// that k is a family name whatever else it means.
func (f *finder) afterTitle(i, k int) bool {
	return k > i && (f.tok[k-1].has(initial) || f.tok[k-1].can(lang.Title) && f.tok[k-1].gender != Unknown && !f.tok[k-1].can(lang.Role))
}

// connector is how far a lower-case word j joins what follows it to the chunk.
func (f *finder) connector(i, j, end int) int {
	switch {
	case f.connects(i, j):
		return 2
	case f.tok[j].can(lang.Particle) && f.tok[j-1].is&(lang.Common|lang.Calendar) == 0 && !f.is(j, "e") && !f.is(j, "do"):
		return 2
	case f.is(j, "and") && (f.hasOf(i, j) || f.headsBody(j, end)) && f.tok[j+1].can(lang.Noun) && !f.tok[j+1].can(lang.Title|lang.Role) && !f.tok[j-1].can(lang.Body):
		return 2
	}
	return 0
}

// headsBody reports whether the "and" at j joins two fields of one body:
// "Harbour and Fisheries Committee".
func (f *finder) headsBody(j, end int) bool {
	if !f.tok[j-1].can(lang.Noun) || f.tok[j-1].can(lang.Body|lang.Title|lang.Role) {
		return false
	}
	for n := j + 1; n < end && n <= j+3 && f.tok[n].has(capital) && f.tok[n].can(lang.Common); n++ {
		if n > j+1 && f.tok[n].can(lang.Body) {
			return true
		}
	}
	return false
}

func (f *finder) hasOf(i, j int) bool {
	for k := i; k < j; k++ {
		if !f.tok[k].has(capital) && f.is(k, "of") && k > i && f.tok[k-1].can(lang.Body|lang.BodyName) {
			return true
		}
	}
	return false
}

// nickname accepts a short nickname in quotation marks between a first name
// and a family name.
func (f *finder) nickname(i, j, end int) int {
	if _, _, ok := f.firstName(j - 1); !ok && !f.tok[j-1].has(initial) {
		return 0
	}
	for k := j + 1; k < end && k <= j+4; k++ {
		if f.seg.Tokens[k].Kind == segment.Quote {
			if k > j+1 && k+1 < end && f.capitalAt(k+1, end) {
				return k + 1 - j
			}
			return 0
		}
		if !f.tok[k].has(word) {
			return 0
		}
	}
	return 0
}

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

// roleAtEnd reports whether the last word of the chunk is a role that nobody's
// name follows, and not a family name like King.
func (f *finder) roleAtEnd(c *chunk, k int) bool {
	if k == c.first {
		_, family := f.families[f.key(k)]
		return !family || f.determined(k)
	}
	if f.afterTitle(c.first, k) || f.tok[c.first].can(lang.Body|lang.BodyName) && f.insideOf(c.first, k) {
		return false
	}
	if common, _, ok := f.firstName(k - 1); ok && common >= 3 && !f.tok[k-1].can(lang.Common|lang.Origin) && !f.l.Places.Has(f.key(k-1)) {
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
	k := f.key(i)
	if f.l.PlaceHead.Has(k) {
		for n := min(4, end-i); n > 1; n-- {
			if f.l.Places.Has(strings.TrimSuffix(strings.ToLower(f.span(i, i+n).In(f.t)), ".")) {
				return n
			}
		}
	}
	if f.l.Places.Has(k) && !(f.seg.Tokens[i].Len() == 2 && !f.tok[i].has(shouted)) {
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
	// The name may begin with a title still: "Mayor of London Mr Khan".
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
	if !ok || f.l.Places.Has(f.key(i)) && common < 4 {
		return false
	}
	last := f.tok[end-1]
	if last.can(lang.Common) && !f.surname(end-1) || last.can(lang.Origin) && f.place(i, end) > 0 {
		return false
	}
	if f.tok[i].can(lang.Common | lang.Origin | lang.Particle) {
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
	case f.isBody(c):
		c.kind = bodyName
		switch {
		case c.end-c.first > 1:
		case last.plural && last.has(titled):
			c.kind = noName
		case f.determined(c.first):
			c.kind = bodyOnly
		}
	case last.can(lang.Land) && c.end-c.first > 1 && !f.isFamily(c.end-1):
		c.kind = placeName
	case last.can(lang.Thing) && !(f.looksPerson(c.first, c.end) && f.surname(c.end-1)):
		c.kind = noName
	case last.can(lang.Origin) && c.end-c.first == 1:
		c.kind = origin
	case f.looksPerson(c.first, c.end):
		f.person(c, c.first)
	case c.end-c.first == 1:
		f.typeWord(c)
	case f.surname(c.end-1) && f.canBePerson(c.first, c.end) && f.tok[c.first].is&(lang.Common|lang.Origin) == 0 && c.end-c.first <= 3 && n == 0 && last.is&lang.Common == 0:
		f.person(c, c.first)
	case last.can(lang.Origin) && last.plural:
		c.kind = origin
	default:
		c.kind = plainName
	}
}

// isFamily reports whether a word is the family name of somebody named in
// full elsewhere, and has no article here.
func (f *finder) isFamily(i int) bool {
	_, ok := f.families[f.key(i)]
	return ok && !f.determined(i)
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

// determined reports whether a determiner or possessor stands before token i.
func (f *finder) determined(i int) bool {
	if i == 0 || !f.tok[i].has(adjacent) {
		return false
	}
	return f.tok[i-1].can(lang.Definite|lang.Indefinite|lang.Possessive|lang.Adjective) || f.seg.Tokens[i-1].Kind == segment.Clitic
}

// nameSpan gives a chunk's name as a span.
func (f *finder) nameSpan(c chunk) text.Span { return f.span(c.name, c.end) }
