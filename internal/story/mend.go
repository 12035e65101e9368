package story

import (
	"cmp"
	"slices"
)

// Change is what became of a story, or of a part of it.
type Change struct {
	Kind    Kind
	From    string   // the story
	To      string   // where the reports are now
	Reports []string // IDs of those that moved, the oldest first
}

// Kind is a kind of change.
type Kind uint8

const (
	Merged Kind = iota // all that was left of From went to To; From is over
	Split              // some reports left From and are the new story To, or one that is back
	Moved              // some reports left From for To, which was there before
)

// String is the wire name.
func (k Kind) String() string { return [...]string{"merged", "split", "moved"}[k] }

// How stories are mended.
const (
	mendEvery = 64 // reports of one language
	grown     = 8  // stories are mended when so great a part of one of them is new
	loose     = 48 // of a large story's members, the last so many can be parted from it
)

// Mend looks again at every story that reports came to, or nearly, since it was
// last done, and says what it changed. Add does so by itself, a little with each
// report; call it when a stream pauses.
func (g *Grouper) Mend() []Change {
	var out []Change
	for _, s := range g.order {
		for _, l := range slices.Concat(s.due...) {
			s.touch(l)
		}
		s.due = nil
		s.schedule()
		out = append(out, g.mend(s, len(s.due))...)
	}
	return out
}

// mendSome does its share, so that all that is due is done before more is.
func (g *Grouper) mendSome(s *shelf) []Change {
	left := max(1, mendEvery-s.since)
	out := g.mend(s, (len(s.due)+left-1)/left)
	if s.since++; s.since >= mendEvery {
		s.schedule()
	}
	return out
}

// schedule makes the touched stories due, those that are near each other
// together.
func (s *shelf) schedule() {
	s.since = 0
	for _, l := range s.touched {
		l.touched = false
	}
	touched := present(s.touched)
	slices.SortFunc(touched, func(a, b *live) int { return cmp.Compare(a.opened, b.opened) })
	s.due = append(s.due, slices.DeleteFunc(s.connected(touched), hardlyGrown)...)
	s.touched = s.touched[:0]
}

// hardlyGrown reports whether none of a part's stories has grown enough to be
// another: a few reports more seldom split or join what held before, and stories
// of hundreds would be linked anew for each of their reports.
func hardlyGrown(part []*live) bool {
	return !slices.ContainsFunc(part, func(l *live) bool {
		return len(l.members) >= l.linked+(l.linked+grown-1)/grown
	})
}

// present are the stories that still have reports.
func present(stories []*live) []*live {
	return slices.DeleteFunc(slices.Clone(stories), func(l *live) bool { return len(l.members) == 0 })
}

// mend groups the reports of stories that are due anew, as if they had all come
// at once: the first parts parts of them.
func (g *Grouper) mend(s *shelf, parts int) []Change {
	var out []Change
	for _, p := range s.due[:parts] {
		out = append(out, g.regroup(s, present(p))...)
	}
	s.due = slices.Delete(s.due, 0, parts)
	return out
}

// connected parts stories where no report of one is near a report of another.
func (s *shelf) connected(stories []*live) [][]*live {
	root := make([]int32, len(stories))
	for i, l := range stories {
		root[i], l.place = int32(i), int32(i)+1
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for i, l := range stories {
		for _, e := range l.members[max(0, len(l.members)-loose):] {
			for _, t := range e.near {
				if o := s.entry(t.number); o != nil && o.story != l && o.story.place > 0 {
					a, b := find(int32(i)), find(o.story.place-1)
					root[max(a, b)] = min(a, b)
				}
			}
		}
	}
	parts := make([][]*live, len(stories))
	for i, l := range stories {
		l.place = 0
		r := find(int32(i))
		parts[r] = append(parts[r], l)
	}
	return slices.DeleteFunc(parts, func(p []*live) bool { return p == nil })
}

// regroup groups the reports of some stories anew and gives the results their
// old names where they can keep them.
func (g *Grouper) regroup(s *shelf, stories []*live) []Change {
	var all []*entry
	var groups [][]int32
	var firms [][]int32 // groups of each story's older members
	for _, l := range stories {
		pieces, of := g.hand.pieces(s, l.members), map[int]int32{}
		firm := max(0, len(l.members)-loose)
		var firmly []int32
		for i, e := range l.members {
			to, ok := of[pieces[e]]
			if !ok || i >= firm {
				to = int32(len(groups))
				groups = append(groups, nil)
				if i < firm {
					of[pieces[e]] = to
					firmly = append(firmly, to)
				}
			}
			groups[to] = append(groups[to], int32(len(all)))
			e.group = to + 1
			all = append(all, e)
		}
		firms = append(firms, firmly)
	}
	defer func() {
		for _, e := range all {
			e.group = 0
		}
		for _, l := range stories {
			l.linked = len(l.members)
		}
	}()
	if len(groups) < 2 {
		return nil
	}
	pairs := s.pairs(all, groups)
	parts := groupBy(groups, pairs, g.hand.kinOf(all, groups, firms), tuned.threshold,
		scorer(&tuned, &s.lens, func(i int32) *paper { return &all[i].paper }))
	return g.rename(stories, all, parts)
}

// pairs are the groups that some of their reports' ties connect. Between single
// reports the tie says all; for a firm group's mean some of it is looked at.
func (s *shelf) pairs(all []*entry, groups [][]int32) []pair {
	var out []pair
	for _, e := range all {
		for _, t := range e.near {
			o := s.entry(t.number)
			if o == nil || o.group == 0 || o.group == e.group {
				continue
			}
			a, b := min(e.group, o.group)-1, max(e.group, o.group)-1
			v := float64(unknown)
			if len(groups[a]) == 1 && len(groups[b]) == 1 {
				v = tuned.sure(&e.paper, &o.paper, t.bond())
			}
			out = append(out, pair{a, b, v})
		}
	}
	slices.SortFunc(out, func(x, y pair) int { return cmp.Compare(x.key(), y.key()) })
	return slices.CompactFunc(out, func(x, y pair) bool { return x.key() == y.key() })
}

func (p pair) key() int64 { return int64(p.a)<<32 | int64(p.b) }

// rename gives each part the ID of the story that most of its reports come from
// and that has no larger part; the others get an ID of their own.
func (g *Grouper) rename(stories []*live, all []*entry, parts [][]int32) []Change {
	if unchanged(stories, all, parts) {
		return nil
	}
	type claim struct {
		part, count int
		story       *live
	}
	var claims []claim
	for i, p := range parts {
		count := map[*live]int{}
		for _, k := range p {
			count[all[k].story]++
		}
		for _, l := range stories {
			if n := count[l]; n > 0 {
				claims = append(claims, claim{i, n, l})
			}
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.story.opened, b.story.opened), cmp.Compare(a.part, b.part))
	})
	owner := make([]*live, len(parts))
	taken := map[*live]bool{}
	for _, c := range claims {
		if owner[c.part] == nil && !taken[c.story] {
			owner[c.part], taken[c.story] = c.story, true
		}
	}
	fresh := map[*live]bool{}
	for i, p := range parts {
		if owner[i] == nil {
			owner[i] = g.open(all[p[0]])
			fresh[owner[i]] = true
		}
	}
	return g.move(stories, all, parts, owner, fresh)
}

// unchanged reports whether the parts are the stories.
func unchanged(stories []*live, all []*entry, parts [][]int32) bool {
	if len(parts) != len(stories) {
		return false
	}
	for _, p := range parts {
		for _, k := range p {
			if all[k].story != all[p[0]].story {
				return false
			}
		}
	}
	return true
}

// move carries reports to where they belong and tells what changed.
func (g *Grouper) move(stories []*live, all []*entry, parts [][]int32, owner []*live, fresh map[*live]bool) []Change {
	for _, l := range stories {
		l.members = l.members[:0]
	}
	type way struct{ from, to *live }
	moved := map[way][]string{}
	var ways []way
	for i, p := range parts {
		for _, k := range p {
			e := all[k]
			if e.story != owner[i] {
				w := way{e.story, owner[i]}
				if moved[w] == nil {
					ways = append(ways, w)
				}
				moved[w] = append(moved[w], e.ID)
				e.story = owner[i]
			}
			owner[i].members = append(owner[i].members, e)
		}
		slices.SortFunc(owner[i].members, func(a, b *entry) int { return cmp.Compare(a.number, b.number) })
	}
	var out []Change
	for _, w := range ways {
		c := Change{Kind: Moved, From: w.from.id, To: w.to.id, Reports: moved[w]}
		switch {
		case fresh[w.to]:
			c.Kind = Split
		case len(w.from.members) == 0:
			c.Kind = Merged
			if g.stories[w.from.id] != nil {
				delete(g.stories, w.from.id)
				g.became[w.from.id] = w.to.id
				w.to.was = append(append(w.to.was, w.from.was...), w.from.id)
			}
		}
		out = append(out, c)
	}
	return out
}
