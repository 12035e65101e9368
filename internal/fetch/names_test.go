package fetch

import (
	"context"
	"encoding/binary"
	"io"
	"log"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// quiet is where servers put what they say about bad clients.
var quiet = log.New(io.Discard, "", 0)

// names is a name server in memory. A name's addresses are given one an
// answer, the last one from then on.
type names struct {
	t  *testing.T
	mu sync.Mutex
	of map[string][]string
	n  map[string]int // questions for A or AAAA that had an answer
}

func newNames(t *testing.T, of map[string][]string) *names {
	return &names{t: t, of: of, n: map[string]int{}}
}

func (n *names) asked(name string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.n[name]
}

// resolver asks the name server over a pipe.
func (n *names) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go n.serve(ours)
		return theirs, nil
	}}
}

// serve answers questions in the form of DNS over TCP.
func (n *names) serve(conn net.Conn) {
	defer conn.Close()
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return
		}
		packet := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, packet); err != nil {
			return
		}
		answer := n.answer(packet)
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)); err != nil {
			return
		}
	}
}

func (n *names) answer(packet []byte) []byte {
	var m dnsmessage.Message
	if err := m.Unpack(packet); err != nil {
		n.t.Error(err)
		return nil
	}
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	q := m.Questions[0]
	n.mu.Lock()
	defer n.mu.Unlock()
	name := strings.ToLower(q.Name.String())
	list := n.of[name]
	if list == nil {
		m.RCode = dnsmessage.RCodeNameError
	} else if a := netip.MustParseAddr(list[0]); a.Is4() == (q.Type == dnsmessage.TypeA) {
		var body dnsmessage.ResourceBody = &dnsmessage.AAAAResource{AAAA: a.As16()}
		if a.Is4() {
			body = &dnsmessage.AResource{A: a.As4()}
		}
		m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class}, Body: body}}
		n.n[name]++
		if len(list) > 1 {
			n.of[name] = list[1:]
		}
	}
	out, err := m.Pack()
	if err != nil {
		n.t.Error(err)
	}
	return out
}
