package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longest is the longest time that a server's wish about time counts for.
const longest = 30 * 24 * time.Hour

// seconds reads a number of seconds as HTTP writes it, longest at most.
func seconds(s string) (d time.Duration, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > int64(longest/time.Second) {
		return longest, true // more digits than fit are many seconds, too
	}
	return time.Duration(n) * time.Second, true
}

// retryAfter is when a server wants to be asked again (Retry-After, seconds or
// a date); zero: it does not say, or a time that has passed.
func retryAfter(h http.Header, now time.Time) time.Time {
	value := h.Get("Retry-After")
	if d, ok := seconds(value); ok && d > 0 {
		return now.Add(d)
	}
	if t, err := http.ParseTime(value); err == nil && t.After(now) {
		return earlier(t, now.Add(longest))
	}
	return time.Time{}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// fresh is how long an answer will do, by Cache-Control or, without it, by
// Expires (RFC 9111, section 4.2.1, for a cache of one's own).
func fresh(h http.Header, now time.Time) time.Duration {
	told := false
	for _, field := range h.Values("Cache-Control") {
		for directive := range strings.SplitSeq(field, ",") {
			name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(directive)), "=")
			switch name {
			case "no-cache", "no-store":
				return 0
			case "max-age":
				if d, ok := seconds(strings.Trim(value, `"`)); ok {
					age, _ := seconds(h.Get("Age"))
					return max(0, d-age)
				}
				told = true
			}
		}
	}
	if told {
		return 0
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date // the server's clock against itself
	}
	return min(max(0, expires.Sub(now)), longest)
}
