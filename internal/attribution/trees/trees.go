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
	Threshold [inner]float32
	Feature   [inner]uint8
	Leaf      [leaves]float32
}

// Model is a sum of trees. It is not changed by asking.
type Model struct {
	Base  float32 // log odds before any tree
	Trees []Tree
}

// Probability is how likely the answer for a row is yes.
func (m *Model) Probability(row []float32) float32 {
	sum := m.Base
	for i := range m.Trees {
		t := &m.Trees[i]
		n := 0
		for range Depth {
			k := 2*n + 1
			if row[t.Feature[n]] > t.Threshold[n] {
				k++
			}
			n = k
		}
		sum += t.Leaf[n-inner]
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
		b = append(b, t.Feature[:]...)
		for _, v := range t.Threshold {
			float(v)
		}
		for _, v := range t.Leaf {
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
		b = b[copy(t.Feature[:], b):]
		for _, f := range t.Feature {
			if int(f) >= width {
				return nil, nil, errFormat
			}
		}
		for k := range t.Threshold {
			t.Threshold[k] = float()
		}
		for k := range t.Leaf {
			t.Leaf[k] = float()
		}
	}
	return m, b, nil
}
