package store

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/text"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2031, 6, 1, 0, 0, 0, 0, time.UTC)
	s.SetClock(func() time.Time {
		now = now.Add(time.Second)
		return now
	})
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// told is a report of a few lines.
func told(id, outlet, published, title, body string) *article.Article {
	all := title + "\n\n" + body
	return &article.Article{
		ID: id, Outlet: outlet, Title: title, Published: published, Language: "en", Text: all,
		Headline: text.Span{End: len(title)}, Paragraphs: []text.Span{{Start: len(title) + 2, End: len(all)}},
	}
}

func receive(t *testing.T, s *Store, as ...*article.Article) []archive.Receipt {
	t.Helper()
	var in []archive.Incoming
	for _, a := range as {
		in = append(in, archive.Incoming{Article: a})
	}
	out, err := s.Receive(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// place puts everything that waits into a story.
func place(t *testing.T, s *Store, story string) {
	t.Helper()
	waiting, err := s.Waiting(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var steps []Step
	for _, p := range waiting {
		steps = append(steps, Step{Article: p.Article, Story: story})
	}
	if err := s.Place(t.Context(), steps); err != nil {
		t.Fatal(err)
	}
}

func TestReceive(t *testing.T) {
	s := open(t)
	a := told("a", "The Lantern", "2031-05-02", "Ferry stopped", "Nothing sails before noon, the harbour master said.")
	a.URL = "https://lantern.example/ferry"
	b := told("b", "Radio Aldermark", "2031-05-03T08:00:00Z", "Ferry sails", "It sailed at noon.")
	got := receive(t, s, a, b, a)
	want := []archive.Receipt{{Report: "a", What: archive.New}, {Report: "b", What: archive.New}, {Report: "a", What: archive.Known}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("receipt %d is %v, want %v", i, got[i], want[i])
		}
	}
	changed := *a
	changed.Text += " It was the wind."
	changed.Paragraphs = []text.Span{{Start: a.Paragraphs[0].Start, End: len(changed.Text)}}
	if got := receive(t, s, &changed)[0]; got.What != archive.Revised || got.Report != "a" {
		t.Fatalf("another text at the same address is %v", got)
	}
	place(t, s, "s1")
	if got := receive(t, s, a)[0]; got.What != archive.Revised {
		t.Fatalf("the first text again is %v", got)
	}
	versions, err := s.Revisions(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if len(versions) != 3 || versions[0].Text != a.Text || versions[1].Text != changed.Text || versions[2].Text != a.Text || versions[2].Number != 2 {
		t.Errorf("the versions are %+v", versions)
	}
	if r, err := s.Report(t.Context(), "a"); err != nil || r.Revisions != 2 || r.Revised != versions[2].Seen || r.Revised.IsZero() {
		t.Errorf("the report says %+v, %v", r, err)
	}
	if r, err := s.Report(t.Context(), "b"); err != nil || !r.Revised.IsZero() {
		t.Errorf("a report that was never revised says %+v, %v", r, err)
	}
	read, err := s.Article(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if read.Text != a.Text || read.Headline != a.Headline || read.Paragraphs[0] != a.Paragraphs[0] || read.Outlet != a.Outlet || read.Published != a.Published {
		t.Errorf("kept as %+v", read)
	}
	if _, err := s.Article(t.Context(), "nobody"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a report that is not there gives %v", err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStoriesAndSearch(t *testing.T) {
	s := open(t)
	receive(t, s,
		told("a", "The Lantern", "2031-05-02", "Ferry stopped", "Nothing sails before noon, the harbour master said."),
		told("b", "Radio Aldermark", "2031-05-03", "Harbour closed", "The ferry was stopped by the wind."))
	place(t, s, "s1")
	receive(t, s, told("c", "The Lantern", "2031-05-04", "Café opens", "Nobody had coffee."))
	place(t, s, "s2")
	st, err := s.Stories(t.Context(), archive.StoryQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(st.Stories) != 2 || st.Stories[0].ID != "s2" || st.Stories[1].Reports != 2 || st.Stories[1].Outlets != 2 || st.Counts.All != 2 || st.Counts.Reports != 3 {
		t.Errorf("stories: %+v", st)
	}
	for _, c := range []struct {
		q    archive.Search
		want []string
	}{
		{archive.Search{Text: "ferry"}, []string{"a", "b"}},
		{archive.Search{Text: "ferry", Order: "newest"}, []string{"b", "a"}},
		{archive.Search{Text: "cafe"}, []string{"c"}},
		{archive.Search{Text: "ferry -wind"}, []string{"a"}},
		{archive.Search{Text: `"before noon"`}, []string{"a"}},
		{archive.Search{Text: "harb*"}, []string{"b", "a"}},
		{archive.Search{Text: "ferry", Outlet: "The Lantern"}, []string{"a"}},
		{archive.Search{Outlet: "The Lantern"}, []string{"c", "a"}},
		{archive.Search{Text: "ferry", From: time.Date(2031, 5, 3, 0, 0, 0, 0, time.UTC)}, []string{"b"}},
		{archive.Search{Text: "ferry", In: "stories"}, []string{"a"}},
		{archive.Search{Text: "ferry", Outlet: "nobody"}, nil},
	} {
		h, err := s.Search(t.Context(), c.q)
		if err != nil {
			t.Fatalf("%+v: %v", c.q, err)
		}
		var got []string
		for _, k := range h.Hits {
			got = append(got, k.ID)
		}
		if !equal(got, c.want) {
			t.Errorf("%+v finds %v, want %v", c.q, got, c.want)
		}
	}
	for _, q := range []archive.StoryQuery{{Show: "new"}, {Show: "unread"}, {Show: "altered", Order: "first"}, {Outlet: "The Lantern", Order: "accounts"}, {Folder: "x"}, {Language: "en", Least: 2}} {
		if _, err := s.Stories(t.Context(), q); err != nil {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "backup.db")); err != nil {
		t.Error(err)
	}
}

// TestMovesAreNoNews has a report taken to another story, and back: what
// changed last is the story whose report came in last or was revised.
func TestMovesAreNoNews(t *testing.T) {
	s := open(t)
	now := time.Date(2031, 6, 1, 9, 0, 0, 0, time.UTC)
	s.SetClock(func() time.Time { return now })
	came := map[string]time.Time{}
	for i, id := range []string{"a", "b", "c"} {
		now = now.Add(time.Hour)
		came[id] = now
		r := told(id, "The Lantern", "2031-05-02", "Headline "+id, "Nothing sails before noon.")
		r.URL = "https://lantern.example/" + id
		receive(t, s, r)
		place(t, s, []string{"s1", "s1", "s2"}[i])
	}
	check := func(what string, want map[string]time.Time) {
		t.Helper()
		for id, at := range want {
			if st, err := s.Story(t.Context(), id); err != nil || !st.Changed.Equal(at) {
				t.Errorf("%s: story %s changed at %s, want %s (%v)", what, id, st.Changed, at, err)
			}
		}
		all, err := s.Stories(t.Context(), archive.StoryQuery{Outlet: "The Lantern"})
		if err != nil || !slices.IsSortedFunc(all.Stories, func(a, b archive.Story) int { return b.Changed.Compare(a.Changed) }) {
			t.Errorf("%s: the outlet's list is %+v, %v", what, all.Stories, err)
		}
	}
	check("placed", map[string]time.Time{"s1": came["b"], "s2": came["c"]})
	move := func(m Move) {
		t.Helper()
		now = now.Add(time.Hour)
		if err := s.Place(t.Context(), []Step{{Moves: []Move{m}}}); err != nil {
			t.Fatal(err)
		}
	}
	move(Move{From: "s1", To: "s3", Reports: []string{"b"}})
	check("split", map[string]time.Time{"s1": came["a"], "s2": came["c"], "s3": came["b"]})
	move(Move{From: "s3", To: "s1", Reports: []string{"b"}, Whole: true})
	check("merged", map[string]time.Time{"s1": came["b"], "s2": came["c"]})
	now = now.Add(time.Hour)
	r := told("a", "The Lantern", "2031-05-02", "Headline a", "Nothing sails before one.")
	r.URL = "https://lantern.example/a"
	if got := receive(t, s, r); got[0].What != archive.Revised {
		t.Fatalf("revised: %v", got)
	}
	revised := now
	check("revised", map[string]time.Time{"s1": revised, "s2": came["c"]})
	move(Move{From: "s1", To: "s2", Reports: []string{"a"}})
	check("the revised one moved", map[string]time.Time{"s1": came["b"], "s2": revised})
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestItemsOfAFeed(t *testing.T) {
	s := open(t)
	now := time.Date(2031, 6, 1, 0, 0, 0, 0, time.UTC)
	s.SetClock(func() time.Time { return now })
	f, err := s.PutFeed(t.Context(), archive.Feed{URL: "https://courier.example/feed", Title: "My title"})
	if err != nil {
		t.Fatal(err)
	}
	old := archive.Item{Key: "old", Sum: []byte{1}, Listed: now}
	if err := s.PutItems(t.Context(), f.ID, []archive.Item{old, {Key: "new", Sum: []byte{2}, Listed: now}}); err != nil {
		t.Fatal(err)
	}
	now = now.Add(31 * 24 * time.Hour)
	kept := archive.Item{Key: "new", Sum: []byte{3}, Listed: now, Asked: now, Tries: 2}
	if err := s.PutItems(t.Context(), f.ID, []archive.Item{kept}); err != nil {
		t.Fatal(err)
	}
	items, err := s.Items(t.Context(), f.ID)
	if err != nil || len(items) != 1 || items[0].Key != "new" || items[0].Tries != 2 || !items[0].Asked.Equal(now) || items[0].Sum[0] != 3 {
		t.Errorf("items %+v, %v", items, err)
	}
	if err := s.PutItems(t.Context(), "f-none", nil); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("items of no feed: %v", err)
	}
	fared := f
	fared.Title, fared.Site, fared.URL, fared.Failures, fared.LastError = "Its own title", "https://courier.example/", "https://courier.example/rss", 2, "status 500"
	if err := s.Fared(t.Context(), fared); err != nil {
		t.Fatal(err)
	}
	got, err := s.Feed(t.Context(), f.ID)
	if err != nil || got.Title != "My title" || got.Site != fared.Site || got.URL != fared.URL || got.Failures != 2 || got.LastError != "status 500" {
		t.Errorf("feed %+v, %v", got, err)
	}
	if err := s.RemoveFeed(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Fared(t.Context(), fared); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a removed feed fared: %v", err)
	}
}
