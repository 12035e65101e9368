package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"parallax/internal/archive"
)

const statementColumns = `SELECT st.id, st.uid, s.uid, s.title, COALESCE(p.uid, ''), st.kind, st.reports, st.altered, st.trimmed, st.body `

// statementJoins is what statementColumns needs beside the statement itself.
const statementJoins = ` JOIN story s ON s.id = st.story LEFT JOIN person p ON p.id = st.person `

func readStatement(scan func(...any) error) (id int64, s archive.Statement, err error) {
	var kind int
	var body sql.RawBytes
	if err := scan(&id, &s.ID, &s.Story, &s.StoryTitle, &s.Person, &kind, &s.Reports, &s.Altered, &s.Trimmed, &body); err != nil {
		return 0, s, err
	}
	if kind >= 0 && kind < len(kinds) {
		s.Kind = kinds[kind]
	}
	err = unpackStatement(body, &s)
	for _, r := range s.Readings {
		if r.Report == s.Words.Report && r.Start == s.Words.Start {
			s.At = r.At
		}
	}
	if s.At.IsZero() {
		s.At = keyTime(id)
	}
	return id, s, err
}

// Statements finds what was said, the newest first.
func (s *Store) Statements(ctx context.Context, q archive.StatementQuery) (archive.Statements, error) {
	terms, err := readTerms(q.Text)
	if err != nil {
		return archive.Statements{}, fmt.Errorf("statements with %q: %w", q.Text, err)
	}
	query, args, err := s.statementRows(ctx, &q, terms)
	if errors.Is(err, errNone) {
		return archive.Statements{}, nil
	}
	if err != nil {
		return archive.Statements{}, err
	}
	n := limit(q.Page)
	var out archive.Statements
	var last int64
	err = each(ctx, s.read, func(scan func(...any) error) error {
		id, st, err := readStatement(scan)
		if len(out.Statements) == n {
			out.Next = cursor(last)
			return err
		}
		out.Statements, last = append(out.Statements, st), id
		return err
	}, query, append(args, n+1)...)
	return out, err
}

// errNone says that nothing can be found.
var errNone = errors.New("none")

// statementRows is the question that a query asks the tables.
func (s *Store) statementRows(ctx context.Context, q *archive.StatementQuery, terms asked) (query string, args []any, err error) {
	var tags, where []string
	before, first := int64(math.MaxInt64), int64(0)
	at, err := uncursor(q.Cursor, 1)
	if err != nil {
		return "", nil, err
	}
	if at != nil {
		before = at[0] - 1
	}
	if !q.From.IsZero() {
		first = keyAt(q.From)
	}
	if !q.To.IsZero() {
		before = min(before, keyAt(q.To)-1)
	}
	if q.Outlet != "" {
		id, err := s.outletAt(ctx, q.Outlet)
		if err != nil {
			return "", nil, noneIfMissing(err)
		}
		tags = append(tags, outletTag(id))
	}
	words := len(terms.must) > 0 || len(tags) > 0
	if q.Person != "" {
		id, err := s.personAt(ctx, q.Person)
		if err != nil {
			return "", nil, noneIfMissing(err)
		}
		if words {
			tags = append(tags, personTag(id))
		} else {
			where, args = append(where, "st.person = ?"), append(args, id)
		}
	}
	if q.Story != "" {
		id, err := storyAt(ctx, s.read, q.Story)
		if err != nil {
			return "", nil, noneIfMissing(err)
		}
		where, args = append(where, "st.story = ?"), append(args, id)
	}
	switch q.Show {
	case "", "all":
	case "differing":
		where = append(where, "st.altered + st.trimmed > 0")
	case "one":
		where = append(where, "st.reports = 1")
	default:
		return "", nil, fmt.Errorf("show %q: one of all, differing and one: %w", q.Show, archive.ErrInvalid)
	}
	from := "FROM statement st"
	if words {
		var parts []string
		if len(terms.must) > 0 {
			parts = append(parts, terms.within("body"))
		}
		if len(tags) > 0 {
			parts = append(parts, tagged(tags))
		}
		match := "(" + strings.Join(parts, ") AND (") + ")" + terms.without("body")
		from = "FROM statement_words w CROSS JOIN statement st ON st.id = w.rowid"
		where, args = slices.Insert(where, 0, "statement_words MATCH ? AND w.rowid >= ? AND w.rowid <= ?"), append([]any{match, first, before}, args...)
		return statementColumns + from + statementJoins + "WHERE " + strings.Join(where, " AND ") + " ORDER BY w.rowid DESC LIMIT ?", args, nil
	}
	where, args = append(where, "st.id >= ? AND st.id <= ?"), append(args, first, before)
	return statementColumns + from + statementJoins + "WHERE " + strings.Join(where, " AND ") + " ORDER BY st.id DESC LIMIT ?", args, nil
}

func noneIfMissing(err error) error {
	if errors.Is(err, archive.ErrNotFound) {
		return errNone
	}
	return err
}

// searchStatements finds reports by what is said in them: those that have the
// fullest wording.
func (s *Store) searchStatements(ctx context.Context, q *archive.Search, f filter) (archive.Hits, error) {
	found, err := s.Statements(ctx, archive.StatementQuery{Page: archive.Page{Cursor: cursorTail(q.Cursor), Limit: q.Limit}, Text: q.Text, Person: q.Person, Outlet: q.Outlet, From: q.From, To: q.To})
	if err != nil {
		return archive.Hits{}, err
	}
	var out archive.Hits
	for _, st := range found.Statements {
		r, err := s.Report(ctx, st.Words.Report)
		if errors.Is(err, archive.ErrNotFound) {
			continue
		}
		if err != nil {
			return out, err
		}
		if q.Language != "" && r.Language != q.Language {
			continue
		}
		p := archive.Passage{Words: st.Words}
		for _, m := range f.marks(st.Text) {
			p.Marks = append(p.Marks, [2]int{m.start, m.end})
		}
		out.Hits = append(out.Hits, archive.Hit{Report: r, StoryTitle: st.StoryTitle, Passages: []archive.Passage{p}})
	}
	if found.Next != "" {
		at, err := uncursor(found.Next, 1)
		if err != nil {
			return out, err
		}
		out.Next = cursor(0, at[0])
	}
	out.Total, err = s.totalStatements(ctx, f)
	return out, err
}

// cursorTail makes a cursor of one number of one with two.
func cursorTail(c string) string {
	at, err := uncursor(c, 2)
	if err != nil || at == nil {
		return c
	}
	return cursor(at[1])
}

func (s *Store) totalStatements(ctx context.Context, f filter) (n int, err error) {
	if len(f.must) == 0 {
		return 0, nil
	}
	match := f.within("body")
	if f.person != 0 {
		f.tags = append(f.tags, personTag(f.person))
	}
	f.tags = slices.DeleteFunc(f.tags, func(t string) bool { return strings.HasPrefix(t, `"`) }) // languages are reports'
	if len(f.tags) > 0 {
		match = "(" + match + ") AND (" + tagged(f.tags) + ")"
	}
	err = s.read.row(ctx, []any{&n}, "SELECT COUNT(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)",
		match+f.without("body"), f.first, f.last, archive.MostTold)
	return n, err
}
