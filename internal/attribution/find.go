package attribution

import (
	"slices"

	"parallax/internal/attribution/chain"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/tag"
)

// How spans are chosen (see choose), the same for every report.
const (
	least  = .05 // chance below which a span is not looked at
	strict = .4
	price  = .25
)

// Find gives the attributions of t, in text order. tags has one entry for each
// token of s, and m tells which words are quoted.
func Find(t string, s *segment.Segments, tags []tag.Word, m []marks.Quoted, model *Model) []Attribution {
	if len(s.Tokens) == 0 || len(tags) != len(s.Tokens) {
		return nil
	}
	r, ok := model.readings.Get().(*reading)
	if !ok {
		r = &reading{}
	}
	defer func() {
		r.text, r.segments = "", nil // nobody waits for these
		model.readings.Put(r)
	}()
	r.read(t, s, tags, m, model.lexicon)
	units := r.units()
	if len(s.Tokens) < huge {
		return model.units(r, units)
	}
	// Units do not look at each other's findings, so the halves of a text as
	// long as a book are read at the same time; the result is the same.
	half := len(units) / 2
	var back []Attribution
	done := make(chan struct{})
	go func() {
		defer close(done)
		back = model.units(r, units[half:])
	}()
	out := model.units(r, units[:half])
	<-done
	return append(out, back...)
}

// huge is from how many tokens on a text is read in two halves: no news report
// is as long, and short ones are read side by side already.
const huge = 200_000

// units gives the attributions of some units of a text, in their order.
func (model *Model) units(r *reading, units []unit) []Attribution {
	l, ok := model.lookers.Get().(*looker)
	if !ok {
		l = &looker{}
	}
	defer model.lookers.Put(l)
	out := l.found[:0]
	l.links.linker = model.linker
	for len(units) > 0 {
		units = l.look(model, r, units)
		for k, u := range l.units {
			cs := l.of(k)
			chosen := r.openings(u, r.closings(u, l.chooser.choose(cs, strict, price), cs), cs)
			chosen = r.anaphors(u, chosen, cs)
			if len(chosen) == 0 {
				continue
			}
			l.links.begin(r, u)
			chosen, linked := l.links.fill(chosen, cs)
			out = l.links.attributions(out, chosen, linked)
		}
	}
	l.found = out
	defer clear(out) // what they point at is given away
	return append([]Attribution(nil), out...)
}

// looker finds the candidates of several units at a time and their chances, so
// that the trees, which are much to fetch, are fetched once for all.
type looker struct {
	featurer featurer
	seq      chain.Sequence
	rower    rower
	chooser  chooser
	links    links

	found   []Attribution
	units   []unit      // those looked at
	ends    []int       // where the candidates of each end
	all     []candidate // of all units
	chances []float32
}

// enough is how many candidates are looked at together.
const enough = 512

// look looks at as many units as have enough candidates, and gives those that
// are left.
func (l *looker) look(m *Model, r *reading, units []unit) []unit {
	l.ends, l.all = l.ends[:0], l.all[:0]
	l.rower.clear()
	n := 0
	for ; n < len(units) && len(l.all) < enough; n++ {
		u, from := units[n], len(l.all)
		sums, class := l.featurer.sumsOf(m.chain, r, u)
		l.seq.RunSums(m.chain, sums, class)
		l.all = candidates(&l.seq, least, l.all)
		l.ends = append(l.ends, len(l.all))
		if m.trees != nil {
			l.rower.add(m.wording, r, u, &l.seq, l.all[from:])
		}
	}
	l.units = units[:n]
	if m.trees != nil {
		l.chances = slices.Grow(l.chances[:0], len(l.all))[:len(l.all)]
		m.trees.Probabilities(&l.rower.rows, l.chances)
		for i := range l.all {
			l.all[i].chance = l.chances[i]
		}
	}
	return units[n:]
}

// of gives the candidates of the unit k that was looked at.
func (l *looker) of(k int) []candidate {
	from := 0
	if k > 0 {
		from = l.ends[k-1]
	}
	return l.all[from:l.ends[k]:l.ends[k]]
}
