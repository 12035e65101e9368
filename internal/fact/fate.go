package fact

import (
	"parallax/internal/lang"
	"parallax/internal/tag"
)

// befalls finds what befell those that a number counts:
//
//	15 dead; 15 people dead; 15 people were killed; 15 people killed in the fire
//	two people died and seven were hurt
//	the fire killed at least 15 people; injuring 23
//	the death toll rose to 16; the number of dead in the flood stood at 16
//
// "Two men killed 15 people" says it of the fifteen, not of the two.
func (f *finder) befalls(a *Fact) {
	switch {
	case a.Noun < 0 && f.fated(a.End):
		a.Fate, a.End = f.fate(a.End), a.End+1
		a.Of = person
	case a.Noun < 0 && f.suffers(a.End) >= 0:
		a.Fate = f.fate(f.suffers(a.End))
		a.Of = person
	case a.Noun >= 0 && f.suffers(a.Noun+1) >= 0:
		a.Fate = f.fate(f.suffers(a.Noun + 1))
	default:
		k := f.stepBack(a.First - 1)
		switch {
		case f.is(k, lang.FateWord) && f.tag(k).Verb() && !f.be(k-1):
			a.Fate = f.fate(k)
		case a.Noun < 0 && f.toll(a.First-1):
			a.Fate = dead
		case a.Noun < 0 && f.numbered(a.First-1) >= 0:
			a.Fate = f.fate(f.numbered(a.First - 1))
		default:
			return
		}
		if a.Noun < 0 {
			a.Of = person
		}
	}
}

// dead is the word for those that a death toll counts.
const dead = "dead"

// person is the class of those that a number counts without a noun.
var person = tag.LemmaID("person")

func (f *finder) fate(i int) string {
	if f.carried(i) {
		return hospitalized
	}
	return f.l.Quantities[f.word(i)].Unit
}

// hospitalized is the word for those who are "taken to hospital".
const hospitalized = "hospitalized"

// carried reports whether "taken to hospital" begins at token i.
func (f *finder) carried(i int) bool {
	return f.word(i) == "taken" && f.word(i+1) == "to" && (f.word(i+2) == "hospital" || f.tag(i+2) == tag.DT && f.word(i+3) == "hospital")
}

// fated reports whether token i says by itself what befell those before it.
func (f *finder) fated(i int) bool {
	if !f.is(i, lang.FateWord) {
		return false
	}
	t := f.tag(i)
	return t == tag.VBN || t == tag.JJ || t == tag.VBD && !f.takes(i)
}

// takes reports whether what follows token i is what a verb is done to.
func (f *finder) takes(i int) bool {
	t := f.tag(i + 1)
	return t == tag.DT || t == tag.CD || t == tag.PRPS || t == tag.PRP || t.Noun() || t == tag.JJ || f.is(i+1, lang.QuantityHedge) || f.word(i+1) == "at"
}

// suffers is the token, from i on and over auxiliaries and adverbs, that says
// what befell those before it; -1 when none does.
func (f *finder) suffers(i int) int {
	passive := false
	for k := i; k < min(i+reach, f.hi); k++ {
		t := f.tag(k)
		switch {
		case f.is(k, lang.FateWord) && (passive && t.Verb() || f.fated(k)):
			return k
		case passive && f.carried(k):
			return k
		case f.be(k):
			passive = true
		case t != tag.RB && t != tag.MD && t != tag.WP && t != tag.WDT && !f.l.Auxiliaries.Has(f.word(k)):
			return -1
		}
	}
	return -1
}

// be reports whether token i is a form of "to be" or stands for one.
func (f *finder) be(i int) bool {
	return i >= f.lo && i < f.hi && f.tags[i].Lemma == beLemma && f.tag(i).Verb()
}

var beLemma = tag.LemmaID("be")

// stepBack is the token before those that hedge or lead up to a number.
func (f *finder) stepBack(i int) int {
	for k := i; k >= f.lo; k-- {
		w := f.word(k)
		if !f.is(k, lang.QuantityHedge) && !f.is(k, lang.FurtherWord) && w != "at" && w != "than" && w != "as" && w != "to" && w != "all" && w != "the" {
			return k
		}
	}
	return f.lo - 1
}

// toll reports whether the words before token i tell of a toll of deaths: "the
// death toll rose to", "a death toll of", "the toll stands at".
func (f *finder) toll(i int) bool {
	for k := i; k >= max(f.lo, i-reach); k-- {
		if f.word(k) == "toll" {
			return f.word(k-1) == "death" || f.tag(k-1) == tag.DT && f.tag(k+1).Verb()
		}
	}
	return false
}

// farthest is how many tokens may stand between "the number of dead" and the
// number.
const farthest = 14

// numbered is the token that says of whom the words before token i tell the
// number: "the number of injured in the crash rose to"; -1 when they tell none.
func (f *finder) numbered(i int) int {
	i = f.stepBack(i)
	if w := f.word(i); !f.tag(i).Finite() && w != "to" && w != "at" && w != "reached" {
		return -1
	}
	for k := i - 1; k >= max(f.lo, i-farthest); k-- {
		if f.word(k) != "number" || f.word(k+1) != "of" {
			continue
		}
		if f.is(k+2, lang.FateWord) {
			return k + 2
		}
		return -1
	}
	return -1
}
