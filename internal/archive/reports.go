package archive

import (
	"time"

	"parallax/internal/article"
	"parallax/internal/text"
)

// Report is a kept report without its text.
type Report struct {
	ID        string
	URL       string // canonical; empty when unknown
	Outlet    string
	Title     string
	Language  string    // ISO 639-1, "und"
	Published time.Time // zero when unknown
	Dated     string    // Published as the report has it: "2031-05-02" or with a time; empty when unknown
	FirstSeen time.Time
	Words     int
	Feed      string // ID; empty: pasted, uploaded or posted
	Story     string // ID; empty: not grouped yet
	Account   string // ID of the first report of its family of copies in the story; its own when it copies nobody
	Own       float64
	Revisions int       // versions beside the first
	Revised   time.Time // when the last of them was seen; zero when there is none
}

// Revision is one version of a report's text, the first included.
type Revision struct {
	Report     string
	Number     int // 0: as first seen
	Seen       time.Time
	Title      string
	Text       string
	Paragraphs []text.Span
	Headline   text.Span
}

// Incoming is a report on its way in: what was read, and from where.
type Incoming struct {
	Article *article.Article
	Feed    string // ID; empty: pasted, uploaded or posted
}

// Receipt says what became of an incoming report. Once it is given, the report
// is kept: a crash afterwards loses nothing.
type Receipt struct {
	Report string // ID
	What   Received
}

// Received is what an incoming report was.
type Received uint8

const (
	New     Received = iota // not known before
	Known                   // the same address or content, unchanged: nothing was kept
	Revised                 // known, with another text: a revision was kept
)

// String is the wire name.
func (r Received) String() string { return [...]string{"new", "known", "revised"}[r] }
