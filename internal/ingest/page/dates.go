package page

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/itlightning/dateparse"
)

// instants are the ways to write a day, a time and a zone.
var instants = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999-0700", "2006-01-02T15:04-0700", "2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999 Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-0700",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05 -0700",
	"Monday, January 2, 2006 15:04 -0700", "January 2, 2006 15:04 -0700", "Mon Jan 2 15:04:05 -0700 2006",
	"January 2, 2006 3:04 PM -0700", "Mon, Jan 2, 2006 3:04 PM -0700", "2 January 2006 15:04 -0700",
}

// days are the ways to write a day alone; what follows it in the layout is a
// time without a zone, which is dropped.
var days = []string{
	"2006-01-02", "20060102", "2006/01/02", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04",
	"January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "2 Jan. 2006", "January 2 2006", "Jan 2 2006",
	"Monday, January 2, 2006", "Monday January 2, 2006", "Monday, 2 January 2006", "Monday 2 January 2006", "Mon, 2 Jan 2006", "Mon 2 Jan 2006", "Mon, Jan 2, 2006",
	"Mon, 2 Jan 2006 15:04:05", "2 January 2006 15:04", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "2006年1月2日", "02.01.2006", "2.1.2006", "02-Jan-2006", "2-Jan-2006",
}

// zones are the abbreviations that news sites write, with what they mean
// there. BST is British, IST is left out: it is Indian, Irish and Israeli.
var zones = map[string]string{
	"GMT": "+0000", "UTC": "+0000", "UT": "+0000", "Z": "+0000", "BST": "+0100", "CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300",
}

// ordinal finds "2nd" in "April 2nd, 2011".
var ordinal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)\b`) })

// Date reads a date of publication in any of the forms that pages, feeds and
// people write. It gives RFC 3339: an instant with its own offset
// ("2022-02-10T18:40:00Z") when day, time and zone are known, else the day
// ("2022-02-10"), else "". A form that could mean two days (04/07/2011) gives
// "", and so does a year before 1600 or after 2200.
func Date(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, label := range []string{"Published:", "Published", "Updated:", "Posted:", "Posted on"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, label))
	}
	if len(s) < 6 || len(s) > 80 {
		return ""
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		if offset := zones[strings.ToUpper(s[i+1:])]; offset != "" && strings.ContainsRune(s, ':') {
			s = s[:i+1] + offset
		}
	}
	if strings.ContainsAny(s, "tdh") {
		s = ordinal().ReplaceAllString(s, "$1")
	}
	s = strings.NewReplacer("a.m.", "AM", "p.m.", "PM", " am", " AM", " pm", " PM", "Sept.", "Sep", "Sept ", "Sep ").Replace(s)
	for _, layout := range instants {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t, time.RFC3339)
		}
	}
	for _, layout := range days {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t, time.DateOnly)
		}
	}
	if a, rest, ok := strings.Cut(s, "/"); ok && len(a) <= 2 {
		return slashed(a, rest)
	}
	return guessed(s)
}

// slashed reads 25/12/2011 and 12/25/2011, and gives "" for 04/07/2011, which
// is one day in London and another in New York.
func slashed(a, rest string) string {
	b, year, _ := strings.Cut(rest, "/")
	month, day := b, a
	if b > "12" && len(b) == 2 {
		month, day = a, b
	} else if a <= "12" && len(a) == 2 || len(a) == 1 {
		if strings.TrimLeft(a, "0") != strings.TrimLeft(b, "0") {
			return ""
		}
	}
	t, err := time.Parse("2006/1/2", year+"/"+month+"/"+day)
	if err != nil {
		return ""
	}
	return plausible(t, time.DateOnly)
}

// guessed leaves an unusual form to the library, in its strict way, and
// believes the day only, unless the form ends in a numeric zone.
func guessed(s string) (date string) {
	defer func() {
		if recover() != nil {
			date = "" // the library has panicked on odd input before
		}
	}()
	t, err := dateparse.ParseStrict(s)
	if err != nil || strings.Count(s, " ") == 0 && !strings.ContainsAny(s, "-/.:") {
		return "" // a bare number is an id more often than a time
	}
	return plausible(t, time.DateOnly)
}

func plausible(t time.Time, layout string) string {
	if t.Year() < 1600 || t.Year() > 2200 {
		return ""
	}
	return t.Truncate(time.Second).Format(layout)
}
