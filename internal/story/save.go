package story

import (
	"bufio"
	"cmp"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"parallax/internal/copies"
)

// format names what Save writes. Another version cannot be restored: start
// anew, or add the reports again.
const format = "parallax.grouper/4"

// savedGrouper is all of a Grouper but its reports, which follow one by one.
type savedGrouper struct {
	Format  string
	Options Options
	Recent  []int32
	Seen    int
	Day     int32
	Opened  uint64
	Became  [][2]string // sorted
	Shelves []savedShelf
	Stories []savedStory // in the order in which they were opened
	Arrived []uint16     // shelf of each report
	Decided int          // decisions so far
	Hand    []savedDecision
}

type savedDecision struct {
	Number       int
	Kind         Decided
	Story, Other string
	Opened       uint64
	Of, From     []string // IDs of its reports
}

type savedShelf struct {
	Language       string
	Oldest         uint32
	Weighed, Since int
	Due            [][]int // places of stories
}

type savedStory struct {
	ID      string
	Opened  uint64
	Was     []string
	Touched bool
	Linked  int
	Shelf   uint16
}

type savedReport struct {
	ID, Outlet, Title, Language, When string
	Day, Arrived                      int32
	IDs                               []uint32
	Terms, Weights                    []byte // how often each stands where, while that counts; four bytes a term
	Scale                             [4]float32
	Quoted                            []uint32
	Copies                            []byte
	Squares                           float64
	Story                             int
	Near                              []uint32
	Topics, Extras                    []uint16
	Kept                              string // words; none in what was saved before they were kept
}

// Save writes the state of a stream, so that it can go on after [Restore] as if
// it had never stopped. The same state gives the same bytes.
func (g *Grouper) Save(w io.Writer) error {
	b := bufio.NewWriterSize(w, 1<<16)
	e := gob.NewEncoder(b)
	head, story := g.head()
	if err := e.Encode(head); err != nil {
		return err
	}
	for _, a := range g.arrived {
		if err := e.Encode(a.e.saved(story)); err != nil {
			return err
		}
	}
	return b.Flush()
}

// head gives what is saved before the reports, and each story's place in it.
func (g *Grouper) head() (*savedGrouper, map[*live]int) {
	h := &savedGrouper{Format: format, Options: g.o, Recent: g.now.recent[:], Seen: g.now.seen, Day: g.now.day, Opened: g.opened}
	for _, from := range slices.Sorted(maps.Keys(g.became)) {
		h.Became = append(h.Became, [2]string{from, g.became[from]})
	}
	shelf := map[*shelf]uint16{}
	of := map[*live]uint16{}
	for i, s := range g.order {
		shelf[s] = uint16(i)
		h.Shelves = append(h.Shelves, savedShelf{s.language, s.first, s.weighed, s.since, nil})
		for _, e := range s.entries {
			of[e.story] = uint16(i)
		}
	}
	stories := slices.SortedFunc(maps.Values(g.stories), func(a, b *live) int { return cmp.Compare(a.opened, b.opened) })
	place := make(map[*live]int, len(stories))
	for i, l := range stories {
		place[l] = i
		h.Stories = append(h.Stories, savedStory{l.id, l.opened, l.was, l.touched, l.linked, of[l]})
	}
	for _, a := range g.arrived {
		h.Arrived = append(h.Arrived, shelf[a.s])
	}
	for i, s := range g.order {
		for _, part := range s.due {
			due := []int{}
			for _, l := range present(part) {
				due = append(due, place[l])
			}
			h.Shelves[i].Due = append(h.Shelves[i].Due, due)
		}
	}
	h.Decided = g.hand.last
	for _, d := range g.hand.made {
		h.Hand = append(h.Hand, d.saved())
	}
	return h, place
}

func (d *decision) saved() savedDecision {
	ids := func(es []*entry) (out []string) {
		for _, e := range es {
			out = append(out, e.ID)
		}
		return out
	}
	return savedDecision{d.Number, d.Kind, d.Story, d.Other, d.opened, ids(d.one), ids(d.other)}
}

func (e *entry) saved(story map[*live]int) *savedReport {
	r := &savedReport{
		ID: e.ID, Outlet: e.Outlet, Title: e.Title, Language: e.Language, When: e.When, Day: e.Day, Arrived: e.day,
		Scale: e.scale, Quoted: e.quoted, Copies: e.copies.Bytes(), Squares: e.squares, Story: story[e.story], IDs: e.ids, Kept: e.kept,
	}
	for _, t := range e.terms {
		r.Terms = append(r.Terms, t.body, t.lead, t.name, t.number)
	}
	for _, w := range e.weights {
		r.Weights = append(r.Weights, w[:]...)
	}
	for _, t := range e.near {
		r.Near, r.Topics, r.Extras = append(r.Near, t.number), append(r.Topics, t.topic), append(r.Extras, t.extra)
	}
	return r
}

// Restore reads what [Grouper.Save] wrote. The error says what is wrong with
// it; nothing is restored then.
func Restore(r io.Reader) (*Grouper, error) {
	d := gob.NewDecoder(bufio.NewReaderSize(r, 1<<16))
	var h savedGrouper
	if err := d.Decode(&h); err != nil {
		return nil, fmt.Errorf("no saved stories: %w", err)
	}
	if h.Format != format {
		return nil, fmt.Errorf("saved as %q, not as %q", h.Format, format)
	}
	g := NewGrouper(h.Options)
	g.opened = h.Opened
	g.now.seen, g.now.day = h.Seen, h.Day
	if copy(g.now.recent[:], h.Recent); h.Seen < 0 {
		return nil, errDamaged
	}
	for _, b := range h.Became {
		g.became[b[0]] = b[1]
	}
	for _, s := range h.Shelves {
		k := g.shelf(s.Language)
		k.near.oldest, k.first, k.next, k.weighed, k.since = s.Oldest, s.Oldest, s.Oldest, s.Weighed, s.Since
	}
	stories := make([]*live, len(h.Stories))
	for i, s := range h.Stories {
		if int(s.Shelf) >= len(g.order) {
			return nil, errDamaged
		}
		l := &live{id: s.ID, opened: s.Opened, was: s.Was, linked: s.Linked}
		if stories[i], g.stories[s.ID] = l, l; s.Touched {
			g.order[s.Shelf].touch(l)
		}
	}
	if !g.restoreDue(&h, stories) {
		return nil, errDamaged
	}
	for _, k := range h.Arrived {
		var r savedReport
		if err := d.Decode(&r); err != nil {
			return nil, fmt.Errorf("saved stories end too early: %w", err)
		}
		if int(k) >= len(g.order) || r.Story < 0 || r.Story >= len(stories) || !g.restore(g.order[k], stories[r.Story], &r) {
			return nil, errDamaged
		}
	}
	if slices.ContainsFunc(stories, func(l *live) bool { return len(l.members) == 0 }) || !g.restoreHand(h.Decided, h.Hand) {
		return nil, errDamaged
	}
	return g, nil
}

// restoreDue takes back what has to be mended; it reports false when it cannot
// have been saved so.
func (g *Grouper) restoreDue(h *savedGrouper, stories []*live) bool {
	if len(h.Shelves) != len(g.order) {
		return false
	}
	for i, s := range h.Shelves {
		for _, part := range s.Due {
			due := make([]*live, len(part))
			for k, at := range part {
				if at < 0 || at >= len(stories) || int(h.Stories[at].Shelf) != i {
					return false
				}
				due[k] = stories[at]
			}
			g.order[i].due = append(g.order[i].due, due)
		}
	}
	return true
}

// restoreHand takes the decisions back; it reports false when they cannot have
// been saved so.
func (g *Grouper) restoreHand(last int, saved []savedDecision) bool {
	for _, s := range saved {
		one, ok := g.entries(s.Of)
		other, ok2 := g.entries(s.From)
		if !ok || !ok2 || s.Kind > Separated || s.Number > last || len(one)+len(other) == 0 {
			return false
		}
		g.hand.made = append(g.hand.made, &decision{
			Decision: Decision{Number: s.Number, Kind: s.Kind, Story: s.Story, Other: s.Other},
			one:      one, other: other, opened: s.Opened,
		})
	}
	g.hand.last = last
	g.hand.again()
	return true
}

// entries gives active reports by their IDs, and whether all are active.
func (g *Grouper) entries(ids []string) (out []*entry, all bool) {
	for _, id := range ids {
		e := g.known[id]
		if e == nil {
			return nil, false
		}
		out = append(out, e)
	}
	return out, true
}

var errDamaged = errors.New("saved stories are damaged")

// restore takes a report back in its place; it reports false when the report
// cannot have been saved so.
func (g *Grouper) restore(s *shelf, l *live, r *savedReport) bool {
	n := len(r.IDs)
	text := copies.FromBytes(r.Copies)
	if len(r.Weights) != 4*n || len(r.Terms) != 4*n && (len(r.Terms) > 0 || !s.settled()) || len(r.Topics) != len(r.Near) || len(r.Extras) != len(r.Near) || text == nil || g.known[r.ID] != nil {
		return false
	}
	e := &entry{paper: paper{kept: r.Kept}, day: r.Arrived, number: s.next, squares: r.Squares, story: l}
	e.Report = s.keep(&Report{ID: r.ID, Outlet: r.Outlet, Title: r.Title, Language: r.Language, When: r.When, Day: r.Day, quoted: r.Quoted, copies: text})
	e.scale, e.crowd = r.Scale, tuned.crowdOf(r.Squares)
	e.ids, e.weights = s.numbers.copied(r.IDs), s.vectors.cut(n)
	for i := range n {
		e.weights[i] = vector(r.Weights[4*i : 4*i+4])
	}
	if len(r.Terms) > 0 {
		e.terms = make([]term, n)
		for i, b := range slices.Collect(slices.Chunk(r.Terms, 4)) {
			e.terms[i] = term{e.ids[i], b[0], b[1], b[2], b[3]}
		}
	}
	for i, number := range r.Near {
		s.tie(e, &entry{number: number}, tie{number, r.Topics[i], r.Extras[i]}.bond())
	}
	s.words.restore(&e.paper)
	s.near.add(e.number, &e.paper)
	s.entries = append(s.entries, e)
	s.next++
	l.members = append(l.members, e)
	g.known[e.ID] = e
	g.arrived = append(g.arrived, arrival{s, e})
	g.active++
	return true
}

// restore counts a report's words again.
func (f *frequencies) restore(p *paper) {
	f.reports++
	for i, id := range p.ids {
		f.words.add(id, p.weights[i].once())
	}
}
