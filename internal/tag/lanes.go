package tag

import (
	"math/bits"

	"parallax/internal/segment"
)

// decider gives the tokens of some sentences their tags, each sentence from the
// left to the right. It has several sentences under way at one time: while it
// chooses a tag in one, what the next choices in the others need to know comes
// from memory.
type decider struct {
	m         *Model
	sentences []segment.Sentence // not yet begun
	cells     []cell             // of all of them, and of those begun
	out       []Word
	done      int // tokens of sentences begun
	lanes     [numLanes]lane
}

const numLanes = 6

// lane is a sentence under way, and the choice of a tag for one of its tokens.
type lane struct {
	cells  []cell
	out    []Word
	at     int // the token to be decided
	s      state
	v      view
	f      [numFeatures]uint32
	stage  int // the next one
	asked  int // the first one whose features are not yet in f
	n      int // tags that are left
	tags   [numTags]Tag
	scores [numTags]int32
}

// decide decides them all.
func (d *decider) decide() {
	n := 0
	for n < numLanes && d.begin(&d.lanes[n]) {
		n++
	}
	for n > 0 {
		for k := 0; k < n; k++ {
			l := &d.lanes[k]
			if !l.choose(d.m) {
				continue
			}
			l.give(l.tags[0])
			if !l.advance(d.m) && !d.begin(l) {
				n--
				*l = d.lanes[n]
				k--
			}
		}
	}
}

// begin puts the next sentence with a choice in it into l; it reports false
// when there is none.
func (d *decider) begin(l *lane) bool {
	for len(d.sentences) > 0 {
		size := d.sentences[0].End - d.sentences[0].First
		d.sentences = d.sentences[1:]
		l.cells, l.out = d.cells[d.done:d.done+size], d.out[d.done:d.done+size]
		l.at, l.s = 0, state{}
		d.done += size
		if l.advance(d.m) {
			return true
		}
	}
	return false
}

// advance goes to the next token that may have several tags, if there is one.
func (l *lane) advance(m *Model) bool {
	for l.at < len(l.cells) {
		set := l.cells[l.at].set
		if t := set.lowest(); set == 1<<t {
			l.give(t)
			continue
		}
		l.v.of(l.cells, l.at, &l.s)
		l.n = 0
		for rest := uint64(set); rest != 0; rest &= rest - 1 {
			l.tags[l.n], l.scores[l.n] = Tag(bits.TrailingZeros64(rest)), 0
			l.n++
		}
		l.stage, l.asked = 0, 0
		l.ask(m)
		return true
	}
	return false
}

// give gives the token its tag.
func (l *lane) give(t Tag) {
	l.out[l.at].Tag = t
	l.s.next(&l.cells[l.at], t)
	l.at++
}

// ask finds the features of the next two stages, whose weights come near while
// the other lanes have their turn.
func (l *lane) ask(m *Model) {
	from := 0
	if l.asked > 0 {
		from = stages[l.asked-1]
	}
	for range 2 {
		if l.asked < len(stages) {
			l.v.stage(&l.f, l.asked)
			l.asked++
		}
	}
	m.bringNear(l.f[from:stages[l.asked-1]])
}

// choose goes over the stages that were asked for and reports whether one tag is
// left, the one with the highest score, the first of equal ones. If not it asks
// for more.
func (l *lane) choose(m *Model) bool {
	for ; l.stage < l.asked; l.stage++ {
		from := 0
		if l.stage > 0 {
			from = stages[l.stage-1]
		}
		f, tags, scores := l.f[from:stages[l.stage]], l.tags[:l.n], l.scores[:l.n]
		if l.n == 2 {
			scores[0] += m.lead(f, tags[0], tags[1])
		} else {
			m.add(f, tags, scores)
		}
		if l.n = narrow(tags, scores, margins[l.stage]); l.n == 1 {
			return true
		}
	}
	l.ask(m)
	return false
}

// margins are by how much a tag may trail the best one after each stage: one
// that trails by more is out of the race (Strubell et al., Learning Dynamic
// Feature Selection for Fast Sequential Prediction, 2015). Measured: after each
// stage, of a thousand tags given one or two differ from what all
// features would have given.
var margins = [len(stages)]int32{110, 116, 110, 105, 0}

// line gives a feature's weights.
func (m *Model) line(h uint32) *[lineSize]int8 {
	return (*[lineSize]int8)(m.weights[h>>(m.shift&31)<<lineBits:])
}

// lead is how far the features put tag a before tag b.
func (m *Model) lead(f []uint32, a, b Tag) int32 {
	score := int32(0)
	for _, h := range f {
		line := m.line(h)
		score += int32(line[(h+uint32(a))%lineSize]) - int32(line[(h+uint32(b))%lineSize])
	}
	return score
}

// add adds up what the features say for each tag.
func (m *Model) add(f []uint32, tags []Tag, scores []int32) {
	for _, h := range f {
		line := m.line(h)
		for k, t := range tags {
			scores[k] += int32(line[(h+uint32(t))%lineSize])
		}
	}
}

// narrow keeps the tags, in their order, that trail the best one by no more
// than the margin, and tells how many they are; with a margin of 0 the first of
// the best alone.
func narrow(tags []Tag, scores []int32, margin int32) int {
	top := scores[0]
	for _, v := range scores[1:] {
		top = max(top, v)
	}
	n := 0
	for k, v := range scores {
		if top-v <= margin {
			tags[n], scores[n] = tags[k], v
			if n++; margin == 0 {
				break
			}
		}
	}
	return n
}
