package story

import (
	"cmp"
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
	near    []neighbour // live groups, in order
	version int32       // counts its merges; -1 when it was merged into another
}

// neighbour is a group and the mean score with it.
type neighbour struct {
	group int32
	score float64
}

// of is the score with a group, if it is near.
func (c *cluster) of(group int32) (float64, bool) {
	i, ok := c.find(group)
	if !ok {
		return 0, false
	}
	return c.near[i].score, true
}

func (c *cluster) find(group int32) (int, bool) {
	return slices.BinarySearchFunc(c.near, group, func(n neighbour, g int32) int { return cmp.Compare(n.group, g) })
}

// replace puts group a, with a score, for a or b, whichever were there.
func (c *cluster) replace(a, b int32, score float64) {
	if i, ok := c.find(b); ok {
		c.near = slices.Delete(c.near, i, i+1)
	}
	i, ok := c.find(a)
	if !ok {
		c.near = slices.Insert(c.near, i, neighbour{})
	}
	c.near[i] = neighbour{a, score}
}

type merger struct {
	score  float64
	a, b   int32
	va, vb int32
}

// sample is how many members of a large group stand for it where two groups
// are compared.
const sample = 8

// mergers is a heap, the best on top.
type mergers []merger

func (m merger) before(o merger) bool {
	if m.score != o.score {
		return m.score > o.score
	}
	return m.a < o.a || m.a == o.a && m.b < o.b
}

func (m *mergers) push(x merger) {
	q := append(*m, x)
	for i := len(q) - 1; i > 0 && q[i].before(q[(i-1)/2]); i = (i - 1) / 2 {
		q[i], q[(i-1)/2] = q[(i-1)/2], q[i]
	}
	*m = q
}

func (m *mergers) pop() merger {
	q := *m
	top, last := q[0], len(q)-1
	q[0] = q[last]
	q = q[:last]
	for i := 0; ; {
		first := i
		for c := 2*i + 1; c <= 2*i+2 && c < last; c++ {
			if q[c].before(q[first]) {
				first = c
			}
		}
		if first == i {
			break
		}
		q[i], q[first] = q[first], q[i]
		i = first
	}
	*m = q
	return top
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

// groupBy joins groups of papers by the pairs of groups given, in order; score gives, of
// two papers, what pairs lack. Groups of one kin come out as one, and those that
// a separation parts are never joined (agglomerative clustering under
// constraints: Davidson and Ravi, 2005).
func groupBy(groups [][]int32, pairs []pair, k *kin, threshold float64, score func(a, b int32) float64) [][]int32 {
	l := &linkage{score: score, threshold: threshold, kin: k, groups: make([]cluster, len(groups))}
	for i, g := range groups {
		l.groups[i] = cluster{members: g}
	}
	l.settle(pairs)
	for _, p := range pairs {
		if p.score == unknown {
			p.score = l.between(p.a, p.b)
		}
		a, b := &l.groups[p.a], &l.groups[p.b]
		a.near, b.near = append(a.near, neighbour{p.b, p.score}), append(b.near, neighbour{p.a, p.score})
		l.offer(p.a, p.b, p.score)
	}
	for len(l.queue) > 0 {
		m := l.queue.pop()
		if l.groups[m.a].version == m.va && l.groups[m.b].version == m.vb && l.kin.unite(m.a, m.b) {
			l.merge(m.a, m.b)
		}
	}
	return l.joined()
}

// settle makes room for the neighbours of all groups.
func (l *linkage) settle(pairs []pair) {
	count := make([]int32, len(l.groups))
	for _, p := range pairs {
		count[p.a]++
		count[p.b]++
	}
	room := quarry[neighbour]{make([]neighbour, 2*len(pairs))}
	for i, n := range count {
		l.groups[i].near = room.cut(int(n))[:0]
	}
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
	l.queue.push(merger{s, a, b, l.groups[a].version, l.groups[b].version})
}

// merge takes b into a.
func (l *linkage) merge(a, b int32) {
	ga, gb := &l.groups[a], &l.groups[b]
	na, nb := float64(len(ga.members)), float64(len(gb.members))
	around := make([]neighbour, 0, len(ga.near)+len(gb.near))
	for _, near := range [][]neighbour{ga.near, gb.near} {
		for _, n := range near {
			if c := n.group; c != a && c != b {
				around = append(around, neighbour{group: c})
			}
		}
	}
	slices.SortFunc(around, func(x, y neighbour) int { return cmp.Compare(x.group, y.group) })
	around = slices.CompactFunc(around, func(x, y neighbour) bool { return x.group == y.group })
	for i := range around {
		c := around[i].group
		sa, oka := ga.of(c)
		sb, okb := gb.of(c)
		if !oka {
			sa = l.between(a, c)
		}
		if !okb {
			sb = l.between(b, c)
		}
		around[i].score = (na*sa + nb*sb) / (na + nb)
	}
	ga.members = append(ga.members, gb.members...)
	ga.near = around
	ga.version++
	gb.version, gb.near, gb.members = -1, nil, nil
	for _, n := range around {
		l.groups[n.group].replace(a, b, n.score)
		l.offer(a, n.group, n.score)
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
