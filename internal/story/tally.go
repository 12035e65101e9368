package story

import "slices"

// tally is what is known of the words of one language: how many reports have
// each, and, where an [index] is kept, which. It is one hash table with open
// addressing for both, without a pointer in it: a report has a few hundred
// words, and each is looked up once as it comes and once as it is forgotten. A
// word without reports is not in it.
type tally struct {
	slots []slot
	used  int
}

// slot is one word.
type slot struct {
	id   uint32
	n    counts // n[0] is zero: nothing is here
	list list   // of the papers that the index finds by it
}

func (s *slot) empty() bool { return s.n[0] == 0 }

// home is where a word's search begins: the hash as a share of the table
// (Lemire, 2019), so that a table may have any size.
func (t *tally) home(id uint32) int {
	return int(uint64(id*0x85ebca6b) * uint64(len(t.slots)) >> 32)
}

func (t *tally) next(i int) int {
	if i++; i == len(t.slots) {
		return 0
	}
	return i
}

// at is the place of a word, or the one where it would go. It holds until a
// word is removed or room is made.
func (t *tally) at(id uint32) int {
	i := t.home(id)
	for t.slots[i].id != id && !t.slots[i].empty() {
		i = t.next(i)
	}
	return i
}

// of is how many reports have a word.
func (t *tally) of(id uint32) counts {
	if len(t.slots) == 0 {
		return counts{}
	}
	return t.slots[t.at(id)].n
}

// room makes sure that n more words find a place, so that none moves.
func (t *tally) room(n int) {
	if 5*(t.used+n) <= 4*len(t.slots) {
		return
	}
	old := t.slots
	t.slots = make([]slot, max(1024, len(old)+len(old)/2, 2*(t.used+n)))
	for i := range old {
		if !old[i].empty() {
			t.slots[t.at(old[i].id)] = old[i]
		}
	}
}

// add changes the counts of a word, gives the new ones and its place.
func (t *tally) add(id uint32, by counts) (counts, int32) {
	t.room(1)
	at := t.at(id)
	s := &t.slots[at]
	if s.empty() {
		*s = slot{id: id}
		t.used++
	}
	for k := range by {
		s.n[k] += by[k]
	}
	return s.n, int32(at)
}

// remove takes counts of a word away again; no list may be left of it when
// these were the last.
func (t *tally) remove(id uint32, by counts) { t.removeAt(t.at(id), by) }

func (t *tally) removeAt(i int, by counts) {
	s := &t.slots[i]
	for k := range by {
		s.n[k] -= by[k]
	}
	if !s.empty() {
		return
	}
	// What lies behind in the same run moves up, so that no search stops short
	// (Knuth, The Art of Computer Programming, 6.4, algorithm R).
	t.used--
	t.slots[i] = slot{}
	for j := t.next(i); !t.slots[j].empty(); j = t.next(j) {
		if t.distance(t.home(t.slots[j].id), j) >= t.distance(i, j) {
			t.slots[i], t.slots[j] = t.slots[j], slot{}
			i = j
		}
	}
}

func (t *tally) distance(from, to int) int {
	if to < from {
		return to - from + len(t.slots)
	}
	return to - from
}

// clone is a copy of a tally that has no lists.
func (t *tally) clone() tally { return tally{slices.Clone(t.slots), t.used} }

// unlist empties all lists.
func (t *tally) unlist() {
	for i := range t.slots {
		t.slots[i].list = list{}
	}
}
