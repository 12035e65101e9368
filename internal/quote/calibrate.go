package quote

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// LearnConfidence gives the file of weights by which a confidence is told, from
// quotations of annotated reports and whether each is right: that the words are
// reported there, by the source or speaker that it names. The learned
// attributions among them must come from reports that they were not learned
// from. The same quotations give the same bytes.
func LearnConfidence(qs []Quotation, right []bool) string {
	var names []string
	number := map[string]int{}
	count := map[string]int{}
	rows := make([][]sign, len(qs))
	for i := range qs {
		rows[i] = append(qs[i].signs(nil), sign{always, "", 1})
		for _, s := range rows[i] {
			if count[s.name()]++; count[s.name()] == 1 {
				names = append(names, s.name())
			}
		}
	}
	slices.Sort(names)
	for i, name := range names {
		number[name] = i
	}
	weights := regress(rows, right, number)
	var b strings.Builder
	b.WriteString("# Weights of the signs by which a quotation's confidence is told, made by\n# internal/attribution/train -confidence: weight, sign, and how many of the\n# quotations it was learned from have it.\n")
	for i, name := range names {
		fmt.Fprintf(&b, "%.3f\t%s\t# %d\n", weights[i], name, count[name])
	}
	return b.String()
}

// ridge pulls weights towards 0, so that a rule seen a few times is trusted
// like the others of its kind.
const ridge = 1

// regress is logistic regression with ridge, by Newton's method.
func regress(rows [][]sign, right []bool, number map[string]int) []float64 {
	n := len(number)
	weights := make([]float64, n)
	for range 12 {
		slope, bend := make([]float64, n), make([][]float64, n)
		for i := range bend {
			bend[i] = make([]float64, n)
			bend[i][i] = ridge
			slope[i] = -ridge * weights[i]
		}
		for k, row := range rows {
			var sum float64
			for _, s := range row {
				sum += weights[number[s.name()]] * s.value
			}
			p := 1 / (1 + math.Exp(-sum))
			miss := -p
			if right[k] {
				miss++
			}
			for _, a := range row {
				i := number[a.name()]
				slope[i] += miss * a.value
				for _, b := range row {
					bend[i][number[b.name()]] += p * (1 - p) * a.value * b.value
				}
			}
		}
		for i, d := range solve(bend, slope) {
			weights[i] += d
		}
	}
	return weights
}

// solve solves a·x = b for a positive definite a, by elimination; it writes
// into both.
func solve(a [][]float64, b []float64) []float64 {
	for i := range b {
		for k := i + 1; k < len(b); k++ {
			f := a[k][i] / a[i][i]
			for j := i; j < len(b); j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	for i := len(b) - 1; i >= 0; i-- {
		for j := i + 1; j < len(b); j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}
