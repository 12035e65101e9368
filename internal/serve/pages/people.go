package pages

import (
	"net/http"
	"slices"
	"strings"

	"parallax/internal/archive"
)

// peoplePage is the list of those who speak.
type peoplePage struct {
	frame
	Text    string
	Orders  []filter
	Kinds   []choice
	Hidden  []pair
	People  []personRow
	Older   string
	Newer   string
	Nothing string
}

// personRow is a speaker in a list.
type personRow struct {
	archive.Person
	Href string
	Role string
	Last string
}

var peopleOrders = []struct{ value, name string }{{"", "Most said"}, {"name", "By name"}, {"last", "Last heard"}}

var personKinds = []struct{ value, name string }{{"person", "people"}, {"organisation", "organisations"}, {"document", "documents"}, {"group", "groups"}}

func (p *Pages) people(w http.ResponseWriter, r *http.Request) error {
	f := r.URL.Query()
	if name := f.Get("name"); name != "" {
		return p.personNamed(w, r, name)
	}
	q := archive.PersonQuery{Page: archive.Page{Cursor: f.Get("after")}, Text: strings.TrimSpace(f.Get("q"))}
	v := &peoplePage{frame: p.frame(r, "people", "People"), Text: q.Text}
	for _, k := range personKinds {
		if k.value == f.Get("kind") {
			q.Kind = k.value
		}
	}
	for _, o := range peopleOrders {
		if o.value == f.Get("order") && o.value != "" {
			q.Order = o.value
			v.Hidden = append(v.Hidden, pair{"order", o.value})
		}
	}
	at := func(order, cursor string) string {
		return address("/people", "q", q.Text, "kind", q.Kind, "order", order, "after", cursor)
	}
	for _, o := range peopleOrders {
		v.Orders = append(v.Orders, filter{Name: o.name, Href: at(o.value, ""), On: q.Order == o.value})
	}
	for _, k := range personKinds {
		v.Kinds = append(v.Kinds, choice{k.value, k.name, q.Kind == k.value})
	}
	found, err := p.kept.People(r.Context(), q)
	if err != nil {
		return err
	}
	for i := range found.People {
		v.People = append(v.People, p.personRow(&found.People[i]))
	}
	if found.Next != "" {
		v.Older = at(q.Order, found.Next)
	}
	if q.Cursor != "" {
		v.Newer = at(q.Order, "")
	}
	if v.Nothing = "Nobody has been quoted yet. Speakers appear here as soon as reports are read."; q.Text != "" || q.Kind != "" {
		v.Nothing = "Nobody of that name and kind is quoted in the reports."
	}
	return p.show(w, http.StatusOK, "people-page", v)
}

// personNamed leads to the one speaker of a name, or to the list of those whose
// names have its words.
func (p *Pages) personNamed(w http.ResponseWriter, r *http.Request, name string) error {
	found, err := p.kept.People(r.Context(), archive.PersonQuery{Text: name})
	if err != nil {
		return err
	}
	var one []string
	for i := range found.People {
		if x := &found.People[i]; strings.EqualFold(x.Name, name) || len(found.People) == 1 {
			one = append(one, x.ID)
		}
	}
	if len(one) == 1 {
		return see(w, r, personAt(one[0]))
	}
	return see(w, r, address("/people", "q", name))
}

func (p *Pages) personRow(x *archive.Person) personRow {
	row := personRow{Person: *x, Href: personAt(x.ID)}
	if len(x.Roles) > 0 {
		row.Role = x.Roles[0].Text
	}
	if !x.Last.IsZero() {
		row.Last = p.date(x.Last)
	}
	return row
}

// personPage is everything that somebody said.
type personPage struct {
	frame
	archive.Person
	Facts   []fact
	As      []roleAs
	Called  string
	Filters []filter
	Narrow  narrowing
	Rug     *rug
	Export  string // address of the same as JSON
	List    statementList
	Older   string
	Newer   string
}

// fact is a part of the line under a heading.
type fact struct {
	Text   string
	Strong bool
}

// roleAs is a role as reported.
type roleAs struct {
	Text, Href, When string
}

func (p *Pages) person(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	x, err := p.kept.Person(r.Context(), id)
	if err != nil {
		return err
	}
	if x.ID != id { // known under another ID by now
		http.Redirect(w, r, personAt(x.ID), http.StatusFound)
		return nil
	}
	q := statementQuery(r)
	q.Person = x.ID
	ss, err := p.kept.Statements(r.Context(), q)
	if err != nil {
		return err
	}
	v := &personPage{frame: p.frame(r, "people", x.Name), Person: x, Facts: p.personFacts(&x)}
	v.Feed, v.FeedName = personFeed(x.ID), "Statements of "+x.Name
	for i := range x.Roles {
		w := &x.Roles[i]
		v.As = append(v.As, roleAs{w.Text, wordsAt(w.Report, w.Start, w.End), p.span(w.First, w.Last)})
	}
	v.Called = called(&x)
	v.Filters = statementFilters(personAt(x.ID), r, q.Show)
	if v.Narrow, err = p.narrowing(r, personAt(x.ID), "show"); err != nil {
		return err
	}
	moments, err := p.kept.Moments(r.Context(), x.ID)
	if err != nil {
		return err
	}
	v.Rug = p.rugOf(moments)
	v.List = p.statementList(ss.Statements)
	v.List.Story = true
	p.alike(&v.List)
	v.Export = address("/api/1/statements", "person", x.ID)
	if ss.Next != "" {
		v.Older = statementsAt(personAt(x.ID), r, q.Show, ss.Next)
	}
	if q.Cursor != "" {
		v.Newer = statementsAt(personAt(x.ID), r, q.Show, "")
	}
	return p.show(w, http.StatusOK, "person-page", v)
}

func (p *Pages) personFacts(x *archive.Person) []fact {
	fs := []fact{{Text: count(x.Statements, "statement")}}
	if x.Altered > 0 {
		words := number(x.Altered) + " of them altered by some outlet"
		if x.Statements == 1 {
			words = "altered by some outlet"
		}
		fs = append(fs, fact{words, true})
	}
	fs = append(fs, fact{Text: count(x.Stories, "story")})
	if !x.First.IsZero() {
		fs = append(fs, fact{Text: "first " + p.date(x.First)})
	}
	if !x.Last.IsZero() {
		fs = append(fs, fact{Text: "last " + p.date(x.Last)})
	}
	return fs
}

// called is the other names of somebody, each once.
func called(x *archive.Person) string {
	var names []string
	for _, a := range x.Aliases {
		if a != x.Name && !slices.Contains(names, a) {
			names = append(names, a)
		}
	}
	return strings.Join(names, ", ")
}

// outletsPage is the list of publishers.
type outletsPage struct {
	frame
	Outlets []outletRow
}

type outletRow struct {
	archive.Outlet
	Href, Last string
}

func (p *Pages) allOutlets(w http.ResponseWriter, r *http.Request) error {
	os, err := p.kept.Outlets(r.Context())
	if err != nil {
		return err
	}
	v := &outletsPage{frame: p.frame(r, "outlets", "Outlets")}
	for _, o := range os {
		row := outletRow{Outlet: o, Href: outletAt(o.ID)}
		row.Name = outletName(o.Name)
		if !o.Last.IsZero() {
			row.Last = p.date(o.Last)
		}
		v.Outlets = append(v.Outlets, row)
	}
	return p.show(w, http.StatusOK, "outlets-page", v)
}

// outletPage is a publisher: what it told and what it did with others' words.
type outletPage struct {
	frame
	archive.Outlet
	Facts   []fact
	Filters []filter
	Narrow  narrowing
	List    statementList
	Stories []*storyRow
	All     string // address of all its stories
	Older   string
	Newer   string
}

// outletStories is how many of an outlet's stories its page lists.
const outletStories = 10

func (p *Pages) outlet(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	os, err := p.outlets.get(p.o.Now(), listFor, func() ([]archive.Outlet, error) { return p.kept.Outlets(ctx) })
	if err != nil {
		return err
	}
	i := slices.IndexFunc(os, func(o archive.Outlet) bool { return o.ID == id })
	if i < 0 {
		return archive.ErrNotFound
	}
	o := os[i]
	o.Name = outletName(o.Name)
	v := &outletPage{frame: p.frame(r, "outlets", o.Name), Outlet: o, All: address("/", "outlet", id), Facts: p.outletFacts(&o)}
	v.Feed, v.FeedName = address(storiesFeed, "outlet", id), "Stories with "+o.Name
	q := statementQuery(r)
	q.Outlet = id
	if q.Show == "" {
		q.Show = "differing"
	}
	if r.URL.Query().Get("show") == "all" {
		q.Show = ""
	}
	ss, err := p.kept.Statements(ctx, q)
	if err != nil {
		return err
	}
	for _, s := range []struct{ value, name string }{{"", "Differing"}, {"all", "All"}, {"one", "In one report"}} {
		v.Filters = append(v.Filters, filter{Name: s.name, Href: statementsAt(outletAt(id), r, s.value, ""), On: r.URL.Query().Get("show") == s.value})
	}
	v.List = p.statementList(ss.Statements)
	v.List.Story, v.List.Person = true, true
	v.List.of(os[i].Name)
	if ss.Next != "" {
		v.Older = statementsAt(outletAt(id), r, r.URL.Query().Get("show"), ss.Next)
	}
	if q.Cursor != "" {
		v.Newer = statementsAt(outletAt(id), r, r.URL.Query().Get("show"), "")
	}
	stories, err := p.kept.Stories(ctx, archive.StoryQuery{Page: archive.Page{Limit: outletStories}, Outlet: id})
	if err != nil {
		return err
	}
	for i := range stories.Stories {
		row := p.storyRow(&stories.Stories[i], false)
		row.Clock = p.date(dated(&stories.Stories[i]))
		v.Stories = append(v.Stories, row)
	}
	return p.show(w, http.StatusOK, "outlet-page", v)
}

func (p *Pages) outletFacts(o *archive.Outlet) []fact {
	fs := []fact{{Text: count(o.Reports, "report")}}
	if o.Own < o.Reports {
		fs = append(fs, fact{Text: number(o.Own) + " of them copy nobody"})
	}
	fs = append(fs, fact{Text: count(o.Stories, "story")}, fact{count(o.Altered, "reading") + " altered", o.Altered > 0}, fact{Text: number(o.Trimmed) + " trimmed"})
	if !o.First.IsZero() {
		fs = append(fs, fact{Text: p.span(o.First, o.Last)})
	}
	return fs
}
