package report

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"parallax/internal/collate"
	"parallax/internal/report/specimen"
)

var update = flag.Bool("update", false, "write what the package prints now into testdata")

// snapshots is every form in which the invented story is printed, by the name
// of its file in testdata.
func snapshots() map[string]func(io.Writer) error {
	text := func(c *collate.Comparison, width int, color bool) func(io.Writer) error {
		return func(w io.Writer) error { return Text(w, c, TextOptions{Width: width, Color: color}) }
	}
	out := map[string]func(io.Writer) error{
		"crane.json":        func(w io.Writer) error { return JSON(w, specimen.Crane()) },
		"crane.md":          func(w io.Writer) error { return Markdown(w, specimen.Crane()) },
		"crane-styled.txt":  text(specimen.Crane(), 80, true),
		"two-beside.txt":    text(specimen.CraneOf(2), 120, false),
		"three-beside.txt":  text(specimen.CraneOf(3), 170, false),
		"one-alone.txt":     text(specimen.CraneOf(1), 80, false),
		"crane-whole.txt":   func(w io.Writer) error { return Text(w, specimen.Crane(), TextOptions{Whole: true}) },
		"long.txt":          text(specimen.Long(), 80, false),
		"long.md":           func(w io.Writer) error { return Markdown(w, specimen.Long()) },
		"nothing.txt":       text(&collate.Comparison{}, 80, false),
		"no-quotations.txt": text(specimen.Build([]string{"Post", "Dispatch"}), 80, false),
	}
	for _, width := range []int{40, 60, 80, 120, 200} {
		out[fmt.Sprintf("crane-%d.txt", width)] = text(specimen.Crane(), width, false)
	}
	for _, f := range []QuotesFormat{QuotesTable, QuotesLines, QuotesArray, QuotesCSV} {
		out["quotes."+string(f)] = func(w io.Writer) error {
			l := NewQuotes(w, f, TextOptions{Width: 72})
			for range 2 {
				if err := l.Add(specimen.CraneOf(1)); err != nil {
					return err
				}
			}
			return l.Close()
		}
	}
	return out
}

func TestSnapshots(t *testing.T) {
	for name, print := range snapshots() {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := print(&b); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v: go test -update writes it", err)
			}
			if b.String() != string(want) {
				t.Errorf("differs from %s (go test -update writes it anew):\n%s", file, firstDifference(b.String(), string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := 0; ; i++ {
		if i == len(g) || i == len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d:\n got %q\nwant %q", i+1, g[min(i, len(g)-1)], w[min(i, len(w)-1)])
		}
	}
}

// TestNoOrphanSnapshots fails for a file that no test compares any more.
func TestNoOrphanSnapshots(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no snapshots: %v", err)
	}
	known := snapshots()
	for _, f := range files {
		if known[filepath.Base(f)] == nil {
			t.Errorf("%s is compared by no test", f)
		}
	}
}

// TestNothingIsWiderThanItsPlace prints at every third width.
func TestNothingIsWiderThanItsPlace(t *testing.T) {
	for _, c := range []*collate.Comparison{specimen.Crane(), specimen.CraneOf(2), specimen.CraneOf(3)} {
		for width := leastWidth; width <= 210; width += 3 {
			var b bytes.Buffer
			if err := Text(&b, c, TextOptions{Width: width, Color: true}); err != nil {
				t.Fatal(err)
			}
			for l := range strings.Lines(b.String()) {
				if n := ansi.StringWidth(strings.TrimSuffix(l, "\n")); n > width {
					t.Fatalf("width %d: a line of %d columns: %q", width, n, l)
				}
			}
		}
	}
}

// TestStylesSayNothingAlone: without its styles, styled text is the plain one.
func TestStylesSayNothingAlone(t *testing.T) {
	var styled, plain bytes.Buffer
	if err := Text(&styled, specimen.Crane(), TextOptions{Color: true}); err != nil {
		t.Fatal(err)
	}
	if err := Text(&plain, specimen.Crane(), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if ansi.Strip(styled.String()) != plain.String() {
		t.Error("styles carry what the words do not say")
	}
	if styled.String() == plain.String() {
		t.Error("no styles")
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWritersGiveTheErrorOfTheWriter(t *testing.T) {
	c := specimen.Crane()
	for name, err := range map[string]error{
		"JSON": JSON(fullDisk{}, c), "Markdown": Markdown(fullDisk{}, c), "Text": Text(fullDisk{}, c, TextOptions{}),
		"quotes": NewQuotes(fullDisk{}, QuotesCSV, TextOptions{}).Add(specimen.CraneOf(1)),
		"table":  NewQuotes(fullDisk{}, QuotesTable, TextOptions{}).Add(specimen.CraneOf(1)),
	} {
		if err != io.ErrShortWrite {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	outlets := make([]string, 50)
	var us []specimen.Utterance
	for i := range outlets {
		outlets[i] = fmt.Sprintf("Outlet %d", i)
	}
	for i := range 60 {
		u := specimen.Utterance{Speaker: fmt.Sprintf("Speaker %d", i%20), Readings: make([]string, len(outlets))}
		for k := range outlets {
			u.Readings[k] = []string{"=", "", "We {~~will~>shall~~} publish the record {++soon ++}.", "{--We will --}publish the record ."}[(i+k)%4]
		}
		u.Readings[0] = "We will publish the record ."
		us = append(us, u)
	}
	c := specimen.Build(outlets, us...)
	for name, write := range map[string]func(io.Writer) error{
		"json":     func(w io.Writer) error { return JSON(w, c) },
		"markdown": func(w io.Writer) error { return Markdown(w, c) },
		"text":     func(w io.Writer) error { return Text(w, c, TextOptions{Width: 100, Color: true}) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
