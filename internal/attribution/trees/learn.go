package trees

import (
	"math"
	"slices"

	"parallax/internal/attribution/chance"
)

// Options are the settings of [Learn].
type Options struct {
	Trees  int
	Rate   float64 // share of each tree's answer that counts
	Sample float64 // share of the rows that each tree sees
	Least  float64 // least weight (sum of second derivatives) of a leaf
	Ridge  float64 // added to the weight of each leaf
	Seed   uint64
}

const bins = 64 // steps that a column's values are put into

// Learn boosts trees on the logistic loss (Friedman 2001, with Newton leaves
// as XGBoost has them and histograms as LightGBM). Of each
// row the first width columns count. The same rows and options give the same
// model.
func Learn(rows *Rows, width int, yes []bool, o Options) *Model {
	m := &Model{}
	if rows.Len() == 0 {
		return m
	}
	l := newLearner(rows, width, yes, o)
	m.Base = float32(l.base)
	for range o.Trees {
		m.Trees = append(m.Trees, l.grow())
	}
	m.packed = m.pack()
	return m
}

type learner struct {
	options Options
	width   int
	edges   [][]float32 // by column: the upper edge of each bin but the last
	binned  []uint8     // [row*width+column]
	yes     []bool
	sum     []float64 // log odds by row
	base    float64
	g, h    []float32
	node    []uint8 // of each row, while a tree grows; notSeen for rows left out
	random  chance.Source
	hist    []float32 // [((node*width)+column)*bins+bin]*2: sums of g and h
}

const notSeen = 255

func newLearner(rows *Rows, width int, yes []bool, o Options) *learner {
	l := &learner{options: o, width: width, yes: yes, random: chance.Source(o.Seed)}
	l.edges = make([][]float32, l.width)
	l.binned = make([]uint8, rows.Len()*l.width)
	column := make([]float32, rows.Len())
	for c := range l.width {
		for i := range column {
			column[i] = rows.At(i).number(c)
		}
		slices.Sort(column)
		l.edges[c] = edgesOf(column)
		for i := range column {
			b, _ := slices.BinarySearch(l.edges[c], rows.At(i).number(c))
			l.binned[i*l.width+c] = uint8(b)
		}
	}
	right := 0
	for _, y := range yes {
		if y {
			right++
		}
	}
	p := (float64(right) + 1) / (float64(len(yes)) + 2)
	l.base = math.Log(p / (1 - p))
	l.sum = make([]float64, rows.Len())
	for i := range l.sum {
		l.sum[i] = l.base
	}
	l.g, l.h, l.node = make([]float32, rows.Len()), make([]float32, rows.Len()), make([]uint8, rows.Len())
	l.hist = make([]float32, (leaves/2)*l.width*bins*2)
	return l
}

// edgesOf gives the values that part a sorted column into bins of like size.
func edgesOf(sorted []float32) []float32 {
	var out []float32
	for b := 1; b < bins; b++ {
		v := sorted[len(sorted)*b/bins]
		if n := len(out); (n == 0 || v > out[n-1]) && v < sorted[len(sorted)-1] {
			out = append(out, v)
		}
	}
	return out
}

// grow adds one tree.
func (l *learner) grow() Tree {
	var t Tree
	for i := range l.sum {
		p := 1 / (1 + math.Exp(-l.sum[i]))
		y := 0.
		if l.yes[i] {
			y = 1
		}
		l.g[i], l.h[i] = float32(p-y), float32(p*(1-p))
		l.node[i] = 0
		if l.random.Share() >= l.options.Sample {
			l.node[i] = notSeen
		}
	}
	for depth := range Depth {
		l.split(&t, depth)
	}
	l.fillLeaves(&t)
	for i := range l.sum {
		n := 0
		for range Depth {
			k := 2*n + 1
			if l.right(&t, i, n) {
				k++
			}
			n = k
		}
		l.sum[i] += float64(t.leaf[n-inner])
	}
	return t
}

func (l *learner) right(t *Tree, row, n int) bool {
	f, threshold := t.node[n]&0xFF, number(int32(t.node[n]>>8))
	b := int(l.binned[row*l.width+int(f)])
	if edges := l.edges[f]; b < len(edges) {
		return edges[b] > threshold
	}
	return !math.IsInf(float64(threshold), 1)
}

// split asks the best question at every node of a depth.
func (l *learner) split(t *Tree, depth int) {
	first := 1<<depth - 1
	hist := l.hist[:(1<<depth)*l.width*bins*2]
	clear(hist)
	for i, n := range l.node {
		if n == notSeen {
			continue
		}
		g, h := l.g[i], l.h[i]
		at := (int(n) - first) * l.width * bins * 2
		for _, b := range l.binned[i*l.width : (i+1)*l.width] {
			k := at + int(b)*2
			hist[k] += g
			hist[k+1] += h
			at += bins * 2
		}
	}
	for k := range 1 << depth {
		l.question(t, first+k, hist[k*l.width*bins*2:])
	}
	for i, n := range l.node {
		if n == notSeen {
			continue
		}
		next := 2*int(n) + 1
		if l.right(t, i, int(n)) {
			next++
		}
		l.node[i] = uint8(next)
	}
}

// question finds the split of a node that lowers the loss most.
func (l *learner) question(t *Tree, n int, hist []float32) {
	t.set(n, 0, float32(math.Inf(1)))
	best := 1e-6
	var allG, allH float64
	for b := range bins {
		allG += float64(hist[b*2])
		allH += float64(hist[b*2+1])
	}
	ridge := l.options.Ridge
	whole := allG * allG / (allH + ridge)
	for c := range l.width {
		var g, h float64
		for b, edge := range l.edges[c] {
			k := (c*bins + b) * 2
			g += float64(hist[k])
			h += float64(hist[k+1])
			if h < l.options.Least || allH-h < l.options.Least {
				continue
			}
			gain := g*g/(h+ridge) + (allG-g)*(allG-g)/(allH-h+ridge) - whole
			if gain > best {
				best = gain
				t.set(n, c, edge)
			}
		}
	}
}

func (l *learner) fillLeaves(t *Tree) {
	var g, h [leaves]float64
	for i, n := range l.node {
		if n != notSeen {
			g[int(n)-inner] += float64(l.g[i])
			h[int(n)-inner] += float64(l.h[i])
		}
	}
	for k := range t.leaf {
		t.leaf[k] = float32(-l.options.Rate * g[k] / (h[k] + l.options.Ridge))
	}
}
