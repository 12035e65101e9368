// Package terms cuts text of any language into the words that two reports can
// share, each as a number, letter case apart.
//
//	The 13th package cost $1,200.50, Ada’s firm said   the 13th package cost 1200.50 ada firm said
//	首相辞任                                             首相 相辞 辞任
//
// A term is a run of letters and digits. Scripts that set no space between
// words are cut into overlapping pairs of characters instead, which need no
// dictionary (Chinese and Japanese; Korean too, where a pair of syllables holds
// the stem that an ending is attached to), and those that spell such words with
// letters into triples (Thai, Lao, Khmer, Burmese). A possessive 's is dropped,
// single letters are too.
//
// The one surprise: a term's number is a hash. Two terms in a hundred thousand
// may share one, which does no harm where many are compared.
package terms
