package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"parallax/internal/archive"
)

// storyColumns is a story as readStory takes it; the question mark is the
// reader's last visit, twice.
const storyColumns = `SELECT s.id, s.uid, s.title, s.language, s.reports, s.outlets, s.accounts, s.first, s.last, s.changed, s.arrived, s.said, s.altered, s.conflicts,
	s.compared, s.read, s.hand, s.face, CASE WHEN s.arrived > ? THEN (SELECT COUNT(*) FROM report r WHERE r.story = s.id AND r.placed > ?) ELSE 0 END `

// row is a story with what lists are ordered by.
type storyRow struct {
	archive.Story
	id, changed, first int64
}

func (s *Store) readStory(scan func(...any) error) (r storyRow, err error) {
	var last, arrived, read int64
	var hand int
	var b sql.RawBytes
	if err := scan(&r.id, &r.ID, &r.Title, &r.Language, &r.Reports, &r.Outlets, &r.Accounts, &r.first, &last, &r.changed, &arrived, &r.Said, &r.Altered, &r.Conflicts,
		&r.Compared, &read, &hand, &b, &r.New); err != nil {
		return r, err
	}
	r.First, r.Last, r.Changed = unstamp(r.first), unstamp(last), unstamp(r.changed)
	r.Read = s.visits.isRead(read, arrived)
	if hand != 0 {
		r.By = archive.Hand
	}
	if len(b) == 0 {
		return r, nil
	}
	var f face
	if err := json.Unmarshal(b, &f); err != nil {
		return r, fmt.Errorf("%w: story %s: %v", errDamaged, r.ID, err)
	}
	r.Lead, r.Sharpest, r.Letters = f.Lead, f.Sharpest, f.Letters
	return r, nil
}

// Story gives a story. One that was merged into another is that other: its ID
// is not the one that was asked for.
func (s *Store) Story(ctx context.Context, id string) (archive.Story, error) {
	n, err := storyAt(ctx, s.read, id)
	if err != nil {
		return archive.Story{}, err
	}
	visit := s.visits.since()
	var r storyRow
	err = sql.ErrNoRows
	e := each(ctx, s.read, func(scan func(...any) error) error {
		r, err = s.readStory(scan)
		return err
	}, storyColumns+"FROM story s WHERE s.id = ?", visit, visit, n)
	if err := errors.Join(e, err); err != nil {
		return archive.Story{}, found(err, "story", id)
	}
	if r.Letters == nil {
		err = s.letters(ctx, []*storyRow{&r})
	}
	return r.Story, err
}

// letters lists the outlets of stories that were not compared yet.
func (s *Store) letters(ctx context.Context, bare []*storyRow) error {
	if len(bare) == 0 {
		return nil
	}
	at := map[int64]*storyRow{}
	ids := make([]int64, len(bare))
	for i, r := range bare {
		at[r.id], ids[i] = r, r.id
	}
	return each(ctx, s.read, func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		if r := at[id]; len(r.Letters) < mostLetters {
			r.Letters = append(r.Letters, name)
		}
		return err
	}, "SELECT r.story, o.name FROM json_each(?) x CROSS JOIN report r ON r.story = x.value JOIN outlet o ON o.id = r.outlet ORDER BY r.story, r.id", list(ids))
}

// list writes numbers as a list that a question can go through.
func list(ids []int64) string {
	b, _ := json.Marshal(ids) // numbers: no error
	return string(b)
}

// storyOrder is an order of stories.
type storyOrder struct {
	columns []string // all descending
	value   func(r *storyRow) []int64
}

var storyOrders = map[string]storyOrder{
	"changed":  {[]string{"changed", "id"}, func(r *storyRow) []int64 { return []int64{r.changed, r.id} }},
	"accounts": {[]string{"accounts", "changed", "id"}, func(r *storyRow) []int64 { return []int64{int64(r.Accounts), r.changed, r.id} }},
	"first":    {[]string{"first", "id"}, func(r *storyRow) []int64 { return []int64{r.first, r.id} }},
}

// part is stories that are found on one way; a query's are the union of its
// parts'.
type part struct {
	from  string // story s, or a table t of a side with it
	side  string // alias of the table that has changed and story; empty: s
	where []string
	args  []any
}

// storyWay is how a query's stories are found.
type storyWay struct {
	order storyOrder
	parts []part
	after []int64
	all   bool // nothing is left out: numbers over everything hold
}

// Stories finds stories, newest first unless the query has another order. The
// numbers over the filters are those of everything; when there are filters
// beside Show, they are of the newest of what these find, up to mostCounted.
// A story that changes while a list is paged through moves to its beginning.
func (s *Store) Stories(ctx context.Context, q archive.StoryQuery) (archive.Stories, error) {
	var out archive.Stories
	w, err := s.way(ctx, &q, true)
	if err == nil {
		err = s.listStories(ctx, w, limit(q.Page), &out)
	}
	if err == nil || errors.Is(err, errNone) {
		out.Counts, err = s.storyCounts(ctx, &q)
	}
	return out, err
}

func (s *Store) listStories(ctx context.Context, w *storyWay, n int, out *archive.Stories) error {
	visit := s.visits.since()
	query, args := w.query(n + 1)
	var last storyRow
	var bare []*storyRow
	err := each(ctx, s.read, func(scan func(...any) error) error {
		r, err := s.readStory(scan)
		if len(out.Stories) == n {
			out.Next = cursor(w.order.value(&last)...)
			return err
		}
		last = r
		out.Stories = append(out.Stories, r.Story)
		if r.Letters == nil {
			bare = append(bare, &r)
			r.Letters = nil
			r.New = len(out.Stories) - 1 // its place; the list has its number
		}
		return err
	}, storyColumns+"FROM ("+query+") x CROSS JOIN story s ON s.id = x.id ORDER BY "+w.order.by("s"), append([]any{visit, visit}, args...)...)
	if err != nil {
		return err
	}
	if err := s.letters(ctx, bare); err != nil {
		return err
	}
	for _, r := range bare {
		out.Stories[r.New].Letters = r.Letters
	}
	return nil
}

// by is the order by the columns of a table.
func (o storyOrder) by(table string) string {
	out := make([]string, len(o.columns))
	for i, c := range o.columns {
		out[i] = table + "." + c + " DESC"
	}
	return strings.Join(out, ", ")
}

// query finds the numbers of stories, in order.
func (w *storyWay) query(n int) (string, []any) {
	var parts []string
	var args []any
	for _, p := range w.parts {
		columns, by := "s.id AS id", make([]string, len(w.order.columns))
		for i, c := range w.order.columns {
			at := "s." + c
			switch {
			case p.side != "" && c == "changed":
				at = p.side + ".changed"
			case p.side != "" && c == "id":
				at = p.side + ".story"
			}
			by[i] = at
			columns += fmt.Sprintf(", %s AS k%d", at, i)
		}
		where := slices.Clone(p.where)
		args = append(args, p.args...)
		if w.after != nil {
			where = append(where, "("+strings.Join(by, ", ")+") < (?"+strings.Repeat(", ?", len(by)-1)+")")
			for _, v := range w.after {
				args = append(args, v)
			}
		}
		q := "SELECT " + columns + " FROM " + p.from
		if len(where) > 0 {
			q += " WHERE " + strings.Join(where, " AND ")
		}
		parts = append(parts, "SELECT * FROM ("+q+" ORDER BY "+strings.Join(by, " DESC, ")+" DESC LIMIT ?)")
		args = append(args, n)
	}
	all := strings.Join(parts, " UNION ")
	if len(parts) > 1 {
		all += " ORDER BY "
		for i := range w.order.columns {
			all += fmt.Sprintf("k%d DESC, ", i)
		}
		all = strings.TrimSuffix(all, ", ") + " LIMIT ?"
		args = append(args, n)
	}
	return all, args
}

// way finds how to find a query's stories; show tells whether Show counts.
func (s *Store) way(ctx context.Context, q *archive.StoryQuery, show bool) (*storyWay, error) {
	name := q.Order
	if name == "" {
		name = "changed"
	}
	order, ok := storyOrders[name]
	if !ok {
		return nil, fmt.Errorf("order %q: one of changed, accounts and first: %w", q.Order, archive.ErrInvalid)
	}
	w := &storyWay{order: order, all: q.Outlet == "" && q.Folder == "" && q.Language == "" && q.Least <= 1 && q.From.IsZero() && q.To.IsZero()}
	var err error
	if show {
		if w.after, err = uncursor(q.Cursor, len(order.columns)); err != nil {
			return nil, err
		}
	}
	if w.parts, err = s.sides(ctx, q); err != nil {
		return nil, err
	}
	narrow := part{}
	narrow.add(q.Language != "", "s.language = ?", q.Language)
	if q.Least > 1 {
		narrow.add(true, "s.accounts > 1 AND s.accounts >= ?", q.Least)
	}
	for i := range w.parts {
		p := &w.parts[i]
		changed := "s.changed"
		if p.side != "" {
			changed = p.side + ".changed"
		}
		p.add(!q.From.IsZero(), changed+" >= ?", stamp(q.From))
		p.add(!q.To.IsZero(), changed+" < ?", stamp(q.To))
		p.where, p.args = append(p.where, narrow.where...), append(p.args, narrow.args...)
	}
	if show {
		return w, s.show(q.Show, w)
	}
	return w, nil
}

func (p *part) add(when bool, where string, args ...any) {
	if when {
		p.where, p.args = append(p.where, where), append(p.args, args...)
	}
}

// show narrows a query to what is new, altered, in conflict or unread.
func (s *Store) show(what string, w *storyWay) error {
	switch what {
	case "", "all":
	case "new":
		w.narrow("s.changed > ? AND s.arrived > ?", s.visits.since(), s.visits.since())
	case "altered":
		w.narrow("s.altered > 0")
	case "conflicts":
		w.narrow("s.conflicts > 0")
	case "unread":
		var marked []part
		for _, p := range w.parts {
			m := part{p.from, p.side, append(slices.Clone(p.where), "s.read = -1"), slices.Clone(p.args)}
			marked = append(marked, m)
		}
		w.narrow("s.changed > ? AND s.arrived > s.read AND s.arrived > ?", s.visits.allRead(), s.visits.allRead())
		w.parts = append(w.parts, marked...)
	default:
		return fmt.Errorf("show %q: one of all, new, altered, conflicts and unread: %w", what, archive.ErrInvalid)
	}
	return nil
}

func (w *storyWay) narrow(where string, args ...any) {
	for i := range w.parts {
		w.parts[i].add(true, where, args...)
	}
}

// mostFeeds is how many feeds of a folder are walked along side by side.
const mostFeeds = 200

// sides are the tables in which a query's stories are found.
func (s *Store) sides(ctx context.Context, q *archive.StoryQuery) ([]part, error) {
	base := part{from: "story s"}
	if q.Outlet != "" {
		id, err := s.outletAt(ctx, q.Outlet)
		if err != nil {
			return nil, noneIfMissing(err)
		}
		base = part{from: "story_outlet o CROSS JOIN story s ON s.id = o.story", side: "o", where: []string{"o.outlet = ?"}, args: []any{id}}
	}
	if q.Folder == "" {
		return []part{base}, nil
	}
	var feeds []int64
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		feeds = append(feeds, id)
		return err
	}, "SELECT id FROM feed WHERE folder = ? OR substr(folder, 1, ?) = ? ORDER BY id", q.Folder, len([]rune(q.Folder))+1, q.Folder+"/")
	switch {
	case err != nil:
		return nil, err
	case len(feeds) == 0:
		return nil, errNone
	case q.Outlet != "" || len(feeds) > mostFeeds:
		base.add(true, "EXISTS (SELECT 1 FROM story_feed f WHERE f.story = s.id AND f.feed IN (SELECT id FROM feed WHERE folder = ? OR substr(folder, 1, ?) = ?))", q.Folder, len([]rune(q.Folder))+1, q.Folder+"/")
		return []part{base}, nil
	}
	var parts []part
	for _, f := range feeds {
		parts = append(parts, part{from: "story_feed f CROSS JOIN story s ON s.id = f.story", side: "f", where: []string{"f.feed = ?"}, args: []any{f}})
	}
	return parts, nil
}

// mostCounted bounds what is counted behind filters.
const mostCounted = 2000

// mostNew is how many stories are counted as new.
const mostNew = 10_000

// storyCounts gives the numbers over the filters.
func (s *Store) storyCounts(ctx context.Context, q *archive.StoryQuery) (archive.StoryCounts, error) {
	c := archive.StoryCounts{Visit: unstamp(s.visits.since())}
	visit := s.visits.since()
	if visit == 0 {
		visit = math.MaxInt64
	} else if visit == never {
		c.Visit = unstamp(0)
	}
	w, err := s.way(ctx, q, false)
	if errors.Is(err, errNone) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	if !w.all {
		w.order = storyOrders["changed"]
		query, args := w.query(mostCounted)
		err := s.read.row(ctx, []any{&c.All, &c.New, &c.Altered, &c.Conflicts, &c.Reports, &c.Accounts},
			"SELECT COUNT(*), COUNT(CASE WHEN s.arrived > ? THEN 1 END), COUNT(CASE WHEN s.altered > 0 THEN 1 END), COUNT(CASE WHEN s.conflicts > 0 THEN 1 END), COALESCE(SUM(s.reports), 0), COALESCE(SUM(s.accounts), 0) FROM ("+
				query+") x CROSS JOIN story s ON s.id = x.id", append([]any{visit}, args...)...)
		c.Part = c.All == mostCounted
		return c, err
	}
	numbers := map[string]*int{"stories": &c.All, "altered": &c.Altered, "conflicts": &c.Conflicts, "reports": &c.Reports, "accounts": &c.Accounts}
	err = each(ctx, s.read, func(scan func(...any) error) error {
		var name string
		var n int
		err := scan(&name, &n)
		if p := numbers[name]; p != nil {
			*p = n
		}
		return err
	}, "SELECT name, n FROM tally")
	if err != nil {
		return c, err
	}
	return c, s.read.row(ctx, []any{&c.New}, "SELECT COUNT(*) FROM (SELECT 1 FROM story WHERE changed > ? AND arrived > ? LIMIT ?)", visit, visit, mostNew)
}
