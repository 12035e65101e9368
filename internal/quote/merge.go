package quote

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	learned "parallax/internal/attribution"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/text"
)

// byLearning is the rule of an attribution that no sieve made.
const byLearning = "learned"

// merge brings together what the marks have shown and what was learned from
// annotated reports. The marks are the authority: a quotation that they show
// stays as it is and is never lost. Of the learned attributions
//
//   - one that holds such quotations puts them together: they are one act of
//     reporting, with the words around the marks, and whoever of them lacks a
//     speaker gets that of the attribution;
//   - one that holds none is an indirect quotation, if it is not doubtful;
//   - one that lies within a longer quotation is passed over.
func (r *reader) merge(out *Result, found []candidate, as []learned.Attribution) {
	group := make([]int, len(out.Quotations)) // attribution of each quotation, plus one
	told := make([]Quotation, 0, len(as)+len(out.Quotations))
	for i := range as {
		a := r.oneAct(out.Quotations[:len(group)], &as[i])
		parts, clear := r.parts(out, group, a)
		if !clear {
			continue
		}
		a, parts = r.ofItsCue(out, parts, a)
		q := r.indirect(found, a)
		if len(parts) == 0 && q.doubtful() {
			continue
		}
		if len(parts) == 0 {
			out.Quotations = append(out.Quotations, q)
			told = append(told, q)
			continue
		}
		whole := r.whole(out, parts, a, q)
		for _, k := range parts {
			group[k] = len(told) + 1
			out.Quotations[k].support = whole.support
		}
		told = append(told, whole)
	}
	for k := range group {
		q := &out.Quotations[k]
		switch {
		case k > 0 && r.goesOn(&out.Quotations[k-1], q, as) && (!r.apart(&out.Quotations[k-1], q) || group[k] == 0 || told[group[k]-1].bare()):
			// “A,” she said. “B.”: one act of speaking
			if last := group[k-1]; last != group[k] {
				more := q.Content
				if group[k] > 0 {
					if b := &told[group[k]-1]; b.Kind == Direct || !r.broken(&out.Quotations[k-1], q, r.text[out.Quotations[k-1].Content[0].End:q.Content[0].Start]) {
						more = b.Content
					}
					told[group[k]-1].Content = nil
				}
				told[last-1].Content = append(slices.Clone(told[last-1].Content), more...)
				group[k] = last
			}
		case group[k] == 0:
			told = append(told, *q)
			group[k] = len(told)
		}
	}
	told = slices.DeleteFunc(told, func(q Quotation) bool { return len(q.Content) == 0 })
	for i := range told {
		// marks that open and never close may hold each other's words
		if q := &told[i]; !slices.IsSortedFunc(q.Content, func(a, b text.Span) int { return a.Start - b.End }) {
			q.Content = r.joined(slices.Clone(q.Content))
		}
	}
	inOrder := func(a, b Quotation) int {
		return cmp.Or(a.Content[0].Start-b.Content[0].Start, a.Content[0].End-b.Content[0].End)
	}
	slices.SortStableFunc(out.Quotations, inOrder)
	slices.SortStableFunc(told, inOrder)
	out.Attributions = r.stretch(told)
}

// Chances below which an indirect quotation without a source is not told: with a
// cue, and with neither.
const (
	surelyCued = .3
	surelyBare = .4
)

// doubtful reports whether learning found words that nobody is said to have said,
// and is not sure of them. Of such, less than two in five are reported words in
// annotated texts that learning had not seen.
func (q *Quotation) doubtful() bool {
	if !q.Source.Empty() {
		return false
	}
	if q.Cue.Empty() {
		return q.support.probability < surelyBare
	}
	return q.support.probability < surelyCued
}

// goesOn reports whether quotation b goes on with what a began, by the same
// speaker and with no attribution of its own: in the same paragraph, or as a
// paragraph of nothing but the speech. as are the learned attributions: where one
// stands between the two, something else was told since.
func (r *reader) goesOn(a, b *Quotation, as []learned.Attribution) bool {
	from, to := a.Content[len(a.Content)-1].End, b.Content[0].Start
	if a.Speaker != b.Speaker || a.Kind == Mixed || from > to {
		return false
	}
	i := sort.Search(len(as), func(i int) bool { return as[i].Content[0].Start >= from })
	if i < len(as) && as[i].Content[0].Start < to && !as[i].Content[0].Overlaps(b.Content[0]) {
		return false
	}
	between := r.text[from:to]
	switch b.Rule {
	case "continues", "sentence-before":
		return !strings.Contains(between, "\n")
	case "carried-on":
		return b.bare()
	case "paragraph-before":
		return b.bare() && b.Kind == Direct && strings.Count(between, "\n") <= 2 && r.fillsParagraph(b)
	}
	return r.broken(a, b, between)
}

// bare reports whether nothing beside a quotation's words tells whose they are.
func (q *Quotation) bare() bool { return q.Cue.Empty() && q.Source.Empty() }

// apart reports whether two quotations stand in different paragraphs.
func (r *reader) apart(a, b *Quotation) bool {
	return strings.Contains(r.text[a.Content[0].Start:b.Content[0].Start], "\n")
}

// fillsParagraph reports whether a quotation and its marks, both of them, are all
// there is of its paragraph.
func (r *reader) fillsParagraph(q *Quotation) bool {
	i := sort.Search(len(r.segments.Paragraphs), func(i int) bool { return r.segments.Paragraphs[i].End > q.Content[0].Start })
	if i >= len(r.segments.Paragraphs) || r.segments.Paragraphs[i].Len()-q.length() >= marksAndMore {
		return false
	}
	after, _ := utf8.DecodeRuneInString(r.text[q.Content[0].End:])
	return strings.ContainsRune("”\"'’", after)
}

// broken reports whether b is the rest of a sentence that a began: “Whenever
// you ask,” she said, speaking of the pier, “you make it worse.”
func (r *reader) broken(a, b *Quotation, between string) bool {
	if !strings.HasSuffix(strings.TrimRight(between, " “\"'‘"), ",") || strings.Contains(between, " that ") {
		return false
	}
	end := a.Content[len(a.Content)-1].In(r.text)
	first, _ := utf8.DecodeRuneInString(b.Content[0].In(r.text))
	return a.Speaker >= 0 && strings.HasSuffix(end, ",") && unicode.IsLower(first) && !strings.ContainsAny(between, ".?!;:\n")
}

// parts are the quotations that a learned attribution holds; clear is false
// when it lies within one that it does not hold, or holds only such as belong
// to another.
func (r *reader) parts(out *Result, group []int, a *learned.Attribution) (parts []int, clear bool) {
	size, lost, taken := 0, 0, 0
	for _, c := range a.Content {
		size += c.Len()
	}
	speaker := -1
	last := a.Content[len(a.Content)-1]
	for k := firstIn(a.Content[0], out.Quotations[:len(group)]); k < len(group) && out.Quotations[k].Content[0].Start < last.End; k++ {
		q := &out.Quotations[k]
		both, all := 0, 0
		for _, s := range q.Content {
			all += s.Len()
			for _, c := range a.Content {
				both += s.Overlap(c)
			}
		}
		switch {
		case both == 0:
		case 2*both < all:
			lost += both
		case group[k] > 0:
			taken++
		case speaker >= 0 && q.Speaker >= 0 && q.Speaker != speaker:
			taken++ // another one speaks here
		default:
			parts = append(parts, k)
			if q.Speaker >= 0 {
				speaker = q.Speaker
			}
		}
	}
	if 2*lost > size || len(parts) == 0 && taken > 0 {
		return nil, false
	}
	return parts, true
}

// ofItsCue leaves those quotations out of a learned attribution that have a cue of
// their own, when others have the attribution's: “Go,” he said before asking her,
// “Where?” They are two acts of speaking. What its cue governs in one stretch of
// words stays together.
func (r *reader) ofItsCue(out *Result, parts []int, a *learned.Attribution) (*learned.Attribution, []int) {
	if len(parts) < 2 || a.Cue.Empty() || !slices.ContainsFunc(parts, func(k int) bool { return out.Quotations[k].Cue.Overlaps(a.Cue) }) {
		return a, parts
	}
	var its, others []int
	for _, k := range parts {
		if q := &out.Quotations[k]; q.Cue.Empty() || q.Cue.Overlaps(a.Cue) || within(a.Content, q.Cue) {
			its = append(its, k)
		} else {
			others = append(others, k)
		}
	}
	if len(others) == 0 {
		return a, parts
	}
	holds := func(s text.Span, ks []int) bool {
		return slices.ContainsFunc(ks, func(k int) bool { return out.Quotations[k].Content[0].Overlaps(s) })
	}
	content := slices.DeleteFunc(slices.Clone(a.Content), func(s text.Span) bool { return holds(s, others) })
	if slices.ContainsFunc(a.Content, func(s text.Span) bool { return holds(s, its) && holds(s, others) }) || len(content) == 0 {
		return a, parts
	}
	alone := *a
	alone.Content = content
	return &alone, its
}

// oneAct ends a learned attribution before the next act of speaking in its sentence,
// of the same speaker or another: Kroll called it “a trap” after the mayor had opened
// it and praised its “charm”.
func (r *reader) oneAct(marked []Quotation, a *learned.Attribution) *learned.Attribution {
	end := a.Content[len(a.Content)-1].End
	told := -1 // where the words end that its cue is known to govern
	for k := firstIn(a.Content[0], marked); k < len(marked) && marked[k].Content[0].Start < end; k++ {
		q := &marked[k]
		if q.Cue.Overlaps(a.Cue) {
			told = q.Content[0].End
			continue
		}
		if at, ok := r.nextAct(a, q); ok && told >= 0 && at >= told {
			cut := *a
			cut.Content = nil
			for _, c := range a.Content {
				if c.End = min(c.End, at); c.Start < c.End {
					cut.Content = append(cut.Content, c)
				}
			}
			return &cut
		}
	}
	return a
}

// firstIn is the index of the first of quotations, which are in text order, that ends
// behind where a span begins.
func firstIn(s text.Span, marked []Quotation) int {
	return sort.Search(len(marked), func(k int) bool {
		c := marked[k].Content
		return c[len(c)-1].End > s.Start
	})
}

// nextAct is where the words end that an attribution's cue governs, when quotation
// q within them is told by a verb of its own that goes on with the cue's sentence:
// Kroll called it “a trap” and warned that “nobody” would pay; Kroll said it was
// “late” before asking for “a month”. Such a verb stands in the cue's form behind
// "and", or as a participle behind "before", "after" or "while".
func (r *reader) nextAct(a *learned.Attribution, q *Quotation) (at int, ok bool) {
	if q.Cue.Empty() || q.Cue.Overlaps(a.Cue) || q.Cue.Start < a.Cue.End {
		return 0, false
	}
	form, cued := r.verbForm(q.Cue)
	its, reports := r.verbForm(a.Cue)
	if !cued || !reports {
		return 0, false
	}
	i := r.segments.TokenAt(q.Cue.Start) - 1
	for i > 0 && r.mayPrecedeVerb(i) {
		i--
	}
	if i <= 0 {
		return 0, false
	}
	switch r.segments.Tokens[i].In(r.text) {
	case "and", "but":
		ok = form == its
	case "before", "after", "while":
		ok = form == lang.Participle
	}
	return r.endBefore(r.segments.Tokens[i].Start), ok
}

// mayPrecedeVerb reports whether token i may stand between "and" and a verb: its
// subject, an adverb.
func (r *reader) mayPrecedeVerb(i int) bool {
	switch w := r.segments.Tokens[i].In(r.text); w {
	case "he", "she", "they", "also", "then":
		return true
	default:
		return strings.HasSuffix(w, "ly")
	}
}

// verbForm is the form of the last word of a cue that reports.
func (r *reader) verbForm(cue text.Span) (form lang.VerbForm, ok bool) {
	for i := r.segments.TokenAt(cue.Start); i < len(r.segments.Tokens) && r.segments.Tokens[i].Start < cue.End; i++ {
		if c, is := r.lang.Cues[strings.ToLower(r.segments.Tokens[i].In(r.text))]; is {
			form, ok = c.Form, true
		}
	}
	return form, ok
}

// indirect is the learned attribution as a quotation of its own.
func (r *reader) indirect(found []candidate, a *learned.Attribution) Quotation {
	a = r.afterDash(r.afterClock(a))
	q := Quotation{Kind: Indirect, Content: a.Content, Cue: a.Cue, Source: a.Source, Mention: r.mentionOf(a.Source), Speaker: -1, Rule: byLearning, support: supportOf(a)}
	if q.Source.Empty() && !q.Cue.Empty() {
		if q.Mention = r.subjectOf(a); q.Mention >= 0 {
			q.Source = r.names.Mentions[q.Mention].Span
		}
	}
	if q.Mention >= 0 {
		q.Speaker = r.speakerOf(found, q.Mention)
		if q.Speakers = r.jointly(r.author(q.Mention), q.Speaker, q.Cue); q.Speakers != nil {
			q.Speaker = q.Speakers[0]
		}
	}
	if q.Speaker < 0 {
		if q.Speakers = r.pair(q.Source); q.Speakers != nil {
			q.Speaker = q.Speakers[0]
		}
	}
	return q
}

// afterClock leaves the time that opens an entry of a live report out of an
// attribution: "09:05 — Forecaster Ben Roe says …".
func (r *reader) afterClock(a *learned.Attribution) *learned.Attribution {
	first := &a.Source
	if a.Source.Empty() || a.Content[0].Start < a.Source.Start {
		first = &a.Content[0]
	}
	n := clock(first.In(r.text))
	if n == 0 || n >= first.Len() {
		return a
	}
	out := *a
	if first == &a.Source {
		out.Source.Start += n
	} else {
		out.Content = slices.Clone(a.Content)
		out.Content[0].Start += n
	}
	return &out
}

// afterDash leaves the dash that opens a line of dialogue or of a list out of what an
// attribution tells: "— We will not sell, Kroll said."
func (r *reader) afterDash(a *learned.Attribution) *learned.Attribution {
	first := a.Content[0]
	rest := strings.TrimLeft(first.In(r.text), "—–- ")
	if n := first.Len() - len(rest); n > 0 && rest != "" && (first.Start == 0 || r.text[first.Start-1] == '\n') {
		out := *a
		out.Content = slices.Clone(a.Content)
		out.Content[0].Start += n
		return &out
	}
	return a
}

// clock is the length of a time and a dash that open a text, 0 without them.
func clock(s string) int {
	if len(s) < 8 || s[0] < '0' || s[0] > '9' {
		return 0
	}
	rest := strings.TrimLeft(s, "0123456789:.h")
	dash := strings.TrimLeft(rest, " —–-")
	if n := len(s) - len(rest); n < 4 || n > 6 || !strings.ContainsAny(rest[:len(rest)-len(dash)], "—–-") {
		return 0
	}
	return len(s) - len(dash)
}

// speakerOf is the entity of a mention that is a source.
func (r *reader) speakerOf(found []candidate, m int) int {
	if r.names.Mentions[m].Form == names.Pronoun {
		if f, e, ok := r.elementOf(m); ok {
			return r.resolve(found, f, e)
		}
	}
	return r.names.Mentions[r.author(m)].Entity
}

// elementOf is the frame and the element of a mention.
func (r *reader) elementOf(m int) (inFrame, element int, ok bool) {
	at := r.names.Mentions[m].Span.Start
	fi, _ := slices.BinarySearchFunc(r.frames, at, func(f frame, at int) int {
		return cmp.Compare(f.elements[len(f.elements)-1].span.End, at+1)
	})
	if fi >= len(r.frames) {
		return 0, 0, false
	}
	for i, e := range r.frames[fi].elements {
		if e.kind == noun && e.mention == m {
			return fi, i, true
		}
	}
	return 0, 0, false
}

// whole is an attribution with the quotations that it holds.
func (r *reader) whole(out *Result, parts []int, a *learned.Attribution, q Quotation) Quotation {
	spans := slices.Clone(a.Content)
	quoted := 0 // bytes between the marks
	rule, speaker := "", -1
	var first *Quotation
	for _, k := range parts {
		p := &out.Quotations[k]
		spans = append(spans, p.Content...)
		for _, s := range p.Content {
			quoted += s.Len()
		}
		if first == nil || first.Speaker < 0 && p.Speaker >= 0 {
			first = p
		}
	}
	switch {
	case first.Speaker >= 0 && !within(a.Content, first.Cue) && r.other(&q, first) && a.Sourced >= sureSource && !r.passed(&q, first):
		rule, speaker = q.Rule, q.Speaker
		if speaker >= 0 && apart(q.Cue, first.Content[0]) < apart(first.Cue, first.Content[0]) {
			r.give(out, parts, first, &q)
		}
	case first.Speaker >= 0 && !within(a.Content, first.Cue):
		if r.other(&q, first) {
			q.Source, q.Cue = first.Source, first.Cue
		}
		q.support.agrees = q.Speaker == first.Speaker || q.Source.Overlaps(first.Source)
		rule, speaker = first.Rule, first.Speaker
		q.Mention, q.Speakers = first.Mention, first.Speakers
		if from, to := first.Source.End, q.Source.Start; from < to && strings.Trim(r.text[from:to], ", ") == "" {
			q.Source = first.Source // of a name and what is told of it, "Venn, a pilot: “…”", the name
		}
	default:
		rule, speaker = q.Rule, q.Speaker
		if first.Speaker >= 0 {
			q.support.agrees = true // somebody tells what the sieve's speaker said
		}
		for _, k := range parts {
			if p := &out.Quotations[k]; speaker >= 0 && p.Rule == none {
				p.attribute(&q)
			}
		}
	}
	q.Rule, q.Speaker = rule, speaker
	if q.Source.Empty() {
		q.Source = first.Source
	}
	if q.Cue.Empty() {
		q.Cue = first.Cue
	}
	q.Content = r.joined(spans)
	r.endAtComma(out, parts, q.Content)
	if first.Kind == Direct {
		q.Content = slices.DeleteFunc(q.Content, func(s text.Span) bool {
			return !slices.ContainsFunc(parts, func(k int) bool { return out.Quotations[k].Content[0].Overlaps(s) })
		}) // “…,” he said, moving along the street
	}
	all := 0
	for _, s := range q.Content {
		all += s.Len()
	}
	q.Kind = Mixed
	if all-quoted < marksAndMore*len(q.Content) && first.Kind == Direct {
		q.Kind, q.Content = Direct, nil
		for _, k := range parts {
			q.Content = append(q.Content, out.Quotations[k].Content...)
		}
	}
	return q
}

// sureSource is from how likely a learned source on it stands against another one
// that a sieve has found. Below it the sieve's is more often right in annotated
// texts that learning had not seen.
const sureSource = .4

// other reports whether two quotations name two sources, and not one by its name
// and by what is told of it: "Venn, a pilot: “…”".
func (r *reader) other(a, b *Quotation) bool {
	if a.Source.Empty() || b.Source.Empty() || a.Source.Overlaps(b.Source) {
		return false
	}
	between := text.Span{Start: min(a.Source.End, b.Source.End), End: max(a.Source.Start, b.Source.Start)}
	return strings.Trim(between.In(r.text), ", ") != ""
}

// passed reports whether a sieve has passed over the learned source, which is the
// agent of another verb, on its way from their cue to its own: "a report seen by
// Kroll said".
func (r *reader) passed(q, sieve *Quotation) bool {
	return q.Cue.Overlaps(sieve.Cue) && sieve.Source.End <= q.Source.Start && q.Source.End <= sieve.Cue.Start &&
		r.isWord(r.segments.TokenAt(q.Source.Start)-1, "by")
}

// apart is how many bytes stand between two spans; more than any text has when one
// is empty.
func apart(a, b text.Span) int {
	switch {
	case a.Empty() || b.Empty():
		return math.MaxInt
	case a.End <= b.Start:
		return b.Start - a.End
	}
	return max(0, a.Start-b.End)
}

// give attributes those quotations to whom q is attributed to that had the source of
// first.
func (r *reader) give(out *Result, parts []int, first, q *Quotation) {
	source := first.Source
	for _, k := range parts {
		if p := &out.Quotations[k]; p.Source == source {
			p.attribute(q)
		}
	}
}

// attribute says of a quotation who spoke what of another one was said.
func (q *Quotation) attribute(o *Quotation) {
	q.Speaker, q.Speakers, q.Mention, q.Source, q.Cue, q.Rule = o.Speaker, o.Speakers, o.Mention, o.Source, o.Cue, o.Rule
}

// within reports whether a cue lies in what an attribution tells: it is then
// reported itself, by another one ("Teague said that Venn had called it “over”").
func within(content []text.Span, cue text.Span) bool {
	return !cue.Empty() && slices.ContainsFunc(content, func(c text.Span) bool { return c.Contains(cue) })
}

// endAtComma ends contents with the last whole utterance in them when it closes
// with a comma: what follows, “Stop it,” until the crane fell, is not said.
func (r *reader) endAtComma(out *Result, parts []int, content []text.Span) {
	p := &out.Quotations[parts[len(parts)-1]]
	end := p.Content[len(p.Content)-1].End
	if p.Kind != Direct || end == 0 || r.text[end-1] != ',' {
		return
	}
	for i := range content {
		if c := &content[i]; c.Start < end && end < c.End {
			c.End = end
		}
	}
}

// marksAndMore is how many bytes of a span may stand outside quotation marks
// before there are words among them: two marks of three bytes, a comma, spaces
// and dashes.
const marksAndMore = 12

// joined sorts spans and puts those together that overlap.
func (r *reader) joined(spans []text.Span) []text.Span {
	slices.SortFunc(spans, func(a, b text.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	out := spans[:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; s.Start <= last.End {
			last.End = max(last.End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}
