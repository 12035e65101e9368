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

// widest names what stands out at the right.
const widest = `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth).map(e => e.tagName + "." + e.getAttribute("class") + " " + e.textContent.slice(0, 30)).slice(0, 3).join(', ')`

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
	{"history", "/feeds/f2"},
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
	t.Run("a reader's way", func(t *testing.T) { readersWay(t, b, at) })
	t.Run("keys", func(t *testing.T) { keysInLists(t, b, at) })
	t.Run("two reports", func(t *testing.T) { twoReports(t, b, at) })
	t.Run("words found", func(t *testing.T) { wordsFound(t, b, at) })
	t.Run("filters", func(t *testing.T) { foldedFilters(t, b, at) })
	t.Run("without script", func(t *testing.T) { withoutScript(t, b, at) })
	t.Run("phone", func(t *testing.T) { onThePhone(t, b, at) })
	t.Run("print", func(t *testing.T) { onPaper(t, b, at) })
	t.Run("width", func(t *testing.T) { noSidewaysScroll(t, b, at) })
	t.Run("everybody", func(t *testing.T) { everybodyReads(t, b, at) })
	t.Run("pictures", func(t *testing.T) { takePictures(t, b, at, nothing) })
}

// readersWay goes from the front page through a story into the reader and back.
func readersWay(t *testing.T, b context.Context, at string) {
	k := browser.Open(t, b, at, browser.Desktop)
	k.Click(`a.hd[href="/stories/hallowmere"]`)
	k.Until(`document.readyState === 'complete' && location.pathname === '/stories/hallowmere'`)
	if got := browser.Eval[string](k, `document.querySelector('h1').textContent`); !strings.Contains(got, "Hallowmere") {
		t.Errorf("the story's heading: %q", got)
	}
	if !browser.Eval[bool](k, `getComputedStyle(document.body).fontFamily.includes('Source Serif 4') && document.fonts.check('16px "Source Serif 4"')`) {
		t.Error("the typefaces are not there")
	}
	k.Click(`.cell.altered .pl`)
	k.Until(`document.readyState === 'complete' && location.pathname.startsWith('/reports/') && document.querySelector('.q.here')`)
	if n := browser.Eval[int](k, `[...document.querySelectorAll('.pane')].filter(p => p.getBoundingClientRect().height > 0).length`); n != 2 {
		t.Errorf("%d reports side by side", n)
	}
	k.Until(`document.querySelectorAll('.q.here').length >= 2 && document.querySelector('.ties path.on')`)
	if browser.Eval[bool](k, `document.documentElement.scrollHeight > innerHeight`) {
		t.Error("the page scrolls beside the reports, which scroll by themselves")
	}
	k.Click(`.back a`)
	k.Until(`document.readyState === 'complete' && location.pathname === '/stories/hallowmere'`)
}

// keysInLists moves through the front page by keys: letters work in the list
// and nowhere else.
func keysInLists(t *testing.T, b context.Context, at string) {
	k := browser.Open(t, b, at, browser.Desktop)
	focused := func(want string) {
		t.Helper()
		if got := browser.Eval[string](k, `document.activeElement.getAttribute('href') || document.activeElement.tagName`); got != want {
			t.Errorf("the focus is on %s, want %s", got, want)
		}
	}
	k.Press("j")
	focused("BODY")
	browser.Eval[any](k, `document.querySelector('.fl a.hd').focus()`)
	first := browser.Eval[[]string](k, `[...document.querySelectorAll('.fl a.hd')].map(a => a.getAttribute('href'))`)
	k.Press("j")
	focused(first[1])
	k.Press("j")
	k.Press("k")
	focused(first[1])
	k.Press("m")
	k.Until(`document.querySelectorAll('.fl .st')[1].matches('.read:not(.isnew)')`)
	k.Press("m")
	k.Until(`document.querySelectorAll('.fl .st')[1].matches(':not(.read)')`)
	k.Press("?")
	k.Until(`document.getElementById('keys').open`)
	k.Press("\x1b")
	k.Until(`!document.getElementById('keys').open`)
	focused(first[1])
	k.Press("/")
	k.Until(`document.activeElement.id === 'q'`)
	browser.Eval[any](k, `document.getElementById('q').value = ''`) // the protocol types the key although the page took it
	k.Press("jk")
	if got := browser.Eval[string](k, `document.getElementById('q').value`); got != "jk" {
		t.Errorf("letters in the search field gave %q", got)
	}
	browser.Eval[any](k, `document.querySelector('.fl a.hd').focus()`)
	k.Press("j")
	k.Press("o")
	k.Until(`document.readyState === 'complete' && location.pathname === '` + first[1] + `'`)
}

// twoReports puts another report beside the one that is read.
func twoReports(t *testing.T, b context.Context, at string) {
	k := browser.Open(t, b, at+"/reports/ana-0414-1520", browser.Desktop)
	if browser.Eval[bool](k, `!!document.querySelector('.pair-up button') && document.querySelector('.pair-up button').getBoundingClientRect().height > 0`) {
		t.Error("a button that script makes needless is there")
	}
	browser.Eval[any](k, `(s => { s.value = 'the-lantern'; s.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('.pair-up [name=with]'))`)
	k.Until(`document.readyState === 'complete' && location.search === '?with=the-lantern' && document.querySelectorAll('.pane').length === 2`)
	k.Until(`document.querySelectorAll('.ties path').length > 0`)
	k.Click(`.step .next`)
	k.Until(`document.querySelectorAll('.q.here').length >= 2`)
}

// wordsFound follows a hit of a search to the words in the report.
func wordsFound(t *testing.T, b context.Context, at string) {
	k := browser.Open(t, b, at+"/search?q=alarm", browser.Desktop)
	want := browser.Eval[string](k, `document.querySelector('.psg').textContent.replace(/\s*¶$/, '')`)
	k.Click(`.psg .pl`)
	k.Until(`document.readyState === 'complete' && location.hash === '#at' && document.querySelector('mark')`)
	if got := browser.Eval[string](k, `[...document.querySelectorAll('mark')].map(m => m.textContent).join('')`); got != want {
		t.Errorf("marked %q, want %q", got, want)
	}
	if !browser.Eval[bool](k, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('mark').getBoundingClientRect())`) {
		t.Error("the words are out of sight")
	}
}

// foldedFilters checks that on a phone the filters of a search stand behind one
// button, that what was found begins on the first screen, and that they can be
// used all the same.
func foldedFilters(t *testing.T, b context.Context, at string) {
	const shown = `document.querySelector('[name=from]').getClientRects().length > 0`
	k := browser.Open(t, b, at+"/search?q=alarm", browser.Phone)
	if browser.Eval[bool](k, shown) {
		t.Error("the filters fill the phone")
	}
	if top := browser.Eval[float64](k, `document.querySelector('.hits h2').getBoundingClientRect().top`); top > 500 {
		t.Errorf("the first hit begins %.0f below the top", top)
	}
	k.Click(`[data-unfold]`)
	k.Until(shown + ` && document.querySelector('[data-unfold]').getAttribute('aria-expanded') === 'true'`)
	browser.Eval[any](k, `document.querySelector('.folds [name=by]').value = 'winstanley'`)
	k.Click(`.folds [type=submit]`)
	k.Until(`document.readyState === 'complete' && location.search.includes('by=winstanley') && document.querySelector('.sn.by a')`)
	k = browser.Open(t, b, at+"/search?q=alarm", browser.Desktop)
	if !browser.Eval[bool](k, shown+` && document.querySelector('[data-unfold]').getClientRects().length === 0`) {
		t.Error("on a wide page the filters are folded")
	}
}

// withoutScript checks that everything is there and every way is a link or a
// form.
func withoutScript(t *testing.T, b context.Context, at string) {
	k := browser.Open(t, b, at+"/stories/hallowmere", browser.Look{Width: 1440, Height: 900, NoScript: true})
	if n := browser.Eval[int](k, `[...document.querySelectorAll('.fold > span')].filter(e => e.getClientRects().length === 0).length`); n != 0 {
		t.Errorf("%d folded words cannot be read", n)
	}
	k.Click(`.cell.altered .pl`)
	k.Until(`document.readyState === 'complete' && location.pathname.startsWith('/reports/')`)
	if !browser.Eval[bool](k, `document.querySelector('.rdr').getBoundingClientRect().height > 500 && document.querySelector('.pair-up button').getBoundingClientRect().height > 0`) {
		t.Error("the reader is not there without script")
	}
	if err := chromedp.Do(k.Ctx, chromedp.Navigate(at+"/?show=altered")); err != nil {
		t.Fatal(err)
	}
	k.Click(`.ctl button`)
	k.Until(`document.readyState === 'complete' && location.search === '?show=altered&folder=&outlet='`)
}

// onThePhone reads a story and checks that what a finger has to hit is large
// enough.
func onThePhone(t *testing.T, b context.Context, at string) {
	for _, address := range []string{"/", "/stories/lantern", "/feeds", "/people", "/settings", "/search?q=alarm"} {
		k := browser.Open(t, b, at+address, browser.Phone)
		if got := browser.Eval[[]string](k, `[...document.querySelectorAll('main button, main input:not([type=checkbox]):not([type=hidden]):not([hidden]), main select, .filt a, .mast nav a')]
			.filter(e => e.getClientRects().length > 0 && e.getBoundingClientRect().height < 38 && !e.closest('.note, .ref'))
			.map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 20) + ' ' + e.getBoundingClientRect().height)`); len(got) > 0 {
			t.Errorf("%s: too small for a finger: %q", address, got)
		}
	}
}

// onPaper checks that nothing is printed that can only be pressed.
func onPaper(t *testing.T, b context.Context, at string) {
	for name, address := range map[string]string{"front": "/", "story": "/stories/hallowmere", "person": "/people/hale-winstanley"} {
		k := browser.Open(t, b, at+address, browser.Look{Width: 800, Height: 1100, Print: true})
		if got := browser.Eval[[]string](k, `[...document.querySelectorAll('button, input, select, nav, .skip, .line')].filter(e => e.getClientRects().length > 0).map(e => e.tagName + '.' + e.className)`); len(got) > 0 {
			t.Errorf("%s: printed: %q", name, got)
		}
		if w := browser.Eval[int](k, `document.documentElement.scrollWidth`); w > 800 {
			t.Errorf("%s: %d wide on a sheet of 800: %s", name, w, browser.Eval[string](k, widest))
		}
		k.Picture(filepath.Join(pictures, "serve-"+name+"-print.png"), true)
	}
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
					t.Errorf("at %d the page is %d wide; the widest: %s", width, w, browser.Eval[string](k, widest))
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
