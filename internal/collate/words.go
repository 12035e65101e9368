package collate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// pause is how strongly the writing sets a word off from the next one.
type pause uint8

const (
	none     pause = iota
	clause         // comma, semicolon, colon, dash, round bracket
	sentence       // full stop, question mark, exclamation mark; the end of a stretch of quoted text
)

// word is one word of a quotation, as it is compared.
type word struct {
	text.Span
	form   int32 // index into lexicon.forms
	pause  pause // between this word and the next
	dots   bool  // an ellipsis stands between this word and the next
	added  bool  // it stands in square or round brackets, the editor's way to add words
	clitic bool  // the short half of a contraction: counts as no word of its own
	last   bool  // the last word of its stretch of Content
}

// lexicon numbers the word forms of one comparison.
type lexicon struct {
	lang     *lang.Language
	ids      map[string]int32
	forms    []string
	function []bool // forms that carry grammar rather than meaning
	light    []bool // forms that everybody uses
	negation []bool // "not", "no", "never" and their kin
	short    []bool // forms that can be another: contractions that stand for several words ("'s", "'d"), and "one"
	initial  []byte // the first byte of forms long enough to look like another; 0 for the others

	scratch struct { // tables of alignments, one after the other
		from       []uint8
		above, row []cell
	}
}

// newLexicon knows English, the language that quotations are compared in.
func newLexicon() *lexicon { return &lexicon{lang: lang.English(), ids: map[string]int32{}} }

// id is the number of a normalised form.
func (x *lexicon) id(form string) int32 {
	if id, ok := x.ids[form]; ok {
		return id
	}
	id := int32(len(x.forms))
	x.ids[form] = id
	x.forms = append(x.forms, form)
	x.function = append(x.function, x.lang.FunctionWords.Has(form))
	x.light = append(x.light, x.lang.LightWords.Has(form))
	x.negation = append(x.negation, x.lang.Negations.Has(form))
	x.short = append(x.short, form == "'s" || form == "'d" || form == "one")
	first := byte(0)
	if len(form) >= 4 {
		first = form[0]
	}
	x.initial = append(x.initial, first)
	return id
}

// content reports whether w carries meaning of its own.
func (x *lexicon) content(w word) bool { return !x.function[w.form] }

// same reports whether two words are the same word: equal forms, or a
// contraction and what it can stand for.
func (x *lexicon) same(a, b int32) bool {
	if a == b {
		return true
	}
	return x.standsFor(a, b) || x.standsFor(b, a)
}

func (x *lexicon) standsFor(short, full int32) bool {
	f := x.forms[full]
	switch x.forms[short] {
	case "'s":
		return f == "is" || f == "has" || f == "us"
	case "one":
		return f == "1"
	case "'d":
		return f == "would" || f == "had"
	}
	return false
}

// near reports whether two different forms look like one word written or
// inflected differently: "cling" and "clings", "Kaarlsen" and "Karlson". Both
// have four letters or more and begin alike.
func (x *lexicon) near(a, b int32) bool {
	s, t := x.forms[a], x.forms[b]
	if len(s) > len(t) {
		s, t = t, s
	}
	if len(t)-len(s) > 3 {
		return false
	}
	return strings.HasPrefix(t, s) || distanceAtMost(s, t, len(s)/3) || x.censors(a, b)
}

// censors reports whether one form is the other with stars for letters:
// "f***ing" and "fucking".
func (x *lexicon) censors(a, b int32) bool {
	s, t := x.forms[a], x.forms[b]
	if strings.Contains(t, "*") {
		s, t = t, s
	}
	first, last := strings.IndexByte(s, '*'), strings.LastIndexByte(s, '*')
	return first > 0 && len(t) > first && !strings.Contains(t, "*") &&
		strings.HasPrefix(t, s[:first]) && strings.HasSuffix(t[first:], s[last+1:])
}

// distanceAtMost reports whether the edit distance of s and t, in bytes, is
// at most most. The words of prose are short enough for a row on the stack.
func distanceAtMost(s, t string, most int) bool {
	const longest = 32
	if len(t) > longest {
		return false
	}
	var row [longest + 1]int
	for j := range len(t) + 1 {
		row[j] = j
	}
	for i := range len(s) {
		diagonal, best := row[0], i+1
		row[0] = i + 1
		for j := range len(t) {
			cost := diagonal
			if s[i] != t[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
			best = min(best, row[j+1])
		}
		if best > most {
			return false
		}
	}
	return row[len(t)] <= most
}

// read reads the words of a quotation's content. Spans that do not lie in
// t on rune boundaries are left out.
func (x *lexicon) read(t string, content []text.Span) []word {
	var out []word
	for _, c := range content {
		if c.Start < 0 || c.End > len(t) || c.Empty() {
			continue
		}
		r := reader{lexicon: x, t: t, end: c.End, first: len(out), words: out}
		r.read(c.Start)
		out = r.words
		if n := len(out); n > r.first {
			out[n-1].pause, out[n-1].last = sentence, true
		}
	}
	return out
}

// reader cuts one stretch of text into words.
type reader struct {
	*lexicon
	t     string
	end   int
	first int // index of the stretch's first word
	words []word
	open  int // place of a bracket that opened right before pos; -1 otherwise
	depth int // open brackets
}

func (r *reader) read(pos int) {
	r.open = -1
	for pos < r.end {
		c, size := utf8.DecodeRuneInString(r.t[pos:r.end])
		switch {
		case isWordRune(c) && c != '*':
			pos = r.word(pos)
			continue
		case c == '[' || c == '(':
			r.mark(clause)
			r.open = pos
			r.depth++
			pos += size
			continue
		case c == ']' || c == ')':
			r.depth = max(0, r.depth-1)
			r.mark(clause)
			if n := len(r.words); n > r.first && r.words[n-1].End == pos && r.words[n-1].added {
				r.words[n-1].End = pos + size
			}
		case c == '…', c == '.' && strings.HasPrefix(r.t[pos:r.end], ".."):
			r.ellipsis()
		case c == '.' || c == '?' || c == '!':
			if c == '.' && r.spaced(pos) { // ". . ."
				r.ellipsis()
			} else {
				r.mark(sentence)
			}
		case c == ',' || c == ';' || c == ':' || c == '—' || c == '–' || c == '/':
			r.mark(clause)
		case c == '-' && (pos == 0 || !isWordByte(r.t[pos-1])):
			r.mark(clause)
		case c == '&':
			r.add("and", text.Span{Start: pos, End: pos + size})
		case c == '%':
			r.add("percent", text.Span{Start: pos, End: pos + size})
		}
		if !unicode.IsSpace(c) {
			r.open = -1
		}
		pos += size
	}
}

// spaced reports whether the stop at pos belongs to an ellipsis with spaces.
func (r *reader) spaced(pos int) bool {
	return strings.HasPrefix(r.t[pos:r.end], ". .") || pos >= 2 && r.t[pos-2:pos] == ". "
}

func (r *reader) mark(p pause) {
	if n := len(r.words); n > r.first {
		r.words[n-1].pause = max(r.words[n-1].pause, p)
	}
}

func (r *reader) ellipsis() {
	if n := len(r.words); n > r.first {
		r.words[n-1].dots = true
	}
}

// word reads the word at pos and gives the place after it.
func (r *reader) word(pos int) int {
	stop := r.wordEnd(pos)
	raw := r.t[pos:stop]
	if i := strings.IndexAny(raw, "[]"); i >= 0 {
		// "[w]e", "want[ed]": an editor's letter within a word.
		raw = strings.NewReplacer("[", "", "]", "").Replace(raw)
	} else if r.open >= 0 && r.open+1 == pos && stop < r.end && r.t[stop] == ']' && stop+1 < r.end && isWordByte(r.t[stop+1]) {
		// the bracket opened before the word: "[W]e"
		rest := r.wordEnd(stop + 1)
		raw += r.t[stop+1 : rest]
		pos, stop = r.open, rest
		r.depth = max(0, r.depth-1)
		r.open = -1
	}
	span := text.Span{Start: pos, End: stop}
	if r.open >= 0 && r.open+1 == pos {
		span.Start = r.open
	}
	r.open = -1
	form := fold(raw)
	if form == "us" && raw == "US" {
		form = "u.s."
	}
	if strings.HasPrefix(r.t[stop:r.end], ".") {
		if full, ok := r.lang.ShortForms[form]; ok {
			form = full
			r.split(form, raw, span)
			return stop + 1
		}
	}
	r.split(form, raw, span)
	return stop
}

// wordEnd is the end of the word that begins at pos: letters, digits and
// marks, with apostrophes, points of abbreviations, digit separators and
// editors' square brackets inside.
func (r *reader) wordEnd(pos int) int {
	start := pos
	for pos < r.end {
		c, size := utf8.DecodeRuneInString(r.t[pos:r.end])
		next, nextSize := utf8.DecodeRuneInString(r.t[min(pos+size, r.end):r.end])
		letter := unicode.IsLetter(next) || unicode.IsDigit(next)
		switch {
		case c == '*' && !letter && next != '*' && (pos == start || r.t[pos-1] != '*'):
			return pos // a footnote's or an editor's star; "f***" has more
		case isWordRune(c):
		case isApostrophe(c) && letter && pos > start:
		case c == '[' && pos > start && unicode.IsLetter(next) && r.closes(pos+size):
		case c == ']' && pos > start && strings.Contains(r.t[start:pos], "["):
		case c == '.' && letter && pos > start && r.abbreviation(start, pos, pos+size+nextSize):
		case (c == '.' || c == ',') && unicode.IsDigit(next) && pos > start && isDigit(r.t[pos-1]):
		default:
			return pos
		}
		pos += size
	}
	return pos
}

// closes reports whether the square bracket before pos closes after letters only.
func (r *reader) closes(pos int) bool {
	for i, c := range r.t[pos:r.end] {
		if !unicode.IsLetter(c) {
			return c == ']' && i > 0
		}
	}
	return false
}

// abbreviation reports whether the point at pos stands between single
// letters, as in "U.S." and "a.m."; after is the place past the next letter.
func (r *reader) abbreviation(start, pos, after int) bool {
	if pos >= 2 && pos-1 != start && r.t[pos-2] != '.' {
		return false
	}
	if after >= r.end {
		return true
	}
	c, _ := utf8.DecodeRuneInString(r.t[after:r.end])
	return !unicode.IsLetter(c)
}

// split adds one written word: a contraction gives two words.
func (r *reader) split(form, raw string, span text.Span) {
	if r.figure(form, span) {
		return
	}
	if whole, ok := r.lang.Contractions[form]; ok && strings.Contains(whole, " ") {
		head, tail, _ := strings.Cut(whole, " ")
		cut := span.Start + runesIn(raw, len([]rune(head)))
		if cut <= span.Start || cut >= span.End {
			cut = span.End - 1
			for !utf8.RuneStart(r.t[cut]) {
				cut--
			}
		}
		r.add(head, text.Span{Start: span.Start, End: cut})
		r.add(tail, text.Span{Start: cut, End: span.End})
		r.words[len(r.words)-1].clitic = form != "cannot"
		return
	}
	i := strings.LastIndexByte(form, '\'')
	j := strings.LastIndexFunc(raw, isApostrophe)
	if i > 0 && j > 0 && span.Len() == len(raw) {
		tail, known := r.lang.Contractions[form[i:]]
		at := span.Start + j
		if form[i:] == "'t" && form[i-1] == 'n' && i > 1 {
			i--
			at--
			tail, known = "not", true
		}
		if known {
			r.add(form[:i], text.Span{Start: span.Start, End: at})
			r.add(tail, text.Span{Start: at, End: span.End})
			r.words[len(r.words)-1].clitic = true
			return
		}
	}
	r.add(strings.ReplaceAll(form, "'", ""), span)
}

// add appends a word, written as digits when it is a number word.
func (r *reader) add(form string, span text.Span) {
	if full, ok := r.lang.Spellings[form]; ok {
		form = full
	} else if !r.lang.FunctionWords.Has(form) && !r.lang.LightWords.Has(form) {
		form = ize(form)
	}
	if form == "sic" && r.depth > 0 || r.day(form, span) {
		return // "[sic]" is no word of the speech
	}
	if n := len(r.words); n > r.first && r.words[n-1].pause == none {
		p := &r.words[n-1]
		before := r.forms[p.form]
		if len(form) == 1 && form[0] >= '1' && form[0] <= '9' && len(before) == 2 && before[1] == '0' && before[0] >= '2' && isLetterAt(r.t, p.Start) {
			p.form, p.End = r.id(before[:1]+form), span.End // "twenty-five"
			return
		}
		if form == "cent" && before == "per" {
			p.form, p.End = r.id("percent"), span.End
			return
		}
	}
	r.words = append(r.words, word{Span: span, form: r.id(form), added: r.depth > 0})
}

// ize writes a word that ends like "modernise" with a z, as half of the papers do.
// What is never written so ("exercise") is changed too, in every quotation alike.
func ize(form string) string {
	for _, end := range [...]string{"ise", "ised", "ises", "ising", "iser", "isers", "isation", "isations"} {
		if stem, ok := strings.CutSuffix(form, end); ok && len(stem) >= leastStem {
			return stem + "iz" + end[2:]
		}
	}
	return form
}

// leastStem is how many letters stand before such an ending at least: "realise".
const leastStem = 4

// fold gives a word's form for comparing: lower case, without accents, points
// and digit separators, with straight apostrophes.
func fold(s string) string {
	ascii := true
	plain := true
	for i := range len(s) {
		ascii = ascii && s[i] < utf8.RuneSelf
		plain = plain && s[i] >= 'a' && s[i] <= 'z'
	}
	if plain {
		return s
	}
	if !ascii {
		s = norm.NFKD.String(s)
	}
	dotted := strings.Count(s, ".")
	var b strings.Builder
	for _, c := range s {
		switch {
		case isApostrophe(c):
			b.WriteByte('\'')
		case c == ',' || unicode.Is(unicode.Mn, c):
		case c == '.' && !(isDigit(s[0])):
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	out := b.String()
	if out == "us" && dotted > 0 {
		return "u.s."
	}
	return out
}

// runesIn is the length in bytes of the first n runes of s.
func runesIn(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// isWordRune reports whether c can stand within a word; stars do in censored
// ones.
func isWordRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.M, c) || c == '*'
}

func isWordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || isDigit(b) || b >= utf8.RuneSelf
}

func isLetterAt(t string, i int) bool { return isWordByte(t[i]) && !isDigit(t[i]) }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isApostrophe(c rune) bool { return c == '\'' || c == '’' || c == '‘' || c == 'ʼ' || c == '`' }

// count is the number of words as a reader counts them: "it's" is one.
func count(ws []word) int {
	n := 0
	for i := range ws {
		if !ws[i].clitic {
			n++
		}
	}
	return n
}

// equalForms reports whether two wordings are the same words.
func equalForms(a, b []word) bool {
	return slices.EqualFunc(a, b, func(v, w word) bool { return v.form == w.form })
}
