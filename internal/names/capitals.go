package names

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// Text in capitals throughout hides which words are names. Here each word of it
// gets the case that it would have in running text (truecasing: Lita, Ittycheriah,
// Roukos and Kambhatla, "tRuEcasIng", ACL 2003, with word lists and the rest of the
// report in place of a language model), and everything after reads it as such.
//
//	VESTHAVN MAYOR ILSE MARENKO TOLD REPORTERS  →  Vesthavn mayor Ilse Marenko told reporters

// minCapitals is how many words in capitals, and no other, make a sentence that
// is written in capitals throughout.
const minCapitals = 4

// allCapitals reports a sentence written in capitals throughout, where they
// tell even less than in a headline: of few words only beside another such.
func (f *finder) allCapitals(s segment.Sentence, beside bool) bool {
	n := 0
	for i := s.First; i < s.End; i++ {
		switch w := f.tok[i]; {
		case w.has(shouted):
			n++
		case w.has(word) && !w.has(initial) && !f.tok[max(i, 1)-1].has(initial) && f.t[f.seg.Tokens[i].Start] != '@':
			return false
		}
	}
	return n >= minCapitals || beside && n > 0
}

// Evidence from the rest of the report for how a word is written.
const (
	seenCapital = 1 << iota // with a capital where that tells something
	seenLower               // in small letters
)

// truecase gives the words of sentences in capitals the case of running text.
func (f *finder) truecase(sentences []segment.Sentence) {
	in := make(map[string]uint8)
	next := 0
	for i, w := range f.tok {
		for next < len(sentences) && sentences[next].End <= i {
			next++
		}
		if !w.has(word) || next < len(sentences) && sentences[next].First <= i || w.has(shouted) {
			continue
		}
		switch {
		case !w.has(capital):
			in[f.key(i)] |= seenLower
		case !w.has(opening | titled):
			in[f.key(i)] |= seenCapital
		}
	}
	for _, s := range sentences {
		for i := s.First; i < s.End; i++ {
			if f.tok[i].has(word) && f.tok[i].has(capital) {
				i += f.raise(i, s, in) - 1
			}
		}
	}
	f.raiseAgain(sentences, in)
}

// raiseAgain gives words that were taken for names in one place their capital in
// the others where no article stands before them.
func (f *finder) raiseAgain(sentences []segment.Sentence, in map[string]uint8) {
	for _, s := range sentences {
		for i := s.First; i < s.End; i++ {
			if w := &f.tok[i]; w.has(word) && !w.has(capital) && in[f.key(i)] == seenCapital && !w.can(lang.Function) && !f.determined(i) {
				w.shape |= capital
			}
		}
	}
}

// raise decides on the word at i and gives how many words it has decided on. Those
// that are no names lose their capital.
func (f *finder) raise(i int, s segment.Sentence, in map[string]uint8) int {
	n := f.nameIn(i, s, in)
	for k := i; k < i+max(n, 1); k++ {
		w := &f.tok[k]
		if n > 0 {
			w.shape = w.shape&^shouted | capital
			if !w.has(initial) && !w.can(lang.Function|lang.Title|lang.Origin|lang.Calendar) {
				in[f.key(k)] |= seenCapital
			}
			continue
		}
		w.shape &^= capital | shouted | initial
	}
	return max(n, 1)
}

// nameIn is how many words of a sentence in capitals from i on are a name, or
// what is written with a capital before one; 0 for none.
func (f *finder) nameIn(i int, s segment.Sentence, in map[string]uint8) int {
	w := f.tok[i]
	if w.has(initial) {
		if f.dotted(i) && i+1 < s.End && f.tok[i+1].has(shouted|initial) {
			return 1
		}
		return 0
	}
	if in[f.key(i)] == seenCapital && !w.can(lang.Function) {
		return 1
	}
	if in[f.key(i)] == seenLower || w.can(lang.Function) {
		return 0
	}
	if n := f.place(i, s.End); n > 1 || n == 1 && !w.can(lang.Common) {
		return n
	}
	switch {
	case w.can(lang.Origin):
		return 1
	case w.can(lang.Title) && i+1 < s.End && f.tok[i+1].has(shouted|initial) && (w.gender != Unknown && !w.can(lang.Role) || f.namePart(i+1, s.End)):
		return 1
	case f.afterGivenName(i, s.First):
		return 1
	case w.is == 0:
		if f.wordlike(i) || !f.evident(i, s) {
			return 0
		}
		return 1
	case f.givenName(i, s.End):
		return 2
	case w.can(lang.Calendar) && !w.can(lang.Common):
		return 1
	}
	if f.speakingName(i, s) {
		return 1
	}
	return 0
}

// evident reports whether something beside a word that no list has makes it a name:
// the lists of names, another such word or a name, a verb that reports, a role or a
// body that it belongs to, a preposition of place.
func (f *finder) evident(i int, s segment.Sentence) bool {
	_, _, first := f.firstName(i)
	switch {
	case first || f.surname(i), acronym(f.key(i)):
		return true
	case f.determined(i) && (i < s.First+2 || !f.tok[i-2].has(capital)):
		return false
	case i > s.First && f.tok[i-1].has(capital) && f.tok[i].has(adjacent):
		return true
	case f.reports(i+1, s.End), i > s.First && f.reports(i-1, s.End):
		return true
	case i > s.First && f.ofPlace(i-1):
		return true
	}
	if i+1 >= s.End || !f.tok[i+1].has(adjacent) || !f.tok[i+1].has(word) {
		return false
	}
	next := f.tok[i+1]
	return next.can(lang.Role|lang.Title|lang.Body) && !next.can(lang.Verb) || next.is == 0 && !f.wordlike(i+1) || f.surname(i+1) && !next.can(lang.Verb)
}

// ofPlace reports a preposition behind which a lone word tells where.
func (f *finder) ofPlace(i int) bool {
	switch f.key(i) {
	case "in", "at", "near", "from":
		return true
	}
	return false
}

// acronym reports letters that are no word: "NATO" is one to the lists, "BRK" here.
func acronym(k string) bool {
	return len(k) <= 5 && !strings.ContainsAny(k, "aeiouy")
}

// namePart reports a word in capitals that begins a name.
func (f *finder) namePart(i, end int) bool {
	w := f.tok[i]
	if w.has(initial) {
		return f.dotted(i)
	}
	return w.is == 0 && !f.wordlike(i) || f.givenName(i, end)
}

// givenName reports a first name in capitals before a family name or an initial.
func (f *finder) givenName(i, end int) bool {
	common, _, ok := f.firstName(i)
	if !ok || i+1 >= end || !f.tok[i+1].has(adjacent) || !f.tok[i+1].has(word) {
		return false
	}
	next := f.tok[i+1]
	if f.listed(i, cues) { // "SAID IVY"
		return false
	}
	if f.listed(i+1, cues) || next.can(lang.Function) || f.listed(i+1, auxiliaries) {
		return false
	}
	switch {
	case next.has(initial):
		return f.dotted(i + 1)
	case f.tok[i].can(lang.Common) && next.can(lang.Common):
		return common >= 3 && f.surname(i+1) && !f.tok[i].can(lang.Adjective) && !next.plural && (common >= 5 || !next.can(lang.Verb))
	case f.tok[i].can(lang.Common):
		return common >= 2 && !f.wordlike(i+1)
	}
	return next.is == 0 && !f.wordlike(i+1) || f.surname(i+1)
}

// afterGivenName reports the family name after a title or first name that was
// already taken for a name: BAKER in "MS BAKER", "LENA BAKER".
func (f *finder) afterGivenName(i, first int) bool {
	if i == first || !f.tok[i].has(adjacent) || !f.tok[i-1].has(capital) || f.tok[i-1].has(shouted) {
		return false
	}
	if f.listed(i, cues) || f.listed(i, auxiliaries) {
		return false
	}
	p := f.tok[i-1]
	if p.can(lang.Title) && p.gender != Unknown && !p.can(lang.Role) || p.has(initial) {
		return true
	}
	common, _, ok := f.firstName(i - 1)
	return ok && common >= 2 && f.surname(i) && !f.tok[i].plural && f.tok[i].is&(lang.Role|lang.Body|lang.Several) == 0
}

// speakingName reports a family name that is an ordinary word too, alone before
// or after a reporting verb: "STONE SAID". A noun would have an article there.
func (f *finder) speakingName(i int, s segment.Sentence) bool {
	w := f.tok[i]
	if !f.surname(i) || w.plural || w.is&(lang.Role|lang.Body|lang.Several|lang.Writing|lang.Title|lang.Adjective|lang.Adverb|lang.Numeral) != 0 {
		return false
	}
	after := f.reports(i+1, s.End) && (i == s.First || f.seg.Tokens[i-1].Kind != segment.Word)
	before := i > s.First && f.reports(i-1, s.End) && (i+1 == s.End || f.seg.Tokens[i+1].Kind != segment.Word)
	return after || before
}

// wordlike reports a word in no list that is made like an ordinary one, and that no
// list of names has.
func (f *finder) wordlike(i int) bool {
	k := f.key(i)
	if _, _, ok := f.firstName(i); ok || f.surname(i) {
		return false
	}
	for _, end := range [...]string{"ing", "ings", "ed", "ly", "ness", "ment", "ments", "tion", "tions", "sion", "sions", "able", "ible", "ful", "less", "ist", "ists", "ity", "ities", "ised", "ized", "wards", "ship", "proof", "wide"} {
		if len(k) > len(end)+2 && strings.HasSuffix(k, end) {
			return true
		}
	}
	return strings.Contains(k, "-")
}
