package story

import "math"

// vector is the weight of one term in the four views of a report: body, lead,
// names, numbers.
type vector [4]float32

// paper is a report as it is compared: its terms by id with their weights.
type paper struct {
	*Report
	ids     []uint32
	weights []vector
	crowd   float64 // how much the report resembles what is nearest to it
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
	decay       float64 // days
	nextDay     float64 // factor within a day
	threshold   float64
	nearest     int
}

var tuned = tuning{
	lead: 0.5, crowdPower: 0.4, crowdLow: 0.6, crowdHigh: 1.3,
	nameLeast: 0.85, nameFull: 0.20, numberLeast: 0.85, numberFull: 0.10,
	quoted: 0.10, quotedRuns: 4, decay: 15, nextDay: 1.15, threshold: 0.20, nearest: 50,
}

// compare gives the cosines of two papers.
func compare(a, b *paper) (s similar) {
	i, j := 0, 0
	var t [4]float32
	for i < len(a.ids) && j < len(b.ids) {
		switch x, y := a.ids[i], b.ids[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			v, w := &a.weights[i], &b.weights[j]
			t[0] += v[0] * w[0]
			t[1] += v[1] * w[1]
			t[2] += v[2] * w[2]
			t[3] += v[3] * w[3]
			i, j = i+1, j+1
		}
	}
	for k := range t {
		s[k] = float64(t[k])
	}
	return s
}

// topic is how much two reports are about the same, before anything is known
// about their surroundings.
func (u *tuning) topic(s similar) float64 { return (s[0] + u.lead*s[1]) / (1 + u.lead) }

// crowdOf is what a report's nearest make of it: the larger, the more others
// are about nearly the same, and the less a resemblance says.
func (u *tuning) crowdOf(topics []float64) float64 {
	sum := 0.0
	for _, m := range topics {
		sum += m * m
	}
	return min(max(math.Sqrt(sum), u.crowdLow), u.crowdHigh)
}

// score is how sure it is that two reports are of one story.
func (u *tuning) score(a, b *paper, s similar) float64 {
	v := u.topic(s) / math.Pow(a.crowd*b.crowd, u.crowdPower)
	v *= u.nameLeast + (1-u.nameLeast)*min(1, s[2]/u.nameFull)
	v *= u.numberLeast + (1-u.numberLeast)*min(1, s[3]/u.numberFull)
	if len(a.quoted) > 0 && len(b.quoted) > 0 && shared(a.quoted, b.quoted) >= u.quotedRuns {
		v += u.quoted
	}
	if a.Day != undated && b.Day != undated {
		gap := math.Abs(float64(a.Day) - float64(b.Day))
		v *= math.Exp(-gap / u.decay)
		if gap <= 1 {
			v *= u.nextDay
		}
	}
	return v
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
