package text

import "unicode/utf8"

// stride is the distance in bytes between two remembered positions: one
// int32 for every 256 bytes of text, and at most 255 bytes to count per
// look-up.
const stride = 256

// Index converts byte offsets of one text to code-point offsets and back.
// Texts in ASCII alone cost nothing.
type Index struct {
	text  string
	marks []int32 // marks[i]: code points that begin before byte i*stride; nil for ASCII
}

// NewIndex reads t once. t must be valid UTF-8.
func NewIndex(t string) *Index {
	x := &Index{text: t}
	ascii := true
	for i := range len(t) {
		if t[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return x
	}
	x.marks = make([]int32, 0, len(t)/stride+1)
	points := int32(0)
	for i := range len(t) {
		if i%stride == 0 {
			x.marks = append(x.marks, points)
		}
		if utf8.RuneStart(t[i]) {
			points++
		}
	}
	return x
}

// Point is the number of code points before byte offset b, 0 <= b <= len.
func (x *Index) Point(b int) int {
	if x.marks == nil {
		return b
	}
	i := min(b/stride, len(x.marks)-1)
	if i < 0 {
		return 0
	}
	n := int(x.marks[i])
	for j := i * stride; j < b; j++ {
		if utf8.RuneStart(x.text[j]) {
			n++
		}
	}
	return n
}

// Points gives a span's ends in code points, end exclusive.
func (x *Index) Points(s Span) (start, end int) { return x.Point(s.Start), x.Point(s.End) }

// Byte is the byte offset of code point p; p past the end gives len(text).
func (x *Index) Byte(p int) int {
	if x.marks == nil {
		return min(p, len(x.text))
	}
	lo, hi := 0, len(x.marks)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; int(x.marks[mid]) <= p {
			lo = mid
		} else {
			hi = mid
		}
	}
	n := int(x.marks[lo])
	for j := lo * stride; j < len(x.text); j++ {
		if utf8.RuneStart(x.text[j]) {
			if n == p {
				return j
			}
			n++
		}
	}
	return len(x.text)
}
