package main

import (
	"io"

	"parallax"
	"parallax/internal/report"
)

// analyseCommand is parallax analyse.
type analyseCommand struct {
	reading
	Format string `short:"f" enum:"jsonl" default:"jsonl" help:"jsonl: an object a line, one for each report."`
	Output string `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output. FILE is complete or not there."`
}

// Help is shown below the flags.
func (analyseCommand) Help() string {
	return `Examples:
  parallax analyse report.html | jq .times
  parallax analyse archive.jsonl.gz -o found.jsonl

Positions count Unicode code points of report.text, the end exclusive.` + codesOfRead
}

// Run prints what each stage found, report by report.
func (k *analyseCommand) Run(s *session) error {
	p := startProgress(s.err, "reports read:", patience)
	defer p.stop()
	reports := 0
	return writeTo(s, k.Output, func(w io.Writer) error {
		for f, skipped := range parallax.FindingsEach(s, k.read(s, p), k.options(s)) {
			if skipped != nil {
				s.skip(skipped)
				continue
			}
			if reports == 0 && k.Output == "" {
				p.stop()
			}
			reports++
			if err := report.Findings(w, f.Alone, f.Analysis); err != nil {
				return err
			}
		}
		if s.Err() != nil {
			return s.Err()
		}
		if reports == 0 {
			return k.nothing()
		}
		return nil
	})
}
