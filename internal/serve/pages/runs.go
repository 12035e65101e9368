package pages

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/archive"
)

// piece is a stretch of a wording, as the template "pieces" prints it.
type piece struct {
	Delete, Insert, Replace, Cut, Fold bool

	Old, New  string
	Contested bool
	Space     bool
}

// pieces makes of a reading's runs what is printed: words put in the place of
// others stand together.
func pieces(runs []archive.Run) []piece {
	var out []piece
	for i := 0; i < len(runs); i++ {
		r := runs[i]
		k := piece{New: r.Text}
		switch r.Op {
		case "delete":
			k.Delete, k.Old, k.New = true, r.Text, ""
			if i+1 < len(runs) && runs[i+1].Op == "insert" {
				k.Delete, k.Replace, k.New = false, true, runs[i+1].Text
				i++
			}
		case "insert":
			k.Insert = true
		case "cut":
			k.Cut, k.New = true, ""
		case "fold":
			k.Fold = true
		}
		if len(out) > 0 {
			k.Space = apart(out[len(out)-1], k)
		}
		out = append(out, k)
	}
	return out
}

// apart reports whether a space goes between two pieces.
func apart(a, b piece) bool {
	before, after := a.New, b.New
	if before == "" {
		before = a.Old
	}
	if b.Old != "" {
		after = b.Old
	}
	if a.Cut || b.Cut {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if unicode.IsSpace(last) || unicode.IsSpace(first) || strings.ContainsRune(".,;:!?)]’”", first) || strings.ContainsRune("([‘“", last) {
		return false
	}
	return before != "" && after != ""
}

// bar is a stretch of a strip, in per cent of its width.
type bar struct {
	Class     string // "eq" carried, "ed" changed
	X, Width  string
	Y, Height int
}

// strip draws which part of the fullest wording a reading carries, to the
// scale of its letters. It is nil when the runs do not tell: a cut of unknown
// length.
func strip(runs []archive.Run) []bar {
	total := 0
	for _, r := range runs {
		if r.Op == "cut" && r.Text == "" {
			return nil
		}
		if r.Op != "insert" {
			total += letters(r.Text)
		}
	}
	if total == 0 {
		return nil
	}
	var carried, changed []bar
	at := 0.0
	for i, r := range runs {
		n := float64(letters(r.Text)) / float64(total) * 100
		switch r.Op {
		case "same", "fold":
			carried = append(carried, bar{"eq", percent(at), percent(n), 3, 4})
		case "insert":
			if i == 0 || runs[i-1].Op != "delete" {
				changed = append(changed, bar{"ed", percent(min(at, 98.8)), percent(1.2), 0, 10})
			}
			continue
		case "delete":
			wide := max(n, 1.2)
			changed = append(changed, bar{"ed", percent(min(at, 100-wide)), percent(wide), 0, 10})
		}
		at += n
	}
	return append(carried, changed...)
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

// letters counts the letters and digits of s.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// kept counts the words of the fullest wording that a reading carries, and all
// of them. It is 0 of 0 when the runs do not tell.
func kept(runs []archive.Run) (carried, of int) {
	for _, r := range runs {
		n := len(strings.Fields(r.Text))
		switch r.Op {
		case "same", "fold":
			carried += n
			of += n
		case "delete":
			of += n
		case "cut":
			if r.Text == "" {
				return 0, 0
			}
			of += n
		}
	}
	return carried, of
}

// signOf is the sign of a reading cut down to its differences.
func signOf(runs []archive.Run) string {
	for _, r := range runs {
		if r.Op == "delete" || r.Op == "insert" {
			return "altered"
		}
	}
	return "trimmed"
}
