package quote

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/names"
)

// farthest is how many elements a subject may stand before its verb: a long
// apposition or relative clause fits, a runaway sentence does not.
const farthest = 60

// subject is the index of the element that is the subject of the cue at c:
// who says it. Active verbs look to their left over adverbs, auxiliaries and
// appositions; passives look for their agent; participles and verbs joined by
// "and" take the subject of the verb they hang on.
func (r *reader) subject(f *frame, c int) (int, bool) {
	es := f.elements
	cue := es[c].cue
	i, passive := r.leftOf(f, c)
	if cue.Form == lang.Past && cue.Lemma != "quote" && (passive || r.participial(f, c, i)) {
		return r.agent(f, c)
	}
	if cue.Lemma == "quote" && !passive {
		return r.quotedOne(f, c)
	}
	if i < 0 {
		if cue.Form == lang.Participle {
			return r.mainClause(f, c)
		}
		return -1, false
	}
	switch e := es[i]; {
	case cue.Form == lang.Base && r.infinitive(f, i, c):
		return r.inherited(f, c)
	case cue.Form == lang.Participle && e.kind == noun && (i < c-1 || r.names.Mentions[e.mention].Kind == names.Document):
		if s, ok := r.inherited(f, c); ok && s < i {
			return s, true // "Kroll released a statement saying", "Kroll wrote to members on Friday telling them"
		}
		return r.headOf(f, i)
	case cue.Form == lang.Participle && e.kind == word && e.lower == "shown" && i >= 2 && es[i-2].kind == noun:
		return i - 2, true // "Kroll is shown saying"
	case cue.Form == lang.Participle && e.kind == word && e.lower == "as" && i >= 1 && es[i-1].kind == noun && neighbour(f, i-2).isCue && es[i-2].cue.Lemma == "quote":
		return i - 1, true
	case cue.Form == lang.Participle && e.kind != noun:
		if e.kind == word && (e.lower == "of" || e.lower == "for") && i > 0 && es[i-1].kind == noun && r.canSpeak(es[i-1].mention) {
			return i - 1, true // "accused Ms Kroll of saying"
		}
		return r.inherited(f, c)
	case e.kind == noun:
		if s, ok := r.overPhrase(f, i-1); ok {
			return s, true
		}
		s, ok := r.headOf(f, i)
		if ok && s >= 1 && cue.Form != lang.Participle && r.hangs(f, s) && (s < 2 || !some(es[s-2].lower)) {
			// "The owner of Kroll said": a noun we do not know is the subject;
			// "a report seen by Kroll said": the one we know; but "some in the crowd said"
			if f.headline {
				return -1, false
			}
			return r.inherited(f, c)
		}
		return s, ok
	case e.kind == punct && (e.mark == ',' || isDash(e.mark) || e.mark == ')'):
		if s, ok := r.beforeApposition(f, i); ok {
			return s, true
		}
		return r.inherited(f, c)
	case e.kind == word && e.lower == "who":
		return r.relative(f, i)
	case e.kind == word && e.lower == "it":
		return i, true
	case e.kind == word && !joins(e.lower):
		if s, ok := r.overPhrase(f, i); ok {
			return s, true
		}
		if f.headline {
			return -1, false // "union vows": a subject that we do not know
		}
	}
	return r.inherited(f, c)
}

// joins reports whether a word joins two verbs of one subject.
func joins(w string) bool {
	switch w {
	case "and", "but", "or", "nor", "then", "to":
		return true
	}
	return false
}

// overPhrase is the noun before a phrase that stands between a subject and its
// verb and ends at element i: "Kroll in a letter to members said", "Kroll on
// Twitter said".
func (r *reader) overPhrase(f *frame, i int) (int, bool) {
	for j := i; j > 0 && i-j < 6; j-- {
		e := f.elements[j]
		if e.kind == noun && r.names.Mentions[e.mention].Form != names.Pronoun {
			continue
		}
		if e.kind != word || e.isCue {
			return -1, false
		}
		switch e.lower {
		case "which", "that", "who", "whom", "whose", "where", "when", "while", "as":
			return -1, false // a clause begins: "a letter in which he asked"
		case "by": // "a report seen by Kroll said"
			if j >= 2 && f.elements[j-1].kind == word && f.elements[j-2].kind == noun && r.canSpeak(f.elements[j-2].mention) {
				return j - 2, true
			}
		case "in", "on", "at", "during", "after", "via", "through":
			if b := f.elements[j-1]; b.kind == noun && r.canSpeak(b.mention) && r.standsAsSubject(f, j-1) && (r.names.Mentions[b.mention].Form != names.Nominal || r.names.Mentions[b.mention].Kind == names.Document) {
				return j - 1, true
			}
		}
	}
	return -1, false
}

// infinitive reports whether "to" stands between the element at i and the cue:
// what stands before it is an object, not a subject.
func (r *reader) infinitive(f *frame, i, c int) bool {
	for k := i + 1; k < c; k++ {
		if f.elements[k].lower == "to" {
			return true
		}
	}
	return false
}

// leftOf steps left from the cue over what may stand between a subject and
// its verb.
func (r *reader) leftOf(f *frame, c int) (i int, passive bool) {
	for i = c - 1; i >= 0 && c-i < 12; i-- {
		e := f.elements[i]
		if e.kind != word {
			break
		}
		switch e.lower {
		case "was", "were", "been", "being", "be", "is", "are", "got", "gets":
			passive = true
		}
		if r.lang.Auxiliaries.Has(e.lower) || strings.HasSuffix(e.lower, "ly") || r.temporal(e.lower) {
			continue
		}
		if e.lower == "on" && i+1 < c && r.temporal(f.elements[i+1].lower) {
			continue
		}
		break
	}
	return i, passive
}

func (r *reader) temporal(w string) bool {
	if _, ok := r.lang.Weekdays[w]; ok {
		return true
	}
	if _, ok := r.lang.Months[strings.TrimSuffix(w, ".")]; ok && w != "may" {
		return true
	}
	switch w {
	case "today", "yesterday", "tonight", "morning", "afternoon", "evening", "night", "last", "this", "week", "month", "year", "earlier", "late", "early":
		return true
	}
	return w != "" && w[0] >= '0' && w[0] <= '9'
}

// agent is the noun after "by", for a passive: "described by the court as",
// "accused of “neglect” by the union".
func (r *reader) agent(f *frame, c int) (int, bool) {
	for i := c + 1; i+1 < len(f.elements) && i < c+8; i++ {
		e := f.elements[i]
		if e.kind == word && e.lower == "by" && f.elements[i+1].kind == noun {
			return r.appositive(f, i+1), r.canSpeak(f.elements[i+1].mention)
		}
		if e.isCue {
			break
		}
	}
	return -1, false
}

// appositive is the name right after a description of somebody, or i itself:
// "his boss Ann Ross".
func (r *reader) appositive(f *frame, i int) int {
	if i+1 < len(f.elements) && f.elements[i+1].kind == noun && r.names.Mentions[f.elements[i].mention].Form == names.Nominal && r.names.Mentions[f.elements[i+1].mention].Form == names.Name {
		return i + 1
	}
	return i
}

// participial reports whether a past form is a passive without its auxiliary:
// "Mr Bold, described as “loyal” by his boss", "Solano accused of “betrayal”".
func (r *reader) participial(f *frame, c, left int) bool {
	next := neighbour(f, c+1).lower
	switch {
	case next == "of" && f.elements[c].cue.Lemma == "accuse":
		return true
	case next == "by" && left >= 0 && f.elements[left].kind == punct: // "…, described by his boss as “loyal”"
		return true
	case next != "as" || left < 0:
		return false
	case f.elements[left].kind == punct:
		return true
	}
	if before := neighbour(f, left-1).lower; before == "what" || before == "which" || before == "that" {
		return false // "what she described as"
	}
	s, by := r.agent(f, c)
	return by && !r.afterObject(f, c, s)
}

// afterObject reports whether quoted words and more stand between a cue and the agent
// of a passive: Critics described as “reckless” a plan by the board to sell its cranes.
func (r *reader) afterObject(f *frame, c, agent int) bool {
	for i := c + 1; i+1 < agent; i++ {
		if f.elements[i].kind == quoted && f.elements[i+1].kind != punct && f.elements[i+1].lower != "by" {
			return true
		}
	}
	return false
}

// quotedOne is whoever is quoted by somebody else: "the paper quoted Ms Reed as
// saying".
func (r *reader) quotedOne(f *frame, c int) (int, bool) {
	if c+1 < len(f.elements) && f.elements[c+1].kind == noun {
		return c + 1, r.canSpeak(f.elements[c+1].mention)
	}
	return -1, false
}

// headOf climbs from a noun to the noun it belongs to: from "the city" in
// "a member of the city" to "a member"; and from the last of several speakers
// to the first.
func (r *reader) headOf(f *frame, i int) (int, bool) {
	es := f.elements
	for i >= 2 && es[i-1].kind == word && es[i-1].lower == "and" {
		j := i - 2
		if j >= 3 && es[j].mark == ')' { // "Kroll (Ind.) and Marenko (Ind.) said"
			for j > 0 && es[j].mark != '(' {
				j--
			}
			j--
		}
		if j < 0 || es[j].kind != noun || !r.canSpeak(es[j].mention) || !r.standsAsSubject(f, j) {
			break
		}
		for j >= 2 && es[j-1].mark == ',' && r.isPerson(es[j-2]) && r.isPerson(es[j]) && r.standsAsSubject(f, j-2) {
			j -= 2 // "Kroll, Marenko and Pell said"
		}
		i = j
	}
	i = r.climbNoun(f, i)
	return i, r.canSpeak(es[i].mention)
}

// isPerson reports whether an element is somebody's name.
func (r *reader) isPerson(e element) bool {
	return e.kind == noun && r.names.Mentions[e.mention].Form == names.Name && r.names.Mentions[e.mention].Kind == names.Person
}

// climbNoun goes from a noun to the one it belongs to, as far as it can.
func (r *reader) climbNoun(f *frame, i int) int {
	es := f.elements
	for i >= 2 && es[i-1].kind == word {
		switch es[i-1].lower {
		case "of", "for", "from", "at", "with", "in":
			if es[i-2].kind == noun && r.canSpeak(es[i-2].mention) {
				i -= 2
				continue
			}
		}
		break
	}
	return i
}

// hangs reports whether a preposition that begins no clause stands right before
// the noun at i.
func (r *reader) hangs(f *frame, i int) bool {
	p := f.elements[i-1]
	return p.kind == word && r.lang.Prepositions.Has(p.lower) && !r.lang.Subordinators.Has(p.lower) && p.lower != "like" && p.lower != "than"
}

// some reports whether w counts people without naming them.
func some(w string) bool {
	switch w {
	case "some", "many", "most", "one", "others", "several", "all", "few", "both", "none", "those", "each", "two", "three":
		return true
	}
	return false
}

// beforeApposition is the noun whose apposition or relative clause ends with
// the comma, dash or bracket at end.
func (r *reader) beforeApposition(f *frame, end int) (int, bool) {
	es := f.elements
	if s, ok := r.opensFrame(f, end); ok {
		return s, true
	}
	second := -1 // a place or a description: taken only where no name stands before it
	for j := end - 1; j > 0 && end-j < farthest; j-- {
		e := es[j]
		if e.kind == quoted && j != end-1 {
			break
		}
		opens := e.kind == punct && (e.mark == ',' || isDash(e.mark) || e.mark == '(')
		if !opens || es[j-1].kind != noun {
			continue
		}
		s, ok := r.headOf(f, j-1)
		if !ok || s > 0 && !r.standsAsSubject(f, s) {
			continue
		}
		if m := r.names.Mentions[es[s].mention]; m.Kind != names.Place && m.Form != names.Nominal {
			return s, true
		}
		if second < 0 {
			second = s
		}
	}
	return second, second >= 0
}

// opensFrame is the noun that begins the sentence, where nothing but
// appositions and relative clauses stands between it and element end.
func (r *reader) opensFrame(f *frame, end int) (int, bool) {
	es := f.elements
	s := 0
	for s < len(es) && s < 3 && es[s].kind == word && (es[s].lower == "but" || es[s].lower == "and" || es[s].lower == "meanwhile") {
		s++
	}
	if s+1 >= end || es[s].kind != noun || r.dateline(f, s) || !r.canSpeak(es[s].mention) || end-s > farthest {
		return -1, false
	}
	if b := es[s+1]; b.kind != punct || b.mark != ',' && !isDash(b.mark) && b.mark != '(' {
		return -1, false
	}
	for k := s + 1; k < end; k++ {
		if es[k].kind == quoted && len(strings.Fields(es[k].span.In(r.text))) > 2 || es[k].isCue && es[k].cue.Form != lang.Participle && es[k].cue.Strength == lang.Strong {
			return -1, false
		}
	}
	return s, true
}

// relative is the noun before "who", or "who" itself behind a word that names nobody.
func (r *reader) relative(f *frame, who int) (int, bool) {
	i := who - 1
	if i >= 0 && f.elements[i].kind == punct && f.elements[i].mark == ',' {
		i--
	}
	if i < 0 {
		return -1, false
	}
	if f.elements[i].kind == noun {
		if r.names.Mentions[f.elements[i].mention].Kind == names.Place && i > 0 && f.elements[i-1].kind == punct {
			if s, ok := r.beforeApposition(f, i); ok { // "Kroll of Hallowmere, Aldermark, who"
				return s, true
			}
		}
		if s := r.climbNoun(f, i); r.canSpeak(f.elements[s].mention) && r.names.Mentions[f.elements[i].mention].Kind != names.Person && r.names.Mentions[f.elements[s].mention].Kind == names.Person {
			return s, true // "Kroll of Hallowmere, who"
		}
		return i, r.canSpeak(f.elements[i].mention)
	}
	if f.elements[i].kind == punct { // "Kroll, the union's leader, who said"
		return r.beforeApposition(f, i)
	}
	return who, stands(f.elements[i].lower) // "others who said": nobody that we know
}

// stands reports whether a word stands for people that it does not name.
func stands(w string) bool {
	switch w {
	case "those", "others", "many", "some", "few", "several", "everyone", "anyone", "someone", "everybody", "anybody", "somebody":
		return true
	}
	return false
}

// inherited is the subject of the verb before the cue, or else of the frame.
func (r *reader) inherited(f *frame, c int) (int, bool) {
	joined := joins(neighbour(f, c-1).lower)
	for i := c - 1; i >= 0 && c-i < farthest; i-- {
		e := f.elements[i]
		if e.isCue && e.cue.Form != lang.Participle {
			if s, ok := r.subject(f, i); ok {
				return s, true
			}
		}
		if joined && i < c-2 && e.kind == noun && r.canSpeak(e.mention) && r.goesOnTelling(neighbour(f, i-1).lower) {
			return i, true // "thanked Kroll after she opened the quay and called it"
		}
	}
	return r.mainSubject(f, c)
}

// goesOnTelling reports whether w opens a clause that may have a second verb behind
// "and": "after she opened the quay and called it". What "as" and "if" open is mostly
// over by then: Kroll would feel “safer” if she were let in and said so.
func (r *reader) goesOnTelling(w string) bool {
	return w != "as" && w != "if" && r.lang.Subordinators.Has(w)
}

// mainSubject is the first noun of the frame, before element end, that stands
// where subjects do.
func (r *reader) mainSubject(f *frame, end int) (int, bool) {
	for i := 0; i < min(end, len(f.elements), farthest); i++ {
		if e := f.elements[i]; e.kind == noun && r.names.Mentions[e.mention].Kind != names.Place && !r.dateline(f, i) && r.canSpeak(e.mention) && r.standsAsSubject(f, i) {
			return i, true // a place speaks only right beside its verb; at the start it is a dateline
		}
	}
	return -1, false
}

// dateline reports whether the noun at i is the place that a report begins
// with: "HALLOWMERE — The company …".
func (r *reader) dateline(f *frame, i int) bool {
	if i > 0 || len(f.elements) < 3 {
		return false
	}
	if n := f.elements[1]; n.kind != punct || !isDash(n.mark) {
		return false
	}
	place := f.elements[0].span.In(r.text)
	return strings.ToUpper(place) == place || f.elements[2].kind == noun
}

// mainClause is the subject of the clause after a participle that begins the
// sentence: "Telling them it was “over”, Kroll left".
func (r *reader) mainClause(f *frame, c int) (int, bool) {
	es := f.elements
	for i := c + 1; i+1 < len(es) && i-c < farthest; i++ {
		ends := es[i].kind == punct && es[i].mark == ',' || es[i].kind == quoted && r.commaInside(es[i].quoted)
		if n := es[i+1]; ends && n.kind == noun && r.canSpeak(n.mention) {
			return i + 1, true
		}
	}
	return -1, false
}

// standsAsSubject reports whether the noun at i has no preposition before it.
func (r *reader) standsAsSubject(f *frame, i int) bool {
	for j := i - 1; j >= 0 && i-j < 5; j-- {
		e := f.elements[j]
		if e.kind != word {
			return true
		}
		if r.lang.Prepositions.Has(e.lower) && e.lower != "than" {
			return r.lang.Subordinators.Has(e.lower) // "after she left, he"
		}
		if !isDeterminer(e.lower) && !strings.HasSuffix(e.lower, "ly") {
			return true
		}
	}
	return true
}

func isDash(c byte) bool { return c == '-' || c == 0xE2 } // –, — and … begin with this byte
