package archive

import "time"

// Item is an entry of a feed that was seen before, as far as it is needed to
// see that it changed.
type Item struct {
	Key    string    // the feed's name for it; unique in the feed
	Sum    []byte    // of what the feed said of it
	At     time.Time // when it was published, or else first listed
	Listed time.Time // when the feed last had it
	Asked  time.Time // when its page was last fetched; zero: never
	Tries  int       // how often it was fetched
}
