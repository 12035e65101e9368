package archive

import "time"

// Search asks for words anywhere: several words all have to be there, "…" is a
// phrase, -word must not be there, word* is a beginning.
type Search struct {
	Page
	Text     string
	In       string // "reports" (default), "statements", "people", "stories"
	Outlet   string
	Person   string
	Language string
	From, To time.Time
	Order    string // "best" (default), "newest"
}

// Hit is a report that a search found, with the passages that match.
type Hit struct {
	Report
	StoryTitle string
	Passages   []Passage // at most three
}

// Passage is a stretch of a report's text with the matching words in it.
type Passage struct {
	Words
	Marks [][2]int // bytes within Text, in order
}

// MostTold is how many hits are counted: nobody reads a thousand, and counting
// all of a frequent word's was two fifths of a search.
const MostTold = 1000

// Hits is one page of them.
type Hits struct {
	Hits  []Hit
	Total int // up to MostTold, which stands for more
	Next  string
}

// Claimed is a quotation to verify: the words somebody is said to have said.
type Claimed struct {
	Words   string
	Speaker string // name; empty: anybody
	Limit   int    // 0: 20
}

// Verified is a reading in the store beside the claimed words, closest first.
type Verified struct {
	Statement Statement // the utterance with all its readings
	Words               // the reading that is closest
	Relation  string    // of the claimed words to this reading: "identical", "trimmed", "altered", "paraphrase"
	Runs      []Run     // from the reading to the claimed words
	Closeness float64   // 0 to 1: share of words in common, in order
	Speaker   string
	Same      bool // the speaker is the one asked for
}
