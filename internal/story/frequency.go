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
	places  []int32      // of its words in the tally
	ids     []uint32     // room
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
	return &frequencies{reports: t.reports, words: t.words.clone()}
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

// add counts a report's words, once each. It gives the new counts and the
// words' places in the tally, in the order of terms, until the next call.
func (f *frequencies) add(r *Report) ([]counts, []int32) {
	f.reports++
	f.words.room(len(r.terms))
	f.ids = f.ids[:0]
	for _, t := range r.terms {
		f.ids = append(f.ids, t.id)
	}
	f.last, f.places = f.last[:0], f.words.places(f.places[:0], f.ids)
	for i, t := range r.terms {
		n, at := f.words.addAt(f.places[i], t.id, t.once())
		f.last, f.places[i] = append(f.last, n), at
	}
	return f.last, f.places
}

// once is one report's part in the counts of a word.
func (t term) once() counts { return once(t.lead, t.name, t.number) }

// once is the same, from the word's weights: whatever counts has one.
func (v vector) once() counts { return once(v[1], v[2], v[3]) }

func once(lead, name, number uint8) counts {
	return counts{1, min(1, uint32(lead)), min(1, uint32(name)), min(1, uint32(number))}
}

// logs are the logarithms of small whole numbers.
var logs = sync.OnceValue(func() *[4096]float32 {
	var l [4096]float32
	for i := 1; i < len(l); i++ {
		l[i] = float32(math.Log(float64(i)))
	}
	return &l
})

// weigh sets the four vectors of a report over its terms ts; whatever stands in a
// view has a weight there, if only the least. known is how many
// reports have each; nil when that is still to be looked up.
func (f *frequencies) weigh(p *paper, ts []term, known []counts) {
	if len(p.weights) != len(ts) {
		p.ids, p.weights = make([]uint32, len(ts)), make([]vector, len(ts))
	}
	log := logs()
	all := float32(math.Log(float64(f.reports + 1)))
	f.exact = slices.Grow(f.exact[:0], len(ts))[:len(ts)]
	exact := f.exact
	clear(exact)
	var norm, most [4]float32
	for i, t := range ts {
		p.ids[i] = t.id
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
	for k := range most {
		if most[k] > 0 {
			most[k] = 255 / most[k]
		}
	}
	for i, t := range ts {
		v := vector{}
		for k, tf := range [4]uint8{t.body, t.lead, t.name, t.number} {
			if tf > 0 {
				v[k] = uint8(max(1, exact[i][k]*most[k]+0.5))
			}
		}
		p.weights[i] = v
	}
}
