package collate

// sets is a union-find whose roots are the smallest members, with pairs that
// must stay apart.
type sets struct {
	parent []int
	joined []bool             // by root: it has more than one member
	rivals []map[int]struct{} // by root: the roots that it must not join
}

func newSets(n int) *sets {
	s := &sets{parent: make([]int, n), joined: make([]bool, n), rivals: make([]map[int]struct{}, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

// find is the root of i's set.
func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

// keepApart forbids a union of i's and k's sets; too late when they are one.
func (s *sets) keepApart(i, k int) {
	i, k = s.find(i), s.find(k)
	if i != k {
		s.addRival(i, k)
		s.addRival(k, i)
	}
}

func (s *sets) addRival(i, k int) {
	if s.rivals[i] == nil {
		s.rivals[i] = map[int]struct{}{}
	}
	s.rivals[i][k] = struct{}{}
}

// union makes one set of i's and k's unless they must stay apart, and reports
// whether they are one now.
func (s *sets) union(i, k int) bool {
	i, k = s.find(i), s.find(k)
	if i == k {
		return true
	}
	if _, apart := s.rivals[i][k]; apart {
		return false
	}
	i, k = min(i, k), max(i, k)
	s.parent[k] = i
	s.joined[i] = true
	for r := range s.rivals[k] {
		delete(s.rivals[r], k)
		s.addRival(r, i)
		s.addRival(i, r)
	}
	s.rivals[k] = nil
	return true
}

// alone reports whether i is the only member of its set.
func (s *sets) alone(i int) bool { return !s.joined[s.find(i)] }

// groups lists the sets, by their smallest members.
func (s *sets) groups() [][]int {
	var out [][]int
	at := make([]int, len(s.parent))
	for i := range s.parent {
		r := s.find(i)
		if r == i {
			at[r] = len(out)
			out = append(out, nil)
		}
		out[at[r]] = append(out[at[r]], i)
	}
	return out
}
