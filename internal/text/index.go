package text

import (
	"math/bits"
	"unicode/utf8"
)

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
	if begun(t) == len(t) {
		return x
	}
	x.marks = make([]int32, 0, len(t)/stride+1)
	points := 0
	for i := 0; i < len(t); i += stride {
		x.marks = append(x.marks, int32(points))
		points += begun(t[i:min(i+stride, len(t))])
	}
	return x
}

// begun is how many code points begin in s, which may begin or end within one:
// its bytes but for those of the form 10xxxxxx.
func begun(s string) int {
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n -= bits.OnesCount64(eight &^ (eight << 1) & 0x8080808080808080)
	}
	for i := range len(s) {
		if !utf8.RuneStart(s[i]) {
			n--
		}
	}
	return n
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
	return int(x.marks[i]) + begun(x.text[i*stride:b])
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
