package watch

import (
	"errors"
	"hash/fnv"
	"net/http"
	"time"

	"parallax/internal/archive"
	"parallax/internal/fetch"
	"parallax/internal/ingest/feed"
)

// How often feeds are asked. A feed that has something new is asked sooner, one
// that has nothing later, as adaptive crawlers do (Cho and Garcia-Molina 2003);
// what a feed or its server says of its own pace is the least.
const (
	firstInterval = 30 * time.Minute
	leastInterval = 5 * time.Minute
	mostInterval  = 6 * time.Hour
	mostHint      = 24 * time.Hour // a feed that claims to change once a year is asked daily
	sooner        = 0.6
	later         = 1.3
	firstBackoff  = 5 * time.Minute
	mostBackoff   = 24 * time.Hour
	goneBackoff   = 30 * 24 * time.Hour
	busyRest      = time.Minute // the receiver has too much to do
	spread        = 0.1         // part of a wait that differs from feed to feed
)

// interval is how long to wait after an answer with so many new reports.
func interval(last time.Duration, fresh int, hint time.Duration) time.Duration {
	next := last
	switch {
	case last <= 0:
		next = firstInterval
	case fresh > 0:
		next = time.Duration(float64(last) * sooner)
	default:
		next = time.Duration(float64(last) * later)
	}
	next = min(max(next, leastInterval), mostInterval)
	return max(next, min(hint, mostHint))
}

// backoff is how long to wait after that many failures in a row.
func backoff(failures int, err error) time.Duration {
	var e *fetch.Error
	if errors.As(err, &e) && e.Kind == fetch.Gone {
		return goneBackoff
	}
	d := firstBackoff
	for range min(failures-1, 10) {
		d *= 2
	}
	return min(d, mostBackoff)
}

// jitter spreads feeds that were added together, each always by the same.
func jitter(id string, d time.Duration) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	share := float64(h.Sum32()%1000)/500 - 1 // −1 to 1
	return d + time.Duration(share*spread*float64(d))
}

// plan says when a feed is asked next, after an answer or a failure.
func (w *Watcher) plan(f *archive.Feed, fresh int, hint time.Duration, err error) {
	now := w.o.Now()
	switch {
	case errors.Is(err, archive.ErrBusy):
		f.Next = now.Add(jitter(f.ID, busyRest))
		return
	case err != nil:
		f.Failures++
		f.LastError = err.Error()
		f.Next = now.Add(jitter(f.ID, backoff(f.Failures, err)))
		var e *fetch.Error
		if errors.As(err, &e) && e.Until.After(f.Next) {
			f.Next = e.Until
		}
		return
	}
	f.Answered, f.Failures, f.LastError = now, 0, ""
	f.Interval = interval(f.Interval, fresh, hint)
	f.Next = now.Add(jitter(f.ID, f.Interval))
}

// hint is the pace that a feed or its server names; the slower one.
func hint(found *feed.Feed, answer *fetch.Response) time.Duration {
	return max(found.Every, answer.Fresh)
}

// gone says whether a page answered that nothing is there, for discovery.
func gone(err error) bool {
	s := statusOf(err)
	return s == http.StatusNotFound || s == http.StatusGone
}
