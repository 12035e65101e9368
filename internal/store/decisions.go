package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"parallax/internal/archive"
)

// Act is something that was done to the grouping beside a report's arrival.
// Acts and reports in order, each act after the report it came after, give the
// same grouping again.
type Act struct {
	ID    int64
	After int64 // place of the last report placed before it
	What  string
	Args  []string
}

// Decide keeps a user's decision, or that one is undone, with what it did to
// stories and the act that repeats it. The decision is given an ID when it has
// none. Number is what the grouping calls it, 0 when it does not know of it. An
// act without What is none; done is the ID of the act.
func (s *Store) Decide(ctx context.Context, d archive.Decision, number int, act Act, moves []Move) (decided archive.Decision, done int64, err error) {
	now := s.now().UTC()
	err = s.in(ctx, func(t *tx) (err error) {
		if act.What != "" {
			if done, err = t.act(ctx, act); err != nil {
				return err
			}
		}
		touched, err := t.place(ctx, s, []Step{{Moves: moves}})
		if err != nil {
			return err
		}
		if err := t.decided(ctx, &d, number, now); err != nil {
			return err
		}
		for _, id := range sortedKeys(touched) {
			if err := t.do(ctx, "UPDATE story SET hand = EXISTS (SELECT 1 FROM decision d, json_each(d.stories) x WHERE d.undone = 0 AND x.value = story.uid) WHERE id = ?", id); err != nil {
				return err
			}
		}
		return nil
	})
	return d, done, err
}

// decided keeps a new decision, or that one is undone.
func (t *tx) decided(ctx context.Context, d *archive.Decision, number int, now time.Time) error {
	if d.ID != "" {
		d.Undone = unstamp(stamp(now))
		return t.do(ctx, "UPDATE decision SET undone = ? WHERE uid = ?", stamp(now), d.ID)
	}
	var n int64
	if err := t.row(ctx, []any{&n}, "SELECT COALESCE(MAX(id), 0) + 1 FROM decision"); err != nil {
		return err
	}
	d.ID, d.At = fmt.Sprintf("d%d", n), unstamp(stamp(now))
	stories, _ := json.Marshal(d.Stories) // strings: no error
	reports, _ := json.Marshal(d.Reports)
	return t.do(ctx, "INSERT INTO decision (id, uid, at, what, stories, reports, number) VALUES (?, ?, ?, ?, ?, ?, ?)", n, d.ID, stamp(d.At), d.What, string(stories), string(reports), number)
}

// Do keeps an act with what it did to stories, and gives its ID.
func (s *Store) Do(ctx context.Context, a Act, moves []Move) (id int64, err error) {
	err = s.in(ctx, func(t *tx) (err error) {
		if id, err = t.act(ctx, a); err != nil || len(moves) == 0 {
			return err
		}
		_, err = t.place(ctx, s, []Step{{Moves: moves}})
		return err
	})
	return id, err
}

func (t *tx) act(ctx context.Context, a Act) (id int64, err error) {
	args, _ := json.Marshal(a.Args) // strings: no error
	err = t.row(ctx, []any{&id}, "INSERT INTO act (after, what, args) VALUES (?, ?, ?) RETURNING id", a.After, a.What, string(args))
	return id, err
}

// LastAct is the ID of the last act.
func (s *Store) LastAct(ctx context.Context) (id int64, err error) {
	err = s.read.row(ctx, []any{&id}, "SELECT COALESCE(MAX(id), 0) FROM act")
	return id, err
}

// ForgetActs forgets the acts up to one, which nobody will repeat any more.
func (s *Store) ForgetActs(ctx context.Context, until int64) error {
	return s.in(ctx, func(t *tx) error { return t.do(ctx, "DELETE FROM act WHERE id <= ?", until) })
}

// Acts gives the acts after one, in order.
func (s *Store) Acts(ctx context.Context, after int64) ([]Act, error) {
	var out []Act
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var a Act
		var args string
		if err := scan(&a.ID, &a.After, &a.What, &args); err != nil {
			return err
		}
		out = append(out, a)
		return json.Unmarshal([]byte(args), &out[len(out)-1].Args)
	}, "SELECT id, after, what, args FROM act WHERE id > ? ORDER BY id", after)
	return out, err
}

// mostDecisions bounds the decisions that are looked through.
const mostDecisions = 10_000

// Decisions gives what users decided about a story, the newest first; about all
// stories when there is no ID.
func (s *Store) Decisions(ctx context.Context, story string) ([]archive.Decision, error) {
	ids := []string{story}
	if story != "" {
		err := each(ctx, s.read, func(scan func(...any) error) error {
			var uid string
			err := scan(&uid)
			ids = append(ids, uid)
			return err
		}, "SELECT uid FROM alias WHERE story = (SELECT id FROM story WHERE uid = ?)", story)
		if err != nil {
			return nil, err
		}
	}
	var out []archive.Decision
	err := each(ctx, s.read, func(scan func(...any) error) error {
		_, d, err := readDecision(scan)
		if story == "" || slices.ContainsFunc(d.Stories, func(id string) bool { return slices.Contains(ids, id) }) {
			out = append(out, d)
		}
		return err
	}, decisionColumns+"ORDER BY id DESC LIMIT ?", mostDecisions)
	return out, err
}

const decisionColumns = "SELECT number, uid, at, what, stories, reports, undone FROM decision "

func readDecision(scan func(...any) error) (number int, d archive.Decision, err error) {
	var at, undone int64
	var stories, reports string
	if err := scan(&number, &d.ID, &at, &d.What, &stories, &reports, &undone); err != nil {
		return 0, d, err
	}
	d.At, d.Undone = unstamp(at), unstamp(undone)
	return number, d, errors.Join(json.Unmarshal([]byte(stories), &d.Stories), json.Unmarshal([]byte(reports), &d.Reports))
}

// Decision gives a decision, and what the grouping calls it.
func (s *Store) Decision(ctx context.Context, id string) (d archive.Decision, number int, err error) {
	err = sql.ErrNoRows
	e := each(ctx, s.read, func(scan func(...any) error) error {
		number, d, err = readDecision(scan)
		return err
	}, decisionColumns+"WHERE uid = ?", id)
	return d, number, found(errors.Join(e, err), "decision", id)
}

// Standing is a decision that holds, as the grouping is told of it when it is
// made anew.
type Standing struct {
	archive.Decision
	Number int      // what the grouping called it
	Stayed []string // IDs of the reports that those of the decision were joined to or taken from, as far as they were there then
}

// Standing gives the decisions that hold and that the grouping knew of, the
// oldest first.
func (s *Store) Standing(ctx context.Context) ([]Standing, error) {
	var out []Standing
	err := each(ctx, s.read, func(scan func(...any) error) error {
		n, d, err := readDecision(scan)
		out = append(out, Standing{Decision: d, Number: n})
		return err
	}, decisionColumns+"WHERE undone = 0 AND number > 0 ORDER BY id")
	if err != nil {
		return nil, err
	}
	for i := range out {
		d := &out[i]
		moved, _ := json.Marshal(d.Reports) // strings: no error
		err := each(ctx, s.read, func(scan func(...any) error) error {
			var uid string
			err := scan(&uid)
			d.Stayed = append(d.Stayed, uid)
			return err
		}, `SELECT uid FROM report WHERE state = 1 AND placed <= ?1 AND uid NOT IN (SELECT value FROM json_each(?2))
			AND story = COALESCE((SELECT id FROM story WHERE uid = ?3), (SELECT story FROM alias WHERE uid = ?3)) ORDER BY id`, stamp(d.At), string(moved), d.Stories[0])
		if err != nil {
			return nil, fmt.Errorf("decision %s: %w", d.ID, err)
		}
	}
	return out, nil
}
