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
	type result struct {
		out    *Out
		skip   *Skip
		weight int64
	}
	type job struct {
		in     *In
		weight int64
		done   chan<- result
	}
	ctx, cancel := context.WithCancel(ctx)
	jobs := make(chan job, workers*atOnce)
	queue := make(chan (<-chan result), workers*ahead)
	room := semaphore.NewWeighted(heaviest)
	var all sync.WaitGroup
	defer all.Wait() // runs after cancel: nothing outlives the call
	defer cancel()

	// more adds jobs that are waiting to one that a worker has taken, and leaves
	// the others their share.
	more := func(taken []job) []job {
		weight := taken[0].weight
		for n := min(atOnce-1, len(jobs)/workers); n > 0 && weight < heavy; n-- {
			select {
			case j, ok := <-jobs:
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
	for range workers {
		all.Go(func() {
			for j := range jobs {
				if ctx.Err() != nil {
					return
				}
				taken := more([]job{j})
				ins := make([]*In, len(taken))
				for i := range taken {
					ins[i] = taken[i].in
				}
				for i, out := range f(ins) {
					taken[i].done <- result{out: out, weight: taken[i].weight}
				}
			}
		})
	}
	all.Go(func() {
		defer close(queue)
		defer close(jobs)
		for a, s := range in {
			done := make(chan result, 1)
			select {
			case queue <- done:
			case <-ctx.Done():
				return
			}
			if s != nil {
				done <- result{skip: s}
				continue
			}
			weight := min(heaviest, int64(size(a)))
			if room.Acquire(ctx, weight) != nil {
				return
			}
			select {
			case jobs <- job{a, weight, done}:
			case <-ctx.Done():
				return
			}
		}
	})
	for done := range queue {
		select {
		case r := <-done:
			if ctx.Err() != nil || !yield(r.out, r.skip) {
				return
			}
			room.Release(r.weight)
		case <-ctx.Done():
			return
		}
	}
}
