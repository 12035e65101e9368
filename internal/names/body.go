package names

import (
	"slices"
	"strings"

	"parallax/internal/lang"
)

// linkBody links an organisation's or place's name: the same words, its
// initials, or a part of a longer name.
func (k *linker) linkBody(i int) {
	m := &k.found[i]
	key := k.nameKey(m)
	if e, ok := k.bodies[key]; ok {
		k.attach(i, e, "same name")
		return
	}
	words := k.nameWords(m)
	if m.Kind == Organisation {
		if e := k.partOf(words); e >= 0 {
			k.bodies[key] = e
			k.attach(i, e, "part of the name")
			return
		}
	}
	short := ""
	if m.Kind == Organisation && m.nameEnd-m.name > 1 {
		short = k.initialsOf(m)
	}
	e, known := k.bodies[short]
	if known {
		k.attach(i, e, "initials")
	} else {
		e = k.create(i, "new name")
	}
	k.entities[e].words = append(k.entities[e].words[:0], words...)
	k.bodies[key] = e
	if m.Kind != Organisation {
		return
	}
	if len(short) > 1 {
		k.bodies[short] = e
	}
	for n := m.name; n < m.nameEnd; n++ {
		if k.tok[n].can(lang.Body | lang.Several) {
			k.addHead(k.base(n), e)
		}
	}
}

// partOf finds a body whose name contains the words in a row, or that the
// words contain: "Harbour Police" in "Vesthavn Harbour Police".
func (k *linker) partOf(words []string) int {
	for e := range k.entities {
		if e > 300 {
			break
		}
		o := k.entities[e].words
		if k.entities[e].Kind != Organisation || len(o) == 0 {
			continue
		}
		short, long := words, o
		if len(short) > len(long) {
			short, long = long, short
		}
		if len(short) == 1 {
			who := k.l.Words.Who(short[0])
			if short[0] != long[0] || who.Is&(lang.Common|lang.Body|lang.Origin) != 0 || k.l.Places.Has(short[0]) {
				continue
			}
			return e
		}
		if contains(long, short) && !slices.Contains(long, "of") {
			return e
		}
	}
	return -1
}

func contains(long, short []string) bool {
	for n := 0; n+len(short) <= len(long); n++ {
		if slices.Equal(long[n:n+len(short)], short) {
			return true
		}
	}
	return false
}

// initialsOf gives the first letters of a name's capitalised words, lower case.
func (k *linker) initialsOf(m *found) string {
	var b strings.Builder
	for i := m.name; i < m.nameEnd; i++ {
		if c := k.t[k.seg.Tokens[i].Start]; k.tok[i].has(capital) && c < 0x80 {
			b.WriteByte(c)
		}
	}
	return strings.ToLower(b.String())
}
