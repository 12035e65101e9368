package archive

import "time"

// Feed is an address that is asked for new reports, and how it fares.
type Feed struct {
	ID     string
	URL    string // of the feed itself
	Site   string // of the site that it belongs to; empty when unknown
	Title  string // as the feed names itself, or as the user named it
	Folder string // path with "/" between the parts; empty: none
	Outlet string // name given to its reports; empty: Title

	Paused   bool
	FullText bool // the article page is fetched when the feed has only a teaser

	Added     time.Time
	Asked     time.Time // last; zero: never
	Answered  time.Time // last answer that could be read; zero: never
	Next      time.Time // earliest time of the next question
	Interval  time.Duration
	Failures  int    // in a row
	LastError string // of the last failure, in words a user can act on; kept until the next success
	Reports   int    // reports that came from it
	Newest    time.Time

	ETag         string
	LastModified string
}

// Attempt is one question to a feed or an article page and what became of it.
type Attempt struct {
	Feed   string
	URL    string
	At     time.Time
	Took   time.Duration
	Status int    // HTTP; 0 when there was no answer
	New    int    // reports that were new
	Error  string // empty: none
}
