package names

import (
	"strings"

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

	// What few words are and every token is asked, so that most need not be looked at.
	myself // "I", "I'm"
	person // "person", "people": see informed
	other  // "another", "one": see elliptic

	rare = myself | person | other
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
	*lexicon
	t     string
	seg   *segment.Segments
	tok   []token // one a token of seg
	forms []*form // what the lexicon knows of each token as written

	chunks  []chunk // capitalised sequences, in order
	chunkOf []int32 // per token: index of its chunk + 1, or 0
	found   []found // mentions, unsorted until sorted

	begins []int32 // per token: index of the longest mention that begins there + 1, or 0
	pairs  []pair  // those found to name the same

	// Room to sort in.
	sorted        []found
	order, places []int
}

// key is a token in lower case, straight apostrophes, without the point of an
// abbreviation.
func (f *finder) key(i int) string { return f.forms[i].key }

// classify fills tok and caps.
func (f *finder) classify(m []marks.Quoted) {
	n := len(f.seg.Tokens)
	f.tok, f.forms = zeroed(f.tok, n), zeroed(f.forms, n)
	f.readForms()
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
			f.lexeme(i).capital = f.round
		}
	}
}

// readForms fills forms, and tok with what the tokens are wherever they stand and
// what lies before them. Some dozen tokens' places in the lexicon are asked for
// before the first of them is read: most of the time goes into waiting for those.
func (f *finder) readForms() {
	var ws [ahead]letters
	var keys [ahead]uint32
	for first := 0; first < len(f.tok); first += ahead {
		some := f.seg.Tokens[first:min(first+ahead, len(f.tok))]
		for k, s := range some {
			ws[k] = lettersOfForm(s.In(f.t))
			keys[k] = f.hash(ws[k])
		}
		f.bringNear(keys[:len(some)])
		for k, s := range some {
			i := first + k
			f.forms[i], f.tok[i] = f.form(s.In(f.t), ws[k], keys[k])
			f.tok[i] = f.placed(i, f.tok[i])
		}
	}
}

// ahead is the number of tokens whose forms are asked for at once.
const ahead = 32

// sift notes which words whose capital tells nothing stand elsewhere with one
// that does, and so are names.
func (f *finder) sift() {
	for i, w := range f.tok {
		if w.has(titled|opening) && w.has(capital) && w.is&lang.Common == 0 {
			f.forms[i].opening = f.round
		}
	}
	for i, w := range f.tok {
		if w.has(capital) && !w.has(titled|opening) && f.forms[i].opening == f.round {
			f.forms[i].named = f.round
		}
	}
}

// placed is the token at i, of which w is what is known if it is a word, with what
// its place tells.
func (f *finder) placed(i int, w token) token {
	s := f.seg.Tokens[i]
	if s.Kind != segment.Word {
		w = token{shape: w.shape & rare}
	}
	if i > 0 && f.closeBehind(f.seg.Tokens[i-1].End, s.Start) {
		w.shape |= adjacent
	}
	return w
}

// closeBehind reports whether no more than a space or two lie between two offsets.
func (f *finder) closeBehind(end, start int) bool {
	if start-end > 2 {
		return false
	}
	for ; end < start; end++ {
		if c := f.t[end]; c == '\n' || c == '\r' {
			return false
		}
	}
	return true
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
	n := f.lexicon.firstName(f.forms[i])
	return int(n.common), n.gender, n.listed
}

// surname tells whether a token is a known family name.
func (f *finder) surname(i int) bool { return f.listed(i, surnames) }
