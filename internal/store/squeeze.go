package store

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"parallax/internal/article"
	"parallax/internal/text"
)

// dictionary is what texts are compressed against: words of news in general, the
// frequent ones last, and some invented news. A text of 4 kB takes a seventh
// less room with it. It must never change: a second one needs a format of its
// own.
//
//go:embed dictionary.txt
var dictionary []byte

// Formats of what is kept compressed, the first byte of it.
const (
	plainText byte = iota // as it is
	deflated              // DEFLATE (RFC 1951) against the dictionary
)

var errDamaged = errors.New("what is kept is damaged")

// bodies compresses and decompresses; it keeps what that needs for the next.
type bodies struct{ writers, readers sync.Pool }

type squeezer struct {
	out bytes.Buffer
	w   *flate.Writer
}

// squeeze compresses.
func (p *bodies) squeeze(b []byte) []byte {
	q, _ := p.writers.Get().(*squeezer)
	if q == nil {
		q = &squeezer{}
		q.w, _ = flate.NewWriterDict(&q.out, flate.DefaultCompression, dictionary) // no error: the level is right
	}
	defer p.writers.Put(q)
	q.out.Reset()
	q.out.WriteByte(deflated)
	q.w.Reset(&q.out)
	_, _ = q.w.Write(b) // a buffer takes everything
	_ = q.w.Close()
	if q.out.Len() > len(b) {
		return append([]byte{plainText}, b...)
	}
	return bytes.Clone(q.out.Bytes())
}

// largest is how much a thing may be when decompressed.
const largest = 1 << 30

// unsqueeze undoes squeeze.
func (p *bodies) unsqueeze(b []byte) ([]byte, error) {
	if len(b) == 0 || b[0] > deflated {
		return nil, errDamaged
	}
	if b[0] == plainText {
		return b[1:], nil
	}
	r, _ := p.readers.Get().(io.ReadCloser)
	if r == nil {
		r = flate.NewReaderDict(bytes.NewReader(b[1:]), dictionary)
	} else if err := r.(flate.Resetter).Reset(bytes.NewReader(b[1:]), dictionary); err != nil {
		return nil, err
	}
	defer p.readers.Put(r)
	var out bytes.Buffer
	out.Grow(3 * len(b))
	if _, err := io.Copy(&out, io.LimitReader(r, largest)); err != nil {
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	return out.Bytes(), nil
}

// pack writes a report's text and where its headline and paragraphs are.
func (p *bodies) pack(a *article.Article) []byte {
	b := make([]byte, 0, len(a.Text)+8*len(a.Paragraphs)+16)
	b = binary.AppendUvarint(b, uint64(len(a.Paragraphs)))
	at := 0
	for _, s := range append([]text.Span{a.Headline}, a.Paragraphs...) {
		b = binary.AppendVarint(b, int64(s.Start-at))
		b = binary.AppendVarint(b, int64(s.End-s.Start))
		at = s.End
	}
	return p.squeeze(append(b, a.Text...))
}

// unpack undoes pack.
func (p *bodies) unpack(packed []byte, a *article.Article) error {
	b, err := p.unsqueeze(packed)
	if err != nil {
		return err
	}
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)) {
		return errDamaged
	}
	b = b[k:]
	spans := make([]text.Span, n+1)
	at := 0
	for i := range spans {
		from, k := binary.Varint(b)
		length, l := binary.Varint(b[max(k, 0):])
		if k <= 0 || l <= 0 {
			return errDamaged
		}
		b = b[k+l:]
		spans[i] = text.Span{Start: at + int(from), End: at + int(from+length)}
		at = spans[i].End
	}
	a.Text = string(b)
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(a.Text) {
			return errDamaged
		}
	}
	a.Headline, a.Paragraphs = spans[0], spans[1:]
	return nil
}
