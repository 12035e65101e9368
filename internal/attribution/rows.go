package attribution

import (
	"math"
	"slices"

	"parallax/internal/attribution/chain"
	"parallax/internal/attribution/trees"
	"parallax/internal/prefetch"
	"parallax/internal/tag"
)

// rower makes the rows of numbers by which candidates are looked at again. It
// keeps what it has allocated.
type rower struct {
	r      *reading
	u      unit
	words  inUnit
	seq    *chain.Sequence
	cs     []candidate
	inRole [][roles]float32 // running sums of the chance that a token is in a span of each role
	runs   []counts         // running counts of what stands before each token
	before side             // what stands before the candidate
	row    []float32
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
		spanFeatures(w.words, cs[i].span, features)
		if m != nil {
			prefetch.Places(m.weights, features[:], 0, ^uint32(0)) // used when the row is made
		}
		w.row = w.values(i, w.row[:0])
		if m != nil {
			w.row = append(w.row, m.score(features))
		}
		w.rows.Add().Fill(w.row)
	}
}

// sums makes the running sums and counts.
func (w *rower) sums() {
	n := len(w.words)
	w.inRole = slices.Grow(w.inRole[:0], n+1)[:n+1]
	w.runs = slices.Grow(w.runs[:0], n+1)[:n+1]
	w.inRole[0], w.runs[0] = [roles]float32{}, counts{}
	for i := range w.words {
		in, sum := &w.inRole[i], &w.inRole[i+1]
		for k := range in {
			b := begins(uint8(k))
			sum[k] = in[k] + w.seq.Prob(i, b) + w.seq.Prob(i, b+1)
		}
		w.runs[i+1].add(&w.runs[i], &w.words[i], w.r.that)
	}
}

// add makes c the counts so far and one more word.
func (c *counts) add(so *counts, x *word, that uint32) {
	c.commas = so.commas + int32(bit(x.mark == comma))
	c.finals = so.finals + int32(bit(x.mark == final))
	c.finite = so.finite + int32(bit(x.finite))
	c.that = so.that + int32(bit(x.lemma == that))
	c.marks = so.marks + int32(bit(x.mark == quoteMark))
	c.quoted = so.quoted + int32(bit(x.quoted >= 0))
}

// values adds to a row what is told of candidate i, all but wording's column.
func (w *rower) values(i int, row []float32) []float32 {
	x := &w.cs[i]
	row = w.ofChain(row, x)
	row = w.rivals(row, i)
	row = w.neighbours(row, i)
	row = w.shape(row, x)
	return w.edges(row, x)
}

// ofChain are the chances that the chain gives: of the span, its begin, its end, its inside.
func (w *rower) ofChain(row []float32, x *candidate) []float32 {
	b := begins(x.role)
	begin := w.seq.Begin(x.first, b)
	lowest := float32(1)
	for k := x.first; k < min(x.end, x.first+64); k++ {
		if p := w.seq.Prob(k, b) + w.seq.Prob(k, b+1); p < lowest {
			lowest = p
		}
	}
	row = append(row, float32(x.role), x.chance, begin, x.chance/max(begin, 1e-6),
		(w.inRole[x.end][x.role]-w.inRole[x.first][x.role])/float32(x.end-x.first), lowest)
	sides := [...]int{x.first - 1, x.end}
	for _, k := range sides {
		if k < 0 || k >= len(w.words) {
			row = append(row, -1)
		} else {
			row = append(row, w.seq.Prob(k, b)+w.seq.Prob(k, b+1))
		}
	}
	for _, k := range sides {
		if k < 0 || k >= len(w.words) {
			row = append(row, -1, -1, -1)
			continue
		}
		row = append(row, w.seq.Prob(k, chain.Out),
			w.seq.Prob(k, chain.InCue)+w.seq.Prob(k, chain.InCue-1),
			w.seq.Prob(k, chain.InSource)+w.seq.Prob(k, chain.InSource-1))
	}
	return row
}

// rivals are the candidates that overlap.
func (w *rower) rivals(row []float32, i int) []float32 {
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
	return append(row, float32(rank), same, other, all, x.chance/(x.chance+all), begin, end, float32(beginsWith), float32(endsWith))
}

// neighbours are the likeliest candidates of each role on either side.
func (w *rower) neighbours(row []float32, i int) []float32 {
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
	return after.values(w.before.values(row))
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

// values adds those on a side to a row.
func (s *side) values(row []float32) []float32 {
	a, b, c := &s[source], &s[cue], &s[content]
	return append(row, a.chance, a.gap, b.chance, b.gap, c.chance, c.gap)
}

// shape is the span's place and size and what stands in it and after it.
func (w *rower) shape(row []float32, x *candidate) []float32 {
	u, r := w.u, w.r
	n := len(w.words)
	first, last := &w.words[x.first], &w.words[x.end-1]
	s, e := &r.segments.Sentences[first.sentence], &r.segments.Sentences[last.sentence]
	var before, in, after counts
	before.between(w.runs, min(x.first, max(0, s.First-u.first)), x.first)
	in.between(w.runs, x.first, x.end)
	after.between(w.runs, x.end, max(x.end, min(n, e.End-u.first)))
	return append(row,
		float32(min(60, x.end-x.first)), float32(min(60, u.first+x.first-s.First)), float32(min(60, e.End-u.first-x.end)),
		float32(min(3, int(last.sentence-first.sentence))), float32(min(60, x.first)), float32(min(60, n-x.end)),
		float32(in.commas), float32(in.finals), float32(in.finite), float32(in.that), float32(in.marks),
		float32(in.quoted)/float32(x.end-x.first),
		float32(after.commas), float32(after.finite), float32(before.commas), float32(before.finite),
		float32(bit(u.headline)))
}

// between makes c the counts of what stands between two tokens.
func (c *counts) between(runs []counts, from, to int) {
	p, q := &runs[from], &runs[to]
	c.commas, c.finals, c.finite = q.commas-p.commas, q.finals-p.finals, q.finite-p.finite
	c.that, c.marks, c.quoted = q.that-p.that, q.marks-p.marks, q.quoted-p.quoted
}

// inUnit are the tokens of a unit.
type inUnit []word

// at is a token, or padding.
func (ws inUnit) at(k int) *word {
	if uint(k) < uint(len(ws)) {
		return &ws[k]
	}
	return &padding
}

// edges are the words on both sides of both ends.
func (w *rower) edges(row []float32, x *candidate) []float32 {
	ws := w.words
	before, first, last, after := ws.at(x.first-1), ws.at(x.first), ws.at(x.end-1), ws.at(x.end)
	highest := uint8(0)
	for k := x.first; k < min(x.end, x.first+64); k++ {
		highest = max(highest, ws[k].chance)
	}
	whole := float32(-1) // whether the span is a quoted stretch, where it is in one
	if q := first.quoted; q >= 0 && q == last.quoted {
		k := &w.r.quotes[q]
		whole = float32(bit(k.first == w.u.first+x.first && k.end == w.u.first+x.end))
	}
	return append(row, coarse(ws.at(x.first-2)), coarse(before), coarse(first), coarse(ws.at(x.first+1)),
		coarse(ws.at(x.end-2)), coarse(last), coarse(after), coarse(ws.at(x.end+1)),
		float32(before.bucket), float32(first.bucket), float32(last.bucket), float32(after.bucket), float32(highest),
		float32(first.place), float32(last.place), float32(after.place), whole, float32(first.shape))
}

// coarse puts tags into an order in which like ones are neighbours, so that
// one threshold parts them.
func coarse(w *word) float32 {
	if w.mark != noMark {
		return float32(w.mark) // 1 to 6
	}
	return coarseOf[w.pos]
}

var coarseOf = [math.MaxUint8 + 1]float32{
	tag.VBD: 10, tag.VBZ: 11, tag.VBP: 12, tag.MD: 13, tag.VBN: 14, tag.VBG: 15, tag.VB: 16, tag.TO: 17, tag.RP: 18,
	tag.IN: 20, tag.WDT: 21, tag.WP: 22, tag.WPS: 22, tag.WRB: 23, tag.CC: 24,
	tag.RB: 26, tag.RBR: 26, tag.RBS: 26, tag.EX: 27,
	tag.PRP: 30, tag.DT: 31, tag.PDT: 31, tag.PRPS: 32, tag.POS: 33, tag.CD: 34, tag.JJ: 35, tag.JJR: 35, tag.JJS: 35,
	tag.NNP: 38, tag.NNPS: 38, tag.NN: 39, tag.NNS: 40, tag.FW: 41, tag.UH: 42,
}
