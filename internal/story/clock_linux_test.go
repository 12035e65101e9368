package story

import (
	"syscall"
	"time"
	"unsafe"
)

// processor is the processor's time that this thread has had: what else the
// machine does counts for less there than on the clock. (getrusage says the
// same, on some kernels in steps of 4 ms.)
func processor() time.Duration { return ask(3) } // CLOCK_THREAD_CPUTIME_ID

// process is what all threads have had together.
func process() time.Duration { return ask(2) } // CLOCK_PROCESS_CPUTIME_ID

func ask(clock uintptr) time.Duration {
	var t syscall.Timespec
	if _, _, err := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&t)), 0); err != 0 {
		panic(err)
	}
	return time.Duration(t.Nano())
}
