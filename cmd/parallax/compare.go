package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"parallax"
	"parallax/internal/report"
	"parallax/internal/report/web"
)

// compareCommand is parallax compare.
type compareCommand struct {
	reading
	Format  string `short:"f" enum:"auto,${formats}" default:"auto" placeholder:"FORMAT" help:"terminal (or text), json, html, markdown (or md). Without it: what the name after --output ends in, else terminal."`
	Output  string `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output. FILE is complete or not there."`
	Color   string `enum:"auto,always,never" default:"auto" help:"Styles on a terminal: auto, always or never. auto honours NO_COLOR and CLICOLOR_FORCE."`
	Whole   bool   `help:"Print long quotations to their last word on the terminal, instead of folding what is the same."`
	NoFonts bool   `help:"HTML without its typefaces: 200 kB less; those of the reader's machine are used."`
}

var compareFormats = []string{"terminal", "text", "json", "html", "markdown", "md"}

// endings are the formats that the name of an output file stands for.
var endings = map[string]string{
	".json": "json", ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal",
}

// Help is shown below the flags.
func (compareCommand) Help() string {
	return `Examples:
  parallax compare post.txt dispatch.html wire.jsonl
  parallax compare reports/ -o story.html
  parallax compare --format json reports/ | jq .utterances
  parallax compare https://example.org/story our-report.txt

A plain text's first line is its headline; a line above the text that gives a date and nothing else ("8 March 2026, 21:10 GMT") is the report's date. The order of inputs changes nothing.` + codesOfRead
}

// Run compares.
func (k *compareCommand) Run(s *session) error {
	format := k.Format
	if format == "auto" {
		ending := strings.ToLower(filepath.Ext(k.Output))
		if format = endings[ending]; format == "" && ending != "" && k.Output != "-" {
			return fault{misused, fmt.Errorf("%s: no format is known by the ending %s; there are .txt, .html, .md and .json, or say --format", k.Output, ending)}
		}
	}
	p := startProgress(s.err, "reports read:", patience)
	var read []*parallax.Article
	c, err := parallax.Compare(s, remember(&read, k.read(s, p)), k.options(s))
	p.stop()
	if err != nil {
		return err
	}
	for i := range c.Skipped {
		s.skip(&c.Skipped[i])
	}
	if len(c.Reports) == 0 {
		return k.nothing()
	}
	err = writeTo(s, k.Output, func(w io.Writer) error { return k.write(w, s, format, c) })
	if err == nil {
		hintStories(s, read)
	}
	return err
}

// write prints a comparison in a format.
func (k *compareCommand) write(w io.Writer, s *session, format string, c *parallax.Comparison) error {
	switch format {
	case "json":
		return report.JSON(w, c)
	case "markdown", "md":
		return report.Markdown(w, c)
	case "html":
		var o []web.Option
		if k.NoFonts {
			o = append(o, web.WithoutFonts)
		}
		return web.Write(w, c, o...)
	}
	o := textOptions(s, k.Output, k.Color)
	o.Whole = k.Whole
	return report.Text(w, c, o)
}

// textOptions is how to lay text out where it goes.
func textOptions(s *session, output, color string) report.TextOptions {
	if output != "" && output != "-" {
		return report.TextOptions{Width: columns(nil), Color: color == "always"}
	}
	return report.TextOptions{Width: columns(s.out), Color: colored(s.out, color)}
}
