package collate

import "parallax/internal/text"

// Between tells what a reading did with a wording when both are the words of a
// quotation and nothing else: the relation, the edits (their spans are of the
// two texts), and how many words of each there are and how many are kept, in
// order. It is what [Compare] does with two readings of an utterance.
func Between(wording, reading string) (r Reading, words int) {
	x := newLexicon()
	a := x.read(wording, []text.Span{{End: len(wording)}})
	b := x.read(reading, []text.Span{{End: len(reading)}})
	cs, kept := changes(x, a, b, align(x, a, b))
	return Reading{Quotation: -1, Relation: relate(x, a, b, cs), Edits: edits(a, b, cs), Words: count(b), Kept: kept}, count(a)
}
