package feed

import (
	"fmt"
	"hash/fnv"
	"math"
	"time"
)

// How often a feed is asked.
const (
	Soonest = 5 * time.Minute    // never more often
	Latest  = 24 * time.Hour     // never less often, but when the server asks for it
	unknown = 30 * time.Minute   // nothing is known of the feed yet
	lively  = time.Hour          // at least so often while it has had something in the last two days
	perItem = 4                  // questions for each report that is expected: one waits an eighth of the time between two, on average
	quiet   = 2 * 24 * time.Hour // without a report for so long, a feed is asked less and less,
	silence = 24                 // that is, after another 24th of the time it has been silent
	week    = 7 * 24 * time.Hour // of the past that counts
	jitter  = .1                 // intervals are longer or shorter by up to this part
	trusted = time.Hour          // how far a feed's own word on its pace is believed: most programs write "hourly" whatever they do
)

// Hints is what the last question to a feed brought, beside its items.
type Hints struct {
	Every    time.Duration // as the feed says ([Feed].Every); 0: it does not
	Fresh    time.Duration // as the server says (Cache-Control, Expires); 0: it does not
	Until    time.Time     // not before, as the server says (Retry-After); zero: it does not
	Failures int           // in a row, this one included; 0: it was answered
	Gone     bool          // the server says that there will be no feed any more (410)
}

// Plan is when to ask a feed again.
type Plan struct {
	Interval time.Duration // from now
	Next     time.Time     // now and Interval, to the second
	Stop     bool          // never
	Why      string        // in words, for whoever looks at the feed: "about 12 reports a day"
}

// Schedule decides when to ask a feed again. arrivals are the times of its
// reports (published or, better, first seen), in any order; a week of them is
// enough. The same arguments give the same plan: the jitter that keeps feeds
// from being asked all at once is made of the feed's id.
//
// A feed that has n reports a day, by its last day or its last week, whichever
// is more, is asked four times as often, at least hourly; one that has been silent
// for two days is asked at every 24th part of its silence. Failures double the
// time from ten minutes on. What server and feed say can only make it longer.
func Schedule(id string, now time.Time, arrivals []time.Time, h Hints) Plan {
	if h.Gone {
		return Plan{Stop: true, Why: "the server says that the feed is gone for good"}
	}
	interval, why := pace(now, arrivals)
	longer := func(d time.Duration, reason string) {
		if d = min(d, Latest); d > interval {
			interval, why = d, reason
		}
	}
	longer(min(h.Every, trusted), "as often as the feed says that it changes")
	longer(h.Fresh, "when the server says that its answer is out of date")
	if h.Failures > 0 {
		longer(Soonest<<min(h.Failures, 20), count(h.Failures, "failure")+" in a row")
	}
	spread := 1 + jitter*(2*fraction(id, h.Failures)-1)
	interval = time.Duration(float64(interval) * spread)
	interval = max(Soonest, min(Latest, interval)).Round(time.Second)
	p := Plan{Interval: interval, Next: now.Add(interval).Truncate(time.Second), Why: why}
	if h.Until.After(p.Next) {
		p.Next, p.Why = h.Until.Truncate(time.Second).Add(time.Second), "when the server asks to be asked again"
		p.Interval = p.Next.Sub(now)
	}
	return p
}

// pace is how long to wait by what has come so far.
func pace(now time.Time, arrivals []time.Time) (time.Duration, string) {
	var newest time.Time
	inDay, inWeek := 0, 0
	for _, t := range arrivals {
		if t.After(now) {
			t = now // dates in the future are mistakes, but something came
		}
		if t.After(newest) {
			newest = t
		}
		switch age := now.Sub(t); {
		case age < 24*time.Hour:
			inDay++
			inWeek++
		case age < week:
			inWeek++
		}
	}
	if newest.IsZero() {
		return unknown, "no report yet"
	}
	if silent := now.Sub(newest); silent > quiet {
		return max(lively, silent/silence), "nothing for " + count(int(silent.Hours()/24), "day")
	}
	perDay := math.Max(float64(inDay), float64(inWeek)/7)
	interval := time.Duration(float64(24*time.Hour) / (perItem * perDay))
	return max(Soonest, min(lively, interval)), "about " + count(int(math.Ceil(perDay)), "report") + " a day"
}

// count writes a number of things.
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// fraction is a number from 0 to 1 that a feed keeps.
func fraction(id string, failures int) float64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s", failures, id)
	v := h.Sum64()
	v ^= v >> 29 // FNV leaves the high bits of short keys much alike
	v *= 0x9e3779b97f4a7c15
	return float64(v>>11) / (1 << 53)
}
