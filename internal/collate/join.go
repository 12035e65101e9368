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
	functionWeight = 0.1
	commonWeight   = 0.5
	leastWeight    = 1.0
)

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
	// Firm links first, then pieces, longest first, each to its best place.
	sets := newSets(len(j.statements))
	for _, l := range links {
		if l.firm {
			sets.union(l.longer, l.shorter)
		}
	}
	j.attach(sets, links)
	return sets.groups()
}

// attach gives every piece that has no firm place to the group that it fits
// best.
func (j *joiner) attach(sets *sets, links []link) {
	firm := make([]bool, len(j.statements))
	best := make([]*link, len(j.statements))
	for i := range links {
		l := &links[i]
		if l.firm {
			firm[l.shorter], firm[l.longer] = true, true
		}
	}
	for i := range links {
		l := &links[i]
		if l.firm || firm[l.shorter] && j.statements[l.shorter].content > 2 {
			continue
		}
		if b := best[l.shorter]; b == nil || j.better(l, b) {
			best[l.shorter] = l
		}
	}
	for _, l := range best {
		if l != nil {
			sets.union(l.longer, l.shorter)
		}
	}
}

// better reports whether a is a better place for a piece than b: stronger,
// else in the same report, else in the nearer, else in the longer statement.
func (j *joiner) better(a, b *link) bool {
	s := j.statements[a.shorter]
	same := func(l *link) int {
		if j.statements[l.longer].report == s.report {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(a.strength, b.strength),
		same(a)-same(b),
		len(j.statements[a.longer].words)-len(j.statements[b.longer].words),
		b.longer-a.longer,
	) > 0
}

// links compares every statement with those that share the most with it.
func (j *joiner) links() []link {
	var out []link
	x := newIndex(j)
	for i := range j.statements {
		for _, k := range x.like(i) {
			if k < i {
				if l, ok := j.compare(i, k); ok {
					out = append(out, l)
				}
			}
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
	l := link{longer: i, shorter: k, strength: e.shared}
	cover := e.shared / max(short.weight, functionWeight)
	switch {
	case long.speaker >= 0 && long.speaker == short.speaker:
		l.firm = e.content >= 3 && cover >= 0.5 || e.run >= 5 && e.content >= 2 && cover >= 0.3
		return l, l.firm || e.content >= 1 && cover >= 0.9 || e.content >= 2 && cover >= 0.6
	case long.named && short.named && long.kind == short.kind:
		l.firm = e.run >= 8 && e.content >= 4 && cover >= 0.8
		return l, l.firm
	}
	l.firm = e.content >= 4 && cover >= 0.6 || e.run >= 6 && e.content >= 3 && cover >= 0.4
	return l, l.firm || e.content >= 2 && cover >= 0.95 && e.whole
}

// evidence is what an alignment tells about two wordings.
type evidence struct {
	shared  float64 // weight of the words in common
	content int     // words in common that carry meaning and are not everybody's
	run     int     // longest run of words in common with nothing between
	whole   bool    // the shorter one stands in the longer one without a gap
}

func (j *joiner) evidence(long, short []word) evidence {
	var e evidence
	run := 0
	ms := align(j.lexicon, long, short)
	for i, m := range ms {
		w := short[m.b]
		if m.near {
			e.shared += j.weights[w.form] / 2
			run = 0
			continue
		}
		e.shared += j.weights[w.form]
		if j.content(w) && !j.common[w.form] {
			e.content++
		}
		if i > 0 && !ms[i-1].near && ms[i-1].a == m.a-1 && ms[i-1].b == m.b-1 {
			run++
		} else {
			run = 1
		}
		e.run = max(e.run, run)
	}
	e.whole = e.run == len(short)
	return e
}

// index finds the statements that share rare words with one.
type index struct {
	*joiner
	holders [][]int32 // by form: the statements that have it, in order
	score   []float64
	touched []int
}

// common forms of this many statements are not looked up unless a statement
// has nothing rarer.
const manyHolders = 400

func newIndex(j *joiner) *index {
	x := &index{joiner: j, holders: make([][]int32, len(j.forms)), score: make([]float64, len(j.statements))}
	for i, s := range j.statements {
		for _, w := range s.words {
			h := x.holders[w.form]
			if len(h) == 0 || h[len(h)-1] != int32(i) {
				x.holders[w.form] = append(h, int32(i))
			}
		}
	}
	return x
}

// like lists the statements that share the most weight with statement i,
// best first.
func (x *index) like(i int) []int {
	x.touched = x.touched[:0]
	done := map[int32]bool{}
	for _, w := range x.statements[i].words {
		if done[w.form] || !x.content(w) || len(x.holders[w.form]) > manyHolders {
			continue
		}
		done[w.form] = true
		for _, k := range x.holders[w.form] {
			if int(k) == i {
				continue
			}
			if x.score[k] == 0 {
				x.touched = append(x.touched, int(k))
			}
			x.score[k] += x.weights[w.form]
		}
	}
	out := slices.Clone(x.touched)
	slices.SortFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(x.score[b], x.score[a]), a-b)
	})
	for _, k := range x.touched {
		x.score[k] = 0
	}
	return out[:min(len(out), candidates)]
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
