package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parallax"
	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/report/wire"
	"parallax/internal/text"
)

var update = flag.Bool("update", false, "write the golden answers anew")

var noon = time.Date(2031, 5, 2, 12, 0, 0, 0, time.UTC)

// invented is an archive and a desk of one story about two reports.
type invented struct {
	edition  *archive.Edition
	articles map[string]*article.Article
	asked    any // the last query
	did      []string
	fails    error
}

func newInvented(t *testing.T) *invented {
	t.Helper()
	harbour := parallax.FromText("harbour", "Crane falls at Port Ansel\n\nA crane fell at the eastern dock on Friday. “We heard it bend for an hour,” said Ada Trewin, the dock’s foreman. Two men were hurt.\n")
	harbour.Outlet, harbour.Published, harbour.Language, harbour.URL = "Ansel Courier", "2031-05-02", "en", "https://courier.example/crane"
	echo := parallax.FromText("echo", "Two hurt as crane collapses\n\nTwo men were hurt on Friday when a crane fell at the eastern dock. “We heard it bend,” said Ada Trewin.\n")
	echo.Outlet, echo.Published, echo.Language = "Harbour Echo", "2031-05-02T10:30:00Z", "en"
	c := parallax.Collate(parallax.Analyse(harbour), parallax.Analyse(echo))
	story := archive.Story{
		ID: "s0123456789", Title: "Crane falls at Port Ansel", Language: "en", Reports: 2, Outlets: 2, Accounts: 2,
		First: noon.Add(-2 * time.Hour), Last: noon, Changed: noon, Said: 1, Altered: 0, Compared: true, New: 1,
		Lead:     &archive.Words{Report: "harbour", Outlet: "Ansel Courier", Start: 27, End: 69, Text: "A crane fell at the eastern dock on Friday."},
		Sharpest: &archive.Differs{Utterance: "u1", Speaker: "Ada Trewin", Outlet: "Harbour Echo", Runs: []archive.Run{{Op: "same", Text: "We heard it bend"}, {Op: "cut", Text: "for an hour"}}},
	}
	return &invented{
		edition:  &archive.Edition{Story: story, Version: "1", Made: noon, Comparison: c, Waiting: 1},
		articles: map[string]*article.Article{"harbour": harbour, "echo": echo},
	}
}

func (i *invented) find(id string) error {
	if i.fails != nil {
		return i.fails
	}
	if id == i.edition.Story.ID || i.articles[id] != nil || id == "p-ada-trewin" || id == "f1" || id == "d1" {
		return nil
	}
	return fmt.Errorf("%q: %w", id, archive.ErrNotFound)
}

func (i *invented) report(id string) archive.Report {
	a := i.articles[id]
	return archive.Report{
		ID: id, URL: a.URL, Outlet: a.Outlet, Title: "Crane", Language: "en", Dated: a.Published, FirstSeen: noon, Words: 30,
		Story: i.edition.Story.ID, Account: id, Own: 1, Revisions: 1,
	}
}

func (i *invented) Status(context.Context) (archive.Status, error) {
	return archive.Status{Reports: 2, Stories: 1, People: 1, Statements: 1, Feeds: 1, Failing: 1, ToAnalyse: 1, LastIn: noon, Bytes: 4096}, i.fails
}

func (i *invented) Stories(_ context.Context, q archive.StoryQuery) (archive.Stories, error) {
	i.asked = q
	return archive.Stories{Stories: []archive.Story{i.edition.Story}, Next: "c2", Counts: archive.StoryCounts{All: 1, New: 1, Reports: 2, Accounts: 2}}, i.fails
}

func (i *invented) Story(_ context.Context, id string) (archive.Story, error) {
	return i.edition.Story, i.find(id)
}

func (i *invented) Edition(_ context.Context, id string) (*archive.Edition, error) {
	return i.edition, i.find(id)
}

func (i *invented) ReportsOf(_ context.Context, id string) ([]archive.Report, error) {
	return []archive.Report{i.report("harbour"), i.report("echo")}, i.find(id)
}

func (i *invented) Report(_ context.Context, id string) (archive.Report, error) {
	if err := i.find(id); err != nil {
		return archive.Report{}, err
	}
	return i.report(id), nil
}

func (i *invented) Article(_ context.Context, id string) (*article.Article, error) {
	return i.articles[id], i.find(id)
}

func (i *invented) Attempts(_ context.Context, feed string, n int) ([]archive.Attempt, error) {
	return []archive.Attempt{
		{Feed: feed, URL: "https://courier.example/feed", At: noon, Took: 1500 * time.Millisecond, Error: "https://courier.example/feed: no answer within 20 seconds"},
		{Feed: feed, URL: "https://courier.example/feed", At: noon.Add(-time.Hour), Took: 125 * time.Millisecond, Status: 200, New: 2},
	}[:min(n, 2)], i.find(feed)
}

func (i *invented) Revisions(_ context.Context, id string) ([]archive.Revision, error) {
	versions := []string{
		"A crane fell at Port Ansel.\n\n“We heard it bend for an hour,” Ada Trewin said. “Nobody came,” she said.",
		"A crane fell at Port Ansel on Friday.\n\n“We heard it bend for half an hour,” Ada Trewin said. “Nobody came,” she said.",
		"A crane fell at Port Ansel on Friday.\n\n“We heard it bend for half an hour,” Ada Trewin said.",
	}
	var out []archive.Revision
	for n, v := range versions {
		at := strings.Index(v, "“")
		out = append(out, archive.Revision{Report: id, Number: n, Seen: noon.Add(time.Duration(n) * time.Hour), Title: "Crane", Text: v, Paragraphs: []text.Span{{Start: 0, End: at - 2}, {Start: at, End: len(v)}}})
	}
	return out, i.find(id)
}

func (i *invented) statement() archive.Statement {
	full := archive.Words{Report: "harbour", Outlet: "Ansel Courier", Start: 72, End: 101, Text: "We heard it bend for an hour,"}
	return archive.Statement{
		ID: "u1", Story: i.edition.Story.ID, StoryTitle: i.edition.Story.Title, Person: "p-ada-trewin", Speaker: "Ada Trewin", Kind: "direct", At: noon,
		Words: full, Reports: 2, Trimmed: 1,
		Readings: []archive.Reading{
			{Words: archive.Words{Report: "echo", Outlet: "Harbour Echo", Start: 96, End: 113, Text: "We heard it bend,"}, Relation: "trimmed", Runs: i.edition.Story.Sharpest.Runs, At: noon},
			{Words: full, Relation: "identical", At: noon},
		},
	}
}

func (i *invented) Statements(_ context.Context, q archive.StatementQuery) (archive.Statements, error) {
	i.asked = q
	return archive.Statements{Statements: []archive.Statement{i.statement()}}, i.fails
}

func (i *invented) person() archive.Person {
	return archive.Person{
		ID: "p-ada-trewin", Name: "Ada Trewin", Kind: "person", Statements: 1, Stories: 1, First: noon, Last: noon,
		Roles: []archive.Role{{Words: archive.Words{Report: "harbour", Start: 120, End: 138, Text: "the dock’s foreman"}, First: noon, Last: noon, Reports: 1}},
	}
}

func (i *invented) People(_ context.Context, q archive.PersonQuery) (archive.People, error) {
	i.asked = q
	return archive.People{People: []archive.Person{i.person()}}, i.fails
}

func (i *invented) Person(_ context.Context, id string) (archive.Person, error) {
	return i.person(), i.find(id)
}

func (i *invented) Outlets(context.Context) ([]archive.Outlet, error) {
	return []archive.Outlet{{ID: "ansel-courier", Name: "Ansel Courier", Reports: 1, Own: 1, Stories: 1, First: noon, Last: noon}}, i.fails
}

func (i *invented) Search(_ context.Context, q archive.Search) (archive.Hits, error) {
	i.asked = q
	p := archive.Passage{Words: archive.Words{Report: "harbour", Start: 66, End: 102, Text: "“We heard it bend"}, Marks: [][2]int{{3, 5}}}
	return archive.Hits{Hits: []archive.Hit{{Report: i.report("harbour"), StoryTitle: "Crane", Passages: []archive.Passage{p}}}, Total: 1}, i.fails
}

func (i *invented) Verify(_ context.Context, c archive.Claimed) ([]archive.Verified, error) {
	i.asked = c
	s := i.statement()
	return []archive.Verified{{Statement: s, Words: s.Words, Relation: "trimmed", Runs: s.Readings[0].Runs, Closeness: .75, Speaker: "Ada Trewin", Same: true}}, i.fails
}

func (i *invented) feed() archive.Feed {
	return archive.Feed{ID: "f1", URL: "https://courier.example/feed", Title: "Courier", FullText: true, Added: noon, Interval: 30 * time.Minute, Failures: 2, LastError: "The feed was not found (404)."}
}

func (i *invented) Feeds(context.Context) ([]archive.Feed, error) {
	return []archive.Feed{i.feed()}, i.fails
}
func (i *invented) Feed(_ context.Context, id string) (archive.Feed, error) {
	return i.feed(), i.find(id)
}

func (i *invented) Decisions(context.Context, string) ([]archive.Decision, error) {
	return []archive.Decision{{ID: "d1", At: noon, What: "merge", Stories: []string{"s0123456789", "s2"}}}, i.fails
}

func (i *invented) Receive(_ context.Context, in []archive.Incoming) ([]archive.Receipt, error) {
	var out []archive.Receipt
	for k, r := range in {
		i.did = append(i.did, "receive "+r.Article.Title)
		out = append(out, archive.Receipt{Report: fmt.Sprint("r", k), What: archive.Received(k % 3)})
	}
	return out, i.fails
}

func (i *invented) act(what string, id string) (archive.Decision, error) {
	i.did = append(i.did, what)
	return archive.Decision{ID: "d1", At: noon, What: "merge", Stories: []string{id}}, i.find(id)
}

func (i *invented) Merge(_ context.Context, a, b string) (archive.Decision, error) {
	return i.act("merge "+a+" "+b, a)
}

func (i *invented) Split(_ context.Context, s string, rs []string) (archive.Decision, error) {
	return i.act("split "+s+" "+strings.Join(rs, ","), s)
}

func (i *invented) Undo(_ context.Context, d string) (archive.Decision, error) {
	return i.act("undo "+d, d)
}

func (i *invented) MarkRead(_ context.Context, s string, read bool) error {
	i.did = append(i.did, fmt.Sprint("read ", s, " ", read))
	return i.find(s)
}

func (i *invented) AddFeed(_ context.Context, f archive.Feed) (archive.Feed, error) {
	i.did = append(i.did, fmt.Sprintf("add %s %v", f.URL, f.FullText))
	f.ID = "f2"
	return f, i.fails
}

func (i *invented) ChangeFeed(_ context.Context, f archive.Feed) (archive.Feed, error) {
	i.did = append(i.did, fmt.Sprintf("change %s %q paused %v", f.ID, f.Title, f.Paused))
	return f, i.fails
}

func (i *invented) RemoveFeed(_ context.Context, id string) error {
	i.did = append(i.did, "remove "+id)
	return i.find(id)
}

func send(t *testing.T, h http.Handler, method, path, content string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	var in io.Reader
	if content != "" {
		in = strings.NewReader(content)
	}
	r := httptest.NewRequest(method, path, in)
	if content != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		k, v, _ := strings.Cut(h, ": ")
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnswers(t *testing.T) {
	h := New(newInvented(t), newInvented(t), "test")
	for name, path := range map[string]string{
		"stories": "/stories?show=new&limit=1", "story": "/stories/s0123456789",
		"report": "/reports/harbour", "revisions": "/reports/harbour/revisions", "people": "/people?q=ada", "person": "/people/p-ada-trewin",
		"statements": "/statements?person=p-ada-trewin&show=differing", "outlets": "/outlets", "search": "/search?q=bend",
		"verify": "/verify?words=we+heard+it+bend&speaker=Ada+Trewin", "feeds": "/feeds", "feed": "/feeds/f1", "attempts": "/feeds/f1/attempts", "decisions": "/decisions", "status": "/status",
	} {
		t.Run(name, func(t *testing.T) {
			w := send(t, h, "GET", root+path, "")
			if w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
				t.Fatalf("%s: %d %s %s", path, w.Code, w.Header().Get("Content-Type"), w.Body)
			}
			golden(t, name, w.Body.Bytes())
		})
	}
}

// golden compares an answer with the one that was looked at.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, got, "", "  "); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("%s differs (-want +got); if it should, run with -update:\n%s", file, d)
	}
}

func TestAComparisonIsTheWireFormat(t *testing.T) {
	i := newInvented(t)
	w := send(t, New(i, i, "test"), "GET", root+"/stories/s0123456789/comparison", "")
	want, err := json.Marshal(wire.From(i.edition.Comparison))
	if err != nil {
		t.Fatal(err)
	}
	if got := bytes.TrimSpace(w.Body.Bytes()); w.Code != 200 || !bytes.Equal(got, want) {
		t.Errorf("%d\n%s\nwant\n%s", w.Code, got, want)
	}
	if !strings.HasPrefix(w.Body.String(), `{"schema":"parallax.comparison/1"`) {
		t.Errorf("it begins %.60s", w.Body)
	}
	if h := w.Header(); h.Get("Parallax-Story") != "s0123456789" || h.Get("Parallax-Waiting") != "1" || h.Get("Parallax-Made") != "2031-05-02T12:00:00Z" {
		t.Errorf("headers %v", h)
	}
}

func TestQuestionsArriveWhole(t *testing.T) {
	i := newInvented(t)
	h := New(i, i, "test")
	send(t, h, "GET", root+"/stories?show=altered&order=accounts&from=2031-05-01T00:00:00Z&outlet=Harbour+Echo&folder=Ports/East&language=en&accounts=3&cursor=abc&limit=7", "")
	want := any(archive.StoryQuery{
		Page: archive.Page{Cursor: "abc", Limit: 7}, Show: "altered", Order: "accounts", From: time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC),
		Outlet: "Harbour Echo", Folder: "Ports/East", Language: "en", Least: 3,
	})
	if d := cmp.Diff(want, i.asked); d != "" {
		t.Error(d)
	}
	send(t, h, "GET", root+"/search?q=%22bend+for%22+-dock&person=p1&order=newest", "")
	want = archive.Search{Page: archive.Page{Limit: 50}, Text: `"bend for" -dock`, In: "reports", Person: "p1", Order: "newest"}
	if d := cmp.Diff(want, i.asked); d != "" {
		t.Error(d)
	}
	send(t, h, "POST", root+"/verify", `{"words":"a long one","speaker":"Ada"}`)
	if d := cmp.Diff(any(archive.Claimed{Words: "a long one", Speaker: "Ada", Limit: 20}), i.asked); d != "" {
		t.Error(d)
	}
}

func TestActs(t *testing.T) {
	for _, c := range []struct {
		method, path, content string
		status                int
		did                   string
	}{
		{"POST", "/stories/s0123456789/merge", `{"with":"s2"}`, 200, "merge s0123456789 s2"},
		{"POST", "/stories/s0123456789/split", `{"reports":["echo"]}`, 200, "split s0123456789 echo"},
		{"PUT", "/stories/s0123456789/read", `{"read":true}`, 204, "read s0123456789 true"},
		{"POST", "/decisions/d1/undo", "", 200, "undo d1"},
		{"POST", "/feeds", `{"url":"courier.example"}`, 201, "add courier.example true"},
		{"POST", "/feeds", `{"url":"courier.example","full_text":false}`, 201, "add courier.example false"},
		{"PATCH", "/feeds/f1", `{"paused":true,"title":"Another"}`, 200, `change f1 "Another" paused true`},
		{"POST", "/feeds/f1/ask", "", 202, `change f1 "Courier" paused false`},
		{"PATCH", "/feeds/f1", `{}`, 200, `change f1 "Courier" paused false`},
		{"DELETE", "/feeds/f1", "", 204, "remove f1"},
	} {
		i := newInvented(t)
		w := send(t, New(i, i, "test"), c.method, root+c.path, c.content)
		if w.Code != c.status || strings.Join(i.did, "; ") != c.did {
			t.Errorf("%s %s %s: %d, did %q; want %d, %q\n%s", c.method, c.path, c.content, w.Code, i.did, c.status, c.did, w.Body)
		}
	}
}

func TestReportsArePosted(t *testing.T) {
	i := newInvented(t)
	h := New(i, i, "test")
	lines := `{"id":"a","title":"Bridge shut","text":"The bridge is shut, the council said."}` + "\n" + `{"id":"b"}` + "\n" + `{"id":"c","title":"Bridge open","text":"The bridge is open again."}` + "\n"
	w := send(t, h, "POST", root+"/reports?name=night.jsonl", lines, "Content-Type: application/x-ndjson")
	if w.Code != 202 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	golden(t, "posted", w.Body.Bytes())
	if d := cmp.Diff([]string{"receive Bridge shut", "receive Bridge open"}, i.did); d != "" {
		t.Error(d)
	}
	w = send(t, h, "POST", root+"/reports", `{"id":"b"}`)
	if w.Code != 422 || !strings.Contains(w.Body.String(), "nothing in what was posted is a report") {
		t.Errorf("nothing to read: %d %s", w.Code, w.Body)
	}
}

func TestErrorsHaveTheirStatus(t *testing.T) {
	for _, c := range []struct {
		fails error
		path  string
		want  int
	}{
		{nil, "/stories/s9", 404}, {nil, "/reports/none", 404}, {nil, "/people/p9", 404}, {nil, "/feeds/f9", 404}, {nil, "/nowhere", 404},
		{nil, "/stories?limit=0", 422}, {nil, "/stories?limit=201", 422}, {nil, "/stories?show=some", 422}, {nil, "/stories?shwo=new", 422}, {nil, "/search", 422},
		{archive.ErrBusy, "/stories", 503}, {fmt.Errorf("%w: 13", archive.ErrFull), "/stories", 507}, {archive.ErrInvalid, "/search?q=%22", 422}, {archive.ErrConflict, "/decisions", 409}, {errors.New("disk"), "/status", 500},
	} {
		i := newInvented(t)
		i.fails = c.fails
		w := send(t, New(i, i, "test"), "GET", root+c.path, "")
		if w.Code != c.want || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s with %v: %d %s %s", c.path, c.fails, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	for _, c := range []struct{ method, path, allow string }{
		{"DELETE", "/stories/s1", "GET"}, {"POST", "/stories", "GET"}, {"GET", "/reports", "POST"}, {"PUT", "/feeds/f1", "DELETE, GET, PATCH"}, {"POST", "/", "GET"}, {"GET", "/stories/s1/merge", "POST"},
	} {
		i := newInvented(t)
		w := send(t, New(i, i, "test"), c.method, root+c.path, "")
		if w.Code != 405 || w.Header().Get("Allow") != c.allow || w.Header().Get("Content-Type") != "application/problem+json" || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s %s: %d, Allow %q %s", c.method, c.path, w.Code, w.Header().Get("Allow"), w.Body)
		}
	}
	i := newInvented(t)
	i.fails = fmt.Errorf("https://paper.example/feed is there already: %w", archive.ErrConflict)
	if w := send(t, New(i, i, "test"), "POST", root+"/feeds", `{"url":"https://paper.example/feed"}`); w.Code != 409 || !strings.Contains(w.Body.String(), `is there already"`) {
		t.Errorf("a feed that is there: %d %s", w.Code, w.Body)
	}
	for later, want := range map[error]int{archive.ErrBusy: 503, archive.ErrNotYet: 503, archive.ErrFull: 507} {
		i := newInvented(t)
		i.fails = later
		for path, body := range map[string]string{"/reports": `{"text":"The bridge is shut."}`, "/stories/s1/merge": `{"with":"s2"}`} {
			if w := send(t, New(i, i, "test"), "POST", root+path, body); w.Code != want || w.Header().Get("Retry-After") == "" {
				t.Errorf("%s, %v: %d, Retry-After %q %s", path, later, w.Code, w.Header().Get("Retry-After"), w.Body)
			}
		}
	}
}

func TestETags(t *testing.T) {
	i := newInvented(t)
	h := New(i, i, "test")
	first := send(t, h, "GET", root+"/stories", "")
	tag := first.Header().Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) { // it holds for the packed answer, too
		t.Fatalf("ETag %q", tag)
	}
	for _, have := range []string{tag, `"other", ` + tag, strings.TrimPrefix(tag, "W/"), "*"} {
		if w := send(t, h, "GET", root+"/stories", "", "If-None-Match: "+have); w.Code != 304 || w.Body.Len() != 0 {
			t.Errorf("If-None-Match %s: %d, %d bytes", have, w.Code, w.Body.Len())
		}
	}
	i.edition.Story.Reports++
	if w := send(t, h, "GET", root+"/stories", "", "If-None-Match: "+tag); w.Code != 200 || w.Header().Get("ETag") == tag {
		t.Errorf("after a change: %d", w.Code)
	}
}

func TestItDescribesItself(t *testing.T) {
	i := newInvented(t)
	h := New(i, i, "1.2.3")
	w := send(t, h, "GET", root+"/openapi.json", "")
	var doc struct {
		OpenAPI string                    `json:"openapi"`
		Info    struct{ Version string }  `json:"info"`
		Paths   map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Info.Version != "1.2.3" || !strings.HasPrefix(doc.OpenAPI, "3.1") || doc.Paths[root+"/reports"]["post"] == nil || len(doc.Paths) < 18 {
		t.Errorf("the description has version %q and %d paths", doc.Info.Version, len(doc.Paths))
	}
	page := send(t, h, "GET", root+"/", "").Body.String()
	for path := range doc.Paths {
		if !strings.Contains(page, path) {
			t.Errorf("the page does not tell of %s", path)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, " style=") {
		t.Error("the page breaks the policy of the server")
	}
}
