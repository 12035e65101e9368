package attribution

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"

	"parallax/internal/attribution/chain"
	"parallax/internal/attribution/trees"
)

// Model is everything learned. What it says is not changed by use.
type Model struct {
	lexicon *lexicon
	chain   *chain.Model
	wording *wording
	trees   *trees.Model // nil while learning
	linker  *linker

	lookers  sync.Pool // of *looker: room to work in, kept from text to text
	readings sync.Pool // of *reading, likewise
}

// The file is not compressed: it is three quarters of its size when it is, and
// takes ten times as long to read.
//
//go:embed english.model
var embedded []byte

// English is the model for English news, read from the program at its first
// use.
var English = sync.OnceValue(func() *Model {
	m, err := Decode(embedded)
	if err != nil {
		panic(fmt.Sprintf("attribution: embedded model: %v", err)) // the build is broken
	}
	return m
})

// magic begins a model's file and changes with its layout.
const magic = "parallax attribution 1\n"

// Encode gives the model's file.
func (m *Model) Encode() []byte {
	b := []byte(magic)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.lexicon.keys)))
	for _, k := range m.lexicon.keys {
		b = binary.LittleEndian.AppendUint32(b, k)
	}
	b = append(b, m.lexicon.values...)
	b = m.chain.Append(b)
	b = appendFloats(b, m.wording.weights)
	b = m.trees.Append(b)
	b = appendFloats(b, m.linker.weights)
	return b
}

func appendFloats(b []byte, fs []float32) []byte {
	for _, f := range fs {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

var errFormat = errors.New("no model of this version")

// Decode reads what Encode has written; the error is that it is something else.
func Decode(file []byte) (*Model, error) {
	b, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok || len(b) < 4 {
		return nil, errFormat
	}
	n := int(binary.LittleEndian.Uint32(b))
	if b = b[4:]; n < 2 || n&(n-1) != 0 || len(b) < 5*n {
		return nil, errFormat
	}
	var err error
	m := &Model{lexicon: &lexicon{keys: make([]uint32, n), values: b[4*n : 5*n : 5*n]}, wording: &wording{make([]float32, wordingBuckets)}, linker: &linker{make([]float32, linkBuckets)}}
	for i := range m.lexicon.keys {
		m.lexicon.keys[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	if m.chain, b, err = chain.Decode(b[5*n:]); err != nil {
		return nil, err
	}
	if b, ok = readFloats(b, m.wording.weights); !ok {
		return nil, errFormat
	}
	if m.trees, b, err = trees.Decode(b, rowWidth); err != nil {
		return nil, err
	}
	if _, ok = readFloats(b, m.linker.weights); !ok {
		return nil, errFormat
	}
	return m, nil
}

func readFloats(b []byte, out []float32) ([]byte, bool) {
	if len(b) < 4*len(out) {
		return nil, false
	}
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return b[4*len(out):], true
}
