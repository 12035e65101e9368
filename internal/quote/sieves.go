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
	if !r.lang.Subordinators.Has(f.elements[0].lower) {
		return false
	}
	_, ok := r.governing(f, q, lang.Naming, "")
	return ok
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
