// Package watch asks feeds for what is new and hands it on: it fetches each
// feed when it is due, takes the items that are new or changed, fetches the
// article's page where the feed has only a teaser, and gives the reports to
// whoever receives them.
//
//	w := watch.New(store, desk, client, watch.Options{})
//	f, err := w.AddFeed(ctx, archive.Feed{URL: "paper.example"})
//	err = w.Run(ctx)
//
// What a feed has listed is remembered only once its reports were received, so
// that a crash between the two brings them again, and the receiver knows them.
// Nothing is asked of a site that its feed or its robots.txt does not offer;
// how often a feed is asked follows what comes of it ([feed.Schedule]).
//
// Every question and what became of it is recorded; a failure is told in words
// that its reader can act on, beside the feed it belongs to, and touches no
// other feed.
package watch

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"parallax/internal/archive"
	"parallax/internal/fetch"
)

// Keeper keeps feeds and what they have listed.
type Keeper interface {
	Feeds(ctx context.Context) ([]archive.Feed, error)
	Feed(ctx context.Context, id string) (archive.Feed, error)
	PutFeed(ctx context.Context, f archive.Feed) (archive.Feed, error)
	Fared(ctx context.Context, f archive.Feed) error
	Record(ctx context.Context, a archive.Attempt) error
	Items(ctx context.Context, feed string) ([]archive.Item, error)
	PutItems(ctx context.Context, feed string, items []archive.Item) error
}

// Receiver takes reports, all of a batch or none.
type Receiver interface {
	Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error)
}

// Fetcher gets feeds and pages.
type Fetcher interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// Options are the choices for a watcher; the zero value is sensible.
type Options struct {
	AtOnce int              // feeds asked at one time; 0: 8
	Pages  int              // pages fetched for one feed at one time of asking; 0: 40
	Now    func() time.Time // nil: time.Now
	Log    *slog.Logger     // nil: none
}

func (o Options) withDefaults() Options {
	if o.AtOnce <= 0 {
		o.AtOnce = 8
	}
	if o.Pages <= 0 {
		o.Pages = 40
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Watcher asks feeds.
type Watcher struct {
	o      Options
	keeper Keeper
	desk   Receiver
	client Fetcher
	wake   chan struct{} // a feed was added, or should be asked now

	mu    sync.Mutex
	asked map[string]bool // feeds that are being asked
}

// New makes a watcher.
func New(k Keeper, r Receiver, c Fetcher, o Options) *Watcher {
	return &Watcher{o: o.withDefaults(), keeper: k, desk: r, client: c, wake: make(chan struct{}, 1), asked: map[string]bool{}}
}

// longestRest is how long the watcher sleeps when no feed is due: a feed that
// was changed elsewhere is seen then.
const longestRest = time.Minute

// Run asks feeds as they fall due, until ctx is cancelled; what is being asked
// then is given up, and asked again another time. It gives no error but that
// the feeds cannot be listed.
func (w *Watcher) Run(ctx context.Context) error {
	var asking sync.WaitGroup
	defer asking.Wait()
	free := make(chan struct{}, w.o.AtOnce)
	for {
		fs, err := w.keeper.Feeds(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		due, rest := w.due(fs)
		for _, f := range due {
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return nil
			}
			if !w.begin(f.ID) {
				<-free
				continue
			}
			asking.Go(func() {
				defer func() { w.end(f.ID); <-free }()
				w.ask(ctx, f)
			})
		}
		if !w.sleep(ctx, rest) {
			return nil
		}
	}
}

// due are the feeds to ask now, those that wait longest first, and how long
// none of the others is due.
func (w *Watcher) due(fs []archive.Feed) (due []archive.Feed, rest time.Duration) {
	now := w.o.Now()
	rest = longestRest
	for _, f := range fs {
		switch {
		case f.Paused:
		case f.Next.After(now):
			rest = min(rest, f.Next.Sub(now))
		default:
			due = append(due, f)
		}
	}
	slices.SortStableFunc(due, func(a, b archive.Feed) int { return a.Next.Compare(b.Next) })
	return due, max(rest, time.Second)
}

func (w *Watcher) begin(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.asked[id] {
		return false
	}
	w.asked[id] = true
	return true
}

func (w *Watcher) end(id string) {
	w.mu.Lock()
	delete(w.asked, id)
	w.mu.Unlock()
}

// sleep waits, or until there is something to do; false when ctx has ended.
func (w *Watcher) sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-w.wake:
	case <-t.C:
	}
	return true
}

// Wake has Run look for feeds that are due now: one was added or changed.
func (w *Watcher) Wake() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// ask asks one feed and keeps what became of it.
func (w *Watcher) ask(ctx context.Context, f archive.Feed) {
	began := w.o.Now()
	was, err := w.poll(ctx, &f)
	if ctx.Err() != nil {
		return // given up, not failed
	}
	f.Asked = began
	a := archive.Attempt{Feed: f.ID, URL: f.URL, At: began, Took: w.o.Now().Sub(began), Status: was.status, New: was.reports}
	if err != nil {
		a.Error = err.Error()
		w.o.Log.Info("a feed failed", "feed", f.ID, "error", err)
	}
	w.plan(ctx, &f, was, err)
	err = errors.Join(w.keeper.Fared(ctx, f), w.keeper.Record(ctx, a))
	if err != nil && !errors.Is(err, archive.ErrNotFound) && ctx.Err() == nil { // it was removed while it was asked
		w.o.Log.Error("a feed's answer could not be kept", "feed", f.ID, "error", err)
	}
}
