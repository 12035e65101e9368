package store

import (
	"testing"

	"parallax/internal/archive"
)

// TestStrayWordsAreNoLikeness: two statements share as many of the claimed
// words; the one in which they hang together is the closer.
func TestStrayWordsAreNoLikeness(t *testing.T) {
	const scattered = "Those who drank the water trusted us. It is our duty to earn that back, and no firm is too safe to fail"
	for _, k := range []struct {
		wording, claimed string
		want             float64
	}{
		{"We did not know that the water was unsafe", "the water is unsafe", 3. / 4},
		{scattered, "the water is unsafe", 2. / 4}, // "is" stands alone
		{"It is a slogan", "It is a slogan", 1},
		{"The valve was shut and the pump was off", "The valve stood shut and the pump off", 7. / 8}, // "off" ends it
	} {
		if v := closest(&archive.Statement{Words: archive.Words{Text: k.wording}}, k.claimed); v.Closeness != k.want {
			t.Errorf("%q in %q: %.3f, want %.3f", k.claimed, k.wording, v.Closeness, k.want)
		}
	}
	few := []archive.Run{{Op: "cut", Text: "it was said that"}, {Op: "delete", Text: "was unsafe"}, {Op: "insert", Text: "is safe"}}
	if n := changed(few); n != 4 {
		t.Errorf("%d words are changed, want 4", n)
	}
}
