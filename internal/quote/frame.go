package quote

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

type kind uint8

const (
	word   kind = iota // any word that is none of the others
	noun               // a mention of somebody or something
	quoted             // a stretch between quotation marks
	punct              // a mark or symbol
)

// element is what a frame is made of.
type element struct {
	kind    kind
	span    text.Span
	mention int      // noun: index into names.Result.Mentions
	quoted  int      // quoted: index into the marks
	lower   string   // word: in lower case
	cue     lang.Cue // word: its entry when isCue
	isCue   bool     // word: it reports speech here
	mark    byte     // punct: its first byte
}

// frame is a sentence with its quoted stretches folded.
type frame struct {
	elements  []element
	paragraph int
	headline  bool
	quotes    int  // number of quoted elements
	words     int  // number of words and nouns
	speaks    bool // it has a strong reporting word
}

// reader turns a report into frames.
type reader struct {
	text     string
	segments *segment.Segments
	marks    []marks.Quoted
	names    *names.Result
	lang     *lang.Language

	freed   []text.Span // what cutTails took out of unclosed quotations, in order
	frames  []frame
	holders map[string][]holder // people by role, as far as asked for: see withRole

	outer []int // mention index by first token: the longest that begins there outside quotation marks; -1 for none
	room  *room
}

// room is what a reader works in, kept from report to report: its slices are empty
// and name nothing of a report.
type room struct {
	elements []element // of all frames, side by side
	frames   []frame
	outer    []int
}

// rooms are those that no reader uses at present.
var rooms sync.Pool

// usualTokens is up to how many tokens of a text its room is kept: forty times the
// usual report.
const usualTokens = 1 << 15

// enter gives the reader room for its text.
func (r *reader) enter() {
	var ok bool
	if r.room, ok = rooms.Get().(*room); !ok {
		r.room = &room{}
	}
	n := len(r.segments.Tokens)
	if cap(r.room.elements) < n { // never more, since frames are stretches of one array
		r.room.elements, r.room.outer = make([]element, 0, n+n/4), make([]int, 0, n+n/4)
	}
	r.frames, r.outer = r.room.frames, r.room.outer[:n]
}

// leave gives the room back.
func (r *reader) leave() {
	if len(r.segments.Tokens) > usualTokens {
		return
	}
	clear(r.room.elements)
	clear(r.frames[:cap(r.frames)])
	r.room.elements, r.room.frames = r.room.elements[:0], r.frames[:0]
	rooms.Put(r.room)
}

// isFreed reports whether a span lies in what cutTails took out of a quotation.
func (r *reader) isFreed(s text.Span) bool {
	for _, f := range r.freed {
		if f.Contains(s) {
			return true
		}
	}
	return false
}

func (r *reader) read() {
	r.enter()
	for i := range r.outer {
		r.outer[i] = -1
	}
	for i := range r.names.Mentions {
		m := &r.names.Mentions[i]
		if m.Quoted && !r.isFreed(m.Span) || m.First >= m.End || m.End > len(r.outer) {
			continue
		}
		if o := r.outer[m.First]; o < 0 || r.names.Mentions[o].End < m.End {
			r.outer[m.First] = i
		}
	}
	near := r.nearQuotes()
	next := 0 // the first quoted stretch not yet passed
	arena := r.room.elements
	begin := 0
	last := -1 // sentence of the element before
	flush := func(p int) {
		if len(arena) > begin {
			r.frames = append(r.frames, frame{elements: arena[begin:], paragraph: p, headline: r.segments.HasHeadline && p == 0})
			begin = len(arena)
		}
	}
	sentence := 0
	for tok := 0; tok < len(r.segments.Tokens); {
		for sentence < len(r.segments.Sentences) && r.segments.Sentences[sentence].End <= tok {
			sentence++
		}
		if sentence >= len(r.segments.Sentences) {
			break
		}
		if last >= 0 && sentence != last {
			flush(r.segments.Sentences[last].Paragraph)
		}
		if s := &r.segments.Sentences[sentence]; !near[s.Paragraph] {
			tok, last = s.End, -1
			continue
		}
		arena = arena[:len(arena)+1]
		tok, next = r.element(&arena[len(arena)-1], tok, next)
		for sentence < len(r.segments.Sentences) && r.segments.Sentences[sentence].End < tok {
			sentence++
		}
		last = sentence
	}
	if last >= 0 {
		flush(r.segments.Sentences[min(last, len(r.segments.Sentences)-1)].Paragraph)
	}
	r.room.elements = arena
	for i := range r.frames {
		r.frames[i].finish(r)
	}
	r.rejoin()
}

// nearQuotes marks the paragraphs that hold quoted stretches and the ones
// before them: no sieve looks farther.
func (r *reader) nearQuotes() []bool {
	near := make([]bool, len(r.segments.Paragraphs))
	for _, m := range r.marks {
		near[m.Paragraph] = true
		if m.Paragraph > 0 {
			near[m.Paragraph-1] = true
		}
	}
	return near
}

// rejoin puts a quotation and the words that attribute it back together where
// the end of the quoted sentence was taken for the end of the whole: “Why?”
// Kroll asked her members.
func (r *reader) rejoin() {
	kept := r.frames[:0]
	for _, f := range r.frames {
		if n := len(kept); n > 0 && kept[n-1].paragraph == f.paragraph && r.attributes(&kept[n-1], &f) {
			last := &kept[n-1]
			// both are stretches of one array, side by side
			last.elements = last.elements[: len(last.elements)+len(f.elements) : len(last.elements)+len(f.elements)]
			last.quotes += f.quotes
			last.words += f.words
			last.speaks = last.speaks || f.speaks
			continue
		}
		kept = append(kept, f)
	}
	r.frames = kept
}

// attributes reports whether frame b is nothing but "Kroll asked her members."
// after a frame a that ends with a quotation.
func (r *reader) attributes(a, b *frame) bool {
	if a.elements[len(a.elements)-1].kind != quoted || b.quotes > 0 || len(b.elements) < 2 || len(b.elements) > 8 {
		return false
	}
	for _, e := range a.elements[max(0, len(a.elements)-farthest) : len(a.elements)-1] {
		if e.isCue {
			return false // it has its own
		}
	}
	n, c := b.elements[0], b.elements[1]
	if c.kind == noun && n.kind == word && n.isCue { // "asked Kroll."
		n, c = c, n
	}
	return n.kind == noun && r.canSpeak(n.mention) && c.isCue && c.cue.Strength == lang.Strong && (c.cue.Form == lang.Past || c.cue.Form == lang.Present)
}

// element makes e, which is empty, the element that begins at token tok and gives
// the token and the quoted stretch to go on from.
func (r *reader) element(e *element, tok, next int) (int, int) {
	t := &r.segments.Tokens[tok]
	for next < len(r.marks) && (r.marks[next].Outer >= 0 || r.marks[next].Span.End <= t.Start) {
		next++
	}
	if m := r.outer[tok]; m >= 0 && (next >= len(r.marks) || r.marks[next].Span.Start > t.Start) {
		men := &r.names.Mentions[m]
		e.kind, e.span, e.mention = noun, men.Span, m
		return men.End, next
	}
	if next < len(r.marks) && r.marks[next].Span.Holds(t.Start) {
		q := &r.marks[next]
		e.kind, e.span, e.quoted = quoted, q.Span, next
		for tok++; tok < len(r.segments.Tokens) && r.segments.Tokens[tok].Start < q.Span.End; tok++ {
		}
		return tok, next + 1
	}
	e.span = t.Span
	if t.Kind == segment.Punct || t.Kind == segment.Quote {
		e.kind, e.mark = punct, r.text[t.Start]
		return tok + 1, next
	}
	e.kind, e.lower = word, strings.ToLower(t.In(r.text))
	e.cue, e.isCue = r.lang.Cues[e.lower]
	return tok + 1, next
}

// finish counts the elements and decides which cue forms are nouns here.
func (f *frame) finish(r *reader) {
	for i := range f.elements {
		e := &f.elements[i]
		if e.kind == word || e.kind == noun {
			f.words++
		}
		switch {
		case e.kind == quoted:
			f.quotes++
		case e.isCue && f.nounHere(i, r):
			e.isCue = false
		case e.kind == word && !e.isCue && f.phraseCue(i):
			e.isCue, e.cue = true, lang.Cue{Lemma: e.lower, Strength: lang.Strong, Form: lang.Past}
		}
		f.speaks = f.speaks || e.isCue && e.cue.Strength == lang.Strong
	}
}

// nounHere reports whether a form that may be a noun stands where a noun
// does: after a determiner, a possessive or a preposition, and no subject
// before it.
func (f *frame) nounHere(i int, r *reader) bool {
	e := &f.elements[i]
	if i == 0 {
		return e.cue.Noun || e.cue.Form == lang.Base
	}
	b := &f.elements[i-1]
	switch {
	case b.kind == word && isDeterminer(b.lower):
		return true
	case b.kind == word && (b.lower == "'s" || b.lower == "’s" || b.lower == "'" || b.lower == "’"):
		return e.cue.Noun
	case b.kind == noun && r.possessive(b.mention):
		return e.cue.Noun || e.cue.Form == lang.Base
	case b.kind == noun && e.cue.Form == lang.Base && e.cue.Noun:
		return !r.names.Mentions[b.mention].Plural // "a Twitter post", but "officials report"
	case e.cue.Noun && e.cue.Form != lang.Past && i > 1 && f.elements[i-2].lower == "of" && !(b.kind == noun && r.names.Mentions[b.mention].Form == names.Name && r.names.Mentions[b.mention].Kind == names.Person):
		return true // "a third of Labour claims"
	case b.kind == word && r.lang.Prepositions.Has(b.lower) && b.lower != "to":
		return e.cue.Form != lang.Participle
	case e.cue.Form == lang.Base && b.kind == word && !r.lang.Auxiliaries.Has(b.lower) && b.lower != "and" && b.lower != "or" && b.lower != "who":
		return e.cue.Noun
	}
	return false
}

// phraseCue reports whether the word begins a cue of several words: "put it",
// "went on", "made clear".
func (f *frame) phraseCue(i int) bool {
	follows := func(w ...string) bool {
		if i+1 >= len(f.elements) {
			return false
		}
		for _, x := range w {
			if n := f.elements[i+1]; n.lower == x {
				return true
			}
		}
		return false
	}
	switch f.elements[i].lower {
	case "put", "puts", "putting":
		return follows("it", "this")
	case "went", "goes", "going":
		return follows("on")
	case "made", "makes", "making":
		return follows("clear", "plain")
	}
	return false
}

func isDeterminer(w string) bool {
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "my", "our", "your", "any", "no", "some", "every", "each", "another", "such", "all", "more", "many", "several":
		return true
	}
	return false
}

// possessive reports whether a mention is a pronoun that stands before a noun
// ("his", "their") or is followed by a possessive mark.
func (r *reader) possessive(m int) bool {
	men := &r.names.Mentions[m]
	if men.Form == names.Pronoun {
		switch strings.ToLower(men.Span.In(r.text)) {
		case "his", "their", "its", "her", "whose":
			return true
		}
		return false
	}
	return men.End < len(r.segments.Tokens) && r.segments.Tokens[men.End].Kind == segment.Clitic
}

// canSpeak reports whether a mention may be the subject of a reporting word.
func (r *reader) canSpeak(m int) bool {
	men := &r.names.Mentions[m]
	if men.Form == names.Pronoun {
		switch strings.ToLower(men.Span.In(r.text)) {
		case "he", "she", "they":
			return true
		}
		return false
	}
	return !r.possessive(m)
}

// capitals counts the words of s that begin with a capital letter or a digit,
// those that must (all but small words such as "of"), and all words, until there
// are more than most of these.
func capitals(s string, most int) (upper, must, all int) {
	for w := range strings.FieldsSeq(s) {
		if all > most {
			break
		}
		w = strings.TrimFunc(w, outsideWords)
		if w == "" {
			continue
		}
		all++
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(first) || unicode.IsDigit(first):
			upper++
			must++
		case all > 1 && small(w):
		default:
			must++
		}
	}
	return upper, must, all
}

// outsideWords reports a mark around a word.
func outsideWords(c rune) bool {
	if c|0x20 >= 'a' && c|0x20 <= 'z' {
		return false
	}
	return !unicode.IsLetter(c) && !unicode.IsDigit(c)
}

func small(w string) bool {
	switch w {
	case "of", "the", "and", "to", "in", "a", "an", "for", "on", "at", "with", "or", "by", "from", "v", "vs":
		return true
	}
	return false
}
