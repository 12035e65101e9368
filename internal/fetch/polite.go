package fetch

import (
	"context"
	"net/url"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// longestRest is how long one Retry-After keeps every request from a host. A
// feed's own schedule may wait for longer.
const longestRest = time.Hour

// manyHosts is how many hosts are remembered before those not in use are
// forgotten.
const manyHosts = 1024

// hosts sees to it that no host has too much of us.
type hosts struct {
	perHost  int
	interval time.Duration // between the starts of two requests; negative: none

	mu sync.Mutex
	of map[string]*host
}

// host is what is known of one.
type host struct {
	slots   chan struct{} // as many as requests may run at a time
	limiter *rate.Limiter
	until   time.Time // it asked for rest until then
	used    time.Time // when it was last entered
	inside  int       // requests that run or wait
}

func newHosts(perHost int, interval time.Duration) *hosts {
	return &hosts{perHost: perHost, interval: interval, of: map[string]*host{}}
}

// hostKey names a URL's host: one name for its HTTP and HTTPS side.
func hostKey(u *url.URL) string {
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		return u.Host
	}
	return u.Hostname()
}

// at gives a host's state; h.mu is held.
func (h *hosts) at(key string) *host {
	s := h.of[key]
	if s == nil {
		if len(h.of) >= manyHosts {
			h.forget(time.Now())
		}
		limit := rate.Inf
		if h.interval > 0 {
			limit = rate.Every(h.interval)
		}
		s = &host{slots: make(chan struct{}, h.perHost), limiter: rate.NewLimiter(limit, 1)}
		h.of[key] = s
	}
	return s
}

// forget drops hosts that nothing is known of any more but that they exist.
func (h *hosts) forget(now time.Time) {
	for key, s := range h.of {
		if s.inside == 0 && now.After(s.until) && now.Sub(s.used) > time.Minute {
			delete(h.of, key)
		}
	}
}

// enter waits until a request to a host may start. The caller calls leave when
// the answer is read.
func (h *hosts) enter(ctx context.Context, key string) (leave func(), failure *Error) {
	h.mu.Lock()
	s := h.at(key)
	s.inside++
	h.mu.Unlock()
	out := func() {
		h.mu.Lock()
		s.inside--
		s.used = time.Now()
		h.mu.Unlock()
	}
	if failure := h.resting(s); failure != nil {
		out()
		return nil, failure
	}
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		out()
		return nil, canceled(ctx.Err())
	}
	leave = func() {
		<-s.slots
		out()
	}
	if err := s.limiter.Wait(ctx); err != nil {
		leave()
		return nil, canceled(err)
	}
	if failure := h.resting(s); failure != nil { // what the one before was told
		leave()
		return nil, failure
	}
	return leave, nil
}

// resting is the error for a host that asked for rest.
func (h *hosts) resting(s *host) *Error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !time.Now().Before(s.until) {
		return nil
	}
	e := fail(Busy, "its host asked not to be asked before %s", s.until.UTC().Format(time.RFC3339))
	e.Until = s.until
	return e
}

// rest keeps requests from a host until a time.
func (h *hosts) rest(key string, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.at(key)
	if until = earlier(until, time.Now().Add(longestRest)); until.After(s.until) {
		s.until = until
	}
}

// slow makes the time between two requests to a host longer.
func (h *hosts) slow(key string, interval time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.interval >= 0 && interval > h.interval {
		h.at(key).limiter.SetLimit(rate.Every(interval))
	}
}

func canceled(err error) *Error {
	e := fail(Canceled, "given up before there was an answer")
	e.Err = err
	return e
}
