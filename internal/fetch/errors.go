package fetch

import (
	"fmt"
	"time"
)

// Kind is what kind of thing went wrong, for records and decisions. Its text is
// stable.
type Kind string

// The kinds of failure.
const (
	BadURL      Kind = "url"          // not an address that is fetched
	Blocked     Kind = "blocked"      // it leads into a private or special network
	NotFound    Kind = "name"         // the host's name does not resolve
	Unreachable Kind = "unreachable"  // no connection, or it broke
	Timeout     Kind = "timeout"      // slower than a limit
	TLS         Kind = "tls"          // no trustworthy encrypted connection
	Protocol    Kind = "protocol"     // the answer is not proper HTTP
	TooLarge    Kind = "too-large"    // headers, body or decompressed body over a limit
	Encoding    Kind = "encoding"     // compression that was not asked for, or damaged
	ContentType Kind = "content-type" // neither feed nor page
	Redirect    Kind = "redirect"     // redirects that lead nowhere or where we do not go
	Robots      Kind = "robots"       // the site does not want the page to be fetched
	Status      Kind = "status"       // the server says that it has no answer
	Gone        Kind = "gone"         // 410: there will be none any more
	Busy        Kind = "busy"         // 429 or 503: not now
	Canceled    Kind = "canceled"     // the caller's context ended
)

// Error is a fetch that gave nothing. Its text names the address and says what
// happened and, where there is something to do, what.
type Error struct {
	Kind   Kind
	URL    string    // the address that was asked for last: after redirects, where they led
	Reason string    // what happened, in words, without the address
	Advice string    // what the user can do; empty: nothing but wait
	Status int       // HTTP status; 0: there was no answer
	Until  time.Time // not to be tried before; zero: the server does not say
	Err    error     // the cause; nil: none but what Reason says
}

// Error gives "URL: reason; advice".
func (e *Error) Error() string {
	s := e.URL + ": " + e.Reason
	if e.Advice != "" {
		s += "; " + e.Advice
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Passing reports whether the same request may well work later without anybody
// doing anything: a host that is down, slow or busy.
func (e *Error) Passing() bool {
	switch e.Kind {
	case NotFound, Unreachable, Timeout, Busy, Canceled, Protocol:
		return true
	case Status:
		return e.Status >= 500 || e.Status == 408 || e.Status == 425
	}
	return false
}

// fail makes an error without a cause.
func fail(kind Kind, reason string, args ...any) *Error {
	return &Error{Kind: kind, Reason: fmt.Sprintf(reason, args...)}
}

// advise adds what the user can do.
func (e *Error) advise(advice string, args ...any) *Error {
	e.Advice = fmt.Sprintf(advice, args...)
	return e
}

// at adds the address.
func (e *Error) at(url string) *Error {
	e.URL = url
	return e
}
