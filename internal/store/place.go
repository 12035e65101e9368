package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// Step is a report's way into a story and what was mended after it.
type Step struct {
	Article *article.Article // a report that waited; nil: none, moves only
	Story   string           // ID of the story that it went to
	Moves   []Move           // what happened to stories afterwards, in order
}

// Move is reports that went from one story to another.
type Move struct {
	From, To string
	Reports  []string // IDs
	Whole    bool     // From is over: all of its reports went, and its ID leads to To from now on
}

// Place keeps where reports went, and what became of stories, in one
// transaction. It can be told twice: a report that is in a story already is not
// put into another by its step. Stories that changed are due to be compared.
func (s *Store) Place(ctx context.Context, steps []Step) error {
	return s.in(ctx, func(t *tx) error {
		_, err := t.place(ctx, s, steps)
		return err
	})
}

func (t *tx) place(ctx context.Context, s *Store, steps []Step) (touched map[int64]bool, err error) {
	p := placing{tx: t, now: stamp(s.now()), touched: map[int64]bool{}}
	for i := range steps {
		if steps[i].Article != nil {
			if err := p.put(ctx, steps[i].Article, steps[i].Story); err != nil {
				return nil, err
			}
		}
		for _, m := range steps[i].Moves {
			if err := p.move(ctx, m); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(p.words, func(a, b indexed) int { return int(min(max(a.report-b.report, -1), 1)) })
	for _, w := range p.words { // in order of their keys, as the index likes it
		if err := t.index(ctx, w.report, w.article); err != nil {
			return nil, err
		}
	}
	for _, id := range sortedKeys(p.touched) {
		if err := p.refresh(ctx, id); err != nil {
			return nil, err
		}
	}
	return p.touched, nil
}

// placing is one transaction of Place.
type placing struct {
	*tx
	now     int64
	touched map[int64]bool
	words   []indexed
}

type indexed struct {
	report  int64
	article *article.Article
}

// put puts a waiting report into a story.
func (p *placing) put(ctx context.Context, a *article.Article, story string) error {
	var id int64
	var state int
	if err := p.row(ctx, []any{&id, &state}, "SELECT id, state FROM report WHERE uid = ?", a.ID); err != nil {
		return found(err, "report", a.ID)
	}
	if state != 0 {
		return nil
	}
	at, err := p.open(ctx, story, a)
	if err != nil {
		return err
	}
	p.words = append(p.words, indexed{id, a})
	if err := p.do(ctx, "UPDATE report SET story = ?, state = 1, placed = ? WHERE id = ?", at, p.now, id); err != nil {
		return err
	}
	return p.add(ctx, "analyse", -1)
}

// open gives the number of a story, which it makes when there is none.
func (p *placing) open(ctx context.Context, uid string, a *article.Article) (int64, error) {
	id, err := storyAt(ctx, p.tx, uid)
	if err == nil {
		p.touched[id] = true
		return id, nil
	}
	if !errors.Is(err, archive.ErrNotFound) {
		return 0, err
	}
	title, language := "", ""
	if a != nil {
		title, language = a.Title, a.Language
	}
	err = p.row(ctx, []any{&id}, `INSERT INTO story (uid, title, language, reports, outlets, accounts, first, last, changed, arrived)
		VALUES (?, ?, ?, 0, 0, 0, 0, 0, ?, 0) RETURNING id`, uid, title, language, p.now)
	if err != nil {
		return 0, err
	}
	p.touched[id] = true
	return id, p.add(ctx, "stories", 1)
}

// move carries reports from one story to another. What the tables say counts:
// a report that is elsewhere than the move has it is moved all the same.
func (p *placing) move(ctx context.Context, m Move) error {
	var from int64
	err := p.row(ctx, []any{&from}, "SELECT id FROM story WHERE uid = ?", m.From)
	known := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if !m.Whole { // a new story's ID may have led elsewhere before
		if err := p.do(ctx, "DELETE FROM alias WHERE uid = ?", m.To); err != nil {
			return err
		}
	}
	to, err := p.open(ctx, m.To, nil)
	if err != nil || known && to == from {
		return err
	}
	if known {
		p.touched[from] = true
		if err := p.do(ctx, `UPDATE story SET title = f.title, language = f.language FROM (SELECT title, language FROM story WHERE id = ?) AS f
			WHERE story.id = ? AND reports = 0 AND story.language = ''`, from, to); err != nil {
			return err
		}
	}
	if !m.Whole || !known {
		return p.carry(ctx, m.Reports, to)
	}
	for _, query := range []string{ // with the reports that the grouping has forgotten
		"UPDATE report SET story = ?, account = NULL WHERE story = ?", "UPDATE alias SET story = ? WHERE story = ?",
	} {
		if err := p.do(ctx, query, to, from); err != nil {
			return err
		}
	}
	return p.do(ctx, "INSERT OR REPLACE INTO alias (uid, story) VALUES (?, ?)", m.From, to)
}

// carry puts reports that are in stories into another.
func (p *placing) carry(ctx context.Context, reports []string, to int64) error {
	for _, uid := range reports {
		var id, story int64
		err := p.row(ctx, []any{&id, &story}, "SELECT id, story FROM report WHERE uid = ? AND state = 1", uid)
		if errors.Is(err, sql.ErrNoRows) {
			continue // not kept any longer
		}
		if err != nil {
			return err
		}
		p.touched[story] = true
		if err := p.do(ctx, "UPDATE report SET account = NULL WHERE story = ? AND account = ?", story, id); err != nil {
			return err
		}
		if err := p.do(ctx, "UPDATE report SET story = ?, account = NULL WHERE id = ?", to, id); err != nil {
			return err
		}
	}
	return nil
}

// storyAt gives the number of a story; that of another when it was merged into
// it.
func storyAt(ctx context.Context, q querier, uid string) (int64, error) {
	var id int64
	err := q.row(ctx, []any{&id}, "SELECT id FROM story WHERE uid = ?", uid)
	if errors.Is(err, sql.ErrNoRows) {
		err = q.row(ctx, []any{&id}, "SELECT story FROM alias WHERE uid = ?", uid)
	}
	return id, found(err, "story", uid)
}

// shape is what a story's reports make of it.
type shape struct {
	reports, outlets, accounts, had int // had: accounts before
	first, last, arrived            int64
	changed                         int64 // when a report last came in or was revised: that reports went to another story, or went for good, is no news
}

// refresh works out anew what a story's reports make of it; one without
// reports is over.
func (p *placing) refresh(ctx context.Context, id int64) error {
	var sh shape
	if err := p.row(ctx, []any{&sh.had}, "SELECT accounts FROM story WHERE id = ?", id); err != nil {
		return err
	}
	err := p.row(ctx, []any{&sh.reports, &sh.outlets, &sh.accounts, &sh.arrived, &sh.first, &sh.last, &sh.changed},
		`SELECT COUNT(*), COUNT(DISTINCT outlet), COUNT(DISTINCT COALESCE(account, id)), COALESCE(MAX(placed), 0), COALESCE(MIN(at), 0), COALESCE(MAX(at), 0), COALESCE(MAX(MAX(placed, revised)), 0) FROM report WHERE story = ?`, id)
	if err != nil {
		return err
	}
	if sh.reports == 0 {
		return p.drop(ctx, id, sh.had)
	}
	if err := p.do(ctx, `UPDATE story SET reports = ?, outlets = ?, accounts = ?, arrived = ?, first = ?, last = ?, changed = ?, compared = 0 WHERE id = ?`,
		sh.reports, sh.outlets, sh.accounts, sh.arrived, sh.first, sh.last, sh.changed, id); err != nil {
		return err
	}
	if err := p.add(ctx, "accounts", sh.accounts-sh.had); err != nil {
		return err
	}
	if err := p.sides(ctx, id, sh.changed); err != nil {
		return err
	}
	return p.due(ctx, id, sh.accounts, p.now)
}

// sides works out anew which outlets and feeds a story has reports of.
func (p *placing) sides(ctx context.Context, id, changed int64) error {
	type part struct{ reports, altered, trimmed, own int64 }
	old, now := map[int64]part{}, map[int64]part{}
	err := each(ctx, p, func(scan func(...any) error) error {
		var o int64
		var x part
		err := scan(&o, &x.reports, &x.altered, &x.trimmed, &x.own)
		old[o] = x
		return err
	}, "SELECT outlet, reports, altered, trimmed, own FROM story_outlet WHERE story = ?", id)
	if err != nil {
		return err
	}
	err = each(ctx, p, func(scan func(...any) error) error {
		var o, n int64
		err := scan(&o, &n)
		x := old[o]
		now[o] = part{n, x.altered, x.trimmed, x.own}
		return err
	}, "SELECT outlet, COUNT(*) FROM report WHERE story = ? GROUP BY outlet", id)
	if err != nil {
		return err
	}
	if err := p.do(ctx, "DELETE FROM story_outlet WHERE story = ?", id); err != nil {
		return err
	}
	for _, o := range sortedKeys(now) {
		x := now[o]
		if err := p.do(ctx, "INSERT INTO story_outlet (outlet, changed, story, reports, altered, trimmed, own) VALUES (?, ?, ?, ?, ?, ?, ?)", o, changed, id, x.reports, x.altered, x.trimmed, x.own); err != nil {
			return err
		}
		if _, had := old[o]; !had {
			if err := p.do(ctx, "UPDATE outlet SET stories = stories + 1 WHERE id = ?", o); err != nil {
				return err
			}
		}
	}
	for _, o := range sortedKeys(old) {
		if _, has := now[o]; has {
			continue
		}
		x := old[o]
		if err := p.do(ctx, "UPDATE outlet SET stories = stories - 1, altered = altered - ?, trimmed = trimmed - ?, own = own - ? WHERE id = ?", x.altered, x.trimmed, x.own, o); err != nil {
			return err
		}
	}
	if err := p.do(ctx, "DELETE FROM story_feed WHERE story = ?", id); err != nil {
		return err
	}
	return p.do(ctx, "INSERT INTO story_feed (feed, changed, story) SELECT DISTINCT feed, ?, ? FROM report WHERE story = ? AND feed > 0", changed, id, id)
}

// due says that a story has to be compared (again). A story that waits already
// keeps its place.
func (t *tx) due(ctx context.Context, story int64, weight int, now int64) error {
	var had int
	err := t.row(ctx, []any{&had}, "UPDATE due SET ticket = ticket + 1, weight = ? WHERE story = ? RETURNING 1", weight, story)
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := t.do(ctx, "INSERT INTO due (story, since, weight, ticket) VALUES (?, ?, ?, ?)", story, now, weight, now); err != nil {
		return err
	}
	return t.add(ctx, "compare", 1)
}

// dueNow is due for a story whose reports have changed but not their number.
func (t *tx) dueNow(ctx context.Context, story int64, now int64) error {
	var accounts int
	if err := t.row(ctx, []any{&accounts}, "UPDATE story SET compared = 0, changed = ? WHERE id = ? RETURNING accounts", now, story); err != nil {
		return fmt.Errorf("story of a revised report: %w", err)
	}
	for _, table := range []string{"story_outlet", "story_feed"} {
		if err := t.do(ctx, "UPDATE "+table+" SET changed = ? WHERE story = ?", now, story); err != nil {
			return err
		}
	}
	return t.due(ctx, story, accounts, now)
}

// drop takes a story without reports out of every list.
func (t *tx) drop(ctx context.Context, id int64, accounts int) error {
	p := &placing{tx: t}
	if err := t.clearFindings(ctx, id); err != nil {
		return err
	}
	if err := p.sides(ctx, id, 0); err != nil {
		return err
	}
	gone, err := t.exec(ctx, "DELETE FROM due WHERE story = ?", id)
	if err != nil {
		return err
	}
	n, err := gone.RowsAffected()
	if err != nil {
		return err
	}
	if err := t.add(ctx, "compare", -int(n)); err != nil {
		return err
	}
	for _, table := range []string{"edition WHERE story", "alias WHERE story", "story WHERE id"} {
		if err := t.do(ctx, "DELETE FROM "+table+" = ?", id); err != nil {
			return err
		}
	}
	if err := t.add(ctx, "accounts", -accounts); err != nil {
		return err
	}
	return t.add(ctx, "stories", -1)
}

func sortedKeys[V any](m map[int64]V) []int64 {
	out := make([]int64, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
