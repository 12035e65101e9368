package treebank

import (
	"fmt"
	"os"
	"path/filepath"
)

// Files gives the documents of all files that a pattern matches, in the order
// of their names. It fails when there is none.
func Files(pattern string) ([]Document, error) {
	names, err := filepath.Glob(pattern) // sorted
	if err != nil {
		return nil, fmt.Errorf("treebank: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("treebank: no file is called %s", pattern)
	}
	var all []Document
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("treebank: %w", err)
		}
		docs, err := Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, docs...)
	}
	return all, nil
}
