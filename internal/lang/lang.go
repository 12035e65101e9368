// Package lang holds word data of one language: lists that stages look words
// up in, and no logic. Every list is a text file under a folder named by the
// language's ISO 639-1 code, one entry a line, lower case, "#" begins a
// comment, so that somebody who knows the language but no Go can correct it.
//
// A Language is read from the embedded files once, at first use, and is
// read-only afterwards.
package lang

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:generate go run ./gen en/tables

//go:embed en/*.txt
var files embed.FS

// Set is a list of words or short phrases, lower case.
type Set map[string]struct{}

// Has reports whether w, in lower case, is in the set.
func (s Set) Has(w string) bool { _, ok := s[w]; return ok }

// Map is a list of words with one value each: the rest of the line after the
// first tab.
type Map map[string]string

// Language is the word data of one language.
type Language struct {
	Code string // ISO 639-1

	Months   Map // name or abbreviation without point to "1".."12"
	Weekdays Map // name or abbreviation without point to "1" (Monday) .. "7"

	Abbreviations Map // word without its point to how the point ends a sentence; see the file's head
	Starters      Set // words that commonly begin a sentence and are seldom part of a name
	TimeZones     Set // words that may follow "p.m." within a sentence
	Elisions      Set // words that lost their beginning, without their apostrophe: "em", "til"

	Cues          map[string]Cue // words that report speech, every form
	CueNouns      Set            // "answer", "statement": a possessive before one speaks
	Auxiliaries   Set            // "has", "would", "not": may stand between a subject and its verb
	Prepositions  Set            // "in", "during": the noun after them is no subject
	Subordinators Set            // "after", "while": a clause of its own follows
	Programmes    Set            // "bill", "plan": after capitalised words in quotation marks, what they name
	Ranks         Map            // office or rank to the ladder that it stands on: "sergeant" to "service"
	Superlatives  Map            // superlative to the word for its class: "biggest" to "largest"
	OneWay        Set            // lemmas of verbs for what only one of two does to the other: "sue"
	Deeds         Map            // lemma of a verb to that of its class: "approve" to "pass"
	Asides        Map            // words before quotation marks that make them a term, a title or a nickname: "so-called" to "term"

	NameWords    // words for finding who a report names
	ReadingWords // words for comparing quotations and people
	TimeWords    // words for finding expressions of time

	QuantityWords // words for finding numbers and what they count
}

// English is the word data of English. It panics if an embedded file is
// malformed, which the package's tests rule out.
var English = sync.OnceValue(func() *Language { return load("en") })

func load(code string) *Language {
	return &Language{
		Code:     code,
		Months:   pairs(code, "months"),
		Weekdays: pairs(code, "weekdays"),

		Abbreviations: pairs(code, "abbreviations"),
		Starters:      words(code, "starters"),
		TimeZones:     words(code, "time_zones"),
		Elisions:      words(code, "elisions"),

		Cues:          cues(code),
		CueNouns:      words(code, "cuenouns"),
		Auxiliaries:   words(code, "auxiliaries"),
		Prepositions:  words(code, "prepositions"),
		Subordinators: words(code, "subordinators"),
		Programmes:    words(code, "programmes"),
		OneWay:        words(code, "oneway"),
		Deeds:         pairs(code, "deeds"),
		Superlatives:  pairs(code, "superlatives"),
		Ranks:         pairs(code, "ranks"),
		Asides:        pairs(code, "asides"),

		NameWords:    nameWords(code),
		ReadingWords: readingWords(code),
		TimeWords:    timeWords(code),

		QuantityWords: quantityWords(code),
	}
}

// words reads one list as a set.
func words(code, name string) Set {
	set := Set{}
	for _, line := range lines(code, name) {
		set[line] = struct{}{}
	}
	return set
}

// pairs reads one list as a map; a line without a tab has the empty value.
func pairs(code, name string) Map {
	m := Map{}
	for _, line := range lines(code, name) {
		key, value, _ := strings.Cut(line, "\t")
		m[key] = value
	}
	return m
}

// groups reads one list whose lines are words that belong together, space
// between, as a map from each word to the numbers of its lines.
func groups(code, name string) map[string][]int {
	m := map[string][]int{}
	for n, line := range lines(code, name) {
		for w := range strings.FieldsSeq(line) {
			m[w] = append(m[w], n)
		}
	}
	return m
}

func lines(code, name string) []string {
	data, err := files.ReadFile(code + "/" + name + ".txt")
	if err != nil {
		panic(fmt.Sprintf("lang: %v", err))
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimRight(line, " \t\r\n"); line != "" {
			out = append(out, line)
		}
	}
	return out
}
