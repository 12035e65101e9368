package report

import (
	"bytes"
	"strings"
	"testing"

	"parallax/internal/report/specimen"
)

// Red tells of changed words: what a trimmed reading leaves out from within is
// struck without it.
func TestTrimmedIsNoAlarm(t *testing.T) {
	for reading, red := range map[string]bool{
		"You will get {--all --}of the book by Friday.":         false,
		"You will get all of the book by {~~Friday~>Monday~~}.": true,
	} {
		c := specimen.Build([]string{"Tide", "Dispatch"}, specimen.Utterance{
			Speaker: "Ines Marrow", Readings: []string{"You will get all of the book by Friday.", reading},
		})
		var out bytes.Buffer
		if err := Text(&out, c, TextOptions{Width: 80, Color: true}); err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(out.String(), "Ines Marrow") // after the legend
		if got := strings.Contains(body, ";31m"); got != red {
			t.Errorf("%s: red is %v, want %v\n%q", reading, got, red, body)
		}
	}
}
