package story

import "slices"

// clock is how late it is in a stream: the median of the days of the last dated
// reports, so that no single wrong date empties the window. It never goes back.
type clock struct {
	recent [15]int32
	seen   int
	day    int32 // undated before the first dated report
}

func (c *clock) see(day int32) {
	if day == undated {
		return
	}
	c.recent[c.seen%len(c.recent)] = day
	c.seen++
	sorted := c.recent
	n := min(c.seen, len(sorted))
	slices.Sort(sorted[:n])
	c.day = max(c.day, sorted[(n-1)/2])
}

// mostDropped is how many reports that have become too old are dropped when one
// comes: a day ends for thousands at once, and none that comes then is to wait
// for all of them to go.
const mostDropped = 8

// forget drops the reports that are older than the window, or too many, before
// another comes.
func (g *Grouper) forget(t *step) {
	for n := 0; g.active > 0; n++ {
		e := g.arrived[0].e
		old := g.now.day != undated && e.day != undated && int(g.now.day)-int(e.day) > g.o.Window
		if g.active < g.o.Most && (!old || n >= mostDropped) {
			return
		}
		t.gone = append(t.gone, g.drop())
	}
}

// drop forgets the oldest report, but for its story.
func (g *Grouper) drop() arrival {
	a := g.arrived[0]
	g.arrived[0] = arrival{}
	g.arrived = g.arrived[1:]
	g.active--
	delete(g.known, a.e.ID)
	a.s.words.reports--
	a.s.near.forget(&a.e.paper)
	return a
}

// leave takes the oldest report of a shelf, which was dropped, out of its story.
func (g *Grouper) leave(a arrival) {
	g.hand.forget(a.e)
	a.s.entries[0] = nil
	a.s.entries = a.s.entries[1:]
	a.s.first++
	l := a.e.story
	for i, m := range l.members {
		if m == a.e {
			l.members, l.linked = slices.Delete(l.members, i, i+1), max(0, l.linked-1)
			break
		}
	}
	if len(l.members) == 0 {
		delete(g.stories, l.id)
		for _, id := range l.was {
			delete(g.became, id)
		}
	}
}

// Became is the ID under which a story goes on after mending; its own when it
// was never merged into another.
func (g *Grouper) Became(id string) string {
	for {
		to, ok := g.became[id]
		if !ok {
			return id
		}
		id = to
	}
}
