package story

// sums adds up what words say about papers, while one is searched for. It is a
// hash table by the low bits of the papers' numbers, small enough for the
// processor's nearer caches however many papers are active, and before it a bit
// for every paper in it: most of the postings of common words are of papers that
// no rarer word has brought in, and the bit says so.
type sums struct {
	slots []sum
	used  []uint32 // places of those that are not empty, in the order in which they came
	bits  [1 << filterBits / 64]uint64
}

// sum is a paper, by the low bits of its number and one added, and its score.
type sum struct {
	paper uint32
	score float32
}

const (
	filterBits = 16
	leastSums  = 1 << 12
)

func newSums() sums { return sums{slots: make([]sum, leastSums)} }

// open adds what a word says to the papers that have it.
func (s *sums) open(ps []posting, w float32) {
	for len(s.used)+len(ps) > len(s.slots)/2 {
		s.grow()
	}
	slots := s.slots
	mask := uint32(len(slots) - 1)
	for _, k := range ps {
		n := uint32(k) >> 8
		i := n & mask
		for slots[i].paper != n+1 {
			if slots[i].paper == 0 {
				slots[i].paper = n + 1
				s.used = append(s.used, i)
				s.bits[n>>6&(1<<filterBits/64-1)] |= 1 << (n & 63)
				break
			}
			i = (i + 1) & mask
		}
		slots[i].score += w * weightOf[k&255]
	}
}

// add does the same for the papers that are there already.
func (s *sums) add(ps []posting, w float32) {
	slots := s.slots
	mask := uint32(len(slots) - 1)
	for _, k := range ps {
		n := uint32(k) >> 8
		if s.bits[n>>6&(1<<filterBits/64-1)]>>(n&63)&1 == 0 {
			continue
		}
		for i := n & mask; slots[i].paper != 0; i = (i + 1) & mask {
			if slots[i].paper == n+1 {
				slots[i].score += w * weightOf[k&255]
				break
			}
		}
	}
}

// grow doubles the table.
func (s *sums) grow() {
	old, used := s.slots, s.used
	s.slots, s.used = make([]sum, 2*len(old)), make([]uint32, 0, len(old))
	mask := uint32(len(s.slots) - 1)
	for _, from := range used {
		i := (old[from].paper - 1) & mask
		for s.slots[i].paper != 0 {
			i = (i + 1) & mask
		}
		s.slots[i] = old[from]
		s.used = append(s.used, i)
	}
}

// drain gives every paper and its score, and leaves the table empty. It goes by
// what is used, the papers that rare words brought in first: read from end to end, a
// table that common words have made large gives the best of them late, and mostly
// empty places.
func (s *sums) drain(f func(number uint32, score float32)) {
	for _, i := range s.used {
		f(s.slots[i].paper-1, s.slots[i].score)
		s.slots[i] = sum{}
	}
	s.used = s.used[:0]
	clear(s.bits[:])
}
