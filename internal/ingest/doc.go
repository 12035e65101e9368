// Package ingest reads reports: it recognises what an input is, turns it into
// articles, and says what it left out and why.
//
// An input is a file, a folder (read recursively, in the order of its names)
// or "-", the standard input; each may be compressed with gzip. What an input
// holds is told from its first bytes, and from its name only when those do not
// tell:
//
//   - an HTML page, one report (package page);
//   - a feed (RSS, Atom, RDF, JSON Feed), one report an item that has the whole
//     of it (package feed); teasers are skipped, unless titles will do;
//   - JSON lines, one report a line:
//     {"id","url","outlet","title","published","language","text"}, of which only text is
//     required; where one is missing, other usual names count (link; source,
//     publisher or site_name; headline; date, published_at, pubDate and the like),
//     and all else is ignored; a single such object or an array of them is read
//     too;
//   - anything else that is text: plain text, one report.
//
// Lines above the first paragraph of a plain text, or of a JSON line's, that give
// a by-line or the date of publication and nothing else ("Published: 8 March 2026
// 21:10 GMT") are the report's author and, where no field gives one, its date.
//
// For instance the file quay.txt
//
//	Harbour fire put out
//
//	The fire at the old quay is out, the harbour master said.
//
// gives Article{ID: "quay", Title: "Harbour fire put out", Language: "en"} whose
// Text is the file's own content, with one headline and one paragraph.
//
// # What positions count in
//
// The text of a plain-text file is its content to the byte, line ends and
// control characters included, with two exceptions: a byte order mark at its
// start does not count, and a file that is not UTF-8 (UTF-16, Windows-1252) is
// converted first; the wrong bytes of damaged UTF-8 become U+FFFD. Lines that are no part of the report, such as "Read more:",
// stay in the text and are left out of the paragraphs. The text of a JSON line
// is title, blank line, text, or text alone when there is no title. The text
// of a page is its title and paragraphs with a blank line between each two.
//
// # Identity
//
// A report's ID is the one its input gives, else the name of its file without
// extension, else (JSON lines) that name with a hash of the report's content
// or (feeds) of what the feed calls the item.
// Files of the same name in different folders get as much of their path as
// tells them apart. Reports that still share an ID get a hash of their content
// after the first; [Distinct] makes that independent of the order of inputs.
// The same report read twice is skipped the second time.
//
// # The surprise
//
// A date-time without a zone loses its time: Published holds an instant or a
// day and nothing between, and which instant "18:40" is depends on where the
// newsroom is.
//
// Reading streams: apart from some 200 bytes to recognise each report again,
// memory does not grow with the number of reports.
package ingest
