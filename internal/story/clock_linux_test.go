package story

import (
	"syscall"
	"time"
)

// processor is the processor's time that this thread has had: what else the
// machine does counts for little there, as it does not on the clock.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
