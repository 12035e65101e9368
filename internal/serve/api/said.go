package api

import (
	"time"

	"parallax/internal/archive"
)

// Person is somebody or something that speaks.
type Person struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Kind       string     `json:"kind"`
	Aliases    []string   `json:"aliases"`
	Roles      []Role     `json:"roles" doc:"as reported, newest first"`
	Statements int        `json:"statements"`
	Altered    int        `json:"altered"`
	Stories    int        `json:"stories"`
	First      *time.Time `json:"first"`
	Last       *time.Time `json:"last"`
}

// Role is what reports call somebody.
type Role struct {
	Words
	First   *time.Time `json:"first"`
	Last    *time.Time `json:"last"`
	Reports int        `json:"reports"`
}

func personFrom(p *archive.Person) Person {
	out := Person{
		ID: p.ID, Name: p.Name, Kind: p.Kind, Aliases: listed(p.Aliases), Roles: []Role{},
		Statements: p.Statements, Altered: p.Altered, Stories: p.Stories, First: moment(p.First), Last: moment(p.Last),
	}
	for i := range p.Roles {
		r := &p.Roles[i]
		out.Roles = append(out.Roles, Role{Words: wordsFrom(&r.Words), First: moment(r.First), Last: moment(r.Last), Reports: r.Reports})
	}
	return out
}

// People is one page of speakers.
type People struct {
	People []Person `json:"people"`
	Next   string   `json:"next"`
}

func peopleFrom(p *archive.People) People {
	out := People{People: []Person{}, Next: p.Next}
	for i := range p.People {
		out.People = append(out.People, personFrom(&p.People[i]))
	}
	return out
}

// Statement is an utterance with its readings.
type Statement struct {
	ID         string     `json:"id"`
	Story      string     `json:"story"`
	StoryTitle string     `json:"story_title"`
	Person     string     `json:"person,omitempty"`
	Speaker    string     `json:"speaker,omitempty"`
	Kind       string     `json:"kind" enum:"direct,mixed,indirect"`
	At         *time.Time `json:"at"`
	Fullest    Words      `json:"fullest"`
	Readings   []Reading  `json:"readings" doc:"the differing first, then by time"`
	Reports    int        `json:"reports"`
	Altered    int        `json:"altered"`
	Trimmed    int        `json:"trimmed"`
}

// Reading is one report's wording of it.
type Reading struct {
	Words
	Relation string     `json:"relation" enum:"identical,trimmed,altered,paraphrase"`
	Runs     []Run      `json:"runs" doc:"against the fullest wording"`
	At       *time.Time `json:"at"`
}

func statementFrom(s *archive.Statement) Statement {
	out := Statement{
		ID: s.ID, Story: s.Story, StoryTitle: s.StoryTitle, Person: s.Person, Speaker: s.Speaker, Kind: s.Kind, At: moment(s.At),
		Fullest: wordsFrom(&s.Words), Readings: []Reading{}, Reports: s.Reports, Altered: s.Altered, Trimmed: s.Trimmed,
	}
	for i := range s.Readings {
		r := &s.Readings[i]
		out.Readings = append(out.Readings, Reading{Words: wordsFrom(&r.Words), Relation: r.Relation, Runs: runsFrom(r.Runs), At: moment(r.At)})
	}
	return out
}

// Statements is one page of them.
type Statements struct {
	Statements []Statement `json:"statements"`
	Next       string      `json:"next"`
}

func statementsFrom(s *archive.Statements) Statements {
	out := Statements{Statements: []Statement{}, Next: s.Next}
	for i := range s.Statements {
		out.Statements = append(out.Statements, statementFrom(&s.Statements[i]))
	}
	return out
}

// Outlets are the publishers.
type Outlets struct {
	Outlets []Outlet `json:"outlets"`
}

// Outlet is one of them, and what is kept of it.
type Outlet struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Reports int        `json:"reports"`
	Own     int        `json:"own" doc:"reports that copy nobody"`
	Stories int        `json:"stories"`
	Altered int        `json:"altered" doc:"readings that alter the fullest wording"`
	Trimmed int        `json:"trimmed"`
	First   *time.Time `json:"first"`
	Last    *time.Time `json:"last"`
}

func outletsFrom(os []archive.Outlet) Outlets {
	out := Outlets{Outlets: []Outlet{}}
	for _, o := range os {
		out.Outlets = append(out.Outlets, Outlet{
			ID: o.ID, Name: o.Name, Reports: o.Reports, Own: o.Own, Stories: o.Stories, Altered: o.Altered, Trimmed: o.Trimmed,
			First: moment(o.First), Last: moment(o.Last),
		})
	}
	return out
}

// Hits is one page of what a search found.
type Hits struct {
	Hits  []Hit  `json:"hits"`
	Total int    `json:"total" doc:"1,000 stands for more"`
	Next  string `json:"next"`
}

// Hit is a report with the passages that match.
type Hit struct {
	Report     Report    `json:"report"`
	StoryTitle string    `json:"story_title,omitempty"`
	Passages   []Passage `json:"passages"`
}

// Passage is a stretch of the report, and where in it the words are.
type Passage struct {
	Words
	Marks [][2]int `json:"marks" doc:"code points of its text, the end exclusive"`
}

func hitsFrom(h *archive.Hits) Hits {
	out := Hits{Hits: []Hit{}, Total: h.Total, Next: h.Next}
	for i := range h.Hits {
		f := &h.Hits[i]
		hit := Hit{Report: reportFrom(&f.Report), StoryTitle: f.StoryTitle, Passages: []Passage{}}
		for k := range f.Passages {
			p := &f.Passages[k]
			hit.Passages = append(hit.Passages, Passage{Words: wordsFrom(&p.Words), Marks: codePoints(p.Text, p.Marks)})
		}
		out.Hits = append(out.Hits, hit)
	}
	return out
}

// Verification is what the archive has of a quotation.
type Verification struct {
	Words    string     `json:"words"`
	Speaker  string     `json:"speaker,omitempty"`
	Readings []Verified `json:"readings" doc:"closest first"`
}

// Verified is a reading beside the claimed words.
type Verified struct {
	Reading     Words     `json:"reading"`
	Relation    string    `json:"relation" enum:"identical,trimmed,altered,paraphrase" doc:"of the claimed words to the reading"`
	Runs        []Run     `json:"runs" doc:"from the reading to the claimed words"`
	Closeness   float64   `json:"closeness" doc:"0 to 1: share of words in common, in order"`
	Speaker     string    `json:"speaker,omitempty"`
	SameSpeaker bool      `json:"same_speaker"`
	Statement   Statement `json:"statement"`
}

func verifiedFrom(v *archive.Verified) Verified {
	return Verified{
		Reading: wordsFrom(&v.Words), Relation: v.Relation, Runs: runsFrom(v.Runs), Closeness: v.Closeness,
		Speaker: v.Speaker, SameSpeaker: v.Same, Statement: statementFrom(&v.Statement),
	}
}
