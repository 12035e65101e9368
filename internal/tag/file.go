package tag

import (
	"bytes"
	"cmp"
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

var (
	errShort = errors.New("tag: the model file ends too early")
	errWrong = errors.New("tag: the model file holds what no model has")
)

// Write gives the file of a model: lengths before lists, the tables in the
// order of their keys, as distances, and of the weights those that are not 0
// with a map of where they are. General compression would take a tenth off and
// triple the time to read it. The same model gives the same bytes.
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
	itself := func(v uint16) (uint16, bool) { return v, true }
	b = m.words.append(b, func(u use) (uint16, bool) { return u.set - 1, u.set != 0 })
	b = m.guesses.append(b, itself)
	b = m.words.append(b, func(u use) (uint16, bool) { return u.kin - 1, u.kin != 0 })
	b = m.lemmas.append(b, itself)
	b = m.appendWeights(b)
	if _, err := io.WriteString(w, magic); err != nil {
		return err
	}
	_, err := w.Write(b)
	return err
}

// appendWeights writes a bit for each weight that is not 0, eight to a byte,
// a bit for each such byte that is not 0, and those bytes and weights.
func (m *Model) appendWeights(b []byte) []byte {
	var outer, inner, values []byte
	for i := 0; i < len(m.weights); i += lineSize {
		var some byte
		for k := range lineSize / 8 {
			var bitmap byte
			for n, v := range m.weights[i+8*k : i+8*k+8] {
				if v != 0 {
					bitmap |= 1 << n
					values = append(values, byte(v))
				}
			}
			if bitmap != 0 {
				some |= 1 << k
				inner = append(inner, bitmap)
			}
		}
		outer = append(outer, some)
	}
	return slices.Concat(b, outer, inner, values)
}

// append writes a table of what value gives for its values, without those for
// which it gives none: keys as the distances between them, then the values.
func (t *table[V]) append(b []byte, value func(V) (uint16, bool)) []byte {
	var full []slot[uint16]
	for _, s := range t.slots {
		if v, ok := value(s.value); ok && s.key != 0 {
			full = append(full, slot[uint16]{s.key, v})
		}
	}
	slices.SortFunc(full, func(a, b slot[uint16]) int { return cmp.Compare(a.key, b.key) })
	b = binary.AppendUvarint(b, uint64(len(full)))
	last := uint32(0)
	for _, s := range full {
		b = binary.AppendUvarint(b, uint64(s.key-last))
		last = s.key
	}
	for _, s := range full {
		b = binary.AppendUvarint(b, uint64(s.value))
	}
	return b
}

// Read gives the model of a file. It fails on a file that Write has not
// written.
func Read(file []byte) (*Model, error) {
	if !bytes.HasPrefix(file, []byte(magic)) {
		return nil, fmt.Errorf("tag: the model file does not begin with %q", magic)
	}
	f := cursor{b: file[len(magic):]}
	m := &Model{shift: uint(f.number(32))}
	m.sets = make([]tagSet, f.length(1))
	f.check(len(m.sets) < 1<<16)
	for i := range m.sets {
		m.sets[i] = tagSet(f.number(1<<numTags - 1))
		f.check(m.sets[i] != 0 && !m.sets[i].has(None))
	}
	m.rules = make([]rule, f.length(2))
	for i := range m.rules {
		cut, n := f.bytes(1), f.bytes(1)
		if f.err == nil {
			m.rules[i] = rule{int(cut[0]), string(f.bytes(int(n[0])))}
			f.check(len(m.rules[i].add) <= longestAdded)
		}
	}
	f.check(len(m.rules) >= numRegular)
	words := f.list(len(m.sets))
	m.guesses = tableIn(f.list(len(m.sets)))
	m.words = joined(words, f.list(numClasses))
	m.lemmas = tableIn(f.list(len(m.rules)))
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

// check notes that the file is not what Write writes.
func (f *cursor) check(ok bool) {
	if f.err == nil && !ok {
		f.err = errWrong
	}
}

// number reads one that is at most top.
func (f *cursor) number(top uint64) uint64 {
	v, n := binary.Uvarint(f.b)
	if f.err == nil && n <= 0 {
		f.err = errShort
	}
	f.check(v <= top)
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

// list reads keys and values, which are under top, in the order of the keys.
func (f *cursor) list(top int) []slot[uint16] {
	list := make([]slot[uint16], f.length(2))
	last := uint32(0)
	for i := range list {
		last += uint32(f.number(1<<32 - 1))
		list[i].key = last
	}
	f.check(top > 0 || len(list) == 0)
	for i := range list {
		list[i].value = uint16(f.number(uint64(max(0, top-1))))
	}
	return list
}

// tableIn makes a table of a list.
func tableIn(list []slot[uint16]) table[uint16] {
	t := newTable[uint16](len(list))
	for _, s := range list {
		if s.key != 0 {
			t.put(s.key, s.value)
		}
	}
	return t
}

// joined makes the table of words of the list of their sets and that of their
// classes.
func joined(sets, kin []slot[uint16]) table[use] {
	n, i := len(sets)+len(kin), 0
	for _, s := range kin {
		for i < len(sets) && sets[i].key < s.key {
			i++
		}
		if i < len(sets) && sets[i].key == s.key { // in both
			n--
		}
	}
	t := newTable[use](n)
	for _, s := range sets {
		if s.key != 0 {
			t.put(s.key, use{set: s.value + 1})
		}
	}
	for _, s := range kin {
		if s.key != 0 {
			u, _ := t.get(s.key)
			t.put(s.key, use{u.set, s.value + 1})
		}
	}
	return t
}

// weights reads what appendWeights writes.
func (f *cursor) weights(m *Model) {
	f.check(m.shift >= 8 && m.shift <= 31)
	if f.err != nil {
		return
	}
	lines := 1 << (32 - m.shift)
	outer := f.bytes(lines)
	inner := f.bytes(ones(outer))
	values := f.bytes(ones(inner))
	if f.err != nil {
		return
	}
	m.weights = make([]int8, lines*lineSize)
	i, n := 0, 0
	for l, some := range outer {
		line := m.weights[l*lineSize:][:lineSize]
		for ; some != 0; some &= some - 1 {
			at := bits.TrailingZeros8(some) * 8
			for set := inner[i]; set != 0; set &= set - 1 {
				line[at+bits.TrailingZeros8(set)] = int8(values[n])
				n++
			}
			i++
		}
	}
}

// ones counts the bits that are set.
func ones(b []byte) (n int) {
	for _, c := range b {
		n += bits.OnesCount8(c)
	}
	return n
}
