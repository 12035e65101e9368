package collate

import (
	"cmp"
	"slices"
	"strings"
)

// An indirect quotation is a reading of an utterance when the same speaker
// said it and this share of what it tells, by weight, is in the fullest
// wording; more when only the speaker's organisation is named.
const (
	paraphraseShare = 0.5
	spokenForShare  = 0.75
	fewShare        = 0.75 // when few words are shared
	leastTold       = 3    // words with meaning that both have
	fewTold         = 4    // fewer are few
)

// paraphrases gives the indirect quotations of reports that lack an utterance
// a place among its readings: told in the reporter's words, by the same
// speaker, with most of its content words in the fullest wording. Each goes to
// the utterance that has most of it, and a report that quotes the utterance
// needs none. Greedy and asymmetric, as textual entailment by lexical coverage
// is (Dagan, Glickman and Magnini 2006): what is told may say less than what
// was said, not more.
func (c *Comparison) paraphrases(j *joiner, told []statement) {
	if len(told) == 0 || len(c.Reports) < 2 {
		return
	}
	of := c.wordsOfUtterances(j)
	for i := range told {
		t := &told[i]
		best, at := 0.0, -1
		for _, u := range of.sharing(t) {
			if v := c.tells(j, t, &c.Utterances[u], of.words[u]); v > best {
				best, at = v, u
			}
		}
		if at >= 0 {
			c.addParaphrase(j, t, of.words[at], &c.Utterances[at])
		}
	}
}

// fullestWords are the statements with the fullest wordings, by utterance, and
// where each word form stands.
type fullestWords struct {
	words []*statement
	in    map[int32][]int // by form with meaning: utterances, in order
}

func (c *Comparison) wordsOfUtterances(j *joiner) *fullestWords {
	by := make(map[int]*statement, len(j.statements))
	for i := range j.statements {
		by[j.statements[i].quotation] = &j.statements[i]
	}
	f := &fullestWords{in: map[int32][]int{}}
	for u := range c.Utterances {
		s := by[c.Utterances[u].Fullest]
		f.words = append(f.words, s)
		for _, w := range s.words {
			if list := f.in[w.form]; j.meaning(w) && (len(list) == 0 || list[len(list)-1] != u) {
				f.in[w.form] = append(list, u)
			}
		}
	}
	return f
}

// meaning reports whether a word tells what was said, and not only that it was.
func (x *lexicon) meaning(w word) bool { return x.content(w) && !x.light[w.form] && !w.clitic }

// sharing lists the utterances that have a word of meaning of a statement's.
func (f *fullestWords) sharing(t *statement) []int {
	var out []int
	for _, w := range t.words {
		out = append(out, f.in[w.form]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// tells is the share of a told statement, by weight, that stands in the
// fullest wording of an utterance; 0 when it is no reading of it.
func (c *Comparison) tells(j *joiner, t *statement, u *Utterance, full *statement) float64 {
	if !slices.Contains(u.Absent, t.report) || u.Speaker < 0 {
		return 0
	}
	least := paraphraseShare
	switch who := c.Quotations[t.quotation].Speaker; {
	case who < 0:
		return 0
	case who != u.Speaker:
		if !c.speaksFor(u.Speaker, who) {
			return 0
		}
		least = spokenForShare
	}
	if v := j.retold(full, t); v > 0 {
		return v
	}
	forms, all := j.meanings(t)
	both, n, there, here := j.closest(full, t, forms)
	if n < fewTold {
		least = max(least, fewShare)
	}
	if n < leastTold || both < least*all || !j.agree(full.words, there, t.words, here) {
		return 0
	}
	return both / all
}

// retold is how much of the shorter one stands in the longer one, 0 to 1,
// where a statement tells in its own voice what was said word for word, but for
// the tense and the person: “no compulsory redundancies” is in "promised no
// compulsory redundancies before May", and "there was no more money" is “There
// is no more money.” It is 0 where that is not so.
func (j *joiner) retold(full, t *statement) float64 {
	ms := align(j.lexicon, full.words, t.words)
	run, end := longestRun(ms)
	if run < leastRetold {
		return 0
	}
	meant, content := 0, 0
	for _, m := range ms[end-run : end] {
		w := full.words[m.a]
		if j.content(w) {
			content++
		}
		if j.meaning(w) {
			meant++
		}
	}
	first, last := ms[end-run], ms[end-1]
	whole := run == len(full.words)
	opens := first.a <= 2 || full.words[first.a-1].pause == sentence // but for "there is", "we will"
	closes := full.words[last.a].pause == sentence
	switch {
	case meant == 0 || j.denies(t.words[max(0, first.b-lead):first.b]) && !j.denies(full.words[max(0, first.a-lead):first.a]):
		return 0
	case whole && content >= 2, run >= 4 && content >= 2 && closes, opens && closes && content >= 1 && first.b <= 3:
		return float64(run) / float64(min(len(full.words), len(t.words)))
	}
	return 0
}

// leastRetold is how many words in a row tell that words were taken over.
const leastRetold = 2

// longestRun is the length of the longest run of words in common with nothing
// between, and one past the index of its last match.
func longestRun(ms []match) (longest, end int) {
	run := 0
	for i, m := range ms {
		switch {
		case m.near:
			run = 0
			continue
		case run > 0 && ms[i-1].a == m.a-1 && ms[i-1].b == m.b-1:
			run++
		default:
			run = 1
		}
		if run > longest {
			longest, end = run, i+1
		}
	}
	return longest, end
}

// within is a stretch of words that hold something: [0] the first, [1] one past the last.
type within [2]int

// agree reports whether what two wordings have in common is denied in both or
// in neither: in the words that hold it and a few before, or also in those after.
func (j *joiner) agree(a []word, in within, b []word, of within) bool {
	return j.denies(around(a, in, 0)) == j.denies(around(b, of, 0)) ||
		j.denies(around(a, in, tail)) == j.denies(around(b, of, tail))
}

// around are the words of a stretch with a few before and so many after, in
// its own sentences.
func around(words []word, in within, after int) []word {
	from, to := in[0], in[1]
	for n := 0; n < lead && from > 0 && words[from-1].pause < sentence; n++ {
		from--
	}
	for n := 0; n < after && to > 0 && to < len(words) && words[to-1].pause < sentence; n++ {
		to++
	}
	return words[from:to]
}

// meanings are a statement's forms with meaning, each once, and their weight.
func (j *joiner) meanings(t *statement) (forms []int32, weight float64) {
	for _, w := range t.words {
		if j.meaning(w) && !slices.Contains(forms, w.form) {
			forms = append(forms, w.form)
			weight += j.weightOf(w.form)
		}
	}
	return forms, weight
}

// windowFor is how many words of the fullest wording may hold what is told in
// n: words that a long speech has here and there are not what it said.
func windowFor(n int) int { return 2*n + 6 }

// closest is the weight of those forms of t that stand together in a stretch
// of the fullest wording, where that is most, how many they are, and the
// stretches that hold them there and in t.
func (j *joiner) closest(full, t *statement, forms []int32) (weight float64, n int, there, here within) {
	type hit struct{ at, form int }
	var hits []hit
	for at, w := range full.words {
		for k, f := range forms {
			if j.alike(w.form, f) {
				hits = append(hits, hit{at, k})
			}
		}
	}
	window := windowFor(len(t.words))
	var best []bool // by form: it is in the best stretch
	for i := range hits {
		seen := make([]bool, len(forms))
		sum, count, end := 0.0, 0, 0
		for _, h := range hits[i:] {
			if h.at-hits[i].at >= window {
				break
			}
			if !seen[h.form] {
				seen[h.form] = true
				sum += j.weightOf(forms[h.form])
				count++
				end = h.at + 1
			}
		}
		if sum > weight {
			weight, n, there, best = sum, count, within{hits[i].at, end}, seen
		}
	}
	return weight, n, there, j.holds(t.words, forms, best)
}

// holds is the stretch of words that has all of those forms that are meant.
func (j *joiner) holds(words []word, forms []int32, meant []bool) within {
	in := within{0, 0}
	for i, w := range words {
		if k := slices.Index(forms, w.form); k >= 0 && meant != nil && meant[k] {
			if in[1] == 0 {
				in[0] = i
			}
			in[1] = i + 1
		}
	}
	return in
}

// lead is how many words before a stretch may deny it, tail how many after it
// may.
const (
	lead = 4
	tail = 8
)

// weightOf is what a form is worth; one that nobody quotes is rare.
func (j *joiner) weightOf(form int32) float64 {
	if int(form) < len(j.weights) {
		return max(leastWeight, j.weights[form])
	}
	return 2 * leastWeight
}

// alike reports whether two forms are one word, perhaps inflected otherwise.
func (j *joiner) alike(a, b int32) bool {
	return j.same(a, b) || j.initial[a] != 0 && j.initial[a] == j.initial[b] && j.near(a, b)
}

// denies reports whether a word like "not" is among words.
func (j *joiner) denies(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return j.negation[w.form] })
}

// speaksFor reports whether a person's role names the organisation: what
// "Lorrow Water said" may be told of its chief.
func (c *Comparison) speaksFor(person, organisation int) bool {
	p, o := &c.People[person], &c.People[organisation]
	return o.Named && !p.Role.Span.Empty() && o.Name.Span.Len() > 0 &&
		strings.Contains(c.textOf(p.Role), c.textOf(o.Name))
}

func (c *Comparison) textOf(e Evidence) string { return e.Span.In(c.Reports[e.Report].Article.Text) }

// addParaphrase puts a told statement among an utterance's readings.
func (c *Comparison) addParaphrase(j *joiner, t, full *statement, u *Utterance) {
	cs, _ := changes(j.lexicon, full.words, t.words, align(j.lexicon, full.words, t.words))
	r := c.reading(j.lexicon, full, t, cs)
	at, _ := slices.BinarySearchFunc(u.Readings, r, func(a, b Reading) int { return cmp.Compare(a.Quotation, b.Quotation) })
	u.Readings = slices.Insert(u.Readings, at, r)
	u.Absent = slices.DeleteFunc(u.Absent, func(r int) bool { return r == t.report })
}
