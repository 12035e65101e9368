package main

import (
	"bufio"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const guardPassword = "a ladder in the loft"

// TestGuards tries a service behind a password as somebody would who means ill.
func TestGuards(t *testing.T) {
	s, c := guarded(t)
	t.Run("headers", func(t *testing.T) { everyAnswerIsGuarded(t, s, c) })
	t.Run("other sites", func(t *testing.T) { noOtherSiteActs(t, s, c) })
	t.Run("addresses", func(t *testing.T) { noWayOutOfThePages(t, s, c) })
	t.Run("too much", func(t *testing.T) { tooMuchIsRefused(t, s, c) })
	t.Run("reports", func(t *testing.T) { reportsCannotAct(t, s, c) })
}

// guarded is a demonstration behind a password, and somebody who has logged in.
func guarded(t *testing.T) (*served, *http.Client) {
	t.Helper()
	t.Setenv("PARALLAX_PASSWORD", guardPassword)
	s := startServe(t, "--demo")
	c := &http.Client{Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	t.Cleanup(func() { c.CloseIdleConnections(); endQuietly(t, s) })
	c.Jar, _ = cookiejar.New(nil)
	r, err := c.PostForm(s.address+"/login", url.Values{"password": {guardPassword}})
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 303 || r.Header.Get("Location") != "/" {
		t.Fatalf("login: %d to %q", r.StatusCode, r.Header.Get("Location"))
	}
	for waiting := true; waiting; {
		_, _, b := send(t, c, "GET", s.address+"/api/1/status", nil)
		waiting = !strings.Contains(b, `"reports":26`) || !strings.Contains(b, `"to_analyse":0,"to_compare":0`)
	}
	return s, c
}

func send(t *testing.T, c *http.Client, method, address string, body io.Reader, headers ...string) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	a, err := c.Do(r)
	if err != nil {
		t.Fatalf("%s %s: %v", method, address, err)
	}
	defer a.Body.Close()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, a.Header, string(b)
}

// everyAnswerIsGuarded looks at the headers of answers of every kind, errors
// among them.
func everyAnswerIsGuarded(t *testing.T, s *served, c *http.Client) {
	in := c
	out := &http.Client{Transport: &http.Transport{}, CheckRedirect: in.CheckRedirect}
	t.Cleanup(out.CloseIdleConnections)
	for _, k := range []struct {
		who          *http.Client
		method, path string
		header       string
		status       int
	}{
		{in, "GET", "/", "", 200},
		{in, "GET", "/?after=nothing-we-made", "", 422},
		{in, "GET", "/nowhere", "", 404},
		{in, "GET", "/stories/nothing", "", 404},
		{in, "GET", "/assets/nothing.css", "", 404},
		{in, "GET", "/api/1/stories", "", 200},
		{in, "GET", "/api/1/nothing", "", 404},
		{in, "GET", "/api/1/stories?cursor=nothing-we-made", "", 422},
		{in, "GET", "/feed/stories.atom", "", 200},
		{in, "GET", "/feed/nothing.atom", "", 404},
		{in, "GET", "/metrics", "", 200},
		{in, "POST", "/read", "Origin: https://elsewhere.example", 403},
		{in, "GET", "/", "Host: elsewhere.example", 421},
		{out, "GET", "/", "", 303},
		{out, "GET", "/login", "", 200},
		{out, "GET", "/api/1/stories", "", 401},
		{out, "GET", "/api/1/stories", "Authorization: Bearer guessed", 401},
		{out, "POST", "/read", "", 401},
		{out, "GET", "/healthz", "", 200},
		{out, "GET", "/readyz", "", 200},
	} {
		var headers []string
		if k.header != "" {
			headers = []string{k.header}
		}
		status, h, _ := send(t, k.who, k.method, s.address+k.path, nil, headers...)
		if status != k.status {
			t.Errorf("%s %s (%s): %d, want %d", k.method, k.path, k.header, status, k.status)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if !strings.HasPrefix(h.Get(name), want) {
				t.Errorf("%s %s (%d): %s is %q", k.method, k.path, status, name, h.Get(name))
			}
		}
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "form-action 'self'") || !strings.Contains(csp, "base-uri 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s %s: policy %q", k.method, k.path, csp)
		}
		if h.Get("Server") != "" || h.Get("X-Powered-By") != "" {
			t.Errorf("%s %s tells what it runs on", k.method, k.path)
		}
	}
}

// noOtherSiteActs posts to everything that takes a form, as a page of
// another site would through the reader's browser.
func noOtherSiteActs(t *testing.T, s *served, c *http.Client) {
	for _, path := range []string{
		"/login", "/logout", "/password", "/tokens", "/tokens/desk/remove", "/backup", "/read", "/stories/x/read", "/stories/merge", "/stories/x/split",
		"/decisions/x/undo", "/feeds", "/feeds/x", "/feeds.opml", "/add", "/settings/retention", "/api/1/reports", "/api/1/stories/merge", "/api/1/feeds",
	} {
		for _, h := range []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://elsewhere.example", "Origin: null"} {
			if status, _, _ := send(t, c, "POST", s.address+path, strings.NewReader("a=b"), h, "Content-Type: application/x-www-form-urlencoded"); status != 403 {
				t.Errorf("POST %s with %s: %d", path, h, status)
			}
		}
	}
}

// noWayOutOfThePages tries addresses that climb, and redirects that leave.
func noWayOutOfThePages(t *testing.T, s *served, c *http.Client) {
	for _, path := range []string{
		"/assets/..%2f..%2fgo.mod", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/....//go.mod", "/stories/..%2f..%2fetc%2fpasswd", "/reports/..%2fparallax.db",
		"/reports/x/..%2frevisions", "/stories/x/..%2fstory.json", "/outlets/%2e%2e%2f", "/feed/..%2fstories.atom", "/feed/people/..%2f..%2fx.atom", "/people/%00",
	} {
		status, h, b := send(t, c, "GET", s.address+path, nil)
		to := h.Get("Location")
		if status != 404 && !(status >= 300 && status < 400 && strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//")) || strings.Contains(b, "root:") {
			t.Errorf("%s: %d to %q", path, status, to)
		}
	}
	for _, next := range []string{"https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/%5celsewhere.example/..", "javascript:alert(1)"} {
		if status, h, _ := send(t, c, "GET", s.address+"/login?next="+url.QueryEscape(next), nil); status != 303 || !strings.HasPrefix(h.Get("Location"), "/") || strings.HasPrefix(h.Get("Location"), "//") || strings.Contains(h.Get("Location"), "\\") {
			t.Errorf("login leads to %q", h.Get("Location"))
		}
	}
}

// reportsCannotAct brings reports whose every field would run a script, and
// looks at each page for anything that could.
func reportsCannotAct(t *testing.T, s *served, c *http.Client) {
	const bad = `\"><script>alert(1)</script><img src=x onerror=alert(1)>`
	var lines strings.Builder
	for i, outlet := range []string{"Echo", "Tide"} {
		fmt.Fprintf(&lines, `{"id":"x%d","outlet":"%s%s","title":"Crane falls%s","url":"javascript:alert(%d)","published":"2026-04-20T1%d:00:00Z","text":"%s A crane fell on the quay.\n\nAda %s Trewin said: “It bent for an hour %s.”\n\n“The owners knew,” said Bo Larkmoor."}`+"\n", i, outlet, bad, bad, i, i, bad, bad, bad)
	}
	if status, _, b := send(t, c, "POST", s.address+"/api/1/reports?name=bad.jsonl", strings.NewReader(lines.String()), "Content-Type: application/x-ndjson"); status != 202 {
		t.Fatalf("bringing them: %d %s", status, b)
	}
	for waiting := true; waiting; {
		_, _, b := send(t, c, "GET", s.address+"/api/1/status", nil)
		waiting = !strings.Contains(b, `"to_analyse":0,"to_compare":0`)
	}
	todo, seen := []string{"/", "/people", "/outlets", "/feeds", "/add", "/settings", "/search?q=crane&by=trewin", "/search?q=crane&in=statements", "/search?q=%3Cscript%3E%22", "/verify?words=%22%3E%3Cscript%3E&speaker=%3Cb%3E", "/reports/x0?with=x1"}, map[string]bool{}
	for len(todo) > 0 && len(seen) < 200 {
		at := todo[0]
		todo = todo[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		status, h, b := send(t, c, "GET", s.address+at, nil)
		if strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || !strings.HasPrefix(h.Get("Content-Type"), "text/html") || status != 200 {
			continue
		}
		todo = append(todo, harmless(t, at, b)...)
	}
	if !seen["/reports/x0?with=x1"] || len(seen) < 60 {
		t.Errorf("only %d pages were looked at", len(seen))
	}
}

// harmless checks that a page has nothing that could run but its own files, and
// gives the addresses that it leads to.
func harmless(t *testing.T, at, page string) (links []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			if src := attribute(n, "src"); !strings.HasPrefix(src, "/assets/") || n.FirstChild != nil {
				t.Errorf("%s has a script from %q", at, src)
			}
		case "img", "iframe", "object", "embed", "base", "style", "meta":
			if n.Data != "meta" || attribute(n, "http-equiv") != "" {
				t.Errorf("%s has <%s>", at, n.Data)
			}
		}
		for _, a := range n.Attr {
			v := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || strings.HasPrefix(v, "javascript:") || (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.HasPrefix(v, "data:") {
				t.Errorf("%s: <%s %s=%q>", at, n.Data, a.Key, a.Val)
			}
		}
		if href := attribute(n, "href"); n.Data == "a" && strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "/api/") && !strings.HasPrefix(href, "/feed/") {
			links = append(links, strings.Split(href, "#")[0])
		}
	}
	return links
}

// tooMuchIsRefused sends more than each place takes.
func tooMuchIsRefused(t *testing.T, s *served, c *http.Client) {
	many := func(n int) io.Reader { return io.LimitReader(endless('a'), int64(n)) }
	file := func(field string, n int) (io.Reader, string) {
		r, w := io.Pipe()
		m := multipart.NewWriter(w)
		go func() {
			part, err := m.CreateFormFile(field, "big.txt")
			if err == nil {
				_, _ = io.Copy(part, many(n)) // the server stops reading: that is what is tested
			}
			_ = m.Close()
			_ = w.Close()
		}()
		return r, "Content-Type: " + m.FormDataContentType()
	}
	if status, _, _ := send(t, c, "POST", s.address+"/api/1/reports", many(65<<20), "Content-Type: text/plain"); status != 413 {
		t.Errorf("65 MB for the API: %d", status)
	}
	if status, _, b := send(t, c, "POST", s.address+"/settings/retention", io.MultiReader(strings.NewReader("days="), many(2<<20)), "Content-Type: application/x-www-form-urlencoded"); status != 413 {
		t.Errorf("a form of 2 MB: %d %.200s", status, b)
	}
	if body, kind := file("days", 2<<20); true {
		if status, _, _ := send(t, c, "POST", s.address+"/settings/retention", body, kind); status != 413 {
			t.Errorf("a form of 2 MB in parts: %d", status)
		}
	}
	if body, kind := file("file", 12<<20); true {
		if status, _, b := send(t, c, "POST", s.address+"/feeds.opml", body, kind); status != 422 || !strings.Contains(b, "more than 8 MB") {
			t.Errorf("a list of 12 MB: %d", status)
		}
	}
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() {
		_, _ = fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: %s\r\n\r\n", strings.Repeat("a", 100<<10))
	}()
	if line, _ := bufio.NewReader(conn).ReadString('\n'); !strings.Contains(line, " 431 ") {
		t.Errorf("100 kB of headers: %q", line)
	}
}

// endless is a text of one letter.
type endless byte

func (e endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(e)
	}
	return len(b), nil
}
