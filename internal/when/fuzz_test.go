package when_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/when"
)

// FuzzFind: whatever the text and the date, expressions lie in order within the
// text, on rune boundaries, with a value, and with both ends of an interval or
// none.
func FuzzFind(f *testing.F) {
	f.Add("On Friday, Oct. 23, he said it would end two days after Christmas.", "2022-02-10")
	f.Add("VARNHOLM, Feb. 29 — last year’s third quarter, the ’80s and nineteen ninety-six; 10 p.m. EST, Nov. 6", "")
	f.Add("the day before last Tuesday\nEvery other week, 2½ hours, mid-November, year-end, 9/11, 31/12/1999", "0001-01-01")
	f.Add("a hundred thousand centuries ago, 999999 years later, 999999 weeks from now", "9999-12-31")
	f.Add("early late mid the end of the end of the last next this past coming year", "2024-02-29T23:59:59Z")
	f.Add("Feb. 29\nFeb. 30\nthe 31st of June", "2023-03-01")
	f.Fuzz(func(t *testing.T, s, published string) {
		if !utf8.ValidString(s) {
			return
		}
		checkTimes(t, s, published)
	})
}

// checkTimes fails when an expression breaks what FuzzFind promises.
func checkTimes(t *testing.T, s, published string) {
	t.Helper()
	end := 0
	for i, k := range find(s, published) {
		if k.Span.Start < end || k.Span.Empty() || k.Span.End > len(s) {
			t.Fatalf("span %v after %d in %d bytes", k.Span, end, len(s))
		}
		if !utf8.RuneStart(s[k.Span.Start]) || k.Span.End < len(s) && !utf8.RuneStart(s[k.Span.End]) {
			t.Fatalf("span %v cuts a character", k.Span)
		}
		end = k.Span.End
		if k.Value == "" || k.Rule == "" {
			t.Fatalf("%q has no value or rule: %+v", k.Span.In(s), k)
		}
		if (k.From == "") != (k.To == "") || len(k.From) == 10 && len(k.To) == 10 && k.From > k.To {
			t.Fatalf("%q lasts from %q to %q", k.Span.In(s), k.From, k.To)
		}
		if (k.Anchor == when.Other) != (k.Base >= 0) || k.Base >= i {
			t.Fatalf("%q is counted from expression %d of %d", k.Span.In(s), k.Base, i)
		}
		if (k.Anchor == when.None) != (k.From == "") {
			t.Fatalf("%q: anchor %s, from %q", k.Span.In(s), k.Anchor, k.From)
		}
	}
}

// TestLongRuns: what took time in proportion to the square of the text would
// not come to an end here.
func TestLongRuns(t *testing.T) {
	for _, w := range []string{"early ", "the end of ", "hundred ", "one ", "the quarter ", "the next day ", "the ", "two days after ", "a year earlier ", "Friday "} {
		checkTimes(t, strings.Repeat(w, 20000), "")
		checkTimes(t, strings.Repeat(w, 20000), "2022-02-10")
	}
}
