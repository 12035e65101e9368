package tag

import "parallax/internal/segment"

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

const numLanes = 4

// lane is a sentence under way.
type lane struct {
	cells []cell
	out   []Word
	at    int // the token to be decided
	s     state
	v     view
	f     [numFeatures]uint32
}

// decide decides them all.
func (d *decider) decide() {
	n := 0
	for n < numLanes && d.begin(&d.lanes[n]) {
		n++
	}
	for n > 0 {
		for k := 0; k < n; {
			l := &d.lanes[k]
			l.give(d.m.best(l))
			if l.advance(d.m) || d.begin(l) {
				k++
				continue
			}
			n--
			*l = d.lanes[n]
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
		l.v = viewOf(l.cells, l.at, l.s)
		l.v.stage(&l.f, 0)
		l.v.stage(&l.f, 1)
		m.bringNear(l.f[:stages[1]])
		return true
	}
	return false
}

// give gives the token its tag.
func (l *lane) give(t Tag) {
	l.out[l.at].Tag = t
	l.s = l.s.next(&l.cells[l.at], t)
	l.at++
}
