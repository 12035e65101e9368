//go:build shared

// Package pagestest measures the reading of pages on a folder of saved pages,
// each with what should be read from it: pages/NAME/source.html,
// expected.html and expected-metadata.json, as Mozilla's Readability keeps
// them. The folder is not part of this repository; PARALLAX_SHARED names the
// place of data/pages. Run it with
//
//	go test -tags shared -v ./internal/ingest/page/pagestest
package pagestest

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"parallax/internal/ingest/page"
)

// lowest are the figures that a change may not fall under.
const (
	lowestF1    = 0.91
	lowestTitle = 0.83
)

type score struct {
	name               string
	precision, recall  float64
	f1                 float64
	title, wantedTitle string
}

func TestPages(t *testing.T) {
	shared := os.Getenv("PARALLAX_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "..", "shared")
	}
	folders, _ := filepath.Glob(filepath.Join(shared, "data", "pages", "*", "source.html"))
	if len(folders) == 0 {
		t.Fatalf("no pages under %s", shared)
	}
	var scores []score
	var total time.Duration
	var bytesRead int
	var sumF1, sumP, sumR float64
	titles := 0
	for _, path := range folders {
		folder := filepath.Dir(path)
		source := mustRead(t, path)
		start := time.Now()
		p, err := page.Read(context.Background(), source, time.Minute)
		total += time.Since(start)
		bytesRead += len(source)
		s := score{name: filepath.Base(folder)}
		var wanted struct{ Title string }
		if err := json.Unmarshal(mustRead(t, filepath.Join(folder, "expected-metadata.json")), &wanted); err != nil {
			t.Fatal(err)
		}
		s.wantedTitle = strings.Join(strings.Fields(wanted.Title), " ")
		if err != nil {
			t.Logf("%-40s %v", s.name, err)
		} else {
			s.title = p.Title
			s.precision, s.recall = overlap(wordsOf(strings.Join(p.Paragraphs, "\n")), wordsOf(visible(t, mustRead(t, filepath.Join(folder, "expected.html")))))
			if s.precision+s.recall > 0 {
				s.f1 = 2 * s.precision * s.recall / (s.precision + s.recall)
			}
		}
		if s.title == s.wantedTitle {
			titles++
		}
		sumF1, sumP, sumR = sumF1+s.f1, sumP+s.precision, sumR+s.recall
		scores = append(scores, s)
	}
	n := float64(len(scores))
	slices.SortFunc(scores, func(a, b score) int { return int(1e6 * (a.f1 - b.f1)) })
	for _, s := range scores {
		t.Logf("%-40s F1 %.3f  P %.3f  R %.3f", s.name, s.f1, s.precision, s.recall)
	}
	for _, s := range scores {
		if s.title != s.wantedTitle {
			t.Logf("title %-30s %q, want %q", s.name, s.title, s.wantedTitle)
		}
	}
	t.Logf("%d pages: word F1 %.3f (P %.3f, R %.3f), title %.3f; %.1f MB in %v", len(scores), sumF1/n, sumP/n, sumR/n, float64(titles)/n, float64(bytesRead)/1e6, total.Round(time.Millisecond))
	if sumF1/n < lowestF1 {
		t.Errorf("word F1 %.3f, want at least %.2f", sumF1/n, lowestF1)
	}
	if float64(titles)/n < lowestTitle {
		t.Errorf("titles right %.3f, want at least %.2f", float64(titles)/n, lowestTitle)
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// visible is all text of an HTML file, captions included: what Readability's
// authors expect.
func visible(t *testing.T, source []byte) string {
	doc, err := html.Parse(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for d := range doc.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func wordsOf(s string) map[string]int {
	counts := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		counts[w]++
	}
	return counts
}

// overlap gives precision and recall of two bags of words.
func overlap(got, want map[string]int) (precision, recall float64) {
	both, g, w := 0, 0, 0
	for word, n := range got {
		g += n
		both += min(n, want[word])
	}
	for _, n := range want {
		w += n
	}
	return float64(both) / float64(max(1, g)), float64(both) / float64(max(1, w))
}
