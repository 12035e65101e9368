// Package syndication gives stories, the reports of one story, a speaker's
// statements and searches as feeds that any reader takes: Atom (RFC 4287) and
// JSON Feed 1.1.
//
//	/feed/stories.atom?show=altered    /feed/stories/ID.atom
//	/feed/people.atom?q=Trewin         /feed/people/ID.json
//	/feed/statements.atom?q=harbour    /feed/search.atom?q=harbour
//
// A list's feed takes the filters that its page has, by the same names.
//
// An entry says what is new in the reports' own words, and leads to the page.
// It has two dates: when it was published (a story: its first report), and the
// last change, so that a story comes up again when something was added to it.
// Its ID is a name-based UUID (RFC 9562, version 5) of the store and of what the
// entry is about: it stays whatever name the server is asked under, and goes
// along with a backup.
package syndication

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"parallax/internal/archive"
)

// Archive answers questions about what is kept.
type Archive interface {
	Stories(ctx context.Context, q archive.StoryQuery) (archive.Stories, error)
	Story(ctx context.Context, id string) (archive.Story, error) // of a merged story: the one it went into
	ReportsOf(ctx context.Context, story string) ([]archive.Report, error)
	Person(ctx context.Context, id string) (archive.Person, error)
	People(ctx context.Context, q archive.PersonQuery) (archive.People, error)
	Statements(ctx context.Context, q archive.StatementQuery) (archive.Statements, error)
	Search(ctx context.Context, q archive.Search) (archive.Hits, error)
}

// entries is how many entries a feed has.
const entries = 50

// feed is what both formats say.
type feed struct {
	title string
	page  string // path of the page that shows the same
	items []item
}

// item is one entry.
type item struct {
	path      string // of its page
	about     string // what its ID is made of; empty: the path
	title     string
	html      string
	published time.Time // zero: nobody knows
	updated   time.Time
}

// server answers for feeds.
type server struct {
	kept    Archive
	store   uuid.UUID // what the IDs of entries are made in
	address string    // "https://desk.example", without a slash at the end; empty: as the request has it
}

// New is the handler of everything below /feed/. store tells the archive from
// every other: the IDs of entries are made of it. address is how readers reach
// the server, when a request does not tell: "https://desk.example"; empty: as
// each request has it.
func New(kept Archive, store [16]byte, address string) http.Handler {
	s := &server{kept: kept, store: store, address: strings.TrimSuffix(address, "/")}
	mux := http.NewServeMux()
	mux.Handle("GET /feed/{file}", s.answer(s.list))
	mux.Handle("GET /feed/stories/{file}", s.answer(s.story))
	mux.Handle("GET /feed/people/{file}", s.answer(s.person))
	return mux
}

// answer makes a handler of a question. The last part of the path says the
// format: NAME.atom or NAME.json.
func (s *server) answer(ask func(r *http.Request, name string) (*feed, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := r.PathValue("file")
		name, atom := strings.CutSuffix(file, ".atom")
		if !atom {
			var ok bool
			if name, ok = strings.CutSuffix(file, ".json"); !ok {
				http.Error(w, "A feed's address ends with .atom or .json.", http.StatusNotFound)
				return
			}
		}
		f, err := ask(r, name)
		switch {
		case errors.Is(err, archive.ErrNotFound):
			http.Error(w, "There is no such feed.", http.StatusNotFound)
			return
		case errors.Is(err, archive.ErrInvalid):
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
			return
		case err != nil:
			http.Error(w, "The archive did not answer.", http.StatusServiceUnavailable)
			return
		}
		s.write(w, r, f, atom)
	})
}

// list is a feed of stories, of people or of a search.
func (s *server) list(r *http.Request, name string) (*feed, error) {
	switch name {
	case "stories":
		return s.stories(r)
	case "search":
		return s.search(r)
	case "statements":
		return s.statements(r)
	case "people":
		return s.people(r)
	}
	return nil, archive.ErrNotFound
}

func (s *server) stories(r *http.Request) (*feed, error) {
	q := r.URL.Query()
	found, err := s.kept.Stories(r.Context(), archive.StoryQuery{
		Page: archive.Page{Limit: entries}, Show: q.Get("show"), Outlet: q.Get("outlet"), Folder: q.Get("folder"), Language: q.Get("language"),
	})
	if err != nil {
		return nil, err
	}
	f := &feed{title: "Stories", page: "/" + query(q, "show", "outlet", "folder", "language")}
	for i := range found.Stories {
		f.items = append(f.items, storyItem(&found.Stories[i]))
	}
	return f, nil
}

// story is a feed of the reports of one story as they came in, each with what
// it made of others' words.
func (s *server) story(r *http.Request, id string) (*feed, error) {
	ctx := r.Context()
	st, err := s.kept.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	reports, err := s.kept.ReportsOf(ctx, st.ID)
	if err != nil {
		return nil, err
	}
	differing, err := s.kept.Statements(ctx, archive.StatementQuery{Page: archive.Page{Limit: 200}, Story: st.ID, Show: "differing"})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(reports, func(a, b archive.Report) int { return b.FirstSeen.Compare(a.FirstSeen) })
	f := &feed{title: st.Title, page: "/stories/" + url.PathEscape(st.ID)}
	for i := range reports[:min(len(reports), entries)] {
		f.items = append(f.items, reportItem(&reports[i], differing.Statements))
	}
	return f, nil
}

// search is a feed of reports, or with in=stories of the stories that have one.
func (s *server) search(r *http.Request) (*feed, error) {
	q := r.URL.Query()
	stories := q.Get("in") == "stories"
	from, to, err := dates(q)
	if err != nil {
		return nil, err
	}
	ask := archive.Search{
		Page: archive.Page{Limit: entries}, Text: q.Get("q"), In: "reports", Outlet: q.Get("outlet"), Person: q.Get("person"), Language: q.Get("language"),
		From: from, To: to, Order: "newest",
	}
	if stories {
		ask.In = "stories"
	}
	found, err := s.kept.Search(r.Context(), ask)
	if err != nil {
		return nil, err
	}
	f := &feed{title: titled("Search", q.Get("q")), page: "/search" + query(q, "q", "in", "person", "outlet", "language", "from", "to")}
	seen := map[string]bool{}
	for i := range found.Hits {
		h := &found.Hits[i]
		if stories {
			if h.Story == "" || seen[h.Story] { // one hit a story holds for a page of the answer
				continue
			}
			seen[h.Story] = true
		}
		f.items = append(f.items, hitItem(h, stories))
	}
	return f, nil
}

// statements is a feed of what was said.
func (s *server) statements(r *http.Request) (*feed, error) {
	q := r.URL.Query()
	from, to, err := dates(q)
	if err != nil {
		return nil, err
	}
	found, err := s.kept.Statements(r.Context(), archive.StatementQuery{
		Page: archive.Page{Limit: entries}, Text: q.Get("q"), Person: q.Get("person"), Outlet: q.Get("outlet"), Show: q.Get("show"), From: from, To: to,
	})
	if err != nil {
		return nil, err
	}
	q.Set("in", "statements")
	return &feed{title: titled("Statements", q.Get("q")), page: "/search" + query(q, "in", "q", "person", "outlet", "show", "from", "to"), items: said(found.Statements)}, nil
}

// people is a feed of those whose name matches: each comes up again when
// something of theirs is quoted.
func (s *server) people(r *http.Request) (*feed, error) {
	q := r.URL.Query()
	found, err := s.kept.People(r.Context(), archive.PersonQuery{Page: archive.Page{Limit: entries}, Text: q.Get("q"), Kind: q.Get("kind"), Order: "last"})
	if err != nil {
		return nil, err
	}
	f := &feed{title: titled("People", q.Get("q")), page: "/people" + query(q, "q", "kind")}
	for i := range found.People {
		f.items = append(f.items, personItem(&found.People[i]))
	}
	return f, nil
}

// titled is a list's name with the words that were looked for, if any.
func titled(list, words string) string {
	if words == "" {
		return list
	}
	return list + ": " + words
}

// dates reads the days from and to of an address; the day to is within.
func dates(q url.Values) (from, to time.Time, err error) {
	if v := q.Get("from"); v != "" {
		from, err = time.Parse(time.DateOnly, v)
	}
	if v := q.Get("to"); v != "" && err == nil {
		to, err = time.Parse(time.DateOnly, v)
		to = to.AddDate(0, 0, 1)
	}
	if err != nil {
		return from, to, fmt.Errorf("a day is written 2031-05-02: %w", archive.ErrInvalid)
	}
	return from, to, nil
}

func (s *server) person(r *http.Request, id string) (*feed, error) {
	p, err := s.kept.Person(r.Context(), id)
	if err != nil {
		return nil, err
	}
	found, err := s.kept.Statements(r.Context(), archive.StatementQuery{Page: archive.Page{Limit: entries}, Person: p.ID, Show: r.URL.Query().Get("show")})
	if err != nil {
		return nil, err
	}
	return &feed{title: p.Name, page: "/people/" + url.PathEscape(p.ID), items: said(found.Statements)}, nil
}

// query keeps the named parameters that are there, in that order.
func query(q url.Values, names ...string) string {
	var b strings.Builder
	for _, n := range names {
		v := q.Get(n)
		if v == "" {
			continue
		}
		if b.Len() == 0 {
			b.WriteByte('?')
		} else {
			b.WriteByte('&')
		}
		b.WriteString(n + "=" + url.QueryEscape(v))
	}
	return b.String()
}
