package pages

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"parallax/internal/archive"
)

// statementList is a table of statements with what each report made of them.
type statementList struct {
	Years  []year
	Story  bool // the story of each is named,
	Person bool // or its speaker
}

// year is the statements of a year.
type year struct {
	Year string
	Rows []statement
}

// of makes the list one of what an outlet did: its own readings stand first, and
// the bar is for what it altered itself.
func (l *statementList) of(outlet string) {
	for y := range l.Years {
		for i := range l.Years[y].Rows {
			s := &l.Years[y].Rows[i]
			s.Bar = false
			own := outletName(outlet)
			slices.SortStableFunc(s.Differing, func(a, b reading) int {
				return cmp.Compare(rank(a.Outlet == own), rank(b.Outlet == own))
			})
			for _, r := range s.Differing {
				s.Bar = s.Bar || r.Outlet == own && r.Relation == "altered"
			}
		}
	}
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// statement is a row.
type statement struct {
	archive.Statement
	Full                []piece // the fullest wording, with what somebody has otherwise marked
	Alike               *alike  // another statement in almost the same words
	Bar                 bool    // it was altered
	Machine, Day, Clock string
	Words               string // address of the fullest wording
	StoryAt             string // of the statement in its story
	PersonAt            string
	Differing           []reading
	Same                []where // reports that have it word for word, that of the fullest wording among them
	Only                *where  // the one report that has it
}

// reading is a wording that departs from the fullest.
type reading struct {
	where
	Relation, Label, Part string
	Strip                 []bar
	Pieces                []piece
	Text                  string // of a paraphrase
}

// where is a report with the place of its words.
type where struct{ Outlet, Href string }

var labels = map[string]string{"identical": "word for word", "trimmed": "trimmed", "altered": "altered", "paraphrase": "paraphrase"}

func (p *Pages) statementList(ss []archive.Statement) statementList {
	var l statementList
	for i := range ss {
		s := p.statement(&ss[i])
		y := ss[i].At.In(p.o.Zone).Format("2006")
		if ss[i].At.IsZero() {
			y = "Undated"
		}
		if n := len(l.Years); n == 0 || l.Years[n-1].Year != y {
			l.Years = append(l.Years, year{Year: y})
		}
		last := &l.Years[len(l.Years)-1]
		last.Rows = append(last.Rows, s)
	}
	return l
}

func (p *Pages) statement(s *archive.Statement) statement {
	v := statement{Statement: *s, Bar: s.Altered > 0, Machine: machine(s.At), Words: wordsAt(s.Report, s.Start, s.End), StoryAt: storyAt(s.Story) + "#" + s.ID}
	v.Full = contested(s)
	if s.Person != "" {
		v.PersonAt = personAt(s.Person)
	}
	if !s.At.IsZero() {
		at, _ := p.local(s.At)
		v.Day, v.Clock = at.Format("2 Jan"), p.clock(s.At)
	}
	full := where{outletName(s.Outlet), v.Words}
	v.Same = append(v.Same, full)
	for i := range s.Readings {
		r := &s.Readings[i]
		at := where{outletName(r.Outlet), wordsAt(r.Report, r.Start, r.End)}
		switch {
		case r.Report == s.Report && r.Start == s.Start: // the fullest itself
		case r.Relation == "identical":
			v.Same = append(v.Same, at)
		default:
			v.Differing = append(v.Differing, readingOf(s.Text, r, at))
		}
	}
	if len(v.Differing) == 0 && len(v.Same) == 1 && s.Reports <= 1 {
		v.Only, v.Same = &full, nil
	}
	return v
}

func readingOf(full string, r *archive.Reading, at where) reading {
	v := reading{where: at, Relation: r.Relation, Label: labels[r.Relation], Pieces: pieces(r.Runs)}
	var carries int
	v.Strip, carries = strip(full, r.Runs)
	if len(r.Runs) == 0 {
		v.Text = r.Text
	}
	if r.Relation == "trimmed" && v.Strip != nil {
		v.Part = number(carries) + " of " + count(wordCount(full), "word")
	}
	return v
}

// outletName is what a report without an outlet is called.
func outletName(s string) string {
	if s == "" {
		return "no outlet named"
	}
	return s
}

// statementShows are the filters of statements.
var statementShows = []struct{ value, name string }{{"", "All"}, {"differing", "Differing"}, {"one", "In one report"}}

// statementQuery reads the filters of statements from an address.
func statementQuery(r *http.Request) archive.StatementQuery {
	f := r.URL.Query()
	q := archive.StatementQuery{Page: archive.Page{Cursor: f.Get("after")}, Text: f.Get("q"), Outlet: f.Get("outlet"), From: day(f.Get("from"), 0), To: day(f.Get("to"), 1)}
	if s := f.Get("show"); s == "differing" || s == "one" {
		q.Show = s
	}
	return q
}

// day reads a date of a form, moved by some days; zero when it is none.
func day(s string, plus int) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return t.AddDate(0, 0, plus)
}

// statementsAt is the address of a list of statements.
func statementsAt(path string, r *http.Request, show, cursor string) string {
	f := r.URL.Query()
	return address(path, "q", f.Get("q"), "in", f.Get("in"), "show", show, "outlet", f.Get("outlet"), "language", f.Get("language"), "by", f.Get("by"), "from", f.Get("from"), "to", f.Get("to"), "after", cursor)
}

func statementFilters(path string, r *http.Request, on string) []filter {
	var out []filter
	for _, s := range statementShows {
		out = append(out, filter{Name: s.name, Href: statementsAt(path, r, s.value, ""), On: on == s.value})
	}
	return out
}
