package collate

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/lang"
	"parallax/internal/names"
)

// seat is what is told of an office beside its noun: of "the mayor of Orrin"
// the place, of "the club's president" the body.
type seat struct {
	office string
	of     []string // the words that say of what, folded: "orrin"; empty when not told
	body   bool     // they name a body, such as a club or a company, rather than a place or a country
}

// ofPlaces are the offices that belong to a place, whatever word stands for it.
var ofPlaces = []string{"mayor", "governor", "sheriff", "king", "queen", "prince", "princess", "pope", "bishop", "archbishop"}

// office is the office that a phrase names, as it is compared: "senator" for
// "sen"; with the words that make it another's: "deputy-mayor" for "the
// deputy mayor", who is not the mayor.
func office(phrase []string) string {
	noun := headNoun(phrase)
	if noun == "" {
		return ""
	}
	out := baseRole(noun)
	for _, w := range phrase {
		if w == noun {
			break
		}
		if lang.English().Words.Who(w).Is&lang.Qualifier != 0 {
			return w + "-" + out
		}
	}
	return out
}

// readSeat reads what a role or nominal says after its noun: "of the hospital".
func readSeat(a *analysis.Analysis, phrase string, at int) seat {
	words := strings.FieldsFunc(phrase, unicode.IsSpace)
	s := seat{office: office(folded(phrase))}
	noun := headNoun(folded(phrase))
	after, known := false, false
	for _, w := range words {
		f := folded(w)
		if len(f) == 0 {
			continue
		}
		switch {
		case f[0] == noun:
			after = true
		case !after:
		case lang.English().FunctionWords.Has(f[0]):
		default:
			r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"“'‘(`))
			if !known {
				s.body = unicode.IsLower(r)
			}
			known = true
			s.of = append(s.of, f...)
		}
		if after && strings.HasSuffix(w, ",") {
			break
		}
	}
	ms := a.Names.Mentions // in text order
	first := sort.Search(len(ms), func(i int) bool { return ms[i].Span.Start > at })
	for i := first; i < len(ms) && ms[i].Span.Start < at+len(phrase); i++ {
		if ms[i].Kind == names.Organisation && ms[i].Span.End <= at+len(phrase) {
			s.body = true
		}
	}
	s.body = s.body && !slices.Contains(ofPlaces, s.office)
	return s
}

// seatAfter is the place told after a name that a title goes before: "Mayor
// Rita Solano of Hallow"; nil when none is.
func seatAfter(t string) []string {
	rest, ok := strings.CutPrefix(t, " of ")
	if !ok {
		return nil
	}
	rest = strings.TrimPrefix(rest, "the ")
	var out []string
	for range 4 {
		word, after, _ := strings.Cut(rest, " ")
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) {
			break
		}
		out = append(out, folded(strings.TrimRight(word, ".;:!?”’\"'"))...)
		if strings.ContainsAny(word[len(word)-1:], ",.;:!?") {
			break
		}
		rest = after
	}
	return out
}

// seatsFit reports whether a person told of by office alone can hold the
// office that another has: the mayor of Orrin is not the mayor of Hallow, and
// the president of a club is not the one whom everybody calls President.
func seatsFit(role, holder *node) bool {
	for _, s := range role.seats {
		if s.office != role.head || len(s.of) == 0 {
			continue
		}
		told, fits := false, false
		for _, h := range holder.seats {
			if h.office != s.office || len(h.of) == 0 {
				continue
			}
			told = true
			fits = fits || slices.ContainsFunc(s.of, func(w string) bool { return slices.Contains(h.of, w) })
		}
		fits = fits || slices.ContainsFunc(s.of, func(w string) bool { return slices.Contains(holder.fields, w) })
		if !fits && (told || s.body) {
			return false
		}
	}
	return true
}

// titleGender is what the title before a name tells: "Mrs", "Sir". Unlike a
// gender that a first name or a pronoun suggests it is no guess.
func titleGender(title string) names.Gender {
	for _, w := range folded(title) {
		switch who := lang.English().Words.Who(strings.TrimSuffix(w, ".")); {
		case who.Is&lang.Title == 0:
		case who.Gender == 'f':
			return names.Female
		case who.Gender == 'm':
			return names.Male
		}
	}
	return names.Unknown
}

// titlesPart reports whether a title tells that two are not one: Mrs Sneddon
// is not Robert Sneddon.
func titlesPart(a, b *node) bool {
	if a.titled == names.Unknown && b.titled == names.Unknown {
		return false
	}
	of := func(n *node) names.Gender {
		if n.titled != names.Unknown {
			return n.titled
		}
		return n.gender
	}
	return !genderFits(of(a), of(b))
}
