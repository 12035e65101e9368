package claims

import (
	"math"
	"slices"
	"strings"

	"parallax/internal/collate/statements"
	"parallax/internal/lang"
	"parallax/internal/tag"
)

// What moves belief away from a pair's score, as powers of e.
const (
	coverGain  = 2.6  // of the share of a sentence that the other tells
	nameGain   = 0.15 // of a name's word that both sentences have, up to mostNames
	beltGain   = 0.2  // of two words side by side in both, up to mostBelts
	verbGain   = 0.35 // where both have a verb that not everybody uses
	numberGain = 0.4  // where both have a number
	quoteGain  = 0.5  // where both have two words in a row between quotation marks
	rareGain   = 0.4  // where both have a name of two words and more that the story seldom has
	affairGain = 1.5  // where one names the affair that the other tells of
	deniedLoss = 1.4  // where one stretch is denied and the other is not
	quotedLoss = 1.1  // of the share of either sentence that stands between quotation marks
	hollowLoss = 0.5  // where both have nothing but names, days and words that everybody uses
	briefLoss  = 0.5  // where either sentence has fewer than brief units, for it is soon told
	apartLoss  = 0.25 // where the sentences name days none of which can be the same
	usual      = 1.9  // what all that comes to in a pair like most

	mostNames = 4
	mostBelts = 2
	brief     = 7
)

// believe is how far two aligned stretches are believed to tell one thing: their
// score, moved by what else of the two sentences speaks for and against it. What
// does, and by how much, comes from reading some five hundred pairs of nineteen
// stories: chiefly that a sentence tells hardly more than what both share, while
// the score itself tells less the longer the sentences are.
func (f *finder) believe(x *aligner, p *pair) float64 {
	sa, sb := &f.v.Sentences[p.a], &f.v.Sentences[p.b]
	gain := coverGain * max(x.cover(sa, p.ra, sb), x.cover(sb, p.rb, sa))
	gain += beltGain * float64(min(mostBelts, belts(sa.Units[p.ra.from:p.ra.to], sb.Units[p.rb.from:p.rb.to])))
	gain += f.kinds(x, sa, sb)
	if f.rare(sa.Units[p.ra.from:p.ra.to], sb.Units[p.rb.from:p.rb.to]) {
		gain += rareGain
	}
	if quotesBoth(sa.Units, sb.Units) {
		gain += quoteGain
	}
	if f.affair(sa, p.ra, sb, p.rb) || f.affair(sb, p.rb, sa, p.ra) {
		gain += affairGain
	}
	loss := quotedLoss * (sa.QuotedShare() + sb.QuotedShare())
	if f.denies(sa, p.ra) != f.denies(sb, p.rb) {
		loss += deniedLoss
	}
	if min(len(sa.Units), len(sb.Units)) < brief {
		loss += briefLoss
	}
	if disjoint(sa.Units, sb.Units) {
		loss += apartLoss
	}
	return p.score * math.Exp(gain-loss-usual)
}

// kinds is what the kinds of words that two sentences share add to belief.
func (f *finder) kinds(x *aligner, sa, sb *statements.Sentence) (gain float64) {
	names, verb, number, hollow := 0, false, false, true
	seen := x.seen[:0]
	for i := range sa.Units {
		u := &sa.Units[i]
		if hasKey(seen, u.Key) || x.share(u, sb.Units) == 0 {
			continue
		}
		seen = append(seen, u.Key)
		switch {
		case u.Kind == statements.Time:
		case u.Group > 0:
			names++
		case u.Kind == statements.Number:
			number, hollow = true, false
		case !f.v.Keys[u.Key].Light:
			hollow = false
			verb = verb || f.tagged(sa, u).Verb() && f.doing(x, u, sb)
		}
	}
	x.seen = seen
	gain = nameGain * float64(min(mostNames, names))
	if verb {
		gain += verbGain
	}
	if number {
		gain += numberGain
	}
	if hollow {
		gain -= hollowLoss
	}
	return gain
}

// doing reports whether a sentence has a verb like u.
func (f *finder) doing(x *aligner, u *statements.Unit, s *statements.Sentence) bool {
	return slices.ContainsFunc(s.Units, func(o statements.Unit) bool {
		return f.tagged(s, &o).Verb() && x.v.Alike(u.Key, o.Key) > 0
	})
}

// tagged is the tag of a unit's first word.
func (f *finder) tagged(s *statements.Sentence, u *statements.Unit) tag.Tag {
	return f.as[s.Report].Tags[u.First].Tag
}

// seldom is in how many sentences a report a name stands at most that the story
// seldom has; more than that, it is of those whom the story is about.
const seldom = 1.4

// rare reports whether two stretches share two words of a name that stands in
// hardly more than a sentence a report.
func (f *finder) rare(ua, ub []statements.Unit) bool {
	words, group := 0, 0
	for i := range ua {
		u := &ua[i]
		if u.Group == 0 || u.Group != group {
			words, group = 0, u.Group
		}
		if group == 0 || float64(len(f.v.Keys[u.Key].In)) > seldom*float64(f.v.Reports) {
			continue
		}
		if slices.ContainsFunc(ub, func(o statements.Unit) bool { return o.Key == u.Key }) {
			if words++; words == 2 {
				return true
			}
		}
	}
	return false
}

// affair reports whether a stretch of one sentence has the name of an affair, and
// the other sentence says in words what such a name says in one: the thing, and
// that somebody is held to have done wrong ("pensiongate"; "the inquiry into the
// pensions"). The name refers to one affair as a person's name does to one person.
func (f *finder) affair(s *statements.Sentence, r run, other *statements.Sentence, ro run) bool {
	for i := r.from; i < r.to; i++ {
		k := s.Units[i].Key
		if !f.v.Keys[k].Affair {
			continue
		}
		told := slices.ContainsFunc(other.Units[ro.from:ro.to], func(o statements.Unit) bool { return o.Key != k && f.v.Alike(k, o.Key) == 1 })
		if told && slices.ContainsFunc(other.Units, func(o statements.Unit) bool { return lang.English().Wrongs.Has(f.v.Keys[o.Key].Lemma) }) {
			return true
		}
	}
	return false
}

// cover is the share of a sentence's weight that its stretch shares with the
// other sentence.
func (x *aligner) cover(s *statements.Sentence, r run, other *statements.Sentence) float64 {
	shared, all := 0.0, 0.0
	for i := range s.Units {
		w := x.v.Keys[s.Units[i].Key].Weight
		all += w
		if r.from <= i && i < r.to {
			shared += w * x.share(&s.Units[i], other.Units)
		}
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// belts counts the two units in a row that two stretches have both.
func belts(ua, ub []statements.Unit) int {
	n := 0
	for i := 1; i < len(ua); i++ {
		for j := 1; j < len(ub); j++ {
			if ua[i].Key == ub[j].Key && ua[i-1].Key == ub[j-1].Key {
				n++
			}
		}
	}
	return n
}

// quotesBoth reports whether two sentences have two words in a row between
// quotation marks: then they tell of one utterance, whose words themselves are
// nobody's own voice and are not counted as shared.
func quotesBoth(ua, ub []statements.Unit) bool {
	for i := 1; i < len(ua); i++ {
		for j := 1; ua[i].Quoted && ua[i-1].Quoted && j < len(ub); j++ {
			if ub[j].Quoted && ub[j-1].Quoted && ua[i].Key == ub[j].Key && ua[i-1].Key == ub[j-1].Key {
				return true
			}
		}
	}
	return false
}

// before is how many tokens before a stretch a word can deny it.
const before = 3

// denies reports whether a word that turns a statement round stands in a stretch
// or right before it.
func (f *finder) denies(s *statements.Sentence, r run) bool {
	own := f.as[s.Report].Segments.Sentences[s.Index]
	from, to := max(own.First, s.Units[r.from].First-before), s.Units[r.to-1].End
	return f.rejected(s, s.Units[r.from].First) || slices.ContainsFunc(f.negations(s), func(at int) bool { return from <= at && at < to })
}

// negations are the tokens of a sentence that turn a statement round. They are
// looked for once.
func (f *finder) negations(s *statements.Sentence) []int {
	at := [2]int{s.Report, s.Index}
	found, ok := f.denied[at]
	if ok {
		return found
	}
	a := f.as[s.Report]
	own := a.Segments.Sentences[s.Index]
	for i := own.First; i < own.End; i++ {
		if negates(strings.ToLower(a.Segments.Tokens[i].In(a.Article.Text))) {
			found = append(found, i)
		}
	}
	f.denied[at] = found
	return found
}
