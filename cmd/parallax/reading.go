package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"

	"parallax"
)

// reading is how inputs are named and read, the same for every command.
type reading struct {
	Inputs  []string `arg:"" optional:"" name:"input" help:"Files, folders, addresses (https://…), or - for standard input: plain text, HTML pages, feeds, JSON lines, each also as .gz."`
	MaxSize size     `default:"32MiB" placeholder:"SIZE" help:"Largest input that becomes one report (${default})."`
	Allow   []string `env:"PARALLAX_ALLOW" placeholder:"HOST" help:"Host in a private network that addresses may lead to. Can be given several times."`
}

// size is a number of bytes, written "500k", "32MiB" or "2GB".
type size int64

// units in bytes; KB and its kin are meant as powers of two, as most people
// mean them.
var units = []struct {
	name  string
	bytes float64
}{{"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}}

// UnmarshalText reads a size.
func (n *size) UnmarshalText(b []byte) error {
	s := strings.ToUpper(strings.TrimSpace(string(b)))
	s = strings.TrimSuffix(strings.TrimSuffix(s, "B"), "I")
	scale := 1.0
	for _, u := range units {
		if rest, ok := strings.CutSuffix(s, u.name); ok {
			s, scale = rest, u.bytes
		}
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(v*scale >= 1) || v*scale > 1<<50 {
		return fmt.Errorf("%q is no size; write for example 500k, 32MiB or 2GB", b)
	}
	*n = size(v * scale)
	return nil
}

// Validate asks for an input. Nothing is read from standard input unless it is
// named, so that a forgotten argument does not look like a program that hangs.
func (r *reading) Validate() error {
	if len(r.Inputs) == 0 {
		return errors.New("nothing to read; name files or folders, or - for standard input")
	}
	return nil
}

// options are the library's options that the flags give.
func (r *reading) options(s *session) parallax.Options {
	return parallax.Options{Stdin: s.in, MaxBytes: int64(r.MaxSize)}
}

// read gives the reports, counting them for the progress line.
func (r *reading) read(s *session, p *progress) iter.Seq2[*parallax.Article, *parallax.Skipped] {
	return r.readWith(s, p, r.options(s))
}

// readWith is read with options other than those of the flags.
func (r *reading) readWith(s *session, p *progress, o parallax.Options) iter.Seq2[*parallax.Article, *parallax.Skipped] {
	if f, ok := s.in.(*os.File); ok && slices.Contains(r.Inputs, "-") && isTerminal(f) {
		fmt.Fprintln(s.err, "parallax: reading from the keyboard; end with Ctrl-D on a line of its own")
	}
	return func(yield func(*parallax.Article, *parallax.Skipped) bool) {
		r.fetched(s, o, func(a *parallax.Article, skipped *parallax.Skipped) bool {
			p.step()
			return yield(a, skipped)
		})
	}
}

// nothing is the error when no input gave a report.
func (r *reading) nothing() error {
	return errors.New("no report to read in " + strings.Join(r.Inputs, ", "))
}
