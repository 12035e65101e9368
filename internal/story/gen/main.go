// Command gen counts in how many reports of a news collection each word stands
// and writes the table that grouping starts from: word, reports that have it,
// that have it in title or lead, that have it in a name.
//
//	PARALLAX_SHARED=$PWD/../shared go generate ./internal/story
//
// Only single word forms that at least five reports have go into the table, no
// text. The table is committed, so that a build needs none of the data.
package main

import (
	"cmp"
	"log"
	"os"
	"path/filepath"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/ingest"
	"parallax/internal/story"
)

func main() {
	log.SetFlags(0)
	shared := cmp.Or(os.Getenv("PARALLAX_SHARED"), "../../../shared")
	files, err := filepath.Glob(filepath.Join(shared, "data", "polnear", "train", "text", "*.txt"))
	if err != nil || len(files) == 0 {
		log.Fatalf("no news under %s: %v", shared, err)
	}
	var reports []*story.Report
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		a := ingest.FromText(name, strings.ToValidUTF8(string(data), "\uFFFD"))
		a.Language = "en"
		reports = append(reports, story.Read(analysis.Naming(a)))
	}
	if err := os.WriteFile(os.Args[1], story.CountTable(reports), 0o666); err != nil {
		log.Fatal(err)
	}
}
