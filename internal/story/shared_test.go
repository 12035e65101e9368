//go:build shared

package story

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/ingest"
)

// labelled is the reports of the labelled sets, each with its story and set.
type labelled struct {
	reports       []*Report
	stories, sets []string
}

func readLabelled(t *testing.T) (l labelled) {
	t.Helper()
	shared := cmp.Or(os.Getenv("PARALLAX_SHARED"), "../../../shared")
	files, err := filepath.Glob(filepath.Join(shared, "data/stories/*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no labelled stories under %s: %v", shared, err)
	}
	for _, name := range files {
		set := strings.TrimSuffix(filepath.Base(name), ".jsonl")
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var g struct{ ID, Cluster, Date, Source, Title, Text string }
			if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
				t.Fatal(err)
			}
			a := ingest.FromText(fmt.Sprintf("%s/%s/%d", set, g.ID, len(l.reports)), g.Title+"\n\n"+g.Text)
			a.Outlet, a.Published = g.Source, g.Date[:min(len(g.Date), 10)]
			l.reports = append(l.reports, Read(analysis.Naming(a)))
			l.stories, l.sets = append(l.stories, set+"/"+g.Cluster), append(l.sets, set)
		}
		f.Close()
	}
	return l
}

// figures is B-cubed F1 in percent (Bagga and Baldwin, 1998), by set, for
// all reports, and as the mean of the sets.
func (l labelled) figures(found []Story) map[string]float64 {
	place := map[string]int{}
	for i, r := range l.reports {
		place[r.ID] = i
	}
	pred := make([]int, len(l.reports))
	for s := range found {
		for _, r := range found[s].Reports {
			pred[place[r.ID]] = s
		}
	}
	out := map[string]float64{}
	for _, set := range append(slices.Compact(slices.Clone(l.sets)), "all") {
		type key struct {
			gold string
			pred int
		}
		both, gold, mine, n := map[key]float64{}, map[string]float64{}, map[int]float64{}, 0.0
		for i := range l.reports {
			if set == "all" || l.sets[i] == set {
				both[key{l.stories[i], pred[i]}]++
				gold[l.stories[i]]++
				mine[pred[i]]++
				n++
			}
		}
		p, r := 0.0, 0.0
		for k, c := range both {
			p += c * c / mine[k.pred] / n
			r += c * c / gold[k.gold] / n
		}
		out[set] = 100 * 2 * p * r / (p + r)
	}
	sum, n := 0.0, 0.0
	for set, f := range out {
		if set != "all" && set != "macro" {
			sum, n = sum+f, n+1
		}
	}
	out["macro"] = sum / n
	return out
}

// floors is what grouping has reached on the labelled sets, less half a point.
var floors = map[string]float64{"basil": 98.0, "pac": 92.5, "allsides": 83.5, "ecbplus": 89.5, "business_energy": 96.0, "all": 85.5, "macro": 92.3}

// TestSharedStories: all sets in one pool, at once and as a stream.
func TestSharedStories(t *testing.T) {
	l := readLabelled(t)
	check := func(what string, got map[string]float64, less float64) {
		for _, set := range slices.Sorted(maps.Keys(floors)) {
			t.Logf("%s: %-16s B-cubed F1 %.1f", what, set, got[set])
			if got[set] < floors[set]-less {
				t.Errorf("%s: %s has fallen to %.1f, below %.1f", what, set, got[set], floors[set]-less)
			}
		}
	}
	check("at once", l.figures(Group(slices.Clone(l.reports))), 0)

	order := rand.New(rand.NewPCG(7, 7)).Perm(len(l.reports))
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := *l.reports[a], *l.reports[b]
		x.ID, y.ID, x.When, y.When = "", "", "", ""
		return inOrder(&x, &y)
	})
	g := NewGrouper(Options{Window: 100_000})
	for _, i := range order {
		r := *l.reports[i]
		g.Add(&r)
	}
	g.Mend()
	check("stream", l.figures(g.Stories()), 0.5)
}

// TestSharedPools: one threshold for three events and for all of them.
func TestSharedPools(t *testing.T) {
	l := readLabelled(t)
	events := slices.Compact(slices.Sorted(slices.Values(l.stories)))
	r := rand.New(rand.NewPCG(3, 3))
	for _, size := range []int{3, 10, 30, 100, 300} {
		sum, rounds := 0.0, 20
		for range rounds {
			chosen := map[string]bool{}
			for _, i := range r.Perm(len(events))[:size] {
				chosen[events[i]] = true
			}
			var part labelled
			for i := range l.reports {
				if chosen[l.stories[i]] {
					part.reports = append(part.reports, l.reports[i])
					part.stories, part.sets = append(part.stories, l.stories[i]), append(part.sets, "pool")
				}
			}
			sum += part.figures(Group(slices.Clone(part.reports)))["all"]
		}
		t.Logf("%d events: B-cubed F1 %.1f, mean of %d pools", size, sum/float64(rounds), rounds)
		if sum/float64(rounds) < 88 {
			t.Errorf("%d events: B-cubed F1 has fallen to %.1f", size, sum/float64(rounds))
		}
	}
}

// TestSharedThreshold shows how the figures hang on the threshold.
func TestSharedThreshold(t *testing.T) {
	l := readLabelled(t)
	as := slices.Clone(l.reports)
	slices.SortFunc(as, inOrder)
	f := newFrequencies("en")
	for _, r := range as {
		f.add(r)
	}
	for _, by := range []float64{0.8, 0.9, 1, 1.1, 1.2} {
		u := tuned
		u.threshold *= by
		w := gather(&u, f, as)
		var found []Story
		for _, members := range w.groups() {
			var s Story
			for _, m := range members {
				s.Reports = append(s.Reports, Member{Report: w.papers[m].Report})
			}
			found = append(found, s)
		}
		got := l.figures(found)
		t.Logf("threshold %.3f: all %.1f, macro %.1f", u.threshold, got["all"], got["macro"])
		if got["all"] < 80 {
			t.Errorf("threshold %.3f: all has fallen to %.1f", u.threshold, got["all"])
		}
	}
}
