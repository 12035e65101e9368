package when

import "strconv"

// day counts days since 1 January 1970 in the Gregorian calendar. Everything
// here is arithmetic: no clock, no time zone.
type day int

// dayOf is the day of a date, which must exist.
func dayOf(year, month, dom int) day {
	y := year
	if month <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((month+9)%12)+2)/5 + dom - 1
	return day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

// civil is the date of a day. (Both ways after Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms".)
func (d day) civil() (year, month, dom int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	month = (mp+2)%12 + 1
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, doy - (153*mp+2)/5 + 1
}

// weekday is 1 for Monday to 7 for Sunday.
func (d day) weekday() int {
	return (int(d)+3-7*floorDiv(int(d)+3, 7))%7 + 1
}

// week is the ISO 8601 week of a day, with the year that it belongs to.
func (d day) week() (year, week int) {
	thursday := d + day(4-d.weekday())
	year, _, _ = thursday.civil()
	return year, int(thursday-dayOf(year, 1, 1))/7 + 1
}

// iso is "2022-02-10".
func (d day) iso() string {
	y, m, dom := d.civil()
	if y < 0 || y > 9999 {
		return digits(y, 4) + "-" + digits(m, 2) + "-" + digits(dom, 2)
	}
	return string([]byte{
		'0' + byte(y/1000), '0' + byte(y/100%10), '0' + byte(y/10%10), '0' + byte(y%10), '-',
		'0' + byte(m/10), '0' + byte(m%10), '-', '0' + byte(dom/10), '0' + byte(dom%10),
	})
}

// daysIn is the length of a month.
func daysIn(year, month int) int {
	y, m := addMonths(year, month, 1)
	return int(dayOf(y, m, 1) - dayOf(year, month, 1))
}

// addMonths is the month that lies n months after another one.
func addMonths(year, month, n int) (int, int) {
	k := year*12 + month - 1 + n
	y := floorDiv(k, 12)
	return y, k - y*12 + 1
}

// easter is Easter Sunday in the western churches. (Anonymous Gregorian
// algorithm, as in Meeus, Astronomical Algorithms.)
func easter(year int) day {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	k := h + l - 7*m + 114
	return dayOf(year, k/31, k%31+1)
}

// nthWeekday is the nth such weekday of a month, counted from its end when n
// is negative.
func nthWeekday(year, month, n, weekday int) day {
	if n < 0 {
		last := dayOf(year, month, daysIn(year, month))
		return last - day((last.weekday()-weekday+7)%7) + day(7*(n+1))
	}
	first := dayOf(year, month, 1)
	return first + day((weekday-first.weekday()+7)%7) + day(7*(n-1))
}

// validDate reports whether there is such a date.
func validDate(year, month, dom int) bool {
	return month >= 1 && month <= 12 && dom >= 1 && dom <= daysIn(year, month)
}

// parseDay reads "2022-02-10", alone or before a time of day.
func parseDay(s string) (day, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || len(s) > 10 && s[10] != 'T' && s[10] != ' ' {
		return 0, false
	}
	y, err1 := strconv.Atoi(s[:4])
	m, err2 := strconv.Atoi(s[5:7])
	d, err3 := strconv.Atoi(s[8:10])
	if err1 != nil || err2 != nil || err3 != nil || y < 1 || !validDate(y, m, d) {
		return 0, false
	}
	return dayOf(y, m, d), true
}

// parseClock is the time of day of an RFC 3339 time in minutes after midnight, by
// the clock it is written in; false without one, or at midnight sharp, which is
// how dates alone are often written.
func parseClock(s string) (minutes int, ok bool) {
	if len(s) < 16 || s[13] != ':' {
		return 0, false
	}
	h, err1 := strconv.Atoi(s[11:13])
	m, err2 := strconv.Atoi(s[14:16])
	if err1 != nil || err2 != nil || h < 0 || h > 23 || m < 0 || m > 59 {
		return 0, false
	}
	return 60*h + m, h+m > 0
}

// Between is the number of days from one date to another, each as RFC 3339
// writes it, alone or before a time of day; false when one is no date.
func Between(from, to string) (int, bool) {
	a, ok1 := parseDay(from)
	b, ok2 := parseDay(to)
	return int(b - a), ok1 && ok2
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// digits is n with at least that many digits.
func digits(n, width int) string {
	if n >= 0 && n < 10 && width == 2 {
		return "00010203040506070809"[2*n : 2*n+2]
	}
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}
