package collate

import (
	"unicode"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/copies"
	"parallax/internal/text"
)

// shingle is how many words in a row count as somebody else's where the share
// of a report's own words is measured.
const shingle = 8

// accounts groups reports into families of copies.
func accounts(as []*analysis.Analysis) []Report {
	out := make([]Report, len(as))
	texts := make([]*copies.Text, len(as))
	for i, a := range as {
		texts[i] = copies.Of(a.Article.Text, a.Article.Paragraphs, a.Marks)
		out[i] = Report{Article: a.Article, Words: words(a.Article), Own: 1, Foreign: !analysis.Supported(a.Article.Language)}
	}
	for i, m := range copies.Families(texts) {
		out[i].Account = m.First
		if m.First != i {
			out[i].Own = 1 - copied(body(as[i].Article), body(as[m.First].Article))
		}
	}
	return out
}

// words counts the words of title and body.
func words(a *article.Article) int {
	n := wordsIn(a.Text)
	if a.Headline.Empty() {
		n += wordsIn(a.Title)
	}
	return n
}

// wordsIn is the number of words that hashes finds in t.
func wordsIn(t string) int {
	n, in := 0, 0 // in is 1 within a word
	for i := 0; i < len(t); i++ {
		to := toWord[t[i]]
		if t[i] >= utf8.RuneSelf {
			c, size := utf8.DecodeRuneInString(t[i:])
			to = intoWord(c)
			i += size - 1
		}
		n += in & to.out
		in = in&^to.out | to.in
	}
	return n + in
}

// step is what a character does to a reader that counts words: nothing, or one of
// the two is 1.
type step struct{ in, out int }

// toWord are the steps of the characters of one byte. There is no branch on them:
// where words end is what no processor foresees.
var toWord = func() (steps [256]step) {
	for c := range utf8.RuneSelf {
		steps[c] = intoWord(rune(c))
	}
	return steps
}()

// intoWord is the step of a character: letters and digits lead into a word,
// apostrophes and accents leave all as it is, others lead out.
func intoWord(c rune) step {
	switch {
	case unicode.IsLetter(c) || unicode.IsDigit(c):
		return step{in: 1}
	case isApostrophe(c) || unicode.Is(unicode.M, c):
		return step{}
	}
	return step{out: 1}
}

// body gives the hashes of the words of a report's paragraphs.
func body(a *article.Article) (hs []uint64) {
	for _, p := range a.Paragraphs {
		hs = hashes(hs, a.Text, p)
	}
	return hs
}

// copied is the share of the words of hs that lie in runs which from has too.
func copied(hs, from []uint64) float64 {
	if len(hs) == 0 {
		return 0
	}
	has := map[uint64]bool{}
	for i := 0; i+shingle <= len(from); i++ {
		has[run(from[i:i+shingle])] = true
	}
	n, upTo := 0, 0
	for i := 0; i+shingle <= len(hs); i++ {
		if has[run(hs[i:i+shingle])] {
			n += i + shingle - max(i, upTo)
			upTo = i + shingle
		}
	}
	return float64(n) / float64(len(hs))
}

func run(hs []uint64) uint64 {
	h := uint64(offset64)
	for _, w := range hs {
		h = (h ^ w) * prime64
	}
	return h
}

// hashes appends one FNV-1a hash a word of t in s, letter case apart. Marks
// within a word are passed over, so quote style makes no difference.
func hashes(out []uint64, t string, s text.Span) []uint64 {
	h, in := uint64(offset64), false
	for _, c := range t[s.Start:s.End] {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			h, in = (h^uint64(unicode.ToLower(c)))*prime64, true
		case isApostrophe(c) || unicode.Is(unicode.M, c):
		default:
			if in {
				out = append(out, h)
			}
			h, in = offset64, false
		}
	}
	if in {
		out = append(out, h)
	}
	return out
}

// The constants of FNV-1a with 64 bits.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)
