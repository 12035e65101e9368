package archive

import "time"

// Status is how far the work is, for a progress line and for metrics.
type Status struct {
	Reports, Stories, People, Statements, Feeds int
	Failing                                     int       // feeds whose last answer was a failure
	ToAnalyse, ToCompare                        int       // waiting
	Behind                                      int       // reports that a grouping made anew has still to be told; none comes into a story before
	Oldest                                      time.Time // of the reports
	Newest                                      time.Time
	LastIn                                      time.Time // when the last report came in
	Bytes                                       int64     // of the database on disk
	Version                                     int       // of its schema
}

// Keep is how long reports are kept; zero values: for ever, without limit.
// What a hand touched (merged, split, starred) is kept.
type Keep struct {
	Age   time.Duration
	Bytes int64
}

// Going is what would be let go of if reports were kept in some way.
type Going struct {
	Reports int
	About   bool      // their number is reckoned from what a report takes on average
	Before  time.Time // they are all older; zero when there are none
}
