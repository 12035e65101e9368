package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)

// every gives n times, the newest one so long ago, the same time apart.
func everySo(n int, ago, apart time.Duration) (out []time.Time) {
	for i := range n {
		out = append(out, noon.Add(-ago-time.Duration(i)*apart))
	}
	return out
}

// TestSchedule holds the policy, within the jitter.
func TestSchedule(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		name     string
		arrivals []time.Time
		hints    Hints
		want     time.Duration
		why      string
	}{
		{"new", nil, Hints{}, 30 * time.Minute, "no report yet"},
		{"ten a day", everySo(70, time.Hour, day/10), Hints{}, 36 * time.Minute, "about 10 reports a day"},
		{"a hundred a day", everySo(700, time.Minute, day/100), Hints{}, Soonest, "about 100 reports a day"},
		{"one a day", everySo(7, time.Hour, day), Hints{}, time.Hour, "about 1 report a day"},
		{"a busy day", everySo(48, 0, time.Minute), Hints{}, day / (4 * 48), "about 48 reports a day"},
		{"silent for four days", everySo(40, 4*day, time.Hour), Hints{}, 4 * time.Hour, "nothing for 4 days"},
		{"silent for a year", everySo(3, 365*day, day), Hints{}, Latest, "nothing for 365 days"},
		{"dates in the future", everySo(10, -day, time.Hour), Hints{}, 36 * time.Minute, "about 10 reports a day"},
		{"feed says two hours", everySo(70, 0, day/10), Hints{Every: 2 * time.Hour}, time.Hour, "as often as the feed says"},
		{"feed says ten minutes", everySo(70, 0, day/10), Hints{Every: 10 * time.Minute}, 36 * time.Minute, "about 1"},
		{"server says two hours", everySo(70, 0, day/10), Hints{Fresh: 2 * time.Hour}, 2 * time.Hour, "out of date"},
		{"server says a month", nil, Hints{Fresh: 30 * day}, Latest, "out of date"},
		{"server says later", nil, Hints{Failures: 1, Until: noon.Add(3 * day)}, 3 * day, "asks to be asked again"},
		{"server says soon", nil, Hints{Failures: 1, Until: noon.Add(time.Minute)}, 30 * time.Minute, "no report"},
		{"one failure of a busy feed", everySo(700, 0, day/100), Hints{Failures: 1}, 10 * time.Minute, "1 failure in a row"},
		{"three failures", everySo(700, 0, day/100), Hints{Failures: 3}, 40 * time.Minute, "3 failures in a row"},
		{"seven failures", nil, Hints{Failures: 7}, 640 * time.Minute, "7 failures in a row"},
		{"a thousand failures", nil, Hints{Failures: 1000}, Latest, "1000 failures in a row"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Schedule("tide", noon, c.arrivals, c.hints)
			if d := float64(p.Interval) / float64(c.want); d < .9 || d > 1.1 || p.Stop || !strings.Contains(p.Why, c.why) {
				t.Errorf("got %+v, want about %s because of %q", p, c.want, c.why)
			}
		})
	}
	if p := Schedule("tide", noon, nil, Hints{Gone: true}); !p.Stop || p.Why == "" {
		t.Errorf("gone: %+v", p)
	}
}

// TestScheduleSpreads feeds that were added together over their time.
func TestScheduleSpreads(t *testing.T) {
	var buckets [10]int
	for n := range 1000 {
		p := Schedule(fmt.Sprintf("feed-%d", n), noon, nil, Hints{})
		early := float64(p.Interval)/float64(30*time.Minute) - .9
		buckets[min(9, int(early/.02))]++
	}
	for i, n := range buckets {
		if n < 50 || n > 150 {
			t.Errorf("%d of 1000 feeds in part %d of the time, want about 100", n, i)
		}
	}
}

// TestScheduleBounds: never sooner than the soonest, never later than the
// latest but when asked, the same for the same, whatever the order.
func TestScheduleBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var arrivals []time.Time
		for _, minutes := range rapid.SliceOfN(rapid.IntRange(-5000, 500000), 0, 300).Draw(t, "minutes ago") {
			arrivals = append(arrivals, noon.Add(-time.Duration(minutes)*time.Minute))
		}
		h := Hints{
			Every: time.Duration(rapid.Int64Range(0, 1<<50).Draw(t, "every")), Fresh: time.Duration(rapid.Int64Range(0, 1<<50).Draw(t, "fresh")),
			Failures: rapid.IntRange(0, 70).Draw(t, "failures"),
		}
		if rapid.Bool().Draw(t, "told") {
			h.Until = noon.Add(time.Duration(rapid.IntRange(-100, 100000).Draw(t, "until")) * time.Second)
		}
		id := rapid.String().Draw(t, "id")
		p := Schedule(id, noon, arrivals, h)
		if p.Interval < Soonest || p.Interval > max(Latest, h.Until.Sub(noon)+time.Second) || p.Next.Before(h.Until) || p.Why == "" || p.Stop {
			t.Fatalf("%+v", p)
		}
		for i := range arrivals {
			j := len(arrivals) - 1 - i
			if i < j {
				arrivals[i], arrivals[j] = arrivals[j], arrivals[i]
			}
		}
		if again := Schedule(id, noon, arrivals, h); again != p {
			t.Fatalf("%+v, then %+v", p, again)
		}
	})
}
