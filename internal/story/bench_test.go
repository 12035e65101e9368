package story

import (
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"parallax/internal/copies"
)

// generator makes an endless stream of reports that are like news where
// grouping can tell: half of a report's words are drawn as often as news in
// general has them (the table of 840 reports that the package ships), the rest
// from what only its story has, from rare words of a vocabulary of two million
// that thin out as words do (Zipf), and from names. Reports have 120 to 220
// different words, some 50 of the story's own 90; stories have 1 to 400 reports,
// most of them few (mean 4), over some days; days have 10,000 reports. Unlike
// real streams it has no copies, no topics that many stories share, and nothing
// that a word may mean twice.
type generator struct {
	r      *rand.Rand
	text   *rand.Rand // for what only finding copies looks at
	common []uint32   // words of the table
	upTo   []float64  // cumulative share of each
	open   []plot
	own    int // words of a report that are its story's
	wide   int // stories told at one time
	count  int
}

// kind is what a word is, for the generator.
type kind uint8

const (
	plain kind = iota
	name
	number
)

// plot is a story that is still told.
type plot struct {
	own  []uint32
	kind []kind
	left int
}

func newGenerator(seed uint64) *generator {
	g := &generator{r: rand.New(rand.NewPCG(seed, 1)), text: rand.New(rand.NewPCG(seed, 2)), own: 80, wide: reportsADay / 3}
	t := english()
	for _, id := range t.words.ids {
		if id != 0 {
			g.common = append(g.common, id)
		}
	}
	slices.Sort(g.common)
	sum := 0.0
	for _, id := range g.common {
		sum += float64(t.words.of(id)[0])
		g.upTo = append(g.upTo, sum)
	}
	return g
}

// rare is a word outside the table.
func (g *generator) rare() uint32 {
	rank := uint32(math.Exp(g.r.Float64() * math.Log(2_000_000)))
	return rank*2654435761 | 1
}

func (g *generator) frequent() uint32 {
	at, _ := slices.BinarySearch(g.upTo, g.r.Float64()*g.upTo[len(g.upTo)-1])
	return g.common[at]
}

func (g *generator) plot() plot {
	p := plot{left: min(400, int(1/math.Pow(1-g.r.Float64(), 0.8)))}
	for range 90 {
		w := g.rare()
		if g.r.IntN(2) == 0 {
			w = g.frequent()
		}
		k := plain
		switch g.r.IntN(12) {
		case 0, 1, 2:
			k = name
		case 3:
			k = number
		}
		p.own, p.kind = append(p.own, w), append(p.kind, k)
	}
	return p
}

const reportsADay = 10_000

// next is the next report of the stream.
func (g *generator) next() *Report {
	for len(g.open) < g.wide {
		g.open = append(g.open, g.plot())
	}
	at := g.r.IntN(len(g.open))
	r := g.tell(&g.open[at])
	if g.open[at].left--; g.open[at].left <= 0 {
		g.open[at] = g.plot()
	}
	return r
}

// advance passes over n reports.
func (g *generator) advance(n int) {
	for range n {
		g.next()
	}
}

// tell is one more report of a story.
func (g *generator) tell(p *plot) *Report {
	g.count++
	r := &Report{ID: fmt.Sprint("report-", g.count), Outlet: fmt.Sprint("outlet ", g.r.IntN(500)), Title: "A title as long as most titles in the news are", Language: "en", shelf: "en", Day: int32(20000 + g.count/reportsADay)}
	all := map[uint32]term{}
	put := func(id uint32, k kind) {
		t := all[id]
		t.id = id
		add(&t.body, 1)
		if len(all) < 45 {
			add(&t.lead, 1)
		}
		switch k {
		case name:
			add(&t.name, 1)
		case number:
			add(&t.number, 1)
		}
		all[id] = t
	}
	for range g.own {
		k := g.r.IntN(len(p.own))
		put(p.own[k], p.kind[k])
	}
	for n := 110 + g.r.IntN(100); len(all) < n; {
		if g.r.IntN(5) == 0 {
			put(g.rare(), kind(g.r.IntN(6)/3))
		} else {
			put(g.frequent(), plain)
		}
	}
	for _, t := range all {
		r.terms = append(r.terms, t)
	}
	slices.SortFunc(r.terms, func(a, b term) int {
		if a.id < b.id {
			return -1
		}
		return 1
	})
	r.words = make([]string, len(r.terms))
	for i := range r.words {
		r.words[i] = "seventh" // as long as most words in the news are
	}
	for range 40 {
		r.quoted = append(r.quoted, g.r.Uint32())
	}
	slices.Sort(r.quoted)
	r.copies = g.runs()
	return r
}

// runs is what finding copies keeps of a report: as much as of one of 150 to
// 250 words, and nothing that another has.
func (g *generator) runs() *copies.Text {
	n := 64 + g.text.IntN(64)
	b := append(make([]byte, 4), 1, byte(n), 0, 0, 0)
	last := uint32(0)
	for range n {
		last += 2 * g.text.Uint32N(1<<24)
		b = binary.LittleEndian.AppendUint32(b, last)
	}
	return copies.FromBytes(append(b, 0, 0, 0, 0, 0))
}

// most is one more number of active reports. A million take minutes to fill in;
// with a folder the filled stream is kept there, and taken up the next time.
//
//	go test -run '^$' -bench Add/active=1000000 -benchtime 20000x ./internal/story -args -active 1000000 -streams /tmp
var (
	most    = flag.Int("active", 0, "measure BenchmarkAdd with so many active reports, too")
	streams = flag.String("streams", "", "folder where filled streams are kept for the next time; empty it when grouping has changed")
)

func sizes() []int {
	if *most > 0 {
		return []int{10_000, 100_000, *most}
	}
	return []int{10_000, 100_000}
}

// BenchmarkAdd places reports of a stream while so many are active: grouping
// alone, mending included, on one core.
func BenchmarkAdd(b *testing.B) {
	for _, active := range sizes() {
		var s *stream
		b.Run(fmt.Sprint("active=", active), func(b *testing.B) {
			if s == nil {
				s = newStream(b, active)
			}
			s.measure(b)
		})
	}
}

// BenchmarkAddAll does the same on two cores, a thousand reports in a call.
func BenchmarkAddAll(b *testing.B) {
	for _, active := range sizes() {
		var s *stream
		b.Run(fmt.Sprint("active=", active), func(b *testing.B) {
			if s == nil {
				s = newStream(b, active)
			}
			var elapsed, used time.Duration
			for left := b.N; left > 0; left -= 1000 {
				reports := make([]*Report, min(left, 1000))
				for i := range reports {
					reports[i] = s.gen.next()
				}
				at, before := time.Now(), process()
				s.g.AddAll(reports)
				elapsed, used = elapsed+time.Since(at), used+process()-before
			}
			b.ReportMetric(float64(elapsed)/float64(b.N), "ns/op")
			b.ReportMetric(float64(used)/float64(b.N)/1e3, "cpu-µs/report")
			b.ReportMetric(float64(b.N)/elapsed.Seconds(), "reports/s")
		})
	}
}

// BenchmarkGroup groups reports that are all there.
func BenchmarkGroup(b *testing.B) {
	gen := newGenerator(2)
	var reports []*Report
	for range 2000 {
		reports = append(reports, gen.next())
	}
	b.ReportAllocs()
	for b.Loop() {
		Group(slices.Clone(reports))
	}
	b.ReportMetric(float64(b.N*len(reports))/b.Elapsed().Seconds(), "reports/s")
}

// stream is a grouper whose window is full.
type stream struct {
	gen   *generator
	g     *Grouper
	bytes float64 // of memory for each active report
}

func newStream(b *testing.B, active int) *stream {
	s := &stream{gen: newGenerator(1), g: NewGrouper(Options{Most: active, Window: 10_000})}
	before := inUse()
	kept := filepath.Join(*streams, fmt.Sprintf("parallax-%d.stream", active))
	if f, err := os.Open(kept); *streams != "" && err == nil {
		defer f.Close()
		if s.g, err = Restore(f); err != nil {
			b.Fatalf("%s: %v", kept, err)
		}
		s.gen.advance(active)
	} else {
		for left := active; left > 0; left -= 1000 {
			reports := make([]*Report, min(left, 1000))
			for i := range reports {
				reports[i] = s.gen.next()
			}
			s.g.AddAll(reports)
		}
		if *streams != "" {
			s.keep(b, kept)
		}
	}
	s.bytes = float64(inUse()-before) / float64(active)
	return s
}

// keep writes a filled stream to a file.
func (s *stream) keep(b *testing.B, name string) {
	f, err := os.Create(name)
	if err == nil {
		err = errors.Join(s.g.Save(f), f.Close())
	}
	if err != nil {
		b.Fatal(err)
	}
}

// inUse is memory that is not garbage, in bytes.
func inUse() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// measure places b.N more reports, each timed on the clock and by the
// processor's time of this thread. The benchmark's own timer is left alone: to
// stop and start it for every report costs more than to place one.
func (s *stream) measure(b *testing.B) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var clock, cpu []time.Duration
	for range b.N {
		r := s.gen.next()
		at, used := time.Now(), processor()
		s.g.Add(r)
		clock, cpu = append(clock, time.Since(at)), append(cpu, processor()-used)
	}
	all, elapsed := time.Duration(0), time.Duration(0)
	for i, d := range cpu {
		all, elapsed = all+d, elapsed+clock[i]
	}
	slices.Sort(clock)
	slices.Sort(cpu)
	b.ReportMetric(float64(clock[len(clock)*99/100])/1e6, "p99-ms")
	b.ReportMetric(float64(cpu[len(cpu)*99/100])/1e6, "p99-cpu-ms")
	b.ReportMetric(float64(all)/float64(b.N)/1e3, "cpu-µs/report")
	b.ReportMetric(s.bytes, "B/report")
	b.ReportMetric(float64(elapsed)/float64(b.N), "ns/op")
	b.ReportMetric(float64(b.N)/elapsed.Seconds(), "reports/s")
	b.ReportMetric(float64(len(s.g.known))/float64(len(s.g.stories)), "reports/story")
}
