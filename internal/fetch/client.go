package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Options says how to fetch. The zero value is what most callers want.
type Options struct {
	UserAgent string         // who we are; its first word up to "/" is what robots.txt calls us; empty: "Parallax/1"
	Allow     []string       // hosts ("intranet", "127.0.0.1") or hosts with port ("localhost:8080") that are fetched from though they lie in a special network, on any port or on that one
	Resolver  *net.Resolver  // finds the addresses of names; nil: the system's
	Roots     *x509.CertPool // certificate authorities to believe; nil: the system's

	Connect   time.Duration // longest time for a connection, and again for its TLS handshake; 0: 10 s
	Answer    time.Duration // longest wait from a request to the end of the answer's headers; 0: 20 s
	Total     time.Duration // longest time for one Get with its redirects, waits for politeness not counted; 0: 60 s
	MaxHeader int64         // largest headers of an answer, in bytes; 0: 64 KiB
	MaxBody   int64         // largest body, in bytes, before and after decompression; 0: 16 MiB
	Redirects int           // most redirects to follow; 0: 10; negative: none

	PerHost  int           // most requests to one host at a time; 0: 2
	Interval time.Duration // shortest time between the starts of two requests to one host; 0: 1 s; negative: none
}

func (o Options) withDefaults() Options {
	o.UserAgent = cmp.Or(o.UserAgent, "Parallax/1")
	o.Connect = cmp.Or(max(o.Connect, 0), 10*time.Second)
	o.Answer = cmp.Or(max(o.Answer, 0), 20*time.Second)
	o.Total = cmp.Or(max(o.Total, 0), 60*time.Second)
	o.MaxHeader = cmp.Or(max(o.MaxHeader, 0), 64<<10)
	o.MaxBody = cmp.Or(max(o.MaxBody, 0), 16<<20)
	o.Redirects = cmp.Or(o.Redirects, 10)
	o.PerHost = cmp.Or(max(o.PerHost, 0), 2)
	o.Interval = cmp.Or(o.Interval, time.Second)
	return o
}

// Client fetches. It may be used by several goroutines at a time.
type Client struct {
	options   Options
	allow     map[string]bool         // hosts and host:port, lower case
	special   func(netip.Addr) string // Special, but for tests of names that move
	transport *http.Transport
	hosts     *hosts
	robots    *robots
}

// New makes a client. Close frees its connections.
func New(o Options) *Client {
	c := &Client{options: o.withDefaults(), allow: map[string]bool{}, special: Special}
	for _, host := range c.options.Allow {
		c.allow[strings.Trim(strings.ToLower(strings.TrimSpace(host)), ".")] = true
		if bare, ok := strings.CutPrefix(host, "["); ok && strings.HasSuffix(bare, "]") {
			c.allow[strings.ToLower(strings.TrimSuffix(bare, "]"))] = true
		}
	}
	c.hosts = newHosts(c.options.PerHost, c.options.Interval)
	c.robots = newRobots(c.fetchRobots)
	c.transport = &http.Transport{
		Proxy:                  nil, // a proxy would dial in our place, unchecked
		DialContext:            c.newDialer().dial,
		TLSClientConfig:        &tls.Config{RootCAs: c.options.Roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    c.options.Connect,
		ResponseHeaderTimeout:  c.options.Answer,
		MaxResponseHeaderBytes: c.options.MaxHeader,
		DisableCompression:     true, // we decompress ourselves, and count
		ForceAttemptHTTP2:      true,
		MaxConnsPerHost:        c.options.PerHost,
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           32,
		IdleConnTimeout:        30 * time.Second,
	}
	return c
}

// Close closes the connections that are kept open for the next request.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// Request is what to get.
type Request struct {
	URL          string // http or https, absolute
	Want         Want   // which media types will do
	ETag         string // of the version we have; empty: none
	LastModified string // of the version we have, as the server wrote it; empty: none
	Robots       bool   // ask the site's robots.txt first: for pages that nobody offers for fetching as a feed is offered
}

// Response is an answer that can be used. The body is whole.
type Response struct {
	URL          string        // where the answer came from, after redirects
	Moved        string        // the new address, when the one asked for has moved for good (301, 308); empty: it has not
	NotModified  bool          // the version we have is still the one; there is no body
	Body         []byte        // decompressed; of a page whose server names another encoding, in UTF-8
	MediaType    string        // lower case without parameters: "text/html"; empty: the server does not say
	Charset      string        // as the server says: "iso-8859-1"; empty: it does not
	ETag         string        // for the next request; empty: none
	LastModified string        // for the next request; empty: none
	Fresh        time.Duration // how long the server says that the answer will do (Cache-Control, Expires); 0: it does not say
}

// Get fetches an address, redirects followed. The error is always an *Error.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	resp, err := c.get(ctx, r, c.options.MaxBody)
	if err != nil {
		return nil, err
	}
	return resp, nil
}
