package statements

import (
	"cmp"
	"slices"
	"strings"

	"parallax/internal/tag"
)

// Two lemmas look alike from this share of trigrams on; they are compared only
// when they begin with the same letters.
const (
	alike  = 0.55
	prefix = 3

	kindred  = 0.9 // what a verb and its noun count for whose letters do not show it
	synonyms = 0.8 // what two words for one thing count for
)

// weigh gives every key its weight and the keys that look like it.
func (r *reader) weigh() {
	v := r.view
	n := 0
	for i := range v.Sentences {
		if len(v.Sentences[i].Units) > 0 {
			n++
		}
	}
	byPrefix := map[string][]int{}
	byGroup, byMeaning := map[int][]int{}, map[int][]int{}
	for i := range v.Keys {
		k := &v.Keys[i]
		k.Weight = rarity(len(k.In), n, v.Reports)
		switch {
		case k.Kind != Word:
			k.Weight *= numberWeight
		case r.light(k.Lemma):
			k.Light = true
			k.Weight *= lightWeight
		case len(k.Lemma) > prefix:
			byPrefix[k.Lemma[:prefix]] = append(byPrefix[k.Lemma[:prefix]], i)
		}
		if k.Kind == Word {
			for _, g := range r.lang.Kindred[k.Lemma] {
				byGroup[g] = append(byGroup[g], i)
			}
			for _, g := range r.lang.Synonyms[k.Lemma] {
				byMeaning[g] = append(byMeaning[g], i)
			}
		}
	}
	for _, keys := range byPrefix {
		v.pairUp(keys)
	}
	r.affairs()
	v.liken(byGroup, kindred)
	v.liken(byMeaning, synonyms)
}

// affair ends the names that scandals are given: "pensiongate", about pensions.
const affair = "gate"

// affairs notes which keys are names of affairs, and that each looks like the word
// it is made of, where the story has that word.
func (r *reader) affairs() {
	v := r.view
	for i := range v.Keys {
		about, ok := strings.CutSuffix(v.Keys[i].Lemma, affair)
		if !ok || len(about) <= prefix || barrier(about) {
			continue
		}
		if k, ok := r.keys[keyID{kind: Word, lemma: tag.LemmaID(about)}]; ok {
			v.Keys[i].Affair = true
			v.like(i, k, 1)
			v.like(k, i, 1)
		}
	}
}

// barrier reports whether a gate named after a word is one that opens and shuts.
func barrier(about string) bool {
	switch about {
	case "flood", "head", "river", "sluice", "star", "tail", "toll", "water":
		return true
	}
	return false
}

// liken notes that the keys of each group look alike.
func (v *View) liken(groups map[int][]int, dice float64) {
	for _, keys := range groups {
		for i, a := range keys {
			for _, b := range keys[i+1:] {
				v.like(a, b, dice)
				v.like(b, a, dice)
			}
		}
	}
}

// like notes that b looks like a.
func (v *View) like(a, b int, dice float64) {
	k := &v.Keys[a]
	at, ok := slices.BinarySearchFunc(k.Like, b, func(l Like, b int) int { return l.Key - b })
	if ok {
		k.Like[at].Dice = max(k.Like[at].Dice, dice)
		return
	}
	k.Like = slices.Insert(k.Like, at, Like{b, dice})
}

func (r *reader) light(lemma string) bool {
	if _, ok := r.lang.LightWords[lemma]; ok {
		return true
	}
	_, ok := r.lang.Cues[lemma]
	return ok
}

// pairUp finds which of keys look alike.
func (v *View) pairUp(keys []int) {
	grams := make([][]uint32, len(keys))
	for i, k := range keys {
		grams[i] = trigrams(v.Keys[k].Lemma)
	}
	for i, a := range keys {
		for j := i + 1; j < len(keys); j++ {
			if d := dice(grams[i], grams[j]); d >= alike {
				b := keys[j]
				v.Keys[a].Like = append(v.Keys[a].Like, Like{b, d})
				v.Keys[b].Like = append(v.Keys[b].Like, Like{a, d})
			}
		}
	}
	for _, k := range keys {
		slices.SortFunc(v.Keys[k].Like, func(x, y Like) int { return cmp.Compare(x.Key, y.Key) })
	}
}

// trigrams are the runs of three bytes of a word with a mark at either end,
// sorted, each once.
func trigrams(w string) []uint32 {
	w = "^" + w + "$"
	out := make([]uint32, 0, len(w))
	for i := 0; i+3 <= len(w); i++ {
		out = append(out, uint32(w[i])<<16|uint32(w[i+1])<<8|uint32(w[i+2]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// dice is twice what two sorted lists share over what both hold.
func dice(a, b []uint32) float64 {
	return 2 * float64(Common(a, b)) / float64(max(1, len(a)+len(b)))
}

// Common counts what two sorted lists, each without repeats, share.
func Common[T cmp.Ordered](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
