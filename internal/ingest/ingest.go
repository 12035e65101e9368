package ingest

import (
	"context"
	"io"
	"iter"
	"time"

	"parallax/internal/article"
)

// DefaultMaxBytes is how large one report's input may be when
// [Options.MaxBytes] is zero: 32 MiB.
const DefaultMaxBytes = 32 << 20

// DefaultPageDeadline is how long finding the article in one page may take
// when [Options.PageDeadline] is zero.
const DefaultPageDeadline = 10 * time.Second

// Options says how to read. The zero value is what most callers want.
type Options struct {
	Stdin        io.Reader     // what the input "-" reads; nil: there is none
	MaxBytes     int64         // largest input for one report, in bytes after decompression: a file, or a line of JSON lines; 0: DefaultMaxBytes
	Titles       bool          // a JSON record with a title and an empty text, or a feed's item with no more than a teaser, is a report, not skipped
	PageDeadline time.Duration // longest time to look for the article in one HTML page; 0: DefaultPageDeadline
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.PageDeadline <= 0 {
		o.PageDeadline = DefaultPageDeadline
	}
	return o
}

// Read reads the inputs one after the other. Each step of the sequence is one
// report or one thing that was skipped, never both and never neither; nothing
// ends the sequence early but the caller and the context. Inputs are files,
// folders and "-"; see the package comment.
func Read(ctx context.Context, inputs []string, o Options) iter.Seq2[*article.Article, *article.Skipped] {
	return func(yield func(*article.Article, *article.Skipped) bool) {
		r := &reader{ctx: ctx, options: o.withDefaults(), seen: newRegister(), yield: yield}
		for _, s := range expand(inputs) {
			if ctx.Err() != nil || r.stopped {
				return
			}
			if s.skip != "" {
				r.skip(s.name, s.skip)
				continue
			}
			r.readSource(s)
		}
	}
}

// reader is the state of one Read.
type reader struct {
	ctx     context.Context
	options Options
	seen    *register
	yield   func(*article.Article, *article.Skipped) bool
	stopped bool // the caller wants no more
}

// done reports whether to stop reading.
func (r *reader) done() bool { return r.stopped || r.ctx.Err() != nil }

// skip hands out a skipped input.
func (r *reader) skip(input, reason string) {
	if r.stopped {
		return
	}
	r.stopped = !r.yield(nil, &article.Skipped{Input: input, Reason: reason})
}

// report hands out an article after giving it an ID of its own.
func (r *reader) report(a *article.Article) {
	if r.stopped {
		return
	}
	asked := a.ID
	if second, twin := r.seen.enter(a); twin {
		r.skip(second, "same report as one read before ("+asked+")")
		return
	}
	r.stopped = !r.yield(a, nil)
}
