package story

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// verdict is what a test remembers of a decision.
type verdict struct {
	number     int
	kind       Decided
	one, other map[string]bool
}

// together is what decisions say of two reports: 1 of one story, -1 not, 0
// nothing. The last one about both counts.
func together(vs []verdict, a, b string) int {
	for _, v := range slices.Backward(vs) {
		switch {
		case v.other[a] && v.other[b]:
			return 1
		case v.one[a] && v.other[b] || v.other[a] && v.one[b]:
			if v.kind == Joined {
				return 1
			}
			return -1
		case v.one[a] && v.one[b] && v.kind == Joined:
			return 1
		}
	}
	return 0
}

// handled is a stream whose stories a user joins and separates.
type handled struct {
	g        *Grouper
	gen      *generator
	place    map[string]string // story of each report, as told
	verdicts []verdict
}

func newHandled(seed uint64) *handled {
	gen := newGenerator(seed)
	gen.wide = 12
	return &handled{g: NewGrouper(Options{Most: 90}), gen: gen, place: map[string]string{}}
}

func (h *handled) add(n int) {
	for range n {
		r := h.gen.next()
		p := h.g.Add(r)
		h.place[r.ID] = p.Story
		h.follow(p.Changes)
	}
}

func (h *handled) follow(cs []Change) {
	for _, c := range cs {
		for _, id := range c.Reports {
			h.place[id] = c.To
		}
	}
}

// stories are the IDs of those that are active, in the order of their oldest
// reports.
func (h *handled) stories() (out []string) {
	for _, s := range h.g.order {
		for _, e := range s.entries {
			if !slices.Contains(out, e.story.id) {
				out = append(out, e.story.id)
			}
		}
	}
	return out
}

func (h *handled) members(id string) (out []string) {
	for _, e := range h.g.stories[id].members {
		out = append(out, e.ID)
	}
	return out
}

// partition is which reports are in which story.
func (h *handled) partition() string {
	var out []string
	for _, id := range h.stories() {
		out = append(out, id+" "+strings.Join(h.members(id), ","))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func setOf(ids []string) map[string]bool {
	out := map[string]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out
}

func (h *handled) join(t *rapid.T) {
	ids := h.stories()
	if len(ids) < 2 {
		return
	}
	a, b := rapid.SampledFrom(ids).Draw(t, "into"), rapid.SampledFrom(ids).Draw(t, "story")
	if a == b {
		return
	}
	one, other, before := setOf(h.members(a)), setOf(h.members(b)), h.partition()
	d, err := h.g.Join(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if h.g.Became(b) != a {
		t.Fatalf("%s was joined to %s and became %s", b, a, h.g.Became(b))
	}
	h.decided(t, d, before, verdict{d.Number, Joined, one, other})
}

func (h *handled) separate(t *rapid.T) {
	id := rapid.SampledFrom(h.stories()).Draw(t, "story")
	all, before := h.members(id), h.partition()
	if len(all) < 2 {
		return
	}
	out := rapid.Permutation(all).Draw(t, "order")[:rapid.IntRange(1, len(all)-1).Draw(t, "taken")]
	d, err := h.g.Separate(id, out)
	if err != nil {
		t.Fatal(err)
	}
	other := setOf(out)
	one := setOf(slices.DeleteFunc(all, func(id string) bool { return other[id] }))
	h.decided(t, d, before, verdict{d.Number, Separated, one, other})
}

// decided follows a decision; now and then it is undone at once, and all is as
// it was.
func (h *handled) decided(t *rapid.T, d Decision, before string, v verdict) {
	h.follow(d.Changes)
	if rapid.IntRange(0, 3).Draw(t, "undo at once") > 0 {
		h.verdicts = append(h.verdicts, v)
		return
	}
	cs, err := h.g.Undo(d.Number)
	if err != nil {
		t.Fatal(err)
	}
	h.follow(cs)
	if after := h.partition(); after != before {
		t.Fatalf("%s of %s and %s was undone:\n%s\nbefore it\n%s", d.Kind, d.Story, d.Other, after, before)
	}
}

func (h *handled) undo(t *rapid.T) {
	ds := h.g.Decisions()
	if len(ds) == 0 {
		return
	}
	d := rapid.SampledFrom(ds).Draw(t, "decision")
	cs, err := h.g.Undo(d.Number)
	if err != nil {
		return // a later one is about the same reports
	}
	h.follow(cs)
	h.verdicts = slices.DeleteFunc(h.verdicts, func(v verdict) bool { return v.number == d.Number })
	if _, err := h.g.Undo(d.Number); err == nil {
		t.Fatalf("decision %d was undone twice", d.Number)
	}
}

func (h *handled) restore(t *rapid.T) {
	var b bytes.Buffer
	if err := h.g.Save(&b); err != nil {
		t.Fatal(err)
	}
	g, err := Restore(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if g.Save(&again); !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Fatal("saved again, it is not the same")
	}
	h.g = g
}

// holds: every report is in one story, the one that was told last, and where
// decisions say so with or without another.
func (h *handled) holds(t *rapid.T) {
	var ids []string
	for id, e := range h.g.known {
		ids = append(ids, id)
		if h.place[id] != e.story.id {
			t.Fatalf("%s is in %s; who followed thinks in %s", id, e.story.id, h.place[id])
		}
	}
	slices.Sort(ids)
	for i, a := range ids {
		for _, b := range ids[:i] {
			if say := together(h.verdicts, a, b); say != 0 && (say > 0) != (h.place[a] == h.place[b]) {
				t.Fatalf("%s and %s: decided %d, in %s and %s", a, b, say, h.place[a], h.place[b])
			}
		}
	}
}

// TestHand: whatever users decide, add, undo, save and restore in whatever
// order, every report is in one story, decisions hold, and to undo one at once
// leaves everything as it was.
func TestHand(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := newHandled(rapid.Uint64().Draw(rt, "seed"))
		h.add(50)
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			switch rapid.IntRange(0, 6).Draw(rt, "step") {
			case 0, 1:
				h.join(rt)
			case 2, 3:
				h.separate(rt)
			case 4:
				h.undo(rt)
			case 5:
				h.add(rapid.IntRange(1, 50).Draw(rt, "reports"))
				h.follow(h.g.Mend())
			case 6:
				h.restore(rt)
			}
			h.holds(rt)
		}
		check(t, h.g)
	})
}

// TestHandLasts: two reports of one event that a user has taken apart are not
// glued together by the many that come to both, nor are two that a user has
// joined parted by what comes; undone, the machine has its way again.
func TestHandLasts(t *testing.T) {
	gen := newGenerator(5)
	p, q := gen.plot(), gen.plot()
	g := NewGrouper(Options{})
	tell := func(p *plot, n int) (last string) {
		for range n {
			r := gen.tell(p)
			last = r.ID
			g.Add(r)
		}
		g.Mend()
		return last
	}
	story := func(id string) string { return g.known[id].story.id }
	first, second := tell(&p, 3), tell(&p, 3)
	other := tell(&q, 4)
	if story(first) != story(second) || story(first) == story(other) {
		t.Fatal("the stream is not what this test is about")
	}
	apart, err := g.Separate(story(first), []string{second})
	if err != nil {
		t.Fatal(err)
	}
	one, err := g.Join(story(first), story(other))
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		tell(&p, 60)
		late := tell(&q, 60)
		if story(first) == story(second) || story(first) != story(other) || story(first) != story(late) {
			t.Fatalf("%s and %s were %s, %s and %s %s; now in %s, %s and %s, %s in %s", first, second, apart.Kind, first, other, one.Kind,
				story(first), story(second), story(other), late, story(late))
		}
	}
	if _, err := g.Undo(apart.Number); err == nil {
		t.Error("a decision was undone before a later one about the same reports")
	}
	for _, d := range []Decision{one, apart} {
		if _, err := g.Undo(d.Number); err != nil {
			t.Fatal(err)
		}
	}
	tell(&p, 1)
	tell(&q, 1)
	if story(first) != story(second) || story(first) == story(other) || story(other) != one.Other {
		t.Errorf("undone, the reports are in %s, %s and %s", story(first), story(second), story(other))
	}
}

// TestJournal: what was saved, and what came after it done again, is the state
// of a stream that never stopped, to the byte; so is each answer.
func TestJournal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHandled(rapid.Uint64().Draw(t, "seed"))
		type call func(*Grouper) any
		calls := []call{func(g *Grouper) any { return g.Mend() }}
		for range rapid.IntRange(100, 200).Draw(t, "reports") {
			r := h.gen.next()
			calls = append(calls, func(g *Grouper) any { return g.Add(r) })
		}
		pick := rapid.Uint64().Draw(t, "decisions")
		decide := func(g *Grouper) any {
			ids := (&handled{g: g}).stories()
			a, b := ids[pick%uint64(len(ids))], ids[pick/7%uint64(len(ids))]
			joined, err := g.Join(a, b)
			members := (&handled{g: g}).members(a)
			parted, err2 := g.Separate(a, members[:len(members)/2])
			undone, err3 := g.Undo(int(pick % 5))
			return fmt.Sprint(joined, err, parted, err2, undone, err3)
		}
		for range rapid.IntRange(0, 4).Draw(t, "decided") {
			calls = slices.Insert(calls, rapid.IntRange(20, len(calls)).Draw(t, "at"), decide)
		}
		at := rapid.IntRange(0, len(calls)).Draw(t, "saved")
		var saved, one, two bytes.Buffer
		var answers []any
		for i, c := range calls {
			if i == at {
				h.g.Save(&saved)
			}
			answers = append(answers, c(h.g))
		}
		if at == len(calls) {
			h.g.Save(&saved)
		}
		g, err := Restore(&saved)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range calls[at:] {
			if got := c(g); !reflect.DeepEqual(got, answers[at+i]) {
				t.Fatalf("call %d of %d, saved before %d: %v, done again %v", at+i, len(calls), at, answers[at+i], got)
			}
		}
		h.g.Save(&one)
		if g.Save(&two); !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Fatalf("saved before call %d of %d and done again, the state is another", at, len(calls))
		}
	})
}

// TestHandErrors: what cannot be decided is named, and changes nothing.
func TestHandErrors(t *testing.T) {
	g := NewGrouper(Options{})
	gen := newGenerator(5)
	for range 40 {
		g.Add(gen.next())
	}
	r := gen.next()
	r.shelf = "de"
	foreign := g.Add(r).Story
	id := g.known["report-1"].story.id
	before := fmt.Sprint(grouped(g.Stories()))
	for _, c := range []struct {
		want string
		do   func() (Decision, error)
	}{
		{`no active story "none"`, func() (Decision, error) { return g.Join(id, "none") }},
		{"one story already", func() (Decision, error) { return g.Join(id, id) }},
		{"two languages", func() (Decision, error) { return g.Join(id, foreign) }},
		{`no active story "none"`, func() (Decision, error) { return g.Separate("none", nil) }},
		{"0 of the", func() (Decision, error) { return g.Separate(id, nil) }},
		{`report "report-41" is not in`, func() (Decision, error) { return g.Separate(id, []string{"report-41"}) }},
		{"1 of the 1 reports", func() (Decision, error) { return g.Separate(foreign, []string{r.ID}) }},
		{"no decision 7", func() (Decision, error) { _, err := g.Undo(7); return Decision{}, err }},
	} {
		if _, err := c.do(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", err, c.want)
		}
	}
	if after := fmt.Sprint(grouped(g.Stories())); after != before || len(g.Decisions()) != 0 {
		t.Errorf("errors changed something:\n%s\n%s", before, after)
	}
}
