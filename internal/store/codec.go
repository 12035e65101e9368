package store

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"reflect"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/finding"
)

// A comparison is kept as the values of its fields, one after the other: whole
// numbers as varints, strings and lists with their length before them. The
// articles are left out, for they are kept already. The bytes begin with a
// number made of the names and types of all fields, so that what another
// version has kept is told from what this one can read.

var comparisonForm = formOf(reflect.TypeFor[collate.Comparison]())

var (
	articleType  = reflect.TypeFor[*article.Article]()
	evidenceType = reflect.TypeFor[[]finding.Evidence]()
)

// encodeComparison writes a comparison without its articles.
func encodeComparison(c *collate.Comparison) []byte {
	b := binary.LittleEndian.AppendUint64(make([]byte, 0, 1<<14), comparisonForm)
	return encode(b, reflect.ValueOf(c).Elem())
}

// decodeComparison undoes encodeComparison; every Article is nil.
func decodeComparison(b []byte) (*collate.Comparison, error) {
	if len(b) < 8 || binary.LittleEndian.Uint64(b) != comparisonForm {
		return nil, errOtherForm
	}
	c := &collate.Comparison{}
	d := decoder{b: b[8:]}
	d.decode(reflect.ValueOf(c).Elem())
	if d.bad || len(d.b) > 0 {
		return nil, errDamaged
	}
	return c, nil
}

var errOtherForm = fmt.Errorf("%w: written by another version", errDamaged)

// formOf is a number that differs where types differ in their fields.
func formOf(t reflect.Type) uint64 {
	h := fnv.New64a()
	var tell func(t reflect.Type)
	tell = func(t reflect.Type) {
		fmt.Fprintf(h, "%s;", t.Kind())
		switch t.Kind() {
		case reflect.Struct:
			for i := range t.NumField() {
				fmt.Fprintf(h, "%s:", t.Field(i).Name)
				tell(t.Field(i).Type)
			}
		case reflect.Slice:
			tell(t.Elem())
		}
	}
	tell(t)
	return h.Sum64()
}

func encode(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			b = encode(b, v.Field(i))
		}
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		if v.Type() == evidenceType {
			return encodeEvidence(b, v.Interface().([]finding.Evidence))
		}
		for i := range v.Len() {
			b = encode(b, v.Index(i))
		}
	case reflect.String:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		b = append(b, v.String()...)
	case reflect.Bool:
		n := byte(0)
		if v.Bool() {
			n = 1
		}
		b = append(b, n)
	case reflect.Float64:
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.Int:
		b = binary.AppendVarint(b, v.Int())
	case reflect.Uint8:
		b = append(b, byte(v.Uint()))
	case reflect.Pointer:
		if v.Type() != articleType {
			panic("store: no form for " + v.Type().String())
		}
	default:
		panic("store: no form for " + v.Type().String()) // a new kind of field: every test sees it
	}
	return b
}

// encodeEvidence writes places as steps from one to the next: most of a
// comparison are mentions, which are in order.
func encodeEvidence(b []byte, es []finding.Evidence) []byte {
	at := 0
	for _, e := range es {
		b = binary.AppendVarint(b, int64(e.Report))
		b = binary.AppendVarint(b, int64(e.Span.Start-at))
		b = binary.AppendVarint(b, int64(e.Span.End-e.Span.Start))
		at = e.Span.Start
	}
	return b
}

// decoder reads what encode wrote; bad tells that it cannot be that.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) varint() int64 {
	n, k := binary.Varint(d.b)
	if k <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[k:]
	return n
}

// take gives the next n bytes.
func (d *decoder) take(n int) []byte {
	if n < 0 || n > len(d.b) {
		d.bad, d.b = true, nil
		return make([]byte, min(max(n, 0), 8))
	}
	out := d.b[:n]
	d.b = d.b[n:]
	return out
}

// length is that of a list or a string, of which each part takes a byte.
func (d *decoder) length() int {
	n, k := binary.Uvarint(d.b)
	if k <= 0 || n > uint64(len(d.b)) {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[k:]
	return int(n)
}

func (d *decoder) decode(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			d.decode(v.Field(i))
		}
	case reflect.Slice:
		d.list(v)
	case reflect.String:
		v.SetString(string(d.take(d.length())))
	case reflect.Bool:
		v.SetBool(d.take(1)[0] != 0)
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(d.take(8))))
	case reflect.Int:
		v.SetInt(d.varint())
	case reflect.Uint8:
		v.SetUint(uint64(d.take(1)[0]))
	}
}

func (d *decoder) list(v reflect.Value) {
	n := d.length()
	if n == 0 {
		return
	}
	if v.Type() == evidenceType {
		es := make([]finding.Evidence, n)
		at := 0
		for i := range es {
			e := &es[i]
			e.Report = int(d.varint())
			e.Span.Start = at + int(d.varint())
			e.Span.End = e.Span.Start + int(d.varint())
			at = e.Span.Start
		}
		v.Set(reflect.ValueOf(es))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		if d.bad {
			return
		}
		d.decode(v.Index(i))
	}
}
