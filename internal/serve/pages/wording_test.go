package pages

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
)

func TestContested(t *testing.T) {
	run := func(ops ...string) archive.Reading {
		r := archive.Reading{Relation: "altered"}
		for i := 0; i+1 < len(ops); i += 2 {
			r.Runs = append(r.Runs, archive.Run{Op: ops[i], Text: ops[i+1]})
		}
		return r
	}
	for _, c := range []struct {
		full     string
		readings []archive.Reading
		want     string // contested words in brackets
	}{
		{"We had three warnings in a year,", nil, "We had three warnings in a year"},
		{"We had three warnings in a year.", []archive.Reading{run("same", "We had", "delete", "three", "insert", "two", "same", "warnings", "cut", "")}, "We had [three] warnings in a year."},
		{"It was the boats and the boats again", []archive.Reading{run("fold", "", "same", "and the", "delete", "boats again")}, "It was the boats and the [boats again]"},
		{"One two three four", []archive.Reading{run("delete", "two three", "insert", "x"), run("same", "one two", "delete", "three four")}, "One [two three] [four]"},
		{"One two three four", []archive.Reading{run("delete", "nowhere")}, "One two three four"},
		{"One two, three", []archive.Reading{{Relation: "trimmed", Runs: []archive.Run{{Op: "same", Text: "One"}, {Op: "delete", Text: "two"}}}}, "One two, three"},
	} {
		var b strings.Builder
		for _, p := range contested(&archive.Statement{Words: archive.Words{Text: c.full}, Readings: c.readings}) {
			if p.Contested {
				b.WriteString("[" + p.New + "]")
				continue
			}
			b.WriteString(p.New)
		}
		if b.String() != c.want {
			t.Errorf("%q: %q, want %q", c.full, b.String(), c.want)
		}
	}
}

func TestAlmostTheSame(t *testing.T) {
	say := func(story, text string, days int) archive.Statement {
		return archive.Statement{ID: "u", Story: story, At: noon.AddDate(0, 0, -days), Words: archive.Words{Text: text}}
	}
	p := pagesOf(newFake(t))
	l := p.statementList([]archive.Statement{
		say("a", "We do not wait for a ship to sink before we read her papers.", 3),
		say("b", "Nobody should wait for a ship to sink before reading her papers.", 9),
		say("c", "“We do not wait for a ship to sink before we read her papers”", 30),
		say("d", "Not now.", 40),
		say("e", "Not now.", 41),
		say("a", "The harbour stays shut until every hull has been looked at.", 50),
		say("a", "The harbour stays shut until every hull has been looked at.", 51),
	})
	p.alike(&l)
	var got []string
	for _, y := range l.Years {
		for _, s := range y.Rows {
			if s.Alike != nil {
				got = append(got, s.Story+" "+s.Alike.Words+" "+s.Alike.When+" "+s.Alike.Href)
			}
		}
	}
	want := "a the same words on 13 May /stories/c#u; b almost the same on 9 June /stories/a#u; c the same words on 9 June /stories/a#u"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}

func TestRug(t *testing.T) {
	p := pagesOf(newFake(t))
	var ms []archive.Moment
	for i := range 5000 {
		ms = append(ms, archive.Moment{At: noon.Add(-time.Duration(i) * time.Hour), Altered: i%1000 == 500})
	}
	r := p.rugOf(ms)
	long := 0
	for _, m := range r.Marks {
		if m.Long {
			long++
		}
	}
	if long != 5 || len(r.Marks) > 1001 || len(r.Ticks) < 2 || !strings.HasPrefix(r.Label, "5,000 statements from 16 November 2030 to today; 5 long marks") {
		t.Errorf("%d marks, %d long, %d ticks, %q", len(r.Marks), long, len(r.Ticks), r.Label)
	}
	if p.rugOf(ms[:2]) != nil || p.rugOf([]archive.Moment{{At: noon}, {At: noon}, {At: noon}}) != nil {
		t.Error("a rug of next to nothing")
	}
}

func TestWithin(t *testing.T) {
	got := ""
	for _, s := range []string{"The harbour is shut.", "harbour is shut", "“It is shut.”", "It is (shut", ""} {
		got += fmt.Sprint(within(s, true), within(s, false), " ")
	}
	if want := "false false true true false false false true false false "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestFirstVisit: what is new is told by the visit before, and not at all when
// there was none.
func TestFirstVisit(t *testing.T) {
	f := newFake(t)
	f.visit = time.Time{}
	h := pagesOf(f)
	if got := all(find(page(t, h, "/"), ".filt")); strings.Contains(got, "New") || !strings.Contains(got, "Unread") {
		t.Errorf("filters at the first visit: %s", got)
	}
	f.visit = noon.Add(-time.Hour)
	if got := all(find(page(t, h, "/"), ".filt")); !strings.Contains(got, "New") {
		t.Errorf("filters at a later visit: %s", got)
	}
}
