package quote

import (
	"cmp"
	"math"
	"slices"
	"strings"

	learned "parallax/internal/attribution"
	"parallax/internal/text"
)

// A learned attribution and the quotations that the marks show within it make one
// attribution: whose it is, and which words.

// whole is a learned attribution, read as the indirect quotation q, with the
// quotations that it holds.
func (r *reader) whole(out *Result, parts []int, a *learned.Attribution, q Quotation) Quotation {
	first := &out.Quotations[parts[0]] // the first whose speaker is known, if any is
	for _, k := range parts {
		if p := &out.Quotations[k]; p.Speaker >= 0 {
			first = p
			break
		}
	}
	r.credit(out, parts, a, first, &q)
	r.widen(out, parts, first.Kind == Direct, &q)
	return q
}

// credit decides whose a learned attribution is: whom learning names (q) or whom a
// sieve does (first).
func (r *reader) credit(out *Result, parts []int, a *learned.Attribution, first, q *Quotation) {
	switch {
	case first.Speaker < 0 || within(a.Content, first.Cue):
		if first.Speaker >= 0 {
			q.support.agrees = true // somebody tells what the sieve's speaker said
		}
		for _, k := range parts {
			if p := &out.Quotations[k]; q.Speaker >= 0 && p.Rule == none {
				p.attribute(q)
			}
		}
	case r.other(q, first) && a.Sourced >= sureSource && !r.passed(q, first):
		if q.Speaker >= 0 && gap(q.Cue, first.Content[0]) < gap(first.Cue, first.Content[0]) {
			r.give(out, parts, first, q)
		}
	default:
		if r.other(q, first) {
			q.Source, q.Cue = first.Source, first.Cue
		}
		q.support.agrees = q.Speaker == first.Speaker || q.Source.Overlaps(first.Source)
		q.Rule, q.Speaker, q.Mention, q.Speakers = first.Rule, first.Speaker, first.Mention, first.Speakers
		if from, to := first.Source.End, q.Source.Start; from < to && strings.Trim(r.text[from:to], ", ") == "" {
			q.Source = first.Source // of a name and what is told of it, "Venn, a pilot: “…”", the name
		}
	}
	if q.Source.Empty() {
		q.Source = first.Source
	}
	if q.Cue.Empty() {
		q.Cue = first.Cue
	}
}

// widen gives an attribution the words of the quotations that it holds beside its
// own. Where the first of them is direct, only those stretches stay that hold one:
// “…,” he said, moving along the street.
func (r *reader) widen(out *Result, parts []int, direct bool, q *Quotation) {
	var marked []text.Span
	for _, k := range parts {
		marked = append(marked, out.Quotations[k].Content...)
	}
	q.Content = joined(slices.Concat(q.Content, marked))
	r.endAtComma(out, parts, q.Content)
	if direct {
		q.Content = slices.DeleteFunc(q.Content, func(s text.Span) bool {
			return !slices.ContainsFunc(parts, func(k int) bool { return out.Quotations[k].Content[0].Overlaps(s) })
		})
	}
	q.Kind = Mixed
	if direct && length(q.Content)-length(marked) < marksAndMore*len(q.Content) {
		q.Kind, q.Content = Direct, marked
	}
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
		r.lower(r.segments.TokenAt(q.Source.Start)-1) == "by"
}

// gap is how many bytes stand between two spans; more than any text has when one
// is empty.
func gap(a, b text.Span) int {
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
func joined(spans []text.Span) []text.Span {
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
