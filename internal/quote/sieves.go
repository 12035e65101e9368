package quote

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/names"
)

// attribution is what a sieve found.
type attribution struct {
	source int // element of the frame that names who spoke; -1 when the sieve knows only the speaker
	cue    int // element that reports it; -1 when none
	rule   string
}

// sieve answers for the quoted element q of a frame, or passes.
type sieve func(r *reader, f *frame, q int) (attribution, bool)

// withinFrame are the sieves that need nothing but the frame, most precise
// first.
var withinFrame = [...]sieve{
	nameColon,
	signed,
	answerNoun,
	cueAfter,
	cueBefore,
	perSource,
	nearNoun,
	partQuote,
	nounCue,
	according,
	inView,
	unknownVerb,
	cueAfterClause,
	inTheWords,
	castAs,
	weakPartQuote,
	subjectOnly,
}

// nameColon: a transcript's "KROLL: “…”", a headline's "Kroll: ‘…’" and "Kroll:
// cranes are ‘…’".
func nameColon(r *reader, f *frame, q int) (attribution, bool) {
	if q < 2 || f.elements[0].kind != noun || f.elements[1].mark != ':' || !r.canSpeak(f.elements[0].mention) {
		return attribution{}, false
	}
	if q == 2 || f.headline && q == len(f.elements)-1 {
		return attribution{0, 1, "name-colon"}, true
	}
	return attribution{}, false
}

// cueAfter: “…,” said Kroll; “…,” Kroll said; “…,” Kroll, the union's leader,
// told reporters.
func cueAfter(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	if r.ledUpTo(f, q) {
		return attribution{}, false
	}
	i := q + 1
	if i < len(es) && es[i].kind == punct && (es[i].mark == ',' || isDash(es[i].mark)) {
		i++
	}
	if i >= len(es) {
		return attribution{}, false
	}
	if c, ok := r.invertedCue(f, i); ok {
		if s, ok := r.invertedSubject(f, c); ok {
			return attribution{s, c, "cue-after"}, true
		}
	}
	// subject first: the nearest finite cue whose subject stands right here
	for c := i + 1; c < len(es) && c-i < farthest && es[c].kind != quoted; c++ {
		if !es[c].isCue || es[c].cue.Strength != lang.Strong || es[c].cue.Form == lang.Participle && es[c-1].lower != "shown" || es[c].cue.Form == lang.Base && !f.headline {
			continue
		}
		s, ok := r.subject(f, c)
		if !ok || s < i {
			continue
		}
		if f.headline && s > i && es[s-1].lower == "as" && neighbour(f, c+1).kind == word {
			return attribution{}, false // "Kroll ‘angry’ as union vows revenge": another clause
		}
		if s-i <= r.lead(f, i) && !r.subordinate(f, q) {
			return attribution{s, c, "cue-after"}, true
		}
		return attribution{}, false
	}
	return attribution{}, false
}

// ledUpTo reports whether a reporting word and a colon lead up to a quotation that
// ends its sentence: A heckler shouted: “Which days?” Kroll said nothing.
func (r *reader) ledUpTo(f *frame, q int) bool {
	if q < 2 || f.elements[q-1].mark != ':' || !f.elements[q-2].isCue || f.elements[q-2].cue.Strength != lang.Strong {
		return false
	}
	return strings.ContainsAny(lastRune(r.marks[f.elements[q].quoted].Content.In(r.text)), ".?!")
}

// subordinate reports whether the quoted words belong to a clause that comes
// before the main one and has its own reporting word: "While Kroll said it was
// “…”, …".
func (r *reader) subordinate(f *frame, q int) bool {
	if q == 0 || endsBeforeCue(r.marks[f.elements[q].quoted].Content.In(r.text)) {
		return false
	}
	switch f.elements[0].lower {
	case "while", "although", "though", "after", "before", "when", "as", "because", "since", "if", "whereas":
		_, ok := r.governing(f, q, lang.Naming, "")
		return ok
	}
	return false
}

// lead is how many elements from i on may stand between a quotation and the
// subject that follows it: adverbs and days, "as" and "that's what".
func (r *reader) lead(f *frame, i int) int {
	n := 0
	for i+n < len(f.elements) && n < 4 {
		e := f.elements[i+n]
		if e.kind != word || !(strings.HasSuffix(e.lower, "ly") || r.temporal(e.lower) || e.lower == "as" || e.lower == "is" || e.lower == "how" || e.lower == "what" || e.lower == "the" || e.lower == "then") {
			break
		}
		n++
	}
	return n
}

// invertedCue is a cue at i, or after one adverb, that a subject may follow.
func (r *reader) invertedCue(f *frame, i int) (int, bool) {
	for ; i < len(f.elements); i++ {
		e := f.elements[i]
		if e.isCue {
			return i, e.cue.Form == lang.Past || e.cue.Form == lang.Present
		}
		if e.kind != word || !strings.HasSuffix(e.lower, "ly") && e.lower != "so" && e.lower != "then" {
			break
		}
	}
	return -1, false
}

// invertedSubject is the noun right after an inverted cue: "said Kroll",
// "said on Tuesday the mayor", "said one docker".
func (r *reader) invertedSubject(f *frame, c int) (int, bool) {
	for i := c + 1; i < len(f.elements) && i < c+4; i++ {
		e := f.elements[i]
		if e.kind == noun {
			if !r.canSpeak(e.mention) {
				return -1, false
			}
			// "said he would": the noun has a verb of its own
			if i+1 < len(f.elements) && f.elements[i+1].kind == word && r.names.Mentions[e.mention].Form == names.Pronoun && r.lang.Auxiliaries.Has(f.elements[i+1].lower) {
				return -1, false
			}
			return i, true
		}
		if e.kind != word || !(r.temporal(e.lower) || e.lower == "on" || strings.HasSuffix(e.lower, "ly")) {
			break
		}
	}
	return -1, false
}

// cueBefore: Kroll said: “…”; Kroll told reporters, “…”; Kroll said that “…”.
func cueBefore(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	if q == 0 {
		return attribution{}, false
	}
	b := es[q-1]
	adjacent := b.isCue || b.kind == punct && (b.mark == ':' || b.mark == ',' || isDash(b.mark)) || b.kind == word && b.lower == "that"
	if !adjacent {
		return attribution{}, false
	}
	colon := b.kind == punct && b.mark == ':'
	for c := q - 1; c >= 0 && q-c < farthest; c-- {
		if es[c].kind == quoted && !colon && c < q-2 {
			break
		}
		if !es[c].isCue || es[c].cue.Strength == lang.Weak && !b.isCue && !colon {
			continue
		}
		if s, ok := r.subject(f, c); ok && s < c {
			return r.climb(f, attribution{s, c, "cue-before"}), true
		}
		if s, ok := r.invertedSubject(f, c); ok && s < q && c == 0 && es[c].cue.Form != lang.Participle && es[c].cue.Lemma != "tell" {
			return attribution{s, c, "cue-before"}, true
		}
	}
	return attribution{}, false
}

// according: according to Kroll, “…”; “…,” according to Kroll; “…,” per Kroll.
func according(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	for i := max(0, q-farthest); i < min(len(es), q+farthest); i++ {
		if es[i].kind != word || es[i].lower != "according" || i+2 >= len(es) || es[i+1].lower != "to" {
			continue
		}
		for j := i + 2; j < len(es) && j < i+5; j++ {
			if es[j].kind == noun {
				return attribution{j, i, "according"}, true
			}
			if es[j].kind != word {
				break
			}
		}
	}
	return attribution{}, false
}

// perSource: “…,” per Kroll; voting is barred “in August”, per the club's bylaws:
// whoever closes a sentence after "per", which is then no measure.
func perSource(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	for i := q + 1; i+1 < len(es) && i-q < farthest; i++ {
		b, n := es[i-1], es[i+1]
		if es[i].lower != "per" || n.kind != noun || b.kind != quoted && b.mark != ',' {
			continue
		}
		after := neighbour(f, i+2)
		ok := after.kind == punct && after.mark != '\'' || r.possessive(n.mention)
		return attribution{i + 1, i, "according"}, ok && r.names.Mentions[n.mention].Kind != names.Place && r.canSpeak(n.mention)
	}
	return attribution{}, false
}

// inView: to Kroll, the plan is “…”; in Kroll's view, it is “…”; the plan is “…” in
// her eyes; it was sold because, in Kroll's words, “…”.
func inView(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	if es[0].lower == "to" && q > 2 && es[1].kind == noun && es[2].mark == ',' && r.canSpeak(es[1].mention) && r.speaks(es[1].mention) {
		return attribution{1, 0, "according"}, true
	}
	for i := 1; i+1 < min(len(es), q+farthest); i++ {
		if es[i-1].lower != "in" || es[i].kind != noun || !r.possessive(es[i].mention) {
			continue
		}
		w := i + 1
		for w < len(es) && w < i+3 && (isApostrophe(r.text, es[w]) || es[w].lower == "'s" || es[w].lower == "’s" || es[w].lower == "own") {
			w++
		}
		opens := w < q && neighbour(f, w+1).mark == ','
		closes := i-1 == q+1 && neighbour(f, w+1).kind == punct && equates(f, q)
		if (opens || closes) && viewpoint(neighbour(f, w).lower) {
			return attribution{i, w, "according"}, true
		}
	}
	return attribution{}, false
}

// equates reports whether something is, was or would be the quoted words.
func equates(f *frame, q int) bool {
	b := neighbour(f, q-1)
	if b.kind == word && isDeterminer(b.lower) {
		b = neighbour(f, q-2)
	}
	switch b.lower {
	case "is", "are", "was", "were", "be", "been":
		return true
	}
	return false
}

// viewpoint reports whether somebody's w is what somebody says or thinks.
func viewpoint(w string) bool {
	switch w {
	case "view", "eyes", "opinion", "words", "telling", "reckoning", "estimation", "judgment", "judgement":
		return true
	}
	return false
}

// signed: “…” – Kroll; “…” – Kroll, 71, shopkeeper.
func signed(r *reader, f *frame, q int) (attribution, bool) {
	if q != 0 || f.speaks || !isDash(neighbour(f, 1).mark) || neighbour(f, 2).kind != noun {
		return attribution{}, false
	}
	after := neighbour(f, 3)
	if !r.canSpeak(f.elements[2].mention) || after.kind != punct || after.mark != 0 && after.mark != ',' && after.mark != '.' {
		return attribution{}, false
	}
	return attribution{2, 1, "signed"}, true
}

// unknownVerb: “…,” demurred Kroll; “…,” Kroll tutted; “…,” Kroll sings: a past or
// present form beside a name and a quotation that ends as speech before its
// attribution does; Kroll disagreed: “…”.
func unknownVerb(r *reader, f *frame, q int) (attribution, bool) {
	if a, ok := r.beforeColon(f, q); ok {
		return a, true
	}
	if !endsBeforeCue(r.marks[f.elements[q].quoted].Content.In(r.text)) {
		return attribution{}, false
	}
	a, b, after := neighbour(f, q+1), neighbour(f, q+2), neighbour(f, q+3)
	past := func(e element) bool {
		return e.kind == word && strings.HasSuffix(e.lower, "ed") && !r.lang.Auxiliaries.Has(e.lower)
	}
	present := func(e element) bool {
		return e.kind == word && len(e.lower) > 3 && strings.HasSuffix(e.lower, "s") && !r.lang.Auxiliaries.Has(e.lower)
	}
	ends := after.kind == punct || after.kind == word && (r.lang.Prepositions.Has(after.lower) || strings.HasSuffix(after.lower, "ly"))
	switch {
	case past(a) && b.kind == noun && r.canSpeak(b.mention) && ends:
		return attribution{q + 2, q + 1, "unknown-verb"}, true
	case a.kind == noun && (past(b) || present(b) && r.commaInside(f.elements[q].quoted)) && r.canSpeak(a.mention) && ends && r.names.Mentions[a.mention].Kind == names.Person:
		return attribution{q + 1, q + 2, "unknown-verb"}, true
	}
	return attribution{}, false
}

// beforeColon is the subject of a clause that a colon leads from to the quoted
// words, when no word in it reports speech: "Kroll disagreed: “…”".
func (r *reader) beforeColon(f *frame, q int) (attribution, bool) {
	es := f.elements
	if f.headline || q < 3 || es[q-1].mark != ':' || es[q-2].kind != word || !strings.HasSuffix(es[q-2].lower, "ed") && !strings.HasSuffix(es[q-2].lower, "s") {
		return attribution{}, false
	}
	for _, e := range es[:q-1] {
		if e.isCue || e.kind == quoted {
			return attribution{}, false
		}
	}
	s, ok := r.mainSubject(f, q-1)
	if !ok || !r.speaks(es[s].mention) {
		return attribution{}, false
	}
	return attribution{r.appositive(f, s), q - 2, "unknown-verb"}, true
}

// endsBeforeCue reports whether quoted words end in the way that speech does
// before its attribution: with a comma, or a mark that stands for one.
func endsBeforeCue(s string) bool {
	switch lastRune(s) {
	case ",", "?", "!":
		return true
	}
	return false
}

func (r *reader) authorBy(f *frame, i int) bool {
	switch neighbour(f, i).lower {
	case "by", "from", "of", "among":
		return true
	}
	return false
}

// partQuote: Kroll said the plant was “a skeleton”; the judge called it
// “plain”: the nearest reporting word to the left governs the sentence that
// the quoted words complete.
func partQuote(r *reader, f *frame, q int) (attribution, bool) {
	return r.governing(f, q, lang.Naming, "part-quote")
}

// castAs: Kroll hammered the plan as “a gift to nobody”; Kroll has been pounding
// Moravec as a “paper captain”. Whatever verb it is, somebody is judged in the
// words of its subject: 72 of 74 such stretches in annotated reports are quoted
// from somebody.
func castAs(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	as := q - 1
	for as > 0 && q-as < farthestAs && es[as].kind != punct && es[as].kind != quoted && es[as].lower != "as" {
		as--
	}
	if f.headline || as < 3 || es[as].lower != "as" {
		return attribution{}, false
	}
	s, ok := r.mainSubject(f, as-1)
	if !ok || !r.speaks(es[s].mention) {
		return attribution{}, false
	}
	v := as - 2
	if es[as-1].kind != noun || !r.judges(es[v]) || q-as > 2 {
		if v, ok = r.judging(f, s, as); !ok {
			return attribution{}, false
		}
	}
	return attribution{r.appositive(f, s), v, "part-quote"}, true
}

// farthestAs is within how many elements before the quoted words "as" stands.
const farthestAs = 6

// judging is the verb right behind a subject whose object stands before "as":
// Kroll waved off the delay as having “little” weight.
func (r *reader) judging(f *frame, s, as int) (int, bool) {
	v := s + 1
	for v < as && f.elements[v].kind == word && (r.lang.Auxiliaries.Has(f.elements[v].lower) || strings.HasSuffix(f.elements[v].lower, "ly")) {
		v++
	}
	if !r.judges(neighbour(f, v)) {
		return 0, false
	}
	o := v + 1
	switch neighbour(f, o).lower {
	case "off", "up", "out", "down":
		o++
	}
	if o >= as || f.elements[o].kind == punct || f.elements[o].kind == quoted || r.lang.Prepositions.Has(f.elements[o].lower) || f.elements[o].lower == "to" {
		return 0, false
	}
	for _, e := range f.elements[o:as] {
		if e.kind == quoted || e.isCue {
			return 0, false
		}
	}
	return v, true
}

// judges reports whether an element is a finite verb or a participle by its
// form, and none that puts somebody into an office or gives a name.
func (r *reader) judges(e element) bool {
	if e.kind != word || r.lang.Auxiliaries.Has(e.lower) || r.lang.Asides[e.lower] != "" {
		return false
	}
	switch e.lower {
	case "appointed", "elected", "hired", "named", "installed", "chosen", "used":
		return false
	}
	return strings.HasSuffix(e.lower, "ed") || strings.HasSuffix(e.lower, "ing") || strings.HasSuffix(e.lower, "s") && len(e.lower) > 3
}

// weakPartQuote: Kroll hoped for “a better year”.
func weakPartQuote(r *reader, f *frame, q int) (attribution, bool) {
	return r.governing(f, q, lang.Weak, "part-quote")
}

// governing is the nearest reporting word to the left of q that is at least as
// strong as least and has a subject.
func (r *reader) governing(f *frame, q int, least lang.Strength, rule string) (attribution, bool) {
	for c := q - 1; c >= 0 && q-c < farthest; c-- {
		e := f.elements[c]
		if !e.isCue || e.cue.Strength < least {
			continue
		}
		if s, ok := r.subject(f, c); ok && (s < q || e.cue.Form == lang.Past || c == 0) {
			return r.climb(f, attribution{s, c, rule}), true
		}
		if c == 0 && !f.headline && e.cue.Strength >= lang.Naming && (e.cue.Form == lang.Present || e.cue.Form == lang.Past) {
			return attribution{-1, c, rule}, true // in a list: "Calls his rivals “losers”."
		}
	}
	return attribution{}, false
}

// climb goes from a pronoun to the reporting word that governs it: from "she
// felt" in "Kroll said she felt “betrayed”" to "Kroll said".
func (r *reader) climb(f *frame, a attribution) attribution {
	for a.source > 0 && (f.elements[a.source].lower == "it" || f.elements[a.source].kind == noun && r.names.Mentions[f.elements[a.source].mention].Form == names.Pronoun) {
		c := a.source - 1
		if f.elements[c].lower == "that" && c > 0 {
			c--
		}
		e := f.elements[c]
		if !e.isCue || e.cue.Form == lang.Participle || e.cue.Strength != lang.Strong {
			break
		}
		s, ok := r.subject(f, c)
		if !ok || s >= a.source {
			break
		}
		a.source, a.cue = s, c
	}
	return a
}

// cueAfterClause: the plan is “doomed”, Kroll said.
func cueAfterClause(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	for c := q + 1; c < len(es) && c-q < farthest; c++ {
		if !es[c].isCue || es[c].cue.Form == lang.Participle || es[c].cue.Strength == lang.Weak {
			continue
		}
		if s, ok := r.subject(f, c); ok && s > q && (es[s-1].kind != word || es[s-1].lower == "as" && !(f.headline && neighbour(f, c+1).kind == word)) {
			return attribution{s, c, "cue-after-clause"}, true
		}
		if s, ok := r.invertedSubject(f, c); ok && es[c-1].kind == punct {
			return attribution{s, c, "cue-after-clause"}, true
		}
	}
	return attribution{}, false
}

// subjectOnly: Ilse Marenko had “no intention” of leaving: a sentence with a
// part-quotation and no reporting word is its subject's.
func subjectOnly(r *reader, f *frame, q int) (attribution, bool) {
	if f.headline || q < 2 || f.elements[q-1].mark == ':' && q == 1 {
		return attribution{}, false
	}
	s, ok := r.mainSubject(f, q-1)
	if !ok || !r.speaks(f.elements[s].mention) {
		return attribution{}, false
	}
	for i, e := range f.elements[:q] {
		if e.isCue && i > 0 && (f.elements[i-1].lower == "i" || f.elements[i-1].lower == "we") {
			return attribution{}, false // "I told Kroll, “…”"
		}
	}
	for _, e := range f.elements[s+1 : q] {
		if e.lower == "heard" {
			return attribution{}, false // "Kroll, the court heard, was “…”"
		}
	}
	for _, e := range f.elements[:s] {
		switch e.lower {
		case "where", "which", "that", "who", "whom", "if", "why", "how", "whether", "because", "although", "though":
			return attribution{}, false // a clause within the sentence has that subject
		}
	}
	return attribution{s, -1, "subject"}, true
}

// speaks reports whether a mention names somebody who can speak without a
// reporting word beside it.
func (r *reader) speaks(m int) bool {
	switch r.names.Mentions[m].Kind {
	case names.Person, names.Group:
		return true
	}
	return false
}
