package chain

import (
	"encoding/binary"
	"errors"
	"math"
)

// Transitions have three parts that add up: of labels alone, with the class of
// the token before, with the class of the token.
const steps = (1 + 2*Classes) * Labels * Labels

func stepAt(part, x, y int) int { return (part*Labels+x)*Labels + y }

// fillSteps computes the transition table from the weights.
func fillSteps(out *transitions, t []float32) {
	var part [2][Classes][Labels][Labels]float32
	for c := range Classes {
		for x := range Labels {
			for y := range Labels {
				if allowed(x, y) {
					part[0][c][x][y] = float32(math.Exp(float64(t[stepAt(0, x, y)] + t[stepAt(1+c, x, y)])))
					part[1][c][x][y] = float32(math.Exp(float64(t[stepAt(1+Classes+c, x, y)])))
				}
			}
		}
	}
	for a := range Classes {
		for b := range Classes {
			for x := range Labels {
				for y := range Labels {
					p := part[0][a][x][y] * part[1][b][x][y]
					out.on[a][b][x][y], out.back[a][b][y][x] = p, p
				}
			}
		}
	}
}

// Append writes the model to the end of b: label by label, which compresses
// better than feature by feature.
func (m *Model) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.Scale))
	for _, w := range m.Steps {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(w))
	}
	for y := range Labels {
		for _, w := range m.Packed {
			b = append(b, byte(w>>(8*y))-middle)
		}
	}
	return b
}

var errShort = errors.New("chain: model is cut short")

// Decode reads what Append has written and gives the bytes that follow.
func Decode(b []byte) (*Model, []byte, error) {
	if len(b) < 4+4*steps+Labels*Buckets {
		return nil, nil, errShort
	}
	m := &Model{Scale: math.Float32frombits(binary.LittleEndian.Uint32(b)), Steps: make([]float32, steps), Packed: make([]uint64, Buckets)}
	b = b[4:]
	for i := range m.Steps {
		m.Steps[i] = math.Float32frombits(binary.LittleEndian.Uint32(b))
		b = b[4:]
	}
	fillSteps(&m.step, m.Steps)
	var plane [lanes][]byte
	for y := range Labels {
		plane[y], b = b[:Buckets], b[Buckets:]
	}
	for f := range m.Packed {
		w := uint64(middle) << 56
		for y := range Labels {
			w |= uint64(plane[y][f]+middle) << (8 * y)
		}
		m.Packed[f] = w
	}
	return m, b, nil
}
