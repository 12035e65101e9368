package story

import "math"

// vector is the weight of one term in the four views of a report (body, lead,
// names, numbers), as a share of the view's heaviest term, in 255ths.
type vector [4]uint8

// paper is a report as it is compared: each of its terms with its weights.
type paper struct {
	*Report
	ids     []uint32 // of its terms
	weights []vector
	scale   [4]float32 // what a full weight is worth, so that every view has length 1
	kept    string     // of a report of a stream: words that may be told later, see spoken
	crowd   float64    // how much the report resembles what is nearest to it
}

// line is how many terms a line of the processor's cache holds.
const line = 16

// fetch brings a paper's words near: it looks at each line of the processor's
// cache that they are in. What it gives has no meaning.
func (p *paper) fetch() (warm uint32) {
	weights := p.weights[:len(p.ids)]
	for i := 0; i < len(p.ids); i += line {
		warm ^= p.ids[i] ^ uint32(weights[i][0])
	}
	return warm
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

// alike is the topic from which two reports are asked whether one is a copy of
// the other: copies have most words in common, and three in four of the pairs that
// are not faint have less.
const alike = 0.15

// sure is how sure it is that two papers are of one story.
func (u *tuning) sure(a, b *paper, d bond) float64 {
	return float64(d.topic)/math.Pow(a.crowd*b.crowd, u.crowdPower) + float64(d.extra)
}

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
