package fact

import (
	"slices"

	"parallax/internal/tag"
)

// comparing are the words, and what follows them, that lead to a number of an
// earlier time.
var comparing = map[string]string{"compared": "with", "compares": "with", "down": "from", "up": "from"}

// expecting are the words for what is thought that a number will be.
var expecting = []string{"expected", "expect", "expects", "forecast", "forecasts", "predicted", "predict", "predicts", "anticipated", "projected"}

// standing reads what the words about the tokens [first, end) of a number say of
// its time:
//
//	fell to $48 million from [$54.8 million]; rose from [3 per cent] to 4
//	up from [3 per cent]; compared with [61 per cent]
//	analysts had expected a profit of [$52 million]
//	10 million crowns ([$1.2 million])
func (f *finder) standing(first, end int) Standing {
	if f.word(first-1) == "(" && f.word(end) == ")" && f.converts(first-1) {
		return Converted
	}
	switch w := f.word(first - 1); {
	case w == "from" && (f.word(end) == "to" || f.arrived(first-1) || comparing[f.word(first-2)] == w):
		return Earlier
	case comparing[f.word(first-2)] == w && w != "":
		return Earlier
	case w == "to":
		return Given // "raised what it expects to 2.4 billion"
	}
	for k := first - 1; k >= max(f.lo, first-2*reach); k-- {
		switch {
		case slices.Contains(expecting, f.word(k)):
			if f.word(k+1) == "to" || f.be(k-1) { // "is expected to cost": that is all that is known
				return Given
			}
			return Expected
		case f.tag(k).Finite(), f.tag(k) == tag.Comma:
			return Given
		}
	}
	return Given
}

// converts reports whether a number with a unit stands before token i, or with the
// name of its unit between them that is none of the list: "10 million crowns (".
func (f *finder) converts(i int) bool {
	if len(f.out) == 0 {
		return false
	}
	last := &f.out[len(f.out)-1]
	return last.Sentence == f.number && i-last.End <= 2 && last.End <= i && !slices.ContainsFunc(f.tags[last.End:i], func(w tag.Word) bool { return !w.Tag.Noun() && w.Tag != tag.JJ })
}

// arrived reports whether the words before token i tell to what a number came:
// "fell to 48 million from".
func (f *finder) arrived(i int) bool {
	if len(f.out) == 0 {
		return false
	}
	last := &f.out[len(f.out)-1]
	return last.Sentence == f.number && last.End == i && (f.word(last.First-1) == "to" || f.word(last.First-1) == "at")
}
