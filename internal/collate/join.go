package collate

import (
	"cmp"
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
	words     []word
	content   int     // words that carry meaning and are not everybody's
	weight    float64 // of all words, in bits
}

// link is the evidence that two statements are readings of one utterance.
type link struct {
	longer, shorter int // indexes of statements
	strength        float64
	firm            bool // enough on its own; the others only attach a piece to the best place for it
	rival           bool // evidence that they are two utterances with words in common
}

// joiner finds which statements are readings of one utterance.
type joiner struct {
	*lexicon
	statements []statement
	weights    []float64 // bits a word form is worth, by form
}

// Words are worth what their rarity in the story tells (inverse document
// frequency over its distinct wordings), within these bounds.
const (
	functionWeight = 0.3
	commonWeight   = 0.5
	leastWeight    = 1.0
)

// edgeBonus prefers the place where a piece was cut out at the same word: two
// outlets that cut alike have read the same copy.
const edgeBonus = 1.1

// candidates bounds how many other wordings one wording is aligned with: the
// ones that share the most weight.
const candidates = 16

// weigh sets the worth of every form and statement.
func (j *joiner) weigh() {
	df := make([]int, len(j.forms))
	seen := make([]int, len(j.forms))
	for i, s := range j.statements {
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
		case j.common[f]:
			j.weights[f] = commonWeight
		default:
			j.weights[f] = max(leastWeight, math.Log2(float64(len(j.statements)+2)/float64(df[f]+1)))
		}
	}
	for i := range j.statements {
		s := &j.statements[i]
		for _, w := range s.words {
			s.weight += j.weights[w.form]
			if j.content(w) && !j.common[w.form] {
				s.content++
			}
		}
	}
}

// join groups the statements: groups and members in order of statements.
func (j *joiner) join() [][]int {
	j.weigh()
	links := j.links()
	sets := newSets(len(j.statements))
	apart := j.joinFirm(sets, links)
	j.attach(sets, links, apart)
	return sets.groups()
}

// joinFirm joins by firm links, the strongest first, unless that would bring
// rivals together; it gives the rivals.
func (j *joiner) joinFirm(sets *sets, links []link) [][2]int {
	var order []*link
	var apart [][2]int
	for i := range links {
		switch l := &links[i]; {
		case l.rival:
			apart = append(apart, [2]int{l.longer, l.shorter})
		case l.firm:
			order = append(order, l)
		}
	}
	slices.SortStableFunc(order, func(a, b *link) int { return cmp.Compare(b.strength, a.strength) })
	for _, l := range order {
		if !sets.parts(l.longer, l.shorter, apart) {
			sets.union(l.longer, l.shorter)
		}
	}
	return apart
}

// attach gives every piece that has no firm place to the group that it fits
// best.
func (j *joiner) attach(sets *sets, links []link, apart [][2]int) {
	settled := make([]bool, len(j.statements))
	best := make([]*link, len(j.statements))
	for i := range links {
		if l := &links[i]; l.firm {
			settled[l.shorter], settled[l.longer] = true, true
		}
	}
	for i := range links {
		l := &links[i]
		if l.firm || l.rival {
			continue
		}
		piece := l.shorter
		if settled[piece] {
			piece = l.longer
		}
		if settled[piece] {
			continue
		}
		if b := best[piece]; b == nil || j.better(l, b) {
			best[piece] = l
		}
	}
	for _, l := range best {
		if l != nil && !sets.parts(l.longer, l.shorter, apart) {
			sets.union(l.longer, l.shorter)
		}
	}
}

// better reports whether a is a better place for a piece than b: stronger,
// else in the same report, else in the nearer, else in the longer statement.
func (j *joiner) better(a, b *link) bool {
	s := j.statements[a.shorter]
	own := func(l *link) int {
		if j.statements[l.longer].report == s.report {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(a.strength, b.strength),
		own(a)-own(b),
		len(j.statements[a.longer].words)-len(j.statements[b.longer].words),
		b.longer-a.longer,
	) > 0
}

// links compares every statement with those that share the most with it.
func (j *joiner) links() []link {
	var pairs [][2]int
	x := newIndex(j)
	for i := range j.statements {
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

// compare weighs the evidence for two statements.
func (j *joiner) compare(i, k int) (link, bool) {
	if c := compareForms(j.statements[i].words, j.statements[k].words); c < 0 || c == 0 && i > k {
		i, k = k, i
	}
	long, short := &j.statements[i], &j.statements[k]
	e := j.evidence(long.words, short.words)
	cover := e.shared / max(short.weight, functionWeight)
	l := link{longer: i, shorter: k, strength: e.shared * cover}
	said := known(long, short)
	l.firm = firm(said, e, cover)
	if long.report == short.report && len(short.words) >= passage && cover < nested && (l.firm || e.run >= 5) {
		l.firm, l.rival = false, true
		return l, true
	}
	if e.atEdge && len(short.words) >= 3 && len(long.words) >= passage {
		l.strength *= edgeBonus
	}
	return l, l.firm || fits(said, e, cover)
}

// acquaintance is what is known of two statements' speakers.
type acquaintance uint8

const (
	unknown   acquaintance = iota // one of them is not known, or not by name
	same                          // the same person
	different                     // two persons known by name
)

func known(a, b *statement) acquaintance {
	switch {
	case a.speaker >= 0 && a.speaker == b.speaker:
		return same
	case a.named && b.named && a.kind == b.kind:
		return different
	}
	return unknown
}

// A report does not quote one passage twice at length in two wordings: two
// such passages are two utterances in which the speaker repeats himself.
const (
	passage = 8   // words from which a quotation is a passage
	nested  = 0.9 // share of its weight from which one only repeats a part of the other
)

// firm reports whether the evidence is enough to join two statements whatever
// else there is.
func firm(said acquaintance, e evidence, cover float64) bool {
	switch said {
	case same:
		return e.content >= 3 && cover >= 0.7 || e.content >= 5 && cover >= 0.5 || e.run >= 5 && e.content >= 2 && cover >= 0.3
	case different:
		return e.run >= 8 && e.content >= 4 && cover >= 0.8
	}
	return e.content >= 4 && cover >= 0.6 || e.run >= 6 && e.content >= 3 && cover >= 0.4
}

// fits reports whether the shorter statement may be a piece of the longer
// one, if there is no better place for it.
func fits(said acquaintance, e evidence, cover float64) bool {
	switch said {
	case same:
		return e.whole && (e.content >= 1 || e.run >= 2) || e.content >= 2 && cover >= 0.95 && e.gap <= 3 || e.run >= 5 && e.share >= 0.4
	case different:
		return false
	}
	return e.content >= 2 && e.whole
}

// evidence is what an alignment tells about two wordings.
type evidence struct {
	shared  float64 // weight of the words in common
	content int     // words in common that carry meaning and are not everybody's
	share   float64 // words in common, as a share of the shorter one
	run     int     // longest run of words in common with nothing between
	gap     int     // words of the longer one that stand between words in common
	whole   bool    // the shorter one stands in the longer one without a gap
	atEdge  bool    // both begin, or both end, with the same word
}

func (j *joiner) evidence(long, short []word) evidence {
	var e evidence
	run, same := 0, 0
	ms := align(j.lexicon, long, short)
	for i, m := range ms {
		w := short[m.b]
		if m.near {
			e.shared += j.weights[w.form] / 2
			run = 0
			continue
		}
		e.shared += j.weights[w.form]
		same++
		if j.content(w) && !j.common[w.form] {
			e.content++
		}
		if i > 0 {
			e.gap += m.a - ms[i-1].a - 1
		}
		if i > 0 && !ms[i-1].near && ms[i-1].a == m.a-1 && ms[i-1].b == m.b-1 {
			run++
		} else {
			run = 1
		}
		e.run = max(e.run, run)
	}
	e.whole = e.run == len(short)
	e.share = float64(same) / float64(max(1, len(short)))
	if n := len(ms); n > 0 {
		first, last := ms[0], ms[n-1]
		e.atEdge = first.a+first.b == 0 || last.a == len(long)-1 && last.b == len(short)-1
	}
	return e
}

// index finds the statements that share words with one: rare words, and
// pairs of words that follow each other, so that phrases of everybody's words
// are found too.
type index struct {
	*joiner
	holders map[uint64][]int32 // word or pair of words: the statements that have it, in order
	score   []float64          // by statement, of the one looked up
}

// manyHolders is the number of statements from which a word or pair tells
// too little to be looked up.
const manyHolders = 300

func newIndex(j *joiner) *index {
	x := &index{joiner: j, holders: map[uint64][]int32{}, score: make([]float64, len(j.statements))}
	for i := range j.statements {
		x.keys(i, func(key uint64, _ float64) {
			if h := x.holders[key]; len(h) == 0 || h[len(h)-1] != int32(i) {
				x.holders[key] = append(h, int32(i))
			}
		})
	}
	return x
}

// keys calls visit with every word and pair of words of statement i that it
// can be found by, and what sharing it is worth.
func (x *index) keys(i int, visit func(key uint64, weight float64)) {
	words := x.statements[i].words
	for k, w := range words {
		f := uint64(uint32(w.form))
		if x.content(w) || len(words) == 1 {
			visit(f, x.weights[w.form])
		}
		if k > 0 {
			g := uint64(uint32(words[k-1].form))
			visit(f<<32|g|1<<63, (x.weights[w.form]+x.weights[words[k-1].form])/2)
		}
	}
}

// like lists the statements that share the most weight with statement i,
// best first.
func (x *index) like(i int) []int {
	var found []int
	seen := map[uint64]bool{}
	x.keys(i, func(key uint64, weight float64) {
		h := x.holders[key]
		if seen[key] || len(h) > manyHolders {
			return
		}
		seen[key] = true
		for _, k := range h {
			if int(k) == i {
				continue
			}
			if x.score[k] == 0 {
				found = append(found, int(k))
			}
			x.score[k] += weight
		}
	})
	slices.SortFunc(found, func(a, b int) int {
		return cmp.Or(cmp.Compare(x.score[b], x.score[a]), a-b)
	})
	for _, k := range found {
		x.score[k] = 0
	}
	return found[:min(len(found), candidates)]
}

// sets is a union-find over statements; the root is the smallest member.
type sets struct{ parent []int }

func newSets(n int) *sets {
	s := &sets{parent: make([]int, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

func (s *sets) union(i, j int) {
	i, j = s.find(i), s.find(j)
	s.parent[max(i, j)] = min(i, j)
}

// parts reports whether joining i and j would bring together a pair that is
// to stay apart.
func (s *sets) parts(i, j int, apart [][2]int) bool {
	i, j = s.find(i), s.find(j)
	for _, p := range apart {
		if a, b := s.find(p[0]), s.find(p[1]); a == i && b == j || a == j && b == i {
			return true
		}
	}
	return false
}

func (s *sets) groups() [][]int {
	at := map[int]int{}
	var out [][]int
	for i := range s.parent {
		r := s.find(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
