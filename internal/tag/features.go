package tag

// numFeatures is how many features a token has.
const numFeatures = 31

// state is what is remembered from the tags given so far in a sentence.
type state struct {
	last, before Tag    // the tags of the last two tokens
	verb         uint32 // the last verb's word, 0 when there is none yet
	verbTag      Tag
	since        int // tokens since that verb
}

// next gives the state after token c has got tag t.
func (s state) next(c *cell, t Tag) state {
	s.before, s.last = s.last, t
	s.since++
	switch {
	case t.Verb():
		s.verb, s.verbTag, s.since = c.word, t, 0
	case t == TO:
		s.verb, s.verbTag, s.since = 1, TO, 0
	}
	return s
}

// two and three mix what a feature joins into its identity.
func two(template, a, b uint32) uint32 {
	h := (a+template*0x9E3779B9)*0x85EBCA6B ^ b
	h ^= h >> 15
	h *= 0xC2B2AE35
	return h ^ h>>14
}

func three(template, a, b, c uint32) uint32 { return two(template, two(template, a, b), c) }

// features gives the identities of what speaks for or against the tags of the
// token at i.
func features(f *[numFeatures]uint32, cells []cell, i int, s state) {
	c := &cells[i]
	p1, p2, n1, n2 := &outside, &outside, &outside, &outside
	if i > 0 {
		p1 = &cells[i-1]
	}
	if i > 1 {
		p2 = &cells[i-2]
	}
	if i+1 < len(cells) {
		n1 = &cells[i+1]
	}
	if i+2 < len(cells) {
		n2 = &cells[i+2]
	}
	last, before, shape := uint32(s.last), uint32(s.before), uint32(c.shape)
	since := uint32(min(s.since, 6))
	verbTag := uint32(s.verbTag)

	f[0] = two(1, c.word, 0)
	f[1] = two(2, c.word, shape)
	f[2] = two(3, p1.word, 0)
	f[3] = two(4, n1.word, 0)
	f[4] = two(5, p1.word, c.word)
	f[5] = two(6, c.word, n1.word)
	f[6] = two(7, p2.word, 0)
	f[7] = two(8, n2.word, 0)
	f[8] = two(9, last, 0)
	f[9] = two(10, last, before)
	f[10] = two(11, last, c.word)
	f[11] = three(12, last, before, c.word)
	f[12] = three(13, last, c.class, n1.class)
	f[13] = two(14, c.class, n1.class)
	f[14] = two(15, n1.class, n2.class)
	f[15] = two(16, c.class, shape)
	f[16] = two(17, last, n1.word)
	f[17] = two(18, c.end3, 0)
	f[18] = two(19, uint32(c.end2), shape)
	f[19] = two(20, uint32(c.head), uint32(min(c.size, 12)))
	f[20] = two(21, n1.end3, c.class)
	f[21] = three(22, last, uint32(c.end2), shape)
	f[22] = three(23, s.verb, verbTag, c.class)
	f[23] = three(24, since, verbTag, c.class)
	f[24] = three(25, s.verb, since, uint32(c.end2))
	f[25] = two(26, shape<<8|uint32(n1.shape), uint32(p1.shape))
	f[26] = three(27, last, shape, c.end3)
	f[27] = three(28, last, before, c.class)
	f[28] = two(29, c.kin, shape)
	f[29] = three(30, n1.kin, last, c.class)
	f[30] = two(31, c.kin, last)
}
