package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parallax/internal/archive"
)

// term is one thing that a search asks for: a word, the beginning of one, or
// words in a row, as the index has them.
type term struct {
	words   []string
	prefix  bool     // the last word may go on
	spelled []string // of one word that may: what it can be, as the index is asked, if that is known
}

// asked is a search's text, read.
type asked struct{ must, not []term }

// mostTerms bounds a search.
const mostTerms = 32

// readTerms reads what a user typed: words that all have to be there, "…" for
// words in a row, -word for one that must not be there, word* for a beginning.
func readTerms(s string) (asked, error) {
	var q asked
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimLeftFunc(s, unicode.IsSpace) {
		not := strings.HasPrefix(s, "-") && len(s) > 1
		if not {
			s = s[1:]
		}
		var part string
		if first, size := utf8.DecodeRuneInString(s); strings.ContainsRune("\"“”„", first) {
			s = s[size:]
			end := strings.IndexAny(s, "\"“”")
			if end < 0 {
				end = len(s)
			}
			part = s[:end]
			_, size = utf8.DecodeRuneInString(s[end:])
			s = s[end+size:]
		} else {
			end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"“„", r) })
			if end < 0 {
				end = len(s)
			}
			part, s = s[:end], s[end:]
		}
		t := term{words: wordsOf(part), prefix: strings.HasSuffix(part, "*")}
		switch {
		case len(t.words) == 0:
		case not:
			q.not = append(q.not, t)
		default:
			q.must = append(q.must, t)
		}
	}
	if len(q.must) == 0 && len(q.not) > 0 {
		return q, fmt.Errorf("only words that must not be there; add one that must: %w", archive.ErrInvalid)
	}
	if len(q.must)+len(q.not) > mostTerms {
		return q, fmt.Errorf("more than %d words to look for: %w", mostTerms, archive.ErrInvalid)
	}
	return q, nil
}

// fts is a term as the full-text index is asked for it.
func (t term) fts() string {
	if len(t.spelled) > 0 {
		return "(" + strings.Join(t.spelled, " OR ") + ")"
	}
	s := `"` + strings.Join(t.words, " ") + `"`
	if t.prefix {
		s += "*"
	}
	return s
}

// within is the question for all terms in some columns.
func (q asked) within(columns string) string {
	parts := make([]string, len(q.must))
	for i, t := range q.must {
		parts[i] = t.fts()
	}
	return "{" + columns + "} : (" + strings.Join(parts, " AND ") + ")"
}

// without is the question's end for terms that must not be there.
func (q asked) without(columns string) string {
	var b strings.Builder
	for _, t := range q.not {
		b.WriteString(" NOT ({" + columns + "} : " + t.fts() + ")")
	}
	return b.String()
}

// unwanted is the question for any of the terms that must not be there.
func (q asked) unwanted(columns string) string {
	parts := make([]string, len(q.not))
	for i, t := range q.not {
		parts[i] = t.fts()
	}
	return "{" + columns + "} : (" + strings.Join(parts, " OR ") + ")"
}

// eachWord calls f with every word of a text as the index cuts and folds it
// (letters and figures, without case and accents), and where it stands.
func eachWord(t string, f func(word string, start, end int) bool) {
	var b []byte
	start := -1
	for i, r := range t {
		in := letter(r)
		if in || start >= 0 && unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start = i
			}
			b = appendFolded(b, r)
			continue
		}
		if start >= 0 {
			if !f(string(b), start, i) {
				return
			}
			start, b = -1, b[:0]
		}
	}
	if start >= 0 {
		f(string(b), start, len(t))
	}
}

// letter reports whether a rune is part of a word in the index: letters,
// numbers and private use.
func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

func appendFolded(b []byte, r rune) []byte {
	switch {
	case r >= 'A' && r <= 'Z':
		return append(b, byte(r)+'a'-'A')
	case r < utf8.RuneSelf:
		return append(b, byte(r))
	case unicode.Is(unicode.Mn, r):
		return b
	}
	base, _ := utf8.DecodeRune(norm.NFD.AppendString(nil, string(r)))
	return utf8.AppendRune(b, unicode.ToLower(base))
}

// wordsOf gives the words of a short text.
func wordsOf(t string) (out []string) {
	eachWord(t, func(w string, _, _ int) bool {
		out = append(out, w)
		return true
	})
	return out
}

// mark is where a term stands.
type mark struct{ start, end, term int }

// marks finds where the terms stand in a text, in order.
func (q asked) marks(t string) []mark {
	var out []mark
	type open struct{ term, words, start int }
	var begun []open
	eachWord(t, func(w string, start, end int) bool {
		for i, tm := range q.must {
			if tm.matches(0, w) {
				begun = append(begun, open{i, 0, start})
			}
		}
		still := begun[:0]
		for _, o := range begun {
			tm := q.must[o.term]
			if !tm.matches(o.words, w) {
				continue
			}
			if o.words++; o.words == len(tm.words) {
				out = append(out, mark{o.start, end, o.term})
			} else {
				still = append(still, o)
			}
		}
		begun = still
		return true
	})
	return out
}

// matches reports whether a word can be the term's word i.
func (t term) matches(i int, w string) bool {
	if t.prefix && i == len(t.words)-1 {
		return strings.HasPrefix(w, t.words[i])
	}
	return w == t.words[i]
}
