package statements

import (
	"math"

	"parallax/internal/text"
)

// Kind is what a key is made of.
type Kind uint8

const (
	Word   Kind = iota // lemma of a content word
	Number             // value of a number, in digits or spelled
	Time               // value of an expression of time: a day, a month, a length
)

// Unit is a place in a sentence that holds a key.
type Unit struct {
	Key    int // index into View.Keys
	Kind   Kind
	Name   bool // a word of a name
	Verb   bool // tagged as a verb
	Quoted bool // it stands between quotation marks
	Group  int  // number of the run of adjacent name words that it belongs to, unique in its sentence; 0 when it is none
	Span   text.Span
	First  int    // index of its first token in the report's Segments
	End    int    // one past the index of its last token
	From   string // first day that an expression of time means, "2022-02-10"; empty when it means none
	To     string // last day
}

// Sentence is a sentence of a report's body.
type Sentence struct {
	Report   int
	Account  int // the report's account: index of the first report of its family of copies
	Index    int // into the report's Segments.Sentences
	Span     text.Span
	First    int     // index of its first token behind a dateline
	Units    []Unit  // in text order; none in a sentence that tells of the report itself
	Words    int     // words in all
	Quoted   int     // of these, words between quotation marks
	Position float64 // where in the report it stands: 0 for its first sentence, near 1 for the last
	Order    int     // the same, counted in sentences
	Twin     int     // index into View.Sentences of the sentence that this one repeats word for word, in a report of the same account; -1 when it is none
}

// Like is a key that looks like another: "argue" to "argument".
type Like struct {
	Key  int
	Dice float64 // share of character trigrams in common
}

// Key is what a unit says.
type Key struct {
	Kind   Kind
	Lemma  string  // or the value
	In     []int   // indexes of the sentences that have it, in order; each once
	Weight float64 // by how rare it is in the story; 0 for what every sentence has
	Light  bool    // a word that everybody uses
	Like   []Like  // by Key
	Affair bool    // the name of an affair whose thing the story names too: "pensiongate" beside "pensions"
}

// View is every sentence of a story's reports.
type View struct {
	Sentences []Sentence // by report, then by place
	Keys      []Key      // in order of first use
	Reports   int
}

// Alike is how far two keys stand for the same: 1 for the same key, the
// trigrams' Dice coefficient for one that looks like it, else 0.
func (v *View) Alike(a, b int) float64 {
	if a == b {
		return 1
	}
	for _, l := range v.Keys[a].Like {
		if l.Key == b {
			return l.Dice
		}
	}
	return 0
}

// Weights of kinds of words in keys' rarity.
const (
	numberWeight = 1.5
	lightWeight  = 0.4 // words that everybody uses
)

// rarity is ln((n+1)/(sf+½)) with n sentences, sf of which have the key, both
// counted for a story of three reports, and brought to the size of one with
// ninety sentences, so that one threshold serves small stories and large ones.
func rarity(sf, n, reports int) float64 {
	scale := min(1, 3/float64(max(1, reports)))
	s, all := max(1, float64(sf)*scale), float64(n)*scale
	if all < 1 {
		return 0
	}
	return max(0, math.Log((all+1)/(s+0.5))) * math.Log(91) / math.Log(all+1)
}

// QuotedShare is the share of a sentence's words that stand between quotation
// marks.
func (s *Sentence) QuotedShare() float64 { return float64(s.Quoted) / float64(max(1, s.Words)) }
