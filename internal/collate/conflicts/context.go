package conflicts

import (
	"math"

	"parallax/internal/analysis"
	"parallax/internal/fact"
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
)

// near is a content word beside a number.
type near struct {
	lemma    uint32
	distance int
	name     bool
	noun     bool
}

// context weighs the words of a story: by how few of its sentences have them.
type context struct {
	as        []*analysis.Analysis
	sentences map[uint32]int // by lemma
	last      map[uint32]int // the last sentence that was counted for it
	n         int
	fated     map[given]int // values that a report gives for people of whom it tells what befell them
	lang      *lang.Language
}

func newContext(as []*analysis.Analysis) *context {
	c := &context{as: as, sentences: map[uint32]int{}, last: map[uint32]int{}, fated: map[given]int{}, lang: lang.English()}
	for r, a := range as {
		if a.Tags == nil {
			continue
		}
		for _, s := range a.Segments.Sentences {
			c.n++
			for i := s.First; i < s.End; i++ {
				if w, ok := c.word(r, i); ok && c.last[w.lemma] != c.n {
					c.last[w.lemma] = c.n
					c.sentences[w.lemma]++
				}
			}
		}
	}
	return c
}

// word is the content word at token i of a report.
func (c *context) word(r, i int) (near, bool) {
	a := c.as[r]
	tok, w := a.Segments.Tokens[i], a.Tags[i]
	if tok.Kind != segment.Word || !w.Tag.Noun() && !(w.Tag.Verb() && w.Tag != tag.MD) && !(w.Tag >= tag.JJ && w.Tag <= tag.JJS) {
		return near{}, false
	}
	lower := lowerASCII(tok.In(a.Article.Text))
	if is := c.lang.Quantities[lower].Is; c.lang.FunctionWords.Has(lower) || c.lang.Auxiliaries.Has(lower) || is != lang.NoQuantity && is < lang.FateWord {
		return near{}, false
	}
	return near{lemma: w.Lemma, name: w.Tag == tag.NNP || w.Tag == tag.NNPS, noun: w.Tag.Noun()}, true
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// around gives the content words near a fact in its sentence.
func (c *context) around(r int, f *fact.Fact) (out []near) {
	s := c.as[r].Segments.Sentences[f.Sentence]
	add := func(from, to, step int) {
		n := 0
		for i := from; i != to && n < around; i += step {
			if w, ok := c.word(r, i); ok {
				w.distance = n
				out = append(out, w)
				n++
			}
		}
	}
	add(f.First-1, s.First-1, -1)
	add(f.End, s.End, 1)
	return out
}

// weight is how rare a lemma is among the story's sentences.
func (c *context) weight(lemma uint32) float64 {
	if c.n < 2 {
		return 0
	}
	return max(0, math.Log(float64(c.n+1)/(float64(c.sentences[lemma])+0.5))) * math.Log(91) / math.Log(float64(c.n+1))
}

// common is what the words around two numbers share.
type common struct {
	sum   float64 // of the weights of shared words
	noun  float64 // what of it comes from what is counted
	plain bool    // a word is shared that is neither a name nor what is counted
	event bool    // an event is named in both: a name of two words or more, and a noun
}

// shared is what the words around two numbers say for their being of one thing.
func (c *context) shared(a, b *number) (out common) {
	names, nouns := 0, 0
	for i, v := range a.words {
		if first(a.words, v.lemma) < i {
			continue
		}
		j := first(b.words, v.lemma)
		if j == len(b.words) {
			continue
		}
		w := b.words[j]
		weight := c.weight(v.lemma) * (1 - decay*float64(max(v.distance, w.distance)))
		out.sum += weight
		if v.lemma == c.noun(a) || v.lemma == c.noun(b) {
			out.noun += weight
			continue
		}
		switch {
		case !v.name || !w.name:
			out.plain = true
			if v.noun && w.noun {
				nouns++
			}
		default:
			names++
		}
	}
	out.event = names > 1 && nouns > 0
	return out
}

// noun is the lemma of what a number counts, 0 when no noun says so.
func (c *context) noun(n *number) uint32 {
	if n.Noun < 0 {
		return 0
	}
	return c.as[n.report].Tags[n.Noun].Lemma
}

// first is the index of the first word with a lemma, len(ws) when none has it.
func first(ws []near, lemma uint32) int {
	for i, w := range ws {
		if w.lemma == lemma {
			return i
		}
	}
	return len(ws)
}
