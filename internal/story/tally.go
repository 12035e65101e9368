package story

import "slices"

// tally is what is known of the words of one language: how many reports have
// each, and, where an [index] is kept, which. It is one hash table with open
// addressing for both, without a pointer in it: a report has a few hundred
// words, and each is looked up once as it comes and once as it is forgotten. A
// word without reports is not in it.
//
// With a million reports the table is far larger than any cache. The words of a
// report are therefore looked up together ([tally.places]): none waits for the
// memory that another is in.
type tally struct {
	ids   []uint32 // of the words, see key; zero: nothing is here
	words []word   // what is known of each, in the same place
	used  int
	warm  uint32 // of no meaning; keeps the loops that only fetch
}

// word is what is known of one.
type word struct {
	n    counts
	list list // of the papers that the index finds by it
}

// key is a word's ID as it stands in the table, where zero means nothing.
func key(id uint32) uint32 { return max(id, 1) }

// home is where a word's search begins: the hash as a share of the table
// (Lemire, 2019), so that a table may have any size.
func (t *tally) home(id uint32) int {
	return int(uint64(id*0x85ebca6b) * uint64(len(t.ids)) >> 32)
}

func (t *tally) next(i int) int {
	if i++; i == len(t.ids) {
		return 0
	}
	return i
}

// at is the place of a word, or the one where it would go. It holds until a
// word is removed or room is made.
func (t *tally) at(id uint32) int {
	id = key(id)
	i := t.home(id)
	for t.ids[i] != id && t.ids[i] != 0 {
		i = t.next(i)
	}
	return i
}

// places appends the places of several words; room is made already.
func (t *tally) places(to []int32, ids []uint32) []int32 {
	for _, id := range ids {
		t.warm ^= t.ids[t.home(key(id))]
	}
	for _, id := range ids {
		to = append(to, int32(t.at(id)))
	}
	for _, at := range to {
		t.warm ^= t.words[at].n[0]
	}
	return to
}

// of is how many reports have a word.
func (t *tally) of(id uint32) counts {
	if len(t.ids) == 0 {
		return counts{}
	}
	if at := t.at(id); t.ids[at] != 0 {
		return t.words[at].n
	}
	return counts{}
}

// room makes sure that n more words find a place, so that none moves.
func (t *tally) room(n int) {
	if 5*(t.used+n) <= 4*len(t.ids) {
		return
	}
	ids, words := t.ids, t.words
	size := max(1024, len(ids)+len(ids)/2, 2*(t.used+n))
	t.ids, t.words = huge(make([]uint32, size)), huge(make([]word, size))
	for i, id := range ids {
		if id != 0 {
			at := t.at(id)
			t.ids[at], t.words[at] = id, words[i]
		}
	}
}

// add changes the counts of a word, gives the new ones and its place.
func (t *tally) add(id uint32, by counts) (counts, int32) {
	t.room(1)
	return t.addAt(int32(t.at(id)), id, by)
}

// addAt is add for a word whose place was looked up; that of a new word may
// have been taken since.
func (t *tally) addAt(at int32, id uint32, by counts) (counts, int32) {
	if t.ids[at] != key(id) {
		if at = int32(t.at(id)); t.ids[at] == 0 {
			t.ids[at], t.words[at] = key(id), word{}
			t.used++
		}
	}
	w := &t.words[at]
	for k := range by {
		w.n[k] += by[k]
	}
	return w.n, at
}

// remove takes counts of a word away again; no list may be left of it when
// these were the last.
func (t *tally) remove(id uint32, by counts) {
	if t.removeAt(int32(t.at(id)), by) {
		t.drop(id)
	}
}

// removeAt is remove for a word whose place was looked up; it says whether the
// word has to be dropped.
func (t *tally) removeAt(at int32, by counts) bool {
	w := &t.words[at]
	for k := range by {
		w.n[k] -= by[k]
	}
	return w.n[0] == 0
}

// drop takes a word out. What lies behind in the same run moves up, so that no
// search stops short (Knuth, The Art of Computer Programming, 6.4, algorithm R).
func (t *tally) drop(id uint32) {
	i := t.at(id)
	t.used--
	t.ids[i] = 0
	for j := t.next(i); t.ids[j] != 0; j = t.next(j) {
		if t.distance(t.home(t.ids[j]), j) >= t.distance(i, j) {
			t.ids[i], t.words[i] = t.ids[j], t.words[j]
			t.ids[j] = 0
			i = j
		}
	}
}

func (t *tally) distance(from, to int) int {
	if to < from {
		return to - from + len(t.ids)
	}
	return to - from
}

// clone is a copy of a tally that has no lists.
func (t *tally) clone() tally {
	return tally{ids: slices.Clone(t.ids), words: slices.Clone(t.words), used: t.used}
}

// unlist empties all lists.
func (t *tally) unlist() {
	for i := range t.words {
		t.words[i].list = list{}
	}
}
