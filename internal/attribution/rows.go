package attribution

import (
	"slices"

	"parallax/internal/attribution/chain"
	"parallax/internal/attribution/trees"
	"parallax/internal/tag"
)

// rower makes the rows of numbers by which candidates are looked at again. It
// keeps what it has allocated.
type rower struct {
	r      *reading
	u      unit
	words  []word // of the unit
	seq    *chain.Sequence
	cs     []candidate
	inRole [][roles]float32 // running sums of the chance that a token is in a span of each role
	runs   []counts         // running counts of what stands before each token
	before side             // what stands before the candidate
	rows   trees.Rows
	spans  [][perSpan]uint32 // features of each row's wording
}

// counts are running counts over the tokens of a unit.
type counts struct {
	commas, finals, finite, that, marks, quoted int32
}

// window is how many candidates on either side a candidate is compared with.
const window = 48

// rowWidth is the number of columns of a row; the last is wording's.
const (
	rowWidth      = 71
	wordingColumn = rowWidth - 1
)

// clear forgets the rows.
func (w *rower) clear() {
	w.rows.Clear()
	w.spans = w.spans[:0]
}

// add adds a row for each candidate of a unit. m judges the wording; without it
// that column is left open.
func (w *rower) add(m *wording, r *reading, u unit, seq *chain.Sequence, cs []candidate) {
	if len(cs) == 0 {
		return
	}
	w.r, w.words, w.u, w.seq, w.cs = r, r.words[u.first:u.end], u, seq, cs
	w.sums()
	for i := range cs {
		n := len(w.spans)
		w.spans = slices.Grow(w.spans, 1)[:n+1]
		features := &w.spans[n]
		spanFeatures(r, u, cs[i].span, features)
		if m != nil {
			prefetch(&m.weights[0], features) // used when the row is made
		}
		row := w.rows.Add()
		w.row(i, row)
		if m != nil {
			row.Put(wordingColumn, m.score(features))
		}
	}
}

// sums makes the running sums and counts.
func (w *rower) sums() {
	n := len(w.words)
	w.inRole = slices.Grow(w.inRole[:0], n+1)[:n+1]
	w.runs = slices.Grow(w.runs[:0], n+1)[:n+1]
	var in [roles]float32
	var c counts
	w.inRole[0], w.runs[0] = in, c
	for i := range w.words {
		for k := range in {
			b := begins(uint8(k))
			in[k] = in[k] + w.seq.Prob(i, b) + w.seq.Prob(i, b+1)
		}
		c.add(&w.words[i], w.r.that)
		w.inRole[i+1], w.runs[i+1] = in, c
	}
}

// add counts a word.
func (c *counts) add(x *word, that uint32) {
	switch x.mark {
	case comma:
		c.commas++
	case final:
		c.finals++
	case quoteMark:
		c.marks++
	}
	c.finite += int32(bit(x.finite))
	c.that += int32(bit(x.lemma == that))
	c.quoted += int32(bit(x.quoted >= 0))
}

// column fills a row from the left.
type column struct {
	row trees.Row
	n   int
}

func (c *column) put(vs ...float32) {
	n := c.n
	for _, v := range vs {
		c.row.Put(n, v)
		n++
	}
	c.n = n
}

func (c *column) int(vs ...int) {
	n := c.n
	for _, v := range vs {
		c.row.Put(n, float32(v))
		n++
	}
	c.n = n
}

// row fills in what is told of candidate i.
func (w *rower) row(i int, row trees.Row) {
	c := &column{row: row}
	x := w.cs[i]
	w.ofChain(c, x)
	w.rivals(c, i)
	w.neighbours(c, i)
	w.shape(c, x)
	w.edges(c, x)
}

// ofChain are the chances that the chain gives: of the span, its begin, its end, its inside.
func (w *rower) ofChain(c *column, x candidate) {
	b := begins(x.role)
	begin := w.seq.Begin(x.first, b)
	lowest := float32(1)
	for k := x.first; k < min(x.end, x.first+64); k++ {
		if p := w.seq.Prob(k, b) + w.seq.Prob(k, b+1); p < lowest {
			lowest = p
		}
	}
	c.put(float32(x.role), x.chance, begin, x.chance/max(begin, 1e-6),
		(w.inRole[x.end][x.role]-w.inRole[x.first][x.role])/float32(x.end-x.first), lowest)
	sides := [...]int{x.first - 1, x.end}
	for _, k := range sides {
		if k < 0 || k >= len(w.words) {
			c.put(-1)
		} else {
			c.put(w.seq.Prob(k, b) + w.seq.Prob(k, b+1))
		}
	}
	for _, k := range sides {
		if k < 0 || k >= len(w.words) {
			c.put(-1, -1, -1)
			continue
		}
		c.put(w.seq.Prob(k, chain.Out),
			w.seq.Prob(k, chain.InCue)+w.seq.Prob(k, chain.InCue-1),
			w.seq.Prob(k, chain.InSource)+w.seq.Prob(k, chain.InSource-1))
	}
}

// rivals are the candidates that overlap.
func (w *rower) rivals(c *column, i int) {
	x := &w.cs[i]
	rank := 0
	var same, other, all, begin, end float32
	beginsWith, endsWith := 0, 0
	for k := max(0, i-window); k < min(len(w.cs), i+window+1); k++ {
		o := &w.cs[k]
		if o.first >= x.end {
			break
		}
		if k == i || o.end <= x.first {
			continue
		}
		if o.role != x.role {
			other = max(other, o.chance)
			continue
		}
		if o.chance > x.chance {
			rank++
		}
		same = max(same, o.chance)
		all += o.chance
		if o.first == x.first {
			begin = max(begin, o.chance)
			beginsWith++
		}
		if o.end == x.end {
			end = max(end, o.chance)
			endsWith++
		}
	}
	c.put(float32(rank), same, other, all, x.chance/(x.chance+all), begin, end, float32(beginsWith), float32(endsWith))
}

// neighbours are the likeliest candidates of each role on either side.
func (w *rower) neighbours(c *column, i int) {
	x := &w.cs[i]
	from, to := max(0, i-window), min(len(w.cs), i+window+1)
	// those before are the same for all that begin here, while none is out of sight
	if i == 0 || from > 0 || x.first != w.cs[i-1].first {
		w.before = nobody
		for k := from; k < i; k++ {
			if o := &w.cs[k]; o.end <= x.first {
				w.before.see(o, x.first-o.end)
			}
		}
	}
	after := nobody
	for k := i + 1; k < to; k++ {
		if o := &w.cs[k]; o.first >= x.end {
			after.see(o, o.first-x.end)
		}
	}
	for _, s := range [...]*side{&w.before, &after} {
		for role := range s {
			c.put(s[role].chance, s[role].gap)
		}
	}
}

// side has the likeliest neighbour of each role on one side.
type side [roles]struct {
	near   float32 // its chance, less for each token between
	chance float32
	gap    float32 // tokens between, 40 at most
}

// nobody is less near than anybody.
var nobody = side{{near: -1, gap: -1}, {near: -1, gap: -1}, {near: -1, gap: -1}}

// see remembers a candidate if it is the nearest of its role so far: a near one
// counts for more than a far one.
func (s *side) see(o *candidate, gap int) {
	g := float32(min(gap, 40))
	b := &s[o.role]
	if near := o.chance / (1 + .15*g); near > b.near {
		b.near, b.chance, b.gap = near, o.chance, g
	}
}

// shape is the span's place and size and what stands in it and after it.
func (w *rower) shape(c *column, x candidate) {
	u, r := w.u, w.r
	n := len(w.words)
	first, last := &w.words[x.first], &w.words[x.end-1]
	s := r.segments.Sentences[first.sentence]
	e := r.segments.Sentences[last.sentence]
	c.int(min(60, x.end-x.first), min(60, u.first+x.first-s.First), min(60, e.End-u.first-x.end),
		min(3, int(last.sentence-first.sentence)), min(60, x.first), min(60, n-x.end))
	in := w.between(x.first, x.end)
	c.int(int(in.commas), int(in.finals), int(in.finite), int(in.that), int(in.marks))
	c.put(float32(in.quoted) / float32(x.end-x.first))
	after := w.between(x.end, max(x.end, min(n, e.End-u.first)))
	before := w.between(min(x.first, max(0, s.First-u.first)), x.first)
	c.int(int(after.commas), int(after.finite), int(before.commas), int(before.finite), int(bit(u.headline)))
}

// between counts what stands between two tokens.
func (w *rower) between(from, to int) counts {
	p, q := &w.runs[from], &w.runs[to]
	return counts{q.commas - p.commas, q.finals - p.finals, q.finite - p.finite, q.that - p.that, q.marks - p.marks, q.quoted - p.quoted}
}

// at is a token of the unit, or padding.
func (w *rower) at(k int) *word {
	if uint(k) < uint(len(w.words)) {
		return &w.words[k]
	}
	return &padding
}

// edges are the words on both sides of both ends.
func (w *rower) edges(c *column, x candidate) {
	before, first, last, after := w.at(x.first-1), w.at(x.first), w.at(x.end-1), w.at(x.end)
	for _, word := range [...]*word{w.at(x.first - 2), before, first, w.at(x.first + 1), w.at(x.end - 2), last, after, w.at(x.end + 1)} {
		c.int(int(coarse(word)))
	}
	highest := uint8(0)
	for k := x.first; k < min(x.end, x.first+64); k++ {
		highest = max(highest, w.words[k].chance)
	}
	whole := -1 // whether the span is a quoted stretch, where it is in one
	if q := first.quoted; q >= 0 && q == last.quoted {
		k := w.r.quotes[q]
		whole = int(bit(k.first == w.u.first+x.first && k.end == w.u.first+x.end))
	}
	c.int(int(before.bucket), int(first.bucket), int(last.bucket), int(after.bucket), int(highest),
		int(first.place), int(last.place), int(after.place), whole, int(first.shape))
}

// coarse puts tags into an order in which like ones are neighbours, so that
// one threshold parts them.
func coarse(w *word) uint8 {
	switch {
	case w.mark != noMark:
		return w.mark // 1 to 6
	case int(w.pos) < len(coarseOf):
		return coarseOf[w.pos]
	}
	return 0
}

var coarseOf = [...]uint8{
	tag.VBD: 10, tag.VBZ: 11, tag.VBP: 12, tag.MD: 13, tag.VBN: 14, tag.VBG: 15, tag.VB: 16, tag.TO: 17, tag.RP: 18,
	tag.IN: 20, tag.WDT: 21, tag.WP: 22, tag.WPS: 22, tag.WRB: 23, tag.CC: 24,
	tag.RB: 26, tag.RBR: 26, tag.RBS: 26, tag.EX: 27,
	tag.PRP: 30, tag.DT: 31, tag.PDT: 31, tag.PRPS: 32, tag.POS: 33, tag.CD: 34, tag.JJ: 35, tag.JJR: 35, tag.JJS: 35,
	tag.NNP: 38, tag.NNPS: 38, tag.NN: 39, tag.NNS: 40, tag.FW: 41, tag.UH: 42,
}
