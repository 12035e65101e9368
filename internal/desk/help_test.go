package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"parallax/internal/article"
	"parallax/internal/ingest"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childOf); dir != "" {
		if err := child(dir, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// remove takes away what was saved of the grouping.
func remove(t *testing.T, dir string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, "grouping.state")); err != nil {
		t.Fatal(err)
	}
}

// told is a report of plain text.
func told(id, outlet, published, title, body string) *article.Article {
	a := ingest.FromText(id, title+"\n\n"+body)
	a.Outlet, a.Published, a.Title, a.Language = outlet, published, title, "en"
	a.URL = "https://paper.example/" + id
	return a
}
