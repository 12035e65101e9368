package tag

import (
	"math"
	"math/bits"

	"parallax/internal/segment"
)

// Word is what is known of one token.
type Word struct {
	Tag   Tag
	rule  uint16 // how the lemma comes from the word: index into Model.rules
	Lemma uint32 // identity of the lemma: what LemmaID gives for it
}

// Tag tells the part of speech and the lemma of every token of s: word i of
// the result is token i. It looks at one sentence at a time.
func (m *Model) Tag(t string, s *segment.Segments) []Word {
	out := make([]Word, len(s.Tokens))
	r := reader{m: m, t: t}
	for _, sent := range s.Sentences {
		tokens := s.Tokens[sent.First:sent.End]
		r.read(tokens)
		m.decide(r.cells, out[sent.First:sent.End])
		for i := range tokens {
			m.lemmatise(t, tokens[i], &r.cells[i], &r.w, &out[sent.First+i])
		}
	}
	return out
}

// decide gives each token its best tag, from the left to the right.
func (m *Model) decide(cells []cell, out []Word) {
	var s state
	var f [numFeatures]uint32
	for i := range cells {
		c := &cells[i]
		t := c.set.lowest()
		if rest := c.set &^ (1 << t); rest != 0 {
			features(&f, cells, i, s)
			if other := rest.lowest(); rest == 1<<other {
				t = m.better(&f, t, other)
			} else {
				t = m.best(&f, c.set)
			}
		}
		out[i].Tag = t
		s = s.next(c, t)
	}
}

// line gives a feature's weights.
func (m *Model) line(h uint32) *[lineSize]int8 {
	return (*[lineSize]int8)(m.weights[h>>(m.shift&31)<<lineBits:])
}

// better is the one of two tags with the higher score, a of equal ones.
func (m *Model) better(f *[numFeatures]uint32, a, b Tag) Tag {
	score := int32(0) // of a over b
	for _, h := range f {
		line := m.line(h)
		score += int32(line[(h+uint32(a))%lineSize]) - int32(line[(h+uint32(b))%lineSize])
	}
	if score < 0 {
		return b
	}
	return a
}

// best is the tag of the set with the highest score, the first of equal ones.
// Four tags are scored at a time, as many as processors keep at hand.
func (m *Model) best(f *[numFeatures]uint32, set tagSet) Tag {
	best, top := None, int32(math.MinInt32)
	for rest := uint64(set); rest != 0; {
		var tags [4]uint32
		n := 0
		for ; n < 4 && rest != 0; n++ {
			tags[n] = uint32(bits.TrailingZeros64(rest))
			rest &= rest - 1
		}
		for k, score := range m.scores(f, tags) {
			if k < n && score > top {
				best, top = Tag(tags[k]), score
			}
		}
	}
	return best
}

// scores adds up what the features say for each of four tags.
func (m *Model) scores(f *[numFeatures]uint32, tags [4]uint32) [4]int32 {
	var a, b, c, d int32
	for _, h := range f {
		line := m.line(h)
		a += int32(line[(h+tags[0])%lineSize])
		b += int32(line[(h+tags[1])%lineSize])
		c += int32(line[(h+tags[2])%lineSize])
		d += int32(line[(h+tags[3])%lineSize])
	}
	return [4]int32{a, b, c, d}
}
