package collate

import (
	"parallax/internal/article"
	"parallax/internal/finding"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/text"
)

// Evidence is where a finding can be read.
type Evidence = finding.Evidence

// Report is one of the compared reports.
type Report struct {
	Article *article.Article
	Words   int     // words of title and body
	Account int     // index of the first report of its family of copies; its own index when it copies nobody
	Foreign bool    // it is in a language in which names and speakers are not looked for
	Own     float64 // share of its words, 0 to 1, that it does not copy from the first report of its account; 1 for that report itself
}

// Person is somebody or something that speaks or is named, over all reports.
type Person struct {
	ID       string
	Kind     names.Kind
	Named    bool       // known by a name, not by a role or description alone
	Name     Evidence   // the fullest name
	Role     Evidence   // the fullest role; empty Span when none is told
	Aliases  []Evidence // other ways the reports name them (names and nominals, no pronouns), one evidence a wording, in order of first use
	Mentions []Evidence // every mention, in report and text order
}

// Quotation is a quotation of one report.
type Quotation struct {
	ID      string
	Report  int // index into Comparison.Reports
	Kind    quote.Kind
	Content []text.Span
	Cue     text.Span // empty when none
	Source  text.Span // empty when none
	Speaker int       // index into Comparison.People; -1 when unknown
	Rule    string

	Speakers   []int   // all who speak where several do, as indexes into Comparison.People, Speaker the first; nil for one
	Confidence float64 // chance, 0 to 1, that the words are reported there, by this speaker or source
}

// Relation is what a reading did with the fullest wording.
type Relation uint8

const (
	Identical  Relation = iota // same words; case and punctuation apart
	Trimmed                    // words left out, none changed
	Altered                    // a word changed, added or moved, or one with meaning left out silently from within a clause
	Paraphrase                 // indirect: told, not quoted
)

// String is the wire name.
func (r Relation) String() string {
	return [...]string{"identical", "trimmed", "altered", "paraphrase"}[r]
}

// Op is one kind of word edit.
type Op uint8

const (
	Delete  Op = iota // words of the fullest reading that this reading lacks
	Insert            // words that only this reading has
	Replace           // words in place of others; where two cuts of a longer speech part at an end, a Delete and an Insert tell what each goes on with
)

// String is the wire name.
func (o Op) String() string { return [...]string{"delete", "insert", "replace"}[o] }

// Edit is one step from the fullest wording to a reading. Edits are in the
// order of the fullest wording; what lies between two edits is the same in
// both.
type Edit struct {
	Op   Op
	From text.Span // in the text of the fullest quotation's report; for Insert the empty place where the words go
	To   text.Span // in the text of the reading's report; for Delete the empty place where the words would be
	Edge bool      // a Delete at the beginning or the end of the fullest wording
}

// Reading is one quotation as a reading of an utterance.
type Reading struct {
	Quotation int // index into Comparison.Quotations
	Relation  Relation
	Edits     []Edit // empty when identical or paraphrase
	Words     int    // words of this reading
	Kept      int    // words of the fullest wording that it carries unchanged
}

// Utterance is one act of saying something and its readings.
type Utterance struct {
	ID       string
	Speaker  int       // index into Comparison.People: whom most of its reports credit, a named person before a document or an unnamed one; -1 when unknown
	Fullest  int       // index into Comparison.Quotations
	Words    int       // words of the fullest wording
	Readings []Reading // in report and text order, the fullest among them
	Absent   []int     // indexes of the reports that lack it, in order
}

// Comparison is several reports of one event, side by side.
type Comparison struct {
	Reports    []Report    // in canonical order: date, outlet, id; never the order of inputs
	People     []Person    // speakers first by first quotation, then the others by first mention
	Quotations []Quotation // by report, then by place
	Utterances []Utterance // by speaker in the order of People, unknown speakers last; then by place of the fullest
	Claims     finding.Claims
	Conflicts  []finding.Conflict // contradictions first, then imprecisions, then updates; each by score
	Timeline   []finding.Moment   // by date; those of which only the order is known where the order puts them
	Summary    []finding.Sentence // three to six; fewer when the reports have no more to take
	Skipped    []article.Skipped
}

// Quoted counts the quotations that stand between quotation marks, in whole or
// in part.
func (c *Comparison) Quoted() int {
	n := 0
	for i := range c.Quotations {
		if c.Quotations[i].Kind != quote.Indirect {
			n++
		}
	}
	return n
}
