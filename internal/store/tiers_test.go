package store

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parallax/internal/archive"
	"parallax/internal/text"
)

// scattered is a report with words in its headline, first paragraph and rest.
type scattered struct {
	id          string
	day         int
	title, lead []string
	body        []string
}

func (x *scattered) has(in int, word string) bool {
	place := [][]string{x.title, slices.Concat(x.title, x.lead), slices.Concat(x.title, x.lead, x.body)}[in]
	beginning, prefix := strings.CutSuffix(word, "*")
	return slices.ContainsFunc(place, func(w string) bool { return w == word || prefix && strings.HasPrefix(w, beginning) })
}

// scatter keeps reports with few different words.
func scatter(t *testing.T, s *Store, n int) []*scattered {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 7))
	some := func(most int) (out []string) {
		for range 1 + r.IntN(most) {
			out = append(out, []string{"ferry", "ferries", "harbour", "wind", "ramp", "noon", "windward", "dusk", "tide", "buoy"}[r.IntN(10)])
		}
		return out
	}
	var all []*scattered
	for i := range n {
		x := &scattered{fmt.Sprint("r", i), 1 + r.IntN(28), some(2), some(3), some(5)}
		a := told(x.id, "The Lantern", fmt.Sprintf("2031-05-%02d", x.day), strings.Join(x.title, " "), strings.Join(x.lead, " "))
		at := len(a.Text) + 2
		a.Text += "\n\n" + strings.Join(x.body, " ") + fmt.Sprint(" ", i)
		a.Paragraphs = append(a.Paragraphs, text.Span{Start: at, End: len(a.Text)})
		receive(t, s, a)
		all = append(all, x)
	}
	place(t, s, "s1")
	return all
}

// best gives the IDs of what a search has to find, in order.
func best(all []*scattered, must, not []string) []string {
	type ranked struct{ tier, day, seq int }
	at := map[string]ranked{}
	var out []string
	for i, x := range all {
		if slices.ContainsFunc(not, func(w string) bool { return x.has(2, w) }) {
			continue
		}
		for tier := range 3 {
			if !slices.ContainsFunc(must, func(w string) bool { return !x.has(tier, w) }) {
				at[x.id] = ranked{tier, x.day, i}
				out = append(out, x.id)
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		x, y := at[a], at[b]
		return cmp.Or(x.tier-y.tier, y.day-x.day, y.seq-x.seq)
	})
	return out
}

// pages gives what all pages of a search have.
func pages(ctx context.Context, t *testing.T, s *Store, q archive.Search) (out []string, total int) {
	t.Helper()
	for {
		h, err := s.Search(ctx, q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		for _, x := range h.Hits {
			out = append(out, x.ID)
		}
		if q.Cursor = h.Next; h.Next == "" {
			return out, h.Total
		}
	}
}

// TestBestFirst: headlines come before first paragraphs before the rest, through
// all pages, without what must not be there.
func TestBestFirst(t *testing.T) {
	s := open(t)
	all := scatter(t, s, 160)
	for _, c := range []struct{ must, not []string }{
		{must: []string{"ferry"}}, {must: []string{"ferry", "wind"}}, {must: []string{"ferr*", "win*"}}, {must: []string{"w*"}}, {must: []string{"wind*"}}, {must: []string{"ferri*", "harbour*"}}, {must: []string{"windwards*"}},
		{must: []string{"harbour"}, not: []string{"tide"}}, {must: []string{"ramp", "n*"}, not: []string{"dusk", "buo*"}}, {must: []string{"fer*"}, not: []string{"ferry"}},
	} {
		want := best(all, c.must, c.not)
		typed := strings.Join(c.must, " ")
		for _, w := range c.not {
			typed += " -" + w
		}
		for _, n := range []int{7, 50, 200} {
			got, total := pages(t.Context(), t, s, archive.Search{Text: typed, Page: archive.Page{Limit: n}})
			if !equal(got, want) || total != len(want) {
				t.Errorf("%q by %d finds %d, %v\nwant %v", typed, n, total, got, want)
			}
		}
	}
}

// TestManySpellings: a beginning is found in every report that has a word with
// it, whether it is asked for as these words or they are too many.
func TestManySpellings(t *testing.T) {
	for _, n := range []int{mostSpelled - 10, mostSpelled + 10} {
		s := open(t)
		var words []string
		for i := range n {
			words = append(words, fmt.Sprintf("harbour%04d", i))
		}
		for i := 0; i < n; i += 10 {
			receive(t, s, told(fmt.Sprint("r", i), "The Lantern", "2031-05-02", "Quay", strings.Join(words[i:min(n, i+10)], " ")))
		}
		place(t, s, "s1")
		if got, total := pages(t.Context(), t, s, archive.Search{Text: "harbour* quay*"}); len(got) != (n+9)/10 || total != len(got) {
			t.Errorf("%d words begin with it: %d reports found and %d told, want %d", n, len(got), total, (n+9)/10)
		}
	}
}

// TestShortBeginnings: so are beginnings shorter than those that the indexes have
// lists for, with words that are as short, and not of ASCII letters alone.
func TestShortBeginnings(t *testing.T) {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	s := open(t)
	texts := []string{"at a quay", "as autumn ends", "Öland and Åland", "北京 harbour", "北 wind", "b b2 moored", "z"}
	for i := range letters { // more beginnings with a "k" than are asked for one by one
		var b strings.Builder
		for j := range letters {
			fmt.Fprintf(&b, "k%c%cot ", letters[i], letters[j])
		}
		texts = append(texts, b.String())
	}
	for i, text := range texts {
		receive(t, s, told(fmt.Sprint("r", i), "The Lantern", "2031-05-02", "Quay", text))
	}
	place(t, s, "s1")
	for _, c := range []struct {
		typed string
		want  int
	}{
		{"a*", 3}, {"au*", 1}, {"at*", 1}, {"ö*", 1}, {"Öl*", 1}, {"北*", 2}, {"北京*", 1}, {"b*", 1}, {"z*", 1}, {"x*", 0}, {"k*", 26}, {"ka*", 1},
		{"qu* -a*", 30}, {"quay -k*", 7}, {"quay -at* -z*", 31},
	} {
		got, total := pages(t.Context(), t, s, archive.Search{Text: c.typed, Page: archive.Page{Limit: 5}})
		if len(got) != c.want || total != c.want {
			t.Errorf("%q finds %v, %d told, want %d", c.typed, got, total, c.want)
		}
	}
}

// TestReindex: what a migration has emptied is made anew, also when that was
// broken off.
func TestReindex(t *testing.T) {
	s := open(t)
	scatter(t, s, 40)
	q := archive.Search{Text: "wind*"}
	want, _ := pages(t.Context(), t, s, q)
	var half int64
	if err := s.read.row(t.Context(), []any{&half}, "SELECT id FROM report ORDER BY id LIMIT 1 OFFSET 20"); err != nil {
		t.Fatal(err)
	}
	err := s.in(t.Context(), func(tx *tx) error {
		for _, p := range tiers {
			if err := tx.do(t.Context(), "DELETE FROM "+p.table+" WHERE rowid > ?", half); err != nil {
				return err
			}
		}
		return tx.setting(t.Context(), wordsAfter, fmt.Append(nil, half))
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := pages(t.Context(), t, s, q); len(got) >= len(want) {
		t.Fatalf("%d of %d are found in half an index", len(got), len(want))
	}
	if err := s.reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, _ := pages(t.Context(), t, s, q); !equal(got, want) {
		t.Errorf("finds %v, want %v", got, want)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
