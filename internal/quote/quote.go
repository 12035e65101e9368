package quote

import "parallax/internal/text"

// Kind is how much of a quotation stands between quotation marks.
type Kind uint8

const (
	Direct   Kind = iota // all of it: a clause or more, in the speaker's own words
	Mixed                // a part of a sentence that goes on outside the marks
	Indirect             // none of it
)

// String is the wire name.
func (k Kind) String() string { return [...]string{"direct", "mixed", "indirect"}[k] }

// Quotation is reported speech or writing.
type Quotation struct {
	Kind    Kind
	Content []text.Span // the words reported: inside the marks, not the marks
	Cue     text.Span   // the words that report it ("said"); empty when none
	Source  text.Span   // the words that name who spoke; empty when none
	Mention int         // index into names.Result.Mentions of the source; -1 when none
	Speaker int         // index into names.Result.Entities; -1 when nothing supports one
	Rule    string      // the sieve that decided on the speaker; "none" when no sieve did

	// Speakers are all who speak where several do ("Trewin and Pell said"), as
	// indexes into names.Result.Entities, Speaker the first of them; nil for one.
	Speakers []int

	// Confidence is the chance, 0 to 1, that these words are reported here and,
	// where a source or a speaker is told, that it is the right one: measured on
	// annotated reports (see confidence.go).
	Confidence float64

	support support
}

// Aside is a stretch between quotation marks that is no quotation.
type Aside struct {
	Content text.Span
	Why     string // "title", "nickname", "term"
}

// Result is what quote finds in one report.
type Result struct {
	Quotations []Quotation // in text order
	Asides     []Aside     // in text order

	// Attributions are the Quotations as acts of reporting, in text order: the
	// parts of a broken quotation put together, a mixed one with the words
	// around its marks. A list of quotations shows these. Nil when nothing but
	// the marks was looked at.
	Attributions []Quotation
}
