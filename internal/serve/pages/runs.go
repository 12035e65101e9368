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
			if r.Op == "same" && out[len(out)-1].Cut && letters(r.Text) == 0 {
				continue // the full stop of what was cut
			}
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
	if a.Cut || b.Cut || a.Fold && a.New == "" || b.Fold && b.New == "" {
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

// strip draws which part of the fullest wording a reading carries, to the scale
// of its letters, and counts the words that it carries. Cuts and folds have no
// words of their own: what they stand for lies between the words beside them.
// It draws nothing when the words of a run are not found in the fullest.
func strip(full string, runs []archive.Run) (bars []bar, carries int) {
	total := letters(full)
	if total == 0 || len(runs) == 0 {
		return nil, 0
	}
	share := func(s string) float64 { return float64(letters(s)) / float64(total) * 100 }
	var carried, changed []bar
	at, pos, fold := 0.0, 0, false // how far the fullest is drawn, in per cent and bytes
	for i, r := range runs {
		switch r.Op {
		case "cut", "fold":
			fold = r.Op == "fold"
			if i == len(runs)-1 && fold {
				carried = append(carried, bar{"eq", percent(at), percent(100 - at), 3, 4})
				carries += wordCount(full[pos:])
			}
			continue
		case "insert":
			if i == 0 || runs[i-1].Op != "delete" {
				changed = append(changed, bar{"ed", percent(min(at, 98.8)), percent(1.2), 0, 10})
			}
			continue
		}
		from, to := place(full, pos, r.Text)
		if from < 0 {
			return nil, 0
		}
		gap, n := share(full[pos:from]), share(full[from:to])
		if fold {
			carried = append(carried, bar{"eq", percent(at), percent(gap), 3, 4})
			carries += wordCount(full[pos:from])
			fold = false
		}
		at += gap
		if r.Op == "delete" {
			wide := max(n, 1.2)
			changed = append(changed, bar{"ed", percent(min(at, 100-wide)), percent(wide), 0, 10})
		} else {
			carried = append(carried, bar{"eq", percent(at), percent(n), 3, 4})
			carries += wordCount(r.Text)
		}
		at, pos = at+n, to
	}
	return append(carried, changed...), carries
}

// place finds words in a text from a place on, case and the marks at their ends
// apart. It is -1 when they are not there.
func place(t string, from int, words string) (start, end int) {
	words = strings.TrimFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i := strings.Index(t[from:], words); i >= 0 {
		return from + i, from + i + len(words)
	}
	folded := strings.ToLower(t[from:])
	if i := strings.Index(folded, strings.ToLower(words)); i >= 0 && len(folded) == len(t)-from {
		return from + i, from + i + len(words)
	}
	return -1, -1
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

// signOf is the sign of a reading cut down to its differences.
func signOf(runs []archive.Run) string {
	for _, r := range runs {
		if r.Op == "delete" || r.Op == "insert" {
			return "altered"
		}
	}
	return "trimmed"
}

// wordCount counts the words of s: a mark that stands by itself is none.
func wordCount(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if letters(w) > 0 {
			n++
		}
	}
	return n
}
