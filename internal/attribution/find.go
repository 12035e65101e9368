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
	var out []Attribution
	var f featurer
	var seq chain.Sequence
	var w rower
	var cs []candidate
	for _, u := range r.units() {
		features, class := f.features(r, u)
		seq.Run(model.chain, features, class)
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
