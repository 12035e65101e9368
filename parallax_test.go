package parallax

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const examples = "examples/hallowmere-water"

// exampleFiles are the inputs that the example is made of: five reports.
var exampleFiles = []string{
	examples + "/agency-and-beacon.jsonl",
	examples + "/hallowmere-examiner.html",
	examples + "/radio-aldermark.txt",
	examples + "/the-lantern.txt",
}

// TestOrderOfInputs compares the example's reports in every order and with one
// worker and several: the comparison has to be the same to the last field.
func TestOrderOfInputs(t *testing.T) {
	want := compareFiles(t, exampleFiles, Options{Workers: 1})
	if len(want.Reports) != 5 || len(want.Utterances) < 15 {
		t.Fatalf("example: %d reports, %d utterances", len(want.Reports), len(want.Utterances))
	}
	for order := range permutations(exampleFiles) {
		got := compareFiles(t, order, Options{Workers: 1 + len(order[0])%3})
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("order %q gives another comparison", order)
		}
	}
}

// TestOrderOfSkipped gives inputs of which most cannot be read, in every order.
func TestOrderOfSkipped(t *testing.T) {
	inputs := []string{"nowhere.txt", exampleFiles[3], "not-there.html", "https://example.invalid/report"}
	want := compareFiles(t, inputs, Options{})
	if len(want.Skipped) != 3 || len(want.Reports) != 1 {
		t.Fatalf("got %d reports, skipped %v", len(want.Reports), want.Skipped)
	}
	for order := range permutations(inputs) {
		if got := compareFiles(t, order, Options{}); !reflect.DeepEqual(got, want) {
			t.Fatalf("order %q gives another comparison", order)
		}
	}
}

// TestSameIDTwice gives two reports in memory one ID: the comparison must still
// tell them apart, in either order, and leave the caller's reports alone.
func TestSameIDTwice(t *testing.T) {
	one := FromText("note", "“The lock is shut,” said Councillor Ada Trewin.")
	two := FromText("note", "“The lock is open,” said Councillor Ada Trewin.")
	a, err := Compare(context.Background(), Reports(one, two), Options{})
	b, err2 := Compare(context.Background(), Reports(two, one), Options{})
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	if len(a.Reports) != 2 || a.Reports[0].Article.ID == a.Reports[1].Article.ID {
		t.Fatalf("got ids %v", reportIDs(a))
	}
	if got, want := reportIDs(b), reportIDs(a); !reflect.DeepEqual(got, want) {
		t.Errorf("other order: ids %v, want %v", got, want)
	}
	if one.ID != "note" || two.ID != "note" {
		t.Errorf("the caller's reports were renamed: %q, %q", one.ID, two.ID)
	}
}

// TestSameReportTwice: it counts once, and is listed as skipped.
func TestSameReportTwice(t *testing.T) {
	one := FromText("note", "“The lock is shut,” said Councillor Ada Trewin.")
	c := Collate(Analyse(one), Analyse(one))
	if len(c.Reports) != 1 || len(c.Quotations) != 1 || len(c.Skipped) != 1 {
		t.Errorf("got %d reports, %d quotations, skipped %v", len(c.Reports), len(c.Quotations), c.Skipped)
	}
}

// TestNoReports: a comparison of nothing is empty, not an error.
func TestNoReports(t *testing.T) {
	c, err := Compare(context.Background(), Read(context.Background(), []string{"nowhere.txt"}, Options{}), Options{})
	if err != nil || len(c.Reports) != 0 || len(c.Utterances) != 0 || len(c.Skipped) != 1 {
		t.Fatalf("got %+v, %v", c, err)
	}
}

// TestFindingsLieInText checks every span of the example's comparison.
func TestFindingsLieInText(t *testing.T) {
	c := compareFiles(t, exampleFiles, Options{})
	check := func(what string, e Evidence) {
		text := c.Reports[e.Report].Article.Text
		if s := e.Span; s.Start < 0 || s.End < s.Start || s.End > len(text) || strings.ContainsRune(s.In(text), '\ufffd') {
			t.Errorf("%s: %+v is no place in a text of %d bytes", what, e, len(text))
		}
	}
	for _, q := range c.Quotations {
		for _, s := range append(q.Content, q.Cue, q.Source) {
			check(q.ID, Evidence{Report: q.Report, Span: s})
		}
	}
	for _, p := range c.People {
		for _, e := range append(append([]Evidence{p.Name, p.Role}, p.Aliases...), p.Mentions...) {
			check(p.ID, e)
		}
	}
}

// TestCancel cancels before and in the middle: Compare gives the context's
// error and no comparison, the stream ends, and nothing keeps running.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if c, err := Compare(ctx, Read(ctx, exampleFiles, Options{}), Options{}); !errors.Is(err, context.Canceled) || c != nil {
		t.Errorf("cancelled before: got %v, %v", c, err)
	}

	before := runtime.NumGoroutine()
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range AnalyseEach(ctx, endless(nil), Options{Workers: 3}) {
		if n++; n == 10 {
			cancel()
		}
	}
	if n != 10 {
		t.Errorf("got %d results after cancelling at 10", n)
	}
	// A goroutine counts for a moment after its function has returned.
	for wait := time.Millisecond; runtime.NumGoroutine() > before; wait *= 2 {
		if wait > 2*time.Second {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
		time.Sleep(wait)
	}
}

// TestStopEarly leaves the loop: the stream is read only a little further.
func TestStopEarly(t *testing.T) {
	var read atomic.Int64
	n := 0
	for range AnalyseEach(context.Background(), endless(&read), Options{Workers: 2}) {
		if n++; n == 5 {
			break
		}
	}
	if got, most := read.Load(), int64(5+2*ahead+2+2); got > most {
		t.Errorf("%d reports read for 5 results, want at most %d", got, most)
	}
}

// TestOrderKept: results come in the order of the stream, what was skipped in
// its place, whatever takes longest.
func TestOrderKept(t *testing.T) {
	var want []string
	stream := func(yield func(*Article, *Skipped) bool) {
		for i := range 60 {
			id := fmt.Sprintf("report-%02d", i)
			want = append(want, id)
			if i%7 == 3 {
				if !yield(nil, &Skipped{Input: id, Reason: "left out"}) {
					return
				}
				continue
			}
			if !yield(FromText(id, prose(uint64(i), 200+5000*(i%5))), nil) {
				return
			}
		}
	}
	var got []string
	for a, s := range AnalyseEach(context.Background(), stream, Options{Workers: 4}) {
		if s != nil {
			got = append(got, s.Input)
			continue
		}
		got = append(got, a.Article.ID)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

// endless is a stream without end that counts in n what was taken from it.
func endless(n *atomic.Int64) iter.Seq2[*Article, *Skipped] {
	return func(yield func(*Article, *Skipped) bool) {
		for i := 0; ; i++ {
			if n != nil {
				n.Add(1)
			}
			if !yield(FromText(fmt.Sprint(i), "“It is open,” said Ms Trewin."), nil) {
				return
			}
		}
	}
}

func compareFiles(t *testing.T, inputs []string, o Options) *Comparison {
	t.Helper()
	c, err := Compare(context.Background(), Read(context.Background(), inputs, o), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func reportIDs(c *Comparison) []string {
	var ids []string
	for _, r := range c.Reports {
		ids = append(ids, r.Article.ID)
	}
	return ids
}

// permutations gives every order of list.
func permutations(list []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var place func(done, left []string) bool
		place = func(done, left []string) bool {
			if len(left) == 0 {
				return yield(done)
			}
			for i := range left {
				rest := append(append([]string{}, left[:i]...), left[i+1:]...)
				if !place(append(append([]string{}, done...), left[i]), rest) {
					return false
				}
			}
			return true
		}
		place(nil, list)
	}
}
