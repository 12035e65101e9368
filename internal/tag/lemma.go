package tag

import (
	"strings"

	"parallax/internal/segment"
)

// rule makes a lemma of a folded word: it cuts bytes off the end and puts
// others there.
type rule struct {
	cut int
	add string
}

// longestAdded is how many bytes a rule may put on a word.
const longestAdded = 12

// LemmaID is the identity of a lemma: LemmaID("say") is Word.Lemma of "said".
// Two lemmas share one once in four thousand million.
func LemmaID(lemma string) uint32 {
	var w buffer
	w.fold(lemma)
	return hashOf(w.bytes())
}

// AppendLemma appends the lemma of a token, in lower case, to b.
func (m *Model) AppendLemma(b []byte, form string, w Word) []byte {
	if len(form) > longest {
		return append(b, strings.ToLower(form)...)
	}
	var folded buffer
	folded.fold(form)
	r := m.rules[w.rule]
	b = append(b, folded.b[:max(0, folded.n-r.cut)]...)
	return append(b, r.add...)
}

// inflected are the tags whose words are often not their own lemma.
var inflected = setOf(NNS, NNPS, VBD, VBG, VBN, VBZ, VBP, JJR, JJS, RBR, RBS, MD, POS, PRP, RB, DT, VB)

// lemmatise fills in the lemma once the tag is known.
func (m *Model) lemmatise(t string, tok segment.Token, c *cell, w *buffer, out *Word) {
	out.Lemma = c.hash
	if !inflected.has(out.Tag) || tok.Len() > longest {
		return
	}
	k, ok := m.lemmas.get(lemmaKey(c.hash, out.Tag))
	if !ok {
		if c.known || !regular.has(out.Tag) {
			return
		}
		w.fold(tok.In(t))
		k = m.ruleFor(w.bytes(), out.Tag)
	}
	if k == 0 {
		return
	}
	if ok {
		w.fold(tok.In(t))
	}
	r := m.rules[k]
	w.n = max(0, w.n-r.cut)
	w.n += copy(w.b[w.n:], r.add)
	out.rule, out.Lemma = k, hashOf(w.bytes())
}

func lemmaKey(word uint32, t Tag) uint32 { return two(77, word, uint32(t)) }

// regular are the tags whose lemma follows from the ending where the word is
// not known.
var regular = setOf(NNS, NNPS, VBD, VBG, VBN, VBZ, JJR, JJS)

// The regular ways to a lemma: the first entries of Model.rules.
const (
	asIs       uint16 = iota
	cut1              // votes, raised
	cut2              // watches, walked, largest
	cut3              // walking, planned, strongest
	cut4              // planning, biggest
	iesToY            // parties, carried, happier
	iestToY           // happiest
	ingToE            // raising
	menToMan          // chairmen
	numRegular = iota // how many
)

var regularRules = []rule{{0, ""}, {1, ""}, {2, ""}, {3, ""}, {4, ""}, {3, "y"}, {4, "y"}, {3, "e"}, {2, "an"}}

// ruleFor gives the regular way from an inflected word to its lemma. Where
// spelling leaves two ("rating" from "rat" or "rate"), the one that makes a
// known word is taken.
func (m *Model) ruleFor(w []byte, t Tag) uint16 {
	switch t {
	case NNS, NNPS, VBZ:
		return m.withoutS(w)
	case VBG:
		if hasEnd(w, "ing") && len(w) > 4 {
			return m.withoutEnd(w, 3, ingToE)
		}
	case VBD, VBN:
		if hasEnd(w, "ied") && len(w) > 4 {
			return iesToY
		}
		if hasEnd(w, "ed") && len(w) > 3 {
			return m.withoutEnd(w, 2, cut1)
		}
	case JJR:
		if hasEnd(w, "ier") && len(w) > 4 {
			return iesToY
		}
		if hasEnd(w, "er") && len(w) > 4 {
			return m.withoutEnd(w, 2, cut1)
		}
	case JJS:
		if hasEnd(w, "iest") {
			return iestToY
		}
		if hasEnd(w, "est") && len(w) > 5 {
			return m.withoutEnd(w, 3, cut2)
		}
	}
	return asIs
}

func hasEnd(w []byte, end string) bool {
	return len(w) >= len(end) && string(w[len(w)-len(end):]) == end
}

// withoutS takes the ending of a plural or of a third person off.
func (m *Model) withoutS(w []byte) uint16 {
	n := len(w)
	switch {
	case hasEnd(w, "men"):
		return menToMan
	case n < 3 || w[n-1] != 's' || hasEnd(w, "ss") || hasEnd(w, "us"):
		return asIs
	case hasEnd(w, "ies") && n > 4:
		return iesToY
	case hasEnd(w, "'s"):
		return cut2
	case hasEnd(w, "es") && !m.knows(w[:n-1]) &&
		(hasEnd(w, "ses") && m.knows(w[:n-2]) || hasEnd(w, "sses") || hasEnd(w, "shes") || hasEnd(w, "ches") || hasEnd(w, "xes") || hasEnd(w, "zzes") || hasEnd(w, "oes")):
		return cut2
	}
	return cut1
}

// withoutEnd takes an ending of n bytes off; restore is the rule that leaves
// or adds an "e".
func (m *Model) withoutEnd(w []byte, n int, restore uint16) uint16 {
	plain := [...]uint16{2: cut2, 3: cut3}[n]
	single := [...]uint16{2: cut3, 3: cut4}[n]
	stem := w[:len(w)-n]
	k := len(stem)
	double := k > 2 && stem[k-1] == stem[k-2] && !vowel(stem[k-1])
	var room [longest + 16]byte
	withE := append(append(room[:0], stem...), 'e')
	switch {
	case double && m.knows(stem[:k-1]) && !m.knows(stem):
		return single
	case m.knows(withE) && !m.knows(stem):
		return restore
	case m.knows(stem):
		if m.knows(withE) && wantsE(stem) {
			return restore
		}
		return plain
	case double && stem[k-1] != 's' && stem[k-1] != 'l' && stem[k-1] != 'f' && stem[k-1] != 'z':
		return single
	case wantsE(stem):
		return restore
	}
	return plain
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// wantsE reports whether English would hardly end a verb like this without an
// "e".
func wantsE(stem []byte) bool {
	k := len(stem)
	if k < 2 {
		return true
	}
	last, before := stem[k-1], stem[k-2]
	switch last {
	case 'v', 'u', 'c':
		return true
	case 'z':
		return before != 'z'
	case 'g':
		return before != 'n' && before != 'g' || hasEnd(stem, "ang") && k > 4
	case 's':
		return before != 's'
	case 't':
		return before == 'a' && k > 3 && !vowel(stem[k-3])
	case 'l':
		return !vowel(before) && before != 'l' && before != 'r' && before != 'w'
	case 'r':
		return before == 'u' || before == 'i'
	case 'd':
		return before == 'i' || before == 'u'
	}
	return false
}

// knows reports whether a folded word is in the dictionary.
func (m *Model) knows(w []byte) bool {
	u, _ := m.words.get(hashOf(w))
	return u.set != 0
}
