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
		words := wordsIn(content)
		sentence := strings.ContainsAny(lastRune(content), ".?!…。！？")
		whole := utterance(t, q)
		n := len(out.Quotations)
		switch {
		case n > 0 && q.Bare && q.Continues:
			out.Quotations[n-1].Content = append(out.Quotations[n-1].Content, q.Content)
		case words < fewest && !sentence && !(whole && words > 1):
			out.Asides = append(out.Asides, Aside{Content: q.Content, Why: term})
		default:
			kind := Mixed
			if sentence || !q.Closed || whole {
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

// wordsIn counts the words of a text; where the script writes no spaces, two
// characters are taken for one.
func wordsIn(s string) int {
	n, unspaced := 0, 0
	for w := range strings.FieldsSeq(s) {
		n++
		for _, c := range w {
			if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				unspaced++
			}
		}
	}
	return n + unspaced/2
}

// utterance reports whether what stands between marks is a clause of its own, as
// most languages write one: it begins with no small letter, and a comma, a dash
// or the Japanese particle for what is said follows, or a colon leads up to it
// („Wir gehen“, sagte sie).
func utterance(t string, q marks.Quoted) bool {
	content := q.Content.In(t)
	if first, _ := utf8.DecodeRuneInString(content); unicode.IsLower(first) || !unicode.IsLetter(first) && !strings.ContainsRune("¿¡…", first) {
		return false
	}
	if strings.ContainsAny(lastRune(content), ",，") {
		return true
	}
	if titleCase(content) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(t[q.Span.End:], " \u00a0"))
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t[:q.Span.Start], " \u00a0"))
	return strings.ContainsRune(",，—–と", after) || before == ':' || before == '：'
}

// titleCase reports words of which all but short ones begin with a capital letter,
// as in «Faro del Norte».
func titleCase(s string) bool {
	words := 0
	for w := range strings.FieldsSeq(s) {
		first, _ := utf8.DecodeRuneInString(w)
		if utf8.RuneCountInString(w) > 3 && !unicode.IsUpper(first) {
			return false
		}
		words++
	}
	return words > 1 && !strings.ContainsAny(lastRune(s), ".?!")
}
