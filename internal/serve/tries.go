package serve

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How fast passwords may be tried: from one address, and from all together, so
// that a thousand addresses guess no faster than a patient one. A reader who
// mistypes three times does not notice.
const (
	triesAtOnce    = 5
	triesEvery     = 10 * time.Second
	allTriesAtOnce = 30
	allTriesEvery  = time.Second
	mostAddresses  = 10_000 // remembered; past that all are forgotten, the common limit stays
)

// tries counts attempts at the password.
type tries struct {
	mu   sync.Mutex
	from map[string]*rate.Limiter
	all  *rate.Limiter
}

func newTries() *tries {
	return &tries{from: map[string]*rate.Limiter{}, all: rate.NewLimiter(rate.Every(allTriesEvery), allTriesAtOnce)}
}

// wait takes one attempt from an address, and gives 0; or the time after which
// there may be one again, and takes none. It is taken before the password is
// looked at: a hundred attempts at one moment are a hundred attempts.
func (t *tries) wait(address string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := network(address)
	own := t.from[key]
	if own == nil {
		if len(t.from) >= mostAddresses {
			clear(t.from)
		}
		own = rate.NewLimiter(rate.Every(triesEvery), triesAtOnce)
		t.from[key] = own
	}
	a, b := own.ReserveN(now, 1), t.all.ReserveN(now, 1)
	d := max(a.DelayFrom(now), b.DelayFrom(now))
	if d > 0 {
		a.CancelAt(now)
		b.CancelAt(now)
	}
	return d
}

// network is what counts as one guesser: an IPv4 address, or the /64 that one
// household of IPv6 has.
func network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil || a.Unmap().Is4() {
		return address
	}
	p, err := a.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return p.String()
}
