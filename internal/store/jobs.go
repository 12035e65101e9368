package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// Job is a story that is due to be compared.
type Job struct {
	Story   string
	Reports []Version // the oldest first; of a large story the newest
	Part    bool      // it has more reports than are compared
	Since   time.Time // when it first became due
	Weight  int       // accounts
	ticket  int64     // changes when the story does
}

// Version is a report's text at one time.
type Version struct {
	Report string // ID
	Number int
}

// Due gives stories that are to be compared, those with the most accounts
// first, then those that changed last; none that was put off.
func (s *Store) Due(ctx context.Context, n int) ([]Job, error) {
	var jobs []Job
	var ids []int64
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var j Job
		var id, since int64
		err := scan(&id, &j.Story, &since, &j.Weight, &j.ticket)
		j.Since = unstamp(since)
		jobs, ids = append(jobs, j), append(ids, id)
		return err
	}, "SELECT d.story, s.uid, d.since, d.weight, d.ticket FROM due d JOIN story s ON s.id = d.story WHERE d.after <= ? ORDER BY d.weight DESC, d.since DESC LIMIT ?", stamp(s.now()), n)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		err := each(ctx, s.read, func(scan func(...any) error) error {
			var v Version
			err := scan(&v.Report, &v.Number)
			jobs[i].Reports = append(jobs[i].Reports, v)
			return err
		}, "SELECT uid, version FROM report WHERE story = ? ORDER BY id DESC LIMIT ?", id, mostCompared+1)
		if err != nil {
			return nil, err
		}
		slices.Reverse(jobs[i].Reports)
		if jobs[i].Part = len(jobs[i].Reports) > mostCompared; jobs[i].Part {
			jobs[i].Reports = jobs[i].Reports[1:]
		}
	}
	return jobs, nil
}

// mostCompared is how many reports of a story are compared.
const mostCompared = 400

// PutOff lets a due story wait for some time, so that one to which reports come
// all the time is not compared all the time.
func (s *Store) PutOff(ctx context.Context, story string, wait time.Duration) error {
	return s.in(ctx, func(t *tx) error {
		return t.do(ctx, "UPDATE due SET after = ? WHERE story = (SELECT id FROM story WHERE uid = ?)", stamp(s.now().Add(wait)), story)
	})
}

// Again makes a story due.
func (s *Store) Again(ctx context.Context, story string) error {
	return s.in(ctx, func(t *tx) error {
		id, err := storyAt(ctx, t, story)
		if err != nil {
			return err
		}
		return t.due(ctx, id, 1, stamp(s.now()))
	})
}

// Backlog is how many reports wait for their stories.
func (s *Store) Backlog(ctx context.Context) (n int, err error) {
	err = s.read.row(ctx, []any{&n}, "SELECT n FROM tally WHERE name = 'analyse'")
	return n, err
}

// StoryOf is the ID of a report's story; empty when it has none, or is not kept.
func (s *Store) StoryOf(ctx context.Context, report string) (uid string, err error) {
	err = s.read.row(ctx, []any{&uid}, "SELECT s.uid FROM report r JOIN story s ON s.id = r.story WHERE r.uid = ?", report)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return uid, err
}

// Latest gives the places in the order of arrival of the first and the last of
// the n reports that came to their stories last; both 0 when there are none.
func (s *Store) Latest(ctx context.Context, n int) (first, last int64, err error) {
	err = s.read.row(ctx, []any{&last}, "SELECT COALESCE(MAX(seq), 0) FROM report WHERE state = 1")
	if err != nil {
		return 0, 0, err
	}
	err = s.read.row(ctx, []any{&first}, "SELECT COALESCE(MIN(seq), 0) FROM (SELECT seq FROM report WHERE state = 1 ORDER BY seq DESC LIMIT ?)", n)
	return first, last, err
}

// PlacedAfter is how many reports are in stories that came to them after a place
// in the order of arrival.
func (s *Store) PlacedAfter(ctx context.Context, after int64) (n int, err error) {
	err = s.read.row(ctx, []any{&n}, "SELECT COUNT(*) FROM report WHERE state = 1 AND seq > ?", after)
	return n, err
}

// Text gives a report as it was at one version.
func (s *Store) Text(ctx context.Context, v Version) (*article.Article, error) {
	var id int64
	if err := s.read.row(ctx, []any{&id}, "SELECT id FROM report WHERE uid = ?", v.Report); err != nil {
		return nil, found(err, "report", v.Report)
	}
	return s.articleAt(ctx, id, int64(v.Number))
}

// Status says how far the work is, and how much there is.
func (s *Store) Status(ctx context.Context) (archive.Status, error) {
	var st archive.Status
	numbers := map[string]*int{
		"reports": &st.Reports, "stories": &st.Stories, "people": &st.People, "statements": &st.Statements,
		"analyse": &st.ToAnalyse, "compare": &st.ToCompare,
	}
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var name string
		var n int
		err := scan(&name, &n)
		if p := numbers[name]; p != nil {
			*p = n
		}
		return err
	}, "SELECT name, n FROM tally")
	if err != nil {
		return st, err
	}
	if err := s.read.row(ctx, []any{&st.Feeds, &st.Failing}, "SELECT COUNT(*), COUNT(CASE WHEN failures > 0 THEN 1 END) FROM feed"); err != nil {
		return st, err
	}
	var oldest, newest, last, pages, size int64
	err = s.read.row(ctx, []any{&oldest, &newest, &last},
		`SELECT COALESCE((SELECT at FROM report ORDER BY id LIMIT 1), 0), COALESCE((SELECT at FROM report ORDER BY id DESC LIMIT 1), 0), COALESCE((SELECT seen FROM report ORDER BY seq DESC LIMIT 1), 0)`)
	if err != nil {
		return st, err
	}
	st.Oldest, st.Newest, st.LastIn = unstamp(oldest), unstamp(newest), unstamp(last)
	err = s.read.row(ctx, []any{&pages, &size, &st.Version}, "SELECT (SELECT page_count FROM pragma_page_count), (SELECT page_size FROM pragma_page_size), (SELECT MAX(version_id) FROM goose_db_version)")
	st.Bytes = pages * size
	return st, err
}

// VersionsOf gives the present versions of a story's reports, the oldest first.
func (s *Store) VersionsOf(ctx context.Context, story string) ([]Version, error) {
	id, err := storyAt(ctx, s.read, story)
	if err != nil {
		return nil, err
	}
	var out []Version
	err = each(ctx, s.read, func(scan func(...any) error) error {
		var v Version
		err := scan(&v.Report, &v.Number)
		out = append(out, v)
		return err
	}, "SELECT uid, version FROM report WHERE story = ? ORDER BY id", id)
	return out, err
}

// VersionName names the comparison of a story with a single report.
func VersionName(story string, v Version) string {
	return nameOf("v", story, v.Report, strconv.Itoa(v.Number))
}
