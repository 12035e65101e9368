package parallax

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// Limits of what is on its way between the stream and the reader of the
// results.
const (
	// atOnce is how many reports a worker takes at a time. A stage that goes
	// over several reports before the next stage begins finds its words and
	// weights near the processor from the second report on.
	atOnce = 32

	// ahead is how many finished or waiting reports each worker may have before
	// it waits for the reader of the results: enough that one long report does
	// not keep the others idle, few enough that memory stays flat.
	ahead = 3 * atOnce

	// heavy and heaviest are how many bytes of text may be taken at a time and
	// be on their way, but for one report that is longer.
	heavy    = 256 << 10
	heaviest = 8 << 20
)

// inOrder runs f over a stream, at most workers at a time, and yields results
// in the order of the stream; what the stream skipped passes through in its
// place. f gives a result for each of the reports it gets, which are several
// where several are waiting; size is a report's bytes of text.
//
// Each report travels with its own one-place channel. The channels queue up in
// the order of the stream, so the reader of the queue waits for the report
// whose turn it is, whichever worker finishes first.
func inOrder[In, Out, Skip any](ctx context.Context, workers int, in iter.Seq2[*In, *Skip], size func(*In) int, f func([]*In) []*Out, yield func(*Out, *Skip) bool) {
	ctx, cancel := context.WithCancel(ctx)
	l := &lane[In, Out, Skip]{
		workers: workers,
		jobs:    make(chan job[In, Out, Skip], workers*atOnce),
		queue:   make(chan (<-chan result[Out, Skip]), workers*ahead),
		room:    semaphore.NewWeighted(heaviest),
	}
	var all sync.WaitGroup
	defer all.Wait() // runs after cancel: nothing outlives the call
	defer cancel()

	for range workers {
		all.Go(func() { l.work(ctx, f) })
	}
	all.Go(func() { l.feed(ctx, in, size) })
	l.deliver(ctx, yield)
}

// lane is the way of reports from the stream over the workers to the reader.
type lane[In, Out, Skip any] struct {
	workers int
	jobs    chan job[In, Out, Skip]         // reports that wait for a worker
	queue   chan (<-chan result[Out, Skip]) // where the results will come, in the order of the stream
	room    *semaphore.Weighted             // bytes of text that may be on their way
}

// job is a report on its way to a worker.
type job[In, Out, Skip any] struct {
	in     *In
	weight int64 // bytes that it takes of the room
	done   chan<- result[Out, Skip]
}

// result is what became of a report, or what the stream skipped.
type result[Out, Skip any] struct {
	out    *Out
	skip   *Skip
	weight int64
}

// feed takes reports from the stream as long as there is room for them.
func (l *lane[In, Out, Skip]) feed(ctx context.Context, in iter.Seq2[*In, *Skip], size func(*In) int) {
	defer close(l.queue)
	defer close(l.jobs)
	for a, s := range in {
		done := make(chan result[Out, Skip], 1)
		select {
		case l.queue <- done:
		case <-ctx.Done():
			return
		}
		if s != nil {
			done <- result[Out, Skip]{skip: s}
			continue
		}
		weight := min(heaviest, int64(size(a)))
		if l.room.Acquire(ctx, weight) != nil {
			return
		}
		select {
		case l.jobs <- job[In, Out, Skip]{a, weight, done}:
		case <-ctx.Done():
			return
		}
	}
}

// work gives f the reports that are waiting, until there are no more.
func (l *lane[In, Out, Skip]) work(ctx context.Context, f func([]*In) []*Out) {
	for j := range l.jobs {
		if ctx.Err() != nil {
			return
		}
		taken := l.more(j)
		ins := make([]*In, len(taken))
		for i := range taken {
			ins[i] = taken[i].in
		}
		for i, out := range f(ins) {
			taken[i].done <- result[Out, Skip]{out: out, weight: taken[i].weight}
		}
	}
}

// more adds jobs that are waiting to the one that a worker has taken, and leaves
// the other workers their share.
func (l *lane[In, Out, Skip]) more(first job[In, Out, Skip]) []job[In, Out, Skip] {
	taken, weight := []job[In, Out, Skip]{first}, first.weight
	for n := min(atOnce-1, len(l.jobs)/l.workers); n > 0 && weight < heavy; n-- {
		select {
		case j, ok := <-l.jobs:
			if !ok {
				return taken
			}
			taken, weight = append(taken, j), weight+j.weight
		default:
			return taken
		}
	}
	return taken
}

// deliver yields the results in the order of the stream.
func (l *lane[In, Out, Skip]) deliver(ctx context.Context, yield func(*Out, *Skip) bool) {
	for done := range l.queue {
		select {
		case r := <-done:
			if ctx.Err() != nil || !yield(r.out, r.skip) {
				return
			}
			l.room.Release(r.weight)
		case <-ctx.Done():
			return
		}
	}
}
