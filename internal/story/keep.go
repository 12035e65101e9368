package story

import "slices"

// quarry is memory that slices are cut from. Reports are forgotten in the order
// in which they came, so that a piece of it is free as a whole soon after its
// first slice is.
type quarry[T any] struct {
	rest []T
	made int // values so far, up to mostPiece
}

// A piece has as many values as all before it together, within these bounds.
const (
	leastPiece = 1 << 13
	mostPiece  = 1 << 18
)

// cut gives room for n values.
func (q *quarry[T]) cut(n int) []T {
	if n > len(q.rest) {
		size := max(n, leastPiece, q.made)
		q.rest, q.made = huge(make([]T, size)), min(mostPiece, q.made+size)
	}
	out := q.rest[:n:n]
	q.rest = q.rest[n:]
	return out
}

// copied is a slice's values in room of their own; nil for none.
func (q *quarry[T]) copied(s []T) []T {
	if len(s) == 0 {
		return nil
	}
	out := q.cut(len(s))
	copy(out, s)
	return out
}

// keep gives a report that shares no memory with r, as what stays of it; its
// strings are one.
func (s *shelf) keep(r *Report) *Report {
	own := *r
	all := r.ID + r.Outlet + r.Title + r.When
	for _, of := range []*string{&own.ID, &own.Outlet, &own.Title, &own.When} {
		n := len(*of)
		*of, all = all[:n], all[n:]
	}
	own.shelf = s.language
	if own.Language == s.language {
		own.Language = s.language
	}
	own.quoted = s.numbers.copied(r.quoted)
	if s.settled() {
		own.terms = nil // its weights are final
	} else {
		own.terms = slices.Clone(r.terms)
	}
	return &own
}
