package quote

import (
	"sort"
	"strings"

	learned "parallax/internal/attribution"
	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// none is the rule of a quotation that no sieve answered.
const none = "none"

// Find gives the quotations of t with their speakers, and the quoted
// stretches that are none.
func Find(t string, s *segment.Segments, m []marks.Quoted, n *names.Result, l *lang.Language) *Result {
	return FindAll(t, s, m, n, l, nil)
}

// FindAll is Find, brought together with the attributions that were learned
// (package attribution), see merge: with them come indirect quotations and the
// words around the marks of mixed ones.
func FindAll(t string, s *segment.Segments, m []marks.Quoted, n *names.Result, l *lang.Language, as []learned.Attribution) *Result {
	out := &Result{}
	r := &reader{text: t, segments: s, marks: m, names: n, lang: l}
	turns := r.transcript()
	if len(m) == 0 && len(as) == 0 && len(turns) == 0 {
		return out
	}
	r.cutTails()
	r.read()
	found := r.local()
	r.acrossFrames(found)
	r.headlines(found)
	r.quotations(out, found, len(as))
	if len(as) > 0 {
		r.merge(out, found, as)
	}
	if len(turns) > 0 {
		out.Quotations = inTurns(out.Quotations, turns)
		if out.Attributions != nil {
			out.Attributions = inTurns(out.Attributions, turns)
		}
	}
	out.confide(confidence())
	r.leave()
	return out
}

// quotations turns candidates into results. learned is how many more there may be.
func (r *reader) quotations(out *Result, found []candidate, learned int) {
	out.Quotations = make([]Quotation, 0, len(found)+learned)
	for i := range found {
		c := &found[i]
		if n := len(out.Quotations); n > 0 && r.marks[c.mark].Bare && r.marks[c.mark].Continues && found[i-1].why == "" {
			last := &out.Quotations[n-1]
			last.Content = append(last.Content, r.marks[c.mark].Content)
			if last.Rule == none && c.rule != none { // “… ¶ …,” said Kroll
				last.Source, last.Cue, last.Mention, last.Speaker, last.Speakers, last.Rule = c.source, c.cue, c.mention, c.speaker, c.several, c.rule
			}
			continue // one pair of marks, one quotation
		}
		if why := r.aside(c); why != "" {
			out.Asides = append(out.Asides, Aside{Content: r.marks[c.mark].Content, Why: why})
			continue
		}
		out.Quotations = append(out.Quotations, r.quotation(c))
	}
}

// candidate is a quoted stretch on its way to being a quotation.
type candidate struct {
	mark    int // index into reader.marks
	frame   int
	element int
	why     string // set when its own frame already shows that it is no speech

	cue     text.Span
	source  text.Span
	mention int   // -1 when none
	speaker int   // -1 when none
	several []int // all speakers, where there are several
	rule    string
}

// local asks the sieves within each frame.
func (r *reader) local() []candidate {
	found := make([]candidate, 0, len(r.marks))
	for fi := range r.frames {
		f := &r.frames[fi]
		if f.quotes == 0 {
			continue
		}
		for q := range f.elements {
			e := &f.elements[q]
			if e.kind != quoted {
				continue
			}
			c := candidate{mark: e.quoted, frame: fi, element: q, mention: -1, speaker: -1, rule: none}
			if c.why = r.shape(f, q); c.why == "" {
				for _, ask := range withinFrame {
					if a, ok := ask(r, f, q); ok {
						r.decide(found, &c, fi, a)
						break
					}
				}
			}
			found = append(found, c)
		}
	}
	return found
}

// decide writes what a sieve found into the candidate.
func (r *reader) decide(before []candidate, c *candidate, fi int, a attribution) {
	f := &r.frames[fi]
	c.rule = a.rule
	if a.cue >= 0 {
		c.cue = f.elements[a.cue].span
	}
	if a.cue >= 0 && f.elements[a.cue].isCue && r.denied(f, a.cue) {
		// somebody says that these words were not said: they are nobody's
		c.rule, c.mention, c.speaker = "denied", -1, -1
		if a.source >= 0 {
			c.source = f.elements[a.source].span
		}
		return
	}
	if a.source >= 0 && f.elements[a.source].kind == word {
		c.source, c.mention, c.speaker = f.elements[a.source].span, -1, -1
		if f.elements[a.source].lower == "it" {
			c.speaker = r.resolveIt(fi)
		}
		return
	}
	if a.source >= 0 {
		c.source = f.elements[a.source].span
		c.mention = f.elements[a.source].mention
		c.speaker = r.names.Mentions[r.author(c.mention)].Entity
		if r.names.Mentions[c.mention].Form == names.Pronoun {
			c.speaker = r.resolve(before, fi, a.source)
		}
		if c.several = r.jointly(r.author(c.mention), c.speaker, c.cue); c.several != nil {
			c.speaker = c.several[0]
		}
	}
}

// denied reports whether a reporting word is negated, or governed by a denial:
// "never said", "did not say", "denied he had said", "denied that she was".
func (r *reader) denied(f *frame, c int) bool {
	for i := c - 1; i >= 0 && c-i <= 3 && f.elements[i].kind == word; i-- {
		w := f.elements[i].lower
		if w == "never" || w == "not" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
		if !r.lang.Auxiliaries.Has(w) {
			break
		}
	}
	if f.elements[c].cue.Lemma == "deny" {
		n := neighbour(f, c+1)
		return n.lower == "that" || n.kind == noun && r.names.Mentions[n.mention].Form == names.Pronoun
	}
	for i := c - 1; i >= 0 && c-i <= 5; i-- {
		e := f.elements[i]
		if e.isCue {
			return e.cue.Lemma == "deny"
		}
		if e.kind == punct || e.kind == quoted {
			break
		}
	}
	return false
}

// cueNoun reports whether a mention's last word is a noun that reports: "the
// minister's first answer".
func (r *reader) cueNoun(m int) bool {
	men := &r.names.Mentions[m]
	return men.Form == names.Nominal && men.End > men.First && r.lang.CueNouns.Has(r.lower(men.End-1))
}

// wrote reports whether w, before "by", is what an author does to a document or
// the document itself: "signed by the minister", "a letter by the minister",
// but not "seen by reporters".
func wrote(w string) bool {
	switch w {
	case "seen", "obtained", "reviewed", "cited", "quoted", "received", "read", "reported", "leaked":
		return false
	}
	return true
}

// author is the mention of whoever wrote a document, where the words that name
// the document, here or before, say so ("a statement from the union", "the
// minister's letter"); else the mention itself.
func (r *reader) author(m int) int {
	doc := &r.names.Mentions[m]
	if doc.Kind != names.Document && !r.cueNoun(m) {
		return m
	}
	if a := r.authorIn(m); a != m || doc.Entity < 0 {
		return a
	}
	if a, ok := r.authorAfter(m); ok {
		return a
	}
	for _, o := range r.names.Entities[doc.Entity].Mentions {
		if a := r.authorIn(o); o < m && a != o {
			return a
		}
		if a, ok := r.authorAfter(o); o < m && ok { // "A report by the harbour office said … The report found"
			return a
		}
		if o >= m {
			break
		}
	}
	return m
}

// authorAfter is the author named right after a document: "a report by the
// audit office".
func (r *reader) authorAfter(m int) (int, bool) {
	at := r.names.Mentions[m].End
	if at >= len(r.segments.Tokens) || r.lower(at) != "by" {
		return -1, false
	}
	i := sort.Search(len(r.names.Mentions), func(i int) bool { return r.names.Mentions[i].First > at })
	if i == len(r.names.Mentions) || r.names.Mentions[i].First != at+1 {
		return -1, false
	}
	switch r.names.Mentions[i].Kind {
	case names.Document, names.Place:
		return -1, false
	}
	return i, r.names.Mentions[i].Form != names.Pronoun
}

// authorIn is the author that the words of mention m name, or m.
func (r *reader) authorIn(m int) int {
	doc := &r.names.Mentions[m]
	from := r.names.From(doc.Span.Start)
	for i := from; i < len(r.names.Mentions) && r.names.Mentions[i].First < doc.End; i++ {
		in := &r.names.Mentions[i]
		if i == m || in.End > doc.End || in.Kind == names.Document || in.Kind == names.Place {
			continue
		}
		if in.First == doc.First && r.possessive(i) {
			return i
		}
		if in.First > doc.First {
			before := in.First - 1
			if before > doc.First && isDeterminer(r.lower(before)) {
				before--
			}
			switch r.lower(before) {
			case "from":
				return i
			case "by":
				if before-1 <= doc.First || wrote(r.lower(before-1)) {
					return i
				}
			}
		}
	}
	return m
}

// inherit gives a candidate another one's speaker without claiming words as
// its source.
func inherit(c *candidate, from *candidate, rule string) {
	c.rule, c.speaker, c.several, c.mention = rule, from.speaker, from.several, -1
}

// quotation turns a candidate into a result.
func (r *reader) quotation(c *candidate) Quotation {
	return Quotation{
		Kind:     r.kindOf(c),
		Content:  []text.Span{r.marks[c.mark].Content},
		Cue:      c.cue,
		Source:   c.source,
		Mention:  c.mention,
		Speaker:  c.speaker,
		Speakers: c.several,
		Rule:     c.rule,
	}
}

// kindOf tells a whole utterance from a part: one that stands alone, after a
// colon or a comma, or beside its cue, and begins with a capital letter, is
// direct.
func (r *reader) kindOf(c *candidate) Kind {
	content := r.marks[c.mark].Content.In(r.text)
	f := &r.frames[c.frame]
	q := c.element
	upper, _, _ := capitals(firstWord(content), len(content))
	final := strings.ContainsAny(lastRune(strings.TrimRight(content, "'’\"”")), ".?!,…")
	switch {
	case !r.marks[c.mark].Closed || r.marks[c.mark].Continues || c.rule == "signed" || c.rule == "name-colon":
		return Direct
	case pictured(f, q) && (final || len(f.elements) <= q+2):
		return Direct
	case q > 0 && f.elements[q-1].kind == punct && (f.elements[q-1].mark == ':' || f.elements[q-1].mark == ',') && (upper > 0 || final):
		return Direct
	case q > 0 && f.elements[q-1].isCue && upper > 0 && (final || neighbour(f, q+1).lower != "as"): // but: specified “Sailor” as their trade
		return Direct
	}
	return Mixed
}

// pictured reports whether nothing but pictures stands before the element q.
func pictured(f *frame, q int) bool {
	for _, e := range f.elements[:q] {
		if e.kind != punct || e.mark < 0xF0 {
			return false
		}
	}
	return true
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

func lastRune(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < 0x80 || s[i] >= 0xC0 {
			return s[i:]
		}
	}
	return s
}
