//go:build browser

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parallax/examples"
	"parallax/internal/browser"
)

// pictures is where the screenshots go; git does not see it.
const pictures = "../../build/screenshots"

// press is the outlets of the example week as sites: a front page that names a
// feed, the feed, and the article pages. The Lantern's feed has teasers only. On
// the second day the agency has changed a quotation of the first and published
// one report more.
type press struct {
	*httptest.Server
	secondDay atomic.Bool
}

func news(t *testing.T) *press {
	t.Helper()
	type report struct{ ID, Outlet, Title, Published, Text string }
	by := map[string][]report{}
	p := &press{}
	f, err := examples.Files.Open("aldermark-week.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var r report
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		site := strings.ToLower(strings.Fields(strings.TrimPrefix(r.Outlet, "The "))[0])
		by[site] = append(by[site], r)
	}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
		reports := by[parts[0]]
		if p.secondDay.Load() && parts[0] == "aldermark" {
			reports = slices.Clone(reports)
			for i := range reports {
				reports[i].Text = strings.Replace(reports[i].Text, "We are in no hurry.", "We are in no great hurry, and we never were.", 1)
			}
			reports = append(reports, report{"ana-0421-bank", reports[0].Outlet, "Minister welcomes Bank of Aldermark rate cut", "2026-04-17T09:00:00Z",
				"The finance minister, Idris Calloway, welcomed the Bank of Aldermark’s cut of its main rate to 3.5 per cent on Friday.\n\n“It was time,” Mr Calloway said of the decision of the bank and its governor, Ilka Brandreth, to cut the rate."})
		}
		switch {
		case len(reports) == 0:
			w.WriteHeader(404)
		case len(parts) == 1:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<html><head><title>%s</title><link rel="alternate" type="application/rss+xml" href="/%s/feed"></head><body>News</body></html>`, reports[0].Outlet, parts[0])
		case parts[1] == "feed":
			w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
			fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>%s</title><link>/%s</link>`, html.EscapeString(reports[0].Outlet), parts[0])
			for _, x := range reports {
				text := x.Text
				if parts[0] == "lantern" {
					text = text[:strings.IndexByte(text, ' ')+1] + "…"
				}
				at, _ := time.Parse(time.RFC3339, x.Published)
				fmt.Fprintf(w, `<item><guid>%s</guid><title>%s</title><link>/%s/%s</link><pubDate>%s</pubDate><description>%s</description></item>`,
					x.ID, html.EscapeString(x.Title), parts[0], x.ID, at.Format(time.RFC1123Z), html.EscapeString("<p>"+strings.ReplaceAll(text, "\n\n", "</p><p>")+"</p>"))
			}
			fmt.Fprint(w, `</channel></rss>`)
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			for _, x := range reports {
				if x.ID == parts[1] {
					fmt.Fprintf(w, `<html><head><title>%s</title></head><body><article><h1>%[1]s</h1><p>%s</p></article></body></html>`, html.EscapeString(x.Title), strings.ReplaceAll(html.EscapeString(x.Text), "\n\n", "</p><p>"))
				}
			}
		}
	}))
	t.Cleanup(p.Close)
	return p
}

// reader is somebody before the pages of a service.
type reader struct {
	*browser.Tab
	t       *testing.T
	service *served
}

// goTo goes to a page by its path, and wait until it is there.
func (r *reader) goTo(path string) {
	r.t.Helper()
	if err := chromedp.Do(r.Ctx, chromedp.Navigate(r.service.address+path)); err != nil {
		r.t.Fatal(err)
	}
}

// fill types into the field that a selector finds.
func (r *reader) fill(css, text string) {
	r.t.Helper()
	if err := chromedp.Do(r.Ctx, chromedp.SendKeys(chromedp.CSS(css), text)); err != nil {
		r.t.Fatalf("typing into %s: %v", css, err)
	}
}

// text is what an element says.
func (r *reader) text(css string) string {
	r.t.Helper()
	return browser.Eval[string](r.Tab, fmt.Sprintf(`(document.querySelector(%q)||{innerText:""}).innerText`, css))
}

// open opens the story whose headline has these words.
func (r *reader) open(words string) {
	r.t.Helper()
	r.goTo("/")
	r.Until(fmt.Sprintf(`[...document.querySelectorAll("a.hd")].some(a => a.innerText.includes(%q))`, words))
	browser.Eval[bool](r.Tab, fmt.Sprintf(`([...document.querySelectorAll("a.hd")].find(a => a.innerText.includes(%q)).click(), true)`, words))
	r.Until(fmt.Sprintf(`document.querySelector("h1") && document.querySelector("h1").innerText.includes(%q)`, words))
}

func (r *reader) stories() int {
	return browser.Eval[int](r.Tab, `document.querySelectorAll("tr.st").length`)
}

// TestFirstTenMinutes is a reader's way from an empty start: feeds are added,
// a story is read, searched for, a quotation is verified, stories are merged
// and parted again; on a phone and with the keyboard alone.
func TestFirstTenMinutes(t *testing.T) {
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	press := news(t)
	s := startServe(t, "--data", t.TempDir(), "--allow", "127.0.0.1")
	t.Cleanup(func() { endWell(t, s) })
	b := browser.Start(t)
	r := &reader{Tab: browser.Open(t, b, s.address+"/", browser.Desktop), t: t, service: s}

	if got := r.text("main, body"); !strings.Contains(got, "Nothing has been read yet") || !strings.Contains(got, "Add a feed") {
		t.Fatalf("the empty front page does not say what to do: %s", got)
	}
	r.Picture(filepath.Join(pictures, "journey-empty.png"), false)
	for _, site := range []string{"aldermark", "lantern", "radio"} {
		r.goTo("/feeds")
		r.fill("#fu", press.URL+"/"+site)
		r.Click("#new button[type=submit]")
		r.Until(`document.querySelector("ul.fd") && document.querySelector("ul.fd").innerText.includes("/` + site + `/feed")`)
	}
	s.settled(t, 13)
	r.goTo("/")
	if n := r.stories(); n < 6 {
		t.Fatalf("three feeds gave %d stories", n)
	}
	r.Picture(filepath.Join(pictures, "journey-front.png"), true)

	r.open("Bank of Aldermark cuts rate")
	if got := r.text("body"); !strings.Contains(got, "Ilka Brandreth") || !strings.Contains(got, "Radio Aldermark") {
		t.Errorf("the story lacks its speaker or an outlet")
	}
	r.Picture(filepath.Join(pictures, "journey-story.png"), true)

	r.fill("#q", "gearbox"+kb.Enter)
	r.Until(`location.pathname == "/search" && document.querySelector("mark")`)
	r.Picture(filepath.Join(pictures, "journey-search.png"), true)

	r.goTo("/verify")
	r.fill("textarea", "We will cut again before the end of the year if wages allow it")
	r.Click("main form button[type=submit], form.field button[type=submit], form button.first-act")
	r.Until(`document.body.innerText.includes("Ilka Brandreth") && location.search.includes("words=")`)
	if got := r.text("body"); !strings.Contains(got, "Aldermark News Agency") {
		t.Error("the readings of the other outlets are not shown")
	}
	r.Picture(filepath.Join(pictures, "journey-verify.png"), true)

	r.secondDay(press)
	r.mergeAndUndo()
	r.keyboardOnly()
	r.onThePhone(b)
	for _, path := range []string{"/", "/people", "/feeds", "/verify", "/search?q=gearbox"} {
		phone := browser.Open(t, b, s.address+path, browser.Phone)
		if wide := browser.Eval[int](phone, `document.documentElement.scrollWidth`); wide > 390 {
			t.Errorf("%s is %d wide on a phone of 390", path, wide)
		}
		phone.Picture(filepath.Join(pictures, "journey-phone"+strings.NewReplacer("/", "-", "?", "-", "=", "-").Replace(path)+".png"), true)
	}
}

// secondDay has a feed asked again when its site has something new: a report
// comes in, and one that was there shows what became of its quotation.
func (r *reader) secondDay(p *press) {
	r.t.Helper()
	p.secondDay.Store(true)
	r.goTo("/feeds")
	browser.Eval[bool](r.Tab, `([...document.querySelectorAll("ul.fd > li")].find(f => f.innerText.includes("/aldermark/feed")).querySelector(".fdh a").click(), true)`)
	r.Until(`document.querySelector("table.hist td")`)
	if got := r.text("table.hist"); !strings.Contains(got, "new reports") {
		r.t.Errorf("the history of the feed does not tell what came: %s", got)
	}
	r.Click(`button[value="ask"]`)
	r.Until(`location.search.includes("did=asked")`)
	r.service.settled(r.t, 14)
	r.goTo(browser.Eval[string](r.Tab, "location.pathname"))
	r.Until(`document.querySelector("table.hist").innerText.includes("1 new report")`)
	r.Picture(filepath.Join(pictures, "journey-history.png"), true)
	r.open("Bank of Aldermark cuts rate")
	r.Until(`document.querySelector("#revisions a")`)
	r.Click("#revisions a")
	r.Until(`document.querySelector("ul.vq")`)
	if got := r.text("ul.vq"); !strings.Contains(got, "Ilka Brandreth") || !strings.Contains(got, "changed after publication") || !strings.Contains(got, "great") {
		r.t.Errorf("what became of the quotation: %s", got)
	}
	r.Picture(filepath.Join(pictures, "journey-revisions.png"), true)
}

// endWell ends a service once the pages that look at it are closed: an open one
// asks how far the reading is, and would complain that nobody answers.
func endWell(t *testing.T, s *served) {
	if code := s.end(t); code != done {
		t.Errorf("exit code %d", code)
	}
}

// mergeAndUndo puts two stories together and takes that back.
func (r *reader) mergeAndUndo() {
	r.t.Helper()
	r.goTo("/")
	before := r.stories()
	r.open("Skiers spend night")
	at := browser.Eval[string](r.Tab, "location.pathname")
	r.goTo(at + "/merge?q=rate")
	r.Until(`document.querySelector('form[action="/stories/merge"] button')`)
	r.Click(`form[action="/stories/merge"] button`)
	r.Until(`document.body.innerText.includes("Undo")`)
	r.service.settled(r.t, 0)
	r.goTo("/")
	if n := r.stories(); n != before-1 {
		r.t.Errorf("after merging two of %d stories there are %d", before, n)
	}
	r.open("") // the first: the one that changed last
	r.goTo(at)
	r.Until(`document.querySelector('form[action^="/decisions/"] button')`)
	r.Click(`form[action^="/decisions/"] button`)
	r.Until(`!document.querySelector('form[action^="/decisions/"][action$="/undo"] button') || location.search.length > 0`)
	r.service.settled(r.t, 0)
	r.goTo("/")
	if n := r.stories(); n != before {
		r.t.Errorf("after undoing it there are %d stories of %d", n, before)
	}
}

// keyboardOnly goes the whole way without a mouse: past the navigation, down the
// list, into a story, through its statements, into the reader, to a search and
// back to the list of keys.
func (r *reader) keyboardOnly() {
	r.t.Helper()
	r.goTo("/")
	r.Press(kb.Tab)
	if got := browser.Eval[string](r.Tab, `document.activeElement.className`); got != "skip" {
		r.t.Errorf("the first stop is %q, not the link past the navigation", got)
	}
	r.Press(kb.Enter)
	r.Until(`document.activeElement.id === "main"`)
	r.tabTo("the list of stories", `a.hd`)
	first := browser.Eval[string](r.Tab, `document.activeElement.getAttribute("href")`)
	r.Press("j")
	r.Until(`document.activeElement.matches("a.hd") && document.activeElement.getAttribute("href") !== "` + first + `"`)
	r.Press("?")
	r.Until(`document.getElementById("keys").open`)
	r.Press(kb.Escape)
	r.Until(`!document.getElementById("keys").open && document.activeElement.matches("a.hd")`)
	r.Press("o")
	r.Until(`document.readyState === "complete" && location.pathname.startsWith("/stories/") && document.querySelector("h1")`)
	r.open("Bank of Aldermark cuts rate")
	r.tabTo("the statements", `tr.utt`)
	r.Press("d")
	r.Until(`document.activeElement.matches("tr.utt.altered")`)
	r.tabTo("the words in the report", `a.pl`)
	r.Press(kb.Enter)
	r.Until(`document.readyState === "complete" && location.pathname.startsWith("/reports/") && document.querySelector(".q.here")`)
	r.tabTo("the report", `main a.q, main .q[tabindex], main .rdr a, main select`)
	r.Press("/")
	r.Until(`document.activeElement.id === "q"`)
	browser.Eval[any](r.Tab, `document.getElementById("q").value = ""`) // the protocol types the key although the page took it
	r.Press("gearbox" + kb.Enter)
	r.Until(`location.pathname === "/search" && document.querySelector("mark")`)
}

// tabTo presses Tab until something is in focus, and fails when it never is.
func (r *reader) tabTo(what, css string) {
	r.t.Helper()
	for range 80 {
		r.Press(kb.Tab)
		if browser.Eval[bool](r.Tab, fmt.Sprintf(`document.activeElement.matches(%q)`, css)) {
			if !browser.Eval[bool](r.Tab, `(e => { const s = getComputedStyle(e); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 })(document.activeElement)`) {
				r.t.Errorf("nobody sees that %s has the focus", what)
			}
			return
		}
	}
	r.t.Fatalf("%s cannot be reached with Tab; the focus is on %s", what, browser.Eval[string](r.Tab, `document.activeElement.outerHTML.slice(0, 200)`))
}

// onThePhone reads a story with a thumb: from the list to a statement, into the
// reader, where one report is shown and the other is a switch away.
func (r *reader) onThePhone(b context.Context) {
	r.t.Helper()
	k := &reader{Tab: browser.Open(r.t, b, r.service.address+"/", browser.Phone), t: r.t, service: r.service}
	k.open("Bank of Aldermark cuts rate")
	k.Click(`.cell.altered .pl`)
	k.Until(`document.readyState === "complete" && location.pathname.startsWith("/reports/") && document.querySelector(".q.here")`)
	const shown = `[...document.querySelectorAll(".pane")].filter(p => p.getBoundingClientRect().height > 0).length`
	if n := browser.Eval[int](k.Tab, shown); n != 1 {
		r.t.Errorf("%d reports stand on the phone at one time", n)
	}
	k.Picture(filepath.Join(pictures, "journey-phone-reader.png"), false)
	if wide := browser.Eval[int](k.Tab, `document.documentElement.scrollWidth`); wide > 390 {
		r.t.Errorf("the reader is %d wide on a phone of 390", wide)
	}
}

// TestDemoPictures looks at the front page of a demonstration as soon as
// it has stories.
func TestDemoPictures(t *testing.T) {
	if err := os.MkdirAll(pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	s := startServe(t, "--demo")
	t.Cleanup(func() { endWell(t, s) })
	s.settled(t, 26)
	b := browser.Start(t)
	for name, l := range map[string]browser.Look{"desktop": browser.Desktop, "phone": browser.Phone, "dark": {Width: 1440, Height: 900, Dark: true}} {
		k := browser.Open(t, b, s.address+"/", l)
		if n := browser.Eval[int](k, `document.querySelectorAll("tr.st").length`); n < 8 {
			t.Errorf("%s: %d stories", name, n)
		}
		k.Picture(filepath.Join(pictures, "demo-"+name+".png"), true)
	}
}
