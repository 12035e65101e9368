package fact

import (
	"slices"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// Act is what a report plainly says that one did to another.
type Act struct {
	Sentence int       // index into Segments.Sentences
	Who      int       // who did it: index into names.Result.Mentions
	Whom     int       // to whom: another such index, of another entity
	Words    text.Span // the words that say what: "has sued", "took legal action against", "was sacked"
	Verb     int       // index of the token of its verb
	Modal    int       // index of the token that makes it no fact yet ("will", "may"); -1 when it is told as one
	Passive  bool      // told of the one to whom it was done: "was sacked by"
	Negated  bool      // "did not sue"
	Said     int       // index into the spans of what others say that holds it; -1 when the report says it itself
	Clause   text.Span // from the first of the two names to the last
	Rule     string    // "active", "passive", "shared subject"
}

// Acts finds who did what to whom in t, in order of the verbs. said are the spans
// of what others are reported to have said, n whom the report names.
//
// The method is that of open information extraction by patterns over parts of
// speech: a subject, a relation phrase of the form V, V P or V W* P (Fader et
// al., ReVerb, 2011), and an object that follows at once; and for each clause its
// verb pattern, subject-verb-object, its passive, and verbs that share their
// subject (Del Corro and Gemulla, ClausIE, 2013). Both sides must be people or
// bodies that package names knows, one of them by name, and the subject must open
// its clause. Conditions, questions, infinitives and pronouns are left out: what
// they say is not said plainly.
func Acts(t string, s *segment.Segments, tags []tag.Word, n *names.Result, said []text.Span, l *lang.Language) []Act {
	if l == nil || n == nil || len(tags) != len(s.Tokens) {
		return nil
	}
	a := &actor{finder: finder{t: t, s: s, tags: tags, l: l}, n: n, said: said, begins: make([]int32, len(tags))}
	for i := range a.begins {
		a.begins[i] = -1
	}
	for k := len(n.Mentions) - 1; k >= 0; k-- { // of those that begin at one token, the outermost
		m := &n.Mentions[k]
		if b := a.begins[m.First]; b < 0 || n.Mentions[b].End <= m.End {
			a.begins[m.First] = int32(k)
		}
	}
	for i, x := range s.Sentences {
		if s.HasHeadline && x.Paragraph == 0 {
			continue // its capitals and its tense are no plain sentence's
		}
		a.lo, a.hi, a.number = x.First, x.End, i
		a.sentenceOf()
	}
	return a.acts
}

// actor goes through one report.
type actor struct {
	finder
	n      *names.Result
	said   []text.Span
	begins []int32 // mention that begins at each token, -1 for none
	acts   []Act
}

// sentenceOf finds the acts of the sentence at hand.
func (a *actor) sentenceOf() {
	for i := a.hi - 1; i >= max(a.lo, a.hi-3); i-- {
		if a.word(i) == "?" {
			return
		}
	}
	for i := a.lo; i < a.hi; {
		end := i + 1
		if k := int(a.begins[i]); k >= 0 {
			if a.side(k) && a.opensClause(i) {
				who, next := a.list(k)
				end = max(end, a.clauses(who, a.overApposition(next), ""))
			} else {
				end = max(end, a.n.Mentions[k].End)
			}
		}
		i = end
	}
}

// side reports whether a mention may be a side of an act.
func (a *actor) side(k int) bool {
	m := &a.n.Mentions[k]
	return m.Entity >= 0 && m.Form != names.Pronoun && !m.Quoted && m.End <= a.hi &&
		(m.Kind == names.Person || m.Kind == names.Organisation || m.Kind == names.Group)
}

// opensClause reports whether what begins at token i is the first noun phrase of
// a clause that is told as a fact.
func (a *actor) opensClause(i int) bool {
	for k := a.lo; k < i; k++ {
		if w := a.word(k); w == "if" || w == "unless" || w == "whether" {
			return false
		}
	}
	p := i - 1
	if a.tag(p) == tag.DT {
		p--
	}
	if p < a.lo {
		return true
	}
	switch w := a.word(p); a.tag(p) {
	case tag.Comma, tag.Colon, tag.WRB:
		return true
	case tag.IN:
		return openers.Has(w)
	case tag.WDT, tag.DT:
		return w == "that"
	case tag.CC:
		return w == "but" || w == "yet" || a.tag(p-1) == tag.Comma
	case tag.VBD, tag.VBZ:
		return w == "said" || w == "says"
	}
	return a.openedByTime(p)
}

// openers are the words that open a clause and are tagged as prepositions are.
var openers = lang.Set{"after": {}, "before": {}, "when": {}, "while": {}, "as": {}, "because": {}, "since": {}, "until": {}, "although": {}, "though": {}, "whereas": {}, "that": {}, "once": {}}

// openedByTime reports whether the words from the start of the sentence to token
// p are a short phrase of time or place: "On Tuesday".
func (a *actor) openedByTime(p int) bool {
	if p-a.lo > 4 || a.tag(a.lo) != tag.IN && a.tag(a.lo) != tag.RB {
		return false
	}
	for k := a.lo; k <= p; k++ {
		if a.begins[k] >= 0 || a.tag(k).Verb() || k > a.lo && a.tag(k) == tag.IN {
			return false
		}
	}
	return true
}

// list is the mention k and those that are named with it ("A, B and C"), and the
// token after them. Mentions between commas without "and" are appositions, and
// what follows a description may be a part of it ("friends of A and B"), so all
// must be names.
func (a *actor) list(k int) (all []int, next int) {
	all, next = []int{k}, a.n.Mentions[k].End
	end, joined := next, false
	for i := next; ; {
		if a.tag(i) == tag.Comma {
			i++
		}
		and := a.tag(i) == tag.CC && a.word(i) == "and"
		if and {
			i++
		}
		if i == end {
			break
		}
		if i = a.overArticle(i); i >= a.hi || a.begins[i] < 0 || !a.side(int(a.begins[i])) || !a.named(int(a.begins[i])) {
			break
		}
		all = append(all, int(a.begins[i]))
		end = a.n.Mentions[a.begins[i]].End
		i = end
		if and {
			joined = true
			break
		}
	}
	if !joined || !a.named(k) {
		return all[:1], next
	}
	return all, end
}

func (a *actor) named(k int) bool { return a.n.Mentions[k].Form == names.Name }

// longestAside is the length in tokens of the longest apposition that is passed
// over.
const longestAside = 16

// overApposition is the place after an apposition, a relative clause or a bracket
// that begins at token i; i when there is none.
func (a *actor) overApposition(i int) int {
	closing := tag.Comma
	switch a.tag(i) {
	case tag.Comma:
	case tag.LRB:
		closing = tag.RRB
	default:
		return i
	}
	relative := a.tag(i+1) == tag.WP || a.tag(i+1) == tag.WDT || a.tag(i+1) == tag.WPS
	for k := i + 1; k < min(a.hi, i+longestAside); k++ {
		switch {
		case a.tag(k) == closing:
			return k + 1
		case a.tag(k).Finite() && !relative:
			return i
		}
	}
	return i
}

// clauses keeps what the verbs from token j on say of the subjects, and gives the
// place after it.
func (a *actor) clauses(who []int, j int, rule string) int {
	v, ok := a.group(j)
	if !ok {
		return j
	}
	var whom []int
	end, next := v.end, v.end
	if v.passive {
		if i := a.by(v.end); i > 0 {
			whom, next = a.objects(i)
		}
	} else {
		end, whom, next = a.relation(v.end)
	}
	if rule == "" {
		if rule = "active"; v.passive {
			rule = "passive"
		}
	}
	for _, x := range who {
		for _, y := range whom {
			a.keep(x, y, v, end, rule)
		}
	}
	k := next
	if a.tag(k) == tag.Comma {
		k++
	}
	if w := a.word(k); a.tag(k) == tag.CC && (w == "and" || w == "but") {
		return max(next, a.clauses(who, k+1, "shared subject"))
	}
	return next
}

// relation is the end of the relation phrase whose verb ends before token i, its
// objects, and the place after them: V, V P and V W* P.
func (a *actor) relation(i int) (end int, whom []int, next int) {
	if whom, next = a.objects(i); whom != nil {
		return i, whom, next
	}
	if directed.Has(a.word(i)) {
		if whom, next = a.objects(i + 1); whom != nil && a.tag(next) != tag.TO { // not "called for Trewin to resign"
			return i + 1, whom, next
		}
	}
	k := i
	for k < min(a.hi, i+6) && a.nominal(k) {
		k++
	}
	if k > i && a.tag(k-1).Noun() && (directed.Has(a.word(k)) || a.word(k) == "from") {
		if whom, next = a.objects(k + 1); whom != nil {
			return k + 1, whom, next
		}
	}
	return i, nil, i
}

// directed are the prepositions that lead from a verb to whom it is done.
var directed = lang.Set{"with": {}, "against": {}, "to": {}, "for": {}, "upon": {}, "on": {}}

// nominal reports whether token k may stand between a verb and its preposition.
func (a *actor) nominal(k int) bool {
	if b := a.begins[k]; b >= 0 && a.side(int(b)) {
		return false
	}
	t := a.tag(k)
	return t.Noun() && t != tag.NNP && t != tag.NNPS || t == tag.DT || t == tag.JJ || t == tag.PRPS || t == tag.CD
}

// by is the token after the "by" that names who did what a passive verb before
// token i says; -1 when none does.
func (a *actor) by(i int) int {
	for k := i; k < min(a.hi, i+6); k++ {
		switch {
		case a.word(k) == "by":
			return k + 1
		case a.tag(k).Verb(), a.tag(k) == tag.Comma, a.tag(k) == tag.CC, a.begins[k] >= 0 && a.side(int(a.begins[k])):
			return -1
		}
	}
	return -1
}

// objects are the mentions that begin at token i, if they are whole objects, and
// the place after them.
func (a *actor) objects(i int) ([]int, int) {
	if i = a.overTrade(a.overArticle(i)); i >= a.hi || a.begins[i] < 0 || !a.side(int(a.begins[i])) {
		return nil, i
	}
	all, end := a.list(int(a.begins[i]))
	if len(all) > 1 && !a.whole(end) {
		all, end = all[:1], a.n.Mentions[all[0]].End
	}
	if !a.whole(end) {
		return nil, i
	}
	return all, end
}

// object reports whether an object begins at token i.
func (a *actor) object(i int) bool {
	all, _ := a.objects(i)
	return all != nil
}

// overArticle is the place after an article that begins no mention.
func (a *actor) overArticle(i int) int {
	if a.tag(i) == tag.DT && a.begins[i] < 0 {
		return i + 1
	}
	return i
}

// overTrade is the place of the name after what somebody is, which begins at
// token i behind an article: "the builder Gordon Pike", "the Danish baker Odile
// Strand".
func (a *actor) overTrade(i int) int {
	if a.tag(i-1) != tag.DT {
		return i
	}
	for k := i; k < min(a.hi, i+3) && (a.tag(k) == tag.NN || a.tag(k) == tag.JJ) && a.begins[k] < 0; k++ {
		if a.tag(k) != tag.NN || k+1 >= a.hi || a.begins[k+1] < 0 {
			continue
		}
		if m := &a.n.Mentions[a.begins[k+1]]; m.Form == names.Name && m.Kind == names.Person {
			return k + 1
		}
	}
	return i
}

// whole reports whether a noun phrase may end before token i: no possessor or
// part of a longer one, and no subject of the verb that follows.
func (a *actor) whole(i int) bool {
	t := a.tag(i)
	return t != tag.POS && !t.Noun() && !t.Verb() && t != tag.HYPH && t != tag.Open && t != tag.RB && t != tag.VBG
}

// keep adds an act.
func (a *actor) keep(who, whom int, v verbs, end int, rule string) {
	if v.passive {
		who, whom = whom, who
	}
	x, y := &a.n.Mentions[who], &a.n.Mentions[whom]
	if x.Entity == y.Entity || !a.n.Entities[x.Entity].Named && !a.n.Entities[y.Entity].Named {
		return
	}
	act := Act{Sentence: a.number, Who: who, Whom: whom, Verb: v.main, Modal: v.modal, Passive: v.passive, Negated: v.negated, Said: -1, Rule: rule}
	act.Words = text.Span{Start: a.s.Tokens[v.first].Start, End: a.s.Tokens[end-1].End}
	act.Clause = text.Span{Start: min(x.Span.Start, y.Span.Start), End: max(x.Span.End, y.Span.End)}
	at := a.s.Tokens[v.main].Start
	act.Said = slices.IndexFunc(a.said, func(s text.Span) bool { return s.Start <= at && at < s.End })
	a.acts = append(a.acts, act)
}

// verbs is a group of verbs with one that says what is done.
type verbs struct {
	first, main, end int // tokens: the first, the one that says what, one past the last
	modal            int
	passive, negated bool
}

// group reads the verbs from token j on; false when they say nothing of one to
// another: they are no finite verbs, or a form of "to be".
func (a *actor) group(j int) (verbs, bool) {
	v := verbs{first: j, main: -1, modal: -1}
	finite, be := false, false
	for k := j; k < a.hi && v.main < 0; k++ {
		t, w := a.tag(k), a.word(k)
		v.negated = v.negated || w == "not" || w == "never" || w == "cannot" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
		switch {
		case t == tag.RB:
			continue
		case finite && a.barely(k):
			v.main, v.end = k, k+1
		case !t.Verb(), !finite && !t.Finite() && !(t == tag.VBN && a.object(k+1)):
			return v, false
		case t == tag.MD:
			v.modal = k
		case a.auxiliary(k):
			be = a.tags[k].Lemma == beLemma
		default:
			v.main, v.end = k, k+1
		}
		finite = true
	}
	if v.main < 0 || empty[a.tags[v.main].Lemma] || a.begins[v.main] >= 0 {
		return v, false
	}
	v.passive = be && a.tag(v.main) == tag.VBN
	if a.tag(v.end) == tag.RP {
		v.end++
	}
	return v, true
}

// barely reports whether token k, in lower case and tagged as a name, stands where
// only a bare verb can: "did not sue", "will sue".
func (a *actor) barely(k int) bool {
	if t := a.tag(k); t != tag.NNP && t != tag.NNPS {
		return false
	}
	if c := a.s.Tokens[k].In(a.t)[0]; c < 'a' || c > 'z' {
		return false
	}
	for k--; a.tag(k) == tag.RB; k-- {
	}
	return a.tag(k) == tag.MD || a.tags[k].Lemma == doLemma && a.tag(k).Finite()
}

var doLemma = tag.LemmaID("do")

// empty are the verbs that say nothing of one to another.
var empty = map[uint32]bool{beLemma: true, tag.LemmaID("have"): true, tag.LemmaID("do"): true, tag.LemmaID("become"): true, tag.LemmaID("seem"): true, tag.LemmaID("remain"): true, tag.LemmaID("say"): true, tag.LemmaID("include"): true, tag.LemmaID("go"): true, tag.LemmaID("come"): true}

// helping are the verbs that help others.
var helping = map[uint32]bool{beLemma: true, tag.LemmaID("have"): true, tag.LemmaID("do"): true, tag.LemmaID("get"): true}

// auxiliary reports whether the verb at token k helps one that follows.
func (a *actor) auxiliary(k int) bool {
	if !helping[a.tags[k].Lemma] {
		return false
	}
	for k++; a.tag(k) == tag.RB; k++ {
	}
	return a.tag(k).Verb() || a.barely(k)
}
