package store

import (
	"context"
	"errors"
	"math"
	"strconv"
	"sync"
	"time"

	"parallax/internal/archive"
)

// visits is when the reader was here, and what he has read.
type visits struct {
	mu       sync.Mutex
	previous int64 // end of the visit before this one; 0: there was none
	last     int64 // the reader's last sign in this one
	saved    int64 // what of last is in the database
	read     int64 // everything up to then is read
}

// A visit is over when the reader gave no sign for so long.
const (
	visitEnds  = 30 * time.Minute
	visitSaved = time.Minute // how much of it a crash may forget
)

// never is a visit that nothing comes after.
const never = math.MaxInt64

// since is the end of the visit before this one, after which what comes is
// new; never when there was none.
func (v *visits) since() int64 {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.previous == 0 {
		return never
	}
	return v.previous
}

func (v *visits) allRead() int64 {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.read
}

// isRead tells whether a story is read, of which the last report came at
// arrived and that was marked at read (-1: as not read).
func (v *visits) isRead(read, arrived int64) bool {
	return read != -1 && max(read, v.allRead()) >= arrived
}

func (v *visits) load(ctx context.Context, s *Store) error {
	for key, into := range map[string]*int64{"visit.previous": &v.previous, "visit.last": &v.last, "visit.read": &v.read} {
		b, err := s.Setting(ctx, key)
		if errors.Is(err, archive.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if *into, err = strconv.ParseInt(string(b), 10, 64); err != nil {
			return err
		}
	}
	v.saved = v.last
	return nil
}

// Visit says that the reader is here now, and gives the end of the visit
// before this one, which is over after half an hour without him; zero when
// there was none.
func (s *Store) Visit(ctx context.Context) (time.Time, error) {
	now := s.now()
	v := &s.visits
	v.mu.Lock()
	begun := v.last != 0 && stamp(now)-v.last > visitEnds.Microseconds()
	if begun {
		v.previous = v.last
	}
	v.last = max(v.last, stamp(now))
	previous, last := v.previous, v.last
	save := begun || last-v.saved > visitSaved.Microseconds()
	if save {
		v.saved = last
	}
	v.mu.Unlock()
	if !save {
		return unstamp(previous), nil
	}
	return unstamp(previous), s.set(ctx, map[string]int64{"visit.previous": previous, "visit.last": last})
}

func (s *Store) set(ctx context.Context, values map[string]int64) error {
	return s.in(ctx, func(t *tx) error {
		for _, key := range sortedNames(values) {
			if err := t.setting(ctx, key, strconv.AppendInt(nil, values[key], 10)); err != nil {
				return err
			}
		}
		return nil
	})
}

// MarkRead marks a story as read up to now, or as not read.
func (s *Store) MarkRead(ctx context.Context, story string, read bool) error {
	return s.in(ctx, func(t *tx) error {
		id, err := storyAt(ctx, t, story)
		if err != nil {
			return err
		}
		at := int64(-1)
		if read {
			at = stamp(s.now())
		}
		return t.do(ctx, "UPDATE story SET read = ? WHERE id = ?", at, id)
	})
}

// MarkAllRead marks everything that came until then as read; zero: until now.
func (s *Store) MarkAllRead(ctx context.Context, until time.Time) error {
	at := stamp(until)
	if at == 0 || at > stamp(s.now()) {
		at = stamp(s.now())
	}
	err := s.in(ctx, func(t *tx) error {
		if err := t.setting(ctx, "visit.read", strconv.AppendInt(nil, at, 10)); err != nil {
			return err
		}
		return t.do(ctx, "UPDATE story SET read = 0 WHERE read = -1 AND changed <= ?", at)
	})
	if err != nil {
		return err
	}
	s.visits.mu.Lock()
	defer s.visits.mu.Unlock()
	s.visits.read = max(s.visits.read, at)
	return nil
}
