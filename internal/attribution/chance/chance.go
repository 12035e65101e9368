// Package chance gives numbers that look random and are the same in every run,
// for learning: a model must come out byte for byte the same.
//
//	c := chance.Source(1)
//	c.Share()   // 0.5692…, always
//
// The surprise: it is no stand-in for math/rand; its few bits are good enough
// to shuffle and to leave out.
package chance

// Source is the state of a sequence of numbers (splitmix64, Steele, Lea and
// Flood 2014). Sources with the same value give the same sequence.
type Source uint64

// Next is the next number.
func (s *Source) Next() uint64 {
	*s += 0x9E3779B97F4A7C15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// Share is the next number between 0 and 1, without 1.
func (s *Source) Share() float64 { return float64(s.Next()>>11) / (1 << 53) }

// Shuffle puts the numbers of order into another order.
func (s *Source) Shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		j := int(s.Next() % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
}
