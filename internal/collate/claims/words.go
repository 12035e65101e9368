package claims

import (
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// stretch is a run of tokens of one report, [from, to).
type stretch struct{ from, to int }

// clause is the stretch of tokens that a run of units is read in: out to the
// ends of the clauses that its first and last word stand in, so that what is
// shown can be read, but short of a unit that is the report's own.
func clause(a *analysis.Analysis, s *statements.Sentence, r run, own func(*statements.Unit) bool) stretch {
	c := sentence(a, s)
	r = named(s, r)
	c.within(s, r, own)
	from, to := c.begin(s.Units[r.from].First), c.end(s.Units[r.to-1].End)
	if to == c.End {
		to = c.begun(from, to, s.Units[r.to-1].End)
	}
	c.Sentence = sentence(a, s).Sentence
	from, to = c.stand(from, to)
	to = c.hang(from, to)
	from = c.governed(from)
	from, to = c.whole(from, to)
	for from < s.Units[r.from].First && !c.opens(from) {
		from++
	}
	for to > s.Units[r.to-1].End && (trails(a.Tags[to-1].Tag) || stops(a.Tags[to-1].Tag)) {
		to--
	}
	return stretch{from, c.owned(to)}
}

// owned goes on to the end of what belongs to somebody whose name a stretch ends
// with: "pass the mayor's" to "pass the mayor's budget".
func (c *clauses) owned(to int) int {
	if c.a.Tags[to-1].Tag != tag.POS {
		return to
	}
	for to < c.End && attributes(c.a.Tags[to].Tag) {
		to++
	}
	return to
}

// attributes reports whether a word may be of what somebody owns.
func attributes(t tag.Tag) bool {
	return t.Noun() || t == tag.CD || t == tag.VBN || t == tag.VBG || tag.JJ <= t && t <= tag.JJS
}

// stand widens a stretch without a verb of its own, or that begins with one,
// clause by clause until it says something: "in an interview on Tuesday" out to
// who told what in it. What begins its sentence goes on; all else goes back first,
// to its subject.
func (c *clauses) stand(from, to int) (int, int) {
	for first := from; !c.says(from, to) || c.hangs(from) || from < first && c.aside(from); {
		switch {
		case from > c.First && (to >= c.End || !c.starts(from)):
			from = c.begin(from - 1)
		case to < c.End:
			to = c.end(to + 1)
		default:
			return from, to
		}
	}
	return from, to
}

// begun leaves out what a stretch that stops short of a report's own words has of a
// clause that those belong to: "the union called a strike, and the ferry" of
// ", and the ferry to Hochberg will not sail". least is where it may end.
func (c *clauses) begun(from, to, least int) int {
	for i := to - 1; i >= least; i-- {
		switch t := c.a.Tags[i].Tag; {
		case t.Finite():
			return to
		case t == tag.CC && c.a.Tags[i-1].Tag != tag.JJ && c.says(from, i):
			return i
		}
	}
	return to
}

// governed goes back over what turns round all that a stretch tells: "the harbour
// office does not expect that" before "the strike will end". Without it the stretch
// would tell the opposite.
func (c *clauses) governed(from int) int {
	that := from - 1
	if c.reads(from, "that") {
		that = from
	}
	if that <= c.First || !c.reads(that, "that") || !c.complement(that) {
		return from
	}
	begins := c.begin(that)
	for i := begins; i < that; i++ {
		if c.turns(i) {
			return begins
		}
	}
	return from
}

// complement reports whether "that" at token i begins what a verb, an adjective or
// such a noun as "claims" is about, and no clause about a thing: "the valve that failed".
func (c *clauses) complement(i int) bool {
	t := c.a.Tags[i-1].Tag
	if t.Noun() {
		w := strings.ToLower(c.a.Segments.Tokens[i-1].In(c.a.Article.Text))
		return lang.English().CueNouns.Has(w)
	}
	return t.Verb() || t == tag.JJ || t == tag.RB
}

// reads reports whether token i is a word, in small letters.
func (c *clauses) reads(i int, w string) bool {
	return i < c.End && strings.EqualFold(c.a.Segments.Tokens[i].In(c.a.Article.Text), w)
}

// turns reports whether token i says that something is not so.
func (c *clauses) turns(i int) bool {
	l := lang.English()
	w := strings.ToLower(c.a.Segments.Tokens[i].In(c.a.Article.Text))
	return negates(w) || l.Denials.Has(string(tag.English().AppendLemma(nil, w, c.a.Tags[i])))
}

// negates reports whether a word in small letters turns a statement round.
func negates(w string) bool {
	return lang.English().Negations.Has(w) || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
}

// hang gives where a stretch ends that stopped between a subject and its verb:
// "the director, who joined in May" goes on to ", resigned".
func (c *clauses) hang(from, to int) int {
	mark := c.end(to)
	verb := mark + 1
	for verb < c.End && c.a.Tags[verb].Tag == tag.RB {
		verb++
	}
	if verb >= c.End || !parts(c.a.Tags[mark].Tag) || !c.a.Tags[verb].Tag.Finite() || verb+1 < c.End && c.a.Tags[verb+1].Tag.Noun() {
		return to
	}
	aside := to - 1
	for aside > from && !parts(c.a.Tags[aside].Tag) {
		aside--
	}
	if !c.subject(max(from, c.begin(aside)), aside) {
		return to
	}
	return c.end(verb + 1)
}

// subject reports whether tokens [from, to) end with a noun that no verb has but
// one of speech: "the mayor said Farrow".
func (c *clauses) subject(from, to int) bool {
	noun := false
	for i := to - 1; i >= from; i-- {
		t := c.a.Tags[i].Tag
		if t.Verb() && noun && c.speech(i) {
			return true
		}
		if t.Finite() {
			return false
		}
		noun = noun || t.Noun() || t == tag.PRP
	}
	return noun
}

// speech reports whether token i is a verb whose subject speaks.
func (c *clauses) speech(i int) bool {
	cue, ok := lang.English().Cues[strings.ToLower(c.a.Segments.Tokens[i].In(c.a.Article.Text))]
	return ok && cue.Strength == lang.Strong
}

// says reports whether a stretch has a verb with something before it.
func (c *clauses) says(from, to int) bool {
	for from < to && !c.opens(from) {
		from++
	}
	tags := c.a.Tags[from:to]
	return len(tags) > 1 && (!tags[0].Tag.Verb() || tags[0].Tag == tag.VBG) &&
		slices.ContainsFunc(tags[1:], func(w tag.Word) bool { return w.Tag.Finite() })
}

// aside reports whether what begins with token i stands between a subject and
// its verb: "as she often does".
func (c *clauses) aside(i int) bool {
	if i > c.First && relative(c.a.Tags[i-1].Tag) {
		return true
	}
	for i < c.End-1 && !c.opens(i) {
		i++
	}
	switch c.a.Tags[i].Tag {
	case tag.IN, tag.TO, tag.RB, tag.VBG, tag.VBN:
		return !c.starts(i)
	}
	return false
}

// relative reports whether a clause about a noun begins with a word.
func relative(t tag.Tag) bool { return t == tag.WDT || t == tag.WP || t == tag.WPS }

// hangs reports whether what begins with token i hangs on what stands before it:
// "which lasted for years", "to close the quay".
func (c *clauses) hangs(i int) bool {
	for i < c.End-1 && !c.opens(i) {
		i++
	}
	return !c.starts(i) && (relative(c.a.Tags[i].Tag) || c.a.Tags[i].Tag == tag.TO)
}

// starts reports whether token i is the first word of its sentence.
func (c *clauses) starts(i int) bool {
	for i > c.First && !c.opens(i-1) {
		i--
	}
	return i == c.First
}

// named is a run that cuts no name in two.
func named(s *statements.Sentence, r run) run {
	for r.from > 0 && s.Units[r.from].Group > 0 && s.Units[r.from-1].Group == s.Units[r.from].Group {
		r.from--
	}
	for r.to < len(s.Units) && s.Units[r.to-1].Group > 0 && s.Units[r.to].Group == s.Units[r.to-1].Group {
		r.to++
	}
	return r
}

// within narrows the sentence down to what lies between the report's own units
// on either side of a run.
func (c *clauses) within(s *statements.Sentence, r run, own func(*statements.Unit) bool) {
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
}

// text is where a stretch stands.
func (s stretch) text(a *analysis.Analysis) text.Span {
	toks := a.Segments.Tokens
	return text.Span{Start: toks[s.from].Start, End: toks[s.to-1].End}
}

// words is the stretch of text of a run of units. It stops short of what the report
// alone says, but not of the time right behind the run: "was leaving in May".
func (f *finder) words(s *statements.Sentence, r run) text.Span {
	a := f.as[s.Report]
	return clause(a, s, r, func(u *statements.Unit) bool {
		behind := r.to < len(s.Units) && u.First == s.Units[r.to].First && u.Kind == statements.Time
		return (u.Kind != statements.Word || u.Group > 0) && !behind && f.novel(s.Account, u.Key)
	}).text(a)
}

// clauses knows where the clauses of one sentence part.
type clauses struct {
	a *analysis.Analysis
	segment.Sentence
}

// sentence is a sentence without its dateline.
func sentence(a *analysis.Analysis, s *statements.Sentence) clauses {
	c := clauses{a, a.Segments.Sentences[s.Index]}
	c.First = s.First
	return c
}

// reach is up to how many tokens away the other of two brackets or quotation
// marks is passed over: "(R-La.)", a part-quote.
const reach = 7

// begin goes back from token i to where its clause begins.
func (c *clauses) begin(i int) int {
	for i > c.First {
		t := c.a.Tags[i-1].Tag
		if o := c.back(i - 1); o > c.First {
			i = o
			continue
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
		if o := c.forth(i); o < c.End {
			i = o
			continue
		}
		if parts(t) || c.joins(i) {
			return i
		}
		i++
	}
	return i
}

// back is the index of the bracket or quotation mark that the one at i closes;
// -1 when token i is no such mark, or the other is far.
func (c *clauses) back(i int) int {
	want, ok := opening[c.a.Tags[i].Tag]
	for o := i - 1; ok && o >= max(c.First, i-reach); o-- {
		if c.a.Tags[o].Tag == want {
			return o
		}
	}
	return -1
}

// forth is one past the index of the mark that closes the one at i; the end of
// the sentence when token i opens nothing, or the other is far.
func (c *clauses) forth(i int) int {
	t := c.a.Tags[i].Tag
	for o := i + 1; (t == tag.LRB || t == tag.Open) && o < min(c.End, i+reach); o++ {
		if opening[c.a.Tags[o].Tag] == t {
			return o + 1
		}
	}
	return c.End
}

// opening is the mark that opens what a mark closes.
var opening = map[tag.Tag]tag.Tag{tag.RRB: tag.LRB, tag.Close: tag.Open}

// parts reports whether a mark parts clauses.
func parts(t tag.Tag) bool {
	switch t {
	case tag.Comma, tag.Colon, tag.LRB, tag.RRB, tag.Stop, tag.Open, tag.Close, tag.NFP:
		return true
	}
	return false
}

// stops reports whether a mark is left out at the end of a stretch: the sign of a
// currency too, whose amount is another.
func stops(t tag.Tag) bool {
	return t == tag.Stop || t == tag.Comma || t == tag.Colon || t == tag.Dollar
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
	return (!parts(t) || t == tag.Open) && t != tag.CC && t != tag.POS && c.a.Segments.Tokens[i].Kind != segment.Clitic
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
