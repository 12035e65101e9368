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
	all  chain.Sum         // what sums say together

	batch batch
	out   []chain.Sum
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

// What no token sees, and what it sees where there is nothing.
const (
	unseen  = ^uint64(0)
	nothing = unseen - 1
)

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
		fresh [shared]bool // kinds of which a list follows
	}
}

func (b *batch) clear() { b.n, b.lists = 0, 0 }

// list ends a list.
func (b *batch) list() {
	b.ends[b.lists] = int32(b.n)
	b.lists++
}

// sumsOf gives for each token of a unit what m says of its features together,
// and its class, valid until the next call. It is features and m.Add in one,
// without the features that many tokens share being looked up for each.
func (f *featurer) sumsOf(m *chain.Model, r *reading, u unit) ([]chain.Sum, []uint8) {
	f.scan(r, u)
	x := &f.known
	x.begin(m)
	x.out, f.class = x.out[:0], f.class[:0]
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
		x.batch.clear()
		n := min(ahead, u.end-i)
		for k := range n {
			s := sight(r, u, i+k)
			p = [pairs]*tagPairs{p[1], p[2], p[3], x.pair(s.n1.pos, s.n2.pos)}
			sum := x.far[0][s.l3.pos&63].Plus(x.far[1][s.n3.pos&63])
			x.batch.tokens[k].known = sum.Plus(p[0][0]).Plus(p[1][1]).Plus(p[2][2]).Plus(p[3][3])
			from := x.batch.n
			f.write(r, u, i+k, &s, &x.batch.tokens[k].fresh)
			m.Prefetch(x.batch.out[from:x.batch.n])
			f.class = append(f.class, s.w.class)
		}
		x.add(n)
	}
	return x.out, f.class
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
		if t.fresh != [shared]bool{} {
			for k, fresh := range t.fresh {
				if fresh {
					x.sums[k] = b.sums[at]
					at++
				}
			}
			x.all = chain.Sum{}
			for _, s := range x.sums {
				x.all = x.all.Plus(s)
			}
		}
		x.out = append(x.out, sum.Plus(x.all))
	}
}

// write writes the features of token i but those of tags side by side: those of
// its own, then those of what it sees and the token before it does not. It is
// token, in another order.
func (f *featurer) write(r *reading, u unit, i int, s *view, fresh *[shared]bool) {
	b := &f.known.batch
	s.triples(&b.emitter)
	s.words(&b.emitter)
	w := s.w
	if w.quoted >= 0 {
		b.put(quotedTag(w))
	}
	for side := range f.sees {
		if c := f.cue(r, u, i, side); c.at >= 0 {
			c.tagged((*[ofTag]uint32)(b.more(ofTag)), side)
		}
	}
	seen := [2]uint64{f.sees[0].short, f.sees[1].short}
	b.put(bothTagged(seen, w.pos))
	v := &f.sentences[int(w.sentence)-u.sentences[0]]
	b.put(v.tagged(w))
	b.list()
	f.writeShared(r, u, i, w, fresh)
}

// writeShared writes the features that tokens in a row share, where this one is
// the first that has them.
func (f *featurer) writeShared(r *reading, u unit, i int, w *word, fresh *[shared]bool) {
	x, b := &f.known, &f.known.batch
	*fresh = [shared]bool{}
	news := func(k int, v uint64) bool {
		fresh[k] = x.same[k] != v
		x.same[k] = v
		return fresh[k]
	}
	for side := range f.sees {
		c, k := &f.sees[side], leftCue+side
		if c.at < 0 {
			if news(k, nothing) {
				cueless(&b.emitter, side)
				b.list()
			}
		} else if news(k, c.same()) {
			c.untagged((*[cueTemplates - ofTag]uint32)(b.more(cueTemplates-ofTag)), side)
			b.list()
		}
	}
	if seen := [2]uint64{f.sees[0].short, f.sees[1].short}; news(betweenCues, seen[0]<<16|seen[1]) {
		b.put(bothSides(seen))
		b.list()
	}
	if w.quoted < 0 {
		if news(marksAround, nothing) {
			unquoted(&b.emitter)
			b.list()
		}
	} else if at := f.quotedAt(r, w, i); news(marksAround, uint64(w.quoted)<<32|at|uint64(w.place)) {
		f.quotedPlace(r, w, at, (*[quoteTemplates - 1]uint32)(b.more(quoteTemplates-1)))
		b.list()
	}
	v := &f.sentences[int(w.sentence)-u.sentences[0]]
	sentence := uint64(w.sentence)<<32 | uint64(w.place)
	if at := v.at(i); news(inSentence, sentence|at<<8|bit(w.quoted >= 0)<<4) {
		v.around(w, at, (*[contextTemplates - 1]uint32)(b.more(contextTemplates-1)))
		b.list()
	}
	if news(ofSentence, sentence) {
		f.sentence(u, int(w.sentence)-u.sentences[0], uint64(w.place), &b.emitter)
		b.list()
	}
}
