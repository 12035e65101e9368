package story

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parallax/internal/terms"
)

// listed are the languages that have a list of words that say nothing about
// what a report is about.
var listed = []string{"de", "en", "es", "fr", "it", "nl", "pt"}

var stopLists = sync.OnceValue(func() map[string]func() map[uint32]bool {
	out := map[string]func() map[uint32]bool{}
	for _, code := range listed {
		out[code] = sync.OnceValue(func() map[uint32]bool { return readStop(code) })
	}
	return out
})

// stopWords says which words of a language tell nothing about what a report is
// about. Where there is no list, these are words of up to three letters and, in
// Japanese, pairs written in Hiragana, which are what grammar is written in;
// what else is common, the frequencies in the stream have to tell.
func stopWords(language string) func(t string, w terms.Term) bool {
	if read := stopLists()[language]; read != nil {
		list := read()
		return func(_ string, w terms.Term) bool { return list[w.ID] }
	}
	return func(t string, w terms.Term) bool {
		s := w.In(t)
		r, _ := utf8.DecodeRuneInString(s)
		switch {
		case w.Number:
			return false
		case unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			return false
		case unicode.Is(unicode.Hiragana, r):
			return strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Hiragana, r) }) < 0
		}
		return utf8.RuneCountInString(s) <= shortWord
	}
}

// shortWord is how many letters a word of grammar has at most, about.
const shortWord = 3

func readStop(code string) map[uint32]bool {
	data, err := tables.ReadFile("words/" + code + ".stop.txt")
	if err != nil {
		panic(fmt.Sprintf("story: %v", err))
	}
	out := map[uint32]bool{}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			out[terms.ID(w)] = true
		}
	}
	return out
}
