package attribution

import (
	"parallax/internal/attribution/chain"
	"parallax/internal/tag"
)

// known are sums of features that come again, so that what many tokens share
// is added up once. Sums are of whole numbers: what comes out is the same as
// without.
type known struct {
	model *chain.Model

	pairs    [pairs][1 << 12]chain.Sum // of two tags; zero where not known
	far      [2][64]chain.Sum
	unquoted chain.Sum    // of a token that no quotation marks are around
	cueless  [2]chain.Sum // of a token without a likely cue on the left, on the right

	sentence int // that places are of, plus one
	places   [closes + 1]chain.Sum

	room emitter // for features that are added up at once
}

// begin makes x ready for a unit.
func (x *known) begin(m *chain.Model) {
	x.sentence = 0
	if x.model == m {
		return
	}
	*x = known{model: m}
	x.unquoted = x.take(unquoted)
	for side := range x.cueless {
		x.cueless[side] = x.take(func(e *emitter) { cueless(e, side) })
		for t := range x.far[side] {
			x.far[side][t] = m.Add(chain.Sum{}, []uint32{far(side, tag.Tag(t))})
		}
	}
}

// take is the sum of the features that write writes.
func (x *known) take(write func(e *emitter)) chain.Sum {
	x.room.n = 0
	write(&x.room)
	return x.model.Add(chain.Sum{}, x.room.out[:x.room.n])
}

// pair is the sum of what tagPair writes.
func (x *known) pair(pair int, a, b tag.Tag) chain.Sum {
	s := &x.pairs[pair][uint(a&63)<<6|uint(b&63)]
	if *s == (chain.Sum{}) {
		*s = x.newPair(pair, a, b)
	}
	return *s
}

func (x *known) newPair(pair int, a, b tag.Tag) (sum chain.Sum) {
	const unwritten = ^uint32(0)
	var o [pairTemplates]uint32
	for k := range o {
		o[k] = unwritten
	}
	tagPair(&o, pair, a, b)
	for k, v := range o {
		if v != unwritten {
			sum = x.model.Add(sum, o[k:k+1])
		}
	}
	return sum
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
	f.known.begin(m)
	for i := u.first; i < u.end; i += ahead {
		from, some := len(f.sums), f.some[:min(ahead, u.end-i)]
		for k := range some {
			e := &some[k]
			f.sums = append(f.sums, f.sum(r, u, i+k, e))
			m.Prefetch(e.out[:e.n])
			f.class = append(f.class, r.words[i+k].class)
		}
		for k := range some {
			e := &some[k]
			f.sums[from+k] = m.Add(f.sums[from+k], e.out[:e.n])
		}
	}
	return f.sums, f.class
}

// sum gives what is known of the features of token i, and writes the others. It is
// token, in the same order.
func (f *featurer) sum(r *reading, u unit, i int, e *emitter) chain.Sum {
	x := &f.known
	e.n = 0
	s := sight(r, u, i)
	sum := x.far[0][s.l3.pos&63].Plus(x.far[1][s.n3.pos&63])
	sum = sum.Plus(x.pair(0, s.l2.pos, s.l1.pos)).Plus(x.pair(1, s.l1.pos, s.w.pos))
	sum = sum.Plus(x.pair(2, s.w.pos, s.n1.pos)).Plus(x.pair(3, s.n1.pos, s.n2.pos))
	s.triples(e)
	s.words(e)
	if s.w.quoted < 0 {
		sum = sum.Plus(x.unquoted)
	} else {
		f.quoted(r, i, e)
	}
	var seen [2]uint64
	for side := range seen {
		c, ok := f.cue(r, u, i, side)
		if ok {
			c.write(e, side)
		} else {
			sum = sum.Plus(x.cueless[side])
		}
		seen[side] = c.short
	}
	bothCues(e, seen, s.w.pos)
	f.context(r, u, i, e)
	return sum.Plus(f.place(u, int(s.w.sentence)-u.sentences[0], s.w.place))
}

// place is what the tokens of sentence n say that stand to quotation marks as
// told.
func (f *featurer) place(u unit, n int, place uint8) chain.Sum {
	x := &f.known
	if x.sentence != n+1 {
		x.sentence, x.places = n+1, [closes + 1]chain.Sum{}
	}
	s := &x.places[place&closes]
	if *s == (chain.Sum{}) {
		*s = x.take(func(e *emitter) { f.sentence(u, n, uint64(place), e) })
	}
	return *s
}
