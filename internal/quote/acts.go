package quote

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	learned "parallax/internal/attribution"
	"parallax/internal/lang"
	"parallax/internal/text"
)

// Where one act of speaking ends and the next begins: “A,” she said. “B.” is one,
// He said “A” and warned of “B” are two.

// oneActWith reports whether quotation b goes on with what a began, by the same
// speaker and with no attribution of its own: in the same paragraph, or as a
// paragraph of nothing but the speech. as are the learned attributions: where one
// stands between the two, something else was told since.
func (r *reader) oneActWith(a, b *Quotation, as []learned.Attribution) bool {
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
	return r.broken(a, b)
}

// bare reports whether nothing beside a quotation's words tells whose they are.
func (q *Quotation) bare() bool { return q.Cue.Empty() && q.Source.Empty() }

// paragraphsApart reports whether two quotations stand in different paragraphs.
func (r *reader) paragraphsApart(a, b *Quotation) bool {
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
func (r *reader) broken(a, b *Quotation) bool {
	between := r.text[a.Content[len(a.Content)-1].End:b.Content[0].Start]
	if !strings.HasSuffix(strings.TrimRight(between, " “\"'‘"), ",") || strings.Contains(between, " that ") {
		return false
	}
	end := a.Content[len(a.Content)-1].In(r.text)
	first, _ := utf8.DecodeRuneInString(b.Content[0].In(r.text))
	return a.Speaker >= 0 && strings.HasSuffix(end, ",") && unicode.IsLower(first) && !strings.ContainsAny(between, ".?!;:\n")
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
	switch r.lower(i) {
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
	w := r.lower(i)
	return w == "also" || w == "then" || subjectPronoun(w) || strings.HasSuffix(w, "ly")
}

// verbForm is the form of the last word of a cue that reports.
func (r *reader) verbForm(cue text.Span) (form lang.VerbForm, ok bool) {
	for i := r.segments.TokenAt(cue.Start); i < len(r.segments.Tokens) && r.segments.Tokens[i].Start < cue.End; i++ {
		if c, is := r.lang.Cues[r.lower(i)]; is {
			form, ok = c.Form, true
		}
	}
	return form, ok
}
