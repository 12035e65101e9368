package when_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestRecognizers reads the table of testdata/recognizers.tsv, whose head
// explains it. What is listed as not right must not be right either, so that
// the list and its counts stay true.
func TestRecognizers(t *testing.T) {
	want := map[string]int{"ok": 171, "convention": 33, "length": 20, "ends": 49, "form": 46, "missing": 73}
	data, err := os.ReadFile("testdata/recognizers.tsv")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		counts[f[0]]++
		before, rest, _ := strings.Cut(f[2], "[")
		expression, after, _ := strings.Cut(rest, "]")
		clean := before + expression + after
		right := false
		for _, k := range find(clean, f[1]) {
			within := k.Span.Start < len(before)+len(expression) && k.Span.End > len(before)
			accepted := strings.Split(f[3], "|")
			if within && (slices.Contains(accepted, k.Value) || k.From != "" && k.From == k.To && slices.Contains(accepted, k.From) || slices.Contains(accepted, k.From+".."+k.To)) {
				right = true
			}
		}
		if right != (f[0] == "ok") {
			t.Errorf("%q is listed as %q; found %s", f[2], f[0], show(clean, find(clean, f[1])))
		}
	}
	if !maps.Equal(counts, want) {
		t.Errorf("counts are %v, want %v", counts, want)
	}
}
