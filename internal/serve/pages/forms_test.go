package pages

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"parallax/internal/archive"
)

// TestForms sends every form as a browser without script does.
func TestForms(t *testing.T) {
	for _, c := range []struct {
		name, to string
		form     url.Values
		status   int
		leads    string // Location
		order    string // what the desk was told to do
	}{
		{"read", "/stories/lantern/read", url.Values{"read": {"yes"}}, 303, "/stories/lantern?did=read", "read lantern true"},
		{"unread", "/stories/lantern/read", url.Values{"read": {"no"}}, 303, "/stories/lantern?did=unread", "read lantern false"},
		{"all read", "/read", url.Values{"until": {"2031-06-12T18:00:00Z"}}, 303, "/?did=read", "read all until 2031-06-12T18:00:00Z"},
		{"all read, from a clock ahead", "/read", url.Values{"until": {"2040-01-01T00:00:00Z"}}, 303, "/?did=read", "read all until 2031-06-12T19:00:00Z"},
		{"all read, without a time", "/read", url.Values{}, 422, "", ""},
		{"merge", "/stories/merge", url.Values{"stays": {"lantern"}, "goes": {"bank"}}, 303, "/stories/lantern?did=merge&decision=d1", "merge bank into lantern"},
		{"merge with itself", "/stories/merge", url.Values{"stays": {"bank"}, "goes": {"bank"}}, 422, "", ""},
		{"merge with nothing", "/stories/merge", url.Values{"stays": {"bank"}, "goes": {"nowhere"}}, 404, "", "merge nowhere into bank"},
		{"split", "/stories/bank/split", url.Values{"report": {"bank-2", "bank-3"}}, 303, "/stories/split-bank-2?did=split&decision=d1", "split bank-2 bank-3 from bank"},
		{"split nothing", "/stories/bank/split", url.Values{}, 422, "", ""},
		{"split everything", "/stories/museum/split", url.Values{"report": {"museum-1", "museum-2"}}, 422, "", ""},
		{"undo nothing", "/decisions/d9/undo", url.Values{}, 404, "", "undo d9"},
		{"feed", "/feeds", url.Values{"url": {"paper.example/rss"}, "folder": {"Coast"}}, 303, "/feeds?did=feed", `feed https://paper.example/rss in "Coast"`},
		{"feed without address", "/feeds", url.Values{"url": {" "}}, 422, "", ""},
		{"feed of another kind", "/feeds", url.Values{"url": {"ftp://paper.example/"}}, 422, "", ""},
		{"feed, unknown", "/feeds/f9", url.Values{"do": {"pause"}}, 404, "", ""},
		{"pasted", "/add", url.Values{"text": {"Ferry late\r\n\r\nThe ferry was late."}, "outlet": {"City Ledger"}}, 200, "", `by "City Ledger": "Ferry late"`},
		{"pasted nothing", "/add", url.Values{"text": {"  "}}, 422, "", ""},
		{"pasted with a date that is none", "/add", url.Values{"text": {"A ferry."}, "published": {"yesterday"}}, 422, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFake(t)
			w := ask(t, pagesOf(f), "POST", c.to, c.form)
			if w.Code != c.status || w.Header().Get("Location") != c.leads {
				t.Errorf("%d %q, want %d %q\n%s", w.Code, w.Header().Get("Location"), c.status, c.leads, words(parsed(t, w.Body.String())))
			}
			if got := strings.Join(f.orders, "; "); !strings.Contains(got, c.order) || c.order == "" && got != "" {
				t.Errorf("ordered %q, want %q", got, c.order)
			}
			if c.status == 422 && len(find(parsed(t, w.Body.String()), "h1")) != 1 {
				t.Error("what is wrong is not told on a page")
			}
		})
	}
}

// TestMergeCanBeUndone goes the whole way: merged, told so with a button that
// undoes it, the old address leads to the story, undone.
func TestMergeCanBeUndone(t *testing.T) {
	f := newFake(t)
	h := pagesOf(f)
	w := ask(t, h, "POST", "/stories/merge", url.Values{"stays": {"lantern"}, "goes": {"bank"}})
	root := page(t, h, w.Header().Get("Location"))
	done := find(root, ".done")
	if len(done) != 1 || !strings.HasPrefix(words(done[0]), "Merged.") {
		t.Fatalf("told: %q", all(done))
	}
	undo := attr(find(done[0], "form")[0], "action")
	if undo != "/decisions/d1/undo" {
		t.Fatalf("undone at %q", undo)
	}
	if w := ask(t, h, "GET", "/stories/bank", nil); w.Code != http.StatusFound || w.Header().Get("Location") != "/stories/lantern" {
		t.Errorf("the story that was merged away: %d %q", w.Code, w.Header().Get("Location"))
	}
	if w := ask(t, h, "POST", undo, url.Values{}); w.Header().Get("Location") != "/stories/lantern?did=undo" {
		t.Errorf("undone leads to %q", w.Header().Get("Location"))
	}
	if w := ask(t, h, "POST", undo, url.Values{}); w.Code != http.StatusConflict {
		t.Errorf("undone twice: %d", w.Code)
	}
}

// TestAddressTellsNothingOfItsOwn checks that what a form did cannot be put
// into a page's mouth by an address.
func TestAddressTellsNothingOfItsOwn(t *testing.T) {
	root := page(t, pagesOf(newFake(t)), "/?did=%3Cb%3EYour+password+is+wrong&decision=d1")
	if got := all(find(root, ".done")); got != "" {
		t.Errorf("the page says %q", got)
	}
}

// TestRetention sets how long reports are kept.
func TestRetention(t *testing.T) {
	var told []archive.Keep
	keep := archive.Keep{Age: 90 * 24 * time.Hour}
	f := newFake(t)
	h := New(f, f, Options{
		Now:      func() time.Time { return noon },
		Settings: func(context.Context) (Settings, error) { return Settings{Keep: &keep}, nil },
		Keep:     func(_ context.Context, k archive.Keep) error { told = append(told, k); return nil },
	})
	days := slices.DeleteFunc(find(page(t, h, "/settings"), "input"), func(n *html.Node) bool { return attr(n, "name") != "days" })
	if len(days) != 1 || attr(days[0], "value") != "90" {
		t.Fatalf("%d fields for days", len(days))
	}
	for _, c := range []struct {
		days, mb string
		status   int
		want     archive.Keep
	}{
		{"30", "500", 303, archive.Keep{Age: 30 * 24 * time.Hour, Bytes: 500 << 20}},
		{"", " ", 303, archive.Keep{}},
		{"0", "", 422, archive.Keep{}},
		{"-3", "", 422, archive.Keep{}},
		{"a week", "", 422, archive.Keep{}},
		{"", "3", 422, archive.Keep{}}, // an archive of 3 MB would let everything go
		{"99999999999999999999", "", 422, archive.Keep{}},
	} {
		told = nil
		w := ask(t, h, "POST", "/settings/retention", url.Values{"days": {c.days}, "megabytes": {c.mb}})
		switch {
		case w.Code != c.status:
			t.Errorf("%q days, %q MB: %d, want %d", c.days, c.mb, w.Code, c.status)
		case c.status == 303 && (len(told) != 1 || told[0] != c.want):
			t.Errorf("%q days, %q MB: told %v, want %v", c.days, c.mb, told, c.want)
		case c.status == 422 && (told != nil || len(find(parsed(t, w.Body.String()), ".bad")) != 1):
			t.Errorf("%q days, %q MB: told %v", c.days, c.mb, told)
		}
	}
	told = nil
	f.going = archive.Going{Reports: 1204, Before: noon.AddDate(0, 0, -30)}
	w := ask(t, h, "POST", "/settings/retention", url.Values{"days": {"30"}, "megabytes": {""}})
	if got := all(find(parsed(t, w.Body.String()), ".ask")); w.Code != 200 || told != nil || got != "1,204 reports older than 13 May 19.00 would be removed for good." {
		t.Errorf("before reports go: %d %q, told %v", w.Code, got, told)
	}
	if w := ask(t, h, "POST", "/settings/retention", url.Values{"days": {"30"}, "sure": {"yes"}}); w.Code != 303 || len(told) != 1 {
		t.Errorf("who is sure: %d, told %v", w.Code, told)
	}
	fixed := New(f, f, Options{Settings: func(context.Context) (Settings, error) { return Settings{Keep: &keep}, nil }})
	if root := page(t, fixed, "/settings"); strings.Contains(words(root), "MB on disk") || !strings.Contains(words(root), "Reports of the last 90 days.") {
		t.Error("what was given at the start can be changed, or is not told")
	}
	if w := ask(t, fixed, "POST", "/settings/retention", url.Values{"days": {"1"}}); w.Code != 404 {
		t.Errorf("changed what was given at the start: %d", w.Code)
	}
}

// TestHistoryOfAFeed tells each question with its answer, a failure in words.
func TestHistoryOfAFeed(t *testing.T) {
	f := newFake(t)
	f.withFeeds()
	h := pagesOf(f)
	var rows []string
	for _, r := range find(page(t, h, "/feeds/f2"), "tr")[1:] {
		var cells []string
		for _, c := range find(r, "td") {
			cells = append(cells, words(c))
		}
		rows = append(rows, strings.TrimSpace(strings.Join(cells, " ")))
	}
	want := []string{
		"today 18.00 feed failed the server answered 503 Service Unavailable 1.4 s",
		"today 16.00 https://western-ledger.example/a/22 failed robots.txt asks that this page not be fetched 10.0 s",
		"today 12.00 feed 3 new reports",
		"today 06.00 feed nothing new 0.1 s",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("%q\nwant %q", rows, want)
	}
	if got := words(page(t, h, "/feeds/f4")); !strings.Contains(got, "It has not been asked yet.") {
		t.Errorf("a feed that was not asked: %s", got)
	}
	if w := ask(t, h, "GET", "/feeds/f9", nil); w.Code != 404 {
		t.Errorf("a feed that is none: %d", w.Code)
	}
}

func TestFeedsAreChanged(t *testing.T) {
	f := newFake(t)
	f.withFeeds()
	h := pagesOf(f)
	ask(t, h, "POST", "/feeds/f1", url.Values{"do": {"change"}, "title": {"Light"}, "folder": {"Coast"}, "outlet": {"Harbour Light"}})
	if got := f.feeds[0]; got.Title != "Light" || got.Folder != "Coast" || got.Outlet != "Harbour Light" || got.FullText || got.URL == "" {
		t.Errorf("changed: %+v", got)
	}
	if w := ask(t, h, "POST", "/feeds/f1", url.Values{"do": {"ask"}}); !f.feeds[0].Next.IsZero() || w.Header().Get("Location") != "/feeds/f1?did=asked" {
		t.Errorf("asked now: %+v, leads to %q", f.feeds[0], w.Header().Get("Location"))
	}
	ask(t, h, "POST", "/feeds/f1", url.Values{"do": {"pause"}})
	if !f.feeds[0].Paused || f.feeds[0].Title != "Light" {
		t.Errorf("paused: %+v", f.feeds[0])
	}
	if w := ask(t, h, "POST", "/feeds/f1", url.Values{"do": {"dance"}}); w.Code != 422 {
		t.Errorf("an order that is none: %d", w.Code)
	}
	ask(t, h, "POST", "/feeds/f2", url.Values{"do": {"remove"}})
	if len(f.feeds) != 3 {
		t.Errorf("%d feeds after one was removed", len(f.feeds))
	}
}

// upload sends a file as a browser does.
func upload(t *testing.T, h http.Handler, to, name, content string) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", to, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestOPMLComesBackAsItWent exports a list and imports it elsewhere.
func TestOPMLComesBackAsItWent(t *testing.T) {
	f := newFake(t)
	f.withFeeds()
	f.feeds[2].Folder = "Coast/Radio"
	f.feeds[0].Title = `Light & "Dark"`
	list := ask(t, pagesOf(f), "GET", "/feeds.opml", nil)
	if got := list.Header().Get("Content-Disposition"); !strings.Contains(got, "parallax.opml") {
		t.Errorf("offered as %q", got)
	}
	g := &fake{}
	w := upload(t, pagesOf(g), "/feeds.opml", "feeds.opml", list.Body.String())
	if w.Code != 303 || len(g.feeds) != 4 {
		t.Fatalf("%d, %d feeds\n%s\n%s", w.Code, len(g.feeds), list.Body, w.Body)
	}
	have := map[string]archive.Feed{}
	for _, n := range g.feeds {
		have[n.URL] = n
	}
	for _, want := range f.feeds {
		if got := have[want.URL]; got.Folder != want.Folder || want.Title != "" && got.Title != want.Title {
			t.Errorf("%s came back as %q in %q, was %q in %q", want.URL, got.Title, got.Folder, want.Title, want.Folder)
		}
	}
	for name, content := range map[string]string{"no XML": "hello", "no feed": `<opml><body><outline text="x"/></body></opml>`, "empty": ""} {
		if w := upload(t, pagesOf(g), "/feeds.opml", "x.opml", content); w.Code != 422 || len(find(parsed(t, w.Body.String()), ".bad")) == 0 {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

// TestAListThatIsNotWholeSaysSo imports lists of which a part cannot be taken:
// the rest is, and each part that is not is named.
func TestAListThatIsNotWholeSaysSo(t *testing.T) {
	const good = `<outline text="Quay News" xmlUrl="https://quay.example/feed"/>`
	for name, c := range map[string]struct {
		content string
		feeds   int
		want    string
	}{
		"a bad address": {`<opml version="2.0"><body>` + good + `<outline text="Files" xmlUrl="file:///etc/feed"/></body></opml>`, 1, "Files"},
		"broken off":    {`<opml version="2.0"><body>` + good + `<outline text="Cut`, 1, "could not be read to its end"},
	} {
		g := &fake{}
		w := upload(t, pagesOf(g), "/feeds.opml", "x.opml", c.content)
		page := w.Body.String()
		if w.Code != 422 || len(g.feeds) != c.feeds || !strings.Contains(page, c.want) || !strings.Contains(page, "One feed was") {
			t.Errorf("%s: %d, %d feeds, page %q", name, w.Code, len(g.feeds), page)
		}
	}
}

// TestUpload brings files of several kinds.
func TestUpload(t *testing.T) {
	f := newFake(t)
	w := upload(t, pagesOf(f), "/add", "wire.jsonl", `{"id":"w1","outlet":"Coast Wire","title":"Ferry late","text":"The ferry was late again on Monday."}`+"\n"+`{"no":"report"}`)
	root := parsed(t, w.Body.String())
	if w.Code != 200 || len(f.orders) != 1 || !strings.Contains(f.orders[0], `"Coast Wire"`) {
		t.Errorf("%d, ordered %q", w.Code, f.orders)
	}
	if got := all(find(root, ".skl")); !strings.Contains(got, "wire.jsonl") {
		t.Errorf("what was not read: %q", got)
	}
	f.err = fmt.Errorf("queue: %w", archive.ErrBusy)
	if w := upload(t, pagesOf(f), "/add", "a.txt", "Ferry late\n\nIt was late."); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("too much at once: %d", w.Code)
	}
}

// TestNotYet merges while stories are being grouped anew.
func TestNotYet(t *testing.T) {
	f := newFake(t)
	f.err = fmt.Errorf("stories are being grouped anew, 15,121 reports to go; nothing was changed: %w", archive.ErrNotYet)
	w := ask(t, pagesOf(f), "POST", "/stories/merge", url.Values{"stays": {"lantern"}, "goes": {"bank"}})
	if got := parsed(t, w.Body.String()); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(all(find(got, "main")), "15,121 reports to go; nothing was changed. Do it again") {
		t.Errorf("%d, Retry-After %q: %s", w.Code, w.Header().Get("Retry-After"), all(find(got, "main")))
	}
}

// TestFullDisk: what comes is refused with the reason, what is there is shown.
func TestFullDisk(t *testing.T) {
	f := newFake(t)
	f.err = fmt.Errorf("%w: 13", archive.ErrFull)
	w := upload(t, pagesOf(f), "/add", "a.txt", "Ferry late\n\nIt was late.")
	if got := all(find(parsed(t, w.Body.String()), "main")); w.Code != http.StatusInsufficientStorage || w.Header().Get("Retry-After") == "" || !strings.Contains(got, "The disk is full") || !strings.Contains(got, "Nothing of yours was kept") {
		t.Errorf("%d, Retry-After %q: %s", w.Code, w.Header().Get("Retry-After"), got)
	}
	f.err = nil
	p := New(f, fullDesk{f}, Options{Now: func() time.Time { return noon }})
	if w := ask(t, p, "GET", "/", nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Stories") {
		t.Errorf("the front page: %d", w.Code)
	}
}

// fullDesk cannot note that somebody was here.
type fullDesk struct{ *fake }

func (fullDesk) Visit(context.Context) (time.Time, error) {
	return time.Time{}, archive.ErrFull
}

// TestFailures shows what can go wrong, each on a page that says what to do.
func TestFailures(t *testing.T) {
	f := newFake(t)
	h := pagesOf(f)
	for address, want := range map[string]int{
		"/nowhere": 404, "/stories/nowhere": 404, "/reports/nowhere": 404, "/people/nowhere": 404, "/outlets/nowhere": 404,
		"/stories/lantern/story.pdf": 404, "/search?q=%22open": 422, "/search?q=alarm&from=2031-99-99": 422, "/search?q=alarm&in=statements&to=yesterday": 422, "/search?q=alarm&from=2031-05-02": 200, "/?after=nonsense": 422, "/reports": 404,
		"/reports/bank-1?words=9-2": 200, "/reports/bank-1?words=5-99999": 200, "/reports/bank-1?with=nowhere": 200, "/?show=nonsense": 200,
		"/verify?words=" + strings.Repeat("a", 6000): 422,
	} {
		w := ask(t, h, "GET", address, nil)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
		for _, p := range flaws(parsed(t, w.Body.String())) {
			t.Errorf("%s: %s", address, p)
		}
	}
	f.err = fmt.Errorf("the disk is on fire at sector 7")
	for _, address := range []string{"/", "/stories/lantern", "/people", "/outlets", "/search?q=alarm", "/verify?words=alarm", "/feeds", "/settings"} {
		w := ask(t, pagesOf(f), "GET", address, nil)
		if w.Code != 500 || strings.Contains(w.Body.String(), "sector") {
			t.Errorf("%s: %d; what the archive says is for the log alone", address, w.Code)
		}
	}
}
