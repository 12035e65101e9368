package api

import (
	"time"

	"parallax/internal/archive"
)

// moment is a time as JSON has it: null when unknown.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	u := t.UTC()
	return &u
}

// stamp is a time as a header has it.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Words are words of a report and where they stand.
type Words struct {
	Report string `json:"report"`
	Outlet string `json:"outlet,omitempty"`
	Start  int    `json:"start" doc:"Unicode code points"`
	End    int    `json:"end" doc:"exclusive"`
	Text   string `json:"text"`
}

func wordsFrom(w *archive.Words) Words {
	return Words{Report: w.Report, Outlet: w.Outlet, Start: w.Start, End: w.End, Text: w.Text}
}

// Run is a stretch of a reading.
type Run struct {
	Op   string `json:"op" enum:"same,delete,insert,cut,fold"`
	Text string `json:"text"`
}

func runsFrom(rs []archive.Run) []Run {
	out := make([]Run, len(rs))
	for i, r := range rs {
		out[i] = Run(r)
	}
	return out
}

// Differs is the sharpest changed words of a story.
type Differs struct {
	Utterance string `json:"utterance"`
	Speaker   string `json:"speaker,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Runs      []Run  `json:"runs"`
}

// Story is one row of the list of stories.
type Story struct {
	ID        string     `json:"id"`
	Title     string     `json:"title"`
	Language  string     `json:"language"`
	Reports   int        `json:"reports"`
	Outlets   int        `json:"outlets"`
	Accounts  int        `json:"accounts"`
	First     *time.Time `json:"first"`
	Last      *time.Time `json:"last"`
	Changed   *time.Time `json:"changed"`
	Said      int        `json:"said" doc:"statements"`
	Altered   int        `json:"altered" doc:"statements with an altered reading"`
	Conflicts int        `json:"conflicts"`
	Compared  bool       `json:"compared" doc:"the three numbers above are of all its reports"`
	New       int        `json:"new" doc:"reports since the last visit"`
	Read      bool       `json:"read"`
	ByHand    bool       `json:"by_hand" doc:"merged or split by hand"`
	Lead      *Words     `json:"lead,omitempty"`
	Sharpest  *Differs   `json:"sharpest,omitempty"`
}

func storyFrom(s *archive.Story) Story {
	out := Story{
		ID: s.ID, Title: s.Title, Language: s.Language, Reports: s.Reports, Outlets: s.Outlets, Accounts: s.Accounts,
		First: moment(s.First), Last: moment(s.Last), Changed: moment(s.Changed),
		Said: s.Said, Altered: s.Altered, Conflicts: s.Conflicts, Compared: s.Compared,
		New: s.New, Read: s.Read, ByHand: s.By == archive.Hand,
	}
	if s.Lead != nil {
		out.Lead = new(wordsFrom(s.Lead))
	}
	if d := s.Sharpest; d != nil {
		out.Sharpest = &Differs{Utterance: d.Utterance, Speaker: d.Speaker, Outlet: d.Outlet, Runs: runsFrom(d.Runs)}
	}
	return out
}

// Stories is one page of the list.
type Stories struct {
	Stories []Story `json:"stories"`
	Next    string  `json:"next"`
	Counts  Counts  `json:"counts"`
}

// Counts are over all stories, whatever the page shows.
type Counts struct {
	All       int        `json:"all"`
	New       int        `json:"new"`
	Altered   int        `json:"altered"`
	Conflicts int        `json:"conflicts"`
	Reports   int        `json:"reports"`
	Accounts  int        `json:"accounts"`
	Part      bool       `json:"part" doc:"true when only the newest stories behind the filters were counted: there may be more"`
	Visit     *time.Time `json:"visit" doc:"the visit before this one"`
}

func storiesFrom(s *archive.Stories) Stories {
	c := s.Counts
	out := Stories{Stories: []Story{}, Next: s.Next, Counts: Counts{
		All: c.All, New: c.New, Altered: c.Altered, Conflicts: c.Conflicts, Reports: c.Reports, Accounts: c.Accounts, Part: c.Part, Visit: moment(c.Visit),
	}}
	for i := range s.Stories {
		out.Stories = append(out.Stories, storyFrom(&s.Stories[i]))
	}
	return out
}

// Report is a kept report without its text.
type Report struct {
	ID        string     `json:"id"`
	URL       string     `json:"url,omitempty"`
	Outlet    string     `json:"outlet,omitempty"`
	Title     string     `json:"title"`
	Language  string     `json:"language"`
	Published string     `json:"published,omitempty" doc:"as the report has it: a day or a moment"`
	FirstSeen *time.Time `json:"first_seen"`
	Words     int        `json:"words"`
	Story     string     `json:"story,omitempty"`
	Account   string     `json:"account,omitempty" doc:"first report of its family of copies"`
	Own       float64    `json:"own" doc:"share of its words that it does not copy"`
	Feed      string     `json:"feed,omitempty"`
	Revisions int        `json:"revisions" doc:"versions beside the first"`
}

func reportFrom(r *archive.Report) Report {
	return Report{
		ID: r.ID, URL: r.URL, Outlet: r.Outlet, Title: r.Title, Language: r.Language, Published: r.Dated, FirstSeen: moment(r.FirstSeen),
		Words: r.Words, Story: r.Story, Account: r.Account, Own: r.Own, Feed: r.Feed, Revisions: r.Revisions,
	}
}

func reportsFrom(rs []archive.Report) []Report {
	out := make([]Report, len(rs))
	for i := range rs {
		out[i] = reportFrom(&rs[i])
	}
	return out
}

// StoryWithReports is a story with the reports in it.
type StoryWithReports struct {
	Story   Story    `json:"story"`
	Reports []Report `json:"reports"`
}

// ReportWithText is a report with what positions count in.
type ReportWithText struct {
	Report Report `json:"report"`
	Text   string `json:"text"`
}

// Revisions are all versions of a report's text.
type Revisions struct {
	Revisions []Revision `json:"revisions"`
}

// Decisions are what was merged and split by hand.
type Decisions struct {
	Decisions []Decision `json:"decisions"`
}

// Decision is one of them.
type Decision struct {
	ID      string     `json:"id"`
	At      *time.Time `json:"at"`
	What    string     `json:"what" enum:"merge,split"`
	Stories []string   `json:"stories" doc:"merge: the one that stays, then the other; split: the one split, then the new one"`
	Reports []string   `json:"reports"`
	Undone  *time.Time `json:"undone"`
}

func decisionFrom(d *archive.Decision) Decision {
	return Decision{ID: d.ID, At: moment(d.At), What: d.What, Stories: listed(d.Stories), Reports: listed(d.Reports), Undone: moment(d.Undone)}
}

// listed is a list that is never null.
func listed(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// Status is how much is kept, and what waits.
type Status struct {
	Reports    int        `json:"reports"`
	Stories    int        `json:"stories"`
	People     int        `json:"people"`
	Statements int        `json:"statements"`
	Feeds      int        `json:"feeds"`
	Failing    int        `json:"failing" doc:"feeds whose last answer was a failure"`
	ToAnalyse  int        `json:"to_analyse" doc:"reports that are kept and wait to be put into stories"`
	ToCompare  int        `json:"to_compare" doc:"stories that wait to be compared"`
	Behind     int        `json:"behind" doc:"reports that a grouping which is made anew has still to be told; until it is 0 none comes into a story, and none can be merged or split"`
	Newest     *time.Time `json:"newest"`
	Oldest     *time.Time `json:"oldest"`
	LastIn     *time.Time `json:"last_in"`
	Bytes      int64      `json:"bytes"`
}

func statusFrom(s *archive.Status) Status {
	return Status{
		Reports: s.Reports, Stories: s.Stories, People: s.People, Statements: s.Statements, Feeds: s.Feeds, Failing: s.Failing,
		ToAnalyse: s.ToAnalyse, ToCompare: s.ToCompare, Behind: s.Behind, Newest: moment(s.Newest), Oldest: moment(s.Oldest), LastIn: moment(s.LastIn), Bytes: s.Bytes,
	}
}

// Feeds are the addresses that are asked for reports.
type Feeds struct {
	Feeds []Feed `json:"feeds"`
}

// Feed is one of them, and how it fares.
type Feed struct {
	ID        string     `json:"id"`
	URL       string     `json:"url"`
	Site      string     `json:"site,omitempty"`
	Title     string     `json:"title"`
	Folder    string     `json:"folder,omitempty"`
	Outlet    string     `json:"outlet,omitempty"`
	Paused    bool       `json:"paused"`
	FullText  bool       `json:"full_text"`
	Added     *time.Time `json:"added"`
	Asked     *time.Time `json:"asked"`
	Answered  *time.Time `json:"answered"`
	Next      *time.Time `json:"next"`
	Interval  int64      `json:"interval" doc:"seconds between two questions"`
	Failures  int        `json:"failures" doc:"in a row"`
	LastError string     `json:"last_error,omitempty"`
	Reports   int        `json:"reports"`
	Newest    *time.Time `json:"newest"`
}

func feedFrom(f *archive.Feed) Feed {
	return Feed{
		ID: f.ID, URL: f.URL, Site: f.Site, Title: f.Title, Folder: f.Folder, Outlet: f.Outlet, Paused: f.Paused, FullText: f.FullText,
		Added: moment(f.Added), Asked: moment(f.Asked), Answered: moment(f.Answered), Next: moment(f.Next), Interval: int64(f.Interval / time.Second),
		Failures: f.Failures, LastError: f.LastError, Reports: f.Reports, Newest: moment(f.Newest),
	}
}
