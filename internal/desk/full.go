package desk

import (
	"context"
	"errors"
	"syscall"
	"time"

	"parallax/internal/archive"
)

// full reports whether an error says that there is no room on the disk.
func full(err error) bool { return errors.Is(err, archive.ErrFull) || errors.Is(err, syscall.ENOSPC) }

// roomEvery is how often it is tried whether a full disk has room again.
const roomEvery = 10 * time.Second

// stay works again and again while nothing but a full disk ends the work: what
// is kept can be read meanwhile, and what comes in is refused. The error is any
// other, or none when ctx was cancelled.
func (d *Desk) stay(ctx context.Context, every time.Duration) error {
	for {
		err := d.work(ctx)
		if err == nil || ctx.Err() != nil || !d.o.Stay || !full(err) {
			return err
		}
		d.o.Log.Error("the disk is full: nothing more is kept until there is room", "err", err, "tried again in", every)
		select {
		case <-time.After(every):
		case <-ctx.Done():
			return nil
		}
	}
}

// takeUp restores the grouping: the first time for those who wait for it, later
// when it was lost because a store had no room for what it had done.
func (d *Desk) takeUp(ctx context.Context) error {
	select {
	default:
		if err := d.restore(ctx); err != nil {
			return err
		}
		close(d.ready)
		return nil
	case <-d.ready:
	}
	d.away.Store(true)
	defer d.away.Store(false)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.grouper != nil { // it and the store agree
		return nil
	}
	d.last, d.act, d.kept, d.anewTo, d.dirty, d.unmended = 0, 0, 0, 0, 0, false
	if err := d.restore(ctx); err != nil {
		d.lose(err)
		return err
	}
	return nil
}

// lose gives up a grouping that is ahead of the store.
func (d *Desk) lose(err error) { d.grouper, d.lost = nil, err }
