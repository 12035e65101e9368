package main

import (
	"context"
	"errors"
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"parallax/internal/archive"
	"parallax/internal/desk"
	"parallax/internal/store"
	"parallax/internal/watch"
)

// service is the parts of a running Parallax as pages and API see them: the
// store answers, the desk takes reports and decisions, the watcher feeds.
type service struct {
	*store.Store
	desk    *desk.Desk
	watcher *watch.Watcher
}

// Status says how much there is and what waits.
func (s *service) Status(ctx context.Context) (archive.Status, error) {
	st, err := s.Store.Status(ctx)
	st.Behind = s.desk.Behind()
	return st, err
}

// Receive keeps reports.
func (s *service) Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error) {
	return s.desk.Receive(ctx, in)
}

// Edition is a story's comparison.
func (s *service) Edition(ctx context.Context, story string) (*archive.Edition, error) {
	return s.desk.Edition(ctx, story)
}

// Merge puts one story into another.
func (s *service) Merge(ctx context.Context, stays, goes string) (archive.Decision, error) {
	return s.desk.Merge(ctx, stays, goes)
}

// Split takes reports out of a story.
func (s *service) Split(ctx context.Context, story string, reports []string) (archive.Decision, error) {
	return s.desk.Split(ctx, story, reports)
}

// Undo undoes a merge or a split.
func (s *service) Undo(ctx context.Context, decision string) (archive.Decision, error) {
	return s.desk.Undo(ctx, decision)
}

// AddFeed finds and keeps a feed.
func (s *service) AddFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) {
	return s.watcher.AddFeed(ctx, f)
}

// ChangeFeed keeps what was changed of a feed.
func (s *service) ChangeFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) {
	return s.watcher.ChangeFeed(ctx, f)
}

// together runs jobs until all have ended. The first that fails ends the
// others; one that ends well does not.
func together(ctx context.Context, jobs []func(context.Context) error) error {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	var all sync.WaitGroup
	failures := make([]error, len(jobs))
	for i, job := range jobs {
		all.Go(func() {
			if failures[i] = job(inner); failures[i] != nil {
				stop()
			}
		})
	}
	all.Wait()
	for i, err := range failures {
		if errors.Is(err, context.Canceled) && inner.Err() != nil {
			failures[i] = nil
		}
	}
	return errors.Join(failures...)
}

// gauges are how much is kept and what waits, read when they are asked for.
func gauges(s *service) []prometheus.Collector {
	return []prometheus.Collector{&status{kept: s, numbers: map[string]number{
		"reports":    {prometheus.NewDesc("parallax_reports", "Reports kept.", nil, nil), func(st *archive.Status) int { return st.Reports }},
		"stories":    {prometheus.NewDesc("parallax_stories", "Stories kept.", nil, nil), func(st *archive.Status) int { return st.Stories }},
		"statements": {prometheus.NewDesc("parallax_statements", "Statements kept.", nil, nil), func(st *archive.Status) int { return st.Statements }},
		"feeds":      {prometheus.NewDesc("parallax_feeds", "Feeds.", nil, nil), func(st *archive.Status) int { return st.Feeds }},
		"failing":    {prometheus.NewDesc("parallax_feeds_failing", "Feeds whose last answer was a failure.", nil, nil), func(st *archive.Status) int { return st.Failing }},
		"to analyse": {prometheus.NewDesc("parallax_reports_waiting", "Reports that wait to be put into a story.", nil, nil), func(st *archive.Status) int { return st.ToAnalyse }},
		"to compare": {prometheus.NewDesc("parallax_stories_waiting", "Stories that wait to be compared.", nil, nil), func(st *archive.Status) int { return st.ToCompare }},
		"behind":     {prometheus.NewDesc("parallax_grouping_behind", "Reports that a grouping made anew has still to be told.", nil, nil), func(st *archive.Status) int { return st.Behind }},
		"bytes":      {prometheus.NewDesc("parallax_database_bytes", "Size of the database on disk.", nil, nil), func(st *archive.Status) int { return int(st.Bytes) }},
	}}}
}

type number struct {
	desc *prometheus.Desc
	of   func(*archive.Status) int
}

// status collects the numbers of an archive.
type status struct {
	kept interface {
		Status(context.Context) (archive.Status, error)
	}
	numbers map[string]number
}

// Describe lists the numbers.
func (s *status) Describe(out chan<- *prometheus.Desc) {
	for _, n := range s.numbers {
		out <- n.desc
	}
}

// Collect reads them.
func (s *status) Collect(out chan<- prometheus.Metric) {
	st, err := s.kept.Status(context.Background())
	for _, n := range s.numbers {
		if err != nil {
			out <- prometheus.NewInvalidMetric(n.desc, err)
			continue
		}
		out <- prometheus.MustNewConstMetric(n.desc, prometheus.GaugeValue, float64(n.of(&st)))
	}
}
