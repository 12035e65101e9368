package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// handle makes the mention of an account, which speaks in what it posts:
// "@VesthavnPolice".
func (f *finder) handle(k, sentence int) found {
	m := f.mention(k, k+1, sentence)
	m.Form, m.Kind, m.chunk, m.name, m.nameEnd = Name, Organisation, handle, k, k+1
	m.Name = m.Span
	return m
}

// linkHandle links an account to whoever of the report's people and bodies has the
// same letters, else to itself.
func (k *linker) linkHandle(i int) {
	m := &k.found[i]
	key := k.nameKey(m)
	if e, ok := k.bodies[key]; ok {
		k.attach(i, e, "same name")
		return
	}
	e := k.holder(lettersOf(key))
	if e < 0 {
		e = k.create(i, "new name")
		k.entities[e].maybe = true // somebody or a body: what follows tells
	} else {
		k.attach(i, e, "handle")
	}
	k.bodies[key] = e
}

// mostHolders bounds the entities among whom an account's holder is looked for.
const mostHolders = 300

// holder is the entity whose name an account's letters are: given and family name,
// the first letter and the family name, the words of a body. It is -1 for none.
func (k *linker) holder(letters string) int {
	for e := range k.entities[:min(len(k.entities), mostHolders)] {
		ent := &k.entities[e]
		if ent.family != "" && ent.given != "" {
			given, family := lettersOf(ent.given), lettersOf(ent.family)
			_, first := utf8.DecodeRuneInString(given)
			if letters == given+family || given != "" && letters == given[:first]+family {
				return e
			}
			continue
		}
		if len(ent.words) > 1 && letters == lettersOf(strings.TrimPrefix(strings.Join(ent.words, ""), "the")) {
			return e
		}
	}
	return -1
}

// lettersOf is what a name and an account have in common: the letters.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, s)
}
