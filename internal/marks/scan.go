package marks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/text"
)

// shape is what the form of a mark says by itself.
type shape uint8

const (
	neutral shape = iota // " '
	opening              // “ ‘ „ ‚ « ‹ 「 『
	closing              // ” ’ » › 」 』
)

// mark is one quotation mark, or an apostrophe that may be one.
type mark struct {
	start, end int
	style      Style
	shape      shape
	canOpen    bool
	canClose   bool
	possessive bool // a single mark after s or a dropped ending, before a word that does not go on after a quotation: may be an apostrophe
	doubtful   bool // a single mark after s or a dropped ending, before any word
	torn       bool // a neutral double mark with no space on either side
	loose      bool // a neutral double mark with space on both sides, behind words that end as speech does: closes what is open
	inch       bool // a neutral double mark after a figure, before a word in small letters
}

// scan appends the marks of para to ms. Apostrophes within a word are left
// out.
func scan(t string, para text.Span, ms []mark) []mark {
	for i := para.Start; i < para.End; {
		c := t[i]
		if !begins[c] || c == ',' && !lowMarks(t, para, i) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(t[i:para.End])
		style, sh, ok := classify(r)
		if c == ',' {
			style, sh, ok = Double, opening, true
		}
		if !ok {
			i += size
			continue
		}
		m := mark{start: i, end: i + size, style: style, shape: sh}
		if twofold(r) && strings.HasPrefix(t[m.end:para.End], t[i:m.end]) {
			m.end += size // '', ``, ’’ and ,, are double marks
			m.style = Double
		} else if r == '`' {
			m.shape = opening
		}
		if judge(t, para, &m); m.canOpen || m.canClose {
			ms = append(ms, m)
		}
		i = m.end
	}
	return ms
}

// begins are the bytes that marks begin with.
var begins = [256]bool{'"': true, '\'': true, '`': true, ',': true, 0xC2: true, 0xE2: true, 0xE3: true}

// twofold reports a mark of which two are written, or read by a scanner, for one
// double mark.
func twofold(r rune) bool { return r == '\'' || r == '`' || r == '’' || r == '‘' || r == ',' }

// lowMarks reports two commas at i that stand for a low double mark: „.
func lowMarks(t string, para text.Span, i int) bool {
	if !strings.HasPrefix(t[i:para.End], ",,") || i > para.Start && t[i-1] != ' ' && t[i-1] != '\n' && t[i-1] != '(' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(t[i+2 : para.End])
	return unicode.IsLetter(after)
}

func classify(r rune) (Style, shape, bool) {
	switch r {
	case '"', '＂':
		return Double, neutral, true
	case '“', '„', '‟':
		return Double, opening, true
	case '”':
		return Double, closing, true
	case '\'', '`':
		return Single, neutral, true
	case '‘', '‚', '‛':
		return Single, opening, true
	case '’':
		return Single, closing, true
	case '«', '‹':
		return Guillemet, opening, true
	case '»', '›':
		return Guillemet, closing, true
	case '「', '『', '〝':
		return Corner, opening, true
	case '」', '』', '〞', '〟':
		return Corner, closing, true
	}
	return 0, 0, false
}

// judge decides by the neighbours whether a mark can open or close.
func judge(t string, para text.Span, m *mark) {
	before, _ := utf8.DecodeLastRuneInString(t[para.Start:m.start])
	after, _ := utf8.DecodeRuneInString(t[m.end:para.End])
	if m.start == para.Start {
		before = ' '
	}
	if m.end == para.End {
		after = ' '
	}
	roomBefore := unicode.IsSpace(before) || strings.ContainsRune("([{<—–-/…", before) || isQuote(before)
	roomAfter := unicode.IsSpace(after) || strings.ContainsRune(")]}>—–-/…,.;:!?*", after) || isQuote(after)
	spaceBefore, spaceAfter := unicode.IsSpace(before), unicode.IsSpace(after)

	if m.style == Corner {
		m.canOpen, m.canClose = m.shape == opening, m.shape == closing
		return
	}
	if m.style == Single {
		judgeSingle(t, para, m, before, after, roomBefore, roomAfter)
		return
	}
	m.canOpen = roomBefore && !spaceAfter && !strings.ContainsRune(",;:!?)]}", after)
	m.canClose = roomAfter && !spaceBefore
	switch {
	case spaceBefore && spaceAfter: // a mark with space on both sides goes by its shape
		m.canOpen = m.shape != closing && m.end < para.End
		m.canClose = m.shape != opening && m.start > para.Start
		m.loose = m.shape == neutral && ends(t[para.Start:m.start]) && lowerFollows(t[m.end:para.End])
	case !m.canOpen && !m.canClose && m.shape == neutral && (strings.ContainsRune(",:.?!", before) || unicode.IsLetter(before)): // a space was forgotten on either side
		m.canOpen, m.canClose, m.torn = true, true, true
	case !m.canOpen && !m.canClose: // no room on either side: a space was forgotten
		m.canOpen = m.shape == opening
		m.canClose = m.shape == closing || m.shape == neutral && !unicode.IsDigit(before)
	case m.canOpen && m.canClose && m.shape == opening && !spaceBefore && spaceAfter:
		m.canOpen = false
	case m.canOpen && m.canClose && m.shape == opening:
		m.canClose = m.style == Double && (after == ',' || after == '.') // „…“,
	case m.canOpen && m.canClose && m.shape == closing:
		m.canOpen = false
	}
	if m.canOpen && m.shape == closing && !spaceBefore && m.start != para.Start {
		m.canOpen = false
	}
	m.inch = m.canClose && m.shape == neutral && unicode.IsDigit(before) && spaceAfter && lowerFollows(t[m.end:para.End])
	if m.style == Guillemet && m.shape == opening && spaceAfter && (before == '’' || before == '\'' || before == '(') {
		m.canOpen, m.canClose = true, false // French: l’« accord »
	}
	if m.style == Guillemet && m.shape == closing && spaceBefore && roomAfter {
		m.canOpen, m.canClose = false, m.start > para.Start // French: « non ».
	}
}

func judgeSingle(t string, para text.Span, m *mark, before, after rune, roomBefore, roomAfter bool) {
	letterBefore := unicode.IsLetter(before) || unicode.IsDigit(before)
	letterAfter := unicode.IsLetter(after) || unicode.IsDigit(after)
	if letterBefore && letterAfter {
		return // apostrophe
	}
	m.canOpen = roomBefore && (letterAfter || after == '[' || after == '$' || after == '£' || after == '€' || after == '…' || after == '.' || isDouble(after)) && m.shape != closing
	if m.shape == closing && letterAfter && roomBefore && m.start == para.Start {
		m.canOpen = true // a curly mark turned the wrong way at the start
	}
	if m.canOpen && elision(t[m.end:para.End]) {
		m.canOpen = false
	}
	m.canClose = m.shape != opening && !letterAfter && !unicode.IsSpace(before) && (roomAfter || m.end == para.End) && m.start > para.Start
	if m.canClose && m.canOpen {
		m.canOpen = before != '.' && before != ',' && !letterBefore
		m.canClose = !m.canOpen
	}
	if m.canClose && unicode.IsSpace(after) && wordFollows(t[m.end:para.End]) && (before == 's' || before == 'S' || before == 'z' || before == 'x' || dropped(t[para.Start:m.start])) {
		m.doubtful, m.possessive = true, !goesOn(t[m.end:para.End])
	}
}

// dropped reports whether t ends in a word whose last letter an apostrophe
// may stand for: goin', an', o'.
func dropped(t string) bool {
	w := t[strings.LastIndexFunc(t, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	switch w {
	case "an", "o", "th", "wi", "ol":
		return true
	}
	return len(w) > 3 && strings.HasSuffix(w, "in")
}

// ends reports whether a text ends as speech before its attribution does.
func ends(t string) bool {
	switch r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t, " \u00a0")); r {
	case ',', '?', '!':
		return true
	}
	return false
}

// lowerFollows reports whether the next word is in small letters.
func lowerFollows(t string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(t, " \u00a0"))
	return unicode.IsLower(r)
}

// goesOn reports whether the next word is one with which a sentence goes on
// after quoted words, and not a noun that a plural owns.
func goesOn(t string) bool {
	t = strings.TrimLeft(t, " \u00a0\t\n")
	if i := strings.IndexFunc(t, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		t = t[:i]
	}
	switch strings.ToLower(t) {
	case "said", "says", "and", "or", "but", "to", "of", "in", "on", "at", "for", "by", "as", "is", "was", "were", "are", "has", "had", "have",
		"will", "would", "could", "should", "can", "may", "might", "after", "before", "over", "with", "from", "that", "which", "who", "the", "a", "an",
		"he", "she", "it", "they", "we", "i", "not", "amid", "against", "during", "when", "while", "if", "because", "until", "since", "than", "about",
		"under", "between", "into", "out", "up", "his", "her", "its", "their", "this", "these", "those", "told", "asked", "added", "wrote":
		return true
	}
	return false
}

// wordFollows reports whether the next thing after spaces is a letter, as
// after a possessive.
func wordFollows(t string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(t, " \u00a0\t\n"))
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// elisions are what English leaves the beginning off.
var elisions = [...]string{"em", "til", "tis", "twas", "cause", "bout", "round", "n", "cos", "tude"}

// elision reports whether t, which follows a single mark, is a word with its
// beginning left off: '90s, 'em, rock 'n' roll.
func elision(t string) bool {
	n := 0
	for n < len(t) && (t[n] >= '0' && t[n] <= '9') {
		n++
	}
	if n == 2 && (len(t) == n || t[n] == 's' || t[n] == ' ' || t[n] == ',' || t[n] == '.') {
		return true
	}
	for _, e := range elisions {
		if len(t) >= len(e) && strings.EqualFold(t[:len(e)], e) {
			r, _ := utf8.DecodeRuneInString(t[len(e):])
			if len(t) == len(e) || !unicode.IsLetter(r) && !(r == '\'' && e != "n") {
				return true
			}
		}
	}
	return false
}

func isQuote(r rune) bool {
	_, _, ok := classify(r)
	return ok
}

func isDouble(r rune) bool {
	s, _, ok := classify(r)
	return ok && s == Double
}

// trim leaves out space at both ends.
func trim(t string, s text.Span) text.Span {
	if s.Empty() {
		return text.Span{}
	}
	in := s.In(t)
	s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	s.End -= len(in) - len(strings.TrimRightFunc(in, unicode.IsSpace))
	return s
}
