// Package trees is gradient-boosted decision trees for yes-or-no questions
// about rows of numbers, small and fast to ask.
//
// Every tree has the same shape, a complete binary tree of depth [Depth], so
// that walking it needs no pointers: node n has the children 2n+1 (value at or
// below the threshold) and 2n+2.
//
//	row [0.8 3 1] → trees' leaves +0.4 −0.1 … → sum 1.2 → probability 0.77
//
// With AVX2, 32 rows are asked at once (block.go); elsewhere they walk down each
// tree side by side. The sums are equal bit for bit.
//
// The surprise: a node that learning did not split sends everything left.
package trees

import (
	"encoding/binary"
	"errors"
	"math"
)

// Depth is the number of questions that each tree asks.
const Depth = 5

const (
	inner  = 1<<Depth - 1 // nodes that ask
	leaves = 1 << Depth
)

// Tree is one tree.
type Tree struct {
	// node holds what each node asks (the last is not used): the threshold as [ordered] has it, times
	// 256, plus the column. One load a step, and no branch that a processor
	// could guess wrongly.
	node [leaves]int64
	leaf [leaves]float32
}

// Model is a sum of trees. It is not changed by asking.
type Model struct {
	Base  float32 // log odds before any tree
	Trees []Tree

	packed *packed // the trees again, for 32 rows at once; nil where they are asked one by one
}

// ordered maps numbers to integers of the same order.
func ordered(v float32) int32 {
	b := int32(math.Float32bits(v))
	return b ^ b>>31&0x7FFFFFFF
}

// number is the inverse of ordered.
func number(o int32) float32 { return math.Float32frombits(uint32(o ^ o>>31&0x7FFFFFFF)) }

// set makes node n ask whether a column is above a threshold.
func (t *Tree) set(n, column int, threshold float32) {
	t.node[n] = int64(ordered(threshold))<<8 | int64(column)
}

// After each round of trees a row whose sum is this low is let go: the trees to
// come correct what is left in doubt, and there is none.
const (
	round  = 5
	surely = -3.5
)

// Probabilities tells how likely the answer is yes, for each row.
func (m *Model) Probabilities(rows *Rows, out []float32) {
	m.sums(rows, out)
	for i, sum := range out {
		out[i] = 1 / (1 + float32(math.Exp(-float64(sum))))
	}
}

// sums gives the log odds of the rows.
func (m *Model) sums(rows *Rows, out []float32) {
	sum := m.walk
	if m.packed != nil {
		sum = m.packed.sum
	}
	var sums [block]float32
	for _, b := range rows.blocks[:(rows.n+block-1)/block] {
		for i := range sums {
			sums[i] = m.Base
		}
		sum(b, &sums)
		out = out[copy(out, sums[:]):]
	}
}

// row is a row as a tree is walked: numbers as ordered has them.
type row [Width]int32

// walk adds up the trees for one row beside the other, tree by tree, so that a
// tree is fetched from memory once for all of them.
func (m *Model) walk(b *columns, sums *[block]float32) {
	var rows [block]row
	for c := range b {
		for k, v := range b[c] {
			rows[k][c] = ordered(v)
		}
	}
	var room [block]uint8
	live := room[:]
	for i := range live {
		live[i] = uint8(i)
	}
	for i := range m.Trees {
		if i%round == 0 {
			kept := live[:0]
			for _, k := range live {
				if sums[k] >= surely {
					kept = append(kept, k)
				}
			}
			live = kept
		}
		t := &m.Trees[i]
		k := 0
		for ; k+4 <= len(live); k += 4 {
			four := live[k : k+4 : k+4]
			a, b, c, d := t.four(&rows[four[0]], &rows[four[1]], &rows[four[2]], &rows[four[3]])
			sums[four[0]] += a
			sums[four[1]] += b
			sums[four[2]] += c
			sums[four[3]] += d
		}
		for _, i := range live[k:] {
			sums[i] += t.ask(&rows[i])
		}
	}
}

// ask walks down a tree.
func (t *Tree) ask(row *row) float32 {
	n := uint64(0)
	for range Depth {
		q := t.node[n%leaves]
		above := uint64(q>>8-int64(row[uint64(q)%Width])) >> 63
		n = 2*n + 1 + above
	}
	return t.leaf[(n-inner)%leaves]
}

// four is ask for four rows side by side: each step of one waits for its last,
// and the processor has the other three to go on with.
func (t *Tree) four(a, b, c, d *row) (float32, float32, float32, float32) {
	var i, j, k, l uint64
	for range Depth {
		p, q, r, s := t.node[i%leaves], t.node[j%leaves], t.node[k%leaves], t.node[l%leaves]
		i = 2*i + 1 + uint64(p>>8-int64(a[uint64(p)%Width]))>>63
		j = 2*j + 1 + uint64(q>>8-int64(b[uint64(q)%Width]))>>63
		k = 2*k + 1 + uint64(r>>8-int64(c[uint64(r)%Width]))>>63
		l = 2*l + 1 + uint64(s>>8-int64(d[uint64(s)%Width]))>>63
	}
	return t.leaf[(i-inner)%leaves], t.leaf[(j-inner)%leaves], t.leaf[(k-inner)%leaves], t.leaf[(l-inner)%leaves]
}

// Append writes the model to the end of b.
func (m *Model) Append(b []byte) []byte {
	float := func(f float32) { b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f)) }
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.Trees)))
	float(m.Base)
	for i := range m.Trees {
		t := &m.Trees[i]
		for _, q := range t.node[:inner] {
			b = append(b, uint8(q))
			b = binary.LittleEndian.AppendUint32(b, uint32(q>>8))
		}
		for _, v := range t.leaf {
			float(v)
		}
	}
	return b
}

var errFormat = errors.New("trees: model is cut short or asks for more than its rows have")

// Decode reads what Append has written, for rows of width numbers, and gives
// the bytes that follow.
func Decode(b []byte, width int) (*Model, []byte, error) {
	const size = inner + 4*inner + 4*leaves
	if len(b) < 8 {
		return nil, nil, errFormat
	}
	n := int(binary.LittleEndian.Uint32(b))
	if n > len(b)/size || len(b) < 8+n*size {
		return nil, nil, errFormat
	}
	float := func() float32 {
		f := math.Float32frombits(binary.LittleEndian.Uint32(b))
		b = b[4:]
		return f
	}
	b = b[4:]
	m := &Model{Base: float(), Trees: make([]Tree, n)}
	for i := range m.Trees {
		t := &m.Trees[i]
		for k := range inner {
			column := int64(b[0])
			t.node[k] = int64(int32(binary.LittleEndian.Uint32(b[1:])))<<8 | column
			if b = b[5:]; int(column) >= width {
				return nil, nil, errFormat
			}
		}
		for k := range t.leaf {
			t.leaf[k] = float()
		}
	}
	m.packed = m.pack()
	return m, b, nil
}
