package feed

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"parallax/internal/ingest/page"
)

// months are what months are called in feeds that are not in English, by the
// first letters that tell them, in lower case. Names that are the English ones
// or begin as they do are left out.
var months = []struct{ prefix, english string }{
	{"janv", "Jan"}, {"jän", "Jan"}, {"ene", "Jan"}, {"gen", "Jan"}, {"janei", "Jan"}, {"sty", "Jan"},
	{"févr", "Feb"}, {"fév", "Feb"}, {"fevr", "Feb"}, {"fev", "Feb"}, {"lut", "Feb"},
	{"mär", "Mar"}, {"maer", "Mar"}, {"mrz", "Mar"}, {"mars", "Mar"}, {"mrt", "Mar"}, {"maart", "Mar"}, {"maa", "Mar"},
	{"avr", "Apr"}, {"abr", "Apr"}, {"kwi", "Apr"},
	{"mai", "May"}, {"maj", "May"}, {"mei", "May"}, {"mag", "May"}, {"maio", "May"},
	{"juin", "Jun"}, {"giu", "Jun"}, {"cze", "Jun"},
	{"juil", "Jul"}, {"lug", "Jul"}, {"lip", "Jul"},
	{"août", "Aug"}, {"aou", "Aug"}, {"aoû", "Aug"}, {"ago", "Aug"}, {"sie", "Aug"},
	{"set", "Sep"}, {"wrz", "Sep"},
	{"okt", "Oct"}, {"ott", "Oct"}, {"out", "Oct"}, {"paź", "Oct"},
	{"lis", "Nov"},
	{"dez", "Dec"}, {"déc", "Dec"}, {"dic", "Dec"}, {"des", "Dec"}, {"gru", "Dec"},
}

// mail matches dates as e-mail writes them, with the mistakes feeds make:
// weekday, day, month in words, year of two or four digits, time, zone.
var mail = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\pL+\.?,?\s+)?(\d{1,2})\.?[\s-]+(?:de\s+)?(\pL+)\.?[\s-]+(?:de\s+)?(\d{4}|\d{2}),?(?:\s+(?:-\s+)?(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?)?\s*(.*)$`)
})

// Date reads a date of a feed and gives it as page.Date does: RFC 3339, an
// instant when the zone is known, else the day; "" when it cannot be told.
func Date(s string) string {
	s = line(s)
	if s == "" {
		return ""
	}
	if m := mail().FindStringSubmatch(s); m != nil {
		if d := mailDate(m); d != "" {
			return d
		}
	}
	if d := isoDate(s); d != "" {
		return d
	}
	if d := page.Date(s); d != "" {
		return d
	}
	if _, rest, ok := strings.Cut(s, ","); ok { // a weekday in another language, or a wrong one
		return page.Date(rest)
	}
	return ""
}

// mailDate puts the parts of such a date into a form that page.Date knows.
func mailDate(m []string) string {
	month, ok := english(m[2])
	if !ok {
		return ""
	}
	year := m[3]
	if len(year) == 2 { // RFC 822; feeds are younger than 1970
		if year >= "70" {
			year = "19" + year
		} else {
			year = "20" + year
		}
	}
	day := m[1] + " " + month + " " + year
	zone, zoned := zoneOf(m[7])
	if m[4] == "" || !zoned {
		return page.Date(day)
	}
	hour, _ := strconv.Atoi(m[4])
	if lower := strings.ToLower(m[7]); strings.HasPrefix(lower, "pm") && hour < 12 {
		hour += 12
	} else if strings.HasPrefix(lower, "am") && hour == 12 {
		hour = 0
	}
	seconds := m[6]
	if seconds == "" {
		seconds = "0"
	}
	clock := two(strconv.Itoa(hour)) + ":" + two(m[5]) + ":" + two(seconds)
	if d := page.Date(day + " " + clock + " " + zone); d != "" {
		return d
	}
	return page.Date(day) // 24:00, 23:59:60
}

func two(s string) string {
	if len(s) < 2 {
		return "0" + s
	}
	return s
}

func english(month string) (name string, ok bool) {
	month = strings.ToLower(month)
	for _, m := range months {
		if strings.HasPrefix(month, m.prefix) {
			return m.english, true
		}
	}
	for _, m := range []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"} {
		if strings.HasPrefix(month, strings.ToLower(m)) {
			return m, true
		}
	}
	return "", false
}

// zoneOf reads what stands after the time: "+0200", "GMT+0200", "GMT+2",
// "+02:00 (CEST)", "EST". Without a zone it reports false.
func zoneOf(s string) (zone string, ok bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "AM"), "PM"))
	if before, _, found := strings.Cut(s, "("); found && strings.TrimSpace(before) != "" {
		s = strings.TrimSpace(before)
	}
	s = strings.Trim(s, "()")
	for _, name := range []string{"GMT", "UTC"} {
		if rest, found := strings.CutPrefix(s, name); found && rest != "" {
			s = strings.TrimSpace(rest)
		}
	}
	if s == "" {
		return "", false
	}
	if s[0] != '+' && s[0] != '-' {
		name, _, _ := strings.Cut(s, " ")
		return name, true // page.Date knows the names, and says so when it does not
	}
	digits, _, _ := strings.Cut(strings.ReplaceAll(s[1:], ":", ""), " ")
	switch len(digits) {
	case 1:
		digits = "0" + digits + "00"
	case 2:
		digits += "00"
	case 3:
		digits = "0" + digits
	}
	return s[:1] + digits, len(digits) == 4
}

// isoDate mends what feeds do to ISO dates: a space before the zone, a zone
// without colon after fractions, hours alone as zone, commas. It gives instants
// only.
func isoDate(s string) string {
	i := strings.IndexAny(s, "Tt ")
	if i < 8 || s[0] < '0' || s[0] > '9' {
		return ""
	}
	date, clock := s[:i], strings.ReplaceAll(strings.TrimSpace(s[i+1:]), ",", ".")
	j := strings.IndexAny(clock, "+- Zz")
	if j <= 0 {
		return ""
	}
	zone, zoned := zoneOf(clock[j:])
	clock = clock[:j]
	if strings.Count(clock, ":") == 1 {
		clock += ":00"
	}
	if d := page.Date(date + " " + clock + " " + zone); zoned && strings.ContainsRune(d, 'T') {
		return d
	}
	return ""
}
