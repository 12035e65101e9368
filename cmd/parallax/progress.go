package main

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// patience is how long work may take before it shows progress, by default.
const patience = time.Second

// progress counts reports on a terminal once the work takes more than a
// moment. On anything that is no terminal it does nothing.
type progress struct {
	count atomic.Int64
	timer *time.Timer

	mu      sync.Mutex
	stopped bool
	all     *mpb.Progress
	bar     *mpb.Bar
}

// startProgress shows what is counted once it takes longer than after.
func startProgress(w io.Writer, what string, after time.Duration) *progress {
	p := &progress{}
	if isTerminal(w) {
		p.timer = time.AfterFunc(after, func() { p.show(w, what) })
	}
	return p
}

func (p *progress) show(w io.Writer, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopped {
		return
	}
	p.all = mpb.New(mpb.WithOutput(w), mpb.WithWidth(2))
	p.bar = p.all.New(0, mpb.SpinnerStyle(), mpb.BarRemoveOnComplete(),
		mpb.AppendDecorators(decor.Name(" "+what+" "), decor.CurrentNoUnit("%d")))
	p.bar.SetCurrent(p.count.Load())
}

// step counts one report.
func (p *progress) step() {
	n := p.count.Add(1)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		p.bar.SetCurrent(n)
	}
}

// stop clears the line. It may be called twice.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
	if p.bar != nil && !p.stopped {
		p.bar.Abort(true)
		p.all.Wait()
	}
	p.stopped = true
}
