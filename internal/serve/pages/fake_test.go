package pages

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parallax/internal/analysis"
	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/ingest"
	"parallax/internal/quote"
	"parallax/internal/report/apparatus"
	"parallax/internal/revision"
	"parallax/internal/text"
)

// noon is the moment at which all tests look at the pages.
var noon = time.Date(2031, 6, 12, 19, 0, 0, 0, time.UTC)

// fake is an archive in memory: a few invented stories, compared for real.
type fake struct {
	mu        sync.Mutex
	status    archive.Status
	editions  []*archive.Edition
	became    map[string]string // of stories merged away
	reports   map[string]*archive.Report
	revisions map[string][]archive.Revision
	decisions []archive.Decision
	searched  archive.Search // what was looked for last
	going     archive.Going
	feeds     []archive.Feed
	visit     time.Time
	err       error // what every question is answered with, when set
	orders    []string
}

// newFake reads the invented stories of stories_test.go and the examples.
func newFake(t testing.TB) *fake {
	t.Helper()
	f := &fake{became: map[string]string{}, reports: map[string]*archive.Report{}, revisions: map[string][]archive.Revision{}, visit: noon.Add(-11 * time.Hour)}
	var hallowmere []*article.Article
	for a, skipped := range ingest.Read(context.Background(), []string{"../../../examples/hallowmere-water"}, ingest.Options{}) {
		if skipped != nil {
			t.Fatal(skipped)
		}
		hallowmere = append(hallowmere, a)
	}
	f.add("hallowmere", noon.Add(-20*time.Minute), 2, hallowmere...)
	for i, s := range invented {
		var as []*article.Article
		for k, r := range s.reports {
			a := ingest.FromText(fmt.Sprintf("%s-%d", s.id, k+1), r.text)
			a.Outlet, a.Published, a.Language = r.outlet, noon.Add(-s.ago-time.Hour).Format(time.RFC3339), "en"
			a.URL = "https://" + strings.ToLower(strings.ReplaceAll(r.outlet, " ", "-")) + ".example/" + s.id
			as = append(as, a)
		}
		f.add(s.id, noon.Add(-s.ago), s.fresh, as...)
		f.editions[len(f.editions)-1].Story.Read = i%4 == 3
	}
	slices.SortFunc(f.editions, func(a, b *archive.Edition) int { return b.Story.Changed.Compare(a.Story.Changed) })
	return f
}

// comparisons are kept between tests: no page changes one.
var comparisons sync.Map

func compared(id string, as []*article.Article) *collate.Comparison {
	if c, ok := comparisons.Load(id); ok {
		return c.(*collate.Comparison)
	}
	var found []*analysis.Analysis
	for _, a := range as {
		found = append(found, analysis.Run(a))
	}
	c := collate.Compare(found)
	comparisons.Store(id, c)
	return c
}

// add compares the reports of a story and keeps them.
func (f *fake) add(id string, changed time.Time, fresh int, as ...*article.Article) {
	c := compared(id, as)
	e := &archive.Edition{Version: id + "-1", Made: changed, Comparison: c}
	s := &e.Story
	s.ID, s.Title, s.Language, s.Changed, s.First, s.Last, s.New, s.Compared = id, as[0].Title, as[0].Language, changed, changed.Add(-2*time.Hour), changed, fresh, true
	for i := range c.Reports {
		a := c.Reports[i].Article
		f.keep(id, c, i, changed)
		if s.Title == "" {
			s.Title = a.Title
		}
		if !slices.Contains(s.Letters, a.Outlet) {
			s.Letters = append(s.Letters, a.Outlet)
		}
		if c.Reports[i].Account == i {
			s.Accounts++
		}
	}
	s.Reports, s.Outlets, s.Said, s.Conflicts = len(c.Reports), len(s.Letters), len(c.Utterances), len(c.Conflicts)
	for u := range c.Utterances {
		if slices.ContainsFunc(c.Utterances[u].Readings, func(r collate.Reading) bool { return r.Relation == collate.Altered }) {
			s.Altered++
		}
	}
	if len(c.Summary) > 0 {
		w := wordsOf(c, c.Summary[0].Text)
		s.Lead = &w
	}
	if sharp := apparatus.Sharpest(c, 1); len(sharp) > 0 {
		u := &c.Utterances[sharp[0].Utterance]
		q := u.Readings[sharp[0].Reading].Quotation
		s.Sharpest = &archive.Differs{
			Utterance: u.ID, Speaker: speakerName(c, u.Speaker), Outlet: c.Reports[c.Quotations[q].Report].Article.Outlet,
			Runs: runsOf(c, sharp[0].Utterance, sharp[0].Reading),
		}
	}
	f.editions = append(f.editions, e)
}

func (f *fake) keep(story string, c *collate.Comparison, i int, changed time.Time) {
	r := c.Reports[i]
	a := r.Article
	published, err := time.Parse(time.RFC3339, a.Published)
	if err != nil {
		published, _ = time.Parse(time.DateOnly, a.Published)
	}
	f.reports[a.ID] = &archive.Report{
		ID: a.ID, URL: a.URL, Outlet: a.Outlet, Title: a.Title, Language: a.Language, Published: published, Dated: a.Published,
		FirstSeen: changed, Words: r.Words, Story: story, Account: c.Reports[r.Account].Article.ID, Own: r.Own,
	}
	f.revisions[a.ID] = []archive.Revision{{Report: a.ID, Seen: changed, Title: a.Title, Text: a.Text, Paragraphs: a.Paragraphs, Headline: a.Headline}}
}

// revise gives a report an earlier version, in which old stood where its text
// has new now.
func (f *fake) revise(t testing.TB, report, now, was string) {
	t.Helper()
	rs := f.revisions[report]
	last := rs[len(rs)-1]
	if !strings.Contains(last.Text, now) {
		t.Fatalf("%s has no %q", report, now)
	}
	a := ingest.FromText(report, strings.Replace(last.Text, now, was, 1))
	first := archive.Revision{Report: report, Seen: last.Seen.Add(-3 * time.Hour), Title: a.Title, Text: a.Text, Paragraphs: a.Paragraphs, Headline: a.Headline}
	f.revisions[report] = append([]archive.Revision{first}, rs...)
	for i := range f.revisions[report] {
		f.revisions[report][i].Number = i
	}
	f.reports[report].Revisions = len(rs)
}

func wordsOf(c *collate.Comparison, e collate.Evidence) archive.Words {
	a := c.Reports[e.Report].Article
	start, end := text.NewIndex(a.Text).Points(e.Span)
	return archive.Words{Report: a.ID, Outlet: a.Outlet, Start: start, End: end, Text: strings.Join(strings.Fields(e.Span.In(a.Text)), " ")}
}

func speakerName(c *collate.Comparison, person int) string {
	if person < 0 {
		return ""
	}
	e := c.People[person].Name
	return e.Span.In(c.Reports[e.Report].Article.Text)
}

// runsOf is a reading against the fullest wording, cut down as the matrix does.
func runsOf(c *collate.Comparison, u, r int) []archive.Run {
	var out []archive.Run
	for _, p := range apparatus.Departures(c, u, r) {
		switch p.Kind {
		case apparatus.Same:
			out = append(out, archive.Run{Op: "same", Text: p.Shown().Text})
		case apparatus.Delete:
			out = append(out, archive.Run{Op: "delete", Text: p.Old.Text})
		case apparatus.Insert:
			out = append(out, archive.Run{Op: "insert", Text: p.New.Text})
		case apparatus.Replace:
			out = append(out, archive.Run{Op: "delete", Text: p.Old.Text}, archive.Run{Op: "insert", Text: p.New.Text})
		case apparatus.Cut:
			out = append(out, archive.Run{Op: "cut"})
		case apparatus.Fold:
			out = append(out, archive.Run{Op: "fold"})
		}
	}
	return out
}

// ---- the questions

func (f *fake) Status(context.Context) (archive.Status, error) { return f.status, f.err }

func (f *fake) Stories(_ context.Context, q archive.StoryQuery) (archive.Stories, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := archive.Stories{Counts: archive.StoryCounts{Visit: f.visit}}
	limit := cmp.Or(q.Limit, 50)
	skip := 0
	if q.Cursor != "" {
		if _, err := fmt.Sscanf(q.Cursor, "c%d", &skip); err != nil {
			return out, fmt.Errorf("cursor %q: %w", q.Cursor, archive.ErrInvalid)
		}
	}
	for _, e := range f.editions {
		s := e.Story
		if q.Outlet != "" && !slices.Contains(s.Letters, strings.TrimPrefix(q.Outlet, "o-")) {
			continue
		}
		n := &out.Counts
		n.All, n.Reports, n.Accounts = n.All+1, n.Reports+s.Reports, n.Accounts+s.Accounts
		count := func(to *int, yes bool) bool {
			if yes {
				*to++
			}
			return yes
		}
		fresh, altered, conflicts := count(&n.New, s.New > 0), count(&n.Altered, s.Altered > 0), count(&n.Conflicts, s.Conflicts > 0)
		if q.Show == "new" && !fresh || q.Show == "altered" && !altered || q.Show == "conflicts" && !conflicts || q.Show == "unread" && s.Read {
			continue
		}
		switch {
		case skip > 0:
			skip--
		case len(out.Stories) < limit:
			out.Stories = append(out.Stories, s)
		case out.Next == "":
			var from int
			_, _ = fmt.Sscanf(q.Cursor, "c%d", &from)
			out.Next = fmt.Sprintf("c%d", from+limit)
		}
	}
	return out, f.err
}

func (f *fake) Edition(_ context.Context, story string) (*archive.Edition, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if to := f.became[story]; to != "" {
		story = to
	}
	for _, e := range f.editions {
		if e.Story.ID == story {
			return e, f.err
		}
	}
	return nil, fmt.Errorf("story %q: %w", story, archive.ErrNotFound)
}

func (f *fake) ReportsOf(_ context.Context, story string) ([]archive.Report, error) {
	var out []archive.Report
	for _, r := range f.reports {
		if r.Story == story {
			out = append(out, *r)
		}
	}
	slices.SortFunc(out, func(a, b archive.Report) int { return cmp.Compare(a.ID, b.ID) })
	return out, f.err
}

func (f *fake) order(format string, a ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.orders = append(f.orders, fmt.Sprintf(format, a...))
}

func (f *fake) MarkRead(_ context.Context, story string, read bool) error {
	e, err := f.Edition(context.Background(), story)
	if err != nil {
		return err
	}
	f.order("read %s %v", story, read)
	e.Story.Read = read
	return f.err
}

func (f *fake) MarkAllRead(_ context.Context, until time.Time) error {
	f.order("read all until %s", until.Format(time.RFC3339))
	for _, e := range f.editions {
		e.Story.Read = e.Story.Read || !e.Story.Changed.After(until)
	}
	return f.err
}

func (f *fake) decide(d archive.Decision) (archive.Decision, error) {
	if f.err != nil {
		return d, f.err
	}
	d.ID, d.At = fmt.Sprintf("d%d", len(f.decisions)+1), noon
	f.decisions = append([]archive.Decision{d}, f.decisions...)
	return d, nil
}

func (f *fake) Merge(_ context.Context, stays, goes string) (archive.Decision, error) {
	f.order("merge %s into %s", goes, stays)
	for _, id := range []string{stays, goes} {
		if _, err := f.Edition(context.Background(), id); err != nil {
			return archive.Decision{}, err
		}
	}
	f.became[goes] = stays
	f.editions = slices.DeleteFunc(f.editions, func(e *archive.Edition) bool { return e.Story.ID == goes })
	return f.decide(archive.Decision{What: "merge", Stories: []string{stays, goes}})
}

func (f *fake) Split(_ context.Context, story string, reports []string) (archive.Decision, error) {
	f.order("split %s from %s", strings.Join(reports, " "), story)
	made := "split-" + reports[0]
	var as []*article.Article
	for _, id := range reports {
		r := f.revisions[id][0]
		as = append(as, &article.Article{ID: id, Outlet: f.reports[id].Outlet, Title: r.Title, Text: r.Text, Paragraphs: r.Paragraphs, Headline: r.Headline, Language: "en"})
	}
	f.add(made, noon, 0, as...)
	return f.decide(archive.Decision{What: "split", Stories: []string{story, made}, Reports: reports})
}

func (f *fake) Undo(_ context.Context, decision string) (archive.Decision, error) {
	f.order("undo %s", decision)
	for i := range f.decisions {
		if d := &f.decisions[i]; d.ID == decision {
			if !d.Undone.IsZero() {
				return *d, fmt.Errorf("decision %s: %w", decision, archive.ErrConflict)
			}
			d.Undone = noon
			return *d, f.err
		}
	}
	return archive.Decision{}, archive.ErrNotFound
}

func (f *fake) Decisions(_ context.Context, story string) ([]archive.Decision, error) {
	var out []archive.Decision
	for _, d := range f.decisions {
		if slices.Contains(d.Stories, story) {
			out = append(out, d)
		}
	}
	return out, f.err
}

func (f *fake) Report(_ context.Context, id string) (archive.Report, error) {
	if r := f.reports[id]; r != nil {
		return *r, f.err
	}
	return archive.Report{}, fmt.Errorf("report %q: %w", id, archive.ErrNotFound)
}

func (f *fake) Revisions(_ context.Context, report string) ([]archive.Revision, error) {
	return f.revisions[report], f.err
}

// statements are all utterances of all stories, newest story first.
func (f *fake) statements() []archive.Statement {
	var out []archive.Statement
	for _, e := range f.editions {
		c := e.Comparison
		for u := range c.Utterances {
			ut := &c.Utterances[u]
			s := archive.Statement{ID: ut.ID, Story: e.Story.ID, StoryTitle: e.Story.Title, Speaker: speakerName(c, ut.Speaker), At: e.Story.First, Words: wordsOf(c, apparatus.QuotationAt(c, ut.Fullest)), Kind: "direct"}
			s.Person = personID(s.Speaker)
			s.Text = quotedWords(c, ut.Fullest)
			if c.Quotations[ut.Fullest].Kind == quote.Indirect {
				s.Kind = "indirect"
			}
			seen := map[int]bool{}
			for r, rd := range ut.Readings {
				seen[c.Quotations[rd.Quotation].Report] = true
				if rd.Quotation == ut.Fullest {
					continue
				}
				v := archive.Reading{Words: wordsOf(c, apparatus.QuotationAt(c, rd.Quotation)), Relation: rd.Relation.String(), At: e.Story.First.Add(time.Hour)}
				v.Text = quotedWords(c, rd.Quotation)
				if rd.Relation == collate.Altered || rd.Relation == collate.Trimmed {
					v.Runs = runsOf(c, u, r)
				}
				if rd.Relation == collate.Altered {
					s.Altered++
				}
				if rd.Relation == collate.Trimmed {
					s.Trimmed++
				}
				s.Readings = append(s.Readings, v)
			}
			rank := map[string]int{"altered": 0, "trimmed": 1, "paraphrase": 2, "identical": 3}
			slices.SortStableFunc(s.Readings, func(a, b archive.Reading) int { return cmp.Compare(rank[a.Relation], rank[b.Relation]) })
			s.Reports = len(seen)
			out = append(out, s)
		}
	}
	return out
}

// quotedWords is the words of a quotation.
func quotedWords(c *collate.Comparison, q int) string {
	var parts []string
	for _, s := range c.Quotations[q].Content {
		parts = append(parts, strings.Fields(s.In(c.Reports[c.Quotations[q].Report].Article.Text))...)
	}
	return strings.Join(parts, " ")
}

func personID(name string) string {
	return strings.ToLower(strings.ReplaceAll(strings.Trim(name, ". "), " ", "-"))
}

func (f *fake) Statements(_ context.Context, q archive.StatementQuery) (archive.Statements, error) {
	var out archive.Statements
	for _, s := range f.statements() {
		of := s.Outlet == strings.TrimPrefix(q.Outlet, "o-") || slices.ContainsFunc(s.Readings, func(r archive.Reading) bool { return r.Outlet == strings.TrimPrefix(q.Outlet, "o-") })
		switch {
		case q.Person != "" && s.Person != q.Person, q.Story != "" && s.Story != q.Story, q.Outlet != "" && !of,
			q.Text != "" && !strings.Contains(strings.ToLower(s.Text), strings.ToLower(q.Text)),
			q.Show == "differing" && s.Altered+s.Trimmed == 0, q.Show == "one" && s.Reports != 1,
			!q.From.IsZero() && s.At.Before(q.From), !q.To.IsZero() && s.At.After(q.To):
			continue
		}
		if len(out.Statements) == cmp.Or(q.Limit, 50) {
			out.Next = "more"
			break
		}
		out.Statements = append(out.Statements, s)
	}
	return out, f.err
}

func (f *fake) Moments(_ context.Context, person string) ([]archive.Moment, error) {
	var out []archive.Moment
	for _, s := range f.statements() {
		if s.Person == person {
			out = append(out, archive.Moment{At: s.At, Altered: s.Altered > 0})
		}
	}
	slices.SortFunc(out, func(a, b archive.Moment) int { return b.At.Compare(a.At) })
	return out, f.err
}

func (f *fake) people() []archive.Person {
	by := map[string]*archive.Person{}
	var order []string
	stories := map[string]map[string]bool{}
	for _, e := range f.editions {
		c := e.Comparison
		for _, p := range c.People {
			name := p.Name.Span.In(c.Reports[p.Name.Report].Article.Text)
			id := personID(name)
			if by[id] == nil {
				by[id] = &archive.Person{ID: id, Name: name, Kind: "person", First: e.Story.First, Last: e.Story.Last}
				stories[id] = map[string]bool{}
				order = append(order, id)
			}
			v := by[id]
			stories[id][e.Story.ID] = true
			if !p.Role.Span.Empty() {
				v.Roles = append(v.Roles, archive.Role{Words: wordsOf(c, p.Role), First: e.Story.First, Last: e.Story.Last, Reports: 1})
			}
			for _, a := range p.Aliases {
				v.Aliases = append(v.Aliases, wordsOf(c, a).Text)
			}
			v.First = e.Story.First
		}
	}
	for _, s := range f.statements() {
		if v := by[s.Person]; v != nil {
			v.Statements++
			if s.Altered > 0 {
				v.Altered++
			}
		}
	}
	var out []archive.Person
	for _, id := range order {
		by[id].Stories = len(stories[id])
		if by[id].Statements > 0 {
			out = append(out, *by[id])
		}
	}
	return out
}

func (f *fake) People(_ context.Context, q archive.PersonQuery) (archive.People, error) {
	var out archive.People
	for _, p := range f.people() {
		if (q.Text == "" || strings.Contains(strings.ToLower(p.Name), strings.ToLower(q.Text))) && (q.Kind == "" || p.Kind == q.Kind) {
			out.People = append(out.People, p)
		}
	}
	if q.Order != "name" {
		slices.SortStableFunc(out.People, func(a, b archive.Person) int { return cmp.Compare(b.Statements, a.Statements) })
	}
	return out, f.err
}

func (f *fake) Person(_ context.Context, id string) (archive.Person, error) {
	for _, p := range f.people() {
		if p.ID == id {
			return p, f.err
		}
	}
	return archive.Person{}, fmt.Errorf("person %q: %w", id, archive.ErrNotFound)
}

func (f *fake) Outlets(context.Context) ([]archive.Outlet, error) {
	by := map[string]*archive.Outlet{}
	for _, r := range f.reports {
		o := by[r.Outlet]
		if o == nil {
			o = &archive.Outlet{ID: "o-" + r.Outlet, Name: r.Outlet, First: noon.AddDate(0, -1, 0), Last: noon}
			by[r.Outlet] = o
		}
		o.Reports++
		o.Stories++
		if r.Account == r.ID {
			o.Own++
		}
	}
	for _, s := range f.statements() {
		for _, r := range s.Readings {
			if o := by[r.Outlet]; o != nil && r.Relation == "altered" {
				o.Altered++
			} else if o != nil && r.Relation == "trimmed" {
				o.Trimmed++
			}
		}
	}
	var out []archive.Outlet
	for _, o := range by {
		out = append(out, *o)
	}
	slices.SortFunc(out, func(a, b archive.Outlet) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Name, b.Name))
	})
	return out, f.err
}

func (f *fake) Going(context.Context, archive.Keep) (archive.Going, error) { return f.going, f.err }

func (f *fake) Languages(context.Context) ([]string, error) { return []string{"en", "de"}, f.err }

func (f *fake) Visit(context.Context) (time.Time, error) { return f.visit, f.err }

func (f *fake) Receive(_ context.Context, in []archive.Incoming) ([]archive.Receipt, error) {
	var out []archive.Receipt
	for _, i := range in {
		f.order("receive %s by %q: %q", i.Article.ID, i.Article.Outlet, i.Article.Title)
		out = append(out, archive.Receipt{Report: i.Article.ID})
	}
	return out, f.err
}

func (f *fake) AddFeed(_ context.Context, n archive.Feed) (archive.Feed, error) {
	if f.err != nil {
		return n, f.err
	}
	if n.Title == "" {
		n.Title = n.URL
	}
	n.ID, n.Added = fmt.Sprintf("f%d", len(f.feeds)+1), noon
	f.order("feed %s in %q", n.URL, n.Folder)
	f.feeds = append(f.feeds, n)
	return n, nil
}

func (f *fake) ChangeFeed(ctx context.Context, n archive.Feed) (archive.Feed, error) {
	if n.ID == "" {
		return f.AddFeed(ctx, n)
	}
	for i := range f.feeds {
		if f.feeds[i].ID == n.ID {
			f.feeds[i] = n
			return n, f.err
		}
	}
	return n, archive.ErrNotFound
}

func (f *fake) RemoveFeed(_ context.Context, id string) error {
	f.feeds = slices.DeleteFunc(f.feeds, func(n archive.Feed) bool { return n.ID == id })
	return f.err
}

func (f *fake) Search(_ context.Context, q archive.Search) (archive.Hits, error) {
	var out archive.Hits
	if strings.Count(q.Text, `"`)%2 == 1 {
		return out, fmt.Errorf("the phrase that begins with a quotation mark does not end: %w", archive.ErrInvalid)
	}
	f.mu.Lock()
	f.searched = q
	f.mu.Unlock()
	needle := strings.ToLower(strings.Trim(q.Text, `"`))
	for _, e := range f.editions {
		for _, r := range e.Comparison.Reports {
			a := r.Article
			h := archive.Hit{Report: *f.reports[a.ID], StoryTitle: e.Story.Title}
			for _, p := range a.Paragraphs {
				t := p.In(a.Text)
				if i := strings.Index(strings.ToLower(t), needle); i >= 0 && len(h.Passages) < 3 {
					w := wordsOf(e.Comparison, collate.Evidence{Report: slices.IndexFunc(e.Comparison.Reports, func(x collate.Report) bool { return x.Article == a }), Span: p})
					w.Text = t
					h.Passages = append(h.Passages, archive.Passage{Words: w, Marks: [][2]int{{i, i + len(needle)}}})
				}
			}
			if len(h.Passages) > 0 && (q.Outlet == "" || q.Outlet == "o-"+a.Outlet) {
				out.Hits = append(out.Hits, h)
			}
		}
	}
	out.Total = len(out.Hits)
	return out, f.err
}

func (f *fake) Verify(_ context.Context, q archive.Claimed) ([]archive.Verified, error) {
	var out []archive.Verified
	for _, s := range f.statements() {
		v := archive.Verified{Statement: s, Words: s.Words, Speaker: s.Speaker, Same: q.Speaker != "" && strings.Contains(s.Speaker, q.Speaker)}
		same, other := 0, 0
		d := revision.Compare(s.Text, q.Words)
		for _, x := range d.Steps {
			switch x.Op {
			case revision.Same, revision.Mark:
				same += len(strings.Fields(x.Is.In(q.Words)))
				v.Runs = append(v.Runs, archive.Run{Op: "same", Text: x.Is.In(q.Words)})
				continue
			}
			if !x.Was.Empty() {
				v.Runs = append(v.Runs, archive.Run{Op: "delete", Text: x.Was.In(s.Text)})
			}
			if !x.Is.Empty() {
				v.Runs = append(v.Runs, archive.Run{Op: "insert", Text: x.Is.In(q.Words)})
			}
		}
		other = d.Added + d.Removed
		v.Relation, v.Closeness = "altered", float64(2*same)/float64(2*same+other)
		if other == 0 {
			v.Relation, v.Runs = "identical", nil
		}
		if v.Closeness > .3 {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b archive.Verified) int { return cmp.Compare(b.Closeness, a.Closeness) })
	return out[:min(len(out), 20)], f.err
}

func (f *fake) Attempts(_ context.Context, feed string, _ int) ([]archive.Attempt, error) {
	at := "https://western-ledger.example/rss/all.xml"
	if feed != "f2" {
		return nil, f.err
	}
	return []archive.Attempt{
		{Feed: feed, URL: at, At: noon.Add(-time.Hour), Took: 1440 * time.Millisecond, Status: 503, Error: at + ": the server answered 503 Service Unavailable"},
		{Feed: feed, URL: "https://western-ledger.example/a/22", At: noon.Add(-3 * time.Hour), Took: 10 * time.Second, Error: "https://western-ledger.example/a/22: robots.txt asks that this page not be fetched"},
		{Feed: feed, URL: at, At: noon.Add(-7 * time.Hour), Took: 90 * time.Millisecond, Status: 200, New: 3},
		{Feed: feed, URL: at, At: noon.Add(-13 * time.Hour), Took: 120 * time.Millisecond, Status: 304},
	}, f.err
}

func (f *fake) Feeds(context.Context) ([]archive.Feed, error) { return f.feeds, f.err }

// withFeeds are feeds in every state.
func (f *fake) withFeeds() {
	f.feeds = []archive.Feed{
		{ID: "f1", URL: "https://harbour-light.example/feed", Title: "The Harbour Light", FullText: true, Added: noon.AddDate(0, 0, -9), Asked: noon.Add(-4 * time.Minute), Answered: noon.Add(-4 * time.Minute), Next: noon.Add(11 * time.Minute), Interval: 15 * time.Minute, Reports: 1204},
		{ID: "f2", URL: "https://western-ledger.example/rss/all.xml", Title: "Western Ledger", Folder: "Coast", Asked: noon.Add(-time.Hour), Answered: noon.AddDate(0, 0, -2), Next: noon.Add(3 * time.Hour), Interval: 6 * time.Hour, Failures: 5, LastError: "The server answered 503 Service Unavailable five times in a row. It asks to be left alone until 22.00; nothing has to be done.", Reports: 88},
		{ID: "f3", URL: "https://radio-meridian.example/news.json", Title: "Radio Meridian", Folder: "Coast", Paused: true, Asked: noon.AddDate(0, 0, -3), Answered: noon.AddDate(0, 0, -3), Reports: 310},
		{ID: "f4", URL: "https://northern-packet.example/atom", Folder: "Coast"},
	}
}
