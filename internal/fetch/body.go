package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
)

// body reads all of an answer's body and unpacks it. Neither the packed nor
// the unpacked form may have more than limit bytes; with cut, the bytes past
// the limit are left out instead.
func (c *Client) body(ctx context.Context, answer *http.Response, limit int64, cut bool) ([]byte, *Error) {
	if answer.ContentLength > limit && !cut {
		return nil, tooLarge("its body has %d bytes, more than %s", answer.ContentLength, size(limit))
	}
	packed := &meter{in: answer.Body, left: limit}
	in := io.Reader(packed)
	coding := strings.ToLower(strings.TrimSpace(answer.Header.Get("Content-Encoding")))
	switch coding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(packed)
		if err == io.EOF {
			return nil, nil // an empty body needs no header
		}
		if err != nil {
			return nil, c.broken(ctx, packed, err)
		}
		in = z
	default:
		return nil, fail(Encoding, "it is compressed as %q, which was not asked for", coding)
	}
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	switch {
	case int64(len(data)) > limit && cut, errors.Is(err, errMeter) && cut:
		return data[:min(int64(len(data)), limit)], nil
	case int64(len(data)) > limit && coding != "" && packed.left > 0:
		return nil, tooLarge("it unpacks to more than %s", size(limit))
	case int64(len(data)) > limit, errors.Is(err, errMeter):
		return nil, tooLarge("its body has more than %s", size(limit))
	case err != nil:
		return nil, c.broken(ctx, packed, err)
	}
	return data, nil
}

func tooLarge(reason string, args ...any) *Error {
	return fail(TooLarge, reason, args...).advise("raise the limit if it is meant to be read")
}

// broken puts an error while reading a body into words: the connection's, or
// that of the packed data.
func (c *Client) broken(ctx context.Context, packed *meter, err error) *Error {
	switch {
	case errors.Is(err, errMeter):
		return tooLarge("its body has more than %s", size(packed.limit()))
	case packed.err != nil && packed.err != io.EOF:
		return c.explain(ctx, packed.err)
	}
	e := fail(Encoding, "its compressed data is damaged")
	if errors.Is(err, io.ErrUnexpectedEOF) {
		e.Reason = "its compressed data ends too early"
	}
	e.Err = err
	return e
}

// errMeter says that a meter has run out.
var errMeter = errors.New("too many bytes")

// meter passes bytes on until there are too many of them, and keeps the error
// of what it reads.
type meter struct {
	in   io.Reader
	left int64 // bytes that may still come; one more is an error
	n    int64 // bytes passed on
	err  error // the first error of in
}

func (m *meter) limit() int64 { return m.left + m.n }

func (m *meter) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	n, err := m.in.Read(p[:min(int64(len(p)), m.left+1)])
	if err != nil && m.err == nil {
		m.err = err
	}
	if int64(n) > m.left {
		return int(m.left), errMeter
	}
	m.left -= int64(n)
	m.n += int64(n)
	return n, err
}

// signatures are the first bytes of what is neither feed nor page.
var signatures = []struct{ magic, what string }{
	{"%PDF-", "a PDF file"}, {"PK\x03\x04", "an archive or office document"}, {"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"},
	{"RIFF", "a picture or sound"}, {"ID3", "sound"}, {"OggS", "sound"}, {"\x1aE\xdf\xa3", "a film"}, {"\x7fELF", "a program"}, {"MZ\x90", "a program"},
	{"\x1f\x8b", "a compressed file"}, {"BZh", "a compressed file"}, {"\xfd7zXZ", "a compressed file"}, {"\x28\xb5\x2f\xfd", "a compressed file"},
}

// notText says what a body is that is no text; "" for text.
func notText(body []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(body, []byte(s.magic)) {
			return s.what
		}
	}
	head := body[:min(len(body), 1024)]
	zeros := [2]int{}
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	// UTF-16 has its zeros in every second place.
	if n := zeros[0] + zeros[1]; n > 0 && (zeros[0] > 0 && zeros[1] > 0 || n*3 < len(head)) {
		return "binary data"
	}
	return ""
}
