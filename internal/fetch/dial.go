package fetch

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"syscall"
)

// dialer connects to hosts of the public internet and to those named in
// Options.Allow.
type dialer struct {
	guarded net.Dialer // checks the address that is dialled
	open    net.Dialer // does not
	allowed func(host, port string) bool
}

// newDialer makes the two dialers differ in their check alone.
func (c *Client) newDialer() *dialer {
	d := net.Dialer{Timeout: c.options.Connect, Resolver: c.options.Resolver}
	guarded := d
	guarded.Control = func(network, address string, _ syscall.RawConn) error { return c.control(network, address) }
	return &dialer{guarded: guarded, open: d, allowed: c.allowsHost}
}

// dial connects to "host:port", host as the URL names it.
func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err == nil && d.allowed(host, port) {
		return d.open.DialContext(ctx, network, address)
	}
	return d.guarded.DialContext(ctx, network, address)
}

// control is called with the numeric address after the name was resolved and
// before anything is sent to it. What it refuses is not connected to.
func (c *Client) control(network, address string) error {
	if !strings.HasPrefix(network, "tcp") {
		return fail(Blocked, "it would be a %s connection", network)
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fail(Blocked, "it leads to %q, which is no IP address", address)
	}
	if e := c.refuse(to.Addr()); e != nil {
		return e
	}
	return nil
}

// refuse is the error for an address of a special-purpose block, nil for the
// others.
func (c *Client) refuse(a netip.Addr) *Error {
	name := c.special(a)
	if name == "" {
		return nil
	}
	return fail(Blocked, "it leads to %s (%s), which is not fetched from", a, name).
		advise("if this host is meant to be read, name it among the allowed hosts")
}
