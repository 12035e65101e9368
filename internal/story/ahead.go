package story

// step is what can be found out about a report before the one that came before
// it has a story: what it is near to hangs on words alone.
type step struct {
	s     *shelf
	e     *entry
	known bool      // it is active already, and not taken again
	gone  []arrival // what was forgotten when it came
	near  []found   // best first
	weigh bool      // all of its language are to be weighed anew when it is placed
}

// arrival is an active report.
type arrival struct {
	s *shelf
	e *entry
}

// search makes a report active and finds what is near it.
func (g *Grouper) search(r *Report, t *step) {
	*t = step{gone: t.gone[:0], near: t.near[:0]}
	if e := g.known[r.ID]; e != nil {
		t.e, t.known = e, true
		return
	}
	g.now.see(r.Day)
	s := g.shelf(r.shelf)
	g.forget(t)
	e := &entry{paper: paper{Report: s.keep(r)}, day: g.now.day, number: s.next}
	s.next++
	counts, places := s.words.add(r)
	e.ids, e.weights = s.numbers.cut(len(r.terms)), s.vectors.cut(len(r.terms))
	s.words.weigh(&e.paper, r.terms, counts)
	e.kept = e.spoken()
	for _, n := range s.near.visit(e.number, &e.paper, places, true, tuned.nearest) {
		if n.score < distant {
			break
		}
		t.near = append(t.near, n)
	}
	t.s, t.e = s, e
	t.weigh = !s.settled() && int(s.next-s.near.oldest) >= 2*s.weighed
	g.known[e.ID] = e
	g.arrived = append(g.arrived, arrival{s, e})
	g.active++
}

// AddAll places reports one after another and gives their placings in order: as
// many calls of [Grouper.Add] would, in less time, since a second thread is at
// the next reports meanwhile and finds what is near them.
func (g *Grouper) AddAll(reports []*Report) []Placing {
	out := make([]Placing, 0, len(reports))
	ready, free := make(chan []step, 2), make(chan []step, 3)
	for range cap(free) {
		free <- make([]step, 0, atOnce)
	}
	placed := make(chan struct{})
	go func() {
		defer close(ready)
		steps := <-free
		for _, r := range reports {
			steps = steps[:len(steps)+1]
			t := &steps[len(steps)-1]
			g.search(r, t)
			weigh := t.weigh
			if weigh || len(steps) == cap(steps) {
				ready <- steps
				if weigh {
					<-placed // and weighed anew
				}
				steps = <-free
			}
		}
		ready <- steps
	}()
	for steps := range ready {
		weigh := false
		for i := range steps {
			out, weigh = append(out, g.finish(&steps[i])), steps[i].weigh
		}
		if weigh {
			placed <- struct{}{}
		}
		free <- steps[:0]
	}
	return out
}

// atOnce is how many reports go from thread to thread together.
const atOnce = 16
