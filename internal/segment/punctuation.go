package segment

import "unicode/utf8"

// mark appends the token that begins at i with a mark of n bytes, and gives
// its end.
func (s *scanner) mark(i, n int) int {
	t := s.t
	if apostrophe(t, i) > 0 && quoteMark(t, i) != 2 {
		return s.apostropheOrQuote(i, n)
	}
	if q := quoteMark(t, i); q > 0 {
		return s.add(i, i+q, Quote)
	}
	switch t[i] {
	case '.':
		if isDigit(t, i+1) && !s.touches(i) { // ".22"
			return s.word(i, i+1, false)
		}
	case '@', '#':
		if !s.touchesWord(i) && (isLetter(t, i+1) || t[i] == '@' && isAlnum(t, i+1)) {
			return s.word(i, i+1, true)
		}
	}
	return s.add(i, s.runEnd(i, n), Punct)
}

// runEnd is the end of the run of the mark at i, which has n bytes. Brackets
// and the like stand alone however many there are.
func (s *scanner) runEnd(i, n int) int {
	t := s.t
	if n == 1 {
		switch t[i] {
		case '.', '-', '!', '?', '*', '=', '_', '~', '+', '#':
		default:
			return i + 1
		}
	} else if r, _ := utf8.DecodeRuneInString(t[i:]); r != '—' && r != '–' && r != '…' && r != '―' && r != '‒' {
		return i + n
	}
	end := i + n
	for end+n <= len(t) && t[end:end+n] == t[i:i+n] {
		end += n
	}
	return end
}

// touches reports whether the last token of the paragraph ends at i.
func (s *scanner) touches(i int) bool {
	last := len(s.tokens) - 1
	return last >= s.first && s.tokens[last].End == i
}

// touchesWord reports whether a word or number ends at i.
func (s *scanner) touchesWord(i int) bool {
	return s.touches(i) && s.tokens[len(s.tokens)-1].Kind <= Number
}

// apostropheOrQuote appends the token that begins with the apostrophe or
// single quotation mark of n bytes at i.
func (s *scanner) apostropheOrQuote(i, n int) int {
	t, last := s.t, len(s.tokens)-1
	opens := t[i] == 0xE2 && t[i+2] == 0x98 // ‘
	if last >= s.first && isAlnum(t, i+n) && s.genitive(i+n) && s.tokens[last].Kind <= Number &&
		(s.touches(i) || !opens) {
		return s.add(i, i+n+1, Clitic)
	}
	if s.touches(i) && !opens {
		switch prev := s.tokens[last]; prev.Kind {
		case Word:
			if s.possessive(prev.End-1, i+n) {
				return s.add(i, i+n, Clitic)
			}
			if s.single == 0 && droppedG(t[prev.Start:prev.End]) { // "goin’"
				s.tokens[last].End = i + n
				return i + n
			}
		case Number:
			if s.single == 0 { // feet, minutes
				return s.add(i, i+n, Punct)
			}
		}
		s.single = max(0, s.single-1)
		return s.add(i, i+n, Quote)
	}
	if s.elision(i + n) {
		return s.word(i, i+n, true)
	}
	if opens || isAlnum(t, i+n) {
		s.single++
	} else {
		s.single = max(0, s.single-1)
	}
	return s.add(i, i+n, Quote)
}

// elision reports whether a word that lost its beginning stands at i, after an
// apostrophe: "’em", "’90s".
func (s *scanner) elision(i int) bool {
	t, end := s.t, i
	for end < len(t) && end-i <= longest && isAlnum(t, end) {
		_, n := classAt(t, end)
		end += n
	}
	if isDigit(t, i) {
		return isDigit(t, i+1) && (end == i+2 || end == i+3 && t[i+2] == 's')
	}
	var room [longest]byte
	return s.l.Elisions.Has(string(lower(&room, t[i:end])))
}

// possessive reports whether an apostrophe that follows the letter at letterAt
// and ends at i makes a plural's genitive ("workers’ rights") and does not
// close a quotation. When a single quotation mark is open it does so only if
// a noun can follow and another mark that can close comes before one that
// opens.
func (s *scanner) possessive(letterAt, i int) bool {
	switch s.t[letterAt] {
	case 's', 'S', 'z', 'x':
		return s.single == 0 || s.nounAfter(i) && s.closesLater(i)
	}
	return false
}

// nounAfter reports whether a space and a word follow at i that can go on with
// a genitive, not one like "and" or "he".
func (s *scanner) nounAfter(i int) bool {
	start := skipSpace(s.t, i)
	if start == i || !isAlnum(s.t, start) {
		return false
	}
	end := start
	for end < len(s.t) && end-start <= longest && isAlnum(s.t, end) {
		_, n := classAt(s.t, end)
		end += n
	}
	var room [longest]byte
	return !s.l.Starters.Has(string(lower(&room, s.t[start:end])))
}

// closesLater reports whether, within 400 bytes from i, the first single mark
// that is no apostrophe within a word can close a quotation.
func (s *scanner) closesLater(i int) bool {
	t := s.t
	for end := min(len(t), i+400); i < end; i++ {
		n := apostrophe(t, i)
		if n == 0 {
			continue
		}
		before, after := isWordByte(t[i-1]), isAlnum(t, i+n)
		if !before || !after {
			return !after && !(t[i] == 0xE2 && t[i+2] == 0x98) // ‘ opens
		}
		i += n - 1
	}
	return false
}

// isWordByte reports whether c ends a letter or digit; bytes beyond ASCII
// count, as letters are the commonest of what they end.
func isWordByte(c byte) bool { return c >= utf8.RuneSelf || ascii[c] >= letter }

// droppedG reports whether w is spoken English with its end left out, written
// with an apostrophe: "goin", "an", the "'n" of "rock 'n' roll".
func droppedG(w string) bool {
	switch w {
	case "an", "o", "th", "ol", "'n", "’n":
		return true
	}
	return len(w) > 3 && w[len(w)-2:] == "in"
}
