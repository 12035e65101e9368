package main

import (
	"io"

	"parallax"
	"parallax/internal/report"
)

// quotesCommand is parallax quotes.
type quotesCommand struct {
	reading
	Format string `short:"f" enum:"table,jsonl,json,csv" default:"table" help:"table, jsonl (an object a line, one for each report), json (an array of them) or csv (a row for each quotation)."`
	Output string `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output. FILE is complete or not there."`
	Color  string `enum:"auto,always,never" default:"auto" help:"Styles on a terminal: auto, always or never. auto honours NO_COLOR and CLICOLOR_FORCE."`
}

// Help is shown below the flags.
func (quotesCommand) Help() string {
	return `Examples:
  parallax quotes report.html
  parallax quotes --format csv reports/ -o quotations.csv
  parallax quotes --format jsonl archive.jsonl.gz | jq -r '.quotations[].text'

Reports come out in the order in which they are read, each as soon as it is ready, however many there are.` + codesOfRead
}

// Run lists quotations, report by report.
func (k *quotesCommand) Run(s *session) error {
	p := startProgress(s.err, "reports read:", patience)
	defer p.stop()
	reports := 0
	err := writeTo(s, k.Output, func(w io.Writer) error {
		q := report.NewQuotes(w, report.QuotesFormat(k.Format), textOptions(s, k.Output, k.Color))
		for c, skipped := range parallax.QuotationsEach(s, roomy(k.read(s, p)), k.options(s)) {
			if skipped != nil {
				s.skip(skipped)
				continue
			}
			if reports == 0 && k.Output == "" {
				p.stop() // the first words on the screen are progress enough
			}
			reports++
			if err := q.Add(c); err != nil {
				return err
			}
		}
		if s.Err() != nil {
			return s.Err()
		}
		if reports == 0 {
			return k.nothing()
		}
		return q.Close()
	})
	return err
}
