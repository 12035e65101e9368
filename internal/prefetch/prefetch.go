// Package prefetch has places of a table brought near the processor before they
// are read. A table larger than the caches, read where hashes tell, has the
// processor wait for memory at every look-up; asked for some dozen at once, the
// places come side by side. Nothing is changed by it but the time.
package prefetch

import "unsafe"

// Places asks for the entry table[key>>shift&mask] of each key. No key may lead
// beyond the table; an entry of more than a cache line comes with its first line.
func Places[E any](table []E, keys []uint32, shift, mask uint32) {
	if len(table) == 0 {
		return
	}
	places(unsafe.Pointer(&table[0]), keys, shift, mask, uint32(unsafe.Sizeof(table[0])))
}
