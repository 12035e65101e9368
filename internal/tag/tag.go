package tag

import "parallax/internal/segment"

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
	r.keys = r.keys[:0]
	for i := range tokens {
		r.keys = append(r.keys, lemmaKey(r.cells[i].hash, out[i].Tag))
	}
	m.lemmas.bringNear(r.keys)
	for i := range tokens {
		m.lemmatise(r.t, tokens[i], &r.cells[i], &r.w, &out[i])
	}
}
