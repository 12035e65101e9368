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
	r := read(t, s, tags, m, model.lexicon)
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
	var out []Attribution
	var f featurer
	var seq chain.Sequence
	var w rower
	var cs []candidate
	for _, u := range units {
		sums, class := f.sumsOf(model.chain, r, u)
		seq.RunSums(model.chain, sums, class)
		cs = model.look(r, u, &seq, &w, cs)
		chosen := model.linker.fill(r, u.first, choose(cs, strict, price), cs)
		out = append(out, model.linker.attributions(r, u.first, chosen)...)
	}
	return out
}

// look gives the candidates of a unit that the chain has read, with their
// chances after the second look.
func (m *Model) look(r *reading, u unit, s *chain.Sequence, w *rower, cs []candidate) []candidate {
	cs = candidates(s, least, cs)
	if m.trees == nil {
		return cs
	}
	rows := w.rowsOf(m.wording, r, u, s, cs)
	w.chances = slices.Grow(w.chances[:0], len(cs))[:len(cs)]
	m.trees.Probabilities(rows, w.chances)
	for i := range cs {
		cs[i].chance = w.chances[i]
	}
	return cs
}
