package claims

import (
	"math"
	"strings"

	"parallax/internal/collate/statements"
	"parallax/internal/lang"
)

// What moves belief away from a pair's score, as powers of e.
const (
	coverGain  = 1.8  // of the share of a sentence that the other tells
	aroundGain = 0.18 // of a name that both sentences have around their stretches, up to two of them
	deniedLoss = 0.8  // where one stretch is denied and the other is not
	quotedLoss = 0.6  // of the share of either sentence that stands between quotation marks
	usual      = 1    // what the gains come to in a pair like most
)

// believe is how far two aligned stretches are believed to tell one thing: their
// score, raised when a sentence tells hardly more than what both share and when
// both name the same people around it, lowered when one denies what the other
// says and when much of them is somebody's words.
func (f *finder) believe(x *aligner, p *pair) float64 {
	sa, sb := &f.v.Sentences[p.a], &f.v.Sentences[p.b]
	gain := coverGain*max(x.cover(sa, p.ra, sb), x.cover(sb, p.rb, sa)) + aroundGain*min(2, x.around(sa, p.ra, sb))
	loss := quotedLoss * (sa.QuotedShare() + sb.QuotedShare())
	if f.denies(sa, p.ra) != f.denies(sb, p.rb) {
		loss += deniedLoss
	}
	return p.score * math.Exp(gain-loss-usual)
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

// around counts the words of names outside a stretch that the other sentence
// has too.
func (x *aligner) around(s *statements.Sentence, r run, other *statements.Sentence) float64 {
	n := 0.0
	for i := range s.Units {
		if u := &s.Units[i]; (i < r.from || i >= r.to) && u.Group > 0 && x.share(u, other.Units) > 0 {
			n++
		}
	}
	return n
}

// before is how many tokens before a stretch a word can deny it.
const before = 3

// denies reports whether a word that turns a statement round stands in a stretch
// or right before it.
func (f *finder) denies(s *statements.Sentence, r run) bool {
	a := f.as[s.Report]
	l := lang.English()
	for i := max(a.Segments.Sentences[s.Index].First, s.Units[r.from].First-before); i < s.Units[r.to-1].End; i++ {
		w := strings.ToLower(a.Segments.Tokens[i].In(a.Article.Text))
		if l.Negations.Has(w) || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}
