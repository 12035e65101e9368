package claims

import (
	"slices"
	"strings"

	"parallax/internal/collate/statements"
	"parallax/internal/fact"
	"parallax/internal/lang"
	"parallax/internal/text"
)

// against reports whether something rules a pair out: all that it shares names a
// speaker, its numbers differ, what one says somebody did the other says was not
// done or somebody else did, or they are of days none of which can be the same.
func (f *finder) against(x *aligner, p *pair) bool {
	sa, sb := &f.v.Sentences[p.a], &f.v.Sentences[p.b]
	return f.credits(x, sa, p.ra, sb) || f.credits(x, sb, p.rb, sa) || f.differ(place{p.a, p.ra}, place{p.b, p.rb}) ||
		f.turned(sa, p.ra, sb, p.rb) || f.others(sa, p.ra, sb, p.rb) || f.swapped(sa, p.ra, sb, p.rb) || disjoint(beside(sa, p.ra), beside(sb, p.rb)) ||
		disjoint(f.shown(sa, p.ra), f.shown(sb, p.rb))
}

// shown are the units in the words that are shown of a stretch.
func (f *finder) shown(s *statements.Sentence, r run) []statements.Unit {
	words := f.words(s, r)
	from, to := r.from, r.to
	for from > 0 && words.Contains(s.Units[from-1].Span) {
		from--
	}
	for to < len(s.Units) && words.Contains(s.Units[to].Span) {
		to++
	}
	return s.Units[from:to]
}

// turned reports whether two stretches share a verb that one of them denies.
func (f *finder) turned(sa *statements.Sentence, ra run, sb *statements.Sentence, rb run) bool {
	for i := ra.from; i < ra.to; i++ {
		u := &sa.Units[i]
		for j := rb.from; u.Verb && j < rb.to; j++ {
			if o := &sb.Units[j]; o.Verb && u.Key == o.Key && f.undone(sa, u) != f.undone(sb, o) {
				return true
			}
		}
	}
	return false
}

// undone reports whether a word that denies it stands right before a verb, or its
// clause is said not to be so.
func (f *finder) undone(s *statements.Sentence, u *statements.Unit) bool {
	return f.rejected(s, u.First) || slices.ContainsFunc(f.negations(s), func(at int) bool { return u.First-before <= at && at < u.First })
}

// rejected reports whether the clause of a token is what somebody does not expect,
// or denies.
func (f *finder) rejected(s *statements.Sentence, token int) bool {
	at := [2]int{s.Report, s.Index}
	can, ok := f.rejects[at]
	if !ok {
		can = f.rejecting(s)
		f.rejects[at] = can
	}
	if !can {
		return false
	}
	c := sentence(f.as[s.Report], s)
	begins := c.begin(token)
	return c.governed(begins) < begins
}

// rejecting reports whether a sentence has a "that" whose clause may be rejected.
// Few have, and they are looked for once.
func (f *finder) rejecting(s *statements.Sentence) bool {
	c := sentence(f.as[s.Report], s)
	for i := c.First + 1; i < c.End; i++ {
		if c.reads(i, "that") && c.governed(i) < i {
			return true
		}
	}
	return false
}

// beside are the units of a stretch and the days right beside it: "Friday night's
// meeting" is another than the one on Sunday.
func beside(s *statements.Sentence, r run) []statements.Unit {
	if r.from > 0 && s.Units[r.from-1].From != "" {
		r.from--
	}
	if r.to < len(s.Units) && s.Units[r.to].From != "" {
		r.to++
	}
	return s.Units[r.from:r.to]
}

// credits reports whether all that a run of units shares with another sentence
// stands in the words that say who speaks: "the governor, Ada Trewin, said". Where
// they tell a deed or a number, they say more than that: "five keepers urged".
func (f *finder) credits(x *aligner, s *statements.Sentence, r run, other *statements.Sentence) bool {
	any := false
	for i := r.from; i < r.to; i++ {
		u := &s.Units[i]
		if x.share(u, other.Units) == 0 || u.Kind == statements.Time {
			continue
		}
		if any = true; u.Kind == statements.Number || u.Verb && f.deed(s, u) || !f.credit(s, u.Span) {
			return false
		}
	}
	return any
}

// deed reports whether a verb tells more than that somebody speaks.
func (f *finder) deed(s *statements.Sentence, u *statements.Unit) bool {
	if f.v.Keys[u.Key].Light {
		c, ok := lang.English().Cues[strings.ToLower(u.Span.In(f.as[s.Report].Article.Text))]
		return ok && c.Strength != lang.Strong
	}
	return true
}

// credit reports whether a place lies in the source or the cue of an
// attribution.
func (f *finder) credit(s *statements.Sentence, at text.Span) bool {
	a := f.as[s.Report]
	if a.Quotes == nil {
		return false
	}
	for i := range a.Quotes.Attributions {
		if q := &a.Quotes.Attributions[i]; q.Source.Contains(at) || q.Cue.Contains(at) {
			return true
		}
	}
	return false
}

// differ reports whether the words of two passages give other numbers of one
// thing: then the accounts agree on nothing that has a value. What is counted
// must be told, and neither passage may have the other's number too.
func (f *finder) differ(a, b place) bool {
	if f.compounds(a, b) {
		return true
	}
	fa, fb := f.facts(a), f.facts(b)
	other := false
	for _, x := range fa {
		for _, y := range fb {
			if !comparable(&x, &y) {
				continue
			}
			if x.Low <= y.High && y.Low <= x.High {
				return false
			}
			other = true
		}
	}
	return other
}

// compounds reports whether two stretches have compounds of one word with other
// numbers: "a 38-page letter" and "a 35-page letter".
func (f *finder) compounds(a, b place) bool {
	ua, ub := f.units(a), f.units(b)
	for i := range ua {
		for j := range ub {
			if x, y := compounded(ua, i), compounded(ub, j); x >= 0 && x == y && ua[i].Key != ub[j].Key {
				return true
			}
		}
	}
	return false
}

// units are the units of a place, with two on either side.
func (f *finder) units(p place) []statements.Unit {
	us := f.v.Sentences[p.sentence].Units
	return us[max(0, p.from-2):min(len(us), p.to+2)]
}

// compounded is the key of the word that a number is compounded with; -1 for none.
func compounded(us []statements.Unit, i int) int {
	if us[i].Kind != statements.Number || i+1 >= len(us) || us[i+1].First != us[i].First {
		return -1
	}
	return us[i+1].Key
}

// number is a number of a report, with the lemma of what it counts; 0 for none.
type number struct {
	*fact.Fact
	noun uint32
}

// comparable reports whether two numbers are of one thing.
func comparable(x, y *number) bool {
	if x.Class != y.Class || x.Unit != y.Unit || x.Further || y.Further {
		return false
	}
	return x.noun != 0 && x.noun == y.noun || x.Of != 0 && x.Of == y.Of || x.Fate != "" && x.Fate == y.Fate
}

// facts are the numbers in the words that are shown of a place.
func (f *finder) facts(p place) (out []number) {
	s := &f.v.Sentences[p.sentence]
	a := f.as[s.Report]
	words := f.words(s, p.run)
	at, _ := slices.BinarySearchFunc(a.Facts, words.Start, func(o fact.Fact, pos int) int { return o.Span.Start - pos })
	for ; at < len(a.Facts) && a.Facts[at].Span.Start < words.End; at++ {
		n := number{Fact: &a.Facts[at]}
		if n.Noun >= 0 {
			n.noun = a.Tags[n.Noun].Lemma
		}
		out = append(out, n)
	}
	return out
}
