// Package fetch is HTTP for reading feeds and pages that strangers write: it
// cannot be led into the private network, does not wait or read without end,
// and leaves a site in peace.
//
//	client := fetch.New(fetch.Options{})
//	defer client.Close()
//	answer, err := client.Get(ctx, fetch.Request{URL: "https://paper.example/feed", Want: fetch.Feed, ETag: `"17"`})
//
// gives a [Response] with the whole body, decompressed, or an [*Error] whose
// Kind says what kind of thing went wrong and whose text says it to a person,
// with the address and what to do. There is no third outcome: no panic, no
// half-read body, no goroutine left behind.
//
// # What is refused
//
// Addresses. The address that is really dialled is checked, in the dialer and
// for every connection, against the whole IANA special-purpose registries for
// IPv4 and IPv6 and against everything outside 2000::/3 ([Special]). A name
// that resolves to something else the second time, a redirect, an odd way of
// writing 127.0.0.1: all of them end at the same check. No proxy is used,
// whatever the environment says, because a proxy would dial in our place.
// Options.Allow names the hosts that are exempt.
//
// URLs. Schemes other than http and https, user names, hosts that are numbers
// but no IP address, zones, ports of other services (the list of the WHATWG
// Fetch standard), more than [MaxURL] bytes; for each redirect again, and there
// a step from https down to http as well.
//
// Answers. Headers, bodies and decompressed bodies over a size, anything slower
// than its time limit, compression that was not asked for, and media types that
// hold neither feed nor page.
//
// # Politeness
//
// At most [Options.PerHost] requests to a host at one time and one in
// [Options.Interval]; an Accept-Encoding, a User-Agent, conditional requests; a
// host that answers 429 or 503 with Retry-After is not asked before then. With
// Request.Robots the site's robots.txt is asked first (RFC 9309), and its
// Crawl-delay kept.
//
// # The surprise
//
// 64:ff9b::/96 is refused too: it may lead through a NAT64 gateway to any IPv4
// address, private ones included. On a network that has nothing but NAT64,
// Options.Allow must name the hosts.
package fetch
