package main

import (
	"fmt"
	"io"
	"iter"

	"parallax"
	"parallax/internal/report"
)

// storiesCommand is parallax stories.
type storiesCommand struct {
	reading
	Format  string `short:"f" enum:"table,jsonl,json" default:"table" help:"table, jsonl (an object a line, one for each story) or json (an array of them)."`
	Output  string `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output. FILE is complete or not there."`
	Color   string `enum:"auto,always,never" default:"auto" help:"Styles on a terminal: auto, always or never. auto honours NO_COLOR and CLICOLOR_FORCE."`
	Explain bool   `help:"With each report, say what ties it to its story and what speaks against."`
}

// Help is shown below the flags.
func (storiesCommand) Help() string {
	return `Examples:
  parallax stories archive.jsonl.gz
  parallax stories --explain reports/
  parallax stories --format jsonl archive.jsonl | jq -r 'select(.accounts > 2) | .title'

Every report is in exactly one story. Accounts are reports that copy no other: ten outlets with one agency's text are one account. The order of inputs changes nothing.` + codesOfRead
}

// Run groups reports.
func (k *storiesCommand) Run(s *session) error {
	p := startProgress(s.err, "reports read:", patience)
	defer p.stop()
	o := k.options(s)
	o.Titles = true
	g, err := parallax.Group(s, k.readWith(s, p, o), o)
	p.stop()
	if err != nil {
		return err
	}
	for i := range g.Skipped {
		s.skip(&g.Skipped[i])
	}
	if len(g.Stories) == 0 {
		return k.nothing()
	}
	return writeTo(s, k.Output, func(w io.Writer) error {
		return report.Stories(w, g.Stories, report.StoriesFormat(k.Format), report.StoryOptions{TextOptions: textOptions(s, k.Output, k.Color), Explain: k.Explain})
	})
}

// How many reports are looked at to tell whether they are of one event: fewer
// cannot be two stories, and more have their own command.
const (
	leastHinted = 4
	mostHinted  = 500
)

// remember keeps the reports of a stream as they pass, as far as they may be
// needed for a hint.
func remember(kept *[]*parallax.Article, in iter.Seq2[*parallax.Article, *parallax.Skipped]) iter.Seq2[*parallax.Article, *parallax.Skipped] {
	return func(yield func(*parallax.Article, *parallax.Skipped) bool) {
		for a, skipped := range in {
			if a != nil && len(*kept) <= mostHinted {
				*kept = append(*kept, a)
			}
			if !yield(a, skipped) {
				return
			}
		}
	}
}

// hintStories says so when reports that were compared are plainly of several
// events: two stories at least with more than one report.
func hintStories(s *session, read []*parallax.Article) {
	if len(read) < leastHinted || len(read) > mostHinted {
		return
	}
	g, err := parallax.Group(s, parallax.Reports(read...), parallax.Options{})
	if err != nil {
		return
	}
	several := 0
	for _, story := range g.Stories {
		if len(story.Reports) > 1 {
			several++
		}
	}
	if several > 1 {
		fmt.Fprintf(s.err, "parallax: these reports look like %d stories; parallax stories tells them apart\n", len(g.Stories))
	}
}
