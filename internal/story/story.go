package story

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"

	"parallax/internal/copies"
)

// Story is the reports of one event.
type Story struct {
	ID       string // made from the report that opened it; stays the same while reports come and stories are mended
	Title    string // headline of the report that is nearest to all others
	Reports  []Member
	Accounts int    // reports that copy no other
	Outlets  int    // publishers, as far as reports name them
	First    string // date of the first dated report, as it has it; empty when none is dated
	Last     string // and of the last
}

// Member is one report of a story, in the order of dates.
type Member struct {
	*Report
	Account int   // index into Reports of the first report of its family of copies; its own when it copies nobody
	Link    *Link // what ties it to the story; nil for a report alone
}

// storyID is the name of the story that a report opens.
func storyID(report string) string {
	h := fnv.New64a()
	h.Write([]byte(report))
	return fmt.Sprintf("s%010x", h.Sum64()>>24)
}

// inOrder compares reports as they are taken: by date, undated ones last, then
// by ID.
func inOrder(a, b *Report) int {
	undatedLast := func(r *Report) int {
		if r.Day == undated {
			return 1
		}
		return 0
	}
	return cmp.Or(undatedLast(a)-undatedLast(b), cmp.Compare(a.Day, b.Day), cmp.Compare(a.When, b.When), cmp.Compare(a.ID, b.ID))
}

// tell makes a story of papers in order.
func tell(id string, u *tuning, ps []*paper) Story {
	s := Story{ID: id}
	texts := make([]*copies.Text, len(ps))
	outlets := map[string]bool{}
	for i, p := range ps {
		texts[i] = p.copies
		if p.Outlet != "" {
			outlets[p.Outlet] = true
		}
		if p.Day != undated {
			if s.First == "" {
				s.First = p.When
			}
			s.Last = p.When
		}
	}
	s.Outlets = len(outlets)
	for i, m := range copies.Families(texts) {
		s.Reports = append(s.Reports, Member{Report: ps[i].Report, Account: m.First})
		if m.First == i {
			s.Accounts++
		}
	}
	best := link(u, ps, s.Reports)
	s.Title = ps[best].Title
	return s
}

// mostLinked is how many members, spread over a large story, each is compared
// with where the nearest is looked for.
const mostLinked = 60

// link ties each report to the one of the others that it is nearest to, and
// gives the report that is nearest to all.
func link(u *tuning, ps []*paper, members []Member) (central int) {
	if len(ps) == 1 {
		return 0
	}
	most := -1.0
	var l lens
	for i, p := range ps {
		l.focus(p)
		sum, best, at := 0.0, -1.0, 0
		var found similar
		for k := range min(len(ps), mostLinked) {
			j := k * len(ps) / min(len(ps), mostLinked)
			if i == j {
				continue
			}
			s := l.see(ps[j])
			v := u.sure(p, ps[j], l.bond(u, ps[j], s))
			sum += v
			if v > best {
				best, at, found = v, j, s
			}
		}
		members[i].Link = explain(u, p, ps[at], found, best)
		members[i].Link.To = at
		if sum > most && p.Title != "" {
			most, central = sum, i
		}
	}
	return central
}

// bySize puts the stories that most accounts tell first.
func bySize(a, b Story) int {
	return cmp.Or(
		cmp.Compare(b.Accounts, a.Accounts), cmp.Compare(len(b.Reports), len(a.Reports)),
		cmp.Compare(a.First, b.First), cmp.Compare(a.ID, b.ID),
	)
}

// Group puts reports that are all there already into stories. The order in
// which they come changes nothing. Every report is in exactly one story.
func Group(reports []*Report) []Story {
	shelves := map[string][]*Report{}
	var languages []string
	for _, r := range reports {
		if shelves[r.shelf] == nil {
			languages = append(languages, r.shelf)
		}
		shelves[r.shelf] = append(shelves[r.shelf], r)
	}
	var out []Story
	for _, l := range languages {
		out = append(out, group(l, shelves[l])...)
	}
	slices.SortFunc(out, bySize)
	return out
}

// group is Group for reports of one language.
func group(language string, reports []*Report) []Story {
	slices.SortFunc(reports, inOrder)
	f := newFrequencies(language)
	for _, r := range reports {
		f.add(r)
	}
	w := gather(&tuned, f, reports)
	var out []Story
	for _, members := range w.groups() {
		ps := make([]*paper, len(members))
		for i, m := range members {
			ps[i] = w.papers[m]
		}
		out = append(out, tell(storyID(ps[0].ID), w.u, ps))
	}
	return out
}
