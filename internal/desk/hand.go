package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"parallax/internal/archive"
	"parallax/internal/store"
	"parallax/internal/story"
)

// hold waits for the grouping to be there and for nobody else to use it. Who
// decides something is not kept waiting for minutes while it is made anew: the
// error wraps archive.ErrNotYet.
func (d *Desk) hold(ctx context.Context) (done func(), err error) {
	late := time.NewTimer(d.o.Patience)
	defer late.Stop()
	select {
	case <-d.ready:
	case <-late.C:
		return nil, d.notYet()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if d.away.Load() {
		return nil, d.notYet()
	}
	d.mu.Lock()
	if d.grouper == nil {
		err := d.errLost()
		d.mu.Unlock()
		return nil, err
	}
	return d.mu.Unlock, nil
}

func (d *Desk) notYet() error {
	return fmt.Errorf("stories are being grouped anew, %d reports to go; nothing was changed: %w", d.Behind(), archive.ErrNotYet)
}

// Merge makes two stories one, which keeps the ID of the first. The grouping
// respects it from then on. Stories that it remembers no longer are merged all
// the same; no report will come to them by itself.
func (d *Desk) Merge(ctx context.Context, stays, goes string) (archive.Decision, error) {
	done, err := d.hold(ctx)
	if err != nil {
		return archive.Decision{}, err
	}
	defer done()
	a, err := d.store.Story(ctx, stays)
	if err != nil {
		return archive.Decision{}, err
	}
	b, err := d.store.Story(ctx, goes)
	if err != nil {
		return archive.Decision{}, err
	}
	if a.ID == b.ID {
		return archive.Decision{}, fmt.Errorf("%s and %s are one story already: %w", stays, goes, archive.ErrInvalid)
	}
	went, err := d.store.ReportsOf(ctx, b.ID)
	if err != nil {
		return archive.Decision{}, err
	}
	decision := archive.Decision{What: "merge", Stories: []string{a.ID, b.ID}, Reports: ids(went)}
	act := store.Act{After: d.last, What: actJoin, Args: []string{a.ID, b.ID}}
	joined, err := d.grouper.Join(a.ID, b.ID)
	if err != nil { // not active, or of two languages: only the tables know them
		act, joined = store.Act{}, story.Decision{}
	}
	whole := []store.Move{{From: b.ID, To: a.ID, Reports: decision.Reports, Whole: true}}
	return d.decide(ctx, decision, joined.Number, act, whole)
}

// Split takes reports out of a story into one of their own.
func (d *Desk) Split(ctx context.Context, from string, reports []string) (archive.Decision, error) {
	done, err := d.hold(ctx)
	if err != nil {
		return archive.Decision{}, err
	}
	defer done()
	a, err := d.store.Story(ctx, from)
	if err != nil {
		return archive.Decision{}, err
	}
	all, err := d.store.ReportsOf(ctx, a.ID)
	if err != nil {
		return archive.Decision{}, err
	}
	has := ids(all)
	reports = slices.Compact(slices.Sorted(slices.Values(reports)))
	for _, r := range reports {
		if !slices.Contains(has, r) {
			return archive.Decision{}, fmt.Errorf("report %s is not in story %s: %w", r, a.ID, archive.ErrInvalid)
		}
	}
	if len(reports) == 0 || len(reports) == len(has) {
		return archive.Decision{}, fmt.Errorf("%d of the %d reports of story %s cannot be split from the others: %w", len(reports), len(has), a.ID, archive.ErrInvalid)
	}
	decision := archive.Decision{What: "split", Stories: []string{a.ID, ""}, Reports: reports}
	act := store.Act{After: d.last, What: actSeparate, Args: append([]string{a.ID}, reports...)}
	parted, err := d.grouper.Separate(a.ID, reports)
	if err != nil { // not active any more: only the tables know it
		act, parted = store.Act{}, story.Decision{Other: "h" + store.PersonID("story", fmt.Sprint(a.ID, reports))[1:]}
	}
	decision.Stories[1] = parted.Other
	return d.decide(ctx, decision, parted.Number, act, []store.Move{{From: a.ID, To: parted.Other, Reports: reports}})
}

// Undo takes a decision back, once.
func (d *Desk) Undo(ctx context.Context, decision string) (archive.Decision, error) {
	done, err := d.hold(ctx)
	if err != nil {
		return archive.Decision{}, err
	}
	defer done()
	was, number, err := d.store.Decision(ctx, decision)
	if err != nil {
		return was, err
	}
	if !was.Undone.IsZero() {
		return was, fmt.Errorf("decision %s was undone already: %w", decision, archive.ErrConflict)
	}
	if number == 0 {
		return d.undoTables(ctx, was)
	}
	changes, err := d.grouper.Undo(number)
	if err != nil {
		return was, fmt.Errorf("%w: %w", err, archive.ErrConflict)
	}
	return d.decide(ctx, was, number, store.Act{After: d.last, What: actUndo, Args: []string{strconv.Itoa(number)}}, moves(changes))
}

// undoTables undoes a decision that only the tables know of.
func (d *Desk) undoTables(ctx context.Context, was archive.Decision) (archive.Decision, error) {
	one, other := was.Stories[0], was.Stories[1]
	move := store.Move{From: one, To: other, Reports: was.Reports}
	if was.What == "split" {
		move = store.Move{From: other, To: one, Reports: was.Reports, Whole: true}
	}
	if _, err := d.store.Story(ctx, move.From); err != nil {
		return was, fmt.Errorf("story %s is over: %w", move.From, archive.ErrConflict)
	}
	return d.decide(ctx, was, 0, store.Act{}, []store.Move{move})
}

// decide keeps a decision. The grouping has it already: when the store fails,
// it must not be used any more.
func (d *Desk) decide(ctx context.Context, decision archive.Decision, number int, act store.Act, moves []store.Move) (archive.Decision, error) {
	out, last, err := d.store.Decide(context.WithoutCancel(ctx), decision, number, act, moves)
	if err != nil {
		if act.What != "" {
			d.lose(err)
		}
		return out, err
	}
	d.act = max(d.act, last)
	d.dirty++
	d.unmended = d.unmended || act.What != ""
	wake(d.due)
	return out, nil
}

func ids(reports []archive.Report) []string {
	out := make([]string, len(reports))
	for i := range reports {
		out[i] = reports[i].ID
	}
	return out
}
