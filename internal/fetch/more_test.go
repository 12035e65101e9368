package fetch

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"crypto/x509"

	"golang.org/x/text/encoding/charmap"
)

// TestCharsets gives pages in UTF-8 when only the server names their encoding,
// and leaves alone what says it itself.
func TestCharsets(t *testing.T) {
	old, err := charmap.Windows1251.NewEncoder().String("<p>Причал горел час.</p>")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ media, body, want string }{
		{"text/html; charset=windows-1251", old, "<p>Причал горел час.</p>"},
		{"text/html; charset=\"Windows-1251\"", old, "<p>Причал горел час.</p>"},
		{"text/html; charset=windows-1251", "<p>Причал горел час.</p>", "<p>Причал горел час.</p>"},
		{"text/html", old, old},
		{"text/html; charset=utf-8", old, old},
		{"text/html; charset=x-none", old, old},
		{"application/rss+xml; charset=iso-8859-1", old, old},
	} {
		client, url := newLocal(t, typed(c.media, c.body), limits)
		if got, err := client.Get(t.Context(), Request{URL: url}); err != nil || string(got.Body) != c.want {
			t.Errorf("%s: %v, %v; want %q", c.media, got, err, c.want)
		}
	}
}

// TestHTTP2 has a few of the hostile cases over HTTP/2, where other code reads
// the answer.
func TestHTTP2(t *testing.T) {
	now := time.Now()
	good := certificate(t, now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1")
	roots := x509.NewCertPool()
	roots.AddCert(good.Leaf)
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { typed("text/html", "<p>"+r.Proto+"</p>")(w, r) })
	mux.HandleFunc("/huge", answer(200, "X-Huge", strings.Repeat("x", 40<<10)))
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 32<<10)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, r *http.Request) {
		typed("text/html", "<p>half")(w, r)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("/busy", answer(429, "Retry-After", "0"))
	server := httptest.NewUnstartedServer(mux)
	server.EnableHTTP2 = true
	server.Config.ErrorLog = quiet
	server.TLS = tlsServer(t, good).TLS.Clone()
	server.TLS.NextProtos = nil
	server.StartTLS()
	defer server.Close()
	o := limits
	o.Allow, o.Roots = []string{"127.0.0.1"}, roots
	client := New(o)
	defer client.Close()
	for path, want := range map[string]struct {
		kind Kind
		says string
	}{
		"/huge": {TooLarge, "headers of its answer"}, "/slow": {Timeout, "no answer within"}, "/endless": {TooLarge, "more than 64 KiB"}, "/broken": {Protocol, "not proper HTTP"}, "/busy": {Busy, "status 429"},
	} {
		_, err := client.Get(t.Context(), Request{URL: server.URL + path})
		checkError(t, err, want.kind, want.says)
		if got, err := client.Get(t.Context(), Request{URL: server.URL + "/ok"}); err != nil || string(got.Body) != "<p>HTTP/2.0</p>" {
			t.Errorf("after %s: %v, %v", path, got, err)
		}
	}
}

// FuzzURL: what is refused is told; what is not is http or https, without user,
// number or fragment, and no literal address of a special block.
func FuzzURL(f *testing.F) {
	for _, host := range private {
		f.Add("http://" + host + "/")
	}
	f.Add("HTTPS://user@Paper.Example:443/a?b#c")
	f.Add("http://paper.example.:8080")
	f.Add("http://127.1../")
	client := New(limits)
	f.Fuzz(func(t *testing.T, address string) {
		u, err := client.parse(address)
		if err != nil {
			if err.Reason == "" || err.Kind != BadURL && err.Kind != Blocked {
				t.Errorf("%q: %+v", address, err)
			}
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.Fragment != "" || isNumber(u.Hostname()) {
			t.Errorf("%q was let through as %+v", address, u)
		}
		if a, err := netip.ParseAddr(u.Hostname()); err == nil && Special(a) != "" {
			t.Errorf("%q leads to %s", address, a)
		}
		again, e := url.Parse(u.String())
		if e != nil {
			t.Errorf("%q became %q, which is none: %v", address, u, e)
		} else if failure := client.check(again); failure != nil && !errors.Is(failure, err) {
			t.Errorf("%q became %q, which is refused: %v", address, u, failure)
		}
	})
}
