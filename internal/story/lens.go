package story

import (
	"math"

	"parallax/internal/copies"
)

// lens compares one paper with many. What it looks for stands in small tables,
// so that each of the others is read once from end to end.
type lens struct {
	p      *paper
	filter [256]uint64 // a bit for the low 14 bits of each term's id
	table  [2048]uint16
	deep   bool // quoted and copies are of p, too
	quoted [64]uint64
	copies copies.Lens
}

const lensMask = 2047

func (l *lens) focus(p *paper) {
	clear(l.filter[:])
	clear(l.table[:])
	l.p, l.deep = p, false
	for i, id := range p.ids[:min(len(p.ids), lensMask/2)] {
		l.filter[id>>6&255] |= 1 << (id & 63)
		at := id >> 16 & lensMask
		for l.table[at] != 0 {
			at = (at + 1) & lensMask
		}
		l.table[at] = uint16(i + 1)
	}
}

// see compares the paper in focus with another.
func (l *lens) see(o *paper) (s similar) {
	var t [4]uint32
	ids, weights := l.p.ids, l.p.weights
	for j, id := range o.ids {
		if l.filter[id>>6&255]&(1<<(id&63)) == 0 {
			continue
		}
		for at := id >> 16 & lensMask; l.table[at] != 0; at = (at + 1) & lensMask {
			i := l.table[at] - 1
			if ids[i] != id {
				continue
			}
			v, w := &weights[i], &o.weights[j]
			t[0] += uint32(v[0]) * uint32(w[0])
			t[1] += uint32(v[1]) * uint32(w[1])
			t[2] += uint32(v[2]) * uint32(w[2])
			t[3] += uint32(v[3]) * uint32(w[3])
			break
		}
	}
	for k := range t {
		s[k] = float64(t[k]) * float64(l.p.scale[k]*o.scale[k])
	}
	return s
}

// bond weighs what the paper in focus and another share, and what lies between
// them.
func (l *lens) bond(u *tuning, o *paper, s similar) bond {
	topic := u.topic(s)
	v := topic
	if v < faint {
		return bond{topic: float32(v)}
	}
	v *= u.nameLeast + (1-u.nameLeast)*min(1, s[2]/u.nameFull)
	v *= u.numberLeast + (1-u.numberLeast)*min(1, s[3]/u.numberFull)
	extra := 0.0
	if !l.deep {
		l.look()
	}
	if l.quotes(o, u.quotedRuns) {
		extra = u.quoted
	}
	if topic >= alike && l.copies.Share(o.copies) > 0 {
		extra += u.copied
	}
	if a := l.p; a.Day != undated && o.Day != undated {
		gap := math.Abs(float64(a.Day) - float64(o.Day))
		near := math.Exp(-gap / u.decay)
		if gap <= 1 {
			near *= u.nextDay
		}
		v, extra = v*near, extra*near
	}
	return bond{float32(v), float32(extra)}
}

// score is see, bond and sure in one.
func (l *lens) score(u *tuning, o *paper) float64 { return u.sure(l.p, o, l.bond(u, o, l.see(o))) }

// look brings into focus what only papers that are about the same are asked.
func (l *lens) look() {
	l.deep = true
	clear(l.quoted[:])
	for _, h := range l.p.quoted {
		l.quoted[h>>6&63] |= 1 << (h & 63)
	}
	l.copies.Focus(l.p.copies)
}

// quotes reports whether n runs of quoted words stand in both papers.
func (l *lens) quotes(o *paper, n int) bool {
	if len(l.p.quoted) == 0 {
		return false
	}
	perhaps := 0
	for _, h := range o.quoted {
		perhaps += int(l.quoted[h>>6&63] >> (h & 63) & 1)
	}
	return perhaps >= n && shared(l.p.quoted, o.quoted) >= n
}
