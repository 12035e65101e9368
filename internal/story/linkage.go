package story

import (
	"cmp"
	"slices"
)

// linkage joins papers into groups, the closest two first, until no two groups
// are close enough: average linkage over the pairs that are near each other
// (Sokal and Michener, 1958). The queue has for each group the best pair that it
// is the first of, or one that was better before the other group was merged:
// that is found out when its turn comes (Müllner, 2011, the generic algorithm).
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
	best    merger      // in the queue; the zero value when there is none
}

// neighbour is a group and the mean score with it.
type neighbour struct {
	group int32
	score float64
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
	}
	for i := range l.groups {
		l.look(int32(i))
	}
	for len(l.queue) > 0 {
		m := l.queue.pop()
		switch a := &l.groups[m.a]; {
		case a.best != m: // another has taken its place
		case a.version == m.va && l.groups[m.b].version == m.vb && l.kin.unite(m.a, m.b):
			l.merge(m.a, m.b)
		default:
			l.look(m.a)
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
	room := quarry[neighbour]{rest: make([]neighbour, 2*len(pairs))}
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

// look finds a group's best pair.
func (l *linkage) look(a int32) {
	g := &l.groups[a]
	g.best = merger{}
	if g.version < 0 {
		return
	}
	for _, n := range g.near {
		if n.group > a && n.score >= l.threshold && (g.best.b == 0 || n.score > g.best.score) && !l.kin.parted(a, n.group) {
			g.best = merger{n.score, a, n.group, g.version, l.groups[n.group].version}
		}
	}
	if g.best.b > 0 {
		l.queue.push(g.best)
	}
}

// offer is a new score of a pair.
func (l *linkage) offer(a, b int32, s float64) {
	a, b = min(a, b), max(a, b)
	m := merger{s, a, b, l.groups[a].version, l.groups[b].version}
	if best := &l.groups[a].best; s >= l.threshold && (best.b == 0 || m.before(*best)) && !l.kin.parted(a, b) {
		*best = m
		l.queue.push(m)
	}
}

// merge takes b into a.
func (l *linkage) merge(a, b int32) {
	ga, gb := &l.groups[a], &l.groups[b]
	na, nb := float64(len(ga.members)), float64(len(gb.members))
	around := make([]neighbour, 0, len(ga.near)+len(gb.near))
	for i, j := 0, 0; i < len(ga.near) || j < len(gb.near); {
		inA := j == len(gb.near) || i < len(ga.near) && ga.near[i].group <= gb.near[j].group
		inB := i == len(ga.near) || j < len(gb.near) && gb.near[j].group <= ga.near[i].group
		var n neighbour
		sa, sb := float64(unknown), float64(unknown)
		if inA {
			n, sa, i = ga.near[i], ga.near[i].score, i+1
		}
		if inB {
			n, sb, j = gb.near[j], gb.near[j].score, j+1
		}
		if n.group == a || n.group == b {
			continue
		}
		if !inA {
			sa = l.between(a, n.group)
		}
		if !inB {
			sb = l.between(b, n.group)
		}
		n.score = (na*sa + nb*sb) / (na + nb)
		around = append(around, n)
	}
	ga.members = append(ga.members, gb.members...)
	ga.near = around
	ga.version++
	gb.version, gb.near, gb.members = -1, nil, nil
	for _, n := range around {
		l.groups[n.group].replace(a, b, n.score)
		if n.group < a {
			l.offer(n.group, a, n.score)
		}
	}
	l.look(a)
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
