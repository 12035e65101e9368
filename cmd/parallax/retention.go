package main

import (
	"context"
	"errors"
	"fmt"

	"parallax/internal/archive"
	"parallax/internal/store"
)

// keepSetting is how long reports are kept, as the page of settings has it:
// nanoseconds and bytes.
const keepSetting = "keep"

// storedKeep is how long reports are kept when nobody said so at the start: for
// ever, until the page of settings says otherwise.
func storedKeep(ctx context.Context, kept *store.Store) (archive.Keep, error) {
	b, err := kept.Setting(ctx, keepSetting)
	if errors.Is(err, archive.ErrNotFound) {
		return archive.Keep{}, nil
	}
	if err != nil {
		return archive.Keep{}, err
	}
	var k archive.Keep
	if _, err := fmt.Sscanf(string(b), "%d %d", &k.Age, &k.Bytes); err != nil {
		return archive.Keep{}, fmt.Errorf("how long reports are kept cannot be read from %q: %w", b, err)
	}
	return k, nil
}

// Keep changes how long reports are kept, now and after a restart.
func (s *service) Keep(ctx context.Context, k archive.Keep) error {
	if err := s.SetSetting(ctx, keepSetting, fmt.Appendf(nil, "%d %d", k.Age, k.Bytes)); err != nil {
		return err
	}
	s.desk.Keep(k)
	return nil
}
