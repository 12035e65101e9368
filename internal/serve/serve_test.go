package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"parallax/internal/archive"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// kept is settings in memory.
type kept struct {
	mu     sync.Mutex
	values map[string][]byte
	broken error
}

func (k *kept) Setting(_ context.Context, key string) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, ok := k.values[key]
	if !ok && k.broken == nil {
		return nil, fmt.Errorf("setting %q: %w", key, archive.ErrNotFound)
	}
	return v, k.broken
}

func (k *kept) SetSetting(_ context.Context, key string, value []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if value == nil {
		delete(k.values, key)
		return k.broken
	}
	if k.values == nil {
		k.values = map[string][]byte{}
	}
	k.values[key] = bytes.Clone(value)
	return k.broken
}

// said answers with its own name and the path.
type said string

func (s said) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/broken" {
		panic("a page with a hole in it")
	}
	_, _ = io.WriteString(w, string(s)+" "+r.Method+" "+r.URL.Path)
}

func start(t *testing.T, o Options, set ...func(*Server)) (*httptest.Server, *http.Client) {
	t.Helper()
	o.Pages, o.API, o.Feeds = said("page"), said("api"), said("feed")
	if o.Settings == nil {
		o.Settings = &kept{}
	}
	s, err := New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range set {
		f(s)
	}
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	c := h.Client()
	c.Jar, _ = cookiejar.New(nil)
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return h, c
}

// ask sends a request with headers "Name: value" and gives status, body and
// where it leads.
func ask(t *testing.T, c *http.Client, method, address string, form url.Values, headers ...string) (int, string, http.Header) {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Set(name, value)
	}
	a, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, string(b), a.Header
}

const password = "a long winter coat"

func TestOpenOnLoopback(t *testing.T) {
	s, c := start(t, Options{Open: true})
	for path, want := range map[string]string{"/": "page GET /", "/api/1/stories": "api GET /api/1/stories", "/feed/stories.atom": "feed GET /feed/stories.atom", "/healthz": "ok\n", "/readyz": "ready\n"} {
		if status, body, _ := ask(t, c, "GET", s.URL+path, nil); status != 200 || body != want {
			t.Errorf("%s: %d %q, want %q", path, status, body, want)
		}
	}
}

func TestOthersNeedAPassword(t *testing.T) {
	if _, err := New(t.Context(), Options{Pages: said(""), API: said(""), Settings: &kept{}}); !errors.Is(err, ErrNoPassword) {
		t.Errorf("a server without a password that others can reach starts: %v", err)
	}
	if _, err := New(t.Context(), Options{Pages: said(""), API: said(""), Settings: &kept{}, Password: "short"}); err == nil {
		t.Error("a password of five characters is taken")
	}
}

func TestLogin(t *testing.T) {
	s, c := start(t, Options{Password: password})
	status, _, h := ask(t, c, "GET", s.URL+"/stories/s1?show=new", nil)
	if status != 303 || h.Get("Location") != "/login?next=%2Fstories%2Fs1%3Fshow%3Dnew" {
		t.Fatalf("a stranger is sent to %d %q", status, h.Get("Location"))
	}
	for _, path := range []string{"/api/1/stories", "/feed/stories.atom", "/metrics"} {
		if status, body, _ := ask(t, c, "GET", s.URL+path, nil); status != 401 || !strings.Contains(body, "token") {
			t.Errorf("%s to a stranger: %d %q", path, status, body)
		}
	}
	if status, body, _ := ask(t, c, "GET", s.URL+"/login?next=/stories/s1", nil); status != 200 || !strings.Contains(body, `value="/stories/s1"`) {
		t.Errorf("login page: %d %s", status, body)
	}
	if status, body, _ := ask(t, c, "POST", s.URL+"/login", url.Values{"password": {"another coat"}}); status != 403 || !strings.Contains(body, "not the password") {
		t.Errorf("a wrong password: %d %s", status, body)
	}
	status, _, h = ask(t, c, "POST", s.URL+"/login", url.Values{"password": {password}, "next": {"/stories/s1"}})
	if status != 303 || h.Get("Location") != "/stories/s1" {
		t.Fatalf("login leads to %d %q", status, h.Get("Location"))
	}
	cookie := h.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie lacks %s: %s", want, cookie)
		}
	}
	if status, body, _ := ask(t, c, "GET", s.URL+"/stories/s1", nil); status != 200 || body != "page GET /stories/s1" {
		t.Errorf("after login: %d %q", status, body)
	}
	secret := c.Jar.Cookies(must(url.Parse(s.URL)))[0].Value
	if status, _, _ := ask(t, c, "POST", s.URL+"/logout", url.Values{}); status != 303 {
		t.Errorf("logout: %d", status)
	}
	if status, _, _ := ask(t, c, "GET", s.URL+"/", nil, "Cookie: "+sessionCookie+"="+secret); status != 303 {
		t.Errorf("the session is good after logout: %d", status)
	}
}

func TestLoginLeadsNowhereElse(t *testing.T) {
	for next, want := range map[string]string{
		"/stories": "/stories", "/a?b=c#d": "/a?b=c#d", "": "/", "https://elsewhere.example/": "/", "//elsewhere.example/": "/",
		`/\elsewhere.example`: "/", "javascript:alert(1)": "/", "stories": "/", "/\tx": "/",
	} {
		if got := within(next); got != want {
			t.Errorf("within(%q) = %q, want %q", next, got, want)
		}
	}
}

func TestGuessingIsSlow(t *testing.T) {
	at := time.Date(2031, 5, 2, 10, 0, 0, 0, time.UTC) // stands still, however slow the machine hashes
	s, c := start(t, Options{Password: password}, func(s *Server) { s.gate.now = func() time.Time { return at } })
	last, retry := 0, ""
	for range triesAtOnce + 1 {
		status, _, h := ask(t, c, "POST", s.URL+"/login", url.Values{"password": {"guess after guess"}})
		last, retry = status, h.Get("Retry-After")
	}
	if last != 429 || retry == "" {
		t.Errorf("guess %d: %d, Retry-After %q", triesAtOnce+1, last, retry)
	}
	if status, _, _ := ask(t, c, "POST", s.URL+"/login", url.Values{"password": {password}}); status != 429 {
		t.Errorf("the right password is told from a wrong one while guesses wait: %d", status)
	}
}

func TestTries(t *testing.T) {
	now := time.Date(2031, 5, 2, 10, 0, 0, 0, time.UTC)
	tr := newTries()
	for range triesAtOnce {
		if d := tr.wait("192.0.2.7", now); d != 0 {
			t.Fatalf("an early attempt waits %s", d)
		}
	}
	if d := tr.wait("192.0.2.7", now); d <= 0 || d > triesEvery {
		t.Errorf("attempt %d waits %s", triesAtOnce+1, d)
	}
	if d := tr.wait("192.0.2.8", now); d != 0 {
		t.Errorf("another address waits %s", d)
	}
	if d := tr.wait("192.0.2.7", now.Add(triesEvery)); d != 0 {
		t.Errorf("after %s it still waits %s", triesEvery, d)
	}
	if network("2001:db8:1:2:3::1") != network("2001:db8:1:2:ffff::9") || network("192.0.2.7") == network("192.0.2.8") {
		t.Error("one household of IPv6 is one guesser, two addresses of IPv4 are two")
	}
	for i := range 100 {
		tr.wait(netOf(i), now.Add(time.Hour))
	}
	if d := tr.wait("198.51.100.1", now.Add(time.Hour)); d <= 0 {
		t.Error("a hundred addresses guess faster than all together may")
	}
}

func netOf(i int) string { return net.IPv4(203, 0, 113, byte(i)).String() }

func TestTokens(t *testing.T) {
	settings := &kept{}
	s, c := start(t, Options{Password: password, Settings: settings})
	ask(t, c, "POST", s.URL+"/login", url.Values{"password": {password}})
	status, made, _ := ask(t, c, "POST", s.URL+"/tokens", url.Values{"name": {"night  desk"}})
	made = strings.TrimSpace(made)
	if status != 201 || len(made) < 26 {
		t.Fatalf("making a token: %d %q", status, made)
	}
	for _, v := range settings.values {
		if bytes.Contains(v, []byte(made)) {
			t.Error("the token itself is kept")
		}
	}
	if status, body, _ := ask(t, c, "POST", s.URL+"/tokens", url.Values{"name": {"<day> desk"}}, "Accept: text/html"); status != 201 || !strings.Contains(body, "A key for &lt;day&gt; desk") {
		t.Errorf("a token for a browser: %d %s", status, body)
	}
	if status, body, _ := ask(t, c, "GET", s.URL+"/tokens", nil); status != 200 || !strings.Contains(body, `"name":"night desk"`) || strings.Contains(body, made) {
		t.Errorf("list: %d %s", status, body)
	}
	if status, _, _ := ask(t, c, "POST", s.URL+"/tokens", url.Values{"name": {"night desk"}}); status != 409 {
		t.Errorf("a second token of one name: %d", status)
	}
	if status, _, _ := ask(t, c, "POST", s.URL+"/tokens", url.Values{"name": {" "}}); status != 400 {
		t.Errorf("a token without a name: %d", status)
	}
	stranger := &http.Client{}
	t.Cleanup(stranger.CloseIdleConnections)
	if status, body, _ := ask(t, stranger, "GET", s.URL+"/api/1/stories", nil, "Authorization: Bearer "+made); status != 200 || body != "api GET /api/1/stories" {
		t.Errorf("with the token: %d %q", status, body)
	}
	if status, _, _ := ask(t, stranger, "GET", s.URL+"/feed/stories.atom?token="+made, nil); status != 200 {
		t.Errorf("a feed with the token in its address: %d", status)
	}
	if status, _, _ := ask(t, stranger, "GET", s.URL+"/api/1/stories?token="+made, nil); status != 401 {
		t.Errorf("the API takes a token from the address: %d", status)
	}
	ask(t, c, "POST", s.URL+"/tokens/night%20desk/remove", url.Values{})
	if status, _, _ := ask(t, stranger, "GET", s.URL+"/api/1/stories", nil, "Authorization: Bearer "+made); status != 401 {
		t.Errorf("with a removed token: %d", status)
	}
}

func TestChangingThePasswordEndsSessions(t *testing.T) {
	settings := &kept{}
	s, c := start(t, Options{Open: true, Settings: settings})
	change := func(c *http.Client, old, new, again string) (int, string) {
		status, body, _ := ask(t, c, "POST", s.URL+"/password", url.Values{"old": {old}, "new": {new}, "again": {again}})
		return status, body
	}
	if status, body := change(c, "", password, password+"!"); status != 400 {
		t.Fatalf("two different entries: %d %s", status, body)
	}
	if status, body := change(c, "", password, password); status != 303 {
		t.Fatalf("the first password: %d %s", status, body)
	}
	if status, _, _ := ask(t, c, "GET", s.URL+"/", nil); status != 200 {
		t.Errorf("who set the password is out: %d", status)
	}
	other := &http.Client{CheckRedirect: c.CheckRedirect}
	t.Cleanup(other.CloseIdleConnections)
	other.Jar, _ = cookiejar.New(nil)
	if status, _, _ := ask(t, other, "GET", s.URL+"/", nil); status != 303 {
		t.Errorf("an open server with a password lets a stranger in: %d", status)
	}
	ask(t, other, "POST", s.URL+"/login", url.Values{"password": {password}})
	if status, _, _ := ask(t, other, "GET", s.URL+"/", nil); status != 200 {
		t.Errorf("after login: %d", status)
	}
	if status, _ := change(c, "wrong in every way", "another long coat", "another long coat"); status != 403 {
		t.Errorf("changed without the old one: %d", status)
	}
	if status, _ := change(c, password, "another long coat", "another long coat"); status != 303 {
		t.Errorf("changing it: %d", status)
	}
	if status, _, _ := ask(t, other, "GET", s.URL+"/", nil); status != 303 {
		t.Errorf("the other's session outlives the password: %d", status)
	}
}

func TestOtherSitesCannotAct(t *testing.T) {
	s, c := start(t, Options{Open: true, Hosts: []string{"desk.example"}})
	for _, h := range []string{"Sec-Fetch-Site: cross-site", "Origin: https://elsewhere.example"} {
		if status, _, _ := ask(t, c, "POST", s.URL+"/api/1/reports", url.Values{}, h); status != 403 {
			t.Errorf("a post from another site (%s): %d", h, status)
		}
	}
	if status, _, _ := ask(t, c, "POST", s.URL+"/api/1/reports", url.Values{}, "Sec-Fetch-Site: same-origin"); status != 200 {
		t.Errorf("a post from the server's own page: %d", status)
	}
	for host, want := range map[string]int{"rebound.example": 421, "desk.example:8080": 200, "DESK.example.": 200, "localhost:1": 200, "127.0.0.1:9": 200, "[::1]:9": 200, "192.0.2.1": 421} {
		if status, _, _ := ask(t, c, "GET", s.URL+"/", nil, "Host: "+host); status != want {
			t.Errorf("called %s: %d, want %d", host, status, want)
		}
	}
}

// TestRefusalsToPrograms: whoever asks the API is refused as the API refuses,
// with a problem document, others with a line.
func TestRefusalsToPrograms(t *testing.T) {
	guarded, c := start(t, Options{Password: password})
	for _, k := range []struct {
		method, path, header string
		status               int
	}{
		{"GET", "/api/1/stories", "Accept: */*", 401},
		{"GET", "/api/1/stories", "Host: rebound.example", 421},
		{"POST", "/api/1/reports", "Origin: https://elsewhere.example", 403},
	} {
		status, body, h := ask(t, c, k.method, guarded.URL+k.path, nil, k.header)
		var p struct {
			Title, Detail string
			Status        int
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil || status != k.status || p.Status != status || p.Title == "" || p.Detail == "" || h.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s (%s): %d %s %q, %v", k.method, k.path, k.header, status, h.Get("Content-Type"), body, err)
		}
	}
	if status, body, h := ask(t, c, "GET", guarded.URL+"/feed/stories.atom", nil); status != 401 || !strings.HasPrefix(h.Get("Content-Type"), "text/plain") || strings.HasPrefix(body, "{") {
		t.Errorf("a feed: %d %q", status, body)
	}
}

func TestHeaders(t *testing.T) {
	s, c := start(t, Options{Open: true})
	for _, path := range []string{"/", "/healthz", "/login"} {
		_, _, h := ask(t, c, "GET", s.URL+path, nil)
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s lacks nosniff", path)
		}
	}
}

func TestABrokenPageIsOneBrokenPage(t *testing.T) {
	var log strings.Builder
	s, c := start(t, Options{Open: true, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if status, body, _ := ask(t, c, "GET", s.URL+"/broken?q=secret+words", nil); status != 500 || !strings.Contains(body, "log") {
		t.Errorf("a broken page: %d %q", status, body)
	}
	if status, _, _ := ask(t, c, "GET", s.URL+"/", nil); status != 200 {
		t.Errorf("the page after it: %d", status)
	}
	if !strings.Contains(log.String(), "a page with a hole in it") || strings.Contains(log.String(), "secret") {
		t.Errorf("log: %s", log.String())
	}
	_, body, _ := ask(t, c, "GET", s.URL+"/metrics", nil)
	for _, want := range []string{"parallax_panics_total 1", `parallax_request_seconds_count{route="/",status="2xx"} 1`, "go_goroutines"} {
		if !strings.Contains(body, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
}

func TestNotReady(t *testing.T) {
	s, c := start(t, Options{Open: true, Ready: func(context.Context) error { return errors.New("the disk is gone") }})
	if status, body, _ := ask(t, c, "GET", s.URL+"/readyz", nil); status != 503 || !strings.Contains(body, "the disk is gone") {
		t.Errorf("readyz: %d %q", status, body)
	}
}

func TestBrokenSettingsLetNobodyIn(t *testing.T) {
	settings := &kept{}
	s, c := start(t, Options{Password: password, Settings: settings})
	ask(t, c, "POST", s.URL+"/login", url.Values{"password": {password}})
	settings.mu.Lock()
	settings.broken = errors.New("disk")
	settings.mu.Unlock()
	if status, _, _ := ask(t, c, "GET", s.URL+"/", nil); status != 503 {
		t.Errorf("with broken settings: %d", status)
	}
}

// TestASlowClientIsLetGo sends half a header and waits: the connection ends,
// with limits made short, and none of the real ones is missing.
func TestASlowClientIsLetGo(t *testing.T) {
	s, err := New(t.Context(), Options{Open: true, Pages: said("page"), API: said("api"), Settings: &kept{}})
	if err != nil {
		t.Fatal(err)
	}
	h := s.limited(t.Context())
	if h.ReadHeaderTimeout <= 0 || h.ReadTimeout <= 0 || h.WriteTimeout <= 0 || h.IdleTimeout <= 0 || h.MaxHeaderBytes <= 0 || h.MaxHeaderBytes > 1<<20 {
		t.Errorf("a limit is missing: %+v", h)
	}
	h.ReadHeaderTimeout = 50 * time.Millisecond
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(l) }()
	defer func() { _ = h.Close(); <-ended }()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.ReadAll(c); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("half a header holds the connection")
	}
}

func TestRunEndsGracefully(t *testing.T) {
	slow := make(chan struct{})
	entered := make(chan struct{})
	pages := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-slow
		_, _ = io.WriteString(w, "whole")
	})
	s, err := New(t.Context(), Options{Open: true, Pages: pages, API: said("api"), Settings: &kept{}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, l) }()
	got := make(chan string, 1)
	c := &http.Client{Transport: &http.Transport{}}
	defer c.CloseIdleConnections()
	go func() {
		a, err := c.Get("http://" + l.Addr().String() + "/")
		if err != nil {
			got <- err.Error()
			return
		}
		defer a.Body.Close()
		b, _ := io.ReadAll(a.Body)
		got <- string(b)
	}()
	<-entered
	stop()
	close(slow)
	if b := <-got; b != "whole" {
		t.Errorf("the answer under way when the server stopped: %q", b)
	}
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestBackup(t *testing.T) {
	s, c := start(t, Options{Open: true, Backup: func(_ context.Context, file string) error { return os.WriteFile(file, []byte("everything"), 0o600) }})
	status, body, h := ask(t, c, "POST", s.URL+"/backup", url.Values{})
	if status != 200 || body != "everything" || !strings.HasPrefix(h.Get("Content-Disposition"), `attachment; filename="parallax-2`) {
		t.Errorf("%d %q %v", status, body, h)
	}
	s, c = start(t, Options{Open: true, Backup: func(context.Context, string) error { return errors.New("the disk is full") }})
	if status, body, _ := ask(t, c, "POST", s.URL+"/backup", url.Values{}); status != 500 || !strings.Contains(body, "the disk is full") {
		t.Errorf("%d %q", status, body)
	}
}

func TestAccess(t *testing.T) {
	s, err := New(t.Context(), Options{Pages: said(""), API: said(""), Settings: &kept{}, Open: true})
	if err != nil {
		t.Fatal(err)
	}
	if a, err := s.Access(t.Context()); err != nil || a.Password || a.Fixed || len(a.Tokens) != 0 {
		t.Errorf("open: %+v, %v", a, err)
	}
	s, err = New(t.Context(), Options{Pages: said(""), API: said(""), Settings: &kept{}, Password: password})
	if err != nil {
		t.Fatal(err)
	}
	if a, err := s.Access(t.Context()); err != nil || !a.Password || !a.Fixed {
		t.Errorf("with a password: %+v, %v", a, err)
	}
}
