package desk

import (
	"os"
	"path/filepath"
	"testing"
)

// remove takes away what was saved of the grouping.
func remove(t *testing.T, dir string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, "grouping.state")); err != nil {
		t.Fatal(err)
	}
}
