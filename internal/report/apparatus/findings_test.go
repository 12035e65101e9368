package apparatus_test

import (
	"strings"
	"testing"

	"parallax/internal/finding"
	"parallax/internal/report/apparatus"
	"parallax/internal/report/specimen"
)

// TestAround: the sentence around a point, and nothing of the next one.
func TestAround(t *testing.T) {
	c := specimen.Crane()
	a := c.Reports[0].Article.Text
	e := c.Claims.Single[2].Evidence[0]
	x := apparatus.Around(c, e, 40)
	if got, want := x.Before.In(a)+"|"+x.Core.In(a)+"|"+x.After.In(a), "A crane dropped half its load on the coal quay at Lowmoor on Tuesday, |two days after its brake had been replaced|."; got != want || x.Begun || x.Continued {
		t.Errorf("got %q (%t, %t), want %q", got, x.Begun, x.Continued, want)
	}
	x = apparatus.Around(c, e, 2)
	if got := x.Before.In(a); strings.TrimSpace(got) != "on Tuesday," || !x.Begun {
		t.Errorf("two words before: %q, begun %t", got, x.Begun)
	}
}

func TestDifferencesBeginWithContradictions(t *testing.T) {
	ds := apparatus.Differences(specimen.Crane(), 3)
	if len(ds) != 3 || ds[0].Conflict != 0 || ds[1].Conflict != -1 || ds[2].Conflict != -1 {
		t.Errorf("%+v", ds)
	}
}

func TestDates(t *testing.T) {
	for want, m := range map[string]finding.Moment{
		"":                         {},
		"1987":                     {From: "1987-01-01", To: "1987-12-31", Grain: "year"},
		"1980 to 1989":             {From: "1980-01-01", To: "1989-12-31", Grain: "decade"},
		"2022-02":                  {From: "2022-02-01", To: "2022-02-28", Grain: "month"},
		"2022-02-10":               {From: "2022-02-10", To: "2022-02-10", Grain: "day"},
		"2022-02-07 to 2022-02-13": {From: "2022-02-07", To: "2022-02-13", Grain: "week"},
	} {
		if got := apparatus.Dates(&m); got != want {
			t.Errorf("%+v: %q, want %q", m, got, want)
		}
	}
}
