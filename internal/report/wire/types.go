package wire

// Schema names the version of the format that [Comparison] has. It changes
// when a field changes its meaning or goes; a new field does not change it.
const Schema = "parallax.comparison/1"

// Span is a range of a report's text in Unicode code points, End exclusive.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Words is a range of a report's text, in code points, with its words.
type Words struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Evidence is a place in one of several reports.
type Evidence struct {
	Report string `json:"report"` // id of a report
	Start  int    `json:"start"`  // in code points
	End    int    `json:"end"`    // in code points, exclusive
	Text   string `json:"text"`   // the report's text from Start to End
}

// Report is one of the compared reports. Fields of which the input says
// nothing are empty strings.
type Report struct {
	ID        string  `json:"id"`
	Outlet    string  `json:"outlet"`
	Title     string  `json:"title"`
	URL       string  `json:"url"`
	Published string  `json:"published"`  // RFC 3339 date or date-time
	FirstSeen string  `json:"first_seen"` // RFC 3339; empty for reports that come from no store
	Language  string  `json:"language"`   // ISO 639-1, or "und"
	Words     int     `json:"words"`      // words of title and body
	Text      string  `json:"text"`       // what every position counts in
	Account   string  `json:"account"`    // id of the first report of its family of copies; its own id when it copies nobody
	Own       float64 `json:"own"`        // share of its words, 0 to 1, that it does not copy from that report
}

// Person is somebody or something that is named or speaks.
type Person struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Kind     string     `json:"kind"`     // person, organisation, document or group
	Role     string     `json:"role"`     // fullest role told; empty when none is
	Aliases  []string   `json:"aliases"`  // other wordings, in order of first use
	Mentions []Evidence `json:"mentions"` // in report and text order
}

// Quotation is reported speech in one report.
type Quotation struct {
	ID      string  `json:"id"`
	Report  string  `json:"report"`
	Kind    string  `json:"kind"`    // direct, mixed or indirect
	Content []Span  `json:"content"` // inside the quotation marks; more than one when the quotation is broken
	Text    string  `json:"text"`    // the words of Content, a space between the parts
	Cue     *Words  `json:"cue"`     // null when nothing in the text reports it
	Source  *Words  `json:"source"`  // null when nothing in the text names who spoke
	Speaker *string `json:"speaker"` // id of a person; null when not known
	Rule    string  `json:"rule"`    // the rule that decided on the speaker

	Speakers   []string `json:"speakers,omitempty"` // ids of all who speak, where several do; speaker is the first of them
	Confidence float64  `json:"confidence"`         // chance, 0 to 1, that the words are reported there and, where a source or speaker is given, that it is the right one
}

// Edit is one step from the fullest wording to a reading.
type Edit struct {
	Op   string `json:"op"`   // delete, insert or replace
	From Words  `json:"from"` // in the report of the fullest wording; an empty range where an insert goes
	To   Words  `json:"to"`   // in the reading's report; an empty range where deleted words would be
}

// Reading is one quotation as a reading of an utterance.
type Reading struct {
	Quotation string `json:"quotation"`
	Relation  string `json:"relation"` // identical, trimmed, altered or paraphrase, to the fullest
	Edits     []Edit `json:"edits"`    // in the order of the fullest wording; empty when identical
}

// Utterance is one act of saying something.
type Utterance struct {
	ID       string    `json:"id"`
	Speaker  *string   `json:"speaker"` // id of a person; null when not known
	Fullest  string    `json:"fullest"` // id of the quotation with the most of its words
	Readings []Reading `json:"readings"`
	Absent   []string  `json:"absent"` // ids of the reports that lack it
}

// Claim is a statement that reports make in their own voice.
type Claim struct {
	Text     string    `json:"text"` // the evidence to read first, or the clause it is read in
	Evidence []Passage `json:"evidence"`
	Accounts int       `json:"accounts,omitempty"`
	Extent   string    `json:"extent,omitempty" enum:"full,part" doc:"of an agreed claim: full where each passage states what the others do, part where they overlap"`
	Verbatim bool      `json:"verbatim,omitempty" doc:"of an agreed claim: passages of two accounts have twelve words in a row in common, so that one may have them from the other"`
	Score    float64   `json:"score,omitempty"`
}

// Passage is a piece of a claim's evidence.
type Passage struct {
	Evidence
	Clause *Words `json:"clause,omitempty" doc:"of an agreed claim told in part: the clause in which the words that overlap are read"`
}

// Claims are the statements of two or more accounts and those of one.
type Claims struct {
	Agreed []Claim `json:"agreed"`
	Single []Claim `json:"single"`
}

// Value is what some reports give in a conflict.
type Value struct {
	Value      string     `json:"value"`
	Normalised string     `json:"normalised"`
	Scope      string     `json:"scope"`
	Evidence   []Evidence `json:"evidence"`
}

// Conflict is different values for one thing.
type Conflict struct {
	Kind     string  `json:"kind"`
	About    string  `json:"about"`
	Severity string  `json:"severity"` // contradiction, imprecision or update
	Why      string  `json:"why"`
	Values   []Value `json:"values"`
}

// Moment is an entry of the timeline.
type Moment struct {
	From     string     `json:"from"` // first day; empty when only the order is known
	To       string     `json:"to"`   // last day
	Grain    string     `json:"grain"`
	When     Evidence   `json:"when"`     // the expression of time
	Disputed bool       `json:"disputed"` // reports give different times
	Ahead    bool       `json:"ahead"`    // it lay ahead when the reports were written
	Text     string     `json:"text"`
	Evidence []Evidence `json:"evidence"`
}

// Sentence is a sentence of a report that the summary takes over.
type Sentence struct {
	Text     string     `json:"text"`
	Evidence []Evidence `json:"evidence"`
}

// Skipped is an input that gave no report.
type Skipped struct {
	Input  string `json:"input"`
	Reason string `json:"reason"`
}

// Comparison is what `compare --format json` prints. Lists without entries are
// empty, never null.
type Comparison struct {
	Schema     string      `json:"schema"`
	Reports    []Report    `json:"reports"`
	People     []Person    `json:"people"`
	Quotations []Quotation `json:"quotations"`
	Utterances []Utterance `json:"utterances"`
	Claims     Claims      `json:"claims"`
	Conflicts  []Conflict  `json:"conflicts"`
	Timeline   []Moment    `json:"timeline"`
	Summary    []Sentence  `json:"summary"`
	Skipped    []Skipped   `json:"skipped"`
}

// Quotes is what `quotes --format jsonl` prints of one report.
type Quotes struct {
	Report     Report      `json:"report"`
	People     []Person    `json:"people"`
	Quotations []Quotation `json:"quotations"`

	// Limits says what was not looked for and why; left out when everything was.
	Limits string `json:"limits,omitempty"`
}

// Time is an expression of time in a report.
type Time struct {
	Start  int    `json:"start"`  // in code points
	End    int    `json:"end"`    // in code points, exclusive
	Type   string `json:"type"`   // DATE, TIME, DURATION or SET
	Value  string `json:"value"`  // TIMEX3 value, ISO-TimeML
	Mod    string `json:"mod"`    // TIMEX3 modifier; empty when there is none
	From   string `json:"from"`   // first day; empty when the place in the calendar is not known
	To     string `json:"to"`     // last day
	Anchor string `json:"anchor"` // what it was counted from: none, itself, published, dateline or other
	Base   *int   `json:"base"`   // the expression it was counted from, an index into the list; null when it was counted from none
	Side   string `json:"side"`   // before or after, when the moment lies there and not in it; empty otherwise
	Rule   string `json:"rule"`   // the rule that found it
}

// Findings is what `analyse --format jsonl` prints of one report.
type Findings struct {
	Report     Report      `json:"report"`
	People     []Person    `json:"people"`
	Quotations []Quotation `json:"quotations"`
	Sentences  []Span      `json:"sentences"` // the headline's first, when there is one
	Times      []Time      `json:"times"`
	Facts      []Fact      `json:"facts"`
	Roles      []Role      `json:"roles"`
	Acts       []Act       `json:"acts"`
}
