package story

// tally counts words: a hash table with open addressing, because a report has
// a few hundred words and each is looked up once as it comes and once as it is
// forgotten. A word without reports is not in it.
type tally struct {
	slots []slot // a power of two, at most three quarters full
	used  int
}

type slot struct {
	id uint32
	n  counts // all zero: nothing is here
}

func (s *slot) empty() bool { return s.n == counts{} }

// at is the slot of a word, or the one where it would go.
func (t *tally) at(id uint32) int {
	mask := len(t.slots) - 1
	i := int(id*0x9e3779b1>>7) & mask
	for !t.slots[i].empty() && t.slots[i].id != id {
		i = (i + 1) & mask
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

// add changes the counts of a word and gives the new ones.
func (t *tally) add(id uint32, by counts) counts {
	if 4*(t.used+1) > 3*len(t.slots) {
		t.grow()
	}
	s := &t.slots[t.at(id)]
	if s.empty() {
		s.id = id
		t.used++
	}
	for k := range by {
		s.n[k] += by[k]
	}
	return s.n
}

func (t *tally) grow() {
	old := t.slots
	t.slots = make([]slot, max(1024, 2*len(old)))
	for i := range old {
		if !old[i].empty() {
			t.slots[t.at(old[i].id)] = old[i]
		}
	}
}

// remove takes counts of a word away again.
func (t *tally) remove(id uint32, by counts) {
	i := t.at(id)
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
	mask := len(t.slots) - 1
	for j := (i + 1) & mask; !t.slots[j].empty(); j = (j + 1) & mask {
		home := int(t.slots[j].id*0x9e3779b1>>7) & mask
		if (j-home)&mask >= (j-i)&mask {
			t.slots[i], t.slots[j] = t.slots[j], slot{}
			i = j
		}
	}
}
