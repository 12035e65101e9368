package attribution

import (
	"parallax/internal/attribution/chain"
	"parallax/internal/tag"
)

// known are sums of features that come again, so that what many tokens share
// is added up once. Sums are of whole numbers: what comes out is the same as
// without.
//
// There are two kinds: those of two tags side by side, kept from text to text, and
// those of tokens in a row that see the same, kept while they do.
type known struct {
	model *chain.Model

	pairs []tagPairs // by two tags; zero where not known
	far   [2][64]chain.Sum

	same [shared]uint64    // what the tokens in a row see
	sums [shared]chain.Sum // what that says
}

// tagPairs is what two tags side by side say of the token two behind the first,
// of the second, the first and the one before: a line of the processor's cache.
type tagPairs [pairs]chain.Sum

// What tokens in a row share.
const (
	leftCue = iota
	rightCue
	betweenCues
	marksAround
	inSentence
	ofSentence
	shared
)

// unseen is what no token sees.
const unseen = ^uint64(0)

// begin makes x ready for a unit.
func (x *known) begin(m *chain.Model) {
	for k := range x.same {
		x.same[k] = unseen
	}
	if x.model == m {
		return
	}
	x.model, x.pairs = m, make([]tagPairs, 1<<12)
	for side := range x.far {
		for t := range x.far[side] {
			x.far[side][t] = m.Add(chain.Sum{}, []uint32{far(side, tag.Tag(t))})
		}
	}
}

// pair is what two tags say.
func (x *known) pair(a, b tag.Tag) *tagPairs {
	s := &x.pairs[:1<<12][uint(a&63)<<6|uint(b&63)]
	if s[0] == (chain.Sum{}) {
		x.newPair(s, a, b)
	}
	return s
}

func (x *known) newPair(s *tagPairs, a, b tag.Tag) {
	const unwritten = ^uint32(0)
	for pair := range s {
		var o [pairTemplates]uint32
		for k := range o {
			o[k] = unwritten
		}
		tagPair(&o, pair, a, b)
		for k, v := range o {
			if v != unwritten {
				s[pair] = x.model.Add(s[pair], o[k:k+1])
			}
		}
	}
}

// slot is room for the features of one token: its own, then those that are no
// longer what the token before it has.
type slot struct {
	emitter
	known chain.Sum
	own   int           // how many are its own
	fresh [shared]uint8 // how many follow of each kind
}

// sees reports whether the token, like the one before it, sees v of kind k. Where
// it does not, the features of that are to be written next, and the number of them
// is told by wrote.
func (x *known) sees(k int, v uint64) bool {
	if x.same[k] == v {
		return true
	}
	x.same[k] = v
	return false
}

// ahead is how many tokens' features are written before their weights are
// added up. The weights lie far apart in memory; while the later tokens' features
// are written, those of the earlier ones arrive.
const ahead = 8

// sumsOf gives for each token of a unit what m says of its features together,
// and its class, valid until the next call. It is features and m.Add in one,
// without the features that many tokens share being looked up for each.
func (f *featurer) sumsOf(m *chain.Model, r *reading, u unit) ([]chain.Sum, []uint8) {
	f.scan(r, u)
	f.sums, f.class = f.sums[:0], f.class[:0]
	x := &f.known
	x.begin(m)
	var p [pairs]*tagPairs // those that begin two and one before the token, at it, behind it
	at := func(k int) tag.Tag {
		if k < u.first || k >= u.end {
			return padding.pos
		}
		return r.words[k].pos
	}
	for k := range pairs - 1 {
		p[k+1] = x.pair(at(u.first+k-2), at(u.first+k-1))
	}
	for i := u.first; i < u.end; i += ahead {
		some := f.some[:min(ahead, u.end-i)]
		for k := range some {
			e := &some[k]
			s := sight(r, u, i+k)
			p = [pairs]*tagPairs{p[1], p[2], p[3], x.pair(s.n1.pos, s.n2.pos)}
			e.known = x.far[0][s.l3.pos&63].Plus(x.far[1][s.n3.pos&63])
			e.known = e.known.Plus(p[0][0]).Plus(p[1][1]).Plus(p[2][2]).Plus(p[3][3])
			f.write(r, u, i+k, &s, e)
			m.Prefetch(e.out[:e.n])
			f.class = append(f.class, s.w.class)
		}
		for k := range some {
			f.sums = append(f.sums, x.add(&some[k]))
		}
	}
	return f.sums, f.class
}

// add is the sum of all features of a token.
func (x *known) add(e *slot) chain.Sum {
	sum := x.model.Add(e.known, e.out[:e.own])
	at := e.own
	for k, n := range e.fresh {
		if n > 0 {
			x.sums[k] = x.model.Add(chain.Sum{}, e.out[at:at+int(n)])
			at += int(n)
		}
		sum = sum.Plus(x.sums[k])
	}
	return sum
}

// write writes the features of token i but those of tags side by side: those of
// its own, then those of what it sees and the token before it does not. It is
// token, in another order.
func (f *featurer) write(r *reading, u unit, i int, s *view, e *slot) {
	e.n = 0
	s.triples(&e.emitter)
	s.words(&e.emitter)
	w := s.w
	if w.quoted >= 0 {
		e.put(quotedTag(w))
	}
	var c [2]cueSight
	var ok [2]bool
	for side := range c {
		if c[side], ok[side] = f.cue(r, u, i, side); ok[side] {
			c[side].tagged(&e.emitter, side)
		}
	}
	seen := [2]uint64{c[0].short, c[1].short}
	e.put(bothTagged(seen, w.pos))
	v := &f.sentences[int(w.sentence)-u.sentences[0]]
	e.put(v.tagged(w))
	e.own = e.n
	f.writeShared(r, u, i, w, e, &c, &ok)
}

// writeShared writes the features that tokens in a row share, where this one is
// the first that has them.
func (f *featurer) writeShared(r *reading, u unit, i int, w *word, e *slot, c *[2]cueSight, ok *[2]bool) {
	x, n := &f.known, e.n
	wrote := func(k int) {
		e.fresh[k] = uint8(e.n - n)
		n = e.n
	}
	e.fresh = [shared]uint8{}
	for side := range c {
		switch {
		case !ok[side]:
			if !x.sees(leftCue+side, unseen-1) {
				cueless(&e.emitter, side)
				wrote(leftCue + side)
			}
		case !x.sees(leftCue+side, c[side].same()):
			c[side].untagged(&e.emitter, side)
			wrote(leftCue + side)
		}
	}
	if seen := [2]uint64{c[0].short, c[1].short}; !x.sees(betweenCues, seen[0]<<16|seen[1]) {
		e.put(bothSides(seen))
		wrote(betweenCues)
	}
	if w.quoted < 0 {
		if !x.sees(marksAround, unseen-1) {
			unquoted(&e.emitter)
			wrote(marksAround)
		}
	} else if at := f.quotedAt(r, w, i); !x.sees(marksAround, uint64(w.quoted)<<32|at|uint64(w.place)) {
		f.quotedPlace(r, w, at, &e.emitter)
		wrote(marksAround)
	}
	v := &f.sentences[int(w.sentence)-u.sentences[0]]
	sentence := uint64(w.sentence)<<32 | uint64(w.place)
	if at := v.at(i); !x.sees(inSentence, sentence|at<<8|bit(w.quoted >= 0)<<4) {
		v.around(w, at, &e.emitter)
		wrote(inSentence)
	}
	if !x.sees(ofSentence, sentence) {
		f.sentence(u, int(w.sentence)-u.sentences[0], uint64(w.place), &e.emitter)
		wrote(ofSentence)
	}
}
