package story

import (
	"fmt"
	"slices"
)

// Decision is what a user has decided about the stories of a stream. It holds
// from then on, whatever the machine thinks of it, until it is undone or the
// reports of one side are forgotten.
type Decision struct {
	Number  int      // counts a stream's decisions from 1; names it where it is undone
	Kind    Decided  // what was decided
	Story   string   // ID of the story that was joined to, or that reports were taken out of
	Other   string   // ID of the story that went into it, or that the reports became
	Reports []string // IDs of those that moved and are still active, the oldest first
	Changes []Change // what it did at once; only where it was made
}

// Decided is a kind of decision.
type Decided uint8

const (
	Joined    Decided = iota // two stories are one
	Separated                // some reports of a story are another
)

// String is the wire name.
func (d Decided) String() string { return [...]string{"joined", "separated"}[d] }

// decision is a Decision and the reports that it is about.
type decision struct {
	Decision
	one, other []*entry // of Story and of Other
	opened     uint64   // place of a story that was joined to another
}

// side is a report's place in a separation.
type side struct {
	decision int
	other    bool // it was taken out
}

// hand is what users have decided and what follows from it: a bundle of reports
// stays together, and reports on two sides of a separation stay apart unless
// they are in one bundle. So of all decisions about two reports the last one
// counts. Both are what constrained clustering calls must-link and cannot-link
// (Wagstaff and Cardie, 2000).
type hand struct {
	made   []*decision
	last   int
	bundle map[*entry]int // number of the decision that tied it; absent: free
	apart  map[*entry][]side
	piece  map[*entry]int // which of the stories that were joined it was in
}

// apply lets a decision count beside those before it.
func (h *hand) apply(d *decision) {
	if h.bundle == nil {
		h.bundle, h.apart, h.piece = map[*entry]int{}, map[*entry][]side{}, map[*entry]int{}
	}
	for i, es := range [][]*entry{d.one, d.other} {
		for _, e := range es {
			if d.Kind == Joined || i == 1 {
				h.bundle[e] = d.Number
			}
			if _, known := h.piece[e]; d.Kind == Joined && !known {
				h.piece[e] = 2*d.Number + i
			}
			if d.Kind == Separated {
				h.apart[e] = append(h.apart[e], side{d.Number, i == 1})
			}
		}
	}
}

// again works out what follows from all decisions.
func (h *hand) again() {
	h.bundle, h.apart, h.piece = nil, nil, nil
	for _, d := range h.made {
		h.apply(d)
	}
}

// forget takes a report out of all decisions. One that has lost a side still
// holds for the other, and is over with its last report.
func (h *hand) forget(e *entry) {
	if _, bound := h.bundle[e]; !bound && h.apart[e] == nil {
		return
	}
	delete(h.bundle, e)
	delete(h.apart, e)
	delete(h.piece, e)
	isE := func(o *entry) bool { return o == e }
	h.made = slices.DeleteFunc(h.made, func(d *decision) bool {
		d.one, d.other = slices.DeleteFunc(d.one, isE), slices.DeleteFunc(d.other, isE)
		return len(d.one)+len(d.other) == 0
	})
}

// conflict reports whether a separation parts two groups of reports.
func conflict(a, b []side) bool {
	for _, s := range a {
		if slices.Contains(b, side{s.decision, !s.other}) {
			return true
		}
	}
	return false
}

// sides are all that reports have.
func (h *hand) sides(es []*entry) (out []side) {
	for _, e := range es {
		for _, s := range h.apart[e] {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// pieces tells the parts of a story that users have joined from each other: a
// report that came later is of the part of what it is nearest to. nil when there
// is one part only.
func (h *hand) pieces(s *shelf, members []*entry) map[*entry]int {
	if len(h.piece) == 0 {
		return nil
	}
	out := map[*entry]int{}
	for _, e := range members {
		if p, ok := h.piece[e]; ok {
			out[e] = p
			continue
		}
		most := uint32(0)
		for _, t := range e.near {
			if o := s.entry(t.number); o != nil && t.weight() > most {
				if p, ok := out[o]; ok {
					out[e], most = p, t.weight()
				}
			}
		}
	}
	return out
}

// Join makes two stories one, which keeps the ID into. All their reports stay
// together from now on, separated before or not; later reports come and go as
// ever. The error names what is wrong with the IDs; stories of
// two languages cannot be joined. Story and other may be IDs from before a
// merger, see [Grouper.Became].
func (g *Grouper) Join(into, other string) (Decision, error) {
	a, s, err := g.find(into)
	if err != nil {
		return Decision{}, err
	}
	b, of, err := g.find(other)
	if err != nil {
		return Decision{}, err
	}
	if a == b {
		return Decision{}, fmt.Errorf("%q and %q are one story already", into, other)
	}
	if s != of {
		return Decision{}, fmt.Errorf("story %q is in %q and %q in %q: stories of two languages cannot be joined", into, s.language, other, of.language)
	}
	d := &decision{
		Decision: Decision{Kind: Joined, Story: a.id, Other: b.id},
		one:      slices.Clone(a.members), other: slices.Clone(b.members), opened: b.opened,
	}
	g.decide(d)
	changes := g.part([]*live{a, b}, []*live{a}, append(slices.Clone(d.one), d.other...))
	s.decided(a)
	return d.told(changes), nil
}

// Separate takes reports out of a story into one of their own. They stay
// together from now on and apart from all that the story has kept, whatever
// comes later. The error names a report that is not in the story; one at least
// must be taken and one left. The story may have an ID from before a merger.
func (g *Grouper) Separate(story string, reports []string) (Decision, error) {
	l, s, err := g.find(story)
	if err != nil {
		return Decision{}, err
	}
	out := map[*entry]bool{}
	for _, id := range reports {
		e := g.known[id]
		if e == nil || e.story != l {
			return Decision{}, fmt.Errorf("report %q is not in story %q", id, story)
		}
		out[e] = true
	}
	if len(out) == 0 || len(out) == len(l.members) {
		return Decision{}, fmt.Errorf("%d of the %d reports of story %q cannot be separated from the others", len(out), len(l.members), story)
	}
	d := &decision{Decision: Decision{Kind: Separated, Story: l.id}}
	for _, e := range l.members {
		if out[e] {
			d.other = append(d.other, e)
		} else {
			d.one = append(d.one, e)
		}
	}
	own := g.open(d.other[0])
	d.Other = own.id
	g.decide(d)
	changes := g.part([]*live{l}, []*live{l, own}, d.one, d.other)
	s.decided(l)
	s.decided(own)
	return d.told(changes), nil
}

// find gives an active story and its shelf.
func (g *Grouper) find(id string) (*live, *shelf, error) {
	l := g.stories[g.Became(id)]
	if l == nil {
		return nil, nil, fmt.Errorf("no active story %q", id)
	}
	return l, g.shelves[l.members[0].shelf], nil
}

func (g *Grouper) decide(d *decision) {
	g.hand.last++
	d.Number = g.hand.last
	g.hand.made = append(g.hand.made, d)
	g.hand.apply(d)
}

// part puts the reports of some stories into others, group by group; a story
// that had no reports before is new.
func (g *Grouper) part(of, into []*live, groups ...[]*entry) []Change {
	var all []*entry
	parts := make([][]int32, len(groups))
	fresh := map[*live]bool{}
	for i, es := range groups {
		fresh[into[i]] = len(into[i].members) == 0
		for _, e := range es {
			parts[i] = append(parts[i], int32(len(all)))
			all = append(all, e)
		}
	}
	return g.move(of, all, parts, into, fresh)
}

// told is a decision as others see it.
func (d *decision) told(changes []Change) Decision {
	out := d.Decision
	for _, e := range d.other {
		out.Reports = append(out.Reports, e.ID)
	}
	out.Changes = changes
	return out
}

// Decisions are those that can be undone, now or when later ones are, the
// oldest first.
func (g *Grouper) Decisions() []Decision {
	var out []Decision
	for _, d := range g.hand.made {
		if d.void() {
			continue
		}
		out = append(out, d.told(nil))
	}
	return out
}
