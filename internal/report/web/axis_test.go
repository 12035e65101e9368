package web

import (
	"strings"
	"testing"

	"parallax/internal/finding"
)

// TestAxis draws times of every grain and checks where they lie.
func TestAxis(t *testing.T) {
	for _, x := range []struct{ values, want string }{
		{"2031-04-28 2031-04-29", "28 Apr 2031 to 29 Apr 2031: 0.50%+49.00% 49.50%+49.00%"},
		{"2031-04-29 2031-04-28", "28 Apr 2031 to 29 Apr 2031: 49.50%+49.00% 0.50%+49.00%"},
		{"2031-04-29TMO 2031-04", "1 Apr 2031 to 30 Apr 2031: 91.97%+3.27% 0.50%+98.00%"},
		{"2031-04-29T01:15 2031-04-29T01:54", "29 Apr 2031, 01:15 to 29 Apr 2031, 01:54: 0.50%+1.20% 98.50%+1.20%"},
		{"2031-04-29T12:00 2031-04-29", "29 Apr 2031 to 29 Apr 2031: 49.50%+1.20% 0.50%+98.00%"},
		{"2031-W18 2031-04-30", "28 Apr 2031 to 4 May 2031: 0.50%+98.00% 28.50%+14.00%"},
		{"2030 2031", "1 Jan 2030 to 31 Dec 2031: 0.50%+49.00% 49.50%+49.00%"},
		{"2031-04-28 2031-04-28", "none"},
		{"2031-04-28 PAST_REF", "none"},
		{"2031-04-28", "none"},
	} {
		k := &finding.Conflict{Kind: finding.Moments}
		var sides []side
		for _, v := range strings.Fields(x.values) {
			k.Values = append(k.Values, finding.Value{Normalised: v})
			sides = append(sides, side{Value: v, Marks: []mark{{Letter: "A"}, {Letter: "C"}}})
		}
		got := "none"
		if a := axisOf(k, sides); a != nil {
			got = a.From + " to " + a.To + ":"
			for i, r := range a.Rows {
				got += " " + r.Left + "+" + r.Wide
				if r.Letters != "A C" || r.When != sides[i].Value || r.TextY > r.Y || r.Y+10 > a.Line || a.Text > a.High {
					t.Errorf("%s: row %+v of a drawing %d high", x.values, r, a.High)
				}
			}
		}
		if got != x.want {
			t.Errorf("%s\n got %s\nwant %s", x.values, got, x.want)
		}
	}
	if axisOf(&finding.Conflict{Kind: finding.Number, Values: []finding.Value{{Normalised: "2030"}, {Normalised: "2031"}}}, make([]side, 2)) != nil {
		t.Error("numbers are drawn as years")
	}
}
