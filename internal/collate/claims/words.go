package claims

import (
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// stretch is a run of tokens of one report, [from, to).
type stretch struct{ from, to int }

// clause is the stretch of tokens that a run of units is read in: out to the
// ends of the clauses that its first and last word stand in, so that what is
// shown can be read, without the words beside it that state something else.
func clause(a *analysis.Analysis, s *statements.Sentence, r run, own func(*statements.Unit) bool) stretch {
	c := clauses{a, a.Segments.Sentences[s.Index]}
	for i := r.from - 1; i >= 0; i-- {
		if own(&s.Units[i]) {
			c.First = s.Units[i].End
			break
		}
	}
	for i := r.to; i < len(s.Units); i++ {
		if own(&s.Units[i]) {
			c.End = s.Units[i].First
			break
		}
	}
	from, to := c.begin(s.Units[r.from].First), c.end(s.Units[r.to-1].End)
	from, to = c.whole(from, to)
	for from < s.Units[r.from].First && !c.opens(from) {
		from++
	}
	for to > s.Units[r.to-1].End && trails(a.Tags[to-1].Tag) {
		to--
	}
	return stretch{from, to}
}

// text is where a stretch stands.
func (s stretch) text(a *analysis.Analysis) text.Span {
	toks := a.Segments.Tokens
	return text.Span{Start: toks[s.from].Start, End: toks[s.to-1].End}
}

// words is the stretch of text of a run of units.
func (f *finder) words(s *statements.Sentence, r run) text.Span {
	a := f.as[s.Report]
	return clause(a, s, r, func(u *statements.Unit) bool {
		return (u.Kind != statements.Word || u.Group > 0) && f.novel(s.Account, u.Key)
	}).text(a)
}

// clauses knows where the clauses of one sentence part.
type clauses struct {
	a *analysis.Analysis
	segment.Sentence
}

// aside is up to how many tokens between brackets are passed over: "(R-La.)".
const aside = 6

// begin goes back from token i to where its clause begins.
func (c *clauses) begin(i int) int {
	for i > c.First {
		t := c.a.Tags[i-1].Tag
		if t == tag.RRB {
			if o := c.back(i - 1); o > c.First {
				i = o
				continue
			}
			return i
		}
		if parts(t) || c.joins(i-1) {
			return i
		}
		i--
	}
	return i
}

// end goes on from token i, which follows a word of the clause, to its end.
func (c *clauses) end(i int) int {
	for i < c.End {
		t := c.a.Tags[i].Tag
		if t == tag.LRB {
			if o := c.forth(i); o < c.End && !parts(c.a.Tags[o].Tag) {
				i = o
				continue
			}
			return i
		}
		if parts(t) || c.joins(i) {
			return i
		}
		i++
	}
	return i
}

// back is the index of the bracket that the one at i closes, -1 when it is far.
func (c *clauses) back(i int) int {
	for o := i - 1; o >= max(c.First, i-aside); o-- {
		if c.a.Tags[o].Tag == tag.LRB {
			return o
		}
	}
	return -1
}

// forth is one past the index of the bracket that closes the one at i, the
// sentence's end when it is far.
func (c *clauses) forth(i int) int {
	for o := i + 1; o < min(c.End, i+aside); o++ {
		if c.a.Tags[o].Tag == tag.RRB {
			return o + 1
		}
	}
	return c.End
}

// parts reports whether a mark parts clauses.
func parts(t tag.Tag) bool {
	switch t {
	case tag.Comma, tag.Colon, tag.LRB, tag.RRB, tag.Stop, tag.Open, tag.Close, tag.NFP:
		return true
	}
	return false
}

// joins reports whether token i joins a clause to the one before it: a relative
// word, "that", or a conjunction before a verb or a subject.
func (c *clauses) joins(i int) bool {
	switch c.a.Tags[i].Tag {
	case tag.WDT, tag.WP, tag.WPS, tag.WRB:
		return true
	case tag.CC:
		if i+1 >= c.End {
			return true
		}
		n := c.a.Tags[i+1].Tag
		return n.Verb() || n == tag.PRP || n == tag.TO || n == tag.EX
	case tag.IN:
		switch strings.ToLower(c.a.Segments.Tokens[i].In(c.a.Article.Text)) {
		case "that", "while", "because", "although", "though", "if", "unless", "whether", "since":
			return true
		case "after", "before", "as", "until":
			return c.clausal(i + 1)
		}
	}
	return false
}

// clausal reports whether a clause with a subject and a verb begins at token i.
func (c *clauses) clausal(i int) bool {
	noun := false
	for ; i < c.End && !parts(c.a.Tags[i].Tag); i++ {
		t := c.a.Tags[i].Tag
		if noun && t.Finite() {
			return true
		}
		if t == tag.IN || t == tag.TO || t == tag.VBG {
			return false
		}
		noun = noun || t.Noun() || t == tag.PRP || t == tag.EX
	}
	return false
}

// opens reports whether a stretch can begin with token i.
func (c *clauses) opens(i int) bool {
	t := c.a.Tags[i].Tag
	return !parts(t) && t != tag.CC && t != tag.POS && c.a.Segments.Tokens[i].Kind != segment.Clitic
}

// whole takes a part-quote that a stretch cuts in two in, and leaves out what it
// has of a longer quotation.
func (c *clauses) whole(from, to int) (int, int) {
	toks := c.a.Segments.Tokens
	for _, m := range c.a.Marks {
		s := text.Span{Start: toks[from].Start, End: toks[to-1].End}
		if m.Outer >= 0 || !m.Span.Overlaps(s) || s.Contains(m.Span) {
			continue
		}
		first, end := c.a.Segments.TokenAt(m.Span.Start), c.a.Segments.TokenAt(m.Span.End-1)+1
		if first >= c.First && end <= c.End {
			from, to = min(from, first), max(to, end)
		}
	}
	return from, to
}
