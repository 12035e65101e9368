package revision

import (
	"slices"
	"sort"

	"parallax/internal/text"
)

// anchorWords is how many words in a row, found once in each version, hold the
// two together.
const anchorWords = 4

// run is words that stand in both versions to the letter: n of them from a
// index of each on.
type run struct{ a, b, n int }

// runs finds stretches that both texts have to the letter, in an order that is
// theirs in both: patience diff (Bram Cohen) over runs of words instead of
// lines. What lies between is left to an alignment that weighs words; versions
// of a report have mostly little of it.
func runs(was, is string, a, b []text.Span) []run {
	at := func(s string, list []text.Span, i int) string {
		return text.Span{Start: list[i].Start, End: list[i+anchorWords-1].End}.In(s)
	}
	type places struct{ a, b, countA, countB int }
	seen := map[string]*places{}
	for i := 0; i+anchorWords <= len(a); i++ {
		key := at(was, a, i)
		if seen[key] == nil {
			seen[key] = &places{}
		}
		seen[key].a, seen[key].countA = i, seen[key].countA+1
	}
	var once []run
	for j := 0; j+anchorWords <= len(b); j++ {
		if p := seen[at(is, b, j)]; p != nil {
			p.b, p.countB = j, p.countB+1
		}
	}
	for j := 0; j+anchorWords <= len(b); j++ {
		if p := seen[at(is, b, j)]; p != nil && p.countA == 1 && p.countB == 1 {
			once = append(once, run{a: p.a, b: j, n: anchorWords})
		}
	}
	return extended(was, is, a, b, rising(once))
}

// rising is the longest subsequence of anchors, which are in the order of b,
// that is in the order of a too.
func rising(in []run) []run {
	var ends []int // index of the last anchor of the best chain of each length
	before := make([]int, len(in))
	for i, r := range in {
		k := sort.Search(len(ends), func(k int) bool { return in[ends[k]].a >= r.a })
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	var out []run
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			out = append(out, in[i])
		}
	}
	slices.Reverse(out)
	return out
}

// extended joins anchors that overlap or adjoin and lengthens each run as far
// as the words agree, both ends of the texts included.
func extended(was, is string, a, b []text.Span, anchors []run) []run {
	same := func(i, j int) bool { return a[i].In(was) == b[j].In(is) }
	var out []run
	endA, endB := 0, 0
	for _, r := range append([]run{{}}, anchors...) {
		if skip := max(endA-r.a, endB-r.b); skip > 0 {
			if skip >= r.n {
				continue // the run before it has it already
			}
			r = run{a: r.a + skip, b: r.b + skip, n: r.n - skip}
		}
		for r.a > endA && r.b > endB && same(r.a-1, r.b-1) {
			r.a, r.b, r.n = r.a-1, r.b-1, r.n+1
		}
		for r.a+r.n < len(a) && r.b+r.n < len(b) && same(r.a+r.n, r.b+r.n) {
			r.n++
		}
		if r.n == 0 {
			continue
		}
		endA, endB = r.a+r.n, r.b+r.n
		out = append(out, r)
	}
	k := 0
	for len(a)-k > endA && len(b)-k > endB && same(len(a)-1-k, len(b)-1-k) {
		k++
	}
	if k > 0 {
		out = append(out, run{a: len(a) - k, b: len(b) - k, n: k})
	}
	return out
}
