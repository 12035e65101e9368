package pages

import (
	"html"
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
)

// on are the pages on another clock.
func on(t *testing.T, offset int) *Pages {
	t.Helper()
	p := pagesOf(newFake(t))
	p.o.Zone = time.FixedZone("", offset*3600)
	return p
}

// TestADayAloneStaysThatDay looks at a report of 11 June without a time of day,
// east and west of Greenwich.
func TestADayAloneStaysThatDay(t *testing.T) {
	day, night := time.Date(2031, 6, 11, 0, 0, 0, 0, time.UTC), time.Date(2031, 6, 11, 0, 30, 0, 0, time.UTC)
	for offset, want := range map[int]string{
		-5: "yesterday | 10 June 19.30", 0: "yesterday | yesterday 00.30", 9: "11 June | 11 June 09.30",
	} {
		p := on(t, offset)
		if got := p.moment(day) + " | " + p.moment(night); got != want {
			t.Errorf("UTC%+d: %s, want %s", offset, got, want)
		}
		s := p.statement(&archive.Statement{At: day})
		if s.Day != "11 Jun" || s.Clock != "" || p.clock(day) != "" {
			t.Errorf("UTC%+d: said on %s %s", offset, s.Day, s.Clock)
		}
	}
}

// TestStoriesAreDatedByPublication has stories that came in at one moment: of
// this hour, of a day alone, of a day before, of another year, of a time that is
// not yet.
func TestStoriesAreDatedByPublication(t *testing.T) {
	p := on(t, 1)
	for _, k := range []struct {
		last time.Time
		want string
	}{
		{noon.Add(-time.Hour), "19.00"},
		{time.Date(2031, 6, 12, 0, 0, 0, 0, time.UTC), "12 Jun"},
		{noon.AddDate(0, 0, -3), "9 Jun"},
		{noon.AddDate(-1, 0, 0), "12 Jun 2030"},
		{noon.Add(26 * time.Hour), "20.00"},
		{time.Time{}, "20.00"},
	} {
		row := p.storyRow(&archive.Story{ID: "s", Changed: noon, Last: k.last}, false)
		at, err := time.Parse(time.RFC3339, row.Machine)
		if row.Clock != k.want || err != nil || at.After(noon) {
			t.Errorf("of %s: %q (%s), want %q", k.last, row.Clock, row.Machine, k.want)
		}
	}
}

// TestPagesNameTheirClock looks at the foot of pages on another clock than the
// reports', which are on UTC+1, and on the same.
func TestPagesNameTheirClock(t *testing.T) {
	for offset, want := range map[int][2]string{
		-4: {"Times are in UTC−4.", "Times of reports are in UTC+1, others in UTC−4."},
		1:  {"Times are in UTC+1.", "Times are in UTC+1."},
	} {
		p := on(t, offset)
		for path, words := range map[string]string{
			"/": want[0], "/people": want[0], "/search?q=water": want[0], "/settings": want[0],
			"/stories/hallowmere": want[1], "/reports/the-lantern": want[1], "/reports/hallowmere-examiner": want[1],
		} {
			if page := html.UnescapeString(ask(t, p, "GET", path, nil).Body.String()); !strings.Contains(page, words) {
				t.Errorf("UTC%+d: %s does not say %q", offset, path, words)
			}
		}
	}
	if page := html.UnescapeString(ask(t, on(t, -4), "GET", "/stories/hallowmere", nil).Body.String()); !strings.Contains(page, "last Wed 15 April 2026 07.45 UTC+1") {
		t.Error("the story's reports are not on their own clock")
	}
}
