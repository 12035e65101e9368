package store

import (
	"context"
	"fmt"
	"math"
	"time"

	"parallax/internal/archive"
)

// forgetAtOnce is how many reports one transaction forgets, so that nobody
// waits long for his turn to write.
const forgetAtOnce = 200

// Forget lets go of reports that are older than k.Age, and of the oldest while
// what is kept takes more than k.Bytes. What a hand decided about is kept. It
// says how many reports went; stories that lost some are compared anew, and
// those that lost all are over. The room is used again, and given back to the
// disk little by little.
func (s *Store) Forget(ctx context.Context, k archive.Keep) (int, error) {
	gone := 0
	for {
		before := int64(0)
		if k.Age > 0 {
			before = keyAt(s.now().Add(-k.Age))
		}
		if k.Bytes > 0 {
			used, err := s.used(ctx)
			if err != nil {
				return gone, err
			}
			if used > k.Bytes {
				before = 1 << 62
			}
		}
		if before == 0 {
			return gone, nil
		}
		n, err := s.forget(ctx, before)
		gone += n
		if err != nil || n == 0 {
			return gone, err
		}
	}
}

// lets is which reports may go, below a key: what waits to be read and what a
// hand decided about stays.
const lets = "FROM report r JOIN story s ON s.id = r.story WHERE r.id < ? AND r.state = 1 AND s.hand = 0"

// Going tells what Forget would let go of. By age that is counted; by size it
// is reckoned from what a report takes on average.
func (s *Store) Going(ctx context.Context, k archive.Keep) (archive.Going, error) {
	var out archive.Going
	if k.Age > 0 {
		out.Before = s.now().Add(-k.Age)
		if err := s.read.row(ctx, []any{&out.Reports}, "SELECT COUNT(*) "+lets, keyAt(out.Before)); err != nil {
			return out, err
		}
	}
	if k.Bytes > 0 {
		if err := s.goingBySize(ctx, k.Bytes, &out); err != nil {
			return out, err
		}
	}
	if out.Reports == 0 {
		out.Before = time.Time{}
	}
	return out, nil
}

// goingBySize adds those that go because too much is on disk, when they are
// more than those that are too old.
func (s *Store) goingBySize(ctx context.Context, most int64, out *archive.Going) error {
	used, err := s.used(ctx)
	if err != nil || used <= most {
		return err
	}
	var all, last int64
	if err := s.read.row(ctx, []any{&all}, "SELECT n FROM tally WHERE name = 'reports'"); err != nil || all == 0 {
		return err
	}
	n := int((used - most) / max(1, used/all))
	if n <= out.Reports {
		return nil
	}
	var count int
	err = s.read.row(ctx, []any{&count, &last}, "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM (SELECT r.id "+lets+" ORDER BY r.id LIMIT ?)", int64(1)<<62, n)
	if err == nil && count > out.Reports {
		*out = archive.Going{Reports: count, About: true, Before: keyTime(last).Add(time.Second)}
	}
	return err
}

// used is how many bytes of the database hold something.
func (s *Store) used(ctx context.Context) (n int64, err error) {
	err = s.read.row(ctx, []any{&n}, "SELECT ((SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count)) * (SELECT page_size FROM pragma_page_size)")
	return n, err
}

// forget lets go of the oldest reports below a key.
func (s *Store) forget(ctx context.Context, before int64) (n int, err error) {
	err = s.in(ctx, func(t *tx) error {
		var ids []int64
		err := each(ctx, t, func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			ids = append(ids, id)
			return err
		}, "SELECT r.id "+lets+" ORDER BY r.id LIMIT ?", before, forgetAtOnce)
		if err != nil {
			return err
		}
		n = len(ids)
		p := placing{tx: t, now: stamp(s.now()), touched: map[int64]bool{}}
		for _, id := range ids {
			if err := p.forget(ctx, id); err != nil {
				return err
			}
		}
		for _, id := range sortedKeys(p.touched) {
			if err := p.refresh(ctx, id); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

func (p *placing) forget(ctx context.Context, id int64) error {
	var story, outlet int64
	if err := p.row(ctx, []any{&story, &outlet}, "SELECT story, outlet FROM report WHERE id = ?", id); err != nil {
		return err
	}
	p.touched[story] = true
	if err := p.unindex(ctx, id); err != nil {
		return err
	}
	for _, query := range []string{
		"UPDATE report SET account = NULL WHERE story = (SELECT story FROM report WHERE id = ?1) AND account = ?1", "DELETE FROM body WHERE report = ?", "DELETE FROM revision WHERE report = ?", "DELETE FROM report WHERE id = ?",
	} {
		if err := p.do(ctx, query, id); err != nil {
			return err
		}
	}
	if err := p.do(ctx, "UPDATE outlet SET reports = reports - 1 WHERE id = ?", outlet); err != nil {
		return err
	}
	return p.add(ctx, "reports", -1)
}

// Tend does what a database needs from time to time: statistics for its
// planner, the log folded into the file, room given back.
func (s *Store) Tend(ctx context.Context) error {
	done, err := s.write.alone(ctx)
	if err != nil {
		return err
	}
	defer done()
	for _, query := range []string{"PRAGMA incremental_vacuum(2000)", "PRAGMA analysis_limit = 400", "PRAGMA optimize", "PRAGMA wal_checkpoint(PASSIVE)"} {
		if _, err := s.write.conn.ExecContext(ctx, query); err != nil {
			return fmt.Errorf("%s: %w", query, err)
		}
	}
	return nil
}

// SetRoom lets the database grow to so many bytes and no smaller than it is, 0: as far as the disk has
// room, for tests of a disk that is full.
func (s *Store) SetRoom(ctx context.Context, bytes int64) error {
	done, err := s.write.alone(ctx)
	if err != nil {
		return err
	}
	defer done()
	t := &tx{s.write}
	var size, pages int64
	if err := t.row(ctx, []any{&size}, "PRAGMA page_size"); err != nil {
		return err
	}
	if pages = max(1, bytes/size); bytes == 0 { // less than there is stands for what there is
		pages = math.MaxUint32 - 1
	}
	return t.row(ctx, []any{&pages}, fmt.Sprintf("PRAGMA max_page_count = %d", pages))
}

// SetClock makes the store take its time from a function, for tests over
// simulated days.
func (s *Store) SetClock(now func() time.Time) { s.now = now }
