package lang

import "strings"

// Strength says how surely a reporting word means that its subject speaks.
type Strength uint8

const (
	Weak   Strength = iota // may speak: "found", "hoped"
	Naming                 // names or judges something; a part-quotation beside it is its subject's: "called it"
	Strong                 // speaks whenever a quotation stands beside it: "said", "told"
)

// VerbForm is the inflection of a reporting word.
type VerbForm uint8

const (
	Base       VerbForm = iota // "say"
	Present                    // "says"
	Past                       // "said", also the past participle
	Participle                 // "saying"
)

// Cue is a word that reports speech.
type Cue struct {
	Lemma    string
	Strength Strength
	Form     VerbForm
	Noun     bool // the form is as often a noun: "report", "comments"
}

// cues reads the list of reporting words.
func cues(code string) map[string]Cue {
	strengths := map[string]Strength{"weak": Weak, "name": Naming, "strong": Strong}
	forms := map[string]VerbForm{"base": Base, "present": Present, "past": Past, "participle": Participle}
	list := pairs(code, "cues")
	out := make(map[string]Cue, len(list))
	for word, value := range list {
		f := strings.Fields(value)
		if len(f) < 3 {
			panic("lang: cues: " + word + ": wants lemma, strength and form")
		}
		out[word] = Cue{Lemma: f[0], Strength: strengths[f[1]], Form: forms[f[2]], Noun: len(f) > 3}
	}
	return out
}
