package pages

import (
	"slices"
	"strings"

	"parallax/internal/archive"
)

// contested is the fullest wording of a statement, the words marked that some
// reading has otherwise. A comma before the closing mark is the sentence's
// around it and not printed.
func contested(s *archive.Statement) []piece {
	full := strings.TrimRight(s.Text, ", ;")
	var spans [][2]int
	for i := range s.Readings {
		if s.Readings[i].Relation == "altered" {
			spans = append(spans, replaced(s.Text, s.Readings[i].Runs)...)
		}
	}
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var out []piece
	at := 0
	for _, m := range spans {
		start, end := max(m[0], at), min(m[1], len(full))
		for start < end && full[start] == ' ' { // where two overlap
			start++
		}
		if start >= end {
			continue
		}
		if start > at {
			out = append(out, piece{New: full[at:start]})
		}
		out = append(out, piece{New: full[start:end], Contested: true})
		at = end
	}
	if at < len(full) {
		out = append(out, piece{New: full[at:]})
	}
	return out
}

// replaced are the places of the fullest wording, in bytes, that a reading left
// out or put others in for; none when its words are not found there.
func replaced(full string, runs []archive.Run) [][2]int {
	var out [][2]int
	at := 0
	for _, r := range runs {
		if r.Op != "same" && r.Op != "delete" {
			continue
		}
		from, to := place(full, at, r.Text)
		if from < 0 {
			return nil
		}
		if r.Op == "delete" {
			out = append(out, [2]int{from, to})
		}
		at = to
	}
	return out
}

// alike leads to another statement of the list in almost the same words.
type alike struct{ Words, Href, When string }

// When two statements are in almost the same words: the share of the words of
// both that they have in common (Jaccard's coefficient), and how many words
// each needs for that to mean anything.
const (
	likeEnough = .55
	leastWords = 5
)

// alike finds for each statement of a list the one of another story that is
// nearest to it in words, where one is near.
func (p *Pages) alike(l *statementList) {
	var all []*statement
	var words [][]int
	numbers := map[string]int{}
	for y := range l.Years {
		for i := range l.Years[y].Rows {
			s := &l.Years[y].Rows[i]
			all, words = append(all, s), append(words, wordSet(s.Text, numbers))
		}
	}
	best, at := make([]float64, len(all)), make([]int, len(all))
	for i, s := range all {
		for k := range i {
			if all[k].Story == s.Story {
				continue
			}
			x := inCommon(words[i], words[k])
			if x > best[i] {
				best[i], at[i] = x, k
			}
			if x > best[k] {
				best[k], at[k] = x, i
			}
		}
	}
	for i, s := range all {
		if best[i] >= likeEnough {
			s.Alike = p.alikeTo(all[at[i]], best[i])
		}
	}
}

func (p *Pages) alikeTo(s *statement, share float64) *alike {
	out := &alike{"almost the same", s.StoryAt, "elsewhere"}
	if share == 1 {
		out.Words = "the same words"
	}
	if !s.At.IsZero() {
		out.When = "on " + p.date(s.At)
	}
	return out
}

// wordSet is the words of a text without case and marks, as numbers in rising
// order; none when they are few.
func wordSet(t string, numbers map[string]int) []int {
	var out []int
	for w := range strings.FieldsSeq(strings.ToLower(t)) {
		if w = strings.Trim(w, ".,;:!?…\"'“”‘’()[]–—-"); w == "" {
			continue
		}
		n, ok := numbers[w]
		if !ok {
			n = len(numbers)
			numbers[w] = n
		}
		out = append(out, n)
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) < leastWords {
		return nil
	}
	return out
}

// inCommon is the share of the words of both that are in both.
func inCommon(a, b []int) float64 {
	if least, most := min(len(a), len(b)), max(len(a), len(b)); float64(least) < likeEnough*float64(most) {
		return 0 // not even if all of the shorter are in the longer
	}
	both := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			both, i, k = both+1, i+1, k+1
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
