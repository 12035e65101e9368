package store

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parallax/internal/archive"
)

// model is a store that keeps everything in lists and looks at all of it for
// every question.
type model struct {
	reports []*modelled
	stories map[string]*modelStory
	feeds   []archive.Feed
	placed  int // reports put into stories
}

type modelled struct {
	archive.Report
	words  []string
	seq    int
	placed int // the how manieth to be put into a story; 0: not yet
}

type modelStory struct {
	id       string
	read     bool
	language string
}

func (m *model) of(story string) (out []*modelled) {
	for _, r := range m.reports {
		if r.Story == story && r.placed > 0 {
			out = append(out, r)
		}
	}
	return out
}

// listed gives the IDs of the stories that a query asks for, in order.
func (m *model) listed(q archive.StoryQuery) []string {
	var all []*modelStory
	for _, s := range m.stories {
		rs := m.of(s.id)
		outlet, folder := q.Outlet == "", q.Folder == ""
		for _, r := range rs {
			outlet = outlet || r.Outlet == q.Outlet
			for _, f := range m.feeds {
				folder = folder || f.ID == r.Feed && (f.Folder == q.Folder || strings.HasPrefix(f.Folder, q.Folder+"/"))
			}
		}
		if len(rs) > 0 && outlet && folder && len(rs) >= q.Least && (q.Language == "" || s.language == q.Language) && (q.Show != "unread" || !s.read) {
			all = append(all, s)
		}
	}
	first := func(s *modelStory) time.Time {
		return slices.MinFunc(m.of(s.id), func(a, b *modelled) int { return a.Published.Compare(b.Published) }).Published
	}
	changed := func(s *modelStory) (n int) {
		for _, r := range m.of(s.id) {
			n = max(n, r.placed)
		}
		return n
	}
	slices.SortFunc(all, func(a, b *modelStory) int {
		switch q.Order {
		case "accounts":
			return cmp.Or(cmp.Compare(len(m.of(b.id)), len(m.of(a.id))), cmp.Compare(changed(b), changed(a)))
		case "first":
			if c := first(b).Compare(first(a)); c != 0 {
				return c
			}
		}
		return cmp.Compare(changed(b), changed(a))
	})
	var out []string
	for _, s := range all {
		out = append(out, s.id)
	}
	return out
}

// found gives the IDs of the reports that have all words, by date.
func (m *model) found(words []string, outlet string) []string {
	var all []*modelled
	for _, r := range m.reports {
		has := r.placed > 0 && (outlet == "" || r.Outlet == outlet)
		for _, w := range words {
			has = has && slices.Contains(r.words, w)
		}
		if has {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b *modelled) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.seq, a.seq))
	})
	var out []string
	for _, r := range all {
		out = append(out, r.ID)
	}
	return out
}

var vocabulary = []string{"ferry", "harbour", "wind", "ramp", "noon", "café", "Élan"}

// TestAgainstModel does the same things to a store and to the model, and asks
// both the same.
func TestAgainstModel(t *testing.T) {
	if err := flag.Set("rapid.checks", "15"); err != nil { // each opens a store of its own
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		s := open(t)
		m := &model{stories: map[string]*modelStory{}}
		for _, folder := range []string{"Island", "Island/North", "Islander"} {
			f, err := s.PutFeed(ctx, archive.Feed{URL: "https://" + folder + ".example/feed", Folder: folder})
			if err != nil {
				rt.Fatal(err)
			}
			m.feeds = append(m.feeds, f)
		}
		steps := 0
		rt.Repeat(map[string]func(*rapid.T){
			"receive": func(rt *rapid.T) { m.receive(ctx, rt, s) },
			"place":   func(rt *rapid.T) { m.place(ctx, rt, s) },
			"move": func(rt *rapid.T) {
				steps++
				m.move(ctx, rt, s, steps)
			},
			"read": func(rt *rapid.T) {
				for _, id := range m.listed(archive.StoryQuery{}) {
					if rapid.Bool().Draw(rt, "read "+id) {
						m.stories[id].read = rapid.Bool().Draw(rt, "is read")
						if err := s.MarkRead(ctx, id, m.stories[id].read); err != nil {
							rt.Fatal(err)
						}
					}
				}
			},
			"": func(rt *rapid.T) { m.compare(ctx, rt, s) },
		})
		if err := s.Audit(ctx); err != nil {
			rt.Fatal(err)
		}
	})
}

func (m *model) receive(ctx context.Context, rt *rapid.T, s *Store) {
	n := len(m.reports)
	words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 4).Draw(rt, "words")
	outlet := rapid.SampledFrom([]string{"The Lantern", "Radio Aldermark", "The Beacon"}).Draw(rt, "outlet")
	day := rapid.IntRange(1, 28).Draw(rt, "day")
	a := told(fmt.Sprint("r", n), outlet, fmt.Sprintf("2031-05-%02d", day), fmt.Sprint("Headline ", n), strings.Join(words, " ")+".")
	feed := rapid.SampledFrom([]string{"", m.feeds[0].ID, m.feeds[1].ID, m.feeds[2].ID}).Draw(rt, "feed")
	if _, err := s.Receive(ctx, []archive.Incoming{{Article: a, Feed: feed}}); err != nil {
		rt.Fatal(err)
	}
	r := &modelled{seq: n, words: []string{"headline", fmt.Sprint(n)}}
	r.ID, r.Outlet, r.Feed, r.Published = a.ID, outlet, feed, parseDate(a.Published)
	for _, w := range words {
		r.words = append(r.words, wordsOf(w)...)
	}
	m.reports = append(m.reports, r)
}

// place puts the report that has waited longest into a story.
func (m *model) place(ctx context.Context, rt *rapid.T, s *Store) {
	waiting, err := s.Waiting(ctx, 0, 1)
	if err != nil {
		rt.Fatal(err)
	}
	for _, w := range waiting {
		story := fmt.Sprint("s", rapid.IntRange(1, 6).Draw(rt, "story"))
		if m.stories[story] == nil {
			m.stories[story] = &modelStory{id: story, language: "en"}
		}
		if err := s.Place(ctx, []Step{{Article: w.Article, Story: story}}); err != nil {
			rt.Fatal(err)
		}
		m.stories[story].read = false
		m.placed++
		for _, r := range m.reports {
			if r.ID == w.Article.ID {
				r.placed, r.Story = m.placed, story
			}
		}
	}
}

// move takes a report to a story of its own.
func (m *model) move(ctx context.Context, rt *rapid.T, s *Store, step int) {
	several := m.listed(archive.StoryQuery{Least: 2})
	if len(several) == 0 {
		return
	}
	id := several[0]
	r := m.of(id)[0]
	to := fmt.Sprint("moved", step)
	if err := s.Place(ctx, []Step{{Moves: []Move{{From: id, To: to, Reports: []string{r.ID}}}}}); err != nil {
		rt.Fatal(err)
	}
	r.Story = to
	m.stories[to] = &modelStory{id: to, language: "en", read: true}
	m.stories[id].read = true
	for _, k := range []string{id, to} {
		if err := s.MarkRead(ctx, k, true); err != nil {
			rt.Fatal(err)
		}
	}
}

func (m *model) compare(ctx context.Context, rt *rapid.T, s *Store) {
	limit := rapid.IntRange(1, 4).Draw(rt, "limit")
	q := archive.StoryQuery{
		Page:     archive.Page{Limit: limit},
		Order:    rapid.SampledFrom([]string{"changed", "accounts", "first"}).Draw(rt, "order"),
		Outlet:   rapid.SampledFrom([]string{"", "", "The Lantern"}).Draw(rt, "outlet"),
		Folder:   rapid.SampledFrom([]string{"", "", "Island"}).Draw(rt, "folder"),
		Language: rapid.SampledFrom([]string{"", "en", "de"}).Draw(rt, "language"),
		Least:    rapid.IntRange(0, 3).Draw(rt, "least"),
		Show:     rapid.SampledFrom([]string{"", "unread"}).Draw(rt, "show"),
	}
	want := m.listed(q)
	var got []string
	for page := q; ; {
		list, err := s.Stories(ctx, page)
		if err != nil {
			rt.Fatal(err)
		}
		for _, k := range list.Stories {
			got = append(got, k.ID)
			if k.Reports != len(m.of(k.ID)) || k.Read != m.stories[k.ID].read {
				rt.Fatalf("story %+v, has %d reports, read %v", k, len(m.of(k.ID)), m.stories[k.ID].read)
			}
		}
		if page.Cursor = list.Next; list.Next == "" {
			break
		}
	}
	if q.Order == "first" { // equal dates have the order of the rows
		slices.Sort(got)
		slices.Sort(want)
	}
	if !equal(got, want) {
		rt.Fatalf("%+v gives %v, want %v", q, got, want)
	}
	words := rapid.SliceOfNDistinct(rapid.SampledFrom(vocabulary), 1, 2, rapid.ID).Draw(rt, "search")
	search := archive.Search{Text: strings.Join(words, " "), Order: "newest", Outlet: q.Outlet, Page: archive.Page{Limit: limit}}
	var folded []string
	for _, w := range words {
		folded = append(folded, wordsOf(w)...)
	}
	want, got = m.found(folded, q.Outlet), nil
	for {
		hits, err := s.Search(ctx, search)
		if err != nil {
			rt.Fatal(err)
		}
		if hits.Total != len(want) {
			rt.Fatalf("%q: %d in all, want %d", search.Text, hits.Total, len(want))
		}
		for _, h := range hits.Hits {
			got = append(got, h.ID)
			if len(h.Passages) == 0 {
				rt.Fatalf("%q finds %s without a passage", search.Text, h.ID)
			}
		}
		if search.Cursor = hits.Next; hits.Next == "" {
			break
		}
	}
	if !equal(got, want) {
		rt.Fatalf("%q from %q finds %v, want %v", search.Text, search.Outlet, got, want)
	}
}
