package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"parallax"
)

// Exit codes.
const (
	done    = 0
	failed  = 1 // the work failed
	misused = 2 // wrong use of the command line
	partly  = 3 // done, but inputs were skipped
)

// What --help says of them: of a command, and of one that reads reports.
const (
	codes       = "\n\nExit codes: 0 done, 1 the work failed, 2 wrong use."
	codesOfRead = "\n\nExit codes: 0 done, 1 the work failed or there was no report, 2 wrong use, 3 done but inputs were skipped: their names and reasons are on standard error."
)

// commands is the command line: one field a subcommand, each in a file of its
// name.
type commands struct {
	Compare    compareCommand    `cmd:"" help:"Show reports of one event side by side."`
	Quotes     quotesCommand     `cmd:"" help:"List the quotations of each report with their speakers."`
	Stories    storiesCommand    `cmd:"" help:"Group reports into stories, and tell copies from accounts."`
	Analyse    analyseCommand    `cmd:"" help:"Print everything found in each report."`
	Serve      serveCommand      `cmd:"" help:"Read feeds and show their stories in a browser."`
	Import     importCommand     `cmd:"" help:"Bring reports, lists of feeds or a backup into what is kept."`
	Export     exportCommand     `cmd:"" help:"Write what is kept: reports, stories, quotations, feeds or a backup."`
	Verify     verifyCommand     `cmd:"" help:"Find the readings that are closest to the words of a quotation."`
	Completion completionCommand `cmd:"" help:"Print a script that completes commands and flags in a shell."`
	Version    versionCommand    `cmd:"" help:"Print the version."`
	Help       helpCommand       `cmd:"" help:"Explain a command."`
}

const description = `Reads several outlets' reports of one event and shows, side by side, who said what and where the accounts differ.

What it prints of a report is the report's own words, with the paragraph where they stand; the program itself writes labels and counts alone. Nothing is sent anywhere; only the addresses you name are asked.`

// session is one run of the program, as every command sees it.
type session struct {
	context.Context
	in       io.Reader
	out, err io.Writer
	parser   *kong.Kong
	problems int // inputs skipped
}

// exit carries an exit code out of the command-line library, which knows no
// other way to stop after --help.
type exit int

// fault is an error with the exit code that belongs to it.
type fault struct {
	code int
	error
}

// Run is the whole program but for the process around it: it reads the
// arguments, does what they say and gives the exit code. Cancelling ctx stops
// the work.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exit)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	s := &session{Context: ctx, in: stdin, out: stdout, err: stderr}
	s.parser = newParser(&commands{}, stdout, stderr)
	return s.run(args)
}

// newParser reads command lines into c.
func newParser(c *commands, stdout, stderr io.Writer) *kong.Kong {
	p, err := kong.New(c,
		kong.Name("parallax"), kong.Description(description),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 96}),
		kong.Configuration(readConfig),
		kong.Vars{"formats": strings.Join(compareFormats, ","), "data": dataFolder()},
	)
	if err != nil {
		panic(err) // the struct is wrong: every test would see it
	}
	return p
}

func (s *session) run(args []string) int {
	if len(args) == 0 {
		args = []string{"--help"}
		s.parser.Stdout = s.err
		defer func() { s.parser.Stdout = s.out }()
		func() {
			defer func() { _ = recover() }()
			_, _ = s.parser.Parse(args)
		}()
		return misused
	}
	if len(args) == 1 && args[0] == "--version" { // asked in this way everywhere
		args = []string{"version"}
	}
	k, err := s.parser.Parse(args)
	if err != nil {
		return s.fail(fault{misused, err})
	}
	if err := k.Run(s); err != nil {
		return s.fail(err)
	}
	if s.problems > 0 {
		return partly
	}
	return done
}

// fail tells what went wrong and gives the exit code.
func (s *session) fail(err error) int {
	if errors.Is(err, syscall.EPIPE) { // whoever read the output has seen enough
		return done
	}
	if s.Err() != nil {
		err = errors.New("interrupted")
	}
	fmt.Fprintf(s.err, "parallax: %v\n", err)
	var f fault
	if !errors.As(err, &f) {
		return failed
	}
	if f.code == misused {
		fmt.Fprintln(s.err, "Run parallax --help for what there is, parallax COMMAND --help for one command.")
	}
	return f.code
}

// skip names an input that gave no report.
func (s *session) skip(k *parallax.Skipped) {
	s.problems++
	fmt.Fprintf(s.err, "parallax: skipped %s: %s\n", k.Input, k.Reason)
}
