// Package report writes a comparison: as JSON for programs, as Markdown for a
// page or a ticket, and as text for a terminal. The HTML page is package web.
//
// All forms say the same, decided by package apparatus: the fullest wording
// once, and of each other reading only where it departs. What a form prints is
// either a span of a report or a fixed label of the program.
//
//	≠  B ¶4  altered   The company received ~~three~~ **two** written warnings in fourteen … […]
//
// reads: report B has it in its fourth paragraph, with “two” for “three”; then
// the page folds words that both have (…), and at the end the outlet left some
// out ([…]).
//
// The one surprise: the signs ~~…~~ and **…** stay in a coloured terminal,
// beside strike-through and bold. Words copied from the screen lose their
// style, and “three two” would be a new misquotation.
package report
