package tag

import (
	"math/bits"

	"parallax/internal/segment"
)

// tagSet is a set of tags: bit t stands for Tag t.
type tagSet uint64

func (s tagSet) has(t Tag) bool { return s>>t&1 == 1 }
func (s tagSet) size() int      { return bits.OnesCount64(uint64(s)) }
func (s tagSet) lowest() Tag    { return Tag(bits.TrailingZeros64(uint64(s))) }

func setOf(tags ...Tag) (s tagSet) {
	for _, t := range tags {
		s |= 1 << t
	}
	return s
}

// cell is what the features see of one token. It is made once for a token,
// and looked at by its neighbours too.
type cell struct {
	hash  uint32 // of the folded word: identity of the lemma where that is the word itself
	word  uint32 // identity for features: hash of a known word, ending and shape of another
	class uint32 // identity of set
	kin   uint32 // class of words used like it, see classes
	end3  uint32 // last three bytes
	end2  uint16 // last two bytes
	head  uint16 // first two bytes
	size  uint8  // bytes of the folded word, at most 255
	shape shape
	known bool
	set   tagSet // tags that it can have; one alone is decided
}

// outside stands for what comes before a sentence and after it.
var outside = cell{word: 0x5bd1e995, class: 1}

// reader fills cells from a sentence's tokens.
type reader struct {
	m *Model
	t string
	w buffer
	room
}

// room is what a reader fills, kept for the next one.
type room struct {
	cells []cell
	looks []look   // of the last sentence, as keys
	keys  []uint32 // what its words are looked up by
}

// reset forgets the sentences read.
func (r *reader) reset() { r.cells = r.cells[:0] }

// read makes the cells of one sentence.
func (r *reader) read(tokens []segment.Token) {
	r.reset()
	r.add(tokens)
}

// add makes the cells of one more sentence.
func (r *reader) add(tokens []segment.Token) {
	r.looks, r.keys = r.looks[:0], r.keys[:0]
	cells, begin := r.cells, len(r.cells)
	for _, tok := range tokens {
		l := r.w.fold(tok.In(r.t))
		w := r.w.bytes()
		cells = append(cells, cell{})
		c := &cells[len(cells)-1]
		c.hash, c.end3, c.size, c.shape = hashOf(w), ending(w, 3), uint8(len(w)), shapeOf(tok.Kind, l)
		if len(w) > 1 {
			c.end2 = uint16(c.end3)
			c.head = uint16(w[0]) | uint16(w[1])<<8
		}
		if tok.Kind == segment.Quote {
			c.set = r.quoteSet(tok)
		}
		r.looks = append(r.looks, l)
		r.keys = append(r.keys, c.hash)
	}
	r.m.words.bringNear(r.keys)
	r.cells, cells = cells, cells[begin:]
	r.habits(cells, tokens)
	for i := range cells {
		r.m.enter(&cells[i])
	}
}

// quoteSet decides between an opening and a closing quotation mark by its form
// and, where the form is the same, by the space before it.
func (r *reader) quoteSet(tok segment.Token) tagSet {
	switch tok.In(r.t) {
	case "“", "„", "«", "‹", "``", "`", "‘", "「", "『":
		return setOf(Open)
	case "”", "»", "›", "’", "」", "』":
		return setOf(Close)
	}
	if tok.Start == 0 {
		return setOf(Open)
	}
	switch r.t[tok.Start-1] {
	case ' ', '\n', '\t', '\r', '(', '[', '-':
		if tok.End < len(r.t) && r.t[tok.End] != ' ' && r.t[tok.End] != '\n' {
			return setOf(Open)
		}
	case 0xA0, 0x94: // the last byte of a no-break space, of a dash
		return setOf(Open)
	}
	return setOf(Close)
}

// habits tells capitals that mean something from those that a line gives to
// every word.
func (r *reader) habits(cells []cell, tokens []segment.Token) {
	var words, long, longCapital, upper, lower int
	for i, l := range r.looks {
		if tokens[i].Kind != segment.Word {
			continue
		}
		words++
		upper += l.upper
		lower += l.lower
		if l.upper+l.lower > 3 {
			long++
			if l.has(capitalFirst) {
				longCapital++
			}
		}
	}
	shouts := words > 1 && upper > 4*lower
	titled := long > 2 && longCapital*5 > long*4
	start := true // of a sentence or of what a mark opens
	for i := range cells {
		c := &cells[i]
		switch c.shape {
		case capitals:
			if shouts {
				c.shape = shouted
			}
		case capital:
			switch {
			case shouts:
				c.shape = shouted
			case titled:
				c.shape = headline
			case start:
				c.shape = opening
			}
		}
		start = c.set.has(Open) || start && c.shape == marks
	}
}
