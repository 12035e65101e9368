package story

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/ingest"
)

// marked reads testdata/stories.txt: reports, and the story of each by its ID.
func marked(t testing.TB) (reports []*Report, want map[string]string) {
	t.Helper()
	data, err := os.ReadFile("testdata/stories.txt")
	if err != nil {
		t.Fatal(err)
	}
	want = map[string]string{}
	for i, block := range strings.Split(string(data), "\n== ")[1:] {
		head, body, _ := strings.Cut(block, "\n")
		fields := strings.Split(head, " | ")
		title, body, _ := strings.Cut(body, "\n")
		a := ingest.FromText(fmt.Sprintf("%s%d", fields[0], i), title+"\n\n"+strings.TrimSpace(body))
		a.Outlet, a.Published = fields[1], fields[2]
		reports = append(reports, Read(analysis.Naming(a)))
		want[a.ID] = fields[0]
	}
	return reports, want
}

// grouped writes a grouping so that a difference can be read: "A1 A2 | B3 B4".
func grouped(stories []Story) string {
	var out []string
	for _, s := range stories {
		var ids []string
		for _, r := range s.Reports {
			ids = append(ids, r.ID)
		}
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return strings.Join(out, " | ")
}

// listedAs is the same for what is expected.
func groupedAs(want map[string]string) string {
	stories := map[string][]string{}
	for id, s := range want {
		stories[s] = append(stories[s], id)
	}
	var out []string
	for _, ids := range stories {
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return strings.Join(out, " | ")
}

func TestGroup(t *testing.T) {
	reports, want := marked(t)
	stories := Group(reports)
	if got := grouped(stories); got != groupedAs(want) {
		t.Errorf("got  %s\nwant %s", got, groupedAs(want))
	}
	for _, s := range stories {
		if s.Outlets != 2 || s.Accounts != 2 {
			t.Errorf("%s: %d outlets, %d accounts, want 2 and 2", s.Title, s.Outlets, s.Accounts)
		}
		for i, r := range s.Reports {
			if r.Link == nil || r.Link.To == i || len(r.Link.Words)+len(r.Link.Names) == 0 {
				t.Errorf("%s has no reason to be where it is: %+v", r.ID, r.Link)
			}
		}
	}
}

// TestLink: the reason names what the two share, and what speaks against them.
func TestLink(t *testing.T) {
	reports, _ := marked(t)
	for _, s := range Group(reports) {
		if s.Reports[0].ID != "A0" {
			continue
		}
		l := s.Reports[0].Link
		if !slices.Contains(l.Names, "korrin") || !slices.Contains(l.Numbers, "6.1") || !l.Quoted || l.Days != 0 || len(l.Against) != 0 || l.Score < l.Least {
			t.Errorf("%+v", l)
		}
	}
	a, b := &paper{Report: reports[0], crowd: 1}, &paper{Report: reports[2], crowd: 1}
	f := newFrequencies("en")
	f.weigh(a, a.terms, nil)
	f.weigh(b, b.terms, nil)
	var in lens
	in.focus(a)
	l := explain(&tuned, a, b, in.see(b), in.score(&tuned, b))
	if l.Score >= l.Least || len(l.Against) != 3 || l.Against[0].What != ApartInTime || l.Against[2].What != OtherNumbers || !slices.Contains(l.Against[2].There, "6.5") {
		t.Errorf("two earthquakes: %+v", l)
	}
	b.kept, b.words = b.spoken(), nil // as in a stream
	if l = explain(&tuned, a, b, in.see(b), 0); len(l.Against) != 3 || !slices.Contains(l.Against[2].Here, "6.1") || !slices.Contains(l.Against[2].There, "6.5") || slices.Contains(l.Against[2].There, "korrin") {
		t.Errorf("in a stream: %+v", l)
	}
	b.scale[2], b.scale[3] = 0, 0 // what names nobody does not name somebody else
	if l = explain(&tuned, a, b, similar{1, 1}, 1); len(l.Against) != 1 {
		t.Errorf("no names and numbers: %+v", l)
	}
}

// TestOrder: reports that are all there are grouped alike in whatever order
// they come.
func TestOrder(t *testing.T) {
	reports, _ := marked(t)
	gen := newGenerator(4)
	for range 300 {
		reports = append(reports, gen.next())
	}
	want := Group(slices.Clone(reports))
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		r.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		if got := Group(slices.Clone(reports)); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order, another grouping:\n%s\n%s", grouped(got), grouped(want))
		}
	}
}

// TestGrouper: reports that come one at a time end in the same stories, and say
// why as they come.
func TestGrouper(t *testing.T) {
	reports, want := marked(t)
	slices.SortFunc(reports, inOrder)
	g := NewGrouper(Options{Window: 365})
	opened := 0
	for _, r := range reports {
		p := g.Add(r)
		if p.New {
			opened++
		} else if p.To == "" || p.Link == nil || len(p.Link.Words)+len(p.Link.Names) == 0 {
			t.Errorf("%s went to %s without a reason", r.ID, p.Story)
		}
	}
	g.Mend()
	if got := grouped(g.Stories()); got != groupedAs(want) {
		t.Errorf("got  %s\nwant %s", got, groupedAs(want))
	}
	if again := g.Add(reports[0]); again.New || g.active != len(reports) {
		t.Errorf("a report that came twice was placed twice: %+v", again)
	}
}

// TestChanges: who follows placings and changes knows at any time where each
// report is.
func TestChanges(t *testing.T) {
	gen := newGenerator(9)
	gen.own, gen.wide = 40, 600 // stories that are hard to tell apart and large: much is to be mended, whatever is drawn
	g := NewGrouper(Options{Most: 1500})
	place := map[string]string{}
	kinds := map[Kind]int{}
	follow := func(cs []Change) {
		for _, c := range cs {
			kinds[c.Kind]++
			for _, id := range c.Reports {
				if place[id] != c.From {
					t.Fatalf("%s was in %s, not in %s", id, place[id], c.From)
				}
				place[id] = c.To
			}
			if c.Kind == Merged && g.Became(c.From) != g.Became(c.To) && g.Story(c.To) != nil {
				t.Fatalf("%s was merged into %s and became %s", c.From, c.To, g.Became(c.From))
			}
		}
	}
	for range 4000 {
		r := gen.next()
		p := g.Add(r)
		place[r.ID] = p.Story
		follow(p.Changes)
	}
	follow(g.Mend())
	for id, e := range g.known {
		if place[id] != e.story.id {
			t.Fatalf("%s is in %s; who followed thinks in %s", id, e.story.id, place[id])
		}
	}
	if kinds[Merged] == 0 || kinds[Split]+kinds[Moved] == 0 {
		t.Errorf("the stream shows too little: %v", kinds)
	}
	check(t, g)
}

// check: every active report is in exactly one story and can be found, nothing
// is kept of those that were forgotten.
func check(t *testing.T, g *Grouper) {
	t.Helper()
	members := 0
	for id, l := range g.stories {
		if l.id != id || len(l.members) == 0 {
			t.Fatalf("story %s is listed as %s with %d reports", l.id, id, len(l.members))
		}
		for _, e := range l.members {
			if e.story != l || g.known[e.ID] != e {
				t.Fatalf("%s is not where it is listed", e.ID)
			}
		}
		members += len(l.members)
	}
	entries := 0
	for _, s := range g.order {
		entries += len(s.entries)
		listed := map[uint32]int{} // postings of each active report
		for i, id := range s.words.words.ids {
			w := &s.words.words.words[i]
			if id == 0 {
				continue
			}
			if w.n[0] == 0 {
				t.Fatalf("word %d is kept for forgotten reports only", id)
			}
			for _, p := range s.near.arena.of(&w.list, &s.near.one) {
				n := p.number(s.near.oldest)
				if s.entry(n) == nil {
					t.Fatalf("word %d has report %d, which was forgotten", id, n)
				}
				listed[n]++
			}
		}
		for _, e := range s.entries {
			if n := listed[e.number]; n > indexed || n == 0 && len(e.ids) > 0 {
				t.Fatalf("%s is found by %d words", e.ID, n)
			}
		}
	}
	if members != g.active || entries != g.active || len(g.known) != g.active || len(g.arrived) != g.active {
		t.Fatalf("%d active: %d in stories, %d on shelves, %d known, %d in order", g.active, members, entries, len(g.known), len(g.arrived))
	}
}

// TestLargeStories: a story stays one when hundreds tell it, at once and as a
// stream; what differs from report to report is drawn anew for each.
func TestLargeStories(t *testing.T) {
	gen := newGenerator(12)
	gen.own = 80
	var reports []*Report
	label := map[string]int{}
	for i, size := range []int{50, 120, 500, 2, 3, 5, 8} {
		p := gen.plot()
		for range size {
			r := gen.tell(&p)
			label[r.ID] = i
			reports = append(reports, r)
		}
	}
	for range 2000 {
		p := gen.plot()
		r := gen.tell(&p)
		label[r.ID] = len(label) + 100
		reports = append(reports, r)
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
	g := NewGrouper(Options{Window: 100})
	for _, r := range reports {
		g.Add(r)
	}
	g.Mend()
	for how, stories := range map[string][]Story{"at once": Group(slices.Clone(reports)), "stream": g.Stories()} {
		p, r := bcubed(stories, label)
		t.Logf("%s: %d stories, B-cubed precision %.3f, recall %.3f", how, len(stories), p, r)
		if p < 0.95 || r < 0.95 {
			t.Errorf("%s: B-cubed precision %.3f, recall %.3f", how, p, r)
		}
	}
}

// bcubed is how much of each report's story belongs there, and how much of what
// belongs there is in it, on average.
func bcubed(stories []Story, label map[string]int) (precision, recall float64) {
	size := map[int]float64{}
	for _, l := range label {
		size[l]++
	}
	for _, s := range stories {
		in := map[int]float64{}
		for _, r := range s.Reports {
			in[label[r.ID]]++
		}
		for l, n := range in {
			precision += n * n / float64(len(s.Reports))
			recall += n * n / size[l]
		}
	}
	return precision / float64(len(label)), recall / float64(len(label))
}

// TestWindow: reports older than the window are forgotten, and with them their
// words and stories; one wrong date forgets nothing.
func TestWindow(t *testing.T) {
	gen := newGenerator(3)
	g := NewGrouper(Options{Window: 10})
	at := func(day int32) {
		r := gen.next()
		r.Day = day
		g.Add(r)
	}
	for range 100 {
		at(20000)
	}
	at(90000)
	if g.active != 101 {
		t.Errorf("one date far ahead leaves %d of 101 reports", g.active)
	}
	for range 100 {
		at(20011)
	}
	at(20011)
	if g.active > 110 {
		t.Errorf("%d reports are active, want those of the last ten days", g.active)
	}
	check(t, g)
	fresh := newFrequencies("en")
	for _, s := range g.order {
		for _, e := range s.entries {
			fresh.restore(&e.paper)
		}
		if fresh.reports != s.words.reports || !reflect.DeepEqual(contents(&fresh.words), contents(&s.words.words)) {
			t.Errorf("words of forgotten reports still count")
		}
	}
}

func contents(t *tally) map[uint32]counts {
	m := map[uint32]counts{}
	for i, id := range t.ids {
		if id != 0 {
			m[id] = t.words[i].n
		}
	}
	return m
}

// TestTally: counts are those of a map, whatever is added and removed.
func TestTally(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	var got tally
	want := map[uint32]counts{}
	for range 200_000 {
		id := 2 + r.Uint32N(3000)*0x10001 // many that fall on one place
		if c := want[id]; c[0] > 0 && r.IntN(2) == 0 {
			got.remove(id, counts{1})
			if c[0]--; c[0] == 0 {
				delete(want, id)
			} else {
				want[id] = c
			}
			continue
		}
		c := want[id]
		c[0]++
		want[id] = c
		if now, at := got.add(id, counts{1}); now != c || got.ids[at] != key(id) {
			t.Fatalf("%d: %v, want %v", id, now, c)
		}
	}
	if !reflect.DeepEqual(contents(&got), want) || got.used != len(want) {
		t.Errorf("%d words, used %d, want %d", len(contents(&got)), got.used, len(want))
	}
}

// TestRestore: a stream that was saved and restored goes on as if it had never
// stopped, wherever it was cut, and saves the same bytes.
func TestRestore(t *testing.T) {
	for _, cut := range []int{0, 1, 63, 64, 700} {
		gen, twin := newGenerator(6), newGenerator(6)
		one, two := NewGrouper(Options{Most: 500}), NewGrouper(Options{Most: 500})
		for range cut {
			one.Add(gen.next())
			two.Add(twin.next())
		}
		var b, again strings.Builder
		if err := two.Save(&b); err != nil {
			t.Fatal(err)
		}
		two, err := Restore(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		if err := two.Save(&again); err != nil || again.String() != b.String() {
			t.Fatalf("saved again after %d reports, it is not the same", cut)
		}
		for i := range 500 {
			if p, q := one.Add(gen.next()), two.Add(twin.next()); !reflect.DeepEqual(p, q) {
				t.Fatalf("cut at %d, report %d: %+v, restored %+v", cut, i, p, q)
			}
		}
		check(t, two)
	}
}

// TestRestoreDamaged: what was cut off or changed is an error, or a state that
// holds together; never a panic.
func TestRestoreDamaged(t *testing.T) {
	gen := newGenerator(6)
	g := NewGrouper(Options{})
	for range 30 {
		g.Add(gen.next())
	}
	var b strings.Builder
	if err := g.Save(&b); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < b.Len(); n += 997 {
		if _, err := Restore(strings.NewReader(b.String()[:n])); err == nil {
			t.Errorf("the first %d of %d bytes were restored without complaint", n, b.Len())
		}
	}
}

// FuzzGroup: whatever reports hold, each is in exactly one story, live and at
// once.
func FuzzGroup(f *testing.F) {
	f.Add("Quake at sea\n\nIt shook.\x00Quake\n\nAt sea it shook “us all to the bone”.\x00\x00東京", "2031-03-02")
	f.Fuzz(func(t *testing.T, in, date string) {
		g := NewGrouper(Options{Most: 3})
		var reports []*Report
		for i, part := range strings.Split(in, "\x00") {
			a := ingest.FromText(fmt.Sprint(i), part)
			a.Published = date
			reports = append(reports, Read(analysis.Naming(a)))
			g.Add(reports[i])
			check(t, g)
		}
		seen := map[string]bool{}
		for _, s := range Group(slices.Clone(reports)) {
			for _, r := range s.Reports {
				if seen[r.ID] {
					t.Fatalf("%s is in two stories", r.ID)
				}
				seen[r.ID] = true
			}
		}
		if len(seen) != len(reports) {
			t.Fatalf("%d of %d reports in stories", len(seen), len(reports))
		}
	})
}

// TestDayOf: days since 1970, none for what is no date.
func TestDayOf(t *testing.T) {
	for s, want := range map[string]int32{
		"1970-01-01": 0, "2000-03-01": 11017, "2024-02-29T23:00:00Z": 19782, "1969-12-31": -1,
		"": undated, "2024": undated, "2024-13-01": undated, "yesterday, at": undated,
	} {
		if got := dayOf(s); got != want {
			t.Errorf("%q: day %d, want %d", s, got, want)
		}
	}
}

// TestManyCopies: a text that two hundred outlets print, each with words of its
// own below it, is one story and one account.
func TestManyCopies(t *testing.T) {
	const wire = "Ferry Marguerite runs aground\n\nThe ferry Marguerite ran aground on the Sorrel bank off Lower Quay before dawn on Thursday with 61 passengers aboard, the harbour board said. Nobody was hurt. Two tugs from Amberly will try to pull her free at high water in the afternoon, harbour master Petra Oyelaran said. The crossing stays closed until divers have looked at the hull.\n\n"
	r := rand.New(rand.NewPCG(5, 5))
	var reports []*Report
	for i := range 200 {
		own := ""
		for range r.IntN(3) * 15 {
			own += fmt.Sprintf("%c%c%c%c ", 'b'+r.IntN(20), 'a'+r.IntN(20), 'b'+r.IntN(20), 'a'+r.IntN(20))
		}
		reports = append(reports, Read(analysis.Naming(ingest.FromText(fmt.Sprint(i), wire+own))))
	}
	stories := Group(reports)
	if len(stories) != 1 || stories[0].Accounts != 1 {
		t.Errorf("%d stories, %d accounts in the first; want 1 and 1", len(stories), stories[0].Accounts)
	}
}
