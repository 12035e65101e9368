package collate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/collate/claims"
	"parallax/internal/collate/conflicts"
	"parallax/internal/collate/statements"
	"parallax/internal/collate/summary"
	"parallax/internal/collate/timeline"
	"parallax/internal/finding"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// Compare sets the reports of one story side by side. The order of as makes
// no difference: reports are put in order of date, outlet, id and text first.
func Compare(as []*analysis.Analysis) *Comparison {
	as = canonical(as)
	c, x := said(as)
	account := make([]int, len(c.Reports))
	for i := range c.Reports {
		account[i] = c.Reports[i].Account
	}
	wordings := c.wordingConflicts(x)
	c.Conflicts = slices.Concat(withoutKnown(conflicts.Numbers(as), wordings), wordings, c.creditConflicts(as), c.spellings(as), c.offices(as), c.acts(as), conflicts.Superlatives(as, account))
	moments, times := timeline.Find(as, account, lang.English())
	c.Timeline, c.Conflicts = moments, withNew(c.Conflicts, times)
	c.rankConflicts()
	c.claim(as)
	c.dispute()
	return c
}

// Said is the part of [Compare] that tells who said what: no claims, conflicts,
// moments or summary. It is what lists of quotations need, and asks for no more
// of the analyses than [analysis.Quoting] gives.
func Said(as []*analysis.Analysis) *Comparison {
	c, _ := said(canonical(as))
	return c
}

// said compares quotations; the reports are in canonical order.
func said(as []*analysis.Analysis) (*Comparison, *lexicon) {
	c := &Comparison{Reports: accounts(as)}
	people := newPeople(as)
	statements, told, x := c.readQuotations(as, people)
	j := &joiner{lexicon: x, statements: statements}
	groups := j.join()
	people.learn(j, groups)
	people.list(c, as)
	for _, g := range groups {
		c.Utterances = append(c.Utterances, utterance(c, j, g))
	}
	c.paraphrases(j, told)
	c.sortUtterances()
	return c, x
}

// dispute marks the moments whose time is a value of a conflict.
func (c *Comparison) dispute() {
	for i := range c.Conflicts {
		if c.Conflicts[i].Kind != finding.Moments {
			continue
		}
		for _, v := range c.Conflicts[i].Values {
			for k := range c.Timeline {
				w := c.Timeline[k].When
				c.Timeline[k].Disputed = c.Timeline[k].Disputed || w.Report == v.Words.Report && w.Span.Overlaps(v.Words.Span)
			}
		}
	}
}

// claim finds what the reports say in their own voice, and the sentences that
// tell the most of it.
func (c *Comparison) claim(as []*analysis.Analysis) {
	accounts := make([]int, len(c.Reports))
	for i := range c.Reports {
		accounts[i] = c.Reports[i].Account
	}
	v := statements.Read(as, accounts)
	c.Claims = claims.Find(as, v)
	c.Summary = summary.Find(as, v, c.Claims, c.Conflicts)
}

// withoutKnown leaves out the conflicts of which every value is one of those known
// already, in the same place: a number that two reports of one utterance quote
// otherwise is another word in the quotation.
func withoutKnown(found, known []finding.Conflict) []finding.Conflict {
	places := map[int][]text.Span{} // by report
	for i := range known {
		for _, v := range known[i].Values {
			places[v.Words.Report] = append(places[v.Words.Report], v.Words.Span)
		}
	}
	isNew := func(v finding.Value) bool { return !slices.ContainsFunc(places[v.Words.Report], v.Words.Span.Overlaps) }
	return slices.DeleteFunc(found, func(k finding.Conflict) bool { return !slices.ContainsFunc(k.Values, isNew) })
}

// withNew appends the conflicts that are about other words than those found
// before: "since 2002" against "since 2003" is a length and a time.
func withNew(found, more []finding.Conflict) []finding.Conflict {
	has := map[finding.Evidence]bool{}
	for i := range found {
		for _, v := range found[i].Values {
			has[v.Words] = true
		}
	}
	known := func(v finding.Value) bool { return has[v.Words] }
	for _, k := range more {
		if !slices.ContainsFunc(k.Values, known) {
			found = append(found, k)
		}
	}
	return found
}

// rankConflicts puts contradictions first and news last, among equals what is
// surest first.
func (c *Comparison) rankConflicts() {
	rank := func(s finding.Severity) int {
		switch s {
		case finding.Contradiction:
			return 0
		case finding.Update:
			return 2
		}
		return 1
	}
	slices.SortStableFunc(c.Conflicts, func(a, b finding.Conflict) int {
		return cmp.Or(rank(a.Severity)-rank(b.Severity), cmp.Compare(b.Score, a.Score))
	})
}

// canonical sorts reports by date, outlet, id and text; undated ones last.
func canonical(as []*analysis.Analysis) []*analysis.Analysis {
	as = slices.Clone(as)
	slices.SortStableFunc(as, func(v, w *analysis.Analysis) int {
		a, b := v.Article, w.Article
		return cmp.Or(
			cmp.Compare(instant(a.Published), instant(b.Published)),
			cmp.Compare(a.Published, b.Published),
			cmp.Compare(a.Outlet, b.Outlet),
			cmp.Compare(a.ID, b.ID),
			cmp.Compare(a.Text, b.Text),
		)
	})
	return as
}

// readQuotations takes over every report's quotations and reads the words of
// those that quote and of those that only tell.
// Speakers are indexes of nodes of people until people.list numbers them.
func (c *Comparison) readQuotations(as []*analysis.Analysis, people *people) (quoted, told []statement, x *lexicon) {
	x = newLexicon()
	for r, a := range as {
		if a.Quotes == nil {
			continue
		}
		first := len(c.Quotations)
		c.listQuotations(r, a, people)
		for i, q := range a.Quotes.Quotations {
			speaker := c.Quotations[first+i].Speaker
			s := statement{quotation: first + i, report: r, speaker: speaker, words: x.read(a.Article.Text, q.Content), stops: q.Kind == quote.Direct && stops(a.Article.Text, q.Content)}
			s.headline = len(q.Content) > 0 && q.Content[0].Start < a.Article.Headline.End
			if q.Kind == quote.Mixed && len(s.words) <= fewWords {
				s.beside = x.read(a.Article.Text, beside(a.Segments, q.Content))
			}
			if speaker >= 0 {
				n := people.person(speaker)
				s.named, s.kind = n.named, n.kind
				if n.named && len(n.name) > 0 {
					s.family = n.name[len(n.name)-1]
				}
			}
			if q.Kind == quote.Indirect { // told in the reporter's words
				told = append(told, s)
			} else {
				quoted = append(quoted, s)
			}
		}
	}
	return quoted, told, x
}

// listQuotations takes over the quotations of report r.
func (c *Comparison) listQuotations(r int, a *analysis.Analysis, people *people) {
	c.Quotations = slices.Grow(c.Quotations, len(a.Quotes.Quotations))
	for i, q := range a.Quotes.Quotations {
		c.Quotations = append(c.Quotations, Quotation{
			ID: a.Article.ID + "/q" + strconv.Itoa(i+1), Report: r, Kind: q.Kind,
			Content: q.Content, Cue: q.Cue, Source: q.Source, Speaker: people.entity(r, q.Speaker), Rule: q.Rule,
			Speakers: people.entities(r, q.Speakers), Confidence: q.Confidence,
		})
	}
}

// utterance describes one group of readings.
func utterance(c *Comparison, j *joiner, group []int) Utterance {
	full := c.fullest(j, group)
	f := &j.statements[full]
	u := Utterance{
		ID: "u/" + c.Quotations[f.quotation].ID, Fullest: f.quotation, Words: count(f.words),
		Speaker: c.speaker(j, group, full),
	}
	has := make([]bool, len(c.Reports))
	differ := make([][]stretch, len(group)) // what each reading changes
	for k, i := range group {
		s := &j.statements[i]
		has[s.report] = true
		differ[k], _ = changes(j.lexicon, f.words, s.words, align(j.lexicon, f.words, s.words))
		if kept(f.words, differ[k])*byChance < count(s.words) {
			differ[k] = []stretch{{a1: len(f.words)}, {a0: len(f.words), a1: len(f.words), b1: len(s.words)}}
		}
	}
	for k, i := range group {
		s := &j.statements[i]
		cs := cutAtPieces(len(f.words), differ[k], func(visit func(cs []stretch)) {
			for m, o := range group {
				if m != k && j.statements[o].report == s.report {
					visit(differ[m])
				}
			}
		})
		u.Readings = append(u.Readings, c.reading(j.lexicon, f, s, cutAtSentences(f.words, s.words, cs)))
	}
	for r := range c.Reports {
		if !has[r] {
			u.Absent = append(u.Absent, r)
		}
	}
	return u
}

// byChance is how many times as many words a reading has as it shares with the
// fullest wording where those are shared by chance: a third reading joins the two,
// and this one has another part of what was said.
const byChance = 4

// kept counts the words that changes leave as they are.
func kept(ws []word, cs []stretch) int {
	n := count(ws)
	for _, s := range cs {
		n -= count(ws[s.a0:s.a1])
	}
	return n
}

// speaker is who said an utterance: the speaker whom most of its reports
// credit, a person before an organisation and that before a document or
// somebody unnamed, because reports that say "a statement" do not contradict
// those that say whose; else the one whom the fullest reading credits. Who is
// named in the words comes after the others: few people name themselves.
func (c *Comparison) speaker(j *joiner, group []int, full int) int {
	votes := map[int]*vote{}
	best := &vote{who: -1, rank: -1}
	for n, i := range append([]int{full}, group...) { // the fullest one first, and counted in its place
		s := &j.statements[i]
		who := c.Quotations[s.quotation].Speaker
		if who < 0 {
			continue
		}
		v := votes[who]
		if v == nil {
			v = &vote{who: who, order: len(votes), report: -1}
			if s.named && j.says(&j.statements[full], s.family) {
				v.reports = -len(c.Reports)
			}
			votes[who] = v
		}
		v.rank = max(v.rank, s.rank())
		if n > 0 && v.report < s.report {
			v.report = s.report
			v.reports++
		}
	}
	for _, v := range votes {
		if cmp.Or(v.rank-best.rank, v.reports-best.reports, best.order-v.order) > 0 {
			best = v
		}
	}
	return best.who
}

// vote is what speaks for one speaker of an utterance.
type vote struct {
	who     int
	rank    int
	reports int // reports that credit him
	report  int // the last report that was counted
	order   int // place among the speakers, the fullest reading's first
}

// says reports whether a form is among a statement's words.
func (j *joiner) says(s *statement, form string) bool {
	id, ok := j.ids[form]
	return ok && slices.ContainsFunc(s.words, func(w word) bool { return w.form == id })
}

// rank is how much a statement's speaker tells who spoke.
func (s *statement) rank() int {
	switch {
	case s.named && s.kind == names.Person:
		return 3
	case s.named:
		return 2
	case s.kind != names.Document:
		return 1
	}
	return 0
}

// A part-quote of so many words is known by the words around it too: as many
// before it, and after it, as are near.
const (
	fewWords = 6
	nearby   = 5
)

// beside is what a report says around a quotation, in the same sentence.
func beside(s *segment.Segments, content []text.Span) []text.Span {
	if len(content) == 0 || len(s.Sentences) == 0 {
		return nil
	}
	i := s.SentenceAt(content[0].Start)
	if i < 0 || i >= len(s.Sentences) {
		return nil
	}
	first, last := s.TokenAt(content[0].Start), s.TokenAt(content[len(content)-1].End)
	from, to := max(s.Sentences[i].First, first-nearby), min(s.Sentences[i].End, last+nearby)
	var out []text.Span
	if from < first {
		out = append(out, text.Span{Start: s.Tokens[from].Start, End: s.Tokens[first-1].End})
	}
	if last < to {
		out = append(out, text.Span{Start: s.Tokens[last].Start, End: s.Tokens[to-1].End})
	}
	return out
}

// stops reports whether a quotation begins with a capital and ends with a
// full stop.
func stops(t string, content []text.Span) bool {
	if len(content) == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(content[0].In(t))
	return unicode.IsUpper(first) && strings.HasSuffix(content[len(content)-1].In(t), ".")
}

// fullest is the statement of a group with the most words, one in the
// speaker's own words before one told by the reporter. Words in an editor's
// brackets do not count, one without censored words comes before one with, and
// one without brackets before one with; the first among equals.
func (c *Comparison) fullest(j *joiner, group []int) int {
	told := func(i int) int {
		if c.Quotations[i].Kind == quote.Indirect {
			return 1
		}
		return 0
	}
	full := group[0]
	for _, i := range group[1:] {
		s, f := &j.statements[i], &j.statements[full]
		own, censored := j.spoken(s)
		ownFull, censoredFull := j.spoken(f)
		if cmp.Or(told(f.quotation)-told(s.quotation), own-ownFull, censoredFull-censored, len(f.words)-len(s.words)) > 0 {
			full = i
		}
	}
	return full
}

// spoken counts the words of a statement that stand in no brackets, and those
// with stars for letters.
func (j *joiner) spoken(s *statement) (own, censored int) {
	for _, w := range s.words {
		if !w.added && !w.clitic {
			own++
		}
		if strings.Contains(j.forms[w.form], "*") {
			censored++
		}
	}
	return own, censored
}

// reading tells what one statement did with the fullest, which differ by cs.
func (c *Comparison) reading(x *lexicon, full, s *statement, cs []stretch) Reading {
	r := Reading{Quotation: s.quotation, Words: count(s.words), Kept: kept(full.words, cs)}
	if s != full && c.Quotations[s.quotation].Kind == quote.Indirect {
		r.Relation = Paraphrase
		return r
	}
	r.Relation = relate(x, full.words, s.words, cs)
	r.Edits = edits(full.words, s.words, cs)
	return r
}

// sortUtterances orders by speaker, unknown speakers last, then by place.
func (c *Comparison) sortUtterances() {
	last := func(p int) int {
		if p < 0 {
			return len(c.People)
		}
		return p
	}
	slices.SortStableFunc(c.Utterances, func(a, b Utterance) int {
		return cmp.Or(last(a.Speaker)-last(b.Speaker), a.Fullest-b.Fullest)
	})
}
