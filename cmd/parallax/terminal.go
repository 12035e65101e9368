package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

const defaultColumns = 80

// isTerminal reports whether a stream is one, and not a file or a pipe.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// columns is how wide output to w may be: what COLUMNS says, else the width of
// the terminal, else 80.
func columns(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return defaultColumns
}

// colored decides about styles: the flag first, then NO_COLOR, then
// CLICOLOR_FORCE, then whether w is a terminal that can show them.
func colored(w io.Writer, choice string) bool {
	switch {
	case choice == "always":
		return true
	case choice == "never" || os.Getenv("NO_COLOR") != "":
		return false
	case os.Getenv("CLICOLOR_FORCE") != "" && os.Getenv("CLICOLOR_FORCE") != "0":
		return true
	}
	return isTerminal(w) && os.Getenv("TERM") != "dumb"
}
