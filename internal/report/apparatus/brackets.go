package apparatus

import (
	"strings"
	"unicode"

	"parallax/internal/collate"
	"parallax/internal/text"
)

// unmarked counts the stretches that a reading changes without saying so: what
// is cut at an edge and what stands in square brackets is told to the reader.
func unmarked(c *collate.Comparison, s Sharp) int {
	ut := &c.Utterances[s.Utterance]
	rd := &ut.Readings[s.Reading]
	full, q := &c.Quotations[ut.Fullest], &c.Quotations[rd.Quotation]
	from, to := c.Reports[full.Report].Article.Text, c.Reports[q.Report].Article.Text
	n := 0
	for _, e := range rd.Edits {
		if !e.Edge && !bracketed(from, full.Content, e.From) && !bracketed(to, q.Content, e.To) {
			n++
		}
	}
	return n
}

// bracketed reports whether words of a quotation stand in square brackets; of
// no words, whether they would stand right beside a pair: "Mr Orme thinks" as
// "[he] thinks" may come as a word changed and another left out.
func bracketed(t string, content []text.Span, s text.Span) bool {
	for _, in := range content {
		if s.Start < in.Start || in.End < s.End {
			continue
		}
		before, words, after := t[in.Start:s.Start], strings.TrimSpace(s.In(t)), t[s.End:in.End]
		if words == "" {
			before, after = strings.TrimRightFunc(before, unicode.IsSpace), strings.TrimLeftFunc(after, unicode.IsSpace)
			return strings.HasSuffix(before, "]") || strings.HasPrefix(after, "[")
		}
		opens := strings.HasPrefix(words, "[") || last(before) == '['
		shuts := strings.HasSuffix(words, "]") || first(after) == ']'
		return opens && shuts
	}
	return false
}

// last is the last square bracket of s, 0 when there is none; first the first.
func last(s string) byte {
	if i := strings.LastIndexAny(s, "[]"); i >= 0 {
		return s[i]
	}
	return 0
}

func first(s string) byte {
	if i := strings.IndexAny(s, "[]"); i >= 0 {
		return s[i]
	}
	return 0
}
