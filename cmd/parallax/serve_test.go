package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// served is a running service.
type served struct {
	address string
	stop    context.CancelFunc
	code    chan int
}

// startServe runs the command as a person would, on a port of its own.
func startServe(t *testing.T, args ...string) *served {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context())) // it outlives what looks at it
	r, w := io.Pipe()
	s := &served{stop: stop, code: make(chan int, 1)}
	go func() {
		code := Run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--log", "none"}, args...), strings.NewReader(""), io.Discard, w)
		w.Close()
		s.code <- code
	}()
	t.Cleanup(func() { stop(); r.Close() })
	lines := bufio.NewReader(r)
	line, err := lines.ReadString('\n')
	if _, address, ok := strings.Cut(strings.TrimSpace(line), "Parallax is at "); ok {
		s.address = strings.TrimSuffix(address, "/")
	} else {
		rest, _ := io.ReadAll(lines)
		t.Fatalf("it did not start: %q %v %s", line, err, rest)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return s
}

// end interrupts the service and gives its exit code.
func (s *served) end(t *testing.T) int {
	t.Helper()
	s.stop()
	select {
	case c := <-s.code:
		return c
	case <-time.After(30 * time.Second):
		t.Fatal("the service did not end")
		return -1
	}
}

// get asks for a page or an answer of the API.
func (s *served) get(t *testing.T, path string) (int, string) {
	t.Helper()
	r, err := http.Get(s.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

// status waits until nothing waits any more, and tells how much is kept.
func (s *served) settled(t *testing.T, least int) (reports, stories int) {
	t.Helper()
	for begin := time.Now(); time.Since(begin) < time.Minute; time.Sleep(20 * time.Millisecond) {
		var st struct {
			Reports   int `json:"reports"`
			Stories   int `json:"stories"`
			ToAnalyse int `json:"to_analyse"`
			ToCompare int `json:"to_compare"`
		}
		code, b := s.get(t, "/api/1/status")
		if err := json.Unmarshal([]byte(b), &st); err != nil || code != 200 {
			t.Fatalf("status: %d %s %v", code, b, err)
		}
		if st.Reports >= least && st.ToAnalyse == 0 && st.ToCompare == 0 {
			return st.Reports, st.Stories
		}
	}
	t.Fatal("the reports were not read in a minute")
	return 0, 0
}

// mended waits until so many reports are in so many stories: these are looked
// at again once nothing comes, and compared anew.
func (s *served) mended(t *testing.T, reports, stories int) {
	t.Helper()
	r, n := s.settled(t, reports)
	for begin := time.Now(); n != stories && time.Since(begin) < 30*time.Second; time.Sleep(50 * time.Millisecond) {
		r, n = s.settled(t, reports)
	}
	if r != reports || n != stories {
		t.Fatalf("%d reports in %d stories, want %d in %d", r, n, reports, stories)
	}
}

func TestServeDemo(t *testing.T) {
	s := startServe(t, "--demo")
	s.mended(t, 26, 9)
	code, page := s.get(t, "/")
	for _, want := range []string{"Bank of Aldermark cuts rate", "Judge named to lead inquiry", "Baker finds 212 silver coins"} {
		if code != 200 || !strings.Contains(page, want) {
			t.Errorf("the front page (%d) lacks %q", code, want)
		}
	}
	code, b := s.get(t, "/api/1/verify?words=we+will+cut+again+before+the+end+of+the+year&speaker=Ilka+Brandreth")
	if code != 200 || !strings.Contains(b, "Ilka Brandreth") || !strings.Contains(b, "The Lantern") {
		t.Errorf("verify: %d %.300s", code, b)
	}
	for _, path := range []string{"/people", "/search?q=gearbox", "/feeds", "/settings", "/verify", "/add", "/outlets", "/feed/stories.atom", "/feed/stories.json", "/metrics", "/readyz", "/api/1/"} {
		if code, b := s.get(t, path); code != 200 {
			t.Errorf("%s: %d %.200s", path, code, b)
		}
	}
	if code := s.end(t); code != done {
		t.Errorf("exit code %d", code)
	}
}

func TestServeKeepsWhatItWasGiven(t *testing.T) {
	dir := t.TempDir()
	s := startServe(t, "--data", dir, "--no-feeds")
	r, err := http.Post(s.address+"/api/1/reports?name=desk.jsonl", "application/x-ndjson", strings.NewReader(
		`{"id":"a","outlet":"Courier","title":"Bridge shut","published":"2031-05-02","text":"The bridge over the Lorr is shut from Monday, Ada Trewin said."}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 202 {
		t.Fatalf("posting a report: %d", r.StatusCode)
	}
	if code := s.end(t); code != done {
		t.Errorf("exit code %d", code)
	}
	s = startServe(t, "--data", dir, "--no-feeds")
	if reports, stories := s.settled(t, 1); reports != 1 || stories != 1 {
		t.Errorf("after a restart: %d reports, %d stories", reports, stories)
	}
	s.end(t)
}

// TestServeLeavesNothingRunning: whoever runs the service within a program of
// his own gets all of it back when it ends.
func TestServeLeavesNothingRunning(t *testing.T) {
	before := goleak.IgnoreCurrent()
	s := startServe(t, "--demo")
	for _, path := range []string{"/", "/search?q=gearbox", "/api/1/stories", "/feed/stories.atom"} {
		if code, b := s.get(t, path); code != 200 {
			t.Errorf("%s: %d %.200s", path, code, b)
		}
	}
	if code := s.end(t); code != done {
		t.Errorf("exit code %d", code)
	}
	http.DefaultClient.CloseIdleConnections()
	goleak.VerifyNone(t, before)
}

// TestRetentionLasts sets on the page how long reports are kept, and finds it
// there after a restart, but where a flag says otherwise.
func TestRetentionLasts(t *testing.T) {
	dir := t.TempDir()
	s := startServe(t, "--data", dir, "--no-feeds")
	r, err := http.PostForm(s.address+"/settings/retention", url.Values{"days": {"45"}, "megabytes": {"800"}})
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 200 || r.Request.URL.RawQuery != "did=retention" {
		t.Errorf("set: %d at %s", r.StatusCode, r.Request.URL)
	}
	s.end(t)
	for _, c := range []struct {
		args []string
		want []string
	}{
		{nil, []string{`name="days" min="1" max="36500" value="45"`, `value="800"`}},
		{[]string{"--keep-days", "7"}, []string{"Reports of the last 7 days. That was given when the program was started."}},
	} {
		s := startServe(t, append([]string{"--data", dir, "--no-feeds"}, c.args...)...)
		_, page := s.get(t, "/settings")
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%v: settings lack %q", c.args, want)
			}
		}
		s.end(t)
	}
}

func TestServeRefuses(t *testing.T) {
	config := write(t, "parallax.toml", "listne = \"127.0.0.1:0\"\n")
	broken, worded := write(t, "broken.toml", "window = 7\nlisten = \n"), write(t, "worded.toml", "window = \"long\"\n")
	feeds := write(t, "feeds.toml", "no-feeds = \"yes\"\n")
	held := t.TempDir()
	first := startServe(t, "--no-feeds", "--data", held)
	defer endQuietly(t, first)
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--listen", "0.0.0.0:0", "--data", t.TempDir()}, misused, "needs a password"},
		{[]string{"--listen", "nowhere.invalid:80", "--data", t.TempDir()}, failed, "cannot listen on nowhere.invalid:80"},
		{[]string{"--config", config}, misused, "parallax.toml: listne: no such setting"},
		{[]string{"--config", broken}, misused, "broken.toml:2:10: "},
		{[]string{"--config", worded}, misused, "worded.toml: window = long: the value is a number"},
		{[]string{"--config", feeds}, misused, "feeds.toml: no-feeds = yes: the value is true or false"},
		{[]string{"--config", filepath.Join(t.TempDir(), "none.toml")}, misused, "none.toml: no such file"},
		{[]string{"--address", "desk example"}, misused, `--address "desk example": it is written https://desk.example`},
		{[]string{"--address", "ftp://desk.example"}, misused, "it is written https://desk.example"},
		{[]string{"--address", "https://desk.example/news"}, misused, "without a path"},
		{[]string{"--keep-days=-3"}, misused, "--keep-days -3: a number of 0 or more"},
		{[]string{"--listen", "127.0.0.1:0", "--data", held}, failed, fmt.Sprintf("%s: another process works on the reports: number %d", held, os.Getpid())},
		{[]string{"--data", config}, failed, "parallax.toml"},
	} {
		var errs strings.Builder
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		code := Run(ctx, append([]string{"serve", "--log", "none"}, c.args...), strings.NewReader(""), io.Discard, &errs)
		stop()
		if code != c.code || !strings.Contains(errs.String(), c.want) || strings.Contains(errs.String(), "Parallax is at") {
			t.Errorf("serve %v: %d %q, want %d and %q", c.args, code, errs.String(), c.code, c.want)
		}
	}
}

func TestSettingsInOrder(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "parallax.toml")
	if err := os.WriteFile(config, []byte("window = 7\nactive = 500\nkeep_days = 90\nallow = [\"intranet\", \"wiki:8080\"]\nno-feeds = true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PARALLAX_ACTIVE", "600")
	t.Setenv("PARALLAX_WINDOW", "8")
	var c commands
	if _, err := newParser(&c, io.Discard, io.Discard).Parse([]string{"serve", "--config", config, "--window", "9"}); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(c.Serve.Window, c.Serve.Active, c.Serve.KeepDays, c.Serve.Allow, c.Serve.NoFeeds)
	if want := "9 600 90 [intranet wiki:8080] true"; got != want {
		t.Errorf("flag, environment, file: %s, want %s", got, want)
	}
}

func TestTogether(t *testing.T) {
	broken := errors.New("broken")
	ended := false
	err := together(t.Context(), []func(context.Context) error{
		func(context.Context) error { return nil },
		func(ctx context.Context) error { <-ctx.Done(); ended = true; return ctx.Err() },
		func(context.Context) error { return broken },
	})
	if !errors.Is(err, broken) || errors.Is(err, context.Canceled) || !ended {
		t.Errorf("%v, ended %v", err, ended)
	}
}
