package attribution

import (
	"strings"
	"testing"

	"parallax/internal/attribution/chain"
)

// What sumsOf adds up is what the features say one by one, whatever stands
// around a token: quotation marks or none, likely cues on both sides or none.
func TestSumsOf(t *testing.T) {
	doc := "Ferries.\n\n" + newspaper + "\n\n“It leaks.”\n\n" + strings.Repeat("Rain fell on the quay. ", 4) + "\n\nThe clerk said “no” and left."
	s, tags, m := cut(doc)
	model := English()
	r := read(doc, s, tags, m, model.lexicon)
	var f, g featurer
	cueless, quoted := 0, 0
	for _, u := range r.units() {
		features, class := f.features(r, u)
		sums, class2 := g.sumsOf(model.chain, r, u)
		if len(sums) != u.end-u.first || len(sums) != len(class) || string(class) != string(class2) {
			t.Fatalf("unit of %d tokens: %d sums, classes %v and %v", u.end-u.first, len(sums), class, class2)
		}
		for i, got := range sums {
			if want := model.chain.Add(chain.Sum{}, features[i*perToken:(i+1)*perToken]); got != want {
				t.Fatalf("%q: got %v, want %v", s.Tokens[u.first+i].In(doc), got, want)
			}
			if f.left[i].at < 0 && f.right[i].at < 0 {
				cueless++
			}
			if r.words[u.first+i].quoted >= 0 {
				quoted++
			}
		}
	}
	if cueless == 0 || quoted == 0 {
		t.Errorf("%d tokens without cues, %d within quotation marks: nothing was tried", cueless, quoted)
	}
}
