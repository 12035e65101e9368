package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"parallax/internal/archive"
	"parallax/internal/store"
	"parallax/internal/story"
)

// Options are the choices for a desk; the zero value is sensible.
type Options struct {
	Workers  int           // reports analysed at one time; 0: one for each CPU
	Compare  int           // stories compared at one time; 0: half of Workers, the other half is for who reads
	Waiting  int           // reports that may wait before no more are taken; 0: 20,000
	Window   int           // days a story can go on without a report; 0: 30
	Most     int           // reports that the grouping remembers, 3.4 kB each; 0: 100,000
	Keep     archive.Keep  // how long reports are kept; the zero value: for ever
	Pause    time.Duration // without a new report, after which stories are looked at again; 0: 2 s
	Patience time.Duration // how long somebody who merges or splits is kept waiting for a grouping that is taken up or made anew; 0: 10 s
	Save     int           // reports and acts after which the grouping is saved, so many are told to it again after a crash at most; 0: 20,000
	Stay     bool          // Run waits until a full disk has room again; else it ends with that error
	Log      *slog.Logger  // nil: none
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Compare <= 0 {
		o.Compare = max(1, o.Workers/2)
	}
	if o.Waiting <= 0 {
		o.Waiting = 20_000
	}
	if o.Most <= 0 {
		o.Most = 100_000
	}
	if o.Save <= 0 {
		o.Save = 20_000
	}
	if o.Pause <= 0 {
		o.Pause = 2 * time.Second
	}
	if o.Patience <= 0 {
		o.Patience = 10 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return o
}

// Desk takes reports and makes stories of them. Its methods can be called from
// several goroutines; Run has to run for anything to happen to what they take.
type Desk struct {
	o     Options
	store *store.Store
	read  *shelf // analyses of late

	free   func() error // gives back the desk's place over the store; nil before it has it
	behind atomic.Int64 // reports still to be told to a grouping that is made anew

	mu       sync.Mutex // of all below, once ready is closed: the grouping has one user at a time
	grouper  *story.Grouper
	last     int64 // place in the order of arrival of the last report grouped
	act      int64 // the last act done
	kept     int64 // the last act done when the grouping was saved
	anewTo   int64 // not 0: the grouping is being made anew, up to this place in the order of arrival
	dirty    int   // reports and acts since the grouping was saved
	unmended bool  // reports came since stories were looked at again
	keep     archive.Keep

	away  atomic.Bool   // the grouping is restored because it was lost
	lost  error         // why there is no grouping
	ready chan struct{} // closed when the grouping is there
	came  chan struct{} // holds a value when reports came in
	due   chan struct{} // holds a value when stories may be due
}

// New makes a desk over a store. Nothing is read yet.
func New(s *store.Store, o Options) *Desk {
	o = o.withDefaults()
	return &Desk{o: o, store: s, keep: o.Keep, read: newShelf(mostAnalyses), ready: make(chan struct{}), came: make(chan struct{}, 1), due: make(chan struct{}, 1)}
}

// Receive keeps reports and says what became of each, in their order. When it
// returns they are in the store, whatever happens. The error wraps
// archive.ErrBusy, and nothing was taken, when too many wait already.
func (d *Desk) Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error) {
	waiting, err := d.store.Backlog(ctx)
	if err != nil {
		return nil, err
	}
	if waiting >= d.o.Waiting {
		return nil, fmt.Errorf("%d reports wait to be read: %w", waiting, archive.ErrBusy)
	}
	out, err := d.store.Receive(ctx, in)
	wake(d.came)
	wake(d.due) // for revisions
	return out, err
}

// Busy reports whether an error of Receive says to come again later.
func Busy(err error) bool { return errors.Is(err, archive.ErrBusy) }

// wake leaves a value in a channel that holds one.
func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Begin takes the desk's place over the store, which one process can have. Run
// does it, too; who calls it before knows sooner. The error wraps ErrHeld when
// another process has it.
func (d *Desk) Begin() (err error) {
	if d.free == nil {
		d.free, err = hold(d.store.Dir())
	}
	return err
}

// Run, which is called once, works until ctx is cancelled, then saves the
// grouping and returns nil. The error wraps ErrHeld when another process has a
// desk over the store; any other is one of the store's: the work cannot go on.
// That the disk is full is none where Options.Stay says so.
func (d *Desk) Run(ctx context.Context) (err error) {
	if err := d.Begin(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.free()) }()
	return d.stay(ctx, roomEvery)
}

// work takes the grouping up and works until ctx is cancelled or something
// fails.
func (d *Desk) work(ctx context.Context) error {
	if err := d.takeUp(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("the grouping cannot be taken up again: %w", err)
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for _, work := range []func(context.Context) error{d.group, d.compare, d.tend} {
		all.Go(func() {
			if err := work(inner); err != nil && inner.Err() == nil {
				mu.Lock()
				failed = errors.Join(failed, err)
				mu.Unlock()
			}
			cancel()
		})
	}
	all.Wait()
	return errors.Join(failed, d.save(context.WithoutCancel(ctx)))
}

// Settle waits until nothing waits to be put into a story or compared.
func (d *Desk) Settle(ctx context.Context) error {
	return d.until(ctx, func(st archive.Status) bool { return st.ToAnalyse == 0 && st.ToCompare == 0 })
}

// Grouped waits until every report is in a story.
func (d *Desk) Grouped(ctx context.Context) error {
	return d.until(ctx, func(st archive.Status) bool { return st.ToAnalyse == 0 })
}

// until waits for something, and for stories to have been looked at again.
func (d *Desk) until(ctx context.Context, done func(archive.Status) bool) error {
	select {
	case <-d.ready:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		st, err := d.store.Status(ctx)
		if err != nil {
			return err
		}
		d.mu.Lock()
		busy := d.unmended
		d.mu.Unlock()
		if done(st) && !busy {
			return nil
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// tend lets go of old reports and looks after the database, now and then.
func (d *Desk) tend(ctx context.Context) error {
	tick := time.NewTicker(tendEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		d.mu.Lock()
		keep := d.keep
		d.mu.Unlock()
		n, err := d.store.Forget(ctx, keep)
		if err != nil {
			return stopped(ctx, err)
		}
		if n > 0 {
			d.o.Log.Info("let go of old reports", "reports", n)
			wake(d.due)
		}
		d.mu.Lock()
		kept := d.kept
		d.mu.Unlock()
		if err := errors.Join(d.store.ForgetActs(ctx, kept), d.store.Tend(ctx)); err != nil {
			return stopped(ctx, err)
		}
	}
}

// Keep changes how long reports are kept, from the next time on that the
// database is looked after.
func (d *Desk) Keep(k archive.Keep) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.keep = k
}

// tendEvery is how often the database is looked after.
const tendEvery = 10 * time.Minute

// state is the file that the grouping is saved in.
func (d *Desk) state() string { return filepath.Join(d.store.Dir(), "grouping.state") }
