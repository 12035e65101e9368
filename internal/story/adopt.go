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
