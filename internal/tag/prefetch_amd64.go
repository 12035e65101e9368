package tag

import "unsafe"

// prefetch has the places of keys in a table brought near the processor: the
// one of a key begins (key>>shift&mask)*size bytes after the first.
//
//go:noescape
func prefetch(first unsafe.Pointer, keys []uint32, shift, mask, size uint32)
