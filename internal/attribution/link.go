package attribution

import (
	"math"
	"slices"

	"parallax/internal/text"
)

// linkBuckets is the number of weights that linking has.
const linkBuckets = 1 << 12

// linker says which cue a content belongs to and which source a cue has, by a
// multinomial logit over the spans of the paragraph. Contents look for one cue,
// cues for one source or none; a source may serve several cues ("she said …
// and added …").
type linker struct {
	weights []float32
}

// none is what stands for no partner.
const none = -1

// links links the spans of one unit after another by the weights of a linker. It
// keeps what it has allocated.
type links struct {
	*linker
	r       *reading
	base    int // the unit's first token
	size    int // the number of its tokens
	tallies []tally
	partner []int
	chance  []float32
	served  []bool // cues that have a content
	put     []put
}

// tally is what stands before a token of the unit.
type tally struct {
	commas, finals, bys uint16
}

var _ [1<<16 - 1 - longest]struct{} // a unit has no more of them

// put is where the content of a cue was put.
type put struct {
	at   int // attribution, plus one
	last int // and the last of its contents
}

// begin makes l ready for a unit.
func (l *links) begin(r *reading, u unit) {
	l.r, l.base, l.size, l.tallies = r, u.first, u.end-u.first, l.tallies[:0]
}

// count counts what stands before each token of the unit.
func (l *links) count() {
	var t tally
	l.tallies = append(l.tallies, t)
	for i := range l.r.words[l.base : l.base+l.size] {
		switch w := &l.r.words[l.base+i]; {
		case w.mark == comma:
			t.commas++
		case w.mark == final:
			t.finals++
		case w.lemma == l.r.by:
			t.bys++
		}
		l.tallies = append(l.tallies, t)
	}
}

// linkFeatures are the features of span x with the cue k as its partner, both
// in units' tokens; ss are all spans of the unit, in order.
func (l *links) linkFeatures(x, k span, ss []candidate, out []uint32) []uint32 {
	r, base := l.r, l.base
	out = out[:0]
	role := uint64(x.role)
	before := x.first < k.first
	from, to := k.end, x.first
	if before {
		from, to = x.end, k.first
	}
	gap := to - from
	var between [roles]uint64
	for i := firstFrom(ss, from); i < len(ss) && ss[i].first < to; i++ {
		if s := &ss[i]; s.end <= to && between[s.role] < 3 {
			between[s.role]++
		}
	}
	if len(l.tallies) == 0 {
		l.count()
	}
	var commas, finals, by uint64
	if from < to {
		a, b := l.tallies[from], l.tallies[to]
		commas, finals, by = uint64(min(3, b.commas-a.commas)), bit(b.finals > a.finals), bit(b.bys > a.bys)
	}
	xw, kw := &r.words[base+x.first], &r.words[base+k.first]
	side := role<<1 | bit(before)
	sentences := uint64(min(3, max(int(xw.sentence-kw.sentence), int(kw.sentence-xw.sentence))))
	quoted := bit(xw.quoted >= 0)<<2 | bit(kw.quoted >= 0)<<1 | bit(xw.quoted == kw.quoted)
	d := distance(gap)
	var lemma uint64 // of the likeliest word of the cue
	var chance uint8
	for i := k.first; i < k.end; i++ {
		if w := &r.words[base+i]; w.chance >= chance {
			lemma, chance = uint64(w.lemma), w.chance
		}
	}
	add := func(template, v uint64) {
		h := (v<<4 | template) * 0x9E3779B97F4A7C15
		h ^= h >> 29
		h *= 0xD6E8FEB86659FD93
		out = append(out, uint32(h>>40)&(linkBuckets-1))
	}
	counts := between[cue]<<4 | between[content]<<2 | between[source]
	add(0, side<<8|d)
	add(1, side<<8|counts)
	add(2, side<<8|d<<2|min(between[cue], 3))
	add(3, side<<8|sentences<<4|quoted)
	add(4, side<<8|commas<<4|by<<1|finals)
	add(5, lemma<<8|side)
	add(6, side<<16|uint64(kw.pos)<<8|counts)
	add(7, side<<16|sentences<<8|counts)
	add(8, side<<16|uint64(xw.pos)<<8|bit(gap == 0))
	add(9, side<<16|quoted<<8|counts)
	return out
}

func (l *linker) score(features []uint32) float32 {
	var sum float32
	for _, f := range features {
		sum += l.weights[f]
	}
	return sum
}

// A cue would rather have a source than none: what was learned holds for right
// spans, among which its source is never missing.
const wantsSource = 1

// noneScore is the score of having no partner.
func (l *linker) noneScore(x span) float32 {
	if x.role == cue {
		return l.weights[cue] - wantsSource
	}
	return l.weights[x.role]
}

// link finds, for each span of a unit, the index of its partner: of a content
// its cue, of a cue its source, none of a source; and how likely that is.
func (l *links) link(ss []candidate) {
	l.partner, l.chance = fresh(l.partner, len(ss)), fresh(l.chance, len(ss))
	var room [16]uint32
	for i, x := range ss {
		l.partner[i] = none
		want := cue
		if x.role == cue {
			want = source
		} else if x.role == source {
			continue
		}
		best := l.noneScore(x.span)
		total := math.Exp(float64(best))
		from, to := beside(ss, x.span)
		for k := from; k < to; k++ {
			o := &ss[k]
			if o.role != want {
				continue
			}
			v := l.score(l.pair(x.span, o.span, ss, room[:0]))
			total += math.Exp(float64(v))
			if v > best {
				best, l.partner[i] = v, k
			}
		}
		l.chance[i] = float32(math.Exp(float64(best)) / total)
	}
}

// fresh is n zeros, in room where it is large enough.
func fresh[T any](room []T, n int) []T {
	room = slices.Grow(room[:0], n)[:n]
	clear(room)
	return room
}

// reach is how many tokens apart two linked spans may begin: far more than any
// sentence has, and a bound for paragraphs that have thousands of spans.
const reach = 250

// beside is the range of spans, which are in order, that begin within reach of x.
func beside(ss []candidate, x span) (from, to int) {
	return firstFrom(ss, x.first-reach), firstFrom(ss, x.first+reach+1)
}

// firstFrom is the index of the first of spans, which are in order, that begins at
// a token or behind it.
func firstFrom(ss []candidate, at int) int {
	if len(ss) == 0 || ss[0].first >= at {
		return 0
	}
	if ss[len(ss)-1].first < at {
		return len(ss)
	}
	i, _ := slices.BinarySearchFunc(ss, at, func(s candidate, at int) int { return s.first - at })
	return i
}

// pair is the features of a content with its cue or of a cue with its source.
func (l *links) pair(x, partner span, ss []candidate, room []uint32) []uint32 {
	if x.role == cue {
		return l.linkFeatures(partner, x, ss, room)
	}
	return l.linkFeatures(x, partner, ss, room)
}

// A cue this likely has a content: where none was chosen, the likeliest that
// fits is taken, if there is anything to it; and so for its source.
const (
	sureCue      = .5
	leastContent = .04
	leastSource  = .1
)

// fill adds a content to each likely cue that lacks one, and a source to each
// cue that has a content and lacks a source; ss are in order. linked is true where
// the spans are linked by then: there are cues, and nothing was added.
func (l *links) fill(ss, cs []candidate) (filled []candidate, linked bool) {
	if !slices.ContainsFunc(ss, func(x candidate) bool { return x.role == cue }) {
		return ss, false
	}
	l.link(ss)
	l.served = fresh(l.served, len(ss))
	chosen := ss // in order; what is added below stands behind
	for i, k := range l.partner {
		if k != none && ss[i].role == content {
			l.served[k] = true
		}
	}
	for i, had := range l.served {
		x := ss[i]
		if x.role != cue {
			continue
		}
		if !had && x.chance >= sureCue {
			if c, ok := l.contentFor(x, chosen, ss, cs); ok {
				ss, had = append(ss, c), true
			}
		}
		if had && l.partner[i] == none {
			if c, ok := l.sourceFor(x, chosen, ss, cs); ok {
				ss = append(ss, c)
			}
		}
	}
	if len(ss) == len(chosen) {
		return ss, true
	}
	slices.SortFunc(ss, func(a, b candidate) int { return a.first - b.first })
	return ss, false
}

// contentFor is the likeliest content of a cue among the candidates that were
// passed over.
func (l *links) contentFor(k candidate, chosen, ss, cs []candidate) (candidate, bool) {
	var best candidate
	var room [16]uint32
	from, to := beside(cs, k.span)
	for _, o := range cs[from:to] {
		if o.role != content || o.chance < leastContent || o.chance <= best.chance || overlapsAny(o, ss) {
			continue
		}
		if l.score(l.pair(o.span, k.span, chosen, room[:0])) > l.noneScore(o.span) {
			best = o
		}
	}
	return best, best.end > 0
}

// sourceFor is the candidate that was passed over and is the likeliest source
// of a cue, by itself and by the link. It is never "it", which more often
// stands for nobody ("it was not clear whether").
func (l *links) sourceFor(k candidate, chosen, ss, cs []candidate) (candidate, bool) {
	var best candidate
	var highest float32
	var room [16]uint32
	from, to := beside(cs, k.span)
	for _, o := range cs[from:to] {
		if o.role != source || o.chance < leastSource || l.r.words[l.base+o.first].lemma == l.r.it || overlapsAny(o, ss) {
			continue
		}
		v := l.score(l.pair(k.span, o.span, chosen, room[:0])) - l.noneScore(k.span)
		if p := o.chance / (1 + float32(math.Exp(-float64(v)))); v > 0 && p > highest {
			best, highest = o, p
		}
	}
	return best, best.end > 0
}

func overlapsAny(c candidate, ss []candidate) bool {
	for _, s := range ss {
		if c.first < s.end && s.first < c.end {
			return true
		}
	}
	return false
}

// attributions adds to out the linked spans of a unit put together: one
// attribution a cue that has content, and one a content that has no cue. linked is
// what fill has said of ss.
func (l *links) attributions(out []Attribution, ss []candidate, linked bool) []Attribution {
	if !linked {
		l.link(ss)
	}
	l.put = fresh(l.put, len(ss)) // of each cue
	contents := make([]text.Span, 0, len(ss))
	for i, x := range ss {
		if x.role != content {
			continue
		}
		r, base := l.r, l.base
		where := r.spanOf(base, r.begun(base, r.ended(base, x.span)))
		p := float64(x.chance * l.chance[i])
		contents = append(contents, where)
		alone := contents[len(contents)-1 : len(contents) : len(contents)]
		k := l.partner[i]
		if k == none {
			out = append(out, Attribution{Content: alone, Probability: p})
			continue
		}
		if l.put[k].at > 0 {
			if l.again(&out[l.put[k].at-1], ss, i, alone, p) {
				l.put[k].last = i
			}
			continue
		}
		a := Attribution{Cue: r.spanOf(base, r.oneClause(base, ss[k].span)), Content: alone, Probability: p, Cued: float64(ss[k].chance), Sourced: float64(l.chance[k])}
		if s := l.partner[k]; s != none {
			a.Source = r.spanOf(base, r.sourced(base, ss[s].span, ss[k].span, ss))
			a.Sourced *= float64(ss[s].chance)
		}
		out = append(out, a)
		l.put[k] = put{len(out), i}
	}
	return out
}

// again puts another content of its cue, span i, into the attribution a: it goes on
// with what stands there, or stands there instead, or nothing is done.
func (l *links) again(a *Attribution, ss []candidate, i int, where []text.Span, p float64) bool {
	r, base, x := l.r, l.base, ss[i].span
	k := l.partner[i]
	last := ss[l.put[k].last].span
	var from span
	if s := l.partner[k]; s != none {
		from = ss[s].span
	}
	switch {
	case r.together(base, last, x, ss[k].span, from):
		a.Content = append(a.Content, where...)
		a.Probability = max(a.Probability, p)
	case last.first < ss[k].first && (p >= a.Probability || !r.finite(base, last)):
		a.Content, a.Probability = where, p
	default:
		return false
	}
	return true
}

// learnLinks learns the linker from the right spans and links.
func learnLinks(ps []*prepared) *linker {
	l := &links{linker: &linker{weights: make([]float32, linkBuckets)}}
	g := make([]float32, linkBuckets)
	step := func(features []uint32, d float32) {
		for _, f := range features {
			g[f] += d * d
			l.weights[f] -= .1 * d / (float32(math.Sqrt(float64(g[f]))) + 1e-6)
		}
	}
	for range 4 {
		for _, p := range ps {
			gold := p.goldSpans()
			for _, u := range p.units {
				learnUnit(l, p, u, gold, step)
			}
		}
	}
	return l.linker
}

// learnUnit takes a step for each span of a unit that looks for a partner.
func learnUnit(l *links, p *prepared, u unit, gold []goldSpan, step func([]uint32, float32)) {
	var ss []candidate
	var of []map[int]bool // attributions of each span
	l.begin(p.reading, u)
	for _, g := range gold {
		if g.first < u.first || g.end > u.end {
			continue
		}
		g.first -= u.first
		g.end -= u.first
		if n := len(ss); n > 0 && ss[n-1].span == g.span {
			of[n-1][g.of] = true
			continue
		}
		ss = append(ss, candidate{span: g.span})
		of = append(of, map[int]bool{g.of: true})
	}
	for i, x := range ss {
		want := cue
		if x.role == cue {
			want = source
		} else if x.role == source {
			continue
		}
		options := [][]uint32{{uint32(x.role)}}
		right := []bool{false}
		found := false
		for k, o := range ss {
			if o.role != want {
				continue
			}
			options = append(options, l.pair(x.span, o.span, ss, nil))
			yes := false
			for a := range of[i] {
				yes = yes || of[k][a]
			}
			right = append(right, yes)
			found = found || yes
		}
		right[0] = !found
		var all, good float64
		score := make([]float64, len(options))
		for k, f := range options {
			score[k] = math.Exp(float64(l.score(f)))
			all += score[k]
			if right[k] {
				good += score[k]
			}
		}
		for k, f := range options {
			d := score[k] / all
			if right[k] {
				d -= score[k] / good
			}
			step(f, float32(d))
		}
	}
}
