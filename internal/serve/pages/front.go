package pages

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"parallax/internal/archive"
)

// frontPage is the list of stories.
type frontPage struct {
	frame
	Facts   string
	Filters []filter
	Folders []choice
	Outlets []choice
	Hidden  []pair // what the form of folders and outlets keeps
	Chosen  bool   // a folder or an outlet is chosen
	Day     string // of the first rows
	Rows    []row
	Newer   string
	Older   string
	Until   string // when the page was made, for "mark all read"
	Unread  bool   // there is something to mark
	Empty   *empty // nil when there is a row
}

// filter is one of a few views of a list.
type filter struct {
	Name  string
	Count string // empty: not counted
	Href  string
	On    bool
}

// choice is an option of a list to choose from.
type choice struct {
	Value, Name string
	On          bool
}

type pair struct{ Name, Value string }

// row is a line of the list: a day, the last visit, or a story.
type row struct {
	Day   string
	Visit string
	Story *storyRow
}

// storyRow is a story in the list.
type storyRow struct {
	archive.Story
	Href    string
	Machine string
	Clock   string
	Large   bool // it leads the page
	Label   string
	IsNew   bool
	Own     string // letter of the outlet that the lead's words are from
	LeadAt  string
	Sharp   *sharp
	Wait    bool // the counts are not of all its reports
	ByHand  bool
}

// sharp is the sharpest changed words of a story.
type sharp struct {
	Sign            string
	Speaker, Outlet string
	Pieces          []piece
}

// empty says why a list is empty and what to do.
type empty struct {
	Words string
	First bool // nothing was ever read: the page says how to begin
}

// shows are the filters of the list.
var shows = []struct{ value, name string }{
	{"", "All"}, {"new", "New"}, {"altered", "Altered"}, {"conflicts", "Conflicts"}, {"unread", "Unread"},
}

func (p *Pages) front(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Get("after") == "" { // older pages are no new visit
		if _, err := p.desk.Visit(r.Context()); err != nil && !errors.Is(err, archive.ErrFull) { // a full disk can be read
			return err
		}
	}
	v, err := p.frontPage(r)
	if err != nil {
		return err
	}
	return p.show(w, http.StatusOK, "front", v)
}

func (p *Pages) frontPage(r *http.Request) (*frontPage, error) {
	ctx, form := r.Context(), r.URL.Query()
	q := archive.StoryQuery{
		Page: archive.Page{Cursor: form.Get("after")}, Show: form.Get("show"),
		Outlet: form.Get("outlet"), Folder: form.Get("folder"), Language: form.Get("language"),
	}
	if !slices.ContainsFunc(shows, func(s struct{ value, name string }) bool { return s.value == q.Show }) {
		q.Show = ""
	}
	ss, err := p.kept.Stories(ctx, q)
	if err != nil {
		return nil, err
	}
	v := &frontPage{frame: p.frame(r, "stories", "Stories")}
	v.Feed, v.FeedName = address(storiesFeed, "show", q.Show, "outlet", q.Outlet, "folder", q.Folder, "language", q.Language), "Stories"
	v.Until = p.o.Now().UTC().Format(time.RFC3339Nano)
	v.Facts = p.storyFacts(ss.Counts)
	v.Filters = storyFilters(q, ss.Counts)
	if v.Folders, v.Outlets, err = p.choices(ctx, q); err != nil {
		return nil, err
	}
	v.Chosen = q.Folder != "" || q.Outlet != ""
	if ss.Counts.All == 0 && !v.Chosen { // nothing to choose from
		v.Filters = nil
	}
	if q.Show != "" {
		v.Hidden = append(v.Hidden, pair{"show", q.Show})
	}
	p.storyRows(v, ss, q)
	if ss.Next != "" {
		v.Older = frontAt(q, ss.Next)
	}
	if q.Cursor != "" {
		v.Newer = frontAt(q, "")
	}
	return v, nil
}

func frontAt(q archive.StoryQuery, cursor string) string {
	return address("/", "show", q.Show, "folder", q.Folder, "outlet", q.Outlet, "language", q.Language, "after", cursor)
}

// storyFacts is the line beside the heading.
func (p *Pages) storyFacts(c archive.StoryCounts) string {
	var parts []string
	if c.New > 0 && !c.Visit.IsZero() {
		parts = append(parts, count(c.New, "story")+" with something new since "+p.since(c.Visit))
	}
	if c.Part {
		parts = append(parts, "the newest "+count(c.All, "story")+", "+count(c.Reports, "report"))
	} else if c.All > 0 {
		parts = append(parts, count(c.Reports, "report")+" in "+count(c.All, "story")+", "+count(c.Accounts, "independent account"))
	}
	return strings.Join(parts, " · ")
}

// since is when a visit was, without the day when that is today.
func (p *Pages) since(t time.Time) string {
	if p.date(t) == "today" {
		return p.clock(t)
	}
	return p.moment(t)
}

func storyFilters(q archive.StoryQuery, c archive.StoryCounts) []filter {
	counts := map[string]string{"": number(c.All), "new": number(c.New), "altered": number(c.Altered), "conflicts": number(c.Conflicts)}
	for i := range counts {
		if c.Part { // at least
			counts[i] += "+"
		}
	}
	var out []filter
	for _, s := range shows {
		if s.value == "new" && c.Visit.IsZero() && q.Show != "new" {
			continue // new is what came since the last visit: there was none
		}
		other := q
		other.Show = s.value
		out = append(out, filter{Name: s.name, Count: counts[s.value], Href: frontAt(other, ""), On: q.Show == s.value})
	}
	return out
}

// outletsMost is how many outlets a list to choose from has: those with most
// reports.
const outletsMost = 200

// choices are the folders and outlets that the list can be narrowed to.
func (p *Pages) choices(ctx context.Context, q archive.StoryQuery) (folders, outlets []choice, err error) {
	now := p.o.Now()
	feeds, err := p.feeds.get(now, listFor, func() ([]archive.Feed, error) { return p.kept.Feeds(ctx) })
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{"": true}
	for _, f := range feeds {
		if !seen[f.Folder] {
			seen[f.Folder] = true
			folders = append(folders, choice{f.Folder, f.Folder, f.Folder == q.Folder})
		}
	}
	slices.SortFunc(folders, func(a, b choice) int { return strings.Compare(a.Name, b.Name) })
	if outlets, err = p.outletChoices(ctx, q.Outlet); err != nil {
		return nil, nil, err
	}
	return folders, outlets, nil
}

// outletChoices are the outlets to choose from, by name.
func (p *Pages) outletChoices(ctx context.Context, chosen string) ([]choice, error) {
	os, err := p.outlets.get(p.o.Now(), listFor, func() ([]archive.Outlet, error) { return p.kept.Outlets(ctx) })
	if err != nil {
		return nil, err
	}
	var out []choice
	there := chosen == ""
	for _, o := range os[:min(len(os), outletsMost)] {
		out = append(out, choice{o.ID, outletName(o.Name), o.ID == chosen})
		there = there || o.ID == chosen
	}
	slices.SortFunc(out, func(a, b choice) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	if !there {
		out = append(out, choice{chosen, chosen, true})
	}
	return out, nil
}

// storyRows fills the list: the story that leads first, then by time, with a
// line for each day and one where the reader was last.
func (p *Pages) storyRows(v *frontPage, ss archive.Stories, q archive.StoryQuery) {
	list := ss.Stories
	if len(list) == 0 {
		v.Empty = p.nothing(v, q, ss.Counts)
		return
	}
	lead := -1
	if q.Cursor == "" {
		lead = leads(list, ss.Counts.Visit.IsZero(), func(s *archive.Story) bool { return p.day(s.Changed) == p.day(list[0].Changed) })
	}
	if lead > 0 {
		first := list[lead]
		list = append([]archive.Story{first}, slices.Delete(slices.Clone(list), lead, lead+1)...)
		lead = 0
	}
	day := p.day(list[0].Changed)
	v.Day = day
	visit := ss.Counts.Visit
	passed := visit.IsZero() || !list[0].Changed.After(visit)
	for i := range list {
		s := &list[i]
		if !passed && !s.Changed.After(visit) {
			passed = true
			v.Rows = append(v.Rows, row{Visit: p.moment(visit)})
		}
		if d := p.day(s.Changed); d != day {
			day = d
			v.Rows = append(v.Rows, row{Day: d})
		}
		v.Unread = v.Unread || !s.Read
		v.Rows = append(v.Rows, row{Story: p.storyRow(s, i == lead)})
	}
}

// leads is the index of the story that leads the page: among those with
// something new the one of most independent accounts, the newest of several.
// At a first visit everything is new. It is -1 when none has two accounts.
func leads(list []archive.Story, first bool, today func(*archive.Story) bool) int {
	best := -1
	for i := range list {
		s := &list[i]
		if s.New == 0 && !first || s.Read || s.Accounts < 2 || !today(s) {
			continue
		}
		if best < 0 || s.Accounts > list[best].Accounts {
			best = i
		}
	}
	return best
}

// dated is when the newest report of a story was published. That it came in
// before is the mistake of a clock.
func dated(s *archive.Story) time.Time {
	if s.Last.IsZero() || s.Last.After(s.Changed) {
		return s.Changed
	}
	return s.Last
}

// beside is what stands beside a story under the day on which its last report
// came in: the time at which that was published, and the day when it is another.
func (p *Pages) beside(s *archive.Story) string {
	at, timed := p.local(dated(s))
	switch came, _ := p.local(s.Changed); {
	case timed && sameDay(at, came):
		return at.Format("15.04")
	case at.Year() == came.Year():
		return at.Format("2 Jan")
	}
	return at.Format("2 Jan 2006")
}

func (p *Pages) storyRow(s *archive.Story, large bool) *storyRow {
	r := &storyRow{Story: *s, Href: storyAt(s.ID), Machine: machine(dated(s)), Clock: p.beside(s), Large: large, Wait: !s.Compared, ByHand: s.By == archive.Hand}
	switch {
	case s.New > 0 && s.New >= s.Reports:
		r.Label = "new story"
	case s.New > 0:
		r.Label = number(s.New) + " new"
	}
	r.IsNew = s.New > 0 && !s.Read
	if !r.IsNew {
		r.Label = ""
	}
	if s.Lead != nil {
		r.LeadAt = wordsAt(s.Lead.Report, s.Lead.Start, s.Lead.End)
		if i := slices.Index(s.Letters, s.Lead.Outlet); i >= 0 {
			r.Own = string(rune('A' + i))
		}
	}
	if d := s.Sharpest; d != nil {
		r.Sharp = &sharp{Sign: signOf(d.Runs), Speaker: d.Speaker, Outlet: outletName(d.Outlet), Pieces: pieces(d.Runs)}
	}
	return r
}

// nothing says why the list is empty.
func (p *Pages) nothing(v *frontPage, q archive.StoryQuery, c archive.StoryCounts) *empty {
	switch {
	case q.Cursor != "":
		return &empty{Words: "There are no earlier stories."}
	case c.All == 0 && !v.Chosen:
		return &empty{First: true}
	case q.Show == "new" && c.Visit.IsZero():
		return &empty{Words: "This is your first visit. From the next one on, what came in between is here."}
	case q.Show == "new":
		return &empty{Words: "Nothing has come in since your last visit."}
	case q.Show == "unread":
		return &empty{Words: "You have read every story."}
	case q.Show == "altered":
		return &empty{Words: "No outlet has altered a quotation in these stories."}
	case q.Show == "conflicts":
		return &empty{Words: "No reports contradict each other in these stories."}
	}
	return &empty{Words: "No story has a report of that choice."}
}

// readAll marks every story as read that had not changed when the page was
// made: what came in since, the reader has not seen.
func (p *Pages) readAll(w http.ResponseWriter, r *http.Request) error {
	until, err := time.Parse(time.RFC3339Nano, r.PostFormValue("until"))
	if err != nil {
		return invalid("The form does not say until when stories are read. Open the list anew and try again.")
	}
	if now := p.o.Now(); until.After(now) {
		until = now
	}
	if err := p.desk.MarkAllRead(r.Context(), until); err != nil {
		return err
	}
	return see(w, r, "/?did=read")
}
