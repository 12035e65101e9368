//go:build shared

package parallax

import (
	"encoding/json"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// borrowed is how many words in a row count as somebody else's sentence. A
// stock phrase of news may be as long; then the test that has it can do without.
const borrowed = 8

// TestNoBorrowedNews fails when a stretch of a real report of the labelled data
// stands in the project: news texts belong to their publishers, and our own
// tests and examples are written for us.
func TestNoBorrowedNews(t *testing.T) {
	data := os.Getenv("PARALLAX_SHARED")
	if data == "" {
		data = filepath.Join("..", "shared")
	}
	known := map[uint64]bool{}
	var texts []string
	for _, pattern := range []string{"data/seeds/*.txt", "data/basil/in/*.json", "data/polnear/*/text/*.txt", "data/stories/*.jsonl", "data/meantime/*"} {
		files, err := filepath.Glob(filepath.Join(data, pattern))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, files...)
	}
	for _, name := range texts {
		content, err := os.ReadFile(name)
		if err != nil {
			continue // a folder
		}
		for _, s := range plainTexts(name, content) {
			shingles(s, func(h uint64, _ string) { known[h] = true })
		}
	}
	if len(known) < 100_000 {
		t.Fatalf("only %d stretches of labelled news under %s", len(known), data)
	}
	eachTextFile(t, func(path, content string) {
		if path == "LICENSE" || path == "go.sum" || strings.Contains(path, "internal/lang/") {
			return
		}
		told := false // once a file is enough
		shingles(content, func(h uint64, words string) {
			if known[h] && !told {
				told = true
				t.Errorf("%s has words of a real report: %s", path, words)
			}
		})
	})
}

// plainTexts gives the strings in a file: every string of JSON and JSON lines,
// else the whole content.
func plainTexts(name string, content []byte) []string {
	if ext := filepath.Ext(name); ext != ".json" && ext != ".jsonl" {
		return []string{string(content)}
	}
	var out []string
	dec := json.NewDecoder(strings.NewReader(string(content)))
	for {
		tok, err := dec.Token()
		if err != nil {
			return out
		}
		if s, ok := tok.(string); ok {
			out = append(out, s)
		}
	}
}

// shingles calls f with every run of borrowed words, as a hash and as they are.
func shingles(s string, f func(hash uint64, words string)) {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := 0; i+borrowed <= len(words); i++ {
		run := strings.Join(words[i:i+borrowed], " ")
		h := fnv.New64a()
		h.Write([]byte(run))
		f(h.Sum64(), run)
	}
}
