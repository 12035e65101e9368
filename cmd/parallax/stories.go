package main

import (
	"io"

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

Every report is in exactly one story. Accounts are reports that copy no other: ten outlets with one agency's text are one account. The order of inputs changes nothing.`
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
