package names

import (
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// maxApposition bounds the tokens of a describing phrase between commas.
const maxApposition = 30

// pair is two mentions of one entity that stand side by side.
type pair struct {
	a, b int // indexes into found, a before b
	rule string
}

// appositions finds the phrases that say what somebody is: after the name
// between commas, a name after its role, "is the", initials in brackets. It
// may add mentions; found must be sorted before and is sorted again after.
func (f *finder) appositions() []pair {
	f.begins = zeroed(f.begins, len(f.tok))
	for i := len(f.found) - 1; i >= 0; i-- {
		f.begins[f.found[i].First] = int32(i + 1)
	}
	pairs := f.pairs[:0]
	for i, n := 0, len(f.found); i < n; i++ {
		m := &f.found[i]
		end := f.seg.Sentences[m.sentence].End
		if m.Form == Pronoun || m.End >= end {
			continue
		}
		at := f.afterHome(m, end)
		if at >= end {
			continue
		}
		switch tok := f.seg.Tokens[at]; {
		case tok.Kind == segment.Punct && f.t[tok.Start] == '(':
			if j, ok := f.begin(at + 1); ok && f.initials(i, j) {
				pairs = append(pairs, pair{i, j, "initials in brackets"})
			} else if ok && f.found[j].chunk == handle && m.Form == Name {
				pairs = append(pairs, pair{i, j, "handle in brackets"})
			}
		case f.bodyNamed(i, at, end):
			pairs = append(pairs, pair{i, f.begun(f.nextComma(at, end) + 1), "apposition"})
		case f.bodyDescribed(i, at, end):
			pairs = append(pairs, pair{i, f.begun(at + 1), "apposition"})
		case tok.Kind == segment.Punct && f.t[tok.Start] == ',':
			if p, ok := f.afterComma(i, at+1, end); ok {
				f.found[p.b].appositive = true
				pairs = append(pairs, p)
				pairs = f.furtherRole(pairs, p, end)
			}
		case m.Form == Nominal && m.det == bare && m.Kind == Person && m.First > 0 && f.is(m.First-1, "as"):
			if p, ok := f.asRole(i); ok {
				pairs = append(pairs, p)
			}
		case m.Form == Nominal && f.is(m.End, "as"):
			if p, ok := f.identified(i, end); ok {
				pairs = append(pairs, p)
			}
		case m.Form == Name && m.Kind == Person && (f.is(m.End, "is") || f.is(m.End, "was") || f.is(m.End, "became")):
			if j, ok := f.begin(m.End + 1); ok && f.roleOfOne(j) && f.found[j].det != indefinite {
				pairs = append(pairs, pair{i, j, "is the"})
				f.takeRole(i, j)
			}
		}
	}
	f.pairs = pairs
	return pairs
}

// begin is the longest mention that begins at a token, of those found before
// appositions were.
func (f *finder) begin(at int) (i int, ok bool) {
	if at >= len(f.begins) || f.begins[at] == 0 {
		return 0, false
	}
	return int(f.begins[at]) - 1, true
}

// begun is begin where one is known to begin.
func (f *finder) begun(at int) int { return int(f.begins[at]) - 1 }

// nextComma is the first comma from at on, within reach of an apposition, or -1.
func (f *finder) nextComma(at, end int) int {
	for n := at; n < end && n-at < maxApposition; n++ {
		if f.seg.Tokens[n].Kind == segment.Quote {
			return -1
		}
		if f.is(n, ",") {
			return n
		}
	}
	return -1
}

// bodyNamed reads "The firm that built the quay, Hartwell Spann, said" and "The
// operator, Carrow Lifts, said": i is the nominal, a body or somebody who may be
// one, and the name stands between commas.
func (f *finder) bodyNamed(i, at, end int) bool {
	m := &f.found[i]
	if m.Form != Nominal || m.Plural || m.det != definite && m.det != owned {
		return false
	}
	trade := m.Kind == Person && m.head >= 0 && f.listed(m.head, trades)
	if m.Kind != Organisation && !trade {
		return false
	}
	if !f.is(at, ",") && !f.is(at, "that") && !f.is(at, "which") && !f.is(at, "behind") {
		return false
	}
	comma := f.nextComma(at, end)
	if comma < 0 || comma+1 >= end || comma > at && f.is(comma+1, "which") {
		return false
	}
	j, ok := f.begin(comma + 1)
	if !ok || f.found[j].Form != Name || f.found[j].Kind == Place || f.found[j].End >= end || !f.is(f.found[j].End, ",") {
		return false
	}
	o := &f.found[j]
	if common, _, first := f.firstName(o.name); o.title != Unknown || !o.Role.Empty() || trade && o.chunk != bodyName && (o.chunk == personName || first && common >= 2) {
		return false
	}
	m.Kind, m.Role, m.Appos = Organisation, text.Span{}, o.Span
	o.Kind, o.chunk, o.Gender = Organisation, bodyName, Unknown
	o.appositive = true
	return true
}

// bodyDescribed reads "Unitas, the dockers' union, said": i is the name, the
// nominal stands between commas.
func (f *finder) bodyDescribed(i, at, end int) bool {
	m := &f.found[i]
	if m.Form != Name || m.Kind != Organisation || !f.is(at, ",") || m.First > 0 && f.listed(m.First-1, prepositions) {
		return false
	}
	j, ok := f.begin(at + 1)
	if !ok || f.found[j].Form != Nominal || f.found[j].Kind != Organisation || f.found[j].Plural || f.found[j].det == bare {
		return false
	}
	n := f.found[j].End
	return n+1 < end && f.is(n, ",") && !f.is(n+1, "and") && !f.is(n+1, "or") && f.chunkOf[n+1] == 0
}

// afterHome is the token after a name and where its bearer comes from:
// "Senator Ilse Marenko of Vesthavn".
func (f *finder) afterHome(m *found, end int) int {
	if m.Form != Name || m.Kind != Person || m.End+1 >= end || !f.is(m.End, "of") {
		return m.End
	}
	if c := f.chunkOf[m.End+1]; c != 0 && f.chunks[c-1].kind == placeName {
		return f.chunks[c-1].end
	}
	return m.End
}

// identified reads "identified the suspect as …": i is the nominal.
func (f *finder) identified(i, end int) (pair, bool) {
	m := &f.found[i]
	if m.Form != Nominal || m.Kind != Person || m.First == 0 || m.End+1 >= end || !f.is(m.End, "as") {
		return pair{}, false
	}
	if v := f.key(m.First - 1); v != "identified" && v != "named" {
		return pair{}, false
	}
	j, ok := f.begin(m.End + 1)
	if !ok || f.found[j].Form != Name || f.found[j].Kind == Place {
		return pair{}, false
	}
	return pair{i, j, "identified as"}, true
}

// asRole reads "Marenko resigned as mayor", i being the role: it is the only
// person's that the sentence has named so far.
func (f *finder) asRole(i int) (pair, bool) {
	m := &f.found[i]
	who := -1
	for n := i - 1; n >= max(0, i-maxApposition) && f.found[n].sentence == m.sentence; n-- {
		o := &f.found[n]
		if o.Form != Name || o.Kind != Person || o.Quoted != m.Quoted {
			continue
		}
		if who >= 0 {
			return pair{}, false
		}
		who = n
	}
	if who < 0 {
		return pair{}, false
	}
	f.takeRole(who, i)
	return pair{who, i, "as its role"}, true
}

// afterComma reads what stands after the comma behind mention i: who a name
// is, or the name of who was described.
func (f *finder) afterComma(i, at, end int) (pair, bool) {
	m := &f.found[i]
	if m.Kind != Person && !(m.Form == Name && m.unsure()) || m.Plural || at >= end {
		return pair{}, false
	}
	if at+1 < end && (f.seg.Tokens[at].Kind == segment.Number || f.partyTag(at)) && f.t[f.seg.Tokens[at+1].Start] == ',' { // an age, a party
		at += 2
	}
	j, ok := f.begin(at)
	if m.Form == Nominal {
		return pair{i, j, "apposition"}, ok && j != i && !m.appositive && f.nameAfter(i, j, end)
	}
	if !ok {
		j, ok = f.bareRole(at, end, m.sentence)
	}
	return pair{i, j, "apposition"}, ok && j != i && f.roleAfter(i, j, end)
}

// unsure reports a name that may be a person's or a body's.
func (m *found) unsure() bool { return m.chunk == plainName || m.chunk == oneWord }

// nameAfter reads "the police chief, Ilse Marenko,": i is the nominal, j what
// stands after the comma.
func (f *finder) nameAfter(i, j, end int) bool {
	m, o := &f.found[i], &f.found[j]
	if o.Form != Name || o.Kind != Person && !o.unsure() || f.closes(o.End, end, false) < 0 ||
		m.Gender != Unknown && o.title != Unknown && m.Gender != o.title {
		return false
	}
	o.Kind, o.chunk = Person, personName
	m.Appos = o.Span
	if o.Role.Empty() {
		o.Role, o.head = m.Role, m.head
		o.roleFirst, o.roleEnd = m.roleFirst, m.roleEnd
	}
	return true
}

// roleAfter reads "Ilse Marenko, the police chief,": i is the name, j what
// stands after the comma.
func (f *finder) roleAfter(i, j, end int) bool {
	m, o := &f.found[i], &f.found[j]
	if f.is(o.First, "whose") || m.unsure() && m.First > 0 && (f.is(m.First-1, "in") || f.is(m.First-1, "at") || f.is(m.First-1, "near")) {
		return false // "Ilse Marenko, whose sister drowned, …"; "was born in Hull, the daughter of …"
	}
	if o.Form != Nominal || o.Kind != Person || o.Plural || m.title != Unknown && o.Gender != Unknown && m.title != o.Gender {
		return false
	}
	until := o.End
	if until < end && f.is(until, "and") {
		if n, ok := f.begin(until + 1); ok && f.roleOfOne(n) && f.found[n].det != bare {
			until = f.found[n].End
		}
	}
	ends := f.closes(until, end, true)
	if ends < 0 || m.appositive && f.nameFollows(ends, end) {
		return false
	}
	m.Kind, m.chunk = Person, personName
	m.Appos = text.Span{Start: o.Span.Start, End: f.seg.Tokens[ends-1].End}
	f.takeRole(i, j)
	return true
}

// nameFollows reports whether the comma at ends a role whose bearer comes
// after it, as in a list: "the mayor, Odile Farrant, the harbour master, Anton
// Aas, and …".
func (f *finder) nameFollows(at, end int) bool {
	if at >= end || f.t[f.seg.Tokens[at].Start] != ',' {
		return false
	}
	j, ok := f.begin(at + 1)
	return ok && f.found[j].Form == Name && (f.found[j].Kind == Person || f.found[j].unsure())
}

// furtherRole joins a second role: "senator for Vesthavn and the chairman of
// its harbour board".
func (f *finder) furtherRole(pairs []pair, p pair, end int) []pair {
	n := f.found[p.b].End
	if f.found[p.a].Form != Name || n >= end || !f.is(n, "and") {
		return pairs
	}
	if j, ok := f.begin(n + 1); ok && f.roleOfOne(j) {
		f.takeRole(p.a, j)
		return append(pairs, pair{p.a, j, p.rule})
	}
	return pairs
}

// roleOfOne reports whether mention j describes one person.
func (f *finder) roleOfOne(j int) bool {
	o := &f.found[j]
	return o.Form == Nominal && o.Kind == Person && !o.Plural
}

// takeRole gives the name i the role that the nominal j tells.
func (f *finder) takeRole(i, j int) {
	m, o := &f.found[i], &f.found[j]
	if m.Role.Empty() || m.Role.Len() < o.Role.Len() && f.tok[o.head].can(lang.Role) {
		m.Role = o.Role
	}
}

// closes is one past the last token of a describing phrase whose noun phrase
// ends at token at: the comma or the sentence's end; -1 when it is no such
// phrase (a list goes on, a clause begins).
func (f *finder) closes(at, end int, relative bool) int {
	for n := at; n < end && n-at < maxApposition; n++ {
		tok := f.seg.Tokens[n]
		switch {
		case tok.Kind == segment.Quote:
			return n
		case tok.Kind == segment.Punct:
			switch f.t[tok.Start] {
			case ',', '.', ';', ':', ')', '?', '!':
				return n
			}
			if f.t[tok.Start:tok.End] == "—" || f.t[tok.Start:tok.End] == "–" || f.t[tok.Start:tok.End] == "--" {
				return n
			}
		case n == at && f.tok[n].has(word):
			if !relative || f.is(n, "and") || f.is(n, "or") || f.listed(n, reportingVerbs) {
				return -1 // "Hartwell Spann, a spokeswoman said, is insolvent": of another
			}
		}
	}
	if end-at < maxApposition {
		return end
	}
	return -1
}

// bareRole makes a mention of a role without determiner that begins at a
// token: "chairman of the Harbour Workers Union".
func (f *finder) bareRole(at, end, sentence int) (int, bool) {
	for k := at; k < end && k < at+6; {
		if c := f.chunkOf[k]; c != 0 {
			k = f.chunks[c-1].end
			continue
		}
		w := f.tok[k]
		if w.can(lang.Role) && !w.plural && f.headEnds(k, sentence, true) {
			f.addNominal(nominal{start: at, head: k, end: f.complement(k+1, sentence), owner: -1}, sentence)
			return len(f.found) - 1, true
		}
		if !f.modifies(k) || !w.can(lang.Noun|lang.Adjective|lang.Qualifier|lang.Modifier|lang.Role) {
			break
		}
		k++
	}
	return 0, false
}

// initials reports whether mention j is short for mention i: "(CTU)" after
// "the Coastal Transport Union".
func (f *finder) initials(i, j int) bool {
	m, o := &f.found[i], &f.found[j]
	if m.Form != Name || o.Form != Name || !f.tok[o.name].has(shouted) || o.nameEnd-o.name != 1 {
		return false
	}
	return f.shortFor(f.seg.Tokens[o.name].In(f.t), m.name, m.nameEnd)
}

// shortFor reports whether s is made of the first letters of the capitalised
// words of [first, end).
func (f *finder) shortFor(s string, first, end int) bool {
	n := 0
	for k := first; k < end; k++ {
		if !f.tok[k].has(capital) {
			continue
		}
		for n < len(s) && s[n] == '.' {
			n++
		}
		if n >= len(s) || f.t[f.seg.Tokens[k].Start] != s[n] {
			return false
		}
		n++
	}
	for n < len(s) && s[n] == '.' {
		n++
	}
	return n == len(s) && n > 1
}
