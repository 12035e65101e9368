package parallax

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Words that invented reports of one event are made of.
var (
	things = strings.Fields(`bridge lock weir tram ferry crane quay warehouse granary chapel school clinic library market tunnel
		dam reservoir pump pipeline turbine mill quarry station depot archive court prison museum theatre harbour lighthouse
		orchard vineyard forest meadow canal railway airport hospital bakery brewery foundry shipyard factory laboratory
		embankment promenade fountain statue square tower gate wall roof cellar staircase lift boiler furnace generator
		ledger budget contract tender levy licence permit inquiry survey forecast audit ballot petition charter statute
		lease pension wage bonus fine loan bond subsidy tariff ration dividend deposit claim appeal verdict sentence`)
	folk = strings.Fields(`engineers farmers bakers nurses teachers pilots dockers miners tenants shopkeepers students pensioners
		fishermen clerks builders drivers divers firefighters lawyers surveyors brewers gardeners musicians electricians
		weavers plumbers inspectors auditors volunteers residents commuters passengers children neighbours councillors`)
	qualities = strings.Fields(`old new broken narrow wooden public private empty crowded northern southern eastern western flooded
		abandoned costly temporary permanent famous secret municipal provincial national annual joint local hidden rusted
		restored unfinished promised disputed forgotten polluted insured protected electric historic`)
	deedVerbs = strings.Fields(`closed opened repaired inspected abandoned sold bought flooded emptied rebuilt painted guarded
		searched blocked surveyed rented restored insured financed designed delayed cancelled approved rejected measured
		defended examined occupied evacuated demolished extended photographed criticised`)
	linkWords = []string{"after", "because", "although", "while", "before", "once", "since"}
	weekdays  = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	syllables = strings.Fields("mar ved tol bran osk ler fin gar hul ist kem lund mor nes ott pel ras sund tarn ulv vik wex yar zel dorn eck fal")
)

// event is one invented event: what there is to tell of it, from which every
// report takes its part. Few facts are in most reports and many in few, as in
// news (Zipf); numbers and days are now and then told otherwise.
type event struct {
	r     *rand.Rand
	facts []eventFact
	said  []eventQuote
	folk  []string // full names
}

type eventFact struct {
	who, did, what, where string
	number                int
	day                   string
}

type eventQuote struct {
	words   []string
	speaker string
}

func newEvent(seed uint64) *event {
	e := &event{r: rand.New(rand.NewPCG(seed, 7))}
	for range 24 {
		e.folk = append(e.folk, pick(e.r, givenNames)+" "+e.name())
	}
	for range 90 {
		e.facts = append(e.facts, e.fact())
	}
	for range 36 {
		e.said = append(e.said, eventQuote{strings.Fields(e.speech()), pick(e.r, e.folk)})
	}
	return e
}

// name is a made-up place or family.
func (e *event) name() string {
	s := pick(e.r, syllables) + pick(e.r, syllables)
	return strings.ToUpper(s[:1]) + s[1:]
}

func (e *event) thing() string { return pick(e.r, qualities) + " " + pick(e.r, things) }

func (e *event) fact() eventFact {
	return eventFact{who: pick(e.r, folk), did: pick(e.r, deedVerbs), what: e.thing(), where: e.name(), number: 3 + e.r.IntN(900), day: pick(e.r, weekdays)}
}

func (e *event) speech() string {
	return fmt.Sprintf("we %s the %s %s the %s of %s was %s, and nobody asked the %s about the %s",
		pick(e.r, deedVerbs), e.thing(), pick(e.r, linkWords), pick(e.r, things), e.name(), pick(e.r, deedVerbs), pick(e.r, folk), e.thing())
}

// tell writes a fact in one of several ways.
func (e *event) tell(f eventFact) string {
	if e.r.IntN(12) == 0 {
		f.number++
	}
	if e.r.IntN(20) == 0 {
		f.day = pick(e.r, weekdays)
	}
	switch e.r.IntN(4) {
	case 0:
		return fmt.Sprintf("On %s %d %s %s the %s in %s.", f.day, f.number, f.who, f.did, f.what, f.where)
	case 1:
		return fmt.Sprintf("The %s in %s was %s by %d %s on %s.", f.what, f.where, f.did, f.number, f.who, f.day)
	case 2:
		return fmt.Sprintf("At least %d %s %s the %s, officials in %s confirmed on %s, though %s was still missing.", f.number, f.who, f.did, f.what, f.where, f.day, pick(e.r, things))
	}
	return fmt.Sprintf("%s, where %d %s had %s the %s on %s, stayed quiet.", f.where, f.number, f.who, f.did, f.what, f.day)
}

// quote writes a quotation whole, cut, or with a word changed.
func (e *event) quote(q eventQuote) string {
	w := append([]string(nil), q.words...)
	switch e.r.IntN(5) {
	case 0:
		w = w[:len(w)-8]
	case 1:
		w[e.r.IntN(len(w))] = pick(e.r, things)
	}
	words := strings.Join(w, " ")
	words = strings.ToUpper(words[:1]) + strings.TrimSuffix(words[1:], ",")
	_, family, _ := strings.Cut(q.speaker, " ")
	switch e.r.IntN(3) {
	case 0:
		return fmt.Sprintf("“%s,” said %s, %s.", words, q.speaker, pick(e.r, apposed))
	case 1:
		return fmt.Sprintf("%s %s told reporters: “%s.”", pick(e.r, roleNames), family, words)
	}
	return fmt.Sprintf("“%s,” %s said.", words, family)
}

// own writes a sentence that no other report has.
func (e *event) own() string {
	return fmt.Sprintf("%s %s, the %s of %s %s the %s %s %d %s %s it.",
		pick(e.r, adverbs), pick(e.r, linkWords), pick(e.r, things), e.name(), pick(e.r, deedVerbs), e.thing(), pick(e.r, linkWords), 2+e.r.IntN(5000), pick(e.r, folk), pick(e.r, deedVerbs))
}

// zipf is an index below n; low ones are drawn more often.
func (e *event) zipf(n int) int { return min(n-1, int(float64(n)*e.r.Float64()*e.r.Float64())) }

// reports writes n reports of so many words; every ninth is a copy of the one
// before with its end cut off.
func (e *event) reports(n, words int) (out []*Article) {
	before := ""
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "%s %s %s in %s\n\n", pick(e.r, folk), pick(e.r, deedVerbs), e.thing(), e.facts[0].where)
		for count := 0; count < words; {
			var s string
			switch k := e.r.IntN(10); {
			case k < 4:
				s = e.tell(e.facts[e.zipf(len(e.facts))])
			case k < 6:
				s = e.quote(e.said[e.zipf(len(e.said))])
			default:
				s = e.own()
			}
			count += strings.Count(s, " ") + 1
			b.WriteString(s + [...]string{" ", "\n\n"}[e.r.IntN(2)])
		}
		t := b.String()
		if i%9 == 8 {
			t = before[:len(before)*4/5]
			t = t[:strings.LastIndex(t, ".")+1]
		}
		before = b.String()
		a := FromText(fmt.Sprintf("report-%04d", i), strings.TrimSpace(t))
		a.Outlet, a.Published = fmt.Sprintf("Outlet %d", i), fmt.Sprintf("2026-03-%02d", 2+e.r.IntN(4))
		out = append(out, a)
	}
	return out
}

// BenchmarkCompareEvent compares reports of one event of 800 words each, from
// their text to the finished comparison.
func BenchmarkCompareEvent(b *testing.B) {
	for _, n := range []int{10, 50, 100, 300} {
		reports := newEvent(1).reports(n, 800)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			var c *Comparison
			before := processorTime(b)
			for b.Loop() {
				var err error
				if c, err = Compare(context.Background(), Reports(reports...), Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric((processorTime(b)-before).Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(len(c.Utterances)), "utterances")
			b.ReportMetric(float64(len(c.Claims.Agreed)), "agreed")
			b.ReportMetric(float64(len(c.Conflicts)), "conflicts")
			b.ReportMetric(float64(len(c.Timeline)), "moments")
		})
	}
}

// processorTime is what this process has had of the processors so far. On a
// machine that others use too, it says more than the clock.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
