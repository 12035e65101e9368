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
	tail       int // one past the letters after a name: "MP"; end when there are none
	name       int // first token of the name proper; end when the chunk names nobody ("Prime Minister")
	roleEnd    int // one past the last token of the role before the name, without Mr or Dame after it
	kind       chunkKind
	gender     Gender // from the title or the first name
	title      Gender // from the title alone
}

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
		if k := f.lexeme(c.end - 1); k.family != f.round {
			k.family, k.capital = f.round, f.round
			again = true
		}
	}
	if again {
		f.readChunks()
	}
	f.nameVessels()
}

func (f *finder) readChunks() {
	f.chunks = f.chunks[:0]
	f.chunkOf = zeroed(f.chunkOf, len(f.tok)+1)
	for n, s := range f.seg.Sentences {
		behind := f.seg.Behind(f.t, n)
		for i := s.First; i < s.End; {
			if !f.beginsName(i, s.End) {
				i++
				continue
			}
			end := f.chunkEnd(i, s.End)
			c := f.readWithLetters(i, end)
			if i == s.First && i < behind {
				c.kind = placeName // that the report was sent from
			}
			f.chunks = append(f.chunks, c)
			for k := c.first; k < c.tail; k++ {
				f.chunkOf[k] = int32(len(f.chunks))
			}
			i = end
		}
	}
}

// readWithLetters reads a chunk whose name may have letters after it: "Ilse
// Marenko MP".
func (f *finder) readWithLetters(first, end int) chunk {
	if end-first >= 3 && f.tok[end-1].has(shouted) && !f.tok[end-2].has(shouted) && honours(f.seg.Tokens[end-1].In(f.t)) {
		if c := f.readChunk(first, end-1); c.kind == personName {
			c.tail = end
			return c
		}
	}
	c := f.readChunk(first, end)
	c.tail = end
	if f.headlineWords(c) {
		c.kind = noName
	}
	return c
}

// headlineWords reports a chunk of a headline that nothing but its capitals
// makes a name: an ordinary word that the report never writes with a capital,
// or a person's name with a word for a body in it ("Orrin Bank Raid").
func (f *finder) headlineWords(c chunk) bool {
	if !f.tok[c.first].has(titled) || c.name > c.first {
		return false
	}
	switch {
	case c.kind == oneWord:
		return f.tok[c.first].can(lang.Common) && !f.nameLike(c.first) && !f.isFamily(c.first)
	case c.kind == personName:
		for k := c.name + 1; k < c.end; k++ {
			if f.tok[k].can(lang.Body|lang.BodyName) && !f.nameLike(k) && !f.isFamily(k) {
				return true
			}
		}
	}
	return false
}

// honours reports letters that stand after a name.
func honours(s string) bool {
	switch s {
	case "MP", "MSP", "MEP", "MS", "MLA", "TD", "QC", "KC", "SC", "OBE", "MBE", "CBE", "KBE", "DBE", "GC", "VC", "MD", "RN", "JP", "CPA", "CEO", "CFO":
		return true
	}
	return false
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
	return f.lexeme(i).capital == f.round
}

// knownName reports whether a word of a headline-style sentence that is no
// ordinary word is a name: elsewhere in the text, or in the lists.
func (f *finder) knownName(i int) bool {
	if f.tok[i].is != 0 || f.forms[i].named == f.round || f.tok[i].has(shouted) {
		return true
	}
	if f.listed(i, places) || f.listed(i, placeHeads) {
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
	if w.has(myself) {
		return false
	}
	next := i+1 < end && f.tok[i+1].has(adjacent) && f.tok[i+1].has(capital) && f.tok[i+1].has(word) && !f.tok[i+1].can(lang.Function)
	if w.can(lang.Function) && !(w.has(shouted) && !w.has(titled|opening)) {
		return f.dotted(i) && next && (f.dotted(i+1) || f.surname(i+1) && f.tok[i+1].is&lang.Common == 0)
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
	if w.can(lang.Title|lang.Body|lang.BodyName) && !w.plural && i+2 < end && f.is(i+1, "of") && !w.has(titled) {
		return f.capitalAt(i+2, end) || f.is(i+2, "the") && f.capitalAt(i+3, end) // "Secretary of State …"
	}
	switch {
	case f.listed(i, starters) && !w.can(lang.Title|lang.Several|lang.Modifier):
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
		return first && common >= 2 || !f.tok[i+1].can(lang.Common) || w.only(lang.Adjective|lang.Noun) && f.closesName(i+2, end)
	}
	return false
}

// closesName reports whether the token at i, behind two capitalised words that open
// a sentence, shows that they are a name: a verb of saying, or a comma and "which".
func (f *finder) closesName(i, end int) bool {
	return i < end && (f.listed(i, reportingVerbs) || f.is(i, ",") && f.is(min(i+1, end-1), "which"))
}

// dotted reports an initial with its point: "A." in "A. J. Wynn".
func (f *finder) dotted(i int) bool {
	return f.tok[i].has(initial) && strings.HasSuffix(f.seg.Tokens[i].In(f.t), ".")
}

// doubtful reports whether a lone word that opens a sentence and that no list
// knows is rather an adverb or an exclamation than a name.
func (f *finder) doubtful(i, end int) bool {
	k := f.key(i)
	comma := i+1 < end && f.seg.Tokens[i+1].Kind == segment.Punct && !f.tok[i].has(shouted) && !f.introducedBody(i, end) && !f.member(i+1, end)
	if !comma && !strings.HasSuffix(k, "ly") && !strings.HasSuffix(k, "ed") && !strings.HasSuffix(k, "ing") {
		return false
	}
	if _, _, ok := f.firstName(i); ok || f.surname(i) || f.listed(i, places) {
		return false
	}
	return f.forms[i].named != f.round
}

// introducedBody reports a comma and the description of a body behind token i:
// "Unitas, the union, wanted".
func (f *finder) introducedBody(i, end int) bool {
	if !f.is(i+1, ",") || i+4 >= end || !f.tok[i+2].can(lang.Definite|lang.Indefinite) {
		return false
	}
	for k := i + 3; k < end && k < i+8; k++ {
		if f.is(k, ",") {
			return f.tok[k-1].can(lang.Body)
		}
	}
	return false
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
	if !w.has(adjacent) || j-1 > i && f.suffix(j-1) {
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
	case tok.Kind == segment.Punct && f.t[tok.Start] == ',' && (f.listsFields(i, j, end) || f.opensFields(i, j, end)):
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
	case w.can(lang.Calendar) && f.tok[j-1].can(lang.Title) && f.tok[j-1].gender != Unknown: // "Ms March"
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
	case "on":
		switch f.key(j - 1) {
		case "committee", "subcommittee", "commission", "panel", "council", "conference":
			return !f.tok[j+1].can(lang.Calendar)
		}
	}
	return false
}

// goesOn reports whether the "of" at j goes on with the field of a body begun
// at i: "Society for the Protection of Harbours".
func (f *finder) goesOn(i, j int) bool {
	return f.is(j, "of") && f.tok[j-1].can(lang.Noun) && f.fieldOf(i, j)
}

// afterTitle reports whether a title or an initial stands right before k, so
// that k is a family name whatever else it means.
func (f *finder) afterTitle(i, k int) bool {
	return k > i && (f.tok[k-1].has(initial) || f.tok[k-1].can(lang.Title) && f.tok[k-1].gender != Unknown && !f.tok[k-1].can(lang.Role))
}

// connector is how far a lower-case word j joins what follows it to the chunk.
func (f *finder) connector(i, j, end int) int {
	switch {
	case f.connects(i, j), f.goesOn(i, j):
		return 2
	case f.tok[j].can(lang.Particle) && f.tok[j-1].is&(lang.Common|lang.Calendar) == 0 && !f.is(j, "e") && !f.is(j, "do"):
		return 2
	case f.is(j, "and") && (f.fieldOf(i, j) && !f.tok[j-1].can(lang.Body) && f.field(j+1) || f.headsBody(i, j, end)):
		return 2
	case f.is(j, "and") && f.speaksFor(i, j, end):
		return 2
	}
	return 0
}

// field reports whether a capitalised word can name what a body is for.
func (f *finder) field(i int) bool {
	return f.tok[i].can(lang.Noun|lang.Adjective) && !f.tok[i].can(lang.Title|lang.Role|lang.Body|lang.Several|lang.Origin)
}

// headsBody reports whether the "and" at j joins two fields of one body:
// "Harbour and Fisheries Committee".
func (f *finder) headsBody(i, j, end int) bool {
	list := false // what opensFields has looked at
	for k := i; k < j; k++ {
		list = list || f.is(k, ",")
	}
	for k := i; k < j; k++ {
		if list && (f.is(k, ",") || f.tok[k].is == 0) {
			continue
		}
		if !f.tok[k].can(lang.Noun|lang.Adjective) || f.tok[k].can(lang.Body|lang.Title|lang.Role|lang.Several|lang.Origin) || !f.tok[k].has(capital) {
			return false
		}
	}
	for n := j + 1; n < end && n <= j+4 && f.tok[n].has(capital); n++ {
		if _, _, first := f.firstName(n); first && n == j+1 || f.tok[n].is != 0 && !f.field(n) && !f.tok[n].can(lang.Body) {
			return false
		}
		if n > j+1 && f.tok[n].can(lang.Body) {
			return true
		}
	}
	return false
}

// fieldOf reports whether the chunk [i, j) is a body and what it is for or of:
// "Ministry of Harbours".
func (f *finder) fieldOf(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if !f.tok[k].has(capital) && (f.is(k, "of") || f.is(k, "for")) && f.tok[k-1].can(lang.Body|lang.BodyName) {
			return true
		}
	}
	return false
}

// listsFields reports whether the comma at j goes on with what a body is for:
// "Department for Fisheries, Food and Coastal Affairs".
func (f *finder) listsFields(i, j, end int) bool {
	if !f.fieldOf(i, j) || f.tok[j-1].can(lang.Body) || !f.capitalAt(j+1, end) || !f.field(j+1) {
		return false
	}
	for k := j + 2; k+1 < end && k <= j+7; k++ {
		switch {
		case f.is(k, "and"):
			return f.capitalAt(k+1, end) && f.field(k+1)
		case f.tok[k].has(capital) && f.field(k):
		case f.seg.Tokens[k].Kind == segment.Punct && f.is(k, ","):
		default:
			return false
		}
	}
	return false
}

// opensFields reports whether the comma at j stands between the fields of one
// body: "the Coastal, Harbours and Fisheries Office".
func (f *finder) opensFields(i, j, end int) bool {
	if i == 0 || !f.is(i-1, "the") {
		return false
	}
	joined := false
	for k := i; k < end && k <= j+8; k++ {
		switch w := f.tok[k]; {
		case k < j && f.is(k, ","), k >= j && f.is(k, ",") && !joined:
		case f.is(k, "and") && k > j && !joined:
			joined = true
		case !w.has(capital):
			return false
		case joined && w.can(lang.Body):
			return true
		case w.is != 0 && !f.field(k):
			return false
		}
	}
	return false
}

// speaksFor reports whether the "and" at j stands inside the one body that a
// spokesman speaks for: "a spokeswoman for Trewin and Quolle".
func (f *finder) speaksFor(i, j, end int) bool {
	if i < 2 || j != i+1 || !f.is(i-1, "for") || !strings.HasPrefix(f.key(i-2), "spokes") || f.tok[i].can(lang.Body|lang.Title|lang.Role|lang.Origin) {
		return false
	}
	for _, k := range [...]int{i, j + 1} {
		if f.lexeme(k).family == f.round || f.place(k, end) > 0 {
			return false
		}
	}
	return !f.tok[j+1].can(lang.Body|lang.Title|lang.Role|lang.Origin) && !(j+2 < end && f.capitalAt(j+2, end))
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

// determined reports whether a determiner or possessor stands before token i.
func (f *finder) determined(i int) bool {
	if i == 0 || !f.tok[i].has(adjacent) {
		return false
	}
	return f.tok[i-1].can(lang.Definite|lang.Indefinite|lang.Possessive|lang.Adjective) || f.seg.Tokens[i-1].Kind == segment.Clitic
}

// nameSpan gives a chunk's name as a span.
func (f *finder) nameSpan(c chunk) text.Span { return f.span(c.name, c.end) }
