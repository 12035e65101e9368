package main

import (
	"bytes"
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"

	"parallax"
	"parallax/internal/fetch"
)

// isAddress says whether an input is to be fetched.
func isAddress(input string) bool {
	scheme, _, ok := strings.Cut(input, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// fetched reads inputs in their order, those that are addresses from the net.
// An address that somebody names is asked for as a browser would, without a
// look at robots.txt; nothing in a private network is reached but what --allow
// names.
func (r *reading) fetched(s *session, o parallax.Options, yield func(*parallax.Article, *parallax.Skipped) bool) {
	client := fetch.New(fetch.Options{UserAgent: "Parallax/" + versionName(), Allow: r.Allow, MaxBody: int64(r.MaxSize)})
	defer client.Close()
	for rest := r.Inputs; len(rest) > 0; {
		if isAddress(rest[0]) {
			if !r.address(s, client, rest[0], o, yield) {
				return
			}
			rest = rest[1:]
			continue
		}
		n := slices.IndexFunc(rest, isAddress)
		if n < 0 {
			n = len(rest)
		}
		for a, skipped := range parallax.Read(s, rest[:n], o) {
			if !yield(a, skipped) {
				return
			}
		}
		rest = rest[n:]
	}
}

// address reads what is at an address: a page, a feed, JSON lines.
func (r *reading) address(s *session, client *fetch.Client, at string, o parallax.Options, yield func(*parallax.Article, *parallax.Skipped) bool) bool {
	answer, err := client.Get(s, fetch.Request{URL: at, Want: fetch.Any})
	if err != nil {
		if s.Err() != nil {
			return false
		}
		return yield(nil, &parallax.Skipped{Input: at, Reason: whyNot(err)})
	}
	for a, skipped := range parallax.ReadFrom(s, answer.URL, bytes.NewReader(answer.Body), o) {
		if a != nil {
			a.URL = cmp.Or(a.URL, answer.URL)
			if u, err := url.Parse(answer.URL); err == nil {
				a.Outlet = cmp.Or(a.Outlet, strings.TrimPrefix(u.Hostname(), "www."))
			}
		}
		if !yield(a, skipped) {
			return false
		}
	}
	return true
}

// whyNot is why nothing was fetched, without the address, which stands before
// it, unless another one failed than was asked for.
func whyNot(err error) string {
	var e *fetch.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	reason := e.Reason
	if e.Kind == fetch.Blocked {
		return reason + "; if it is yours, name its host with --allow"
	}
	if e.Advice != "" {
		reason += "; " + e.Advice
	}
	return reason
}
