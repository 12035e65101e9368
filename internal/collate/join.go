package collate

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"parallax/internal/names"
)

// statement is one quotation as joining sees it.
type statement struct {
	quotation int // index into Comparison.Quotations
	report    int
	speaker   int        // who speaks, as people numbers them; -1 when unknown
	named     bool       // the speaker is known by name
	kind      names.Kind // of the speaker
	family    string     // the last word of the speaker's name, folded
	stops     bool       // a sentence of its own: begun with a capital and ended with a full stop
	headline  bool       // it stands in the headline, which shortens what it quotes
	words     []word
	beside    []word // of a few words: the reporter's words around them, in the same sentence
}

// wording is what one speaker says in one way: the statements with the same
// words and speaker, which are compared once.
type wording struct {
	*statement         // the first of them
	members    []int   // indexes of statements, in order
	reports    []int   // their reports, in order
	content    int     // words that carry meaning and are not everybody's
	weight     float64 // of all words, in bits
}

// link is the evidence that two wordings are readings of one utterance.
type link struct {
	longer, shorter int // indexes of wordings
	strength        float64
	firm            bool // enough on its own; the others only attach a piece to the best place for it
	rival           bool // evidence that they are two utterances with words in common
	half            bool // nothing by itself, but enough beside a half that fits: “A,” he said. “B.”
}

// joiner finds which statements are readings of one utterance.
type joiner struct {
	*lexicon
	statements []statement
	wordings   []wording
	of         []int     // by statement: its wording
	weights    []float64 // bits a word form is worth, by form
}

// gather collects statements with the same words and speaker. Statements of
// unknown speakers stay apart unless they are long enough to be the same by
// their words alone.
func (j *joiner) gather() {
	at := map[string]int{}
	for i := range j.statements {
		s := &j.statements[i]
		key := make([]byte, 0, 4*len(s.words)+4)
		for _, w := range s.words {
			key = binary.LittleEndian.AppendUint32(key, uint32(w.form))
		}
		key = binary.LittleEndian.AppendUint32(key, uint32(s.speaker))
		k, ok := at[string(key)]
		if !ok || s.speaker < 0 && len(s.words) < passage || len(s.words) == 0 {
			k = len(j.wordings)
			at[string(key)] = k
			j.wordings = append(j.wordings, wording{statement: s})
		}
		w := &j.wordings[k]
		w.members = append(w.members, i)
		j.of = append(j.of, k)
		if n := len(w.reports); n == 0 || w.reports[n-1] != s.report {
			w.reports = append(w.reports, s.report)
		}
	}
}

// Words are worth what their rarity in the story tells (inverse document
// frequency over its distinct wordings), within these bounds.
const (
	functionWeight = 0.3
	lightWeight    = 0.5
	leastWeight    = 1.0
)

// weigh sets the worth of every form and wording.
func (j *joiner) weigh() {
	df := make([]int, len(j.forms))
	seen := make([]int, len(j.forms))
	for i, s := range j.wordings {
		for _, w := range s.words {
			if seen[w.form] != i+1 {
				seen[w.form] = i + 1
				df[w.form]++
			}
		}
	}
	j.weights = make([]float64, len(j.forms))
	for f := range j.forms {
		switch {
		case j.function[f]:
			j.weights[f] = functionWeight
		case j.light[f]:
			j.weights[f] = lightWeight
		default:
			j.weights[f] = max(leastWeight, math.Log2(float64(len(j.wordings)+2)/float64(df[f]+1)))
		}
	}
	for i := range j.wordings {
		s := &j.wordings[i]
		for _, w := range s.words {
			s.weight += j.weights[w.form]
			if j.content(w) && !j.light[w.form] {
				s.content++
			}
		}
	}
}

// join groups the statements: groups and members in order of statements.
func (j *joiner) join() [][]int {
	j.gather()
	j.weigh()
	links := j.links()
	sets := newSets(len(j.wordings))
	j.joinFirm(sets, links)
	j.attach(sets, links)
	j.joinHalves(sets, links)
	groups := sets.groups()
	for k, g := range groups {
		var members []int
		for _, w := range g {
			members = append(members, j.wordings[w].members...)
		}
		slices.Sort(members)
		groups[k] = members
	}
	slices.SortFunc(groups, func(a, b []int) int { return a[0] - b[0] })
	return groups
}

// joinFirm joins by firm links, the strongest first, unless that would bring
// rivals together.
func (j *joiner) joinFirm(sets *sets, links []link) {
	var order []*link
	for i := range links {
		switch l := &links[i]; {
		case l.rival:
			sets.keepApart(l.longer, l.shorter)
		case l.firm:
			order = append(order, l)
		}
	}
	slices.SortStableFunc(order, func(a, b *link) int { return cmp.Compare(b.strength, a.strength) })
	for _, l := range order {
		sets.union(l.longer, l.shorter)
	}
}

// joinHalves joins the other half of a quotation that its report breaks in
// two, when nothing else claims it, whoever it is credited to: the words of the one before or after it are
// readings of the same utterance already.
func (j *joiner) joinHalves(sets *sets, links []link) {
	for i := range links {
		l := &links[i]
		if !l.half || !sets.alone(l.shorter) {
			continue
		}
		host := sets.find(l.longer)
		if j.beside(sets, l.shorter, host) {
			sets.union(host, l.shorter)
		}
	}
}

// beside reports whether a quotation next to one of this wording, by the same
// speaker, is in a set.
func (j *joiner) beside(sets *sets, wording, set int) bool {
	for _, m := range j.wordings[wording].members {
		s := &j.statements[m]
		for _, k := range []int{m - 1, m + 1} {
			if k >= 0 && k < len(j.statements) && j.statements[k].report == s.report && j.statements[k].speaker == s.speaker && sets.find(j.of[k]) == set {
				return true
			}
		}
	}
	return false
}

// attach gives every piece that has no firm place to the group that it fits
// best.
func (j *joiner) attach(sets *sets, links []link) {
	settled := make([]bool, len(j.wordings))
	best := make([]*link, len(j.wordings))
	for i := range links {
		if l := &links[i]; l.firm {
			settled[l.shorter], settled[l.longer] = true, true
		}
	}
	for i := range links {
		l := &links[i]
		if l.firm || l.rival || l.half {
			continue
		}
		piece := l.shorter
		if settled[piece] {
			piece = l.longer
		}
		if settled[piece] {
			continue
		}
		if b := best[piece]; b == nil || j.better(piece, l, b) {
			best[piece] = l
		}
	}
	for _, l := range best {
		if l != nil {
			sets.union(l.longer, l.shorter)
		}
	}
}

// better reports whether link a leads to a better place for a piece than b:
// stronger, else to words of the same report, the nearest first, else to the
// longer wording.
func (j *joiner) better(piece int, a, b *link) bool {
	host := func(l *link) *wording { return &j.wordings[l.longer+l.shorter-piece] }
	far := func(l *link) int { return j.distance(host(l), &j.wordings[piece]) }
	own := func(l *link) int {
		if shareReport(host(l), &j.wordings[piece]) {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(a.strength, b.strength),
		own(a)-own(b),
		own(a)*(far(b)-far(a)),
		len(host(a).words)-len(host(b).words),
		host(b).quotation-host(a).quotation,
	) > 0
}

// distance is the number of quotations from a statement of the one wording to
// the nearest of the other in the same report; large when there is none.
func (j *joiner) distance(a, b *wording) int {
	best := len(j.statements)
	for _, i := range a.members {
		for _, k := range b.members {
			if j.statements[i].report == j.statements[k].report {
				best = min(best, max(i-k, k-i))
			}
		}
	}
	return best
}

// shareReport reports whether one report has both wordings.
func shareReport(a, b *wording) bool {
	for i, k := 0, 0; i < len(a.reports) && k < len(b.reports); {
		switch c := a.reports[i] - b.reports[k]; {
		case c == 0:
			return true
		case c < 0:
			i++
		default:
			k++
		}
	}
	return false
}

// links compares every wording with those that share the most with it.
func (j *joiner) links() []link {
	var pairs [][2]int
	x := newIndex(j)
	for i := range j.wordings {
		for _, k := range x.like(i) {
			pairs = append(pairs, [2]int{min(i, k), max(i, k)})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	var out []link
	for _, p := range slices.Compact(pairs) {
		if l, ok := j.compare(p[0], p[1]); ok {
			out = append(out, l)
		}
	}
	return out
}
