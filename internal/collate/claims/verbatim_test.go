package claims

import (
	"strings"
	"testing"
)

// TestVerbatim tells accounts that have a long stretch of the same words from those
// that say the same in their own.
func TestVerbatim(t *testing.T) {
	const (
		own = `Director goes

Clerks of the customs house found forty barges missing when they counted them for the insurers, and the board has therefore suspended its director.`
		taken = `Farrow

The harbour board of Tannau was told on Monday that clerks of the customs house found forty barges missing when they counted them for the insurers.`
		other = `Barges

When the customs house counted for the insurers, its clerks found that forty barges were missing from the harbour.`
	)
	for _, k := range []struct {
		what, second string
		want         bool
	}{
		{"a stretch of the same words", taken, true},
		{"own words", other, false},
	} {
		a, b := report("a", own), report("b", k.second)
		found := false
		for _, c := range find([]int{0, 1}, a, b).Agreed {
			if strings.Contains(c.Read(0).Span.In(a.Article.Text), "forty barges") {
				found = true
				if c.Verbatim != k.want {
					t.Errorf("%s: verbatim %v", k.what, c.Verbatim)
				}
			}
		}
		if !found {
			t.Errorf("%s: the barges are not agreed to be missing", k.what)
		}
	}
}
