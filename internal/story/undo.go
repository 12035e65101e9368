package story

import (
	"fmt"
	"slices"
)

// Undo takes a decision back and gives its reports the stories that they had
// before, under the IDs of then as far as these stories are still told: after a
// join the other story has its ID again, with the later reports that are nearer
// to it; after a separation what was taken out goes back where most of what was
// left is, and so does what came to it. From then on the machine decides about
// them. A decision can be undone as long as no later one is about the same
// reports: the error names that one, or says that there is no such decision.
func (g *Grouper) Undo(number int) ([]Change, error) {
	h := &g.hand
	at := slices.IndexFunc(h.made, func(d *decision) bool { return d.Number == number && !d.void() })
	if at < 0 {
		return nil, fmt.Errorf("no decision %d: it was undone, or its reports are forgotten", number)
	}
	d := h.made[at]
	for _, later := range slices.Backward(h.made[at+1:]) {
		if !later.about(d) {
			continue
		}
		if later.void() {
			return nil, fmt.Errorf("decision %d cannot be undone: decision %d was about the same reports, and some of them are forgotten", number, later.Number)
		}
		return nil, fmt.Errorf("decision %d came after decision %d and is about the same reports: undo it first", later.Number, number)
	}
	h.made = slices.Delete(h.made, at, at+1)
	h.again()
	if d.Kind == Joined {
		return g.unjoin(d), nil
	}
	return g.reunite(d), nil
}

// void reports whether all reports of one side are forgotten.
func (d *decision) void() bool { return len(d.one) == 0 || len(d.other) == 0 }

// about reports whether two decisions share a report.
func (d *decision) about(o *decision) bool {
	in := set(o.one, o.other)
	known := func(e *entry) bool { return in[e] }
	return slices.ContainsFunc(d.one, known) || slices.ContainsFunc(d.other, known)
}

func set(lists ...[]*entry) map[*entry]bool {
	out := map[*entry]bool{}
	for _, es := range lists {
		for _, e := range es {
			out[e] = true
		}
	}
	return out
}

// unjoin undoes a join.
func (g *Grouper) unjoin(d *decision) []Change {
	l := d.one[0].story
	back := &live{id: d.Other, opened: d.opened}
	if g.became[d.Other] == "" { // its ID is not known any more
		back = g.open(d.other[0])
	} else {
		g.recall(back)
	}
	a := allotment{hand: &g.hand, groups: [][]*entry{d.one, d.other}}
	for _, unit := range g.hand.units(l, set(d.one, d.other)) {
		if nearness(unit[0], d.other) > nearness(unit[0], d.one) {
			a.put(unit, 1, 0)
		} else {
			a.put(unit, 0, 1)
		}
	}
	return g.allot([]*live{l}, []*live{l, back}, &a)
}

// recall gives a merged story its ID again, and what had been merged into it.
func (g *Grouper) recall(back *live) {
	from := g.stories[g.Became(back.id)]
	g.stories[back.id] = back
	through := func(id string) bool {
		for id != "" && id != back.id {
			id = g.became[id]
		}
		return id != ""
	}
	from.was = slices.DeleteFunc(from.was, func(id string) bool {
		if through(id) && id != back.id {
			back.was = append(back.was, id)
		}
		return through(id)
	})
	delete(g.became, back.id)
}

// nearness is the mean score of a report with the three nearest of a group.
func nearness(e *entry, group []*entry) float64 {
	var b best
	var l lens
	l.focus(&e.paper)
	n := min(len(group), mostLinked)
	for k := range n {
		o := group[k*len(group)/n]
		b.add(nil, l.score(&tuned, &o.paper))
	}
	return (b.scores[0][0] + b.scores[0][1] + b.scores[0][2]) / float64(min(3, n))
}

// reunite undoes a separation.
func (g *Grouper) reunite(d *decision) []Change {
	count := map[*live]int{}
	home := d.one[0].story
	for _, e := range d.one {
		count[e.story]++
		if n, m := count[e.story], count[home]; n > m || n == m && e.story.opened < home.opened {
			home = e.story
		}
	}
	l := d.other[0].story
	core := slices.Clone(d.other)
	for _, e := range d.one {
		if e.story == home {
			core = append(core, e)
		}
	}
	a := allotment{hand: &g.hand, groups: [][]*entry{core, nil}}
	for _, unit := range g.hand.units(home, set(core)) {
		a.put(unit, 0)
	}
	for _, unit := range g.hand.units(l, set(core)) {
		if l.id == d.Other {
			a.put(unit, 0, 1) // it came to what was taken out
		} else {
			a.put(unit, 1)
		}
	}
	return g.allot([]*live{home, l}, []*live{home, l}, &a)
}

// units are the reports of a story that are not in a set, those of a bundle
// together.
func (h *hand) units(l *live, but map[*entry]bool) (out [][]*entry) {
	at := map[int]int{}
	for _, e := range l.members {
		if but[e] {
			continue
		}
		b, bound := h.bundle[e]
		if i, ok := at[b]; bound && ok {
			out[i] = append(out[i], e)
			continue
		}
		if bound {
			at[b] = len(out)
		}
		out = append(out, []*entry{e})
	}
	return out
}

// allotment is groups of reports that a user's undoing makes, and what goes to
// none of them because a separation that holds again parts it from all.
type allotment struct {
	hand   *hand
	groups [][]*entry
	rest   [][]*entry
}

// put adds reports to the first of some groups that nothing parts them from.
func (a *allotment) put(unit []*entry, groups ...int) {
	for _, i := range groups {
		if !conflict(a.hand.sides(unit), a.hand.sides(a.groups[i])) {
			a.groups[i] = append(slices.Clip(a.groups[i]), unit...)
			return
		}
	}
	a.rest = append(a.rest, unit)
}

// allot makes the groups of an allotment stories, and has them mended.
func (g *Grouper) allot(of, into []*live, a *allotment) []Change {
	for _, unit := range a.rest {
		into = append(into, g.open(unit[0]))
	}
	s := g.shelves[of[0].members[0].shelf]
	changes := g.part(of, into, append(a.groups, a.rest...)...)
	for _, l := range into {
		s.decided(l)
	}
	return changes
}
