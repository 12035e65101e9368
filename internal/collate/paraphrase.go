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

// sharing lists the utterances that have at least two of a statement's words.
func (f *fullestWords) sharing(t *statement) []int {
	count := map[int]int{}
	seen := map[int32]bool{}
	for _, w := range t.words {
		if seen[w.form] {
			continue
		}
		seen[w.form] = true
		for _, u := range f.in[w.form] {
			count[u]++
		}
	}
	var out []int
	for u, n := range count {
		if n >= leastTold-1 {
			out = append(out, u)
		}
	}
	slices.Sort(out)
	return out
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
	forms, all := j.meanings(t)
	both, n, near := j.closest(full, forms, windowFor(len(t.words)))
	if n < fewTold {
		least = max(least, fewShare)
	}
	if n < leastTold || both < least*all || j.denies(t.words) != j.denies(near) {
		return 0
	}
	return both / all
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

// closest is the weight of those forms that stand together in a stretch of a
// statement, where that is most, how many they are, and the words of the
// stretch and a few before it.
func (j *joiner) closest(s *statement, forms []int32, window int) (weight float64, n int, near []word) {
	type hit struct{ at, form int }
	var hits []hit
	for at, w := range s.words {
		for k, f := range forms {
			if j.alike(w.form, f) {
				hits = append(hits, hit{at, k})
			}
		}
	}
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
			weight, n, near = sum, count, s.words[max(0, hits[i].at-lead):end]
		}
	}
	return weight, n, near
}

// lead is how many words before a stretch may deny it.
const lead = 4

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
