package collate

import (
	"testing"
	"time"

	"parallax/internal/analysis"
	"parallax/internal/article"
)

func TestInstant(t *testing.T) {
	for published, want := range map[string]string{
		"2031-05-02":                    "2031-05-02T00:00:00Z",
		"2031-05-02T07:45":              "2031-05-02T07:45:00Z",
		"2031-05-02T07:45:30":           "2031-05-02T07:45:30Z",
		"2031-05-02T07:45:30Z":          "2031-05-02T07:45:30Z",
		"2031-05-02T07:45:30.25Z":       "2031-05-02T07:45:30Z",
		"2031-05-02T00:45:00+01:00":     "2031-05-01T23:45:00Z",
		"2031-05-02T00:45:00.125+05:45": "2031-05-01T19:00:00Z",
		"1969-12-31T23:30:00-03:30":     "1970-01-01T03:00:00Z",
		"2032-02-29T12:00+01:00":        "2032-02-29T11:00:00Z",
	} {
		at, err := time.Parse(time.RFC3339, want)
		if err != nil {
			t.Fatal(err)
		}
		if got := instant(published); got != int(at.Unix()) {
			t.Errorf("%s is %s, want %s", published, time.Unix(int64(got), 0).UTC(), want)
		}
	}
	for _, none := range []string{"", "2031", "2031-05", "yesterday", "2031-13-01T00:00:00Z"} {
		if got := instant(none); got != undated {
			t.Errorf("%q is %d", none, got)
		}
	}
}

// FuzzInstant holds it to the library's reading of RFC 3339, and to reading
// everything else without a panic. (The library takes an hour of one digit, too.)
func FuzzInstant(f *testing.F) {
	for _, s := range []string{"2031-05-02T07:45:00+01:00", "2031-05-02T07:45:00.5-11:30", "2031-05-02T", "2031-05-02T07:45:", "2031-05-02 07:45 +0100"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := instant(s)
		if at, err := time.Parse(time.RFC3339, s); err == nil && at.Year() > 0 && s[13] == ':' && got != int(at.Unix()) {
			t.Errorf("%s is %d, want %d", s, got, at.Unix())
		}
	})
}

// TestOrderIsByTime has reports on three clocks, a day and none at all.
func TestOrderIsByTime(t *testing.T) {
	var as []*analysis.Analysis
	for _, published := range []string{"", "2031-05-02T07:45:00+01:00", "2031-05-02T07:00:00Z", "2031-05-02", "2031-05-02T01:30:00-05:00"} {
		as = append(as, &analysis.Analysis{Article: &article.Article{Published: published}})
	}
	want := []string{"2031-05-02", "2031-05-02T01:30:00-05:00", "2031-05-02T07:45:00+01:00", "2031-05-02T07:00:00Z", ""}
	for i, a := range canonical(as) {
		if a.Article.Published != want[i] {
			t.Errorf("report %d is of %q, want %q", i, a.Article.Published, want[i])
		}
	}
}
