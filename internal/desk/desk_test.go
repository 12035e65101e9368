package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/ingest"
	"parallax/internal/store"
)

// begin runs a desk over a folder until the test, or stop, ends it.
func begin(t *testing.T, dir string, o Options) (s *store.Store, d *Desk, stop func()) {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	d = New(s, o)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	done := false
	stop = func() {
		if done {
			return
		}
		done = true
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(stop)
	return s, d, stop
}

func settle(t *testing.T, d *Desk) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := d.Settle(ctx); err != nil {
		t.Fatal(err)
	}
}

// example is the reports of the week in the examples.
func example(t *testing.T) []*article.Article {
	t.Helper()
	var out []*article.Article
	for a, skipped := range ingest.Read(t.Context(), []string{"../../examples/aldermark-week.jsonl"}, ingest.Options{}) {
		if skipped != nil {
			t.Fatal(skipped)
		}
		out = append(out, a)
	}
	if len(out) < 10 {
		t.Fatalf("only %d reports in the example", len(out))
	}
	return out
}

func incoming(as ...*article.Article) []archive.Incoming {
	var out []archive.Incoming
	for _, a := range as {
		out = append(out, archive.Incoming{Article: a})
	}
	return out
}

func TestWeek(t *testing.T) {
	s, d, _ := begin(t, t.TempDir(), Options{Pause: 50 * time.Millisecond})
	week := example(t)
	got, err := d.Receive(t.Context(), incoming(week...))
	if err != nil {
		t.Fatal(err)
	}
	settle(t, d)
	st, err := s.Stories(t.Context(), archive.StoryQuery{Order: "accounts", Page: archive.Page{Limit: 200}})
	if err != nil {
		t.Fatal(err)
	}
	reports := 0
	for _, k := range st.Stories {
		reports += k.Reports
		if !k.Compared || k.Lead == nil || k.Title == "" || len(k.Letters) == 0 {
			t.Errorf("story %s is not whole: %+v", k.ID, k)
		}
		e, err := d.Edition(t.Context(), k.ID)
		if err != nil || e.Comparison == nil || len(e.Comparison.Reports) != k.Reports {
			t.Errorf("edition of %s: %+v, %v", k.ID, e, err)
		}
	}
	if reports != len(got) || st.Counts.Reports != len(got) || st.Counts.All != len(st.Stories) {
		t.Errorf("%d reports in %d stories, %d were received; counts %+v", reports, len(st.Stories), len(got), st.Counts)
	}
	if st.Stories[0].Reports < 3 || st.Stories[0].Said == 0 {
		t.Errorf("the largest story is %+v", st.Stories[0])
	}
	people, err := s.People(t.Context(), archive.PersonQuery{})
	if err != nil || len(people.People) < 5 {
		t.Fatalf("people: %+v, %v", people, err)
	}
	for _, p := range people.People {
		said, err := s.Statements(t.Context(), archive.StatementQuery{Person: p.ID, Page: archive.Page{Limit: 200}})
		if err != nil || len(said.Statements) != p.Statements {
			t.Errorf("%s has said %d things, %d are found, %v", p.Name, p.Statements, len(said.Statements), err)
		}
		moments, err := s.Moments(t.Context(), p.ID)
		if err != nil || len(moments) != len(said.Statements) {
			t.Fatalf("%s spoke %d times, told are %d, %v", p.Name, len(said.Statements), len(moments), err)
		}
		for i, m := range moments {
			if m.Altered != (said.Statements[i].Altered > 0) || i > 0 && m.At.After(moments[i-1].At) {
				t.Errorf("%s, moment %d: %+v of %+v", p.Name, i, m, said.Statements[i])
			}
		}
	}
	for _, q := range []archive.StatementQuery{{Show: "differing"}, {Show: "one"}, {Outlet: week[0].Outlet}, {Story: st.Stories[0].ID}} {
		said, err := s.Statements(t.Context(), q)
		if err != nil || len(said.Statements) == 0 {
			t.Errorf("%+v finds %d statements, %v", q, len(said.Statements), err)
			continue
		}
		claim := said.Statements[0]
		found, err := s.Verify(t.Context(), archive.Claimed{Words: claim.Text, Speaker: claim.Speaker})
		if err != nil || len(found) == 0 || found[0].Closeness < 1 || found[0].Relation != "identical" {
			t.Errorf("verifying %q finds %+v, %v", claim.Text, found, err)
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// where tells in which story each report is.
func where(t *testing.T, s *store.Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	q := archive.StoryQuery{Page: archive.Page{Limit: 200}}
	for {
		list, err := s.Stories(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, st := range list.Stories {
			rs, err := s.ReportsOf(t.Context(), st.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rs {
				if out[r.ID] != "" {
					t.Errorf("report %s is in %s and in %s", r.ID, out[r.ID], st.ID)
				}
				out[r.ID] = st.ID
			}
		}
		if q.Cursor = list.Next; list.Next == "" {
			return out
		}
	}
}

// placed waits until every report is in a story.
func placed(t *testing.T, s *store.Store) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		n, err := s.Backlog(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
	t.Fatal("reports still wait for their stories")
}

// TestRestart stops in the middle, with and without what was saved of the
// grouping, and ends where an undisturbed run does.
func TestRestart(t *testing.T) {
	week := example(t)
	half := len(week) / 2
	run := func(disturb func(dir string)) map[string]string {
		dir := t.TempDir()
		o := Options{Pause: time.Hour}
		s, d, stop := begin(t, dir, o)
		for _, part := range [][]*article.Article{week[:half], week[half:]} {
			if _, err := d.Receive(t.Context(), incoming(part...)); err != nil {
				t.Fatal(err)
			}
			placed(t, s)
			if disturb != nil {
				stop()
				disturb(dir)
				s, d, stop = begin(t, dir, o)
			}
		}
		return where(t, s)
	}
	want := run(nil)
	for name, disturb := range map[string]func(dir string){
		"saved":   func(string) {},
		"unsaved": func(dir string) { remove(t, dir) },
	} {
		got := run(disturb)
		if a, b := fmt.Sprint(got), fmt.Sprint(want); a != b {
			t.Errorf("%s: reports are in\n%s\nnot in\n%s", name, a, b)
		}
	}
}

func TestByHand(t *testing.T) {
	dir := t.TempDir()
	s, d, stop := begin(t, dir, Options{Pause: 50 * time.Millisecond})
	if _, err := d.Receive(t.Context(), incoming(example(t)...)); err != nil {
		t.Fatal(err)
	}
	settle(t, d)
	before := where(t, s)
	list, err := s.Stories(t.Context(), archive.StoryQuery{Order: "accounts"})
	if err != nil {
		t.Fatal(err)
	}
	a, b := list.Stories[0], list.Stories[1]
	merged, err := d.Merge(t.Context(), a.ID, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	now, err := s.Story(t.Context(), b.ID)
	if err != nil || now.ID != a.ID || now.Reports != a.Reports+b.Reports || now.By != archive.Hand {
		t.Errorf("after the merger %s is %+v, %v", b.ID, now, err)
	}
	stop()
	s, d, _ = begin(t, dir, Options{Pause: 50 * time.Millisecond})
	settle(t, d)
	if _, err := d.Undo(t.Context(), merged.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(t.Context(), merged.ID); err == nil {
		t.Error("a decision was undone twice")
	}
	if got := where(t, s); fmt.Sprint(got) != fmt.Sprint(before) {
		t.Errorf("after undoing, reports are in\n%v\nnot in\n%v", got, before)
	}
	for _, id := range []string{a.ID, b.ID} {
		if now, err := s.Story(t.Context(), id); err != nil || now.By != archive.Machine {
			t.Errorf("after undoing %s is %+v, %v", id, now, err)
		}
	}
	out := ids(must(s.ReportsOf(t.Context(), a.ID)))[:1]
	split, err := d.Split(t.Context(), a.ID, out)
	if err != nil {
		t.Fatal(err)
	}
	if got := where(t, s)[out[0]]; got != split.Stories[1] || got == a.ID {
		t.Errorf("the report is in %s after the split %+v", got, split)
	}
	for _, id := range split.Stories {
		if now, err := s.Story(t.Context(), id); err != nil || now.By != archive.Hand {
			t.Errorf("after the split %s is %+v, %v", id, now, err)
		}
	}
	settle(t, d)
	made, err := s.Decisions(t.Context(), a.ID)
	if err != nil || len(made) != 2 || made[0].What != "split" || made[1].Undone.IsZero() {
		t.Errorf("decisions are %+v, %v", made, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestDecisionsOutliveTheGrouping: what a hand decided binds and can be undone
// when the grouping had to be made anew from the tables.
func TestDecisionsOutliveTheGrouping(t *testing.T) {
	dir := t.TempDir()
	o := Options{Pause: 50 * time.Millisecond}
	s, d, stop := begin(t, dir, o)
	week := example(t)
	if _, err := d.Receive(t.Context(), incoming(week...)); err != nil {
		t.Fatal(err)
	}
	settle(t, d)
	before := where(t, s)
	list, err := s.Stories(t.Context(), archive.StoryQuery{Order: "accounts"})
	if err != nil {
		t.Fatal(err)
	}
	a, b, c := list.Stories[0], list.Stories[1], list.Stories[2]
	merged, err := d.Merge(t.Context(), a.ID, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	out := ids(must(s.ReportsOf(t.Context(), c.ID)))[:1]
	split, err := d.Split(t.Context(), c.ID, out)
	if err != nil {
		t.Fatal(err)
	}
	decided := where(t, s)
	settle(t, d)
	if err := s.ForgetActs(t.Context(), 1<<62); err != nil { // they cannot be told again
		t.Fatal(err)
	}
	stop()
	if err := os.WriteFile(filepath.Join(dir, "grouping.state"), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, d, _ = begin(t, dir, o)
	var more []*article.Article
	for _, r := range week { // each story gets another report, and is looked at again
		more = append(more, told("late-"+r.ID, "The Latecomer", r.Published, r.Title, r.Text+" This was confirmed on the following day."))
	}
	if _, err := d.Receive(t.Context(), incoming(more...)); err != nil {
		t.Fatal(err)
	}
	settle(t, d)
	now := where(t, s)
	for r, in := range decided {
		if (in == a.ID || in == c.ID || in == split.Stories[1]) && now[r] != in {
			t.Errorf("report %s is in %s, a hand put it into %s", r, now[r], in)
		}
	}
	for _, k := range []archive.Decision{split, merged} {
		if _, err := d.Undo(t.Context(), k.ID); err != nil {
			t.Errorf("undoing the %s: %v", k.What, err)
		}
	}
	now = where(t, s)
	for r, in := range before {
		if (in == a.ID || in == b.ID || in == c.ID) && now[r] != in {
			t.Errorf("after undoing, report %s is in %s, not in %s", r, now[r], in)
		}
	}
	settle(t, d)
	if err := s.Audit(t.Context()); err != nil {
		t.Error(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
