// Package trees is gradient-boosted decision trees for yes-or-no questions
// about rows of numbers, small and fast to ask.
//
// Every tree has the same shape, a complete binary tree of depth [Depth], so
// that walking it needs no pointers: node n has the children 2n+1 (value at or
// below the threshold) and 2n+2.
//
//	row [0.8 3 1] → trees' leaves +0.4 −0.1 … → sum 1.2 → probability 0.77
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
}

// Row is a row of numbers in the form that trees ask.
type Row []int32

// Put sets a column.
func (r Row) Put(column int, v float32) { r[column] = ordered(v) }

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

// After each round of trees, a sum this low ends the asking: the trees to come
// correct what is left in doubt, and there is none.
const (
	round  = 32
	surely = -4
)

// Probability is how likely the answer for a row is yes. The row must have
// the width that the model learned with.
func (m *Model) Probability(row Row) float32 {
	sum := m.Base
	for i := range m.Trees {
		if i&(round-1) == 0 && sum < surely {
			break
		}
		t := &m.Trees[i]
		n := uint64(0)
		for range Depth {
			q := t.node[n%leaves]
			above := uint64(q>>8-int64(row[q&0xFF])) >> 63
			n = 2*n + 1 + above
		}
		sum += t.leaf[(n-inner)%leaves]
	}
	return 1 / (1 + float32(math.Exp(-float64(sum))))
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
	return m, b, nil
}
