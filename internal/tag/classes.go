package tag

import (
	"maps"
	"math"
	"slices"

	"parallax/internal/segment"
)

// Plain is a text without tags, to learn from it which words are used alike.
type Plain struct {
	Text     string
	Segments *segment.Segments
	Free     bool // its words may be kept from the third time on; else only those of five texts and more
}

// Numbers of classes of words.
const (
	numClasses = 128
	rounds     = 6

	boundary  = 0 // before and after a sentence
	number    = 1
	unclassed = 2 // too seldom
	firstFree = 3
)

// classer sorts words into classes so that a word's class tells most about the
// next word's: the exchange algorithm (Kneser and Ney, Improved Clustering
// Techniques for Class-Based Statistical Language Modelling, 1993).
type classer struct {
	words  []uint32  // folded words, the commonest first; word i has number i+firstFree
	class  []int     // of each number
	count  []float64 // of each number
	after  [][]edge  // what follows it how often
	before [][]edge
	pairs  []float64 // [class*numClasses+next class]
	totals []float64 // [class]
}

type edge struct {
	word int
	n    float64
}

// classes gives the class of each word that is common enough.
func classes(texts []Plain) map[uint32]uint16 {
	c := &classer{words: vocabulary(texts)}
	c.read(texts)
	for range rounds {
		for i := firstFree; i < len(c.class); i++ {
			c.exchange(i)
		}
	}
	out := map[uint32]uint16{}
	for k, h := range c.words {
		out[h] = uint16(c.class[k+firstFree])
	}
	return out
}

// vocabulary gives the words that may be kept.
func vocabulary(texts []Plain) []uint32 {
	type use struct{ n, texts, last, free int }
	uses := map[uint32]*use{}
	var w buffer
	for i, p := range texts {
		for _, tok := range p.Segments.Tokens {
			if tok.Kind == segment.Number {
				continue
			}
			w.fold(tok.In(p.Text))
			h := hashOf(w.bytes())
			u := uses[h]
			if u == nil {
				u = &use{last: -1}
				uses[h] = u
			}
			u.n++
			if p.Free {
				u.free++
			}
			if u.last != i {
				u.last = i
				u.texts++
			}
		}
	}
	var kept []uint32
	for _, h := range slices.Sorted(maps.Keys(uses)) {
		if uses[h].texts >= 5 || uses[h].free >= 3 {
			kept = append(kept, h)
		}
	}
	slices.SortStableFunc(kept, func(a, b uint32) int { return uses[b].n - uses[a].n })
	return kept
}

// read counts pairs of neighbours.
func (c *classer) read(texts []Plain) {
	ids := map[uint32]int{}
	for k, h := range c.words {
		ids[h] = k + firstFree
	}
	size := len(c.words) + firstFree
	after, before := make([]map[int]float64, size), make([]map[int]float64, size)
	for i := range size {
		after[i], before[i] = map[int]float64{}, map[int]float64{}
	}
	c.class, c.count = make([]int, size), make([]float64, size)
	pair := func(a, b int) { after[a][b]++; before[b][a]++; c.count[a]++ }
	var w buffer
	for _, p := range texts {
		for _, s := range p.Segments.Sentences {
			last := boundary
			for _, tok := range p.Segments.Tokens[s.First:s.End] {
				id := unclassed
				if tok.Kind == segment.Number {
					id = number
				} else {
					w.fold(tok.In(p.Text))
					if k, ok := ids[hashOf(w.bytes())]; ok {
						id = k
					}
				}
				pair(last, id)
				last = id
			}
			pair(last, boundary)
		}
	}
	c.after, c.before = edges(after), edges(before)
	c.deal()
}

// deal gives the words to the classes in turn, and counts.
func (c *classer) deal() {
	for i := range c.class {
		c.class[i] = i
		if i >= firstFree {
			c.class[i] = firstFree + (i-firstFree)%(numClasses-firstFree)
		}
	}
	c.pairs, c.totals = make([]float64, numClasses*numClasses), make([]float64, numClasses)
	for i := range c.after {
		for _, e := range c.after[i] {
			c.pairs[c.class[i]*numClasses+c.class[e.word]] += e.n
		}
		c.totals[c.class[i]] += c.count[i]
	}
}

func edges(counts []map[int]float64) [][]edge {
	out := make([][]edge, len(counts))
	for i, m := range counts {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			out[i] = append(out[i], edge{k, m[k]})
		}
	}
	return out
}

// exchange moves word i to the class where the likelihood of the texts is
// highest.
func (c *classer) exchange(i int) {
	var next, prev [numClasses]float64
	self := 0.0
	for _, e := range c.after[i] {
		if e.word == i {
			self += e.n
		} else {
			next[c.class[e.word]] += e.n
		}
	}
	for _, e := range c.before[i] {
		if e.word != i {
			prev[c.class[e.word]] += e.n
		}
	}
	c.shift(c.class[i], -1, c.count[i], self, &next, &prev)
	best, top := c.class[i], math.Inf(-1)
	for k := firstFree; k < numClasses; k++ {
		if gain := c.gain(k, c.count[i], self, &next, &prev); gain > top+1e-9 {
			best, top = k, gain
		}
	}
	c.class[i] = best
	c.shift(best, 1, c.count[i], self, &next, &prev)
}

// shift takes a word's pairs out of class k or puts them in.
func (c *classer) shift(k int, sign, n, self float64, next, prev *[numClasses]float64) {
	for h := range numClasses {
		c.pairs[k*numClasses+h] += sign * next[h]
		c.pairs[h*numClasses+k] += sign * prev[h]
	}
	c.pairs[k*numClasses+k] += sign * self
	c.totals[k] += sign * n
}

// gain is how much the log-likelihood grows when the word joins class k.
func (c *classer) gain(k int, n, self float64, next, prev *[numClasses]float64) float64 {
	gain := 2 * (entropy(c.totals[k]) - entropy(c.totals[k]+n))
	for h := range numClasses {
		if h == k {
			continue
		}
		if next[h] > 0 {
			x := c.pairs[k*numClasses+h]
			gain += entropy(x+next[h]) - entropy(x)
		}
		if prev[h] > 0 {
			x := c.pairs[h*numClasses+k]
			gain += entropy(x+prev[h]) - entropy(x)
		}
	}
	x := c.pairs[k*numClasses+k]
	return gain + entropy(x+next[k]+prev[k]+self) - entropy(x)
}

func entropy(n float64) float64 {
	if n <= 0 {
		return 0
	}
	return n * math.Log(n)
}
