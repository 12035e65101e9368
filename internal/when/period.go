package when

import "strconv"

// period is a stretch of the calendar, or what is known of one.
type period struct {
	grain    Grain
	known    bool // from and to are filled in
	from, to day  // first and last day
	value    string
}

// about is a period whose place in the calendar is not known.
func about(g Grain, value string) period { return period{grain: g, value: value} }

func between(g Grain, from, to day, value string) period {
	return period{grain: g, known: true, from: from, to: to, value: value}
}

func ofDay(d day) period { return between(Day, d, d, d.iso()) }

// ofWeek is the ISO week that holds a day.
func ofWeek(d day) period {
	monday := d - day(d.weekday()-1)
	y, w := d.week()
	return between(Week, monday, monday+6, digits(y, 4)+"-W"+digits(w, 2))
}

// ofWeekend is the weekend of the ISO week that holds a day.
func ofWeekend(d day) period {
	w := ofWeek(d)
	return between(Weekend, w.to-1, w.to, w.value+"-WE")
}

func ofMonth(y, m int) period {
	return between(Month, dayOf(y, m, 1), dayOf(y, m, daysIn(y, m)), digits(y, 4)+"-"+digits(m, 2))
}

// ofQuarter is a quarter of a year; q may lie outside 1 to 4.
func ofQuarter(y, q int) period {
	y, m := addMonths(y, 1, 3*(q-1))
	end, last := addMonths(y, m, 2)
	return between(Quarter, dayOf(y, m, 1), dayOf(end, last, daysIn(end, last)), digits(y, 4)+"-Q"+strconv.Itoa((m-1)/3+1))
}

func ofHalf(y, h int) period {
	m := 6*h - 5
	return between(Half, dayOf(y, m, 1), dayOf(y, m+5, daysIn(y, m+5)), digits(y, 4)+"-H"+strconv.Itoa(h))
}

// seasons are the codes of TIMEX3 in the order of a year, spring from March
// on. A winter belongs to the year of its December.
var seasons = [...]string{"SP", "SU", "FA", "WI"}

// ofSeason is the season i of a year; i may lie outside 0 to 3.
func ofSeason(y, i int) period {
	y, m := addMonths(y, 3, 3*i)
	s := seasons[(m/3-1+4)%4]
	end, last := addMonths(y, m, 2)
	return between(Season, dayOf(y, m, 1), dayOf(end, last, daysIn(end, last)), digits(y, 4)+"-"+s)
}

// seasonAt tells which season of which year holds a day.
func seasonAt(d day) (year, i int) {
	y, m, _ := d.civil()
	y, m = addMonths(y, m, -2)
	return y, (m - 1) / 3
}

func ofYear(y int) period { return between(Year, dayOf(y, 1, 1), dayOf(y, 12, 31), digits(y, 4)) }

func ofDecade(y int) period {
	y -= y % 10
	return between(Decade, dayOf(y, 1, 1), dayOf(y+9, 12, 31), digits(y, 4)[:3])
}

// ofCentury is the nth century.
func ofCentury(n int) period {
	y := (n - 1) * 100
	return between(Century, dayOf(y+1, 1, 1), dayOf(y+100, 12, 31), digits(n-1, 2))
}

// at is the period of a unit that holds a day, moved by n such units.
func at(d day, unit byte, n int) period {
	y, m, dom := d.civil()
	switch unit {
	case 'D':
		return ofDay(d + day(n))
	case 'W':
		return ofWeek(d + day(7*n))
	case 'F':
		return ofWeek(d + day(14*n))
	case 'N':
		return ofWeekend(d + day(7*n))
	case 'M':
		return ofMonth(addMonths(y, m, n))
	case 'Q':
		return ofQuarter(y, (m-1)/3+1+n)
	case 'Z':
		y, i := seasonAt(d)
		return ofSeason(y, i+n)
	case 'Y':
		return ofYear(max(1, y+n))
	case 'E':
		return ofDecade(max(1, y+10*n))
	case 'C':
		return ofCentury(max(1, (y+99)/100+n))
	}
	return ofDay(dayOf(y, m, dom))
}

// grainOf is the grain of a unit's period.
func grainOf(unit byte) Grain {
	switch unit {
	case 'D':
		return Day
	case 'W', 'F':
		return Week
	case 'N':
		return Weekend
	case 'M':
		return Month
	case 'Q':
		return Quarter
	case 'Z':
		return Season
	case 'Y':
		return Year
	case 'E':
		return Decade
	case 'C':
		return Century
	}
	return Clock
}

// unplaced is the value of a unit's period when nothing tells which it is.
func unplaced(unit byte) period {
	value := "XXXX"
	switch unit {
	case 'D':
		value = "XXXX-XX-XX"
	case 'W', 'F':
		value = "XXXX-WXX"
	case 'N':
		value = "XXXX-WXX-WE"
	case 'M':
		value = "XXXX-XX"
	case 'Q':
		value = "XXXX-QX"
	case 'E':
		value = "XXX"
	case 'C':
		value = "XX"
	}
	return about(grainOf(unit), value)
}
