package dates

import (
	"testing"
	"time"

	"parallax/internal/article"
	"parallax/internal/collate"
)

func TestClock(t *testing.T) {
	for _, k := range []struct {
		name  string
		dates []string
		want  string
	}{
		{"no report", nil, "UTC"},
		{"all in UTC", []string{"2031-05-02T08:00:00Z", "2031-05-02T08:00:00+00:00"}, "UTC"},
		{"one clock", []string{"2031-05-02T08:00:00+02:00", "2031-05-02T09:00:00+02:00"}, "UTC+2"},
		{"feeds in UTC beside one clock", []string{"2031-05-02T08:00:00Z", "2031-05-02T09:00:00-03:30"}, "UTC−3:30"},
		{"two clocks", []string{"2031-05-02T08:00:00+02:00", "2031-05-02T09:00:00+01:00", "2031-05-02T09:00:00+01:00"}, "UTC"},
		{"days and times that say no clock", []string{"2031-05-02", "2031-05-02T09:00", "yesterday", ""}, "UTC"},
		{"and one that does", []string{"2031-05-02", "2031-05-02T09:00:00+05:45", "2031-05-02T09:00"}, "UTC+5:45"},
	} {
		if got := Clock(k.dates).String(); got != k.want {
			t.Errorf("%s: %s, want %s", k.name, got, k.want)
		}
	}
}

func TestRead(t *testing.T) {
	clock := time.FixedZone("UTC+2", 7200)
	for _, k := range []struct {
		published, want string
		timed, placed   bool
	}{
		{"2031-05-02T23:30:00Z", "2031-05-03 01:30", true, true},
		{"2031-05-02T08:00:00-04:00", "2031-05-02 14:00", true, true},
		{"2031-05-02T08:00", "2031-05-02 08:00", true, false},
		{"2031-05-02T08:00:10", "2031-05-02 08:00", true, false},
		{"2031-05-02", "2031-05-02 00:00", false, false},
	} {
		d, ok := Read(k.published, clock)
		if got := d.Format("2006-01-02 15:04"); !ok || got != k.want || d.Timed != k.timed || d.Placed != k.placed {
			t.Errorf("%s: %s %+v %v, want %s", k.published, got, d, ok, k.want)
		}
	}
	for _, none := range []string{"", "2031", "2031-05", "2 May", "2031-13-02"} {
		if d, ok := Read(none, clock); ok {
			t.Errorf("%q is %v", none, d)
		}
	}
}

func TestNamed(t *testing.T) {
	of := func(dates ...string) *collate.Comparison {
		c := &collate.Comparison{}
		for _, d := range dates {
			c.Reports = append(c.Reports, collate.Report{Article: &article.Article{Published: d}})
		}
		return c
	}
	for _, k := range []struct {
		c    *collate.Comparison
		want string
	}{
		{of("2031-05-02", ""), ""}, {of("2031-05-02T08:00"), ""}, {of("2031-05-02T08:00:00Z", ""), "UTC"}, {of("2031-05-02T08:00:00Z", "2031-05-02T08:00:00+01:00"), "UTC+1"},
	} {
		if got := Named(k.c); got != k.want {
			t.Errorf("%q, want %q", got, k.want)
		}
	}
}

func TestIn(t *testing.T) {
	day, night := time.Date(2031, 5, 2, 0, 0, 0, 0, time.UTC), time.Date(2031, 5, 2, 23, 30, 0, 0, time.UTC)
	for offset, want := range map[int]string{-5: "2 00:00 2 18:30", 0: "2 00:00 2 23:30", 9: "2 00:00 3 08:30"} {
		clock := time.FixedZone("", offset*3600)
		a, timed := In(day, clock)
		b, also := In(night, clock)
		if got := a.Format("2 15:04 ") + b.Format("2 15:04"); got != want || timed || !also {
			t.Errorf("UTC%+d: %s, timed %v and %v, want %s", offset, got, timed, also, want)
		}
	}
}
