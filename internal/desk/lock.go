package desk

import "errors"

// ErrHeld says that another process has a desk over the store: what is received
// will be put into stories there.
var ErrHeld = errors.New("another process works on the reports")
