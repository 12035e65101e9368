//go:build browser

package pages

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parallax/internal/archive"
	"parallax/internal/browser"
)

// pictures is where the screenshots go; git does not see it.
const pictures = "../../../build/screenshots"

// policy is what a server puts before the pages.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// serve serves pages on the loopback interface under the strict policy.
func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// views are the pages that are looked at, by the name of their picture.
var views = []struct{ name, address string }{
	{"front", "/"},
	{"story", "/stories/hallowmere"},
	{"story-small", "/stories/lantern"},
	{"reader", "/reports/the-lantern?with=ana-0414-1520#the-lantern-q3"},
	{"report", "/reports/bank-1?words=60-120#at"},
	{"revisions", "/reports/bank-1/revisions"},
	{"merge", "/stories/lantern/merge"},
	{"people", "/people"},
	{"person", "/people/hale-winstanley"},
	{"outlets", "/outlets"},
	{"outlet", "/outlets/o-Daily%20Kestrel"},
	{"search", "/search?q=alarm"},
	{"search-statements", "/search?q=water&in=statements"},
	{"search-stories", "/search?q=harbour&in=stories"},
	{"verify", "/verify?words=No+witness+told+this+court+that+the+alarm+was+loud&speaker=Winstanley"},
	{"feeds", "/feeds"},
	{"add", "/add"},
	{"settings", "/settings"},
	{"keys", "/keys"},
	{"lost", "/nowhere"},
}

func TestBrowser(t *testing.T) {
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	b := browser.Start(t)
	f := newFake(t)
	f.revise(t, "bank-1", "until the figures of the summer are in", "until the summer is over")
	f.withFeeds()
	f.status = archive.Status{Reports: 12040, Stories: 2310, People: 8004, Statements: 31077, Feeds: 4, Failing: 1, ToAnalyse: 12, ToCompare: 1, Oldest: noon.AddDate(0, -2, 0), Newest: noon, LastIn: noon.Add(-time.Minute), Bytes: 412_000_000}
	at := serve(t, New(f, f, Options{Now: func() time.Time { return noon }, Settings: func(context.Context) (Settings, error) {
		return Settings{Password: true, Tokens: []Token{{"desk script", noon.AddDate(0, 0, -3)}}, Keep: &archive.Keep{Age: 90 * 24 * time.Hour}, Backup: "/backup", Version: "1.0"}, nil
	}}))
	nothing := serve(t, pagesOf(&fake{}))
	t.Run("width", func(t *testing.T) { noSidewaysScroll(t, b, at) })
	t.Run("pictures", func(t *testing.T) { takePictures(t, b, at, nothing) })
}

// noSidewaysScroll goes through the widths in one tab a page.
func noSidewaysScroll(t *testing.T, b context.Context, at string) {
	for _, v := range views {
		t.Run(v.name, func(t *testing.T) {
			k := browser.Open(t, b, at+v.address, browser.Phone)
			for _, width := range []int64{390, 700, 1024, 1440} {
				if err := chromedp.Do(k.Ctx, chromedp.EmulateViewport(width, 800)); err != nil {
					t.Fatal(err)
				}
				if w := browser.Eval[int64](k, `document.documentElement.scrollWidth`); w > width {
					t.Errorf("at %d the page is %d wide; the widest: %s", width, w, browser.Eval[string](k,
						`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.getAttribute('class')).slice(0, 3).join(', ')`))
				}
			}
			if v.name == "lost" {
				k.Taken() // it is told as an error: that is its purpose
			}
		})
	}
}

// takePictures is for people: nothing is compared. VIEW names the pages, all
// when it is empty.
func takePictures(t *testing.T, b context.Context, at, nothing string) {
	dark, only := browser.Desktop, strings.Fields(os.Getenv("VIEW"))
	dark.Dark = true
	for _, v := range append(slices.Clone(views), struct{ name, address string }{"begin", ""}) {
		if len(only) > 0 && !slices.Contains(only, v.name) {
			continue
		}
		t.Run(v.name, func(t *testing.T) {
			address := at + v.address
			if v.name == "begin" {
				address = nothing + "/"
			}
			for _, l := range []struct {
				as string
				browser.Look
			}{{"1440-light", browser.Desktop}, {"1440-dark", dark}, {"390-light", browser.Phone}} {
				k := browser.Open(t, b, address, l.Look)
				k.Until(`document.fonts.status === 'loaded'`)
				k.Picture(filepath.Join(pictures, fmt.Sprintf("serve-%s-%s.png", v.name, l.as)), true)
				if v.name == "lost" {
					k.Taken()
				}
			}
		})
	}
}
