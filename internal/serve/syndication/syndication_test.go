package syndication

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
)

// The IDs that tests expect were made with another program.
//
// one is a store's identity, other another's.
var one, other = [16]byte{1}, [16]byte{2}

var noon = time.Date(2031, 5, 2, 12, 0, 0, 0, time.UTC)

type invented struct {
	asked any
	fails error
}

func (i *invented) Stories(_ context.Context, q archive.StoryQuery) (archive.Stories, error) {
	i.asked = q
	return archive.Stories{Stories: []archive.Story{{
		ID: "s1", Title: "Crane & cargo fall <at> Port Ansel\x00", Reports: 3, Accounts: 2, Altered: 1, First: noon.Add(-30 * time.Hour), Changed: noon,
		Lead:     &archive.Words{Outlet: "Courier", Text: "A crane fell."},
		Sharpest: &archive.Differs{Speaker: "Ada Trewin", Outlet: "Echo", Runs: []archive.Run{{Op: "delete", Text: "three"}, {Op: "insert", Text: "two"}, {Op: "same", Text: "warnings"}, {Op: "cut", Text: "in a year"}}},
	}}}, i.fails
}

func (i *invented) Story(_ context.Context, id string) (archive.Story, error) {
	if id != "s1" && id != "merged-away" {
		return archive.Story{}, fmt.Errorf("%q: %w", id, archive.ErrNotFound)
	}
	return archive.Story{ID: "s1", Title: "Crane & cargo fall"}, i.fails
}

func (i *invented) ReportsOf(context.Context, string) ([]archive.Report, error) {
	return []archive.Report{
		{ID: "r1", Title: "Crane falls", Outlet: "Courier", Words: 210, Account: "r1", Published: noon.Add(-time.Hour), FirstSeen: noon, Revised: noon.Add(30 * time.Minute)},
		{ID: "r2", Title: "Crane <falls> at port", Outlet: "Echo", Words: 190, Account: "r1", FirstSeen: noon.Add(time.Hour)},
	}, i.fails
}

func (i *invented) Person(_ context.Context, id string) (archive.Person, error) {
	if id != "ada" {
		return archive.Person{}, fmt.Errorf("%q: %w", id, archive.ErrNotFound)
	}
	return archive.Person{ID: "ada", Name: "Ada Trewin"}, i.fails
}

func (i *invented) People(_ context.Context, q archive.PersonQuery) (archive.People, error) {
	i.asked = q
	return archive.People{People: []archive.Person{{
		ID: "ada", Name: "Ada Trewin", Statements: 4, Stories: 1, Altered: 2, Last: noon, Roles: []archive.Role{{Words: archive.Words{Outlet: "Echo", Text: "harbour <master>"}}},
	}}}, i.fails
}

func (i *invented) Statements(_ context.Context, q archive.StatementQuery) (archive.Statements, error) {
	i.asked = q
	return archive.Statements{Statements: []archive.Statement{{
		ID: "u1", Story: "s1", StoryTitle: "Crane falls", Speaker: "Ada Trewin", At: noon,
		Words:    archive.Words{Outlet: "Courier", Text: strings.Repeat("We heard it bend for an hour & more. ", 5)},
		Readings: []archive.Reading{{At: noon.Add(2 * time.Hour), Words: archive.Words{Report: "r2", Outlet: "Echo"}, Relation: "trimmed", Runs: []archive.Run{{Op: "same", Text: "We heard it bend"}}}, {Relation: "identical"}},
	}}}, i.fails
}

func (i *invented) Search(_ context.Context, q archive.Search) (archive.Hits, error) {
	i.asked = q
	return archive.Hits{Hits: []archive.Hit{{
		Report:     archive.Report{ID: "r1", Story: "s1", Title: "Crane falls", Outlet: "Courier", FirstSeen: noon},
		StoryTitle: "Crane falls at noon",
		Passages:   []archive.Passage{{Words: archive.Words{Text: "the crane <fell>"}, Marks: [][2]int{{4, 9}, {2, 5}, {90, 99}}}},
	}}}, i.fails
}

func get(t *testing.T, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	for _, x := range headers {
		k, v, _ := strings.Cut(x, ": ")
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAtom(t *testing.T) {
	h := New(&invented{}, one, "https://desk.example/")
	w := get(t, h, "/feed/stories.atom?show=altered&token=secret")
	var f atomFeed
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatalf("%v in\n%s", err, w.Body)
	}
	for _, path := range []string{"/feed/stories.atom?show=altered&token=secret", "/feed/stories.atom?tok%65n=secret", "/feed/stories.json?token=secret&token=secret"} {
		if strings.Contains(get(t, h, path).Body.String(), "secret") {
			t.Errorf("%s tells its reader's token", path)
		}
	}
	if f.Updated != "2031-05-02T12:00:00Z" || f.Links[0].Href != "https://desk.example/feed/stories.atom?show=altered" || f.Links[1].Href != "https://desk.example/?show=altered" {
		t.Errorf("head: %+v", f)
	}
	e := f.Entries[0]
	if e.ID != "urn:uuid:c9695039-b5de-56d6-864b-c4ea19d62255" || e.Published != "2031-05-01T06:00:00Z" || e.Updated != "2031-05-02T12:00:00Z" || e.Title != "Crane & cargo fall <at> Port Ansel" || e.Content.Type != "html" {
		t.Errorf("entry: %+v", e)
	}
	want := "<p>A crane fell. <small>Courier</small></p><p><b>Ada Trewin</b> <del>three</del> <ins>two</ins> warnings […] <small>Echo</small></p><p>3 reports, 2 independent accounts; 1 statement altered, 0 conflicts</p>"
	if e.Content.Text != want {
		t.Errorf("content\n%s\nwant\n%s", e.Content.Text, want)
	}
}

// TestIDsStay asks under two names, with the parameters in another order and
// with a token: IDs are the same in both formats. Another store has others.
func TestIDsStay(t *testing.T) {
	ids := func(h http.Handler, path string) string {
		t.Helper()
		w := get(t, h, path)
		var out []string
		if strings.Contains(path, ".json") {
			var f jsonFeed
			if err := json.Unmarshal(w.Body.Bytes(), &f); err != nil {
				t.Fatalf("%v in\n%s", err, w.Body)
			}
			for _, i := range f.Items {
				out = append(out, i.ID)
			}
			return strings.Join(out, " ")
		}
		var f atomFeed
		if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
			t.Fatalf("%v in\n%s", err, w.Body)
		}
		for _, e := range f.Entries {
			out = append(out, e.ID)
		}
		return f.ID + " " + strings.Join(out, " ")
	}
	const q = "/feed/search.atom?outlet=o1&q=crane"
	want := ids(New(&invented{}, one, ""), "http://localhost:8080"+q)
	for _, same := range []string{"http://127.0.0.1:8080" + q, "http://desk.example/feed/search.atom?q=crane&outlet=o1&token=secret"} {
		if got := ids(New(&invented{}, one, ""), same); got != want {
			t.Errorf("%s has the IDs %s, want %s", same, got, want)
		}
	}
	if got := ids(New(&invented{}, one, "https://desk.example"), q); got != want {
		t.Errorf("with an address the IDs are %s, want %s", got, want)
	}
	if got := ids(New(&invented{}, one, ""), "/feed/search.json?outlet=o1&q=crane"); !strings.HasSuffix(want, " "+got) {
		t.Errorf("as JSON Feed the IDs are %s, want %s", got, want)
	}
	for _, differs := range []string{ids(New(&invented{}, other, ""), q), ids(New(&invented{}, one, ""), "/feed/search.atom?outlet=o2&q=crane")} {
		if strings.Fields(differs)[0] == strings.Fields(want)[0] {
			t.Errorf("another feed has the ID %s, too", differs)
		}
	}
}

// TestPublishedIsNeverAfterTheChange has a report whose clock is ahead.
func TestPublishedIsNeverAfterTheChange(t *testing.T) {
	for _, k := range []struct {
		published time.Time
		want      string
	}{{time.Time{}, ""}, {noon.Add(-time.Minute), "2031-05-02T11:59:00Z"}, {noon.Add(time.Minute), "2031-05-02T12:00:00Z"}} {
		it := reportItem(&archive.Report{ID: "r", Title: "Crane falls", Published: k.published, FirstSeen: noon}, nil)
		if got := it.first(); got != k.want {
			t.Errorf("published %s: %q, want %q", k.published, got, k.want)
		}
	}
}

func TestJSONFeed(t *testing.T) {
	w := get(t, New(&invented{}, one, ""), "http://localhost:8080/feed/people/ada.json")
	var f jsonFeed
	if err := json.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if f.Version != "https://jsonfeed.org/version/1.1" || f.Title != "Parallax · Ada Trewin" || f.Home != "http://localhost:8080/people/ada" || f.Feed != "http://localhost:8080/feed/people/ada.json" {
		t.Errorf("head: %+v", f)
	}
	it := f.Items[0]
	if it.ID != "urn:uuid:7c1e8b19-f5a5-56f6-8f4a-d50e3b9e43ca" || it.URL != "http://localhost:8080/stories/s1#u1" || it.Published != "2031-05-02T12:00:00Z" || it.Modified != "2031-05-02T14:00:00Z" || !strings.HasPrefix(it.Title, "Ada Trewin: We heard it bend") || !strings.HasSuffix(it.Title, " …") || len([]rune(it.Title)) > 110 {
		t.Errorf("item: %+v", it)
	}
	if !strings.Contains(it.HTML, "<p>Echo, trimmed: We heard it bend</p>") || strings.Contains(it.HTML, "identical") || strings.Contains(it.HTML, "hour & more") {
		t.Errorf("content: %s", it.HTML)
	}
}

func TestAStoryIsAFeed(t *testing.T) {
	i := &invented{}
	var f atomFeed
	if err := xml.Unmarshal(get(t, New(i, one, "https://desk.example"), "/feed/stories/merged-away.atom").Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if q := i.asked.(archive.StatementQuery); q.Story != "s1" || q.Show != "differing" {
		t.Errorf("asked %+v", q)
	}
	if f.Title != "Parallax · Crane & cargo fall" || f.Links[1].Href != "https://desk.example/stories/s1" || f.Updated != "2031-05-02T13:00:00Z" || len(f.Entries) != 2 {
		t.Fatalf("head: %+v", f)
	}
	e := f.Entries[0]
	if e.ID != "urn:uuid:9dc33069-4fce-5036-a3e9-ca8dee2aaf6c" || e.Published != "" || e.Title != "Crane <falls> at port (Echo)" || e.Updated != "2031-05-02T13:00:00Z" {
		t.Errorf("newest entry: %+v", e)
	}
	if want := "<p>190 words, copies another report of the story</p><p><b>Ada Trewin</b>, trimmed: We heard it bend</p>"; e.Content.Text != want {
		t.Errorf("content\n%s\nwant\n%s", e.Content.Text, want)
	}
	if e := f.Entries[1]; e.Published != "2031-05-02T11:00:00Z" || e.Updated != "2031-05-02T12:30:00Z" {
		t.Errorf("a report that was revised: %+v", e)
	}
	if want := "<p>210 words</p>"; f.Entries[1].Content.Text != want {
		t.Errorf("content of the report that copies nobody: %s", f.Entries[1].Content.Text)
	}
}

func TestASearchIsAFeed(t *testing.T) {
	i := &invented{}
	w := get(t, New(i, one, ""), "http://localhost/feed/search.atom?q=crane+fell&outlet=Courier")
	var f atomFeed
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if q := i.asked.(archive.Search); q.Text != "crane fell" || q.Outlet != "Courier" || q.Order != "newest" {
		t.Errorf("asked %+v", q)
	}
	if c := f.Entries[0].Content.Text; c != "<p>the <b>crane</b> &lt;fell&gt;</p>" {
		t.Errorf("content %q", c)
	}
	if f.Links[1].Href != "http://localhost/search?q=crane+fell&outlet=Courier" {
		t.Errorf("leads to %s", f.Links[1].Href)
	}
}

// TestFeedsTakeTheFiltersOfTheirPages asks each list for all it can be narrowed
// by: what the archive is asked, and where the feed leads.
func TestFeedsTakeTheFiltersOfTheirPages(t *testing.T) {
	from, to := time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(2031, 5, 3, 0, 0, 0, 0, time.UTC)
	page := archive.Page{Limit: entries}
	for _, k := range []struct {
		path, page string
		asked      any
	}{
		{"/feed/search.atom?q=crane&person=ada&outlet=o1&language=en&from=2031-05-01&to=2031-05-02", "/search?q=crane&person=ada&outlet=o1&language=en&from=2031-05-01&to=2031-05-02",
			archive.Search{Page: page, Text: "crane", In: "reports", Person: "ada", Outlet: "o1", Language: "en", From: from, To: to, Order: "newest"}},
		{"/feed/search.atom?q=crane&in=stories", "/search?q=crane&in=stories", archive.Search{Page: page, Text: "crane", In: "stories", Order: "newest"}},
		{"/feed/statements.atom?q=crane&person=ada&outlet=o1&show=differing&from=2031-05-01&to=2031-05-02", "/search?in=statements&q=crane&person=ada&outlet=o1&show=differing&from=2031-05-01&to=2031-05-02",
			archive.StatementQuery{Page: page, Text: "crane", Person: "ada", Outlet: "o1", Show: "differing", From: from, To: to}},
		{"/feed/people.atom?q=Trewin&kind=person", "/people?q=Trewin&kind=person", archive.PersonQuery{Page: page, Text: "Trewin", Kind: "person", Order: "last"}},
	} {
		i := &invented{}
		var f atomFeed
		if err := xml.Unmarshal(get(t, New(i, one, "https://desk.example"), k.path).Body.Bytes(), &f); err != nil {
			t.Fatalf("%s: %v", k.path, err)
		}
		if i.asked != k.asked {
			t.Errorf("%s asks\n%+v, want\n%+v", k.path, i.asked, k.asked)
		}
		if want := "https://desk.example" + k.page; len(f.Links) < 2 || f.Links[1].Href != want {
			t.Errorf("%s leads to %+v, want %s", k.path, f.Links, want)
		}
		if len(f.Entries) != 1 {
			t.Errorf("%s: %d entries", k.path, len(f.Entries))
		}
	}
	if w := get(t, New(&invented{}, one, ""), "/feed/search.atom?q=crane&from=yesterday"); w.Code != 422 {
		t.Errorf("a day that is none: %d", w.Code)
	}
}

func TestPeopleAndStoriesAsEntries(t *testing.T) {
	var f atomFeed
	if err := xml.Unmarshal(get(t, New(&invented{}, one, "https://desk.example"), "/feed/people.atom").Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	want := "<p>harbour &lt;master&gt; <small>Echo</small></p><p>4 statements in 1 story; 2 altered</p>"
	if e := f.Entries[0]; f.Title != "Parallax · People" || e.Title != "Ada Trewin" || e.Content.Text != want || e.ID != "urn:uuid:4df1b494-3d4a-57b3-94c2-119e9e1e3364" || e.Links[0].Href != "https://desk.example/people/ada" {
		t.Errorf("a person: %q %+v", f.Title, e)
	}
	f = atomFeed{}
	if err := xml.Unmarshal(get(t, New(&invented{}, one, "https://desk.example"), "/feed/search.atom?q=crane&in=stories").Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if e := f.Entries[0]; e.ID != "urn:uuid:c9695039-b5de-56d6-864b-c4ea19d62255" || e.Links[0].Href != "https://desk.example/stories/s1" || e.Title != "Crane falls at noon" || !strings.HasSuffix(e.Content.Text, "<p>Crane falls (Courier)</p>") {
		t.Errorf("a story that was found: %+v", e)
	}
}

func TestWhatIsNotAFeed(t *testing.T) {
	for path, want := range map[string]int{"/feed/stories": 404, "/feed/stories.rss": 404, "/feed/nothing.atom": 404, "/feed/people/bob.atom": 404, "/feed/stories/s9.atom": 404, "/feed/stories/s1": 404} {
		if w := get(t, New(&invented{}, one, ""), path); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
	if w := get(t, New(&invented{fails: fmt.Errorf("an open quotation mark: %w", archive.ErrInvalid)}, one, ""), `/feed/search.atom?q=%22`); w.Code != 422 {
		t.Errorf("a search that cannot be read: %d", w.Code)
	}
	if w := get(t, New(&invented{fails: context.DeadlineExceeded}, one, ""), "/feed/stories.json"); w.Code != 503 {
		t.Errorf("a broken archive: %d", w.Code)
	}
}

func TestNothingNewIsNotSent(t *testing.T) {
	h := New(&invented{}, one, "")
	tag := get(t, h, "/feed/stories.atom").Header().Get("ETag")
	if w := get(t, h, "/feed/stories.atom", "If-None-Match: "+tag); tag == "" || w.Code != 304 {
		t.Errorf("ETag %q, then %d", tag, w.Code)
	}
}
