package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"parallax/internal/archive"
	"parallax/internal/ingest/opml"
	"parallax/internal/store"
)

// exportCommand is parallax export.
type exportCommand struct {
	What string `arg:"" enum:"reports,stories,quotations,feeds,backup" help:"reports, stories, quotations, feeds (OPML) or backup (the whole database)."`
	keeping
	Format string `short:"f" enum:"jsonl,csv" default:"jsonl" help:"jsonl (an object a line) or, for quotations, csv (a line for each reading)."`
	Output string `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output. FILE is complete or not there."`
}

// Help is shown below the flags.
func (exportCommand) Help() string {
	return `Examples:
  parallax export reports -o archive.jsonl
  parallax export stories | jq -r 'select(.accounts > 2) | .title'
  parallax export quotations --format csv -o quotations.csv
  parallax export feeds -o feeds.opml
  parallax export backup -o backup.db

Works while serve runs. parallax import reads reports, feeds and backups again.` + codes
}

// Validate asks for what cannot be written otherwise.
func (k *exportCommand) Validate() error {
	switch {
	case k.What == "backup" && (k.Output == "" || k.Output == "-"):
		return errors.New("a backup needs a file: --output FILE")
	case k.Format == "csv" && k.What != "quotations":
		return fmt.Errorf("%s cannot be written as csv, only quotations can", k.What)
	}
	return nil
}

// Run writes what is kept.
func (k *exportCommand) Run(s *session) error {
	st, err := k.open(s)
	if err != nil {
		return err
	}
	defer st.Close()
	if k.What == "backup" {
		return st.Backup(s, k.Output)
	}
	return writeTo(s, k.Output, func(w io.Writer) error {
		switch k.What {
		case "reports":
			return exportReports(s, st, w)
		case "stories":
			return exportStories(s, st, w)
		case "feeds":
			return exportFeeds(s, st, w)
		}
		if k.Format == "csv" {
			return exportReadings(s, st, w)
		}
		return exportStatements(s, st, w)
	})
}

// lines writes objects, one a line.
func lines(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

// exportedReport is a report as JSON lines have it, and as they are read.
type exportedReport struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	FirstSeen string `json:"first_seen"`
	Language  string `json:"language"`
	Text      string `json:"text"`
}

func exportReports(s *session, st *store.Store, w io.Writer) error {
	e := lines(w)
	return st.Each(s, func(p store.Pending) error {
		a := p.Article
		r := exportedReport{a.ID, a.URL, a.Outlet, a.Title, a.Published, a.FirstSeen, a.Language, a.Text}
		if !a.Headline.Empty() && len(a.Paragraphs) > 0 { // the title is put before the text when it is read
			r.Text = a.Text[a.Paragraphs[0].Start:]
		}
		return e.Encode(r)
	})
}

// exportedStory is a story as parallax stories writes it.
type exportedStory struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Reports  []string `json:"reports"`
	Accounts int      `json:"accounts"`
	First    string   `json:"first"`
	Last     string   `json:"last"`
}

func exportStories(s *session, st *store.Store, w io.Writer) error {
	e := lines(w)
	q := archive.StoryQuery{Order: "first", Page: archive.Page{Limit: 200}}
	for {
		list, err := st.Stories(s, q)
		if err != nil {
			return err
		}
		for _, k := range list.Stories {
			reports, err := st.ReportsOf(s, k.ID)
			if err != nil {
				return err
			}
			out := exportedStory{ID: k.ID, Title: k.Title, Accounts: k.Accounts, First: k.First.Format(time.RFC3339), Last: k.Last.Format(time.RFC3339)}
			for _, r := range reports {
				out.Reports = append(out.Reports, r.ID)
			}
			if err := e.Encode(out); err != nil {
				return err
			}
		}
		if q.Cursor = list.Next; list.Next == "" {
			return nil
		}
	}
}

// eachStatement goes through everything that was said, the newest first.
func eachStatement(s *session, st *store.Store, f func(*archive.Statement) error) error {
	q := archive.StatementQuery{Page: archive.Page{Limit: 200}}
	for {
		list, err := st.Statements(s, q)
		if err != nil {
			return err
		}
		for i := range list.Statements {
			if err := f(&list.Statements[i]); err != nil {
				return err
			}
		}
		if q.Cursor = list.Next; list.Next == "" {
			return nil
		}
	}
}

// exportedWords are words and where they stand, in code points.
type exportedWords struct {
	Report string `json:"report"`
	Outlet string `json:"outlet,omitempty"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Text   string `json:"text"`
}

type exportedReading struct {
	exportedWords
	Relation string `json:"relation"`
	At       string `json:"at"`
}

type exportedStatement struct {
	ID       string            `json:"id"`
	Story    string            `json:"story"`
	Speaker  string            `json:"speaker,omitempty"`
	Person   string            `json:"person,omitempty"`
	Kind     string            `json:"kind"`
	At       string            `json:"at"`
	Fullest  exportedWords     `json:"fullest"`
	Readings []exportedReading `json:"readings"`
}

func exportStatements(s *session, st *store.Store, w io.Writer) error {
	e := lines(w)
	return eachStatement(s, st, func(k *archive.Statement) error {
		out := exportedStatement{ID: k.ID, Story: k.Story, Speaker: k.Speaker, Person: k.Person, Kind: k.Kind, At: k.At.Format(time.RFC3339), Fullest: exportedWords(k.Words)}
		for _, r := range k.Readings {
			out.Readings = append(out.Readings, exportedReading{exportedWords(r.Words), r.Relation, r.At.Format(time.RFC3339)})
		}
		return e.Encode(out)
	})
}

func exportReadings(s *session, st *store.Store, w io.Writer) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true // RFC 4180
	if err := c.Write([]string{"statement", "story", "story_title", "speaker", "kind", "outlet", "report", "published", "relation", "start", "end", "text", "fullest"}); err != nil {
		return err
	}
	err := eachStatement(s, st, func(k *archive.Statement) error {
		for _, r := range k.Readings {
			if err := c.Write([]string{k.ID, k.Story, k.StoryTitle, k.Speaker, k.Kind, r.Outlet, r.Report, r.At.Format(time.RFC3339), r.Relation, strconv.Itoa(r.Start), strconv.Itoa(r.End), r.Text, k.Text}); err != nil {
				return err
			}
		}
		return nil
	})
	c.Flush()
	return errors.Join(err, c.Error())
}

func exportFeeds(s *session, st *store.Store, w io.Writer) error {
	feeds, err := st.Feeds(s)
	if err != nil {
		return err
	}
	list := make([]opml.Subscription, len(feeds))
	for i, f := range feeds {
		list[i] = opml.Subscription{URL: f.URL, Title: f.Title, Site: f.Site, Folder: f.Folder}
	}
	return opml.Write(w, "Parallax feeds", list)
}
