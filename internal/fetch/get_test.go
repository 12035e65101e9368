package fetch

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// newLocal serves with a handler and gives a client that may ask it.
func newLocal(t *testing.T, h http.HandlerFunc, o Options) (*Client, string) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	o.Allow = []string{"127.0.0.1"}
	client := New(o)
	t.Cleanup(client.Close)
	return client, server.URL
}

// TestGet reads an answer with all that it says of itself.
func TestGet(t *testing.T) {
	client, url := newLocal(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"17"` || r.Header.Get("If-Modified-Since") == "Mon, 02 Mar 2026 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "Application/RSS+XML; charset=ISO-8859-1")
		w.Header().Set("ETag", `"17"`)
		w.Header().Set("Last-Modified", "Mon, 02 Mar 2026 10:00:00 GMT")
		w.Header().Set("Cache-Control", "public, max-age=900")
		w.Header().Set("Age", "100")
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(zip([]byte("<rss>" + r.UserAgent() + " " + r.URL.RawQuery + "</rss>")))
	}, Options{Interval: -1, UserAgent: "Parallax/7 (test)"})
	got, err := client.Get(t.Context(), Request{URL: " " + url + "/feed?a=b#fragment ", Want: Feed})
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Body) != "<rss>Parallax/7 (test) a=b</rss>" || got.MediaType != "application/rss+xml" || got.Charset != "iso-8859-1" || got.URL != url+"/feed?a=b" || got.Moved != "" || got.Fresh != 800*time.Second {
		t.Errorf("got %+v, body %s", got, got.Body)
	}
	for _, again := range []Request{{ETag: got.ETag}, {LastModified: got.LastModified}} {
		again.URL = url
		if got, err := client.Get(t.Context(), again); err != nil || !got.NotModified || got.Body != nil {
			t.Errorf("asked again: %+v, %v; want not modified", got, err)
		}
	}
	if got, err := client.Get(t.Context(), Request{URL: url, ETag: "bad\r\nX-Injected: 1"}); err != nil || got.NotModified {
		t.Errorf("an ETag with a line end: %+v, %v", got, err)
	}
}

// TestMoved tells permanent redirects up to the first one that is not.
func TestMoved(t *testing.T) {
	client, url := newLocal(t, func(w http.ResponseWriter, r *http.Request) {
		var status int
		path := strings.TrimPrefix(r.URL.Path, "/")
		if n, _ := fmt.Sscanf(path, "%d", &status); n == 1 {
			_, rest, _ := strings.Cut(path, "-")
			to(status, "/"+rest)(w, r)
			return
		}
		typed("text/html", "<p>there</p>")(w, r)
	}, Options{Interval: -1})
	for path, moved := range map[string]string{
		"/end": "", "/301-end": "/end", "/308-301-end": "/end", "/302-end": "", "/301-302-end": "/302-end", "/302-301-end": "", "/307-end": "", "/303-end": "", "/301-307-301-end": "/307-301-end",
	} {
		got, err := client.Get(t.Context(), Request{URL: url + path})
		if err != nil || strings.TrimPrefix(got.Moved, url) != moved || got.URL != url+"/end" {
			t.Errorf("%s: got %+v, %v; want moved to %q", path, got, err, moved)
		}
	}
}

// TestCookies are kept for one journey through redirects and no longer.
func TestCookies(t *testing.T) {
	client, url := newLocal(t, func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("consent"); err != nil || c.Value != "no" {
			w.Header().Set("Set-Cookie", "consent=no; Path=/")
			to(302, r.URL.Path)(w, r)
			return
		}
		if r.URL.Path == "/twice" {
			t.Error("the second journey has the first one's cookies")
		}
		typed("text/html", "<p>in</p>")(w, r)
	}, Options{Interval: -1})
	if got, err := client.Get(t.Context(), Request{URL: url + "/once"}); err != nil || string(got.Body) != "<p>in</p>" {
		t.Errorf("got %v, %v", got, err)
	}
	seen := false
	client, url = newLocal(t, func(w http.ResponseWriter, r *http.Request) {
		seen = seen || len(r.Cookies()) > 0
		w.Header().Set("Set-Cookie", "who=you")
		typed("text/html", "<p>in</p>")(w, r)
	}, Options{Interval: -1})
	for range 2 {
		if _, err := client.Get(t.Context(), Request{URL: url}); err != nil {
			t.Error(err)
		}
	}
	if seen {
		t.Error("a later request carries a cookie")
	}
}

// TestBadURLs are refused before anything is sent.
func TestBadURLs(t *testing.T) {
	client := New(limits)
	defer client.Close()
	for url, says := range map[string]string{
		"": `not ""`, "paper.example/feed": "only http and https", "feed://paper.example/": `not "feed"`, "http://": "names no host", "http:///feed": "names no host", "http:paper.example": "names no host",
		"https://user@paper.example/": "user name", "https://paper.example:22/": "port 22 is that of another service", "https://paper.example:99999/": "port 99999", "http://[::1": "not an address",
		"http://paper.example/" + strings.Repeat("x", MaxURL): "bytes, more than 4096", "http://pa per.example/": "not an address", "http://1.2.3/": "a number, but no IP address", "file:///etc/passwd": `not "file"`,
		"javascript:alert(1)": "only http", "http://a%00b.example/": "not an address",
	} {
		_, err := client.Get(t.Context(), Request{URL: url})
		if err == nil {
			t.Errorf("%q was fetched", url)
			continue
		}
		if e := err.(*Error); e.Kind != BadURL || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %s %v; want …%s…", url, e.Kind, err, says)
		}
	}
}

// TestUnreachable tells hosts that are not there.
func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	l.Close()
	o := limits
	o.Allow = []string{"127.0.0.1"}
	o.Resolver = newNames(t, nil).resolver()
	client := New(o)
	defer client.Close()
	_, err = client.Get(t.Context(), Request{URL: "http://" + closed + "/"})
	checkError(t, err, Unreachable, "its host refuses connections")
	_, err = client.Get(t.Context(), Request{URL: "http://nowhere.example/"})
	checkError(t, err, NotFound, `there is no host named "nowhere.example"; check the address`)
}

// TestBusyHost is left alone until the time it gave, by seconds or by date.
func TestBusyHost(t *testing.T) {
	for _, after := range []func() string{
		func() string { return "600" },
		func() string { return time.Now().Add(10 * time.Minute).UTC().Format(http.TimeFormat) },
	} {
		asked := 0
		client, url := newLocal(t, func(w http.ResponseWriter, r *http.Request) {
			asked++
			w.Header().Set("Retry-After", after())
			w.WriteHeader([]int{429, 503}[asked%2])
		}, Options{Interval: -1})
		_, err := client.Get(t.Context(), Request{URL: url})
		checkError(t, err, Busy, "it asks to wait until")
		until := err.(*Error).Until
		if wait := time.Until(until); wait < 9*time.Minute || wait > 10*time.Minute {
			t.Errorf("to wait for %s, want ten minutes", wait)
		}
		_, err = client.Get(t.Context(), Request{URL: url + "/other"})
		checkError(t, err, Busy, "its host asked not to be asked before")
		if asked != 1 {
			t.Errorf("asked %d times, want once", asked)
		}
	}
}

// TestManyAtOnce holds the number of requests that a host has at a time.
func TestManyAtOnce(t *testing.T) {
	var mu sync.Mutex
	running, most := 0, 0
	client, url := newLocal(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		running++
		most = max(most, running)
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		running--
		mu.Unlock()
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<p>page</p>")
	}, Options{Interval: -1})
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			if _, err := client.Get(t.Context(), Request{URL: fmt.Sprintf("%s/%d", url, i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if most > 2 {
		t.Errorf("%d requests at a time, want 2 at most", most)
	}
}
