package attribution

import (
	"runtime"
	"slices"
	"sync"

	"parallax/internal/attribution/chain"
	"parallax/internal/attribution/trees"
)

// countCues counts, for each word, the tokens that are part of a cue.
func countCues(xs []*Example) map[uint32][2]int32 {
	out := map[uint32][2]int32{}
	for _, x := range xs {
		addCues(out, x, x.labels())
	}
	return out
}

func addCues(out map[uint32][2]int32, x *Example, labels []uint8) {
	for i, g := range x.Words {
		k := lexiconKey(g)
		c := out[k]
		c[1]++
		if labels[i] == chain.BeginCue || labels[i] == chain.InCue {
			c[0]++
		}
		out[k] = c
	}
}

// prepared is an example ready for the chain.
type prepared struct {
	*Example
	reading  *reading
	units    []unit
	labels   []uint8
	features [][]uint32 // by unit
	class    [][]uint8
}

// prepare reads the examples. Where own is true the counts of a report itself
// are taken off the lexicon's, as if it had not been among the training
// reports.
func prepare(xs []*Example, x *lexicon, own bool) []*prepared {
	byReport := map[int]map[uint32][2]int32{}
	if own {
		for _, e := range xs {
			if byReport[e.Report] == nil {
				byReport[e.Report] = map[uint32][2]int32{}
			}
			addCues(byReport[e.Report], e, e.labels())
		}
	}
	var out []*prepared
	f := &featurer{}
	for _, e := range xs {
		view := *x
		view.minus = byReport[e.Report]
		p := &prepared{Example: e, reading: read(e.Text, e.Segments, e.Words, e.Marks, &view), labels: e.labels()}
		p.units = p.reading.units()
		for _, u := range p.units {
			features, class := f.features(p.reading, u)
			p.features = append(p.features, append([]uint32(nil), features...))
			p.class = append(p.class, append([]uint8(nil), class...))
		}
		out = append(out, p)
	}
	return out
}

// chainExamples are the units of the reports for which use is true.
func chainExamples(ps []*prepared, use func(report int) bool) []chain.Example {
	var out []chain.Example
	for _, p := range ps {
		if !use(p.Report) {
			continue
		}
		for i, u := range p.units {
			out = append(out, chain.Example{Features: p.features[i], Class: p.class[i], Gold: p.labels[u.first:u.end]})
		}
	}
	return out
}

// lexiconOf makes the table that the program uses. Words that fewer than five
// reports have are left out.
func lexiconOf(counts map[uint32][2]int32, xs []*Example) *lexicon {
	in := map[uint32]int{}   // reports that have the word
	last := map[uint32]int{} // and the last of them
	for _, x := range xs {
		for _, g := range x.Words {
			k := lexiconKey(g)
			if n, ok := last[k]; !ok || n != x.Report {
				last[k] = x.Report
				in[k]++
			}
		}
	}
	keys := make([]uint32, 0, len(counts))
	for k, c := range counts {
		if in[k] >= 5 && cueChance(c[0], c[1]) > 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	size := 2
	for size < 2*len(keys) {
		size *= 2
	}
	x := &lexicon{keys: make([]uint32, size), values: make([]uint8, size)}
	for _, k := range keys {
		c := counts[k]
		x.put(k, cueChance(c[0], c[1]))
	}
	return x
}

// put adds an entry.
func (x *lexicon) put(k uint32, v uint8) {
	mask := uint32(len(x.keys) - 1)
	i := k & mask
	for x.keys[i] != 0 {
		i = (i + 1) & mask
	}
	x.keys[i], x.values[i] = k, v
}

// folds is into how many parts the reports are cut so that the second look
// learns from chances that the chain gave to reports it had not seen.
const folds = 4

// Learn learns a model from annotated reports: the same from the same. log is
// told how far it is.
func Learn(train []*Example, log func(string, ...any)) *Model {
	counts := countCues(train)
	model := &Model{lexicon: lexiconOf(counts, train)}
	ps := prepare(train, &lexicon{counts: counts}, true)
	log("%d features a token, %d words in the lexicon", perToken, len(model.lexicon.keys))
	chains := learnChains(ps, log)
	model.chain = chains[folds]
	model.linker = learnLinks(ps)
	l := &looks{}
	for fold := range folds {
		l.add(chains[fold], ps, fold)
	}
	log("%d spans to look at again", l.rower.rows.Len())
	model.wording = l.judge()
	model.trees = trees.Learn(&l.rower.rows, rowWidth, l.right, trees.Options{Trees: 300, Rate: .075, Sample: .6, Least: 30, Ridge: 2, Seed: 1})
	return model
}

// learnChains learns a chain from all reports but those of each part, and one
// from all.
func learnChains(ps []*prepared, log func(string, ...any)) []*chain.Model {
	out := make([]*chain.Model, folds+1)
	work := make(chan int, len(out))
	for fold := range out {
		work <- folds - fold
	}
	close(work)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for fold := range work {
				out[fold] = learnChain(ps, fold)
				log("chain %d of %d", fold+1, len(out))
			}
		})
	}
	wg.Wait()
	return out
}

// learnChain learns from all reports but those of a part.
func learnChain(ps []*prepared, fold int) *chain.Model {
	return chain.Learn(chainExamples(ps, func(report int) bool { return report%folds != fold }), chain.Options{
		Epochs: 6, Rate: .015, Drop: .5, Seed: 1,
	})
}

// looks are the candidates that the second look learns from.
type looks struct {
	rower rower
	right []bool
	fold  []int
}

// add adds the candidates of the reports of a part, which m has not learned
// from.
func (l *looks) add(m *chain.Model, ps []*prepared, fold int) {
	var s chain.Sequence
	var cs []candidate
	for _, p := range ps {
		if p.Report%folds != fold {
			continue
		}
		gold := map[span]bool{}
		for _, g := range p.goldSpans() {
			gold[g.span] = true
		}
		for i, u := range p.units {
			s.Run(m, p.features[i], p.class[i])
			cs = candidates(&s, least, cs[:0])
			l.rower.add(nil, p.reading, u, &s, cs)
			for _, c := range cs {
				c.first += u.first
				c.end += u.first
				l.right = append(l.right, gold[c.span])
				l.fold = append(l.fold, fold)
			}
		}
	}
}

// judge learns wording, and puts into each row what wording says that was
// learned without the row's part.
func (l *looks) judge() *wording {
	features := l.rower.spans
	for fold := range folds {
		w := learnWording(features, l.right, func(i int) bool { return l.fold[i] == fold })
		for i := range features {
			if l.fold[i] == fold {
				l.rower.rows.At(i).Put(wordingColumn, w.score(&features[i]))
			}
		}
	}
	return learnWording(features, l.right, func(int) bool { return false })
}
