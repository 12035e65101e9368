package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"parallax/internal/archive"
	"parallax/internal/fetch"
	"parallax/internal/ingest/feed"
	"parallax/internal/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const lead = "A crane fell at the eastern dock of Port Ansel on Friday morning and two men were hurt, the harbour office said."

// body is six paragraphs, none like another.
var body = func() string {
	var b strings.Builder
	for i, what := range []string{"crane", "bridge", "lock gate", "pilot boat", "customs shed", "lighthouse"} {
		fmt.Fprintf(&b, "<p>The %s had stood at the dock since 19%d4 and was to be taken down within %d weeks of the inspection that the harbour board ordered in April, said Ada Trewin, the foreman, who has kept the keys of the %s for %d years.</p>\n", what, i+2, i+3, what, 2*i+7)
	}
	return b.String()
}()

// paper is a newspaper on the loopback: a feed of two items, one of them a
// teaser, and its pages.
type paper struct {
	mu      sync.Mutex
	server  *httptest.Server
	feed    string
	page    string
	robots  string
	status  int
	headers map[string]string
	asked   map[string]int
	since   string // If-None-Match of the last question for the feed
}

func newPaper(t *testing.T) *paper {
	p := &paper{asked: map[string]int{}, status: 200, headers: map[string]string{}}
	p.server = httptest.NewServer(p)
	t.Cleanup(p.server.Close)
	p.page = "<html><head><title>Crane falls</title></head><body><article><h1>Crane falls</h1><p>" + lead + "</p>" + body + "</article></body></html>"
	p.feed = p.rss(`<item><guid>1</guid><title>Bridge shut</title><link>` + p.server.URL + `/bridge</link><pubDate>Fri, 02 May 2031 09:00:00 GMT</pubDate><content:encoded><![CDATA[<p>The bridge over the Lorr is shut from Monday, the council said.</p>` + body + `]]></content:encoded></item>
<item><guid>2</guid><title>Crane falls</title><link>` + p.server.URL + `/crane?utm_source=rss</link><pubDate>Fri, 02 May 2031 08:00:00 GMT</pubDate><description>` + lead[:60] + `…</description></item>`)
	return p
}

func (p *paper) rss(items string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ansel Courier</title><link>` + p.server.URL + `/</link><ttl>15</ttl>` + items + `</channel></rss>`
}

func (p *paper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked[r.URL.Path]++
	switch r.URL.Path {
	case "/feed":
		p.since = r.Header.Get("If-None-Match")
		for k, v := range p.headers {
			w.Header().Set(k, v)
		}
		tag := fmt.Sprintf(`"%d"`, len(p.feed))
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", "application/rss+xml")
		if p.status == 200 && p.since == tag {
			w.WriteHeader(304)
			return
		}
		w.WriteHeader(p.status)
		_, _ = w.Write([]byte(p.feed))
	case "/crane":
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(p.page))
	case "/robots.txt":
		if p.robots == "" {
			w.WriteHeader(404)
		}
		_, _ = w.Write([]byte(p.robots))
	case "/":
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>The Courier</body></html>`))
	default:
		w.WriteHeader(404)
	}
}

func (p *paper) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

// desk is a receiver that can be busy.
type desk struct {
	*store.Store
	busy     bool
	receipts []archive.Receipt
}

func (d *desk) Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error) {
	if d.busy {
		return nil, fmt.Errorf("20,000 reports wait: %w", archive.ErrBusy)
	}
	out, err := d.Store.Receive(ctx, in)
	d.receipts = append(d.receipts, out...)
	return out, err
}

// room is a watcher with a store behind it and a clock in its hand.
type room struct {
	*Watcher
	store *store.Store
	desk  *desk
	paper *paper
	now   time.Time
	feed  archive.Feed
}

func newRoom(t *testing.T) *room {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Options{Allow: []string{"127.0.0.1"}, Interval: -1})
	t.Cleanup(func() {
		client.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	r := &room{store: s, desk: &desk{Store: s}, paper: newPaper(t), now: time.Now().UTC().Truncate(time.Second)}
	s.SetClock(func() time.Time { return r.now })
	r.Watcher = New(s, r.desk, client, Options{Now: func() time.Time { return r.now }})
	r.feed, err = s.PutFeed(t.Context(), archive.Feed{URL: r.paper.server.URL + "/feed", FullText: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// poll asks the feed once, after so long, and gives what was received.
func (r *room) ask(t *testing.T, after time.Duration) (what string) {
	t.Helper()
	r.now = r.now.Add(after)
	r.desk.receipts = nil
	f, err := r.store.Feed(t.Context(), r.feed.ID)
	if err != nil {
		t.Fatal(err)
	}
	r.Watcher.ask(t.Context(), f)
	if r.feed, err = r.store.Feed(t.Context(), r.feed.ID); err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, x := range r.desk.receipts {
		words = append(words, x.What.String())
	}
	return strings.Join(words, " ")
}

func (r *room) text(t *testing.T, n int) string {
	t.Helper()
	a, err := r.store.Article(t.Context(), r.desk.receipts[n].Report)
	if err != nil {
		t.Fatal(err)
	}
	return a.Text
}

func TestAFeedIsRead(t *testing.T) {
	r := newRoom(t)
	if got := r.ask(t, 0); got != "new new" {
		t.Fatalf("first: %q; the feed says %q", got, r.feed.LastError)
	}
	if crane := r.text(t, 0); !strings.Contains(crane, lead) || !strings.Contains(crane, "keys of the lighthouse") {
		t.Errorf("the page of the teaser was not taken: %q", crane)
	}
	report, err := r.store.Report(t.Context(), r.desk.receipts[0].Report)
	if err != nil {
		t.Fatal(err)
	}
	if report.URL != r.paper.server.URL+"/crane" || report.Outlet != "Ansel Courier" || report.Dated != "2031-05-02T08:00:00Z" || report.Feed != r.feed.ID {
		t.Errorf("report: %+v", report)
	}
	f := r.feed
	if f.Title != "Ansel Courier" || f.Site != r.paper.server.URL+"/" || f.Failures != 0 || !f.Answered.Equal(r.now) || f.Reports != 2 || f.Next.Sub(r.now) < feed.Soonest/2 || f.ETag == "" {
		t.Errorf("feed: %+v", f)
	}
	if got := r.ask(t, time.Minute); got != "" || r.paper.since == "" {
		t.Errorf("nothing new: received %q, asked with %q", got, r.paper.since)
	}
	if r.paper.asked["/crane"] != 1 || r.paper.asked["/bridge"] != 0 {
		t.Errorf("pages asked for: %v", r.paper.asked)
	}
	attempts, err := r.store.Attempts(t.Context(), f.ID, 10)
	if err != nil || len(attempts) != 2 || attempts[0].Status != 304 || attempts[1].Status != 200 || attempts[1].New != 2 {
		t.Errorf("attempts: %+v, %v", attempts, err)
	}
}

func TestAChangedItemIsARevision(t *testing.T) {
	r := newRoom(t)
	r.ask(t, 0)
	r.paper.set(func() {
		r.paper.feed = strings.Replace(r.paper.feed, "is shut from Monday", "will be shut from Tuesday", 1)
	})
	if got := r.ask(t, time.Hour/2); got != "revised" || !strings.Contains(r.text(t, 0), "from Tuesday") {
		t.Errorf("a changed item: %q", got)
	}
}

func TestAChangedPageIsARevision(t *testing.T) {
	r := newRoom(t)
	r.ask(t, 0)
	r.paper.set(func() { r.paper.page = strings.Replace(r.paper.page, "two men were hurt", "three men were hurt", 1) })
	if got := r.ask(t, 10*time.Minute); got != "" {
		t.Errorf("after ten minutes: %q", got)
	}
	r.ask(t, time.Hour) // sees that a page is to be looked at
	if got := r.ask(t, time.Minute); got != "revised" || !strings.Contains(r.text(t, 0), "three men") {
		t.Errorf("after an hour: %q", got)
	}
	for range 20 {
		r.ask(t, 24*time.Hour)
	}
	if n := r.paper.asked["/crane"]; n != 1+len(looks) {
		t.Errorf("the page was fetched %d times in twenty days, want %d", n, 1+len(looks))
	}
}

func TestWhatRobotsForbidStaysATeaser(t *testing.T) {
	r := newRoom(t)
	r.paper.robots = "User-agent: *\nDisallow: /crane\n"
	if got := r.ask(t, 0); got != "new new" {
		t.Fatalf("%q", got)
	}
	if r.paper.asked["/crane"] != 0 || !strings.Contains(r.text(t, 0), lead[:60]) {
		t.Errorf("fetched %d times; text %q", r.paper.asked["/crane"], r.text(t, 0))
	}
	attempts, err := r.store.Attempts(t.Context(), r.feed.ID, 10)
	if err != nil || len(attempts) != 2 || !strings.Contains(attempts[1].Error, "robots") {
		t.Errorf("attempts: %+v, %v", attempts, err)
	}
}

func TestNothingIsLostWhenTheDeskIsBusy(t *testing.T) {
	r := newRoom(t)
	r.desk.busy = true
	r.ask(t, 0)
	if r.feed.Failures != 0 || r.feed.ETag != "" || r.feed.Next.Sub(r.now) > 2*busyRest {
		t.Errorf("feed: %+v", r.feed)
	}
	r.desk.busy = false
	if got := r.ask(t, time.Minute); got != "new new" {
		t.Errorf("then: %q", got)
	}
}

// forgetful loses what a feed has listed, as a process does that is killed
// after its reports were received.
type forgetful struct{ Keeper }

func (forgetful) PutItems(context.Context, string, []archive.Item) error { return errors.New("killed") }

func TestAReportComesOnceThoughTheFeedIsReadTwice(t *testing.T) {
	r := newRoom(t)
	r.keeper = forgetful{r.store}
	r.ask(t, 0)
	r.keeper = r.store
	if got := r.ask(t, time.Hour); got != "known known" {
		t.Errorf("the second time: %q", got)
	}
}

func TestFailuresAreToldAndWaitLonger(t *testing.T) {
	r := newRoom(t)
	r.ask(t, 0)
	r.paper.set(func() { r.paper.status, r.paper.feed = 500, "" })
	var waits []time.Duration
	for range 7 {
		r.ask(t, time.Hour)
		waits = append(waits, r.feed.Next.Sub(r.now).Round(time.Minute))
	}
	if r.feed.Failures != 7 || !strings.Contains(r.feed.LastError, "500") {
		t.Errorf("feed: %+v", r.feed)
	}
	if waits[6] < 4*waits[0] || waits[6] < waits[5]*3/2 {
		t.Errorf("waits: %v", waits)
	}
	r.paper.set(func() { r.paper.status = 410 })
	r.ask(t, 48*time.Hour)
	if !r.feed.Paused || !strings.Contains(r.feed.LastError, "410") {
		t.Errorf("a feed that is gone: paused %v, %q", r.feed.Paused, r.feed.LastError)
	}
	r.paper.set(func() { r.paper.status, r.paper.feed = 200, "Sorry, we moved house." })
	r.ask(t, 0)
	if !strings.Contains(r.feed.LastError, "no feed") || !strings.HasPrefix(r.feed.LastError, r.paper.server.URL) {
		t.Errorf("no feed: %q", r.feed.LastError)
	}
	r.now = time.Now().UTC() // what Retry-After counts from
	r.paper.set(func() { r.paper.status, r.paper.headers["Retry-After"] = 503, "86400" })
	r.ask(t, time.Hour)
	if w := r.feed.Next.Sub(r.now); w < 20*time.Hour {
		t.Errorf("Retry-After of a day, asked again after %s", w)
	}
}

func TestAddingAFeed(t *testing.T) {
	r := newRoom(t)
	if err := r.store.RemoveFeed(t.Context(), r.feed.ID); err != nil {
		t.Fatal(err)
	}
	f, err := r.AddFeed(t.Context(), archive.Feed{URL: r.paper.server.URL, Folder: "Ports"})
	if err != nil || f.URL != r.paper.server.URL+"/feed" || f.Title != "Ansel Courier" || f.Folder != "Ports" {
		t.Fatalf("%+v, %v", f, err)
	}
	if _, err := r.AddFeed(t.Context(), archive.Feed{URL: r.paper.server.URL + "/feed"}); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("added twice: %v", err)
	}
	silent := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(404)
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>No feed here.</body></html>"))
	}))
	t.Cleanup(silent.Close)
	for typed, want := range map[string]string{
		"": "address is needed", "ftp://courier.example/": "no address", "https://": "no address",
		silent.URL: "names none", r.paper.server.URL + "/nowhere": "404", "http://10.0.0.1/feed": "10.0.0.1",
	} {
		if _, err := r.AddFeed(t.Context(), archive.Feed{URL: typed}); !errors.Is(err, archive.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q in it", typed, err, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		"courier.example": "https://courier.example", " http://courier.example/rss ": "http://courier.example/rss",
		"feed:https://courier.example/rss": "https://courier.example/rss", "feed://courier.example/rss": "https://courier.example/rss",
	} {
		if got, err := addressOf(typed); got != want || err != nil {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

func TestRun(t *testing.T) {
	r := newRoom(t)
	quiet := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(quiet.Close)
	if _, err := r.store.PutFeed(t.Context(), archive.Feed{URL: quiet.URL + "/feed", Paused: true}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()
	for {
		s, err := r.store.Status(ctx)
		if err != nil {
			t.Fatalf("the feed was not read in time: %v", err)
		}
		if s.Reports == 2 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	fs, err := r.store.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		if f.Paused && !f.Asked.IsZero() {
			t.Error("a paused feed was asked")
		}
	}
}
