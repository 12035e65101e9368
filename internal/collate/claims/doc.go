// Package claims finds what the reports of a story say in their own voice, by
// how many accounts say it.
//
// Two reports may tell one thing in other words:
//
//	A  The [harbour board suspended its director] on Tuesday, pending an inquiry.
//	B  Until the inquiry ends, [director Odile Farrow is suspended by the board].
//
// Alignment finds the stretch of either sentence where most of what is rare in
// the story is shared (align.go): the run with the largest sum, in one sentence
// and then in the other against that run, until neither changes. It is a local
// alignment without regard to order, scored by weighted overlap; sentences are
// not cut into clauses first, the alignment finds its own ends. The score is
// moved by what else of the two sentences speaks for and against one claim
// (belief.go), and pairs that are believed are put together to claims
// (merge.go), at most one stretch a report. What no other account has makes the
// single claims (single.go). Both are shown out to the ends of their clauses
// (words.go).
//
// Accounts are counted, not reports: copies of one agency text never confirm
// one another, for pairs are made of sentences of two accounts alone.
//
// The one surprise: a claim's evidence is shown wider than what was aligned, out
// to the clause with its verb and its subject, where the sentence has them.
package claims
