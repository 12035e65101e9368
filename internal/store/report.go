package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// reportColumns is a report as readReport takes it.
const reportColumns = `SELECT r.id, r.uid, r.url, o.name, r.title, r.language, r.published, r.seen, r.words, COALESCE(f.uid, ''), COALESCE(s.uid, ''),
	COALESCE(a.uid, r.uid), r.own, r.version, r.revised
	FROM report r JOIN outlet o ON o.id = r.outlet LEFT JOIN feed f ON f.id = r.feed LEFT JOIN story s ON s.id = r.story LEFT JOIN report a ON a.id = r.account `

func readReport(scan func(...any) error) (id int64, r archive.Report, err error) {
	var seen, revised int64
	err = scan(&id, &r.ID, &r.URL, &r.Outlet, &r.Title, &r.Language, &r.Dated, &seen, &r.Words, &r.Feed, &r.Story, &r.Account, &r.Own, &r.Revisions, &revised)
	r.Published, r.FirstSeen, r.Revised = parseDate(r.Dated), unstamp(seen), unstamp(revised)
	return id, r, err
}

// Report gives a report without its text.
func (s *Store) Report(ctx context.Context, id string) (archive.Report, error) {
	var r archive.Report
	err := sql.ErrNoRows
	e := each(ctx, s.read, func(scan func(...any) error) error {
		_, r, err = readReport(scan)
		return err
	}, reportColumns+"WHERE r.uid = ?", id)
	return r, found(errors.Join(e, err), "report", id)
}

// ReportsOf gives the reports of a story, the oldest first. A story that was
// merged into another is that other.
func (s *Store) ReportsOf(ctx context.Context, story string) ([]archive.Report, error) {
	at, err := storyAt(ctx, s.read, story)
	if err != nil {
		return nil, err
	}
	var out []archive.Report
	err = each(ctx, s.read, func(scan func(...any) error) error {
		_, r, err := readReport(scan)
		out = append(out, r)
		return err
	}, reportColumns+"WHERE r.story = ? ORDER BY r.id", at)
	return out, err
}

// articleColumns is a report as readArticle takes it.
const articleColumns = `SELECT r.uid, o.name, r.title, r.author, r.url, r.published, r.date_from, r.seen, r.language, r.input, b.text
	FROM report r JOIN outlet o ON o.id = r.outlet JOIN body b ON b.report = r.id `

func (s *Store) readArticle(scan func(...any) error) (*article.Article, error) {
	a := &article.Article{}
	var seen int64
	var packed sql.RawBytes
	if err := scan(&a.ID, &a.Outlet, &a.Title, &a.Author, &a.URL, &a.Published, &a.DateFrom, &seen, &a.Language, &a.Input, &packed); err != nil {
		return nil, err
	}
	a.FirstSeen = unstamp(seen).Format(time.RFC3339)
	return a, s.bodies.unpack(packed, a)
}

// Article gives a report with its text, as it is now.
func (s *Store) Article(ctx context.Context, id string) (*article.Article, error) {
	var a *article.Article
	err := each(ctx, s.read, func(scan func(...any) error) (err error) {
		a, err = s.readArticle(scan)
		return err
	}, articleColumns+"WHERE r.uid = ?", id)
	if err == nil && a == nil {
		err = missing("report", id)
	}
	return a, err
}

// articleAt gives a report as it was at one of its versions.
func (s *Store) articleAt(ctx context.Context, id, number int64) (*article.Article, error) {
	var a *article.Article
	err := each(ctx, s.read, func(scan func(...any) error) (err error) {
		a, err = s.readArticle(scan)
		return err
	}, articleColumns+"WHERE r.id = ? AND r.version = ?", id, number)
	if err != nil || a != nil {
		return a, err
	}
	err = each(ctx, s.read, func(scan func(...any) error) (err error) {
		a, err = s.readArticle(scan)
		return err
	}, strings.NewReplacer("r.title", "v.title", "b.text", "v.text").Replace(articleColumns)+"JOIN revision v ON v.report = r.id AND v.number = ? WHERE r.id = ?", number, id)
	if err == nil && a == nil {
		err = fmt.Errorf("version %d of a report: %w", number, archive.ErrNotFound)
	}
	return a, err
}

// Revisions gives every version of a report, the first as it was first seen,
// the present one last.
func (s *Store) Revisions(ctx context.Context, report string) ([]archive.Revision, error) {
	now, err := s.Article(ctx, report)
	if err != nil {
		return nil, err
	}
	var id, seen, version int64
	if err := s.read.row(ctx, []any{&id, &seen, &version}, "SELECT id, CASE version WHEN 0 THEN seen ELSE revised END, version FROM report WHERE uid = ?", report); err != nil {
		return nil, found(err, "report", report)
	}
	var out []archive.Revision
	err = each(ctx, s.read, func(scan func(...any) error) error {
		r := archive.Revision{Report: report}
		var at int64
		var packed sql.RawBytes
		if err := scan(&r.Number, &at, &r.Title, &packed); err != nil {
			return err
		}
		var a article.Article
		err := s.bodies.unpack(packed, &a)
		r.Seen, r.Text, r.Paragraphs, r.Headline = unstamp(at), a.Text, a.Paragraphs, a.Headline
		out = append(out, r)
		return err
	}, "SELECT number, seen, title, text FROM revision WHERE report = ? ORDER BY number", id)
	last := archive.Revision{Report: report, Number: int(version), Seen: unstamp(seen), Title: now.Title, Text: now.Text, Paragraphs: now.Paragraphs, Headline: now.Headline}
	return append(out, last), err
}

// Pending is a report that waits for its story.
type Pending struct {
	Seq     int64 // its place in the order of arrival
	Article *article.Article
}

// Waiting gives the reports after a place in the order of arrival that wait for
// their stories, the first n.
func (s *Store) Waiting(ctx context.Context, after int64, n int) ([]Pending, error) {
	return s.pending(ctx, "WHERE r.state = 0 AND r.seq > ? ORDER BY r.seq LIMIT ?", after, n)
}

// Placed gives the reports after a place in the order of arrival that are in
// stories, the first n.
func (s *Store) Placed(ctx context.Context, after int64, n int) ([]Pending, error) {
	return s.pending(ctx, "WHERE r.state = 1 AND r.seq > ? ORDER BY r.seq LIMIT ?", after, n)
}

// Each goes through all reports in the order in which they came, with their
// texts as they are now, until f gives an error. Reports that come meanwhile are
// gone through too.
func (s *Store) Each(ctx context.Context, f func(Pending) error) error {
	after := int64(0)
	for {
		batch, err := s.pending(ctx, "WHERE r.seq > ? ORDER BY r.seq LIMIT 200", after)
		if err != nil || len(batch) == 0 {
			return err
		}
		for _, p := range batch {
			if err := f(p); err != nil {
				return err
			}
			after = p.Seq
		}
	}
}

func (s *Store) pending(ctx context.Context, where string, args ...any) ([]Pending, error) {
	var out []Pending
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var p Pending
		a, err := s.readArticle(func(into ...any) error { return scan(append([]any{&p.Seq}, into...)...) })
		p.Article = a
		out = append(out, p)
		return err
	}, "SELECT r.seq, "+articleColumns[len("SELECT "):]+where, args...)
	return out, err
}
