package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/marks"
	"parallax/internal/text"
)

// fewest is how many words between marks are taken for a quotation where no
// language is known that could tell it from a title or a term.
const fewest = 4

// ByMarks gives the quotations of a text in a language for which there is no
// word data: every longer stretch between quotation marks, with nobody as its
// speaker. Shorter ones are set aside, for nothing tells a word that somebody
// said from a title or a term.
func ByMarks(t string, m []marks.Quoted) *Result {
	out := &Result{}
	for _, q := range m {
		if q.Outer >= 0 {
			continue
		}
		content := q.Content.In(t)
		words := len(strings.Fields(content))
		sentence := strings.ContainsAny(lastRune(content), ".?!…。！？")
		n := len(out.Quotations)
		switch {
		case n > 0 && q.Bare && q.Continues:
			out.Quotations[n-1].Content = append(out.Quotations[n-1].Content, q.Content)
		case words < fewest && !sentence:
			out.Asides = append(out.Asides, Aside{Content: q.Content, Why: term})
		default:
			kind := Mixed
			if sentence || !q.Closed || utterance(t, q) {
				kind = Direct
			}
			out.Quotations = append(out.Quotations, Quotation{
				Kind: kind, Content: []text.Span{q.Content}, Mention: -1, Speaker: -1, Rule: none, support: support{foreign: true},
			})
		}
	}
	out.confide(confidence())
	return out
}

// utterance reports whether what stands between marks is a clause of its own, as
// most languages write one: it begins with a capital letter, and a comma follows
// or a colon leads up to it („Wir gehen“, sagte sie).
func utterance(t string, q marks.Quoted) bool {
	first, _ := utf8.DecodeRuneInString(q.Content.In(t))
	if !unicode.IsUpper(first) {
		return false
	}
	after := strings.TrimLeft(t[q.Span.End:min(len(t), q.Span.End+4)], " ")
	return strings.HasPrefix(after, ",") || strings.HasSuffix(q.Content.In(t), ",") || strings.HasSuffix(strings.TrimRight(t[max(0, q.Span.Start-4):q.Span.Start], " "), ":")
}
