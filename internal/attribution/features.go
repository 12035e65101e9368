package attribution

import (
	"slices"

	"parallax/internal/attribution/chain"
	"parallax/internal/tag"
)

// unit is what the chain reads at once: a paragraph.
type unit struct {
	first, end int // tokens
	sentences  [2]int
	paragraph  int
	headline   bool
	openBefore bool  // the paragraph before ends within a quotation
	cueBefore  uint8 // highest chance of a cue in the paragraph before, as a bucket
	where      uint8 // bucket of its number in the report
}

// longest is how many tokens a unit may have. A longer paragraph is cut where a
// sentence begins, and a longer sentence anywhere, so that the time to read a
// text grows with its length alone.
const longest = 1500

// units gives the paragraphs that have tokens, valid until the next read.
func (r *reading) units() []unit {
	out := r.room[:0]
	s := r.segments
	for i := 0; i < len(s.Sentences); {
		u := unit{first: s.Sentences[i].First, paragraph: s.Sentences[i].Paragraph}
		u.sentences[0] = i
		for i < len(s.Sentences) && s.Sentences[i].Paragraph == u.paragraph && (u.end == 0 || s.Sentences[i].End-u.first <= longest) {
			u.end = s.Sentences[i].End
			i++
		}
		u.sentences[1] = i
		u.headline = s.HasHeadline && u.paragraph == 0
		for end := u.end; u.first < end; u.first = u.end {
			u.end = min(end, u.first+longest)
			out = append(out, r.after(u, out))
		}
	}
	if len(out) == 1 && !out[0].headline {
		out[0].where, out[0].cueBefore = lengthBucket(midst), surely
	}
	r.room = out
	return out
}

// A text of one paragraph is more often a paragraph of a report, an excerpt or a
// flash, than a first one or a headline, which is what it would look like. So it is
// read as one from the midst of a report, behind one in which somebody spoke: on
// single paragraphs of reports that were not learned from source +.007, cue +.001,
// content +.006.
const (
	midst  = 10 // paragraphs before it
	surely = 7  // the highest bucket of a cue's chance
)

// after tells a unit what stands before it.
func (r *reading) after(u unit, before []unit) unit {
	u.where = lengthBucket(len(before))
	if n := len(before); n > 0 {
		last := before[n-1]
		u.openBefore = r.words[last.end-1].place == inside
		for k := last.first; k < last.end; k++ {
			u.cueBefore = max(u.cueBefore, r.words[k].bucket)
		}
	}
	return u
}

// near is the nearest likely cue on one side of a token and what lies between.
type near struct {
	at      int32 // token; -1 when none
	between uint8 // commas, from the fourth bit on, finite verbs, from the second, and "that"
}

// Steps of near.between, and the most commas and verbs that it counts.
const (
	aComma      = 1 << 4
	aVerb       = 1 << 2
	aThat       = 1 << 1
	manyBetween = 3
)

// sentenceView is what features tell of a token's sentence.
type sentenceView struct {
	first, end int
	top        uint8 // highest bucket of a cue's chance
	cues       uint8 // likely cues in it, up to 3
	accord     bool
	open       uint32 // the tags of its first two words
}

// featurer writes the features of one unit after another; it keeps what it
// has allocated.
type featurer struct {
	left, right []near
	sentences   []sentenceView
	sees        [2]cueSight // by the token last looked at, on its left and right
	out         []uint32
	class       []uint8
	known       known // what is added up once where features are not asked for one by one
}

// padding stands for tokens beyond the ends of a unit.
var padding = word{quoted: -1}

// features gives the features and the classes of a unit's tokens, valid until
// the next call.
func (f *featurer) features(r *reading, u unit) ([]uint32, []uint8) {
	f.scan(r, u)
	f.out, f.class = f.out[:0], f.class[:0]
	f.out = slices.Grow(f.out, (u.end-u.first)*perToken)
	var e emitter
	for i := u.first; i < u.end; i++ {
		e.n = 0
		f.token(r, u, i, &e)
		f.out = append(f.out, e.out[:perToken]...)
		f.class = append(f.class, r.words[i].class)
	}
	return f.out, f.class
}

// scan finds the nearest cues of each token and views each sentence.
func (f *featurer) scan(r *reading, u unit) {
	n := u.end - u.first
	if cap(f.left) < n {
		f.left, f.right = make([]near, n+n/2), make([]near, n+n/2)
	}
	f.left, f.right = f.left[:n], f.right[:n]
	step := func(c *near, i int) {
		w := &r.words[i]
		if w.chance >= likely {
			*c = near{at: int32(i)}
			return
		}
		if w.mark == comma && c.between/aComma < manyBetween {
			c.between += aComma
		}
		if w.finite && c.between/aVerb&manyBetween < manyBetween {
			c.between += aVerb
		}
		if w.lemma == r.that {
			c.between |= aThat
		}
	}
	c := near{at: -1}
	for i := u.first; i < u.end; i++ {
		f.left[i-u.first] = c
		step(&c, i)
	}
	c = near{at: -1}
	for i := u.end - 1; i >= u.first; i-- {
		f.right[i-u.first] = c
		step(&c, i)
	}
	f.sees = [2]cueSight{{at: unread}, {at: unread}}
	f.sentences = f.sentences[:0]
	for k := u.sentences[0]; k < u.sentences[1]; k++ {
		s := r.segments.Sentences[k]
		v := sentenceView{first: s.First, end: s.End}
		for i := s.First; i < s.End; i++ {
			w := &r.words[i]
			v.top = max(v.top, w.bucket)
			if w.chance >= likely && v.cues < 3 {
				v.cues++
			}
			v.accord = v.accord || w.lemma == r.accord
		}
		v.open = uint32(r.words[s.First].pos) << 6
		if s.First+1 < s.End {
			v.open |= uint32(r.words[s.First+1].pos)
		}
		f.sentences = append(f.sentences, v)
	}
}

// emitter collects the features of one token, or of a few. Each feature has a template, so
// that equal values of different templates differ. Templates are numbered in
// the order in which they are written.
type emitter struct {
	out [ahead * maxPerToken]uint32
	n   int // features in out
}

const maxPerToken = 96

// put writes one feature, and more gives the room for n.
func (e *emitter) put(v uint32) {
	e.out[e.n] = v
	e.n++
}

func (e *emitter) more(n int) []uint32 {
	e.n += n
	return e.out[e.n-n : e.n]
}

// hash is the feature of a template with a value.
func hash(template int, v uint64) uint32 {
	h := (v + uint64(template+1)*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return uint32(h>>40) & (chain.Buckets - 1)
}

// distance puts a number of tokens into one of twelve steps.
func distance(n int) uint64 {
	if n >= len(distances) {
		return 11
	}
	return uint64(distances[max(0, n)])
}

var distances = [45]uint8{
	0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9,
	10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// Where templates begin, and how many there are of each kind.
const (
	pairTemplates     = 12
	triples           = pairTemplates
	tripleTemplates   = 3
	words             = triples + tripleTemplates
	wordTemplates     = 13
	quotes            = words + wordTemplates
	quoteTemplates    = 12
	cues              = quotes + quoteTemplates
	cueTemplates      = 10 // a side
	both              = cues + 2*cueTemplates
	bothTemplates     = 2
	contexts          = both + bothTemplates
	contextTemplates  = 6
	sentences         = contexts + contextTemplates
	sentenceTemplates = 4
	perToken          = sentences + sentenceTemplates
)

// token writes the features of token i.
func (f *featurer) token(r *reading, u unit, i int, e *emitter) {
	var s view
	s.sight(r, u, i)
	o := (*[pairTemplates]uint32)(e.out[:])
	for k := range pairs {
		a, b := s.tags(k)
		tagPair(o, k, a, b)
	}
	o[6], o[7] = far(0, s.l3.pos), far(1, s.n3.pos)
	e.n = pairTemplates
	s.triples(e)
	s.words(e)
	if s.w.quoted < 0 {
		unquoted(e)
	} else {
		f.quoted(r, i, e)
	}
	var seen [2]uint64
	for side := range seen {
		c := f.cue(r, u, i, side)
		if c.at >= 0 {
			c.write(e, side)
		} else {
			cueless(e, side)
		}
		seen[side] = c.short
	}
	e.put(bothSides(seen))
	e.put(bothTagged(seen, s.w.pos))
	f.context(r, u, i, e)
	f.sentence(u, int(s.w.sentence)-u.sentences[0], uint64(s.w.place), e)
}

// view is a token with those beside it.
type view struct {
	w, l1, l2, l3, n1, n2, n3 *word
}

// sight makes s what stands around token i of a unit. It is filled where it stands:
// a struct that is written pointer by pointer and copied at once makes the processor
// wait.
func (s *view) sight(r *reading, u unit, i int) {
	if i-3 >= u.first && i+3 < u.end {
		w := (*[7]word)(r.words[i-3 : i+4])
		s.w, s.l1, s.l2, s.l3, s.n1, s.n2, s.n3 = &w[3], &w[2], &w[1], &w[0], &w[4], &w[5], &w[6]
		return
	}
	at := func(k int) *word {
		if k < u.first || k >= u.end {
			return &padding
		}
		return &r.words[k]
	}
	s.w, s.l1, s.l2, s.l3, s.n1, s.n2, s.n3 = at(i), at(i-1), at(i-2), at(i-3), at(i+1), at(i+2), at(i+3)
}

// pairs of tags side by side are told of each token: those that begin two
// and one before it, at it and after it.
const pairs = 4

// tags are the tags of a pair.
func (s *view) tags(pair int) (a, b tag.Tag) {
	switch pair {
	case 0:
		return s.l2.pos, s.l1.pos
	case 1:
		return s.l1.pos, s.w.pos
	case 2:
		return s.w.pos, s.n1.pos
	}
	return s.n1.pos, s.n2.pos
}

// tagPair writes the features of a pair, and of those of its tags that no other
// pair tells, where their templates stand.
func tagPair(o *[pairTemplates]uint32, pair int, first, second tag.Tag) {
	a, b := uint64(first), uint64(second)
	o[8+pair] = hash(8+pair, a<<6|b)
	switch pair {
	case 0:
		o[3] = hash(3, a)
	case 1:
		o[0] = hash(0, 0) // bias
		o[1] = hash(1, b)
		o[2] = hash(2, a)
	case 2:
		o[4] = hash(4, b)
	case 3:
		o[5] = hash(5, b)
	}
}

// far is the feature of the tag three tokens away on a side.
func far(side int, t tag.Tag) uint32 { return hash(6+side, uint64(t)) }

// triples are three tags side by side.
func (s *view) triples(e *emitter) {
	o := (*[tripleTemplates]uint32)(e.out[e.n:])
	e.n += tripleTemplates
	p0, pl, pl2, pn, pn2 := uint64(s.w.pos), uint64(s.l1.pos), uint64(s.l2.pos), uint64(s.n1.pos), uint64(s.n2.pos)
	o[0] = hash(triples, pl2<<12|pl<<6|p0)
	o[1] = hash(triples+1, pl<<12|p0<<6|pn)
	o[2] = hash(triples+2, p0<<12|pn<<6|pn2)
}

// words are the lemmas here, how likely they are cues, and the marks.
func (s *view) words(e *emitter) {
	o := (*[wordTemplates]uint32)(e.out[e.n:])
	e.n += wordTemplates
	w, l1, l2, n1, n2 := s.w, s.l1, s.l2, s.n1, s.n2
	lemma, p0 := uint64(w.lemma), uint64(w.pos)
	o[0] = hash(words, lemma)
	o[1] = hash(words+1, lemma<<6|p0)
	o[2] = hash(words+2, uint64(l1.lemma))
	o[3] = hash(words+3, uint64(n1.lemma))
	o[4] = hash(words+4, uint64(l1.lemma)<<32|lemma)
	o[5] = hash(words+5, lemma<<32|uint64(n1.lemma))
	o[6] = hash(words+6, uint64(l2.lemma)<<6|uint64(l1.pos))
	o[7] = hash(words+7, uint64(n2.lemma)<<6|uint64(n1.pos))
	o[8] = hash(words+8, uint64(l1.lemma)<<6|p0)
	o[9] = hash(words+9, uint64(n1.lemma)<<6|p0)
	o[10] = hash(words+10, uint64(l1.bucket)<<9|uint64(w.bucket)<<6|uint64(n1.bucket)<<3|uint64(n2.bucket))
	o[11] = hash(words+11, uint64(w.bucket)<<16|p0<<8|uint64(w.shape)<<4|uint64(l1.shape))
	o[12] = hash(words+12, uint64(w.place)<<16|uint64(w.mark)<<12|uint64(l1.mark)<<8|uint64(n1.mark)<<4|uint64(l2.mark))
}

// quoted tells where a token between quotation marks stands to them.
func (f *featurer) quoted(r *reading, i int, e *emitter) {
	w := &r.words[i]
	q := &r.quotes[w.quoted]
	since, to := q.at(i)
	place := uint64(w.place)
	e.put(quotedTag(w))
	e.put(quotedSince(since, place))
	e.put(quotedTo(to, place))
	r.quotedAlike(q, place, (*[quotedShared]uint32)(e.more(quotedShared)))
	e.put(q.both(since, to, place))
}

// quotedTag is the feature of quoted's that looks at the token's tag.
func quotedTag(w *word) uint32 { return hash(quotes, uint64(w.place)<<8|uint64(w.pos)) }

// at is how far token i stands from the first token of the marks around it and how
// far from the last.
func (q *quotedSpan) at(i int) (since, to uint64) {
	return distance(i - q.first), distance(q.end - 1 - i)
}

func quotedSince(since, place uint64) uint32 { return hash(quotes+1, place<<8|since) }

func quotedTo(to, place uint64) uint32 { return hash(quotes+2, place<<8|to) }

// both is how far a token stands from both ends.
func (q *quotedSpan) both(since, to, place uint64) uint32 {
	return hash(quotes+11, since<<16|to<<8|place<<4|bit(q.capital))
}

// quotedShared is how many features all tokens have that stand alike to the marks.
const quotedShared = quoteTemplates - 4

// quotedAlike are those.
func (r *reading) quotedAlike(q *quotedSpan, place uint64, o *[quotedShared]uint32) {
	shape := uint64(q.length)<<8 | bit(q.capital)<<7 | uint64(q.last)<<4 | place
	var afterLemma, beforeLemma uint64
	after, before := uint64(0), uint64(0)
	if q.cueAfter >= 0 {
		c := &r.words[q.cueAfter]
		after = 1 + distance(q.cueAfter-q.end)<<4 | uint64(c.bucket)<<1
		afterLemma = uint64(c.lemma)
	}
	if q.cueBefore >= 0 {
		c := &r.words[q.cueBefore]
		before = 1 + distance(q.first-1-q.cueBefore)<<4 | uint64(c.bucket)<<1
		beforeLemma = uint64(c.lemma)
	}
	o[0] = hash(quotes+3, shape)
	o[1] = hash(quotes+4, shape<<8|after)
	o[2] = hash(quotes+5, shape<<8|before)
	o[3] = hash(quotes+6, uint64(q.before)<<4|place)
	o[4] = hash(quotes+7, uint64(q.after)<<4|place)
	o[5] = hash(quotes+8, afterLemma<<4|place)
	o[6] = hash(quotes+9, beforeLemma<<4|place)
	o[7] = hash(quotes+10, after<<20|before<<8|place<<4|uint64(q.length))
}

// unquoted are the features of a token that no quotation marks are around:
// nothing to tell, but each template tells something.
func unquoted(e *emitter) {
	for k := range quoteTemplates {
		e.out[e.n] = hash(quotes+k, uint64(k&1)*0xFF)
		e.n++
	}
}

// context tells where the token stands in its sentence.
func (f *featurer) context(r *reading, u unit, i int, e *emitter) {
	w := &r.words[i]
	s := &f.sentences[int(w.sentence)-u.sentences[0]]
	place := uint64(w.place)
	begin, end := s.at(i)
	var around [2]uint32
	s.around(w, begin, end, &around)
	copy(e.more(contextTemplates), []uint32{sentenceBegin(begin, place), sentenceEnd(end, place), s.placed(place), s.tagged(w), around[0], around[1]})
}

// at is how far token i stands from the first of its sentence and how far from
// the last.
func (s *sentenceView) at(i int) (begin, end uint64) {
	return distance(i - s.first), distance(s.end - 1 - i)
}

func sentenceBegin(begin, place uint64) uint32 { return hash(contexts, begin<<3|place) }

func sentenceEnd(end, place uint64) uint32 { return hash(contexts+1, end<<3|place) }

func (s *sentenceView) placed(place uint64) uint32 {
	return hash(contexts+2, s.heights()<<3|place)
}

// tagged is the feature of context's that looks at the token's tag.
func (s *sentenceView) tagged(w *word) uint32 {
	return hash(contexts+3, s.heights()<<8|uint64(w.pos))
}

// around are those of all tokens of the sentence that stand as far from its ends.
func (s *sentenceView) around(w *word, begin, end uint64, o *[2]uint32) {
	o[0] = hash(contexts+4, uint64(s.open)<<8|begin<<3|bit(w.quoted >= 0))
	o[1] = hash(contexts+5, s.heights()<<16|begin<<8|end)
}

// heights is how likely a sentence holds cues.
func (s *sentenceView) heights() uint64 {
	return uint64(s.top)<<3 | uint64(s.cues)<<1 | bit(s.accord)
}

// sentence tells the sentence, the paragraph and the report: the same for all
// tokens of sentence n that stand alike to quotation marks.
func (f *featurer) sentence(u unit, n int, place uint64, e *emitter) {
	o := (*[sentenceTemplates]uint32)(e.out[e.n:])
	e.n += sentenceTemplates
	top := f.sentences[n].heights()
	var before, after uint64
	if n > 0 {
		before = uint64(f.sentences[n-1].top) + 1
	}
	if n+1 < len(f.sentences) {
		after = uint64(f.sentences[n+1].top) + 1
	}
	o[0] = hash(sentences, before<<16|after<<8|top<<2|place)
	o[1] = hash(sentences+1, uint64(min(n, 3))<<8|uint64(min(len(f.sentences), 4))<<4|place)
	o[2] = hash(sentences+2, bit(u.openBefore)<<16|uint64(u.cueBefore)<<8|top<<2|place)
	o[3] = hash(sentences+3, bit(u.headline)<<8|uint64(u.where)<<4|place)
}
