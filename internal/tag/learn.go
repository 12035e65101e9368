package tag

import (
	"maps"
	"math"
	"slices"

	"parallax/internal/segment"
)

// Lesson is one sentence to learn from.
type Lesson struct {
	Text   string
	Tokens []segment.Token
	Tags   []Tag    // of each token; None where nothing is told
	Lemmas []string // of each token, lower case; "" where nothing is told
	Source int      // number of the document, 0 and up
	Weight float32  // how much it counts: 1
}

// Options say how to learn. The zero value is of no use: see Settings.
type Options struct {
	Lines   int     // log2 of the number of lines of weights
	Epochs  int     // times over the lessons
	Rate    float32 // AdaGrad's step
	Dropout float32 // share of features left out of each step
	Thrift  float32 // pull of each weight towards 0, in units of the gradient
	Runs    int     // times learned from the start, in other orders; the mean of all counts
	Seed    uint64
}

// Settings are what the shipped model was learned with.
var Settings = Options{Lines: 15, Epochs: 7, Rate: 0.1, Dropout: 0.25, Thrift: 0.02, Runs: 8, Seed: 1}

// tally counts a word's tags.
type tally struct {
	tags    [numTags]float32
	total   float32
	sources map[int]*[numTags]float32
}

// learner is what learning keeps beside the model.
type learner struct {
	Options
	m       *Model
	lessons []Lesson
	tallies map[uint32]*tally
	setIDs  map[tagSet]uint16
	random  chance

	weights, squares, sum []float32 // now; sums of squared gradients; of what the weights were, now and then
	sums                  float32   // how often they were added to sum
}

// chance is a sequence of numbers that look random and are always the same
// (Steele, Lea and Flood's SplitMix64).
type chance uint64

func (c *chance) next() uint64 {
	*c += 0x9E3779B97F4A7C15
	z := uint64(*c)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// share is a number from 0 up to and without 1.
func (c *chance) share() float32 { return float32(c.next()>>40) / (1 << 24) }

// Learn makes a model of the lessons: the same for the same lessons in the
// same order. Method: a dictionary of the tags that each word has had, and a
// log-linear choice among them over hashed features (Weinberger et al.,
// Feature Hashing for Large Scale Multitask Learning, 2009), with the tags
// given so far as its history, learned by AdaGrad (Duchi et al., 2011) with
// features dropped at random, averaged.
func Learn(lessons []Lesson, plain []Plain, o Options) *Model {
	l := &learner{Options: o, m: &Model{shift: uint(32 - o.Lines)}, lessons: lessons, tallies: map[uint32]*tally{}, setIDs: map[tagSet]uint16{}, random: chance(o.Seed)}
	l.count()
	l.guesses()
	l.dictionary(classes(plain))
	l.lemmas()
	l.fit()
	l.quantise()
	return l.m
}

// tableOf makes a table, in the order of its keys.
func tableOf[V any](values map[uint32]V) table[V] {
	t := newTable[V](len(values))
	for _, key := range slices.Sorted(maps.Keys(values)) {
		t.put(key, values[key])
	}
	return t
}

// count tells how often each word has had each tag.
func (l *learner) count() {
	var w buffer
	for _, lesson := range l.lessons {
		for i, tok := range lesson.Tokens {
			t := lesson.Tags[i]
			if t == None || tok.Kind == segment.Number || tok.Kind == segment.Quote {
				continue
			}
			w.fold(tok.In(lesson.Text))
			h := hashOf(w.bytes())
			c := l.tallies[h]
			if c == nil {
				c = &tally{sources: map[int]*[numTags]float32{}}
				l.tallies[h] = c
			}
			c.tags[t]++
			c.total++
			s := c.sources[lesson.Source]
			if s == nil {
				s = new([numTags]float32)
				c.sources[lesson.Source] = s
			}
			s[t]++
		}
	}
}

// rare is up to how many times a word was seen that other rare words are
// judged by.
const rare = 5

// guesses learns the tags of words by their endings and shapes from rare words.
func (l *learner) guesses() {
	counts := map[uint32]*tally{}
	var order []uint32
	r := reader{m: &Model{}}
	for _, lesson := range l.lessons {
		r.t = lesson.Text
		r.read(lesson.Tokens)
		for i, t := range lesson.Tags {
			c := &r.cells[i]
			if t == None || lesson.Tokens[i].Kind == segment.Quote {
				continue
			}
			if n := l.tallies[c.hash]; n != nil && n.total > rare {
				continue
			}
			for _, key := range guessKeys(c) {
				if counts[key] == nil {
					counts[key] = &tally{}
					order = append(order, key)
				}
				counts[key].tags[t]++
				counts[key].total++
			}
		}
	}
	kept := order[:0]
	for _, key := range order {
		if counts[key].total >= 10 {
			kept = append(kept, key)
		}
	}
	slices.Sort(kept)
	l.m.guesses = newTable[uint16](len(kept))
	for _, key := range kept {
		l.m.guesses.put(key, l.setID(counts[key].set(0.01)))
	}
}

// set gives the tags that make up at least that share.
func (c *tally) set(share float32) (s tagSet) {
	for t, n := range c.tags {
		if n > 0 && n >= share*c.total {
			s |= 1 << t
		}
	}
	return s
}

func (l *learner) setID(s tagSet) uint16 {
	id, ok := l.setIDs[s]
	if !ok {
		id = uint16(len(l.m.sets))
		l.setIDs[s] = id
		l.m.sets = append(l.m.sets, s)
	}
	return id
}

// open are the tags that new words get.
var open = setOf(NN, NNS, NNP, NNPS, JJ, JJR, JJS, VB, VBD, VBG, VBN, VBP, VBZ, RB, UH, FW)

// entry gives the tags of a word seen so often; what is rare may have others.
func entry(c *tally, c0 *cell, m *Model) tagSet {
	if c.total >= 8 {
		return c.set(0.015)
	}
	s := c.set(0)
	if s&open == 0 {
		return s
	}
	return s | m.guess(c0)&open
}

// dictionary makes the table of words, whose classes are told.
func (l *learner) dictionary(kin map[uint32]uint16) {
	words := map[uint32]use{}
	for h, k := range kin {
		words[h] = use{kin: k + 1}
	}
	hashes := slices.Sorted(maps.Keys(l.tallies))
	first := l.firstCells()
	for _, h := range hashes {
		c0 := first[h]
		words[h] = use{set: l.setID(entry(l.tallies[h], &c0, l.m)) + 1, kin: words[h].kin}
	}
	l.m.words = tableOf(words)
}

// firstCells gives each word's first cell in the lessons.
func (l *learner) firstCells() map[uint32]cell {
	first := map[uint32]cell{}
	r := reader{m: &Model{}}
	for _, lesson := range l.lessons {
		r.t = lesson.Text
		r.read(lesson.Tokens)
		for _, c := range r.cells {
			if _, ok := first[c.hash]; !ok {
				first[c.hash] = c
			}
		}
	}
	return first
}

// enter looks a word up as if its own document had not been seen; a word of
// this document alone is sometimes left as known as it will be.
func (l *learner) enter(c *cell, source int) {
	own := l.tallies[c.hash]
	if c.known && c.word == c.hash && own != nil {
		mine := own.sources[source]
		rest := tally{total: own.total}
		for t := range rest.tags {
			rest.tags[t] = own.tags[t]
			if mine != nil {
				rest.tags[t] -= mine[t]
				rest.total -= mine[t]
			}
		}
		if rest.total > 0 {
			c.set = entry(&rest, c, l.m)
		} else if l.random.share() < 0.5 {
			c.known, c.word, c.set = false, strange(c), l.m.guess(c)
		}
		c.class = classOf(c.set)
		c.set |= named(c)
	}
}

// fit learns the weights.
func (l *learner) fit() {
	size := lineSize << l.Lines
	l.sum = make([]float32, size)
	for range l.Runs {
		l.weights, l.squares = make([]float32, size), make([]float32, size)
		l.run()
	}
}

// run goes over the lessons as often as asked, each time in another order.
func (l *learner) run() {
	order := make([]int, len(l.lessons))
	for i := range order {
		order[i] = i
	}
	r := reader{m: l.m}
	for epoch := range l.Epochs {
		for i := len(order) - 1; i > 0; i-- {
			j := int(l.random.next() % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for n, k := range order {
			lesson := &l.lessons[k]
			r.t = lesson.Text
			r.read(lesson.Tokens)
			for i := range r.cells {
				if lesson.Tokens[i].Kind != segment.Quote {
					l.enter(&r.cells[i], lesson.Source)
				}
			}
			l.sentence(r.cells, lesson)
			if epoch > 0 && n%2000 == 0 {
				for i, w := range l.weights {
					l.sum[i] += w
				}
				l.sums++
			}
		}
	}
}

// sentence takes one step for each token that leaves a choice; what the
// weights favour is the history of the tokens after it, right or wrong, as it
// will be.
func (l *learner) sentence(cells []cell, lesson *Lesson) {
	var s state
	var v view
	var f [numFeatures]uint32
	for i := range cells {
		c := &cells[i]
		t := c.set.lowest()
		if c.set.size() > 1 {
			v.of(cells, i, &s)
			v.features(&f)
			set := c.set
			if gold := lesson.Tags[i]; gold != None {
				set |= 1 << gold
			}
			t = l.step(&f, set, lesson.Tags[i], lesson.Weight)
		}
		s.next(c, t)
	}
}

// step moves the weights towards the right tag and gives the tag that they
// favoured. Where nothing is told it moves none.
func (l *learner) step(f *[numFeatures]uint32, set tagSet, gold Tag, weight float32) Tag {
	var room [numFeatures]uint32
	kept := room[:0] // features that are not left out
	for _, h := range f {
		if l.random.share() >= l.Dropout {
			kept = append(kept, h)
		}
	}
	scale := 1 / (1 - l.Dropout)
	var scores [numTags]float32
	best, top := None, float32(math.Inf(-1))
	for t := range numTags {
		if !set.has(t) {
			continue
		}
		for _, h := range kept {
			scores[t] += l.weights[l.place(h, t)]
		}
		scores[t] *= scale
		if scores[t] > top {
			best, top = t, scores[t]
		}
	}
	if gold != None {
		l.move(kept, set, gold, &scores, top, weight*scale)
	}
	return best
}

// place is where the weight of a feature for a tag stands.
func (l *learner) place(h uint32, t Tag) uint32 {
	return h>>l.m.shift<<lineBits | (h+uint32(t))%lineSize
}

// move goes down the gradient of the log-likelihood of the right tag, by
// scale.
func (l *learner) move(kept []uint32, set tagSet, gold Tag, scores *[numTags]float32, top, scale float32) {
	var sum float32
	for t := range numTags {
		if set.has(t) {
			scores[t] = float32(math.Exp(float64(scores[t] - top)))
			sum += scores[t]
		}
	}
	for t := range numTags {
		if !set.has(t) {
			continue
		}
		g := scores[t] / sum
		if t == gold {
			g--
		}
		if g *= scale; g > -1e-4 && g < 1e-4 {
			continue
		}
		for _, h := range kept {
			k := l.place(h, t)
			l.squares[k] += g * g
			step := l.Rate / float32(math.Sqrt(float64(l.squares[k]+0.1)))
			l.weights[k] = towards0(l.weights[k]-step*g, step*l.Thrift)
		}
	}
}

// towards0 takes d off a weight's size.
func towards0(w, d float32) float32 {
	switch {
	case w > d:
		return w - d
	case w < -d:
		return w + d
	}
	return 0
}

// smallest is the size under which a weight, of 127, is left out: it decides
// nothing, and most are so small.
const smallest = 5

// quantise makes bytes of the averaged weights.
func (l *learner) quantise() {
	var top float32
	for i := range l.sum {
		l.sum[i] /= l.sums
		top = max(top, l.sum[i], -l.sum[i])
	}
	l.m.weights = make([]int8, len(l.sum))
	for i, w := range l.sum {
		if q := int8(math.Round(float64(w / top * 127))); q >= smallest || q <= -smallest {
			l.m.weights[i] = q
		}
	}
}

// form is a folded word with one of its tags.
type form struct {
	word string
	tag  Tag
}

// lemmas learns the lemma of each word for each of its tags; a tag that the
// word can have and was not seen with has the regular one.
func (l *learner) lemmas() {
	counts, words := l.countLemmas()
	l.m.rules = slices.Clone(regularRules)
	found := map[uint32]uint16{}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		b := []byte(word)
		u, _ := l.m.words.get(hashOf(b))
		set := l.m.sets[max(u.set, 1)-1]
		for t := range numTags {
			if !inflected.has(t) {
				continue
			}
			r := asIs
			if c := counts[form{word, t}]; c != nil {
				r = l.ruleID(ruleBetween(word, most(c)))
			} else if regular.has(t) && set.has(t) {
				r = l.m.ruleFor(b, t)
			}
			if r != asIs {
				found[lemmaKey(hashOf(b), t)] = r
			}
		}
	}
	l.m.lemmas = tableOf(found)
}

// countLemmas gives how often each form has had each lemma, and all words.
func (l *learner) countLemmas() (counts map[form]map[string]int, words map[string]bool) {
	counts, words = map[form]map[string]int{}, map[string]bool{}
	var w buffer
	for _, lesson := range l.lessons {
		for i, tok := range lesson.Tokens {
			if tok.Len() > longest || lesson.Tags[i] == None || lesson.Lemmas[i] == "" {
				continue
			}
			w.fold(tok.In(lesson.Text))
			f := form{string(w.bytes()), lesson.Tags[i]}
			words[f.word] = true
			if !inflected.has(f.tag) {
				continue
			}
			if counts[f] == nil {
				counts[f] = map[string]int{}
			}
			w.fold(lesson.Lemmas[i])
			counts[f][string(w.bytes())]++
		}
	}
	return counts, words
}

// most is the commonest of the lemmas, the first in the alphabet of equal ones.
func most(c map[string]int) string {
	best := ""
	for _, lemma := range slices.Sorted(maps.Keys(c)) {
		if best == "" || c[lemma] > c[best] {
			best = lemma
		}
	}
	return best
}

func ruleBetween(word, lemma string) rule {
	n := 0
	for n < len(word) && n < len(lemma) && word[n] == lemma[n] {
		n++
	}
	return rule{len(word) - n, lemma[n:]}
}

func (l *learner) ruleID(r rule) uint16 {
	if len(r.add) > longestAdded || r.cut > 255 {
		return asIs
	}
	if k := slices.Index(l.m.rules, r); k >= 0 {
		return uint16(k)
	}
	l.m.rules = append(l.m.rules, r)
	return uint16(len(l.m.rules) - 1)
}
