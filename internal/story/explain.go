package story

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Link is why a report is in a story: what it shares with the report that it is
// nearest to, and what speaks against it.
type Link struct {
	To      int      // index into Story.Reports
	Score   float64  // Least or more joins two reports by themselves
	Least   float64  // the score that it takes
	Words   []string // shared, lower case, the most telling first
	Names   []string // shared words of names
	Numbers []string // shared
	Quoted  bool     // a rare utterance stands in both
	Days    int      // between them; -1 when one of them is undated
	Against []Objection
}

// Objection is one thing that speaks against a link.
type Objection struct {
	What  string   // ApartInTime, OtherNames, OtherNumbers
	Here  []string // of the report, the most telling first
	There []string // of the other
}

// What may speak against a link.
const (
	ApartInTime  = "days apart"
	OtherNames   = "no name in common"
	OtherNumbers = "no number in common"
)

// told is how many words of a kind a reason lists.
const told = 6

// has reports whether anything stands in a view of a paper: what it does not
// name at all, it does not name otherwise.
func (p *paper) has(view int) bool { return p.scale[view] > 0 }

// explain says why two papers are linked, or why not.
func explain(u *tuning, a, b *paper, s similar, score float64) *Link {
	l := &Link{Score: score, Least: u.threshold, Days: -1}
	l.Words = sharedWords(a, b, 0, func(v vector) bool { return v[2] == 0 && v[3] == 0 })
	l.Names = sharedWords(a, b, 2, nil)
	l.Numbers = sharedWords(a, b, 3, nil)
	l.Quoted = shared(a.quoted, b.quoted) >= u.quotedRuns
	if a.Day != undated && b.Day != undated {
		l.Days = int(max(a.Day, b.Day) - min(a.Day, b.Day))
		if l.Days > 1 {
			l.Against = append(l.Against, Objection{What: ApartInTime})
		}
	}
	if s[2] == 0 && a.has(2) && b.has(2) {
		l.Against = append(l.Against, Objection{OtherNames, onlyIn(a, b, 2), onlyIn(b, a, 2)})
	}
	if s[3] == 0 && a.has(3) && b.has(3) {
		l.Against = append(l.Against, Objection{OtherNumbers, onlyIn(a, b, 3), onlyIn(b, a, 3)})
	}
	return l
}

// heavy is a word and what it adds.
type heavy struct {
	word   string
	weight float32
}

func strongest(hs []heavy) []string {
	slices.SortFunc(hs, func(a, b heavy) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.word, b.word)) })
	var out []string
	for _, h := range hs {
		if r, _ := utf8.DecodeRuneInString(h.word); len(out) < told && !unicode.IsMark(r) { // a stretch that begins inside a character
			out = append(out, h.word)
		}
	}
	return out
}

// sharedWords are the words that add most to the cosine of one view.
func sharedWords(a, b *paper, view int, ok func(vector) bool) []string {
	if a.words == nil { // a report of a stream keeps none
		return nil
	}
	var hs []heavy
	for i, j := 0, 0; i < len(a.ids) && j < len(b.ids); {
		switch x, y := a.ids[i], b.ids[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			if w := float32(a.weights[i][view]) * float32(b.weights[j][view]); w > 0 && (ok == nil || ok(a.weights[i])) {
				hs = append(hs, heavy{a.words[i], w})
			}
			i, j = i+1, j+1
		}
	}
	return strongest(hs)
}

// onlyIn are the heaviest words of a view that a has and b has not.
func onlyIn(a, b *paper, view int) []string {
	if a.words == nil {
		return a.keptOf(b, view)
	}
	var hs []heavy
	j := 0
	for i, id := range a.ids {
		for j < len(b.ids) && b.ids[j] < id {
			j++
		}
		if (j >= len(b.ids) || b.ids[j] != id) && a.weights[i][view] > 0 {
			hs = append(hs, heavy{a.words[i], float32(a.weights[i][view])})
		}
	}
	return strongest(hs)
}

// spoken are the words that a report of a stream keeps, so that they can be told
// against a later one: the heaviest of its names, and of its numbers after a
// line end.
func (p *paper) spoken() string {
	var out strings.Builder
	for view := 2; view <= 3; view++ {
		var hs []heavy
		for i, w := range p.words {
			if p.weights[i][view] > 0 && w != "" {
				hs = append(hs, heavy{w, float32(p.weights[i][view])})
			}
		}
		if view == 3 {
			out.WriteByte('\n')
		}
		out.WriteString(strings.Join(strongest(hs), " "))
	}
	return strings.Clone(out.String())
}

// keptOf are the words that a report of a stream has kept of a view, less those
// that the other has.
func (p *paper) keptOf(o *paper, view int) []string {
	if p.kept == "" {
		return nil
	}
	names, numbers, _ := strings.Cut(p.kept, "\n")
	words := strings.Fields(names)
	if view == 3 {
		words = strings.Fields(numbers)
	}
	return slices.DeleteFunc(words, func(w string) bool { return slices.Contains(o.words, w) })
}
