package lang

import (
	"strings"
	"testing"
)

// A misspelt kind would make an abbreviation end sentences silently.
func TestAbbreviationKinds(t *testing.T) {
	kinds := Set{"title": {}, "joined": {}, "name": {}, "number": {}, "section": {}, "month": {}, "unit": {}, "time": {}, "last": {}}
	seen := Set{}
	for _, line := range lines("en", "abbreviations") {
		word, kind, _ := strings.Cut(line, "\t")
		if !kinds.Has(kind) {
			t.Errorf("%q has the kind %q, which the file's head does not explain", word, kind)
		}
		if word != strings.ToLower(word) || strings.HasSuffix(word, ".") {
			t.Errorf("%q is not in lower case without its point", word)
		}
		if seen.Has(word) {
			t.Errorf("%q is listed twice", word)
		}
		seen[word] = struct{}{}
	}
	if len(seen) == 0 {
		t.Error("no abbreviations")
	}
}
