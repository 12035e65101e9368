package desk

import (
	"context"
	"errors"
	"time"

	"parallax/internal/analysis"
	"parallax/internal/archive"
	"parallax/internal/collate"
	"parallax/internal/store"
)

// How stories are compared.
const (
	jobsAtOnce   = 64               // stories whose comparisons are kept in one transaction
	reportsAt    = 200              // reports after which a transaction's stories are enough
	rest         = 20               // times the duration of a comparison that a story rests after it
	leastRest    = 2 * time.Second  // rests shorter than that are none
	mostRest     = 10 * time.Minute // and none is longer
	askAgain     = time.Second      // when a story may have rested enough
	manyWait     = 1000             // reports: so many come at once from an archive, not from feeds
	keepAnalysed = 60               // of stories with more reports, analyses are not kept
)

// compare compares the stories that are due.
func (d *Desk) compare(ctx context.Context) error {
	resting := map[string]time.Time{} // until when
	for {
		jobs, err := d.jobs(ctx, resting)
		if err != nil {
			return stopped(ctx, err)
		}
		if len(jobs) == 0 {
			select {
			case <-d.due:
			case <-time.After(askAgain):
			case <-ctx.Done():
				return nil
			}
			continue
		}
		begun := time.Now()
		if err := d.publish(ctx, jobs, resting); err != nil {
			return stopped(ctx, err)
		}
		if err := d.giveWay(ctx, time.Since(begun)); err != nil {
			return stopped(ctx, err)
		}
	}
}

// jobs gives the next stories to compare. One that was compared not long ago is
// put off.
func (d *Desk) jobs(ctx context.Context, resting map[string]time.Time) ([]store.Job, error) {
	due, err := d.store.Due(ctx, jobsAtOnce)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	for id, until := range resting {
		if !until.After(now) {
			delete(resting, id)
		}
	}
	var out []store.Job
	reports := 0
	for _, j := range due {
		if until, ok := resting[j.Story]; ok {
			if err := d.store.PutOff(ctx, j.Story, until.Sub(now)); err != nil {
				return nil, err
			}
			continue
		}
		if reports += len(j.Reports); len(out) > 0 && reports > reportsAt {
			break
		}
		out = append(out, j)
	}
	return out, nil
}

// publish compares stories and keeps what came of it.
func (d *Desk) publish(ctx context.Context, jobs []store.Job, resting map[string]time.Time) error {
	made := make([]*store.Making, len(jobs))
	took := make([]time.Duration, len(jobs))
	failed := make([]error, len(jobs))
	each(d.o.Compare, len(jobs), func(i int) {
		if ctx.Err() != nil {
			failed[i] = ctx.Err()
			return
		}
		begun := time.Now()
		made[i], failed[i] = d.make(ctx, jobs[i])
		took[i] = time.Since(begun)
	})
	var ready []*store.Making
	for i, m := range made {
		switch {
		case failed[i] == nil:
			ready = append(ready, m)
		case errors.Is(failed[i], archive.ErrNotFound): // a report went since; the story is due anew, or over
			if err := d.store.PutOff(ctx, jobs[i].Story, askAgain); err != nil {
				return err
			}
		default:
			return failed[i]
		}
		if r := took[i] * rest; len(jobs[i].Reports) > 1 && r > leastRest {
			resting[jobs[i].Story] = time.Now().Add(min(r, mostRest))
		}
	}
	_, err := d.store.Publish(ctx, ready...)
	return err
}

// giveWay leaves half of the time to reports that wait for their stories, and
// all but a tenth while an archive comes in: what is compared then has to be
// compared again when the rest of its story is there.
func (d *Desk) giveWay(ctx context.Context, took time.Duration) error {
	n, err := d.store.Backlog(ctx)
	if err != nil || n == 0 {
		return err
	}
	if n > manyWait {
		took *= 9
	}
	select {
	case <-time.After(took):
	case <-ctx.Done():
	}
	return nil
}

// make compares a story's reports.
func (d *Desk) make(ctx context.Context, j store.Job) (*store.Making, error) {
	light := len(j.Reports) == 1
	as := make([]*analysis.Analysis, len(j.Reports))
	for i, v := range j.Reports {
		a, err := d.analysis(ctx, v, light, len(j.Reports) <= keepAnalysed)
		if err != nil {
			return nil, err
		}
		as[i] = a
	}
	if light {
		return making(j, collate.Said(as), as, true), nil
	}
	return making(j, collate.Compare(as), as, false), nil
}

// analysis gives what was found in a report; light: no more than who says what.
func (d *Desk) analysis(ctx context.Context, v store.Version, light, keep bool) (*analysis.Analysis, error) {
	if a := d.read.get(v); a != nil {
		return a, nil
	}
	t, err := d.store.Text(ctx, v)
	if err != nil {
		return nil, err
	}
	if light {
		return analysis.Quoting(t), nil
	}
	a := analysis.Run(t)
	if keep {
		d.read.put(v, a)
	}
	return a, nil
}

// Edition gives a story's comparison as it was last made. That of a story with
// a single report is made now.
func (d *Desk) Edition(ctx context.Context, story string) (*archive.Edition, error) {
	e, err := d.store.Edition(ctx, story)
	if err != nil || e.Comparison != nil || e.Story.Reports != 1 {
		return e, err
	}
	v, err := d.store.VersionsOf(ctx, e.Story.ID)
	if err != nil || len(v) != 1 {
		return e, err
	}
	a, err := d.analysis(ctx, v[0], false, true)
	if err != nil {
		return nil, err
	}
	e.Comparison, e.Waiting, e.Made = collate.Compare([]*analysis.Analysis{a}), 0, e.Story.Changed
	e.Version = store.VersionName(e.Story.ID, v[0])
	return e, nil
}
