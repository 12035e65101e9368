package claims

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/tag"
)

// agreedFrom is the belief in a pair from which two accounts are said to agree;
// nothing of such a pair is told of one account alone.
const agreedFrom = 2.5

// partFrom is the belief in a pair from which two passages are said to overlap.
// What they tell counts as told by one account all the same.
const partFrom = 2.2

// denseFrom is the same of passages that share all but all of their words.
const denseFrom = 1.2

// Find gives the claims of a story. The view is of the same reports, in the
// same order.
func Find(as []*analysis.Analysis, v *statements.View) finding.Claims {
	f := &finder{as: as, v: v, taken: map[int][]run{}, denied: map[[2]int][]int{}, rejects: map[[2]int]bool{}}
	ps := f.pairs()
	for i := range ps {
		p := &ps[i]
		if p.belief < agreedFrom {
			break
		}
		f.taken[p.a] = append(f.taken[p.a], p.ra)
		f.taken[p.b] = append(f.taken[p.b], p.rb)
	}
	return finding.Claims{Agreed: f.agreed(f.merge(ps)), Single: f.single()}
}

type finder struct {
	as    []*analysis.Analysis
	v     *statements.View
	taken map[int][]run // by sentence: stretches that another account tells too

	denied  map[[2]int][]int // by report and sentence: tokens that turn a statement round
	rejects map[[2]int]bool  // by report and sentence: whether it may say of a clause that it is not so
}

// agreed writes the claims of two accounts and more, the most important first.
func (f *finder) agreed(gs []group) []finding.Claim {
	out := make([]finding.Claim, 0, len(gs))
	for i := range gs {
		g := &gs[i]
		slices.SortFunc(g.places, func(a, b place) int { return a.sentence - b.sentence })
		c := finding.Claim{Score: f.matters(g)}
		accounts := map[int]bool{}
		for n, p := range g.places {
			s := &f.v.Sentences[p.sentence]
			accounts[s.Account] = true
			c.Evidence = append(c.Evidence, finding.Evidence{Report: s.Report, Span: f.words(s, p.run)})
			if f.shows(g.places[n], g.places[c.Shown]) {
				c.Shown = n
			}
		}
		c.Accounts, c.Extent = len(accounts), f.extent(g, c.Evidence)
		if f.introduces(c.Evidence) {
			c.Score *= titleOnly
		}
		if c.Extent == finding.Part {
			f.narrow(g, &c)
		}
		c.Verbatim = f.verbatim(g, &c)
		out = append(out, c)
	}
	order(out)
	return out
}

// narrow makes the words that overlap the evidence of a claim, and what they
// were shown with the clauses they are read in: those say more than is agreed.
func (f *finder) narrow(g *group, c *finding.Claim) {
	for i, p := range g.places {
		e := &c.Evidence[i]
		s := &f.v.Sentences[p.sentence]
		r := named(s, p.run)
		core := f.names(e.Report, stretch{s.Units[r.from].First, s.Units[r.to-1].End}).text(f.as[e.Report])
		c.Clauses = append(c.Clauses, e.Span.Cover(core))
		e.Span = core
	}
}

// names widens a stretch that cuts a name in two, or its title off.
func (f *finder) names(report int, s stretch) stretch {
	for m := range f.namesAt(report, s) {
		s = stretch{min(s.from, m.First), max(s.to, m.End)}
	}
	return s
}

// namesAt are the names, with their titles, that a stretch has a token of, the last
// first.
func (f *finder) namesAt(report int, s stretch) iter.Seq[*names.Mention] {
	ms := f.as[report].Names.Mentions
	at, _ := slices.BinarySearchFunc(ms, s.to, func(m names.Mention, i int) int { return m.First - i })
	return func(yield func(*names.Mention) bool) {
		for n := at - 1; n >= 0 && ms[n].First >= s.from-longest; n-- {
			if m := &ms[n]; m.Form == names.Name && s.from < m.End && !yield(m) {
				return
			}
		}
	}
}

// longest is how many tokens a name has at most with what stands before it.
const longest = 12

// titleOnly is what a claim counts for that says no more than who somebody is.
const titleOnly = 0.15

// matters is how much a claim matters to the story: how much the accounts
// share, by how many they are, and how early they tell it.
func (f *finder) matters(g *group) float64 {
	early, weight := 0.0, 1.0
	for _, p := range g.places {
		early += 1 - f.v.Sentences[p.sentence].Position
	}
	if f.idles(g) {
		weight = titleOnly
	}
	n := float64(len(g.places))
	return weight * g.score * (1 + 0.25*(n-2)) * (0.5 + early/n)
}

// idles reports whether a claim is idle in one of its places.
func (f *finder) idles(g *group) bool {
	return slices.ContainsFunc(g.places, func(p place) bool { return f.idle(g, p) })
}

// idle reports whether the words that a claim is made of are joined by no verb
// in one of its places, as a name and a title are.
func (f *finder) idle(g *group, p place) bool {
	s := &f.v.Sentences[p.sentence]
	first, end, names := -1, 0, false
	for i := p.from; i < p.to; i++ {
		u := &s.Units[i]
		if !slices.ContainsFunc(g.keys, func(k int) bool { return f.v.Alike(k, u.Key) > 0 }) {
			continue
		}
		if u.Kind != statements.Word {
			return false
		}
		if first < 0 {
			first = u.First
		}
		end, names = u.End, names || u.Group > 0
	}
	return names && !slices.ContainsFunc(f.as[s.Report].Tags[max(0, first):end], func(w tag.Word) bool { return w.Tag.Verb() })
}

// introduces reports whether all that a claim shows ends where somebody begins to
// speak: "at the hospital, Ada Trewin, a physician there for ten years, said".
func (f *finder) introduces(es []finding.Evidence) bool {
	return !slices.ContainsFunc(es, func(e finding.Evidence) bool { return !f.begins(e) })
}

// begins reports whether a passage ends where somebody begins to speak; "the
// United States" and "for the record" do not.
func (f *finder) begins(e finding.Evidence) bool {
	a := f.as[e.Report]
	last := a.Segments.TokenAt(e.Span.End - 1)
	cue, ok := lang.English().Cues[strings.ToLower(a.Segments.Tokens[last].In(a.Article.Text))]
	return ok && cue.Strength == lang.Strong && a.Tags[last].Tag.Verb()
}

// shows reports whether place a is the better wording to print first: the one
// that says more, the first among equals.
func (f *finder) shows(a, b place) bool { return a.to-a.from > b.to-b.from }

// order sorts claims by score, then by place.
func order(cs []finding.Claim) {
	slices.SortStableFunc(cs, func(a, b finding.Claim) int {
		x, y := a.Evidence[0], b.Evidence[0]
		return cmp.Or(cmp.Compare(b.Score, a.Score), x.Report-y.Report, x.Span.Start-y.Span.Start, x.Span.End-y.Span.End)
	})
}
