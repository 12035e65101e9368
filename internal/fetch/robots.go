package fetch

import (
	"context"
	"net/url"
	"sync"
	"time"
)

// How long a robots.txt is believed (RFC 9309, section 2.4: not over a day),
// and how long one that could not be read keeps us away.
const (
	robotsKept   = 24 * time.Hour
	robotsFailed = 5 * time.Minute
	robotsSize   = 500 << 10 // bytes of it that are read; RFC 9309 asks for so many
	longestDelay = 30 * time.Second
)

// robots remembers the rules of sites.
type robots struct {
	fetch func(ctx context.Context, site *url.URL) (*rules, *Error)

	mu sync.Mutex
	of map[string]*site
}

// site is the robots.txt of one scheme, host and port.
type site struct {
	lock    chan struct{} // held while the file is fetched, so that one fetches and the others wait
	rules   *rules
	failure *Error // why there are no rules
	until   time.Time
}

func newRobots(fetch func(context.Context, *url.URL) (*rules, *Error)) *robots {
	return &robots{fetch: fetch, of: map[string]*site{}}
}

// rulesFor gives a site's rules, fetched when they are not known or too old.
func (r *robots) rulesFor(ctx context.Context, u *url.URL) (*rules, *Error) {
	s := r.site(u)
	select {
	case s.lock <- struct{}{}:
		defer func() { <-s.lock }()
	case <-ctx.Done():
		return nil, canceled(ctx.Err())
	}
	if time.Now().Before(s.until) {
		return s.rules, s.failure
	}
	found, failure := r.fetch(ctx, u)
	switch {
	case failure == nil:
		s.until = time.Now().Add(robotsKept)
	case failure.Kind == Robots:
		s.until = time.Now().Add(robotsFailed)
	default:
		return nil, failure // the host's failure, not the file's: the next one finds out anew
	}
	s.rules, s.failure = found, failure
	return found, failure
}

func (r *robots) site(u *url.URL) *site {
	key := u.Scheme + "://" + join(u.Hostname(), port(u))
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.of[key]
	if s == nil {
		if len(r.of) >= manyHosts {
			clear(r.of) // they can be asked again
		}
		s = &site{lock: make(chan struct{}, 1)}
		r.of[key] = s
	}
	return s
}

// askRobots is the error for an address that its site does not want to be
// fetched, or that cannot be told.
func (c *Client) askRobots(ctx context.Context, u *url.URL) *Error {
	rules, failure := c.robots.rulesFor(ctx, u)
	if failure != nil {
		copied := *failure
		return &copied
	}
	if rules.delay > 0 {
		c.hosts.slow(hostKey(u), min(rules.delay, longestDelay))
	}
	if by := rules.forbids(u.RequestURI()); by != "" {
		return fail(Robots, "its site's robots.txt does not want it fetched (Disallow: %s)", clip(by)).advise("open it in a browser, save it and give the file")
	}
	return nil
}

// fetchRobots reads a site's robots.txt. RFC 9309, section 2.3.1: one that is
// not there (4xx, redirects without end) forbids nothing; one that cannot be
// reached or that the server fails to give forbids everything.
func (c *Client) fetchRobots(ctx context.Context, u *url.URL) (*rules, *Error) {
	at := url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	resp, err := c.get(ctx, Request{URL: at.String(), Want: robotsFile}, robotsSize)
	if err == nil {
		return parseRobots(resp.Body, agentToken(c.options.UserAgent)), nil
	}
	switch err.Kind {
	case Gone, Redirect:
		return &rules{}, nil
	case Status:
		if err.Status < 500 {
			return &rules{}, nil
		}
	case Blocked, NotFound, TLS, BadURL, Canceled, Busy:
		return nil, err
	}
	e := fail(Robots, "its site's robots.txt could not be read, so the page is left alone for now (%s)", err.Reason)
	e.Err, e.Status = err, err.Status
	return nil, e
}
