package story

// kin is what users have decided about groups of reports that are linked anew:
// those of one kin are one story in the end, however little they resemble each
// other. They are still compared one by one, so that what comes later needs to
// resemble only one of two stories that a user has joined.
type kin struct {
	root  []int32  // of each group; the first of its kin is its own
	sides [][]side // of all groups of a kin, under its first
}

// kinOf gives the kin of groups of reports; nil when nothing is decided. The
// groups of firms stay together, too.
func (h *hand) kinOf(all []*entry, groups, firms [][]int32) *kin {
	if len(h.made) == 0 {
		return nil
	}
	k := &kin{make([]int32, len(groups)), make([][]side, len(groups))}
	bundle := map[int]int32{}
	for i, members := range groups {
		k.root[i] = int32(i)
		es := make([]*entry, len(members))
		for n, m := range members {
			es[n] = all[m]
		}
		k.sides[i] = h.sides(es)
		for _, e := range es {
			b, bound := h.bundle[e]
			if to, ok := bundle[b]; bound && ok {
				k.tie(to, int32(i))
			} else if bound {
				bundle[b] = int32(i)
			}
		}
	}
	for _, f := range firms {
		for _, i := range f[min(1, len(f)):] {
			k.tie(f[0], i)
		}
	}
	return k
}

// first is the first group of a kin.
func (k *kin) first(i int32) int32 {
	if k == nil {
		return i
	}
	for k.root[i] != i {
		k.root[i] = k.root[k.root[i]]
		i = k.root[i]
	}
	return i
}

// tie makes the groups of two kins one.
func (k *kin) tie(a, b int32) {
	a, b = k.first(a), k.first(b)
	if a == b {
		return
	}
	a, b = min(a, b), max(a, b)
	k.root[b] = a
	k.sides[a] = append(k.sides[a], k.sides[b]...)
}

// parted reports whether a separation keeps two groups apart.
func (k *kin) parted(a, b int32) bool {
	if k == nil {
		return false
	}
	a, b = k.first(a), k.first(b)
	return a != b && conflict(k.sides[a], k.sides[b])
}

// unite is tie, if nothing parts the two; it reports whether nothing does.
func (k *kin) unite(a, b int32) bool {
	if k.parted(a, b) {
		return false
	}
	if k != nil {
		k.tie(a, b)
	}
	return true
}
