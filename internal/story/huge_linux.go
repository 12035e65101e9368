package story

import (
	"syscall"
	"unsafe"
)

// stretch is by how much Go's heap grows at a time, at a multiple of it.
const stretch = 1 << 26

// huge asks for the memory of a large slice to be in pages of two megabytes.
// What is kept of a million reports is gigabytes that are read here and there;
// in pages of four kilobytes most reads first wait for where the page is. It is
// advice: refused, everything goes on as before. It is given for the stretches of
// the heap that the slice lies in, so that the smaller things beside it have it, too.
func huge[T any](s []T) []T {
	if size := uintptr(cap(s)) * unsafe.Sizeof(*new(T)); size >= 1<<19 {
		from := uintptr(unsafe.Pointer(unsafe.SliceData(s)))
		to := (from + size + stretch - 1) &^ (stretch - 1)
		from &^= stretch - 1
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_HUGEPAGE)
	}
	return s
}
