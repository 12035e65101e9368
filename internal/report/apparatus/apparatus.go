// Package apparatus says what a page prints about an utterance and its
// readings, for every form of output alike.
//
// It follows the critical edition: the fullest wording is printed once
// ([Fullest]), and each reading prints only where it departs from it
// ([Departures]). A small drawing, the strip ([Strip]), shows which part of
// the fullest wording a reading carries.
//
// With the fullest wording, of report A,
//
//	You can have the whole service book by Friday noon, and nothing goes up until every last brake is on the bench.
//
// a report B that prints “have the whole service book by Monday noon, and
// nothing goes up” gives the pieces
//
//	Cut      You can
//	Same     have the whole service book by
//	Replace  Friday → Monday
//	Same     noon, and nothing goes up
//	Cut      until every last brake is on the bench
//
// which a terminal shows as
//
//	[…] have the whole service book by ~~Friday~~ **Monday** noon, and nothing goes up […]
//
// Every word of a piece is a span of a report (see [Words]); no function here
// makes up text, save that white space between words becomes one space.
//
// The one surprise: a Cut and a Fold both stand for words that are not shown,
// yet they say opposite things. At a Cut the outlet left words out, printed
// “[…]”; at a Fold the page leaves them out to save room, printed “…”.
package apparatus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/collate"
	"parallax/internal/text"
)

// Kind is what a page does with a piece.
type Kind uint8

const (
	Same    Kind = iota // words that both have: printed as they are
	Delete              // words of the fullest that this reading lacks: struck
	Insert              // words that only this reading has: marked as added
	Replace             // words in place of others: the old struck, the new marked, joined
	Cut                 // words of the fullest left out at an edge, or many of them inside: “[…]”
	Fold                // words that both have, not shown for want of room: “…”
)

// String is the kind's name in lower case, fit for a style class.
func (k Kind) String() string {
	return [...]string{"same", "delete", "insert", "replace", "cut", "fold"}[k]
}

// Words is a run of words of one report.
type Words struct {
	Report int         // index into Comparison.Reports
	Spans  []text.Span // in that report's text, in order; more than one where the quotation is broken, as in “A,” she said. “B.”
	Text   string      // the spans' words with one space between them
	Count  int         // number of words
}

// Evidence is where the words begin, for a link to them.
func (w Words) Evidence() collate.Evidence {
	if len(w.Spans) == 0 {
		return collate.Evidence{Report: w.Report}
	}
	return collate.Evidence{Report: w.Report, Span: w.Spans[0]}
}

// Piece is one stretch of what is printed.
type Piece struct {
	Kind      Kind
	Old       Words // words of the fullest wording: for Delete, Replace and Cut; for every piece of Fullest
	New       Words // words of the reading: for Same, Insert, Replace and Fold
	Contested bool  // only from Fullest: some reading changes these words
	Space     bool  // a space goes before it
}

// Shown is what a Same, Fold, Insert or Delete piece prints, or folds away.
func (p Piece) Shown() Words {
	if p.New.Count > 0 || p.New.Text != "" {
		return p.New
	}
	return p.Old
}

// The room that context gets, in words. Figures from the drawn pages.
const (
	manyWords    = 8  // a deletion of so many words inside a reading is a Cut
	contextLeast = 4  // context on each side of a change: at least,
	contextMost  = 6  // and at most so many words, ending at a clause's end when there is one
	edgeWords    = 2  // words kept beside a Cut, so that no fold touches it
	ownWords     = 18 // a trimmed reading is printed in full up to so many words
	ownHead      = 8  // of a longer one the first
	ownTail      = 7  // and the last words stay
	fullWords    = 46 // the fullest wording is printed in full up to so many words
	fullHead     = 18 // of a longer one the first
	fullTail     = 9  // and the last words stay,
	fullLeast    = 7  // and around every contested word at least
	fullMost     = 9  // and at most so many on each side
	foldLeast    = 4  // fewer words than these are not worth a fold
)

// Departures is what reading r of utterance u prints: nothing when it is word
// for word the fullest; its own words when it is trimmed or a paraphrase; the
// changed words in their context when it is altered. u indexes
// Comparison.Utterances, r the utterance's Readings.
func Departures(c *collate.Comparison, u, r int) []Piece {
	rd := c.Utterances[u].Readings[r]
	if rd.Relation == collate.Identical {
		return nil
	}
	chunks := weave(c, u, r)
	words := 0
	for _, k := range chunks {
		if k.kind == Same && k.isWord {
			words++
		}
	}
	switch {
	case rd.Relation == collate.Altered:
		keepAround(chunks, contextLeast, contextMost)
		keepBesideCuts(chunks)
	case words <= ownWords+foldLeast:
		keepAll(chunks)
	default:
		keepEnds(chunks, ownHead, ownTail)
		keepAround(chunks, contextLeast, contextMost)
	}
	return gather(c, chunks, false)
}

// WholeDepartures is Departures with nothing folded.
func WholeDepartures(c *collate.Comparison, u, r int) []Piece {
	if c.Utterances[u].Readings[r].Relation == collate.Identical {
		return nil
	}
	chunks := weave(c, u, r)
	keepAll(chunks)
	return gather(c, chunks, false)
}

// Fullest is the fullest wording of utterance u: whole up to 46 words; of a
// longer one the beginning, the end and the words around each contested place,
// the rest folded. The pieces are Same and Fold, their words in Old.
func Fullest(c *collate.Comparison, u int) []Piece {
	chunks, words := fullest(c, u)
	if words <= fullWords {
		keepAll(chunks)
	} else {
		keepEnds(chunks, fullHead, fullTail)
		keepAround(chunks, fullLeast, fullMost)
	}
	return gather(c, chunks, true)
}

// Whole is Fullest with nothing folded.
func Whole(c *collate.Comparison, u int) []Piece {
	chunks, _ := fullest(c, u)
	keepAll(chunks)
	return gather(c, chunks, true)
}

// fullest is the words of the fullest wording one by one, and their number.
func fullest(c *collate.Comparison, u int) (chunks []chunk, words int) {
	q := &c.Quotations[c.Utterances[u].Fullest]
	contested := Contested(c, u)
	t := c.Reports[q.Report].Article.Text
	for _, content := range printed(t, q.Content) {
		for _, w := range split(t, content) {
			k := chunk{kind: Same, old: []text.Span{w}, report: q.Report, isWord: isWord(w.In(t)), ends: endsClause(w.In(t))}
			for _, s := range contested {
				k.contested = k.contested || s.Overlaps(w)
			}
			if k.isWord {
				words++
			}
			chunks = append(chunks, k)
		}
	}
	return sharpen(chunks, contested), words
}

// printed is the content without the comma at its end, which belongs to the
// sentence around the quotation: “We go,” she said.
func printed(t string, content []text.Span) []text.Span {
	n := len(content)
	if n == 0 || !strings.HasSuffix(content[n-1].In(t), ",") {
		return content
	}
	content = slices.Clone(content)
	content[n-1].End--
	return content
}

// Contested is the places of the fullest wording of utterance u where a
// reading departs inside, in order and without overlap: what Departures prints
// as Delete or Replace, and for an Insert the word before it (the word after
// it at the beginning).
func Contested(c *collate.Comparison, u int) []text.Span {
	ut := &c.Utterances[u]
	q := &c.Quotations[ut.Fullest]
	t := c.Reports[q.Report].Article.Text
	var out []text.Span
	for _, rd := range ut.Readings {
		for _, e := range rd.Edits {
			switch {
			case e.Op == collate.Insert:
				out = append(out, neighbour(t, q.Content, e.From.Start))
			case e.Op == collate.Replace || !isCut(t, e):
				out = append(out, within(q.Content, e.From)...)
			}
		}
	}
	return merge(out)
}

// isCut reports whether a deletion is printed as “[…]”.
func isCut(fullest string, e collate.Edit) bool {
	return e.Op == collate.Delete && (e.Edge || countWords(e.From.In(fullest)) >= manyWords)
}

// neighbour is the word of the content that ends at or before pos, or else the
// first word after it.
func neighbour(t string, content []text.Span, pos int) text.Span {
	var found text.Span
	for _, s := range content {
		for _, w := range split(t, s) {
			if !isWord(w.In(t)) {
				continue
			}
			if w.Start >= pos && !found.Empty() {
				return found
			}
			found = w
			if w.Start >= pos {
				return found
			}
		}
	}
	return found
}

// split cuts a span at white space into the runs between.
func split(t string, s text.Span) []text.Span {
	var out []text.Span
	start := -1
	for i, r := range s.In(t) {
		switch at := s.Start + i; {
		case unicode.IsSpace(r) && start >= 0:
			out = append(out, text.Span{Start: start, End: at})
			start = -1
		case !unicode.IsSpace(r) && start < 0:
			start = at
		}
	}
	if start >= 0 {
		out = append(out, text.Span{Start: start, End: s.End})
	}
	return out
}

// isWord reports whether a run between white space has a letter or a digit.
func isWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

func countWords(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if isWord(w) {
			n++
		}
	}
	return n
}

// letters is the number of letters and digits of s: the scale of strips.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// within is the parts of s that lie in the spans of content.
func within(content []text.Span, s text.Span) []text.Span {
	var out []text.Span
	for _, k := range content {
		if p := (text.Span{Start: max(k.Start, s.Start), End: min(k.End, s.End)}); !p.Empty() {
			out = append(out, p)
		}
	}
	return out
}

// endsClause reports whether a word ends a clause or sentence.
func endsClause(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(w, `"'”’)]`))
	return strings.ContainsRune(",;:.!?—–", r)
}
