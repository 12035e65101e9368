package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/store"
)

// TestAnewGoesOn: a grouping that is being made anew is saved on the way, and
// one that was killed goes on where it was.
func TestAnewGoesOn(t *testing.T) {
	dir := t.TempDir()
	o := Options{Pause: 50 * time.Millisecond, Save: batchSize}
	s, d, stop := begin(t, dir, o)
	many := copiesOf(example(t), 2*batchSize+1)
	if _, err := d.Receive(t.Context(), incoming(many...)); err != nil {
		t.Fatal(err)
	}
	if err := d.Grouped(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := where(t, s)
	stop()
	remove(t, dir)

	s = must(store.Open(t.Context(), dir))
	killed := New(s, o)
	if err := killed.beginAnew(t.Context()); err != nil {
		t.Fatal(err)
	}
	if more, err := killed.anewSome(t.Context()); err != nil || !more {
		t.Fatalf("a first part: more %v, %v", more, err)
	}
	resumed := New(s, o)
	if err := resumed.load(); err != nil {
		t.Fatal(err)
	}
	if resumed.last != batchSize || resumed.anewTo != int64(len(many)) {
		t.Errorf("goes on after %d up to %d", resumed.last, resumed.anewTo)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s, d, _ = begin(t, dir, o)
	first := many[0] // told before it was killed
	late := told("late", "The Latecomer", first.Published, first.Title, first.Text+" This was confirmed on the following day.")
	if _, err := d.Receive(t.Context(), incoming(late)); err != nil {
		t.Fatal(err)
	}
	if err := d.Grouped(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now := where(t, s); now["late"] != before[first.ID] || now["late"] == "" {
		t.Errorf("a late report is in %q, the one that it repeats in %q", now["late"], before[first.ID])
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.Behind() != 0 || d.anewTo != 0 || d.last != int64(len(many)+1) {
		t.Errorf("in the end %d are to be told, up to %d, after %d", d.Behind(), d.anewTo, d.last)
	}
}

// TestNobodyWaitsForMinutes merges, splits and undoes while the grouping is not
// there: that is refused soon, nothing is changed, reports are taken.
func TestNobodyWaitsForMinutes(t *testing.T) {
	s := must(store.Open(t.Context(), t.TempDir()))
	t.Cleanup(func() { s.Close() })
	d := New(s, Options{Patience: time.Millisecond})
	if _, err := d.Receive(t.Context(), incoming(example(t)...)); err != nil {
		t.Fatal(err)
	}
	d.behind.Store(1204)
	for name, do := range map[string]func() (archive.Decision, error){
		"merge": func() (archive.Decision, error) { return d.Merge(t.Context(), "s1", "s2") },
		"split": func() (archive.Decision, error) { return d.Split(t.Context(), "s1", []string{"a"}) },
		"undo":  func() (archive.Decision, error) { return d.Undo(t.Context(), "d1") },
	} {
		if _, err := do(); !errors.Is(err, archive.ErrNotYet) || !strings.Contains(err.Error(), "1204 reports to go") {
			t.Errorf("%s: %v", name, err)
		}
	}
	st, err := s.Status(t.Context())
	if err != nil || st.Reports != len(example(t)) || st.ToAnalyse != st.Reports {
		t.Errorf("kept: %+v, %v", st, err)
	}
	if ds, err := s.Decisions(t.Context(), ""); err != nil || len(ds) != 0 {
		t.Errorf("decided: %+v, %v", ds, err)
	}
}

// TestReplayTellsHowFar: without a saved grouping everything is told again, and
// it is said how much is to go.
func TestReplayTellsHowFar(t *testing.T) {
	dir := t.TempDir()
	o := Options{Pause: 50 * time.Millisecond}
	_, d, stop := begin(t, dir, o)
	many := copiesOf(example(t), 40)
	if _, err := d.Receive(t.Context(), incoming(many...)); err != nil {
		t.Fatal(err)
	}
	if err := d.Grouped(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop()
	remove(t, dir)
	s := must(store.Open(t.Context(), dir))
	t.Cleanup(func() { s.Close() })
	again := New(s, o)
	again.grouper = again.empty()
	if err := again.count(t.Context()); err != nil || again.Behind() != len(many) {
		t.Errorf("before it %d are to go, %v", again.Behind(), err)
	}
	if err := again.restore(t.Context()); err != nil || again.Behind() != 0 {
		t.Errorf("after it %d are to go, %v", again.Behind(), err)
	}
}

// copiesOf gives n reports of several outlets that tell what some tell.
func copiesOf(some []*article.Article, n int) []*article.Article {
	out := make([]*article.Article, n)
	for i := range out {
		c := *some[i%len(some)]
		round := i / len(some)
		c.ID = fmt.Sprintf("%s-%d", c.ID, round)
		c.URL, c.Outlet, c.Title = "https://paper.example/"+c.ID, fmt.Sprint("Paper ", round), fmt.Sprint(c.Title, " ", round)
		out[i] = &c
	}
	return out
}
