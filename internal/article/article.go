// Package article holds one outlet's report as every later stage sees it.
//
// An Article's Text is what all positions count in: for a plain-text file the
// file's own content, for everything else the title, a blank line and the
// paragraphs with a blank line between them. Text is valid UTF-8 and never
// changes after reading.
package article

import "parallax/internal/text"

// Article is one report.
type Article struct {
	ID        string // stable and unique among the reports read together: given by the input, or made from its name and content, never from the order of inputs
	Outlet    string // name of the publisher; empty when the input does not say
	Title     string // headline; empty when the input does not say
	Author    string // by-line; empty when the input does not say
	URL       string // canonical address; empty when the input does not say
	Published string // RFC 3339 date or date-time as far as it is known: "2022-02-10" or "2022-02-10T18:40:00Z"; empty when unknown
	DateFrom  string // where Published comes from: "json-ld", "meta", "input", "page text", "address" (of the page), "text" (a line of its own in a plain text); empty when unknown
	FirstSeen string // RFC 3339 time the report was first seen, for stored reports; empty otherwise
	Language  string // ISO 639-1 code, "und" when it cannot be told
	Input     string // what it was read from, for messages: "a.txt", "feed.jsonl:17", "-"

	Text       string      // what positions count in
	Headline   text.Span   // the title's place in Text; empty when Text has none
	Paragraphs []text.Span // body paragraphs in order, without surrounding space, without the headline
}

// Skipped is an input that gave no report.
type Skipped struct {
	Input  string // file, file and line, or address
	Reason string // why, in words a user can act on
}
