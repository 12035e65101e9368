package fetch

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestInterval lets requests to a host start no faster than agreed, and those
// to another host go their own way. The clock is that of a bubble.
func TestInterval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(2, time.Second)
		start := time.Now()
		var mu sync.Mutex
		at := map[string][]time.Duration{}
		var wait sync.WaitGroup
		for i := range 6 {
			wait.Go(func() {
				key := []string{"a.example", "b.example"}[i%2]
				leave, err := h.enter(t.Context(), key)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				at[key] = append(at[key], time.Since(start))
				mu.Unlock()
				time.Sleep(100 * time.Millisecond)
				leave()
			})
		}
		wait.Wait()
		want := []time.Duration{0, time.Second, 2 * time.Second}
		for key, got := range at {
			if !slices.Equal(got, want) {
				t.Errorf("%s: requests started at %v, want %v", key, got, want)
			}
		}
		h.slow("a.example", 5*time.Second)
		time.Sleep(time.Hour)
		start = time.Now()
		for range 3 {
			leave, err := h.enter(t.Context(), "a.example")
			if err != nil {
				t.Fatal(err)
			}
			leave()
		}
		if took := time.Since(start); took != 10*time.Second {
			t.Errorf("three requests with a crawl delay of five seconds took %s", took)
		}
	})
}

// TestRest ends when it was agreed to, and is no longer than an hour.
func TestRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(1, -1)
		for wish, want := range map[time.Duration]time.Duration{time.Minute: time.Minute, 48 * time.Hour: time.Hour} {
			h.rest("a.example", time.Now().Add(wish))
			time.Sleep(want - time.Second)
			if _, err := h.enter(t.Context(), "a.example"); err == nil || err.Kind != Busy || time.Until(err.Until) != time.Second {
				t.Errorf("a second before the end of %s: %v", wish, err)
			}
			time.Sleep(time.Second)
			leave, err := h.enter(t.Context(), "a.example")
			if err != nil {
				t.Fatalf("after %s: %v", wish, err)
			}
			leave()
		}
	})
}

// TestWaitingEnds with the caller's context, and frees its place.
func TestWaitingEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(1, time.Second)
		leave, err := h.enter(t.Context(), "a.example")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := h.enter(ctx, "a.example"); err == nil || err.Kind != Canceled {
			t.Errorf("waiting for a place: %v", err)
		}
		leave()
		if s := h.of["a.example"]; s.inside != 0 || len(s.slots) != 0 {
			t.Errorf("%d inside, %d places taken after all have left", s.inside, len(s.slots))
		}
	})
}

// TestHostsAreForgotten when there are many, but not those that asked for rest.
func TestHostsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHosts(1, time.Second)
		h.rest("tired.example", time.Now().Add(time.Hour))
		for i := range 3 * manyHosts {
			leave, err := h.enter(t.Context(), fmt.Sprintf("host%d.example", i))
			if err != nil {
				t.Fatal(err)
			}
			leave()
			time.Sleep(time.Second)
		}
		if len(h.of) > manyHosts+1 {
			t.Errorf("%d hosts are remembered", len(h.of))
		}
		h.rest("tired.example", time.Now().Add(time.Hour))
		h.forget(time.Now())
		if h.of["tired.example"] == nil {
			t.Error("a host that asked for rest is forgotten")
		}
	})
}

// TestRobotsAreKept for a day, and asked for by one at a time.
func TestRobotsAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		var failure *Error
		r := newRobots(func(context.Context, *url.URL) (*rules, *Error) {
			asked++
			time.Sleep(time.Second)
			return &rules{}, failure
		})
		u, _ := url.Parse("https://paper.example/page")
		ask := func() *Error { _, err := r.rulesFor(t.Context(), u); return err }
		var wait sync.WaitGroup
		for range 5 {
			wait.Go(func() { ask() })
		}
		wait.Wait()
		for _, step := range []struct {
			wait    time.Duration
			failure *Error
			asked   int
		}{
			{0, nil, 1},
			{23 * time.Hour, nil, 1},
			{2 * time.Hour, fail(Robots, "status 500"), 2},
			{time.Minute, nil, 2},
			{5 * time.Minute, fail(NotFound, "no host"), 3},
			{0, nil, 4},
			{time.Hour, nil, 4},
		} {
			time.Sleep(step.wait)
			failure = step.failure
			ask()
			if asked != step.asked {
				t.Errorf("after %s: asked %d times, want %d", step.wait, asked, step.asked)
			}
		}
	})
}
