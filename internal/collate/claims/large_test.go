package claims

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
)

// Words of an invented story.
var (
	agents   = strings.Fields("council harbour insurer mayor surveyor ferry union court ministry school hospital brewery bakery museum choir railway airport laboratory embassy parliament garrison orchard cinema quarry")
	doings   = strings.Fields("closed opened bought sold repaired flooded inspected evacuated suspended rebuilt audited abandoned fined praised questioned moved painted fenced widened emptied insured searched")
	objects  = strings.Fields("bridge warehouse pier tunnel archive reservoir theatre turbine chapel stadium lighthouse vineyard kiln greenhouse ledger statue furnace elevator terminal barrack cellar windmill aqueduct courtyard")
	manners  = strings.Fields("northern wooden flooded private disputed narrow municipal crowded disused floating granite leased painted rented royal sunken tidal vaulted walled western")
	givens   = strings.Fields("Odette Marius Ingrid Tobias Leona Casper Amina Gregor Philippa Desmond Yolande Ruben Harriet Anselm Bettina Lucian")
	families = strings.Fields("Farrow Quill Abbensett Tavener Kroll Pellow Birdwell Ostrander Lyle Collop Varley Dunmore Estrin Halloran Wexcombe Ruddock Sallis Trewin")
	days     = strings.Fields("Monday Tuesday Wednesday Thursday Friday")
)

// happening is a thing that reports tell, each in words of its own.
type happening struct {
	name, agent, doing, object, manner, day string
	second                                  string
	number                                  int
}

// told writes a happening in one of four wordings, some with less of it.
func (h *happening) told(wording int) string {
	switch wording {
	case 0:
		return fmt.Sprintf("The %s %s the %s %s on %s after %s had counted %d cracks in the %s.", h.agent, h.doing, h.manner, h.object, h.day, h.name, h.number, h.second)
	case 1:
		return fmt.Sprintf("After %s found %d cracks in its %s, the %s %s was %s by the %s, officials told a crowded meeting.", h.name, h.number, h.second, h.manner, h.object, h.doing, h.agent)
	case 2:
		return fmt.Sprintf("On %s the %s, which the %s %s, had %d cracks, as %s reported in a long letter.", h.day, h.object, h.agent, h.doing, h.number, h.name)
	default:
		return fmt.Sprintf("It was the %s that %s the %s %s because of %d cracks in a %s, residents said on the quay.", h.agent, h.doing, h.manner, h.object, h.number, h.second)
	}
}

// large makes n reports of some 800 words. Each tells forty of 150 happenings,
// the first of them in most reports and the last in few, and says which.
func large(n int) (as []*analysis.Analysis, tells [][]int) {
	r := rand.New(rand.NewPCG(3, 9))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	all := make([]happening, 150)
	for i := range all {
		all[i] = happening{pick(givens) + " " + pick(families), pick(agents), pick(doings), pick(objects), pick(manners), pick(days), pick(objects), 12 + r.IntN(900)}
	}
	for k := range n {
		var body []string
		var told []int
		for len(told) < 40 {
			i := int(float64(len(all)) * r.Float64() * r.Float64())
			if slices.Contains(told, i) {
				continue
			}
			told = append(told, i)
			body = append(body, all[i].told(r.IntN(4)))
		}
		as = append(as, report(fmt.Sprint(k), "Cracks found\n\n"+strings.Join(body, "\n\n")))
		tells = append(tells, told)
	}
	return as, tells
}

// Large stories keep their claims: most of what several reports tell is agreed,
// and few claims mix two happenings, though all are told in the same few words.
func TestLargeStories(t *testing.T) {
	for _, n := range []int{5, 40} {
		as, tells := large(n)
		accounts := make([]int, n)
		tellers := map[int]int{}
		for i := range accounts {
			accounts[i] = i
			for _, h := range tells[i] {
				tellers[h]++
			}
		}
		c := find(accounts, as...)
		best := map[int]int{} // by happening: how many of its tellers one claim has
		claims, mixed := map[int]int{}, 0
		for _, g := range c.Agreed {
			counts := map[int]int{}
			for _, e := range g.Evidence {
				counts[tells[e.Report][as[e.Report].Segments.Sentences[as[e.Report].Segments.SentenceAt(e.Span.Start)].Paragraph-1]]++
			}
			most, of := 0, 0
			for h, k := range counts {
				if k > most || k == most && h < of {
					most, of = k, h
				}
			}
			best[of] = max(best[of], most)
			claims[of]++
			if most < len(g.Evidence) {
				mixed++
			}
		}
		several, found, share := 0, 0, 0.0
		for h, k := range tellers {
			if k < 2 {
				continue
			}
			several++
			if best[h] > 1 {
				found++
			}
			share += float64(best[h]) / float64(k)
		}
		t.Logf("%d reports: %d of %d happenings agreed, %.2f of their tellers; %d claims, %d of them mixed", n, found, several, share/float64(several), len(c.Agreed), mixed)
		if found*4 < several*3 || mixed*3 > len(c.Agreed) {
			t.Errorf("%d reports: %d of %d happenings agreed, %d of %d claims mix two", n, found, several, mixed, len(c.Agreed))
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{3, 50, 300} {
		as, _ := large(n)
		accounts := make([]int, n)
		for i := range accounts {
			accounts[i] = i
		}
		b.Run(fmt.Sprintf("%d reports", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v := statements.Read(as, accounts)
				if c := Find(as, v); len(c.Agreed) == 0 {
					b.Fatal("nothing is agreed")
				}
			}
		})
	}
}
