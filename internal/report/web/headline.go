package web

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/internal/collate"
)

// A headline made from a first sentence is cut when it is longer than this,
// in characters.
const headlineMost = 96

// Words that begin a clause which a headline can do without, and words that
// go with them: "just hours | after saying".
var (
	openers = strings.Fields("after amid although as because before despite following since though when where which while who")
	riders  = strings.Fields("a few several just only shortly soon moments minutes hours days weeks months years even")
)

// headline is the title of the first report that has one; else its first
// sentence, cut at a clause when it is long. Its words are always a report's.
func headline(c *collate.Comparison) (words string, cut bool, lang string) {
	for _, r := range c.Reports {
		if t := strings.Join(strings.Fields(r.Article.Title), " "); t != "" {
			return t, false, language(r.Article)
		}
	}
	for _, r := range c.Reports {
		for _, p := range r.Article.Paragraphs {
			if s := firstSentence(strings.Join(strings.Fields(p.In(r.Article.Text)), " ")); s != "" {
				words, cut = clause(s)
				return words, cut, language(r.Article)
			}
		}
	}
	return "Comparison", false, ""
}

// firstSentence is p up to its first full stop before a space and a capital,
// without the stop.
func firstSentence(p string) string {
	for i := 0; i+2 < len(p); i++ {
		if !strings.ContainsRune(".!?", rune(p[i])) || p[i+1] != ' ' {
			continue
		}
		word := p[strings.LastIndexByte(p[:i], ' ')+1 : i]
		if r, _ := utf8.DecodeRuneInString(p[i+2:]); len(word) > 3 && strings.ToLower(string(r)) != string(r) {
			return strings.TrimSuffix(p[:i+1], ".")
		}
	}
	return strings.TrimSuffix(p, ".")
}

// clause cuts a long sentence before its last clause that begins within the
// length, or failing that between words.
func clause(s string) (string, bool) {
	if utf8.RuneCountInString(s) <= headlineMost {
		return s, false
	}
	fields := strings.Fields(s)
	n, length, end := 0, 0, 0
	for ; n < len(fields); n++ {
		length += utf8.RuneCountInString(fields[n]) + 1
		if length > headlineMost {
			break
		}
		if n+1 < len(fields) && n >= 3 && opens(fields[n], fields[n+1]) {
			end = n + 1
		}
	}
	if end == 0 {
		end = max(n, 1)
	}
	for end > 4 && slices.Contains(riders, strings.ToLower(fields[end-1])) {
		end--
	}
	return strings.TrimRight(strings.Join(fields[:end], " "), ",;:–—- "), true
}

// opens reports whether a clause begins between two words.
func opens(before, after string) bool {
	return strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";") || after == "–" || after == "—" || after == "-" ||
		slices.Contains(openers, after)
}
