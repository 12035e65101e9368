package attribution

import (
	"slices"

	"parallax/internal/tag"
)

// "Half [cue said] [content so] in May", "the director [cue acknowledged] [content
// as much]": what is said is told by a word that stands for it. Seldom seen, and
// so hardly learned, but sure: annotators mark twelve of fourteen in the training
// reports.

// anaphors adds to the spans that were chosen the words that stand for what is
// said, and their cues, where nothing else was chosen there.
func (r *reading) anaphors(u unit, chosen, cs []candidate) []candidate {
	n := len(chosen)
	for i := u.first + 1; i < u.end; i++ {
		if w := r.words[i].lemma; w != so && w != as {
			continue
		}
		size := r.standsFor(i, u.end)
		if size == 0 {
			continue
		}
		at := i - u.first
		c := candidate{span{content, at, at + size}, sureClosing}
		k := r.cueEnding(at, cs)
		if told := slices.IndexFunc(chosen, func(o candidate) bool { return o.role == cue && o.end == at }); overlapsAny(c, chosen) || told < 0 && overlapsAny(k, chosen) {
			continue
		} else if told < 0 {
			chosen = append(chosen, k)
		}
		chosen = append(chosen, c)
	}
	if len(chosen) > n {
		slices.SortFunc(chosen, func(a, b candidate) int { return a.first - b.first })
	}
	return chosen
}

// cueEnding is the likeliest cue that ends before token at, or the word there.
func (r *reading) cueEnding(at int, cs []candidate) candidate {
	best := candidate{span: span{cue, at - 1, at}, chance: openingCue}
	highest := float32(0)
	for _, o := range cs {
		if o.role == cue && o.end == at && o.chance > highest {
			best.span, highest = o.span, o.chance
		}
	}
	best.chance = max(best.chance, highest)
	return best
}

// standsFor is how many tokens from i on stand for what a verb before them
// reports: "so", "as much"; 0 when none do.
func (r *reading) standsFor(i, end int) int {
	w := &r.words[i]
	switch {
	case w.lemma != so && w.lemma != as || !says[r.words[i-1].lemma]:
		return 0
	case w.lemma == so:
		if i+1 < end && (follows[r.words[i+1].pos] || r.words[i+1].lemma == r.that) {
			return 0 // "said so little", "said so that"
		}
		return 1
	case i+1 < end && r.words[i+1].lemma == much:
		if i+2 < end && (r.words[i+2].lemma == as || follows[r.words[i+2].pos] || r.words[i+2].pos == tag.NN || r.words[i+2].pos == tag.NNS) {
			return 0 // "said as much as", "said as much praise"
		}
		return 2
	}
	return 0
}

var (
	says         = lemmas("say", "think", "hope", "believe", "acknowledge", "admit", "suggest", "write", "tweet", "concede", "confirm", "tell", "hint", "imply", "indicate", "suspect", "fear")
	so, as, much = tag.LemmaID("so"), tag.LemmaID("as"), tag.LemmaID("much")
	// follows are the tags of words that "so" and "as much" belong to instead.
	follows = map[tag.Tag]bool{tag.JJ: true, tag.RB: true, tag.RBR: true, tag.VBN: true, tag.PRP: true, tag.DT: true, tag.MD: true}
)
