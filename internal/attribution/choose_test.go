package attribution

import (
	"fmt"
	"testing"
)

// TestChoose: spans that do not overlap, of the highest value together.
func TestChoose(t *testing.T) {
	c := func(role uint8, first, end int, chance float32) candidate {
		return candidate{span{role, first, end}, chance}
	}
	var d chooser
	for _, k := range []struct {
		what          string
		have          []candidate
		strict, price float32
		want          string
	}{
		{"nothing is worth its price", []candidate{c(content, 0, 3, .2)}, 1, .3, "[]"},
		{"the likelier of two", []candidate{c(content, 0, 5, .4), c(content, 0, 3, .5)}, 1, .3, "[0-3]"},
		{"two short ones beside each other rather than a long one", []candidate{c(content, 0, 6, .6), c(content, 0, 3, .5), c(content, 3, 6, .5)}, 1, .1, "[0-3 3-6]"},
		{"one that agrees with its rivals", []candidate{c(content, 0, 9, .3), c(content, 0, 8, .25), c(content, 5, 7, .35)}, .3, .3, "[0-9]"},
		{"roles do not vouch for each other", []candidate{c(source, 0, 4, .28), c(content, 0, 4, .28)}, 0, .3, "[]"},
	} {
		got := "["
		for i, x := range d.choose(k.have, k.strict, k.price) {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%d-%d", x.first, x.end)
		}
		if got += "]"; got != k.want {
			t.Errorf("%s: chose %s, want %s", k.what, got, k.want)
		}
	}
}

// TestUnits: a paragraph without end is read in pieces that leave nothing out.
func TestUnits(t *testing.T) {
	words := ""
	for range longest + 700 {
		words += "quay "
	}
	r := readingOf(words)
	us := r.units()
	if len(us) != 2 || us[0].first != 0 || us[0].end != us[1].first || us[1].end != len(r.words) {
		t.Errorf("units %+v of %d tokens", us, len(r.words))
	}
}

// FuzzDecode: whatever the bytes, a model or an error.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(magic))
	f.Add([]byte(magic + "\x02\x00\x00\x00aaaaaaaaaa"))
	f.Add(embedded[:2000])
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Decode(b); (m == nil) == (err == nil) {
			t.Errorf("model %v with error %v", m, err)
		}
	})
}
