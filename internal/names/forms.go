package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/lang"
)

// fold is a token in lower case, straight apostrophes, without the point of an
// abbreviation.
func fold(as string) string {
	k := strings.ToLower(as)
	if onlyLetters(as) {
		return k
	}
	if strings.Contains(k, "’") {
		k = strings.ReplaceAll(k, "’", "'")
	}
	if len(k) > 3 && scanned(as) {
		k = unscanned.Replace(k)
	}
	return strings.TrimSuffix(k, ".")
}

// unscanned undoes what a scanner makes of a name: torn at the end of a line, a
// figure for a letter.
var unscanned = strings.NewReplacer("-\n", "", "1", "l", "0", "o", "5", "s")

// scanned reports a name with a figure among its small letters, or with the end of a
// line in it: "Pe11", "Ma-\nrenko".
func scanned(s string) bool {
	small, figure := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || c >= utf8.RuneSelf:
			small++
		case c == '1' || c == '0' || c == '5':
			figure = true
		case c == '-' && i+1 < len(s) && s[i+1] == '\n':
			return true
		case i > 0:
			return false
		case c < 'A' || c > 'Z':
			return false
		}
	}
	return figure && small > 0
}

// look finds a token in the word list without allocating.
func (x *lexicon) look(w string) (lang.Who, bool) {
	if len(w) > len(x.buf) {
		return lang.Who{}, false
	}
	n := 0
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return x.l.Words.Find(lang.FormKey([]byte(strings.TrimSuffix(strings.ToLower(w), "."))))
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		x.buf[n] = c
		n++
	}
	if n > 1 && x.buf[n-1] == '.' {
		n--
	}
	return x.l.Words.Find(lang.FormKey(x.buf[:n]))
}

// classify is what a word looks like and what the word lists know of it, whatever
// stands around it.
func (x *lexicon) classify(str string) token {
	w := token{shape: word}
	if strings.IndexByte(str, '\n') > 0 {
		str = strings.ReplaceAll(str, "-\n", "")
	}
	if who, ok := x.look(str); ok {
		w.is, w.plural, w.gender = who.Is, who.Plural, genderOf(who)
	} else if endsInIst(str) {
		w.is, w.plural = lang.Role|lang.Noun, strings.HasSuffix(str, "s")
	} else if onlyLetters(str) {
		w.is = 0
	} else if x.contraction(str) {
		w.is = lang.Function
	} else if x.particled(str) {
		w.shape |= capital
	} else if head, rest, found := strings.Cut(str, "-"); found && head != "" {
		w.is = x.hyphenated(str)
		if who, ok := x.look(head); ok && strings.HasPrefix(rest, "of-") {
			w.gender = genderOf(who)
		}
	}
	w.shape |= letterShape(str)
	if str == "DI" || str == "DS" { // detectives
		w.is = lang.Title
	}
	return w
}

// onlyLetters reports a word of the letters a to z, small or capital.
func onlyLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// rareShape tells the few words that every token is asked for.
func rareShape(as, key string) shape {
	switch {
	case key == "i" || strings.HasPrefix(key, "i'"):
		return myself
	case key == "person" || key == "people":
		return person
	}
	switch as {
	case "another", "Another", "others", "Others", "One", "one", "other", "second", "third", "fourth":
		return other
	}
	return 0
}

// genderOf is the gender that a word itself tells.
func genderOf(who lang.Who) Gender {
	switch who.Gender {
	case 'f':
		return Female
	case 'm':
		return Male
	}
	return Unknown
}

// particled reports a family name that a small word is tied to: "al-Salim".
func (x *lexicon) particled(s string) bool {
	head, rest, found := strings.Cut(s, "-")
	if !found || rest == "" {
		return false
	}
	who, ok := x.look(head)
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && who.Is&lang.Particle != 0 && unicode.IsUpper(r)
}

// endsInIst reports a lower-case word for somebody by its ending:
// "environmentalists".
func endsInIst(s string) bool {
	s = strings.TrimSuffix(s, "s")
	return len(s) > 6 && strings.HasSuffix(s, "ist") && 'a' <= s[0] && s[0] <= 'z' && !strings.HasSuffix(s, "list")
}

// contraction reports a small word with what is left of another: "We're".
func (x *lexicon) contraction(s string) bool {
	at := strings.IndexAny(s, "'’")
	if at <= 0 {
		return false
	}
	who, ok := x.look(s[:at])
	if !ok && at > 1 && strings.HasSuffix(s[:at], "n") { // "Doesn't"
		who, ok = x.look(s[:at-1])
	}
	return ok && who.Is&lang.Function != 0
}

// hyphenated gives a compound the role classes of its last part
// ("lawyer-activist", "ex-mayor") and makes any other an adjective.
func (x *lexicon) hyphenated(s string) lang.Class {
	head, rest, _ := strings.Cut(s, "-")
	switch rest {
	case "elect", "designate", "to-be":
		if who, ok := x.look(head); ok {
			return who.Is
		}
	}
	if strings.HasSuffix(s, "-year-old") { // "the 71-year-old"
		return lang.Role | lang.Noun | lang.Adjective
	}
	if strings.HasPrefix(rest, "of-") { // "mother-of-two"
		if who, ok := x.look(head); ok {
			return who.Is & (lang.Role | lang.Noun)
		}
	}
	last := s[strings.LastIndexByte(s, '-')+1:]
	switch who, ok := x.look(last); {
	case ok && who.Is&lang.Role != 0 && last != "":
		return who.Is & (lang.Role | lang.Noun)
	case ok && who.Is&lang.Qualifier != 0: // "then-acting"
		return lang.Qualifier
	}
	return lang.Adjective
}

func letterShape(s string) shape {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) {
		return 0
	}
	rest := strings.TrimSuffix(s[n:], ".")
	if rest == "" {
		return capital | initial
	}
	upper, lower := 1, 0
	for _, r := range rest {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	if lower == 0 && upper > 1 {
		return capital | shouted
	}
	return capital
}
