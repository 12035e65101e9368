package when

import (
	"testing"

	"parallax/internal/lang"
)

// Every day of five centuries has the date after that of the day before, and
// the date leads back to the day.
func TestDays(t *testing.T) {
	y, m, dom := 1799, 12, 31
	weekday := dayOf(y, m, dom).weekday()
	for d := dayOf(1800, 1, 1); d < dayOf(2300, 1, 1); d++ {
		dom++
		if !validDate(y, m, dom) {
			dom, m = 1, m+1
		}
		if m > 12 {
			y, m = y+1, 1
		}
		weekday = weekday%7 + 1
		if gy, gm, gd := d.civil(); gy != y || gm != m || gd != dom || dayOf(y, m, dom) != d || d.weekday() != weekday {
			t.Fatalf("day %d is %d-%d-%d, weekday %d; want %d-%d-%d, weekday %d", d, gy, gm, gd, d.weekday(), y, m, dom, weekday)
		}
	}
}

func TestPeriods(t *testing.T) {
	day := func(s string) day {
		d, ok := parseDay(s)
		if !ok {
			t.Fatalf("%q is no day", s)
		}
		return d
	}
	if d := day("2022-02-10"); d.weekday() != 4 {
		t.Errorf("2022-02-10 has weekday %d, want 4", d.weekday())
	}
	for _, k := range []struct {
		what     period
		value    string
		from, to string
	}{
		{ofWeek(day("2021-01-03")), "2020-W53", "2020-12-28", "2021-01-03"},
		{ofWeek(day("2024-12-30")), "2025-W01", "2024-12-30", "2025-01-05"},
		{ofWeekend(day("2022-02-10")), "2022-W06-WE", "2022-02-12", "2022-02-13"},
		{ofMonth(2024, 2), "2024-02", "2024-02-01", "2024-02-29"},
		{ofQuarter(2022, 0), "2021-Q4", "2021-10-01", "2021-12-31"},
		{ofHalf(2022, 2), "2022-H2", "2022-07-01", "2022-12-31"},
		{ofSeason(2021, 3), "2021-WI", "2021-12-01", "2022-02-28"},
		{ofSeason(2022, -1), "2021-WI", "2021-12-01", "2022-02-28"},
		{ofDecade(1987), "198", "1980-01-01", "1989-12-31"},
		{ofCentury(20), "19", "1901-01-01", "2000-12-31"},
		{at(day("2022-01-31"), 'M', 1), "2022-02", "2022-02-01", "2022-02-28"},
		{at(day("2022-01-15"), 'Z', 1), "2022-SP", "2022-03-01", "2022-05-31"},
		{at(day("2022-01-15"), 'C', -1), "19", "1901-01-01", "2000-12-31"},
	} {
		if k.what.value != k.value || k.what.from.iso() != k.from || k.what.to.iso() != k.to {
			t.Errorf("got %s, %s to %s; want %s, %s to %s", k.what.value, k.what.from.iso(), k.what.to.iso(), k.value, k.from, k.to)
		}
	}
}

func TestParseDay(t *testing.T) {
	for _, s := range []string{"", "2022", "2022-2-10", "2022-02-30", "2022/02/10", "2022-02-10x", "abcd-ef-gh", "0000-01-01"} {
		if d, ok := parseDay(s); ok {
			t.Errorf("%q is read as %s", s, d.iso())
		}
	}
}

// Every line of the list of holidays says when the day is.
func TestHolidays(t *testing.T) {
	list := lang.English().Holidays
	for name, rule := range list {
		_, dated := parseDay(rule)
		if d, ok := feastIn(rule, 2024); !dated && (!ok || d < dayOf(2024, 1, 1) || d > dayOf(2024, 12, 31)) {
			t.Errorf("%s: %q gives no day of 2024", name, rule)
		}
	}
	for name, want := range map[string]string{
		"thanksgiving": "2021-11-25", "easter": "2021-04-04", "good friday": "2021-04-02", "labor day": "2021-09-06",
		"memorial day": "2021-05-31", "election day": "2021-11-02", "christmas eve": "2021-12-24",
	} {
		if d, ok := feastIn(list[name], 2021); !ok || d.iso() != want {
			t.Errorf("%s 2021 is %s, want %s", name, d.iso(), want)
		}
	}
}

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
		ok       bool
	}{
		{"2024-02-28", "2024-03-01", 2, true},
		{"2026-01-01T23:59:00Z", "2025-12-31", -1, true},
		{"2026-02-30", "2026-03-01", 0, false},
		{"", "2026-03-01", 0, false},
	} {
		if got, ok := Between(c.from, c.to); ok != c.ok || ok && got != c.want {
			t.Errorf("Between(%q, %q) = %d, %v", c.from, c.to, got, ok)
		}
	}
}
