package main

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"parallax"
	"parallax/examples"
	"parallax/internal/archive"
	"parallax/internal/report/dates"
)

// clock is the time of a demonstration: that of the report which comes in, and
// once all are there it goes on from the last.
type clock struct {
	zone  *time.Location // of the reports
	mu    sync.Mutex
	at    time.Time
	since time.Time // zero: it stands
}

// Now is the time.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.at.IsZero():
		return time.Now()
	case c.since.IsZero():
		return c.at
	}
	return c.at.Add(time.Since(c.since))
}

// set sets the clock; going says whether it goes on from there.
func (c *clock) set(at time.Time, going bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at, c.since = at, (time.Time{}); going {
		c.since = time.Now()
	}
}

// example is an example report and when it comes in.
type example struct {
	*parallax.Article
	at time.Time
}

// afterwards is how much later than the dated reports beside it an undated one
// comes in.
const afterwards = time.Hour

// exampleReports are the example reports in the order of a week of feeds: each
// comes in when it was published.
func exampleReports(ctx context.Context) ([]example, error) {
	var all []example
	last, dir := time.Time{}, ""
	err := fs.WalkDir(examples.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := examples.Files.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		if path.Dir(name) != dir {
			last, dir = time.Time{}, path.Dir(name)
		}
		for a := range parallax.ReadFrom(ctx, path.Base(name), f, parallax.Options{}) {
			if a == nil {
				continue
			}
			if a.Outlet == "" { // a file's name is all that a plain text has
				a.Outlet = cases.Title(language.English).String(strings.ReplaceAll(a.ID, "-", " "))
			}
			at, err := time.Parse(time.RFC3339, a.Published)
			if err != nil {
				at = last.Add(afterwards)
			}
			if at.After(last) {
				last = at
			}
			a.FirstSeen = at.UTC().Format(time.RFC3339)
			all = append(all, example{a, at})
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b example) int { return a.at.Compare(b.at) })
	return all, err
}

// zoneOf is on which clock the examples are.
func zoneOf(all []example) *time.Location {
	var published []string
	for _, e := range all {
		published = append(published, e.Published)
	}
	return dates.Clock(published)
}

// examples brings the example reports, each at its time when there is a clock
// to set: the next comes when the one before is in its story.
func (s *service) examples(ctx context.Context, all []example, c *clock) error {
	if len(all) == 0 {
		return nil
	}
	if c == nil {
		var in []archive.Incoming
		for _, e := range all {
			in = append(in, archive.Incoming{Article: e.Article})
		}
		_, err := s.Receive(ctx, in)
		return err
	}
	for _, e := range all {
		c.set(e.at, false)
		if _, err := s.Receive(ctx, []archive.Incoming{{Article: e.Article}}); err != nil {
			return err
		}
		if err := s.placed(ctx); err != nil {
			return err
		}
	}
	c.set(all[len(all)-1].at.Add(afterwards), true)
	return nil
}

// placed waits until every report is in a story.
func (s *service) placed(ctx context.Context) error {
	for {
		st, err := s.Status(ctx)
		if err != nil || st.ToAnalyse == 0 {
			return err
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
