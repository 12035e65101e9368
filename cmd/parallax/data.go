package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parallax/internal/store"
)

// keeping is where reports are kept, the same for every command that needs it.
type keeping struct {
	Data string `env:"PARALLAX_DATA" placeholder:"DIR" help:"Folder that everything is kept in; without it the one that serve uses."`
}

// folder is where reports are kept.
func (k *keeping) folder() string {
	if k.Data != "" {
		return k.Data
	}
	return dataFolder()
}

// open opens what is kept, and makes nothing when there is none.
func (k *keeping) open(ctx context.Context) (*store.Store, error) {
	dir := k.folder()
	if _, err := os.Stat(filepath.Join(dir, store.File)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("nothing is kept in %s; bring reports there with parallax import, or name another folder with --data", dir)
	}
	return store.Open(ctx, dir)
}
