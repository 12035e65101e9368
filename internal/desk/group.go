package desk

import (
	"context"
	"fmt"
	"sync"
	"time"

	"parallax/internal/analysis"
	"parallax/internal/store"
	"parallax/internal/story"
)

// batchSize is how many reports are grouped in one transaction at most. Each
// story is told anew once in it, however many of its reports are in the batch.
const batchSize = 400

// read is a report as the grouping takes it.
type read struct {
	store.Pending
	report *story.Report
}

// group puts what waits into stories, in the order in which it came.
func (d *Desk) group(ctx context.Context) error {
	batches := make(chan []read, 1)
	inner, cancel := context.WithCancel(ctx)
	var reading error
	var all sync.WaitGroup
	all.Go(func() {
		defer close(batches)
		reading = d.readAhead(inner, batches)
	})
	defer all.Wait()
	defer cancel()
	for {
		select {
		case batch, ok := <-batches:
			if !ok {
				return reading
			}
			if err := d.put(ctx, batch); err != nil {
				return err
			}
		case <-time.After(d.o.Pause):
			if err := d.pause(ctx); err != nil {
				return err
			}
		}
	}
}

// lookAgain is how soon reports are noticed that another process brought into
// the same folder.
const lookAgain = 2 * time.Second

// readAhead reads what waits, on all cores, a batch ahead of the grouping.
func (d *Desk) readAhead(ctx context.Context, out chan<- []read) error {
	d.mu.Lock()
	after := d.last
	d.mu.Unlock()
	for {
		waiting, err := d.store.Waiting(ctx, after, batchSize)
		if err != nil {
			return stopped(ctx, err)
		}
		if len(waiting) == 0 {
			select {
			case <-d.came:
				continue
			case <-time.After(lookAgain): // another process may have put some there
				continue
			case <-ctx.Done():
				return nil
			}
		}
		after = waiting[len(waiting)-1].Seq
		select {
		case out <- d.readAll(waiting, d.o.Workers):
		case <-ctx.Done():
			return nil
		}
	}
}

// stopped is nil when an error only tells that ctx was cancelled.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// readAll takes from reports what the grouping needs, several at one time.
func (d *Desk) readAll(waiting []store.Pending, workers int) []read {
	out := make([]read, len(waiting))
	each(workers, len(waiting), func(i int) {
		out[i] = read{waiting[i], story.Read(analysis.Naming(waiting[i].Article))}
	})
	return out
}

// each calls f with the numbers below n, several at one time.
func each(workers, n int, f func(int)) {
	next := make(chan int)
	var all sync.WaitGroup
	for range min(workers, n) {
		all.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
}

// put groups a batch and keeps what came of it. When that fails, the grouping
// is ahead of the store and must not be used any more: Run ends.
func (d *Desk) put(ctx context.Context, batch []read) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.grouper == nil {
		return d.errLost()
	}
	if ctx.Err() != nil {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // grouping and store go together
	steps := make([]store.Step, 0, len(batch))
	reports := make([]*story.Report, len(batch))
	for i, r := range batch {
		reports[i] = r.report
	}
	for i, p := range d.grouper.AddAll(reports) {
		steps = append(steps, store.Step{Article: batch[i].Article, Story: p.Story, Moves: moves(p.Changes)})
	}
	if err := d.store.Place(ctx, steps); err != nil {
		d.lose(err)
		return err
	}
	d.last = batch[len(batch)-1].Seq
	d.unmended = true
	d.dirty += len(batch)
	wake(d.due)
	if d.dirty >= d.o.Save {
		return d.saveNow()
	}
	return nil
}

// moves are changes as the store takes them.
func moves(changes []story.Change) []store.Move {
	var out []store.Move
	for _, c := range changes {
		out = append(out, store.Move{From: c.From, To: c.To, Reports: c.Reports, Whole: c.Kind == story.Merged})
	}
	return out
}

// pause looks at stories again when no report has come for a while, and saves
// the grouping when much has happened.
func (d *Desk) pause(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.unmended || d.grouper == nil || ctx.Err() != nil {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	changes := d.grouper.Mend()
	act, err := d.store.Do(ctx, store.Act{After: d.last, What: actMend}, moves(changes))
	if err != nil {
		d.lose(err)
		return err
	}
	d.act, d.unmended = act, false
	if len(changes) > 0 {
		wake(d.due)
	}
	return nil
}

// errLost says why there is no grouping.
func (d *Desk) errLost() error { return fmt.Errorf("the grouping is lost: %w", d.lost) }
