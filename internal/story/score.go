package story

import (
	"math"

	"parallax/internal/copies"
)

// vector is the weight of one term in the four views of a report (body, lead,
// names, numbers), as a share of the view's heaviest term, in 255ths.
type vector [4]uint8

// paper is a report as it is compared: each of its terms with its weights.
type paper struct {
	*Report
	ids     []uint32 // of its terms
	weights []vector
	scale   [4]float32 // what a full weight is worth, so that every view has length 1
	crowd   float64    // how much the report resembles what is nearest to it
}

// similar is how much two papers resemble one another in each view: cosines,
// 0 to 1.
type similar [4]float64

// tuning is every constant that decides about a link, in one place.
type tuning struct {
	lead        float64 // weight of title and lead beside the body's
	crowdPower  float64
	crowdLow    float64
	crowdHigh   float64
	nameLeast   float64 // factor without a name in common
	nameFull    float64 // cosine of names from which nothing is taken off
	numberLeast float64
	numberFull  float64
	quoted      float64 // added for an utterance in common
	quotedRuns  int
	copied      float64 // added where one is a copy of the other
	decay       float64 // days
	nextDay     float64 // factor within a day
	threshold   float64
	nearest     int
}

var tuned = tuning{
	lead: 0.5, crowdPower: 0.5, crowdLow: 0.6, crowdHigh: 1.3,
	nameLeast: 0.85, nameFull: 0.20, numberLeast: 0.85, numberFull: 0.10,
	quoted: 0.10, quotedRuns: 4, copied: 0.15, decay: 15, nextDay: 1.15, threshold: 0.19, nearest: 50,
}

// compare gives the cosines of two papers.
func compare(a, b *paper) similar {
	var l lens
	l.focus(a)
	return l.see(b)
}

// lens compares one paper with many: its terms stand in a small hash table, so
// that each of the others is read once from end to end.
type lens struct {
	p      *paper
	filter [256]uint64 // a bit for the low 14 bits of each term's id
	table  [2048]uint16
}

const lensMask = 2047

func (l *lens) focus(p *paper) {
	if l.p != nil {
		clear(l.filter[:])
		clear(l.table[:])
	}
	l.p = p
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

// topic is how much two reports are about the same, before anything is known
// about their surroundings.
func (u *tuning) topic(s similar) float64 { return (s[0] + u.lead*s[1]) / (1 + u.lead) }

// crowdOf is what a report's nearest make of it, from the sum of the squares
// of its topics with them: the larger, the more others are about nearly the
// same, and the less a resemblance says. Without its limits a handful of
// reports would all be one story, and a story of hundreds would break up.
func (u *tuning) crowdOf(squares float64) float64 {
	return min(max(math.Sqrt(squares), u.crowdLow), u.crowdHigh)
}

// bond is what is known of two papers alone, without their surroundings.
type bond struct {
	topic float32 // with every factor
	extra float32 // added for an utterance in common, and for a copy
}

// faint is the topic below which nothing else can join two reports.
const faint = 0.05

// bond weighs what two papers share and what lies between them.
func (u *tuning) bond(a, b *paper, s similar) (d bond) {
	v := u.topic(s)
	if v < faint {
		return bond{topic: float32(v)}
	}
	v *= u.nameLeast + (1-u.nameLeast)*min(1, s[2]/u.nameFull)
	v *= u.numberLeast + (1-u.numberLeast)*min(1, s[3]/u.numberFull)
	extra := 0.0
	if len(a.quoted) > 0 && len(b.quoted) > 0 && shared(a.quoted, b.quoted) >= u.quotedRuns {
		extra = u.quoted
	}
	if copies.Share(a.copies, b.copies) > 0 {
		extra += u.copied
	}
	if a.Day != undated && b.Day != undated {
		gap := math.Abs(float64(a.Day) - float64(b.Day))
		near := math.Exp(-gap / u.decay)
		if gap <= 1 {
			near *= u.nextDay
		}
		v, extra = v*near, extra*near
	}
	return bond{float32(v), float32(extra)}
}

// sure is how sure it is that two papers are of one story.
func (u *tuning) sure(a, b *paper, d bond) float64 {
	return float64(d.topic)/math.Pow(a.crowd*b.crowd, u.crowdPower) + float64(d.extra)
}

// score is bond and sure in one.
func (u *tuning) score(a, b *paper, s similar) float64 { return u.sure(a, b, u.bond(a, b, s)) }

// shared counts what two sorted lists have in common.
func shared(a, b []uint32) (n int) {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
