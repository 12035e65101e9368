package names

import (
	"hash/maphash"
	"math"
	"math/bits"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/prefetch"
)

// form is a word or mark as it is written, with what the word lists know of it
// whatever stands around it.
type form struct {
	key            string    // in lower case, straight apostrophes, without the point of an abbreviation
	lexeme         *lexeme   // once it was asked for
	token          token     // as a word
	in, asked      lists     // the lists that have it, of those that were asked for it
	given          firstName // what the list of first names has
	opening, named round     // the last round in which it opened a sentence or stood in a headline, and in which it was a name elsewhere
}

// lexeme is what the forms with one key have in common.
type lexeme struct {
	capital round // the last round in which it was seen with a capital in the middle of a sentence
	family  round // the last round in which it was read as a family name, though it is an ordinary word too
}

// lists is a set of word lists.
type lists uint16

const (
	places lists = 1 << iota
	placeHeads
	starters
	cues
	reportingVerbs // cues that are strong and can have a subject
	auxiliaries
	prepositions
	trades
	vessels
	surnames
)

// round is the number of a Find of one lexicon, from 1. What holds for one report
// alone is kept as the number of its round, so that nothing is to be cleared.
type round uint32

// lexicon remembers what was looked up, from report to report, since news repeats
// its words: a form is worked out once for the many times that it is written. It
// is nothing but faster than looking up again, and belongs to one Find at a time.
type lexicon struct {
	l       *lang.Language
	slots   []slot           // of the short forms: open addressing, a power of two
	n       int              // forms in slots
	long    map[string]*form // those of more than longestShort bytes
	lexemes map[string]*lexeme
	seed    uint64 // of the slots' order, as Go's maps have one, so that nobody can write words that fall into one
	round   round

	spareForms   []form // room for the next ones
	spareLexemes []lexeme

	buf [64]byte // scratch for lower-casing
}

// slot is one short form, with what is asked of every token beside its letters.
type slot struct {
	letters letters
	form    *form // nil where the slot is free
	token   token
}

// letters are the bytes of a short form and, in the highest of b, their number.
type letters struct{ a, b uint64 }

const longestShort = 15 // bytes

// lettersOfForm packs a form of at most longestShort bytes; of a longer one it
// gives what is of no use.
func lettersOfForm(s string) letters {
	n := len(s)
	length := uint64(n) << 56
	switch {
	case n > longestShort:
	case n >= 8:
		return letters{uint64At(s, 0), uint64At(s, n-8)>>(8*(16-n)) | length}
	case n >= 4:
		return letters{uint64(uint32At(s, 0)) | uint64(uint32At(s, n-4))<<32, length}
	case n > 0:
		return letters{uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16, length}
	}
	return letters{}
}

func uint32At(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func uint64At(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Bounds of what a lexicon remembers. A report is read to its end with what it
// has; the next one finds it emptied when it has grown too large.
const (
	mostForms  = 1 << 15
	firstSlots = 1 << 12
)

// nextRound gives the lexicon of a language's word lists for one more Find: x, where
// it is of that language and not too large.
func (x *lexicon) nextRound(l *lang.Language) *lexicon {
	if x == nil || x.l != l || x.n+len(x.long) > mostForms || x.round == math.MaxUint32 {
		x = &lexicon{l: l, seed: maphash.String(maphash.MakeSeed(), ""), slots: make([]slot, firstSlots), long: make(map[string]*form), lexemes: make(map[string]*lexeme)}
	}
	x.round++
	return x
}

// form is what the lexicon knows of a word or mark as written, and that as a word;
// w are its letters and key is their hash.
func (x *lexicon) form(as string, w letters, key uint32) (*form, token) {
	if len(as) > longestShort {
		m, ok := x.long[as]
		if !ok {
			as = strings.Clone(as) // the report need not be kept for it
			m = x.read(as)
			x.long[as] = m
		}
		return m, m.token
	}
	s := x.slot(w, key)
	if s.form == nil {
		if 2*x.n >= len(x.slots) {
			x.grow()
			s = x.slot(w, key)
		}
		m := x.read(strings.Clone(as))
		*s = slot{w, m, m.token}
		x.n++
	}
	return s.form, s.token
}

// hash tells where a short form is looked for first.
func (x *lexicon) hash(w letters) uint32 {
	high, low := bits.Mul64(w.a^x.seed, w.b^0x9E3779B97F4A7C15)
	return uint32(high ^ low)
}

// bringNear has what slot looks at first for each key brought near the processor.
func (x *lexicon) bringNear(keys []uint32) {
	prefetch.Places(x.slots, keys, 0, uint32(len(x.slots)-1))
}

// slot is where a form stands or would stand.
func (x *lexicon) slot(w letters, key uint32) *slot {
	mask := uint32(len(x.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if s := &x.slots[i]; s.letters == w || s.form == nil {
			return s
		}
	}
}

func (x *lexicon) grow() {
	old := x.slots
	x.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.form != nil {
			*x.slot(s.letters, x.hash(s.letters)) = s
		}
	}
}

// read works out a form.
func (x *lexicon) read(as string) *form {
	if len(x.spareForms) == 0 {
		x.spareForms = make([]form, 128)
	}
	m := &x.spareForms[0]
	x.spareForms = x.spareForms[1:]
	m.token, m.key = x.classify(as), fold(as)
	m.token.shape |= rareShape(as, m.key)
	return m
}

// lexeme is what the token at i is looked up as.
func (f *finder) lexeme(i int) *lexeme {
	m := f.forms[i]
	if m.lexeme == nil {
		m.lexeme = f.lexemeOf(m.key)
	}
	return m.lexeme
}

func (x *lexicon) lexemeOf(key string) *lexeme {
	if m, ok := x.lexemes[key]; ok {
		return m
	}
	if len(x.spareLexemes) == 0 {
		x.spareLexemes = make([]lexeme, 128)
	}
	m := &x.spareLexemes[0]
	x.spareLexemes = x.spareLexemes[1:]
	x.lexemes[key] = m
	return m
}

// listed reports whether a list has the token at i.
func (f *finder) listed(i int, in lists) bool {
	m := f.forms[i]
	if m.asked&in == 0 {
		m.asked |= in
		if f.has(in, m.key) {
			m.in |= in
		}
	}
	return m.in&in != 0
}

// has reports whether a list has a key.
func (x *lexicon) has(in lists, key string) bool {
	switch in {
	case places:
		return x.l.Places.Has(key)
	case placeHeads:
		return x.l.PlaceHead.Has(key)
	case starters:
		return x.l.Starters.Has(key)
	case auxiliaries:
		return x.l.Auxiliaries.Has(key)
	case prepositions:
		return x.l.Prepositions.Has(key)
	case trades:
		return x.l.Trades.Has(key)
	case vessels:
		return x.l.Vessels.Has(key)
	case surnames:
		return x.listedSurname(key)
	}
	cue, ok := x.l.Cues[key]
	if in == reportingVerbs {
		return ok && cue.Strength == lang.Strong && (cue.Form == lang.Past || cue.Form == lang.Present)
	}
	return ok
}

// firstName is what the list of first names has.
type firstName struct {
	common        int8 // how common it is, 0 to 9
	gender        Gender
	listed, asked bool
}

// firstName is what the list of first names has for a word.
func (x *lexicon) firstName(m *form) firstName {
	if !m.given.asked {
		m.given = x.listedFirstName(m.key)
		m.given.asked = true
	}
	return m.given
}

func (x *lexicon) listedFirstName(k string) firstName {
	v, ok := x.l.FirstNames.Find(k)
	if !ok {
		if head, _, cut := strings.Cut(k, "-"); cut {
			v, ok = x.l.FirstNames.Find(head)
		}
	}
	if !ok {
		return firstName{}
	}
	g := Unknown
	switch {
	case v[0] >= '9':
		g = Female
	case v[0] == '0':
		g = Male
	}
	return firstName{common: int8(v[1] - '0'), gender: g, listed: true}
}

func (x *lexicon) listedSurname(k string) bool {
	if _, ok := x.l.Surnames.Find(k); ok {
		return true
	}
	_, last, cut := strings.Cut(k, "-")
	if !cut {
		return false
	}
	_, ok := x.l.Surnames.Find(last)
	return ok
}
