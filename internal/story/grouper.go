package story

import (
	"slices"
	"strings"
)

// Options are the choices that a stream of reports leaves; the zero value is
// sensible.
type Options struct {
	Window int // days after which a report is forgotten, by the dates of those that come; 0: 30
	Most   int // reports remembered at one time, the oldest go first; 0: 1,000,000; 8,000,000 at most
}

func (o Options) withDefaults() Options {
	if o.Window <= 0 {
		o.Window = 30
	}
	if o.Most <= 0 {
		o.Most = 1_000_000
	}
	o.Most = min(o.Most, mostActive)
	return o
}

// Grouper puts a stream of reports into stories, each as it arrives, and mends
// what later reports show to have been wrong. What it does depends on the
// reports and their order alone. It is not safe for use by several goroutines.
type Grouper struct {
	o       Options
	shelves map[string]*shelf // by language
	order   []*shelf          // in the order of first reports
	now     clock
	active  int
	known   map[string]*entry // active reports by ID
	stories map[string]*live  // by ID
	became  map[string]string // of stories that were merged away: where to
	opened  uint64            // stories so far
	given   string            // story of the report that is being added, when it is known: see AddTo
	arrived []arrival         // active reports, oldest first
	hand    hand
	step    step // of Add
}

// shelf is the active reports of one language.
type shelf struct {
	language string
	words    *frequencies
	near     *index
	lens     lens
	next     uint32    // number of the next report
	weighed  int       // reports when all were last weighed anew
	first    uint32    // number of the first entry
	entries  []*entry  // active, oldest first
	touched  []*live   // stories that reports joined, or nearly, since some were last made due
	since    int       // reports since then
	due      [][]*live // stories to be mended, those that are near each other together
	numbers  quarry[uint32]
	vectors  quarry[vector]
	closest  quarry[tie]
	others   []*entry // room for placing
	found    []similar
	sure     []float64
	best     best
	warm     uint32 // of no meaning; keeps the loops that only fetch
}

// entry is an active report.
type entry struct {
	paper
	number  uint32 // in its shelf
	day     int32  // of the stream, when it came
	group   int32  // while stories are mended: its group and one
	squares float64
	story   *live
	near    []tie // to earlier reports, and from later ones
}

// tie is what an entry knows of another.
type tie struct {
	number       uint32
	topic, extra uint16 // of the bond, see tieOne
}

// live is an active story.
type live struct {
	id      string
	opened  uint64 // its place among all stories
	members []*entry
	was     []string // IDs of stories that were merged into it
	touched bool
	linked  int   // reports that it had when it was last linked anew
	place   int32 // while stories are mended: its place among them and one
}

// Placing says where a report went.
type Placing struct {
	Story   string   // its ID
	New     bool     // the report opened it
	Link    *Link    // what ties it to the story; nil when it opened it. To is not set
	To      string   // ID of the report that it is nearest to
	Changes []Change // what was mended after it came
}

// NewGrouper starts a stream.
func NewGrouper(o Options) *Grouper {
	return &Grouper{
		o: o.withDefaults(), shelves: map[string]*shelf{},
		now:   clock{day: undated},
		known: map[string]*entry{}, stories: map[string]*live{}, became: map[string]string{},
	}
}

// Add places a report. A report whose ID is active already is not taken again:
// its story is told.
func (g *Grouper) Add(r *Report) Placing {
	g.search(r, &g.step)
	return g.finish(&g.step)
}

// finish puts a report that was searched for into a story.
func (g *Grouper) finish(t *step) Placing {
	if t.known {
		return Placing{Story: t.e.story.id}
	}
	for _, a := range t.gone {
		g.leave(a)
	}
	s, e := t.s, t.e
	s.entries = append(s.entries, e)
	out := g.place(s, e, t.near)
	if t.weigh {
		s.weighAll()
	}
	e.words = nil // reasons are told; a stream keeps numbers
	if g.given != "" {
		s.since++
	} else {
		out.Changes = g.mendSome(s)
	}
	return out
}

func (g *Grouper) shelf(language string) *shelf {
	s := g.shelves[language]
	if s == nil {
		s = &shelf{language: strings.Clone(language), words: newFrequencies(language)}
		s.near = newIndex(&s.words.words)
		g.shelves[s.language] = s
		g.order = append(g.order, s)
	}
	return s
}

// weighUntil is how many reports a shelf has when the frequencies of its words
// are known well enough. Until then all are weighed anew whenever it doubled.
const weighUntil = 10_000

// settled reports whether no report will be weighed anew: the next doubling
// would be beyond weighUntil.
func (s *shelf) settled() bool { return 2*s.weighed > weighUntil }

func (s *shelf) weighAll() {
	s.weighed = len(s.entries)
	s.near = newIndex(&s.words.words)
	s.near.oldest = s.first
	for _, e := range s.entries {
		s.words.weigh(&e.paper, e.terms, nil)
		s.near.add(e.number, &e.paper)
	}
	if s.settled() {
		for _, e := range s.entries {
			e.terms = nil
		}
	}
}

func (s *shelf) entry(number uint32) *entry {
	if number-s.first >= uint32(len(s.entries)) {
		return nil // forgotten
	}
	return s.entries[number-s.first]
}

// ties is how many others an entry remembers.
const ties = 24

// place finds a new report's story, or opens one: the story with the highest
// mean score over its best three members.
func (g *Grouper) place(s *shelf, e *entry, near []found) Placing {
	s.lens.focus(&e.paper)
	others, found, sure := s.meet(near), s.found[:0], s.sure[:0]
	for _, o := range others {
		v := s.lens.see(&o.paper)
		found = append(found, v)
		t := tuned.topic(v)
		e.squares += t * t
		o.squares += t * t // it has one more neighbour now
		o.crowd = tuned.crowdOf(o.squares)
	}
	e.crowd = tuned.crowdOf(e.squares)
	s.lookAt(others, found)

	best := &s.best
	best.clear()
	for i, o := range others {
		b := s.lens.bond(&tuned, &o.paper, found[i])
		v := tuned.sure(&e.paper, &o.paper, b)
		sure = append(sure, v)
		if v >= tuned.threshold*worthwhile {
			s.tie(e, o, b)
			s.tie(o, e, b)
			best.add(o.story, v)
		}
	}
	s.found, s.sure = found, sure
	story, rivals := best.choose(tuned.threshold)
	for _, l := range rivals {
		s.touch(l)
	}
	out := Placing{New: story == nil}
	if g.given != "" {
		story = g.named(g.given, e)
	} else if story == nil {
		story = g.open(e)
	} else {
		n := 0
		for i, o := range others {
			if o.story == story && (others[n].story != story || sure[i] > sure[n]) {
				n = i
			}
		}
		out.Link, out.To = explain(&tuned, &e.paper, &others[n].paper, found[n], sure[n]), others[n].ID
	}
	e.story = story
	story.members = append(story.members, e)
	s.touch(story)
	out.Story = story.id
	return out
}

// meet gives the entries that were found. With a million active, none of them is
// in any cache: all their words are fetched at one time, so that comparing does
// not wait for the memory of one after another.
func (s *shelf) meet(near []found) []*entry {
	s.others = s.others[:0]
	for _, n := range near {
		s.others = append(s.others, s.entry(n.paper))
	}
	for _, o := range s.others {
		s.warm ^= o.number
	}
	for _, o := range s.others {
		s.warm ^= o.paper.fetch()
	}
	return s.others
}

// lookAt fetches what else those are asked for that are about the same: what is
// quoted in them, and what is compared to tell copies.
func (s *shelf) lookAt(others []*entry, found []similar) {
	for i, o := range others {
		if tuned.topic(found[i]) >= faint {
			s.warm ^= uint32(len(o.quoted))
		}
	}
	for i, o := range others {
		if tuned.topic(found[i]) >= faint {
			if tuned.topic(found[i]) >= alike {
				s.warm ^= o.copies.Fetch()
			}
			for k := 0; k < len(o.quoted); k += line {
				s.warm ^= o.quoted[k]
			}
		}
	}
}

// tie remembers another entry; of many, the closest.
func (s *shelf) tie(e, o *entry, b bond) {
	t := newTie(o.number, b)
	if n := len(e.near); n < ties {
		if n == cap(e.near) {
			room := s.closest.cut(min(ties, max(4, 2*n)))
			copy(room, e.near)
			e.near = room[:n]
		}
		e.near = append(e.near, t)
		return
	}
	least := 0
	for i := range e.near {
		if e.near[i].weight() < e.near[least].weight() {
			least = i
		}
	}
	if e.near[least].weight() < t.weight() {
		e.near[least] = t
	}
}

func newTie(number uint32, b bond) tie {
	return tie{number, uint16(min(65535, b.topic*tieOne+0.5)), uint16(min(65535, b.extra*tieOne+0.5))}
}

// tieOne is what a bond of one is in a tie.
const tieOne = 1 << 15

func (t tie) bond() bond { return bond{float32(t.topic) / tieOne, float32(t.extra) / tieOne} }

func (t tie) weight() uint32 { return uint32(t.topic) + uint32(t.extra) }

func (s *shelf) touch(l *live) {
	if !l.touched {
		l.touched = true
		s.touched = append(s.touched, l)
	}
}

// decided has a story mended of which a user has decided something.
func (s *shelf) decided(l *live) {
	l.linked = 0
	s.touch(l)
}

// open starts the story of a report.
func (g *Grouper) open(e *entry) *live {
	id := storyID(e.ID)
	for n := 2; g.stories[id] != nil || g.became[id] != ""; n++ {
		id = storyID(e.ID + "\x00" + strings.Repeat("+", n))
	}
	g.opened++
	l := &live{id: id, opened: g.opened}
	g.stories[id] = l
	return l
}

// best gathers the three highest scores of each story.
type best struct {
	stories []*live
	scores  [][3]float64
	count   []int
}

func (b *best) clear() { b.stories, b.scores, b.count = b.stories[:0], b.scores[:0], b.count[:0] }

func (b *best) add(l *live, v float64) {
	i := slices.Index(b.stories, l)
	if i < 0 {
		i = len(b.stories)
		b.stories, b.scores, b.count = append(b.stories, l), append(b.scores, [3]float64{}), append(b.count, 0)
	}
	t := &b.scores[i]
	switch {
	case v > t[0]:
		t[0], t[1], t[2] = v, t[0], t[1]
	case v > t[1]:
		t[1], t[2] = v, t[1]
	case v > t[2]:
		t[2] = v
	}
	b.count[i]++
}

// choose gives the story with the highest mean, if that reaches the threshold,
// and the others that come close: a story of two is asked for both.
func (b *best) choose(threshold float64) (chosen *live, rivals []*live) {
	most := threshold
	for i, l := range b.stories {
		n := min(3, len(l.members))
		mean := (b.scores[i][0] + b.scores[i][1] + b.scores[i][2]) / float64(max(1, n))
		if mean >= threshold*rival {
			rivals = append(rivals, l)
		}
		if mean >= most && (chosen == nil || mean > most || l.opened < chosen.opened) {
			most, chosen = mean, l
		}
	}
	return chosen, rivals
}

// rival is the share of the threshold from which a story is looked at again
// when stories are mended.
const rival = 0.75
