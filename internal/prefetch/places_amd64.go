package prefetch

import "unsafe"

// places asks for what begins (key>>shift&mask)*size bytes after the first, for
// each key.
//
//go:noescape
func places(first unsafe.Pointer, keys []uint32, shift, mask, size uint32)
