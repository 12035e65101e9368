package attribution

// prefetch has the weights of features brought near.
//
//go:noescape
func prefetch(weights *float32, features *[perSpan]uint32)
