package store

import (
	"context"

	"parallax/internal/archive"
)

// mostMoments bounds how many of somebody's statements are told.
const mostMoments = 10_000

// Moments gives when somebody spoke, the last statement first, no more than
// 10,000. Two indexes answer it; no statement is read.
func (s *Store) Moments(ctx context.Context, person string) ([]archive.Moment, error) {
	id, err := s.personAt(ctx, person)
	if err != nil {
		return nil, err
	}
	altered := map[int64]bool{}
	keys := func(take func(int64), query string) error {
		return each(ctx, s.read, func(scan func(...any) error) error {
			var key int64
			err := scan(&key)
			take(key)
			return err
		}, query, id, mostMoments)
	}
	err = keys(func(key int64) { altered[key] = true },
		"SELECT id FROM statement WHERE person = ? AND altered + trimmed > 0 AND altered > 0 ORDER BY id DESC LIMIT ?")
	if err != nil {
		return nil, err
	}
	var out []archive.Moment
	err = keys(func(key int64) { out = append(out, archive.Moment{At: keyTime(key), Altered: altered[key]}) },
		"SELECT id FROM statement WHERE person = ? ORDER BY id DESC LIMIT ?")
	return out, err
}
