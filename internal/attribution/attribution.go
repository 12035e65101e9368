package attribution

import "parallax/internal/text"

// Attribution is one act of reporting: who is said to have said, written,
// thought or meant what.
type Attribution struct {
	Source      text.Span   // the words that name who; empty when none
	Cue         text.Span   // the words that report it
	Content     []text.Span // the words reported, in order, with the quotation marks around or within them
	Probability float64     // that there is this attribution, 0 to 1
	Cued        float64     // that Cue is one, 0 to 1; 0 when there is none
	Sourced     float64     // that Source is the one, or that there is none to name, 0 to 1
}
