package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"parallax/internal/archive"
	"parallax/internal/report/dates"
)

// verifyCommand is parallax verify.
type verifyCommand struct {
	Words []string `arg:"" help:"The words that somebody is said to have said."`
	keeping
	Speaker string `short:"s" placeholder:"NAME" help:"Who is said to have said them."`
	Most    int    `default:"10" placeholder:"N" help:"Readings at most (${default})."`
	Format  string `short:"f" enum:"text,jsonl" default:"text" help:"text or jsonl (an object a line, one for each reading)."`
	Output  string `short:"o" placeholder:"FILE" help:"Write to FILE instead of standard output. FILE is complete or not there."`
	Color   string `enum:"auto,always,never" default:"auto" help:"Styles on a terminal: auto, always or never. auto honours NO_COLOR and CLICOLOR_FORCE."`
}

// Help is shown below the flags.
func (verifyCommand) Help() string {
	return `Examples:
  parallax verify "The lift passed every check that the law asks for"
  parallax verify --speaker "Emil Strand" "passed every check"

Looks through everything that is kept for the readings closest to the words. ~~struck~~ words stand in the reading and not in what was asked for; **marked** ones the other way. 

Exit codes: 0 done, 1 nothing is near or the work failed, 2 wrong use.`
}

// Run looks for the words.
func (k *verifyCommand) Run(s *session) error {
	st, err := k.open(s)
	if err != nil {
		return err
	}
	defer st.Close()
	found, err := st.Verify(s, archive.Claimed{Words: strings.Join(k.Words, " "), Speaker: k.Speaker, Limit: k.Most})
	if errors.Is(err, archive.ErrInvalid) {
		return fault{misused, err}
	}
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return errors.New("no reading in what is kept is near these words")
	}
	return writeTo(s, k.Output, func(w io.Writer) error {
		if k.Format == "jsonl" {
			return verifiedLines(w, found)
		}
		v := verifyWriter{w: w, width: columns(s.out), colour: colored(s.out, k.Color) && k.Output == "", named: k.Speaker != ""}
		for i := range found {
			v.reading(&found[i])
		}
		return v.err
	})
}

// verifiedLine is a reading near the claimed words.
type verifiedLine struct {
	exportedWords
	Speaker   string    `json:"speaker,omitempty"`
	Person    string    `json:"person,omitempty"`
	Relation  string    `json:"relation"`
	Closeness float64   `json:"closeness"`
	Same      bool      `json:"same_speaker"`
	Runs      []runLine `json:"runs,omitempty"`
	Statement string    `json:"statement"`
	Story     string    `json:"story"`
	At        string    `json:"at"`
}

type runLine struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

func verifiedLines(w io.Writer, found []archive.Verified) error {
	e := lines(w)
	for _, v := range found {
		out := verifiedLine{
			exportedWords: exportedWords(v.Words), Speaker: v.Speaker, Person: v.Statement.Person, Relation: v.Relation,
			Closeness: math.Round(v.Closeness*1000) / 1000, Same: v.Same, Statement: v.Statement.ID, Story: v.Statement.Story, At: v.Statement.At.Format(time.RFC3339),
		}
		for _, r := range v.Runs {
			out.Runs = append(out.Runs, runLine(r))
		}
		if err := e.Encode(out); err != nil {
			return err
		}
	}
	return nil
}

// verifyWriter prints readings for a terminal.
type verifyWriter struct {
	w             io.Writer
	width         int
	colour, named bool
	err           error
}

func (v *verifyWriter) print(format string, args ...any) {
	if v.err == nil {
		_, v.err = fmt.Fprintf(v.w, format, args...)
	}
}

// reading prints one reading: how near it is, its words with what differs, and
// where they stand.
func (v *verifyWriter) reading(f *archive.Verified) {
	who := f.Speaker
	if who == "" {
		who = "speaker not named"
	}
	if v.named && !f.Same {
		who += " (somebody else)"
	}
	v.print("%s  %d %% of the words  %s\n", v.style("1", f.Relation), int(math.Round(100*f.Closeness)), who)
	words := v.words(f)
	for line := range strings.SplitSeq(ansi.Wordwrap(words, max(20, v.width-4), ""), "\n") {
		v.print("    %s\n", line)
	}
	at, _ := dates.In(f.Statement.At, time.Local)
	v.print("    %s\n\n", v.style("2", strings.Join(nonEmpty(f.Outlet, at.Format("2 January 2006"), "report "+f.Report, fmt.Sprintf("%d to %d", f.Start, f.End), also(f.Statement.Reports)), ", ")))
}

func also(reports int) string {
	if reports < 2 {
		return ""
	}
	return fmt.Sprintf("said in %d reports", reports)
}

func nonEmpty(all ...string) (out []string) {
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (v *verifyWriter) words(f *archive.Verified) string {
	if len(f.Runs) == 0 {
		return "“" + f.Text + "”"
	}
	var parts []string
	for _, r := range f.Runs {
		switch r.Op {
		case "cut", "fold":
			parts = append(parts, v.style("2", "[…]"))
		case "delete":
			parts = append(parts, v.mark("9;31", "~~", r.Text))
		case "insert":
			parts = append(parts, v.mark("1;32", "**", r.Text))
		default:
			parts = append(parts, r.Text)
		}
	}
	return "“" + strings.Join(parts, " ") + "”"
}

// mark marks words, each for itself when they are styled, so that lines can
// end between them.
func (v *verifyWriter) mark(code, sign, t string) string {
	if !v.colour {
		return sign + t + sign
	}
	words := strings.Fields(t)
	for i := range words {
		words[i] = v.style(code, words[i])
	}
	return strings.Join(words, " ")
}

func (v *verifyWriter) style(code, t string) string {
	if !v.colour {
		return t
	}
	return "\x1b[" + code + "m" + t + "\x1b[0m"
}
