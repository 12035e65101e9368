//go:build unix

package desk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// hold takes the desk's place over a store, which one process can have: two
// would put the same reports into stories. It is given back when the process
// ends, however it ends.
func hold(dir string) (free func() error, err error) {
	f, err := os.OpenFile(filepath.Join(dir, "desk.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(fmt.Errorf("%s: %w%s", dir, ErrHeld, holder(f)), f.Close())
	}
	if err == nil { // for who comes second
		err = errors.Join(f.Truncate(0), written(f.WriteAt(strconv.AppendInt(nil, int64(os.Getpid()), 10), 0)))
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}

func written(_ int, err error) error { return err }

// holder names the process that holds a lock, if it has said so.
func holder(f *os.File) string {
	b := make([]byte, 20)
	n, _ := f.ReadAt(b, 0)
	pid, err := strconv.Atoi(string(b[:n]))
	if err != nil {
		return ""
	}
	return fmt.Sprintf(": number %d", pid)
}
