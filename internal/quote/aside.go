package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/names"
)

// Reasons why a quoted stretch is no quotation.
const (
	title    = "title"
	nickname = "nickname"
	term     = "term"
)

// longestName bounds, in bytes, how far before a nickname its name can begin:
// far enough for any name, near enough that a long text is read in linear time.
const longestName = 200

// mostWords is how many words a quoted stretch may have that is no speech by its
// form and its neighbours.
const mostWords = 8

// shape says why the quoted element q cannot be speech, as far as its form and
// its neighbours tell; "" when it can.
func (r *reader) shape(f *frame, q int) string {
	e := f.elements[q]
	content := r.marks[e.quoted].Content.In(r.text)
	upper, must, all := capitals(content, mostWords)
	if all == 0 {
		return term
	}
	if all > mostWords || strings.ContainsAny(lastRune(content), ".?!") && all > 3 && must > upper {
		return ""
	}
	named := upper == must && upper > 0 // every word that must be is capitalised
	before, after := neighbour(f, q-1), neighbour(f, q+1)
	if why := r.introduced(f, q, named); why != "" {
		return why
	}
	if r.insideName(e.quoted) {
		return nickname
	}
	if !named || f.headline && all > 1 {
		return ""
	}
	if isApostrophe(r.text, before) && neighbour(f, q-2).kind == noun {
		return title // "on CBS’ “…”"
	}
	if all <= 5 && r.lang.Programmes.Has(after.lower) && before.kind != punct {
		return title // "its “Clean Taps” plan"
	}
	if n := neighbour(f, q+2); after.mark == ',' && isDeterminer(n.lower) && r.lang.Asides[neighbour(f, q+3).lower] == title {
		return title // "“Downstream”, the film about the floods"
	}
	cueBeside := before.isCue && before.cue.Lemma != "tell" || before.mark == ':' || after.isCue
	switch {
	case before.isCue && makes(before.cue.Lemma) && !strings.ContainsAny(lastRune(content), ".?!,"):
		return title // "she wrote “The Long Night”", "he sang “Rain”"
	case before.lower == "called" && neighbour(f, q-2).kind != punct && r.indefinite(neighbour(f, q-2)):
		return title // "a firm called “Blue Wave”"
	case before.lower == "told" && all <= 3 && all == upper:
		return title // "she told “Morning Call”"
	case cueBeside:
		return ""
	case before.lower == "as" && (f.speaks || r.cast(f, q-1)):
		return "" // "argued that its role as “Guardian of the Pipes” was over", "hailed her as “The Iron Clerk”"
	case all >= 3 && before.kind == word && !r.named(f, q):
		return title
	case before.kind == noun && r.possessive(before.mention) || before.lower == "'s" || before.lower == "’s":
		return title
	case before.kind == noun && after.kind == noun && all <= 3:
		return nickname
	case after.kind == noun && all <= 2 && before.mark != ',' && !r.commaInside(e.quoted):
		return nickname
	case all >= 2 && (before.kind == word && (r.lang.Prepositions.Has(before.lower) || isDeterminer(before.lower)) || before.kind == noun && after.kind == word) && !r.named(f, q):
		return title
	case after.kind == word && r.lang.Asides[after.lower] == title || after.kind == word && (after.lower == "show" || after.lower == "host" || after.lower == "column" || after.lower == "star" || after.lower == "franchise"):
		return title
	case all == 1 && before.kind == word && isDeterminer(before.lower) && after.kind == word && !r.lang.Prepositions.Has(after.lower) && !after.isCue && !r.lang.Auxiliaries.Has(after.lower):
		return title
	}
	return ""
}

// cast reports whether a verb that judges or names somebody governs "as" at element i,
// with nothing but that somebody between.
func (r *reader) cast(f *frame, i int) bool {
	v := neighbour(f, i-2)
	return v.isCue && v.cue.Strength >= lang.Naming && neighbour(f, i-1).kind == noun
}

// makes reports whether a verb has works as its objects.
func makes(lemma string) bool {
	switch lemma {
	case "write", "sing", "read", "publish", "release", "pen", "recite", "chant", "broadcast":
		return true
	}
	return false
}

// indefinite reports whether an element is a thing brought in anew: "a firm".
func (r *reader) indefinite(e element) bool {
	if e.kind == word {
		return !e.isCue && !r.lang.Auxiliaries.Has(e.lower)
	}
	return e.kind == noun && r.names.Mentions[e.mention].Form == names.Nominal && r.names.Mentions[e.mention].Kind != names.Person
}

// named reports whether somebody in the frame calls something by the quoted
// words: "she called him “Old Iron Hand”" is speech.
func (r *reader) named(f *frame, q int) bool {
	for c := q - 1; c >= 0 && q-c < 8; c-- {
		if e := f.elements[c]; e.isCue && e.cue.Strength != lang.Weak {
			if _, ok := r.subject(f, c); ok {
				return e.cue.Lemma == "call" || e.cue.Lemma == "label" || e.cue.Lemma == "brand" || c == q-1
			}
		}
	}
	return false
}

// introduced reads the words before the quoted element: "the so-called “…”",
// "the song “…”", "nicknamed “…”".
func (r *reader) introduced(f *frame, q int, named bool) string {
	for i := q - 1; i >= 0 && q-i <= 2; i-- {
		e := f.elements[i]
		switch {
		case e.kind == punct && e.mark == ',' && i == q-1:
			continue
		case e.kind != word:
			return ""
		case i < q-1 && e.lower != "so-called" && e.lower != "nicknamed" && e.lower != "dubbed" && !named:
			return ""
		}
		why, ok := r.lang.Asides[e.lower]
		if !ok {
			if e.lower == "as" && i > 0 && f.elements[i-1].lower == "known" {
				return term
			}
			if i == q-1 && isDeterminer(e.lower) {
				continue
			}
			return ""
		}
		if _, active := r.lang.Cues[e.lower]; active && i > 0 { // "critics dubbed it", "he labelled “…”"
			if s, ok := r.subject(f, i); ok && s == i-1 {
				return ""
			}
		}
		return why
	}
	return ""
}

// insideName reports whether a name runs on over the quoted stretch: Jan
// “Iron Hand” Moravec.
func (r *reader) insideName(mark int) bool {
	span := r.marks[mark].Span
	for i := r.names.From(span.Start) - 1; i >= 0 && span.Start-r.names.Mentions[i].Span.Start < longestName; i-- {
		if r.names.Mentions[i].Name.Contains(span) {
			return true
		}
	}
	return false
}

// commaInside reports whether the quoted words end in a comma, as speech
// before its cue does.
func (r *reader) commaInside(mark int) bool {
	return strings.HasSuffix(r.marks[mark].Content.In(r.text), ",")
}

// aside gives the final reason why a candidate is no quotation: its shape, or
// that it is one or two words that nobody could have said.
func (r *reader) aside(c *candidate) string {
	if c.why != "" {
		return c.why
	}
	content := r.content(c)
	if moreWords(content, 2) || c.rule != none && c.rule != "subject" && c.rule != "paragraph-before" && c.rule != "continues" {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(content)
	if unicode.IsUpper(first) && (strings.ContainsAny(lastRune(content), ".?!") || c.element == 0 && strings.HasSuffix(content, ",")) {
		return ""
	}
	return term
}

// moreWords reports whether s has more words than n.
func moreWords(s string, n int) bool {
	for range strings.FieldsSeq(s) {
		if n--; n < 0 {
			return true
		}
	}
	return false
}

func isApostrophe(t string, e element) bool {
	if e.span.Empty() {
		return false
	}
	s := e.span.In(t)
	return s == "'" || s == "’"
}

// neighbour is the element at i, or a zero one past the ends of the frame.
func neighbour(f *frame, i int) element {
	if i < 0 || i >= len(f.elements) {
		return element{kind: punct}
	}
	return f.elements[i]
}
