package attribution

import (
	"math/bits"

	"parallax/internal/attribution/chain"
	"parallax/internal/prefetch"
	"parallax/internal/tag"
)

// ahead is how many tokens' features are written before their weights are added
// up. The weights lie far apart in memory; while the later tokens' features are
// written, those of the earlier ones arrive.
const ahead = 16

// batch is the features of some tokens, in lists that are added up one by one: of
// each token its own, then of each kind those that are not what the token before it
// has.
type batch struct {
	emitter
	ends   [ahead * (1 + shared)]int32 // of the lists
	sums   [ahead * (1 + shared)]chain.Sum
	lists  int
	tokens [ahead]struct {
		known chain.Sum
		fresh uint16 // the kinds of which a list follows, a bit each
	}
}

func (b *batch) clear() { b.n, b.lists = 0, 0 }

// list ends a list.
func (b *batch) list() {
	b.ends[b.lists] = int32(b.n)
	b.lists++
}

// sees reports whether a token sees v of kind k and the one before it does not, so
// that a list follows.
func (x *known) sees(k int, v uint64, fresh *uint16) bool {
	if x.same[k] == v {
		return false
	}
	x.same[k] = v
	*fresh |= 1 << k
	return true
}

// sumsOf gives for each token of a unit what m says of its features together,
// and its class, valid until the next call. It is features and m.Add in one,
// without the features that many tokens share being looked up for each.
func (f *featurer) sumsOf(m *chain.Model, r *reading, u unit) ([]chain.Sum, []uint8) {
	x := &f.known
	x.begin(m)
	x.bringNear(r.words[u.first:min(u.first+ahead+1, u.end)])
	f.scan(r, u)
	x.out, f.class = x.out[:0], f.class[:0]
	var p [pairs + 1]*tagPairs // those that begin two and one before the token, at it, one and two behind it
	at := func(k int) tag.Tag {
		if k < u.first || k >= u.end {
			return padding.pos
		}
		return r.words[k].pos
	}
	for k := range pairs {
		p[k+1] = x.pair(at(u.first+k-2), at(u.first+k-1))
	}
	var s view
	for i := u.first; i < u.end; i += ahead {
		x.batch.clear()
		n := min(ahead, u.end-i)
		x.bringNear(r.words[min(i+n+2, u.end):min(i+n+ahead+3, u.end)])
		for k := range n {
			t := &x.batch.tokens[k]
			s.sight(r, u, i+k)
			for pair := range pairs {
				p[pair] = p[pair+1]
			}
			p[pairs] = x.pair(s.n2.pos, s.n3.pos) // it is fetched until the next token
			sum := x.few.far[0][s.l3.pos&63].Plus(x.few.far[1][s.n3.pos&63])
			sum = sum.Plus(p[0][0]).Plus(p[1][1]).Plus(p[2][2]).Plus(p[3][3])
			from := x.batch.n
			f.write(r, u, i+k, &s)
			t.fresh = 0
			t.known = sum.Plus(f.writeShared(r, u, i+k, s.w, &t.fresh))
			m.Prefetch(x.batch.out[from:x.batch.n])
			f.class = append(f.class, s.w.class)
		}
		x.add(n)
	}
	return x.out, f.class
}

// bringNear has what the tags of words side by side say brought near.
func (x *known) bringNear(words []word) {
	var keys [ahead]uint32
	n := max(0, len(words)-1)
	for k := range n {
		keys[k] = uint32(pairKey(words[k].pos, words[k+1].pos))
	}
	prefetch.Places(x.pairs, keys[:n], 0, tagPairsKept-1)
}

// add adds to out the sums of the n tokens of the batch.
func (x *known) add(n int) {
	b := &x.batch
	x.model.AddEach(b.sums[:], b.out[:], b.ends[:b.lists])
	at := 0
	for i := range b.tokens[:n] {
		t := &b.tokens[i]
		sum := b.sums[at].Plus(t.known)
		at++
		for kinds := t.fresh; kinds != 0; kinds &= kinds - 1 {
			k := bits.TrailingZeros16(kinds) % shared
			x.all = x.all.Minus(x.sums[k]).Plus(b.sums[at])
			x.sums[k] = b.sums[at]
			at++
		}
		x.out = append(x.out, sum.Plus(x.all))
	}
}

// write writes the features of token i that are its own, but those of tags side by
// side. With writeShared it is token, in another order.
func (f *featurer) write(r *reading, u unit, i int, s *view) {
	b := &f.known.batch
	s.triples(&b.emitter)
	s.words(&b.emitter)
	w := s.w
	if w.quoted >= 0 {
		b.put(quotedTag(w))
	}
	for side := range f.sees {
		if c := f.cue(r, u, i, side); c.at >= 0 {
			c.tagged((*[3]uint32)(b.more(3)), side)
		}
	}
	seen := [2]uint64{f.sees[0].short, f.sees[1].short}
	b.put(bothTagged(seen, w.pos))
	v := &f.sentences[int(w.sentence)-u.sentences[0]]
	b.put(v.tagged(w))
	b.list()
}

// writeShared writes the features that tokens in a row share, where token i is the
// first that has them, and gives the sum of those of few values.
func (f *featurer) writeShared(r *reading, u unit, i int, w *word, fresh *uint16) chain.Sum {
	x, b := &f.known, &f.known.batch
	sum := f.shareCue(0, fresh).Plus(f.shareCue(1, fresh))
	if seen := [2]uint64{f.sees[0].short, f.sees[1].short}; x.sees(betweenCues, seen[0]<<16|seen[1], fresh) {
		b.put(bothSides(seen))
		b.list()
	}
	sum = sum.Plus(f.shareMarks(r, i, w, fresh))
	n := int(w.sentence) - u.sentences[0]
	v, place := &f.sentences[n], uint64(w.place)
	begin, end := v.at(i)
	if x.sees(inSentence, uint64(n)<<32|begin<<24|end<<16|bit(w.quoted >= 0), fresh) {
		v.around(w, begin, end, (*[2]uint32)(b.more(2)))
		b.list()
	}
	if x.sees(ofSentence, uint64(n)<<32|place, fresh) {
		b.put(v.placed(place))
		f.sentence(u, n, place, &b.emitter)
		b.list()
	}
	return sum.Plus(x.few.sentenceBegin[begin][place%uint64(places)]).Plus(x.few.sentenceEnd[end][place%uint64(places)])
}

// shareCue is writeShared for the cue on a side.
func (f *featurer) shareCue(side int, fresh *uint16) (sum chain.Sum) {
	x, b, c := &f.known, &f.known.batch, &f.sees[side]
	if c.at < 0 {
		if x.sees(leftCue+2*side, nothing, fresh) {
			cueless(&b.emitter, side)
			b.list()
		}
		if x.sees(leftNear+2*side, nothing, fresh) {
			b.list()
		}
		return sum
	}
	place := uint64(c.w.place)
	if v := uint64(c.at)<<32 | c.between; x.sees(leftCue+2*side, v|c.quoted<<8, fresh) {
		c.like((*[2]uint32)(b.more(2)), side)
		b.list()
	}
	if v := uint64(c.at)<<32 | c.between; x.sees(leftNear+2*side, v|c.d<<8, fresh) {
		c.near((*[3]uint32)(b.more(3)), side)
		b.list()
	}
	d := c.d % (2 * sixteen)
	return x.few.cueDistance[side][d][c.cue.bucket%chanceSteps].Plus(x.few.cuePlace[side][d][c.quoted%4][place%uint64(places)])
}

// shareMarks is writeShared for the marks around token i.
func (f *featurer) shareMarks(r *reading, i int, w *word, fresh *uint16) (sum chain.Sum) {
	x, b := &f.known, &f.known.batch
	if w.quoted < 0 {
		if x.sees(marksAround, nothing, fresh) {
			unquoted(&b.emitter)
			b.list()
		}
		if x.sees(marksAt, nothing, fresh) {
			b.list()
		}
		return sum
	}
	q, place := &r.quotes[w.quoted], uint64(w.place)
	since, to := q.at(i)
	if v := uint64(w.quoted)<<32 | place; x.sees(marksAround, v, fresh) {
		r.quotedAlike(q, place, (*[quotedShared]uint32)(b.more(quotedShared)))
		b.list()
	}
	if v := uint64(w.quoted)<<32 | place; x.sees(marksAt, v|since<<8|to<<16, fresh) {
		b.put(q.both(since, to, place))
		b.list()
	}
	return x.few.quotedSince[since][place%uint64(places)].Plus(x.few.quotedTo[to][place%uint64(places)])
}
