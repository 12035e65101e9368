//go:build shared

package tag_test

import (
	"os"
	"path/filepath"
	"testing"

	"parallax/internal/tag"
	"parallax/internal/tag/treebank"
)

// The corpora are Universal Dependencies treebanks, not part of the project.
// PARALLAX_SHARED names the folder that holds data/gum and data/ewt, by
// default "shared" beside the project:
//
//	go test -tags shared -run Accuracy -v ./internal/tag
//
// EWT's dev and test parts are not learned from. GUM is, all of it: how well
// news is tagged that was not learned from, `train -hold` tells.
func TestAccuracy(t *testing.T) {
	root := os.Getenv("PARALLAX_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	for _, c := range []struct {
		name, file   string
		form         func(string) string
		tags, lemmas float64 // floors
	}{
		{"EWT dev", "dev", nil, 0.940, 0.981},
		{"EWT test", "test", nil, 0.940, 0.979},
		{"EWT dev, capitals", "dev", treebank.Upper, 0.922, 0.979},
		{"EWT dev, title case", "dev", treebank.Title, 0.925, 0.980},
	} {
		docs, err := treebank.Files(filepath.Join(root, "data", "ewt", "en_ewt-ud-"+c.file+".conllu"))
		if err != nil {
			t.Fatal(err)
		}
		set := treebank.Segment(docs)
		if c.form != nil {
			set = treebank.Recase(set, c.form)
		}
		tags, lemmas, n := treebank.Score(set, tag.English())
		t.Logf("%-20s %6d tokens  tags %.4f  lemmas %.4f", c.name, n, tags, lemmas)
		if tags < c.tags || lemmas < c.lemmas {
			t.Errorf("%s: tags %.4f, lemmas %.4f are under %.3f, %.3f", c.name, tags, lemmas, c.tags, c.lemmas)
		}
	}
}
