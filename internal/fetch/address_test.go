package fetch

import (
	"net/netip"
	"testing"
)

// TestSpecial names the first and last address of every block, and its
// neighbours outside where they are public.
func TestSpecial(t *testing.T) {
	for _, c := range []struct{ first, last, before, after string }{
		{"0.0.0.0", "0.255.255.255", "", "1.0.0.0"},
		{"10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"},
		{"100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"},
		{"127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"},
		{"169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"},
		{"172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"},
		{"192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"},
		{"192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"},
		{"192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0"},
		{"192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0"},
		{"192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"},
		{"192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"},
		{"192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0"},
		{"198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"},
		{"198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"},
		{"203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"},
		{"224.0.0.0", "255.255.255.255", "223.255.255.255", ""},
		{"::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "", "2000::"},
		{"2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"},
		{"2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
		{"2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
		{"2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::"},
		{"3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
		{"4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
	} {
		for _, inside := range []string{c.first, c.last} {
			if Special(netip.MustParseAddr(inside)) == "" {
				t.Errorf("%s counts as public", inside)
			}
		}
		for _, outside := range []string{c.before, c.after} {
			if outside == "" {
				continue
			}
			if name := Special(netip.MustParseAddr(outside)); name != "" {
				t.Errorf("%s counts as %q, want public", outside, name)
			}
		}
	}
}

// TestSpecialNames holds what users are told, and that narrow blocks are named
// before the wide ones they lie in.
func TestSpecialNames(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1": "this computer", "::1": "this computer", "::ffff:127.0.0.1": "this computer", "192.168.0.7": "private network", "fd12::1": "private network",
		"100.100.0.1": "shared address space of carriers", "169.254.169.254": "link-local network", "fe80::1%eth0": "link-local network", "::127.0.0.1": "IPv4-compatible address",
		"64:ff9b::a00:1": "NAT64 gateway", "64:ff9b:1::1": "NAT64 gateway of the local network", "2001:0:1::": "Teredo tunnel", "2001:2::1": "benchmarking network", "2001:20::1": "IETF protocol assignments",
		"2002:a00:1::": "6to4 tunnel", "255.255.255.255": "broadcast", "240.0.0.1": "reserved", "ff02::1": "multicast", "5f00::1": "segment routing", "8000::1": "not a global address", "2606:4700::1": "", "9.9.9.9": "",
	} {
		if got := Special(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
	if got := Special(netip.Addr{}); got != "invalid" {
		t.Errorf("no address: got %q", got)
	}
}
