package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// shape is what a token looks like.
type shape uint16

const (
	capital  shape = 1 << iota // begins with an upper-case letter
	shouted                    // two or more letters, all upper case
	initial                    // one upper-case letter, with or without point
	opening                    // first word of a sentence or of quoted words: its capital tells nothing
	titled                     // in a headline-style sentence, where most words have capitals
	quoted                     // between quotation marks
	adjacent                   // only a space or two lie between it and the token before
	word                       // a word, not a number or a mark
)

// token is one token with what the word lists know about it.
type token struct {
	is     lang.Class
	shape  shape
	gender Gender
	plural bool
}

func (w token) has(s shape) bool      { return w.shape&s != 0 }
func (w token) can(c lang.Class) bool { return w.is&c != 0 }

// only reports whether all ordinary word classes of w are among c.
func (w token) only(c lang.Class) bool { return w.is&lang.Common != 0 && w.is&lang.Common&^c == 0 }

// finder is the working state of one Find.
type finder struct {
	t      string
	seg    *segment.Segments
	l      *lang.Language
	tok    []token             // one a token of seg
	keys   []string            // what key has given for a token; empty before
	given  []firstName         // what firstName has given for a token
	family []uint8             // what surname has given for a token: 0 nothing yet, 1 no, 2 yes
	caps   map[string]struct{} // words seen with a capital in the middle of a sentence, lower case

	seen     map[string]bool     // words that open a sentence or stand in a headline, as written: whether they are names elsewhere
	families map[string]struct{} // family names that are ordinary words too, lower case

	chunks  []chunk // capitalised sequences, in order
	chunkOf []int32 // per token: index of its chunk + 1, or 0
	found   []found // mentions, unsorted until sorted

	appositive map[int]bool // mentions found to say who the one before them is

	buf [64]byte // scratch for lower-casing
}

// key is a token in lower case, straight apostrophes, without the point of an
// abbreviation.
func (f *finder) key(i int) string {
	if f.keys[i] == "" {
		f.keys[i] = f.fold(i)
	}
	return f.keys[i]
}

func (f *finder) fold(i int) string {
	k := strings.ToLower(f.seg.Tokens[i].In(f.t))
	if strings.Contains(k, "’") {
		k = strings.ReplaceAll(k, "’", "'")
	}
	if len(k) > 3 && scanned(f.seg.Tokens[i].In(f.t)) {
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
func (f *finder) look(w string) (lang.Who, bool) {
	if len(w) > len(f.buf) {
		return lang.Who{}, false
	}
	n := 0
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return f.l.Words.Find(lang.FormKey([]byte(strings.TrimSuffix(strings.ToLower(w), "."))))
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		f.buf[n] = c
		n++
	}
	if n > 1 && f.buf[n-1] == '.' {
		n--
	}
	return f.l.Words.Find(lang.FormKey(f.buf[:n]))
}

// classify fills tok and caps.
func (f *finder) classify(m []marks.Quoted) {
	n := len(f.seg.Tokens)
	f.tok, f.keys, f.given, f.family = make([]token, n), make([]string, n), make([]firstName, n), make([]uint8, n)
	for i, s := range f.seg.Tokens {
		f.tok[i] = f.classifyOne(i, s)
	}
	f.markQuoted(m)
	var high []segment.Sentence // those in capitals throughout
	for _, s := range f.seg.Sentences {
		if f.allCapitals(s, len(high) > 0 && high[len(high)-1].End == s.First) {
			high = append(high, s)
			continue
		}
		f.markOpenings(s)
	}
	if high != nil {
		f.truecase(high)
	}
	f.sift()
	for i, w := range f.tok {
		if w.has(capital) && !w.has(opening|titled|shouted) && w.can(lang.Common) {
			f.caps[f.key(i)] = struct{}{}
		}
	}
}

// sift notes which words whose capital tells nothing stand elsewhere with one
// that does, and so are names.
func (f *finder) sift() {
	var seen map[string]bool
	for i, w := range f.tok {
		if w.has(titled|opening) && w.has(capital) && w.is&lang.Common == 0 {
			if seen == nil {
				seen = map[string]bool{}
			}
			seen[f.seg.Tokens[i].In(f.t)] = false
		}
	}
	if seen == nil {
		return
	}
	for i, w := range f.tok {
		if w.has(capital) && !w.has(titled|opening) {
			if _, ok := seen[f.seg.Tokens[i].In(f.t)]; ok {
				seen[f.seg.Tokens[i].In(f.t)] = true
			}
		}
	}
	f.seen = seen
}

func (f *finder) classifyOne(i int, s segment.Token) token {
	var w token
	if i > 0 {
		if gap := s.Start - f.seg.Tokens[i-1].End; gap <= 2 && !strings.ContainsAny(f.t[s.Start-gap:s.Start], "\n\r") {
			w.shape |= adjacent
		}
	}
	if s.Kind != segment.Word {
		return w
	}
	w.shape |= word
	str := s.In(f.t)
	if strings.IndexByte(str, '\n') > 0 {
		str = strings.ReplaceAll(str, "-\n", "")
	}
	if who, ok := f.look(str); ok {
		w.is, w.plural, w.gender = who.Is, who.Plural, genderOf(who)
	} else if f.endsInIst(str) {
		w.is, w.plural = lang.Role|lang.Noun, strings.HasSuffix(str, "s")
	} else if f.contraction(str) {
		w.is = lang.Function
	} else if f.particled(str) {
		w.shape |= capital
	} else if head, rest, found := strings.Cut(str, "-"); found && head != "" {
		w.is = f.hyphenated(str)
		if who, ok := f.look(head); ok && strings.HasPrefix(rest, "of-") {
			w.gender = genderOf(who)
		}
	}
	w.shape |= letterShape(str)
	if str == "DI" || str == "DS" { // detectives
		w.is = lang.Title
	}
	return w
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
func (f *finder) particled(s string) bool {
	head, rest, found := strings.Cut(s, "-")
	if !found || rest == "" {
		return false
	}
	who, ok := f.look(head)
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && who.Is&lang.Particle != 0 && unicode.IsUpper(r)
}

// endsInIst reports a lower-case word for somebody by its ending:
// "environmentalists".
func (f *finder) endsInIst(s string) bool {
	s = strings.TrimSuffix(s, "s")
	return len(s) > 6 && strings.HasSuffix(s, "ist") && 'a' <= s[0] && s[0] <= 'z' && !strings.HasSuffix(s, "list")
}

// contraction reports a small word with what is left of another: "We're".
func (f *finder) contraction(s string) bool {
	at := strings.IndexAny(s, "'’")
	if at <= 0 {
		return false
	}
	who, ok := f.look(s[:at])
	if !ok && at > 1 && strings.HasSuffix(s[:at], "n") { // "Doesn't"
		who, ok = f.look(s[:at-1])
	}
	return ok && who.Is&lang.Function != 0
}

// hyphenated gives a compound the role classes of its last part
// ("lawyer-activist", "ex-mayor") and makes any other an adjective.
func (f *finder) hyphenated(s string) lang.Class {
	head, rest, _ := strings.Cut(s, "-")
	switch rest {
	case "elect", "designate", "to-be":
		if who, ok := f.look(head); ok {
			return who.Is
		}
	}
	if strings.HasSuffix(s, "-year-old") { // "the 71-year-old"
		return lang.Role | lang.Noun | lang.Adjective
	}
	if strings.HasPrefix(rest, "of-") { // "mother-of-two"
		if who, ok := f.look(head); ok {
			return who.Is & (lang.Role | lang.Noun)
		}
	}
	last := s[strings.LastIndexByte(s, '-')+1:]
	switch who, ok := f.look(last); {
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

// markQuoted marks the tokens between quotation marks.
func (f *finder) markQuoted(m []marks.Quoted) {
	for _, q := range m {
		if q.Outer >= 0 {
			continue
		}
		first := true
		for i := f.seg.TokenAt(q.Content.Start); i < len(f.tok) && f.seg.Tokens[i].Start < q.Content.End; i++ {
			f.tok[i].shape |= quoted
			if first && f.tok[i].has(word) {
				f.tok[i].shape |= opening
				first = false
			}
		}
	}
}

// markOpenings marks where a sentence's capitals tell nothing: its first word,
// words after a dash, and all of it when it is set like a headline.
func (f *finder) markOpenings(s segment.Sentence) {
	long, high, first := 0, 0, true
	for i := s.First; i < s.End; i++ {
		w := &f.tok[i]
		if !w.has(word) {
			if k := f.seg.Tokens[i]; k.Kind == segment.Punct && strings.ContainsAny(f.t[k.Start:k.End], "—–-:•*") {
				first = true
			}
			continue
		}
		if first {
			w.shape |= opening
			first = false
		}
		if w.is&lang.Function == 0 && f.seg.Tokens[i].Len() > 3 {
			long++
			if w.has(capital) {
				high++
			}
		}
	}
	headline := f.seg.HasHeadline && s.Paragraph == 0
	if last := f.seg.Tokens[s.End-1].In(f.t); !headline && (high < long || last == "." || last == "!" || last == "?") {
		return
	}
	if long >= 4 && high*10 >= long*8 {
		for i := s.First; i < s.End; i++ {
			f.tok[i].shape |= titled
		}
	}
}

// span covers the tokens [first, end).
func (f *finder) span(first, end int) text.Span {
	if end <= first {
		return text.Span{}
	}
	return text.Span{Start: f.seg.Tokens[first].Start, End: f.seg.Tokens[end-1].End}
}

// firstName tells whether a token is a known first name, how common it is
// (0 to 9) and its usual gender.
func (f *finder) firstName(i int) (common int, g Gender, ok bool) {
	n := &f.given[i]
	if !n.asked {
		n.asked = true
		n.common, n.gender, n.listed = f.listedFirstName(f.key(i))
	}
	return n.common, n.gender, n.listed
}

// firstName is what the list of first names has given for a token.
type firstName struct {
	common        int
	gender        Gender
	listed, asked bool
}

func (f *finder) listedFirstName(k string) (common int, g Gender, ok bool) {
	v, ok := f.l.FirstNames.Find(k)
	if !ok {
		if head, _, cut := strings.Cut(k, "-"); cut {
			v, ok = f.l.FirstNames.Find(head)
		}
	}
	if !ok {
		return 0, Unknown, false
	}
	switch {
	case v[0] >= '9':
		g = Female
	case v[0] == '0':
		g = Male
	}
	return int(v[1] - '0'), g, true
}

// surname tells whether a token is a known family name.
func (f *finder) surname(i int) bool {
	if f.family[i] == 0 {
		f.family[i] = 1
		if f.listedSurname(f.key(i)) {
			f.family[i] = 2
		}
	}
	return f.family[i] == 2
}

func (f *finder) listedSurname(k string) bool {
	if _, ok := f.l.Surnames.Find(k); ok {
		return true
	}
	_, last, cut := strings.Cut(k, "-")
	if !cut {
		return false
	}
	_, ok := f.l.Surnames.Find(last)
	return ok
}
