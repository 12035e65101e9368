package names

import (
	"sort"

	"parallax/internal/text"
)

// Kind is what sort of thing an entity is.
type Kind uint8

const (
	Person Kind = iota
	Organisation
	Place
	Group    // several people or unnamed people: "officials", "the two senators", "police"
	Document // something written that speaks: "the report", "the statement"
)

// Form is how a mention names its entity.
type Form uint8

const (
	Name    Form = iota // by name, with or without title and role: "Vesthavn Mayor Rafiq Torvald", "Ms Marenko"
	Nominal             // by a role or description: "the mayor", "a spokeswoman for the city"
	Pronoun             // "he", "she", "they"
)

// Gender as far as titles, first names and context tell.
type Gender uint8

const (
	Unknown Gender = iota
	Female
	Male
)

// Mention is a stretch of text that names somebody or something.
type Mention struct {
	Span   text.Span // the whole noun phrase up to its head: title, role before the name, name ("Vesthavn Mayor Rafiq Torvald"); for a Nominal with its complement ("a spokeswoman for the city")
	Name   text.Span // the name itself without title and role ("Rafiq Torvald"); empty for Nominal and Pronoun
	Role   text.Span // the role that this mention gives: before the name ("Vesthavn Mayor") or in apposition after it ("chairman of the Vesthavn Police Federation"); empty when none
	Appos  text.Span // a describing phrase between commas after the name, or the name in apposition after a nominal, without the commas; empty when none
	Form   Form
	Kind   Kind
	Gender Gender
	Plural bool
	Quoted bool   // it stands between quotation marks
	Entity int    // index into Result.Entities; -1 when nothing supports a link (an unresolved pronoun)
	First  int    // index of its first token
	End    int    // one past the index of its last token
	Rule   string // the sieve that linked it
}

// Entity is somebody or something that a report names.
type Entity struct {
	Kind     Kind
	Gender   Gender
	Name     text.Span // fullest name ("Rafiq Torvald"); for an unnamed one its first mention's Span
	Role     text.Span // fullest role told of it ("Mayor of Vesthavn"); empty when none
	Mentions []int     // indexes into Result.Mentions, in text order
	Named    bool      // it has a proper name
}

// Result is what names finds in one report.
type Result struct {
	Mentions []Mention // in text order; a mention inside another (a name inside a nominal's complement) is listed too
	Entities []Entity  // in order of first mention
}

// From is the index of the first mention that begins at byte at or behind it,
// len(r.Mentions) when there is none.
func (r *Result) From(at int) int {
	return sort.Search(len(r.Mentions), func(i int) bool { return r.Mentions[i].Span.Start >= at })
}
