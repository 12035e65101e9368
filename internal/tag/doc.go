// Package tag tells the part of speech and the lemma of every token.
//
//	She·PRP/she told·VBD/tell reporters·NNS/reporter she·PRP/she wasn't·VBD/be leaving·VBG/leave
//
// The tags are the Penn Treebank's. A dictionary says which tags a word can
// have; where it leaves a choice, a linear model over the neighbouring words
// and the tags given so far makes it, from the left to the right, once. Words
// that the dictionary lacks have the tags of rare words that end like them.
// Capitals count only where they tell something: not at the start of a
// sentence, not in a headline that has them on every word.
//
// The lemma is told by its identity, a number, which is what later stages
// compare ([LemmaID]); [Model.AppendLemma] writes it out.
//
// The one surprise: a contraction, which is one token, has the tag and the
// lemma of its first verb: "wasn't" is VBD/be, "they'll" MD/will; but "'s"
// is a token of its own, and VBZ/be, VBZ/have or POS.
package tag
