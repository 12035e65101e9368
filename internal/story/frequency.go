package story

import (
	"cmp"
	"embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"parallax/internal/terms"
)

//go:generate go run ./gen words/en.counts.txt

//go:embed words/*.txt
var tables embed.FS

// counts is how many reports have a word: anywhere in what is read, in title or
// lead, in a name, as a number.
type counts [4]uint32

// frequencies is how common words are in the reports of one language: what a
// table of news in general says, and what the stream itself has shown. Without
// the table a handful of reports would make every word that all of them share
// look rare.
type frequencies struct {
	reports int // of table and stream
	words   tally
	last    []counts     // of the report that was added last
	exact   [][4]float32 // room for weighing
}

// table is how common words are in news in general.
type table struct {
	reports int
	words   tally
}

func newFrequencies(language string) *frequencies {
	t := tableOf(language)
	if t == nil {
		return &frequencies{reports: unseen}
	}
	return &frequencies{reports: t.reports, words: tally{slices.Clone(t.words.slots), t.words.used}}
}

// unseen is how many reports a stream begins with that have none of its words,
// where there is no table: else two reports would share nothing rare.
const unseen = 300

// leastReports is how many reports of a collection have a word that is told.
const leastReports = 5

var english = sync.OnceValue(func() *table { return readTable("en") })

// tableOf gives a language's table, or nil.
func tableOf(language string) *table {
	if language == "en" {
		return english()
	}
	return nil
}

func readTable(code string) *table {
	data, err := tables.ReadFile("words/" + code + ".counts.txt")
	if err != nil {
		panic(fmt.Sprintf("story: %v", err))
	}
	t := &table{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		var c counts
		for i, f := range fields[1:] {
			n, _ := strconv.Atoi(f)
			c[i] = uint32(n)
		}
		if fields[0] == "#reports" {
			t.reports = int(c[0])
			continue
		}
		t.words.add(terms.ID(fields[0]), c)
	}
	return t
}

// CountTable writes the table that [Read]'s words are weighed by, from a
// collection of reports: a line for each word that enough of them have.
func CountTable(reports []*Report) []byte {
	f := newFrequencies("")
	words := map[uint32]string{}
	for _, r := range reports {
		f.add(r)
		for i, t := range r.terms {
			words[t.id] = r.words[i]
		}
	}
	ids := make([]uint32, 0, len(words))
	for id := range words {
		if f.words.of(id)[0] >= leastReports {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b uint32) int { return cmp.Compare(words[a], words[b]) })
	out := fmt.Appendf(nil, "#reports %d\n", len(reports))
	for _, id := range ids {
		c := f.words.of(id)
		out = fmt.Appendf(out, "%s %d %d %d %d\n", words[id], c[0], c[1], c[2], c[3])
	}
	return out
}

// add counts a report's words, once each. It gives the new counts, in the order
// of terms, until the next call.
func (f *frequencies) add(r *Report) []counts {
	f.reports++
	f.last = f.last[:0]
	for _, t := range r.terms {
		f.last = append(f.last, f.words.add(t.id, t.once()))
	}
	return f.last
}

// remove takes a report's words out again.
func (f *frequencies) remove(r *Report) {
	f.reports--
	for _, t := range r.terms {
		f.words.remove(t.id, t.once())
	}
}

// once is one report's part in the counts of a word.
func (t term) once() counts {
	c := counts{1}
	for k, tf := range [3]uint8{t.lead, t.name, t.number} {
		if tf > 0 {
			c[k+1] = 1
		}
	}
	return c
}

// logs are the logarithms of small whole numbers.
var logs = sync.OnceValue(func() *[4096]float32 {
	var l [4096]float32
	for i := 1; i < len(l); i++ {
		l[i] = float32(math.Log(float64(i)))
	}
	return &l
})

// weigh sets the four vectors of a report over its terms. known is how many
// reports have each; nil when that is still to be looked up.
func (f *frequencies) weigh(p *paper, known []counts) {
	if len(p.weights) != len(p.terms) {
		p.weights = make([]vector, len(p.terms))
	}
	log := logs()
	all := float32(math.Log(float64(f.reports + 1)))
	f.exact = slices.Grow(f.exact[:0], len(p.terms))[:len(p.terms)]
	exact := f.exact
	clear(exact)
	var norm, most [4]float32
	for i, t := range p.terms {
		var c counts
		if known != nil {
			c = known[i]
		} else {
			c = f.words.of(t.id)
		}
		for k, tf := range [4]uint8{t.body, t.lead, t.name, t.number} {
			if tf == 0 {
				continue
			}
			df := c[k] + 1
			rare := all
			if df < uint32(len(log)) {
				rare -= log[df]
			} else {
				rare -= float32(math.Log(float64(df)))
			}
			// How often the word stands there, damped, times how rare it is.
			w := max(0, (1+log[tf])*rare)
			exact[i][k] = w
			norm[k] += w * w
			most[k] = max(most[k], w)
		}
	}
	for k := range norm {
		p.scale[k] = 0
		if norm[k] > 0 {
			p.scale[k] = most[k] / float32(math.Sqrt(float64(norm[k]))) / 255
		}
	}
	for i := range exact {
		for k, w := range exact[i] {
			p.weights[i][k] = 0
			if w > 0 {
				p.weights[i][k] = uint8(max(1, w/most[k]*255+0.5))
			}
		}
	}
}
