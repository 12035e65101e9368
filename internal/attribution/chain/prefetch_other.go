//go:build !amd64

package chain

// prefetch does nothing here: the sums are the same, a little later.
func prefetch(*uint64, []uint32) {}
