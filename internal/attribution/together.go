package attribution

// A cue in the midst of what it reports stands between commas or parts it
// without any: "The pier, Venn said, is lost"; "the pier, which Venn said was
// lost". Words that only lead up to it are no part: "Like the mayor, Venn said
// the pier was lost".

// longestAside is how many tokens may stand beside source and cue between two
// parts of a content: "she told reporters".
const longestAside = 4

// together reports whether the content b goes on with a, which stands before it,
// given their cue and its source (of no tokens when there is none).
func (r *reading) together(base int, a, b, k, s span) bool {
	if r.words[base+a.first].quoted >= 0 || r.words[base+b.first].quoted >= 0 {
		return true // the marks have the last word
	}
	if k.first < a.end || k.first >= b.first {
		return r.between(base, a.end, b.first, k, s) == 0
	}
	first := k.first
	if s.first >= a.end && s.end > s.first {
		first = min(first, s.first)
	}
	before := r.marked(base, first-1) || r.marked(base, a.end-1)
	after := r.marked(base, b.first-1) || r.marked(base, b.first)
	if before != after {
		return false
	}
	n := r.between(base, a.end, b.first, k, s)
	return n == 0 || before && n <= longestAside
}

// between is how many tokens that are no marks stand from one to another, but
// those of a cue and its source.
func (r *reading) between(base, from, to int, k, s span) int {
	n := 0
	for i := from; i < to; i++ {
		if r.words[base+i].mark == noMark && !(k.first <= i && i < k.end) && !(s.first <= i && i < s.end) {
			n++
		}
	}
	return n
}

// marked reports whether a token is a mark.
func (r *reading) marked(base, i int) bool { return i >= 0 && r.words[base+i].mark != noMark }

// finite reports whether a span has a finite verb.
func (r *reading) finite(base int, s span) bool {
	for i := s.first; i < s.end; i++ {
		if r.words[base+i].finite {
			return true
		}
	}
	return false
}
