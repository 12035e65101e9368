package fetch

import "net/netip"

// special are the blocks of the IANA IPv4 and IPv6 Special-Purpose Address
// Registries (RFC 6890 and its updates), multicast, and the deprecated forms in
// which an IPv6 address stands for an IPv4 one. Blocks that the registries call
// globally reachable (AS112, AMT, the anycast addresses in 192.0.0.0/24) are
// here too: no newspaper is there. The first block that contains an address
// names it, so narrow blocks stand before wide ones.
var special = []struct {
	prefix netip.Prefix
	name   string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},
	{netip.MustParsePrefix("10.0.0.0/8"), "private network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "shared address space of carriers"},
	{netip.MustParsePrefix("127.0.0.0/8"), "this computer"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local network"},
	{netip.MustParsePrefix("172.16.0.0/12"), "private network"},
	{netip.MustParsePrefix("192.0.0.0/24"), "IETF protocol assignments"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation"},
	{netip.MustParsePrefix("192.31.196.0/24"), "AS112 service"},
	{netip.MustParsePrefix("192.52.193.0/24"), "multicast tunnelling"},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relay"},
	{netip.MustParsePrefix("192.168.0.0/16"), "private network"},
	{netip.MustParsePrefix("192.175.48.0/24"), "AS112 service"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking network"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("255.255.255.255/32"), "broadcast"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved"},

	{netip.MustParsePrefix("::1/128"), "this computer"},
	{netip.MustParsePrefix("::/128"), "this network"},
	{netip.MustParsePrefix("::/96"), "IPv4-compatible address"},
	{netip.MustParsePrefix("::ffff:0:0:0/96"), "IPv4-translated address"},
	{netip.MustParsePrefix("64:ff9b::/96"), "NAT64 gateway"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "NAT64 gateway of the local network"},
	{netip.MustParsePrefix("100::/64"), "discard-only network"},
	{netip.MustParsePrefix("100:0:0:1::/64"), "dummy addresses"},
	{netip.MustParsePrefix("2001::/32"), "Teredo tunnel"},
	{netip.MustParsePrefix("2001:2::/48"), "benchmarking network"},
	{netip.MustParsePrefix("2001::/23"), "IETF protocol assignments"},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation"},
	{netip.MustParsePrefix("2002::/16"), "6to4 tunnel"},
	{netip.MustParsePrefix("2620:4f:8000::/48"), "AS112 service"},
	{netip.MustParsePrefix("3fff::/20"), "documentation"},
	{netip.MustParsePrefix("5f00::/16"), "segment routing"},
	{netip.MustParsePrefix("fc00::/7"), "private network"},
	{netip.MustParsePrefix("fe80::/10"), "link-local network"},
	{netip.MustParsePrefix("fec0::/10"), "site-local network"},
	{netip.MustParsePrefix("ff00::/8"), "multicast"},
}

// unicast is what of IPv6 is given out as global addresses; the rest is not
// given out at all, so whoever answers there is near.
var unicast = netip.MustParsePrefix("2000::/3")

// Special gives the name of the special-purpose block that an address lies in,
// as the IANA registries have it, or "" for an address of the public internet.
// An IPv4 address that is written as IPv6 (::ffff:10.0.0.1) counts as what it
// is. An address that is none is "invalid".
func Special(a netip.Addr) string {
	if !a.IsValid() {
		return "invalid"
	}
	a = a.Unmap().WithZone("")
	for _, s := range special {
		if s.prefix.Contains(a) {
			return s.name
		}
	}
	if a.Is6() && !unicast.Contains(a) {
		return "not a global address"
	}
	return ""
}
