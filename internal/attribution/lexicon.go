package attribution

import "parallax/internal/tag"

// lexicon tells how often a word is part of a cue in the training reports: a
// table with open addressing, from lemma and first letter of the tag to a
// chance in 255ths.
type lexicon struct {
	keys   []uint32 // 0 where free; their number is a power of two
	values []uint8
	minus  map[uint32][2]int32 // training only: counts of the report that is read, taken off
	counts map[uint32][2]int32 // training only: tokens in cues, tokens
}

// chance is how often such a word is part of a cue, in 255ths.
func (x *lexicon) chance(g tag.Word) uint8 {
	k := lexiconKey(g)
	if x.counts != nil {
		c, m := x.counts[k], x.minus[k]
		return cueChance(c[0]-m[0], c[1]-m[1])
	}
	mask := uint32(len(x.keys) - 1)
	for i := k & mask; x.keys[i] != 0; i = (i + 1) & mask {
		if x.keys[i] == k {
			return x.values[i]
		}
	}
	return 0
}

// cueChance is the share of n tokens that were in cues, held back where n is
// small.
func cueChance(in, n int32) uint8 {
	if in < 2 {
		return 0
	}
	return uint8(255 * float64(in) / (float64(n) + 4))
}

// lexiconKey is never 0.
func lexiconKey(g tag.Word) uint32 {
	k := (g.Lemma ^ letters[g.Tag]) * 0x85EBCA6B
	return k ^ k>>15 | 1
}

// letters is the first letter of each tag, spread over all bits.
var letters = func() (out [256]uint32) {
	for t := range out {
		if name := tag.Tag(t).String(); name != "" {
			out[t] = uint32(name[0]) * 0x9E3779B1
		}
	}
	return out
}()
