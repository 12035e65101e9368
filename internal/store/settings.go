package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

	"parallax/internal/archive"
)

// Setting gives what was kept under a key; the error wraps archive.ErrNotFound
// when nothing was.
func (s *Store) Setting(ctx context.Context, key string) ([]byte, error) {
	var b []byte
	err := s.read.row(ctx, []any{&b}, "SELECT value FROM setting WHERE key = ?", key)
	return b, found(err, "setting", key)
}

// SetSetting keeps a value under a key; a nil one takes the key away.
func (s *Store) SetSetting(ctx context.Context, key string, value []byte) error {
	return s.in(ctx, func(t *tx) error { return t.setting(ctx, key, value) })
}

// SwapSetting keeps a value under a key if what is there is still old, nil for
// nothing; else the error wraps archive.ErrConflict.
func (s *Store) SwapSetting(ctx context.Context, key string, old, value []byte) error {
	return s.in(ctx, func(t *tx) error {
		var had []byte
		err := t.row(ctx, []any{&had}, "SELECT value FROM setting WHERE key = ?", key)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if (err == nil) != (old != nil) || !bytes.Equal(had, old) {
			return archive.ErrConflict
		}
		return t.setting(ctx, key, value)
	})
}

func (t *tx) setting(ctx context.Context, key string, value []byte) error {
	if value == nil {
		return t.do(ctx, "DELETE FROM setting WHERE key = ?", key)
	}
	return t.do(ctx, "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", key, value)
}
