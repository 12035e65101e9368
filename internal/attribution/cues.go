package attribution

import "parallax/internal/tag"

// cueSight is what a token sees of the nearest likely cue on one side.
type cueSight struct {
	at      int32 // the cue, -1 when there is none
	cue     *word
	w       *word
	after   uint64 // the tag behind the cue
	d       uint64 // how far it is, and whether in the same sentence
	short   uint64 // it in sixteen bits
	quoted  uint64 // whether it is quoted, and whether as the token is
	between uint64 // what lies between
}

// unread is the cue before the first token of a unit was looked at.
const unread = -2

// cue is the nearest likely cue on one side of token i, valid until the next call
// for that side.
func (f *featurer) cue(r *reading, u unit, i, side int) *cueSight {
	n := f.left[i-u.first]
	if side == 1 {
		n = f.right[i-u.first]
	}
	c := &f.sees[side]
	if n.at != c.at {
		c.at, c.short = n.at, 0xFFFF
		if n.at >= 0 {
			c.cue, c.after = &r.words[n.at], uint64(padding.pos)
			if k := int(n.at) + 1; k < u.end {
				c.after = uint64(r.words[k].pos)
			}
		}
	}
	if n.at < 0 {
		return c
	}
	c.w = &r.words[i]
	c.d = distance(max(i-int(n.at), int(n.at)-i)) | bit(c.cue.sentence == c.w.sentence)<<4
	c.short = c.d<<8 | uint64(c.cue.bucket)
	c.quoted = bit(c.cue.quoted >= 0)<<1 | bit(c.cue.quoted == c.w.quoted)
	c.between = uint64(n.between)
	return c
}

// write writes the features of a token that sees the cue.
func (c *cueSight) write(e *emitter, side int) {
	var tagged, near [3]uint32
	var like [2]uint32
	c.tagged(&tagged, side)
	c.near(&near, side)
	c.like(&like, side)
	place := uint64(c.w.place)
	copy(e.more(cueTemplates), []uint32{
		cueDistance(side, c.d, uint64(c.cue.bucket)), near[0], like[0], near[1], tagged[0],
		near[2], cuePlace(side, c.d, c.quoted, place), tagged[1], tagged[2], like[1],
	})
}

// tagged are those that look at the token's tag.
func (c *cueSight) tagged(o *[3]uint32, side int) {
	t := cues + side*cueTemplates
	p0 := uint64(c.w.pos)
	o[0] = hash(t+4, c.between<<16|uint64(c.cue.bucket)<<8|p0)
	o[1] = hash(t+7, uint64(c.cue.lemma)<<16|p0<<8|bit(c.between >= aComma))
	o[2] = hash(t+8, c.d<<16|uint64(c.cue.pos)<<8|p0)
}

func cueDistance(side int, d, bucket uint64) uint32 {
	return hash(cues+side*cueTemplates, d<<8|bucket)
}

func cuePlace(side int, d, quoted, place uint64) uint32 {
	return hash(cues+side*cueTemplates+6, d<<16|quoted<<8|place)
}

// near are those of all tokens at the same distance from the cue with the same
// between, and like those of all that are quoted alike with the same between.
func (c *cueSight) near(o *[3]uint32, side int) {
	t := cues + side*cueTemplates
	o[0] = hash(t+1, uint64(c.cue.lemma)<<8|c.d)
	o[1] = hash(t+3, c.d<<8|c.between)
	o[2] = hash(t+5, c.d<<16|c.after<<8|uint64(c.cue.bucket))
}

func (c *cueSight) like(o *[2]uint32, side int) {
	t := cues + side*cueTemplates
	lemma := uint64(c.cue.lemma)
	o[0] = hash(t+2, lemma<<8|c.quoted)
	o[1] = hash(t+9, lemma<<16|c.between)
}

// cueless are the features of a token without a likely cue on a side.
func cueless(e *emitter, side int) {
	for k := range cueTemplates {
		e.out[e.n] = hash(cues+side*cueTemplates+k, uint64(side))
		e.n++
	}
}

// bothSides is what is seen on both sides, and bothTagged that with the tag.
func bothSides(seen [2]uint64) uint32 { return hash(both, seen[0]<<16|seen[1]) }

func bothTagged(seen [2]uint64, t tag.Tag) uint32 {
	return hash(both+1, (seen[0]<<16|seen[1])<<6|uint64(t))
}
