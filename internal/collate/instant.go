package collate

import (
	"math"
	"strconv"

	"parallax/internal/when"
)

// undated is later than every date.
const undated = math.MaxInt

// instant is when a report was published, in seconds of UTC: reports give their
// dates on clocks of their own. A day alone is its beginning; what is no date,
// undated.
func instant(published string) int {
	const day, minutes, seconds = len("2031-05-02"), len("2031-05-02T07:45"), len("2031-05-02T07:45:00")
	days, ok := when.Between("1970-01-01", published)
	if !ok {
		return undated
	}
	n := days * 24 * 3600
	if len(published) < minutes {
		return n
	}
	n += clock(published[day+1 : minutes])
	rest := published[minutes:]
	if len(published) >= seconds && rest[0] == ':' {
		s, _ := strconv.Atoi(rest[1:3])
		n, rest = n+s, rest[3:]
	}
	if i := len(rest) - len("+01:00"); i >= 0 { // behind a fraction of a second, too
		switch rest[i] {
		case '+':
			n -= clock(rest[i+1:])
		case '-':
			n += clock(rest[i+1:])
		}
	}
	return n
}

// clock is "07:45" in seconds.
func clock(s string) int {
	h, _ := strconv.Atoi(s[:2])
	m, _ := strconv.Atoi(s[3:5])
	return h*3600 + m*60
}
