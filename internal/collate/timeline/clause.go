package timeline

import (
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/lang"
	"parallax/internal/tag"
	"parallax/internal/text"
	"parallax/internal/when"
)

// clauses finds what a time is the time of.
type clauses struct {
	a *analysis.Analysis
	l *lang.Language
}

// dates reports whether an expression can date a happening: a stretch of the
// calendar, and no mere name of a thing ("the 1978 law").
func (c *clauses) dates(t *when.Time) bool {
	if t.Type != when.Date && t.Type != when.Clocked || t.Grain == when.NoGrain || t.Grain >= when.Decade || c.dateline(t.Span) {
		return false
	}
	if t.Side == when.Before && t.Grain >= when.Season {
		return false // "before the winter" says when it was not
	}
	if c.colophon(t.Span) || c.extent(t) {
		return false
	}
	if t.Grain != when.Year {
		return true
	}
	tags, last := c.a.Tags, c.a.Segments.TokenAt(t.Span.End)
	first := c.a.Segments.TokenAt(t.Span.Start)
	bare := first == last-1 && first > 0 && !tags[first-1].Tag.Verb() && tags[first-1].Tag != tag.IN
	return !bare || last >= len(tags) || !tags[last].Tag.Noun()
}

// dateline reports whether a date stands in the dateline that opens its
// paragraph: "HALLOWMERE, April 14 (ANA) —".
func (c *clauses) dateline(t text.Span) bool {
	s := c.a.Segments
	n := s.SentenceAt(t.Start)
	return n < len(s.Sentences) && t.Start < s.Tokens[s.Behind(c.a.Article.Text, n)].Start
}

// colophon reports whether a report speaks of itself in the sentence of a time:
// "This report was updated at 9.10 am".
func (c *clauses) colophon(t text.Span) bool {
	s := c.a.Segments
	n := s.SentenceAt(t.Start)
	return n < len(s.Sentences) && statements.Colophon(c.a, &s.Sentences[n], c.l)
}

// extent reports whether a year is one end of what things are from ("books from
// 1790 to 1902", "records of the years 1790 to 1902"): nothing happened in it.
func (c *clauses) extent(t *when.Time) bool {
	if t.Grain != when.Year {
		return false
	}
	i, end := c.a.Segments.TokenAt(t.Span.Start), c.a.Segments.TokenAt(t.Span.End-1)+1
	if c.is(i-1, "to", "until", "and", "-", "–") && c.figures(i-2) {
		i -= 2
	} else if !c.is(end, "to", "until", "and", "-", "–") || !c.figures(end+1) {
		return false
	}
	if c.is(i-1, "years") {
		return true
	}
	return c.is(i-1, "from", "between") && i > 1 && c.a.Tags[i-2].Tag == tag.NNS
}

// is reports whether token i is one of some words.
func (c *clauses) is(i int, words ...string) bool {
	return i >= 0 && i < len(c.a.Tags) && slices.Contains(words, strings.ToLower(c.a.Segments.Tokens[i].In(c.a.Article.Text)))
}

// figures reports whether token i is a number.
func (c *clauses) figures(i int) bool {
	return i >= 0 && i < len(c.a.Tags) && c.a.Tags[i].Tag == tag.CD
}

// promised reports whether what is told of a time is still to come by a word of
// its clause before it: "will", "is expected to", "are to".
func (c *clauses) promised(t, clause text.Span) bool {
	s := c.a.Segments
	for i := s.TokenAt(t.Start) - 1; i >= s.TokenAt(clause.Start); i-- {
		w := strings.ToLower(s.Tokens[i].In(c.a.Article.Text))
		if need, ok := c.l.Future[w]; ok && (need == "" || need == "to" && c.is(i+1, "to")) {
			return true
		}
		if (w == "is" || w == "are") && c.is(i+1, "to") && c.a.Tags[i+2].Tag == tag.VB {
			return true
		}
		if c.a.Tags[i].Tag == tag.VBD {
			return false
		}
	}
	return false
}

// widest is how many tokens a passage may have before it is cut at its commas.
const widest = 24

// around is the clause that an expression stands in, its marks at the edges
// left out, and the lemmas of its content words; false when it has no verb.
func (c *clauses) around(t text.Span) (text.Span, []uint32, bool) {
	s, tags := c.a.Segments, c.a.Tags
	n := s.SentenceAt(t.Start)
	if n >= len(s.Sentences) || !s.Sentences[n].Span.Overlaps(t) {
		return text.Span{}, nil, false
	}
	lo, hi := s.Sentences[n].First, s.Sentences[n].End
	first, end := s.TokenAt(t.Start), min(s.TokenAt(t.End-1)+1, hi)
	lo = max(lo, min(s.Behind(c.a.Article.Text, n), first))
	if hi-lo > widest {
		lo, hi = c.narrow(lo, hi, first, end)
	}
	for lo < first && !wordy(tags[lo].Tag) {
		lo++
	}
	for hi > end && !wordy(tags[hi-1].Tag) {
		hi--
	}
	verb := false
	var lemmas []uint32
	for i := lo; i < hi; i++ {
		verb = verb || tags[i].Tag.Verb()
		if (i < first || i >= end) && content(tags[i].Tag) && !(tags[i].Tag.Verb() && helping[tags[i].Lemma]) {
			lemmas = append(lemmas, tags[i].Lemma)
		}
	}
	slices.Sort(lemmas)
	span := text.Span{Start: s.Tokens[lo].Start, End: max(t.End, s.Tokens[hi-1].End)}
	return c.closed(span, s.Sentences[n].Span), slices.Compact(lemmas), verb
}

// closed is a clause with the closing mark of a quotation that it holds to its
// last word.
func (c *clauses) closed(clause, sentence text.Span) text.Span {
	for _, m := range c.a.Marks {
		inside := clause.Start < m.Span.Start && m.Span.Start < clause.End && clause.End < m.Span.End
		if inside && m.Content.End <= clause.End+lastMark && m.Span.End <= sentence.End {
			clause.End = m.Span.End
		}
	}
	return clause
}

// lastMark is how many bytes the mark at the end of a sentence may have.
const lastMark = len("…")

// narrow takes the parts between marks around an expression until they hold a
// verb and a few words: first its own part, then those before and after.
func (c *clauses) narrow(lo, hi, first, end int) (int, int) {
	tags := c.a.Tags
	a, b := first, end
	grow := func() {
		for a > lo && !breaks(tags[a-1].Tag) {
			a--
		}
		for b < hi && !breaks(tags[b].Tag) {
			b++
		}
	}
	for grow(); (a > lo || b < hi) && (b-a < 8 || !hasVerb(tags[a:b])); grow() {
		if a > lo {
			a--
		} else {
			b++
		}
		if b < hi && b-a < 8 {
			b++
		}
	}
	return a, b
}

func hasVerb(ws []tag.Word) bool {
	return slices.ContainsFunc(ws, func(w tag.Word) bool { return w.Tag.Verb() && w.Tag != tag.MD })
}

// breaks reports whether a mark parts clauses.
func breaks(t tag.Tag) bool {
	return t == tag.Comma || t == tag.Colon || t == tag.LRB || t == tag.RRB || t == tag.Stop
}

// wordy reports whether a token is no mark.
func wordy(t tag.Tag) bool {
	return !breaks(t) && t != tag.Open && t != tag.Close && t != tag.HYPH && t != tag.NFP
}

// helping are the verbs that tell nothing by themselves: "the fire was out" has
// one word in common with "seven were hurt in the fire".
var helping = map[uint32]bool{tag.LemmaID("be"): true, tag.LemmaID("have"): true, tag.LemmaID("do"): true}

// content reports whether a word's lemma tells something: nouns, names, verbs,
// adjectives and figures.
func content(t tag.Tag) bool {
	return t.Noun() || t >= tag.VB && t <= tag.VBZ || t == tag.JJ || t == tag.CD
}
