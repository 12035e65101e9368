// Package attribution finds what a report says that others said, wrote, thought
// or meant, between quotation marks or not: source, cue and content of each
// attribution as the PolNeAR corpus defines them (Newell, Margolin and Ruths,
// LREC 2018).
//
//	[source The harbour master] [cue told] reporters [content that two of the
//	four cranes had stood still since May].
//
// A paragraph is read in four steps, each learned from annotated reports (see
// docs/models.md):
//
//	chain      a linear-chain conditional random field over seven labels gives
//	           for every token how likely a source, a cue or a content begins or
//	           goes on there (package chain; features.go has what it looks at)
//	candidates from that, the exact probability of every span that may be one
//	trees      boosted trees look again at each candidate beside its rivals and
//	           neighbours (package trees; rows.go has what they look at)
//	choice     of all ways to take spans that do not overlap, the one of the
//	           highest expected agreement (choose)
//
// Then each content gets its cue and each cue its source (link.go).
//
// Nothing here knows names of people, outlets or events: features are parts of
// speech, lemmas that are common, marks and distances.
//
// The surprise: spans do not nest. In "she said he had denied it" the whole of
// "he had denied it" is content, and "denied" is no cue.
package attribution
