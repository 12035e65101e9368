package segment

import (
	"strings"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// splitter groups one paragraph's tokens into sentences.
type splitter struct {
	t         string // the text up to the paragraph's end
	l         *lang.Language
	tokens    []Token
	sentences []Sentence
	paragraph int
	begin     int  // first token of the sentence that is being read
	word      int  // first word or number of that sentence, -1 before there is one
	open      bool // a straight double quotation mark is open
}

// ending is what can end a sentence, with all that belongs to it.
type ending struct {
	last   int    // index of the token that ends it, before marks and brackets that close
	next   int    // index of the first token after it
	mark   rune   // '.', '?' (also for "!"), '…'; 'a' for the point of an abbreviation
	quote  bool   // a quotation mark closes with it
	closed bool   // a bracket or quotation mark closes with it
	kind   string // of the abbreviation; "" for letters with points
}

// split appends the sentences of the tokens from first on.
func (s *splitter) split(first, paragraph int) {
	s.paragraph, s.begin, s.word, s.open = paragraph, first, -1, false
	for i := first; i < len(s.tokens); {
		tok := s.tokens[i]
		if i > s.begin && tok.Kind == Punct && s.bullet(i) {
			s.end(i)
		}
		if s.word < 0 && tok.Kind <= Number {
			s.word = i
		}
		mark := s.terminator(i)
		if mark == 0 {
			if tok.Kind == Quote && s.t[tok.Start] == '"' {
				s.open = !s.open
			}
			i++
			continue
		}
		e := s.gather(i, mark)
		if e.next < len(s.tokens) && s.ends(e) {
			s.end(e.next)
		}
		i = e.next
	}
	s.end(len(s.tokens))
}

// end closes the sentence before token next.
func (s *splitter) end(next int) {
	if next == s.begin {
		return
	}
	s.sentences = append(s.sentences, Sentence{
		Span:      text.Span{Start: s.tokens[s.begin].Start, End: s.tokens[next-1].End},
		First:     s.begin,
		End:       next,
		Paragraph: s.paragraph,
	})
	s.begin, s.word = next, -1
}

// terminator gives what token i is to a sentence's end, as ending.mark has it;
// 0 when it cannot end one.
func (s *splitter) terminator(i int) rune {
	tok := s.tokens[i]
	switch c := s.t[tok.Start]; {
	case tok.Kind == Word:
		if s.t[tok.End-1] == '.' {
			return 'a'
		}
	case tok.Kind != Punct:
	case c == '.':
		if tok.Len() > 1 {
			return '…'
		}
		return '.'
	case c == '!', c == '?':
		return '?'
	case c >= utf8.RuneSelf:
		switch r, _ := utf8.DecodeRuneInString(s.t[tok.Start:]); r {
		case '…':
			return '…'
		case '。', '．', '।':
			return '.'
		case '！', '？', '‽', '⁇', '⁈', '⁉', '؟':
			return '?'
		}
	}
	return 0
}

// gather reads the end that token i begins: further marks ("?!", ". . ."), and
// the quotation marks and brackets that close with it.
func (s *splitter) gather(i int, mark rune) ending {
	e := ending{last: i, next: i + 1, mark: mark}
	if mark == 'a' {
		if tok := s.tokens[i]; tok.Len() > 2 || !isUpper(s.t, tok.Start) { // an initial is not "p." or "c."
			e.kind = abbreviation(s.l, s.t[tok.Start:tok.End-1])
		}
	}
	for ; e.next < len(s.tokens); e.next++ {
		more := s.terminator(e.next)
		switch {
		case more == '?', more == '…' && s.adjoins(e.next):
			e.mark = more
		case more == '.':
			if e.mark == '.' && !e.closed {
				e.mark = '…' // spaced points
			}
		case s.closes(e.next):
			e.closed = true
			if tok := s.tokens[e.next]; tok.Kind == Quote {
				e.quote = true
				if s.t[tok.Start] == '"' {
					s.open = false
				}
			}
			continue
		default:
			return e
		}
		e.last = e.next
	}
	return e
}

// adjoins reports whether no space parts token i from the one before it.
func (s *splitter) adjoins(i int) bool { return s.tokens[i-1].End == s.tokens[i].Start }

// closes reports whether token i is a quotation mark or bracket that closes
// something, given that it follows a sentence's last mark or another such
// token.
func (s *splitter) closes(i int) bool {
	tok := s.tokens[i]
	w := tok.In(s.t)
	if tok.Kind == Punct {
		return w == ")" || w == "]" || w == "}"
	}
	if tok.Kind != Quote {
		return false
	}
	looseAfter := tok.End == len(s.t) || !isAlnum(s.t, tok.End)
	closing := w == "”" || w == "’" || w == "''" || w == "»" || w == "›" || w == "」" || w == "』" || w == "\"" && s.open
	if s.adjoins(i) {
		return looseAfter && w != "„" && w != "‚" && w != "``" && w != "「" && w != "『" || closing
	}
	return closing && looseAfter
}

// ends reports whether a sentence ends with e, which is not the paragraph's
// last. The order of the questions is the order of certainty.
func (s *splitter) ends(e ending) bool {
	first := e.next // first token of what follows, without marks that open
	for first < len(s.tokens) && (s.tokens[first].Kind == Quote || s.isBracket(first)) {
		first++
	}
	if first == len(s.tokens) || !s.hasContent(e.last) {
		return false
	}
	if s.adjoins(e.next) && !s.endsWithoutSpace(e, first) {
		return false
	}
	next, opened := s.look(first), first > e.next
	if next.shape == mark || next.shape == dash && e.closed {
		return false
	}
	switch e.mark {
	case 'a':
		return s.abbreviationEnds(e, first, next, opened)
	case '…':
		if next.shape == lowercase || opened && !e.closed {
			return opened && s.isQuote(e.next) && e.quote
		}
		return !s.isPronounI(first) && !(e.quote && s.attributed(first))
	case '?':
		if next.shape == lowercase {
			return !e.closed && (opened && s.isQuote(e.next) || s.t[s.tokens[e.last].Start] == '?' && s.adjoins(e.last))
		}
		return !(e.quote && !opened && s.attributed(first))
	}
	return next.shape != lowercase || opened || !e.closed && !s.loneSmallLetter(e.last-1)
}

// hasContent reports whether the sentence up to token last, the one that ends
// it, says something: it is more than marks, and more than the number of a
// list's entry.
func (s *splitter) hasContent(last int) bool {
	if s.word < 0 || s.word == last && last == s.begin {
		return false
	}
	entry := s.word == s.begin && last == s.begin+1 && s.t[s.tokens[last].Start] == '.' &&
		(s.tokens[s.begin].Kind == Number || s.tokens[s.begin].Len() == 1)
	return !entry
}

// endsWithoutSpace reports whether the sentence can end where no space
// follows: after a closed quotation, or where a small letter or digit stands
// before the point and a capital after it ("resigned.The").
func (s *splitter) endsWithoutSpace(e ending, first int) bool {
	if first > e.next && !s.isQuote(e.next) {
		return false
	}
	if e.quote || e.mark != 'a' && s.t[s.tokens[e.last].Start] >= utf8.RuneSelf {
		return true
	}
	before := s.tokens[e.last].Start
	return e.mark != 'a' && before > 0 && isAlnum(s.t, before-1) && !isUpper(s.t, before-1) && isUpper(s.t, s.tokens[first].Start)
}

// shape is what a token looks like as the first of a sentence.
type shape uint8

const (
	capital   shape = iota // a capital letter, a tag or handle, a bullet
	number                 // a number, or a currency sign
	lowercase              // a small letter
	dash
	mark // a mark that goes on with a sentence
)

// following is the token after a sentence's possible end.
type following struct {
	shape   shape
	starter bool // a word that commonly begins a sentence
}

// look describes token i as a sentence's first.
func (s *splitter) look(i int) following {
	tok := s.tokens[i]
	w := tok.In(s.t)
	switch tok.Kind {
	case Number:
		return following{shape: number}
	case Word:
		switch {
		case isUpper(s.t, tok.Start):
			var room [longest]byte
			return following{shape: capital, starter: s.l.Starters.Has(string(lower(&room, w)))}
		case isDigit(s.t, tok.Start):
			return following{shape: number}
		case isLetter(s.t, tok.Start):
			return following{shape: lowercase}
		}
		return following{shape: capital}
	case Clitic:
		return following{shape: mark}
	}
	switch w {
	case "$", "£", "€", "¥":
		return following{shape: number}
	case ",", ";", ":", ")", "]", "}", "/", "%":
		return following{shape: mark}
	}
	if hyphen(s.t, tok.Start) > 0 || strings.HasPrefix(w, "–") || strings.HasPrefix(w, "—") || strings.HasPrefix(w, "―") {
		return following{shape: dash}
	}
	return following{shape: capital}
}

// abbreviationEnds is ends for an abbreviation's point.
func (s *splitter) abbreviationEnds(e ending, first int, next following, opened bool) bool {
	if next.shape != capital {
		return next.shape == number && e.closed
	}
	if e.quote && e.kind != "title" && e.kind != "joined" {
		return true
	}
	switch e.kind {
	case "title", "joined", "number", "section":
		return false
	case "last", "unit":
		return true
	case "time":
		return !s.continuesTime(first)
	}
	if opened {
		return s.isQuote(e.next) && e.kind != "month"
	}
	return next.starter
}

// continuesTime reports whether token i goes on with "5 p.m.": a day, a month
// or a time zone.
func (s *splitter) continuesTime(i int) bool {
	var room [longest]byte
	w := lower(&room, s.tokens[i].In(s.t))
	if n := len(w); n > 0 && w[n-1] == '.' {
		w = w[:n-1]
	}
	_, day := s.l.Weekdays[string(w)]
	_, month := s.l.Months[string(w)]
	return day || month || s.l.TimeZones.Has(string(w))
}

// attributed reports whether a name and a verb of asking follow at token i:
// "Marenko asked", "Ilse Marenko of the union asked", "Marenko’s new lawyer
// asked", "Marenko, the mayor, asked".
func (s *splitter) attributed(i int) bool {
	if s.look(i).starter {
		return false
	}
	owned := 0 // words that may still follow a genitive
	for j := i; j < min(len(s.tokens), i+8); j++ {
		tok := s.tokens[j]
		switch w := tok.In(s.t); {
		case tok.Kind == Clitic:
			owned = 2
		case tok.Kind == Word && isUpper(s.t, tok.Start):
		case j > i && w == ",":
			return s.isAskingVerb(s.afterApposition(j))
		case j > i && s.isAskingVerb(j):
			return true
		case tok.Kind != Word:
			return false
		case len(w) > 3: // shorter ones may stand within a name: "of", "the", "van"
			if owned--; owned < 0 {
				return false
			}
		}
	}
	return false
}

// afterApposition is the token after the comma that closes the apposition
// which the comma at token i opens; -1 when none does within 16 tokens.
func (s *splitter) afterApposition(i int) int {
	for j := i + 1; j < min(len(s.tokens), i+16); j++ {
		if s.t[s.tokens[j].Start] == ',' {
			return j + 1
		}
		if mark := s.terminator(j); mark != 0 && mark != 'a' || s.isQuote(j) {
			return -1
		}
	}
	return -1
}

// isAskingVerb reports whether token i is a verb that tells who asked.
func (s *splitter) isAskingVerb(i int) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	var room [longest]byte
	cue := s.l.Cues[string(lower(&room, s.tokens[i].In(s.t)))]
	return cue.Strength == lang.Strong && (cue.Form == lang.Past || cue.Form == lang.Present) && !cue.Noun
}

// loneSmallLetter reports whether token i is one small letter, as in "5 p. m.".
func (s *splitter) loneSmallLetter(i int) bool {
	return i >= s.begin && s.tokens[i].Len() == 1 && isLetter(s.t, s.tokens[i].Start)
}

// isPronounI reports whether token i is "I" or a short form of it, whose
// capital says nothing about a sentence.
func (s *splitter) isPronounI(i int) bool {
	tok := s.tokens[i]
	return s.t[tok.Start] == 'I' && (tok.Len() == 1 || apostrophe(s.t, tok.Start+1) > 0)
}

func (s *splitter) isQuote(i int) bool { return s.tokens[i].Kind == Quote }

// isBracket reports whether token i opens a bracket.
func (s *splitter) isBracket(i int) bool {
	c := s.t[s.tokens[i].Start]
	return s.tokens[i].Kind == Punct && (c == '(' || c == '[' || c == '{')
}

// bullet reports whether token i begins an entry of a list: a bullet, or a
// dash or asterisk at the start of a line.
func (s *splitter) bullet(i int) bool {
	tok := s.tokens[i]
	switch r, _ := utf8.DecodeRuneInString(s.t[tok.Start:]); r {
	case '•', '●', '▪', '■', '◦', '‣', '⁃':
		return true
	case '-', '–', '—', '*', '·':
		gap := s.t[s.tokens[i-1].End:tok.Start]
		return strings.Contains(gap, "\n") && tok.End < len(s.t) && s.t[tok.End] == ' '
	}
	return false
}
