package collate

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/finding"
	"parallax/internal/lang"
)

// Bounds of a conflict about wording: with less in common, two quotations are
// more often two things said than one thing heard in two ways.
const (
	leastKept       = 0.6 // share of the shorter wording's words that both have
	leastOverlap    = 0.8 // share of what lies between the first and the last word in common, where less of the whole is
	leastNeighbours = 4   // unchanged words around the place, on both sides together
	mostChanged     = 5   // words in place of others; more is a passage of its own
	turned          = 4   // what a conflict gains that turns what was said round
	mostWordings    = 40  // of one utterance that are compared each with each; the others with the fullest alone
)

// Labels of the rules that judge conflicts about wording.
const (
	otherWord     = "other word in the quotation"
	otherModal    = "other modal verb in the quotation"
	otherForm     = "other form of the word in the quotation"
	addedWord     = "word in one quotation only"
	addedNegation = "negation in one quotation only"
)

// wordingConflicts finds the places where reports that quote one utterance put
// other words between the quotation marks. Every place is one conflict, with
// the words of each wording, and the quotations as evidence.
func (c *Comparison) wordingConflicts(x *lexicon) (out []finding.Conflict) {
	for i := range c.Utterances {
		d := &disputed{c: c, lexicon: x}
		d.read(&c.Utterances[i])
		if len(d.wordings) > 1 {
			d.compare()
			out = append(out, d.conflicts()...)
		}
	}
	return out
}

// rendering is one way to write an utterance and the quotations that have it.
type rendering struct {
	words []word
	said  []int // indexes into Comparison.Quotations
}

// disputedPlace is words [from, to) of a wording in dispute.
type disputedPlace struct {
	wording, from, to int
	group             int // places in dispute with one another
}

// disputed gathers what the wordings of one utterance dispute.
type disputed struct {
	c        *Comparison
	lexicon  *lexicon
	wordings []rendering // the fullest first
	places   []disputedPlace
	rules    []judgement // of the groups
}

// judgement is what a rule says of two wordings of a place.
type judgement struct {
	severity finding.Severity
	why      string
	added    bool // one of them has no words there
}

// read gathers the wordings of u, each with its quotations.
func (d *disputed) read(u *Utterance) {
	at := map[string]int{}
	add := func(quotation int) {
		q := &d.c.Quotations[quotation]
		ws := d.lexicon.read(d.c.Reports[q.Report].Article.Text, q.Content)
		form := d.lexicon.spelling(ws)
		i, ok := at[form]
		if !ok {
			i = len(d.wordings)
			at[form] = i
			d.wordings = append(d.wordings, rendering{words: ws})
		}
		if quotation != u.Fullest || d.wordings[i].said == nil {
			d.wordings[i].said = append(d.wordings[i].said, quotation)
		}
	}
	add(u.Fullest)
	for _, r := range u.Readings {
		if r.Relation != Paraphrase && r.Quotation != u.Fullest {
			add(r.Quotation)
		}
	}
}

// compare aligns the wordings with one another.
func (d *disputed) compare() {
	for j := 1; j < len(d.wordings); j++ {
		most := j
		if j >= mostWordings {
			most = 1
		}
		for i := range most {
			if d.apart(i, j) {
				d.pair(i, j)
			}
		}
	}
}

// apart reports whether different reports have two wordings.
func (d *disputed) apart(i, j int) bool {
	report := d.c.Quotations[d.wordings[i].said[0]].Report
	differs := func(q int) bool { return d.c.Quotations[q].Report != report }
	return slices.ContainsFunc(d.wordings[i].said, differs) || slices.ContainsFunc(d.wordings[j].said, differs)
}

// pair notes the places in dispute between two wordings.
func (d *disputed) pair(i, j int) {
	a, b := d.wordings[i].words, d.wordings[j].words
	cs, kept := changes(d.lexicon, a, b, align(d.lexicon, a, b))
	if float64(kept) < leastKept*float64(min(count(a), count(b))) && !overlap(a, b, cs, kept) {
		return
	}
	for k, s := range cs {
		from, to := 0, len(a)
		if k > 0 {
			from = cs[k-1].a1
		}
		if k+1 < len(cs) {
			to = cs[k+1].a0
		}
		if s.a0-from+to-s.a1 < leastNeighbours {
			continue
		}
		if d.heard(i, s.a0, s.a1) && d.heard(j, s.b0, s.b1) && d.disputes(a, b, s) {
			s = d.core(a, b, s)
			d.note(disputedPlace{wording: i, from: s.a0, to: s.a1}, disputedPlace{wording: j, from: s.b0, to: s.b1}, d.judge(a[s.a0:s.a1], b[s.b0:s.b1]))
		}
	}
}

// overlap reports whether two cuts of a longer speech agree in nearly all of
// what both have: between the first and the last word in common.
func overlap(a, b []word, cs []stretch, kept int) bool {
	var all stretch
	all.a1, all.b1 = len(a), len(b)
	if first := cs[0]; first.a0 == 0 && first.b0 == 0 {
		all.a0, all.b0 = first.a1, first.b1
	}
	if last := cs[len(cs)-1]; last.a1 == len(a) && last.b1 == len(b) {
		all.a1, all.b1 = last.a0, last.b0
	}
	return kept > leastNeighbours && all.a0 < all.a1 && all.b0 < all.b1 &&
		float64(kept) >= leastOverlap*float64(max(count(a[all.a0:all.a1]), count(b[all.b0:all.b1])))
}

// heard reports whether words [from, to) of a wording can be what somebody
// heard: few, without brackets, without a sign of words or letters left out,
// and in one stretch between quotation marks with the words around them.
func (d *disputed) heard(i, from, to int) bool {
	w := &d.wordings[i]
	if to-from > mostChanged {
		return false
	}
	q := &d.c.Quotations[w.said[0]]
	t := d.c.Reports[q.Report].Article.Text
	for k := max(0, from-1); k < to; k++ {
		at := w.words[k]
		if at.dots || at.last && k+1 < len(w.words) {
			return false
		}
		if k >= from && (at.added || strings.Contains(d.lexicon.forms[at.form], "*") || strings.HasPrefix(t[at.End:], "--")) {
			return false
		}
	}
	return true
}

// disputes reports whether a change is one of what was said, and not a cut or
// a quotation fitted into the reporter's sentence.
func (d *disputed) disputes(a, b []word, s stretch) bool {
	gone, here := a[s.a0:s.a1], b[s.b0:s.b1]
	if d.articles(gone) && d.articles(here) {
		return false
	}
	atStart, atEnd := s.a0 == 0 || s.b0 == 0, s.a1 == len(a) || s.b1 == len(b)
	switch {
	case len(gone) == 0:
		return !atStart && !atEnd && d.adds(b, s.b0, s.b1, a[s.a0-1])
	case len(here) == 0:
		return !atStart && !atEnd && d.adds(a, s.a0, s.a1, b[s.b0-1])
	case d.modalsDiffer(gone, here):
	case atStart:
		return !allFunction(d.lexicon, gone) && !allFunction(d.lexicon, here) && !d.inflected(gone[len(gone)-1].form, here[len(here)-1].form)
	}
	return true
}

// adds reports whether words that only one wording has tell more than how it
// was written down. A sentence, a clause between two pauses, a title before a
// name and an "and" for a comma do not; before is the other wording's word
// before the place.
func (d *disputed) adds(ws []word, from, to int, before word) bool {
	x := d.lexicon
	left, right := ws[from-1].pause, ws[to-1].pause
	if left == sentence || right == sentence || left == clause && right == clause {
		return false
	}
	if (before.pause > none || left > none) && allFunction(x, ws[from:to]) {
		return false
	}
	return slices.ContainsFunc(ws[from:to], func(w word) bool { return x.lang.Words.Who(x.forms[w.form]).Is&lang.Title == 0 })
}

// articles reports whether words are articles or a "that" alone, which reporters
// leave out and put in without hearing anything else.
func (d *disputed) articles(ws []word) bool {
	return !slices.ContainsFunc(ws, func(w word) bool {
		form := d.lexicon.forms[w.form]
		return form != "a" && form != "an" && form != "the" && form != "that"
	})
}

// core is a change without the words that both wordings have at its edges.
func (d *disputed) core(a, b []word, s stretch) stretch {
	for s.a1-s.a0 > 1 && s.b1-s.b0 > 1 && a[s.a0].form == b[s.b0].form {
		s.a0, s.b0 = s.a0+1, s.b0+1
	}
	for s.a1-s.a0 > 1 && s.b1-s.b0 > 1 && a[s.a1-1].form == b[s.b1-1].form {
		s.a1, s.b1 = s.a1-1, s.b1-1
	}
	return s
}

// modalsDiffer reports whether a change puts one modal verb for another, which
// makes another promise: "may" for "will", whatever the tense.
func (d *disputed) modalsDiffer(a, b []word) bool {
	v, w := d.modal(a), d.modal(b)
	return v != "" && w != "" && v != w
}

// modal is the class of the one modal verb among some words, empty where there
// is none or several.
func (d *disputed) modal(ws []word) (class string) {
	for _, w := range ws {
		if m := d.lexicon.lang.Modals[d.lexicon.forms[w.form]]; m != "" {
			if class != "" {
				return ""
			}
			class = m
		}
	}
	return class
}

// judge tells whether both wordings of a place can be right.
func (d *disputed) judge(a, b []word) judgement {
	negates := func(w word) bool { return d.lexicon.negation[w.form] }
	added := len(a) == 0 || len(b) == 0
	switch {
	case slices.ContainsFunc(a, negates) != slices.ContainsFunc(b, negates):
		return judgement{finding.Contradiction, addedNegation, added}
	case added:
		return judgement{finding.Imprecision, addedWord, added}
	case d.modalsDiffer(a, b):
		return judgement{finding.Contradiction, otherModal, added}
	case d.alike(a, b):
		return judgement{finding.Imprecision, otherForm, added}
	}
	return judgement{finding.Contradiction, otherWord, added}
}

// alike reports whether two pieces are one word with different endings, or in
// two spellings of it.
func (d *disputed) alike(a, b []word) bool {
	return len(a) == 1 && len(b) == 1 && d.inflected(a[0].form, b[0].form)
}

// inflected reports whether two forms look like one word.
func (d *disputed) inflected(v, w int32) bool {
	s, t := d.lexicon.forms[v], d.lexicon.forms[w]
	if len(s) > len(t) {
		s, t = t, s
	}
	same := 0
	for same < len(s) && s[same] == t[same] {
		same++
	}
	return d.lexicon.near(v, w) || same > 1 && same >= len(s)-1 && len(t)-len(s) <= 3
}

// note joins two places into one group, with whatever is in dispute with them
// already.
func (d *disputed) note(a, b disputedPlace, rule judgement) {
	group := -1
	for _, p := range []disputedPlace{a, b} {
		for k := range d.places {
			if o := &d.places[k]; o.wording == p.wording && (o.from < p.to && p.from < o.to || o.from == p.from && o.to == p.to) {
				switch {
				case group < 0:
					group = o.group
				case group != o.group:
					d.merge(group, o.group)
				}
			}
		}
	}
	if group < 0 {
		group = len(d.rules)
		d.rules = append(d.rules, rule)
	}
	if rule.severity == finding.Contradiction && d.rules[group].severity != finding.Contradiction {
		rule.added = rule.added || d.rules[group].added
		d.rules[group] = rule
	}
	d.rules[group].added = d.rules[group].added || rule.added
	a.group, b.group = group, group
	for _, p := range []disputedPlace{a, b} {
		if !slices.Contains(d.places, p) {
			d.places = append(d.places, p)
		}
	}
}

// merge makes group other part of group.
func (d *disputed) merge(group, other int) {
	for k := range d.places {
		if d.places[k].group == other {
			d.places[k].group = group
		}
	}
}

// conflicts makes one conflict of each group, with one value for each wording
// of the place.
func (d *disputed) conflicts() (out []finding.Conflict) {
	for g := range d.rules {
		var ps []disputedPlace
		for _, p := range d.places {
			// of several places in one wording the first found: the others overlap it
			if p.group == g && !slices.ContainsFunc(ps, func(o disputedPlace) bool { return o.wording == p.wording }) {
				ps = append(ps, p)
			}
		}
		if k := d.conflict(ps, d.rules[g]); len(k.Values) > 1 {
			out = append(out, k)
		}
	}
	return out
}

func (d *disputed) conflict(ps []disputedPlace, rule judgement) finding.Conflict {
	k := finding.Conflict{Kind: finding.Wording, Severity: rule.severity, Why: rule.why}
	var forms []string
	for _, p := range ps {
		ws := d.wordings[p.wording].words
		form := d.lexicon.spelling(ws[p.from:p.to])
		n := slices.Index(forms, form)
		if n < 0 {
			n = len(forms)
			forms = append(forms, form)
			if rule.added { // with the words on either side, there being none to show in one of them
				p.from, p.to = max(0, p.from-1), min(len(ws), p.to+1)
			}
			k.Values = append(k.Values, d.value(p))
		}
		for _, q := range d.wordings[p.wording].said {
			k.Values[n].Evidence = append(k.Values[n].Evidence, d.evidence(q, p.from))
		}
		k.Score = max(k.Score, float64(count(ws)))
	}
	order := func(a, b finding.Evidence) int { return cmp.Or(a.Report-b.Report, a.Span.Start-b.Span.Start) }
	for i := range k.Values {
		slices.SortFunc(k.Values[i].Evidence, order)
	}
	slices.SortStableFunc(k.Values, func(a, b finding.Value) int { return order(a.Evidence[0], b.Evidence[0]) })
	k.Score = 2 + min(k.Score, 40)/20
	if rule.why == otherModal || rule.why == addedNegation {
		k.Score += turned
	}
	return k
}

// value is what a place's first quotation has there.
func (d *disputed) value(p disputedPlace) finding.Value {
	w := &d.wordings[p.wording]
	scope := d.evidence(w.said[0], p.from)
	words := w.words[p.from].Span
	if p.from > 0 && w.words[p.from].clitic && w.words[p.from-1].End == words.Start {
		words.Start = w.words[p.from-1].Start // "He's the one", not "'s the one"
	}
	for _, v := range w.words[p.from:p.to] {
		if scope.Span.Contains(v.Span) {
			words = words.Cover(v.Span)
		}
	}
	return finding.Value{Words: finding.Evidence{Report: scope.Report, Span: words}, Scope: scope}
}

// evidence is the stretch of a quotation that holds its word i.
func (d *disputed) evidence(quotation, i int) finding.Evidence {
	q := &d.c.Quotations[quotation]
	ws := d.lexicon.read(d.c.Reports[q.Report].Article.Text, q.Content)
	span := q.Content[0]
	for _, s := range q.Content {
		if i < len(ws) && s.Holds(ws[i].Start) {
			span = s
		}
	}
	return finding.Evidence{Report: q.Report, Span: span}
}

// spelling is words as one string of their forms.
func (x *lexicon) spelling(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteString(x.forms[w.form])
		b.WriteByte(' ')
	}
	return b.String()
}
