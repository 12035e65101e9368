package marks

import "parallax/internal/text"

// Style is the shape of a pair of quotation marks.
type Style uint8

const (
	Double    Style = iota // “…”, "…", „…“, or a mixture of these
	Single                 // ‘…’, '…'
	Guillemet              // «…», »…«, ‹…›
	Corner                 // 「…」, 『…』
)

// Quoted is a stretch of text between quotation marks, within one paragraph.
// A quotation that runs over paragraphs is one Quoted a paragraph, chained by
// Continues.
type Quoted struct {
	Span      text.Span // with its marks
	Content   text.Span // the words between the marks, without surrounding space
	Style     Style
	Paragraph int  // index into segment.Segments.Paragraphs
	Closed    bool // it has a closing mark in this paragraph
	Continues bool // it carries on the last Quoted of the paragraph before, which did not close
	Bare      bool // it continues without an opening mark of its own: one pair of marks holds several paragraphs
	Outer     int  // index of the Quoted that it is nested in, or -1
}
