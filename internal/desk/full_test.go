package desk

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/store"
)

// lines is a log that can be read while it is written.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) count(words string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.b.String(), words)
}

// halfWeek is a store with half of the example week in stories, and the other
// half waiting.
func halfWeek(t *testing.T) *store.Store {
	t.Helper()
	dir, week := t.TempDir(), example(t)
	half := len(week) / 2
	_, d, stop := begin(t, dir, Options{Pause: 50 * time.Millisecond})
	if _, err := d.Receive(t.Context(), incoming(week[:half]...)); err != nil {
		t.Fatal(err)
	}
	if err := d.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop()
	s := must(store.Open(t.Context(), dir))
	t.Cleanup(func() { s.Close() })
	if _, err := s.Receive(t.Context(), incoming(week[half:]...)); err != nil {
		t.Fatal(err)
	}
	return s
}

// run has a desk work, tried again soon after the disk was full, until stop.
func run(t *testing.T, s *store.Store, o Options) (d *Desk, stop func() error) {
	t.Helper()
	d = New(s, o)
	if err := d.Begin(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- errors.Join(d.stay(ctx, 10*time.Millisecond), d.free()) }()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { _ = stop() })
	return d, stop
}

// numbers are a text that cannot be packed well.
func numbers(n int) string {
	var b strings.Builder
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		fmt.Fprintf(&b, "%d ", r.Uint64())
	}
	return b.String()
}

// TestFullDisk fills the disk before half of a week is in stories: what there is
// can be read, what comes is refused, and once there is room again everything
// goes where it would have gone.
func TestFullDisk(t *testing.T) {
	o := Options{Pause: 50 * time.Millisecond, Stay: true, Patience: time.Millisecond}
	control := halfWeek(t)
	d, _ := run(t, control, o)
	if err := d.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := where(t, control)

	s := halfWeek(t)
	before := where(t, s)
	if err := s.SetRoom(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	log := &lines{}
	o.Log = slog.New(slog.NewTextHandler(log, nil))
	d, stop := run(t, s, o)
	for begun := time.Now(); log.count("the disk is full") < 3; time.Sleep(5 * time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			t.Fatal("nobody says that the disk is full")
		}
	}
	if got := where(t, s); !maps.Equal(got, before) {
		t.Errorf("stories while the disk is full:\n%v, were\n%v", got, before)
	}
	late := told("late", "The Latecomer", "2026-04-20", "Much to say", numbers(20_000))
	if _, err := d.Receive(t.Context(), incoming(late)); !errors.Is(err, archive.ErrFull) {
		t.Errorf("a report that comes in: %v", err)
	}
	if st, err := s.Status(t.Context()); err != nil || st.Reports != len(example(t)) {
		t.Errorf("kept: %+v, %v", st, err)
	}
	if _, err := d.Merge(t.Context(), "s1", "s2"); !errors.Is(err, archive.ErrFull) && !errors.Is(err, archive.ErrNotYet) && !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a merge: %v", err)
	}
	if err := s.SetRoom(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if err := d.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := where(t, s); !maps.Equal(got, want) {
		t.Errorf("stories once there is room:\n%v, want\n%v", got, want)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if err := errors.Join(s.Check(t.Context()), s.Audit(t.Context())); err != nil {
		t.Error(err)
	}
}

// TestFullDiskEndsACommand: who does not stay is told.
func TestFullDiskEndsACommand(t *testing.T) {
	s := halfWeek(t)
	if err := s.SetRoom(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if err := New(s, Options{}).Run(t.Context()); !errors.Is(err, archive.ErrFull) || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("it ended with %v", err)
	}
}
