package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/segment"
	"parallax/internal/text"
)

// A part of a sentence between marks is not all that its cue reports: in “the
// paper rated two of his claims as ‘mostly wrong’ in May” the claims belong to
// it. Where learning has found no attribution that holds the marks, the words
// between the cue and the marks are taken, and those after the marks to the end
// of the clause.

// longestStretch is how many tokens the clause may have that a cue governs.
const longestStretch = 60

// nearest is how many attributions before one are looked at for such as overlap
// it.
const nearest = 16

// stretch gives the attributions told, which are in text order, the clause around
// their marks where no learned one holds these, and drops those that lie within
// such a clause.
func (r *reader) stretch(told []Quotation) []Quotation {
	for k := range told {
		q := &told[k]
		if len(q.Content) != 1 {
			continue
		}
		if led, ok := r.led(q); ok {
			for j := max(0, k-nearest); j < k; j++ {
				if o := &told[j]; len(o.Content) > 0 && led.Contains(spanOf(o.Content)) {
					o.Content = nil
				}
			}
			q.Kind, q.Content = Mixed, []text.Span{led, q.Content[0]}
			continue
		}
		if q.support.learned {
			continue
		}
		clause, ok := r.clause(q)
		if !ok {
			continue
		}
		from, to := max(0, k-nearest), k+1
		for to < len(told) && (len(told[to].Content) == 0 || told[to].Content[0].Start < clause.End) {
			to++
		}
		if clause, ok = r.fit(clause, told[from:to], k-from); !ok {
			continue
		}
		for j := from; j < to; j++ {
			if o := &told[j]; j != k && len(o.Content) > 0 && clause.Contains(spanOf(o.Content)) {
				o.Content = nil
			}
		}
		q.Content = []text.Span{clause}
	}
	return slices.DeleteFunc(told, func(q Quotation) bool { return len(q.Content) == 0 })
}

// led is how the sentence began that the quoted words go on with, in the midst of
// which their source and cue stand: When the siren went, Kroll said, “we ran.”
func (r *reader) led(q *Quotation) (s text.Span, ok bool) {
	at := q.Content[0].Start
	if q.Rule != "cue-before" || q.Source.Empty() || q.Source.End > q.Cue.Start || q.Cue.End > at || strings.ContainsAny(r.text[q.Cue.End:at], ".:;\n") {
		return s, false
	}
	if w, _ := utf8.DecodeRuneInString(q.Content[0].In(r.text)); !unicode.IsLower(w) {
		return s, false
	}
	toks := r.segments.Tokens
	first, last := r.segments.Sentences[r.segments.SentenceAt(q.Source.Start)].First, r.segments.TokenAt(q.Source.Start)-1
	if last-first < 2 || last-first > longestStretch || toks[last].In(r.text) != "," || toks[first].Kind != segment.Word {
		return s, false
	}
	if opens := r.opener(first); opens == "as" || r.lang.Prepositions.Has(opens) || strings.HasSuffix(opens, "ing") || strings.HasSuffix(opens, "ly") {
		return s, false // "In a letter to the “Echo”, Kroll said, “we ran.”"
	}
	s = text.Span{Start: toks[first].Start, End: toks[last-1].End}
	return s, !strings.ContainsAny(s.In(r.text), "“”\"\n")
}

// fit is the clause of attribution k cut before those that follow its marks; ok is
// false where it would run into another one. Indirect ones before the marks, and
// those of the same cue, are no obstacle.
func (r *reader) fit(clause text.Span, told []Quotation, k int) (s text.Span, ok bool) {
	q := &told[k]
	for j := range told {
		o := &told[j]
		if j == k || len(o.Content) == 0 || !clause.Overlaps(spanOf(o.Content)) {
			continue
		}
		switch in := spanOf(o.Content); {
		case in.Start >= q.Content[0].End && o.Cue != q.Cue:
			clause.End = min(clause.End, r.endBefore(o.begins()))
		case clause.Contains(in) && (o.Rule == byLearning && o.Kind == Indirect || o.Cue == q.Cue):
		default:
			return clause, false
		}
	}
	return clause, clause.End > q.Content[0].End
}

// begins is where the first of a quotation's source, cue and content begins.
func (q *Quotation) begins() int {
	at := q.Content[0].Start
	for _, s := range [...]text.Span{q.Source, q.Cue} {
		if !s.Empty() {
			at = min(at, s.Start)
		}
	}
	return at
}

// spanOf is from the first of some spans to the last.
func spanOf(spans []text.Span) text.Span {
	return text.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
}

// length is how many bytes spans have together.
func length(spans []text.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// endBefore is the end of the last word or quotation mark before a place.
func (r *reader) endBefore(at int) int {
	k := r.segments.TokenAt(at) - 1
	for k > 0 && r.segments.Tokens[k].Kind == segment.Punct {
		k--
	}
	return r.segments.Tokens[max(0, k)].End
}

// clauseBefore is the sentence that holds the marks of a part-quotation, up to the
// comma before whoever closes it: The toll was “a joke” to most, the union said.
func (r *reader) clauseBefore(q *Quotation) (s text.Span, ok bool) {
	begins, at := q.Source.Start, q.Content[0]
	if !q.Cue.Empty() && (q.Source.Empty() || q.Cue.Start < begins) {
		begins = q.Cue.Start
	}
	if begins <= at.End || q.Source.Empty() && q.Cue.Empty() {
		return s, false
	}
	sentence := r.segments.Sentences[min(r.segments.SentenceAt(at.Start), len(r.segments.Sentences)-1)]
	first, last := sentence.First, r.segments.TokenAt(begins)-1
	if last <= first || last >= sentence.End || last-first > longestStretch || r.adverbial(first) {
		return s, false
	}
	switch r.segments.Tokens[last].In(r.text) {
	case ",", "in": // “safe” in her eyes
	default:
		if r.segments.Tokens[last].Kind != segment.Quote {
			return s, false
		}
		last++ // “…,” per Kroll
	}
	s = text.Span{Start: r.segments.Tokens[first].Start, End: r.segments.Tokens[last-1].End}
	return s, s.Contains(at)
}

// adverbial reports whether the sentence that begins at a token opens with words that
// tell when, where or why, and hang on what comes after: "In a letter to the “Echo”,
// Kroll said".
func (r *reader) adverbial(first int) bool {
	w := r.opener(first)
	return r.lang.Subordinators.Has(w) || r.lang.Prepositions.Has(w)
}

// opener is the word, in lower case, that a clause opens with which begins at a token,
// behind "and", "but" or "so".
func (r *reader) opener(first int) string {
	w := r.lower(first)
	if joins(w) || w == "so" {
		return r.lower(first + 1)
	}
	return w
}

// clause is from the first word after the cue of a part-quotation to the end of
// the clause that holds its marks, or the clause before whoever closes it.
func (r *reader) clause(q *Quotation) (s text.Span, ok bool) {
	if q.Kind != Mixed || q.Cue.Empty() {
		return s, false
	}
	switch q.Rule {
	case "part-quote", "cue-before":
		return r.clauseAfter(q, q.Cue.End)
	case "noun-cue":
		i := r.segments.TokenAt(q.Cue.End)
		if equates(r.lower(i)) {
			i++
		}
		if r.lower(i) == "that" {
			return r.clauseAfter(q, q.Cue.End)
		}
	case "according":
		if from := max(q.Cue.End, q.Source.End); from <= q.Content[0].Start {
			if !strings.HasPrefix(r.text[from:], ",") {
				return s, false // "according to her “…” plan"
			}
			return r.clauseAfter(q, from)
		}
		return r.clauseBefore(q)
	case "cue-after-clause":
		return r.clauseBefore(q)
	}
	return s, false
}

// lower is token i in lower case; empty outside the text.
func (r *reader) lower(i int) string {
	if i < 0 || i >= len(r.segments.Tokens) {
		return ""
	}
	return strings.ToLower(r.segments.Tokens[i].In(r.text))
}

// clauseAfter is from a place before the marks of a part-quotation to the end of the
// clause that holds them.
func (r *reader) clauseAfter(q *Quotation, from int) (s text.Span, ok bool) {
	if from > q.Content[0].Start {
		return s, false
	}
	toks := r.segments.Tokens
	first, mark, end := r.segments.TokenAt(from), r.segments.TokenAt(q.Content[0].Start)-1, r.segments.TokenAt(q.Content[0].End)
	for first < mark && (toks[first].Start < from || toks[first].Kind == segment.Punct) {
		first++
	}
	if mark < 0 || end >= len(toks) || toks[mark].Kind != segment.Quote || toks[end].Kind != segment.Quote || end-first > longestStretch {
		return s, false
	}
	s = text.Span{Start: toks[min(first, mark)].Start, End: toks[end].End}
	if strings.Contains(s.In(r.text), "\n") {
		return s, false
	}
	if toks[end-1].Kind == segment.Punct {
		return s, true // “…,” and so the clause ends
	}
	paragraph := r.segments.Paragraphs[r.marksParagraph(q.Content[0].Start)]
	for end++; end < len(toks) && toks[end].Start < paragraph.End && end-first <= longestStretch; end++ {
		if t := toks[end]; t.Kind >= segment.Punct || r.partsClauses(end) {
			break
		}
		s.End = toks[end].End
	}
	return s, true
}

// partsClauses reports whether another clause may begin with token i: with "when", or
// with "and" before a verb or its subject, not "for the order and calm he brought".
func (r *reader) partsClauses(i int) bool {
	switch r.lower(i) {
	case "but", "when", "while":
		return true
	case "and":
	default:
		return false
	}
	if i+1 >= len(r.segments.Tokens) {
		return true
	}
	w := r.lower(i + 1)
	_, cue := r.lang.Cues[w]
	return cue || subjectPronoun(w) || r.lang.Auxiliaries.Has(w) || isDeterminer(w) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ly")
}

// subjectPronoun reports whether w is a pronoun that is a subject.
func subjectPronoun(w string) bool {
	switch w {
	case "i", "you", "he", "she", "it", "we", "they":
		return true
	}
	return false
}

// marksParagraph is the paragraph of a place in the text.
func (r *reader) marksParagraph(at int) int {
	k := r.segments.SentenceAt(at)
	return r.segments.Sentences[min(k, len(r.segments.Sentences)-1)].Paragraph
}
