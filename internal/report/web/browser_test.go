//go:build browser

package web

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"parallax/internal/collate"
)

// pictures is where the screenshots go; git does not see it.
const pictures = "../../../build/screenshots"

// TestBrowser opens written files from disk in Chromium, without a server.
func TestBrowser(t *testing.T) {
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	b := start(t)
	dir := t.TempDir()
	pages := map[string]string{}
	for name, c := range map[string]*collate.Comparison{"weir": weir(), "harbour": harbour(), "long": long(), "crowd": crowd(14), "alone": alone()} {
		path := filepath.Join(dir, name+".html")
		if err := os.WriteFile(path, []byte(written(c)), 0o644); err != nil {
			t.Fatal(err)
		}
		pages[name] = (&url.URL{Scheme: "file", Path: path}).String()
	}
	t.Run("cell leads to the words", func(t *testing.T) { cellLeadsToWords(t, b, pages["long"]) })
	t.Run("address leads to the words", func(t *testing.T) { addressLeadsToWords(t, b, pages["long"]) })
	t.Run("back to the same place", func(t *testing.T) { backToPlace(t, b, pages["long"]) })
	t.Run("phone shows the report of the cell", func(t *testing.T) { phoneReader(t, b, pages["long"]) })
	t.Run("keys in the matrix", func(t *testing.T) { matrixKeys(t, b, pages["harbour"]) })
	t.Run("keys in the reader", func(t *testing.T) { readerKeys(t, b, pages["harbour"]) })
	t.Run("choice of reports", func(t *testing.T) { choice(t, b, pages["harbour"]) })
	t.Run("filter and fold", func(t *testing.T) { filterAndFold(t, b, pages["harbour"]) })
	t.Run("without script", func(t *testing.T) { withoutScript(t, b, pages["long"]) })
	t.Run("print", func(t *testing.T) { onPaper(t, b, pages["harbour"]) })
	t.Run("policy stops what is not the page's own", func(t *testing.T) { policyStops(t, b, pages["weir"]) })
	plainFonts := filepath.Join(dir, "plain.html")
	if err := os.WriteFile(plainFonts, []byte(written(harbour(), WithoutFonts)), 0o644); err != nil {
		t.Fatal(err)
	}
	pages["without typefaces"] = (&url.URL{Scheme: "file", Path: plainFonts}).String()
	for name, page := range pages {
		t.Run("width/"+name, func(t *testing.T) { noSidewaysScroll(t, b, page) })
	}
	t.Run("pictures", func(t *testing.T) { takePictures(t, b, pages) })
}

// long is two reports of several screens each, so that words can be out of
// sight.
func long() *collate.Comparison {
	c := weir()
	for i := range c.Reports {
		for n := range 30 {
			plainReport(c, i, fmt.Sprintf("Line %d of what the paper printed above its report: tide tables for every harbour between Lower Marsh and Port Enderly, with the height of each in feet.", 30-n))
		}
	}
	return c
}

// ---- the browser

// start runs one browser for all tests.
func start(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); path == "" && err == nil {
			path = found
		}
	}
	if path == "" {
		t.Fatal("no Chromium to test the page in: install the package chromium, or set CHROMIUM to the program")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("disable-gpu", true), chromedp.Flag("hide-scrollbars", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", path, err)
	}
	return ctx
}

// tab is one open page.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string // errors and policy violations that the page gave
}

// look is how a page is looked at.
type look struct {
	width, height int64
	dark, print   bool
	noScript      bool
}

var desktop, phone = look{width: 1440, height: 900}, look{width: 390, height: 844}

// open opens a page in a tab of its own. The test fails when the page
// complains, unless the test asks for the complaints.
func open(t *testing.T, browser context.Context, page string, l look) *tab {
	t.Helper()
	k := &tab{t: t}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithListener(k.listen))
	t.Cleanup(cancel)
	setUp := chromedp.Func(func(ctx context.Context, s *chromedp.Target) error {
		if _, err := cdp.Call(ctx, s, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		media := emulation.SetEmulatedMediaParams{}
		if l.dark {
			media.Features = []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
		}
		if l.print {
			media.Media = "print"
		}
		if _, err := cdp.Call(ctx, s, emulation.SetEmulatedMedia, media); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, s, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScript})
		return err
	})
	if err := chromedp.Do(ctx, setUp, chromedp.EmulateViewport(l.width, l.height), chromedp.Navigate(page)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	k.ctx = ctx
	t.Cleanup(func() {
		for _, c := range k.taken() {
			t.Errorf("the page complains: %s", c)
		}
	})
	return k
}

func (k *tab) listen(ev any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		k.complaints = append(k.complaints, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		k.complaints = append(k.complaints, e.Entry.Text)
	}
}

// taken gives the complaints so far and forgets them.
func (k *tab) taken() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	c := k.complaints
	k.complaints = nil
	return c
}

// eval gives the value of an expression in the page.
func eval[T any](k *tab, js string) T {
	k.t.Helper()
	v, err := chromedp.Run(k.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		k.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// until waits for an expression to become true.
func (k *tab) until(js string) {
	k.t.Helper()
	for range 100 {
		if eval[bool](k, "!!("+js+")") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	k.t.Fatalf("never true: %s", js)
}

func (k *tab) click(css string) {
	k.t.Helper()
	if err := chromedp.Do(k.ctx, chromedp.Click(chromedp.CSS(css))); err != nil {
		k.t.Fatalf("click on %s: %v", css, err)
	}
}

func (k *tab) press(keys string) {
	k.t.Helper()
	if err := chromedp.Do(k.ctx, chromedp.KeyEvent(keys)); err != nil {
		k.t.Fatal(err)
	}
}

func (k *tab) picture(name string, whole bool) {
	k.t.Helper()
	shot := chromedp.CaptureScreenshot()
	if whole {
		shot = chromedp.FullScreenshot(100)
	}
	b, err := chromedp.Run(k.ctx, shot)
	if err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(pictures, name+".png"), b, 0o644); err != nil {
		k.t.Fatal(err)
	}
}

// seen is true when the whole of an element lies in what is seen of its
// report.
const seen = `((q) => { const r = q.getBoundingClientRect(), p = q.closest('.pane').getBoundingClientRect();
	return r.height > 0 && r.top >= Math.max(0, p.top) && r.bottom <= Math.min(innerHeight, p.bottom) && r.left >= 0 && r.right <= innerWidth; })`

// ---- the tests

// cellLeadsToWords clicks the ¶ of an altered reading.
func cellLeadsToWords(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, desktop)
	if eval[bool](k, `document.querySelector('#reader').getBoundingClientRect().height > 0`) {
		t.Error("the reader is there before it is asked for")
	}
	k.click(`#u3 .cell.altered .pl`)
	k.until(`document.documentElement.classList.contains('reading')`)
	if got := eval[string](k, `location.hash`); got != "#A3" {
		t.Errorf("leads to %s, want #A3", got)
	}
	if got, want := eval[string](k, `document.getElementById('A3').textContent`), "by hand at eleven o'clock"; got != want {
		t.Errorf("leads to %q, want %q", got, want)
	}
	if !eval[bool](k, seen+`(document.getElementById('A3'))`) {
		t.Error("the words are out of sight")
	}
	if eval[float64](k, `document.getElementById('r-A').scrollTop`) < 400 {
		t.Error("the report did not scroll: the test shows nothing")
	}
	if !eval[bool](k, `document.getElementById('A3').matches('.here.on') && getComputedStyle(document.getElementById('A3')).outlineStyle === 'solid'`) {
		t.Error("the words are not marked")
	}
	if got := eval[string](k, `document.activeElement.id`); got != "A3" {
		t.Errorf("the focus is on %q, want the words", got)
	}
	if !eval[bool](k, seen+`(document.getElementById('B3')) && Math.abs(document.getElementById('A3').getBoundingClientRect().top - document.getElementById('B3').getBoundingClientRect().top) < 3`) {
		t.Error("the other report's words do not stand level")
	}
	k.until(`document.querySelector('.ties path.on')`)
	// from there across, by the second half of a quotation that is broken in
	// two: both halves are marked
	k.click(`.q[data-q="A5"]`)
	k.until(`document.querySelectorAll('.q.here').length === 4 && document.getElementById('B5').matches('.here')`)
	// the counterpart slides level, and its note is lit
	k.click(`#A2`)
	k.until(`document.getElementById('B2').matches('.here') && document.getElementById('n-B2').matches('.on')`)
	k.until(`Math.abs(document.getElementById('A2').getBoundingClientRect().top - document.getElementById('B2').getBoundingClientRect().top) < 3`)
}

// addressLeadsToWords opens the file at a quotation, as a link in a message
// does: typefaces that come late move the lines.
func addressLeadsToWords(t *testing.T, b context.Context, page string) {
	k := open(t, b, page+"#A3", desktop)
	k.until(`document.fonts.status === 'loaded' && document.fonts.size > 0`)
	k.until(seen + `(document.getElementById('A3')) && document.getElementById('A3').matches('.here')`)
	k.until(`Math.abs(document.getElementById('A3').getBoundingClientRect().top - document.getElementById('B3').getBoundingClientRect().top) < 3`)
}

func backToPlace(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, look{width: 1440, height: 500})
	eval[any](k, `document.querySelector('#u4').scrollIntoView({block: 'center', behavior: 'instant'})`)
	y := eval[float64](k, `scrollY`)
	if y < 100 {
		t.Fatal("the page did not scroll: the test shows nothing")
	}
	k.click(`#u4 .pl`)
	k.until(`document.documentElement.classList.contains('reading')`)
	k.click(`.back a`)
	k.until(`!document.documentElement.classList.contains('reading')`)
	k.until(fmt.Sprintf(`Math.abs(scrollY - %f) < 2`, y))
	if !eval[bool](k, `document.activeElement.matches('#u4 .pl')`) {
		t.Error("the focus is not where the reader was opened")
	}
	k.press("\r")
	k.until(`document.documentElement.classList.contains('reading')`)
	eval[any](k, `history.back()`)
	k.until(fmt.Sprintf(`!document.documentElement.classList.contains('reading') && Math.abs(scrollY - %f) < 2`, y))
}

func phoneReader(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, phone)
	k.click(`#u4 .cell.alone .pl`)
	k.until(`document.documentElement.classList.contains('reading')`)
	if !eval[bool](k, seen+`(document.getElementById('B4'))`) {
		t.Error("the words are out of sight")
	}
	if eval[bool](k, `document.getElementById('r-A').getBoundingClientRect().height > 0`) {
		t.Error("both reports show on a phone")
	}
	k.click(`.sw [data-p="L"]`)
	k.until(`document.getElementById('r-A').getBoundingClientRect().height > 0`)
	k.click(`#A2`) // following a quotation turns the switch
	k.until(`document.querySelector('.sw [data-p="R"]').getAttribute('aria-pressed') === 'true'`)
	if !eval[bool](k, seen+`(document.getElementById('B2'))`) {
		t.Error("the counterpart is out of sight")
	}
}

func matrixKeys(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, desktop)
	at := func(want string) {
		t.Helper()
		if got := eval[string](k, `document.activeElement.closest('.utt')?.id || ''`); got != want {
			t.Errorf("the focus is on %q, want %q", got, want)
		}
	}
	rows := eval[[]string](k, `[...document.querySelectorAll('.utt')].map(r => r.id)`)
	if n := eval[int](k, `document.querySelectorAll('.utt[tabindex="0"]').length`); n != 1 {
		t.Errorf("%d rows are tab stops, want 1", n)
	}
	eval[any](k, `document.querySelector('.utt').focus()`)
	k.press("j")
	at(rows[1])
	k.press("k")
	at(rows[0])
	k.press("o")
	if !eval[bool](k, `document.activeElement.matches('.open') && document.activeElement.querySelector('.all').textContent === 'Show less'`) {
		t.Error("o does not unfold")
	}
	k.press("d")
	at(rows[1]) // the next altered one
	k.press("d")
	at(rows[2])
}

func readerKeys(t *testing.T, b context.Context, page string) {
	k := open(t, b, page+"#r-A", desktop)
	k.until(`document.activeElement.id === 'r-A'`)
	k.press("n")
	k.until(`document.activeElement.id === 'A1'`)
	k.press("n")
	k.until(`document.activeElement.id === 'A2' && document.getElementById('B2').matches('.here')`)
	k.press("p")
	k.until(`document.activeElement.id === 'A1'`)
	k.press("\x1b")
	k.until(`!document.querySelector('.here, .q.on')`)
	k.press("\r")
	k.until(`document.getElementById('B1').matches('.here')`)
}

// choice opens a report that is not among the two shown, and changes one.
func choice(t *testing.T, b context.Context, page string) {
	k := open(t, b, page+"#F4", desktop)
	shown := `[...document.querySelectorAll('.pane')].filter(p => p.getBoundingClientRect().height > 0).map(p => p.dataset.l).join('')`
	k.until(shown + ` === 'EF'`) // beside the fullest wording, which E has
	if !eval[bool](k, `document.getElementById('F4').matches('.q.altered.here')`) {
		t.Error("the words are not marked as altered")
	}
	eval[any](k, `(s => { s.value = 'B'; s.dispatchEvent(new Event('change')); })(document.querySelector('[data-side="L"]'))`)
	k.until(shown + ` === 'BF'`)
	if got := eval[string](k, `document.querySelector('.cnt').textContent`); got != "4 statements in both" {
		t.Errorf("B and F: %q", got)
	}
	eval[any](k, `(s => { s.value = 'F'; s.dispatchEvent(new Event('change')); })(document.querySelector('[data-side="L"]'))`)
	if got := eval[string](k, shown); got != "BF" {
		t.Errorf("the same report on both sides: %q", got)
	}
}

func filterAndFold(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, desktop)
	visible := `[...document.querySelectorAll('.utt')].filter(r => r.getBoundingClientRect().height > 0).map(r => r.dataset.rank).join(' ')`
	k.click(`.filt [data-f="single"]`)
	if got := eval[string](k, visible); got != "single single" {
		t.Errorf("in one report: %q", got)
	}
	k.click(`.filt [data-f="differ"]`)
	if got := eval[string](k, visible); got != "altered altered altered altered" {
		t.Errorf("differing: %q", got)
	}
	folded := `document.querySelector('.utt .fq .fold > span').getBoundingClientRect().width === 0`
	if !eval[bool](k, folded) {
		t.Error("a long quotation is not folded")
	}
	k.click(`.utt .all`)
	if eval[bool](k, folded) {
		t.Error("the button does not unfold")
	}
}

// withoutScript reads the page's text as it is laid out.
func withoutScript(t *testing.T, b context.Context, page string) {
	k := open(t, b, page+"#A3", look{width: 1440, height: 900, noScript: true})
	k.until(`(r => r.top >= 0 && r.bottom <= innerHeight && r.height > 0)(document.getElementById('A3').getBoundingClientRect())`)
	if n := eval[int](k, `[...document.querySelectorAll('.fold > span, .pane, .utt')].filter(e => e.getClientRects().length === 0).length`); n != 0 {
		t.Errorf("%d things do not show", n)
	}
	if n := eval[int](k, `[...document.querySelectorAll('button, select')].filter(e => e.getClientRects().length > 0).length`); n != 0 {
		t.Errorf("%d controls show that do nothing", n)
	}
}

func onPaper(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, look{width: 800, height: 1100, print: true})
	if n := eval[int](k, `[...document.querySelectorAll('.story .fold > span')].filter(e => e.getClientRects().length === 0).length`); n != 0 {
		t.Errorf("%d folds are shut on paper", n)
	}
	if n := eval[int](k, `[...document.querySelectorAll('button, .idx, .skip')].filter(e => e.getClientRects().length > 0).length`); n != 0 {
		t.Errorf("%d controls are printed", n)
	}
	if got := eval[string](k, `getComputedStyle(document.querySelector('.mx ins')).color`); got != "rgb(0, 0, 0)" {
		t.Errorf("an addition is printed in %s", got)
	}
}

// policyStops adds to the page what a hostile report would, to see that the
// policy works and that the other tests would hear of it.
func policyStops(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, desktop)
	if c := k.taken(); len(c) > 0 {
		t.Errorf("the page complains by itself: %q", c)
	}
	eval[any](k, `document.body.insertAdjacentHTML('beforeend', '<p style="color:red">x</p><img src="http://127.0.0.1:9/x.png" onerror="window.ran = 1">')`)
	eval[any](k, `(s => { s.textContent = 'window.ran = 1'; document.body.append(s); })(document.createElement('script'))`)
	var heard string
	for range 100 {
		heard += strings.Join(k.taken(), "\n")
		if strings.Contains(heard, "style-src") && strings.Contains(heard, "img-src") && strings.Contains(heard, "script-src") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	for _, directive := range []string{"style-src", "img-src", "script-src"} {
		if !strings.Contains(heard, directive) {
			t.Errorf("no violation of %s was reported", directive)
		}
	}
	if eval[bool](k, `!!window.ran`) {
		t.Error("a foreign script ran")
	}
}

// noSidewaysScroll goes through the widths and both views in one tab.
func noSidewaysScroll(t *testing.T, b context.Context, page string) {
	k := open(t, b, page, desktop)
	for _, width := range []int64{390, 700, 1024, 1440} {
		if err := chromedp.Do(k.ctx, chromedp.EmulateViewport(width, 800)); err != nil {
			t.Fatal(err)
		}
		for _, view := range []string{"main", "reader"} {
			eval[any](k, `location.hash = '`+view+`'`)
			k.until(fmt.Sprintf(`document.documentElement.classList.contains('reading') === %v`, view == "reader"))
			if w := eval[int64](k, `document.documentElement.scrollWidth`); w > width {
				t.Errorf("%s at %d: the page is %d wide; the widest: %s", view, width, w, eval[string](k,
					`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.getAttribute('class')).slice(0, 3).join(', ')`))
			}
		}
	}
}

// takePictures is for people: nothing is compared.
func takePictures(t *testing.T, b context.Context, pages map[string]string) {
	dark := desktop
	dark.dark = true
	for _, p := range []struct {
		page string
		as   string
		look
	}{
		{"harbour", "1440-light", desktop}, {"harbour", "1440-dark", dark}, {"harbour", "1024-light", look{width: 1024, height: 800}}, {"harbour", "390-light", phone},
		{"weir", "1440-light", desktop}, {"weir", "390-light", phone},
	} {
		k := open(t, b, pages[p.page], p.look)
		k.picture(p.page+"-"+p.as, true)
		eval[any](k, `location.hash = 'B1'`)
		k.until(`document.querySelector('#B1.here')`)
		k.picture(p.page+"-reader-"+p.as, false)
	}
	open(t, b, pages["crowd"], desktop).picture("crowd-1440-light", false)
}
