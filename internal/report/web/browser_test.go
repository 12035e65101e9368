//go:build browser

package web

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parallax/internal/browser"
	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/report/specimen"
)

// pictures is where the screenshots go; git does not see it.
const pictures = "../../../build/screenshots"

// TestBrowser opens written files from disk in Chromium, without a server.
func TestBrowser(t *testing.T) {
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	b := browser.Start(t)
	dir := t.TempDir()
	pages := map[string]string{}
	for name, c := range map[string]*collate.Comparison{"weir": weir(), "harbour": harbour(), "long": long(), "crowd": crowd(14), "alone": alone(), "crane": specimen.Crane(), "agreed": agreeing()} {
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
	t.Run("findings of one report", func(t *testing.T) { toldBy(t, b, pages["crane"]) })
	t.Run("agreed on a phone", func(t *testing.T) { agreedOnPhone(t, b, pages["agreed"]) })
	t.Run("times on one axis", func(t *testing.T) { timesOnAxis(t, b, pages["crane"]) })
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

// agreeing is few reports that agree on something.
func agreeing() *collate.Comparison {
	c := weir()
	var k finding.Claim
	for i := range c.Reports[:2] {
		k.Evidence = append(k.Evidence, finding.Evidence{Report: i, Span: c.Reports[i].Article.Paragraphs[0]})
	}
	k.Accounts, k.Extent = 2, finding.Full
	c.Claims.Agreed = []finding.Claim{k}
	return c
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

// seen is true when the whole of an element lies in what is seen of its
// report.
const seen = `((q) => { const r = q.getBoundingClientRect(), p = q.closest('.pane').getBoundingClientRect();
	return r.height > 0 && r.top >= Math.max(0, p.top) && r.bottom <= Math.min(innerHeight, p.bottom) && r.left >= 0 && r.right <= innerWidth; })`

// ---- the tests

// cellLeadsToWords clicks the ¶ of an altered reading.
func cellLeadsToWords(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Desktop)
	if browser.Eval[bool](k, `document.querySelector('#reader').getBoundingClientRect().height > 0`) {
		t.Error("the reader is there before it is asked for")
	}
	k.Click(`#u3 .cell.altered .pl`)
	k.Until(`document.documentElement.classList.contains('reading')`)
	if got := browser.Eval[string](k, `location.hash`); got != "#A3" {
		t.Errorf("leads to %s, want #A3", got)
	}
	if got, want := browser.Eval[string](k, `document.getElementById('A3').textContent`), "by hand at eleven o'clock"; got != want {
		t.Errorf("leads to %q, want %q", got, want)
	}
	if !browser.Eval[bool](k, seen+`(document.getElementById('A3'))`) {
		t.Error("the words are out of sight")
	}
	if browser.Eval[float64](k, `document.getElementById('r-A').scrollTop`) < 400 {
		t.Error("the report did not scroll: the test shows nothing")
	}
	if !browser.Eval[bool](k, `document.getElementById('A3').matches('.here.on') && getComputedStyle(document.getElementById('A3')).outlineStyle === 'solid'`) {
		t.Error("the words are not marked")
	}
	if got := browser.Eval[string](k, `document.activeElement.id`); got != "A3" {
		t.Errorf("the focus is on %q, want the words", got)
	}
	if !browser.Eval[bool](k, seen+`(document.getElementById('B3')) && Math.abs(document.getElementById('A3').getBoundingClientRect().top - document.getElementById('B3').getBoundingClientRect().top) < 3`) {
		t.Error("the other report's words do not stand level")
	}
	k.Until(`document.querySelector('.ties path.on')`)
	// from there across, by the second half of a quotation that is broken in
	// two: both halves are marked
	k.Click(`.q[data-q="A5"]`)
	k.Until(`document.querySelectorAll('.q.here').length === 4 && document.getElementById('B5').matches('.here')`)
	// the counterpart slides level, and its note is lit
	k.Click(`#A2`)
	k.Until(`document.getElementById('B2').matches('.here') && document.getElementById('n-B2').matches('.on')`)
	k.Until(`Math.abs(document.getElementById('A2').getBoundingClientRect().top - document.getElementById('B2').getBoundingClientRect().top) < 3`)
}

// addressLeadsToWords opens the file at a quotation, as a link in a message
// does: typefaces that come late move the lines.
func addressLeadsToWords(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page+"#A3", browser.Desktop)
	k.Until(`document.fonts.status === 'loaded' && document.fonts.size > 0`)
	k.Until(seen + `(document.getElementById('A3')) && document.getElementById('A3').matches('.here')`)
	k.Until(`Math.abs(document.getElementById('A3').getBoundingClientRect().top - document.getElementById('B3').getBoundingClientRect().top) < 3`)
}

// agreedOnPhone: accounts of one claim stand below each other, each as wide as the
// screen, and those that do not tell it take no room.
func agreedOnPhone(t *testing.T, b context.Context, page string) {
	for look, want := range map[browser.Look]bool{browser.Phone: true, browser.Desktop: false} {
		k := browser.Open(t, b, page, look)
		if browser.Eval[float64](k, `document.querySelectorAll('.ag2 tbody tr:not(.ovl)').length`) == 0 {
			t.Fatal("no agreed claims: the test shows nothing")
		}
		if got := browser.Eval[bool](k, `[...document.querySelectorAll('.ag2 tbody tr:not(.ovl) td')].filter((c) => c.offsetHeight > 0).every((c) => c.offsetWidth > innerWidth * .8)`); got != want {
			t.Errorf("%d pixels: the accounts take the width of the screen: %v, want %v", look.Width, got, want)
		}
	}
}

func backToPlace(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Look{Width: 1440, Height: 500})
	browser.Eval[any](k, `document.querySelector('#u4').scrollIntoView({block: 'center', behavior: 'instant'})`)
	y := browser.Eval[float64](k, `scrollY`)
	if y < 100 {
		t.Fatal("the page did not scroll: the test shows nothing")
	}
	k.Click(`#u4 .pl`)
	k.Until(`document.documentElement.classList.contains('reading')`)
	k.Click(`.back a`)
	k.Until(`!document.documentElement.classList.contains('reading')`)
	k.Until(fmt.Sprintf(`Math.abs(scrollY - %f) < 2`, y))
	if !browser.Eval[bool](k, `document.activeElement.matches('#u4 .pl')`) {
		t.Error("the focus is not where the reader was opened")
	}
	k.Press("\r")
	k.Until(`document.documentElement.classList.contains('reading')`)
	browser.Eval[any](k, `history.back()`)
	k.Until(fmt.Sprintf(`!document.documentElement.classList.contains('reading') && Math.abs(scrollY - %f) < 2`, y))
}

func phoneReader(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Phone)
	k.Click(`#u4 .cell.alone .pl`)
	k.Until(`document.documentElement.classList.contains('reading')`)
	if !browser.Eval[bool](k, seen+`(document.getElementById('B4'))`) {
		t.Error("the words are out of sight")
	}
	if browser.Eval[bool](k, `document.getElementById('r-A').getBoundingClientRect().height > 0`) {
		t.Error("both reports show on a phone")
	}
	k.Click(`.sw [data-p="L"]`)
	k.Until(`document.getElementById('r-A').getBoundingClientRect().height > 0`)
	k.Click(`#A2`) // following a quotation turns the switch
	k.Until(`document.querySelector('.sw [data-p="R"]').getAttribute('aria-pressed') === 'true'`)
	if !browser.Eval[bool](k, seen+`(document.getElementById('B2'))`) {
		t.Error("the counterpart is out of sight")
	}
}

func matrixKeys(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Desktop)
	at := func(want string) {
		t.Helper()
		if got := browser.Eval[string](k, `document.activeElement.closest('.utt')?.id || ''`); got != want {
			t.Errorf("the focus is on %q, want %q", got, want)
		}
	}
	rows := browser.Eval[[]string](k, `[...document.querySelectorAll('.utt')].map(r => r.id)`)
	if n := browser.Eval[int](k, `document.querySelectorAll('.utt[tabindex="0"]').length`); n != 1 {
		t.Errorf("%d rows are tab stops, want 1", n)
	}
	browser.Eval[any](k, `document.querySelector('.utt').focus()`)
	k.Press("j")
	at(rows[1])
	k.Press("k")
	at(rows[0])
	k.Press("o")
	if !browser.Eval[bool](k, `document.activeElement.matches('.open') && document.activeElement.querySelector('.all').textContent === 'Show less'`) {
		t.Error("o does not unfold")
	}
	k.Press("d")
	at(rows[1]) // the next altered one
	k.Press("d")
	at(rows[2])
}

func readerKeys(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page+"#r-A", browser.Desktop)
	k.Until(`document.activeElement.id === 'r-A'`)
	k.Press("n")
	k.Until(`document.activeElement.id === 'A1'`)
	k.Press("n")
	k.Until(`document.activeElement.id === 'A2' && document.getElementById('B2').matches('.here')`)
	k.Press("p")
	k.Until(`document.activeElement.id === 'A1'`)
	k.Press("\x1b")
	k.Until(`!document.querySelector('.here, .q.on')`)
	k.Press("\r")
	k.Until(`document.getElementById('B1').matches('.here')`)
}

// choice opens a report that is not among the two shown, and changes one.
func choice(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page+"#F4", browser.Desktop)
	shown := `[...document.querySelectorAll('.pane')].filter(p => p.getBoundingClientRect().height > 0).map(p => p.dataset.l).join('')`
	k.Until(shown + ` === 'EF'`) // beside the fullest wording, which E has
	if !browser.Eval[bool](k, `document.getElementById('F4').matches('.q.altered.here')`) {
		t.Error("the words are not marked as altered")
	}
	browser.Eval[any](k, `(s => { s.value = 'B'; s.dispatchEvent(new Event('change')); })(document.querySelector('[data-side="L"]'))`)
	k.Until(shown + ` === 'BF'`)
	if got := browser.Eval[string](k, `document.querySelector('.cnt').textContent`); got != "4 statements in both" {
		t.Errorf("B and F: %q", got)
	}
	browser.Eval[any](k, `(s => { s.value = 'F'; s.dispatchEvent(new Event('change')); })(document.querySelector('[data-side="L"]'))`)
	if got := browser.Eval[string](k, shown); got != "BF" {
		t.Errorf("the same report on both sides: %q", got)
	}
}

func filterAndFold(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Desktop)
	visible := `[...document.querySelectorAll('.utt')].filter(r => r.getBoundingClientRect().height > 0).map(r => r.dataset.rank).join(' ')`
	k.Click(`.filt [data-f="single"]`)
	if got := browser.Eval[string](k, visible); got != "single single" {
		t.Errorf("in one report: %q", got)
	}
	k.Click(`.filt [data-f="differ"]`)
	if got := browser.Eval[string](k, visible); got != "altered altered altered altered" {
		t.Errorf("differing: %q", got)
	}
	folded := `document.querySelector('.utt .fq .fold > span').getBoundingClientRect().width === 0`
	if !browser.Eval[bool](k, folded) {
		t.Error("a long quotation is not folded")
	}
	k.Click(`.utt .all`)
	if browser.Eval[bool](k, folded) {
		t.Error("the button does not unfold")
	}
}

// toldBy chooses a report: what it does not tell goes, folds open, and all
// comes back.
func toldBy(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Desktop)
	shown := `[...document.querySelectorAll('[data-by]')].filter(e => e.getClientRects().length > 0)`
	choose := `(v => { const s = document.querySelector('.by select'); s.value = v; s.dispatchEvent(new Event('change')); })`
	all := browser.Eval[int](k, shown+`.length`)
	browser.Eval[any](k, choose+`('C')`)
	if n := browser.Eval[int](k, shown+`.filter(e => !e.dataset.by.split(' ').includes('C')).length`); n != 0 {
		t.Errorf("%d findings show that C does not tell", n)
	}
	here := browser.Eval[int](k, shown+`.length`)
	if here == 0 || here >= all {
		t.Errorf("%d of %d findings show", here, all)
	}
	if got, want := browser.Eval[string](k, `document.querySelector('.by .cnt').textContent`), fmt.Sprintf("%d of %d findings", here, all); got != want {
		t.Errorf("says %q, want %q", got, want)
	}
	browser.Eval[any](k, choose+`('')`)
	if n := browser.Eval[int](k, shown+`.length`); n != all {
		t.Errorf("%d of %d findings come back", n, all)
	}
}

// timesOnAxis measures the drawing of a conflict of times: the day lies in its
// week, and the words beside the bars are within the page on every width.
func timesOnAxis(t *testing.T, b context.Context, page string) {
	for _, l := range []browser.Look{browser.Desktop, browser.Phone} {
		k := browser.Open(t, b, page, l)
		if !browser.Eval[bool](k, `(([day, week]) => day.left > week.left && day.right < week.right && day.top < week.top)([...document.querySelectorAll('.ax rect')].map(e => e.getBoundingClientRect()))`) {
			t.Errorf("%d pixels: the day is not drawn in its week", l.Width)
		}
		if n := browser.Eval[int](k, `[...document.querySelectorAll('.ax text')].filter(e => e.getBoundingClientRect().right > innerWidth).length`); n != 0 {
			t.Errorf("%d pixels: %d words run off the page", l.Width, n)
		}
		k.Picture(filepath.Join(pictures, fmt.Sprintf("crane-%d-light.png", l.Width)), true)
	}
}

// withoutScript reads the page's text as it is laid out.
func withoutScript(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page+"#A3", browser.Look{Width: 1440, Height: 900, NoScript: true})
	k.Until(`(r => r.top >= 0 && r.bottom <= innerHeight && r.height > 0)(document.getElementById('A3').getBoundingClientRect())`)
	if n := browser.Eval[int](k, `[...document.querySelectorAll('.fold > span, .pane, .utt')].filter(e => e.getClientRects().length === 0).length`); n != 0 {
		t.Errorf("%d things do not show", n)
	}
	if n := browser.Eval[int](k, `[...document.querySelectorAll('button, select')].filter(e => e.getClientRects().length > 0).length`); n != 0 {
		t.Errorf("%d controls show that do nothing", n)
	}
}

func onPaper(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Look{Width: 800, Height: 1100, Print: true})
	if n := browser.Eval[int](k, `[...document.querySelectorAll('.story .fold > span')].filter(e => e.getClientRects().length === 0).length`); n != 0 {
		t.Errorf("%d folds are shut on paper", n)
	}
	if n := browser.Eval[int](k, `[...document.querySelectorAll('button, .idx, .skip')].filter(e => e.getClientRects().length > 0).length`); n != 0 {
		t.Errorf("%d controls are printed", n)
	}
	if got := browser.Eval[string](k, `getComputedStyle(document.querySelector('.mx ins')).color`); got != "rgb(0, 0, 0)" {
		t.Errorf("an addition is printed in %s", got)
	}
}

// policyStops adds to the page what a hostile report would, to see that the
// policy works and that the other tests would hear of it.
func policyStops(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Desktop)
	if c := k.Taken(); len(c) > 0 {
		t.Errorf("the page complains by itself: %q", c)
	}
	browser.Eval[any](k, `document.body.insertAdjacentHTML('beforeend', '<p style="color:red">x</p><img src="http://127.0.0.1:9/x.png" onerror="window.ran = 1">')`)
	browser.Eval[any](k, `(s => { s.textContent = 'window.ran = 1'; document.body.append(s); })(document.createElement('script'))`)
	var heard string
	for range 100 {
		heard += strings.Join(k.Taken(), "\n")
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
	if browser.Eval[bool](k, `!!window.ran`) {
		t.Error("a foreign script ran")
	}
}

// noSidewaysScroll goes through the widths and both views in one tab.
func noSidewaysScroll(t *testing.T, b context.Context, page string) {
	k := browser.Open(t, b, page, browser.Desktop)
	for _, width := range []int64{390, 700, 1024, 1440} {
		if err := chromedp.Do(k.Ctx, chromedp.EmulateViewport(width, 800)); err != nil {
			t.Fatal(err)
		}
		for _, view := range []string{"main", "reader"} {
			browser.Eval[any](k, `location.hash = '`+view+`'`)
			k.Until(fmt.Sprintf(`document.documentElement.classList.contains('reading') === %v`, view == "reader"))
			if w := browser.Eval[int64](k, `document.documentElement.scrollWidth`); w > width {
				t.Errorf("%s at %d: the page is %d wide; the widest: %s", view, width, w, browser.Eval[string](k,
					`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.getAttribute('class')).slice(0, 3).join(', ')`))
			}
		}
	}
}

// takePictures is for people: nothing is compared.
func takePictures(t *testing.T, b context.Context, pages map[string]string) {
	dark := browser.Desktop
	dark.Dark = true
	for _, p := range []struct {
		page string
		as   string
		browser.Look
	}{
		{"harbour", "1440-light", browser.Desktop}, {"harbour", "1440-dark", dark}, {"harbour", "1024-light", browser.Look{Width: 1024, Height: 800}}, {"harbour", "390-light", browser.Phone},
		{"weir", "1440-light", browser.Desktop}, {"weir", "390-light", browser.Phone},
	} {
		k := browser.Open(t, b, pages[p.page], p.Look)
		k.Picture(filepath.Join(pictures, p.page+"-"+p.as+".png"), true)
		browser.Eval[any](k, `location.hash = 'B1'`)
		k.Until(`document.querySelector('#B1.here')`)
		k.Picture(filepath.Join(pictures, p.page+"-reader-"+p.as+".png"), false)
	}
	browser.Open(t, b, pages["crowd"], browser.Desktop).Picture(filepath.Join(pictures, "crowd-1440-light.png"), false)
}
