package parallax

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"parallax/internal/report"
)

// TestLibraryCommandAndJSONAgree takes the example through the library, the
// built command and the JSON it prints. The command has to print what the
// library finds to the byte, whatever the order of its inputs; and a program
// that knows nothing but the format has to find the library's words at the
// positions that the JSON gives.
func TestLibraryCommandAndJSONAgree(t *testing.T) {
	bin := buildCommand(t)
	c := compareFiles(t, exampleFiles, Options{})
	var library bytes.Buffer
	if err := report.JSON(&library, c); err != nil {
		t.Fatal(err)
	}
	command := runCommand(t, bin, append([]string{"compare", "--format", "json"}, exampleFiles...)...)
	if command != library.String() {
		t.Errorf("command and library differ from byte %d on", firstDifference(command, library.String()))
	}
	if folder := runCommand(t, bin, "compare", "--format", "json", examples); folder != command {
		t.Errorf("the folder gives other JSON than its files, from byte %d on", firstDifference(folder, command))
	}
	backwards := []string{"compare", "--format", "json"}
	for i := range exampleFiles {
		backwards = append(backwards, exampleFiles[len(exampleFiles)-1-i])
	}
	if other := runCommand(t, bin, backwards...); other != command {
		t.Errorf("the order of inputs changes the JSON from byte %d on", firstDifference(other, command))
	}
	checkJSON(t, c, []byte(command))
}

// checkJSON reads the JSON with the published field names alone and counts in
// code points.
func checkJSON(t *testing.T, c *Comparison, data []byte) {
	t.Helper()
	type span struct{ Start, End int }
	var got struct {
		Schema     string
		Reports    []struct{ ID, Text string }
		Quotations []struct {
			ID, Report, Text string
			Content          []span
			Speaker          *string
		}
		People     []struct{ ID, Name string }
		Utterances []struct {
			Fullest  string
			Readings []struct{ Quotation, Relation string }
			Absent   []string
		}
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "parallax.comparison/1" || len(got.Reports) != len(c.Reports) ||
		len(got.Quotations) != len(c.Quotations) || len(got.Utterances) != len(c.Utterances) {
		t.Fatalf("schema %q with %d reports, %d quotations, %d utterances", got.Schema, len(got.Reports), len(got.Quotations), len(got.Utterances))
	}
	texts := map[string][]rune{}
	for i, r := range got.Reports {
		texts[r.ID] = []rune(r.Text)
		if want := c.Reports[i].Article; r.ID != want.ID || r.Text != want.Text {
			t.Errorf("report %d: %q, want %q", i, r.ID, want.ID)
		}
	}
	names := map[string]string{}
	for _, p := range got.People {
		names[p.ID] = p.Name
	}
	for i, q := range got.Quotations {
		want := c.Quotations[i]
		for k, s := range q.Content {
			text := c.Reports[want.Report].Article.Text
			if words := string(texts[q.Report][s.Start:s.End]); words != want.Content[k].In(text) {
				t.Errorf("%s: JSON points at %q, the library at %q", q.ID, words, want.Content[k].In(text))
			}
		}
		if (q.Speaker == nil) != (want.Speaker < 0) {
			t.Errorf("%s: speaker known to one of JSON and library only", q.ID)
		} else if q.Speaker != nil {
			p := c.People[want.Speaker]
			if name := p.Name.Span.In(c.Reports[p.Name.Report].Article.Text); names[*q.Speaker] != name {
				t.Errorf("%s: speaker %q, want %q", q.ID, names[*q.Speaker], name)
			}
		}
	}
	for i, u := range got.Utterances {
		want := c.Utterances[i]
		if u.Fullest != c.Quotations[want.Fullest].ID || len(u.Readings) != len(want.Readings) || len(u.Absent) != len(want.Absent) {
			t.Errorf("utterance %d differs: %+v", i, u)
			continue
		}
		for k, r := range u.Readings {
			if r.Quotation != c.Quotations[want.Readings[k].Quotation].ID || r.Relation != want.Readings[k].Relation.String() {
				t.Errorf("utterance %d, reading %d: %+v", i, k, r)
			}
		}
	}
}

// built is the command, built once for all tests and removed by TestMain. Its
// settings are those of the test run itself, so that the build cache serves it.
var built = sync.OnceValues(func() (dir string, err error) {
	dir, err = os.MkdirTemp("", "parallax-test-")
	if err != nil {
		return "", err
	}
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "parallax.exe"), "./cmd/parallax")
	if out, err := build.CombinedOutput(); err != nil {
		return dir, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return dir, nil
})

// buildCommand gives the built command's file.
func buildCommand(t testing.TB) string {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	buildDir = dir
	return filepath.Join(dir, "parallax.exe")
}

// buildDir is what TestMain removes; empty when nothing was built.
var buildDir string

// TestMain removes the built command after the tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if buildDir != "" {
		os.RemoveAll(buildDir)
	}
	os.Exit(code)
}

// runCommand gives what the command prints, and fails when it prints a
// complaint or ends with another code than 0.
func runCommand(t testing.TB, bin string, args ...string) string {
	t.Helper()
	var out, complaints bytes.Buffer
	cmd := exec.Command(bin, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Run(); err != nil || complaints.Len() > 0 {
		t.Fatalf("parallax %s: %v\n%s", strings.Join(args, " "), err, complaints.String())
	}
	return out.String()
}

func firstDifference(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
