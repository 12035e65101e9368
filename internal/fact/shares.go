package fact

import (
	"math"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/tag"
)

// share reads the whole that a number is a part of:
//
//	[five of the seven] members              5, whole 7
//	[five] members of the seven-strong board 5, whole 7
//
// The first takes the whole into the fact, for "seven" alone counts nothing.
func (f *finder) share(a *Fact) {
	i := a.End
	if f.word(i) == "out" {
		i++
	}
	if f.word(i) == "of" {
		for i++; f.tag(i) == tag.DT || f.tag(i) == tag.PRPS; i++ {
		}
		if q, ok := f.numeral(f.word(i)); ok && whole(&q) && q.low >= a.High {
			a.Whole, a.End = q.low, i+1
		}
	}
}

// shareOf reads the size of the body that those counted belong to, after the
// noun.
func (f *finder) shareOf(a *Fact) {
	if a.Whole > 0 || a.Noun < 0 || f.word(a.Noun+1) != "of" {
		return
	}
	for i := a.Noun + 2; i < min(a.Noun+2+reach, f.hi); i++ {
		switch t := f.tag(i); {
		case t == tag.DT || t == tag.PRPS || t == tag.POS:
			continue
		case f.word(i) != "":
			q, ok := f.numeral(f.word(i))
			if ok && bodies[q.rest] && q.low >= a.High {
				a.Whole = q.low
				return
			}
			if !t.Noun() && t != tag.JJ {
				return
			}
		}
	}
}

// bodies is what stands behind the size of a body: "the seven-strong board".
var bodies = map[string]bool{"strong": true, "member": true, "members": true, "person": true, "man": true, "woman": true, "seat": true, "judge": true, "justice": true}

func whole(q *quantity) bool {
	return q.rest == "" && !q.ordinal && !q.pair && q.low == math.Trunc(q.low)
}

// division reads a vote from those who voted: "five of the seven members voted
// for the cut" is five to two, "four votes to three" four to three.
func (f *finder) division(a *Fact) {
	if a.Noun < 0 || a.High != a.Low {
		return
	}
	if strings.HasPrefix(f.word(a.Noun), "vote") && a.Noun == a.End && (f.word(a.Noun+1) == "to" || f.word(a.Noun+1) == "against") {
		if q, ok := f.numeral(f.word(a.Noun + 2)); ok && whole(&q) && f.is(a.Noun+3, lang.NoQuantity) {
			a.Class, a.High, a.End, a.Noun = Vote, q.low, a.Noun+3, -1
		}
		return
	}
	if a.Whole == 0 {
		return
	}
	for i := a.Noun + 1; i < min(a.Noun+2*reach, f.hi); i++ {
		if f.word(i) != "voted" {
			continue
		}
		switch rest := a.Whole - a.Low; f.word(i + 1) {
		case "for", "to", "in":
			a.Class, a.High = Vote, rest
		case "against":
			a.Class, a.Low, a.High = Vote, rest, a.Low
		}
		return
	}
}
