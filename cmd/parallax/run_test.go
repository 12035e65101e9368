package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parallax/internal/report/wire"
)

const invented = "🏗 Brake failed after warnings\n\nThe crane stood still on Tuesday, a naïve 𝔤𝔬𝔱𝔥𝔦𝔠 ruin.\n\n" +
	"“The floor of the crane shook 🚨 under us for a minute and a half,” said Rosalind Achterberg, a lorry driver. “Then the lamp went out.”\n"

func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestJSONPointsAtTheWords reads files through the whole program and every
// position in its JSON back in the text that the JSON carries.
func TestJSONPointsAtTheWords(t *testing.T) {
	a := write(t, "post.txt", invented)
	b := write(t, "dispatch.txt", strings.NewReplacer("minute", "second", "Tuesday", "Tuesday 🌧").Replace(invented))
	var out, errs bytes.Buffer
	if code := Run(t.Context(), []string{"compare", "--format", "json", a, b}, nil, &out, &errs); code != done {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	var c wire.Comparison
	if err := json.Unmarshal(out.Bytes(), &c); err != nil {
		t.Fatal(err)
	}
	texts, reportOf, edits := map[string][]rune{}, map[string]string{}, 0
	for _, r := range c.Reports {
		texts[r.ID] = []rune(r.Text)
	}
	at := func(report string, start, end int, want string) {
		if got := string(texts[report][start:end]); got != want {
			t.Errorf("%s %d–%d is %q, not %q", report, start, end, got, want)
		}
	}
	for _, q := range c.Quotations {
		reportOf[q.ID] = q.Report
		if len(q.Content) == 1 {
			at(q.Report, q.Content[0].Start, q.Content[0].End, q.Text)
		}
		if q.Source != nil {
			at(q.Report, q.Source.Start, q.Source.End, q.Source.Text)
		}
	}
	for _, p := range c.People {
		for _, m := range p.Mentions {
			at(m.Report, m.Start, m.End, m.Text)
		}
	}
	for _, u := range c.Utterances {
		for _, r := range u.Readings {
			for _, e := range r.Edits {
				edits++
				at(reportOf[u.Fullest], e.From.Start, e.From.End, e.From.Text)
				at(reportOf[r.Quotation], e.To.Start, e.To.End, e.To.Text)
			}
		}
	}
	if len(c.Reports) != 2 || len(c.Quotations) != 4 || edits == 0 {
		t.Errorf("%d reports, %d quotations, %d edits", len(c.Reports), len(c.Quotations), edits)
	}
}

// brokenPipe is what standard output is when its reader has left.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, fmt.Errorf("write: %w", syscall.EPIPE) }

func TestBrokenPipeIsQuiet(t *testing.T) {
	file := write(t, "post.txt", invented)
	for _, args := range [][]string{{"compare", file}, {"compare", "-f", "html", file}, {"quotes", file}, {"version"}} {
		var errs bytes.Buffer
		if code := Run(t.Context(), args, nil, brokenPipe{}, &errs); code != done || errs.Len() > 0 {
			t.Errorf("%v: exit code %d, %q", args, code, errs.String())
		}
	}
}

func TestFullDiskIsAnError(t *testing.T) {
	file := write(t, "post.txt", invented)
	for _, args := range [][]string{{"compare", file}, {"compare", "-f", "json", file}, {"quotes", file}} {
		var errs bytes.Buffer
		if code := Run(t.Context(), args, nil, fullDisk{}, &errs); code != failed || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: exit code %d, %q", args, code, errs.String())
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	file := write(t, "post.txt", invented)
	output := filepath.Join(t.TempDir(), "out.json")
	for _, args := range [][]string{{"compare", file}, {"quotes", file}, {"compare", "-o", output, file}, {"quotes", "-o", output, file}} {
		var out, errs bytes.Buffer
		if code := Run(ctx, args, nil, &out, &errs); code != failed || errs.String() != "parallax: interrupted\n" || out.Len() > 0 {
			t.Errorf("%v: exit code %d, %q, %q", args, code, out.String(), errs.String())
		}
	}
	if left, err := os.ReadDir(filepath.Dir(output)); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestOutputToADevice(t *testing.T) {
	if _, err := os.Stat(os.DevNull); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := Run(t.Context(), []string{"compare", "-o", os.DevNull, write(t, "post.txt", invented)}, nil, &out, &errs); code != done {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if i, err := os.Stat(os.DevNull); err != nil || i.Mode().IsRegular() {
		t.Errorf("the device was replaced: %v %v", i, err)
	}
}

// TestOutputThroughALink writes to the file behind the link and keeps who may
// read it.
func TestOutputThroughALink(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file.md"), filepath.Join(dir, "link.md")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	if code := Run(t.Context(), []string{"compare", "-o", link, write(t, "post.txt", invented)}, nil, io.Discard, io.Discard); code != done {
		t.Fatalf("exit code %d", code)
	}
	text, err := os.ReadFile(file)
	if err != nil || !bytes.HasPrefix(text, []byte("# 🏗 Brake failed")) {
		t.Errorf("%q %v", text, err)
	}
	if i, err := os.Lstat(link); err != nil || i.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", i, err)
	}
	if i, err := os.Stat(file); err != nil || i.Mode().Perm() != 0o600 {
		t.Errorf("mode %v %v", i.Mode(), err)
	}
}

func TestSize(t *testing.T) {
	for in, want := range map[string]size{
		"100": 100, "100B": 100, "1k": 1 << 10, "1.5 KiB": 1536, "32MiB": 32 << 20, "32mb": 32 << 20, "2G": 2 << 30,
		"": 0, "0": 0, "-1": 0, "x": 0, "1x": 0, "nan": 0, "inf": 0, "1e300": 0,
	} {
		var n size
		if err := n.UnmarshalText([]byte(in)); n != want || (err == nil) != (want > 0) {
			t.Errorf("%q is %d (%v), want %d", in, n, err, want)
		}
	}
}
