// Package marks pairs quotation marks: it says which stretches of a text stand
// between them, and nothing about what they are (speech, title, nickname).
//
// Newspapers mix their marks, so shape alone decides little. Each mark is
// judged by what stands beside it (it can open after a space, a dash or a
// bracket and before a word; it can close after a word or a full stop and
// before a space), then paired within its paragraph:
//
//   - any double mark closes any double mark: “…", "…”, „…“;
//   - a single mark opens only where a fitting closing mark follows in the same
//     paragraph; elisions ('90s, 'em) and apostrophes (the capital’s) never do,
//     and a plural possessive (Londoners') is passed over where a better
//     closing mark follows;
//   - a paragraph that opens and never closes is quoted to its end, and the
//     next paragraph carries it on if it begins with an opening mark, or if its
//     first mark is a closing one.
//
// For example
//
//	“We were told, she said, "twice". → “We were told, she said,   twice
//
// The surprise: a quotation that runs over three paragraphs is three Quoted,
// chained by Continues, because that is what the reader of a newspaper sees.
package marks
