package collate

import "slices"

// match is a word of one wording that stands for a word of another.
type match struct {
	a, b int  // indexes of the words
	near bool // not the same word but one that looks like it: a change
}

// Weights of the alignment, in hundredths of a function word. A gap costs
// little less than a function word is worth, so that a lone "the" between two
// changed stretches is not worth the two more gaps it opens, while a content
// word is; long gaps cost hardly more than short ones, because a cut of two
// sentences is one cut.
const (
	functionGain = 100
	contentGain  = 200
	nearGain     = 80
	gapCost      = 90
	gapAtPause   = 70 // a gap that begins where the writing pauses, or at the beginning
	gapStep      = 1
)

// cells bounds the table of one alignment: larger pairs are cut at anchors.
const cells = 1 << 20

// align finds the best correspondence of two wordings' words, in order.
//
// It is the Needleman–Wunsch alignment with affine gaps (Gotoh 1982) and free
// ends, so that a part-quote finds its place in a long statement and two
// overlapping cuts find their overlap. Long wordings are first cut at runs of
// words that occur once in both (patience diff, Bram Cohen), so time and
// memory stay near linear. align(x, b, a) is align(x, a, b) mirrored.
func align(x *lexicon, a, b []word) []match {
	if mirrored := compareForms(a, b) > 0; mirrored {
		ms := aligned(x, b, a)
		for i := range ms {
			ms[i].a, ms[i].b = ms[i].b, ms[i].a
		}
		return ms
	}
	return aligned(x, a, b)
}

// compareForms orders wordings: shorter first, then by their words.
func compareForms(a, b []word) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return slices.CompareFunc(a, b, func(v, w word) int { return int(v.form) - int(w.form) })
}

func aligned(x *lexicon, a, b []word) []match {
	var out []match
	if len(a) == len(b) && equalForms(a, b) {
		for i := range a {
			out = append(out, match{a: i, b: i})
		}
		return out
	}
	return alignPart(x, a, b, 0, 0, anchorLength, true, true, out)
}

// alignPart appends the alignment of a and b, which begin at a0 and b0 of the
// whole wordings. freeStart and freeEnd tell that the part is the beginning
// or the end of the wordings, where a gap costs nothing.
func alignPart(x *lexicon, a, b []word, a0, b0, length int, freeStart, freeEnd bool, out []match) []match {
	if len(a) == 0 || len(b) == 0 {
		return out
	}
	if len(a)*len(b) <= cells {
		t := table{lexicon: x, a: a, b: b, freeStart: freeStart, freeEnd: freeEnd}
		return t.fill().trace(a0, b0, out)
	}
	anchors := findAnchors(a, b, length)
	if len(anchors) == 0 {
		if length > 1 {
			return alignPart(x, a, b, a0, b0, length/2, freeStart, freeEnd, out)
		}
		return alignEnds(x, a, b, a0, b0, freeStart, freeEnd, out)
	}
	i, j := 0, 0
	for k, at := range anchors {
		out = alignPart(x, a[i:at.a], b[j:at.b], a0+i, b0+j, length, freeStart && k == 0, false, out)
		out = append(out, match{a: a0 + at.a, b: b0 + at.b})
		i, j = at.a+1, at.b+1
	}
	return alignPart(x, a[i:], b[j:], a0+i, b0+j, length, false, freeEnd, out)
}

// alignEnds aligns two long parts that share no unique word: the beginnings
// that agree, the ends that agree, and a window of what lies between.
func alignEnds(x *lexicon, a, b []word, a0, b0 int, freeStart, freeEnd bool, out []match) []match {
	n := 0
	for n < min(len(a), len(b)) && a[n].form == b[n].form {
		out = append(out, match{a: a0 + n, b: b0 + n})
		n++
	}
	a, b, a0, b0 = a[n:], b[n:], a0+n, b0+n
	freeStart = freeStart && n == 0
	m := 0
	for m < min(len(a), len(b)) && a[len(a)-1-m].form == b[len(b)-1-m].form {
		m++
	}
	const window = 512
	restA, restB := a[:len(a)-m], b[:len(b)-m]
	headA, headB := restA[:min(len(restA), window)], restB[:min(len(restB), window)]
	if len(headA) > 0 && len(headB) > 0 {
		t := table{lexicon: x, a: headA, b: headB, freeStart: freeStart, freeEnd: freeEnd && m == 0}
		out = t.fill().trace(a0, b0, out)
	}
	for k := m; k > 0; k-- {
		out = append(out, match{a: a0 + len(a) - k, b: b0 + len(b) - k})
	}
	return out
}

// The states of a cell: its two words stand for each other, or it ends a gap.
const (
	matched = iota
	skipA   // the last word of a stands alone
	skipB   // the last word of b stands alone
	begin   // nothing before this cell
)

const never = -1 << 28

// table is the dynamic programme of one alignment.
type table struct {
	*lexicon
	a, b               []word
	freeStart, freeEnd bool

	from       []uint8 // for each cell, two bits a state: the state it came from
	above, row []cell
	best       int32
	endA, endB int // the cell where the best alignment ends
	endState   int
}

// cell is the best value of an alignment that ends in each of the states.
type cell [3]int32

func (t *table) fill() *table {
	n, m := len(t.a), len(t.b)
	t.from = resize(&t.scratch.from, (n+1)*(m+1))
	t.above, t.row = resize(&t.scratch.above, m+1), resize(&t.scratch.row, m+1)
	t.best = never
	t.fillFirst()
	for i := 1; i <= n; i++ {
		t.above, t.row = t.row, t.above
		t.fillRow(i)
		t.end(i, m)
		if i == n {
			for j := range m {
				t.end(i, j)
			}
		}
	}
	return t
}

// fillFirst fills the row before the first word of a.
func (t *table) fillFirst() {
	t.row[0] = cell{0, never, never}
	t.from[0] = begin
	for j := 1; j <= len(t.b); j++ {
		cost := t.firstCost(j)
		t.row[j] = cell{never, never, -cost}
		from := uint8(skipB)
		if j == 1 {
			from = matched
		}
		t.from[j] = from << 4
	}
	t.end(0, len(t.b))
}

// firstCost is the cost of a gap of k words at the beginning.
func (t *table) firstCost(k int) int32 {
	if t.freeStart {
		return 0
	}
	return gapAtPause + int32(k)*gapStep
}

func (t *table) fillRow(i int) {
	w := t.a[i-1]
	from := t.from[i*(len(t.b)+1):][:len(t.b)+1]
	t.row[0] = cell{never, -t.firstCost(i), never}
	from[0] = skipA << 2
	if i == 1 {
		from[0] = matched << 2
	}
	openA := int32(gapCost + gapStep)
	if i == 1 || t.a[i-2].pause > none {
		openA = gapAtPause + gapStep
	}
	left := t.row[0]
	for j := 1; j <= len(t.b); j++ {
		now := cell{never, never, never}
		var f, s uint8
		if g := t.gain(w.form, t.b[j-1].form); g > 0 {
			now[matched], s = top(&t.above[j-1], 0, 0, 0)
			now[matched] += g
			f = s
		}
		now[skipA], s = top(&t.above[j], openA, gapStep, openA)
		f |= s << 2
		openB := int32(gapCost + gapStep)
		if j == 1 || t.b[j-2].pause > none {
			openB = gapAtPause + gapStep
		}
		now[skipB], s = top(&left, openB, openB, gapStep)
		from[j] = f | s<<4
		t.row[j], left = now, now
	}
}

// end considers cell i, j as the end of the alignment.
func (t *table) end(i, j int) {
	if !t.freeEnd && (i < len(t.a) || j < len(t.b)) {
		return
	}
	for s, v := range t.row[j] {
		if v > t.best {
			t.best, t.endA, t.endB, t.endState = v, i, j, s
		}
	}
}

// resize gives a slice of length n over *buffer, which grows when needed.
func resize[T any](buffer *[]T, n int) []T {
	if cap(*buffer) < n {
		*buffer = make([]T, n)
	}
	return (*buffer)[:n]
}

// top is the best of three values, each less its cost, and which one it is.
func top(v *cell, costMatched, costA, costB int32) (int32, uint8) {
	best, state := v[matched]-costMatched, uint8(matched)
	if w := v[skipA] - costA; w > best {
		best, state = w, skipA
	}
	if w := v[skipB] - costB; w > best {
		best, state = w, skipB
	}
	return best, state
}

func (x *lexicon) gain(v, w int32) int32 {
	switch {
	case v == w || (x.short[v] || x.short[w]) && x.same(v, w):
		if x.function[v] || x.function[w] {
			return functionGain
		}
		return contentGain
	case x.initial[v] == x.initial[w] && x.initial[v] != 0 && x.near(v, w):
		return nearGain
	}
	return 0
}

// trace walks back from the best end and appends the matches in order.
func (t *table) trace(a0, b0 int, out []match) []match {
	start := len(out)
	i, j, s := t.endA, t.endB, t.endState
	for i > 0 || j > 0 {
		from := int(t.from[i*(len(t.b)+1)+j] >> (2 * s) & 3)
		switch s {
		case matched:
			i--
			j--
			out = append(out, match{a: a0 + i, b: b0 + j, near: !t.same(t.a[i].form, t.b[j].form)})
		case skipA:
			i--
		case skipB:
			j--
		}
		s = from
	}
	slices.Reverse(out[start:])
	return out
}

// anchorLength is the number of words of the first anchors tried.
const anchorLength = 8

// findAnchors gives matches of words that begin runs of length words which
// occur once in a and once in b, the longest series that is in order in both.
func findAnchors(a, b []word, length int) []match {
	inA, inB := uniqueRuns(a, length), uniqueRuns(b, length)
	var common []match
	for key, i := range inA {
		if j, ok := inB[key]; ok && i >= 0 && j >= 0 && equalForms(a[i:i+length], b[j:j+length]) {
			common = append(common, match{a: i, b: j})
		}
	}
	slices.SortFunc(common, func(v, w match) int { return v.a - w.a })
	return increasing(common)
}

// uniqueRuns maps the hash of each run of words to its place; -1 when it
// occurs more than once.
func uniqueRuns(ws []word, length int) map[uint64]int {
	out := make(map[uint64]int, len(ws))
	for i := 0; i+length <= len(ws); i++ {
		h := uint64(14695981039346656037)
		for _, w := range ws[i : i+length] {
			h = (h ^ uint64(uint32(w.form))) * 1099511628211
		}
		if _, ok := out[h]; ok {
			out[h] = -1
		} else {
			out[h] = i
		}
	}
	return out
}

// increasing is the longest series of matches in which b rises too.
func increasing(ms []match) []match {
	var tails []int // tails[k]: index of the smallest end of a series of k+1
	before := make([]int, len(ms))
	for i, m := range ms {
		k, _ := slices.BinarySearchFunc(tails, m.b, func(t, b int) int { return ms[t].b - b })
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	var out []match
	for i := tails[len(tails)-1]; i >= 0; i = before[i] {
		out = append(out, ms[i])
	}
	slices.Reverse(out)
	return out
}
