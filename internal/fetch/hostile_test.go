package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// limits are small, so that a server that exceeds them is soon found out.
var limits = Options{
	Connect: time.Second, Answer: 150 * time.Millisecond, Total: 400 * time.Millisecond, MaxHeader: 8 << 10, MaxBody: 64 << 10, Interval: -1,
}

// raw answers a request with bytes of one's own, then does more, then closes.
func raw(answer string, more ...func(net.Conn)) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		io.WriteString(conn, answer)
		for _, f := range more {
			f(conn)
		}
	}
}

// drip writes a few bytes at a time until nobody reads any more.
func drip(s string) func(net.Conn) {
	return func(conn net.Conn) {
		for range 100 {
			if _, err := io.WriteString(conn, s); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// flood writes without end.
func flood(s string) func(net.Conn) {
	return func(conn net.Conn) {
		block := []byte(strings.Repeat(s, 1+32<<10/len(s)))
		for {
			if _, err := conn.Write(block); err != nil {
				return
			}
		}
	}
}

func reset(conn net.Conn) { conn.(*net.TCPConn).SetLinger(0) }

func to(status int, location string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", location)
		w.WriteHeader(status)
	}
}

func typed(media, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", media)
		io.WriteString(w, body)
	}
}

func packed(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(data)
	}
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

func answer(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
	}
}

const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

// hostile are the cases of the hostile server: what it answers, of what kind
// the error must be and what its text must say.
var hostile = []struct {
	name    string
	serve   http.HandlerFunc
	kind    Kind
	says    string
	request Request // URL is filled in
}{
	{name: "no answer", serve: raw("", func(net.Conn) { time.Sleep(300 * time.Millisecond) }), kind: Timeout, says: "no answer within 150ms"},
	{name: "slow headers", serve: raw("HTTP/1.1 200 OK\r\n", drip("X-Slow: 1\r\n")), kind: Timeout, says: "no answer within 150ms"},
	{name: "slow body", serve: raw(ok+"\r\n", drip("x")), kind: Timeout, says: "not read within 400ms"},
	{name: "endless body", serve: raw(ok+"\r\n", flood("<p>and so on</p>")), kind: TooLarge, says: "more than 64 KiB"},
	{name: "endless chunks", serve: raw(ok+"Transfer-Encoding: chunked\r\n\r\n", flood("5\r\nhello\r\n")), kind: TooLarge, says: "more than 64 KiB"},
	{name: "chunk extension without end", serve: raw(ok+"Transfer-Encoding: chunked\r\n\r\n5;", flood("x")), kind: Protocol, says: "not proper HTTP"},
	{name: "announced too large", serve: raw(ok + "Content-Length: 99999999999\r\n\r\n"), kind: TooLarge, says: "99999999999 bytes"},
	{name: "bomb", serve: packed(zip(make([]byte, 8<<20))), kind: TooLarge, says: "unpacks to more than 64 KiB"},
	{name: "bomb in a bomb", serve: packed(zip(zip(make([]byte, 8<<20)))), kind: ContentType, says: "a compressed file"},
	{name: "gzip cut off", serve: packed(zip([]byte(strings.Repeat("the fire is out. ", 200)))[:40]), kind: Encoding, says: "ends too early"},
	{name: "gzip damaged", serve: packed(append(zip([]byte("the fire is out"))[:14], "garbage instead of it"...)), kind: Encoding, says: "damaged"},
	{name: "gzip that is none", serve: packed([]byte("<p>The fire is out.</p>")), kind: Encoding, says: "damaged"},
	{name: "gzip with a wrong checksum", serve: packed(flipped(zip([]byte("the fire is out")), -6)), kind: Encoding, says: "damaged"},
	{name: "compression not asked for", serve: answer(200, "Content-Encoding", "br"), kind: Encoding, says: `compressed as "br"`},
	{name: "length too long", serve: raw(ok + "Content-Length: 900\r\n\r\n<p>short</p>"), kind: Protocol, says: "ended before it was whole"},
	{name: "two lengths", serve: raw(ok + "Content-Length: 9\r\nContent-Length: 12\r\n\r\n<p>short</p>"), kind: Protocol, says: "not proper HTTP"},
	{name: "negative length", serve: raw(ok + "Content-Length: -5\r\n\r\n<p>short</p>"), kind: Protocol, says: "not proper HTTP"},
	{name: "garbage status line", serve: raw("\x16\x03\x01 what is this\r\n\r\n"), kind: Protocol, says: "not proper HTTP"},
	{name: "garbage status code", serve: raw("HTTP/1.1 20x OK\r\n\r\n"), kind: Protocol, says: "not proper HTTP"},
	{name: "garbage headers", serve: raw("HTTP/1.1 200 OK\r\n: nothing\r\nno colon\r\n\r\n"), kind: Protocol, says: "not proper HTTP"},
	{name: "another protocol", serve: raw("SSH-2.0-OpenSSH_9.9\r\n"), kind: Protocol, says: "not proper HTTP"},
	{name: "huge header", serve: raw(ok + "X-Huge: " + strings.Repeat("x", 20<<10) + "\r\n\r\n"), kind: TooLarge, says: "headers of its answer have more than 8 KiB"},
	{name: "headers without end", serve: raw("HTTP/1.1 200 OK\r\n", flood("X-More: yes\r\n")), kind: TooLarge, says: "headers of its answer have more than 8 KiB"},
	{name: "interim answers without end", serve: raw("", flood("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")), kind: TooLarge, says: "headers"},
	{name: "closed", serve: raw(""), kind: Unreachable, says: "closed the connection"},
	{name: "reset", serve: raw("", reset), kind: Unreachable, says: "closed the connection"},
	{name: "reset in the body", serve: raw(ok+"Content-Length: 900\r\n\r\n<p>", func(c net.Conn) { time.Sleep(20 * time.Millisecond) }, reset), kind: Unreachable, says: "closed the connection"},
	{name: "upgraded", serve: answer(101, "Upgrade", "h2c", "Connection", "Upgrade"), kind: Status, says: "status 101"},
	{name: "a picture", serve: typed("image/png", "\x89PNG\r\n"), kind: ContentType, says: "it is image/png, not a feed or page"},
	{name: "a film called a page", serve: typed("text/html", "\x1aE\xdf\xa3"+strings.Repeat("\x00\x01", 200)), kind: ContentType, says: "a film"},
	{name: "a PDF without a type", serve: raw("HTTP/1.1 200 OK\r\n\r\n%PDF-1.7"), kind: ContentType, says: "a PDF file"},
	{name: "zeros called a page", serve: typed("text/html", strings.Repeat("\x00", 500)), kind: ContentType, says: "binary data"},
	{name: "a feed where a page is wanted", serve: typed("application/rss+xml", "<rss/>"), kind: ContentType, says: "not a page", request: Request{Want: Page}},
	{name: "a style sheet", serve: typed("text/css", "a{}"), kind: ContentType, says: "it is text/css"},
	{name: "a broken type", serve: typed("image/png; =;;", "x"), kind: ContentType, says: "image/png"},
	{name: "not modified since nothing", serve: answer(304), kind: Protocol, says: "304"},
	{name: "gone", serve: answer(410), kind: Gone, says: "gone for good: remove it"},
	{name: "not found", serve: answer(404), kind: Status, says: "status 404 (not found); check the address"},
	{name: "no content", serve: answer(204), kind: Status, says: "status 204"},
	{name: "forbidden", serve: answer(403), kind: Status, says: "without an account"},
	{name: "server error", serve: answer(500), kind: Status, says: "status 500"},
	{name: "a status of its own", serve: answer(999), kind: Status, says: "status 999"},
	{name: "redirect to nowhere", serve: answer(302), kind: Redirect, says: "status 302 without saying where to go"},
	{name: "redirect to itself", serve: to(301, "?"), kind: Redirect, says: "in a circle"},
	{name: "redirect to itself with a cookie each time", serve: func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", fmt.Sprintf("n%d=1", time.Now().UnixNano()))
		to(302, "?")(w, r)
	}, kind: Redirect, says: "more than 10 redirects"},
	{name: "redirects without end", serve: func(w http.ResponseWriter, r *http.Request) {
		to(302, "?"+r.URL.RawQuery+"x")(w, r)
	}, kind: Redirect, says: "more than 10 redirects; give the address that a browser ends at"},
	{name: "redirect to a file", serve: to(302, "file:///etc/passwd"), kind: Redirect, says: `only http and https are fetched, not "file"`},
	{name: "redirect to data", serve: to(302, "data:text/html,hello"), kind: Redirect, says: `not "data"`},
	{name: "redirect to gopher", serve: to(302, "gopher://127.0.0.1:70/x"), kind: Redirect, says: `not "gopher"`},
	{name: "redirect with a password", serve: to(302, "http://user:secret@paper.example/"), kind: Redirect, says: "user name"},
	{name: "redirect to a mail server", serve: to(302, "http://paper.example:25/"), kind: Redirect, says: "port 25"},
	{name: "redirect to an address that is none", serve: to(302, "http://[::1/"), kind: Redirect, says: "not an address"},
	{name: "redirect to an address without end", serve: to(302, "http://paper.example/"+strings.Repeat("a", 5000)), kind: Redirect, says: "5021 bytes"},
	{name: "redirect to a zone", serve: to(302, "http://[fe80::1%25eth0]/"), kind: Redirect, says: "not one of the internet"},
}

func flipped(b []byte, at int) []byte {
	b[len(b)+at] ^= 0xff
	return b
}

// hostileServer serves every case under its number, and "/ok".
func hostileServer(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for i, c := range hostile {
		mux.HandleFunc(fmt.Sprintf("/%d", i), c.serve)
	}
	mux.HandleFunc("/ok", typed("text/html", "<p>fine</p>"))
	server := httptest.NewUnstartedServer(mux)
	server.Config.ErrorLog = quiet
	server.Start()
	return server
}

// TestHostileServer asks for every case. Each must end in a clear error, and
// the client must do its work afterwards as if nothing had been.
func TestHostileServer(t *testing.T) {
	before := goleak.IgnoreCurrent()
	server := hostileServer(t)
	o := limits
	o.Allow = []string{server.Listener.Addr().String()}
	client := New(o)
	for i, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			r := c.request
			r.URL = fmt.Sprintf("%s/%d", server.URL, i)
			started := time.Now()
			_, err := client.Get(t.Context(), r)
			checkError(t, err, c.kind, c.says)
			if took := time.Since(started); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
			if got, err := client.Get(t.Context(), Request{URL: server.URL + "/ok"}); err != nil || string(got.Body) != "<p>fine</p>" {
				t.Errorf("after it: %v, %v; want the page as before", got, err)
			}
		})
	}
	client.Close()
	server.CloseClientConnections()
	server.Close()
	goleak.VerifyNone(t, before)
}

// checkError tests what must be true of every error, its kind and its words.
func checkError(t *testing.T, err error, kind Kind, says string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got error %v, want an *Error of kind %s", err, kind)
	}
	if e.Kind != kind || !strings.Contains(err.Error(), says) {
		t.Errorf("got %s: %v\nwant %s: …%s…", e.Kind, err, kind, says)
	}
	if e.URL == "" || !strings.HasPrefix(err.Error(), e.URL) || len(err.Error()) > 1500 || strings.ContainsAny(err.Error(), "\r\n\x00") {
		t.Errorf("an error has to name its address, on one line of readable length: %q", err.Error())
	}
}

// private are the ways to write an address that is not of the public internet,
// and names that lead to one.
var private = []string{
	"127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0", "127.0.0.1.", "127.255.255.254",
	"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.1", "192.0.0.192", "198.18.0.1", "198.19.255.255",
	"192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
	"[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]",
	"[2002:7f00:1::]", "[2002:c0a8:101::1]", "[2001:0:7f00:1::]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[3fff::1]", "[100::1]", "[4000::1]",
	"localhost", "LOCALHOST", "localhost.", "①②⑦.⓪.⓪.①", "127。0。0。1", "inner.test", "inner6.test",
}

// TestPrivateAddresses asks for each of them directly and by a redirect from a
// host that is allowed. Nothing may be connected to.
func TestPrivateAddresses(t *testing.T) {
	var connections atomic.Int64
	inner := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { connections.Add(1) }))
	defer inner.Close()
	_, innerPort, _ := net.SplitHostPort(inner.Listener.Addr().String())
	outer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { to(302, r.URL.Query().Get("to"))(w, r) }))
	defer outer.Close()
	names := newNames(t, map[string][]string{"inner.test.": {"127.0.0.1"}, "inner6.test.": {"::1"}})
	o := limits
	o.Allow = []string{outer.Listener.Addr().String()}
	o.Resolver = names.resolver()
	client := New(o)
	defer client.Close()
	for _, host := range private {
		for _, way := range []string{"http://" + host + ":" + innerPort + "/", outer.URL + "/?to=" + url.QueryEscape("//"+host+":"+innerPort+"/")} {
			_, err := client.Get(t.Context(), Request{URL: way})
			var e *Error
			if !errors.As(err, &e) || e.Kind != Blocked && e.Kind != BadURL && e.Kind != Redirect {
				t.Errorf("%s: got %v, want a refusal", way, err)
				continue
			}
			if e.Kind == Redirect && !strings.Contains(e.Reason, "number") {
				t.Errorf("%s: refused for another reason: %v", way, err)
			}
		}
	}
	if n := connections.Load(); n != 0 {
		t.Errorf("%d requests reached the inner server", n)
	}
}

// TestRebinding has a name that resolves to a public address when it is first
// asked and to a private one from then on. 127.0.0.2 plays the public one.
func TestRebinding(t *testing.T) {
	var inside atomic.Int64
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, innerPort, _ := net.SplitHostPort(inner.Addr().String())
	innerServer := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside.Add(1) })}
	go innerServer.Serve(inner)
	defer innerServer.Close()
	outer, err := net.Listen("tcp", "127.0.0.2:"+innerPort)
	if err != nil {
		t.Fatal(err)
	}
	outerServer := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		to(302, "/second")(w, r)
	})}
	go outerServer.Serve(outer)
	defer outerServer.Close()

	names := newNames(t, map[string][]string{"moving.test.": {"127.0.0.2", "127.0.0.1"}})
	o := limits
	o.Resolver = names.resolver()
	client := New(o)
	defer client.Close()
	client.special = func(a netip.Addr) string {
		if a == netip.MustParseAddr("127.0.0.2") {
			return ""
		}
		return Special(a)
	}
	_, err = client.Get(t.Context(), Request{URL: "http://moving.test:" + innerPort + "/first"})
	checkError(t, err, Blocked, "/second: it leads to 127.0.0.1 (this computer)")
	if inside.Load() != 0 || names.asked("moving.test.") < 2 {
		t.Errorf("%d requests inside, %d questions; want none, and a question for each connection", inside.Load(), names.asked("moving.test."))
	}
}

// TestAllow names hosts that are exempt, and no others.
func TestAllow(t *testing.T) {
	server := httptest.NewServer(typed("text/html", "<p>intranet</p>"))
	defer server.Close()
	address := server.Listener.Addr().String()
	host, port, _ := net.SplitHostPort(address)
	names := newNames(t, map[string][]string{"wiki.intranet.": {"127.0.0.1"}, "other.intranet.": {"127.0.0.1"}})
	for _, c := range []struct {
		allow, url string
		works      bool
	}{
		{address, server.URL, true},
		{host, server.URL, true},
		{host + ":1", server.URL, false},
		{"Wiki.Intranet", "http://wiki.intranet:" + port, true},
		{"wiki.intranet:" + port, "http://WIKI.intranet.:" + port, true},
		{"wiki.intranet", "http://other.intranet:" + port, false},
		{"wiki.intranet", server.URL, false},
		{"intranet", "http://wiki.intranet:" + port, false},
	} {
		o := limits
		o.Allow, o.Resolver = []string{c.allow}, names.resolver()
		client := New(o)
		got, err := client.Get(t.Context(), Request{URL: c.url})
		if c.works && (err != nil || string(got.Body) != "<p>intranet</p>") {
			t.Errorf("allowed %s, asked %s: %v", c.allow, c.url, err)
		}
		if !c.works {
			checkError(t, err, Blocked, "name it among the allowed hosts")
		}
		client.Close()
	}
}

// TestCallerGivesUp must not be told as a fault of the server.
func TestCallerGivesUp(t *testing.T) {
	server := httptest.NewServer(raw("", func(net.Conn) { time.Sleep(300 * time.Millisecond) }))
	defer server.Close()
	o := limits
	o.Allow = []string{"127.0.0.1"}
	client := New(o)
	defer client.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	_, err := client.Get(ctx, Request{URL: server.URL})
	checkError(t, err, Canceled, "given up")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v hides the context's error", err)
	}
}
