package archive

import "time"

// Person is somebody or something that speaks, over all stories.
type Person struct {
	ID         string
	Name       string
	Kind       string // "person", "organisation", "document", "group"
	Aliases    []string
	Roles      []Role // as reported, newest first
	Statements int
	Altered    int
	Stories    int
	First      time.Time
	Last       time.Time
}

// Role is what reports call somebody.
type Role struct {
	Words
	First, Last time.Time
	Reports     int
}

// Statement is an utterance with its readings, over the store.
type Statement struct {
	ID         string // of the utterance
	Story      string
	StoryTitle string
	Person     string    // ID; empty when unknown
	Speaker    string    // name as the fullest has it
	Kind       string    // "direct", "mixed", "indirect"
	At         time.Time // of the report with the fullest wording
	Words                // the fullest wording, and where it is
	Readings   []Reading // the differing first, then by time
	Reports    int       // reports that carry it
	Altered    int
	Trimmed    int
}

// Reading is one report's wording of a statement.
type Reading struct {
	Words
	Relation string // "identical", "trimmed", "altered", "paraphrase"
	Runs     []Run  // against the fullest; empty when identical or paraphrase
	At       time.Time
}

// StatementQuery asks for statements.
type StatementQuery struct {
	Page
	Text     string // words; empty: all
	Person   string // ID
	Outlet   string
	Story    string
	Show     string // "all", "differing", "one" (in one report only)
	From, To time.Time
}

// Statements is one page of them.
type Statements struct {
	Statements []Statement
	Next       string
}

// Moment is when somebody said something, and whether some report altered it.
type Moment struct {
	At      time.Time
	Altered bool
}

// PersonQuery asks for people: those whose names match, or who said most.
type PersonQuery struct {
	Page
	Text  string
	Kind  string
	Order string // "statements" (default), "name", "last"
}

// People is one page of them.
type People struct {
	People []Person
	Next   string
}

// Outlet is a publisher and what is kept of it.
type Outlet struct {
	ID      string
	Name    string
	Reports int
	Own     int // reports that copy nobody
	Stories int
	Altered int // its readings that alter the fullest wording
	Trimmed int
	First   time.Time
	Last    time.Time
}
