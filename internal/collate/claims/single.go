package claims

import (
	"math"
	"slices"

	"parallax/internal/collate/statements"
	"parallax/internal/finding"
	"parallax/internal/tag"
	"parallax/internal/text"
)

const (
	perReport  = 10  // single claims of a report, or as many as half its sentences
	fewest     = 6   // words of a sentence that can be a claim
	fewestLeft = 5   // tokens of a part of a sentence that can be one
	leastScore = 0.5 // of a single claim
)

// single gives what one account alone has, the most important first.
func (f *finder) single() []finding.Claim {
	var out []finding.Claim
	for from := 0; from < len(f.v.Sentences); {
		to := from
		for to < len(f.v.Sentences) && f.v.Sentences[to].Report == f.v.Sentences[from].Report {
			to++
		}
		var own []finding.Claim
		for i := from; i < to; i++ {
			if c, ok := f.alone(i); ok {
				own = append(own, c)
			}
		}
		order(own)
		out = append(out, own[:min(len(own), max(perReport, (to-from)/2))]...)
		from = to
	}
	order(out)
	return out
}

// alone tells what sentence i has that no other account has.
func (f *finder) alone(i int) (finding.Claim, bool) {
	s := &f.v.Sentences[i]
	if len(s.Units) == 0 || s.Words < fewest {
		return finding.Claim{}, false
	}
	mass, extra, group := 0.0, 0.0, 0
	var novel []int
	for n := range s.Units {
		u := &s.Units[n]
		if f.told(i, n) || !f.novel(s.Account, u.Key) {
			continue
		}
		novel = append(novel, n)
		mass += f.v.Keys[u.Key].Weight
		switch {
		case u.Kind != statements.Word:
			extra++
		case u.Group > 0 && u.Group != group:
			extra, group = extra+1, u.Group
		}
	}
	if len(novel) == 0 {
		return finding.Claim{}, false
	}
	own := 1 - float64(s.Quoted)/float64(max(1, s.Words))
	score := own * (mass/math.Sqrt(float64(s.Words)+4) + extra) * (1.3 - 0.6*s.Position)
	span := f.rest(i, novel)
	if score < leastScore || span.Empty() || f.known(i, span) || f.quoted(s.Report, span) {
		return finding.Claim{}, false
	}
	return finding.Claim{Evidence: []finding.Evidence{{Report: s.Report, Span: span}}, Accounts: 1, Score: score}, true
}

// told reports whether unit n of sentence i lies in a stretch that another
// account tells too.
func (f *finder) told(i, n int) bool {
	return slices.ContainsFunc(f.taken[i], func(r run) bool { return r.from <= n && n < r.to })
}

// novel reports whether no other account has key k.
func (f *finder) novel(account, k int) bool {
	return !slices.ContainsFunc(f.v.Keys[k].In, func(s int) bool { return f.v.Sentences[s].Account != account })
}

// known reports whether others tell most of the units of sentence i that lie in
// span.
func (f *finder) known(i int, span text.Span) bool {
	told, all := 0, 0
	for n := range f.v.Sentences[i].Units {
		if span.Contains(f.v.Sentences[i].Units[n].Span) {
			all++
			if f.told(i, n) {
				told++
			}
		}
	}
	return told*2 > all
}

// quoted reports whether more than three quarters of a span stand between quotation marks: that is
// somebody's claim and not the report's.
func (f *finder) quoted(report int, span text.Span) bool {
	n := 0
	for _, m := range f.as[report].Marks {
		if m.Outer < 0 {
			n += max(0, min(m.Span.End, span.End)-max(m.Span.Start, span.Start))
		}
	}
	return n*4 > (span.End-span.Start)*3
}

// rest is a sentence without what other accounts tell too: all of it, or the
// part before, between or after that with the most novel units.
func (f *finder) rest(i int, novel []int) text.Span {
	s := &f.v.Sentences[i]
	if len(f.taken[i]) == 0 {
		return text.Span{Start: f.as[s.Report].Segments.Tokens[s.First].Start, End: s.Span.End}
	}
	best, most := text.Span{}, 0
	for from := 0; from < len(s.Units); {
		to := from
		for to < len(s.Units) && f.told(i, to) == f.told(i, from) {
			to++
		}
		n := 0
		for _, u := range novel {
			if from <= u && u < to {
				n++
			}
		}
		if n > most {
			best, most = f.part(s, from, to), n
		}
		from = to
	}
	return best
}

// part is the stretch of a sentence that units [from, to) are read in, out to the
// ends of their clauses, which others may tell in part: half a clause says less
// than a whole one with some of it known.
func (f *finder) part(s *statements.Sentence, from, to int) text.Span {
	a := f.as[s.Report]
	c := sentence(a, s)
	first, end := c.First, c.End
	if from > 0 {
		first = c.governed(c.begin(s.Units[from].First))
	}
	if to < len(s.Units) {
		end = c.end(s.Units[to-1].End)
	}
	first, end = c.whole(first, end)
	for first < end && !c.opens(first) {
		first++
	}
	for to < len(s.Units) && end > first && (parts(a.Tags[end-1].Tag) || trails(a.Tags[end-1].Tag)) {
		end--
	}
	if end-first < fewestLeft {
		return text.Span{}
	}
	return stretch{first, end}.text(a)
}

// trails reports whether a word belongs to one after it, so that nothing can
// end with it.
func trails(t tag.Tag) bool {
	switch t {
	case tag.DT, tag.IN, tag.CC, tag.TO, tag.PRPS, tag.MD, tag.WDT, tag.WP, tag.WPS, tag.WRB:
		return true
	}
	return false
}
