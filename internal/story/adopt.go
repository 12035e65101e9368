package story

// AddTo adds a report whose story is known, because a record of the stream says
// so: with it a stream can be made anew from its reports, though an older
// Parallax grouped them. Nothing is mended. A report that is active already is
// not taken again.
func (g *Grouper) AddTo(r *Report, story string) {
	g.given = story
	defer func() { g.given = "" }()
	g.Add(r)
}

// named gives the active story of a report that is known to be its, which it
// opens under its ID when there is none. A story of another language, which only
// a hand can have joined to it, is not for this grouping.
func (g *Grouper) named(id string, e *entry) *live {
	if l := g.stories[g.Became(id)]; l != nil {
		if len(l.members) > 0 && l.members[0].shelf != e.shelf {
			return g.open(e)
		}
		return l
	}
	g.opened++
	l := &live{id: id, opened: g.opened}
	g.stories[id] = l
	return l
}

// Remind tells a stream that is made anew of a decision that was made before,
// under its number: Reports are those that moved then, stayed those that they
// were joined to or taken from. Nothing moves; the decision binds these reports
// from now on and can be undone. Reports that are not active are left out, and
// a decision without any is not taken. Decisions are told in their order, after
// all reports.
func (g *Grouper) Remind(d Decision, stayed []string) {
	g.hand.last = max(g.hand.last, d.Number)
	one, other := g.still(stayed), g.still(d.Reports)
	if len(one)+len(other) == 0 {
		return
	}
	d.Reports, d.Changes = nil, nil
	g.opened++
	made := &decision{Decision: d, one: one, other: other, opened: g.opened}
	if l := g.stories[g.Became(d.Story)]; d.Kind == Joined && l != nil && g.stories[g.Became(d.Other)] == nil {
		g.became[d.Other], l.was = l.id, append(l.was, d.Other)
	}
	g.hand.made = append(g.hand.made, made)
	g.hand.apply(made)
}

// still gives those of some reports that are active.
func (g *Grouper) still(ids []string) (out []*entry) {
	for _, id := range ids {
		if e := g.known[id]; e != nil {
			out = append(out, e)
		}
	}
	return out
}
