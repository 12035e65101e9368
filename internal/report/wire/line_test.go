package wire_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"parallax/internal/report/specimen"
	"parallax/internal/report/wire"
)

// encoded is what AppendLine has to give.
func encoded(q *wire.Quotes) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(q)
	return b.Bytes(), err
}

func sameLine(t *testing.T, q *wire.Quotes) {
	t.Helper()
	want, wrong := encoded(q)
	const before = "what was there already "
	got, err := q.AppendLine([]byte(before))
	if (err != nil) != (wrong != nil) {
		t.Fatalf("error %v, of the library %v", err, wrong)
	}
	if err == nil && string(got) != before+string(want) {
		t.Errorf("\n got %s\nwant %s%s", got, before, want)
	}
}

// fill sets every field of v that can be set, each list to so many entries of
// which each pointer is set too, from what text and number give.
func fill(v reflect.Value, entries int, text func() string, number func() float64) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text())
	case reflect.Int:
		v.SetInt(int64(number()))
	case reflect.Float64:
		v.SetFloat(number())
	case reflect.Pointer:
		if entries > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), entries, text, number)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), entries, entries))
		for i := range entries {
			fill(v.Index(i), entries, text, number)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), entries, text, number)
		}
	default:
		panic("a kind of field that AppendLine may not know: " + v.Kind().String())
	}
}

// TestLineHasEveryField: what the types have, or get one day, is in the line.
func TestLineHasEveryField(t *testing.T) {
	for entries := range 4 {
		var q wire.Quotes
		n := 0.0
		fill(reflect.ValueOf(&q).Elem(), entries, func() string { n++; return string(rune('a' + int(n)%26)) }, func() float64 { n++; return n })
		sameLine(t, &q)
	}
	sameLine(t, &wire.Quotes{}) // lists that are nil
	sameLine(t, wire.QuotesFrom(specimen.Crane()))
}

// FuzzLine: any text and number is written as the library writes it.
func FuzzLine(f *testing.F) {
	f.Add("“Never,” she said.\n\u2028\u2029<a href=\"x\">\\ & \b\f\r\t\x00\x1f\x7f", 0.25)
	f.Add("\xff\xc3 half a character \xe2\x80", 1e-7)
	f.Add("\ufffd café 🚢", -1e21)
	f.Add("", math.NaN())
	f.Add("·", math.Inf(-1))
	f.Add("-", math.Copysign(0, -1))
	f.Fuzz(func(t *testing.T, s string, n float64) {
		var q wire.Quotes
		fill(reflect.ValueOf(&q).Elem(), 2, func() string { return s }, func() float64 { return n })
		sameLine(t, &q)
	})
}

// The share of writing in the time of a list of quotations.
func BenchmarkLine(b *testing.B) {
	q := wire.QuotesFrom(specimen.Crane())
	b.Run("library", func(b *testing.B) {
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		b.ReportAllocs()
		for b.Loop() {
			out.Reset()
			if err := e.Encode(q); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(out.Len()))
	})
	b.Run("own", func(b *testing.B) {
		var out []byte
		var err error
		b.ReportAllocs()
		for b.Loop() {
			if out, err = q.AppendLine(out[:0]); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(len(out)))
	})
}
