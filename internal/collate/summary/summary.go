// Package summary takes a few whole sentences of the reports that together tell
// what is most central and what accounts agree on.
//
// The method is a central lead, then coverage: first, of every report's opening
// sentences, the one whose words most of the other reports use too; then, one
// by one, the sentence with the most of the agreed claims' words that none
// before it has (after Filatova and Hatzivassiloglou, A formal model for
// information selection in multi-sentence text extraction, COLING 2004).
//
// Nothing is rewritten. A sentence that would not be understood alone, one that
// begins with a pronoun or a connective, is left out; so is one that is
// somebody's words for the most part.
//
// The one surprise: sentences are shown in the order in which reports tell such
// things, not in the order in which they were chosen.
package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/finding"
	"parallax/internal/tag"
	"parallax/internal/text"
)

const (
	most       = 6   // sentences
	fewest     = 3   // below which what is only central counts too
	opening    = 3   // sentences of a report among which the lead is looked for
	known      = 0.4 // share of a sentence that the summary may have already
	worthwhile = 4   // weight of new keys for which a sentence is added
	news       = 8   // weight that a sentence has for the latest value of an update
	behind     = 0.3 // what an opening sentence is worth that tells what had been before
	unsure     = 0.7 // what a sentence is worth for each of its numbers that no other account has
)

// Find gives the sentences of a story's summary: three to six, fewer when the
// reports have no more that qualify. The view, the claims and the conflicts are of
// the same reports, in the same order.
func Find(as []*analysis.Analysis, v *statements.View, claims finding.Claims, conflicts []finding.Conflict) []finding.Sentence {
	s := &summariser{rivals: readRivals(as, v, conflicts), as: as, v: v, agreed: agreedKeys(v, claims), has: map[int]bool{}, accounts: make([]int, len(v.Keys))}
	for k := range v.Keys {
		s.accounts[k] = countAccounts(v, k)
	}
	for i := range v.Sentences {
		if o := &v.Sentences[i]; !s.rivals.stale[i] && stands(as[o.Report], o) {
			s.able = append(s.able, i)
		}
	}
	for at := s.lead(); at >= 0 && len(s.chosen) < most; at = s.next() {
		s.add(at)
	}
	return s.write(claims)
}

type summariser struct {
	as       []*analysis.Analysis
	v        *statements.View
	able     []int           // sentences that can be taken
	agreed   map[int]float64 // keys that two reports share in a claim, with how much that matters
	accounts []int           // by key: accounts that have it
	has      map[int]bool    // keys that the summary has
	chosen   []int
	rivals   rivals
}

// agreedKeys are the keys that two pieces of evidence of one claim share.
func agreedKeys(v *statements.View, claims finding.Claims) map[int]float64 {
	byReport := make([][]int, v.Reports)
	for i := range v.Sentences {
		r := v.Sentences[i].Report
		byReport[r] = append(byReport[r], i)
	}
	out := map[int]float64{}
	for _, c := range claims.Agreed {
		counts := map[int]int{}
		for _, e := range c.Evidence {
			for _, i := range byReport[e.Report] {
				for _, k := range keysWithin(&v.Sentences[i], e.Span) {
					counts[k]++
				}
			}
		}
		for k, n := range counts {
			if n > 1 {
				out[k] = max(out[k], weight(c))
			}
		}
	}
	return out
}

// inPart is what a claim told in part counts for beside one told in full.
const inPart = 0.5

// weight is how much a claim matters to the summary.
func weight(c finding.Claim) float64 {
	if c.Extent == finding.Part {
		return inPart * c.Score
	}
	return c.Score
}

// keysWithin are a sentence's keys that lie in a span, each once.
func keysWithin(o *statements.Sentence, s text.Span) (out []int) {
	if !o.Span.Overlaps(s) {
		return nil
	}
	for i := range o.Units {
		if u := &o.Units[i]; s.Contains(u.Span) && !slices.Contains(out, u.Key) {
			out = append(out, u.Key)
		}
	}
	return out
}

// countAccounts counts the accounts that have key k.
func countAccounts(v *statements.View, k int) int {
	seen := map[int]bool{}
	for _, i := range v.Keys[k].In {
		seen[v.Sentences[i].Account] = true
	}
	return len(seen)
}

// lead is the opening sentence whose keys the most accounts have, -1 when there
// is none.
func (s *summariser) lead() int {
	best, at := 0.0, -1
	for _, i := range s.able {
		o := &s.v.Sentences[i]
		if o.Order >= opening {
			continue
		}
		sum := 0.0
		for _, k := range keysWithin(o, o.Span) {
			sum += math.Log(1+float64(len(s.v.Keys[k].In))) * float64(s.accounts[k]-1)
		}
		if s.background(o) {
			sum *= behind
		}
		if sum *= math.Pow(unsure, float64(s.alone(i))) / math.Pow(float64(o.Words), 0.6); at < 0 || sum > best {
			best, at = sum, i
		}
	}
	return at
}

// background reports whether a sentence tells what had been before the news: its
// first verb is in the past perfect ("Trewin had denied it").
func (s *summariser) background(o *statements.Sentence) bool {
	a := s.as[o.Report]
	for i := o.First; i < len(a.Tags) && a.Segments.Tokens[i].Start < o.Span.End; i++ {
		switch w := a.Tags[i].Tag; {
		case w == tag.MD || w == tag.VBD || w == tag.VBZ || w == tag.VBP:
			had := strings.EqualFold(a.Segments.Tokens[i].In(a.Article.Text), "had")
			for i++; had && i < len(a.Tags) && a.Tags[i].Tag == tag.RB; i++ {
			}
			return had && i < len(a.Tags) && (a.Tags[i].Tag == tag.VBN || a.Tags[i].Tag == tag.VBD)
		}
	}
	return false
}

// next is the sentence with the most agreed keys that the summary lacks, -1
// when none is worth it.
func (s *summariser) next() int {
	best, at := 0.0, -1
	for _, i := range s.able {
		if s.rivals.against(i, s.chosen) {
			continue
		}
		o := &s.v.Sentences[i]
		gain, old, all := 0.0, 0.0, 0.0
		for _, k := range keysWithin(o, o.Span) {
			w := s.v.Keys[k].Weight
			all += w
			switch m := s.agreed[k]; {
			case s.has[k]:
				old += w
			case m > 0:
				gain += w * math.Sqrt(m)
			case len(s.chosen) < fewest:
				gain += 0.3 * w * float64(s.accounts[k]-1)
			}
		}
		if s.rivals.fresh[i] {
			gain += news
		}
		if old > known*all || gain < worthwhile {
			continue
		}
		if gain *= math.Pow(unsure, float64(s.alone(i))) * (1.3 - 0.6*o.Position) / math.Pow(float64(o.Words), 0.4); gain > best {
			best, at = gain, i
		}
	}
	return at
}

// alone counts the numbers of a sentence that only one account has: of two
// sentences that tell one thing with different values, the one that others
// confirm is the better. The latest value of an update nobody can confirm yet.
func (s *summariser) alone(at int) (n int) {
	if s.rivals.fresh[at] {
		return 0
	}
	o := &s.v.Sentences[at]
	for i := range o.Units {
		if u := &o.Units[i]; u.Kind == statements.Number && s.accounts[u.Key] == 1 {
			n++
		}
	}
	return n
}

// add takes a sentence over.
func (s *summariser) add(i int) {
	s.chosen = append(s.chosen, i)
	for _, u := range s.v.Sentences[i].Units {
		s.has[u.Key] = true
		for _, l := range s.v.Keys[u.Key].Like {
			s.has[l.Key] = true
		}
	}
}

// write puts the lead first, then the others by where their reports tell them,
// each with where else the same is told.
func (s *summariser) write(claims finding.Claims) []finding.Sentence {
	if len(s.chosen) > 1 {
		slices.SortStableFunc(s.chosen[1:], func(a, b int) int {
			return cmp.Or(cmp.Compare(s.v.Sentences[a].Position, s.v.Sentences[b].Position), a-b)
		})
	}
	var out []finding.Sentence
	for _, i := range s.chosen {
		o := &s.v.Sentences[i]
		own := text.Span{Start: s.as[o.Report].Segments.Tokens[o.First].Start, End: o.Span.End} // behind its dateline
		out = append(out, finding.Sentence{Text: finding.Evidence{Report: o.Report, Span: own}, Also: also(o.Report, o.Span, claims)})
	}
	return out
}

// also gives the passages of other reports that agreed claims put beside a
// sentence, one a report, the best claim's first choice.
func also(report int, s text.Span, claims finding.Claims) (out []finding.Evidence) {
	for _, c := range claims.Agreed {
		if !slices.ContainsFunc(c.Evidence, func(e finding.Evidence) bool { return e.Report == report && s.Contains(e.Span) }) {
			continue
		}
		for _, e := range c.Evidence {
			if e.Report != report && !slices.ContainsFunc(out, func(o finding.Evidence) bool { return o.Report == e.Report }) {
				out = append(out, e)
			}
		}
	}
	slices.SortFunc(out, func(a, b finding.Evidence) int { return a.Report - b.Report })
	return out
}
