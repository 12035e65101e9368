package attribution

import (
	"parallax/internal/attribution/chain"
	"parallax/internal/tag"
)

// known are sums of features that come again, so that what many tokens share
// is added up once. Sums are of whole numbers: what comes out is the same as
// without.
//
// There are three kinds: those of two tags side by side and those of templates with
// few values, kept from text to text, and those of tokens in a row that see the
// same, kept while they do.
type known struct {
	model *chain.Model

	pairs []tagPairs // by two tags; zero where not known
	few   few

	same [shared]uint64    // what the tokens in a row see
	sums [shared]chain.Sum // what that says
	all  chain.Sum         // what sums say together

	batch batch
	out   []chain.Sum
}

// tagPairs is what two tags side by side say of the token two behind the first,
// of the second, the first and the one before: a line of the processor's cache.
type tagPairs [pairs]chain.Sum

// few are features of templates with few values.
type few struct {
	far                        [2][64]chain.Sum // by side and tag
	sentenceBegin, sentenceEnd [distanceSteps][places]chain.Sum
	quotedSince, quotedTo      [distanceSteps][places]chain.Sum
	cueDistance                [2][2 * sixteen][chanceSteps]chain.Sum
	cuePlace                   [2][2 * sixteen][4][places]chain.Sum
}

// How many values there are of each: of distance, of a distance with another bit, of
// chances, of places.
const (
	distanceSteps = 12
	sixteen       = 16
	chanceSteps   = 8
	places        = int(closes) + 1
)

// fill adds them up one by one.
func (x *few) fill(m *chain.Model) {
	one := func(feature uint32) chain.Sum { return m.Add(chain.Sum{}, []uint32{feature}) }
	for side := range 2 {
		for t := range x.far[side] {
			x.far[side][t] = one(far(side, tag.Tag(t)))
		}
		for d := range x.cueDistance[side] {
			for b := range chanceSteps {
				x.cueDistance[side][d][b] = one(cueDistance(side, uint64(d), uint64(b)))
			}
			for k := range 4 * places {
				x.cuePlace[side][d][k/places][k%places] = one(cuePlace(side, uint64(d), uint64(k/places), uint64(k%places)))
			}
		}
	}
	for d := range uint64(distanceSteps) {
		for p := range uint64(places) {
			x.sentenceBegin[d][p], x.sentenceEnd[d][p] = one(sentenceBegin(d, p)), one(sentenceEnd(d, p))
			x.quotedSince[d][p], x.quotedTo[d][p] = one(quotedSince(d, p)), one(quotedTo(d, p))
		}
	}
}

// What tokens in a row share, in the order in which it is written.
const (
	leftCue = iota
	leftNear
	rightCue
	rightNear
	betweenCues
	marksAround
	marksAt
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
	x.sums, x.all = [shared]chain.Sum{}, chain.Sum{}
	if x.model == m {
		return
	}
	x.model, x.pairs = m, make([]tagPairs, tagPairsKept)
	x.few.fill(m)
}

// tagPairsKept is how many pairs of tags there are, and pairKey the number of one.
const tagPairsKept = 1 << 12

func pairKey(a, b tag.Tag) uint { return uint(a&63)<<6 | uint(b&63) }

// pair is what two tags say.
func (x *known) pair(a, b tag.Tag) *tagPairs {
	s := &x.pairs[:tagPairsKept][pairKey(a, b)]
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
