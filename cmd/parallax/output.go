package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeTo writes to standard output, or to a file when there is a name. A file
// is written beside its place and then moved there, so that nobody ever reads
// half of it and a failure leaves an older one as it was.
func writeTo(s *session, name string, write func(io.Writer) error) error {
	if name == "" || name == "-" {
		b := bufio.NewWriterSize(s.out, 1<<16)
		if err := write(b); err != nil {
			_ = b.Flush() // what is ready is better than nothing
			return err
		}
		return b.Flush()
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if i, err := os.Stat(name); err == nil && !i.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0) // a device or a pipe has nothing to replace
		if err != nil {
			return err
		}
		return buffered(f, write)
	}
	return replace(name, write)
}

// replace writes a new file and moves it to the place of name.
func replace(name string, write func(io.Writer) error) error {
	part := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+rand.Text()[:8])
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) { // the reader knows the folder, not our name in it
			err = fmt.Errorf("%s cannot be written in the folder %s: %w", filepath.Base(name), filepath.Dir(name), at.Err)
		}
		return err
	}
	if old, err := os.Stat(name); err == nil {
		_ = f.Chmod(old.Mode().Perm()) // keep who may read it, where that can be kept
	}
	if err := buffered(f, write); err != nil {
		_ = os.Remove(part)
		return err
	}
	if err := os.Rename(part, name); err != nil {
		_ = os.Remove(part)
		return err
	}
	return nil
}

// buffered writes to a file and closes it.
func buffered(f *os.File, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(f, 1<<16)
	err := write(b)
	if err == nil {
		err = b.Flush()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
