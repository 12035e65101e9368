package trees

import (
	"math"
	"slices"
)

// Where the processor has registers of 32 bytes, 32 rows are asked at once
// (vectorised in the way of RapidScorer: Ye and others, KDD 2018, but for the
// complete trees that we have). What trees ask of a column is only which of its
// thresholds a number is above; so each number becomes one byte, how many
// thresholds are below it, and a column of 32 rows fills a register:
//
//	thresholds .25 .5 .5 .75; numbers .3 .9 .1 … → bytes 1 3 0 …
//
// A node is then one comparison of bytes for all rows. Leaves are added in the
// same order as one row alone adds them, so that the sums are equal bit for bit.

const (
	mostRanks   = 63 // thresholds of a column that are counted
	fewRanks    = 8  // up to as many are counted one after the other
	bytesOfLeaf = 4
)

// packed is a model in the form in which 32 rows are asked.
type packed struct {
	columns []ranked
	trees   []packedTree
}

// ranked is a column that trees ask for.
type ranked struct {
	column     int
	thresholds []int32 // in order, each once
	table      *table  // the same; nil for few
}

// table are thresholds in order, filled up with the highest number there is. They
// stand in eight groups: those at the same place of their group are side by side.
// Which group a number falls into is told by the last of each, and by those of
// its group how far it comes there.
type table [8][8]int32

func tableOf(thresholds []int32) *table {
	t := new(table)
	for i := range 64 {
		t[i%8][i/8] = math.MaxInt32
		if i < len(thresholds) {
			t[i%8][i/8] = thresholds[i]
		}
	}
	return t
}

// packedTree is one tree. Its layout is known to block_amd64.s.
type packedTree struct {
	at   [leaves]uint16             // where the column begins that each node asks for
	upTo [leaves]int8               // ranks below this go left
	leaf [bytesOfLeaf][leaves]uint8 // leaves from the last to the first, each byte of them apart
}

// pack gives the packed form of a model, nil where its numbers do not fit or the
// processor has no use for it.
func (m *Model) pack() *packed {
	if !wide {
		return nil
	}
	var of [Width][]int32
	for i := range m.Trees {
		for _, q := range m.Trees[i].node[:inner] {
			known := of[q&0xFF]
			k, ok := slices.BinarySearch(known, int32(q>>8))
			switch {
			case ok:
			case len(known) == mostRanks:
				return nil
			default:
				of[q&0xFF] = slices.Insert(known, k, int32(q>>8))
			}
		}
	}
	p := &packed{trees: make([]packedTree, len(m.Trees))}
	var at [Width]uint16
	for c, thresholds := range of {
		if len(thresholds) == 0 {
			continue
		}
		at[c] = uint16(len(p.columns) * block)
		p.columns = append(p.columns, ranked{column: c, thresholds: thresholds})
		if len(thresholds) > fewRanks {
			p.columns[len(p.columns)-1].table = tableOf(thresholds)
		}
	}
	for i := range m.Trees {
		p.trees[i] = packTree(&m.Trees[i], &of, &at)
	}
	return p
}

func packTree(t *Tree, of *[Width][]int32, at *[Width]uint16) (p packedTree) {
	for n, q := range t.node[:inner] {
		rank, _ := slices.BinarySearch(of[q&0xFF], int32(q>>8))
		p.at[n], p.upTo[n] = at[q&0xFF], int8(rank+1)
	}
	for k, v := range t.leaf {
		for b := range p.leaf {
			p.leaf[b][leaves-1-k] = uint8(math.Float32bits(v) >> (8 * b))
		}
	}
	return p
}

// sum adds up the trees for 32 rows.
func (p *packed) sum(b *columns, sums *[block]float32) {
	var ranks [Width * block]uint8
	for i, c := range p.columns {
		numbers, out := &b[c.column%Width], (*[block]uint8)(ranks[i*block:])
		if c.table != nil {
			rankMany(numbers, c.table, out)
		} else {
			rank(numbers, c.thresholds, out)
		}
	}
	for trees := p.trees; len(trees) > 0; trees = trees[min(round, len(trees)):] {
		add(trees[:min(round, len(trees))], &ranks, surely, sums)
	}
}
