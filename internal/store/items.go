package store

import (
	"context"
	"fmt"
	"time"

	"parallax/internal/archive"
)

// keepItems is how long an item is remembered that its feed lists no more: a
// feed that drops and brings back an item does not bring a new report.
const keepItems = 30 * 24 * time.Hour

// Items gives what a feed has listed.
func (s *Store) Items(ctx context.Context, feed string) ([]archive.Item, error) {
	var id int64
	if err := s.read.row(ctx, []any{&id}, "SELECT id FROM feed WHERE uid = ?", feed); err != nil {
		return nil, found(err, "feed", feed)
	}
	var out []archive.Item
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var it archive.Item
		var at, listed, asked int64
		err := scan(&it.Key, &it.Sum, &at, &listed, &asked, &it.Tries)
		it.At, it.Listed, it.Asked = unstamp(at), unstamp(listed), unstamp(asked)
		out = append(out, it)
		return err
	}, "SELECT key, sum, at, listed, asked, tries FROM item WHERE feed = ? ORDER BY key", id)
	return out, err
}

// PutItems remembers what a feed lists, and forgets what it has not listed for
// thirty days.
func (s *Store) PutItems(ctx context.Context, feed string, items []archive.Item) error {
	return s.in(ctx, func(t *tx) error {
		id, err := t.feed(ctx, feed)
		if err != nil {
			return err
		}
		if id == 0 {
			return missing("feed", feed)
		}
		for _, it := range items {
			if err := t.do(ctx, "INSERT OR REPLACE INTO item (feed, key, sum, at, listed, asked, tries) VALUES (?, ?, ?, ?, ?, ?, ?)", id, it.Key, it.Sum, stamp(it.At), stamp(it.Listed), stamp(it.Asked), it.Tries); err != nil {
				return err
			}
		}
		return t.do(ctx, "DELETE FROM item WHERE feed = ? AND listed < ?", id, stamp(s.now().Add(-keepItems)))
	})
}

// Fared keeps how a feed answered, and nothing that the user may have changed
// in the meantime: title and site only where there was none, the address only
// when the feed has moved to one that no other feed has; a feed that is gone is
// paused.
func (s *Store) Fared(ctx context.Context, f archive.Feed) error {
	return s.in(ctx, func(t *tx) error {
		r, err := t.exec(ctx, `UPDATE feed SET title = CASE title WHEN '' THEN ? ELSE title END, site = CASE site WHEN '' THEN ? ELSE site END,
			paused = paused OR ?, asked = ?, answered = ?, next = ?, interval = ?, failures = ?, last_error = ?, etag = ?, last_modified = ? WHERE uid = ?`,
			f.Title, f.Site, f.Paused, stamp(f.Asked), stamp(f.Answered), stamp(f.Next), f.Interval.Microseconds(), f.Failures, f.LastError, f.ETag, f.LastModified, f.ID)
		if err != nil {
			return fmt.Errorf("feed %s: %w", f.ID, err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return missing("feed", f.ID)
		}
		return t.do(ctx, "UPDATE OR IGNORE feed SET url = ? WHERE uid = ?", f.URL, f.ID)
	})
}
