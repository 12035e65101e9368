// Package segment cuts a report's text into paragraphs, sentences and tokens.
//
// A news paragraph, with "|" between sentences and "·" between tokens that no
// space parts:
//
//	“·Why·?·” Ms. Marenko asked the U.S. envoy on Sept. 5·. | “·We go·. | You stay·.·”
//
// The rules are written by hand, after the habits of news prose: tokens first,
// by what stands on either side of a mark, then sentence ends among the tokens
// that can end one, by what follows. A sentence keeps the marks and brackets
// that close with it; a quotation of several sentences is several sentences; a
// quoted question or exclamation does not end the sentence that goes on to say
// who asked. An abbreviation holds its point, also where that point ends the
// sentence. Nothing crosses a paragraph, and a colon or semicolon ends nothing.
//
// Sentence ends within paragraphs agree with the Universal Dependencies
// treebanks with F1 .958 on GUM's news, .969 on its interviews and .914 on EWT's
// web text, where most of what is missed has no mark at its end. (Kiss and
// Strunk's Punkt, trained on English news: .952, .968, .908.)
//
// The one surprise: "’s" is a token of its own after any word ("Marenko·’s",
// "it·’s"), while every other contraction is one ("wasn’t", "they’ll").
package segment

import (
	"parallax/internal/lang"
	"parallax/internal/text"
)

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

// Segment cuts t at the given paragraphs, which are in order and do not
// overlap. The headline, unless it is empty, becomes paragraph 0. A paragraph
// that begins before the last one's end loses the part they share. Without a
// language no word is an abbreviation.
func Segment(t string, headline text.Span, paragraphs []text.Span, l *lang.Language) *Segments {
	if l == nil {
		l = &lang.Language{}
	}
	s := &Segments{HasHeadline: !headline.Empty()}
	s.Paragraphs = make([]text.Span, 0, len(paragraphs)+1)
	if s.HasHeadline {
		s.Paragraphs = append(s.Paragraphs, headline)
	}
	s.Paragraphs = append(s.Paragraphs, paragraphs...)

	size := 0
	for _, p := range s.Paragraphs {
		size += max(0, p.Len())
	}
	// Of fifty news reports one has more tokens than one to 4.8 bytes.
	scan := scanner{l: l, tokens: make([]Token, 0, size*5/24+8)}
	cut := splitter{l: l, sentences: make([]Sentence, 0, size/100+4)}
	at := 0
	for i, p := range s.Paragraphs {
		start, end := max(at, p.Start), min(len(t), p.End)
		if start >= end {
			continue
		}
		at = end
		first := len(scan.tokens)
		scan.t = t[:end]
		scan.scan(start)
		cut.t, cut.tokens = scan.t, scan.tokens
		cut.split(first, i)
	}
	s.Tokens, s.Sentences = scan.tokens, cut.sentences
	return s
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
		if mid := (lo + hi) / 2; s.Sentences[mid].Span.End <= pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
