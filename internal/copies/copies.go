// Package copies tells reports that copy one another from reports that tell
// the same by themselves.
//
// Two reports are copies when two fifths of the shorter one's runs of five
// words stand in the other as well: runs outside quotation marks, so that two
// reporters who heard the same speech do not count as copies.
//
//	The ferry will not sail before the ice has gone, the board decided. “We have no crew,” its chair said.
//	BAY CITY (Strait Wire) — The ferry will not sail before the ice has gone, the board decided on Monday.
//	Nobody slept much. “We have no crew,” its chair said, and a baker laughed.
//
// The first two are one account, the third is its own. The share of the
// shorter one (containment: Broder, 1997), not of both together, is what still
// finds a copy that was cut to a third. Reports that credit the same agency are
// copies already when a quarter is shared, and a report that is nearly all
// quotation is a copy when nearly all of it, marks aside, is shared.
//
// The one surprise: of a long report only a sample of the runs is kept, those
// whose hash ends in some zeros. Two reports are compared by the same part of
// all runs, so the share is an estimate then, off by 2 points on average.
package copies

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/internal/marks"
	"parallax/internal/terms"
	"parallax/internal/text"
)

// What makes a copy.
const (
	run         = 5    // words in a row
	leastRuns   = 15   // runs outside quotation marks below which a report has no voice of its own
	leastShared = 10   // runs that have to be shared, whatever the share is
	sharedOwn   = 0.40 // share of the shorter report's runs
	sharedAgent = 0.25 // the same where both credit one agency
	sharedAll   = 0.80 // the same, quotations and all, where neither has a voice of its own
	kept        = 128  // runs kept of a sample, about
)

// Text is what finding copies needs of a report: about 500 bytes.
type Text struct {
	own    sample // runs outside quotation marks
	all    sample // all runs of the body; only where own is too short
	credit uint32 // hash of the agency that a dateline credits; 0 when none
}

// sample is those runs of a report whose hash ends in level zeros.
type sample struct {
	runs  []uint32 // sorted
	level uint8
}

// Of reads a report's body; m is what stands between quotation marks, in
// order.
func Of(t string, paragraphs []text.Span, m []marks.Quoted) *Text {
	r := &Text{}
	var own, all []uint32
	next := 0
	for _, p := range paragraphs {
		at := p.Start
		for ; next < len(m) && m[next].Span.Start < p.End; next++ {
			if s := m[next].Span; s.Start > at {
				own = runs(own, t, text.Span{Start: at, End: s.Start})
			}
			at = max(at, m[next].Span.End)
		}
		own = runs(own, t, text.Span{Start: at, End: p.End})
	}
	r.own = sampled(own)
	if len(r.own.runs) < leastRuns {
		for _, p := range paragraphs {
			all = runs(all, t, p)
		}
		r.all = sampled(all)
	}
	if len(paragraphs) > 0 {
		r.credit = credit(paragraphs[0].In(t))
	}
	return r
}

// runs appends a hash for every run of words in a span. Where a script is cut
// into stretches that overlap, twice as many pairs of characters are about as
// many words, and four times as many triples.
func runs(out []uint32, t string, s text.Span) []uint32 {
	var last [4 * run]uint32
	n, end := 0, 0
	terms.Each(t, s, func(w terms.Term) bool {
		last[n%len(last)] = w.ID
		length := run
		if w.Start < end {
			length = (utf8.RuneCountInString(w.In(t)) - 1) * 2 * run
		}
		end = w.End
		if n++; n >= length {
			h := uint32(0)
			for i := n - length; i < n; i++ {
				h = h*0x9e3779b1 + last[i%len(last)]
			}
			out = append(out, terms.Mix(h))
		}
		return true
	})
	return out
}

// sampled keeps a part of the runs that depends on nothing but their number.
func sampled(all []uint32) sample {
	slices.Sort(all)
	all = slices.Compact(all)
	s := sample{}
	for n := len(all); n > kept; n /= 2 {
		s.level++
	}
	for _, h := range all {
		if passes(h, s.level) {
			s.runs = append(s.runs, h)
		}
	}
	s.runs = append(make([]uint32, 0, len(s.runs)), s.runs...)
	return s
}

func passes(h uint32, level uint8) bool { return bits.TrailingZeros32(h) >= int(level) }

// common counts the runs of two samples that both would have kept, and how
// many of these each has.
func common(a, b *sample) (both, inA, inB int) {
	level := max(a.level, b.level)
	for _, h := range a.runs {
		if passes(h, level) {
			inA++
		}
	}
	i := 0
	for _, h := range b.runs {
		if !passes(h, level) {
			continue
		}
		inB++
		for i < len(a.runs) && a.runs[i] < h {
			i++
		}
		if i < len(a.runs) && a.runs[i] == h {
			both++
		}
	}
	return both, inA, inB
}

// Share is how much of the shorter of two reports stands in the other, 0 to 1,
// and whether that makes them copies. 0 when it does not.
func Share(a, b *Text) float64 {
	x, y, limit := &a.own, &b.own, sharedOwn
	switch {
	case len(x.runs) < leastRuns && len(y.runs) < leastRuns:
		x, y, limit = &a.all, &b.all, sharedAll
	case len(x.runs) < leastRuns || len(y.runs) < leastRuns:
		return 0
	case a.credit != 0 && a.credit == b.credit:
		limit = sharedAgent
	}
	both, n, m := common(x, y)
	level := max(x.level, y.level)
	if both<<level < leastShared {
		return 0
	}
	if share := float64(both) / float64(min(n, m)); share >= limit {
		return share
	}
	return 0
}

// Lens compares one report with many: most pairs share next to nothing, and it
// finds that out by reading the other's runs once. The zero value is ready.
type Lens struct {
	t    *Text
	bits [256]uint64 // a bit for the high 14 bits of each of t's own runs
}

// Focus chooses the report.
func (l *Lens) Focus(t *Text) {
	clear(l.bits[:])
	l.t = t
	for _, h := range t.own.runs {
		l.bits[h>>24] |= 1 << (h >> 18 & 63)
	}
}

// Share is what [Share] gives for the report in focus and another.
func (l *Lens) Share(o *Text) float64 {
	if len(l.t.own.runs) >= leastRuns && len(o.own.runs) >= leastRuns {
		most := 0
		for _, h := range o.own.runs {
			most += int(l.bits[h>>24] >> (h >> 18 & 63) & 1)
		}
		if most<<max(l.t.own.level, o.own.level) < leastShared {
			return 0
		}
	}
	return Share(l.t, o)
}

// Fetch brings what [Lens.Share] reads of a report near to the processor, for
// callers that ask about many. What it gives has no meaning.
func (t *Text) Fetch() (warm uint32) {
	const line = 16
	if t == nil {
		return 0
	}
	for i := 0; i < len(t.own.runs); i += line {
		warm ^= t.own.runs[i]
	}
	return warm
}

// Member is a report's place in its family of copies.
type Member struct {
	First int     // index of the family's first report; its own when it copies nobody
	Of    int     // index of the earlier report that it shares most with; its own when it copies nobody
	Share float64 // of the shorter of the two; 0 when it copies nobody
}

// Families finds the copies among reports of one story. The order is that in
// which they were published: a report can copy only those before it.
func Families(ts []*Text) []Member {
	out := make([]Member, len(ts))
	holders := map[uint32][]int32{} // run: the first reports that have it, in order
	same := map[uint32]int{}        // hash of all runs: the first report that has just these
	common := make([]int, len(ts))
	for i, t := range ts {
		out[i] = Member{First: i, Of: i}
		all := uint32(len(t.runs()))
		for _, h := range t.runs() {
			all = terms.Mix(all*31 + h)
		}
		if j, ok := same[all]; ok && len(t.runs()) >= leastShared {
			out[i] = Member{First: out[j].First, Of: j, Share: 1}
			continue // whoever copies it, copies the other
		}
		same[all] = i
		var met []int
		for _, h := range t.runs() {
			for _, j := range holders[h] {
				if common[j]++; common[j] == 1 {
					met = append(met, int(j))
				}
			}
			if len(holders[h]) < mostHolders {
				holders[h] = append(holders[h], int32(i))
			}
		}
		slices.SortFunc(met, func(a, b int) int { return cmp.Or(cmp.Compare(common[b], common[a]), cmp.Compare(a, b)) })
		for n, j := range met {
			common[j] = 0
			if n >= mostCompared {
				continue
			}
			if s := Share(ts[j], t); s > out[i].Share {
				out[i] = Member{First: out[j].First, Of: j, Share: s}
			}
		}
	}
	return out
}

// What keeps thousands of copies from being compared each with each: reports
// remembered for a run, and reports that one is compared with.
const (
	mostHolders  = 64
	mostCompared = 32
)

// runs are those by which a text is found.
func (t *Text) runs() []uint32 {
	if len(t.own.runs) < leastRuns {
		return t.all.runs
	}
	return t.own.runs
}

// creditEnd is how far into a report, in bytes, a dateline may reach.
const creditEnd = 80

// credit is a hash of the agency in a dateline, known by its shape:
// "BAY CITY, May 3 (Strait Wire) —". 0 when there is none.
func credit(first string) uint32 {
	open := strings.IndexByte(first, '(')
	if open < 0 || open > creditEnd {
		return 0
	}
	length := strings.IndexByte(first[open:], ')')
	if length < 2 || length > creditEnd/2 {
		return 0
	}
	rest := strings.TrimLeft(first[open+length+1:], " ")
	if !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") {
		return 0
	}
	h := uint32(0)
	terms.Each(first, text.Span{Start: open, End: open + length}, func(w terms.Term) bool {
		h = terms.Mix(h*31 + w.ID)
		return true
	})
	return h
}

// Bytes is a Text in a form that [FromBytes] reads.
func (t *Text) Bytes() []byte {
	if t == nil {
		t = &Text{}
	}
	out := binary.LittleEndian.AppendUint32(nil, t.credit)
	for _, s := range []*sample{&t.own, &t.all} {
		out = append(out, s.level)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.runs)))
		for _, h := range s.runs {
			out = binary.LittleEndian.AppendUint32(out, h)
		}
	}
	return out
}

// FromBytes reads what [Text.Bytes] wrote; nil when it cannot be that.
func FromBytes(b []byte) *Text {
	if len(b) < 4 {
		return nil
	}
	t := &Text{credit: binary.LittleEndian.Uint32(b)}
	b = b[4:]
	for _, s := range []*sample{&t.own, &t.all} {
		if len(b) < 5 || b[0] > 31 {
			return nil
		}
		n := int(binary.LittleEndian.Uint32(b[1:]))
		s.level, b = b[0], b[5:]
		if len(b) < 4*n {
			return nil
		}
		if n > 0 {
			s.runs = make([]uint32, 0, n)
		}
		for i := range n {
			s.runs = append(s.runs, binary.LittleEndian.Uint32(b[4*i:]))
		}
		b = b[4*n:]
	}
	return t
}
