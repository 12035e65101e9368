package pages

import (
	"errors"
	"net/http"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/archive"
)

// searchPage is what a search found.
type searchPage struct {
	frame
	Tabs    []filter
	Orders  []filter
	Shows   []filter
	Narrow  narrowing
	Total   string
	Hits    []hit
	Stories []found
	People  []personRow
	List    *statementList
	Problem string // what is wrong with the words
	Nothing string
	Older   string
	Newer   string
	In      string
	By      *spoken // whom the reader asks for; nil: anybody
}

// hit is a report that was found.
type hit struct {
	archive.Hit
	Href, StoryAt string
	When          string
	Name          string
	Passages      []passage
}

// passage is a stretch of a report with the words in it that were looked for.
type passage struct {
	Href          string
	Before, After bool // the sentence goes on there
	Pieces        []stretch
}

// stretch is a stretch of a passage, looked for or not.
type stretch struct {
	Text string
	Mark bool
}

// found is a story that was found, by one of its reports.
type found struct {
	ID, Title, Href, When, Lang string
	Reports                     int
	More                        string // "2 other reports"
	First                       hit
}

var searchTabs = []struct{ value, name string }{{"", "Reports"}, {"statements", "Statements"}, {"people", "People"}, {"stories", "Stories"}}

func (p *Pages) search(w http.ResponseWriter, r *http.Request) error {
	f := r.URL.Query()
	if id := f.Get("person"); id != "" { // as feeds and programs have it
		x, err := p.kept.Person(r.Context(), id)
		if err != nil {
			return err
		}
		f.Del("person")
		f.Set("by", x.Name)
		return see(w, r, "/search?"+f.Encode())
	}
	text := strings.TrimSpace(f.Get("q"))
	v := &searchPage{frame: p.frame(r, "", "Search"), In: f.Get("in")}
	v.Query = text
	if !slices.ContainsFunc(searchTabs, func(t struct{ value, name string }) bool { return t.value == v.In }) {
		v.In = ""
	}
	order := f.Get("order")
	if order != "newest" {
		order = ""
	}
	at := func(in, order, cursor string) string {
		return address("/search", "q", text, "in", in, "order", order, "show", f.Get("show"), "outlet", f.Get("outlet"), "language", f.Get("language"),
			"by", f.Get("by"), "from", f.Get("from"), "to", f.Get("to"), "after", cursor)
	}
	for _, t := range searchTabs {
		v.Tabs = append(v.Tabs, filter{Name: t.name, Href: at(t.value, order, ""), On: t.value == v.In})
	}
	if err := p.narrowSearch(r, v); err != nil {
		return err
	}
	if text == "" && v.Narrow.Set == 0 {
		v.Nothing = "Several words all have to be there; “…” is a phrase, -word must not be there, word* is a beginning."
		return p.show(w, http.StatusOK, "search-page", v)
	}
	if text != "" {
		v.Title = "Search: " + text
	}
	next, err := p.find(r, v, text, order)
	if errors.Is(err, archive.ErrInvalid) {
		v.Problem = told(err)
		return p.show(w, http.StatusUnprocessableEntity, "search-page", v)
	}
	if err != nil {
		return err
	}
	switch v.In {
	case "", "stories":
		if text == "" {
			break // without words none is better than another
		}
		v.Orders = []filter{{Name: "Best first", Href: at(v.In, "", ""), On: order == ""}, {Name: "Newest first", Href: at(v.In, "newest", ""), On: order != ""}}
	case "statements":
		v.Shows = statementFilters("/search", r, statementQuery(r).Show)
	}
	if next != "" {
		v.Older = at(v.In, order, next)
	}
	if f.Get("after") != "" {
		v.Newer = at(v.In, order, "")
	}
	return p.show(w, http.StatusOK, "search-page", v)
}

// narrowSearch fills the form that narrows a search.
func (p *Pages) narrowSearch(r *http.Request, v *searchPage) (err error) {
	if v.Narrow, err = p.narrowing(r, "/search", "q", "in", "order", "show"); err != nil {
		return err
	}
	v.Narrow.Speaker, v.Narrow.By = true, strings.TrimSpace(r.URL.Query().Get("by"))
	if v.In != "statements" { // what is said has no language of its own
		v.Narrow.Languages, err = p.languageChoices(r.Context(), r.URL.Query().Get("language"))
	}
	return err
}

// find fills the page with what was found and gives the cursor of the rest.
func (p *Pages) find(r *http.Request, v *searchPage, text, order string) (next string, err error) {
	if v.In == "people" {
		return p.findPeople(r, v, text)
	}
	person := ""
	if v.Narrow.By != "" {
		if person, v.By, err = p.speaker(r.Context(), v.Narrow.By); err != nil {
			return "", err
		}
		if v.By == nil {
			v.Nothing = "Nobody called “" + v.Narrow.By + "” is quoted in the reports."
			return "", nil
		}
	}
	if v.In == "statements" {
		return p.findStatements(r, v, person)
	}
	return p.findReports(r, v, archive.Search{Text: text, Person: person, Order: order})
}

func (p *Pages) findStatements(r *http.Request, v *searchPage, person string) (next string, err error) {
	q := statementQuery(r)
	q.Person = person
	ss, err := p.kept.Statements(r.Context(), q)
	if err != nil {
		return "", err
	}
	f := r.URL.Query()
	v.Feed = address("/feed/statements.atom", "q", q.Text, "person", person, "outlet", q.Outlet, "show", q.Show, "from", f.Get("from"), "to", f.Get("to"))
	v.FeedName = "Statements: " + q.Text
	if l := p.statementList(ss.Statements); len(l.Years) > 0 {
		l.Story, l.Person = true, true
		v.List = &l
	} else {
		v.Nothing = "No quotation has these words."
	}
	return ss.Next, nil
}

func (p *Pages) findPeople(r *http.Request, v *searchPage, text string) (next string, err error) {
	found, err := p.kept.People(r.Context(), archive.PersonQuery{Page: archive.Page{Cursor: r.URL.Query().Get("after")}, Text: text})
	if err != nil {
		return "", err
	}
	v.Feed, v.FeedName = address("/feed/people.atom", "q", text), "People: "+text
	for i := range found.People {
		v.People = append(v.People, p.personRow(&found.People[i]))
	}
	if len(v.People) == 0 {
		v.Nothing = "Nobody of that name is quoted in the reports."
	}
	return found.Next, nil
}

func (p *Pages) findReports(r *http.Request, v *searchPage, q archive.Search) (next string, err error) {
	f := r.URL.Query()
	q.In, q.Outlet, q.Language = v.In, f.Get("outlet"), f.Get("language")
	q.From, q.To, q.Cursor = day(f.Get("from"), 0), day(f.Get("to"), 1), f.Get("after")
	if v.In == "stories" { // one hit a story holds for a page: so there is one
		q.Page = archive.Page{Limit: mostStories}
	}
	hits, err := p.kept.Search(r.Context(), q)
	if err != nil {
		return "", err
	}
	v.Feed = address("/feed/search.atom", "q", q.Text, "in", v.In, "person", q.Person, "outlet", q.Outlet, "language", q.Language, "from", f.Get("from"), "to", f.Get("to"))
	v.FeedName = "Search: " + q.Text
	for i := range hits.Hits {
		v.Hits = append(v.Hits, p.hit(&hits.Hits[i]))
	}
	if v.In == "stories" {
		v.Stories, v.Hits = byStory(v.Hits), nil
		if v.Total = count(len(v.Stories), "story"); hits.Next != "" {
			v.Total = "the first " + v.Total + "; more words or dates find others"
		}
		hits.Next = ""
	} else {
		v.Total = total(hits.Total)
	}
	if len(hits.Hits) == 0 {
		v.Nothing = "No report has all of these words. Fewer words, or a beginning with * at its end, find more."
		if v.Narrow.Set > 0 {
			v.Nothing = "No report has all of these words and is of that choice. Fewer words or a wider choice find more."
		}
	}
	return hits.Next, nil
}

// mostStories is how many stories a search shows.
const mostStories = 100

func total(n int) string {
	if n >= archive.MostTold {
		return number(archive.MostTold) + " reports and more"
	}
	return count(n, "report")
}

func (p *Pages) hit(h *archive.Hit) hit {
	v := hit{Hit: *h, Href: reportAt(h.ID), When: p.published(&h.Report), Name: outletName(h.Outlet)}
	if h.Story != "" {
		v.StoryAt = storyAt(h.Story)
	}
	for i := range h.Passages {
		w := &h.Passages[i]
		v.Passages = append(v.Passages, passage{wordsAt(w.Report, w.Start, w.End), within(w.Text, true), within(w.Text, false), marked(w.Text, w.Marks)})
	}
	return v
}

// within says whether a passage begins, or ends, within a sentence.
func within(text string, begins bool) bool {
	text = strings.TrimSpace(text)
	if begins {
		first, _ := utf8.DecodeRuneInString(text)
		return unicode.IsLower(first)
	}
	text = strings.TrimRight(text, "\"'”’)]")
	last, _ := utf8.DecodeLastRuneInString(text)
	return text != "" && !strings.ContainsRune(".!?…", last)
}

// marked cuts a passage at the words that were looked for. Marks that lie
// outside it or in each other are left out rather than believed.
func marked(text string, marks [][2]int) []stretch {
	sort.Slice(marks, func(i, j int) bool { return marks[i][0] < marks[j][0] })
	var out []stretch
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] <= m[0] || m[1] > len(text) {
			continue
		}
		if m[0] > at {
			out = append(out, stretch{Text: text[at:m[0]]})
		}
		out = append(out, stretch{Text: text[m[0]:m[1]], Mark: true})
		at = m[1]
	}
	if at < len(text) {
		out = append(out, stretch{Text: text[at:]})
	}
	return out
}

// byStory gathers hits by story, in the order of the first hit of each.
func byStory(hits []hit) []found {
	var out []found
	at := map[string]int{}
	for _, h := range hits {
		if h.Story == "" {
			continue
		}
		i, ok := at[h.Story]
		if !ok {
			i = len(out)
			at[h.Story] = i
			out = append(out, found{ID: h.Story, Title: h.StoryTitle, Href: h.StoryAt, When: h.When, Lang: h.Language, First: h})
		}
		out[i].Reports++
		out[i].More = count(out[i].Reports-1, "other report")
	}
	return out
}

// verifyPage is the readings in the archive nearest to some words.
type verifyPage struct {
	frame
	Words, Speaker string
	Asked          bool
	Results        []verified
}

// verified is a reading beside the claimed words.
type verified struct {
	statement
	Sign, Verdict string
	Closeness     string
	Pieces        []piece
	Text          string
	Where         where
	Credit        string // "said by Ada Trewin"
	Other         bool   // by somebody else than asked
}

// verdicts say how the claimed words stand to a reading.
var verdicts = map[string]string{
	"identical": "word for word", "trimmed": "words left out", "altered": "words changed", "paraphrase": "told, not quoted",
}

// mostClaimed is how many characters a quotation to verify may have.
const mostClaimed = 5000

func (p *Pages) verify(w http.ResponseWriter, r *http.Request) error {
	f := r.URL.Query()
	v := &verifyPage{frame: p.frame(r, "verify", "Verify a quotation"), Words: strings.TrimSpace(f.Get("words")), Speaker: strings.TrimSpace(f.Get("speaker"))}
	if len(v.Words) > mostClaimed {
		return invalid("That is more than a quotation: " + number(mostClaimed) + " characters can be looked for at most.")
	}
	if v.Words != "" {
		v.Asked = true
		vs, err := p.kept.Verify(r.Context(), archive.Claimed{Words: v.Words, Speaker: v.Speaker})
		if err != nil {
			return err
		}
		for i := range vs {
			v.Results = append(v.Results, p.verified(&vs[i], v.Speaker != ""))
		}
	}
	return p.show(w, http.StatusOK, "verify-page", v)
}

func (p *Pages) verified(x *archive.Verified, asked bool) verified {
	v := verified{
		statement: p.statement(&x.Statement), Sign: x.Relation, Verdict: verdicts[x.Relation],
		Closeness: percentOf(x.Closeness), Pieces: pieces(x.Runs), Other: asked && !x.Same,
		Where: where{outletName(x.Outlet), wordsAt(x.Report, x.Start, x.End)}, Credit: "speaker not named",
	}
	if len(x.Runs) == 0 {
		v.Text = x.Text
	}
	if x.Speaker != "" {
		v.Credit = x.Speaker
	}
	return v
}

// percentOf is a share in whole per cent: "87 %". A difference never reads as
// none, nor some agreement as nothing.
func percentOf(x float64) string {
	n := int(x*100 + .5)
	if n == 100 && x < 1 {
		n = 99
	}
	if n == 0 && x > 0 {
		n = 1
	}
	return number(n) + " %"
}
