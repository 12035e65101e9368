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

// forget drops the reports that are older than the window, or too many.
func (g *Grouper) forget() {
	for n := 0; g.active > 0; n++ {
		s := g.arrived[0]
		e := s.entries[0]
		old := g.now.day != undated && e.day != undated && int(g.now.day)-int(e.day) > g.o.Window
		if g.active < g.o.Most && (!old || n >= mostDropped) {
			return
		}
		g.drop(s, e)
	}
}

// drop forgets the oldest report of a shelf.
func (g *Grouper) drop(s *shelf, e *entry) {
	g.arrived = g.arrived[1:]
	g.active--
	delete(g.known, e.ID)
	g.hand.forget(e)
	s.words.reports--
	s.near.forget(&e.paper)
	s.entries[0] = nil
	s.entries = s.entries[1:]
	l := e.story
	for i, m := range l.members {
		if m == e {
			l.members = append(l.members[:i], l.members[i+1:]...)
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
