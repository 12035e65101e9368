package parallax

import (
	"context"
	"iter"
	"sync"
)

// ahead is how many finished or waiting reports each worker may have before it
// waits for the reader of the results: enough that one long report does not
// keep the others idle, few enough that memory stays flat.
const ahead = 4

// inOrder runs f over a stream, at most workers at a time, and yields results
// in the order of the stream; what the stream skipped passes through in its
// place.
//
// Each report travels with its own one-place channel. The channels queue up in
// the order of the stream, so the reader of the queue waits for the report
// whose turn it is, whichever worker finishes first.
func inOrder[In, Out, Skip any](ctx context.Context, workers int, in iter.Seq2[*In, *Skip], f func(*In) *Out, yield func(*Out, *Skip) bool) {
	type result struct {
		out  *Out
		skip *Skip
	}
	type job struct {
		in   *In
		done chan<- result
	}
	ctx, cancel := context.WithCancel(ctx)
	jobs := make(chan job)
	queue := make(chan (<-chan result), workers*ahead)
	var all sync.WaitGroup
	defer all.Wait() // runs after cancel: nothing outlives the call
	defer cancel()

	for range workers {
		all.Go(func() {
			for j := range jobs {
				j.done <- result{out: f(j.in)}
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
			select {
			case jobs <- job{a, done}:
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
		case <-ctx.Done():
			return
		}
	}
}
