package quote

import (
	"slices"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// tailTokens is how many tokens an attribution at the end of an unclosed
// quotation may take: ", she told the Harbour Board on Tuesday."
const tailTokens = 9

// cutTails gives the marks with every quotation that was never closed cut
// before the attribution that ends it: “We were told, she wrote. The marks
// given stay as they are.
func (r *reader) cutTails() {
	given := r.marks
	for i, m := range given {
		if m.Closed {
			continue
		}
		at := r.tail(m)
		if at <= m.Content.Start {
			continue
		}
		if &r.marks[0] == &given[0] {
			r.marks = slices.Clone(given)
		}
		c := &r.marks[i]
		c.Span.End, c.Content.End, c.Closed = at, at, true
		if i+1 < len(given) && !given[i+1].Bare {
			r.marks[i+1].Continues = false
		}
		r.freed = append(r.freed, text.Span{Start: at, End: m.Span.End})
	}
}

// tail is where the attribution at the end of an unclosed quotation begins:
// one past the comma or mark before its subject; 0 when there is none.
func (r *reader) tail(m marks.Quoted) int {
	toks := r.segments.Tokens
	end := r.segments.TokenAt(m.Span.End)
	for end > 0 && (end >= len(toks) || toks[end].Start >= m.Span.End) {
		end--
	}
	last := -1 // the earliest "SUBJECT CUE" found going left
	for k := end; k > 0 && end-k < tailTokens && toks[k].Start > m.Content.Start; k-- {
		t := toks[k]
		if t.Kind == segment.Quote {
			break
		}
		if t.Kind == segment.Punct {
			if k != end && strings.ContainsAny(t.In(r.text), ".?!;:") {
				break
			}
			continue
		}
		cue, ok := r.lang.Cues[strings.ToLower(t.In(r.text))]
		if !ok || cue.Strength != lang.Strong || cue.Form != lang.Past && cue.Form != lang.Present {
			continue
		}
		if s := r.subjectBefore(k); s > 0 {
			last = s
			break
		}
		if r.subjectAfter(k) { // ", said Kroll"
			last = k
			break
		}
	}
	if last <= 0 {
		return 0
	}
	before := toks[last-1]
	if mark := before.In(r.text); mark != "," && mark != "?" && mark != "!" {
		return 0
	}
	return before.End
}

// subjectBefore is the first token of the mention that ends right before token
// k; 0 when none does.
func (r *reader) subjectBefore(k int) int {
	for _, m := range r.mentionsEnding(k) {
		if r.canSpeak(m) {
			return r.names.Mentions[m].First
		}
	}
	return 0
}

// subjectAfter reports whether a mention that can speak begins right after
// token k.
func (r *reader) subjectAfter(k int) bool {
	toks := r.segments.Tokens
	if k+1 >= len(toks) {
		return false
	}
	i := r.names.From(toks[k+1].Start)
	return i < len(r.names.Mentions) && r.names.Mentions[i].First == k+1 && r.canSpeak(i)
}

// mentionsEnding lists the mentions that end with the token before k.
func (r *reader) mentionsEnding(k int) []int {
	var out []int
	start := r.segments.Tokens[max(0, k-tailTokens)].Start
	from := r.names.From(start)
	for i := from; i < len(r.names.Mentions) && r.names.Mentions[i].First < k; i++ {
		if r.names.Mentions[i].End == k {
			out = append(out, i)
		}
	}
	return out
}
