package segment

import "parallax/internal/text"

// Kind says what a token is made of.
type Kind uint8

const (
	Word   Kind = iota // letters, with inner hyphens, apostrophes and abbreviation points: "Petric-Solheim", "wasn't", "U.S.", "Mr."
	Number             // digits with their separators: "1,200.50", "1987", "10am" is a Word
	Clitic             // "'s", "’s" or a bare possessive apostrophe split from the word before it
	Quote              // one quotation mark of any style
	Punct              // any other single mark or symbol; runs of the same mark ("...", "--") are one token
)

// Token is the smallest unit that stages look at. Tokens are in order, do not
// overlap, and leave out white space only.
type Token struct {
	text.Span
	Kind Kind
}

// Sentence is a run of tokens within one paragraph.
type Sentence struct {
	Span      text.Span // from the first token's start to the last token's end
	First     int       // index of its first token
	End       int       // one past the index of its last token
	Paragraph int       // index into Segments.Paragraphs; the headline, when there is one, is paragraph 0
}

// Segments is a text cut into paragraphs, sentences and tokens.
type Segments struct {
	Paragraphs  []text.Span // headline first when there is one (see HasHeadline), then the body's paragraphs
	HasHeadline bool        // Paragraphs[0] is the headline
	Sentences   []Sentence  // in order; every token is in exactly one
	Tokens      []Token     // in order
}

// TokenAt is the index of the first token that ends after byte pos, or
// len(Tokens) when there is none.
func (s *Segments) TokenAt(pos int) int {
	lo, hi := 0, len(s.Tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; s.Tokens[mid].End <= pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// SentenceAt is the index of the first sentence that ends after byte pos, or
// len(Sentences) when there is none.
func (s *Segments) SentenceAt(pos int) int {
	lo, hi := 0, len(s.Sentences)
	for lo < hi {
		if mid := (lo + hi) / 2; s.Sentences[mid].End <= s.TokenAt(pos) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
