package fetch

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/net/publicsuffix"
)

// journey is one Get on its way through redirects.
type journey struct {
	client    *Client
	request   Request
	limit     int64          // largest body, in bytes
	at        *url.URL       // where it is now
	moved     string         // where permanent redirects have led so far
	temporary bool           // a redirect that is not permanent was followed
	hops      int            // redirects followed
	seen      map[string]int // address to the number of cookies there were when it was asked
	jar       *cookiejar.Jar // cookies of this journey alone: some sites send round in circles who has none
	cookies   int            // cookies set so far
	left      time.Duration  // time left for exchanges
}

// get is Get with a limit of its own.
func (c *Client) get(ctx context.Context, r Request, limit int64) (*Response, *Error) {
	u, err := c.parse(r.URL)
	if err != nil {
		return nil, err.at(clip(r.URL))
	}
	jar, _ := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List}) // never fails
	j := &journey{client: c, request: r, limit: limit, at: u, seen: map[string]int{}, jar: jar, left: c.options.Total}
	for {
		resp, next, err := j.hop(ctx)
		switch {
		case err != nil:
			return nil, err.at(clip(j.at.String()))
		case next == nil:
			return resp, nil
		}
		j.at = next
	}
}

// clip shortens an address for a message.
func clip(address string) string {
	if len(address) > 300 {
		return strings.ToValidUTF8(address[:300], "") + "…"
	}
	return address
}

// hop asks one address and gives the answer or the next address.
func (j *journey) hop(ctx context.Context) (*Response, *url.URL, *Error) {
	c := j.client
	if j.request.Robots {
		if err := c.askRobots(ctx, j.at); err != nil {
			return nil, nil, err
		}
	}
	release, err := c.hosts.enter(ctx, hostKey(j.at))
	if err != nil {
		return nil, nil, err
	}
	defer release()
	j.seen[j.at.String()] = j.cookies
	started := time.Now()
	defer func() { j.left -= time.Since(started) }()
	timed, cancel := context.WithTimeoutCause(ctx, j.left, errTotal)
	defer cancel()
	answer, failure := c.transport.RoundTrip(j.newRequest(timed))
	if failure != nil {
		return nil, nil, c.explain(timed, failure)
	}
	defer answer.Body.Close()
	if set := answer.Cookies(); len(set) > 0 {
		j.jar.SetCookies(j.at, set)
		j.cookies += len(set)
	}
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		next, err := j.follow(answer)
		return nil, next, err
	}
	resp, err := j.read(timed, answer)
	return resp, nil, err
}

// newRequest makes the request for where the journey is now.
func (j *journey) newRequest(ctx context.Context) *http.Request {
	h := http.Header{
		"User-Agent":      {j.client.options.UserAgent},
		"Accept":          {j.request.Want.accept()},
		"Accept-Encoding": {"gzip"},
	}
	if j.request.ETag != "" && !strings.ContainsAny(j.request.ETag, "\r\n\x00") {
		h.Set("If-None-Match", j.request.ETag)
	}
	if j.request.LastModified != "" && !strings.ContainsAny(j.request.LastModified, "\r\n\x00") {
		h.Set("If-Modified-Since", j.request.LastModified)
	}
	r := &http.Request{Method: http.MethodGet, URL: j.at, Host: j.at.Host, Header: h, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	for _, cookie := range j.jar.Cookies(j.at) {
		r.AddCookie(cookie)
	}
	return r.WithContext(ctx)
}

// follow gives the address that a redirect leads to.
func (j *journey) follow(answer *http.Response) (*url.URL, *Error) {
	c := j.client
	to := answer.Header.Get("Location")
	j.hops++
	switch {
	case to == "":
		return nil, fail(Redirect, "status %d without saying where to go", answer.StatusCode)
	case j.hops > max(c.options.Redirects, 0):
		return nil, fail(Redirect, "more than %d redirects", max(c.options.Redirects, 0)).advise("give the address that a browser ends at")
	case len(to) > MaxURL:
		return nil, fail(Redirect, "it redirects to an address of %d bytes, more than %d", len(to), MaxURL)
	}
	next, err := j.at.Parse(to)
	if err != nil {
		return nil, fail(Redirect, "it redirects to %q, which is not an address", clip(to))
	}
	if e := c.check(next); e != nil {
		kind := Redirect
		if e.Kind == Blocked {
			kind = Blocked
		}
		return nil, fail(kind, "it redirects to %s: %s", clip(next.String()), e.Reason).advise("%s", e.Advice)
	}
	if j.at.Scheme == "https" && next.Scheme == "http" {
		return nil, fail(Redirect, "it redirects to %s, which is not encrypted", clip(next.String())).advise("if you trust it, give that address")
	}
	if before, ok := j.seen[next.String()]; ok && before == j.cookies {
		return nil, fail(Redirect, "it redirects in a circle, back to %s", clip(next.String()))
	}
	permanent := answer.StatusCode == http.StatusMovedPermanently || answer.StatusCode == http.StatusPermanentRedirect
	if j.temporary = j.temporary || !permanent; !j.temporary {
		j.moved = next.String()
	}
	return next, nil
}

// read makes the answer of the last address a Response.
func (j *journey) read(ctx context.Context, answer *http.Response) (*Response, *Error) {
	c := j.client
	now := time.Now()
	resp := &Response{URL: j.at.String(), Moved: j.moved, ETag: answer.Header.Get("ETag"), LastModified: answer.Header.Get("Last-Modified"), Fresh: fresh(answer.Header, now)}
	switch {
	case answer.StatusCode == http.StatusNotModified && j.request.ETag == "" && j.request.LastModified == "":
		return nil, fail(Protocol, "status 304 (not modified) though no version was named")
	case answer.StatusCode == http.StatusNotModified:
		resp.NotModified = true
		return resp, nil
	case answer.StatusCode != http.StatusOK && answer.StatusCode != http.StatusNonAuthoritativeInfo:
		return nil, c.refused(answer, hostKey(j.at), now)
	}
	if t := answer.Header.Get("Content-Type"); t != "" {
		media, parameters, err := mime.ParseMediaType(t)
		if err != nil {
			media, _, _ = strings.Cut(t, ";")
		}
		resp.MediaType, resp.Charset = strings.ToLower(strings.TrimSpace(media)), strings.ToLower(parameters["charset"])
	}
	if !j.request.Want.takes(resp.MediaType) {
		return nil, fail(ContentType, "it is %s, not %s", resp.MediaType, j.request.Want).advise("give the address of %s", j.request.Want)
	}
	body, err := c.body(ctx, answer, j.limit, j.request.Want == robotsFile)
	if err != nil {
		return nil, err
	}
	if what := notText(body); what != "" && j.request.Want != robotsFile {
		return nil, fail(ContentType, "it is %s, whatever its Content-Type says", what).advise("give the address of %s", j.request.Want)
	}
	resp.Body = inUTF8(body, resp)
	return resp, nil
}

// inUTF8 gives a page whose server names its encoding in UTF-8: what the server
// says goes before what the page says of itself (WHATWG Encoding), which is all
// that a reader of the bytes alone would see. What is UTF-8 already stays, and so
// do feeds, whose own declaration is right more often than the server's.
func inUTF8(body []byte, resp *Response) []byte {
	if !strings.Contains(resp.MediaType, "html") || resp.Charset == "" || utf8.Valid(body) {
		return body
	}
	e, name := charset.Lookup(resp.Charset)
	if e == nil || name == "utf-8" || name == "replacement" {
		return body
	}
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return out
}

// refused puts a status that is not success into words, and keeps away from a
// host that asks for it.
func (c *Client) refused(answer *http.Response, host string, now time.Time) *Error {
	code := answer.StatusCode
	e := fail(Status, "status %d", code)
	if text := http.StatusText(code); text != "" {
		e.Reason = fmt.Sprintf("status %d (%s)", code, strings.ToLower(text))
	}
	e.Status = code
	switch code {
	case http.StatusNotFound:
		e.advise("check the address")
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusPaymentRequired, http.StatusProxyAuthRequired, http.StatusUnavailableForLegalReasons:
		e.advise("the site does not give it to programs without an account")
	case http.StatusGone:
		e.Kind = Gone
		e.advise("it is gone for good: remove it")
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		e.Kind = Busy
		if e.Until = retryAfter(answer.Header, now); !e.Until.IsZero() {
			c.hosts.rest(host, e.Until)
			e.advise("it asks to wait until %s", e.Until.UTC().Format(time.RFC3339))
		}
	}
	return e
}
