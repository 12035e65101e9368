package tag

// numFeatures is how many features a token has.
const numFeatures = 31

// Features are asked for in stages, the most telling ones first. Stage k writes
// those from stages[k-1] up to stages[k].
var stages = [...]int{5, 9, 13, 20, numFeatures}

// state is what is remembered from the tags given so far in a sentence.
type state struct {
	last, before Tag    // the tags of the last two tokens
	verb         uint32 // the last verb's word, 0 when there is none yet
	verbTag      Tag
	since        int // tokens since that verb
}

// next makes s the state after token c has got tag t.
func (s *state) next(c *cell, t Tag) {
	s.before, s.last = s.last, t
	s.since++
	switch {
	case t.Verb():
		s.verb, s.verbTag, s.since = c.word, t, 0
	case t == TO:
		s.verb, s.verbTag, s.since = 1, TO, 0
	}
}

// two and three mix what a feature joins into its identity.
func two(template, a, b uint32) uint32 {
	h := (a+template*0x9E3779B9)*0x85EBCA6B ^ b
	h ^= h >> 15
	h *= 0xC2B2AE35
	return h ^ h>>14
}

func three(template, a, b, c uint32) uint32 { return two(template, two(template, a, b), c) }

// view is what the features of one token look at.
type view struct {
	c, p1, p2, n1, n2    *cell
	last, before, shape  uint32
	verb, verbTag, since uint32
}

// of makes v the view of token i. It is filled where it stands: a struct that is
// written number by number and copied at once makes the processor wait.
func (v *view) of(cells []cell, i int, s *state) {
	v.c, v.p1, v.p2, v.n1, v.n2 = &cells[i], &outside, &outside, &outside, &outside
	if i > 0 {
		v.p1 = &cells[i-1]
	}
	if i > 1 {
		v.p2 = &cells[i-2]
	}
	if i+1 < len(cells) {
		v.n1 = &cells[i+1]
	}
	if i+2 < len(cells) {
		v.n2 = &cells[i+2]
	}
	v.last, v.before, v.shape = uint32(s.last), uint32(s.before), uint32(v.c.shape)
	v.verb, v.verbTag, v.since = s.verb, uint32(s.verbTag), uint32(min(s.since, 6))
}

// features gives the identities of what speaks for or against the tags of the
// token, of all stages, in the order of their numbers, which is that in which
// learning leaves some out by chance.
func (v *view) features(f *[numFeatures]uint32) {
	var staged [numFeatures]uint32
	for stage := range stages {
		v.stage(&staged, stage)
	}
	for k, n := range numbers {
		f[n] = staged[k]
	}
}

// numbers are the features' numbers in the order of the stages: each next one
// is that with which, all before it being known, most tags are those that all
// would give.
var numbers = [numFeatures]uint8{30, 13, 15, 21, 0, 9, 3, 25, 2, 17, 29, 10, 23, 28, 12, 11, 20, 22, 19, 26, 14, 4, 6, 7, 18, 8, 5, 16, 1, 27, 24}

// stage writes the features of one stage.
func (v *view) stage(f *[numFeatures]uint32, stage int) {
	c, p1, n1, last := v.c, v.p1, v.n1, v.last
	switch stage {
	case 0:
		f[0] = two(31, c.kin, last)
		f[1] = two(14, c.class, n1.class)
		f[2] = two(16, c.class, v.shape)
		f[3] = three(22, last, uint32(c.end2), v.shape)
		f[4] = two(1, c.word, 0)
	case 1:
		f[5] = two(10, last, v.before)
		f[6] = two(4, n1.word, 0)
		f[7] = two(26, v.shape<<8|uint32(n1.shape), uint32(p1.shape))
		f[8] = two(3, p1.word, 0)
	case 2:
		f[9] = two(18, c.end3, 0)
		f[10] = three(30, n1.kin, last, c.class)
		f[11] = two(11, last, c.word)
		f[12] = three(24, v.since, v.verbTag, c.class)
	case 3:
		f[13] = two(29, c.kin, v.shape)
		f[14] = three(13, last, c.class, n1.class)
		f[15] = three(12, last, v.before, c.word)
		f[16] = two(21, n1.end3, c.class)
		f[17] = three(23, v.verb, v.verbTag, c.class)
		f[18] = two(20, uint32(c.head), uint32(min(c.size, 12)))
		f[19] = three(27, last, v.shape, c.end3)
	case 4:
		f[20] = two(15, n1.class, v.n2.class)
		f[21] = two(5, p1.word, c.word)
		f[22] = two(7, v.p2.word, 0)
		f[23] = two(8, v.n2.word, 0)
		f[24] = two(19, uint32(c.end2), v.shape)
		f[25] = two(9, last, 0)
		f[26] = two(6, c.word, n1.word)
		f[27] = two(17, last, n1.word)
		f[28] = two(2, c.word, v.shape)
		f[29] = three(28, last, v.before, c.class)
		f[30] = three(25, v.verb, v.since, uint32(c.end2))
	}
}
