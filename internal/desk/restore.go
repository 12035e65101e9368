package desk

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"parallax/internal/store"
	"parallax/internal/story"
)

// saved stands before the grouping in its file.
type saved struct {
	Format    string
	Last, Act int64
	Until     int64 // not 0: the grouping was being made anew from the tables, up to this place in the order of arrival
}

const savedFormat = "parallax.desk/1"

// save saves the grouping, if there is one and it has changed.
func (d *Desk) save(context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.grouper == nil || d.dirty == 0 {
		return nil
	}
	return d.saveNow()
}

func (d *Desk) saveNow() error {
	part := d.state() + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 1<<20)
	err = gob.NewEncoder(b).Encode(saved{savedFormat, d.last, d.act, d.anewTo})
	if err == nil {
		err = d.grouper.Save(b)
	}
	if err == nil {
		err = b.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(fmt.Errorf("the grouping cannot be saved: %w", err), os.Remove(part))
	}
	if err := os.Rename(part, d.state()); err != nil {
		return err
	}
	d.dirty, d.kept = 0, d.act
	return nil
}

// restore takes the grouping up where the store's tables are. Until it has
// returned nobody else uses the grouping, so nobody has to wait for it.
func (d *Desk) restore(ctx context.Context) error {
	defer d.behind.Store(0)
	err := d.load()
	if err == nil && d.anewTo != 0 {
		return d.makeAnew(ctx)
	}
	if errors.Is(err, fs.ErrNotExist) { // it was never saved: everything is told again, if it can hold that
		st, e := d.store.Status(ctx)
		if e != nil {
			return e
		}
		if st.Reports <= d.o.Most {
			d.grouper, err = d.empty(), nil
		}
	}
	if err == nil {
		err = d.count(ctx)
	}
	if err == nil {
		err = d.replay(ctx)
	}
	if err == nil || ctx.Err() != nil {
		return err
	}
	d.o.Log.Warn("the grouping is made anew from the reports and their stories", "because", err)
	return d.anew(ctx)
}

// count counts what has still to be told to the grouping, for those who wait.
func (d *Desk) count(ctx context.Context) error {
	left, err := d.store.PlacedAfter(ctx, d.last)
	d.behind.Store(int64(left))
	return err
}

func (d *Desk) empty() *story.Grouper {
	return story.NewGrouper(story.Options{Window: d.o.Window, Most: d.o.Most})
}

// load reads what was saved.
func (d *Desk) load() error {
	f, err := os.Open(d.state())
	if err != nil {
		return err
	}
	defer f.Close()
	b := bufio.NewReaderSize(f, 1<<20)
	var s saved
	if err := gob.NewDecoder(b).Decode(&s); err != nil {
		return err
	}
	if s.Format != savedFormat {
		return fmt.Errorf("saved as %q, not as %q", s.Format, savedFormat)
	}
	d.grouper, err = story.Restore(b)
	d.last, d.act, d.kept, d.anewTo = s.Last, s.Act, s.Act, s.Until
	return err
}

// errElsewhere says that a report is in another story than the grouping thinks.
var errElsewhere = errors.New("reports are in other stories than the grouping puts them")

// replay tells the grouping the reports and acts that came after it was saved.
// It says so when the tables then have reports in other stories.
func (d *Desk) replay(ctx context.Context) error {
	acts, err := d.store.Acts(ctx, d.act)
	if err != nil {
		return err
	}
	at := map[string]string{}
	note := func(changes []story.Change) {
		for _, c := range changes {
			for _, r := range c.Reports {
				at[r] = c.To
			}
		}
	}
	do := func(until int64) error {
		for len(acts) > 0 && acts[0].After <= until {
			changes, err := d.perform(acts[0])
			if err != nil {
				return fmt.Errorf("act %d (%s): %w", acts[0].ID, acts[0].What, err)
			}
			note(changes)
			d.act = acts[0].ID
			acts = acts[1:]
		}
		return nil
	}
	err = d.told(ctx, func(r read) error {
		if err := do(r.Seq - 1); err != nil {
			return err
		}
		p := d.grouper.Add(r.report)
		at[r.report.ID] = p.Story
		note(p.Changes)
		d.unmended = true
		return nil
	})
	if err != nil {
		return err
	}
	if err := do(d.last); err != nil {
		return err
	}
	return d.compareTables(ctx, at)
}

// compareTables tells whether reports are where they should be.
func (d *Desk) compareTables(ctx context.Context, at map[string]string) error {
	for r, want := range at {
		got, err := d.store.StoryOf(ctx, r)
		if err != nil {
			return err
		}
		if got != "" && got != d.grouper.Became(want) {
			return fmt.Errorf("%w: %s is in %s, not in %s", errElsewhere, r, got, want)
		}
	}
	return nil
}

// told goes through the reports that are in stories, after the last one.
func (d *Desk) told(ctx context.Context, f func(read) error) error {
	for more := true; more; {
		var err error
		if more, err = d.tellSome(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// tellSome goes through the next of them, and says whether there were any. It
// leaves half of the processors to who reads.
func (d *Desk) tellSome(ctx context.Context, f func(read) error) (more bool, err error) {
	batch, err := d.store.Placed(ctx, d.last, batchSize)
	if err != nil {
		return false, err
	}
	for _, r := range d.readAll(batch, d.o.Compare) {
		if err := f(r); err != nil {
			return false, err
		}
		d.dirty++
		d.last = r.Seq
		d.behind.Add(-1)
	}
	return len(batch) > 0, nil
}

// anew makes the grouping from the tables: the last reports, each in its story,
// and what users have decided about them. Stories are read and shown meanwhile
// as they are; reports that come in wait.
func (d *Desk) anew(ctx context.Context) error {
	if err := d.beginAnew(ctx); err != nil {
		return err
	}
	return d.makeAnew(ctx)
}

func (d *Desk) beginAnew(ctx context.Context) error {
	d.grouper = d.empty()
	first, last, err := d.store.Latest(ctx, d.o.Most)
	if err != nil {
		return err
	}
	d.last, d.anewTo, d.dirty = first-1, last, 0
	d.act, err = d.store.LastAct(ctx)
	return err
}

// makeAnew goes on with a grouping that is being made anew.
func (d *Desk) makeAnew(ctx context.Context) error {
	if err := d.count(ctx); err != nil {
		return err
	}
	for more := true; more; {
		var err error
		if more, err = d.anewSome(ctx); err != nil {
			return err
		}
	}
	if err := d.remind(ctx); err != nil {
		return err
	}
	d.last, d.anewTo = max(d.last, d.anewTo), 0
	return d.saveNow()
}

// anewSome does the next part, and says whether there was any. That takes a
// millisecond and more for a report, so it is saved on the way: what is killed
// goes on where it was.
func (d *Desk) anewSome(ctx context.Context) (more bool, err error) {
	more, err = d.tellSome(ctx, func(r read) error {
		in, err := d.store.StoryOf(ctx, r.report.ID)
		if err == nil {
			d.grouper.AddTo(r.report, in)
		}
		return err
	})
	if err == nil && d.dirty >= d.o.Save {
		err = d.saveNow()
	}
	return more, err
}

// Behind is how many reports have still to be told to a grouping that is being
// taken up or made anew; nothing comes into stories before it is 0.
func (d *Desk) Behind() int { return int(d.behind.Load()) }

// remind tells the grouping what users have decided.
func (d *Desk) remind(ctx context.Context) error {
	decided, err := d.store.Standing(ctx)
	if err != nil {
		return err
	}
	for _, k := range decided {
		kind := story.Joined
		if k.What == "split" {
			kind = story.Separated
		}
		d.grouper.Remind(story.Decision{Number: k.Number, Kind: kind, Story: k.Stories[0], Other: k.Stories[1], Reports: k.Reports}, k.Stayed)
	}
	return nil
}

// perform does an act again.
func (d *Desk) perform(a store.Act) ([]story.Change, error) {
	switch {
	case a.What == actMend:
		return d.grouper.Mend(), nil
	case a.What == actJoin && len(a.Args) == 2:
		done, err := d.grouper.Join(a.Args[0], a.Args[1])
		return done.Changes, err
	case a.What == actSeparate && len(a.Args) > 1:
		done, err := d.grouper.Separate(a.Args[0], a.Args[1:])
		return done.Changes, err
	case a.What == actUndo && len(a.Args) == 1:
		n, err := strconv.Atoi(a.Args[0])
		if err != nil {
			return nil, err
		}
		return d.grouper.Undo(n)
	}
	return nil, fmt.Errorf("no act %q with %d arguments", a.What, len(a.Args))
}

// The acts on a grouping, beside the arrival of a report.
const (
	actMend     = "mend"
	actJoin     = "join"
	actSeparate = "separate"
	actUndo     = "undo"
)
