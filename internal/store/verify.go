package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/internal/archive"
	"parallax/internal/collate"
	"parallax/internal/lang"
	"parallax/internal/text"
)

// How readings near claimed words are looked for: with ever fewer words in
// common, until there are enough to choose from.
const (
	mostClaimed    = 400 // words that are claimed at most
	enoughReadings = 60  // statements that are enough to choose from
	mostReadings   = 300 // statements that one way of looking gives at most
	leastClose     = 0.3 // share of the claimed words that a reading must have
	mostWindows    = 40  // groups of neighbouring words that are looked for
	mostSpeakers   = 50  // people whose name may be meant
	mostVerified   = 100
)

// Verify finds the readings in the store that are closest to the words that
// somebody is said to have said. Closeness is the share of the claimed words
// that a reading has, in order, small words that stand alone between changes
// apart: an "is" that two sentences share is no likeness. Among equally close
// readings those of the speaker who was asked for come first, then the most
// similar, then those that change fewest words, then the newest.
func (s *Store) Verify(ctx context.Context, c archive.Claimed) ([]archive.Verified, error) {
	words := wordsOf(c.Words)
	switch {
	case len(words) == 0:
		return nil, fmt.Errorf("no words to verify: %w", archive.ErrInvalid)
	case len(words) > mostClaimed:
		return nil, fmt.Errorf("more than %d words to verify: %w", mostClaimed, archive.ErrInvalid)
	}
	speakers, err := s.speakers(ctx, c.Speaker)
	if err != nil {
		return nil, err
	}
	near, err := s.near(ctx, words, speakers)
	if err != nil {
		return nil, err
	}
	var out []archive.Verified
	for i := range near {
		v := closest(&near[i], c.Words)
		if v.Closeness < leastClose {
			continue
		}
		v.Same = speakers[v.Statement.Person] != 0
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b archive.Verified) int {
		return cmp.Or(cmp.Compare(b.Closeness, a.Closeness), cmp.Compare(truth(b.Same), truth(a.Same)), cmp.Compare(departure(a.Relation), departure(b.Relation)),
			cmp.Compare(changed(a.Runs), changed(b.Runs)), b.Statement.At.Compare(a.Statement.At), cmp.Compare(a.Statement.ID, b.Statement.ID))
	})
	n := c.Limit
	if n <= 0 {
		n = 20
	}
	return out[:min(len(out), n, mostVerified)], nil
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// departure orders relations by how far a wording is from another.
func departure(relation string) int {
	return slices.Index([]string{"identical", "trimmed", "altered", "paraphrase"}, relation)
}

// speakers gives those who may be meant by a name, by ID.
func (s *Store) speakers(ctx context.Context, name string) (map[string]int64, error) {
	out := map[string]int64{}
	terms, err := readTerms(name)
	if err != nil || len(terms.must) == 0 {
		return out, err
	}
	err = each(ctx, s.read, func(scan func(...any) error) error {
		var id int64
		var uid string
		err := scan(&id, &uid)
		out[uid] = id
		return err
	}, "SELECT p.id, p.uid FROM (SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?) w CROSS JOIN person p ON p.id = w.rowid", terms.within("name aliases"), mostSpeakers)
	return out, err
}

// near gives statements that share words with the claimed ones.
func (s *Store) near(ctx context.Context, words []string, speakers map[string]int64) ([]archive.Statement, error) {
	var out []archive.Statement
	seen := map[int64]bool{}
	ask := func(match string) error {
		return each(ctx, s.read, func(scan func(...any) error) error {
			id, st, err := readStatement(scan)
			if err == nil && !seen[id] {
				seen[id] = true
				out = append(out, st)
			}
			return err
		}, statementColumns+"FROM (SELECT rowid FROM statement_words WHERE statement_words MATCH ? ORDER BY rowid DESC LIMIT ?) w CROSS JOIN statement st ON st.id = w.rowid"+statementJoins, match, mostReadings)
	}
	var tags []string
	for _, id := range speakers {
		tags = append(tags, personTag(id))
	}
	slices.Sort(tags)
	for _, m := range ways(words) {
		if len(tags) > 0 {
			if err := ask("(" + m + ") AND tags : (" + strings.Join(tags, " OR ") + ")"); err != nil {
				return nil, err
			}
		}
		if err := ask(m); err != nil {
			return nil, err
		}
		if len(out) >= enoughReadings {
			break
		}
	}
	return out, nil
}

// ways are the questions for statements near some words, the strictest first.
func ways(words []string) []string {
	telling := tellingWords(words)
	all := []string{`{body} : "` + strings.Join(words, " ") + `"`}
	for _, size := range []int{5, 3, 2, 1} {
		if m := windows(telling, size); m != "" {
			all = append(all, m)
		}
	}
	return all
}

// tellingWords leaves out the words that everybody uses, unless there are no
// others.
func tellingWords(words []string) []string {
	l := lang.English()
	var out []string
	for _, w := range words {
		if !l.FunctionWords.Has(w) && !l.LightWords.Has(w) && utf8.RuneCountInString(w) > 2 {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return words
	}
	return out
}

// windows asks for any group of so many neighbours among words.
func windows(words []string, size int) string {
	if size > len(words) {
		return ""
	}
	if size == 1 { // long words are rare ones
		words = slices.Clone(words)
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
		words = words[:min(len(words), 3)]
	}
	var out []string
	step := max(1, (len(words)-size)/mostWindows)
	for i := 0; i+size <= len(words); i += step {
		var b strings.Builder
		for k, w := range words[i : i+size] {
			if k > 0 {
				b.WriteString(" AND ")
			}
			b.WriteString(`"` + w + `"`)
		}
		out = append(out, "("+b.String()+")")
	}
	return "{body} : (" + strings.Join(out, " OR ") + ")"
}

// closest compares the claimed words with every reading of a statement.
func closest(st *archive.Statement, claimed string) archive.Verified {
	best := archive.Verified{Closeness: -1}
	seen := map[string]bool{}
	for _, w := range append([]archive.Words{st.Words}, wordsOfReadings(st)...) {
		if seen[w.Text] {
			continue
		}
		seen[w.Text] = true
		r, _ := collate.Between(w.Text, claimed)
		v := archive.Verified{
			Statement: *st, Words: w, Relation: r.Relation.String(), Speaker: st.Speaker,
			Closeness: float64(r.Kept-stray(w.Text, r)) / float64(max(1, r.Words)),
		}
		if cmp.Or(cmp.Compare(v.Closeness, best.Closeness), cmp.Compare(departure(best.Relation), departure(v.Relation))) <= 0 {
			continue
		}
		v.Runs = runs(w.Text, claimed, r)
		best = v
	}
	return best
}

// stray counts the small words that a reading has in common with a wording but
// that stand alone between two changes.
func stray(wording string, r collate.Reading) (n int) {
	small := lang.English().FunctionWords
	for i := 1; i < len(r.Edits); i++ {
		before, after := r.Edits[i-1].From.End, r.Edits[i].From.Start
		if between := wordsOf(wording[before:max(before, after)]); len(between) == 1 && small.Has(between[0]) {
			n++
		}
	}
	return min(n, r.Kept)
}

// changed counts the words that the way from a wording to another leaves out
// inside or puts in.
func changed(runs []archive.Run) (n int) {
	for _, r := range runs {
		if r.Op == "delete" || r.Op == "insert" {
			n += len(wordsOf(r.Text))
		}
	}
	return n
}

func wordsOfReadings(st *archive.Statement) []archive.Words {
	out := make([]archive.Words, len(st.Readings))
	for i := range st.Readings {
		out[i] = st.Readings[i].Words
	}
	return out
}

// runs writes the way from a wording to a reading of it; nothing when they are
// identical.
func runs(wording, reading string, r collate.Reading) []archive.Run {
	var out []archive.Run
	add := func(op, t string) {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, archive.Run{Op: op, Text: t})
		}
	}
	at := 0
	for _, e := range r.Edits {
		add("same", wording[at:max(at, e.From.Start)])
		at = max(at, e.From.End)
		switch {
		case e.Edge:
			add("cut", e.From.In(wording))
		default:
			add("delete", e.From.In(wording))
			add("insert", added(e, reading))
		}
	}
	if len(r.Edits) > 0 {
		add("same", wording[at:])
	}
	return out
}

func added(e collate.Edit, reading string) string {
	if e.Op == collate.Delete {
		return ""
	}
	return text.Span{Start: e.To.Start, End: e.To.End}.In(reading)
}
