package attribution

import (
	"parallax/internal/attribution/chain"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// word is what the features of this package look at in one token.
type word struct {
	lemma    uint32 // hash of the lemma
	pos      tag.Tag
	chance   uint8 // how often such a word is part of a cue, in 255ths
	bucket   uint8 // chance in eight steps, 0 never and 7 nearly always
	class    uint8 // what transitions depend on
	mark     uint8 // the mark that it is, see below; none for words
	shape    uint8 // none, small, capital, capitals, digits
	finite   bool
	place    uint8 // where it stands to the quotation marks: outside, opens, inside, closes
	quoted   int32 // index into reading.quotes; -1 outside
	sentence int32 // index into segment.Segments.Sentences
}

// Marks that features tell apart.
const (
	noMark uint8 = iota
	comma
	final // . ? !
	colon // : ; … –
	bracket
	quoteMark
	otherMark
)

// Where a token stands to quotation marks.
const (
	outside uint8 = iota
	opens
	inside
	closes
)

// Classes of tokens for transitions.
const (
	plain         uint8 = iota
	afterSentence       // first of its sentence
	classComma
	classFinal
	classOther
	classOpen
	classClose
	classThat
	classWeak   // a word that is at times a cue
	classStrong // a word that is a cue more often than not
)

// Chances above which a word is a candidate for a cue, and is likely one.
const (
	likely = 51  // 1 in 5
	strong = 128 // 1 in 2
)

// quotedSpan is a quoted stretch, in tokens.
type quotedSpan struct {
	first, end int // with its marks
	capital    bool
	last       uint8 // the last mark within: comma, final or other
	length     uint8 // bucket of its length
	before     uint32
	after      uint32 // lemmas of the words beside it, commas passed over
	cueAfter   int    // the next likely cue within 8 tokens after it; -1 when none
	cueBefore  int    // the same within 4 before it
}

// reading is a text prepared for the features.
type reading struct {
	text     string
	segments *segment.Segments
	words    []word
	quotes   []quotedSpan
	lexicon  *lexicon
	room     []unit // for units
	that     uint32 // hashes of words that features look for
	accord   uint32
	by       uint32
	it       uint32
}

// read prepares a text. tags has one entry a token.
func read(t string, s *segment.Segments, tags []tag.Word, m []marks.Quoted, x *lexicon) *reading {
	r := &reading{}
	r.read(t, s, tags, m, x)
	return r
}

// Hashes of words that features look for.
var that, accord, by, it = tag.LemmaID("that"), tag.LemmaID("accord"), tag.LemmaID("by"), tag.LemmaID("it")

// read is read in the room that r has from the text before it.
func (r *reading) read(t string, s *segment.Segments, tags []tag.Word, m []marks.Quoted, x *lexicon) {
	*r = reading{text: t, segments: s, words: fresh(r.words, len(s.Tokens)), quotes: r.quotes[:0], room: r.room, lexicon: x, that: that, accord: accord, by: by, it: it}
	for i := range s.Tokens {
		r.word(i, tags[i])
	}
	for n, sentence := range s.Sentences {
		for i := sentence.First; i < sentence.End; i++ {
			r.words[i].sentence = int32(n)
		}
	}
	for _, q := range m {
		if q.Outer < 0 {
			r.quote(q)
		}
	}
	for i := range r.words {
		r.words[i].class = r.class(i)
	}
}

// word fills in what a token tells by itself.
func (r *reading) word(i int, g tag.Word) {
	token := r.segments.Tokens[i]
	c := r.text[token.Start]
	w := &r.words[i]
	*w = word{lemma: g.Lemma, pos: g.Tag, quoted: -1, finite: g.Tag.Finite()}
	switch token.Kind {
	case segment.Quote:
		w.mark = quoteMark
	case segment.Punct:
		switch c {
		case ',':
			w.mark = comma
		case '.', '?', '!':
			w.mark = final
		case ':', ';', '-', 0xE2:
			w.mark = colon
		case '(', ')', '[', ']':
			w.mark = bracket
		default:
			w.mark = otherMark
		}
	case segment.Number:
		w.shape = 4
	default:
		w.shape = 1
		if c >= 'A' && c <= 'Z' {
			w.shape = 2
			if n := token.Len(); n > 1 && r.text[token.End-1] >= 'A' && r.text[token.End-1] <= 'Z' {
				w.shape = 3
			}
		}
	}
	w.chance = r.lexicon.chance(g)
	w.bucket = chanceBucket(w.chance)
}

// chanceBucket puts a chance into one of eight steps.
func chanceBucket(c uint8) uint8 { return chanceBuckets[c] }

var chanceBuckets = func() (out [256]uint8) {
	limits := [...]uint8{3, 8, 20, 51, 102, 153, 204}
	for c := range out {
		for out[c] < uint8(len(limits)) && uint8(c) >= limits[out[c]] {
			out[c]++
		}
	}
	return out
}()

// quote fills in what the tokens of a quoted stretch have in common.
func (r *reading) quote(q marks.Quoted) {
	first, end := r.segments.TokenAt(q.Span.Start), r.segments.TokenAt(q.Span.End-1)+1
	end = min(end, len(r.words))
	if first >= end || r.words[first].quoted >= 0 {
		return
	}
	k := quotedSpan{first: first, end: end, length: lengthBucket(end - first)}
	for i := first; i < end; i++ {
		w := &r.words[i]
		w.quoted, w.place = int32(len(r.quotes)), inside
		if w.mark != noMark && w.mark != quoteMark {
			k.last = w.mark
		} else if w.mark == noMark {
			k.last = noMark
		}
	}
	if r.words[first].mark == quoteMark {
		r.words[first].place = opens
		if first+1 < end {
			k.capital = r.words[first+1].shape >= 2
		}
	}
	if q.Closed && r.words[end-1].mark == quoteMark {
		r.words[end-1].place = closes
	}
	r.beside(&k)
	r.quotes = append(r.quotes, k)
}

// beside looks for words and cues next to a quoted stretch, in its paragraph.
func (r *reading) beside(k *quotedSpan) {
	p := r.segments.Sentences[r.words[k.first].sentence].Paragraph
	here := func(i int) bool {
		return i >= 0 && i < len(r.words) && r.segments.Sentences[r.words[i].sentence].Paragraph == p
	}
	k.cueAfter, k.cueBefore = -1, -1
	for i := k.end; i < k.end+9 && here(i); i++ {
		if k.after == 0 && r.words[i].mark != comma {
			k.after = r.words[i].lemma
		}
		if r.words[i].chance >= likely {
			k.cueAfter = i
			break
		}
	}
	for i := k.first - 1; i >= k.first-5 && here(i); i-- {
		if k.before == 0 && r.words[i].mark != comma {
			k.before = r.words[i].lemma
		}
		if r.words[i].chance >= likely {
			k.cueBefore = i
			break
		}
	}
}

// class is what transitions at a token depend on.
func (r *reading) class(i int) uint8 {
	w := &r.words[i]
	switch {
	case w.place == opens:
		return classOpen
	case w.place == closes:
		return classClose
	case w.mark == comma:
		return classComma
	case w.mark == final:
		return classFinal
	case w.mark != noMark:
		return classOther
	case r.segments.Sentences[w.sentence].First == i:
		return afterSentence
	case w.lemma == r.that:
		return classThat
	case w.chance >= strong:
		return classStrong
	case w.chance >= likely:
		return classWeak
	}
	return plain
}

// lengthBucket puts a number of tokens into one of eight steps.
func lengthBucket(n int) uint8 {
	switch {
	case n < 4:
		return uint8(max(0, n))
	case n < 6:
		return 4
	case n < 10:
		return 5
	case n < 20:
		return 6
	}
	return 7
}

var _ [chain.Classes - int(classStrong) - 1]struct{} // the classes are those that transitions know

// spanOf is where the tokens of a unit's span stand in the text.
func (r *reading) spanOf(base int, s span) text.Span {
	return text.Span{Start: r.segments.Tokens[base+s.first].Start, End: r.segments.Tokens[base+s.end-1].End}
}
