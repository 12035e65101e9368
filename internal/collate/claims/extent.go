package claims

import (
	"slices"

	"parallax/internal/collate/statements"
	"parallax/internal/finding"
	"parallax/internal/text"
	"parallax/internal/when"
)

// When the passages of a claim tell the same from end to end.
const (
	surely   = 5.0 // belief in the claim's best pair
	eachFits = 0.3 // share of the weight of the words shown of a passage that every other shows too
	bothFit  = 0.4 // the same, on average of the two
)

// extent is how far the passages of a claim tell the same: in full where all that
// is shown of each fits all that is shown of the others, with no number and no
// length of time that one of them lacks. What ends where somebody begins to speak
// has yet to say it, and names that no verb joins say nothing.
func (f *finder) extent(g *group, es []finding.Evidence) finding.Extent {
	if g.score < surely || f.idles(g) || slices.ContainsFunc(es, f.begins) {
		return finding.Part
	}
	shown := make([][]statements.Unit, len(es))
	for i, p := range g.places {
		shown[i] = inside(&f.v.Sentences[p.sentence], es[i].Span)
	}
	x := &aligner{v: f.v}
	for i := range shown {
		for k, other := range shown[:i] {
			if !x.same(shown[i], other) || !f.predicates(x, shown[i], other, es[i].Report) || !slices.Equal(f.lasts(es[i]), f.lasts(es[k])) {
				return finding.Part
			}
		}
	}
	return finding.Full
}

// predicates reports whether two passages have more in common than who and what:
// a verb, a number or a time, and something that is of no name.
func (f *finder) predicates(x *aligner, units, other []statements.Unit, report int) bool {
	told, plain := false, false
	for i := range units {
		u := &units[i]
		if x.share(u, other) == 0 {
			continue
		}
		told = told || u.Kind != statements.Word || u.Verb || f.verbIn(x, u, other)
		plain = plain || !f.inName(report, u.First)
	}
	return told && plain
}

// verbIn reports whether what a unit says is a verb of another passage.
func (f *finder) verbIn(x *aligner, u *statements.Unit, other []statements.Unit) bool {
	return slices.ContainsFunc(other, func(o statements.Unit) bool { return o.Verb && x.v.Alike(u.Key, o.Key) > 0 })
}

// inName reports whether a token of a report is of somebody's name or title.
func (f *finder) inName(report, token int) bool {
	for range f.namesAt(report, stretch{token, token + 1}) {
		return true
	}
	return false
}

// lasts are the lengths of time in a passage, sorted, each once: "half an hour".
func (f *finder) lasts(e finding.Evidence) (out []string) {
	for _, t := range f.as[e.Report].Times {
		if t.Type == when.Duration && e.Span.Contains(t.Span) {
			out = append(out, t.Value)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// same reports whether units and other tell most of one another, and every number.
func (x *aligner) same(units, other []statements.Unit) bool {
	a, b := x.fits(units, other), x.fits(other, units)
	return min(a, b) >= eachFits && (a+b)/2 >= bothFit && x.counts(units, other) && x.counts(other, units)
}

// counts reports whether other has every number of units.
func (x *aligner) counts(units, other []statements.Unit) bool {
	return !slices.ContainsFunc(units, func(u statements.Unit) bool {
		return u.Kind == statements.Number && x.share(&u, other) == 0
	})
}

// fits is the share of the weight of units that other has too.
func (x *aligner) fits(units, other []statements.Unit) float64 {
	shared, all := 0.0, 0.0
	for i := range units {
		w := x.v.Keys[units[i].Key].Weight
		all += w
		shared += w * x.share(&units[i], other)
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// inside are the units of a sentence that lie in a stretch of its text.
func inside(s *statements.Sentence, at text.Span) []statements.Unit {
	from := 0
	for from < len(s.Units) && s.Units[from].Span.Start < at.Start {
		from++
	}
	to := from
	for to < len(s.Units) && s.Units[to].Span.End <= at.End {
		to++
	}
	return s.Units[from:to]
}
