package story

import (
	"cmp"
	"container/heap"
	"slices"
)

// linkage joins papers into groups, the closest two first, until no two groups
// are close enough: average linkage over the pairs that are near each other
// (Sokal and Michener, 1958).
type linkage struct {
	score     func(a, b int32) float64
	threshold float64
	groups    []cluster
	queue     mergers
	kin       *kin // nil: nobody has decided anything
}

type cluster struct {
	members []int32
	near    map[int32]float64 // live group: mean score with it
	version int32             // counts its merges; -1 when it was merged into another
}

type merger struct {
	score  float64
	a, b   int32
	va, vb int32
}

// sample is how many members of a large group stand for it where two groups
// are compared.
const sample = 8

type mergers []merger

func (m mergers) Len() int      { return len(m) }
func (m mergers) Swap(i, j int) { m[i], m[j] = m[j], m[i] }
func (m mergers) Less(i, j int) bool {
	if m[i].score != m[j].score {
		return m[i].score > m[j].score
	}
	return cmp.Or(cmp.Compare(m[i].a, m[j].a), cmp.Compare(m[i].b, m[j].b)) < 0
}
func (m *mergers) Push(x any) { *m = append(*m, x.(merger)) }
func (m *mergers) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}

// pair is two groups that are near each other.
type pair struct {
	a, b  int32
	score float64
}

// unknown is the score of a pair of groups that is still to be found.
const unknown = -1

// singles is n groups of one paper each.
func singles(n int) [][]int32 {
	out := make([][]int32, n)
	for i := range out {
		out[i] = []int32{int32(i)}
	}
	return out
}

// groupBy joins groups of papers by the pairs of groups given; score gives, of
// two papers, what pairs lack. Groups of one kin come out as one, and those that
// a separation parts are never joined (agglomerative clustering under
// constraints: Davidson and Ravi, 2005).
func groupBy(groups [][]int32, pairs []pair, k *kin, threshold float64, score func(a, b int32) float64) [][]int32 {
	l := &linkage{score: score, threshold: threshold, kin: k, groups: make([]cluster, len(groups))}
	for i, g := range groups {
		l.groups[i] = cluster{members: g, near: map[int32]float64{}}
	}
	for _, p := range pairs {
		if p.score == unknown {
			p.score = l.between(p.a, p.b)
		}
		l.groups[p.a].near[p.b], l.groups[p.b].near[p.a] = p.score, p.score
		l.offer(p.a, p.b, p.score)
	}
	for len(l.queue) > 0 {
		m := heap.Pop(&l.queue).(merger)
		if l.groups[m.a].version == m.va && l.groups[m.b].version == m.vb && l.kin.unite(m.a, m.b) {
			l.merge(m.a, m.b)
		}
	}
	return l.joined()
}

// joined are the groups that are left.
func (l *linkage) joined() (out [][]int32) {
	for i := range l.groups {
		if to := l.kin.first(int32(i)); l.groups[i].version >= 0 && to != int32(i) {
			l.groups[to].members = append(l.groups[to].members, l.groups[i].members...)
			l.groups[i].version = -1
		}
	}
	for _, g := range l.groups {
		if g.version >= 0 {
			slices.Sort(g.members)
			out = append(out, g.members)
		}
	}
	return out
}

func (l *linkage) offer(a, b int32, s float64) {
	if s < l.threshold {
		return
	}
	a, b = min(a, b), max(a, b)
	heap.Push(&l.queue, merger{s, a, b, l.groups[a].version, l.groups[b].version})
}

// merge takes b into a.
func (l *linkage) merge(a, b int32) {
	ga, gb := &l.groups[a], &l.groups[b]
	na, nb := float64(len(ga.members)), float64(len(gb.members))
	around := map[int32]float64{}
	for _, near := range []map[int32]float64{ga.near, gb.near} {
		for c := range near {
			if c == a || c == b || l.groups[c].version < 0 {
				continue
			}
			if _, ok := around[c]; ok {
				continue
			}
			sa, oka := ga.near[c]
			sb, okb := gb.near[c]
			if !oka {
				sa = l.between(a, c)
			}
			if !okb {
				sb = l.between(b, c)
			}
			around[c] = (na*sa + nb*sb) / (na + nb)
		}
	}
	ga.members = append(ga.members, gb.members...)
	ga.near = around
	ga.version++
	gb.version, gb.near, gb.members = -1, nil, nil
	for c, s := range around {
		delete(l.groups[c].near, b)
		l.groups[c].near[a] = s
		l.offer(a, c, s)
	}
}

// between is the mean score of the pairs of two groups.
func (l *linkage) between(a, c int32) float64 {
	sum, n := 0.0, 0
	for _, i := range spread(l.groups[a].members) {
		for _, j := range spread(l.groups[c].members) {
			sum += l.score(i, j)
			n++
		}
	}
	return sum / float64(n)
}

// spread picks members that stand for a large group, evenly over it.
func spread(members []int32) []int32 {
	if len(members) <= sample {
		return members
	}
	out := make([]int32, sample)
	for i := range out {
		out[i] = members[i*len(members)/sample]
	}
	return out
}
