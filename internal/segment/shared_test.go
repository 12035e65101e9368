//go:build shared

package segment

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// The corpora are Universal Dependencies treebanks, not part of the project.
// PARALLAX_SHARED names the folder that holds data/gum and data/ewt, by
// default "shared" beside the project:
//
//	go test -tags shared -run Accuracy -v ./internal/segment
//
// Counted are the boundaries within paragraphs, where there is something to
// decide; the end of a paragraph is given.
func TestSentenceAccuracy(t *testing.T) {
	for _, c := range []struct {
		name, files string
		floor       float64 // F1
	}{
		{"GUM news", "gum/dep/GUM_news_*.conllu", 0.955},
		{"GUM interviews", "gum/dep/GUM_interview_*.conllu", 0.965},
		{"EWT train (web)", "ewt/en_ewt-ud-train.conllu", 0.910},
		{"EWT dev (web)", "ewt/en_ewt-ud-dev.conllu", 0.888},
		{"EWT test (web)", "ewt/en_ewt-ud-test.conllu", 0.865},
	} {
		var hit, wrong, missed int
		for _, p := range goldParagraphs(t, c.files) {
			found := map[int]bool{}
			s := Segment(p.text, text.Span{}, []text.Span{{Start: 0, End: len(p.text)}}, lang.English())
			for _, sent := range s.Sentences {
				found[sent.Span.End] = true
			}
			delete(found, len(p.text))
			for _, end := range p.ends[:len(p.ends)-1] {
				if found[end] {
					hit++
					delete(found, end)
				} else {
					missed++
					p.show(t, "MISSED", end)
				}
			}
			wrong += len(found)
			for end := range found {
				p.show(t, "WRONG", end)
			}
		}
		precision, recall := ratio(hit, wrong), ratio(hit, missed)
		f1 := 2 * precision * recall / (precision + recall)
		t.Logf("%-16s boundaries within paragraphs %5d  P %.3f  R %.3f  F1 %.3f", c.name, hit+missed, precision, recall, f1)
		if f1 < c.floor {
			t.Errorf("%s: F1 %.3f is under %.3f", c.name, f1, c.floor)
		}
	}
}

func ratio(hit, miss int) float64 { return float64(hit) / float64(hit+miss) }

// goldParagraph is a treebank's paragraph and where its sentences end.
type goldParagraph struct {
	text string
	ends []int // bytes
}

// show prints a disagreement when PARALLAX_SHOW is set.
func (p goldParagraph) show(t *testing.T, what string, at int) {
	if os.Getenv("PARALLAX_SHOW") != "" {
		from, to := max(0, at-60), min(len(p.text), at+50)
		t.Logf("%s %q | %q", what, p.text[from:at], p.text[at:to])
	}
}

// goldParagraphs reads CoNLL-U files whose comments tell texts and paragraphs.
func goldParagraphs(t *testing.T, files string) []goldParagraph {
	t.Helper()
	root := os.Getenv("PARALLAX_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	names, err := filepath.Glob(filepath.Join(root, "data", files))
	if err != nil || len(names) == 0 {
		t.Fatalf("no corpus at %s (%v)", filepath.Join(root, "data", files), err)
	}
	var out []goldParagraph
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		fresh, glued := true, false
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			line := lines.Text()
			if strings.HasPrefix(line, "# newpar") || strings.HasPrefix(line, "# newdoc") {
				fresh = true
			}
			if words, ok := strings.CutPrefix(line, "# text = "); ok {
				if fresh {
					out = append(out, goldParagraph{})
				}
				p := &out[len(out)-1]
				if p.text != "" && !glued {
					p.text += " "
				}
				p.text += strings.TrimSpace(words)
				p.ends = append(p.ends, len(p.text))
				fresh = false
			}
			if line != "" && line[0] != '#' && !strings.Contains(strings.SplitN(line, "\t", 2)[0], "-") {
				glued = strings.Contains(line, "SpaceAfter=No")
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
