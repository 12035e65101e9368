package pages

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parallax/internal/archive"
)

func TestPieces(t *testing.T) {
	for _, c := range []struct {
		runs []archive.Run
		want string
	}{
		{[]archive.Run{{Op: "same", Text: "We will"}, {Op: "delete", Text: "not"}, {Op: "same", Text: "go."}}, "We will [-not-] go."},
		{[]archive.Run{{Op: "delete", Text: "No"}, {Op: "insert", Text: "One"}, {Op: "same", Text: "witness"}, {Op: "fold"}}, "[-No+One] witness …"},
		{[]archive.Run{{Op: "cut"}, {Op: "same", Text: "go"}, {Op: "insert", Text: ", now"}, {Op: "same", Text: "."}}, "[…] go[+, now]."},
		{[]archive.Run{{Op: "same", Text: "unsafe"}, {Op: "cut", Text: "to drink"}, {Op: "same", Text: ","}}, "unsafe […]"},
		{[]archive.Run{{Op: "insert", Text: "A"}, {Op: "delete", Text: "B"}}, "[+A] [-B-]"},
		{nil, ""},
	} {
		var b strings.Builder
		for _, p := range pieces(c.runs) {
			if p.Space {
				b.WriteByte(' ')
			}
			switch {
			case p.Replace:
				b.WriteString("[-" + p.Old + "+" + p.New + "]")
			case p.Delete:
				b.WriteString("[-" + p.Old + "-]")
			case p.Insert:
				b.WriteString("[+" + p.New + "]")
			case p.Cut:
				b.WriteString("[…]")
			case p.Fold:
				b.WriteString("…")
			default:
				b.WriteString(p.New)
			}
		}
		if b.String() != c.want {
			t.Errorf("%q, want %q", b.String(), c.want)
		}
	}
}

// TestStrip draws readings of ten letters a word.
func TestStrip(t *testing.T) {
	full := "aaaaaaaaaa bbbbbbbbbb, cccccccccc dddddddddd eeeeeeeeee"
	for _, c := range []struct {
		name    string
		runs    []archive.Run
		want    string
		carries int
	}{
		{"cut at the end", []archive.Run{{Op: "same", Text: "Aaaaaaaaaa bbbbbbbbbb"}, {Op: "cut"}}, "eq 0.00% 40.00%", 2},
		{"cut at both ends", []archive.Run{{Op: "cut"}, {Op: "same", Text: "cccccccccc"}, {Op: "cut"}}, "eq 40.00% 20.00%", 1},
		{"changed", []archive.Run{{Op: "same", Text: "aaaaaaaaaa"}, {Op: "delete", Text: "bbbbbbbbbb,"}, {Op: "insert", Text: "xx"}, {Op: "fold"}}, "eq 0.00% 20.00%; eq 40.00% 60.00%; ed 20.00% 20.00%", 4},
		{"folded", []archive.Run{{Op: "fold"}, {Op: "same", Text: "dddddddddd"}, {Op: "delete", Text: "eeeeeeeeee"}}, "eq 0.00% 60.00%; eq 60.00% 20.00%; ed 80.00% 20.00%", 4},
		{"added", []archive.Run{{Op: "fold"}, {Op: "same", Text: "eeeeeeeeee"}, {Op: "insert", Text: "x"}}, "eq 0.00% 80.00%; eq 80.00% 20.00%; ed 98.80% 1.20%", 5},
		{"of other words", []archive.Run{{Op: "same", Text: "zzzz"}}, "", 0},
		{"a paraphrase", nil, "", 0},
	} {
		bars, carries := strip(full, c.runs)
		var got []string
		for _, b := range bars {
			got = append(got, b.Class+" "+b.X+" "+b.Width)
		}
		if s := strings.Join(got, "; "); s != c.want || carries != c.carries {
			t.Errorf("%s: %q carries %d, want %q and %d", c.name, s, carries, c.want, c.carries)
		}
	}
}

// TestStripStaysInside checks that no bar leaves the line, whatever the runs.
func TestStripStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"ab", "Çé", "—", "x’y", "", "ИЯ", "İ"}), 0, 8)
		full := strings.Join(words.Draw(t, "full"), " ")
		var runs []archive.Run
		for range rapid.IntRange(0, 6).Draw(t, "n") {
			runs = append(runs, archive.Run{Op: rapid.SampledFrom([]string{"same", "delete", "insert", "cut", "fold"}).Draw(t, "op"), Text: strings.Join(words.Draw(t, "text"), " ")})
		}
		pieces(runs)
		bars, carries := strip(full, runs)
		if n := len(strings.Fields(full)); carries > n+len(runs) {
			t.Fatalf("carries %d of %d words", carries, n)
		}
		for _, b := range bars {
			x, err := strconv.ParseFloat(strings.TrimSuffix(b.X, "%"), 64)
			w, err2 := strconv.ParseFloat(strings.TrimSuffix(b.Width, "%"), 64)
			if err != nil || err2 != nil || x < -.01 || w < -.01 || x+w > 100.02 {
				t.Fatalf("%+v of %q", b, runs)
			}
		}
	})
}

func TestMarked(t *testing.T) {
	var got []string
	for _, s := range marked("the alarm was silent", [][2]int{{14, 20}, {4, 9}, {5, 7}, {18, 99}}) {
		if s.Mark {
			got = append(got, "["+s.Text+"]")
		} else {
			got = append(got, s.Text)
		}
	}
	if s := strings.Join(got, ""); s != "the [alarm] was [silent]" {
		t.Errorf("%q", s)
	}
}

func TestNumbersInWords(t *testing.T) {
	for got, want := range map[string]string{
		number(0): "0", number(-1204): "-1,204", number(1234567): "1,234,567", number(999): "999",
		count(1, "story"): "1 story", count(2, "story"): "2 stories", count(3, "day"): "3 days",
		times(1): "once", times(2): "twice", times(12): "12 times",
		every(15 * time.Minute): "every 15 minutes", every(6 * time.Hour): "every 6 hours", every(72 * time.Hour): "every 3 days", every(0): "",
		size(999): "999 bytes", size(412_000_000): "412 MB", size(1_500_000_000): "1.5 GB",
		percentOf(.999): "99 %", percentOf(1): "100 %", percentOf(.001): "1 %", percentOf(0): "0 %",
		total(1000): "1,000 reports and more",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDates(t *testing.T) {
	p := pagesOf(newFake(t))
	for got, want := range map[string]string{
		p.moment(noon.Add(-time.Hour)): "today 18.00", p.date(noon.AddDate(0, 0, -1)): "yesterday", p.date(noon.AddDate(0, 0, -9)): "3 June",
		p.date(noon.AddDate(-2, 0, 0)): "12 June 2029", p.day(noon): "Thu 12 June", p.day(noon.AddDate(-1, 0, 0)): "Wed 12 June 2030",
		p.span(noon.AddDate(0, -1, 0), noon): "12 May to today", p.span(noon, noon): "today", p.span(time.Time{}, noon): "",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestTicks checks that a scale has as many ticks as can be read, whatever it
// spans.
func TestTicks(t *testing.T) {
	for _, d := range []time.Duration{48 * time.Hour, 10 * 24 * time.Hour, 60 * 24 * time.Hour, 300 * 24 * time.Hour, 900 * 24 * time.Hour, 40 * 365 * 24 * time.Hour} {
		ms := ticks(noon.Add(-d), noon)
		if len(ms) < 2 || len(ms) > 12 {
			t.Errorf("%v has %d ticks", d, len(ms))
		}
		for i, m := range ms {
			if m.at.Before(noon.Add(-d)) || m.at.After(noon) || i > 0 && !m.at.After(ms[i-1].at) {
				t.Errorf("%v: tick %d at %v", d, i, m.at)
			}
		}
	}
}

func TestLeads(t *testing.T) {
	always := func(*archive.Story) bool { return true }
	list := []archive.Story{{Accounts: 2, New: 1}, {Accounts: 9}, {Accounts: 4, New: 2, Read: true}, {Accounts: 3, New: 1}, {Accounts: 3, New: 3}}
	if got := leads(list, false, always); got != 3 {
		t.Errorf("story %d leads, want the first of most accounts with something new", got)
	}
	if got := leads(list, true, always); got != 1 {
		t.Errorf("story %d leads a first visit, want that of most accounts", got)
	}
	if got := leads([]archive.Story{{Accounts: 1, New: 1}}, false, always); got != -1 {
		t.Errorf("story %d of one account leads", got)
	}
}

// TestRevisionsTellOfQuotations looks at a report in which a quotation, a word
// outside it and nothing else changed.
func TestRevisionsTellOfQuotations(t *testing.T) {
	f := newFake(t)
	f.revise(t, "bank-1", "until the figures of the summer are in", "until the summer is over")
	h := pagesOf(f)
	root := page(t, h, "/reports/bank-1/revisions")
	if got := all(find(root, ".vq")); !strings.HasPrefix(got, "Oriel Bastide changed after publication We can afford to wait, and we intend to wait until") {
		t.Errorf("quotations: %q", got)
	}
	if got := all(find(root, ".same")); got != "2 paragraphs unchanged | 1 paragraph unchanged" {
		t.Errorf("what stayed: %q", got)
	}
	if got := all(find(page(t, h, "/reports/bank-1"), ".after")); got != "changed after publication" {
		t.Errorf("in the reader: %q", got)
	}
	if got := all(find(page(t, h, "/reports/bank-2"), ".after")); got != "" {
		t.Errorf("in the reader of another report: %q", got)
	}
	if got := all(find(page(t, h, "/stories/bank"), ".rows")); !strings.Contains(got, "changed once since it was first seen") {
		t.Errorf("in the story: %q", got)
	}
	f = newFake(t)
	f.revise(t, "bank-1", "by 2.4 per cent", "by 2.2 per cent")
	if got := all(find(page(t, pagesOf(f), "/reports/bank-1/revisions"), ".vq")); got != "" {
		t.Errorf("a word outside quotations: %q", got)
	}
}

func TestSpeakerLeadsToThePerson(t *testing.T) {
	h := pagesOf(newFake(t))
	for name, want := range map[string]string{"Hale Winstanley": "/people/hale-winstanley", "Nobody At All": "/people?q=Nobody+At+All"} {
		w := ask(t, h, "GET", "/people?name="+url.QueryEscape(name), nil)
		if got := w.Header().Get("Location"); got != want {
			t.Errorf("%s leads to %q, want %q", name, got, want)
		}
	}
}

// TestEmptyListsSayWhatToDo asks for views that hold nothing.
func TestEmptyListsSayWhatToDo(t *testing.T) {
	nothing, some := pagesOf(&fake{}), pagesOf(newFake(t))
	root := page(t, nothing, "/")
	if got := all(find(root, ".begin")); !strings.Contains(got, "Add a feed") || !strings.Contains(got, "OPML") || !strings.Contains(got, "Paste") || !strings.Contains(got, "--demo") {
		t.Errorf("how to begin: %q", got)
	}
	if len(find(root, ".filt")) != 0 {
		t.Error("there are filters with nothing to choose from")
	}
	for _, address := range []string{"/people", "/outlets", "/feeds"} {
		if got := all(find(page(t, nothing, address), ".empty")); got == "" {
			t.Errorf("%s says nothing", address)
		}
	}
	for _, address := range []string{"/?outlet=o-Nobody", "/people?q=zzz", "/people/hale-winstanley?outlet=o-Nobody", "/search?q=zzz", "/search?q=zzz&in=statements", "/search?q=zzz&in=people", "/search?q=zzz&in=stories", "/verify?words=zzz", "/stories/bank/merge?q=zzz"} {
		if got := all(find(page(t, some, address), ".empty")); got == "" {
			t.Errorf("%s says nothing", address)
		}
	}
}

// TestWhereNoFeedIsAsked: who adds a feed there is not told to wait for reports.
func TestWhereNoFeedIsAsked(t *testing.T) {
	for _, k := range []struct {
		o    Options
		said string
	}{{Options{Demo: true, Idle: true}, "without --demo"}, {Options{Idle: true}, "--no-feeds"}} {
		f := newFake(t)
		h := New(f, f, k.o)
		if got := all(find(page(t, h, "/feeds"), ".ask")); !strings.Contains(got, k.said) || !strings.Contains(got, "none is asked") {
			t.Errorf("the page of feeds says %q", got)
		}
		for _, did := range []string{"feed", "asked", "opml"} {
			if got := all(find(page(t, h, "/feeds?did="+did), ".done")); got != "Kept. Nothing is asked while the program runs like this." {
				t.Errorf("after %s: %q", did, got)
			}
		}
	}
	if got := all(find(page(t, pagesOf(newFake(t)), "/feeds"), ".ask")); got != "" {
		t.Errorf("where they are asked: %q", got)
	}
}

// TestAssets checks names with hashes, long caching and packing.
func TestAssets(t *testing.T) {
	h := pagesOf(newFake(t))
	links := find(page(t, h, "/"), "link")
	style := attr(links[0], "href")
	w := ask(t, h, "GET", style, nil)
	if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%s: %d %v", style, w.Code, w.Header())
	}
	if strings.Contains(w.Body.String(), "data:") || strings.Contains(w.Body.String(), "http:") || !strings.Contains(w.Body.String(), "url(/assets/") {
		t.Error("the style refers to something that is not the server's own file")
	}
	if w := ask(t, h, "GET", "/assets/style.css", nil); w.Code != 404 {
		t.Errorf("a name without its hash: %d", w.Code)
	}
}
