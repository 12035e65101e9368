package tag

import (
	"sync"
	"unsafe"

	"parallax/internal/prefetch"
)

// A feature has one line of weights, a tag a place in it.
const (
	lineBits = 6
	lineSize = 1 << lineBits
)

// Model is what was learned. It is read-only and may be used by any number of
// goroutines at one time.
type Model struct {
	weights []int8        // lines of lineSize; a feature's line is told by the high bits of its identity
	shift   uint          // 32 - log2(number of lines)
	words   table[use]    // by folded word
	guesses table[uint16] // shape and ending to index into sets, for words without tags in words
	sets    []tagSet      // distinct sets of tags
	lemmas  table[uint16] // word and tag to index into rules
	rules   []rule        // rules[0] leaves the word as it is
	rooms   sync.Pool     // of *room
}

// use is what is known of a word by itself, each 0 where it is not.
type use struct {
	set uint16 // index into Model.sets plus 1
	kin uint16 // class of words used alike plus 1
}

// enter looks a token's word up.
func (m *Model) enter(c *cell) {
	u, _ := m.words.get(c.hash)
	switch {
	case c.shape == digits:
		c.kin = number
	case u.kin != 0:
		c.kin = uint32(u.kin - 1)
	default:
		c.kin = unclassed
	}
	if c.set != 0 { // a quotation mark
		c.word, c.known, c.class = c.hash, true, classOf(c.set)
		return
	}
	if u.set != 0 {
		c.word, c.known, c.set = c.hash, true, m.sets[u.set-1]
	} else {
		c.word = strange(c)
		c.set = m.guess(c)
	}
	c.class = classOf(c.set)
	c.set |= named(c)
}

// named are the tags of a name, where a word is written as one and has others
// that a name can be made of.
func named(c *cell) (s tagSet) {
	if c.shape == small || c.shape >= withDigit || c.set&open == 0 {
		return 0
	}
	s = setOf(NNP)
	if c.set.has(NNS) {
		s |= setOf(NNPS)
	}
	return s
}

// strange is the identity of a word that is not known.
func strange(c *cell) uint32 { return two(99, uint32(c.end2), uint32(c.shape)) }

func classOf(s tagSet) uint32 { return uint32(mix(uint64(s)) >> 32) }

// guess gives the tags of a word that is not known by its ending and shape.
func (m *Model) guess(c *cell) tagSet {
	for _, key := range guessKeys(c) {
		if k, ok := m.guesses.get(key); ok {
			return m.sets[k]
		}
	}
	return setOf(NN, NNP, NNS, JJ, VB, RB)
}

// guessKeys are what a strange word is looked up by, the most telling first.
func guessKeys(c *cell) [4]uint32 {
	s := uint32(c.shape)
	return [4]uint32{
		three(101, s, c.end3, 3), three(101, s, uint32(c.end2), 2), three(101, s, c.end3&0xFF, 1), three(101, s, 0, 0),
	}
}

// table is a hash table from uint32 with open addressing. Key 0 is
// not told from an empty place and is never found. Keys and values stand side by
// side, so that one look-up mostly is one line fetched from memory.
type table[V any] struct {
	slots []slot[V]
	mask  uint32
}

type slot[V any] struct {
	key   uint32
	value V
}

func newTable[V any](n int) table[V] {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return table[V]{make([]slot[V], size), uint32(size - 1)}
}

func (t *table[V]) put(key uint32, value V) {
	i := key & t.mask
	for t.slots[i].key != 0 && t.slots[i].key != key {
		i = (i + 1) & t.mask
	}
	t.slots[i] = slot[V]{key, value}
}

func (t *table[V]) get(key uint32) (value V, ok bool) {
	if t.slots == nil {
		return value, false
	}
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		s := t.slots[i]
		if s.key == 0 {
			return value, false
		}
		if s.key == key {
			return s.value, true
		}
	}
}

// bringNear has the weights of features that are added up soon brought near the
// processor; it changes nothing.
func (m *Model) bringNear(f []uint32) {
	lines := unsafe.Slice((*[lineSize]int8)(m.weights), len(m.weights)/lineSize)
	prefetch.Places(lines, f, uint32(m.shift), ^uint32(0))
}

// bringNear does so with what get looks at first for each key.
func (t *table[V]) bringNear(keys []uint32) {
	prefetch.Places(t.slots, keys, 0, t.mask)
}
