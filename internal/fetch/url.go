package fetch

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// MaxURL is how many bytes an address may have.
const MaxURL = 4096

// badPorts are the ports of other services, where an HTTP request may be taken
// for a command: the list of the WHATWG Fetch standard (section "Port
// blocking"), which browsers keep to.
var badPorts = []uint16{
	0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119,
	123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995,
	1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
}

// parse reads an address and refuses what is not fetched. The fragment is cut
// off. The errors lack the address.
func (c *Client) parse(address string) (*url.URL, *Error) {
	if len(address) > MaxURL {
		return nil, fail(BadURL, "the address has %d bytes, more than %d", len(address), MaxURL)
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, fail(BadURL, "not an address").advise("write it as https://host/path")
	}
	return u, c.check(u)
}

// check refuses addresses that are not fetched and brings the others into
// their normal form.
func (c *Client) check(u *url.URL) *Error {
	u.Scheme, u.Fragment, u.RawFragment = strings.ToLower(u.Scheme), "", ""
	u.Host = strings.ToLower(u.Host)
	host := strings.TrimRight(u.Hostname(), ".")
	if host != u.Hostname() { // the root's dot says nothing, and would make two hosts of one
		u.Host = strings.TrimSuffix(host+":"+u.Port(), ":")
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fail(BadURL, "only http and https are fetched, not %q", u.Scheme).advise("write the address as https://host/path")
	case host == "" || u.Opaque != "":
		return fail(BadURL, "the address names no host").advise("write it as https://host/path")
	case u.User != nil:
		return fail(BadURL, "the address has a user name in it").advise("give it without")
	case strings.ContainsAny(host, "% \t"):
		return fail(BadURL, "the host %q is not one of the internet", host)
	case isNumber(host):
		return fail(BadURL, "the host %q is a number, but no IP address", host).advise("write it as 192.0.2.1 or as a name")
	}
	if c.allows(u) {
		return nil
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || slices.Contains(badPorts, uint16(n)) {
			return fail(BadURL, "port %s is that of another service", port)
		}
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return c.refuse(a)
	}
	return nil
}

// isNumber reports whether a host would be an IP address to some programs, by
// the rule of the URL standard (its last part is a number), but is not written
// as one: 127.1, 0x7f.0.0.1, 2130706433, 0177.0.0.1.
func isNumber(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// allows reports whether Options.Allow names the host of an address.
func (c *Client) allows(u *url.URL) bool {
	return c.allowsHost(u.Hostname(), port(u))
}

func (c *Client) allowsHost(host, port string) bool {
	host = strings.ToLower(host)
	return c.allow[host] || c.allow[join(host, port)]
}

// port is the port that an address means.
func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "http":
		return "80"
	}
	return "443"
}

func join(host, port string) string {
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + port
}
