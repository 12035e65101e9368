package tag

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"sync"
)

//go:embed english.model
var english []byte

// English is the model that was learned for English, read at first use. It
// panics if the embedded file is malformed, which the package's tests rule out.
var English = sync.OnceValue(func() *Model {
	m, err := Read(english)
	if err != nil {
		panic(err)
	}
	return m
})

// magic begins a model file; the digit counts its versions.
const magic = "parallax tag 1\n"

var errShort = errors.New("tag: the model file ends too early")

// Write gives the file of a model: the weights as a map of those that are not
// 0 and their values, the tables in the order of their keys, lengths before
// lists, all compressed. The same model gives the same bytes.
func (m *Model) Write(w io.Writer) error {
	var b []byte
	b = binary.AppendUvarint(b, uint64(m.shift))
	b = binary.AppendUvarint(b, uint64(len(m.sets)))
	for _, s := range m.sets {
		b = binary.AppendUvarint(b, uint64(s))
	}
	b = binary.AppendUvarint(b, uint64(len(m.rules)))
	for _, r := range m.rules {
		b = append(b, byte(r.cut), byte(len(r.add)))
		b = append(b, r.add...)
	}
	for _, t := range []*table{&m.words, &m.guesses, &m.lemmas} {
		b = t.append(b)
	}
	var set, values []byte
	for i := 0; i < len(m.weights); i += 8 {
		var bitmap byte
		for k, v := range m.weights[i : i+8] {
			if v != 0 {
				bitmap |= 1 << k
				values = append(values, byte(v))
			}
		}
		set = append(set, bitmap)
	}
	b = append(append(b, set...), values...)
	if _, err := io.WriteString(w, magic); err != nil {
		return err
	}
	z, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(b); err != nil {
		return err
	}
	return z.Close()
}

// append writes a table: keys as the distances between them, then values.
func (t *table) append(b []byte) []byte {
	var at []int
	for i, k := range t.keys {
		if k != 0 {
			at = append(at, i)
		}
	}
	slices.SortFunc(at, func(i, j int) int { return int(int64(t.keys[i]) - int64(t.keys[j])) })
	b = binary.AppendUvarint(b, uint64(len(at)))
	last := uint32(0)
	for _, i := range at {
		b = binary.AppendUvarint(b, uint64(t.keys[i]-last))
		last = t.keys[i]
	}
	for _, i := range at {
		b = binary.AppendUvarint(b, uint64(t.values[i]))
	}
	return b
}

// Read gives the model of a file. It fails on a file that Write has not
// written.
func Read(file []byte) (*Model, error) {
	if !bytes.HasPrefix(file, []byte(magic)) {
		return nil, fmt.Errorf("tag: the model file does not begin with %q", magic)
	}
	content, err := io.ReadAll(flate.NewReader(bytes.NewReader(file[len(magic):])))
	if err != nil {
		return nil, fmt.Errorf("tag: the model file: %w", err)
	}
	f := cursor{b: content}
	m := &Model{shift: uint(f.number(32))}
	m.sets = make([]tagSet, f.length(1))
	for i := range m.sets {
		m.sets[i] = tagSet(f.number(1<<numTags - 1))
	}
	m.rules = make([]rule, f.length(2))
	for i := range m.rules {
		cut, n := f.bytes(1), f.bytes(1)
		if f.err == nil {
			m.rules[i] = rule{int(cut[0]), string(f.bytes(int(n[0])))}
		}
	}
	m.words = f.table(len(m.sets))
	m.guesses = f.table(len(m.sets))
	m.lemmas = f.table(len(m.rules))
	f.weights(m)
	if f.err != nil {
		return nil, f.err
	}
	return m, nil
}

// cursor reads numbers and bytes one after another, and keeps the first error.
type cursor struct {
	b   []byte
	err error
}

// number reads one that is at most top.
func (f *cursor) number(top uint64) uint64 {
	v, n := binary.Uvarint(f.b)
	if f.err == nil && (n <= 0 || v > top) {
		f.err = errShort
	}
	if f.err != nil {
		return 0
	}
	f.b = f.b[n:]
	return v
}

// length reads how many things of at least size bytes follow.
func (f *cursor) length(size int) int { return int(f.number(uint64(len(f.b) / size))) }

func (f *cursor) bytes(n int) []byte {
	if f.err == nil && n > len(f.b) {
		f.err = errShort
	}
	if f.err != nil {
		return nil
	}
	out := f.b[:n]
	f.b = f.b[n:]
	return out
}

// table reads one whose values are under top.
func (f *cursor) table(top int) table {
	keys := make([]uint32, f.length(2))
	last := uint32(0)
	for i := range keys {
		last += uint32(f.number(1<<32 - 1))
		keys[i] = last
	}
	t := newTable(len(keys))
	for _, k := range keys {
		v := f.number(uint64(max(0, top-1)))
		if k != 0 {
			t.put(k, uint16(v))
		}
	}
	return t
}

func (f *cursor) weights(m *Model) {
	if m.shift < 8 || m.shift > 31 {
		f.err = errShort
		return
	}
	m.weights = make([]int8, lineSize<<(32-m.shift))
	set := f.bytes(len(m.weights) / 8)
	n := 0
	for _, s := range set {
		n += bits.OnesCount8(s)
	}
	values := f.bytes(n)
	if f.err != nil {
		return
	}
	n = 0
	for i, s := range set {
		for ; s != 0; s &= s - 1 {
			m.weights[i*8+bits.TrailingZeros8(s)] = int8(values[n])
			n++
		}
	}
}
