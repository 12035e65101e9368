package fetch

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// certificate makes one that signs itself.
func certificate(t *testing.T, from, to time.Time, names ...string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "The Invented Paper"}, NotBefore: from, NotAfter: to, DNSNames: names,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func tlsServer(t *testing.T, c tls.Certificate, versions ...uint16) *httptest.Server {
	server := httptest.NewUnstartedServer(typed("text/html", "<p>secret</p>"))
	server.Config.ErrorLog = quiet
	server.TLS = &tls.Config{Certificates: []tls.Certificate{c}}
	if len(versions) > 0 {
		server.TLS.MaxVersion = versions[0]
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// TestTLS tells each way in which encryption fails.
func TestTLS(t *testing.T) {
	now := time.Now()
	good := certificate(t, now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1")
	expired := certificate(t, now.Add(-48*time.Hour), now.Add(-24*time.Hour), "127.0.0.1")
	elsewhere := certificate(t, now.Add(-time.Hour), now.Add(time.Hour), "paper.example", "www.paper.example")
	roots := x509.NewCertPool()
	for _, c := range []tls.Certificate{good, expired, elsewhere} {
		roots.AddCert(c.Leaf)
	}
	open := httptest.NewServer(typed("text/html", "<p>open</p>"))
	t.Cleanup(open.Close)
	silent := listen(t, func(conn net.Conn) { io.Copy(io.Discard, conn) })
	babbling := listen(t, func(conn net.Conn) { io.WriteString(conn, "220 mail.example ESMTP\r\n"); io.Copy(io.Discard, conn) })
	for _, c := range []struct {
		name, url string
		roots     *x509.CertPool
		kind      Kind // empty: it works
		says      string
	}{
		{"good", tlsServer(t, good).URL, roots, "", ""},
		{"self-signed", tlsServer(t, good).URL, x509.NewCertPool(), TLS, "not signed by an authority that this computer believes"},
		{"expired", tlsServer(t, expired).URL, roots, TLS, "its certificate was valid from " + now.UTC().Add(-48*time.Hour).Format(time.DateOnly)},
		{"of somebody else", tlsServer(t, elsewhere).URL, roots, TLS, `its certificate is for paper.example, www.paper.example, not for "127.0.0.1"`},
		{"too old", tlsServer(t, good, tls.VersionTLS11).URL, roots, TLS, "no encrypted connection came about: protocol version not supported"},
		{"plain HTTP on the port", strings.Replace(open.URL, "http:", "https:", 1), roots, TLS, "try the address with http://"},
		{"another protocol on the port", "https://" + babbling, roots, TLS, "does not answer with encryption"},
		{"silence on the port", "https://" + silent, roots, Timeout, "no encrypted connection within 200ms"},
		{"plain request on the TLS port", strings.Replace(tlsServer(t, good).URL, "https:", "http:", 1), roots, Status, "status 400"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := limits
			o.Allow, o.Roots, o.Connect = []string{"127.0.0.1"}, c.roots, 200*time.Millisecond
			client := New(o)
			defer client.Close()
			got, err := client.Get(t.Context(), Request{URL: c.url})
			if c.kind == "" {
				if err != nil || string(got.Body) != "<p>secret</p>" {
					t.Errorf("got %v, %v", got, err)
				}
				return
			}
			checkError(t, err, c.kind, c.says)
		})
	}
}

// TestDowngrade follows no redirect from https to http, but the other way.
func TestDowngrade(t *testing.T) {
	now := time.Now()
	good := certificate(t, now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1")
	roots := x509.NewCertPool()
	roots.AddCert(good.Leaf)
	safe := tlsServer(t, good)
	open := httptest.NewServer(to(301, safe.URL+"/page"))
	defer open.Close()
	safe.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/down" {
			to(302, open.URL)(w, r)
			return
		}
		typed("text/html", "<p>secret</p>")(w, r)
	})
	o := limits
	o.Allow, o.Roots = []string{"127.0.0.1"}, roots
	client := New(o)
	defer client.Close()
	_, err := client.Get(t.Context(), Request{URL: safe.URL + "/down"})
	checkError(t, err, Redirect, "not encrypted; if you trust it, give that address")
	got, err := client.Get(t.Context(), Request{URL: open.URL})
	if err != nil || got.URL != safe.URL+"/page" || got.Moved != safe.URL+"/page" {
		t.Errorf("http to https: %+v, %v", got, err)
	}
}

// listen answers every connection with f.
func listen(t *testing.T, f func(net.Conn)) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				conn.SetDeadline(time.Now().Add(2 * time.Second))
				f(conn)
			}()
		}
	}()
	return l.Addr().String()
}
