// Package statements reads a story's reports as sentences of keys, the one view
// that finding claims, conflicts and a summary share.
//
// A key is what two outlets have in common when they tell one thing in other
// words: the lemma of a content word, the value of a number, the day that an
// expression of time means. For a report of Thursday, 10 February 2022,
//
//	The bridge was closed [on Tuesday] after [three] ships struck it.
//	bridge close 2022-02-08 3 ship strike
//
// Reports speak here in their own voice: words of a longer quotation are no
// keys, and those of a part-quote of a few words are marked as such, so that two
// reports that print the same words of somebody agree in nothing yet.
//
// A key weighs by how rare it is among the sentences of the story itself, not
// in a background corpus: in a story about a bridge, "bridge" tells nothing.
//
// The one surprise: a sentence that a copy took over word for word is kept but
// has no units (Sentence.Twin says whose it is), so that a copied agency text
// weighs once, however many printed it.
package statements
