package fetch

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const robotsSample = `
User-agent: *
Disallow: /hidden/
Disallow: /*.pdf$
Allow: /hidden/press/
Crawl-delay: 2

User-agent: OtherBot
User-agent: Parallax   # us
Disallow: /archive*/secret
Disallow: /caf%c3%a9
Allow: /archive/2026/secret
Disallow: /%7Ejoe/
Disallow:
Crawl-delay: 0.5

Sitemap: https://paper.example/map.xml
User-agent: parallax/2
Disallow: /two
`

// TestRules reads one file for two readers.
func TestRules(t *testing.T) {
	for agent, paths := range map[string]map[string]string{
		"somebody": {
			"/": "", "/hidden/": "/hidden/", "/hidden": "", "/hidden/x?y": "/hidden/", "/hidden/press/1": "", "/a/b.pdf": "/*.pdf$", "/a/b.pdf?x": "", "/x/hidden/": "", "/two": "",
		},
		"parallax": {
			"/hidden/": "", "/archive/1/secret": "/archive*/secret", "/archive/2026/secret": "", "/x/archive/secret": "", "/café": "/caf%C3%A9", "/caf%C3%A9/menu": "/caf%C3%A9", "/~joe/": "/~joe/",
			"/%7ejoe/": "/~joe/", "/two": "/two", "/": "",
		},
	} {
		r := parseRobots([]byte(robotsSample), agent)
		for path, want := range paths {
			if got := r.forbids(path); got != want {
				t.Errorf("%s, %s: forbidden by %q, want %q", agent, path, got, want)
			}
		}
	}
	if d := parseRobots([]byte(robotsSample), "parallax").delay; d != 500*time.Millisecond {
		t.Errorf("crawl delay %s, want 500ms", d)
	}
}

// TestMatchesPath holds the two signs of a pattern.
func TestMatchesPath(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"/", "/x", true}, {"/x", "/", false}, {"*", "/x", true}, {"/*", "/", true}, {"/$", "/", true}, {"/$", "/x", false}, {"/a*b", "/axxb", true}, {"/a*b$", "/axxbc", false}, {"/a*b$", "/abb", true},
		{"/a*b*c", "/a-c-b", false}, {"/a*b*c", "/a-b-c-d", true}, {"*/x", "/y/x", true}, {"/a**b", "/ab", true}, {"/a*a$", "/a", false}, {"$", "", true}, {"$", "/", false}, {"/a$b", "/a$b", true},
	} {
		if got := matchesPath(c.pattern, c.path); got != c.want {
			t.Errorf("%q on %q: got %t", c.pattern, c.path, got)
		}
	}
}

// TestAgentToken cuts what robots.txt knows us by.
func TestAgentToken(t *testing.T) {
	for agent, want := range map[string]string{"Parallax/1": "parallax", "Parallax": "parallax", "News-Reader_x/2.0 (+about)": "news-reader_x", "": "", "7zip": ""} {
		if got := agentToken(agent); got != want {
			t.Errorf("%q: got %q, want %q", agent, got, want)
		}
	}
}

// TestRobotsFiles are what servers answer when asked for the file, and what
// becomes of a page then.
func TestRobotsFiles(t *testing.T) {
	for _, c := range []struct {
		name  string
		serve http.HandlerFunc
		kind  Kind // of the error for the page; empty: it may be fetched
		says  string
	}{
		{"none", answer(404), "", ""},
		{"forbidden", answer(403), "", ""},
		{"gone", answer(410), "", ""},
		{"empty", typed("text/plain", ""), "", ""},
		{"allows", typed("text/plain", "User-agent: *\nDisallow: /admin"), "", ""},
		{"forbids all", typed("text/plain", "User-agent: *\nDisallow: /"), Robots, "does not want it fetched (Disallow: /)"},
		{"forbids us", typed("text/plain", "User-agent: *\nDisallow:\n\nUser-agent: parallax\nDisallow: /news"), Robots, "(Disallow: /news); open it in a browser"},
		{"a page instead", typed("text/html", "<!doctype html><title>Disallow: nothing</title>"), "", ""},
		{"a picture instead", typed("image/png", "\x89PNG"), "", ""},
		{"server error", answer(500), Robots, "left alone for now (status 500"},
		{"busy", answer(503, "Retry-After", "60"), Busy, "wait until"},
		{"in a circle", to(301, "/robots.txt"), "", ""},
		{"moved", to(301, "/moved-robots"), Robots, "Disallow: /news/1"},
		{"to a private address", to(302, "http://10.0.0.1/robots.txt"), Blocked, "10.0.0.1"},
		{"without end", raw(ok+"\r\n", flood("User-agent: *\nDisallow: /news\n")), Robots, "Disallow: /news"},
		{"so slow", raw(ok+"\r\n", drip("User-agent: *\n")), Robots, "left alone for now (not read within"},
		{"broken off", raw(ok + "Content-Length: 100\r\n\r\nUser-agent"), Robots, "left alone for now (its answer ended"},
		{"garbage", raw("garbage\r\n\r\n"), Robots, "left alone for now"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := 0
			mux := http.NewServeMux()
			mux.HandleFunc("/robots.txt", c.serve)
			mux.HandleFunc("/moved-robots", typed("text/plain", "User-agent: *\nDisallow: /news/1"))
			mux.HandleFunc("/news/1", func(w http.ResponseWriter, r *http.Request) { pages++; typed("text/html", "<p>page</p>")(w, r) })
			o := limits
			client, url := newLocal(t, mux.ServeHTTP, o)
			got, err := client.Get(t.Context(), Request{URL: url + "/news/1", Want: Page, Robots: true})
			if c.kind != "" {
				checkError(t, err, c.kind, c.says)
				if pages > 0 {
					t.Error("the page was fetched all the same")
				}
				return
			}
			if err != nil || string(got.Body) != "<p>page</p>" {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

// TestRobotsAfterRedirect asks the rules of the site that it leads to.
func TestRobotsAfterRedirect(t *testing.T) {
	shut, shutURL := newLocal(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			t.Error("a page that is forbidden was fetched after a redirect")
		}
		io.WriteString(w, "User-agent: *\nDisallow: /")
	}, limits)
	_, openURL := newLocal(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(404)
			return
		}
		to(302, shutURL+"/page")(w, r)
	}, limits)
	_, err := shut.Get(t.Context(), Request{URL: openURL + "/link", Want: Page, Robots: true})
	checkError(t, err, Robots, "Disallow: /")
}

// FuzzRobots: whatever a file says, the longest pattern that matches decides,
// and reading ends.
func FuzzRobots(f *testing.F) {
	f.Add([]byte(robotsSample), "/hidden/press/")
	f.Add([]byte("user-agent:*\ndisallow:/"+strings.Repeat("*a", 500)), "/"+strings.Repeat("a", 800))
	f.Add([]byte("\ufeffUser-Agent: parallax\rAllow: /%\rDisallow: /%zz%e4"), "/%zz")
	f.Fuzz(func(t *testing.T, file []byte, path string) {
		r := parseRobots(file, "parallax")
		by := r.forbids(path)
		if by == "" {
			return
		}
		if !matchesPath(by, normalPath(path)) {
			t.Errorf("%q is forbidden by %q, which does not match it", path, by)
		}
		for _, l := range r.lines {
			if l.allow && len(l.pattern) >= len(by) && matchesPath(l.pattern, normalPath(path)) {
				t.Errorf("%q is forbidden by %q, though %q allows it", path, by, l.pattern)
			}
		}
	})
}
