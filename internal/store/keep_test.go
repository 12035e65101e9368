package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// daily keeps reports of so many days, a few a day, two to a story, the first
// days' story one that a hand has touched.
func daily(t *testing.T, s *Store, days, each int) {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 9))
	var steps []Step
	for day := range days {
		date := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
		var as []*article.Article
		for i := range each {
			var words []string
			for range 60 {
				words = append(words, fmt.Sprint("w", r.IntN(4000)))
			}
			as = append(as, told(fmt.Sprintf("r%d-%d", day, i), "The Lantern", date.Format(time.DateOnly), fmt.Sprint("Day ", day), fmt.Sprintf("day%d ", day)+strings.Join(words, " ")))
		}
		receive(t, s, as...)
		for i, a := range as {
			steps = append(steps, Step{Article: a, Story: fmt.Sprintf("s%d-%d", day, i/2)})
		}
	}
	for part := range slices.Chunk(steps, 100) {
		if err := s.Place(t.Context(), part); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.in(t.Context(), func(tx *tx) error { return tx.do(t.Context(), "UPDATE story SET hand = 1 WHERE uid = 's0-0'") }); err != nil {
		t.Fatal(err)
	}
}

// left gives the IDs of the reports that are kept, the oldest first.
func left(t *testing.T, s *Store) (out []string) {
	t.Helper()
	err := each(t.Context(), s.read, func(scan func(...any) error) error {
		var uid string
		err := scan(&uid)
		out = append(out, uid)
		return err
	}, "SELECT uid FROM report ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func whole(t *testing.T, s *Store) {
	t.Helper()
	if err := errors.Join(s.Audit(t.Context()), s.Check(t.Context())); err != nil {
		t.Error(err)
	}
}

func TestForgetByAge(t *testing.T) {
	s := open(t)
	s.SetClock(func() time.Time { return time.Date(2031, 1, 31, 0, 0, 0, 0, time.UTC) })
	daily(t, s, 30, 10)
	if n, err := s.Forget(t.Context(), archive.Keep{}); n != 0 || err != nil {
		t.Fatalf("%d reports went though all are to be kept, %v", n, err)
	}
	want := archive.Going{Reports: 198, Before: time.Date(2031, 1, 21, 0, 0, 0, 0, time.UTC)}
	if got, err := s.Going(t.Context(), archive.Keep{Age: 10 * 24 * time.Hour}); err != nil || got != want {
		t.Errorf("would go: %+v, want %+v; %v", got, want, err)
	}
	if got, err := s.Going(t.Context(), archive.Keep{Age: 300 * 24 * time.Hour, Bytes: 1 << 40}); err != nil || got != (archive.Going{}) {
		t.Errorf("nothing would go, told is %+v; %v", got, err)
	}
	n, err := s.Forget(t.Context(), archive.Keep{Age: 10 * 24 * time.Hour})
	if err != nil || n != 198 {
		t.Errorf("%d reports went, want the 198 of 20 days but those of a hand's story; %v", n, err)
	}
	got := left(t, s)
	if len(got) != 102 || got[0] != "r0-0" || got[1] != "r0-1" || got[2] != "r20-0" {
		t.Errorf("%d are left: %v", len(got), got[:min(4, len(got))])
	}
	for word, want := range map[string]int{"day5": 0, "day19": 0, "day20": 10, "day0": 2} {
		if h, err := s.Search(t.Context(), archive.Search{Text: word}); err != nil || h.Total != want || len(h.Hits) != want {
			t.Errorf("%s is found in %d, want %d; %v", word, h.Total, want, err)
		}
	}
	if _, err := s.Article(t.Context(), "r5-0"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a report that went gives %v", err)
	}
	if _, err := s.Story(t.Context(), "s5-0"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a story without reports gives %v", err)
	}
	if n, err := s.Forget(t.Context(), archive.Keep{Age: 10 * 24 * time.Hour}); n != 0 || err != nil {
		t.Errorf("%d more went at once, %v", n, err)
	}
	whole(t, s)
}

// TestForgetBySize: what goes is the oldest, and not much more than has to.
func TestForgetBySize(t *testing.T) {
	s := open(t)
	daily(t, s, 40, 50)
	all, err := s.used(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	most := all * 6 / 10
	told, err := s.Going(t.Context(), archive.Keep{Bytes: most})
	if err != nil || !told.About || told.Before.Year() != 2031 {
		t.Errorf("would go: %+v, %v", told, err)
	}
	n, err := s.Forget(t.Context(), archive.Keep{Bytes: most})
	if err != nil {
		t.Fatal(err)
	}
	if off := told.Reports - n; off < -n/3 || off > n/3 {
		t.Errorf("%d reports went, %d were told", n, told.Reports)
	}
	now, err := s.used(t.Context())
	if err != nil || now > most {
		t.Errorf("%d of %d bytes are used, at most %d should be; %v", now, all, most, err)
	}
	got := left(t, s)
	if n+len(got) != 2000 || len(got) < 800 {
		t.Errorf("%d went, %d are left: half or more could have stayed", n, len(got))
	}
	var day int
	if _, err := fmt.Sscanf(got[2], "r%d-", &day); err != nil || got[0] != "r0-0" || got[1] != "r0-1" || day != 39-(len(got)-3)/50 || got[len(got)-1] != "r39-49" {
		t.Errorf("left are %v … %v, %v: not a hand's and the newest", got[:3], got[len(got)-1], err)
	}
	if n, err := s.Forget(t.Context(), archive.Keep{Bytes: most}); n != 0 || err != nil {
		t.Errorf("%d more went at once, %v", n, err)
	}
	whole(t, s)
}

// TestCountsBehindFilters: numbers that are not of everything say so.
func TestCountsBehindFilters(t *testing.T) {
	s := open(t)
	err := s.in(t.Context(), func(tx *tx) error {
		return tx.do(t.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			INSERT INTO story (uid, title, language, reports, outlets, accounts, first, last, changed, arrived) SELECT 's' || i, '', CASE WHEN i % 500 THEN 'en' ELSE 'de' END, 1, 1, 1, i, i, i, i FROM n`, mostCounted+100)
	})
	if err != nil {
		t.Fatal(err)
	}
	for language, want := range map[string]archive.StoryCounts{"en": {All: mostCounted, Part: true}, "de": {All: 4}} {
		got, err := s.Stories(t.Context(), archive.StoryQuery{Language: language})
		if err != nil || got.Counts.All != want.All || got.Counts.Part != want.Part {
			t.Errorf("in %s there are %+v, want %+v; %v", language, got.Counts, want, err)
		}
	}
}
