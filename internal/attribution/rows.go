package attribution

import (
	"parallax/internal/attribution/chain"
	"parallax/internal/attribution/trees"
	"parallax/internal/tag"
)

// rower makes the rows of numbers by which candidates are looked at again. It
// keeps what it has allocated.
type rower struct {
	r      *reading
	u      unit
	seq    *chain.Sequence
	cs     []candidate
	inRole [roles][]float32 // running sums of the chance that a token is in a span of the role
	runs   []counts         // running counts of what stands before each token
	rows   []trees.Row
	keep   bool              // whether spans are kept
	spans  [][perSpan]uint32 // features of each candidate's wording

	features [perSpan]uint32
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
func (w *rower) clear() { w.rows, w.spans = w.rows[:0], w.spans[:0] }

// add adds a row for each candidate of a unit. m judges the wording.
func (w *rower) add(m *wording, r *reading, u unit, seq *chain.Sequence, cs []candidate) {
	w.r, w.u, w.seq, w.cs = r, u, seq, cs
	w.sums()
	for i := range cs {
		if n := len(w.rows); n < cap(w.rows) {
			w.rows = w.rows[:n+1]
		} else {
			w.rows = append(w.rows, trees.Row{})
		}
		row := &w.rows[len(w.rows)-1]
		w.row(i, row)
		spanFeatures(r, u, cs[i].span, &w.features)
		if w.keep {
			w.spans = append(w.spans, w.features)
		}
		row.Put(wordingColumn, m.score(&w.features))
	}
}

func (w *rower) sums() {
	n := w.seq.Len()
	for k := range w.inRole {
		w.inRole[k] = append(w.inRole[k][:0], 0)
	}
	w.runs = append(w.runs[:0], counts{})
	var c counts
	for i := range n {
		for k := range roles {
			b := begins(k)
			w.inRole[k] = append(w.inRole[k], w.inRole[k][i]+w.seq.Prob(i, b)+w.seq.Prob(i, b+1))
		}
		x := &w.r.words[w.u.first+i]
		switch x.mark {
		case comma:
			c.commas++
		case final:
			c.finals++
		case quoteMark:
			c.marks++
		}
		if x.finite {
			c.finite++
		}
		if x.lemma == w.r.that {
			c.that++
		}
		if x.quoted >= 0 {
			c.quoted++
		}
		w.runs = append(w.runs, c)
	}
}

// column fills a row from the left.
type column struct {
	row *trees.Row
	n   int
}

func (c *column) put(v float32) {
	c.row.Put(c.n, v)
	c.n++
}

func (c *column) int(v int) { c.put(float32(v)) }

func (c *column) bool(v bool) {
	if v {
		c.put(1)
	} else {
		c.put(0)
	}
}

// row fills in what is told of candidate i.
func (w *rower) row(i int, row *trees.Row) {
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
	n := w.seq.Len()
	b := begins(x.role)
	c.int(int(x.role))
	c.put(x.chance)
	begin := w.seq.Begin(x.first, b)
	c.put(begin)
	c.put(x.chance / max(begin, 1e-6))
	sum := w.inRole[x.role]
	c.put((sum[x.end] - sum[x.first]) / float32(x.end-x.first))
	lowest := float32(1)
	for k := x.first; k < min(x.end, x.first+64); k++ {
		lowest = min(lowest, w.seq.Prob(k, b)+w.seq.Prob(k, b+1))
	}
	c.put(lowest)
	in := func(k int) float32 {
		if k < 0 || k >= n {
			return -1
		}
		return w.seq.Prob(k, b) + w.seq.Prob(k, b+1)
	}
	c.put(in(x.first - 1))
	c.put(in(x.end))
	for _, k := range [...]int{x.first - 1, x.end} {
		for _, y := range [...]int{chain.Out, chain.InCue, chain.InSource} {
			p := float32(-1)
			if k >= 0 && k < n {
				if p = w.seq.Prob(k, y); y != chain.Out {
					p += w.seq.Prob(k, y-1)
				}
			}
			c.put(p)
		}
	}
}

// rivals are the candidates that overlap.
func (w *rower) rivals(c *column, i int) {
	x := w.cs[i]
	rank := 0
	var same, other, all, begin, end float32
	beginsWith, endsWith := 0, 0
	for k := max(0, i-window); k < min(len(w.cs), i+window+1); k++ {
		o := w.cs[k]
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
	c.int(rank)
	c.put(same)
	c.put(other)
	c.put(all)
	c.put(x.chance / (x.chance + all))
	c.put(begin)
	c.put(end)
	c.int(beginsWith)
	c.int(endsWith)
}

// neighbours are the likeliest candidates of each role on either side.
func (w *rower) neighbours(c *column, i int) {
	x := w.cs[i]
	var best [2][roles]candidate
	for k := max(0, i-window); k < min(len(w.cs), i+window+1); k++ {
		o := w.cs[k]
		side := 0
		switch {
		case o.end <= x.first:
		case o.first >= x.end:
			side = 1
		default:
			continue
		}
		// a near one counts for more than a far one
		if b := &best[side][o.role]; b.end == 0 || nearness(o, x) > nearness(*b, x) {
			*b = o
		}
	}
	for side := range best {
		for role := range best[side] {
			o := best[side][role]
			if o.end == 0 {
				c.put(0)
				c.put(-1)
				continue
			}
			c.put(o.chance)
			if side == 0 {
				c.int(min(40, x.first-o.end))
			} else {
				c.int(min(40, o.first-x.end))
			}
		}
	}
}

// nearness is the chance of a neighbour, less for each token between.
func nearness(o, x candidate) float32 {
	gap := max(o.first-x.end, x.first-o.end)
	return o.chance / (1 + .15*float32(min(gap, 40)))
}

// shape is the span's place and size and what stands in it and after it.
func (w *rower) shape(c *column, x candidate) {
	u, r := w.u, w.r
	n := w.seq.Len()
	first, last := &r.words[u.first+x.first], &r.words[u.first+x.end-1]
	s := r.segments.Sentences[first.sentence]
	e := r.segments.Sentences[last.sentence]
	c.int(min(60, x.end-x.first))
	c.int(min(60, u.first+x.first-s.First))
	c.int(min(60, e.End-u.first-x.end))
	c.int(min(3, int(last.sentence-first.sentence)))
	c.int(min(60, x.first))
	c.int(min(60, n-x.end))
	in := func(a, b int) counts {
		p, q := w.runs[a], w.runs[b]
		return counts{q.commas - p.commas, q.finals - p.finals, q.finite - p.finite, q.that - p.that, q.marks - p.marks, q.quoted - p.quoted}
	}
	k := in(x.first, x.end)
	c.int(int(k.commas))
	c.int(int(k.finals))
	c.int(int(k.finite))
	c.int(int(k.that))
	c.int(int(k.marks))
	c.put(float32(k.quoted) / float32(x.end-x.first))
	after := in(x.end, max(x.end, min(n, e.End-u.first)))
	c.int(int(after.commas))
	c.int(int(after.finite))
	before := in(min(x.first, max(0, s.First-u.first)), x.first)
	c.int(int(before.commas))
	c.int(int(before.finite))
	c.bool(u.headline)
}

// edges are the words on both sides of both ends.
func (w *rower) edges(c *column, x candidate) {
	u, r := w.u, w.r
	at := func(k int) *word {
		if k < 0 || k >= w.seq.Len() {
			return &padding
		}
		return &r.words[u.first+k]
	}
	for _, k := range [...]int{x.first - 2, x.first - 1, x.first, x.first + 1, x.end - 2, x.end - 1, x.end, x.end + 1} {
		c.int(int(coarse(at(k))))
	}
	for _, k := range [...]int{x.first - 1, x.first, x.end - 1, x.end} {
		c.int(int(at(k).bucket))
	}
	highest := uint8(0)
	for k := x.first; k < min(x.end, x.first+64); k++ {
		highest = max(highest, at(k).chance)
	}
	c.int(int(highest))
	c.int(int(at(x.first).place))
	c.int(int(at(x.end - 1).place))
	c.int(int(at(x.end).place))
	if q := at(x.first).quoted; q >= 0 && q == at(x.end-1).quoted {
		k := r.quotes[q]
		c.bool(k.first == u.first+x.first && k.end == u.first+x.end)
	} else {
		c.put(-1)
	}
	c.int(int(at(x.first).shape))
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
