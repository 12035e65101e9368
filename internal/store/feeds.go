package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"parallax/internal/archive"
)

const feedColumns = `SELECT id, uid, url, site, title, folder, outlet, paused, fulltext, added, asked, answered, next, interval, failures, last_error, reports, newest, etag, last_modified FROM feed `

func readFeed(scan func(...any) error) (id int64, f archive.Feed, err error) {
	var added, asked, answered, next, interval, newest int64
	err = scan(&id, &f.ID, &f.URL, &f.Site, &f.Title, &f.Folder, &f.Outlet, &f.Paused, &f.FullText, &added, &asked, &answered, &next, &interval,
		&f.Failures, &f.LastError, &f.Reports, &newest, &f.ETag, &f.LastModified)
	f.Added, f.Asked, f.Answered, f.Next, f.Newest = unstamp(added), unstamp(asked), unstamp(answered), unstamp(next), unstamp(newest)
	f.Interval = time.Duration(interval) * time.Microsecond
	return id, f, err
}

// Feeds gives all feeds, by folder and title.
func (s *Store) Feeds(ctx context.Context) ([]archive.Feed, error) {
	var out []archive.Feed
	err := each(ctx, s.read, func(scan func(...any) error) error {
		_, f, err := readFeed(scan)
		out = append(out, f)
		return err
	}, feedColumns+"ORDER BY folder, title COLLATE NOCASE, url")
	return out, err
}

// Feed gives a feed, by ID or by address.
func (s *Store) Feed(ctx context.Context, id string) (archive.Feed, error) {
	var f archive.Feed
	err := sql.ErrNoRows
	e := each(ctx, s.read, func(scan func(...any) error) error {
		_, f, err = readFeed(scan)
		return err
	}, feedColumns+"WHERE uid = ? OR url = ? LIMIT 1", id, id)
	return f, found(errors.Join(e, err), "feed", id)
}

// PutFeed keeps a feed: a new one when it has no ID, which it is then given,
// else in place of the one with its ID. Reports and Newest are counted here and
// not taken over. The error wraps archive.ErrConflict when another feed has
// the address already.
func (s *Store) PutFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) {
	if f.URL == "" {
		return f, fmt.Errorf("a feed needs an address: %w", archive.ErrInvalid)
	}
	fresh := f.ID == ""
	if fresh {
		f.ID = nameOf("f", f.URL)
	}
	if f.Added.IsZero() {
		f.Added = s.now().UTC().Truncate(time.Microsecond)
	}
	values := []any{f.URL, f.Site, f.Title, f.Folder, f.Outlet, f.Paused, f.FullText, stamp(f.Added), stamp(f.Asked), stamp(f.Answered), stamp(f.Next), f.Interval.Microseconds(),
		f.Failures, f.LastError, f.ETag, f.LastModified, f.ID}
	err := s.in(ctx, func(t *tx) error {
		var other string
		err := t.row(ctx, []any{&other}, "SELECT uid FROM feed WHERE url = ? AND (uid <> ? OR ?)", f.URL, f.ID, fresh)
		if err == nil {
			return fmt.Errorf("%s is there already, as feed %s: %w", f.URL, other, archive.ErrConflict)
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if fresh {
			return t.do(ctx, `INSERT INTO feed (url, site, title, folder, outlet, paused, fulltext, added, asked, answered, next, interval, failures, last_error, etag, last_modified, uid)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, values...)
		}
		r, err := t.exec(ctx, `UPDATE feed SET url = ?, site = ?, title = ?, folder = ?, outlet = ?, paused = ?, fulltext = ?, added = ?, asked = ?, answered = ?, next = ?, interval = ?,
			failures = ?, last_error = ?, etag = ?, last_modified = ? WHERE uid = ?`, values...)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, missing("feed", f.ID))
		}
		return nil
	})
	return f, err
}

// RemoveFeed forgets a feed and its attempts. Its reports stay.
func (s *Store) RemoveFeed(ctx context.Context, id string) error {
	return s.in(ctx, func(t *tx) error {
		n, err := t.feed(ctx, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return missing("feed", id)
		}
		for _, query := range []string{"DELETE FROM attempt WHERE feed = ?", "DELETE FROM story_feed WHERE feed = ?", "DELETE FROM item WHERE feed = ?", "DELETE FROM feed WHERE id = ?"} {
			if err := t.do(ctx, query, n); err != nil {
				return err
			}
		}
		return nil
	})
}

// mostAttempts is how many attempts of a feed are kept.
const mostAttempts = 200

// Record keeps an attempt; of each feed the last two hundred stay.
func (s *Store) Record(ctx context.Context, a archive.Attempt) error {
	return s.in(ctx, func(t *tx) error {
		n, err := t.feed(ctx, a.Feed)
		if err != nil {
			return err
		}
		if err := t.do(ctx, "INSERT INTO attempt (feed, url, at, took, status, new, error) VALUES (?, ?, ?, ?, ?, ?, ?)", n, a.URL, stamp(a.At), a.Took.Microseconds(), a.Status, a.New, a.Error); err != nil {
			return err
		}
		return t.do(ctx, "DELETE FROM attempt WHERE feed = ? AND id <= (SELECT id FROM attempt WHERE feed = ? ORDER BY id DESC LIMIT 1 OFFSET ?)", n, n, mostAttempts)
	})
}

// Attempts gives the last attempts of a feed, the newest first.
func (s *Store) Attempts(ctx context.Context, feed string, n int) ([]archive.Attempt, error) {
	var id int64
	if err := s.read.row(ctx, []any{&id}, "SELECT id FROM feed WHERE uid = ?", feed); err != nil {
		return nil, found(err, "feed", feed)
	}
	var out []archive.Attempt
	err := each(ctx, s.read, func(scan func(...any) error) error {
		a := archive.Attempt{Feed: feed}
		var at, took int64
		err := scan(&a.URL, &at, &took, &a.Status, &a.New, &a.Error)
		a.At, a.Took = unstamp(at), time.Duration(took)*time.Microsecond
		out = append(out, a)
		return err
	}, "SELECT url, at, took, status, new, error FROM attempt WHERE feed = ? ORDER BY id DESC LIMIT ?", id, limit(archive.Page{Limit: n}))
	return out, err
}
