package parallax

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the command's present output into README.md")

// shownLines is how many lines of the command's output the README shows.
const shownLines = 37

// TestReadmeShowsWhatHappens runs the README's first command and compares the
// beginning of its output with the block that the README shows. With -update it
// rewrites the block instead.
func TestReadmeShowsWhatHappens(t *testing.T) {
	const begin, end = "<!-- output -->\n```\n", "```\n<!-- /output -->"
	content, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(content), begin)
	shown, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatal("README.md has no block between output marks")
	}
	if !strings.Contains(before, "go run ./cmd/parallax compare "+examples+"\n") {
		t.Errorf("the output in the README does not follow the command that it is of")
	}
	t.Setenv("COLUMNS", "80")
	lines := strings.SplitAfter(runCommand(t, buildCommand(t), "compare", examples), "\n")
	got := strings.TrimRight(strings.Join(lines[:min(shownLines, len(lines))], ""), " \n") + "\n"
	if *update {
		if err := os.WriteFile("README.md", []byte(before+begin+got+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != shown {
		t.Errorf("README.md shows other output than the command gives (go test -run Readme -update . rewrites it)\n--- README.md\n%s\n--- command\n%s", shown, got)
	}
}
