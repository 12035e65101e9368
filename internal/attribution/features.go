package attribution

import "parallax/internal/attribution/chain"

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

// units gives the paragraphs that have tokens.
func (r *reading) units() []unit {
	var out []unit
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
	return out
}

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
	at     int // token; -1 when none
	commas uint8
	verbs  uint8
	that   bool
}

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
	fixed       fixed // what is added up once where features are not asked for one by one
	sums        []chain.Sum
	left, right []near
	sentences   []sentenceView
	out         []uint32
	class       []uint8
}

// padding stands for tokens beyond the ends of a unit.
var padding = word{quoted: -1}

// features gives the features and the classes of a unit's tokens, valid until
// the next call.
func (f *featurer) features(r *reading, u unit) ([]uint32, []uint8) {
	f.scan(r, u)
	f.out, f.class = f.out[:0], f.class[:0]
	e := emitter{}
	for i := u.first; i < u.end; i++ {
		e.n, e.next = 0, 0
		f.token(r, u, i, &e)
		f.out = append(f.out, e.out[:perToken]...)
		f.class = append(f.class, r.words[i].class)
	}
	return f.out, f.class
}

// fixed are the sums of features that are the same for many tokens.
type fixed struct {
	model    *chain.Model
	unquoted chain.Sum            // of a token that no quotation marks are around
	cueless  [2]chain.Sum         // of a token without a likely cue on the left, on the right
	sentence int                  // the sentence that places are of, plus one
	places   [closes + 1]placeSum // of a sentence's tokens, by where they stand to quotation marks
	room     emitter
}

type placeSum struct {
	sum   chain.Sum
	known bool
}

// sumsOf gives for each token of a unit what m says of its features together,
// and its class, valid until the next call. It is features and m.Add in one,
// without the features that many tokens share being looked up for each.
func (f *featurer) sumsOf(m *chain.Model, r *reading, u unit) ([]chain.Sum, []uint8) {
	f.scan(r, u)
	f.sums, f.class = f.sums[:0], f.class[:0]
	if f.fixed.model != m {
		f.fixed = fixed{model: m}
		f.fixed.unquoted = f.fixed.only(quoteFrom, unquoted)
		for side := range f.fixed.cueless {
			f.fixed.cueless[side] = f.fixed.only(cueFrom+side*cueTemplates, func(e *emitter) { cueless(e, side) })
		}
	}
	f.fixed.sentence = 0
	var e emitter
	for i := u.first; i < u.end; i++ {
		e.n, e.next, e.fixed = 0, 0, &f.fixed
		e.sum = chain.Sum{}
		f.token(r, u, i, &e)
		f.sums = append(f.sums, m.Add(e.sum, e.out[:e.n]))
		f.class = append(f.class, r.words[i].class)
	}
	return f.sums, f.class
}

// only is the sum of the features that write adds, the first as template from.
func (x *fixed) only(from int, write func(e *emitter)) chain.Sum {
	x.room.n, x.room.next = 0, from
	write(&x.room)
	return x.model.Add(chain.Sum{}, x.room.out[:x.room.n])
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
			*c = near{at: i}
			return
		}
		if w.mark == comma && c.commas < 3 {
			c.commas++
		}
		if w.finite && c.verbs < 3 {
			c.verbs++
		}
		c.that = c.that || w.lemma == r.that
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

// emitter collects the features of one token. Each feature has a template, so
// that equal values of different templates differ.
type emitter struct {
	out  [maxPerToken]uint32
	n    int // features in out
	next int // template of the next feature

	fixed *fixed    // nil where every feature is asked for
	sum   chain.Sum // of the features that fixed knows
}

// skip passes over features whose sum is known.
func (e *emitter) skip(templates int, sum chain.Sum) {
	e.next += templates
	e.sum = e.sum.Plus(sum)
}

const maxPerToken = 96

func (e *emitter) add(v uint64) {
	h := (v + uint64(e.next+1)*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	e.out[e.n] = uint32(h>>40) & (chain.Buckets - 1)
	e.n++
	e.next++
}

// distance puts a number of tokens into one of twelve steps.
func distance(n int) uint64 {
	switch {
	case n < 6:
		return uint64(max(0, n))
	case n < 8:
		return 6
	case n < 11:
		return 7
	case n < 16:
		return 8
	case n < 25:
		return 9
	case n < 45:
		return 10
	}
	return 11
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// token writes the features of token i.
func (f *featurer) token(r *reading, u unit, i int, e *emitter) {
	at := func(k int) *word {
		if k < u.first || k >= u.end {
			return &padding
		}
		return &r.words[k]
	}
	w := &r.words[i]
	l1, l2, n1, n2 := at(i-1), at(i-2), at(i+1), at(i+2)
	p0, pl, pl2, pn, pn2 := uint64(w.pos), uint64(l1.pos), uint64(l2.pos), uint64(n1.pos), uint64(n2.pos)
	lemma := uint64(w.lemma)

	e.add(0) // bias
	e.add(p0)
	e.add(pl)
	e.add(pl2)
	e.add(pn)
	e.add(pn2)
	e.add(uint64(at(i - 3).pos))
	e.add(uint64(at(i + 3).pos))
	e.add(pl2<<6 | pl)
	e.add(pl<<6 | p0)
	e.add(p0<<6 | pn)
	e.add(pn<<6 | pn2)
	e.add(pl2<<12 | pl<<6 | p0)
	e.add(pl<<12 | p0<<6 | pn)
	e.add(p0<<12 | pn<<6 | pn2)
	e.add(lemma)
	e.add(lemma<<6 | p0)
	e.add(uint64(l1.lemma))
	e.add(uint64(n1.lemma))
	e.add(uint64(l1.lemma)<<32 | lemma)
	e.add(lemma<<32 | uint64(n1.lemma))
	e.add(uint64(l2.lemma)<<6 | pl)
	e.add(uint64(n2.lemma)<<6 | pn)
	e.add(uint64(l1.lemma)<<6 | p0)
	e.add(uint64(n1.lemma)<<6 | p0)
	e.add(uint64(l1.bucket)<<9 | uint64(w.bucket)<<6 | uint64(n1.bucket)<<3 | uint64(n2.bucket))
	e.add(uint64(w.bucket)<<16 | p0<<8 | uint64(w.shape)<<4 | uint64(l1.shape))
	e.add(uint64(w.place)<<16 | uint64(w.mark)<<12 | uint64(l1.mark)<<8 | uint64(n1.mark)<<4 | uint64(l2.mark))

	f.quoteFeatures(r, i, e)
	f.cueFeatures(r, u, i, e)
	f.contextFeatures(r, u, i, e)
}

// quoteFeatures tell where the token stands to quotation marks.
func (f *featurer) quoteFeatures(r *reading, i int, e *emitter) {
	w := &r.words[i]
	place, p0 := uint64(w.place), uint64(w.pos)
	if w.quoted < 0 {
		if e.fixed != nil {
			e.skip(quoteTemplates, e.fixed.unquoted)
		} else {
			unquoted(e)
		}
		return
	}
	q := &r.quotes[w.quoted]
	since, to := distance(i-q.first), distance(q.end-1-i)
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
	e.add(place<<8 | p0)
	e.add(place<<8 | since)
	e.add(place<<8 | to)
	e.add(shape)
	e.add(shape<<8 | after)
	e.add(shape<<8 | before)
	e.add(uint64(q.before)<<4 | place)
	e.add(uint64(q.after)<<4 | place)
	e.add(afterLemma<<4 | place)
	e.add(beforeLemma<<4 | place)
	e.add(after<<20 | before<<8 | place<<4 | uint64(q.length))
	e.add(since<<16 | to<<8 | place<<4 | bit(q.capital))
}

// unquoted are the features of a token that no quotation marks are around:
// nothing to tell, but later templates keep their numbers.
func unquoted(e *emitter) {
	for k := range quoteTemplates {
		e.add(uint64(k&1) * 0xFF)
	}
}

// Where templates begin, and how many there are of each kind.
const (
	quoteFrom      = 28
	quoteTemplates = 12
	cueFrom        = quoteFrom + quoteTemplates
)

// cueFeatures tell the nearest likely cues on both sides.
func (f *featurer) cueFeatures(r *reading, u unit, i int, e *emitter) {
	w := &r.words[i]
	p0 := uint64(w.pos)
	var both uint64
	for side, c := range [2]*near{&f.left[i-u.first], &f.right[i-u.first]} {
		if c.at < 0 {
			if e.fixed != nil {
				e.skip(cueTemplates, e.fixed.cueless[side])
			} else {
				cueless(e, side)
			}
			both = both<<16 | 0xFFFF
			continue
		}
		cue := &r.words[c.at]
		d := distance(max(i-c.at, c.at-i))
		same := bit(cue.sentence == w.sentence)
		d |= same << 4
		quoted := bit(cue.quoted >= 0)<<1 | bit(cue.quoted == w.quoted)
		between := uint64(c.commas)<<4 | uint64(c.verbs)<<2 | bit(c.that)<<1
		beyond := uint64(padding.pos)
		if k := c.at + 1; k < u.end {
			beyond = uint64(r.words[k].pos)
		}
		lemma := uint64(cue.lemma)
		e.add(d<<8 | uint64(cue.bucket))
		e.add(lemma<<8 | d)
		e.add(lemma<<8 | quoted)
		e.add(d<<8 | between)
		e.add(between<<16 | uint64(cue.bucket)<<8 | p0)
		e.add(d<<16 | beyond<<8 | uint64(cue.bucket))
		e.add(d<<16 | quoted<<8 | uint64(w.place))
		e.add(lemma<<16 | p0<<8 | bit(c.commas > 0))
		e.add(d<<16 | uint64(cue.pos)<<8 | p0)
		e.add(lemma<<16 | between)
		both = both<<16 | d<<8 | uint64(cue.bucket)
	}
	e.add(both)
	e.add(both<<6 | p0)
}

// cueless are the features of a token without a likely cue on a side.
func cueless(e *emitter, side int) {
	for range cueTemplates {
		e.add(uint64(side))
	}
}

const cueTemplates = 10

// contextFeatures tell the sentence, the paragraph and the report.
func (f *featurer) contextFeatures(r *reading, u unit, i int, e *emitter) {
	w := &r.words[i]
	p0 := uint64(w.pos)
	n := int(w.sentence) - u.sentences[0]
	s := &f.sentences[n]
	begin, end := distance(i-s.first), distance(s.end-1-i)
	top := uint64(s.top)<<3 | uint64(s.cues)<<1 | bit(s.accord)
	place := uint64(w.place)
	e.add(begin<<3 | place)
	e.add(end<<3 | place)
	e.add(top<<3 | place)
	e.add(top<<8 | p0)
	e.add(uint64(s.open)<<8 | begin<<3 | bit(w.quoted >= 0))
	e.add(top<<16 | begin<<8 | end)
	if e.fixed == nil {
		f.sentenceFeatures(u, n, place, e)
		return
	}
	known := e.fixed.place(n, w.place)
	if !known.known {
		from := e.next
		known.sum = e.fixed.only(from, func(e *emitter) { f.sentenceFeatures(u, n, place, e) })
		known.known = true
	}
	e.skip(sentenceTemplates, known.sum)
}

// place is what is known of the tokens of sentence n that stand to quotation
// marks as told.
func (x *fixed) place(n int, place uint8) *placeSum {
	if x.sentence != n+1 {
		x.sentence, x.places = n+1, [closes + 1]placeSum{}
	}
	return &x.places[place]
}

const sentenceTemplates = 4

// sentenceFeatures are the same for all tokens of a sentence that stand alike
// to quotation marks.
func (f *featurer) sentenceFeatures(u unit, n int, place uint64, e *emitter) {
	s := &f.sentences[n]
	top := uint64(s.top)<<3 | uint64(s.cues)<<1 | bit(s.accord)
	var before, after uint64
	if n > 0 {
		before = uint64(f.sentences[n-1].top) + 1
	}
	if n+1 < len(f.sentences) {
		after = uint64(f.sentences[n+1].top) + 1
	}
	e.add(before<<16 | after<<8 | top<<2 | place)
	e.add(uint64(min(n, 3))<<8 | uint64(min(len(f.sentences), 4))<<4 | place)
	e.add(bit(u.openBefore)<<16 | uint64(u.cueBefore)<<8 | top<<2 | place)
	e.add(bit(u.headline)<<8 | uint64(u.where)<<4 | place)
}

const perToken = cueFrom + 2*cueTemplates + 2 + 10
