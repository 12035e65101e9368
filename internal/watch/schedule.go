package watch

import (
	"context"
	"errors"
	"time"

	"parallax/internal/archive"
	"parallax/internal/fetch"
	"parallax/internal/ingest/feed"
)

// busyRest is how long a feed waits when the receiver has too much to do.
const busyRest = time.Minute

// plan says when a feed is asked next, after an answer or a failure, by when
// its items were published ([feed.Schedule]).
func (w *Watcher) plan(ctx context.Context, f *archive.Feed, was polled, err error) {
	now := w.o.Now()
	if errors.Is(err, archive.ErrBusy) {
		f.Next = now.Add(busyRest)
		return
	}
	h := feed.Hints{Every: was.every, Fresh: was.fresh}
	if err == nil {
		f.Answered, f.Failures, f.LastError = now, 0, ""
	} else {
		f.Failures++
		f.LastError = err.Error()
		h.Failures = f.Failures
		var e *fetch.Error
		if errors.As(err, &e) {
			h.Until, h.Gone = e.Until, e.Kind == fetch.Gone
		}
	}
	p := feed.Schedule(f.ID, now, w.arrivals(ctx, f.ID), h)
	if p.Stop {
		f.Paused = true
		return
	}
	f.Interval, f.Next = p.Interval, p.Next
}

// arrivals are the times of what a feed has listed of late; none when they
// cannot be read, which asks a feed no less often.
func (w *Watcher) arrivals(ctx context.Context, id string) []time.Time {
	items, err := w.keeper.Items(ctx, id)
	if err != nil {
		return nil
	}
	out := make([]time.Time, len(items))
	for i := range items {
		out[i] = items[i].At
	}
	return out
}

// publishedAt is when an item was published; when its feed does not say, when
// it was first seen.
func publishedAt(it *feed.Item, was archive.Item, now time.Time) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, it.Published); err == nil {
			return t
		}
	}
	if !was.At.IsZero() {
		return was.At
	}
	return now
}
