package tag

import (
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
	if room, ok := m.rooms.Get().(*room); ok {
		r.room = *room
	}
	for rest := s.Sentences; len(rest) > 0; {
		n := blockEnd(rest)
		block := rest[:n]
		rest = rest[n:]
		first, end := block[0].First, block[n-1].End
		m.tagBlock(&r, s.Tokens[first:end], block, out[first:end])
	}
	m.rooms.Put(&r.room)
	return out
}

// blockSize is how many tokens are looked at together, if they are more than a
// sentence.
const blockSize = 256

// blockEnd is how many sentences, which follow one upon another, are looked at
// together.
func blockEnd(s []segment.Sentence) int {
	n := 1
	for n < len(s) && s[n].First == s[n-1].End && s[n].End-s[0].First <= blockSize {
		n++
	}
	return n
}

// tagBlock tags the tokens of some sentences.
func (m *Model) tagBlock(r *reader, tokens []segment.Token, sentences []segment.Sentence, out []Word) {
	r.reset()
	d := decider{m: m, out: out}
	for _, s := range sentences {
		r.add(tokens[s.First-sentences[0].First : s.End-sentences[0].First])
	}
	d.cells, d.sentences = r.cells, sentences
	d.decide()
	for i := range tokens {
		m.lemmatise(r.t, tokens[i], &r.cells[i], &r.w, &out[i])
	}
}

// margins are by how much a tag may trail the best one after each stage: one
// that trails by more is out of the race (Strubell et al., Learning Dynamic
// Feature Selection for Fast Sequential Prediction, 2015). Measured: after each
// stage, of a thousand tags given one or two differ from what all
// features would have given.
var margins = [len(stages)]int32{110, 116, 110, 105, 0}

// line gives a feature's weights.
func (m *Model) line(h uint32) *[lineSize]int8 {
	return (*[lineSize]int8)(m.weights[h>>(m.shift&31)<<lineBits:])
}

// best is the tag, of those that the token of a lane can have, with the highest
// score, the first of equal ones.
func (m *Model) best(l *lane) Tag {
	var tags [numTags]Tag
	var scores [numTags]int32
	n := 0
	for rest := uint64(l.v.c.set); rest != 0; rest &= rest - 1 {
		tags[n] = Tag(bits.TrailingZeros64(rest))
		n++
	}
	f := &l.f
	from := 0
	for stage, to := range stages {
		if stage > 1 {
			l.v.stage(f, stage)
		}
		if n == 2 {
			scores[0] += m.lead(f[from:to], tags[0], tags[1])
		} else {
			m.add(f[from:to], tags[:n], scores[:n])
		}
		n = narrow(tags[:n], scores[:n], margins[stage])
		if n == 1 {
			break
		}
		from = to
	}
	return tags[0]
}

// lead is how far the features put tag a before tag b.
func (m *Model) lead(f []uint32, a, b Tag) int32 {
	score := int32(0)
	for _, h := range f {
		line := m.line(h)
		score += int32(line[(h+uint32(a))%lineSize]) - int32(line[(h+uint32(b))%lineSize])
	}
	return score
}

// add adds up what the features say for each tag.
func (m *Model) add(f []uint32, tags []Tag, scores []int32) {
	for _, h := range f {
		line := m.line(h)
		for k, t := range tags {
			scores[k] += int32(line[(h+uint32(t))%lineSize])
		}
	}
}

// narrow keeps the tags, in their order, that trail the best one by no more
// than the margin, and tells how many they are; with a margin of 0 the first of
// the best alone.
func narrow(tags []Tag, scores []int32, margin int32) int {
	top := scores[0]
	for _, v := range scores[1:] {
		top = max(top, v)
	}
	n := 0
	for k, v := range scores {
		if top-v <= margin {
			tags[n], scores[n] = tags[k], v
			if n++; margin == 0 {
				break
			}
		}
	}
	return n
}
