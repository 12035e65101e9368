package lang

import (
	"strings"
	"testing"
)

// A capital, a stray space or a word listed twice would never be found.
func TestReadingWordsAreFolded(t *testing.T) {
	for _, name := range []string{"function_words", "light_words", "negations", "denials", "wrongs", "modals", "contractions", "short_forms", "spellings", "nicknames", "proxies", "relations", "trades", "vessels"} {
		seen := Set{}
		for _, line := range lines("en", name) {
			key, value, tab := strings.Cut(line, "\t")
			if line != strings.ToLower(line) || key != strings.TrimSpace(key) || value != strings.TrimSpace(value) || tab && value == "" || strings.ContainsAny(line, "’.") {
				t.Errorf("%s: %q is not folded", name, line)
			}
			if seen.Has(key) {
				t.Errorf("%s: %q is listed twice", name, key)
			}
			seen[key] = struct{}{}
		}
		if len(seen) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}
