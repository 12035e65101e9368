// Package parallax reads several outlets' reports of one event and lays side
// by side who said what: every quotation with its speaker, the readings of one
// utterance joined across the reports, and for each reading whether it is
// identical to the fullest one, trimmed, or altered, word by word.
//
// It needs no network, no model and no key; it gives the same result for the
// same reports in whatever order they come; and it never writes a sentence of
// its own: every finding is a [Span] of a report's text.
//
// Three steps, which compose:
//
//	o := parallax.Options{}
//	reports := parallax.Read(ctx, []string{"a.txt", "b.html", "feed.jsonl"}, o)
//	c, err := parallax.Compare(ctx, reports, o)
//
// [Read] gives reports one at a time, and a [Skipped] with its reason for every
// input that holds none. [AnalyseEach] finds the quotations and speakers of a
// stream of reports in flat memory, in the order they come. [Compare] brings
// the reports of one event together. [Analyse] is for one report, [FromText]
// and [Reports] for reports that are in memory already.
//
// For two reports with these paragraphs
//
//	A: “We did not know at that point that the water was unsafe,” Sir Conrad said.
//	B: Conrad Ellerby said his firm “did not know at any point that the water was unsafe”.
//
// the comparison holds one [Utterance] by one [Person] with two readings: A's is
// the fullest; B's is [Altered], and its Edits say that it leaves out “We” and
// has “any” where A has “that”.
//
// The result types are those of the packages that make them; their fields are
// explained there:
//
//	go doc parallax/internal/collate Comparison
//	go doc parallax/internal/analysis Analysis
//
// The one surprise: positions are bytes of [Article].Text, as Go slices them.
// The JSON that the command prints counts Unicode code points instead.
package parallax
