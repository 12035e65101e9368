// Package finding holds what a comparison finds in the reports' own voice:
// claims, conflicts, moments of the timeline and sentences of the summary, and
// the evidence that all findings rest on.
//
// Every wording of a finding is Evidence, a span of a report; the rest are
// numbers, dates and fixed labels. A writer that prints nothing else cannot say
// what no report says.
package finding

import "parallax/internal/text"

// Evidence is where a finding can be read.
type Evidence struct {
	Report int       // index into the comparison's reports
	Span   text.Span // in that report's Text
}

// Extent tells how far the passages of a claim of several accounts tell the same.
type Extent string

// Extents, as the wire format names them.
const (
	Full Extent = "full" // each passage states what the others do
	Part Extent = "part" // the passages overlap: one tells more, or something else beside what they share
)

// Claim is a checkable statement that reports make in their own voice.
type Claim struct {
	Evidence []Evidence // in report order, at most one a report; Evidence[Shown] is the wording to print first
	Shown    int        // index into Evidence
	Accounts int        // accounts among the evidence's reports; copies count once
	Extent   Extent     // how far the evidence tells the same; empty in a claim of one account
	Verbatim bool       // passages of two accounts have a stretch of the same words: one may have them from the other

	// Clauses are, where the evidence is no more than the words that overlap, the
	// clauses it is read in: one for each piece, in its report's Text, holding its
	// Span. They are nil where the evidence is read alone.
	Clauses []text.Span

	Score float64 // how much it matters to the story: greater is more; comparable within one list only
}

// Read is the clause that the i-th piece of a claim's evidence is read in: the
// evidence itself where it is read alone.
func (c *Claim) Read(i int) Evidence {
	e := c.Evidence[i]
	if c.Clauses != nil {
		e.Span = c.Clauses[i]
	}
	return e
}

// Claims are a story's statements by how many accounts make them, each list
// from the most to the least important.
type Claims struct {
	Agreed []Claim // two or more accounts
	Single []Claim // one account
}

// ConflictKind is what the values of a conflict are.
type ConflictKind string

// Kinds of conflict, as the wire format names them.
const (
	Number      ConflictKind = "number"
	Moments     ConflictKind = "time"
	Name        ConflictKind = "name"
	Role        ConflictKind = "role"
	Wording     ConflictKind = "wording"
	Attribution ConflictKind = "attribution"
	Other       ConflictKind = "other"
)

// Severity tells whether both values can be right.
type Severity string

// Severities, as the wire format names them.
const (
	Contradiction Severity = "contradiction" // both cannot be right
	Imprecision   Severity = "imprecision"   // rounding, vaguer wording, a different moment
	Update        Severity = "update"        // the later report knows more: no conflict, shown as news
)

// Value is what some reports give for the thing in dispute.
type Value struct {
	Words      Evidence   // the words of the value itself, shortest
	Normalised string     // the value in figures or as a date, "1500000", "2022-02-10"; empty when there is no such form
	Scope      Evidence   // the clause or sentence that says what the value is of
	Evidence   []Evidence // every place that gives this value, in report order; Scope-sized spans
}

// Conflict is different values for the same thing.
type Conflict struct {
	Kind     ConflictKind
	Severity Severity
	About    Evidence // the words that say what the values are of; an empty Span when the kind says enough
	Why      string   // fixed label of the rule that judged: "rounded", "other number", ...
	Values   []Value  // two or more; in report order of their first evidence
	Score    float64  // how sure and how important: greater is more
}

// Moment is an entry of the timeline.
type Moment struct {
	From, To string     // first and last day, "2022-02-10"; both empty when only the order is known
	Grain    string     // "day", "month", "year", ...: when.Grain's word
	When     Evidence   // the expression of time
	Evidence []Evidence // the happening in each report's words, in report order
	Disputed bool       // reports give different days
	Ahead    bool       // it lay ahead when the reports were written
}

// Sentence is a sentence of a report that the summary takes over, with where
// else the same is told.
type Sentence struct {
	Text Evidence   // the whole sentence behind its dateline
	Also []Evidence // passages of other reports that tell the same, in report order
}
