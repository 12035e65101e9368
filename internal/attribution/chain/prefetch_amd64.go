package chain

// prefetch has the weights of features brought near.
//
//go:noescape
func prefetch(weights *uint64, features []uint32)
