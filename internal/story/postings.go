package story

import "math"

// posting is one paper that has a word: the low 24 bits of the paper's number,
// and the word's weight in it, in 8 bits (see weightOf).
type posting uint32

const (
	numberBits = 24
	numberMask = 1<<numberBits - 1
	// mostActive is how many papers an index can tell apart.
	mostActive = 1 << (numberBits - 1)
)

func newPosting(number uint32, weight float32) posting {
	return posting(number&numberMask<<8 | uint32(codeOf(weight)))
}

// number is the paper's, of those from oldest on.
func (p posting) number(oldest uint32) uint32 { return oldest + (uint32(p)>>8-oldest)&numberMask }

// weightOf are the weights that a posting can say: steps of two in a hundred
// from one down to a three-hundredth. Only finding goes by them; what is found
// is compared by the weights as they are.
var weightOf = func() (w [256]float32) {
	for c := range w {
		w[c] = float32(math.Exp2(float64(c-255) / weightSteps))
	}
	return w
}()

const weightSteps = 31 // to the power of two

func codeOf(weight float32) uint8 {
	if weight <= weightOf[0] {
		return 0
	}
	return uint8(min(255, 255+weightSteps*math.Log2(float64(weight))+0.5))
}

// list is the postings of one word, the oldest first: a block of an arena, or
// the posting itself where there is only one. Papers are forgotten in the order
// in which they came; their postings are only counted as dead, until enough are
// for the block to be worth the memory it takes to look at it.
type list struct {
	at    uint32 // address of the block; the posting when class is 0
	n     uint16
	class uint8 // the block has room for so many powers of two
	dead  uint8 // of the n, the first so many are of forgotten papers
}

// arena holds the postings of all words in blocks of 2, 4, … postings. Blocks
// that are given back are used again.
type arena struct {
	chunks [][]posting
	free   [mostClass + 1][]uint32
	end    uint32 // address from which nothing is used
}

const (
	chunkBits = 17
	mostClass = 10 // 1,024 postings, of which the newest half is kept when it is full
)

// block is the room at an address.
func (a *arena) block(at uint32, class uint8) []posting {
	c := a.chunks[at>>chunkBits]
	from := at & (1<<chunkBits - 1)
	return c[from : from+1<<class]
}

func (a *arena) take(class uint8) uint32 {
	if f := a.free[class]; len(f) > 0 {
		a.free[class] = f[:len(f)-1]
		return f[len(f)-1]
	}
	size := uint32(1) << class
	if left := uint32(len(a.chunks))<<chunkBits - a.end; left < size {
		a.end = uint32(len(a.chunks)) << chunkBits
		a.chunks = append(a.chunks, huge(make([]posting, 1<<chunkBits)))
	}
	at := a.end
	a.end += size
	return at
}

// of gives the postings of a list that are not dead; one is room for the list
// of a single posting.
func (a *arena) of(l *list, one *[1]posting) []posting {
	if l.class == 0 {
		one[0] = posting(l.at)
		return one[:l.n]
	}
	return a.block(l.at, l.class)[l.dead:l.n]
}

// last fetches the end of a list's block, so that it is near when it is needed.
func (a *arena) last(l *list) uint32 {
	if l.class == 0 {
		return 0
	}
	return uint32(a.block(l.at, l.class)[l.n-1])
}

// push adds a posting at the end.
func (a *arena) push(l *list, p posting) {
	switch {
	case l.n == 0:
		*l = list{at: uint32(p), n: 1}
		return
	case l.n == 1<<mostClass:
		b := a.block(l.at, l.class)
		copy(b, b[l.n-newest:])
		l.n, l.dead = newest, 0
	case l.n == 1<<l.class && 4*int(l.dead) >= int(l.n):
		a.compact(l)
	case l.n == 1<<l.class:
		a.resize(l, l.class+1)
	}
	a.block(l.at, l.class)[l.n] = p
	l.n++
}

// resize moves what is not dead of a list to a block of another class.
func (a *arena) resize(l *list, class uint8) {
	var one [1]posting
	live := a.of(l, &one)
	to := list{at: a.take(class), n: uint16(len(live)), class: class}
	copy(a.block(to.at, class), live)
	a.giveBack(l)
	*l = to
}

func (a *arena) giveBack(l *list) {
	if l.class > 0 {
		a.free[l.class] = append(a.free[l.class], l.at)
	}
}

// compact takes the dead out of a list.
func (a *arena) compact(l *list) {
	if live := int(l.n) - int(l.dead); live <= 1<<l.class/4 {
		a.resize(l, l.class-1)
		return
	}
	b := a.block(l.at, l.class)
	l.n = uint16(copy(b, b[l.dead:l.n]))
	l.dead = 0
}

// How many dead postings a list has before they are taken out, if they are half
// of it; or however long it is.
const (
	fewDead  = 8
	mostDead = 255
)

// expire takes the oldest paper of the index out of a list that it was pushed
// to. It is the first that is not dead, unless the list became too long since:
// it was cut off then.
func (a *arena) expire(l *list, number uint32) {
	if l.class == mostClass && uint32(a.block(l.at, l.class)[l.dead])>>8 != number&numberMask {
		return
	}
	l.dead++
	switch {
	case uint16(l.dead) == l.n:
		a.giveBack(l)
		*l = list{}
	case l.dead == mostDead || l.dead >= fewDead && 2*uint16(l.dead) >= l.n:
		a.compact(l)
	}
}
