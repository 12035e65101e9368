package archive

import (
	"time"

	"parallax/internal/collate"
)

// Story is a story as lists show it.
type Story struct {
	ID       string
	Title    string // headline of the report nearest to all others
	Language string
	Reports  int
	Outlets  int
	Accounts int       // independent
	First    time.Time // of its first dated report; when none is dated, when it was first seen
	Last     time.Time
	Changed  time.Time // when a report last came in or was revised; that stories were merged or split is no news

	Said      int // utterances
	Altered   int // utterances with an altered reading
	Conflicts int
	Compared  bool // the counts above and Sharpest are of all its reports; false while some wait to be compared

	Lead     *Words   // a sentence of the summary; nil when there is none
	Sharpest *Differs // the sharpest changed words; nil when none
	Letters  []string // outlets in the order of reports, for source marks; at most 12

	New  int  // reports since the reader's last visit
	Read bool // read, and nothing new since
	By   By   // whether a hand made it what it is
}

// By says who decided a story's extent.
type By uint8

const (
	Machine By = iota
	Hand
)

// Words are words of a report with the place where they stand.
type Words struct {
	Report string // ID
	Outlet string
	Start  int // Unicode code points in the report's text, as on the wire; the end exclusive
	End    int
	Text   string
}

// Differs is one reading that departs from the fullest wording, cut down to
// the words that changed, as package apparatus cuts a reading. Its runs are
// spans of the two reports with an operation each.
type Differs struct {
	Utterance string // ID in the story's comparison
	Speaker   string // as the fullest names him; empty when unknown
	Outlet    string // of the departing reading
	Runs      []Run
}

// Run is a stretch of a reading: words both have, that were left out, added, put
// in place of others, or folded.
type Run struct {
	Op   string // "same", "delete", "insert", "cut" ([…]), "fold" (…)
	Text string
}

// StoryQuery asks for stories.
type StoryQuery struct {
	Page
	Show     string    // "all", "new", "altered", "conflicts", "unread"
	Order    string    // "changed" (default), "accounts", "first"
	From, To time.Time // of Changed; zero: open
	Outlet   string    // one that has a report in it
	Folder   string    // feeds' folder
	Language string
	Least    int // accounts
}

// Stories is one page of them.
type Stories struct {
	Stories []Story
	Next    string // cursor; empty: no more
	Counts  StoryCounts
}

// StoryCounts are the numbers over the filters.
type StoryCounts struct {
	All, New, Altered, Conflicts int
	Reports, Accounts            int
	Visit                        time.Time // the reader's visit before this one; zero: none
	Part                         bool      // they are of the newest stories behind the filters alone, of which All were counted: there may be more
}

// Edition is the comparison of a story as it was last made.
type Edition struct {
	Story      Story
	Version    string // changes when the comparison does; an ETag
	Made       time.Time
	Comparison *collate.Comparison
	Waiting    int // reports that came in since and are not compared yet
}

// Decision is an act of the user's on the grouping. It can be undone once,
// while the stories it made exist.
type Decision struct {
	ID      string
	At      time.Time
	What    string   // "merge", "split"
	Stories []string // merge: the two, the one that stays first; split: the one split, and the new one
	Reports []string // split: the reports taken out
	Undone  time.Time
}
