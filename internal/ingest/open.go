package ingest

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// peek is how many bytes of an input are looked at to recognise it.
const peek = 4096

// errTooLarge says that a report's input is larger than Options.MaxBytes.
var errTooLarge = errors.New("too large")

// errBomb says that a compressed input unpacks to absurdly much.
var errBomb = errors.New("it unpacks to more than 200 times its size")

// readSource opens one source, unpacks it, recognises its format and reads it.
func (r *reader) readSource(s source) {
	raw, closeRaw, err := r.open(s)
	if err != nil {
		r.skip(s.name, openReason(err))
		return
	}
	defer closeRaw()
	in := bufio.NewReaderSize(raw, 64<<10)
	if head, _ := in.Peek(2); string(head) == "\x1f\x8b" {
		unpacked, err := unpack(in, r.options.MaxBytes)
		if err != nil {
			r.skip(s.name, r.reason(err))
			return
		}
		in = bufio.NewReaderSize(unpacked, 64<<10)
	}
	head, err := in.Peek(peek)
	if err != nil && err != io.EOF {
		r.skip(s.name, r.reason(err))
		return
	}
	if e := unicodeOf(head); e != nil {
		in = bufio.NewReaderSize(e.NewDecoder().Reader(in), 64<<10)
		head, _ = in.Peek(peek)
	}
	format, refused := recognise(head, extension(s.name))
	switch {
	case refused != "":
		r.skip(s.name, refused)
	case s.onlyFeed && format != webFeed:
		r.skip(s.name, telling[extension(s.name)])
	case format == webFeed:
		r.readFeed(s, in)
	case format == jsonLines:
		r.readLines(s, in)
	case format == jsonArray:
		r.readArray(s, in)
	case format == htmlPage:
		r.readPage(s, in)
	default:
		r.readPlain(s, in)
	}
}

// open gives a source's bytes and a function that frees them.
func (r *reader) open(s source) (io.Reader, func(), error) {
	if s.path == "" {
		if r.options.Stdin == nil {
			return nil, nil, errors.New("there is no standard input")
		}
		return r.options.Stdin, func() {}, nil
	}
	f, err := os.Open(s.path)
	if err != nil {
		return nil, nil, err
	}
	return f, func() { f.Close() }, nil
}

// whole reads all of an input, or errTooLarge.
func (r *reader) whole(in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, r.options.MaxBytes+1))
	if err == nil && int64(len(data)) > r.options.MaxBytes {
		err = errTooLarge
	}
	return data, err
}

// reason puts a reading error into words.
func (r *reader) reason(err error) string {
	var corrupt interface{ Error() string }
	switch {
	case errors.Is(err, errTooLarge):
		return fmt.Sprintf("larger than %s (raise --max-size)", size(r.options.MaxBytes))
	case errors.Is(err, errBomb):
		return "refused: " + errBomb.Error()
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return "damaged gzip file"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "damaged gzip file: it ends too early"
	case errors.As(err, &corrupt) && strings.HasPrefix(corrupt.Error(), "flate:"):
		return "damaged gzip file"
	}
	return "cannot be read: " + err.Error()
}

// size writes a number of bytes as a person would.
func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// unpack reads gzip with one or several members. It stops with errBomb when
// the output is beyond free bytes and more than 200 times the input; reports
// compress to a fifth.
func unpack(in io.Reader, free int64) (io.Reader, error) {
	counted := &counter{in: in}
	z, err := gzip.NewReader(counted)
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return &guard{in: z, packed: counted, free: free}, nil
}

// counter counts the bytes read through it.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// guard passes unpacked bytes on until there are too many of them.
type guard struct {
	in     io.Reader
	packed *counter
	free   int64 // bytes that are never too many
	n      int64 // bytes passed on
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.in.Read(p)
	g.n += int64(n)
	if g.n > g.free && g.n > 200*g.packed.n {
		return 0, errBomb
	}
	return n, err
}
